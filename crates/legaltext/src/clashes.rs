//! Where drafts of one Code stand in each other's way.

mod joining;
mod judging;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::effect::Effects;

use joining::Joining;

/// How two drafts meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClashKind {
    /// Both change the own words of one provision, or the title of one document.
    SameWords,
    /// Both put a provision at one number.
    SameNumber,
    /// One omits what the other changes, adds to, renumbers, moves, or omits too.
    OmittedUnderneath,
    /// One renumbers what the other changes, omits or renumbers too.
    RenumberedUnderneath,
    /// One moves what the other changes, omits, renumbers or moves too.
    MovedUnderneath,
    /// Both define, redefine or undefine one term.
    SameTerm,
    /// One changes or takes away a definition, and the other adds or changes a clause that uses the term.
    DefinitionUnderneath,
    /// One omits what words that the other adds refer to.
    ReferenceDangles,
    /// One renumbers or moves what words that the other adds refer to.
    ReferenceMoves,
    /// Both add one document.
    SameDocument,
}

/// What one of the two drafts does there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct ClashSide {
    /// The draft's place in the list that was compared, counted from 0.
    pub draft: usize,
    /// The draft's name.
    pub name: String,
    /// Half a sentence: `changes the words of D3.2(b)`.
    pub does: String,
    /// What it makes of the words; none where it takes them away or changes none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A place where two drafts meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Clash {
    /// How.
    pub kind: ClashKind,
    /// Where, in the base; for a new number, where both put it.
    pub at: Citation,
    /// The term, when a definition is concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// True when both can be done whichever comes first, with nobody deciding anything: the words that they change are
    /// apart, or they do the same. Then it is worth knowing and no conflict.
    pub merges: bool,
    /// The words of the base there, where they are held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The draft that comes first in the list.
    pub left: ClashSide,
    /// The other.
    pub right: ClashSide,
    /// One sentence: what, where, what to do.
    pub message: String,
}

/// Where two drafts meet; `left` is draft 0 and `right` draft 1. The other way round the answer is the same with left and
/// right exchanged. A draft that does not apply to its base meets nothing: its own conflicts come first.
pub fn clashes(left: &Effects, right: &Effects) -> Vec<Clash> {
    Joining::of(&[left, right]).all()
}

/// Where any two of the drafts meet. The cost grows with what they do and with the clashes found, not with the number of
/// pairs. Drafts may have different bases of one lineage: provisions are the same by identity.
pub fn clashes_of_all(drafts: &[Effects]) -> Vec<Clash> {
    Joining::of(&drafts.iter().collect::<Vec<_>>()).all()
}

/// Where one draft, which is draft 0, meets others, which are drafts 1, 2 and so on.
pub fn clashes_with(draft: &Effects, others: &[Effects]) -> Vec<Clash> {
    let drafts: Vec<&Effects> = std::iter::once(draft).chain(others).collect();
    Joining::of(&drafts).with_first()
}

#[cfg(test)]
mod tests;
