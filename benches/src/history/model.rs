//! A Code as a plain model of its own: what is written here is changed here and printed here, so that the editions that it
//! gives owe nothing to the program that is tested with them.
//!
//! A reference is kept as what it leads to and printed with the number that this bears on the day, which is how a
//! reference follows a provision without anybody rewriting it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::code::{Seeded, letters, phrase};

/// Who a clause is, whatever its number.
pub type Who = u32;

/// A part of some words.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A clause, or a paragraph of its list, by the number that it bears.
    Clause(Who, Option<char>),
}

/// The number of a clause in its group: `4` and `A` of `D3.4A`. Kept apart because `4A` stands before `10`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number.
    pub number: u32,
    /// The letters of an inserted one.
    pub suffix: String,
}

/// A clause.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Who it is.
    pub who: Who,
    /// Its number in its group.
    pub place: Place,
    /// The cross heading above it.
    pub heading: Option<String>,
    /// Its words, or those before its list.
    pub words: Vec<Piece>,
    /// Lines of a table, a formula and notes that follow the words.
    pub blocks: Vec<String>,
    /// The paragraphs (a), (b), … of its list.
    pub items: Vec<Vec<Piece>>,
    /// Words after the list.
    pub tail: Option<String>,
}

/// A group of clauses.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its number without the letter of the document.
    pub number: u32,
    /// Its caption.
    pub caption: String,
    /// Its clauses in their order.
    pub clauses: Vec<Clause>,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// `Section`, `Schedule` or `Appendix`.
    pub kind: &'static str,
    /// Its letter or number.
    pub letter: String,
    /// Its title.
    pub title: String,
    /// Terms and their words, in alphabetical order.
    pub definitions: Vec<(String, Vec<Piece>)>,
    /// Its groups in their order.
    pub groups: Vec<Group>,
    /// True for one that a modification added.
    pub added: bool,
}

impl Document {
    /// `Section D`.
    pub fn name(&self) -> String {
        format!("{} {}", self.kind, self.letter)
    }

    /// What the numbers of its clauses begin with: the letter of a Section.
    pub fn prefix(&self) -> &str {
        if self.kind == "Section" { &self.letter } else { "" }
    }

    /// `D3.4A`.
    pub fn number(&self, group: u32, place: &Place) -> String {
        format!("{}{group}.{}{}", self.prefix(), place.number, place.suffix)
    }

    /// How a clause is cited from anywhere: `Section D3.4A`, `clause 3.4A of Appendix AG`.
    pub fn cited(&self, group: u32, place: &Place, paragraph: Option<char>) -> String {
        let label = paragraph.map(|label| format!("({label})")).unwrap_or_default();
        let number = format!("{}{label}", self.number(group, place));
        if self.kind == "Section" { format!("Section {number}") } else { format!("clause {number} of {}", self.name()) }
    }
}

/// A whole Code.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its documents in the order in which it is printed.
    pub documents: Vec<Document>,
    /// How clauses that are gone were cited last; words that cited them still do.
    gone: BTreeMap<Who, (String, Place, &'static str, String)>,
    /// Every citation of a clause that was ever good. A number is given once, or words that cited a clause that is gone
    /// would cite another.
    taken: BTreeSet<String>,
    next: Who,
    seeded: Seeded,
}

/// Where a clause stands: document, group, clause.
pub type At = (usize, usize, usize);

impl Model {
    /// A Code of 40 Sections, 6 Schedules and 84 Appendices with so many words in all, 1,200 definitions, references,
    /// tables, formulae and notes.
    pub fn new(words: usize, seed: u64) -> Model {
        let mut model = Model {
            documents: Vec::new(),
            gone: BTreeMap::new(),
            taken: BTreeSet::new(),
            next: 0,
            seeded: Seeded::new(seed),
        };
        // The words of this generator have about 6.4 letters with their space.
        let length = words * 64 / 10 / 130;
        for at in 0..130 {
            let (kind, letter) = match at {
                0..40 => ("Section", letters(at)),
                40..46 => ("Schedule", (at - 39).to_string()),
                _ => ("Appendix", letters(at - 46)),
            };
            let title = model.seeded.one_of(&crate::code::WHAT).to_owned();
            let mut document =
                Document { kind, letter, title, definitions: Vec::new(), groups: Vec::new(), added: false };
            let (mut bytes, mut number) = (0, 0);
            while bytes < length || number < 3 {
                number += 1;
                let group = model.group(number);
                bytes += group.clauses.iter().map(size).sum::<usize>();
                document.groups.push(group);
            }
            model.documents.push(document);
        }
        for at in 0..words / 1000 {
            let words = model.definition();
            if let Some(first) = model.documents.first_mut() {
                first.definitions.push((term(at), words));
            }
        }
        let places = model.places();
        model.taken = places.keys().map(|who| model.cited(&places, *who, None)).collect();
        model
    }

