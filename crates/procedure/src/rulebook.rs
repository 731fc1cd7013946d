//! The rules of a Code, and which of them are in force on a day.

mod load;
mod review;
mod transition;

pub use load::{LoadError, SourceFile};
pub use review::ToReview;
pub use transition::{Governing, Kept, Subject};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
use crate::spans::{Kept as KeptSpans, RuleDays, Spans, Together};

/// The rules of a Code with its calendar and history. What stands together on a day is put together once, by the act that it governs.
#[derive(Debug, Clone)]
pub struct Rulebook {
    code: Code,
    calendar: Calendar,
    history: BTreeMap<String, PastModification>,
    documents: Vec<PastDocument>,
    rules: Vec<Loaded>,
    /// The first day of each rule, and the first on which it is no longer in force.
    days: Vec<(RuleDay, Option<RuleDay>)>,
    /// Each modification that a rule waits for or ends with.
    awaited: Vec<Awaited>,
    /// Which rules stand together, as far as that was asked before.
    kept: KeptSpans,
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
    /// Who holds the power, in words; nobody where it is none.
    pub who: Vec<String>,
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
        let (spans, place) = self.spans(on, register);
        self.picked(spans, place, move |together| together.of_acts.get(&act).map(|governs| governs.rules.as_slice()))
    }

    /// The rules in force on a day, in the order of their files.
    pub fn in_force<'a>(&'a self, on: Date, register: &'a Register) -> impl Iterator<Item = &'a Loaded> {
        let (spans, place) = self.spans(on, register);
        self.picked(spans, place, |together| Some(&together.all))
    }

    /// The rules in force on a day by which committees watch parts of the Code.
    pub(crate) fn screenings<'a>(&'a self, on: Date, register: &'a Register) -> impl Iterator<Item = &'a Loaded> {
        let (spans, place) = self.spans(on, register);
        self.picked(spans, place, |together| Some(&together.screenings))
    }

    /// Some of the rules that stand in a span.
    fn picked(
        &self,
        spans: Arc<Spans>,
        place: usize,
        which: impl Fn(&Together) -> Option<&[usize]>,
    ) -> impl Iterator<Item = &Loaded> {
        let at = move |index: usize| which(spans.known(place)?)?.get(index).copied();
        (0..).map_while(at).filter_map(|index| self.rules.get(index))
    }

    /// The spans of the register, and the place of that of a day, put together.
    fn spans(&self, on: Date, register: &Register) -> (Arc<Spans>, usize) {
        let spans = register.spans().under(&self.kept, || {
            let awaited = self.awaited_days(register);
            self.kept.spans(awaited.clone(), || self.rule_days(&awaited))
        });
        debug_assert_eq!(spans.awaited(), self.awaited_days(register), "something went live or ended unnoticed");
        let place = spans.of_day(on, || self.together(on, spans.awaited()));
        (spans, place)
    }

    /// The day of each modification awaited.
    fn awaited_days(&self, register: &Register) -> Vec<Option<Date>> {
        self.awaited.iter().map(|awaited| awaited.since(register)).collect()
    }

    /// The days of each rule, where those of the modifications awaited are these.
    fn rule_days(&self, awaited: &[Option<Date>]) -> Vec<RuleDays> {
        let day = |which: RuleDay| match which {
            RuleDay::Day(day) => Some(day),
            RuleDay::Awaits(place) => awaited.get(place).copied().flatten(),
        };
        self.days.iter().map(|(from, until)| (day(*from), until.and_then(day))).collect()
    }

    /// What stands on a day.
    fn together(&self, on: Date, awaited: &[Option<Date>]) -> Together {
        let days = self.rule_days(awaited);
        let mut together = Together::default();
        for (index, loaded) in self.rules.iter().enumerate() {
            let Some((from, until)) = days.get(index) else { continue };
            if from.is_none_or(|from| on < from) || until.is_some_and(|until| until <= on) {
                continue;
            }
            together.all.push(index);
            if loaded.rule.check.screening().is_some() {
                together.screenings.push(index);
            }
            for act in &loaded.rule.governs {
                let governs = together.of_acts.entry(*act).or_default();
                governs.rules.push(index);
                governs.transitions.extend(self.changes(*act, index, &days));
            }
        }
        together
    }
}
