//! Who holds a power or must judge, as a rule says it.

use serde::Deserialize;

use crate::code::Code;
use crate::names::BodyId;

/// Who holds a power.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Holder {
    /// Anyone at all.
    Anyone,
    /// Any Party.
    Party,
    /// Any Party of one category.
    PartyOf(String),
    /// The proposer of the proposal concerned.
    Proposer,
    /// A body, or a person who acts for it.
    Body(BodyId),
    /// A body of one kind (`sub-committee`).
    BodyOfKind(String),
    /// One member of a body, in person.
    MemberOf(BodyId),
}

impl TryFrom<String> for Holder {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Ok(match text.split_once(':') {
            None if text == "anyone" => Self::Anyone,
            None if text == "party" => Self::Party,
            None if text == "proposer" => Self::Proposer,
            None => Self::Body(text.into()),
            Some(("party", category)) => Self::PartyOf(category.to_owned()),
            Some(("member-of", body)) => Self::MemberOf(body.into()),
            Some(("bodies", kind)) => Self::BodyOfKind(kind.to_owned()),
            Some(_) => {
                return Err(format!(
                    "`{text}` names no holder; allowed are anyone, party, party:CATEGORY, proposer, a body's id, \
                     bodies:KIND and member-of:BODY"
                ));
            }
        })
    }
}

/// A holder in words.
#[must_use]
pub fn holder_words(holder: &Holder, code: &Code) -> String {
    match holder {
        Holder::Anyone => "anyone".to_owned(),
        Holder::Party => "a Party".to_owned(),
        Holder::PartyOf(category) => format!("a Party in the category {}", code.category_title(category)),
        Holder::Proposer => "the Proposer".to_owned(),
        Holder::Body(body) => code.title_of(body.as_str()).to_owned(),
        Holder::BodyOfKind(kind) => format!("a {}", kind.replace('-', " ")),
        Holder::MemberOf(body) => format!("a member of the {}", code.title_of(body.as_str())),
    }
}
