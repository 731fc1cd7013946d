//! The rules of a Code, and which of them are in force on a day.

mod load;
mod review;
mod transition;

pub use load::{LoadError, SourceFile};
pub use review::ToReview;
pub use transition::{Governing, Kept, Subject};

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use legaltext::DocumentId;

use crate::act::{ActName, LoadDocument};
use crate::calendar::Calendar;
use crate::code::{Code, PastDocument, PastModification};
use crate::contents::Contents;
use crate::event::Event;
use crate::names::{BodyId, Fingerprint, RuleId};
use crate::register::Register;
use crate::rule::{Duty, Rule, Since};

/// The rules of a Code with its calendar and history. Rules are indexed by the act they govern.
#[derive(Debug, Clone)]
pub struct Rulebook {
    code: Code,
    calendar: Calendar,
    history: BTreeMap<String, PastModification>,
    documents: Vec<PastDocument>,
    rules: Vec<Loaded>,
    /// The first day of each rule, and the first on which it is no longer in force.
    days: Vec<(RuleDay, Option<RuleDay>)>,
    by_act: BTreeMap<ActName, Vec<usize>>,
    /// The transitions among them.
    transitions: BTreeMap<ActName, Vec<usize>>,
    /// Each modification that a rule waits for or ends with.
    awaited: Vec<Awaited>,
}

/// A modification that rules wait for or end with.
#[derive(Debug, Clone)]
struct Awaited {
    number: String,
    /// The number in lower case.
    lower: String,
    /// Its day before the register began, as the Code's history tells it.
    told: Option<Date>,
}

/// A day of a rule: known from its file, or that of one of the modifications awaited.
#[derive(Debug, Clone, Copy)]
enum RuleDay {
    Day(Date),
    Awaits(usize),
}

/// The days of the modifications that rules wait for, each looked up once for a register.
struct Days<'a> {
    rulebook: &'a Rulebook,
    register: &'a Register,
    known: Vec<Option<Option<Date>>>,
}

impl<'a> Days<'a> {
    fn new(rulebook: &'a Rulebook, register: &'a Register) -> Self {
        Self { rulebook, register, known: vec![None; rulebook.awaited.len()] }
    }

    fn day(&mut self, which: RuleDay) -> Option<Date> {
        match which {
            RuleDay::Day(day) => Some(day),
            RuleDay::Awaits(place) => {
                let awaited = self.rulebook.awaited.get(place)?;
                let known = self.known.get_mut(place)?;
                *known.get_or_insert_with(|| awaited.since(self.register))
            }
        }
    }

    /// Whether the rule at a place in the rulebook is in force on a day.
    fn are_on(&mut self, place: usize, on: Date) -> bool {
        let Some((from, until)) = self.rulebook.days.get(place).copied() else { return false };
        let begun = self.day(from).is_some_and(|from| from <= on);
        begun && until.and_then(|until| self.day(until)).is_none_or(|until| on < until)
    }
}

impl Awaited {
    fn since(&self, register: &Register) -> Option<Date> {
        let told = || self.told.filter(|_| !register.ended_unmade(&self.lower));
        register.went_live_as(&self.lower).or_else(told)
    }
}

/// A rule with its fingerprint and the place it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The rule.
    pub rule: Rule,
    /// A short hash of its text.
    pub fingerprint: Fingerprint,
    /// The file it stands in.
    pub file: String,
}

impl Rulebook {
    /// What the Code is made of besides its words and rules.
    #[must_use]
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// The Working Days of the Code.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Every rule, in the order of its files.
    #[must_use]
    pub fn rules(&self) -> &[Loaded] {
        &self.rules
    }

