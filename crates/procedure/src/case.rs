//! What a ruling is about: who, what, when, on which register under which rules.

mod consulting;
mod holding;
mod limits;
mod seats;
mod vote;

pub use crate::holder::holder_words;
pub(crate) use holding::holds;
pub(crate) use limits::{suspended, within};
pub(crate) use seats::SeatsHeld;
pub(crate) use vote::preferred;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use legaltext::Edition;
use serde::{Deserialize, Serialize};

use crate::act::{Act, ActName, DesignateEdition, Problem};
use crate::changed::Changed;
use crate::code::PastModification;
use crate::event::Event;
use crate::holder::Holder;
use crate::legal_text::{Assembled, Commencement};
use crate::names::{ConsultationKind, Outcome, ReleaseId, RuleId, SolutionId, Stage};
use crate::register::{
    Actor, Attached, Going, Maker, NotMade, Party, Proposal, Register, Release, Standing, Target, changes, origin_of,
};
use crate::rule::{Check, Mark, Unit};
use crate::rulebook::{Governing, Rulebook, Subject};

/// The answer to the question of a judgement rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judged {
    /// Yes lets the act go on.
    pub answer: bool,
    /// Why.
    pub reasons: String,
}

/// What a ruling is about.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// All that has happened.
    pub register: &'a Register,
    /// The rules.
    pub rulebook: &'a Rulebook,
    /// Who acts.
    pub actor: &'a Actor,
    /// When it takes effect.
    pub at: DateTime,
    /// Which act.
    pub name: ActName,
    /// The act with its details; absent where a page asks what may be done next.
    pub act: Option<&'a Act>,
    /// The proposal concerned.
    pub proposal: Option<&'a Proposal>,
    /// The release that the act names, or that is asked about.
    pub release: Option<&'a Release>,
    /// The answers to judgement rules.
    pub judgements: &'a BTreeMap<RuleId, Judged>,
}

