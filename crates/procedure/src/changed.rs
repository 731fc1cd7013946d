//! Which places of the Code differ between one edition and the next: what an event says that it changed, and where.

use std::collections::BTreeMap;
use std::sync::Arc;

use legaltext::{Citation, Definition, Document, DocumentId, Edition, Provision, ProvisionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place of the Code that an edition changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// The place, as the new edition cites it; as the old one did where it is gone. A whole document has no number.
    pub at: Citation,
    /// The term, where it is a definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// How the old edition cited it, where that was otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Citation>,
    /// What became of it.
    pub how: How,
}

/// What became of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is new, with all that stands below it.
    Added,
    /// It is gone, with all that stood below it.
    Removed,
    /// Its own words or heading are others.
    Reworded,
    /// Its number or place is another; its words may be others too.
    Renumbered,
    /// An amendment of it is on record, and the words are not held.
    Recorded,
}

impl How {
    /// What became of it, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "amended",
            Self::Renumbered => "renumbered",
            Self::Recorded => "amended, words not held",
        }
    }
}

/// Every place that differs, in the order of the new edition, what is gone after that. What is the same by its hash is
/// not looked into, so the cost grows with the change.
#[must_use]
pub fn between(before: &Edition, after: &Edition) -> Vec<Changed> {
    let mut found = Vec::new();
    for document in after.documents() {
        match before.document(document.id()) {
            None => found.push(whole(document.id(), How::Added)),
            Some(was) if was.hash() == document.hash() => {}
            Some(was) => in_document(was, document, &mut found),
        }
    }
    let gone = before.documents().iter().filter(|document| after.document(document.id()).is_none());
    found.extend(gone.map(|document| whole(document.id(), How::Removed)));
    found
}

fn whole(document: &DocumentId, how: How) -> Changed {
    Changed { at: Citation::of_document(document), term: None, was: None, how }
}

/// A provision or definition with the place that it stands at, and its identity's way back.
struct Placed<'a> {
    at: Citation,
    above: Option<&'a ProvisionId>,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Provision(&'a Provision),
    Definition(&'a Definition),
}

impl<'a> What<'a> {
    fn id(self) -> &'a ProvisionId {
        match self {
            Self::Provision(provision) => provision.id(),
            Self::Definition(definition) => definition.id(),
        }
    }

    fn term(self) -> Option<String> {
        match self {
            Self::Provision(_) => None,
            Self::Definition(definition) => Some(definition.term().to_owned()),
        }
    }

    /// Whether the words that are its own, not those below it, are the same.
    fn same_words(self, other: Self) -> bool {
        match (self, other) {
            (Self::Provision(one), Self::Provision(other)) => {
                one.words() == other.words() && one.heading() == other.heading() && one.caption() == other.caption()
            }
            (Self::Definition(one), Self::Definition(other)) => one.hash() == other.hash(),
            (Self::Provision(_), Self::Definition(_)) | (Self::Definition(_), Self::Provision(_)) => false,
        }
    }
}

fn in_document(before: &Document, after: &Document, found: &mut Vec<Changed>) {
    let root = Citation::of_document(after.id());
    if before.title() != after.title() {
        found.push(Changed { at: root.clone(), term: None, was: None, how: How::Reworded });
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    definitions(before.opening_definitions(), after.opening_definitions(), &root, None, (&mut old, &mut new));
    level(before.provisions(), after.provisions(), (&root, &root), None, (&mut old, &mut new));
    let was: BTreeMap<&ProvisionId, &Placed<'_>> = old.iter().map(|placed| (placed.what.id(), placed)).collect();
    let is: BTreeMap<&ProvisionId, &Placed<'_>> = new.iter().map(|placed| (placed.what.id(), placed)).collect();
    for placed in &new {
        let changed = |was: Option<&Placed<'_>>, how| Changed {
            at: placed.at.clone(),
            term: placed.what.term(),
            was: was.map(|was| was.at.clone()).filter(|was| *was != placed.at),
            how,
        };
        match was.get(placed.what.id()) {
            None if placed.above.is_some_and(|above| is.contains_key(above) && !was.contains_key(above)) => {}
            None => found.push(changed(None, How::Added)),
            Some(before) if last(&before.at) != last(&placed.at) || before.above != placed.above => {
                found.push(changed(Some(before), How::Renumbered));
            }
            Some(before) if !before.what.same_words(placed.what) => found.push(changed(Some(before), How::Reworded)),
            Some(_) => {}
        }
    }
    for placed in &old {
        let gone = !is.contains_key(placed.what.id());
        let with_above = placed.above.is_some_and(|above| was.contains_key(above) && !is.contains_key(above));
        if gone && !with_above {
            found.push(Changed { at: placed.at.clone(), term: placed.what.term(), was: None, how: How::Removed });
        }
    }
}

