//! Judges two effects that touch one place: how they clash, whether they merge, and what to say.

use crate::citation::Citation;
use crate::difference::{Together, hunks};
use crate::document_id::{DocumentId, DocumentKind};
use crate::effect::{Does, Effect};
use crate::hash::Hash;
use crate::number::Number;

use super::{Clash, ClashKind, ClashSide};

/// An effect and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Done<'e> {
    pub(super) draft: usize,
    pub(super) name: &'e str,
    pub(super) base: Option<Hash>,
    pub(super) effect: &'e Effect,
}

/// What is found about two effects, before it is put into a sentence.
struct Judged {
    kind: ClashKind,
    merges: bool,
    at: Citation,
    term: Option<String>,
    advice: &'static str,
}

const SAME: &str = "they do the same, so nothing is lost whichever comes first";
const FOLLOWS: &str = "the change follows the provision to its new place";

/// Both are done to one provision, document or term.
pub(super) fn same_place(left: Done<'_>, right: Done<'_>) -> Option<Clash> {
    let (a, b) = (left.effect, right.effect);
    let same = same_result(a, b);
    let is_term = a.own.term.is_some();
    let (kind, merges) = match (&a.does, &b.does) {
        (Does::Rewords { .. }, Does::Rewords { .. }) => {
            let together = together(left, right);
            let kind = if is_term { ClashKind::SameTerm } else { ClashKind::SameWords };
            (kind, together != Together::Overlap)
        }
        (_, _) if is_term => (ClashKind::SameTerm, same),
        (Does::Inserts { .. }, _) | (_, Does::Inserts { .. }) => (ClashKind::SameDocument, same),
        (Does::Omits { .. }, _) | (_, Does::Omits { .. }) => (ClashKind::OmittedUnderneath, same),
        (Does::Moves { .. }, Does::Rewords { .. }) | (Does::Rewords { .. }, Does::Moves { .. }) => {
            (ClashKind::MovedUnderneath, true)
        }
        (Does::Renumbers { .. }, Does::Rewords { .. }) | (Does::Rewords { .. }, Does::Renumbers { .. }) => {
            (ClashKind::RenumberedUnderneath, true)
        }
        (Does::Moves { .. }, _) | (_, Does::Moves { .. }) => (ClashKind::MovedUnderneath, same),
        (Does::Renumbers { .. }, _) | (_, Does::Renumbers { .. }) => (ClashKind::RenumberedUnderneath, same),
        // What cites or uses is not done to a place.
        (Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. }, _)
        | (_, Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. }) => return None,
    };
    let advice = match (merges, same, kind) {
        (true, true, _) => SAME,
        (true, false, ClashKind::RenumberedUnderneath | ClashKind::MovedUnderneath) => FOLLOWS,
        (true, false, _) => "the words are apart, so both changes can stand",
        (false, _, ClashKind::SameWords | ClashKind::SameTerm) => "the words overlap; agree one text",
        (false, _, ClashKind::SameDocument) => "agree one text, or give one of them another letter",
        (false, _, ClashKind::OmittedUnderneath) => "both cannot be done; redraft one of them",
        (false, _, _) => "whichever comes second is to be drafted again on the first",
    };
    Some(clash(left, right, Judged { kind, merges, at: a.at.clone(), term: a.own.term.clone(), advice }))
}

/// Both take one number.
pub(super) fn same_number(left: Done<'_>, right: Done<'_>, number: &Number) -> Option<Clash> {
    let (a, b) = (left.effect, right.effect);
    let same = same_result(a, b) && (a.own == b.own || matches!(a.does, Does::Inserts { .. }));
    if same && !matches!(a.does, Does::Inserts { .. }) {
        // One provision renumbered or moved alike: that is found where it stands.
        return None;
    }
    let (above, _) = a.takes.iter().find(|(_, taken)| taken == number)?;
    let advice = if same { SAME } else { "renumber one of them" };
    let at = above.at.child(number);
    Some(clash(left, right, Judged { kind: ClashKind::SameNumber, merges: same, at, term: None, advice }))
}