    /// Takes a number for a clause; false when some clause bore it before.
    pub fn take(&mut self, at: At, place: &Place) -> bool {
        let cited =
            self.documents.get(at.0).zip(self.at(at)).map(|(d, (_, group, _))| d.cited(group.number, place, None));
        cited.is_some_and(|cited| self.taken.insert(cited))
    }

    /// The generator's numbers.
    pub fn seeded(&mut self) -> &mut Seeded {
        &mut self.seeded
    }

    fn group(&mut self, number: u32) -> Group {
        let caption = self.seeded.one_of(&crate::code::WHAT).to_owned();
        let clauses = (1..=self.seeded.below(14) as u32 + 4)
            .map(|number| self.clause(Place { number, suffix: String::new() }))
            .collect();
        Group { number, caption, clauses }
    }

    /// A clause with words of its own.
    pub fn clause(&mut self, place: Place) -> Clause {
        let heading =
            (self.seeded.below(4) == 0).then(|| format!("Duties as to {}", self.seeded.one_of(&crate::code::WHAT)));
        self.next += 1;
        let who = self.next;
        let mut clause = Clause {
            who,
            place,
            heading,
            words: self.sentences(2, true),
            blocks: Vec::new(),
            items: Vec::new(),
            tail: None,
        };
        match self.seeded.below(40) {
            0 => clause.blocks = self.table(),
            1 => {
                clause.blocks =
                    vec!["$$ Charge = Units × Rate / 100".to_owned(), "Note: the Rate is published yearly.".to_owned()]
            }
            2..20 => {
                clause.words = self.sentences(1, true);
                clause.words.push(Piece::Words(", in each case:".to_owned()));
                clause.items = (0..self.seeded.below(4) + 2).map(|_| self.item()).collect();
                clause.tail =
                    (self.seeded.below(2) == 0).then(|| "and shall keep evidence of having done so.".to_owned());
            }
            _ => {}
        }
        clause
    }

    fn table(&mut self) -> Vec<String> {
        let mut rows = vec!["| Category | Days | Basis |".to_owned(), "| --- | --- | --- |".to_owned()];
        for at in 0..self.seeded.below(5) + 2 {
            rows.push(format!(
                "| Class {at} | {} | {} |",
                self.seeded.below(90) + 1,
                self.seeded.one_of(&crate::code::HOW)
            ));
        }
        rows
    }

    fn item(&mut self) -> Vec<Piece> {
        let mut words = self.sentences(1, true);
        words.push(Piece::Words(";".to_owned()));
        words
    }

    fn definition(&mut self) -> Vec<Piece> {
        if self.seeded.below(3) == 0
            && let Some(cited) = self.citation()
        {
            return vec![
                Piece::Words("has the meaning given to that expression in ".to_owned()),
                cited,
                Piece::Words(".".to_owned()),
            ];
        }
        vec![Piece::Words(format!("means {}.", phrase(&mut self.seeded)))]
    }

    /// Sentences with or without references, the last without its stop when there is one sentence only.
    pub fn sentences(&mut self, count: usize, citing: bool) -> Vec<Piece> {
        let mut words = Vec::new();
        for at in 0..count {
            let text = format!("{}{}", if at > 0 { " " } else { "" }, phrase(&mut self.seeded));
            words.push(Piece::Words(text));
            let cited = (citing && self.seeded.below(5) == 0).then(|| self.citation()).flatten();
            if let Some(cited) = cited {
                words.push(Piece::Words(" in accordance with ".to_owned()));
                words.push(cited);
            }
            if count > 1 {
                words.push(Piece::Words(".".to_owned()));
            }
        }
        words
    }

    /// A reference to a clause that stands already, or to a paragraph of its list.
    fn citation(&mut self) -> Option<Piece> {
        let places: Vec<usize> =
            (0..self.documents.len()).filter(|at| self.documents.get(*at).is_some_and(|d| !d.added)).collect();
        let document = *places.get(self.seeded.below(places.len()))?;
        let groups = &self.documents.get(document)?.groups;
        let group = groups.get(self.seeded.below(groups.len()))?;
        let clause = group.clauses.get(self.seeded.below(group.clauses.len()))?;
        let paragraph = (!clause.items.is_empty() && self.seeded.below(3) == 0).then_some('b');
        Some(Piece::Clause(clause.who, paragraph))
    }

    /// Where every clause stands.
    pub fn places(&self) -> BTreeMap<Who, At> {
        let mut places = BTreeMap::new();
        for (d, document) in self.documents.iter().enumerate() {
            for (g, group) in document.groups.iter().enumerate() {
                places.extend(group.clauses.iter().enumerate().map(|(c, clause)| (clause.who, (d, g, c))));
            }
        }
        places
    }

