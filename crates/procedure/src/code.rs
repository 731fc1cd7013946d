//! What a Code is made of besides its words and rules: bodies, categories, subjects, numbering, history.
//!
//! Read from `codes/*/code.toml` and `history.toml`. Everything here is data; a second Code needs no new program.

mod releases;

use std::collections::BTreeMap;

use jiff::civil::Date;
use legaltext::DocumentId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use releases::{
    CostStage, CriteriaList, CriterionTemplate, EffortRate, EventTemplate, Participant, Phase, Releases,
};

use crate::names::BodyId;
use crate::names::{Basis, Since};

/// A Code as data.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Code {
    /// The first part of its addresses (`sec`).
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two of ours.
    pub about: String,
    /// Whether its words are held here, or only numbers and headings.
    pub words_held: bool,
    /// The day for which the sources give the numbers and headings, where the words are not held: how those stood before is not
    /// known, and nothing says that they stood so.
    #[serde(default)]
    pub outline_as_of: Option<Date>,
    /// The day on which it came into force; nothing happens before it.
    pub begins: Date,
    /// The nation whose Working Days it counts.
    pub nation: String,
    /// The body that keeps the register and may set it up.
    pub administrator: BodyId,
    /// How proposals are numbered.
    pub numbering: Numbering,
    /// Its Party Categories.
    #[serde(rename = "category")]
    pub categories: Vec<Named>,
    /// Its bodies.
    #[serde(rename = "body")]
    pub bodies: Vec<Body>,
    /// The seats on its bodies, as they are and were.
    #[serde(default)]
    pub seats: Vec<SeatGroup>,
    /// The roles in which Parties use what the Code provides; a role is no Party Category.
    #[serde(default, rename = "role")]
    pub roles: Vec<Named>,
    /// The subjects that some powers are limited to.
    #[serde(default, rename = "subject")]
    pub subjects: Vec<Named>,
    /// Its objectives.
    #[serde(default, rename = "objective")]
    pub objectives: Vec<Named>,
    /// The rights that can be suspended.
    #[serde(default, rename = "right")]
    pub rights: Vec<Named>,
    /// The questions of a consultation that names none.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Other sets of questions, for consultations on other things than a proposal.
    #[serde(default, rename = "question-set")]
    pub question_sets: Vec<QuestionSet>,
    /// The bodies that may read what a respondent says in confidence; the respondent may too.
    #[serde(default)]
    pub read_confidential: Vec<BodyId>,
    /// The classes of its information policy, with the days on which each was one.
    #[serde(default, rename = "class")]
    pub classes: Vec<Class>,
    /// How its administrator is reached, with the days on which that was so.
    #[serde(default, rename = "contact")]
    pub contacts: Vec<Contact>,
    /// Working Days between the last day of decision and a release, where nothing else is said.
    pub lead_time: i64,
    /// What it says of its releases besides its rules.
    #[serde(default)]
    pub releases: Releases,
}

/// How proposals are numbered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Numbering {
    /// Before a Draft Proposal's digits (`DP`).
    pub draft: String,
    /// Before a Modification Proposal's digits (`MP`).
    pub modification: String,
    /// How many digits, with leading noughts.
    pub digits: usize,
    /// Prefixes of older schemes, with their number of digits.
    #[serde(default)]
    pub older: BTreeMap<String, usize>,
}

/// Something with an id and a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A named set of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuestionSet {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// The questions, in order.
    pub questions: Vec<String>,
}

/// A class of the information policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Class {
    /// Its name, as documents carry it (`White`, `Clear`).
    pub title: String,
    /// The scheme that it belongs to.
    pub scheme: String,
    /// The widest audience that it allows.
    pub widest: Audience,
    /// What it means, in our words.
    pub means: String,
    /// The first day of the scheme; absent where that is not known.
    #[serde(default)]
    pub from: Option<Date>,
    /// The first day on which the scheme no longer applied to new documents.
    #[serde(default)]
    pub until: Option<Date>,
}

/// How the administrator of a Code is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contact {
    /// The postal address, on one line.
    #[serde(default)]
    pub address: Option<String>,
    /// The telephone number, as printed.
    #[serde(default)]
    pub telephone: Option<String>,
    /// The e-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// The first day on which it is known to hold.
    pub from: Date,
    /// The first day on which it is no longer known to hold; left out while nothing speaks against it.
    #[serde(default)]
    pub until: Option<Date>,
    /// How it is known.
    pub basis: Basis,
}

