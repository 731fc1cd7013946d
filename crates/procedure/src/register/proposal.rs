//! One proposal, from problem statement to words in force.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use legaltext::{Amendment, Edition};

use super::{Ballot, Course, Impacts, InConfidence, KnownReach, Target};
use crate::act::{Answer, Milestone, View};
use crate::confidential::Restricted;
use crate::legal_text::{TextPart, part_of};
use crate::names::{ConsultationKind, Outcome, Path, ProposalId, ReleaseId, SolutionId, Stage};

/// A proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The number it was raised under; kept throughout.
    pub id: ProposalId,
    /// Later numbers, oldest first.
    pub aliases: Vec<String>,
    /// What it is about, in one line.
    pub title: String,
    /// The problem.
    pub issue: String,
    /// Its subjects.
    pub subjects: Vec<String>,
    /// The Party, body or member it was raised by.
    pub proposer: String,
    /// When it was raised.
    pub raised: DateTime,
    /// Where it stands.
    pub stage: Stage,
    /// When it came to that stage.
    pub stage_since: DateTime,
    /// Each stage that it came to and when, oldest first.
    pub stages: Vec<(DateTime, Stage)>,
    /// Its path, once agreed.
    pub path: Option<Path>,
    /// Why that path.
    pub path_reason: String,
    /// The steps planned.
    pub timetable: Vec<Milestone>,
    /// The Party Categories that will notice it.
    pub parties_impacted: Vec<String>,
    /// The documents it will change.
    pub documents_impacted: Vec<String>,
    /// Whether systems must change too.
    pub systems_impacted: bool,
    /// Support given, oldest first.
    pub support: Vec<String>,
    /// Views of bodies, oldest first.
    pub views: Vec<Viewed>,
    /// Its solutions, the Proposed Solution first; all have equal standing.
    pub solutions: Vec<Solution>,
    /// The legal text that stands for it: of the solution that was approved, else of the Proposed Solution, or, where that
    /// has none, the one attached last.
    pub legal_text: Option<Arc<Attached>>,
    /// Every legal text attached, oldest first; none is ever dropped.
    pub legal_texts: Vec<Arc<Attached>>,
    /// Its consultations, oldest first.
    pub consultations: Vec<Consultation>,
    /// The version of the report approved last.
    pub report: Option<String>,
    /// Its vote.
    pub ballot: Option<Ballot>,
    /// How it was decided.
    pub decision: Option<Decision>,
    /// The release it is meant for, then the fallback.
    pub targets: Vec<Target>,
    /// When it was last put in a release.
    pub put_in_release: Option<DateTime>,
    /// The day its words went into force, the last part of them where they came in stages.
    pub live: Option<Date>,
    /// Each part of its words that went into force, oldest first.
    pub live_parts: Vec<LivePart>,
    /// Why it ended, where it ended without a decision.
    pub ended_because: Option<String>,
    /// The turns of its course.
    pub course: Course,
    /// The proposal it was split from.
    pub split_from: Option<ProposalId>,
    /// The proposals it was split into.
    pub split_into: Vec<ProposalId>,
    /// Whom and what it touches, as recorded for its release.
    pub impacts: Option<Impacts>,
    /// The imported paper that it was taken over from: what came before is history as published, which nobody ruled on here.
    pub imported: Option<String>,
}

/// A body's view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewed {
    /// The body.
    pub body: String,
    /// Which way it leans.
    pub view: View,
    /// What it said.
    pub comment: String,
    /// When.
    pub at: DateTime,
}

/// A solution of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// Which.
    pub id: SolutionId,
    /// What it is, in one line; of the Proposed Solution the proposal's title.
    pub title: String,
    /// How it deals with the problem.
    pub comment: String,
    /// Who put it forward.
    pub by: String,
    /// When.
    pub at: DateTime,
}

/// A legal text attached to a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Attached {
    /// Its version.
    pub version: String,
    /// The hash of the edition it was drafted against, as recorded then.
    pub base: Option<String>,
    /// That edition, with such words of it as were loaded since.
    pub drafted_on: Option<Edition>,
    /// The day whose edition that is.
    pub drafted_for: Date,
    /// The amendments of all its parts, part after part.
    pub amendments: Vec<Amendment>,
    /// Its parts, in order.
    pub parts: Vec<TextPart>,
    /// The solutions that it serves.
    pub solutions: Vec<SolutionId>,
    /// The versions that it took the place of.
    pub replaces: Vec<String>,
    /// The version of the earlier draft that it amends, where it was given as amendments of that.
    pub amends: Option<String>,
    /// Those amendments.
    pub difference: Vec<Amendment>,
    /// The version that it is the re-based text of.
    pub rebased_from: Option<String>,
    /// When.
    pub at: DateTime,
    /// Who attached it; empty in records that do not say.
    pub by: String,
    /// What it reaches, once that was asked.
    pub known_reach: KnownReach,
}

