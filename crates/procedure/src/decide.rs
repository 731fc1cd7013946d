//! The one door: may this act happen?

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::act::{Act, ActName, Problem};
use crate::case::{Case, Judged, holder_words, holds, suspended, within};
use crate::code::Code;
use crate::condition::{Answer, holds_its_items};
use crate::names::{RuleId, day};
use crate::register::{Actor, Office, Proposal, Register, Release};
use crate::rule::{Check, Effect, Holder, Judgement, Power, Rule};
use crate::rulebook::{Governing, Kept, Loaded, Rulebook};
use crate::ruling::{Bearing, Ground, Outcome, Ruling};

/// An act handed in: what is to be done, by whom, with the answers to judgement rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Who acts: a body, a Party or a person, by name.
    pub by: String,
    /// The act.
    pub act: Act,
    /// The answers to judgement rules.
    pub judgements: BTreeMap<RuleId, Judged>,
}

/// A submission that cannot be ruled on, because it names what does not exist or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Unreadable(pub Vec<Problem>);

/// Rules on a submission at an instant (civil time, Europe/London).
///
/// An act is permitted by one power whose own conditions hold, with no suspension against it, every governing
/// condition and time limit met and every judgement answered. The ruling names every rule looked at.
///
/// # Errors
/// The submission names an actor, proposal or other thing that does not exist, or a field cannot be read.
pub fn decide(
    register: &Register,
    submission: &Submission,
    rulebook: &Rulebook,
    at: DateTime,
) -> Result<Ruling, Unreadable> {
    let unknown = |message| Unreadable(vec![Problem::with("by", message)]);
    let actors = register.actors(&submission.by, rulebook.code(), at.date()).map_err(unknown)?;
    let mut best: Option<Result<Ruling, Unreadable>> = None;
    for actor in &actors {
        let ruling = decide_as(register, actor, submission, rulebook, at);
        if best.as_ref().is_none_or(|best| rank(&ruling) < rank(best)) {
            best = Some(ruling);
        }
    }
    best.unwrap_or_else(|| Err(unknown(format!("nobody is known as `{}`", submission.by))))
}

/// How far a ruling is from permitting: of several offices of a person the one that permits is meant, or that comes nearest.
fn rank(ruling: &Result<Ruling, Unreadable>) -> usize {
    match ruling {
        Ok(ruling) => match ruling.outcome {
            Outcome::Permitted(_) => 0,
            Outcome::NeedsJudgement => 1,
            Outcome::Refused => 2 + ruling.refusing().count(),
        },
        Err(_) => usize::MAX,
    }
}

/// Rules on a submission of an actor in one office.
fn decide_as(
    register: &Register,
    actor: &Actor,
    submission: &Submission,
    rulebook: &Rulebook,
    at: DateTime,
) -> Result<Ruling, Unreadable> {
    let one = |problem: Problem| Unreadable(vec![problem]);
    let details = submission.act.details();
    let proposal =
        match details.proposal() {
            None => None,
            Some(number) => Some(register.proposal(number).ok_or_else(|| {
                one(Problem::with("proposal", format!("there is no proposal {number} in the register")))
            })?),
        };
    let case = Case {
        register,
        rulebook,
        actor,
        at,
        name: submission.act.name(),
        act: Some(&submission.act),
        proposal,
        release: details.release().and_then(|id| register.release(id)),
        judgements: &submission.judgements,
    };
    let mut problems = details.problems(&case);
    problems.extend(answers_to_nobody(submission, rulebook));
    if !problems.is_empty() {
        return Err(Unreadable(problems));
    }
    let mut grounds = judge(&case);
    grounds.extend(details.barred(&case).and_then(|reason| barring(&case, reason)));
    let outcome = if grounds.iter().any(|ground| ground.bearing == Bearing::Refuses) {
        Outcome::Refused
    } else if grounds.iter().any(|ground| ground.bearing == Bearing::Asks) {
        Outcome::NeedsJudgement
    } else {
        Outcome::Permitted(details.events(&case).map_err(one)?)
    };
    Ok(Ruling { outcome, grounds })
}

/// Judgements answered under the id of no rule of the Code: a name mistyped, and the question it was meant for not answered.
fn answers_to_nobody(submission: &Submission, rulebook: &Rulebook) -> impl Iterator<Item = Problem> {
    submission.judgements.keys().filter(|id| rulebook.rule(id).is_none()).map(|id| {
        Problem::with("judgements", format!("this Code has no rule {id}; answer under the id of the rule that asks"))
    })
}

