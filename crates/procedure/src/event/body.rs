//! What happens to bodies and those who sit on them.

use jiff::civil::Date;

use super::area::area;
use crate::act::OfficeKind;
use crate::code::Code;
use crate::names::{BodyId, ProposalId, day};
use crate::register::Ending;

area! {
    /// Something that happened to a body or to those who sit on it.
    BodyEvent {
        /// A person's office ended before its term was over; `on` is the first day without it.
        OfficeEnded "office-ended" of person {
            person: String,
            acts_for: String,
            office: OfficeKind,
            how: Ending,
            on: Date,
            reasons: String,
        }
        /// A function of the Code was given to a body: the one that the Code provides for, or another.
        FunctionGiven "body-function-given" of body {
            body: BodyId,
            holder: BodyId,
            from: Date,
            decision: String,
        }
        /// A function was taken back; `on` is the first day without it.
        FunctionEnded "body-function-ended" of body {
            body: BodyId,
            holder: BodyId,
            on: Date,
            reasons: String,
        }
        /// A member of a body declared an interest in a proposal.
        InterestDeclared "interest-declared" of proposal {
            proposal: ProposalId,
            body: BodyId,
            member: String,
            interest: String,
            recused: bool,
        }
    }
}

impl BodyEvent {
    /// What happened, in a sentence.
    #[must_use]
    pub fn words(&self, code: &Code) -> String {
        let title = |body: &BodyId| code.title_of(body.as_str()).to_owned();
        match self {
            Self::OfficeEnded { person, acts_for, how, on, .. } => {
                let of = code.title_of(acts_for);
                format!("{person} holds no office for {of} from {} ({})", day(*on), how.words())
            }
            Self::FunctionGiven { body, holder, from, .. } if body == holder => {
                format!("{} was established, from {}", title(body), day(*from))
            }
            Self::FunctionGiven { body, holder, from, .. } => {
                format!("The function of {} was given to {}, from {}", title(body), title(holder), day(*from))
            }
            Self::FunctionEnded { body, holder, on, .. } => {
                format!("{} has the function of {} no longer, from {}", title(holder), title(body), day(*on))
            }
            Self::InterestDeclared { body, member, recused, interest, .. } => {
                let aside = if *recused { " and stands aside" } else { "" };
                format!("{member}, member of {}, declared an interest{aside}: {interest}", title(body))
            }
        }
    }
}
