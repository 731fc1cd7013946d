//! When words come into force: the day of a part, as far as it is known.

use jiff::civil::Date;
use legaltext::Amendment;

use super::{Proposal, Register};
use crate::legal_text::{Commencement, TextPart};
use crate::names::Stage;

/// How deep a chain of parts that wait for each other is followed.
const DEEPEST: usize = 16;

/// The day of a part, or what it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// Its day.
    Day(Date),
    /// What must happen or be settled first, as a clause of a sentence.
    Waits(String),
}

impl Due {
    /// The day, where it is known.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Waits(_) => None,
        }
    }

    /// What it waits for, or the day, in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Day(day) => format!("it comes into force on {}", crate::names::day(*day)),
            Self::Waits(what) => what.clone(),
        }
    }
}

/// What a go-live would bring into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Going<'a> {
    /// The parts; none where there is no legal text.
    pub(crate) parts: Vec<&'a TextPart>,
    /// Their amendments, part after part.
    pub(crate) amendments: Vec<Amendment>,
    /// When.
    pub(crate) due: Due,
}

impl Register {
    /// The day on which something came into force or happened that words wait for.
    #[must_use]
    pub fn due(&self, proposal: &Proposal, commencement: &Commencement) -> Due {
        let waits = |what: String| Due::Waits(what);
        match commencement {
            Commencement::WithRelease => {
                let release = proposal.release().and_then(|id| self.release(id.as_str()));
                release
                    .map_or_else(|| waits(format!("{} is in no release", proposal.number())), |one| Due::Day(one.date))
            }
            Commencement::InRelease(id) => {
                let release = self.release(id.as_str());
                release.map_or_else(|| waits(format!("the release {id} is not scheduled")), |one| Due::Day(one.date))
            }
            Commencement::On(date) => Due::Day(*date),
            Commencement::UponGoLive(number) => {
                self.went_live(number).map_or_else(|| waits(format!("{number} is not in force yet")), Due::Day)
            }
            Commencement::UponDesignation(name) => self
                .designation(name)
                .map_or_else(|| waits(format!("{name} is not designated yet")), |one| Due::Day(one.from)),
            Commencement::UponOccurrence(what) => self
                .occurrence(what)
                .map_or_else(|| waits(format!("this is not on record yet: {what}")), |one| Due::Day(one.on)),
        }
    }

    /// The day on which words are expected to come into force: as [`Register::due`], and where they wait for another
    /// proposal that is approved and has a day, that day.
    #[must_use]
    pub fn expected(&self, proposal: &Proposal, commencement: &Commencement) -> Option<Date> {
        self.expected_within(proposal, commencement, DEEPEST)
    }

    fn expected_within(&self, proposal: &Proposal, commencement: &Commencement, deep: usize) -> Option<Date> {
        if let Some(day) = self.due(proposal, commencement).day() {
            return Some(day);
        }
        let Commencement::UponGoLive(number) = commencement else { return None };
        let other = self.proposal(number).filter(|other| other.stage == Stage::Approved && other.id != proposal.id)?;
        let deep = deep.checked_sub(1)?;
        let days: Option<Vec<Date>> =
            other.parts_to_come().map(|part| self.expected_within(other, &part.in_force, deep)).collect();
        days?.into_iter().max()
    }

    /// What a go-live of a part, or of every part that comes with the release, would bring into force.
    ///
    /// # Errors
    /// There is no such part, or it is in force already, or none comes with the release; the sentence lists those left.
    pub(crate) fn going_live<'a>(&self, proposal: &'a Proposal, part: Option<&str>) -> Result<Going<'a>, String> {
        let Some(text) = proposal.approved_text() else {
            let due = self.due(proposal, &Commencement::WithRelease);
            return match part {
                Some(part) => Err(format!("{} has no legal text, so it has no part `{part}`", proposal.number())),
                None => Ok(Going { parts: Vec::new(), amendments: Vec::new(), due }),
            };
        };
        let to_come: Vec<&TextPart> = proposal.parts_to_come().collect();
        let left = || {
            let list: Vec<String> = to_come.iter().map(|part| format!("`{}` {}", part.name, part.in_force)).collect();
            if list.is_empty() { "none is left".to_owned() } else { format!("those left are {}", list.join(", ")) }
        };
        let parts: Vec<&TextPart> = match part {
            Some(name) => {
                let known = text.part(name).ok_or_else(|| {
                    format!("version {} of the legal text has no part `{name}`; {}", text.version, left())
                })?;
                if !to_come.iter().any(|part| part.name == known.name) {
                    return Err(format!("the part `{}` is in force already; {}", known.name, left()));
                }
                vec![known]
            }
            None => {
                let with_release = |part: &&&TextPart| part.in_force == Commencement::WithRelease;
                let mut parts: Vec<&TextPart> = to_come.iter().filter(with_release).copied().collect();
                if let ([], [only]) = (parts.as_slice(), to_come.as_slice()) {
                    parts.push(only);
                }
                if parts.is_empty() {
                    return Err(format!("no part comes with the release; name the part: {}", left()));
                }
                parts
            }
        };
        let due = parts.first().map(|first| self.due(proposal, &first.in_force));
        let amendments = parts.iter().flat_map(|part| text.amendments_of_part(&part.name)).cloned().collect();
        Ok(Going { parts, amendments, due: due.unwrap_or_else(|| Due::Waits(left())) })
    }
}

/// What the identities of new provisions are derived from: the proposal's number, and the parts where it has several.
pub(crate) fn origin_of(proposal: &Proposal, parts: &[&TextPart]) -> String {
    let several = proposal.approved_text().is_some_and(|text| text.parts.len() > 1);
    match several {
        true => {
            let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
            format!("{} {}", proposal.number(), names.join(" "))
        }
        false => proposal.number().to_owned(),
    }
}