/// Rules on an act whose details are not known yet: what a page may offer, and why not. Conditions that need the
/// details are left open; `Permitted` holds no events.
#[must_use]
pub fn foresee(
    register: &Register,
    actor: &Actor,
    name: ActName,
    proposal: Option<&Proposal>,
    rulebook: &Rulebook,
    at: DateTime,
) -> Ruling {
    foresee_of(register, actor, name, (proposal, None), rulebook, at)
}

/// As [`foresee`], for an act on a release.
#[must_use]
pub fn foresee_on_release(
    register: &Register,
    actor: &Actor,
    name: ActName,
    release: &Release,
    rulebook: &Rulebook,
    at: DateTime,
) -> Ruling {
    foresee_of(register, actor, name, (None, Some(release)), rulebook, at)
}

fn foresee_of(
    register: &Register,
    actor: &Actor,
    name: ActName,
    (proposal, release): (Option<&Proposal>, Option<&Release>),
    rulebook: &Rulebook,
    at: DateTime,
) -> Ruling {
    let judgements = BTreeMap::new();
    let foreseen = |actor: &Actor| {
        let case = Case { register, rulebook, actor, at, name, act: None, proposal, release, judgements: &judgements };
        let grounds = judge(&case);
        let refusing = grounds.iter().filter(|ground| ground.bearing == Bearing::Refuses).count();
        let outcome = if refusing > 0 { Outcome::Refused } else { Outcome::Permitted(Vec::new()) };
        (refusing, Ruling { outcome, grounds })
    };
    let (mut refusing, mut ruling) = foreseen(actor);
    if let Actor::Person(person) = actor {
        for held in person.offices_on(at.date()).filter(|held| held.office != person.office) {
            let (fewer, other) = foreseen(&Actor::Person(person.acting_in(&held.office)));
            if fewer < refusing {
                (refusing, ruling) = (fewer, other);
            }
        }
    }
    ruling
}

/// Whether a rule applies to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applies {
    /// It does.
    Yes,
    /// That depends on details that the act has not given yet.
    Perhaps,
}

/// Whether a rule applies to a case; nothing where it does not.
pub(crate) fn applies(case: &Case<'_>, rule: &Rule) -> Option<Applies> {
    rule.when.iter().try_fold(Applies::Yes, |so_far, condition| match condition.is_met(case) {
        Some(true) => Some(so_far),
        None => Some(Applies::Perhaps),
        Some(false) => None,
    })
}

/// Looks at every rule that governs the act that day.
fn judge(case: &Case<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let mut powers = Vec::new();
    let governing = case.governing(case.name);
    for loaded in governing.rules() {
        let Some(applies) = applies(case, &loaded.rule) else { continue };
        let ground = |bearing, reason| {
            // A rule of which it is not known yet whether it applies refuses nothing.
            let bearing =
                if applies == Applies::Perhaps && bearing == Bearing::Refuses { Bearing::Open } else { bearing };
            ground_of(loaded, bearing, kept_words(&governing, loaded, bearing, reason))
        };
        match &loaded.rule.check {
            Check::Power(power) => powers.push((loaded, power)),
            Check::Suspension(suspension) => {
                if let Some(reason) = suspended(case, suspension) {
                    let (bearing, reason) = marked(suspension.effect, Bearing::Refuses, reason);
                    grounds.push(ground(bearing, reason));
                }
            }
            Check::Condition(condition) => {
                let (bearing, reason) = bearing_of(condition.judge(case));
                grounds.push(ground(bearing, reason));
            }
            Check::TimeLimit(limit) => {
                let (bearing, reason) = bearing_of(within(case, limit));
                let (bearing, reason) = marked(limit.effect, bearing, reason);
                grounds.push(ground(bearing, reason));
            }
            Check::Judgement(judgement) => {
                let (bearing, reason) = judged(case, &loaded.rule.id, judgement);
                grounds.push(ground(bearing, reason));
            }
            Check::Contents(contents) => {
                let (bearing, reason) = bearing_of(holds_its_items(case, contents));
                grounds.push(ground(bearing, reason));
            }
            Check::Tally(_) | Check::Screening(_) | Check::Duty(_) | Check::Transition(_) => {}
        }
    }
    let mut found = power_grounds(case, &powers, &governing);
    let empowered = found.iter().any(|ground| ground.bearing == Bearing::Supports);
    let none = found.is_empty();
    found.append(&mut grounds);
    found.extend(governing.transitions.iter().map(|kept| transition_ground(case, kept, empowered, none)));
    found
}

