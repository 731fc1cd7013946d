//! Writes amendments, and does to the model what each of them says.

use legaltext::{Amendment, Citation, DocumentId};

use super::model::{At, Clause, Document, Group, Model, Piece, Place};
use crate::code::phrase;

/// Letters of clauses that were inserted. Those after it are for clauses that were given another number.
const INSERTED: [&str; 8] = ["A", "B", "C", "E", "F", "G", "H", "K"];

/// The draftsman of one modification.
pub(super) struct Drafting<'m> {
    model: &'m mut Model,
    /// Makes new terms and documents unlike those of other modifications.
    number: u32,
    step: u32,
}

impl<'m> Drafting<'m> {
    pub(super) fn on(model: &'m mut Model, number: u32) -> Drafting<'m> {
        Drafting { model, number, step: 0 }
    }

    /// The next amendment, with the model changed as it says; none when the clause that was chosen does not suit it.
    pub(super) fn amendment(&mut self) -> Option<Amendment> {
        self.step += 1;
        match self.model.seeded().below(42) {
            0..16 => self.substitute(),
            16..19 => self.heading(),
            19..24 => self.insert(),
            24 | 25 => self.insert_in_order(),
            26 | 27 => self.omit(),
            28..31 => self.renumber(),
            31..33 => self.take_elsewhere(),
            33..35 => self.define(),
            35 | 36 => self.redefine(),
            37 => self.undefine(),
            38..41 => self.document(),
            _ => self.retitle(),
        }
    }

    /// A clause of a document that was there from the beginning.
    fn choose(&mut self) -> Option<At> {
        let old = self.model.documents.iter().filter(|document| !document.added).count();
        let mut d = self.model.seeded().below(old);
        while self.model.documents.get(d)?.added {
            d += 1;
        }
        let groups = self.model.documents.get(d)?.groups.len();
        let g = self.model.seeded().below(groups);
        let clauses = self.model.documents.get(d)?.groups.get(g)?.clauses.len();
        // A group keeps a few clauses.
        (clauses > 2).then(|| (d, g, self.model.seeded().below(clauses)))
    }

    fn clause(&self, at: At) -> Option<(&Document, &Group, &Clause)> {
        self.model.at(at)
    }

    fn citation(&self, at: At) -> Option<Citation> {
        let (document, group, clause) = self.clause(at)?;
        citation(document, group, &clause.place)
    }

    /// The clause's text without its heading.
    fn text(&self, at: At) -> Option<String> {
        let (document, group, clause) = self.clause(at)?;
        let places = self.model.places();
        Some(self.model.print_clause(&places, &document.number(group.number, &clause.place), clause))
    }

    fn substitute(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let (cited, old) = (self.citation(at)?, self.text(at)?);
        let whole = self.model.seeded().below(4) == 0;
        let count = if self.clause(at)?.2.items.is_empty() { 2 } else { 1 };
        let mut fresh = self.model.sentences(count, true);
        let clause = self.model.at_mut(at)?;
        if whole {
            if count == 1 {
                fresh.push(Piece::Words(", in each case:".to_owned()));
            }
            clause.words = fresh;
        } else {
            for piece in &mut clause.words {
                if let Piece::Words(words) = piece {
                    *words = words.replacen(" shall ", " must promptly ", 1);
                }
            }
        }
        let text = self.text(at)?;
        let old = (self.model.seeded().below(2) == 0).then_some(old);
        Some(Amendment::Substitute { at: cited, text, old, heading: None })
    }

    fn heading(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let cited = self.citation(at)?;
        let heading = format!("Heading {} of {}", self.step, self.number);
        self.model.at_mut(at)?.heading = Some(heading.clone());
        Some(Amendment::Substitute { at: cited, text: String::new(), old: None, heading: Some(heading) })
    }

    /// A letter that no clause of the group bears or bore after this number.
    fn free(&mut self, at: At, number: u32, letters: &[&str]) -> Option<Place> {
        let (_, group, _) = self.clause(at)?;
        let highest =
            group.clauses.iter().filter(|c| c.place.number == number).map(|c| c.place.suffix.clone()).max()?;
        let suffixes = letters.iter().filter(|letter| ***letter > *highest);
        let mut places = suffixes.map(|suffix| Place { number, suffix: (*suffix).to_owned() });
        places.find(|place| self.model.take(at, place))
    }

    /// The clause of a group after which one with this number stands.
    fn before(&self, at: At, place: &Place) -> Option<usize> {
        self.clause(at)?.1.clauses.iter().rposition(|clause| clause.place < *place)
    }

    fn insert(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let place = self.free(at, self.clause(at)?.2.place.number, &INSERTED)?;
        let before = (at.0, at.1, self.before(at, &place)?);
        let after = self.citation(before)?;
        let mut clause = self.model.clause(place);
        clause.heading = None;
        self.model.group_mut(at)?.insert(before.2 + 1, clause);
        let text = self.text((at.0, at.1, before.2 + 1))?;
        Some(Amendment::Insert { after: Some(after), into: None, in_order: false, text, number: None, heading: None })
    }

    fn insert_in_order(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let mut place = Place { number: 0, suffix: String::new() };
        place.number = self.clause(at)?.1.clauses.iter().map(|clause| clause.place.number).max()? + 1;
        while !self.model.take(at, &place) {
            place.number += 1;
        }
        let document = document_id(self.clause(at)?.0)?;
        let mut clause = self.model.clause(place);
        clause.heading = None;
        let group = self.model.group_mut(at)?;
        group.push(clause);
        let c = group.len() - 1;
        let text = self.text((at.0, at.1, c))?;
        Some(Amendment::Insert { after: None, into: Some(document), in_order: true, text, number: None, heading: None })
    }

    fn omit(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let (cited, old) = (self.citation(at)?, self.text(at)?);
        let clause = self.model.remove(at)?;
        let old = (clause.heading.is_none() && self.number.is_multiple_of(2)).then_some(old);
        Some(Amendment::Omit { at: cited, old })
    }

    fn renumber(&mut self) -> Option<Amendment> {
        let at = self.choose()?;
        let place = self.free(at, self.clause(at)?.2.place.number, &["R", "S", "T", "U", "V", "W"])?;
        let (from, to) = (self.citation(at)?, citation(self.clause(at)?.0, self.clause(at)?.1, &place)?);
        self.model.at_mut(at)?.place = place;
        self.model.group_mut(at)?.sort_by(|a, b| a.place.cmp(&b.place));
        Some(Amendment::Renumber { at: from, to })
    }

    /// To another group, of the same document or of another of its kind.
    fn take_elsewhere(&mut self) -> Option<Amendment> {
        let (from, to) = (self.choose()?, self.choose()?);
        if self.clause(from)?.0.kind != self.clause(to)?.0.kind || (from.0, from.1) == (to.0, to.1) {
            return None;
        }
        let place = self.free(to, self.clause(to)?.2.place.number, &["M", "N", "P", "Q"])?;
        let before = (to.0, to.1, self.before(to, &place)?);
        let (cited, after) = (self.citation(from)?, self.citation(before)?);
        let number = {
            let (document, group, _) = self.clause(to)?;
            document.number(group.number, &place).parse().ok()?
        };
        let mut clause = self.model.group_mut(from)?.remove(from.2);
        clause.place = place;
        self.model.group_mut(to)?.insert(before.2 + 1, clause);
        Some(Amendment::Move { at: cited, after: Some(after), into: None, number: Some(number) })
    }

    fn define(&mut self) -> Option<Amendment> {
        let term = format!("Term {:04}{}", self.model.seeded().below(900), letters_of(self.number * 50 + self.step));
        let words = format!("means {}.", phrase(self.model.seeded()));
        let document = self.model.documents.first_mut()?;
        let index =
            document.definitions.iter().position(|(known, _)| *known > term).unwrap_or(document.definitions.len());
        document.definitions.insert(index, (term.clone(), vec![Piece::Words(words.clone())]));
        Some(Amendment::Define { document: document_id(document)?, term, text: Some(words), at: None })
    }

    fn defined(&mut self) -> Option<usize> {
        let count = self.model.documents.first()?.definitions.len();
        (count > 8).then(|| self.model.seeded().below(count))
    }

    fn redefine(&mut self) -> Option<Amendment> {
        let index = self.defined()?;
        let words = format!("means {}.", phrase(self.model.seeded()));
        let document = self.model.documents.first_mut()?;
        let id = document_id(document)?;
        let (term, standing) = document.definitions.get_mut(index)?;
        *standing = vec![Piece::Words(words.clone())];
        Some(Amendment::Redefine { document: id, term: term.clone(), text: Some(words), old: None })
    }

    fn undefine(&mut self) -> Option<Amendment> {
        let index = self.defined()?;
        let document = self.model.documents.first_mut()?;
        let id = document_id(document)?;
        let (term, _) = document.definitions.remove(index);
        Some(Amendment::Undefine { document: id, term })
    }

    /// A new document, or one that a modification added taken away again.
    fn document(&mut self) -> Option<Amendment> {
        let added = self.model.documents.iter().position(|document| document.added);
        if let Some(at) = added.filter(|_| self.step.is_multiple_of(2)) {
            let document = self.model.documents.remove(at);
            let at = Citation::of_document(&document_id(&document)?);
            return Some(Amendment::Omit { at, old: None });
        }
        let letter = format!("Z{}", letters_of(self.number * 50 + self.step));
        let clauses = (1..4)
            .map(|number| {
                let mut clause = self.model.clause(Place { number, suffix: String::new() });
                clause.heading = None;
                clause.words = self.model.sentences(2, false);
                (clause.items, clause.tail) = (Vec::new(), None);
                clause
            })
            .collect();
        let group = Group { number: 1, caption: "General".to_owned(), clauses };
        let document = Document {
            kind: "Appendix",
            letter,
            title: format!("Added by {}", self.number),
            definitions: Vec::new(),
            groups: vec![group],
            added: true,
        };
        let places = self.model.places();
        let mut text = "## 1 General\n".to_owned();
        for clause in document.groups.iter().flat_map(|group| &group.clauses) {
            text.push_str(&format!(
                "\n{}",
                self.model.print_clause(&places, &document.number(1, &clause.place), clause)
            ));
        }
        let (id, title) = (document_id(&document)?, document.title.clone());
        let key = |d: &Document| (d.kind == "Appendix", d.letter.len(), d.letter.clone());
        let index =
            self.model.documents.iter().position(|d| key(d) > key(&document)).unwrap_or(self.model.documents.len());
        self.model.documents.insert(index, document);
        Some(Amendment::NewDocument { document: id, title, text })
    }

    fn retitle(&mut self) -> Option<Amendment> {
        let (d, _, _) = self.choose()?;
        let title = format!("Title {} of {}", self.step, self.number);
        let document = self.model.documents.get_mut(d)?;
        document.title.clone_from(&title);
        let at = Citation::of_document(&document_id(document)?);
        Some(Amendment::Substitute { at, text: String::new(), old: None, heading: Some(title) })
    }
}

pub(super) fn document_id(document: &Document) -> Option<DocumentId> {
    DocumentId::from_printed(&document.name()).ok()
}

pub(super) fn citation(document: &Document, group: &Group, place: &Place) -> Option<Citation> {
    Some(Citation::new(&document_id(document)?, document.number(group.number, place).parse().ok()?))
}

/// Two letters for a number, so that what bears them is unlike all others.
fn letters_of(number: u32) -> String {
    let letter = |n: u32| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    [letter(number / 676), letter(number / 26), letter(number)].iter().collect()
}
