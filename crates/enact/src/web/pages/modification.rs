//! One modification: what it is, where it stands, what happens next, what was said and decided.

use askama::Template;
use serde_json::{Value, json};

use super::DraftClash;
use crate::web::{
    ActOffers, Basis, Block, Day, Frame, GroundLine, Link, Moment, RedlineView, StageStep, Tag, VoteCount,
};

/// What happens next, by whom, by when, and on what power.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The step in words: `The Modification Report Consultation closes`.
    pub what: String,
    /// Who must or may act.
    pub by_whom: String,
    /// By when.
    pub by_when: Option<Moment>,
    /// How long that leaves: `6 Working Days left`.
    pub left: Option<String>,
    /// What late means: `A late response is kept and marked, and need not be considered.`
    pub lateness: Option<String>,
    /// The clause.
    pub clause: Link,
    /// The rule.
    pub rule: Link,
    /// What the rule's own source is.
    pub basis: Basis,
}

/// A legal text, and how it stands to the text in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegalTextView {
    /// `Legal text 2.0`.
    pub name: String,
    /// Which solutions it serves; empty where there is one only.
    pub heading: String,
    /// What must be known about it, in sentences: what it was drafted against, whether it must be re-based, its parts.
    pub notes: Vec<String>,
    /// The places where it does not fit the text in force.
    pub unmerged: Vec<DraftClash>,
    /// The same as a comparison, with its files.
    pub links: Vec<Link>,
    /// What it changes.
    pub redline: Option<RedlineView>,
}

/// One answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who answered.
    pub respondent: String,
    /// Their Party Category.
    pub category: String,
    /// The answer, in a word or two.
    pub answer: Option<String>,
    /// Why.
    pub rationale: Option<String>,
    /// The response came after the consultation closed.
    pub late: bool,
    /// The respondent answered again, in time, so that this one does not count.
    pub superseded: bool,
    /// The id of the answer on the page.
    pub anchor: String,
}

/// One question with its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub number: u32,
    /// The question.
    pub text: String,
    /// The answers.
    pub answers: Vec<Answer>,
    /// The answers counted: `Yes 4, No 1`.
    pub count: String,
}

/// One consultation and what came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationView {
    /// `Refinement Consultation`.
    pub name: String,
    /// Open, closed or to come.
    pub state: Tag,
    /// The day it was issued.
    pub opens: Day,
    /// When it closes.
    pub closes: Moment,
    /// How many responses are held.
    pub responses: u32,
    /// The questions, with the answers that may be shown.
    pub questions: Vec<Question>,
    /// What may not be shown, and why: `2 responses are confidential.`
    pub withheld: Option<String>,
}

/// A date on which the words would come into force, and by when that must be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImplementationDate {
    /// `First date` or `Fallback`.
    pub what: String,
    /// The day the words come into force.
    pub day: Day,
    /// The release.
    pub release: Option<Link>,
    /// The last day for the decision.
    pub decide_by: Day,
    /// The date is still open to this modification.
    pub state: Tag,
    /// Where published papers say so.
    pub published: Vec<Link>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The place in the record, with a link to it.
    pub event: Link,
    /// When it took effect.
    pub when: Moment,
    /// When it was recorded, where that was later.
    pub recorded: Option<Moment>,
    /// What was done, in a sentence.
    pub what: String,
    /// By whom, for whom.
    pub by: String,
    /// The grounds of the ruling that permitted it.
    pub grounds: Vec<GroundLine>,
}

/// What lies ahead, worked out from the rules in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// In a sentence: which release it keeps, and which it loses.
    pub words: String,
    /// What is supposed, or why that cannot be.
    pub note: Option<String>,
    /// The day of the decision that it rests on.
    pub decided: Option<Day>,
    /// The releases, and the steps to come.
    pub blocks: Vec<Block>,
}

impl Foreseen {
    /// The forecast as data.
    pub(crate) fn as_data(&self) -> Value {
        let mut fields = crate::web::block::as_data(&self.blocks);
        fields.insert("words".to_owned(), json!(self.words));
        fields.insert("note".to_owned(), json!(self.note));
        fields.insert("decided".to_owned(), json!(self.decided.map(Day::iso)));
        Value::Object(fields)
    }
}

/// `/{code}/modifications/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/modification.html")]
pub struct ModificationPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The id as printed.
    pub id: String,
    /// Other ids that it had: `DP167`, or that it was split into.
    pub aliases: Vec<Link>,
    /// The title.
    pub title: String,
    /// Two plain sentences.
    pub summary: String,
    /// The stage, or how it ended.
    pub stage: Tag,
    /// The path, with the rule that fixed it.
    pub path: Option<String>,
    /// Urgent, where it is.
    pub urgent: bool,
    /// The categories and bodies affected.
    pub affected: Vec<String>,
    /// The line of stages.
    pub steps: Vec<StageStep>,
    /// What happens next; empty once nothing more will.
    pub next: Vec<NextStep>,
    /// What the reader may do.
    pub acts: ActOffers,
    /// Who raised it, for whom.
    pub proposer: String,
    /// The day it was raised.
    pub raised: Day,
    /// The analyst who leads it.
    pub analyst: Option<String>,
    /// The documents of the Code that it would change.
    pub documents: Vec<Link>,
    /// The issue, by paragraph.
    pub issue: Vec<String>,
    /// The solution, by paragraph; empty before there is one.
    pub solution: Vec<String>,
    /// What it costs, in a sentence each.
    pub costs: Vec<String>,
    /// Its legal texts: one for each that stands for a solution.
    pub legal_texts: Vec<LegalTextView>,
    /// Where other open modifications want something too.
    pub clashes: Vec<DraftClash>,
    /// Where a legal text for it is drafted.
    pub draft: Option<Link>,
    /// Consultations, newest first.
    pub consultations: Vec<ConsultationView>,
    /// Counts of votes, newest first.
    pub votes: Vec<VoteCount>,
    /// When the words would come into force.
    pub dates: Vec<ImplementationDate>,
    /// What lies ahead, while it is not decided.
    pub foreseen: Option<Foreseen>,
    /// Whom and what it touches, and what else is on record of it.
    pub blocks: Vec<Block>,
    /// Everything done, newest first.
    pub history: Vec<HistoryLine>,
}
