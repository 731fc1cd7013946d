//! The acts that the reader may do now, and those that they may not, with the grounds.

use super::{Basis, Link};

/// One ground of a ruling: the clause, the rule and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundLine {
    /// The clause as printed, with a link to it: `M8.5(b)`.
    pub clause: Link,
    /// The rule, with a link to it.
    pub rule: Link,
    /// What the rule's own source is.
    pub basis: Basis,
    /// The reason, in one sentence.
    pub reason: String,
}

/// Whether an act is open to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// The reader may do it now: the form.
    Permitted(Link),
    /// The reader may do it once questions are answered: the form, and how many questions.
    AfterJudgement(Link, usize),
    /// The reader may not, and why.
    Refused(Vec<GroundLine>),
}

/// One act on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActOffer {
    /// The act in words: `Vote on the Modification Report`.
    pub words: String,
    /// What it does, in a few words.
    pub hint: String,
    /// Whether it is open.
    pub offer: Offer,
}

/// All the acts on a page, the open ones first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActOffers {
    /// The reader in words: `Ada Marsh, for the Change Board`. `None` for a reader without a name.
    pub reader: Option<String>,
    /// The acts.
    pub acts: Vec<ActOffer>,
}

impl ActOffers {
    /// The acts that the reader may begin now.
    pub fn open(&self) -> Vec<&ActOffer> {
        self.acts.iter().filter(|act| !matches!(act.offer, Offer::Refused(_))).collect()
    }

    /// The acts that the reader may not do now.
    pub fn refused(&self) -> Vec<(&ActOffer, &[GroundLine])> {
        self.acts
            .iter()
            .filter_map(|act| match &act.offer {
                Offer::Refused(grounds) => Some((act, grounds.as_slice())),
                Offer::Permitted(_) | Offer::AfterJudgement(..) => None,
            })
            .collect()
    }
}