/// What stands in the way of an act whose power whoever acts has: it refuses under the clause of that power. Without the power
/// the act is refused already.
fn barring(case: &Case<'_>, reason: String) -> Option<Ground> {
    let governing = case.governing(case.name);
    let mut powers = governing.rules().filter(|loaded| {
        applies(case, &loaded.rule).is_some()
            && loaded.rule.check.power().is_some_and(|power| power.held_by.iter().any(|holder| holds(case, holder)))
    });
    powers.next().map(|loaded| ground_of(loaded, Bearing::Refuses, reason))
}

/// The reason of a rule that goes on although it has ended for others says so, where it refuses.
fn kept_words(governing: &Governing<'_>, loaded: &Loaded, bearing: Bearing, reason: String) -> String {
    match governing.kept_by(loaded).filter(|_| bearing == Bearing::Refuses) {
        Some(kept) => format!("{reason}; this rule has ended, but {}", kept.words()),
        None => reason,
    }
}

/// The ground that a rule is, bearing one way.
fn ground_of(loaded: &Loaded, bearing: Bearing, reason: String) -> Ground {
    let Loaded { rule, fingerprint, .. } = loaded;
    Ground {
        rule: rule.id.clone(),
        clauses: rule.cites.clone(),
        basis: rule.basis,
        bearing,
        reason,
        fingerprint: fingerprint.clone(),
    }
}

/// What a transition does to the act. It refuses where it holds off the power that whoever acts would have by now.
fn transition_ground(case: &Case<'_>, kept: &Kept<'_>, empowered: bool, none: bool) -> Ground {
    let would_hold = |loaded: &&&Loaded| {
        loaded.rule.check.power().is_some_and(|power| {
            power.held_by.iter().any(|holder| holds(case, holder))
                && !power.conditions.iter().any(|condition| matches!(condition.judge(case), Answer::NotMet(_)))
        })
    };
    let lost = kept.held_off.iter().find(would_hold).filter(|_| !empowered);
    let (bearing, reason) = match lost {
        Some(power) => (
            Bearing::Refuses,
            format!(
                "{} may not do this here, though it may elsewhere ({}): {}",
                case.actor.name(),
                power.rule.id,
                kept.words()
            ),
        ),
        None if none => (Bearing::Refuses, kept.words()),
        None => (Bearing::Supports, kept.words()),
    };
    ground_of(kept.by, bearing, reason)
}

/// What refuses, unless the rule marks the act and lets it through.
fn marked(effect: Effect, bearing: Bearing, reason: String) -> (Bearing, String) {
    match (effect, bearing) {
        (Effect::Marked, Bearing::Refuses) => (Bearing::Open, format!("{reason}; it is kept, and marked so")),
        (Effect::Marked | Effect::Refused, bearing) => (bearing, reason),
    }
}

/// One power that holds is enough; where none does, the powers that come nearest say why.
fn power_grounds(case: &Case<'_>, powers: &[(&Loaded, &Power)], governing: &Governing<'_>) -> Vec<Ground> {
    let mut nearest = Vec::new();
    let held = |power: &Power| power.held_by.iter().any(|holder| holds(case, holder));
    for (loaded, power) in powers.iter().filter(|(_, power)| held(power)) {
        let answers = power.conditions.iter().map(|condition| condition.judge(case));
        let failed: Vec<String> = answers
            .filter_map(|answer| match answer {
                Answer::NotMet(reason) => Some(reason),
                Answer::Met(_) | Answer::Open(_) => None,
            })
            .collect();
        if failed.is_empty() {
            let reason = [case.actor.name(), " may do this: ", &loaded.rule.says].concat();
            return vec![ground_of(loaded, Bearing::Supports, reason)];
        }
        nearest.push(ground_of(loaded, Bearing::Refuses, failed.join("; ")));
    }
    if !nearest.is_empty() {
        return nearest;
    }
    if powers.is_empty() {
        return no_power_yet(case, governing);
    }
    let last = powers.len().saturating_sub(1);
    let reason = |place, power| match not_held(case, power) {
        words if place > 0 && place == last => format!("{words}; any one of these powers would do"),
        words => words,
    };
    let grounds = powers.iter().enumerate();
    grounds.map(|(place, (loaded, power))| ground_of(loaded, Bearing::Refuses, reason(place, power))).collect()
}

