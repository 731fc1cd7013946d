//! Consultations about other things than a proposal, and what all consultations have in common.

use std::fmt;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Consultation, Erased, Proposal, Received, Register};
use crate::act::{Answer, View};
use crate::confidential::Restricted;
use crate::event::{ConsultationEvent, Event};
use crate::names::ProposalId;
use crate::said::{Said, said};

/// Something other than a proposal that people are asked about or that is decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Matter {
    /// What kind of thing it is.
    pub kind: MatterKind,
    /// Its id: of a document or policy its own (`june-2020-tad`), of a threshold the clause that leaves it to be set
    /// (`L10.24`).
    pub id: String,
    /// The version, where the thing has versions; of a threshold the sum in whole pounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// What kind of thing is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MatterKind {
    /// A document of the process, such as a Testing Approach Document.
    Document,
    /// A policy, such as the Programme Assurance Policy.
    Policy,
    /// A sum or number that a body sets.
    Threshold,
    /// Anything else.
    Other,
}

impl MatterKind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Document => "the document",
            Self::Policy => "the policy",
            Self::Threshold => "the threshold under",
            Self::Other => "the matter",
        }
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.words(), self.id)?;
        self.version.iter().try_for_each(|version| write!(f, " {version}"))
    }
}

/// A consultation about something other than a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterConsultation {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub about: Matter,
    /// Its title.
    pub title: String,
    /// Who consults.
    pub by: String,
    /// The day it opened.
    pub opened: Date,
    /// The last day for responses.
    pub closes: Date,
    /// The questions.
    pub questions: Vec<String>,
    /// Who was invited: bodies, Party Categories, Parties, or `all-parties`.
    pub invited: Vec<String>,
    /// The responses, in the order they came.
    pub responses: Vec<Received>,
    /// What came of it, as reported.
    pub outcome: Option<OutcomeReported>,
}

/// What came of a consultation, as reported to the body that decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeReported {
    /// The body.
    pub to: String,
    /// What came of it.
    pub summary: String,
    /// When.
    pub at: DateTime,
}

/// A point of a response, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointAnswered {
    /// The proposal, where the consultation is on one.
    pub proposal: Option<ProposalId>,
    /// The consultation: `refinement`, `report`, or an id.
    pub consultation: String,
    /// Whose point it is.
    pub respondent: String,
    /// The question it was made under; absent for the comment.
    pub question: Option<u32>,
    /// The answer.
    pub answer: String,
    /// What was changed because of it; absent where nothing was.
    pub change: Option<String>,
    /// Who answered.
    pub by: String,
    /// When.
    pub at: DateTime,
}

/// What a respondent said in confidence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InConfidence {
    /// Answers, as they were given.
    pub answers: Vec<Answer>,
    /// The comment; empty where that was open or there was none.
    pub comment: String,
    /// The view, where that too is confidential.
    pub view: Option<View>,
}

impl Received {
    /// The points that somebody should answer: the questions under which it gives reasons or says something that is neither
    /// yes, no nor nothing; `None` stands for its comment.
    #[must_use]
    pub fn points(&self) -> Vec<Option<u32>> {
        let says_something = |words: Option<&str>| words.is_some_and(|words| said(words) == Said::Otherwise);
        let mut found: Vec<Option<u32>> = self
            .answers
            .iter()
            .filter(|answer| {
                says_something(answer.answer.as_deref())
                    || answer.rationale.as_deref().is_some_and(|words| said(words) != Said::Nothing)
            })
            .map(|answer| Some(answer.question))
            .collect();
        found.extend(self.withheld.iter().map(|question| Some(*question)));
        if said(&self.comment) != Said::Nothing {
            found.push(None);
        }
        found
    }

    /// The response that an event tells of, on a proposal or on anything else: what was said in confidence is kept apart from
    /// the rest. Nothing where the event is about something else.
    pub(super) fn told_by(event: &Event, at: DateTime) -> Option<Self> {
        let (Event::ResponseReceived { respondent, category, view, answers, comment, counted, confidential, .. }
        | Event::Consultation(ConsultationEvent::Responded {
            respondent,
            category,
            view,
            answers,
            comment,
            counted,
            confidential,
            ..
        })) = event
        else {
            return None;
        };
        let whole = *confidential;
        let (secret, open): (Vec<Answer>, Vec<Answer>) =
            answers.iter().cloned().partition(|answer| whole || answer.confidential);
        let said = InConfidence {
            answers: secret,
            comment: if whole { comment.clone() } else { String::new() },
            view: view.filter(|_| whole),
        };
        let anything = whole || !said.answers.is_empty();
        Some(Self {
            respondent: respondent.clone(),
            category: category.clone(),
            view: view.filter(|_| !whole),
            answers: open,
            comment: if whole { String::new() } else { comment.clone() },
            at,
            counted: *counted,
            superseded: false,
            withheld: said.answers.iter().map(|answer| answer.question).collect(),
            in_confidence: anything.then(|| Restricted::new(respondent, said)),
            position: 0,
            erased: None,
        })
    }

