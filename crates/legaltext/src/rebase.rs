//! A draft taken from the edition that it was drafted against to the one that stands now.

mod building;
mod deciding;
mod finding;
mod wording;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amendment::Amendment;
use crate::apply::apply;
use crate::citation::Citation;
use crate::clashes::{ClashKind, clashes};
use crate::difference::{Differences, amendments_between};
use crate::edition::Edition;
use crate::effect::Effects;

use building::build;
use deciding::decide;
use finding::Findings;
use wording::reword;

/// Why a part of a draft does not fit the edition that stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnmergedKind {
    /// The draft does not apply to its own base.
    DoesNotApply,
    /// The same words have been changed since.
    SameWords,
    /// The same term has been defined, redefined or undefined since.
    SameTerm,
    /// The same document has been added since, with other words.
    SameDocument,
    /// What the draft changes or adds to has been omitted since.
    OmittedSince,
    /// What the draft omits has been changed since.
    ChangedSince,
    /// The number that the draft gives is another provision's now.
    NumberTaken,
    /// The provision has been given yet another number since.
    RenumberedSince,
    /// The provision has been moved to yet another place since.
    MovedSince,
    /// What the draft's words refer to has been omitted since.
    ReferenceDangles,
    /// The parts fit, but no amendments of this program say the result.
    NotWritten,
}

/// A part of a draft that somebody must draft again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Unmerged {
    /// Where, as the edition that stands now numbers it; as the draft does, for what that edition has not.
    pub at: Citation,
    /// The term, when it is a definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Why.
    pub kind: UnmergedKind,
    /// The words of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The words that stand now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// The words of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// One sentence: what, where, what to do.
    pub message: String,
}

/// What was settled without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// Both changed one provision, in words that are apart: both changes stand.
    Words,
    /// The provision stands under another number or elsewhere now: the change follows it.
    Place,
    /// A term that the draft's words use has been given another meaning since: the words stay.
    Definition,
    /// What the draft's words refer to bears another number now, and its old one is another's: the reference follows.
    Reference,
}

/// A part of a draft that fits, and that somebody should look at all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Merged {
    /// Where, in the re-based edition.
    pub at: Citation,
    /// The term, when it is a definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What was settled.
    pub settled: Settled,
    /// The words of the base.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The words that stand now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// The words of the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// The words with both changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// One sentence: what, and where.
    pub message: String,
}

/// A draft against the edition that stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebased {
    /// The draft as amendments of the edition that stands now. They are the drafter's own where those still say it.
    pub amendments: Vec<Amendment>,
    /// That edition with the amendments applied. Where there are conflicts, what is in conflict is left out of it.
    pub edition: Edition,
    /// What fits and should be looked at.
    pub merged: Vec<Merged>,
    /// What does not fit. With any of these the draft must not be brought into force.
    pub conflicts: Vec<Unmerged>,
}

impl Rebased {
    /// True when the whole draft fits.
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty()
    }
}

/// Takes a draft from `base` to `now`, two editions of one lineage, by a merge of three: what only one of them changed is
/// changed, what both changed is merged word by word where the words are apart, and the rest is a conflict with all the
/// texts. Provisions are followed by identity, so one that was renumbered or moved since is amended where it stands now, and
/// references follow too. Nothing is guessed. The cost grows with both changes, not with the Code. `origin` is the draft's.
pub fn rebase(base: &Edition, now: &Edition, amendments: &[Amendment], origin: &str) -> Rebased {
    let draft = match apply(base, amendments, origin) {
        Ok(applied) => applied.edition,
        Err(conflicts) => return Findings::not_applying(now, conflicts),
    };
    if base.hash() == now.hash() {
        // The words are the same, so the same amendments say the same; identities may differ, and follow `now`.
        if let Ok(applied) = apply(now, amendments, origin) {
            let edition = applied.edition;
            return Rebased { amendments: amendments.to_vec(), edition, merged: Vec::new(), conflicts: Vec::new() };
        }
    }
    let (drafted, since) = (Differences::between(base, &draft), Differences::between(base, now));
    let mut findings = Findings::default();
    let plan = decide(&Three { base, now, draft: &draft }, &drafted, &since, &mut findings);
    let placed = build(&Three { base, now, draft: &draft }, &plan, &mut findings);
    let result = reword(&Three { base, now, draft: &draft }, &placed, &drafted, &since, &mut findings);
    meanings(base, now, &draft, &result, &mut findings);
    write(now, amendments, origin, &result, findings)
}

/// The three editions of a merge.
#[derive(Clone, Copy)]
struct Three<'e> {
    base: &'e Edition,
    now: &'e Edition,
    draft: &'e Edition,
}

/// What no comparison of words shows: references to what is gone, terms with another meaning.
fn meanings(base: &Edition, now: &Edition, draft: &Edition, result: &Edition, findings: &mut Findings) {
    let drafted = Effects::between("the draft", base, draft);
    let since = Effects::between("what came into force since", base, now);
    for clash in clashes(&drafted, &since) {
        match clash.kind {
            ClashKind::ReferenceDangles if clash.left.text.is_none() && clash.left.does.starts_with("refers") => {
                findings.conflict(UnmergedKind::ReferenceDangles, &clash.at, None, [None, None, None], clash.message);
            }
            ClashKind::DefinitionUnderneath if clash.left.does.starts_with("uses") => {
                findings.look(Settled::Definition, &clash.at, clash.term, clash.message);
            }
            ClashKind::ReferenceMoves if !clash.merges && clash.left.does.starts_with("refers") => {
                findings.look(Settled::Reference, &clash.at, None, clash.message);
            }
            ClashKind::RenumberedUnderneath | ClashKind::MovedUnderneath if clash.left.text.is_some() => {
                let id = base.find(&clash.at).map(|p| p.id().clone());
                let at = id.and_then(|id| result.place_of(&id)).unwrap_or(clash.at);
                findings.look(Settled::Place, &at, clash.term, clash.message);
            }
            ClashKind::SameWords
            | ClashKind::SameNumber
            | ClashKind::OmittedUnderneath
            | ClashKind::RenumberedUnderneath
            | ClashKind::MovedUnderneath
            | ClashKind::SameTerm
            | ClashKind::DefinitionUnderneath
            | ClashKind::ReferenceDangles
            | ClashKind::ReferenceMoves
            | ClashKind::SameDocument => {}
        }
    }
}

/// The result as amendments: the drafter's own where they make it, else those between the editions.
fn write(now: &Edition, own: &[Amendment], origin: &str, result: &Edition, mut findings: Findings) -> Rebased {
    let made = |amendments: &[Amendment]| {
        let edition = apply(now, amendments, origin).ok()?.edition;
        (edition.hash() == result.hash()).then_some(edition)
    };
    let (amendments, edition) = if let Some(edition) = made(own) {
        (own.to_vec(), edition)
    } else {
        let amendments = amendments_between(now, result);
        match made(&amendments) {
            Some(edition) => (amendments, edition),
            None => {
                findings.not_written(now, result);
                (Vec::new(), now.clone())
            }
        }
    };
    let Findings { merged, conflicts } = findings;
    Rebased { amendments, edition, merged, conflicts }
}

#[cfg(test)]
mod tests;
