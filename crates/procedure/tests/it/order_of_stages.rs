//! Whatever a Code's rules permit, a proposal moves along the ways that there are: what is in force stays in force, nothing is
//! approved without what decides it, and who its Proposer is changes by adoption alone. Everybody tries every turn on every
//! proposal of each demonstration, as it stands at its end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use procedure::names::{Path, Stage};
use procedure::register::Proposal;
use procedure::ruling::Outcome;
use procedure::{Act, Judged, Recorded, Register, Rulebook, Submission, decide};
use serde_json::{Value, json};

use crate::replay::replay;
use crate::scenarios::Story;

/// The turns that change the stage, the path or the Proposer of a proposal; `OTHER` is another proposal at its stage.
fn turns(number: &str, other: Option<&str>, review: &str) -> Vec<Value> {
    let with = |act: &str, fields: Value| {
        let mut whole = json!({ "act": act, "proposal": number, "reasons": "r" });
        if let (Some(whole), Value::Object(fields)) = (whole.as_object_mut(), fields) {
            whole.extend(fields);
        }
        whole
    };
    let plain = |act: &str| json!({ "act": act, "proposal": number });
    let mut turns: Vec<Value> = [
        "adopt",
        "take-forward",
        "accept-draft-proposal",
        "refuse-draft-proposal",
        "withdraw",
        "send-back",
        "object-to-fast-track",
        "approve-fast-track",
        "resume-proposal",
        "ask-for-urgency",
    ]
    .into_iter()
    .map(|act| with(act, json!({})))
    .collect();
    turns.extend(["approve-report", "open-vote", "close-vote", "go-live", "record-outcome"].map(plain));
    for path in ["self-governance", "authority-determined", "authority-initiated", "fast-track"] {
        turns.push(with("change-path", json!({ "path": path })));
        let agreed =
            json!({ "act": "agree-modification-proposal", "proposal": number, "path": path, "path_reason": "r" });
        turns.push(agreed);
    }
    for outcome in ["approved", "rejected"] {
        turns.push(with("decide-proposal", json!({ "decision": outcome })));
        turns.push(with("decide-referred-decision", json!({ "decision": outcome })));
    }
    for act in ["direct-backstop", "suspend-proposal", "subsume-proposal"] {
        turns.push(with(act, json!({ "review": review })));
    }
    turns.push(with("decide-urgency", json!({ "urgent": true })));
    let parts = json!([{ "title": "A", "issue": "a" }, { "title": "B", "issue": "b" }]);
    turns.push(with("split", json!({ "into": parts })));
    turns.extend(other.map(|other| with("amalgamate", json!({ "others": [other] }))));
    turns
}

/// The ways from one stage to another, each with the acts that go it.
fn leads(act: &str, from: &Proposal, to: &Proposal) -> bool {
    use Stage::{
        Approved, Development, Implemented, Refinement, Refused, Rejected, Report, Split, Vote, WithAuthority,
        Withdrawn,
    };
    let (before, after) = (from.stage, to.stage);
    let open = !before.is_end() && before != Approved;
    match act {
        "agree-modification-proposal" => before == Development && after == Refinement,
        "refuse-draft-proposal" => before == Development && after == Refused,
        "accept-draft-proposal" => before == Refused && after == Development,
        "withdraw" => open && before != WithAuthority && after == Withdrawn,
        "direct-backstop" | "subsume-proposal" => open && after == Withdrawn,
        "adopt" => before == Withdrawn && !after.is_end() && from.proposer != to.proposer,
        "split" => matches!(before, Development | Refinement) && after == Split,
        "approve-report" => before == Refinement && after == Report,
        "send-back" => matches!(before, Report | WithAuthority) && after == Refinement,
        "open-vote" => before == Report && after == Vote,
        "close-vote" => before == Vote && matches!(after, Approved | Rejected | WithAuthority),
        "decide-proposal" => before == WithAuthority && matches!(after, Approved | Rejected),
        "approve-fast-track" => from.path == Some(Path::FastTrack) && open && after == Approved,
        "object-to-fast-track" => before == Approved && after == Refinement,
        "go-live" => before == Approved && after == Implemented,
        "decide-referred-decision" => {
            let asked = from.course.last_referral().is_some_and(|referral| referral.decided.is_none());
            asked && matches!((before, after), (Approved, Rejected) | (Rejected, Approved))
        }
        "record-outcome" => open && after.is_end(),
        _ => false,
    }
}