impl<'a> Case<'a> {
    /// The proposal that the act is about.
    ///
    /// # Errors
    /// The act names none that exists.
    pub(crate) fn proposal(&self) -> Result<&'a Proposal, Problem> {
        self.proposal.ok_or_else(|| Problem::with("proposal", "names no proposal of the register"))
    }

    /// The rules that govern an act on what the case is about, on the day of the act.
    pub(crate) fn governing(&self, act: ActName) -> Governing<'a> {
        let subject = Subject { proposal: self.proposal, release: self.release };
        self.rulebook.governing_for(act, self.at.date(), self.register, subject)
    }

    /// What the Code's history tells of a proposal, by any of its numbers.
    pub(crate) fn history_of(&self, proposal: &Proposal) -> Option<&'a PastModification> {
        proposal.numbers().find_map(|number| self.rulebook.past(number))
    }

    pub(crate) fn empty_text(&self, field: &'static str, text: &str) -> Vec<Problem> {
        let empty = text.trim().is_empty();
        Vec::from_iter(empty.then(|| Problem::with(field, "is empty; it must say something")))
    }

    /// What is wrong with a title: nothing said, or too much.
    pub(crate) fn title(&self, field: &'static str, text: &str) -> Vec<Problem> {
        let mut problems = self.empty_text(field, text);
        if text.chars().count() > 200 {
            problems.push(Problem::with(field, "is longer than 200 characters; put the detail in the issue"));
        }
        if text.chars().any(crate::names::is_unseen) {
            problems.push(Problem::with(field, "holds line breaks or characters that are not seen; leave them out"));
        }
        problems
    }

    /// What is wrong with a name that somebody is to be known by.
    pub(crate) fn name(&self, field: &'static str, name: &str) -> Vec<Problem> {
        let mut problems = self.empty_text(field, name);
        if name.chars().count() > 120 || name.chars().any(crate::names::is_unseen) {
            problems.push(Problem::with(field, "may hold at most 120 characters, and no control characters"));
        }
        if !name.chars().any(char::is_alphanumeric)
            || name.split_whitespace().collect::<Vec<_>>().join(" ") != name.trim()
        {
            problems.push(Problem::with(field, "must hold letters, with single spaces between its words"));
        }
        if self.rulebook.code().body(name).is_some() {
            problems.push(Problem::with(field, format!("{} is the name of a body of the Code", name.trim())));
        }
        problems
    }

    pub(crate) fn unknown_subject(&self, field: &'static str, subject: &str) -> Option<Problem> {
        let subjects = &self.rulebook.code().subjects;
        let known = subjects.iter().any(|known| known.id == subject);
        (!known).then(|| {
            let list = subjects.iter().map(|subject| subject.id.as_str()).collect::<Vec<_>>().join(", ");
            Problem::with(field, format!("`{subject}` is no subject of this Code; the subjects are {list}"))
        })
    }

    pub(crate) fn unknown_category(&self, field: &'static str, category: &str) -> Option<Problem> {
        let categories = &self.rulebook.code().categories;
        let known = categories.iter().any(|known| known.id == category);
        (!known).then(|| {
            let list = categories.iter().map(|category| category.id.as_str()).collect::<Vec<_>>().join(", ");
            Problem::with(field, format!("`{category}` is no Party Category; the categories are {list}"))
        })
    }

    pub(crate) fn party(&self, field: &'static str, name: &str) -> Result<&'a Party, Problem> {
        let unknown = || Problem::with(field, format!("there is no Party `{name}`; admit it first"));
        self.register.party(name).ok_or_else(unknown)
    }

    pub(crate) fn unknown_party(&self, field: &'static str, name: &str) -> Option<Problem> {
        self.party(field, name).err()
    }

    pub(crate) fn unknown_release(&self, field: &'static str, id: &str) -> Option<Problem> {
        let unknown = || Problem::with(field, format!("there is no release `{id}`; schedule it first"));
        self.register.release(id).is_none().then(unknown)
    }

    /// What is wrong with the id of a review or a direction.
    pub(crate) fn review_id(&self, field: &'static str, id: &str) -> Vec<Problem> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.chars().all(plain);
        let sentence = "may hold lower-case letters, digits and hyphens only, and begins with a letter or digit";
        Vec::from_iter((!fits).then(|| Problem::with(field, sentence)))
    }

    pub(crate) fn unknown_review(&self, field: &'static str, id: &str) -> Option<Problem> {
        let unknown = || Problem::with(field, format!("there is no review `{id}`; the Authority opens one first"));
        self.register.review(id).is_none().then(unknown)
    }

    /// The day on which the phase of a review lapses whose conclusions were issued on a day, by the rule in force.
    ///
    /// # Errors
    /// No rule in force says when.
    pub(crate) fn review_lapses(&self, issued: Date) -> Result<Date, Problem> {
        let governing = self.governing(ActName::ConcludeReview);
        let mut days = governing.rules().filter_map(|loaded| {
            let Check::TimeLimit(limit) = &loaded.rule.check else { return None };
            limit.at_most.filter(|_| limit.to == Mark::ReviewLapses && limit.unit == Unit::Days)
        });
        let lapses = days.next().and_then(|days| issued.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
        lapses.ok_or_else(|| Problem::with("review", "no rule in force says when the phase lapses"))
    }

    pub(crate) fn subject_titles(&self, subjects: &[String]) -> String {
        let titles = subjects.iter().map(|id| {
            let known = self.rulebook.code().subjects.iter().find(|subject| &subject.id == id);
            known.map_or(id.as_str(), |subject| subject.title.as_str())
        });
        titles.collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn closes_too_soon(&self, closes: Date) -> Vec<Problem> {
        let sentence = || format!("must be a day after today, {}", crate::names::day(self.at.date()));
        Vec::from_iter((closes <= self.at.date()).then(|| Problem::with("closes", sentence())))
    }

    /// A consultation opened today; without questions of its own it asks the Code's standard ones.
    pub(crate) fn consultation_opened(
        &self,
        kind: ConsultationKind,
        closes: Date,
        (questions, invited): (&[String], &[String]),
    ) -> Result<Vec<Event>, Problem> {
        let standard = &self.rulebook.code().questions;
        Ok(vec![Event::ConsultationOpened {
            proposal: self.proposal()?.id.clone(),
            kind,
            opened: self.at.date(),
            closes,
            questions: if questions.is_empty() { standard.clone() } else { questions.to_vec() },
            calendar: self.rulebook.calendar().fingerprint().to_owned(),
            invited: invited.to_vec(),
        }])
    }

    /// What is wrong with naming rights of a Party.
    pub(crate) fn rights_of(&self, party: &str, rights: &[String]) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.unknown_party("party", party));
        if rights.is_empty() {
            problems.push(Problem::with("rights", "names no right; name each by its clause"));
        }
        problems
    }

    /// The release that the act is about: the one it names, or the one that its proposal is in.
    pub(crate) fn its_release(&self) -> Option<&'a Release> {
        self.release.or_else(|| {
            let proposal = self.proposal?;
            let own = (self.name == ActName::GoLive).then(|| self.going_live(proposal).ok()).flatten();
            let own = own.and_then(|going| match &going.parts.first()?.in_force {
                Commencement::InRelease(id) => self.register.release(id.as_str()),
                Commencement::WithRelease
                | Commencement::On(_)
                | Commencement::UponGoLive(_)
                | Commencement::UponDesignation(_)
                | Commencement::UponOccurrence(_) => None,
            });
            own.or_else(|| self.release_of(proposal).ok())
        })
    }

    /// That the proposal ended without a decision, as a sentence: nobody decides on it any more.
    pub(crate) fn ended_undecided(&self) -> Option<String> {
        let ended =
            self.proposal.filter(|one| matches!(one.stage, Stage::Withdrawn | Stage::Refused | Stage::Split))?;
        let (stage, since) = (ended.stage.words().to_lowercase(), crate::names::day(ended.stage_since.date()));
        Some(format!("{} was {stage} on {since}, and nobody decides on it any more", ended.number()))
    }

    /// Whether a body holds a power over an act on that day, whatever else the power asks; and who does, in words.
    pub(crate) fn may_at_all(&self, act: ActName, body: &str) -> (bool, String) {
        let code = self.rulebook.code();
        let Ok(actor) = self.register.actor(body, code) else { return (false, String::new()) };
        let theirs = Case { actor: &actor, ..*self };
        let governing = self.governing(act);
        let powers = governing.rules().filter_map(|loaded| loaded.rule.check.power());
        let holders: Vec<&Holder> = powers.flat_map(|power| &power.held_by).collect();
        let words: Vec<String> = holders.iter().map(|holder| holder_words(holder, code)).collect();
        (holders.iter().any(|holder| holds(&theirs, holder)), words.join(" or "))
    }

    /// That a project of the DCC is live, as a sentence; nothing before.
    pub(crate) fn project_live(&self, id: &str) -> Option<String> {
        let live = self.register.project(id)?.live?;
        Some(format!("the project {id} is live already, since {}", crate::names::day(live.date())))
    }

    /// That the release went live, as a sentence; nothing while something is left to go live in it.
    pub(crate) fn went_live(&self) -> Option<String> {
        let release = self.release?;
        let since = self.register.all_live_since(release, self.at.date())?;
        Some(format!(
            "all that is in the {} has been in force since {}; what prepared it stays as it was then",
            release.name,
            crate::names::day(since)
        ))
    }

    /// The release that the act names.
    ///
    /// # Errors
    /// There is no such release.
    pub(crate) fn named_release(&self) -> Result<&'a Release, Problem> {
        self.release.ok_or_else(|| Problem::with("release", "names no release of the calendar; schedule it first"))
    }

    pub(crate) fn unknown_phase(&self, field: &'static str, name: &str) -> Option<Problem> {
        let releases = &self.rulebook.code().releases;
        let list = || releases.phases.iter().map(|phase| phase.id.as_str()).collect::<Vec<_>>().join(", ");
        let unknown =
            || Problem::with(field, format!("`{name}` is no test phase of this Code; the phases are {}", list()));
        releases.phase(name).is_none().then(unknown)
    }

    pub(crate) fn unknown_list(&self, field: &'static str, name: &str) -> Option<Problem> {
        let releases = &self.rulebook.code().releases;
        let list = || releases.lists.iter().map(|list| list.id.as_str()).collect::<Vec<_>>().join(", ");
        let unknown = || Problem::with(field, format!("`{name}` is no list of criteria; the lists are {}", list()));
        releases.list(name).is_none().then(unknown)
    }

    pub(crate) fn unknown_criterion(&self, list: &str, number: u32) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.unknown_list("list", list));
        let id = self.list_id(list);
        let known = self.release.is_some_and(|release| {
            release.acceptance.criteria.iter().any(|one| one.list == id && one.number == number)
        });
        if problems.is_empty() && !known {
            problems.push(Problem::with("number", format!("the release has no criterion {id} {number}")));
        }
        problems
    }

    pub(crate) fn unknown_approach(&self, field: &'static str, version: &str) -> Option<Problem> {
        let known = self.release.is_some_and(|release| release.testing.approach(version).is_some());
        let unknown = || format!("the release has no version {version} of a Testing Approach Document; draft it first");
        (!known).then(|| Problem::with(field, unknown()))
    }

    /// The id of a body, or the name itself where it is none.
    pub(crate) fn body_id(&self, name: &str) -> String {
        self.rulebook.code().body(name).map_or_else(|| name.trim().to_owned(), |body| body.id.to_string())
    }

    /// The id of a test phase, or the name itself where it is none.
    pub(crate) fn phase_id(&self, name: &str) -> String {
        let known = self.rulebook.code().releases.phase(name);
        known.map_or_else(|| name.trim().to_owned(), |phase| phase.id.clone())
    }

    /// The id of a list of criteria, or the name itself where it is none.
    pub(crate) fn list_id(&self, name: &str) -> String {
        let known = self.rulebook.code().releases.list(name);
        known.map_or_else(|| name.trim().to_owned(), |list| list.id.clone())
    }

    /// The proposal that a text names by any of its numbers.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn known_proposal(&self, field: &'static str, number: &str) -> Result<&'a Proposal, Problem> {
        let unknown = || Problem::with(field, format!("there is no proposal {number} in the register"));
        self.register.proposal(number).ok_or_else(unknown)
    }

    /// The release that a proposal is in.
    ///
    /// # Errors
    /// It is in none.
    pub(crate) fn release_of(&self, proposal: &Proposal) -> Result<&'a Release, Problem> {
        let release = proposal.release().and_then(|id| self.register.release(id.as_str()));
        release.ok_or_else(|| Problem::with("proposal", format!("{} is in no release", proposal.number())))
    }

    /// The last day of decision that leaves a release its lead time.
    ///
    /// # Errors
    /// The calendar does not reach that far, or there is no such release.
    pub(crate) fn cut_off_for(&self, release: &str) -> Result<Option<Date>, Problem> {
        self.register.release(release).map(|release| self.last_day_before(release.date)).transpose()
    }

    /// The last day of decision that leaves a release on a day its lead time.
    ///
    /// # Errors
    /// The calendar does not reach that far.
    pub(crate) fn last_day_before(&self, day: Date) -> Result<Date, Problem> {
        let (lead, calendar) = (self.rulebook.code().lead_time, self.rulebook.calendar());
        // Where the release is on no Working Day, the one before it is the first that lies between.
        let last_day = calendar
            .is_working_day(day)
            .and_then(|counts| calendar.add_working_days(day, if counts { -lead } else { -lead - 1 }));
        last_day.map_err(|error| Problem::with("release", error.to_string()))
    }

    /// What the go-live that is asked for, or may be, would bring into force.
    ///
    /// # Errors
    /// There is no such part, or none is left that comes with the release.
    pub(crate) fn going_live(&self, proposal: &'a Proposal) -> Result<Going<'a>, Problem> {
        let part = match self.act {
            Some(Act::GoLive(act)) => act.part.as_deref(),
            Some(_) | None => None,
        };
        self.register.going_live(proposal, part).map_err(|message| Problem::with("part", message))
    }

    /// The day of the words that a go-live would bring into force; of the release, where there is nothing of the kind.
    pub(crate) fn commencement_day(&self, proposal: &'a Proposal) -> Option<Date> {
        match self.going_live(proposal) {
            Ok(going) => going.due.day(),
            Err(_) => self.release_of(proposal).ok().map(|release| release.date),
        }
    }

    /// The day whose edition the act works on: for a go-live the day on which the words come into force, for a re-basing that
    /// is late that day too, else the day of the act.
    pub(crate) fn edition_date(&self) -> Date {
        let today = self.at.date();
        match (self.name, self.proposal) {
            (ActName::GoLive, Some(proposal)) => self.commencement_day(proposal).unwrap_or(today),
            (ActName::RebaseLegalText, Some(proposal)) if proposal.stage == Stage::Approved => {
                let mut days = proposal.parts_to_come().map(|part| self.register.due(proposal, &part.in_force).day());
                let first = days.next().flatten();
                first.filter(|first| *first < today && days.all(|day| day == Some(*first))).unwrap_or(today)
            }
            _ => today,
        }
    }

    /// The edition with words brought into force on a day, and what they change; none where no edition is held.
    ///
    /// # Errors
    /// The words do not fit it, or an edition of a later day; the sentence names every conflict.
    pub(crate) fn made_live(
        &self,
        proposal: &Proposal,
        going: &Going<'_>,
        date: Date,
    ) -> Result<Option<(Edition, Vec<Changed>)>, Problem> {
        let Some(base) = self.register.edition_at(date).filter(|_| proposal.approved_text().is_some()) else {
            return Ok(None);
        };
        let several = proposal.approved_text().is_some_and(|text| text.parts.len() > 1);
        let maker = Maker::WentLive {
            proposal: proposal.id.clone(),
            parts: going.parts.iter().filter(|_| several).map(|part| part.name.clone()).collect(),
            amendments: going.amendments.clone(),
            origin: origin_of(proposal, &going.parts),
        };
        let made = self.made(date, maker).map_err(|message| Problem::with("proposal", message))?;
        Ok(made.map(|made| (made.0.clone(), changes(base, &made.0, &made.1))))
    }

    fn made(&self, from: Date, maker: Maker) -> Result<Option<(Edition, Vec<legaltext::Citation>)>, String> {
        let next = self.register.with_maker(from, maker).map_err(|not_made: NotMade| {
            let sentences: Vec<String> = not_made.conflicts.into_iter().map(|conflict| conflict.message).collect();
            format!("the words do not fit the Code of {}: {}", crate::names::day(not_made.from), sentences.join("; "))
        })?;
        let made = next.made_by(from, self.register.position() + 1);
        Ok(made.map(|made| (made.edition.clone(), made.unverified.clone())))
    }

    /// The edition that a designation would make, and what it changes.
    ///
    /// # Errors
    /// It does not fit the Code of its day, or what is recorded for a later day does not fit it.
    pub(crate) fn designated(&self, act: &DesignateEdition) -> Result<(Edition, Vec<Changed>), String> {
        let from = act.in_force.unwrap_or_else(|| self.at.date());
        let maker = Maker::Designated {
            name: act.name.trim().to_owned(),
            documents: act.read_documents().map_err(|problem| problem.message)?,
            amendments: act.amendments_meant().map_err(|problem| problem.message)?,
        };
        let nothing = Edition::new(&self.rulebook.code().id, Vec::new());
        let base = self.register.edition_at(from).unwrap_or(&nothing);
        match self.made(from, maker)? {
            Some((edition, unverified)) => {
                let changed = changes(base, &edition, &unverified);
                Ok((edition, changed))
            }
            None => Ok((base.clone(), Vec::new())),
        }
    }

    /// A text as it reads against the edition in force, where it merges with what changed since it was drafted.
    ///
    /// # Errors
    /// It does not merge, or there is nothing to merge it with; the sentence says why.
    pub(crate) fn rebased(&self, proposal: &Proposal, text: &Attached) -> Result<Assembled, Problem> {
        match self.register.standing_of(proposal, text, self.edition_date()).as_ref() {
            Standing::Merges(rebasing) => Ok(rebasing.text.clone()),
            Standing::Nothing => Err(Problem::with("proposal", "nothing of the legal text is left to come into force")),
            Standing::Current => {
                Err(Problem::with("proposal", "the legal text stands against the Code in force already"))
            }
            Standing::Conflicts { unmerged, .. } => {
                let sentences: Vec<&str> = unmerged.iter().map(|one| one.message.as_str()).collect();
                Err(Problem::with("instructions", format!("settle the text by hand: {}", sentences.join("; "))))
            }
        }
    }

    /// The decision event, with the release that the day of the decision keeps.
    pub(crate) fn decided(
        &self,
        proposal: &Proposal,
        outcome: Outcome,
        solution: Option<SolutionId>,
        reasons: String,
    ) -> Event {
        let kept = self.release_kept(proposal).filter(|_| outcome == Outcome::Approved);
        Event::Decided {
            proposal: proposal.id.clone(),
            outcome,
            by: self.actor.stands_for().to_owned(),
            reasons,
            release: kept,
            solution,
        }
    }

    /// The release that a decision today keeps.
    pub(crate) fn release_kept(&self, proposal: &Proposal) -> Option<ReleaseId> {
        self.target_kept(proposal).map(|target| target.release.clone())
    }

    /// The target that a decision today keeps: the first whose cut-off has not passed, neither the one agreed nor, where the
    /// release got an earlier day since, the last day that leaves its lead time.
    pub(crate) fn target_kept<'p>(&self, proposal: &'p Proposal) -> Option<&'p Target> {
        let today = self.at.date();
        let in_time = |cut_off: Option<Date>| cut_off.is_none_or(|cut_off| today <= cut_off);
        let leaves_time = |target: &&Target| {
            let last_day = target.cut_off.and_then(|_| self.cut_off_for(target.release.as_str()).ok().flatten());
            in_time(target.cut_off) && in_time(last_day)
        };
        proposal.targets.iter().find(leaves_time)
    }

    /// The date of a mark; none where it is not known, `Err` where the act has not given it yet.
    pub(crate) fn date_of(&self, mark: Mark) -> Result<Option<Date>, ()> {
        let details = |known: Option<Date>| if self.act.is_some() { Ok(known) } else { Err(()) };
        match (mark, self.act) {
            (Mark::ThisAct, _) => Ok(Some(self.at.date())),
            (Mark::ConsultationCloses, Some(Act::OpenConsultation(act))) => Ok(Some(act.closes)),
            (Mark::ConsultationCloses, Some(Act::ConsultOnReport(act))) => Ok(Some(act.closes)),
            (Mark::ConsultationCloses, Some(Act::Consult(act))) => Ok(Some(act.closes)),
            (Mark::ConsultationCloses, _) => details(None),
            (Mark::ConsultationClosed, _) => {
                Ok(self.proposal.and_then(|proposal| proposal.consultation(None)).map(|held| held.closes))
            }
            (Mark::CutOff, Some(Act::PutInRelease(act))) => {
                Ok(act.cut_off.or_else(|| self.cut_off_for(&act.release).ok().flatten()))
            }
            (Mark::CutOff, _) => details(None),
            (Mark::ReleaseDate, Some(Act::PutInRelease(act))) => {
                Ok(self.register.release(&act.release).map(|release| release.date))
            }
            (Mark::ReleaseDate, _) if self.name == ActName::PutInRelease => Err(()),
            (Mark::ReleaseDate, _) if self.name == ActName::GoLive => {
                Ok(self.proposal.and_then(|proposal| self.commencement_day(proposal)))
            }
            (Mark::ReleaseDate, _) => {
                Ok(self.proposal.and_then(|proposal| self.release_of(proposal).ok()).map(|release| release.date))
            }
            (Mark::Decided, _) => {
                Ok(self.proposal.and_then(|proposal| proposal.decision.as_ref()).map(|decision| decision.at.date()))
            }
            (Mark::Meeting, Some(Act::TableItem(act))) => Ok(self.register.meeting(&act.meeting).map(|held| held.date)),
            (Mark::Meeting, Some(Act::PublishMinutes(act))) => {
                Ok(self.register.meeting(&act.meeting).map(|held| held.date))
            }
            (Mark::Meeting, _) => details(None),
            (Mark::ReviewLapses, Some(Act::ConcludeReview(act))) => {
                Ok(self.review_lapses(act.issued.unwrap_or_else(|| self.at.date())).ok())
            }
            (Mark::ConclusionsIssued, Some(Act::ConcludeReview(act))) => {
                Ok(Some(act.issued.unwrap_or_else(|| self.at.date())))
            }
            (Mark::AssessmentDue, Some(Act::RequestAssessment(act))) => Ok(Some(act.due)),
            (Mark::ReviewLapses | Mark::ConclusionsIssued | Mark::AssessmentDue, _) => details(None),
            (Mark::Withdrawn, _) => {
                let ended = self.proposal.filter(|proposal| proposal.stage == Stage::Withdrawn);
                Ok(ended.map(|proposal| proposal.stage_since.date()))
            }
            (Mark::ReferralDecided, _) => {
                let last = self.proposal.and_then(|proposal| proposal.course.last_referral());
                Ok(last.and_then(|referral| referral.decided).map(|(_, at)| at.date()))
            }
            (Mark::Raised, _) => Ok(self.proposal.map(|proposal| proposal.raised.date())),
        }
    }
}
