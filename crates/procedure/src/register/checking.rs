//! Amendments on record against words loaded since: recorded without words to compare, they are checked when words come.

use std::collections::BTreeMap;

use jiff::civil::Date;
use legaltext::{Amendment, Citation, Document, Edition};
use serde::{Deserialize, Serialize};

use super::Register;
use super::edition::amended;
use super::timeline::{Maker, changes};
use crate::changed::{Changed, How};

/// What loaded words say of one amendment on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// What made the amendment: `MP401`, `the designation of 5.19`.
    pub by: String,
    /// The first day of its words.
    pub from: Date,
    /// Its place in the list of that legal text, from 1.
    pub amendment: usize,
    /// The place that it changed.
    pub at: Citation,
    /// The term, where it is a definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What was found.
    pub found: Found,
    /// The words that are on record, where they differ from those loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_record: Option<String>,
    /// The words that were loaded, where they differ from those on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loaded: Option<String>,
}

/// What was found of an amendment in loaded words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// The words are those on record.
    Holds,
    /// The place is there; the record holds no words to compare.
    PlaceOnly,
    /// The words, or whether the place is there at all, differ from the record.
    Differs,
    /// A later amendment changed the place again before the day of the loaded words.
    Superseded,
}

impl Found {
    /// What was found, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Holds => "the loaded words hold it",
            Self::PlaceOnly => "the place is there; no words are on record to compare",
            Self::Differs => "the loaded words differ from the record",
            Self::Superseded => "a later amendment changed the place again",
        }
    }
}

impl Register {
    /// Each amendment on record that changed a document by a day, compared with words of that day.
    #[must_use]
    pub fn check_loaded(&self, document: &Document, from: Date) -> Vec<Checked> {
        let mut checked: Vec<Checked> = Vec::new();
        let mut before = Edition::new(&self.code, Vec::new());
        let mut latest: BTreeMap<(Citation, Option<String>), usize> = BTreeMap::new();
        for made in self.timeline.made().iter().filter(|made| made.from <= from) {
            let start = std::mem::replace(&mut before, made.edition.clone());
            let (amendments, origin) = match &made.by {
                Maker::WentLive { amendments, origin, .. } => (amendments, origin.clone()),
                Maker::Designated { name, amendments, .. } => (amendments, format!("designation {name}")),
                Maker::Loaded { .. } | Maker::Ended { .. } => continue,
            };
            let own = |amendment: &Amendment| amendment.document().as_ref() == Some(document.id());
            let mut running = start;
            for (index, amendment) in amendments.iter().enumerate() {
                let Ok(next) = amended(&running, std::slice::from_ref(amendment), &origin) else { continue };
                let places = changes(&running, &next.edition, &next.unverified);
                running = next.edition;
                for place in places.into_iter().filter(|_| own(amendment)) {
                    let key = (place.at.clone(), place.term.clone());
                    if let Some(earlier) = latest.insert(key, checked.len()).and_then(|at| checked.get_mut(at)) {
                        earlier.found = Found::Superseded;
                        earlier.on_record = None;
                        earlier.loaded = None;
                    }
                    let by = self.maker_words(&made.by);
                    checked.push(compare(&running, document, (by, made.from, index + 1), place));
                }
            }
        }
        checked
    }
}

/// Compares one place of the edition that an amendment made with loaded words.
fn compare(
    recorded: &Edition,
    loaded: &Document,
    (by, from, amendment): (String, Date, usize),
    place: Changed,
) -> Checked {
    let on_record = recorded.document(loaded.id()).map(|document| words_at(document, &place)).unwrap_or_default();
    let in_loaded = words_at(loaded, &place);
    let gone = place.how == How::Removed;
    let found = match (&on_record, &in_loaded) {
        (Words::Absent, Words::Absent) if gone => Found::Holds,
        (_, Words::Absent) => Found::Differs,
        _ if gone => Found::Differs,
        (Words::NotHeld | Words::Absent, _) => Found::PlaceOnly,
        (Words::Held(_), Words::NotHeld) => Found::Differs,
        (Words::Held(one), Words::Held(other)) if one == other => Found::Holds,
        (Words::Held(_), Words::Held(_)) => Found::Differs,
    };
    let differs = found == Found::Differs;
    Checked {
        by,
        from,
        amendment,
        at: place.at,
        term: place.term,
        found,
        on_record: on_record.text().filter(|_| differs),
        loaded: in_loaded.text().filter(|_| differs),
    }
}

#[derive(Default)]
enum Words {
    #[default]
    Absent,
    NotHeld,
    Held(String),
}

impl Words {
    fn text(self) -> Option<String> {
        match self {
            Self::Held(text) => Some(text),
            Self::Absent | Self::NotHeld => None,
        }
    }
}

fn words_at(document: &Document, place: &Changed) -> Words {
    if let Some(term) = &place.term {
        let listed = document.definitions().into_iter().find(|(_, definition)| definition.term() == term);
        return match listed {
            None => Words::Absent,
            Some((_, definition)) if matches!(definition.meaning(), legaltext::Meaning::Unheld) => Words::NotHeld,
            Some((_, definition)) => Words::Held(definition.text()),
        };
    }
    match document.find(&place.at) {
        None => Words::Absent,
        Some(provision) if provision.has_unheld() => Words::NotHeld,
        Some(provision) => Words::Held(provision.text()),
    }
}