/// `inner` is done to, or adds, something that stands in what `outer` is done to.
pub(super) fn underneath(inner: Done<'_>, outer: Done<'_>) -> Option<Clash> {
    let (kind, merges, advice) = match &outer.effect.does {
        Does::Omits { .. } => {
            let both = matches!(inner.effect.does, Does::Omits { .. });
            let advice = if both { "both take it away" } else { "both cannot be done; redraft one of them" };
            (ClashKind::OmittedUnderneath, both, advice)
        }
        Does::Renumbers { .. } => (ClashKind::RenumberedUnderneath, true, FOLLOWS),
        Does::Moves { to } if *to == outer.effect.at => return None,
        Does::Moves { .. } => (ClashKind::MovedUnderneath, true, FOLLOWS),
        // New words for a clause that is not held are words for its list too.
        Does::Rewords { changes: None, .. } if is_of_its_list(inner.effect, outer.effect) => {
            (ClashKind::SameWords, false, "the words may overlap; agree one text")
        }
        Does::Rewords { .. } | Does::Inserts { .. } => return None,
        Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. } => return None,
    };
    let judged = Judged { kind, merges, at: inner.effect.at.clone(), term: inner.effect.own.term.clone(), advice };
    Some(in_order(inner, outer, judged))
}

fn is_of_its_list(inner: &Effect, outer: &Effect) -> bool {
    inner.own.term.is_none() && outer.own.term.is_none() && inner.at.clause() == outer.at.clause()
}

/// Words that `citing` adds refer to what `theirs` takes away or gives another number.
pub(super) fn cited_is_gone(citing: Done<'_>, theirs: Done<'_>, taken_anew: bool) -> Option<Clash> {
    let (kind, merges, advice) = match &theirs.effect.does {
        // The number that is cited stays in use.
        Does::Omits { .. } if taken_anew => return None,
        Does::Omits { .. } if theirs.effect.own.term.is_none() => {
            (ClashKind::ReferenceDangles, false, "the reference would point at nothing; redraft one of them")
        }
        Does::Renumbers { .. } | Does::Moves { .. } if taken_anew => {
            (ClashKind::ReferenceMoves, false, "another provision takes the old number; say which is meant")
        }
        Does::Renumbers { .. } | Does::Moves { .. } => {
            let stays = matches!(&theirs.effect.does, Does::Moves { to } if *to == theirs.effect.at);
            if stays {
                return None;
            }
            (ClashKind::ReferenceMoves, true, "the reference follows")
        }
        Does::Omits { .. } | Does::Rewords { .. } | Does::Inserts { .. } => return None,
        Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. } => return None,
    };
    let judged = Judged { kind, merges, at: citing.effect.at.clone(), term: citing.effect.term.clone(), advice };
    Some(in_order(citing, theirs, judged))
}

/// A clause that `using` adds or changes uses the term whose definition `theirs` changes.
pub(super) fn uses(using: Done<'_>, theirs: Done<'_>) -> Option<Clash> {
    let defined_in = theirs.effect.own.at.document_id()?;
    let used_in = using.effect.at.document_id()?;
    if !counts_in(&defined_in, &used_in, !using.effect.target.is_empty()) {
        return None;
    }
    let advice = "read the clause with the new meaning, and redraft it if it no longer says what is meant";
    let judged = Judged {
        kind: ClashKind::DefinitionUnderneath,
        merges: false,
        at: using.effect.at.clone(),
        term: theirs.effect.own.term.clone(),
        advice,
    };
    Some(in_order(using, theirs, judged))
}

/// A term listed in a Section counts in the whole Code, except where a document lists it itself; one listed in an Appendix
/// or the like counts there.
fn counts_in(defined: &DocumentId, used: &DocumentId, has_its_own: bool) -> bool {
    defined == used || (defined.kind() == DocumentKind::Section && !has_its_own)
}

/// Whether the words that two drafts change are apart.
fn together(left: Done<'_>, right: Done<'_>) -> Together {
    let (a, b) = (&left.effect.wordings, &right.effect.wordings);
    let texts = |effect: &Effect| -> Option<(String, String)> {
        let Does::Rewords { base, new, .. } = &effect.does else { return None };
        Some((base.clone(), new.clone()))
    };
    if a.is_empty() || b.is_empty() {
        // Words that are not held are compared as a whole.
        let same = texts(left.effect) == texts(right.effect) && texts(left.effect).is_some_and(|t| !t.1.is_empty());
        return if same { Together::Same } else { Together::Overlap };
    }
    let mut all = Together::Same;
    for mine in a {
        let Some(theirs) = b.iter().find(|w| w.part == mine.part) else { continue };
        let here = if mine.new == theirs.new {
            Together::Same
        } else if mine.base == theirs.base {
            hunks(&mine.base, &mine.new).together(&hunks(&theirs.base, &theirs.new))
        } else {
            // Two bases in which the words differ: nothing says which of them is meant.
            Together::Overlap
        };
        all = match (all, here) {
            (Together::Overlap, _) | (_, Together::Overlap) => Together::Overlap,
            (Together::Same, Together::Same) => Together::Same,
            (Together::Apart, _) | (_, Together::Apart) => Together::Apart,
        };
    }
    all
}

