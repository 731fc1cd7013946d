//! Reading a Code's files. Every word is from a closed list; a misspelt one is refused with file, line and the list.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Awaited, Loaded, RuleDay, Rulebook};
use crate::calendar::Calendar;
use crate::code::{Code, PastDocument, PastModification, SeatGroup};
use crate::condition::Condition;
use crate::fingerprint;
use crate::holder::holder_words;
use crate::names::BodyId;
use crate::rule::{Check, Holder, Reach, Rule, Since, Tally, Trigger, Voters};

/// A file of a Code: its path below the Code's folder, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// `rules/d01-raising.toml`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Why a Code could not be loaded: the file, the line, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {message}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct LoadError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong, and what is allowed.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default, rename = "rule")]
    rules: Vec<toml::Spanned<Rule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HistoryFile {
    #[serde(default, rename = "modification")]
    modifications: Vec<PastModification>,
    #[serde(default, rename = "document")]
    documents: Vec<PastDocument>,
}

impl Rulebook {
    /// Loads a Code from its files: `code.toml`, `calendar.toml`, `history.toml` and `rules/*.toml`. Files with
    /// other names are passed over.
    ///
    /// # Errors
    /// A file is missing or cannot be read, a word in it is not in its list, or two rules have one id.
    pub fn load(files: &[SourceFile]) -> Result<Self, LoadError> {
        let code: Code = parse(file(files, "code.toml")?)?;
        let in_code = |why| LoadError { file: "code.toml".to_owned(), line: None, message: why };
        code.seats.iter().try_for_each(|group| seats(group, &code)).map_err(in_code)?;
        let calendar_file = file(files, "calendar.toml")?;
        let calendar = Calendar::read(&calendar_file.text, &code.nation)
            .map_err(|error| whole(calendar_file, error.to_string()))?;
        let history: HistoryFile = parse(file(files, "history.toml")?)?;
        let mut rules = Vec::new();
        let mut ids = BTreeSet::new();
        for source in files.iter().filter(|file| file.path.starts_with("rules/") && file.path.ends_with(".toml")) {
            let read: RuleFile = parse(source)?;
            for spanned in read.rules {
                let line = line_of(&source.text, spanned.span().start);
                let fail = |message| LoadError { file: source.path.clone(), line: Some(line), message };
                let text = source.text.get(spanned.span()).unwrap_or_default();
                let fingerprint = fingerprint::of(text).into();
                let rule = spanned.into_inner();
                if !ids.insert(rule.id.clone()) {
                    return Err(fail(format!("the rule id `{}` is used twice; an id is never used again", rule.id)));
                }
                integrity(&rule, &code).map_err(fail)?;
                let held_by = rule.check.power().map(|power| power.held_by.as_slice()).unwrap_or_default();
                let who = held_by.iter().map(|holder| holder_words(holder, &code)).collect();
                rules.push(Loaded { rule, fingerprint, file: source.path.clone(), who });
            }
        }
        if rules.is_empty() {
            let message = "there is no rule; every Code needs rules/*.toml".to_owned();
            return Err(LoadError { file: "rules".to_owned(), line: None, message });
        }
        rules.iter().try_for_each(|loaded| transition_fits(loaded, &rules))?;
        let documents = history.documents;
        let history = history.modifications.into_iter().map(|past| (past.id.to_lowercase(), past)).collect();
        let (days, awaited) = (Vec::new(), Vec::new());
        let kept = crate::spans::Kept::default();
        let mut book = Self { code, calendar, history, documents, rules, days, awaited, kept };
        book.days = book
            .rules
            .iter()
            .map(|loaded| &loaded.rule.in_force)
            .map(|days| (days.from.clone(), days.until.clone()))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(from, until)| (book.rule_day(&from), until.map(|until| book.rule_day(&until))))
            .collect();
        Ok(book)
    }

    /// A day of a rule; a modification that a rule waits for is kept, once.
    fn rule_day(&mut self, since: &Since) -> RuleDay {
        match since {
            Since::Day(day) => RuleDay::Day(*day),
            Since::Modification(number) => {
                let known = self.awaited.iter().position(|awaited| awaited.number == *number);
                RuleDay::Awaits(known.unwrap_or_else(|| {
                    let (lower, told) = (number.to_lowercase(), self.told_since(number));
                    self.awaited.push(Awaited { number: number.clone(), lower, told });
                    self.awaited.len() - 1
                }))
            }
        }
    }
}

fn file<'a>(files: &'a [SourceFile], path: &str) -> Result<&'a SourceFile, LoadError> {
    files.iter().find(|file| file.path == path).ok_or_else(|| LoadError {
        file: path.to_owned(),
        line: None,
        message: "the file is missing; every Code needs it".to_owned(),
    })
}

fn parse<T: DeserializeOwned>(source: &SourceFile) -> Result<T, LoadError> {
    toml::from_str(&source.text).map_err(|error| LoadError {
        file: source.path.clone(),
        line: error.span().map(|span| line_of(&source.text, span.start)),
        message: error.message().to_owned(),
    })
}

