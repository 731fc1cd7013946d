//! How a draft stands to the edition in force: whether the Code has changed since it was drafted, and what that does to it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use legaltext::{Amendment, Edition};

use super::merging::{Merged, Unmerged, merge_parts};
use super::timeline::Maker;
use super::{Attached, LivePart, Proposal, Register};
use crate::legal_text::{Assembled, TextPart};

/// How a legal text stands to the edition in force.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// There is no legal text, or nothing of it is left to come into force.
    Nothing,
    /// The edition that it was drafted against is in force.
    Current,
    /// The Code has changed since, and the text merges with the changes.
    Merges(Rebasing),
    /// The Code has changed since, and the text does not merge with the changes: each place, with the texts.
    Conflicts {
        /// What changed the Code since: `MP401`, `the designation of 5.19`.
        against: Vec<String>,
        /// Each place that does not merge.
        unmerged: Vec<Unmerged>,
    },
}

/// A text re-based onto the edition in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebasing {
    /// What changed the Code since: `MP401`, `the designation of 5.19`.
    pub against: Vec<String>,
    /// The text against the edition in force, in its parts.
    pub text: Assembled,
    /// What both changed and was merged word by word, to be looked at; one sentence each.
    pub to_look_at: Vec<String>,
    /// The Code with the text in it.
    pub edition: Edition,
}

/// Where a standing is kept: under the proposal, the version, and the hashes of the edition it was drafted against and of
/// the one in force.
type Key = (String, String, String, String);

/// A standing with the words it was worked out from: copies of a register share what is kept, and a text that is only
/// tried in one of them may carry the version of another text.
struct Kept {
    parts: Vec<TextPart>,
    amendments: Vec<Amendment>,
    live_parts: Vec<LivePart>,
    standing: Arc<Standing>,
}

impl Kept {
    fn is_of(&self, proposal: &Proposal, text: &Attached) -> bool {
        self.parts == text.parts && self.live_parts == proposal.live_parts && self.amendments == text.amendments
    }
}

/// Standings that were worked out before; forgetting one only costs time.
#[derive(Clone, Default)]
pub(super) struct Standings(Arc<Mutex<BTreeMap<Key, Kept>>>);

/// Beyond so many the older ones are forgotten, all at once.
const MOST_KEPT: usize = 4096;

impl fmt::Debug for Standings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Standings")
    }
}

impl Standings {
    fn of(&self, key: Key, proposal: &Proposal, text: &Attached, work_out: impl FnOnce() -> Standing) -> Arc<Standing> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&key).filter(|known| known.is_of(proposal, text)) {
            return Arc::clone(&known.standing);
        }
        drop(known);
        let standing = Arc::new(work_out());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let of = Kept {
            parts: text.parts.clone(),
            amendments: text.amendments.clone(),
            live_parts: proposal.live_parts.clone(),
            standing: Arc::clone(&standing),
        };
        kept.insert(key, of);
        standing
    }
}

/// The parts of a text that are not in force, with their amendments.
fn remaining(proposal: &Proposal, text: &Attached) -> Vec<(TextPart, Vec<Amendment>)> {
    let live = |name: &str| {
        proposal.live_parts.iter().any(|live| live.part.as_ref().is_none_or(|part| part.eq_ignore_ascii_case(name)))
    };
    let parts = text.parts.iter().filter(|part| !live(&part.name));
    parts.map(|part| (part.clone(), text.amendments_of_part(&part.name).to_vec())).collect()
}

impl Register {
    /// How the text that stands for a proposal stands to the edition in force on a day.
    #[must_use]
    pub fn standing(&self, proposal: &Proposal, day: Date) -> Arc<Standing> {
        match proposal.approved_text() {
            Some(text) => self.standing_of(proposal, text, day),
            None => Arc::new(Standing::Nothing),
        }
    }

    /// How one legal text of a proposal stands to the edition in force on a day: what is still to come of it.
    #[must_use]
    pub fn standing_of(&self, proposal: &Proposal, text: &Attached, day: Date) -> Arc<Standing> {
        if proposal.live.is_some() {
            return Arc::new(Standing::Nothing);
        }
        let nothing = Edition::new(&self.code, Vec::new());
        let now = self.edition_at(day).unwrap_or(&nothing);
        let drafted_on = text.drafted_on.as_ref().unwrap_or(&nothing);
        let key =
            (proposal.id.to_string(), text.version.clone(), drafted_on.hash().to_string(), now.hash().to_string());
        self.standings.of(key, proposal, text, || {
            let parts = remaining(proposal, text);
            if parts.is_empty() {
                return Standing::Nothing;
            }
            let base = self.base_of_rest(proposal, text);
            if base.hash() == now.hash() {
                return Standing::Current;
            }
            let against = self.changed_since(text, day);
            match merge_parts(&base, now, parts, proposal.number()) {
                Ok(Merged { text, to_look_at, edition }) => {
                    Standing::Merges(Rebasing { against, text, to_look_at, edition })
                }
                Err(unmerged) => Standing::Conflicts { against, unmerged },
            }
        })
    }

    /// An edition with what is still to come of a text, and whether it had to be merged.
    ///
    /// # Errors
    /// Every place that does not merge.
    pub(super) fn merged_onto(
        &self,
        proposal: &Proposal,
        text: &Attached,
        edition: &Edition,
    ) -> Result<(Edition, bool), Vec<Unmerged>> {
        let base = self.base_of_rest(proposal, text);
        let merged = merge_parts(&base, edition, remaining(proposal, text), proposal.number())?;
        Ok((merged.edition, base.hash() != edition.hash()))
    }

    /// The edition that a text was drafted against with those of its parts that are in force: what the later parts were
    /// drafted to follow.
    pub(super) fn base_of_rest(&self, proposal: &Proposal, text: &Attached) -> Edition {
        let nothing = || Edition::new(&self.code, Vec::new());
        let mut edition = text.drafted_on.clone().unwrap_or_else(nothing);
        let drafted = self.timeline.place_of(&edition);
        for made in self.timeline.made().iter().skip(drafted) {
            if let Maker::WentLive { proposal: whose, amendments, origin, .. } = &made.by
                && *whose == proposal.id
                && let Ok(applied) = super::edition::amended(&edition, amendments, origin)
            {
                edition = applied.edition;
            }
        }
        edition
    }

    /// What changed the Code since a text was drafted, up to and with a day, oldest first.
    #[must_use]
    pub fn changed_since(&self, text: &Attached, day: Date) -> Vec<String> {
        let made = self.timeline.made();
        let start = text.drafted_on.as_ref().map_or(0, |edition| self.timeline.place_of(edition));
        let since = made.iter().skip(start).filter(|made| made.from <= day);
        let mut names: Vec<String> = Vec::new();
        for made in since {
            let name = self.maker_words(&made.by);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What made an edition, in words.
    #[must_use]
    pub fn maker_words(&self, maker: &Maker) -> String {
        match maker {
            Maker::Loaded { document } => format!("the loading of {}", document.id().printed()),
            Maker::Ended { document } => format!("the end of {}", document.printed()),
            Maker::WentLive { proposal, parts, .. } => {
                let number = self.proposal(proposal.as_str()).map_or(proposal.as_str(), Proposal::number);
                match parts.as_slice() {
                    [] => number.to_owned(),
                    [part] => format!("{number}, part {part}"),
                    several => format!("{number}, parts {}", several.join(", ")),
                }
            }
            Maker::Designated { name, .. } => format!("the designation of {name}"),
        }
    }
}