impl Contact {
    /// It in a line, as papers print it.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [&self.address, &self.telephone, &self.email];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// Who gets a document, from the fewest to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Those named only.
    Named,
    /// Bodies of the Code.
    Bodies,
    /// Parties and bodies.
    Parties,
    /// Everybody.
    Public,
}

impl Audience {
    /// The audience in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Named => "those named",
            Self::Bodies => "bodies of the Code",
            Self::Parties => "Parties",
            Self::Public => "everybody",
        }
    }
}

/// A body of the Code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its title.
    pub title: String,
    /// Its kind (`panel`, `sub-committee`, `regulator` …), which powers may name.
    pub kind: String,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it does, in our words.
    pub does: String,
    /// Where it acts only once somebody has established it, or has given its function to another body: by when history
    /// tells that this was done.
    #[serde(default)]
    pub established: Option<Established>,
    /// What the references of its papers begin with (`SECP`).
    #[serde(default)]
    pub papers: Option<String>,
}

/// What history tells of the establishing of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Established {
    /// The clauses that want it done.
    pub cites: Vec<String>,
    /// The first day on which the body is known to have been there; absent where that is not known.
    #[serde(default)]
    pub from: Option<Date>,
    /// How that is known.
    pub basis: Basis,
}

/// Seats of one kind on a body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeatGroup {
    /// The body.
    pub body: BodyId,
    /// The group's id on that body: what a member's seat names, and what a tally by category counts.
    pub group: String,
    /// Its title.
    pub title: String,
    /// How many seats there are, where the Code says a number.
    #[serde(default)]
    pub number: Option<usize>,
    /// What there is one seat for, where the number follows from the Parties.
    #[serde(default)]
    pub one_for_each: Option<EachOf>,
    /// The Party Categories whose Parties fill them; none where no Party does.
    #[serde(default)]
    pub categories: Vec<String>,
    /// How they are filled.
    pub filled_by: FilledBy,
    /// How many months a member holds one, where the Code says so.
    #[serde(default)]
    pub term_months: Option<u32>,
    /// The first day on which there are such seats, or the modification that brings them.
    pub from: Since,
    /// The first day on which there are none, or the modification that ends them.
    #[serde(default)]
    pub until: Option<Since>,
    /// The clauses they stand on.
    pub cites: Vec<String>,
    /// How they are known.
    pub basis: Basis,
}

/// What there is one seat for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EachOf {
    /// Each group of affiliated Parties of the category; a Party in no group counts as one.
    VotingGroup,
}

/// How seats are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilledBy {
    /// By an election among Parties.
    Election,
    /// By the nomination of one Party or body.
    Nomination,
    /// By the choice of a body.
    Appointment,
}

impl FilledBy {
    /// How they are filled, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Election => "elected",
            Self::Nomination => "nominated",
            Self::Appointment => "appointed",
        }
    }
}

/// What became of a modification before this register began.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PastModification {
    /// Its number.
    pub id: String,
    /// What became of it.
    pub outcome: PastOutcome,
    /// The day its words came into force; absent where they did not or the day is not known.
    #[serde(default)]
    pub in_force: Option<Date>,
    /// How that is known.
    pub basis: Basis,
    /// What it did, in our words.
    pub did: String,
    /// Its parts, where they came into force on different days; `in_force` is then the day of the last.
    #[serde(default, rename = "part")]
    pub parts: Vec<PastPart>,
}

/// A part of a past modification.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PastPart {
    /// Its name: `1`.
    pub part: String,
    /// The day its words came into force, where that is known.
    #[serde(default)]
    pub in_force: Option<Date>,
    /// How that is known.
    pub basis: Basis,
    /// What it did, in our words.
    pub did: String,
}

/// The days on which a document stood in the Code, where they are not all days since the Code began.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PastDocument {
    /// The document: `section-t`.
    pub document: DocumentId,
    /// The first day on which it stood; absent where it stood from the Code's first day on.
    #[serde(default)]
    pub from: Option<Date>,
    /// The first day on which it stood no longer.
    #[serde(default)]
    pub until: Option<Date>,
    /// How that is known.
    pub basis: Basis,
    /// Why, in our words.
    pub because: String,
}

