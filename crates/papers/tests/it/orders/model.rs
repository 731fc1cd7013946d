//! A small Code that knows nothing of amendments: what an order makes of it is told by moving words about.

use std::fmt::Write as _;

/// Words that stand between spaces, and the mark behind the last of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) words: Vec<String>,
    pub(super) end: String,
    /// A sentence was put behind its end, so that its words are no longer told apart here.
    pub(super) closed: bool,
}

impl Text {
    pub(super) fn of(words: &[String], end: &str) -> Text {
        Text { words: words.to_vec(), end: end.to_owned(), closed: false }
    }

    pub(super) fn printed(&self) -> String {
        format!("{}{}", self.words.join(" "), self.end)
    }

    /// Where a run of words stands, from left to right, none inside another.
    pub(super) fn places(&self, run: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = self.words.get(at..) {
            if run.is_empty() || rest.len() < run.len() {
                break;
            }
            if rest.starts_with(run) {
                found.push(at);
                at += run.len();
            } else {
                at += 1;
            }
        }
        found
    }

    /// Puts words in place of some.
    pub(super) fn put(&mut self, at: usize, length: usize, new: &[String]) {
        self.words.splice(at..at + length, new.iter().cloned());
    }
}

/// What says something, with its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) lead: Text,
    /// Paragraphs by their labels.
    pub(super) list: Vec<(String, Text)>,
    pub(super) tail: Option<Text>,
}

impl Said {
    /// Every text in printed order.
    pub(super) fn texts(&mut self) -> Vec<&mut Text> {
        let list = self.list.iter_mut().map(|(_, text)| text);
        std::iter::once(&mut self.lead).chain(list).chain(&mut self.tail).collect()
    }

    /// As a legal text prints it, each paragraph on a line of its own.
    pub(super) fn printed(&self, indent: &str) -> String {
        let mut out = self.lead.printed();
        for (label, text) in &self.list {
            write!(out, "\n{indent}{label} {}", text.printed()).unwrap();
        }
        if let Some(tail) = &self.tail {
            // In the markup a backslash keeps a number at the head of a line from being one.
            let before = if indent.is_empty() { "\n" } else { "\\" };
            write!(out, "\n{before}{}", tail.printed()).unwrap();
        }
        out
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) number: String,
    pub(super) heading: Option<Text>,
    pub(super) said: Said,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) number: String,
    pub(super) caption: Text,
    pub(super) clauses: Vec<Clause>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// `Section Q`
    pub(super) name: String,
    pub(super) title: String,
    /// Definitions, listed in the first clause.
    pub(super) terms: Vec<(String, Said)>,
    pub(super) groups: Vec<Group>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) documents: Vec<Document>,
}

impl Code {
    /// In the markup.
    pub(super) fn printed(&self) -> String {
        let mut out = String::new();
        for document in &self.documents {
            writeln!(out, "# {}: {}\n", document.name, document.title).unwrap();
            for (at, group) in document.groups.iter().enumerate() {
                writeln!(out, "## {} {}\n", group.number, group.caption.printed()).unwrap();
                for (clause_at, clause) in group.clauses.iter().enumerate() {
                    if let Some(heading) = &clause.heading {
                        writeln!(out, "### {}\n", heading.printed()).unwrap();
                    }
                    writeln!(out, "{} {}\n", clause.number, clause.said.printed("    ")).unwrap();
                    if (at, clause_at) == (0, 0) {
                        for (term, said) in &document.terms {
                            writeln!(out, "\"{term}\" {}\n", said.printed("    ")).unwrap();
                        }
                    }
                }
            }
        }
        out
    }

    pub(super) fn clause(&mut self, at: [usize; 3]) -> &mut Clause {
        &mut self.documents[at[0]].groups[at[1]].clauses[at[2]]
    }

    /// The places of all clauses.
    pub(super) fn clauses(&self) -> Vec<[usize; 3]> {
        let mut all = Vec::new();
        for (document, held) in self.documents.iter().enumerate() {
            for (group, held) in held.groups.iter().enumerate() {
                all.extend((0..held.clauses.len()).map(|clause| [document, group, clause]));
            }
        }
        all
    }
}

impl Document {
    /// Every text in printed order; with its captions and headings where those are meant too.
    pub(super) fn texts(&mut self, captions: bool) -> Vec<&mut Text> {
        let mut all = Vec::new();
        let mut terms: Vec<&mut Text> = self.terms.iter_mut().flat_map(|(_, said)| said.texts()).collect();
        for group in &mut self.groups {
            if captions {
                all.push(&mut group.caption);
            }
            for clause in &mut group.clauses {
                all.extend(clause.heading.iter_mut().filter(|_| captions));
                all.extend(clause.said.texts());
                all.append(&mut terms);
            }
        }
        all
    }
}
