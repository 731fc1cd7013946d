//! Choices made by one number, so that a case can be played again.

use super::model::{Clause, Code, Document, Group, Said, Text};

/// SplitMix64.
pub(super) struct Dice(pub(super) u64);

/// What texts are made of; few words, so that many stand twice.
const WORDS: [&str; 18] = [
    "the", "Board", "keeps", "ships", "berths", "notice", "each", "year", "days", "of", "by", "lights", "report",
    "sends", "20", "Harbour", "reach", "pay",
];
/// A word that stands nowhere.
pub(super) const ABSENT: &str = "absent";
pub(super) const TERMS: [&str; 8] = ["Crane", "Dock", "Fee", "Mooring", "Pilot", "Plan", "Toll", "Wharf"];

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below another.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Words, of which the last is none that joins paragraphs.
    pub(super) fn words(&mut self, from: usize, to: usize) -> Vec<String> {
        let count = from + self.below(to - from + 1);
        (0..count).map(|_| (*self.pick(&WORDS)).to_owned()).collect()
    }

    pub(super) fn said(&mut self, first: &[&str]) -> Said {
        let lead = |dice: &mut Dice| -> Vec<String> {
            first.iter().map(|word| (*word).to_owned()).chain(dice.words(4, 8)).collect()
        };
        if !self.one_in(3) {
            return Said { lead: Text::of(&lead(self), "."), list: Vec::new(), tail: None };
        }
        let tail = self.one_in(2).then(|| Text::of(&[vec!["by".to_owned()], self.words(3, 6)].concat(), "."));
        let count = 2 + self.below(2);
        let list = (0..count).map(|at| {
            let end = match (count - at, &tail) {
                (1, None) => ".",
                (1, Some(_)) => ",",
                (2, _) => "; and",
                (_, _) => ";",
            };
            (format!("({})", ["a", "b", "c"][at]), Text::of(&self.words(3, 6), end))
        });
        let list = list.collect();
        Said { lead: Text::of(&lead(self), ":"), list, tail }
    }

    fn document(&mut self, name: &str, letter: &str, terms: &[&str]) -> Document {
        let group = |dice: &mut Dice, group: usize| Group {
            number: format!("{letter}{group}"),
            caption: Text::of(&["Berths".to_owned(), "and".to_owned(), "lights".to_owned()], ""),
            clauses: (1..=4)
                .map(|clause| Clause {
                    number: format!("{letter}{group}.{clause}"),
                    heading: None,
                    said: dice.said(&["The"]),
                })
                .collect(),
        };
        let groups = (1..=2).map(|at| group(self, at)).collect();
        let terms = terms.iter().map(|term| ((*term).to_owned(), self.said(&["means"]))).collect();
        Document { name: name.to_owned(), title: "Berths".to_owned(), terms, groups }
    }

    pub(super) fn code(&mut self) -> Code {
        let mut code = Code {
            documents: vec![
                self.document("Section A", "A", &["Dock", "Fee", "Plan", "Toll"]),
                self.document("Section Q", "Q", &[]),
                self.document("Section R", "R", &[]),
            ],
        };
        // What lists definitions has no list besides.
        for document in code.documents.iter_mut().filter(|document| !document.terms.is_empty()) {
            let said = &mut document.groups[0].clauses[0].said;
            *said = Said { lead: Text::of(&said.lead.words, ":"), list: Vec::new(), tail: None };
        }
        code
    }
}
