//! What a composed paper is: data that every writer prints the same.

use jiff::civil::Date;
use legaltext::redline::Op;
use procedure::names::ProposalId;
use serde::Serialize;

/// A paper made from the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// What stands on its cover and in its running head.
    pub front: Front,
    /// The paper itself, then its annexes.
    pub parts: Vec<Part>,
    /// What the record does not hold and the paper should say, each in words; the paper says so in its place too.
    pub missing: Vec<String>,
}

/// The front matter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Front {
    /// The Code's title.
    pub code: String,
    /// What kind of paper it is, as printed: `Modification Report`.
    pub kind: String,
    /// The number or reference of what it is about, where that has one: `MP167B`.
    pub id: Option<String>,
    /// The title of what it is about.
    pub title: String,
    /// A line under the title: the day of a release, in brackets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// The version of the paper, as figures and stops (`1.0`), where it has versions.
    pub version: Option<String>,
    /// The day of the paper.
    pub date: Date,
    /// The class of the information policy, where the Code has one.
    pub class: Option<Classification>,
    /// Where the paper stands: draft, approved by whom, up to which entry of the record.
    pub status: String,
    /// What the paper is, in a sentence or two.
    pub about: Vec<String>,
    /// To whom questions go.
    pub contact: String,
    /// How they are reached: address, telephone, e-mail; absent where the Code's data does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<String>,
    /// Where the pages of proposals stand for good, ended by a stroke (`https://codes.example/sec/modifications/`): numbers in
    /// files lead there. Absent where no permanent address is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposals_at: Option<String>,
}

/// The class of a paper with the scheme that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Classification {
    /// The class: `Clear`.
    pub class: String,
    /// The scheme.
    pub scheme: String,
    /// What the class means.
    pub means: String,
}

/// The paper itself, or an annex.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// The annex's letter; absent for the paper itself.
    pub annex: Option<char>,
    /// What the annex holds: `Legal text – version 1.0`. Empty for the paper itself.
    pub title: String,
    /// Blocks that stand before the first section.
    pub opening: Vec<Block>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section under a heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// How it is numbered.
    pub mark: Mark,
    /// Its heading.
    pub heading: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// How a section is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// `1.`, `2.` and so on, counted by the writers.
    Number(u32),
    /// `Appendix 1` and so on.
    Appendix(u32),
    /// Not numbered.
    None,
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading inside a section: level 1 under the section, 2 under that.
    Heading {
        /// 1 or 2.
        level: u8,
        /// Its words.
        words: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Words,
    },
    /// A list.
    List {
        /// The labels, where the entries have any (`1.`, `(a)`), one for each; none prints bullets.
        labels: Vec<String>,
        /// The entries.
        items: Vec<Words>,
    },
    /// A table.
    Table(Table),
    /// Figures and short facts with what they are.
    Facts {
        /// Each fact: what it is, and its words with their unit.
        facts: Vec<(String, Words)>,
    },
    /// A note that stands apart from the text: what is missing, what must be known.
    Note {
        /// Its words.
        words: Words,
    },
    /// A question, above the answers to it or the room for them.
    Question {
        /// Its number, from 1.
        number: u32,
        /// Its words.
        words: String,
    },
    /// Room for an answer in a form.
    Room {
        /// What is to be written there.
        label: String,
        /// How many lines.
        lines: u8,
    },
    /// Words of the Code with what changes in them.
    LegalText {
        /// The lines in order.
        lines: Vec<LegalLine>,
    },
}

/// A table with a caption and a row of headings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The headings of its columns.
    pub head: Vec<String>,
    /// Its rows; each has as many cells as there are headings.
    pub rows: Vec<Vec<Words>>,
    /// Whether the first cell of each row says what the row is about.
    pub row_heads: bool,
    /// The share of the width that each column takes.
    pub widths: Vec<u8>,
    /// Whether the last row is a sum.
    pub total: bool,
}

/// A line of legal text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LegalLine {
    /// What kind of line it is.
    pub kind: LineKind,
    /// Levels of lists above it.
    pub depth: u8,
    /// What stands in the margin: a number, a label or a defined term.
    pub number: Vec<Run>,
    /// Its words.
    pub words: Vec<Run>,
    /// Its rows, where it is a table.
    pub rows: Vec<LegalRow>,
}

/// What kind of line of legal text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// A heading above a clause.
    Heading,
    /// A clause, a paragraph of a list, or what follows a list.
    Clause,
    /// A definition; its term stands in the margin.
    Definition,
    /// A table.
    Table,
}

/// A row of a table in legal text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LegalRow {
    /// What became of the row.
    pub op: Op,
    /// Whether it names the columns.
    pub head: bool,
    /// Its cells.
    pub cells: Vec<Vec<Run>>,
}

/// Words that stay, are new, or go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// What becomes of them.
    pub op: Op,
    /// The words.
    pub text: String,
}

/// Words of a paper. A figure or fact carries the entry of the record that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Words {
    /// The stretches in order.
    pub spans: Vec<Span>,
}

/// A stretch of words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// The position of the event that they come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// The proposal that they name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<ProposalId>,
}

/// How a stretch of words looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// As the text around it.
    Plain,
    /// Emphasised.
    Strong,
    /// Says that the record does not hold something.
    Missing,
    /// A tick, or an empty cell of a column of ticks.
    Tick,
}