fn whole(source: &SourceFile, message: String) -> LoadError {
    LoadError { file: source.path.clone(), line: None, message }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
}

/// Whether every name that a rule uses is one of the Code's.
fn integrity(rule: &Rule, code: &Code) -> Result<(), String> {
    if rule.cites.is_empty() {
        return Err(format!("the rule `{}` cites no clause; no rule stands on nothing", rule.id));
    }
    for since in std::iter::once(&rule.in_force.from).chain(&rule.in_force.until) {
        known_since(since, code)?;
    }
    rule.when.iter().try_for_each(|condition| known_names(condition, code))?;
    match &rule.check {
        Check::Power(power) => {
            power.held_by.iter().try_for_each(|holder| known_holder(holder, code))?;
            power.conditions.iter().try_for_each(|condition| known_names(condition, code))
        }
        Check::Judgement(judgement) => judgement.by.iter().try_for_each(|holder| known_holder(holder, code)),
        Check::Condition(condition) => known_names(condition, code),
        Check::Screening(screening) => {
            known_body(&screening.committee, code)?;
            let subjects = code.subjects.iter().map(|subject| subject.id.as_str());
            screening.watches.subjects.iter().try_for_each(|id| known(id, subjects.clone(), "subject"))
        }
        Check::Duty(duty) => {
            let bound = duty.on.iter().chain(match &duty.set_off_by {
                Trigger::ProposalTouches(body) | Trigger::AdviceAsked(body) => Some(body),
                Trigger::PointsMade | Trigger::InForce | Trigger::DocumentDesignated(_) | Trigger::Obligation(_) => {
                    None
                }
            });
            bound.into_iter().try_for_each(|body| known_body(body, code))
        }
        Check::Tally(tally) => known_tally(tally, code),
        Check::Contents(contents) if contents.items.is_empty() => {
            Err(format!("the checklist `{}` has no item", rule.id))
        }
        Check::Contents(_) => Ok(()),
        Check::Transition(transition) if transition.rules.is_empty() || transition.under_way.is_empty() => {
            Err(format!("the transition `{}` names no rule, or nothing that is under way", rule.id))
        }
        Check::Transition(_) => Ok(()),
        Check::Suspension(suspension) => {
            known(&suspension.right, code.rights.iter().map(|right| right.id.as_str()), "right")?;
            match &suspension.reaches {
                Reach::Party | Reach::VotingGroup => Ok(()),
                Reach::Appointees(categories) | Reach::PartyOf(categories) | Reach::Appointer(categories) => {
                    categories.iter().try_for_each(|id| known_category(id, code))
                }
            }
        }
        Check::TimeLimit(limit) if limit.at_least.is_none() && limit.at_most.is_none() => {
            Err(format!("the time limit `{}` says neither at-least nor at-most", rule.id))
        }
        Check::TimeLimit(_) => Ok(()),
    }
}

/// Whether the rules that a transition leaves as they stood are there, change on the day of the transition, and govern its acts.
fn transition_fits(loaded: &Loaded, rules: &[Loaded]) -> Result<(), LoadError> {
    let Check::Transition(transition) = &loaded.rule.check else { return Ok(()) };
    let rule = &loaded.rule;
    let fail = |message| LoadError { file: loaded.file.clone(), line: None, message };
    let mark = &rule.in_force.from;
    let mut governed = BTreeSet::new();
    for id in &transition.rules {
        let Some(named) = rules.iter().map(|one| &one.rule).find(|one| one.id == *id) else {
            return Err(fail(format!("the transition `{}` names `{id}`, which is no rule of this Code", rule.id)));
        };
        if named.in_force.from != *mark && named.in_force.until.as_ref() != Some(mark) {
            return Err(fail(format!(
                "the transition `{}` comes with {mark}, but `{id}` neither begins nor ends with that",
                rule.id
            )));
        }
        if matches!(named.check, Check::Screening(_) | Check::Duty(_) | Check::Transition(_)) {
            let kind = named.check.words();
            return Err(fail(format!("the transition `{}` names `{id}`, but a {kind} is not kept by one", rule.id)));
        }
        governed.extend(named.governs.iter().copied());
    }
    match rule.governs.iter().find(|act| !governed.contains(*act)) {
        Some(act) => Err(fail(format!("the transition `{}` governs {act}, but none of its rules does", rule.id))),
        None => Ok(()),
    }
}

/// Whether the names that a group of seats uses are the Code's, and its number is said once.
fn seats(group: &SeatGroup, code: &Code) -> Result<(), String> {
    known_body(&group.body, code)?;
    group.categories.iter().try_for_each(|id| known_category(id, code))?;
    for since in std::iter::once(&group.from).chain(&group.until) {
        known_since(since, code)?;
    }
    if group.number.is_some() == group.one_for_each.is_some() {
        return Err(format!("the seats `{}` need either `number` or `one-for-each`", group.group));
    }
    if group.cites.is_empty() {
        return Err(format!("the seats `{}` cite no clause", group.group));
    }
    Ok(())
}

