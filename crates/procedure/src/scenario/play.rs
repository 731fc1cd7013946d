//! Playing a scenario in memory.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Expect, Scenario, Step};
use crate::act::Act;
use crate::decide::decide;
use crate::event::{Event, Recorded};
use crate::names::Stage;
use crate::register::Register;
use crate::rulebook::Rulebook;
use crate::ruling::{Outcome, Ruling};

/// The outcome of a step that cannot be ruled on.
const UNREADABLE: &str = "unreadable";

/// What came of a scenario: the shape of `enact play --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Played {
    /// What came of each step.
    pub steps: Vec<PlayedStep>,
    /// Whether every step came to what was expected.
    pub as_expected: bool,
    /// What the register holds at the end.
    pub state: Value,
}

impl Played {
    /// The steps that could not be ruled on although the scenario expected that they could.
    pub fn not_ruled_on(&self) -> impl Iterator<Item = &PlayedStep> {
        self.steps.iter().filter(|step| step.outcome == UNREADABLE && !step.as_expected)
    }
}

/// What came of one step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlayedStep {
    /// Its number, from 1.
    pub number: usize,
    /// `accepted`, `refused`, `needs-judgement`, or `unreadable`: nothing could be ruled on.
    pub outcome: &'static str,
    /// The clauses of the refusing grounds.
    pub clauses: Vec<String>,
    /// The reasons of the refusing grounds, the questions that wait for an answer, or why nothing could be ruled on.
    pub reasons: Vec<String>,
    /// The judgement rules that wait for an answer.
    pub judgements: Vec<String>,
    /// What happened.
    pub events: Vec<Event>,
    /// Whether that was expected.
    pub as_expected: bool,
}

/// Plays a scenario in memory on a Code whose documents are these (in markup).
///
/// A step that cannot be ruled on, because it names what does not exist, is told as that, and the play goes on.
///
/// # Errors
/// The parties and people that the scenario names cannot be brought in; the sentence names the line.
pub fn play(scenario: &Scenario, rulebook: &Rulebook, documents: &[String]) -> Result<Played, String> {
    let mut register = Register::new(&rulebook.code().id);
    for markup in documents {
        let event = rulebook.loading(markup);
        let at = rulebook.code().begins.at(0, 0, 0, 0);
        record(&mut register, at, "", Vec::new(), event)?;
    }
    for step in &scenario.cast {
        let ruling = submit(&mut register, rulebook, step).map_err(|why| format!("line {}: {why}", step.line))?;
        if !ruling.is_permitted() {
            let reasons = ruling.refusing().map(|ground| ground.reason.clone()).collect::<Vec<_>>();
            return Err(format!("line {}: this could not be brought in: {}", step.line, reasons.join("; ")));
        }
    }
    let mut steps = Vec::new();
    for (index, step) in scenario.steps.iter().enumerate() {
        let number = index + 1;
        steps.push(match submit(&mut register, rulebook, step) {
            Ok(ruling) => outcome_of(number, step, ruling, &register),
            Err(why) => unreadable(number, step, why),
        });
    }
    let as_expected = steps.iter().all(|step| step.as_expected);
    Ok(Played { steps, as_expected, state: state_of(&register) })
}

fn submit(register: &mut Register, rulebook: &Rulebook, step: &Step) -> Result<Ruling, String> {
    if register.last_event().is_some_and(|last| step.at < last) {
        return Err(format!("{} is before the step above it; steps go forwards in time", step.at));
    }
    let ruling = decide(register, &step.submission, rulebook, step.at).map_err(|problem| problem.to_string())?;
    if let Outcome::Permitted(events) = &ruling.outcome {
        for event in events {
            record(register, step.at, &step.submission.by, ruling.grounds.clone(), event.clone())?;
        }
    }
    Ok(ruling)
}

fn record(
    register: &mut Register,
    at: jiff::civil::DateTime,
    by: &str,
    grounds: Vec<crate::ruling::Ground>,
    event: Event,
) -> Result<(), String> {
    let position = register.position() + 1;
    let recorded = Recorded { position, took_effect: at, by: by.to_owned(), grounds, event };
    register.fold(&recorded).map_err(|error| error.to_string())
}

