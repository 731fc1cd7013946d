//! The editions of the Code in the order in which they came into force, and what made each of them.
//!
//! An edition is never kept without its maker, so the words of any day can be made again from the first day on. That is
//! done when something is entered for a day that lies before others: words loaded for the past, or a late go-live.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use legaltext::{Amendment, Citation, Conflict, Document, DocumentId, Edition, Hash};

use super::edition::{amended, with_identities_of, without, without_words};
use crate::changed::{self, Changed, How};
use crate::names::ProposalId;

/// One edition and what made it.
#[derive(Debug, Clone)]
pub struct Made {
    /// The first day on which it was in force.
    pub from: Date,
    /// The position of the event that made it, which is its order among those of one day.
    pub position: u64,
    /// What made it.
    pub by: Maker,
    /// The edition.
    pub edition: Edition,
    /// Places whose amendment is on record although their words are not held.
    pub unverified: Vec<Citation>,
}

/// What makes an edition.
#[derive(Debug, Clone)]
pub enum Maker {
    /// A document was loaded.
    Loaded {
        /// The document as it was loaded.
        document: Document,
    },
    /// A document's last day had passed.
    Ended {
        /// The document.
        document: DocumentId,
    },
    /// A proposal went live, in whole or in part.
    WentLive {
        /// The proposal.
        proposal: ProposalId,
        /// The parts of its legal text; none named where it has one only.
        parts: Vec<String>,
        /// The amendments that were made.
        amendments: Vec<Amendment>,
        /// What the identities of new provisions are derived from.
        origin: String,
    },
    /// An edition was designated.
    Designated {
        /// Its name.
        name: String,
        /// The documents that were given anew.
        documents: Vec<Document>,
        /// The amendments that were made to the others.
        amendments: Vec<Amendment>,
    },
}

/// Why an edition cannot be made: the day, and what stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotMade {
    /// The first day of the edition that cannot be made.
    pub(crate) from: Date,
    /// Every conflict.
    pub(crate) conflicts: Vec<Conflict>,
}

/// What to do where a later maker does not fit words that are entered for an earlier day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Later {
    /// Nothing is entered.
    MustFit,
    /// The document stays as it was loaded: what a record from before this was tested may hold.
    MayDiffer,
}

/// The editions of a Code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Timeline {
    made: Vec<Arc<Made>>,
    by_day: BTreeMap<Date, Edition>,
    by_hash: BTreeMap<Hash, Edition>,
}

impl Timeline {
    /// The edition in force on a day.
    pub(crate) fn at(&self, day: Date) -> Option<&Edition> {
        self.by_day.range(..=day).next_back().map(|(_, edition)| edition)
    }

    /// Each day on which an edition came into force, with the last one of that day.
    pub(crate) fn days(&self) -> impl DoubleEndedIterator<Item = (Date, &Edition)> {
        self.by_day.iter().map(|(day, edition)| (*day, edition))
    }

    /// The days after a day on which editions come into force.
    pub(crate) fn days_after(&self, day: Date) -> impl Iterator<Item = (Date, &Edition)> {
        self.by_day.range(day..).filter(move |(from, _)| **from > day).map(|(from, edition)| (*from, edition))
    }

    /// Every edition with its maker, in order.
    pub(crate) fn made(&self) -> &[Arc<Made>] {
        &self.made
    }

    /// The edition that one event made on a day.
    pub(crate) fn made_by(&self, from: Date, position: u64) -> Option<&Made> {
        self.made.iter().rev().find(|made| made.from == from && made.position == position).map(AsRef::as_ref)
    }

    /// How many makers led to an edition; nought where it is none of these.
    pub(crate) fn place_of(&self, edition: &Edition) -> usize {
        self.made.iter().rposition(|made| made.edition.hash() == edition.hash()).map_or(0, |at| at + 1)
    }

    /// Any edition that was ever in force, or was for a moment on its day, by its hash.
    pub(crate) fn by_hash(&self, hash: &str) -> Option<&Edition> {
        self.by_hash.get(&hash.parse().ok()?)
    }

    /// The edition that a maker would make on a day, with all that follows it there.
    ///
    /// # Errors
    /// It does not fit, or something later does not fit it.
    pub(crate) fn with(
        &self,
        code: &str,
        (from, position): (Date, u64),
        by: Maker,
        later: Later,
    ) -> Result<Self, NotMade> {
        let mut next = self.clone();
        let place = next.made.partition_point(|made| (made.from, made.position) <= (from, position));
        let after = next.made.split_off(place);
        let before = next.made.last().map_or_else(|| Edition::new(code, Vec::new()), |made| made.edition.clone());
        let loaded = match &by {
            Maker::Loaded { document } => Some(document.id().clone()),
            Maker::Ended { .. } | Maker::WentLive { .. } | Maker::Designated { .. } => None,
        };
        next.push(make(&before, by, &[], None).map_err(|conflicts| NotMade { from, conflicts })?, (from, position));
        for made in after {
            let base = next.made.last().map_or_else(|| before.clone(), |made| made.edition.clone());
            let again = make(&base, made.by.clone(), &made.unverified, None);
            let again = match (again, later, &loaded) {
                (Err(_), Later::MayDiffer, Some(document)) => {
                    make(&base, made.by.clone(), &made.unverified, Some(document))
                }
                (again, Later::MustFit | Later::MayDiffer, _) => again,
            };
            let again = again.map_err(|conflicts| NotMade { from: made.from, conflicts })?;
            next.push(again, (made.from, made.position));
        }
        next.by_day.retain(|day, _| *day < from);
        let days = next.made.iter().filter(|made| made.from >= from).map(|made| (made.from, made.edition.clone()));
        next.by_day.extend(days.collect::<Vec<_>>());
        Ok(next)
    }