fn known_since(since: &Since, code: &Code) -> Result<(), String> {
    match since {
        Since::Modification(id) if !code.is_proposal_number(id.split('/').next().unwrap_or_default()) => {
            Err(format!("`{id}` is neither a date (2019-04-01) nor the number of a modification"))
        }
        Since::Modification(_) | Since::Day(_) => Ok(()),
    }
}

/// Whether the groups that a tally names are groups of seats of its body, where the Code says what seats that has.
fn known_tally(tally: &Tally, code: &Code) -> Result<(), String> {
    known_body(&tally.of, code)?;
    if tally.objectives_need.is_some() && !tally.per_objective {
        return Err("a tally with `objectives-need` needs `per-objective = true` too".to_owned());
    }
    let casting = tally.casting_vote.iter().map(|casting| &casting.seat);
    let named = tally.seats.iter().chain(tally.quorum.iter().flat_map(|counter| &counter.seats)).chain(casting);
    if tally.voters == Voters::Parties {
        return named.into_iter().try_for_each(|id| known_category(id, code));
    }
    let groups = || code.seats.iter().filter(|group| group.body == tally.of).map(|group| group.group.as_str());
    if let Some(counter) = tally.quorum.iter().find(|counter| counter.at_least.is_none() && counter.share.is_none()) {
        return Err(format!("the quorum {:?} needs `at-least` or `share`", counter.seats));
    }
    match groups().next() {
        None => Ok(()),
        Some(_) => named.into_iter().try_for_each(|id| known(id, groups(), "seat of the body")),
    }
}

fn known_holder(holder: &Holder, code: &Code) -> Result<(), String> {
    match holder {
        Holder::Anyone | Holder::Party | Holder::Proposer => Ok(()),
        Holder::PartyOf(category) => known_category(category, code),
        Holder::Body(body) | Holder::MemberOf(body) => known_body(body, code),
        Holder::BodyOfKind(kind) => known(kind, code.bodies.iter().map(|body| body.kind.as_str()), "kind of body"),
    }
}

/// Whether every body, subject and category that a condition names is one of the Code. A condition that names none holds
/// nothing that a Code could lack.
fn known_names(condition: &Condition, code: &Code) -> Result<(), String> {
    if let Condition::SubjectIs(subjects) | Condition::SubjectAmong(subjects) = condition {
        let known_subject = |id: &String| known(id, code.subjects.iter().map(|subject| subject.id.as_str()), "subject");
        subjects.iter().try_for_each(known_subject)?;
    }
    if let Condition::Invited(who) = condition {
        who.iter().filter(|name| *name != "all-parties").try_for_each(|name| {
            let bodies = code.bodies.iter().map(|body| body.id.as_str());
            let categories = code.categories.iter().map(|category| category.id.as_str());
            known(name, bodies.chain(categories), "body or Party Category")
        })?;
    }
    if let Condition::ViewsRecordedFrom(bodies) | Condition::ExceptionsBy(bodies) | Condition::Redacted(bodies) =
        condition
    {
        bodies.iter().try_for_each(|body| known_body(body, code))?;
    }
    if let Condition::CopiedTo(body)
    | Condition::TaskSourced(body)
    | Condition::DisputeAdvice(body)
    | Condition::AdviceAsked(body)
    | Condition::CommitteeInvited(body)
    | Condition::VotedNotToRaise(body)
    | Condition::BegunBy(body)
    | Condition::RaisedBy(body)
    | Condition::RefersTo(body)
    | Condition::ReferredTo(body)
    | Condition::ReferralDecidedBy(body) = condition
    {
        known_body(body, code)?;
    }
    if let Condition::MeetingQuorate(quorum) = condition {
        known_body(&quorum.of, code)?;
    }
    if let Condition::ActedBy(holders) | Condition::ActedByNoneOf(holders) = condition {
        holders.iter().try_for_each(|holder| known_holder(holder, code))?;
    }
    Ok(())
}

fn known_body(body: &BodyId, code: &Code) -> Result<(), String> {
    known(body.as_str(), code.bodies.iter().map(|body| body.id.as_str()), "body")
}

fn known_category(id: &str, code: &Code) -> Result<(), String> {
    known(id, code.categories.iter().map(|category| category.id.as_str()), "Party Category")
}

fn known<'a>(word: &str, mut allowed: impl Iterator<Item = &'a str> + Clone, kind: &str) -> Result<(), String> {
    if allowed.clone().any(|name| name == word) {
        return Ok(());
    }
    let mut list = Vec::new();
    for name in allowed.by_ref() {
        if !list.contains(&name) {
            list.push(name);
        }
    }
    Err(format!("`{word}` is no {kind} of this Code; allowed are {}", list.join(", ")))
}