/// A part of a legal text that went into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivePart {
    /// Its name; absent where the whole text was one part.
    pub part: Option<String>,
    /// The first day of its words.
    pub date: Date,
    /// The hash of the edition from then on.
    pub edition: Option<String>,
}

impl Attached {
    /// The amendments of one part; none where there is no such part.
    #[must_use]
    pub fn amendments_of_part(&self, name: &str) -> &[Amendment] {
        part_of(&self.parts, &self.amendments, name)
    }

    /// A part by its name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&TextPart> {
        self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name.trim()))
    }
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consultation {
    /// Which one.
    pub kind: ConsultationKind,
    /// The day it opened.
    pub opened: Date,
    /// The last day for responses.
    pub closes: Date,
    /// The questions.
    pub questions: Vec<String>,
    /// How often the proposal had been sent back when it opened.
    pub round: usize,
    /// Who was invited by name: bodies, Party Categories, Parties, or `all-parties`.
    pub invited: Vec<String>,
    /// The responses, in the order they came.
    pub responses: Vec<Received>,
}

impl Consultation {
    /// Whether responses are counted on a day.
    #[must_use]
    pub fn is_open(&self, on: Date) -> bool {
        self.opened <= on && on <= self.closes
    }
}

/// A response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Who responded.
    pub respondent: String,
    /// The Party Category.
    pub category: Option<String>,
    /// Whether the proposal should be approved.
    pub view: Option<View>,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The comment.
    pub comment: String,
    /// When.
    pub at: DateTime,
    /// Whether it came in time.
    pub counted: bool,
    /// Whether a later one of the same respondent, in time too, has taken its place. It is kept.
    pub superseded: bool,
    /// The questions whose answers were given in confidence; that they were is no secret.
    pub withheld: Vec<u32>,
    /// What was said in confidence; it stands in no other field.
    pub in_confidence: Option<Restricted<InConfidence>>,
    /// The position of its event.
    pub position: u64,
    /// That what was said in confidence has been erased.
    pub erased: Option<Erased>,
}

/// How it came that what somebody said in confidence is there no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// Who had it erased.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The outcome.
    pub outcome: Outcome,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reasons: String,
    /// When.
    pub at: DateTime,
    /// The release that the day of the decision left open.
    pub release: Option<ReleaseId>,
    /// The solution that was approved.
    pub solution: Option<SolutionId>,
}

impl Proposal {
    pub(super) fn new(id: ProposalId, title: String, issue: String, raised: DateTime) -> Self {
        let proposed = Solution {
            id: SolutionId::proposed(),
            title: title.clone(),
            comment: String::new(),
            by: String::new(),
            at: raised,
        };
        Self {
            id,
            aliases: Vec::new(),
            title,
            issue,
            subjects: Vec::new(),
            proposer: String::new(),
            raised,
            stage: Stage::Development,
            stage_since: raised,
            stages: vec![(raised, Stage::Development)],
            path: None,
            path_reason: String::new(),
            timetable: Vec::new(),
            parties_impacted: Vec::new(),
            documents_impacted: Vec::new(),
            systems_impacted: false,
            support: Vec::new(),
            views: Vec::new(),
            solutions: vec![proposed],
            legal_text: None,
            legal_texts: Vec::new(),
            consultations: Vec::new(),
            report: None,
            ballot: None,
            decision: None,
            targets: Vec::new(),
            put_in_release: None,
            live: None,
            live_parts: Vec::new(),
            ended_because: None,
            course: Course::default(),
            split_from: None,
            split_into: Vec::new(),
            impacts: None,
            imported: None,
        }
    }

    /// The stage at which it stood when a day began; none where it was raised on that day or later.
    #[must_use]
    pub fn stage_when_began(&self, day: Date) -> Option<Stage> {
        self.stages.iter().rev().find(|(at, _)| at.date() < day).map(|(_, stage)| *stage)
    }

    /// The number it goes by now.
    #[must_use]
    pub fn number(&self) -> &str {
        self.aliases.last().map_or(self.id.as_str(), String::as_str)
    }

    /// Every number it has had, the first one first.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// A solution by its id, or the only one.
    ///
    /// # Errors
    /// There is none of that id, or none is named and there are several; the sentence lists them.
    pub fn solution(&self, id: Option<&SolutionId>) -> Result<&Solution, String> {
        let known = || self.solutions.iter().map(|solution| solution.id.as_str()).collect::<Vec<_>>().join(", ");
        match (id, self.solutions.as_slice()) {
            (Some(id), _) => self
                .solutions
                .iter()
                .find(|solution| solution.id == *id)
                .ok_or_else(|| format!("`{id}` is no solution of {}; its solutions are {}", self.number(), known())),
            (None, [only]) => Ok(only),
            (None, _) => Err(format!("{} has several solutions; name one of {}", self.number(), known())),
        }
    }

    /// The legal text that stands for a solution: the one attached for it last.
    #[must_use]
    pub fn legal_text_of(&self, solution: &SolutionId) -> Option<&Arc<Attached>> {
        self.legal_texts.iter().rev().find(|text| text.solutions.contains(solution))
    }