    /// Whether it counts: it came in time, and its respondent has not answered again.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.counted && !self.superseded
    }

    /// Puts a response beside those that came before: a respondent counts once, by what came last in time.
    pub(super) fn join(self, others: &mut Vec<Self>) {
        let of_the_same = |other: &&mut Self| other.respondent.eq_ignore_ascii_case(&self.respondent);
        if self.counted {
            others.iter_mut().filter(of_the_same).for_each(|earlier| earlier.superseded = true);
        }
        others.push(self);
    }

    /// Forgets what was said in confidence. What is left is what a record makes of the response that never read it.
    pub(super) fn erase(&mut self, erased: Erased) {
        self.withheld.clear();
        self.in_confidence = None;
        self.erased = Some(erased);
    }
}

/// A consultation of either kind: one machinery receives, counts and answers both.
#[derive(Debug, Clone, Copy)]
pub enum Consulted<'a> {
    /// On a proposal.
    OnProposal(&'a Proposal, &'a Consultation),
    /// On something else.
    OnMatter(&'a MatterConsultation),
}

impl<'a> Consulted<'a> {
    /// What it is called: `Refinement Consultation on MP167B`, or its own title.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::OnProposal(proposal, held) => format!("{} on {}", held.kind.words(), proposal.number()),
            Self::OnMatter(held) => held.title.clone(),
        }
    }

    /// How acts name it: `refinement`, `report`, or its id.
    #[must_use]
    pub fn key(self) -> &'a str {
        match self {
            Self::OnProposal(_, held) => held.kind.key(),
            Self::OnMatter(held) => &held.id,
        }
    }

    /// The questions.
    #[must_use]
    pub fn questions(self) -> &'a [String] {
        match self {
            Self::OnProposal(_, held) => &held.questions,
            Self::OnMatter(held) => &held.questions,
        }
    }

    /// The responses, in the order they came.
    #[must_use]
    pub fn responses(self) -> &'a [Received] {
        match self {
            Self::OnProposal(_, held) => &held.responses,
            Self::OnMatter(held) => &held.responses,
        }
    }

    /// Whether a response on a day is counted.
    #[must_use]
    pub fn counts(self, on: Date) -> bool {
        match self {
            Self::OnProposal(proposal, held) => held.is_open(on) && !proposal.stage.is_end(),
            Self::OnMatter(held) => held.opened <= on && on <= held.closes,
        }
    }

    /// The last day for responses.
    #[must_use]
    pub fn closes(self) -> Date {
        match self {
            Self::OnProposal(_, held) => held.closes,
            Self::OnMatter(held) => held.closes,
        }
    }

    /// The proposal it is on.
    #[must_use]
    pub fn proposal(self) -> Option<&'a Proposal> {
        match self {
            Self::OnProposal(proposal, _) => Some(proposal),
            Self::OnMatter(_) => None,
        }
    }
}

impl Register {
    /// A consultation about something other than a proposal, by its id.
    #[must_use]
    pub fn matter_consultation(&self, id: &str) -> Option<&MatterConsultation> {
        self.consultations.get(id.trim())
    }

    /// Every consultation about something other than a proposal, by id.
    pub fn matter_consultations(&self) -> impl Iterator<Item = &MatterConsultation> {
        self.consultations.values()
    }

    /// The consultations about one thing; about any version of it where none is named.
    pub fn consultations_about<'a>(&'a self, about: &Matter) -> impl Iterator<Item = &'a MatterConsultation> + use<'a> {
        let about = about.clone();
        self.consultations.values().filter(move |held| {
            held.about.kind == about.kind
                && held.about.id.eq_ignore_ascii_case(&about.id)
                && (about.version.is_none() || held.about.version == about.version)
        })
    }

    /// The response whose event stands at a position, and what it responds to.
    #[must_use]
    pub fn response_at(&self, position: u64) -> Option<(Consulted<'_>, &Received)> {
        let of = |held: Consulted<'_>| held.responses().iter().any(|response| response.position == position);
        let on_proposals = self
            .proposals()
            .flat_map(|proposal| proposal.consultations.iter().map(move |held| Consulted::OnProposal(proposal, held)));
        let held = on_proposals.chain(self.matter_consultations().map(Consulted::OnMatter)).find(|held| of(*held))?;
        held.responses().iter().find(|response| response.position == position).map(|response| (held, response))
    }

    /// The points answered in a consultation, in the order in which that was done.
    pub fn points_answered<'a>(&'a self, held: Consulted<'a>) -> impl Iterator<Item = &'a PointAnswered> {
        let proposal = held.proposal().map(|proposal| &proposal.id);
        self.points.iter().filter(move |point| point.proposal.as_ref() == proposal && point.consultation == held.key())
    }

    /// The points that nobody answered: each respondent with a question, or none for the comment. A point is whatever a
    /// response says beyond yes, no and nothing; what was said in confidence is one too.
    #[must_use]
    pub fn open_points(&self, held: Consulted<'_>) -> Vec<(String, Option<u32>)> {
        let answered = |respondent: &str, question: Option<u32>| {
            self.points_answered(held)
                .any(|point| point.respondent.eq_ignore_ascii_case(respondent) && point.question == question)
        };
        let mut open = Vec::new();
        for response in held.responses() {
            let points = response.points();
            let open_ones = points.into_iter().filter(|question| !answered(&response.respondent, *question));
            open.extend(open_ones.map(|question| (response.respondent.clone(), question)));
        }
        open.dedup();
        open
    }
}
