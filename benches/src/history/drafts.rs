//! Drafts that are open together over one edition, with the places where they meet known beforehand.

use std::collections::BTreeMap;

use legaltext::{Amendment, Citation, ClashKind, DocumentId};

use super::drafting::{citation, document_id};
use super::model::{At, Model, Piece, Place, Who};

/// A meeting of two drafts that was planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Planted {
    /// How they meet.
    pub kind: ClashKind,
    /// The place of the first in the list.
    pub left: usize,
    /// The place of the other.
    pub right: usize,
    /// True when both can be done whichever comes first.
    pub merges: bool,
}

/// Drafts by name with their amendments, and where any two of them meet.
#[derive(Debug, Clone)]
pub struct Drafts {
    /// The drafts.
    pub drafts: Vec<(String, Vec<Amendment>)>,
    /// Every meeting that there is, and in how many places the two drafts meet so.
    pub planted: BTreeMap<Planted, usize>,
}

/// So many drafts over the edition that the model prints, at most one for each Section. Each amends clauses of its own
/// Section that say nothing about others; beside that, each kind of meeting is planted twice where there are 40.
pub fn drafts(model: &mut Model, count: usize) -> Drafts {
    let mut desk = Desk { places: model.places(), used: BTreeMap::new(), model };
    let mut made = Drafts {
        drafts: (0..count).map(|at| (format!("SECMP{:04}", 900 + at), Vec::new())).collect(),
        planted: BTreeMap::new(),
    };
    for at in 0..count {
        let own = desk.of_its_own(at);
        if let Some((_, amendments)) = made.drafts.get_mut(at) {
            amendments.extend(own);
        }
    }
    for at in 0..count * 6 / 10 {
        let (left, right) = (at % count, (at * 7 + 3) % count);
        if left == right {
            continue;
        }
        let (left, right) = (left.min(right), left.max(right));
        let Some(plant) = desk.plant(at, left, right) else { continue };
        for (draft, amendment) in [(left, plant.left), (right, plant.right)] {
            if let Some((_, amendments)) = made.drafts.get_mut(draft) {
                amendments.push(amendment);
            }
        }
        let planted = Planted { kind: plant.kind, left, right, merges: plant.merges };
        *made.planted.entry(planted).or_default() += plant.places;
    }
    made
}

/// What two drafts do, and how they meet by it.
struct Plant {
    kind: ClashKind,
    merges: bool,
    /// In how many provisions: the clause itself, and those of its new list.
    places: usize,
    left: Amendment,
    right: Amendment,
}

/// Where drafts are written.
struct Desk<'m> {
    model: &'m mut Model,
    places: BTreeMap<Who, At>,
    /// How many clauses of each Section are used already.
    used: BTreeMap<usize, usize>,
}