    /// Each legal text that stands for a solution now, once, oldest first.
    pub fn standing_texts(&self) -> impl Iterator<Item = &Arc<Attached>> {
        self.legal_texts.iter().filter(|text| {
            let stands =
                |solution: &&SolutionId| self.legal_text_of(solution).is_some_and(|now| Arc::ptr_eq(now, text));
            text.solutions.iter().any(|solution| stands(&solution))
        })
    }

    /// The version of each solution's legal text; nothing where there is one solution.
    pub(crate) fn texts_by_solution(&self) -> BTreeMap<SolutionId, String> {
        let several = self.solutions.iter().filter(|_| self.solutions.len() > 1);
        several.filter_map(|one| Some((one.id.clone(), self.legal_text_of(&one.id)?.version.clone()))).collect()
    }

    /// The legal text of the solution that was approved; before a decision, the one that stands for the proposal.
    #[must_use]
    pub fn approved_text(&self) -> Option<&Arc<Attached>> {
        let approved = self.decision.as_ref().and_then(|decision| decision.solution.as_ref());
        approved.and_then(|solution| self.legal_text_of(solution)).or(self.legal_text.as_ref())
    }

    /// Whether some of its words are in force and some are still to come.
    #[must_use]
    pub fn is_live_in_part(&self) -> bool {
        !self.live_parts.is_empty() && self.live.is_none()
    }

    /// Whether words of it went into force on a day.
    #[must_use]
    pub fn went_live_on(&self, day: Date) -> bool {
        self.live == Some(day) || self.live_parts.iter().any(|part| part.date == day)
    }

    /// The parts of its approved text that are not in force, in order.
    pub fn parts_to_come(&self) -> impl Iterator<Item = &TextPart> {
        let live = |name: &str| {
            self.live_parts.iter().any(|live| live.part.as_ref().is_none_or(|part| part.eq_ignore_ascii_case(name)))
        };
        let text = self.approved_text();
        text.into_iter().flat_map(|text| &text.parts).filter(move |part| self.live.is_none() && !live(&part.name))
    }

    /// The version that the next legal text gets where it names none.
    #[must_use]
    pub fn next_version(&self) -> String {
        let taken = |version: &String| self.legal_texts.iter().any(|text| text.version == *version);
        let numbers = self.legal_texts.len() + 1..;
        numbers.map(|number| format!("{number}.0")).find(|version| !taken(version)).unwrap_or_default()
    }

    /// Brings the text that stands for the proposal up to date.
    pub(super) fn settle_legal_text(&mut self) {
        let approved = self.decision.as_ref().and_then(|decision| decision.solution.clone());
        let solution = approved.unwrap_or_else(SolutionId::proposed);
        let stands = self.legal_text_of(&solution).or(self.legal_texts.last()).cloned();
        self.legal_text = stands;
    }

    /// The consultation of a kind, or the one opened last.
    #[must_use]
    pub fn consultation(&self, kind: Option<ConsultationKind>) -> Option<&Consultation> {
        self.consultations_of(kind).next_back()
    }

    /// The consultations of a kind, or all of them, oldest first.
    pub fn consultations_of(&self, kind: Option<ConsultationKind>) -> impl DoubleEndedIterator<Item = &Consultation> {
        self.consultations.iter().filter(move |held| kind.is_none_or(|kind| kind == held.kind))
    }

    /// The consultation of a kind that counts for the round since the proposal was last sent back. What was said on an earlier
    /// report is no answer to the mended one; what was said on the solution still is, until other words were attached.
    #[must_use]
    pub fn consultation_of_round(&self, kind: ConsultationKind) -> Option<&Consultation> {
        let held = self.consultation(Some(kind))?;
        let round = self.course.sent_back.len();
        let still_counts = match kind {
            ConsultationKind::Report => false,
            ConsultationKind::Refinement => !self.has_other_words_since_sent_back(),
        };
        (held.round == round || still_counts).then_some(held)
    }

    /// Whether a text was attached since the proposal was last sent back that is more than an earlier one re-based.
    fn has_other_words_since_sent_back(&self) -> bool {
        let Some((_, _, sent_back)) = self.course.sent_back.last() else { return false };
        self.legal_texts.iter().any(|text| text.rebased_from.is_none() && text.at >= *sent_back)
    }

    /// The target that a decision on a day keeps: the first whose cut-off has not passed.
    #[must_use]
    pub fn target_for_decision_on(&self, day: Date) -> Option<&Target> {
        self.targets.iter().find(|target| target.cut_off.is_none_or(|cut_off| day <= cut_off))
    }

    /// The release it is in: as decided, or else the first it is meant for.
    #[must_use]
    pub fn release(&self) -> Option<&ReleaseId> {
        let decided = self.decision.as_ref().and_then(|decision| decision.release.as_ref());
        decided.or_else(|| self.targets.first().map(|target| &target.release))
    }
}
