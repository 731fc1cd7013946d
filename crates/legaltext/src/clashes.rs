//! What two sets of amendments want at the same place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::markup::{Ids, read_fragment};

/// How two amendments stand in each other's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClashKind {
    /// Both change the words of one provision.
    SameProvision,
    /// Both put a provision at one number.
    SameNumber,
    /// One omits what the other changes, or adds to.
    OmittedUnderneath,
    /// One renumbers what the other changes, or adds to.
    RenumberedUnderneath,
    /// Both change one definition.
    SameTerm,
}

/// Two amendments, one of each set, that cannot both be applied as they stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Clash {
    /// How they clash.
    pub kind: ClashKind,
    /// Place in the first list, counted from 0.
    pub left: usize,
    /// Place in the second list, counted from 0.
    pub right: usize,
    /// Where.
    pub at: Citation,
    /// The term, when it is a definition that both change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// One sentence.
    pub message: String,
}

/// What one amendment touches.
#[derive(Default)]
struct Touched {
    changes: Vec<Citation>,
    takes: Vec<Citation>,
    omits: Option<Citation>,
    renumbers: Option<Citation>,
    needs: Option<Citation>,
    term: Option<(Citation, String)>,
}

/// Every pair of amendments, one from each list, that clash. Both lists are taken as drafted against the same edition.
/// The answer is in the order of the places; given the other way round it is the same with left and right exchanged.
pub fn clashes(left: &[Amendment], right: &[Amendment]) -> Vec<Clash> {
    let right: Vec<Touched> = right.iter().map(touched).collect();
    let mut found = Vec::new();
    for (l, mine) in left.iter().map(touched).enumerate() {
        for (r, theirs) in right.iter().enumerate() {
            found.extend(clash(&mine, theirs).map(|(kind, at, term)| {
                let message = message(kind, &at, term.as_deref());
                Clash { kind, left: l, right: r, at, term, message }
            }));
        }
    }
    found
}

fn touched(amendment: &Amendment) -> Touched {
    let none = Touched::default();
    match amendment {
        Amendment::Substitute { at, .. } => Touched { changes: vec![at.clone()], ..none },
        Amendment::Omit { at, .. } => Touched { omits: Some(at.clone()), ..none },
        Amendment::Renumber { at, to } => {
            let to = at.document_id().map_or_else(|| to.clone(), |d| to.in_document(&d));
            Touched { renumbers: Some(at.clone()), takes: vec![to], ..none }
        }
        Amendment::Insert { after, text, number, .. } => {
            let under = match (after, amendment.document()) {
                (Some(after), _) if !after.labels().is_empty() => after.without_last_label(),
                (_, Some(document)) => Citation::of_document(&document),
                (_, None) => return none,
            };
            let takes = match number {
                Some(number) => vec![under.child(number)],
                None => numbers(text, &under),
            };
            Touched { takes, needs: after.clone(), ..none }
        }
        Amendment::Move { at, .. } => Touched { renumbers: Some(at.clone()), ..none },
        Amendment::NewDocument { document, .. } => Touched { takes: vec![Citation::of_document(document)], ..none },
        Amendment::Define { document, term, .. }
        | Amendment::Redefine { document, term, .. }
        | Amendment::Undefine { document, term } => {
            Touched { term: Some((Citation::of_document(document), term.clone())), ..none }
        }
    }
}

/// The numbers that the text of an insertion takes. A text that cannot be read takes none; applying it is a conflict.
fn numbers(text: &str, under: &Citation) -> Vec<Citation> {
    let ids = Ids { origin: "clashes", operation: "insert" };
    let Ok(read) = read_fragment(text, under, ids) else { return Vec::new() };
    let mut taken = Vec::new();
    let mut open: Vec<_> = read.provisions.iter().map(|p| (under.clone(), p.clone())).collect();
    while let Some((above, provision)) = open.pop() {
        let here = above.child(provision.number());
        let clauses = provision.children().iter().filter(|c| !c.number().is_label());
        open.extend(clauses.map(|c| (here.clone(), c.clone())));
        taken.push(here);
    }
    taken.sort();
    taken
}

type Found = (ClashKind, Citation, Option<String>);

fn clash(mine: &Touched, theirs: &Touched) -> Option<Found> {
    if let (Some(one), Some(other)) = (&mine.term, &theirs.term) {
        return (one == other).then(|| (ClashKind::SameTerm, one.0.clone(), Some(one.1.clone())));
    }
    let overlap = |a: &Citation, b: &Citation| a.is_within(b) || b.is_within(a);
    // Two sets of new words for a group and for one of its clauses do not meet: a group's words are its own.
    let same_words = |a: &Citation, b: &Citation| overlap(a, b) && a.clause() == b.clause();
    if let Some(at) = mine.takes.iter().find(|t| theirs.takes.contains(t)) {
        return Some((ClashKind::SameNumber, at.clone(), None));
    }
    for a in &mine.changes {
        if theirs.changes.iter().any(|b| same_words(a, b)) {
            return Some((ClashKind::SameProvision, a.clone(), None));
        }
    }
    if let (Some(a), Some(b)) = (&mine.omits, &theirs.omits)
        && overlap(a, b)
    {
        return Some((ClashKind::OmittedUnderneath, a.clone(), None));
    }
    if let (Some(a), Some(b)) = (&mine.renumbers, &theirs.renumbers)
        && overlap(a, b)
    {
        return Some((ClashKind::RenumberedUnderneath, a.clone(), None));
    }
    undermined(mine, theirs).or_else(|| undermined(theirs, mine))
}