/// No power over the act is in force that day: those of other days say since or until when.
fn no_power_yet(case: &Case<'_>, governing: &Governing<'_>) -> Vec<Ground> {
    let powers = case
        .rulebook
        .rules()
        .iter()
        .filter(|loaded| matches!(loaded.rule.check, Check::Power(_)) && loaded.rule.governs.contains(&case.name))
        .filter(|loaded| !governing.is_held_off(loaded));
    powers
        .map(|loaded| {
            let from = match case.rulebook.days_of(&loaded.rule, case.register) {
                (Some(from), Some(until)) => format!("was in force from {} until {}", day(from), day(until)),
                (Some(from), None) => format!("comes into force on {}", day(from)),
                (None, _) => format!("comes into force with {}, which is not live", loaded.rule.in_force.from),
            };
            let reason = format!("no power to do this is in force on {}: this rule {from}", day(case.at.date()));
            ground_of(loaded, Bearing::Refuses, reason)
        })
        .collect()
}

fn not_held(case: &Case<'_>, power: &Power) -> String {
    let code = case.rulebook.code();
    let holders: Vec<String> = power.held_by.iter().map(|holder| holder_in_a_sentence(holder, code)).collect();
    let holders = match holders.as_slice() {
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        few => few.concat(),
    };
    let mut words = format!("{} is not {holders}", case.actor.name());
    let today = case.at.date();
    if let Actor::Party(party) = case.actor
        && party.since > today
    {
        words = format!("{words}; {} is a Party only from {}", party.name, day(party.since));
    }
    if let Actor::Person(person) = case.actor
        && !person.is_in_office(today)
    {
        let held = person.acts_in();
        let office = match &person.office {
            Office::Member { of, .. } => format!("a member of the {}", code.title_of(of.as_str())),
            Office::ForParty(_) | Office::ForBody(_) => format!("in office {}", person.office.words(code)),
        };
        let ended = held.and_then(|held| held.until).filter(|until| *until <= today);
        let begins = held.and_then(|held| held.from).filter(|from| *from > today);
        let name = &person.name;
        let why = match (ended, begins) {
            (Some(until), _) => format!("{name} has not been {office} since {}", day(until)),
            (None, Some(from)) => format!("{name} is {office} only from {}", day(from)),
            (None, None) => format!("{name} is not {office} yet"),
        };
        words = format!("{words}; {why}");
    }
    for holder in &power.held_by {
        let Holder::Body(body) = holder else { continue };
        let Some(known) = code.body(body.as_str()).filter(|known| known.established.is_some()) else { continue };
        match case.register.function_holder(known, case.at.date()) {
            Some(other) if other == *body => {}
            Some(other) => {
                words = format!("{words}; its function was given to {}", code.title_of(other.as_str()));
            }
            None => words = format!("{words}; nobody has established {} or has its function", known.title),
        }
    }
    words
}

/// Who holds a power, as a sentence names them: bodies with their article.
fn holder_in_a_sentence(holder: &Holder, code: &Code) -> String {
    match holder {
        Holder::Body(_) => format!("the {}", holder_words(holder, code)),
        Holder::Anyone
        | Holder::Party
        | Holder::PartyOf(_)
        | Holder::Proposer
        | Holder::BodyOfKind(_)
        | Holder::MemberOf(_) => holder_words(holder, code),
    }
}

fn judged(case: &Case<'_>, rule: &RuleId, judgement: &Judgement) -> (Bearing, String) {
    let Some(judged) = case.judgements.get(rule) else {
        let bearing = if case.act.is_some() { Bearing::Asks } else { Bearing::Open };
        return (bearing, judgement.question.clone());
    };
    if !judgement.by.iter().any(|holder| holds(case, holder)) {
        let code = case.rulebook.code();
        let who = judgement.by.iter().map(|holder| holder_words(holder, code)).collect::<Vec<_>>().join(" or ");
        return (Bearing::Refuses, format!("\"{}\" is for {who} to answer", judgement.question));
    }
    if judged.reasons.trim().is_empty() {
        return (Bearing::Asks, format!("{} The answer needs its reasons.", judgement.question));
    }
    match judged.answer {
        true => (Bearing::Supports, format!("{} Yes: {}", judgement.question, judged.reasons)),
        false => (Bearing::Refuses, format!("{} No: {}", judgement.question, judged.reasons)),
    }
}

fn bearing_of(answer: Answer) -> (Bearing, String) {
    match answer {
        Answer::Met(reason) => (Bearing::Supports, reason),
        Answer::NotMet(reason) => (Bearing::Refuses, reason),
        Answer::Open(reason) => (Bearing::Open, reason),
    }
}