/// True when both make the same of one thing.
fn same_result(a: &Effect, b: &Effect) -> bool {
    match (&a.does, &b.does) {
        (Does::Omits { .. }, Does::Omits { .. }) => true,
        (Does::Inserts { new: x }, Does::Inserts { new: y }) => x == y && !x.is_empty(),
        (Does::Rewords { new: x, .. }, Does::Rewords { new: y, .. }) => x == y && !x.is_empty(),
        (Does::Renumbers { to: x }, Does::Renumbers { to: y }) | (Does::Moves { to: x }, Does::Moves { to: y }) => {
            x == y && a.own == b.own
        }
        (_, _) => false,
    }
}

/// The clash with the draft that comes first on the left.
fn in_order(one: Done<'_>, other: Done<'_>, judged: Judged) -> Clash {
    if one.draft < other.draft { clash(one, other, judged) } else { clash(other, one, judged) }
}

fn clash(left: Done<'_>, right: Done<'_>, judged: Judged) -> Clash {
    let Judged { kind, merges, at, term, advice } = judged;
    let (mine, theirs) = (side(left), side(right));
    let drafted = if left.base == right.base { "" } else { " (they are drafted against different editions)" };
    let message = format!("{} {}, and {} {}{drafted}; {advice}", mine.name, mine.does, theirs.name, theirs.does);
    // Of the words of a list and of one paragraph in it, those of the place that is named.
    let (near, far) = if left.effect.at == at { (left, right) } else { (right, left) };
    let base = base_text(near.effect).or_else(|| base_text(far.effect));
    Clash { kind, at, term, merges, base, left: mine, right: theirs, message }
}

fn base_text(effect: &Effect) -> Option<String> {
    let (Does::Rewords { base, .. } | Does::Omits { base }) = &effect.does else { return None };
    Some(base.clone()).filter(|text| !text.is_empty())
}

fn side(done: Done<'_>) -> ClashSide {
    let text = match &done.effect.does {
        Does::Rewords { new, .. } | Does::Inserts { new } => Some(new.clone()).filter(|text| !text.is_empty()),
        Does::Omits { .. } | Does::Renumbers { .. } | Does::Moves { .. } => None,
        Does::Cites { .. } | Does::NoLongerCites { .. } | Does::Uses { .. } => None,
    };
    ClashSide { draft: done.draft, name: done.name.to_owned(), does: phrase(done.effect), text }
}

/// Half a sentence on what an effect does.
fn phrase(effect: &Effect) -> String {
    let at = &effect.at;
    let what = match (&effect.own.term, at.is_document()) {
        (Some(term), _) => format!("the definition of \"{term}\" in {}", effect.own.at),
        (None, true) => format!("the title of {at}"),
        (None, false) => format!("the words of {at}"),
    };
    let thing = if effect.own.term.is_some() { what.clone() } else { at.to_string() };
    match &effect.does {
        Does::Rewords { .. } => format!("changes {what}"),
        Does::Inserts { .. } => format!("adds {thing}"),
        Does::Omits { .. } => format!("omits {thing}"),
        Does::Renumbers { to } => format!("renumbers {at} as {to}"),
        Does::Moves { to } if to == at => format!("puts {at} in another order among its neighbours"),
        Does::Moves { to } => format!("moves {at} to {to}"),
        Does::Cites { target } => format!("refers to {target} in words that it adds to {at}"),
        Does::NoLongerCites { target } => format!("takes a reference to {target} out of {at}"),
        Does::Uses { used } => match &effect.term {
            Some(term) => format!("uses \"{used}\" in the definition of \"{term}\", which it adds or changes"),
            None => format!("uses \"{used}\" in {at}, which it adds or changes"),
        },
    }
}