/// What a permitted turn does to a proposal that it must not.
fn fault(act: &str, from: &Proposal, to: &Proposal) -> Option<String> {
    let moved = from.stage != to.stage && !leads(act, from, to);
    let taken = from.proposer != to.proposer && act != "adopt";
    let decided = from.stage.is_end() || from.stage == Stage::Approved;
    let turned = from.path != to.path && (decided || !["change-path", "agree-modification-proposal"].contains(&act));
    // A Fast-Track approval to which somebody objects loses its path.
    let turned = turned && act != "object-to-fast-track";
    let what = [(moved, "moves it"), (taken, "gives it another Proposer"), (turned, "puts it on another path")];
    let found = what.iter().find(|(wrong, _)| *wrong)?.1;
    Some(format!("{act} {found}: {} of {:?}, {:?} to {:?}", from.number(), from.path, from.stage, to.stage))
}

/// The events of a turn, every question answered with yes; none where it is refused or cannot be read.
fn taken(register: &Register, rulebook: &Rulebook, by: &str, turn: &Value, at: DateTime) -> Option<Register> {
    let act = Act::read(turn.clone()).unwrap();
    let mut submission = Submission { by: by.to_owned(), act, judgements: BTreeMap::new() };
    let mut ruling = decide(register, &submission, rulebook, at).ok()?;
    if ruling.outcome == Outcome::NeedsJudgement {
        let yes = || Judged { answer: true, reasons: "r".to_owned() };
        submission.judgements = ruling.asking().map(|ground| (ground.rule.clone(), yes())).collect();
        ruling = decide(register, &submission, rulebook, at).ok()?;
    }
    let Outcome::Permitted(events) = ruling.outcome else { return None };
    let mut after = register.clone();
    for event in events {
        let position = after.position() + 1;
        let recorded = Recorded { position, took_effect: at, by: by.to_owned(), grounds: Vec::new(), event };
        after.fold(&recorded).unwrap();
    }
    Some(after)
}

/// How many turns were permitted, and what each that must not be did.
fn tried(register: &Register, rulebook: &Rulebook, at: DateTime) -> (usize, BTreeSet<String>) {
    let code = rulebook.code();
    let mut actors: BTreeSet<String> = code.bodies.iter().map(|body| body.id.to_string()).collect();
    actors.insert(code.administrator.to_string());
    // Two Parties stand for the others; those in default and each Proposer act for themselves.
    actors.extend(register.parties().take(2).map(|party| party.name.clone()));
    actors.extend(register.suspensions().iter().map(|held| held.party.clone()));
    let (mut permitted, mut faults) = (0, BTreeSet::new());
    for proposal in register.proposals() {
        let other = register.proposals().find(|other| other.id != proposal.id && other.stage == proposal.stage);
        for turn in turns(proposal.number(), other.map(Proposal::number), "a-review") {
            let act = turn["act"].as_str().unwrap();
            for by in actors.iter().chain([&proposal.proposer]) {
                let Some(after) = taken(register, rulebook, by, &turn, at) else { continue };
                permitted += 1;
                let after = after.proposals().find(|after| after.id == proposal.id).unwrap();
                faults.extend(fault(act, proposal, after).map(|fault| format!("{} lets {by}: {fault}", code.id)));
            }
        }
    }
    (permitted, faults)
}

/// Each demonstration's register as its last step found it.
fn ends() -> impl Iterator<Item = (Story, Register, DateTime)> {
    Story::all().into_iter().filter(|story| story.name.ends_with("demonstration.toml")).map(|story| {
        let mut end = None;
        replay(&story, |register, step, _| end = Some((register.clone(), step.at)));
        let (register, at) = end.unwrap();
        (story, register, at)
    })
}

#[test]
fn whatever_is_permitted_keeps_to_the_ways_that_there_are() {
    for (story, register, at) in ends() {
        let (permitted, faults) = tried(&register, &story.code.rulebook, at);
        assert!(permitted > 5, "{}: {permitted} turns were permitted", story.name);
        assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
    }
}

/// The control: with the rules on what may be adopted, and on what path may be changed, taken away, what is in force is taken over.
#[test]
fn without_the_rules_on_stages_the_ways_are_left() {
    let (story, register, at) = ends().find(|(story, ..)| story.code.rulebook.code().id == "specimen").unwrap();
    let files: Vec<_> = story
        .code
        .files
        .iter()
        .map(|file| crate::coverage::loosen(file, "B4.1-adopt-what-was-withdrawn"))
        .map(|file| crate::coverage::loosen(&file, "B3.4-path-before-the-vote"))
        .collect();
    let (_, faults) = tried(&register, &Rulebook::load(&files).unwrap(), at);
    assert!(faults.iter().any(|fault| fault.contains("adopt moves it")), "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains("change-path puts it on another path")), "{faults:?}");
}