impl Desk<'_> {
    /// What two drafts do so that they meet, kind after kind.
    fn plant(&mut self, at: usize, left: usize, right: usize) -> Option<Plant> {
        match at % 12 {
            0 => self.same_words(left),
            1 => self.words_apart(left),
            2 => self.same_number(left),
            3 => self.omitted(left),
            4 => self.renumbered(left),
            5 => self.moved(left, right),
            6 => self.same_term(),
            7 => self.definition(right),
            8 => self.dangling(left, right),
            9 => self.reference_moves(left, right),
            10 => self.same_document(left),
            _ => self.added_below_what_goes(left),
        }
    }

    /// A clause of a Section that no draft touches yet. It has no list, no table and no reference.
    fn clause(&mut self, section: usize) -> Option<At> {
        let document = self.model.documents.get(section)?;
        let mut plain = document.groups.iter().enumerate().flat_map(|(g, group)| {
            let plain = group.clauses.iter().enumerate().filter(|(_, clause)| {
                clause.items.is_empty()
                    && clause.blocks.is_empty()
                    && clause.heading.is_none()
                    && clause.words.iter().all(|piece| matches!(piece, Piece::Words(_)))
            });
            plain.map(move |(c, _)| (section, g, c))
        });
        let used = self.used.entry(section).or_default();
        let chosen = plain.nth(*used);
        *used += 1;
        chosen
    }

    fn cited(&self, at: At) -> Option<Citation> {
        let (document, group, clause) = self.model.at(at)?;
        citation(document, group, &clause.place)
    }

    fn number(&self, at: At, place: &Place) -> Option<String> {
        let (document, group, _) = self.model.at(at)?;
        Some(document.number(group.number, place))
    }

    fn words(&self, at: At) -> Option<String> {
        let (_, _, clause) = self.model.at(at)?;
        Some(self.model.print(&self.places, &clause.words))
    }

    fn substitute(&self, at: At, words: &str) -> Option<Amendment> {
        Some(Amendment::Substitute { at: self.cited(at)?, text: words.to_owned(), old: None, heading: None })
    }

    /// A new clause after one, with a letter that no other bears.
    fn insert(&self, at: At, letter: &str, words: &str) -> Option<Amendment> {
        let place = Place { number: self.model.at(at)?.2.place.number, suffix: letter.to_owned() };
        let text = format!("{} {words}", self.number(at, &place)?);
        Some(Amendment::Insert {
            after: Some(self.cited(at)?),
            into: None,
            in_order: false,
            text,
            number: None,
            heading: None,
        })
    }

    fn first_document(&self) -> Option<DocumentId> {
        document_id(self.model.documents.first()?)
    }

    /// A definition that no draft touches yet.
    fn term(&mut self) -> Option<String> {
        let used = self.used.entry(usize::MAX).or_default();
        *used += 1;
        Some(self.model.documents.first()?.definitions.get(*used * 3)?.0.clone())
    }

    /// What a draft does in its own Section: nothing of it concerns another.
    fn of_its_own(&mut self, section: usize) -> Vec<Amendment> {
        let mut amendments = Vec::new();
        for step in 0..3 {
            let Some(at) = self.clause(section) else { continue };
            let words = self.words(at).unwrap_or_default();
            amendments.extend(match step {
                0 => self.substitute(at, &words.replacen(" shall ", " must at once ", 1)),
                1 => self.insert(at, "J", "Each Party shall keep a record of what it did and why."),
                _ => self.cited(at).map(|at| Amendment::Omit { at, old: None }),
            });
        }
        let term = format!("Draft term {section:02}");
        let text = Some("means what this draft says that it means.".to_owned());
        amendments.extend(self.first_document().map(|document| Amendment::Define { document, term, text, at: None }));
        amendments
    }

    fn same_words(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let words = self.words(at)?;
        let changed = |by: &str| self.substitute(at, &words.replacen(" shall ", by, 1));
        Some(Plant {
            kind: ClashKind::SameWords,
            merges: false,
            places: 1,
            left: changed(" may ")?,
            right: changed(" must ")?,
        })
    }

    fn words_apart(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let words = self.words(at)?;
        let (first, last) = (words.find(" shall ")?, words.rfind(" shall ")?);
        let changed = |place: usize| {
            let (head, tail) = words.split_at_checked(place)?;
            self.substitute(at, &format!("{head}{}", tail.replacen(" shall ", " must ", 1)))
        };
        (first < last).then_some(())?;
        Some(Plant {
            kind: ClashKind::SameWords,
            merges: true,
            places: 1,
            left: changed(first)?,
            right: changed(last)?,
        })
    }

    fn same_number(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let one = self.insert(at, "L", "The first draft wants this to be said here.")?;
        let other = self.insert(at, "L", "Another draft would have something else in its place.")?;
        Some(Plant { kind: ClashKind::SameNumber, merges: false, places: 1, left: one, right: other })
    }

    fn omitted(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let changed = self.substitute(at, &self.words(at)?.replacen(" shall ", " must ", 1))?;
        let omitted = Amendment::Omit { at: self.cited(at)?, old: None };
        Some(Plant { kind: ClashKind::OmittedUnderneath, merges: false, places: 1, left: omitted, right: changed })
    }

    fn renumber(&self, at: At) -> Option<Amendment> {
        let (document, group, clause) = self.model.at(at)?;
        let place = Place { number: clause.place.number, suffix: "X".to_owned() };
        Some(Amendment::Renumber { at: self.cited(at)?, to: citation(document, group, &place)? })
    }

    fn renumbered(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let changed = self.substitute(at, &self.words(at)?.replacen(" shall ", " must ", 1))?;
        Some(Plant {
            kind: ClashKind::RenumberedUnderneath,
            merges: true,
            places: 1,
            left: self.renumber(at)?,
            right: changed,
        })
    }

    fn moved(&mut self, left: usize, right: usize) -> Option<Plant> {
        let (at, to) = (self.clause(left)?, self.clause(right)?);
        let changed = self.substitute(at, &self.words(at)?.replacen(" shall ", " must ", 1))?;
        let place = Place { number: self.model.at(to)?.2.place.number, suffix: "Y".to_owned() };
        let number = Some(self.number(to, &place)?.parse().ok()?);
        let moved = Amendment::Move { at: self.cited(at)?, after: Some(self.cited(to)?), into: None, number };
        Some(Plant { kind: ClashKind::MovedUnderneath, merges: true, places: 1, left: moved, right: changed })
    }

    fn redefine(&self, term: &str, words: &str) -> Option<Amendment> {
        let (document, term) = (self.first_document()?, term.to_owned());
        Some(Amendment::Redefine { document, term, text: Some(format!("means {words}.")), old: None })
    }

    fn same_term(&mut self) -> Option<Plant> {
        let term = self.term()?;
        let (one, other) = (self.redefine(&term, "what the one says")?, self.redefine(&term, "the contrary of it")?);
        Some(Plant { kind: ClashKind::SameTerm, merges: false, places: 1, left: one, right: other })
    }

    fn definition(&mut self, right: usize) -> Option<Plant> {
        let (term, at) = (self.term()?, self.clause(right)?);
        let using = self.insert(at, "L", &format!("Each Party shall publish every {term} that it holds."))?;
        let redefined = self.redefine(&term, "something else altogether")?;
        Some(Plant { kind: ClashKind::DefinitionUnderneath, merges: false, places: 1, left: redefined, right: using })
    }

    fn citing(&mut self, at: At, right: usize) -> Option<Amendment> {
        let to = self.clause(right)?;
        let (document, group, clause) = self.model.at(at)?;
        let cited = document.cited(group.number, &clause.place, None);
        self.insert(to, "L", &format!("Each Party shall give effect to {cited} without undue delay."))
    }

    fn dangling(&mut self, left: usize, right: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let citing = self.citing(at, right)?;
        let omitted = Amendment::Omit { at: self.cited(at)?, old: None };
        Some(Plant { kind: ClashKind::ReferenceDangles, merges: false, places: 1, left: omitted, right: citing })
    }

    fn reference_moves(&mut self, left: usize, right: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let citing = self.citing(at, right)?;
        Some(Plant {
            kind: ClashKind::ReferenceMoves,
            merges: true,
            places: 1,
            left: self.renumber(at)?,
            right: citing,
        })
    }

    fn same_document(&mut self, left: usize) -> Option<Plant> {
        let document = DocumentId::from_printed(&format!("Annex {}", left + 1)).ok()?;
        let text = |words: &str| format!("1 {words}");
        let new = |words: &str| Amendment::NewDocument {
            document: document.clone(),
            title: "New".to_owned(),
            text: text(words),
        };
        Some(Plant {
            kind: ClashKind::SameDocument,
            merges: false,
            places: 1,
            left: new("This is said."),
            right: new("That is said."),
        })
    }

    fn added_below_what_goes(&mut self, left: usize) -> Option<Plant> {
        let at = self.clause(left)?;
        let omitted = Amendment::Omit { at: self.cited(at)?, old: None };
        let words = self.words(at)?;
        let added = self
            .substitute(at, &format!("{}:\n    (a) at once; and\n    (b) in writing.", words.trim_end_matches('.')))?;
        Some(Plant { kind: ClashKind::OmittedUnderneath, merges: false, places: 3, left: omitted, right: added })
    }
}