    /// A rule by its id.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Loaded> {
        self.rules.iter().find(|loaded| &loaded.rule.id == id)
    }

    /// A duty by the id of its rule; none where there is no such rule, or it is no duty.
    #[must_use]
    pub fn duty(&self, id: &RuleId) -> Option<&Duty> {
        self.rule(id)?.rule.check.duty()
    }

    /// Whether a rule in force on a day has a committee watch one of these subjects.
    #[must_use]
    pub fn watches_subject(&self, committee: &BodyId, subjects: &[String], on: Date, register: &Register) -> bool {
        self.in_force(on, register).any(|loaded| {
            loaded.rule.check.screening().is_some_and(|screening| {
                screening.committee == *committee
                    && subjects.iter().any(|subject| screening.watches.subjects.contains(subject))
            })
        })
    }

    /// What became of modifications before the register began.
    pub fn history(&self) -> impl Iterator<Item = &PastModification> {
        self.history.values()
    }

    /// What became of one modification before the register began.
    #[must_use]
    pub fn past(&self, number: &str) -> Option<&PastModification> {
        self.history.get(&number.to_lowercase())
    }

    /// The days on which a document that comes with the Code stands: from the first, up to the day before the second. What the
    /// history does not tell of stands from the Code's own first day.
    #[must_use]
    pub fn days_of_document(&self, markup: &str) -> (Date, Option<Date>) {
        let head = markup.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
        let named = DocumentId::from_printed(head.split(':').next().unwrap_or_default()).ok();
        let told = named.and_then(|id| self.documents.iter().find(|told| told.document == id));
        (told.and_then(|told| told.from).unwrap_or(self.code.begins), told.and_then(|told| told.until))
    }

    /// The act by which a document that comes with the Code is loaded, for the days on which the history says that it stood.
    #[must_use]
    pub fn load_act(&self, markup: String) -> LoadDocument {
        let (from, until) = self.days_of_document(&markup);
        LoadDocument { markup, from: Some(from), until }
    }

    /// The event by which a document that comes with the Code is loaded.
    #[must_use]
    pub fn loading(&self, markup: &str) -> Event {
        let (from, until) = self.days_of_document(markup);
        Event::DocumentLoaded { markup: markup.to_owned(), from, until, checked: Vec::new(), tested: true }
    }

    /// The kinds of document of a proposal that a rule keeps a checklist for.
    #[must_use]
    pub fn checklist_names(&self) -> BTreeSet<&str> {
        self.checklists(|act| !act.is_about_a_release()).map(|contents| contents.document.as_str()).collect()
    }

    /// The items that checklists of any day ask of a kind of document.
    #[must_use]
    pub fn checklist(&self, document: &str) -> BTreeSet<&str> {
        let own = self.checklists(|_| true).filter(|contents| contents.document == document);
        own.flat_map(|contents| &contents.items).map(|item| item.item.as_str()).collect()
    }

    fn checklists(&self, wanted: fn(ActName) -> bool) -> impl Iterator<Item = &Contents> {
        let rules = self.rules.iter().filter(move |loaded| loaded.rule.governs.iter().any(|act| wanted(*act)));
        rules.filter_map(|loaded| loaded.rule.check.contents())
    }

    /// What the Code's history tells of its documents.
    #[must_use]
    pub fn documents(&self) -> &[PastDocument] {
        &self.documents
    }

    /// The day on which a modification came into force: by its go-live in the register, or by history. Where the register has
    /// ended the modification without its going live, it never did, whatever the history says.
    #[must_use]
    pub fn in_force_since(&self, modification: &str, register: &Register) -> Option<Date> {
        match self.awaited.iter().find(|awaited| awaited.number == modification) {
            Some(awaited) => awaited.since(register),
            None => register.went_live(modification).or_else(|| self.told_since(modification)),
        }
    }

    /// The day on which a modification came into force, as the Code's history tells it.
    fn told_since(&self, modification: &str) -> Option<Date> {
        let (number, part) = modification.split_once('/').map_or((modification, None), |(n, p)| (n, Some(p)));
        let told = |past: &PastModification| match part {
            Some(part) => past.parts.iter().find(|told| told.part.eq_ignore_ascii_case(part))?.in_force,
            None => past.in_force,
        };
        self.history.get(&number.to_lowercase()).and_then(told)
    }

    /// The day meant: itself, or that of a modification's go-live where that is known.
    #[must_use]
    pub fn day_of(&self, since: &Since, register: &Register) -> Option<Date> {
        match since {
            Since::Day(date) => Some(*date),
            Since::Modification(id) => self.in_force_since(id, register),
        }
    }

    /// The first day of a rule, and the first day it is no longer in force, where known.
    #[must_use]
    pub fn days_of(&self, rule: &Rule, register: &Register) -> (Option<Date>, Option<Date>) {
        let day = |since: &Since| self.day_of(since, register);
        (day(&rule.in_force.from), rule.in_force.until.as_ref().and_then(day))
    }

    /// Whether a rule is in force on a day.
    #[must_use]
    pub fn is_in_force(&self, rule: &Rule, on: Date, register: &Register) -> bool {
        let (from, until) = self.days_of(rule, register);
        from.is_some_and(|from| from <= on) && until.is_none_or(|until| on < until)
    }

    /// The rules that govern an act on a day.
    pub fn governing<'a>(&'a self, act: ActName, on: Date, register: &'a Register) -> impl Iterator<Item = &'a Loaded> {
        let indices = self.by_act.get(&act).map(Vec::as_slice).unwrap_or_default();
        let mut days = Days::new(self, register);
        indices.iter().filter(move |&&index| days.are_on(index, on)).filter_map(|&index| self.rules.get(index))
    }

    /// The rules in force on a day, in the order of their files.
    pub fn in_force<'a>(&'a self, on: Date, register: &'a Register) -> impl Iterator<Item = &'a Loaded> {
        let mut days = Days::new(self, register);
        self.rules.iter().enumerate().filter(move |(index, _)| days.are_on(*index, on)).map(|(_, loaded)| loaded)
    }
}
