//! What documents are held against besides themselves: the Code as data, its words, and the register.

use jiff::civil::Date;
use legaltext::{Document, DocumentId, Edition};
use procedure::calendar::Calendar;
use procedure::code::Code;
use procedure::{Register, Rulebook};

use super::Paper;
use crate::facts::Facts;

/// What is known beside the documents themselves. Whatever is absent is not judged: a check is silent on what it cannot know.
pub struct Base<'a> {
    calendar: &'a Calendar,
    rulebook: Option<&'a Rulebook>,
    /// Oldest first, each with its first day where that is known.
    editions: Vec<(Option<Date>, &'a Edition)>,
    register: Option<&'a Register>,
}

impl<'a> From<&'a Calendar> for Base<'a> {
    fn from(calendar: &'a Calendar) -> Self {
        Self { calendar, rulebook: None, editions: Vec::new(), register: None }
    }
}

impl<'a> Base<'a> {
    /// The Code as data: its calendar, bodies, categories, schemes of numbers and rules.
    #[must_use]
    pub fn of(rulebook: &'a Rulebook) -> Self {
        Self { calendar: rulebook.calendar(), rulebook: Some(rulebook), editions: Vec::new(), register: None }
    }

    /// Adds an edition of the Code; give the oldest first.
    #[must_use]
    pub fn with_edition(mut self, edition: &'a Edition) -> Self {
        self.editions.push((None, edition));
        self
    }

    /// Adds a register: its proposals and releases, and the editions that it holds.
    #[must_use]
    pub fn with_register(mut self, register: &'a Register) -> Self {
        self.editions.extend(register.editions().map(|(day, edition)| (Some(day), edition)));
        self.register = Some(register);
        self
    }

    /// The Working Days.
    pub(super) fn calendar(&self) -> &'a Calendar {
        self.calendar
    }
}

/// What of the base counts for one document: all of it where the document is one of that Code, nothing otherwise.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    base: Option<&'a Base<'a>>,
    /// The edition that the document speaks of.
    edition: Option<&'a Edition>,
}

impl<'a> Known<'a> {
    /// The base, where the document belongs to its Code: its numbers are of the Code's schemes, or it names the Code.
    pub(super) fn of(paper: &Paper, words: &str, base: &'a Base<'a>) -> Self {
        let belongs = base.rulebook.is_some_and(|rulebook| {
            let code = rulebook.code();
            own_ids(&paper.facts).iter().any(|id| has_prefix(code, id)) || words.contains(code.title.as_str())
        });
        let base = belongs.then_some(base);
        Self { base, edition: base.and_then(|base| drawn_against(paper, base)) }
    }

    /// The Code as data.
    pub(super) fn code(self) -> Option<&'a Code> {
        self.rulebook().map(Rulebook::code)
    }

    /// The rules of the Code.
    pub(super) fn rulebook(self) -> Option<&'a Rulebook> {
        self.base?.rulebook
    }

    /// The register.
    pub(super) fn register(self) -> Option<&'a Register> {
        self.base?.register
    }

    /// The editions that are known, the latest first.
    pub(super) fn editions(self) -> impl Iterator<Item = &'a Edition> {
        self.base.into_iter().flat_map(|base| base.editions.iter().rev().map(|(_, edition)| *edition))
    }

    /// The edition that the document speaks of: the latest or, for a legal text that says which versions it is drawn
    /// against, the one that has them. None where no edition that is known has them: what another says is no fault of it.
    pub(super) fn edition(self) -> Option<&'a Edition> {
        self.edition
    }

    /// A document of that edition, where all its words are held: only then is what it does not have known.
    pub(super) fn whole(self, id: &DocumentId) -> Option<&'a Document> {
        self.edition()?.document(id).filter(|document| !document.has_unheld())
    }

    /// Every title that a document has had in the editions known, the latest first.
    pub(super) fn titles(self, id: &DocumentId) -> Vec<&'a str> {
        let mut titles = Vec::new();
        for document in self.editions().filter_map(|edition| edition.document(id)) {
            if !titles.contains(&document.title()) {
                titles.push(document.title());
            }
        }
        titles
    }
}

/// The edition that a paper speaks of. Of several that have the versions named, the one of the text's own day counts.
fn drawn_against<'a>(paper: &Paper, base: &'a Base<'a>) -> Option<&'a Edition> {
    let text = paper.legal_text();
    let named: Vec<(DocumentId, &str)> = text
        .into_iter()
        .flat_map(|text| &text.base)
        .filter_map(|base| {
            Some((DocumentId::from_printed(base.document.as_deref()?).ok()?, base.version.value.as_str()))
        })
        .collect();
    let has = |edition: &Edition, (id, version): &(DocumentId, &str)| {
        let held = edition.document(id).and_then(Document::version);
        held.is_none_or(|held| is_same_version(held, version))
    };
    let mut fitting = base.editions.iter().filter(|(_, edition)| named.iter().all(|one| has(edition, one)));
    let date = text.and_then(|text| text.date.as_ref()).map(|date| date.value).filter(|_| !named.is_empty());
    let Some(date) = date else { return fitting.next_back().map(|(_, edition)| *edition) };
    let first = fitting.next()?;
    let later = fitting.take_while(|(from, _)| from.is_none_or(|from| from <= date)).last();
    Some(later.unwrap_or(first).1)
}

/// `2` is `2.0`.
fn is_same_version(one: &str, other: &str) -> bool {
    let bare = |version: &str| version.trim_start_matches(['v', 'V']).trim_end_matches(".0").to_owned();
    bare(one) == bare(other)
}

/// The numbers of modifications that the document is about.
pub(super) fn own_ids(facts: &Facts) -> Vec<&str> {
    match facts {
        Facts::LegalText(text) => text.modification.iter().map(|id| id.value.as_str()).collect(),
        Facts::ModificationReport(report) => report.id.iter().map(|id| id.value.as_str()).collect(),
        Facts::Process(paper) => paper.id.iter().map(|id| id.value.as_str()).collect(),
        Facts::ReleaseImplementationDocument(release) => {
            let scope = &release.scope;
            scope.approved.iter().chain(&scope.targeted).map(|listed| listed.id.value.as_str()).collect()
        }
    }
}

/// The letters before the digits of every scheme of the Code, older ones too.
pub(super) fn prefixes(code: &Code) -> Vec<&str> {
    let numbering = &code.numbering;
    let today = [numbering.draft.as_str(), numbering.modification.as_str()];
    today.into_iter().chain(numbering.older.keys().map(String::as_str)).collect()
}

fn has_prefix(code: &Code, id: &str) -> bool {
    let letters = id.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    prefixes(code).contains(&letters)
}