    fn push(&mut self, made: Outcome, (from, position): (Date, u64)) {
        let Outcome { by, edition, unverified } = made;
        self.by_hash.insert(edition.hash(), edition.clone());
        self.made.push(Arc::new(Made { from, position, by, edition, unverified }));
    }

    /// What each edition changed, with the one before it; the first of all begins with nothing.
    pub(crate) fn changes_of(&self, index: usize) -> Vec<Changed> {
        let Some(made) = self.made.get(index) else { return Vec::new() };
        let before = index.checked_sub(1).and_then(|before| self.made.get(before)).map(|made| &made.edition);
        let Some(before) = before else { return Vec::new() };
        changes(before, &made.edition, &made.unverified)
    }
}

/// What an edition changed in the one before it, with the amendments on record whose words are not held.
pub(crate) fn changes(before: &Edition, after: &Edition, unverified: &[Citation]) -> Vec<Changed> {
    let mut found = changed::between(before, after);
    for at in unverified {
        let met = found.iter().any(|one| one.at == *at || one.was.as_ref() == Some(at));
        if !met {
            found.push(Changed { at: at.clone(), term: None, was: None, how: How::Recorded });
        }
    }
    found
}

struct Outcome {
    by: Maker,
    edition: Edition,
    unverified: Vec<Citation>,
}

/// Makes the next edition. `known_unverified` are the places whose words were not held when it was made first: where
/// they are held now, an amendment without words leaves them unknown. `spared` is a document that stays as it is.
fn make(
    base: &Edition,
    by: Maker,
    known_unverified: &[Citation],
    spared: Option<&DocumentId>,
) -> Result<Outcome, Vec<Conflict>> {
    match &by {
        Maker::Loaded { document } => {
            let joined = base.document(document.id()).map(|known| with_identities_of(document, known));
            let edition = base.with_document(joined.unwrap_or_else(|| document.clone()));
            Ok(Outcome { by, edition, unverified: Vec::new() })
        }
        Maker::Ended { document } => {
            let edition = without(base, document);
            Ok(Outcome { by, edition, unverified: Vec::new() })
        }
        Maker::WentLive { amendments, origin, .. } => {
            let (edition, unverified) = amend(base, amendments, origin, known_unverified, spared)?;
            Ok(Outcome { by, edition, unverified })
        }
        Maker::Designated { name, documents, amendments } => {
            let given = documents.iter().filter(|document| Some(document.id()) != spared);
            let given = given.fold(base.clone(), |edition, document| designated(&edition, document, name));
            let origin = format!("designation {name}");
            let (edition, unverified) = amend(&given, amendments, &origin, known_unverified, spared)?;
            Ok(Outcome { by, edition, unverified })
        }
    }
}

/// An edition with amendments, and the places whose words they could not be compared with.
fn amend(
    base: &Edition,
    amendments: &[Amendment],
    origin: &str,
    known_unverified: &[Citation],
    spared: Option<&DocumentId>,
) -> Result<(Edition, Vec<Citation>), Vec<Conflict>> {
    let touched = |amendment: &&Amendment| spared.is_none() || amendment.document().as_ref() != spared;
    let amendments: Vec<Amendment> = amendments.iter().filter(touched).cloned().collect();
    let applied = amended(base, &amendments, origin)?;
    let mut edition = applied.edition;
    for at in wordless(&amendments).filter(|at| known_unverified.contains(at)) {
        edition = without_words(&edition, at);
    }
    let mut unverified = applied.unverified;
    let known = known_unverified.iter().filter(|at| !unverified.contains(at)).cloned();
    unverified.extend(known.collect::<Vec<_>>());
    Ok((edition, unverified))
}

/// The places of amendments that give no words.
fn wordless(amendments: &[Amendment]) -> impl Iterator<Item = &Citation> {
    amendments.iter().filter_map(|amendment| {
        let Amendment::Substitute { at, text, .. } = amendment else { return None };
        text.trim().is_empty().then_some(at)
    })
}

/// An edition with a document given anew. Provisions keep their identities through the amendments that lead from the old
/// text to the new one; where these do not make it word for word, by their numbers alone.
fn designated(edition: &Edition, document: &Document, name: &str) -> Edition {
    let new = edition.with_document(document.clone());
    let Some(known) = edition.document(document.id()) else { return new };
    let amendments = legaltext::amendments_between(edition, &new);
    let made = legaltext::apply(edition, &amendments, &format!("designation {name}"));
    let made = made.ok().map(|applied| applied.edition).filter(|made| made.hash() == new.hash());
    match made.as_ref().and_then(|made| made.document(document.id())) {
        Some(joined) => {
            let mut parts = joined.to_parts();
            parts.version = document.version().map(str::to_owned);
            edition.with_document(Document::new(parts))
        }
        None => edition.with_document(with_identities_of(document, known)),
    }
}