    /// The clause at a place.
    pub fn at(&self, (d, g, c): At) -> Option<(&Document, &Group, &Clause)> {
        let document = self.documents.get(d)?;
        let group = document.groups.get(g)?;
        Some((document, group, group.clauses.get(c)?))
    }

    /// The clause at a place, to be changed.
    pub fn at_mut(&mut self, (d, g, c): At) -> Option<&mut Clause> {
        self.documents.get_mut(d)?.groups.get_mut(g)?.clauses.get_mut(c)
    }

    /// The clauses of the group at a place, to be changed.
    pub fn group_mut(&mut self, (d, g, _): At) -> Option<&mut Vec<Clause>> {
        Some(&mut self.documents.get_mut(d)?.groups.get_mut(g)?.clauses)
    }

    /// Takes a clause away; what cites it goes on citing its last number.
    pub fn remove(&mut self, at: At) -> Option<Clause> {
        let (document, group, clause) = self.at(at)?;
        let cited = (
            document.letter.clone(),
            clause.place.clone(),
            document.kind,
            document.number(group.number, &clause.place),
        );
        self.gone.insert(clause.who, cited);
        let clauses = self.group_mut(at)?;
        (at.2 < clauses.len()).then(|| clauses.remove(at.2))
    }

    /// How a clause or a paragraph of it is cited today.
    pub fn cited(&self, places: &BTreeMap<Who, At>, who: Who, paragraph: Option<char>) -> String {
        if let Some((document, group, clause)) = places.get(&who).and_then(|at| self.at(*at)) {
            return document.cited(group.number, &clause.place, paragraph);
        }
        let label = paragraph.map(|label| format!("({label})")).unwrap_or_default();
        match self.gone.get(&who) {
            Some((_, _, "Section", number)) => format!("Section {number}{label}"),
            Some((letter, _, kind, number)) => format!("clause {number}{label} of {kind} {letter}"),
            None => String::new(),
        }
    }

    /// Words as they are printed today.
    pub fn print(&self, places: &BTreeMap<Who, At>, words: &[Piece]) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Clause(who, paragraph) => self.cited(places, *who, *paragraph),
        };
        words.iter().map(one).collect()
    }

    /// A clause with its number, in the markup, without its heading.
    pub fn print_clause(&self, places: &BTreeMap<Who, At>, number: &str, clause: &Clause) -> String {
        let mut out = format!("{number} {}\n", self.print(places, &clause.words));
        for block in &clause.blocks {
            out.push_str(&format!("    {block}\n"));
        }
        for (label, item) in ('a'..).zip(&clause.items) {
            out.push_str(&format!("    ({label}) {}\n", self.print(places, item)));
        }
        if let Some(tail) = &clause.tail {
            out.push_str(&format!("{tail}\n"));
        }
        out
    }

    /// Every document in the markup. One that is printed as `before` has it is the same text, shared.
    pub fn texts(&self, before: &[Arc<str>]) -> Vec<Arc<str>> {
        let places = self.places();
        let shared = |text: String| {
            let head = text.split('\n').next().unwrap_or("").split(':').next().unwrap_or("").to_owned() + ":";
            let known = before.iter().find(|known| known.starts_with(&head));
            known.filter(|known| ***known == *text).cloned().unwrap_or_else(|| text.into())
        };
        self.documents.iter().map(|document| shared(self.document(&places, document))).collect()
    }

    fn document(&self, places: &BTreeMap<Who, At>, document: &Document) -> String {
        let mut out = format!("# {}: {}\n", document.name(), document.title);
        for (term, words) in &document.definitions {
            out.push_str(&format!("\n\"{term}\" {}\n", self.print(places, words)));
        }
        for group in &document.groups {
            out.push_str(&format!("\n## {}{} {}\n", document.prefix(), group.number, group.caption));
            for clause in &group.clauses {
                if let Some(heading) = &clause.heading {
                    out.push_str(&format!("\n### {heading}\n"));
                }
                let number = document.number(group.number, &clause.place);
                out.push('\n');
                out.push_str(&self.print_clause(places, &number, clause));
            }
        }
        out
    }
}

/// The name of a defined term. Terms of the same length, so that all agree on their alphabetical order.
pub fn term(at: usize) -> String {
    format!("Term {at:04}")
}

fn size(clause: &Clause) -> usize {
    let words = |words: &Vec<Piece>| {
        words.iter().map(|piece| if let Piece::Words(words) = piece { words.len() } else { 14 }).sum::<usize>()
    };
    words(&clause.words)
        + clause.items.iter().map(words).sum::<usize>()
        + clause.blocks.iter().map(String::len).sum::<usize>()
        + 12
}
