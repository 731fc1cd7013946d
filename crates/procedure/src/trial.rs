//! Proposed rules tried on past cases: which of them would have come out otherwise.
//!
//! The record is read and never rewritten: each case is judged again on the register as it was then, with the rules as they
//! would be, and what really happened is folded before the next case.

use jiff::civil::DateTime;

use crate::act::ActName;
use crate::decide::{Submission, decide};
use crate::event::{Event, Recorded};
use crate::register::Register;
use crate::rulebook::Rulebook;
use crate::ruling::{Outcome, Ruling};
use crate::scenario::Scenario;

/// Something that was handed in, and what then happened.
#[derive(Debug, Clone, PartialEq)]
pub struct PastCase {
    /// What was handed in, and by whom.
    pub submission: Submission,
    /// When.
    pub at: DateTime,
    /// How it came out.
    pub came: Came,
    /// What happened because of it; nothing where it was not permitted.
    pub events: Vec<Event>,
}

/// How a case comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Permitted.
    Permitted,
    /// Refused.
    Refused,
    /// Somebody must answer a question first.
    NeedsJudgement,
    /// It cannot be ruled on.
    Unreadable,
}

/// A case that would have come out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// Its place among the cases, from 1.
    pub case: usize,
    /// The act.
    pub act: ActName,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: DateTime,
    /// How it came out.
    pub was: Came,
    /// How it would have.
    pub would: Came,
    /// The clauses and reasons of the grounds that would have refused or asked.
    pub because: Vec<(Vec<String>, String)>,
}

impl Came {
    fn of(ruling: &Ruling) -> Self {
        match ruling.outcome {
            Outcome::Permitted(_) => Self::Permitted,
            Outcome::Refused => Self::Refused,
            Outcome::NeedsJudgement => Self::NeedsJudgement,
        }
    }
}

/// Tries proposed rules on past cases, which began from this register.
///
/// # Errors
/// What is said to have happened does not fold: the cases are not those of this register.
pub fn trial(mut register: Register, cases: &[PastCase], proposed: &Rulebook) -> Result<Vec<Otherwise>, String> {
    let mut found = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let (would, because) = match decide(&register, &case.submission, proposed, case.at) {
            Err(unreadable) => (Came::Unreadable, vec![(Vec::new(), unreadable.to_string())]),
            Ok(ruling) => {
                let grounds = ruling.refusing().chain(ruling.asking());
                let because = grounds.map(|ground| (ground.clauses.to_vec(), ground.reason.clone())).collect();
                (Came::of(&ruling), because)
            }
        };
        if would != case.came {
            found.push(Otherwise {
                case: index + 1,
                act: case.submission.act.name(),
                by: case.submission.by.clone(),
                at: case.at,
                was: case.came,
                would,
                because,
            });
        }
        fold(&mut register, case, &case.events)?;
    }
    Ok(found)
}

/// The cases of a scenario under the rules as they are, and the register that they begin from.
///
/// # Errors
/// A step cannot be ruled on; the sentence names its line.
pub fn cases_of(
    scenario: &Scenario,
    rulebook: &Rulebook,
    documents: &[String],
) -> Result<(Register, Vec<PastCase>), String> {
    let mut start = Register::new(&rulebook.code().id);
    for markup in documents {
        let took_effect = rulebook.code().begins.at(0, 0, 0, 0);
        record(&mut start, took_effect, "", rulebook.loading(markup))?;
    }
    let mut register = start.clone();
    let mut cases = Vec::new();
    for step in scenario.cast.iter().chain(&scenario.steps) {
        let ruling = decide(&register, &step.submission, rulebook, step.at)
            .map_err(|problem| format!("line {}: {problem}", step.line))?;
        let came = Came::of(&ruling);
        let events = match ruling.outcome {
            Outcome::Permitted(events) => events,
            Outcome::Refused | Outcome::NeedsJudgement => Vec::new(),
        };
        let case = PastCase { submission: step.submission.clone(), at: step.at, came, events };
        fold(&mut register, &case, &case.events)?;
        cases.push(case);
    }
    Ok((start, cases))
}

fn fold(register: &mut Register, case: &PastCase, events: &[Event]) -> Result<(), String> {
    events.iter().try_for_each(|event| record(register, case.at, &case.submission.by, event.clone()))
}

fn record(register: &mut Register, took_effect: DateTime, by: &str, event: Event) -> Result<(), String> {
    let position = register.position() + 1;
    let recorded = Recorded { position, took_effect, by: by.to_owned(), grounds: Vec::new(), event };
    register.fold(&recorded).map_err(|error| error.to_string())
}