/// What `upper` changes, follows or adds to, and `under` omits or renumbers.
fn undermined(upper: &Touched, under: &Touched) -> Option<Found> {
    let relied: Vec<&Citation> =
        upper.changes.iter().chain(&upper.needs).chain(&upper.renumbers).chain(&upper.takes).collect();
    if let Some(gone) = &under.omits
        && let Some(at) =
            relied.iter().chain(upper.omits.iter().collect::<Vec<_>>().iter()).find(|at| at.is_within(gone))
    {
        return Some((ClashKind::OmittedUnderneath, (*at).clone(), None));
    }
    let renamed = under.renumbers.as_ref()?;
    let at = relied.iter().copied().chain(&upper.omits).find(|at| at.is_within(renamed))?;
    Some((ClashKind::RenumberedUnderneath, at.clone(), None))
}

fn message(kind: ClashKind, at: &Citation, term: Option<&str>) -> String {
    match kind {
        ClashKind::SameProvision => {
            format!("both change the words of {at}; agree one text or apply one after the other")
        }
        ClashKind::SameNumber => format!("both put a provision at {at}; renumber one of them"),
        ClashKind::OmittedUnderneath => {
            format!("one omits {at} or what it stands in, and the other relies on it; redraft one of them")
        }
        ClashKind::RenumberedUnderneath => {
            format!("one renumbers {at} or what it stands in, and the other cites it by its old number; redraft one")
        }
        ClashKind::SameTerm => {
            format!("both change the definition of \"{}\" in {at}; agree one text", term.unwrap_or(""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instructions;

    fn kinds(left: &str, right: &str) -> Vec<ClashKind> {
        let read = |t: &str| instructions::parse(t).unwrap().amendments;
        let (left, right) = (read(left), read(right));
        let found = clashes(&left, &right);
        let mut back: Vec<_> = clashes(&right, &left).into_iter().map(|c| (c.kind, c.right, c.left)).collect();
        back.sort();
        let mut there: Vec<_> = found.iter().map(|c| (c.kind, c.left, c.right)).collect();
        there.sort();
        assert_eq!(there, back, "the same from both sides");
        found.into_iter().map(|c| c.kind).collect()
    }

    #[test]
    fn two_modifications_may_claim_one_number() {
        // SECMP0034 and SECMP0049 both added a clause at D3.13.
        assert_eq!(
            kinds("Add after D3.12:\n    D3.13 One.", "Add after D3.12:\n    D3.13 Other."),
            [ClashKind::SameNumber]
        );
        assert_eq!(
            kinds("Renumber D3.11 as D3.13", "Add after D3.12 the provision D3.13, words not held"),
            [ClashKind::SameNumber]
        );
        assert_eq!(kinds("Add after D3.12:\n    D3.13 One.", "Add after D3.12:\n    D3.14 Other."), []);
    }

    #[test]
    fn two_modifications_may_change_the_same_words() {
        assert_eq!(kinds("Amend D1.2 as follows:\n    x", "Amend D1.2 as follows:\n    x"), [ClashKind::SameProvision]);
        assert_eq!(
            kinds("Amend D1.2 as follows:\n    x", "Amend D1.2(a) as follows:\n    y"),
            [ClashKind::SameProvision]
        );
        assert_eq!(kinds("Amend D1.2(a) as follows:\n    x", "Amend D1.2(b) as follows:\n    y"), []);
        assert_eq!(kinds("Amend D1 as follows:\n    x", "Amend D1.2 as follows:\n    y"), []);
    }

    #[test]
    fn one_may_take_away_or_renumber_what_the_other_relies_on() {
        assert_eq!(kinds("Omit D1.2", "Amend D1.2(a) as follows:\n    y"), [ClashKind::OmittedUnderneath]);
        assert_eq!(kinds("Omit D1.2", "Add after D1.2:\n    D1.2A y"), [ClashKind::OmittedUnderneath]);
        assert_eq!(kinds("Renumber D1.2 as D1.9", "Amend D1.2 as follows:\n    y"), [ClashKind::RenumberedUnderneath]);
        assert_eq!(kinds("Omit D1.2", "Omit D1.2"), [ClashKind::OmittedUnderneath]);
        assert_eq!(kinds("Omit D1.2(a)", "Amend D1.2(b) as follows:\n    y"), []);
        assert_eq!(kinds("Omit D1.2", "Amend D1.3 as follows:\n    y"), []);
    }

    #[test]
    fn two_may_change_one_definition() {
        assert_eq!(
            kinds("Define \"X\" in Section A:\n    means y", "Undefine \"X\" in Section A"),
            [ClashKind::SameTerm]
        );
        assert_eq!(kinds("Undefine \"X\" in Section A", "Undefine \"X\" in Section K"), []);
        assert_eq!(kinds("Undefine \"X\" in Section A", "Omit A1.1"), []);
    }
}