impl Words {
    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().and(text)
    }

    /// Words from an entry of the record.
    #[must_use]
    pub fn of(text: impl Into<String>, from: Option<u64>) -> Self {
        Self::default().and_of(text, from)
    }

    /// Emphasised words.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self::default().with(text.into(), Look::Strong, None)
    }

    /// Words that say what the record does not hold.
    #[must_use]
    pub fn missing(text: impl Into<String>) -> Self {
        Self::default().with(text.into(), Look::Missing, None)
    }

    /// A cell of a column of ticks.
    #[must_use]
    pub fn tick(ticked: bool, from: Option<u64>) -> Self {
        Self::default().with(if ticked { "✓" } else { "" }.to_owned(), Look::Tick, from)
    }

    /// The number of a proposal, which a page links to the proposal.
    #[must_use]
    pub fn of_proposal(number: impl Into<String>, proposal: &ProposalId) -> Self {
        let span = Span { text: number.into(), look: Look::Plain, from: None, proposal: Some(proposal.clone()) };
        Self { spans: vec![span] }
    }

    /// These words and plain ones.
    #[must_use]
    pub fn and(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Look::Plain, None)
    }

    /// These words and some from an entry of the record.
    #[must_use]
    pub fn and_of(self, text: impl Into<String>, from: Option<u64>) -> Self {
        self.with(text.into(), Look::Plain, from)
    }

    /// These words and emphasised ones from an entry of the record.
    #[must_use]
    pub fn and_strong(self, text: impl Into<String>, from: Option<u64>) -> Self {
        self.with(text.into(), Look::Strong, from)
    }

    fn with(mut self, text: String, look: Look, from: Option<u64>) -> Self {
        if !text.is_empty() || look == Look::Tick {
            self.spans.push(Span { text, look, from, proposal: None });
        }
        self
    }

    /// The words alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn paragraph(words: impl Into<Words>) -> Self {
        Self::Paragraph { words: words.into() }
    }

    /// A heading directly under the section's.
    #[must_use]
    pub fn heading(words: impl Into<String>) -> Self {
        Self::Heading { level: 1, words: words.into() }
    }

    /// A heading under another inside a section.
    #[must_use]
    pub fn subheading(words: impl Into<String>) -> Self {
        Self::Heading { level: 2, words: words.into() }
    }

    /// A list with bullets.
    #[must_use]
    pub fn bullets(items: Vec<Words>) -> Self {
        Self::List { labels: Vec::new(), items }
    }

    /// A table of columns that are equally wide and rows that begin with what they are about.
    #[must_use]
    pub fn table(caption: &str, head: &[&str], rows: Vec<Vec<Words>>) -> Self {
        Self::Table(Table::new(caption, head, rows))
    }

    /// A note.
    #[must_use]
    pub fn note(words: impl Into<Words>) -> Self {
        Self::Note { words: words.into() }
    }
}

impl Table {
    /// A table of columns that are equally wide and rows that begin with what they are about. Rows are filled up or cut to
    /// the number of columns.
    #[must_use]
    pub fn new(caption: &str, head: &[&str], mut rows: Vec<Vec<Words>>) -> Self {
        rows.iter_mut().for_each(|row| row.resize(head.len(), Words::default()));
        Self {
            caption: caption.to_owned(),
            head: head.iter().map(|&one| one.to_owned()).collect(),
            rows,
            row_heads: true,
            widths: vec![1; head.len()],
            total: false,
        }
    }

    /// The table with columns of these widths.
    #[must_use]
    pub fn with_widths(mut self, widths: &[u8]) -> Self {
        if widths.len() == self.head.len() {
            self.widths = widths.to_vec();
        }
        self
    }

    /// The table with a last row that is a sum.
    #[must_use]
    pub fn with_total(mut self, row: Vec<Words>) -> Self {
        let mut row = row;
        row.resize(self.head.len(), Words::default());
        self.rows.push(row);
        self.total = true;
        self
    }
}

impl Section {
    /// A section with a heading and nothing in it yet.
    #[must_use]
    pub fn new(mark: Mark, heading: &str) -> Self {
        Self { mark, heading: heading.to_owned(), blocks: Vec::new() }
    }

    /// The heading as printed, with its number.
    #[must_use]
    pub fn printed(&self) -> String {
        match self.mark {
            Mark::Number(number) => format!("{number}. {}", self.heading),
            Mark::Appendix(number) => format!("Appendix {number}: {}", self.heading),
            Mark::None => self.heading.clone(),
        }
    }
}

impl Front {
    /// The permanent address of a proposal, where one is known.
    #[must_use]
    pub fn address_of(&self, proposal: &ProposalId) -> Option<String> {
        self.proposals_at.as_ref().map(|at| format!("{at}{}", proposal.as_str().to_lowercase()))
    }

    /// To whom questions go and how they are reached, in a line.
    #[must_use]
    pub fn questions_to(&self) -> String {
        std::iter::once(self.contact.as_str()).chain(self.reach.as_deref()).collect::<Vec<_>>().join(", ")
    }

    /// Number and title as one line: `MP167B ‘Review of SEC documents’`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.id {
            Some(id) => format!("{id} ‘{}’", self.title),
            None => self.title.clone(),
        }
    }
}
