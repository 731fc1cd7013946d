//! A history of modifications over a generated Code: what each amended, when it came into force, and the editions that
//! must come of it.

mod drafting;
pub mod drafts;
pub mod model;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use legaltext::{Amendment, Citation, Document, Edition, MarkupError, markup};

use drafting::Drafting;
use model::{At, Model, Who};

/// What comes into force of one modification on one day.
#[derive(Debug, Clone)]
pub struct Commencement {
    /// The day.
    pub date: Date,
    /// The modification: `SECMP0007`.
    pub modification: String,
    /// Which part of it, counted from 1. One in five comes into force in two.
    pub part: u32,
    /// What it does to the words that are in force the day before.
    pub amendments: Vec<Amendment>,
}

/// The Code in force from a day on, as the model prints it: one text for each document. Editions share the texts that are
/// the same.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The first day.
    pub date: Date,
    /// The documents in the markup.
    pub texts: Vec<Arc<str>>,
    /// Where each clause stands, by who it is.
    pub clauses: BTreeMap<Who, Citation>,
}

/// A Code, all that changed it, and what it was after each day on which something did.
#[derive(Debug, Clone)]
pub struct History {
    /// What came into force, in order.
    pub commencements: Vec<Commencement>,
    /// The editions. The first is what the history begins with.
    pub editions: Vec<Stored>,
    /// The model as it stands at the end.
    pub model: Model,
}

impl History {
    /// A history of so many modifications over a Code of so many words. Every operation occurs; every fourth modification
    /// shares its day with the one before, as in a release.
    pub fn new(words: usize, modifications: u32, seed: u64) -> History {
        let mut model = Model::new(words, seed);
        let first = date(2020, 1, 1);
        let mut editions = vec![stored(&model, first, &[])];
        let mut waiting: BTreeMap<(Date, u32, u32), ()> = BTreeMap::new();
        let mut day = first;
        for number in 1..=modifications {
            if !number.is_multiple_of(4) {
                day = later(day, 9);
            }
            waiting.insert((day, number, 1), ());
            if number.is_multiple_of(5) {
                // In two parts, the second with a release of its own.
                waiting.insert((later(day, 47), number, 2), ());
            }
        }
        let mut commencements = Vec::new();
        for ((date, number, part), ()) in waiting {
            let size = 2 + model.seeded().below(9);
            let mut drafting = Drafting::on(&mut model, number * 2 + part);
            let amendments: Vec<Amendment> = (0..size).filter_map(|_| drafting.amendment()).collect();
            commencements.push(Commencement { date, modification: format!("SECMP{number:04}"), part, amendments });
            let before = editions.last().map(|edition| edition.texts.clone()).unwrap_or_default();
            let edition = stored(&model, date, &before);
            match editions.last_mut() {
                Some(last) if last.date == date => *last = edition,
                Some(_) | None => editions.push(edition),
            }
        }
        History { commencements, editions, model }
    }
}

fn later(day: Date, days: i32) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

fn stored(model: &Model, date: Date, before: &[Arc<str>]) -> Stored {
    let places = model.places();
    let citation = |(who, at): (&Who, &At)| {
        let (document, group, clause) = model.at(*at)?;
        Some((*who, drafting::citation(document, group, &clause.place)?))
    };
    let clauses = places.iter().filter_map(citation).collect();
    Stored { date, texts: model.texts(before), clauses }
}

impl Stored {
    /// The edition, as the program reads it.
    ///
    /// # Errors
    /// When the model writes what the markup does not allow, which would be a fault of one of the two.
    pub fn edition(&self) -> Result<Edition, Vec<MarkupError>> {
        let read = |text: &Arc<str>| markup::parse(text, "history");
        let documents: Vec<Document> = self.texts.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Edition::new("history", documents))
    }
}