fn last(at: &Citation) -> Option<&legaltext::Number> {
    at.last()
}

type Both<'v, 'a> = (&'v mut Vec<Placed<'a>>, &'v mut Vec<Placed<'a>>);

/// Lists what may differ on one level of both editions and below: all but what is the same by identity and hash.
fn level<'a>(
    before: &'a [Arc<Provision>],
    after: &'a [Arc<Provision>],
    at: (&Citation, &Citation),
    above: Option<&'a ProvisionId>,
    (old, new): Both<'_, 'a>,
) {
    let known: BTreeMap<&ProvisionId, &'a Arc<Provision>> = before.iter().map(|one| (one.id(), one)).collect();
    let mut met = Vec::new();
    for provision in after {
        let here = at.1.child(provision.number());
        let Some(was) = known.get(provision.id()) else {
            subtree(provision, &here, above, new);
            continue;
        };
        met.push(was.id());
        if was.hash() == provision.hash() {
            continue;
        }
        let there = at.0.child(was.number());
        old.push(Placed { at: there.clone(), above, what: What::Provision(was) });
        new.push(Placed { at: here.clone(), above, what: What::Provision(provision) });
        definitions(was.definitions(), provision.definitions(), &here, Some(provision.id()), (&mut *old, &mut *new));
        level(was.children(), provision.children(), (&there, &here), Some(provision.id()), (&mut *old, &mut *new));
    }
    for provision in before.iter().filter(|one| !met.contains(&one.id())) {
        subtree(provision, &at.0.child(provision.number()), above, old);
    }
}

fn definitions<'a>(
    before: &'a [Arc<Definition>],
    after: &'a [Arc<Definition>],
    at: &Citation,
    above: Option<&'a ProvisionId>,
    (old, new): Both<'_, 'a>,
) {
    let differs = |one: &Arc<Definition>, others: &[Arc<Definition>]| {
        !others.iter().any(|other| other.id() == one.id() && other.hash() == one.hash())
    };
    let place = |definition: &'a Arc<Definition>| Placed { at: at.clone(), above, what: What::Definition(definition) };
    old.extend(before.iter().filter(|one| differs(one, after)).map(place));
    new.extend(after.iter().filter(|one| differs(one, before)).map(place));
}

fn subtree<'a>(
    provision: &'a Arc<Provision>,
    at: &Citation,
    above: Option<&'a ProvisionId>,
    list: &mut Vec<Placed<'a>>,
) {
    list.push(Placed { at: at.clone(), above, what: What::Provision(provision) });
    let own = Some(provision.id());
    list.extend(provision.definitions().iter().map(|definition| Placed {
        at: at.clone(),
        above: own,
        what: What::Definition(definition),
    }));
    for child in provision.children() {
        subtree(child, &at.child(child.number()), own, list);
    }
}

#[cfg(test)]
mod tests {
    use legaltext::{apply, instructions, markup};

    use super::*;

    const BASE: &str = "# Section B: Raising\n\n\"Party\" means a person.\n\n## B1 Notes\n\nB1.1 One of:\n    (a) a; or\n    (b) b.\n\n\
                        B1.2 Two.\n\nB1.3 Three.\n";

    fn changed(instructions: &str) -> Vec<String> {
        let base = Edition::new("x", [markup::parse(BASE, "test").unwrap()]);
        let amendments = instructions::parse(instructions).unwrap().amendments;
        let after = apply(&base, &amendments, "CP1").unwrap().edition;
        let list = between(&base, &after);
        list.iter().map(|one| format!("{} {}{}", one.at, one.how.words(), one.term.as_deref().unwrap_or(""))).collect()
    }

    #[test]
    fn each_changed_place_is_named_once_and_nothing_else() {
        assert_eq!(changed("Amend B1.1(b) as follows:\n    (b) c."), ["B1.1(b) amended"]);
        assert_eq!(changed("Omit B1.1"), ["B1.1 removed"]);
        assert_eq!(changed("Add after B1.3:\n    B1.4 Of:\n        (a) x; and\n        (b) y."), ["B1.4 added"]);
        assert_eq!(changed("Renumber B1.3 as B1.9"), ["B1.9 renumbered"]);
        assert_eq!(changed("Redefine \"Party\" in Section B as follows:\n    means you."), ["Section B amendedParty"]);
        assert_eq!(changed("Amend B1.2 as follows:\n    B1.2 Two."), Vec::<String>::new());
    }
}