fn unreadable(number: usize, step: &Step, why: String) -> PlayedStep {
    PlayedStep {
        number,
        outcome: UNREADABLE,
        clauses: Vec::new(),
        reasons: vec![why],
        judgements: Vec::new(),
        events: Vec::new(),
        as_expected: step.expect == Expect::Unreadable,
    }
}

fn outcome_of(number: usize, step: &Step, ruling: Ruling, register: &Register) -> PlayedStep {
    let clauses = ruling.refusing_clauses();
    let judgements: Vec<String> = ruling.asking().map(|ground| ground.rule.to_string()).collect();
    // What is refused is refused; its open questions need no answer.
    let refusing: Vec<String> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
    let reasons = match refusing.is_empty() {
        true => ruling.asking().map(|ground| ground.reason.clone()).collect(),
        false => refusing,
    };
    let stage = stage_after(&step.submission.act, &ruling, register);
    let as_expected = match (&step.expect, &ruling.outcome) {
        (Expect::Accepted, Outcome::Permitted(_)) => true,
        (Expect::Stage(wanted), Outcome::Permitted(_)) => stage == Some(*wanted),
        (Expect::Refused(wanted), Outcome::Refused) => wanted.iter().all(|clause| clauses.contains(clause)),
        (Expect::NeedsJudgement(wanted), Outcome::NeedsJudgement) => {
            wanted.iter().all(|rule| judgements.iter().any(|asked| asked == rule.as_str()))
        }
        (
            Expect::Accepted | Expect::Stage(_) | Expect::Refused(_) | Expect::NeedsJudgement(_) | Expect::Unreadable,
            Outcome::Permitted(_) | Outcome::Refused | Outcome::NeedsJudgement,
        ) => false,
    };
    let (outcome, events) = match ruling.outcome {
        Outcome::Permitted(events) => ("accepted", events),
        Outcome::Refused => ("refused", Vec::new()),
        Outcome::NeedsJudgement => ("needs-judgement", Vec::new()),
    };
    PlayedStep { number, outcome, clauses, reasons, judgements, events, as_expected }
}

fn stage_after(act: &Act, ruling: &Ruling, register: &Register) -> Option<Stage> {
    let raised = match &ruling.outcome {
        Outcome::Permitted(events) => events.iter().find_map(Event::proposal),
        Outcome::Refused | Outcome::NeedsJudgement => None,
    };
    let number = act.details().proposal().or(raised.map(|id| id.as_str()))?;
    register.proposal(number).map(|proposal| proposal.stage)
}

/// What a register holds, as a scenario's answer shows it.
#[must_use]
pub fn state_of(register: &Register) -> Value {
    let mut proposals = Map::new();
    for proposal in register.proposals() {
        let held = json!({
            "number": proposal.number(),
            "title": proposal.title,
            "stage": proposal.stage,
            "path": proposal.path,
            "proposer": proposal.proposer,
            "release": proposal.release(),
            "live": proposal.live,
            "live_parts": proposal.live_parts.iter().filter_map(|live| live.part.as_ref()).collect::<Vec<_>>(),
            "solution": proposal.decision.as_ref().and_then(|decision| decision.solution.as_ref()),
            "legal_texts": proposal.legal_texts.iter().map(|text| &text.version).collect::<Vec<_>>(),
            "responses": proposal.consultations.iter().map(|held| held.responses.len()).sum::<usize>(),
            "outcome": proposal.decision.as_ref().map(|decision| decision.outcome),
        });
        proposals.insert(proposal.id.to_string(), held);
    }
    let releases: Map<String, Value> = register
        .releases()
        .map(|release| (release.id.to_string(), json!({ "name": release.name, "date": release.date })))
        .collect();
    let suspensions: Vec<Value> = register
        .suspensions()
        .iter()
        .map(|held| json!({ "party": held.party, "right": held.right, "since": held.since }))
        .collect();
    let editions: Vec<Value> = register
        .editions()
        .map(|(from, edition)| json!({ "from": from, "hash": edition.hash().to_string() }))
        .collect();
    json!({ "proposals": proposals, "releases": releases, "suspensions": suspensions, "editions": editions })
}