/// What became of a past modification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PastOutcome {
    /// Approved.
    Approved,
    /// Rejected.
    Rejected,
    /// Not decided when last heard of.
    Open,
}

impl Code {
    /// A body by id, alias or title, in any case.
    #[must_use]
    pub fn body(&self, name: &str) -> Option<&Body> {
        let name = name.trim();
        let by_id = self.bodies.iter().find(|body| body.id.as_str() == name);
        let otherwise = |body: &&Body| {
            body.id.as_str().eq_ignore_ascii_case(name)
                || body.title.eq_ignore_ascii_case(name)
                || body.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
        };
        by_id.or_else(|| self.bodies.iter().find(otherwise))
    }

    /// A body's title, or the name itself where it is no body.
    #[must_use]
    pub fn title_of<'a>(&'a self, name: &'a str) -> &'a str {
        self.body(name).map_or(name, |body| body.title.as_str())
    }

    /// The classes of the information policy on a day.
    pub fn classes_on(&self, day: Date) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(move |class| {
            class.from.is_none_or(|from| from <= day) && class.until.is_none_or(|until| day < until)
        })
    }

    /// How its administrator is reached on a day, as it was known last; nothing on days on which no contact is known to hold.
    #[must_use]
    pub fn contact_on(&self, day: Date) -> Option<&Contact> {
        let holds = |contact: &&Contact| contact.from <= day && contact.until.is_none_or(|until| day < until);
        self.contacts.iter().filter(holds).max_by_key(|contact| contact.from)
    }

    /// A Party Category's title, or the id itself.
    #[must_use]
    pub fn category_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.categories.iter().find(|category| category.id == id).map_or(id, |category| category.title.as_str())
    }

    /// The Draft Proposal number for these digits.
    #[must_use]
    pub fn draft_number(&self, digits: u64) -> String {
        format!("{}{digits:0width$}", self.numbering.draft, width = self.numbering.digits)
    }

    /// The Modification Proposal number that follows a Draft Proposal number.
    #[must_use]
    pub fn modification_number(&self, draft: &str) -> String {
        match draft.strip_prefix(&self.numbering.draft) {
            Some(rest) => format!("{}{rest}", self.numbering.modification),
            None => draft.to_owned(),
        }
    }

    /// Whether a text is a proposal's number in one of the Code's schemes.
    ///
    /// Today's scheme goes on when its digits are used up, as [`Code::draft_number`] does: `DP1000` follows `DP999`, and a
    /// number of more digits never begins with a nought.
    #[must_use]
    pub fn is_proposal_number(&self, text: &str) -> bool {
        self.is_of_usual_length(text) || self.is_long_number(text)
    }

    /// Whether a text is a number of today's scheme with more digits than the scheme began with.
    #[must_use]
    pub fn is_long_number(&self, text: &str) -> bool {
        let digits = self.numbering.digits;
        let longer = |rest: &str| rest.len() > digits && rest.len() <= digits + 4 && !rest.starts_with('0');
        [&self.numbering.draft, &self.numbering.modification]
            .iter()
            .any(|prefix| bare(text, prefix).is_some_and(longer))
    }

    fn is_of_usual_length(&self, text: &str) -> bool {
        let fits = |prefix: &str, digits: usize| bare(text, prefix).is_some_and(|rest| rest.len() == digits);
        let today = [&self.numbering.draft, &self.numbering.modification];
        today.iter().any(|prefix| fits(prefix, self.numbering.digits))
            || self.numbering.older.iter().any(|(prefix, digits)| fits(prefix, *digits))
    }

    /// Whether a Draft Proposal may be raised under a number that its proposer names: today's scheme for drafts, or an older
    /// scheme, of the usual length. Numbers beyond it are given in turn, so that a digit too many is no number.
    #[must_use]
    pub fn is_number_to_raise(&self, text: &str) -> bool {
        self.is_of_usual_length(text) && !text.starts_with(&self.numbering.modification)
    }

    pub(crate) fn numbering_hint(&self, text: &str) -> String {
        let example = self.draft_number(1);
        format!("`{text}` is no proposal number of {}; write it like {example}", self.title)
    }
}

/// The digits of a number behind its letters, without the letter of a part of a split.
fn bare<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(prefix)?;
    let bare = rest.strip_suffix(|c: char| c.is_ascii_uppercase()).unwrap_or(rest);
    bare.chars().all(|c| c.is_ascii_digit()).then_some(bare)
}
