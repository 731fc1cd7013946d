//! A document of the Code laid out as Word paragraphs and tables, in printed order, each knowing whose words it holds.

use std::borrow::Cow;

use legaltext::block::{self, Block};
use legaltext::{Definition, Document, Edition, Provision, ProvisionId, Words};

/// What is printed for a provision or term whose words are not held.
pub(crate) const NOT_HELD: &str = "[words not held]";

/// What a paragraph is; each has a Word style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// `Section D: Modification Process`.
    Title,
    /// `Version 9.0`.
    Version,
    /// A group's number and caption; the depth is 1 for the outermost groups.
    Group(u8),
    /// The cross heading above a provision.
    CrossHeading,
    /// A clause's number and its first paragraph.
    Clause,
    /// A further paragraph of a clause, or what follows its list.
    ClauseText,
    /// A list item's label and its first paragraph; the depth is 1 for `(a)` below a clause.
    Item(u8),
    /// A further paragraph of a list item, or what follows the list in it.
    ItemText(u8),
    /// A defined term and its first paragraph.
    Definition,
    /// A further paragraph of a definition, or what follows its list.
    DefinitionText,
    /// A clause or group whose words are not held.
    Unheld,
    /// A defined term whose words are not held.
    UnheldDefinition,
    /// A formula.
    Formula,
    /// A note.
    Note,
    /// A figure's caption and file name.
    Figure,
    /// The empty paragraph after the last provision.
    End,
}

/// A paragraph: its number or term, then its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) role: Role,
    /// How many list levels it stands below its clause or definition: sets the indent of notes, formulae and figures.
    pub(super) depth: u8,
    /// The printed number or the quoted term; empty for a paragraph that has none.
    pub(super) head: Cow<'a, str>,
    /// What follows the head.
    pub(super) words: Cow<'a, str>,
}

impl Line<'_> {
    /// What stands between the head and the words.
    pub(super) fn gap(&self) -> &'static str {
        if self.head.is_empty() || self.words.is_empty() {
            return "";
        }
        match self.role {
            Role::Definition | Role::UnheldDefinition => " ",
            Role::Title
            | Role::Version
            | Role::Group(_)
            | Role::CrossHeading
            | Role::Clause
            | Role::ClauseText
            | Role::Item(_)
            | Role::ItemText(_)
            | Role::DefinitionText
            | Role::Unheld
            | Role::Formula
            | Role::Note
            | Role::Figure
            | Role::End => "\t",
        }
    }

    /// True when the head is a defined term, which is printed bold.
    pub(super) fn has_term(&self) -> bool {
        matches!(self.role, Role::Definition | Role::UnheldDefinition)
    }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'a> {
    /// True for the row that heads the columns.
    pub(super) head: bool,
    pub(super) cells: Vec<Cow<'a, str>>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Line(Line<'a>),
    Table {
        /// As in [`Line`].
        depth: u8,
        rows: Vec<Row<'a>>,
    },
}

/// Whose words a unit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner<'a> {
    /// The title and version of a document.
    Head,
    /// The provision's heading, number and the words before its list.
    Own(&'a ProvisionId),
    /// What follows the provision's list.
    Tail(&'a ProvisionId),
    /// The term and the words before its list.
    Definition(&'a ProvisionId),
    /// What follows the definition's list.
    DefinitionTail(&'a ProvisionId),
    /// The end of a document.
    End,
}

/// The paragraphs and tables that belong together: they are paired, moved, inserted and removed as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit<'a> {
    pub(super) owner: Owner<'a>,
    /// The place of its document in the edition.
    pub(super) document: usize,
    /// The numbers from the document down to it: `section-d/D10.22/(a)`.
    pub(super) place: String,
    pub(super) pieces: Vec<Piece<'a>>,
}

impl Unit<'_> {
    /// The lasting identity that a bookmark at its head carries.
    pub(super) fn bookmark(&self) -> Option<&ProvisionId> {
        match self.owner {
            Owner::Own(id) | Owner::Definition(id) => Some(id),
            Owner::Head | Owner::Tail(_) | Owner::DefinitionTail(_) | Owner::End => None,
        }
    }
}

/// All documents of an edition, one after another.
pub(super) fn of_edition(edition: &Edition) -> Vec<Unit<'_>> {
    let mut flow = Flow::default();
    for (at, document) in edition.documents().iter().enumerate() {
        flow.document = at;
        flow.document(document);
    }
    flow.units
}

/// One document.
pub(super) fn of_document(document: &Document) -> Vec<Unit<'_>> {
    let mut flow = Flow::default();
    flow.document(document);
    flow.units
}

#[derive(Default)]
struct Flow<'a> {
    units: Vec<Unit<'a>>,
    document: usize,
}

impl<'a> Flow<'a> {
    fn push(&mut self, owner: Owner<'a>, place: &str, pieces: Vec<Piece<'a>>) {
        if !pieces.is_empty() {
            self.units.push(Unit { owner, document: self.document, place: place.to_owned(), pieces });
        }
    }

    fn document(&mut self, document: &'a Document) {
        let place = document.id().to_string();
        let name = document.id().printed();
        let title = if document.title().is_empty() { name } else { format!("{name}: {}", document.title()) };
        let mut head = vec![line(Role::Title, 0, "", Cow::Owned(title))];
        if let Some(version) = document.version() {
            head.push(line(Role::Version, 0, "", Cow::Owned(format!("Version {version}"))));
        }
        self.push(Owner::Head, &place, head);
        document.opening_definitions().iter().for_each(|d| self.definition(d, &place));
        document.provisions().iter().for_each(|p| self.provision(p, &place, 0, 1));
        self.push(Owner::End, &place, vec![line(Role::End, 0, "", Cow::Borrowed(""))]);
    }

    /// `depth` counts list levels, `group` the groups around it and itself.
    fn provision(&mut self, provision: &'a Provision, above: &str, depth: u8, group: u8) {
        let place = format!("{above}/{}", provision.number());
        let is_label = provision.number().is_label();
        let depth = if is_label { depth.saturating_add(1) } else { 0 };
        let (first, further) = if provision.caption().is_some() {
            (Role::Group(group), Role::ClauseText)
        } else if is_label {
            (Role::Item(depth), Role::ItemText(depth))
        } else {
            (Role::Clause, Role::ClauseText)
        };
        let mut pieces = Vec::new();
        if let Some(heading) = provision.heading() {
            pieces.push(line(Role::CrossHeading, depth, "", Cow::Borrowed(heading)));
        }
        let number = provision.number().as_str();
        match provision.words() {
            Words::Unheld { heading } => pieces.push(line(Role::Unheld, depth, number, not_held(heading))),
            Words::Held { lead_in, .. } => match provision.caption() {
                Some(caption) => {
                    pieces.push(line(first, depth, number, Cow::Borrowed(caption)));
                    put_words(&mut pieces, lead_in, further, depth);
                }
                None => put_headed(&mut pieces, number, lead_in, first, further, depth),
            },
        }
        self.push(Owner::Own(provision.id()), &place, pieces);
        for child in provision.children().iter().filter(|c| c.number().is_label()) {
            self.provision(child, &place, depth, group);
        }
        let mut tail = Vec::new();
        put_words(&mut tail, provision.tail(), further, depth);
        self.push(Owner::Tail(provision.id()), &format!("{place}/tail"), tail);
        provision.definitions().iter().for_each(|d| self.definition(d, &place));
        let inner = group.saturating_add(u8::from(provision.caption().is_some()));
        for child in provision.children().iter().filter(|c| !c.number().is_label()) {
            self.provision(child, &place, 0, inner);
        }
    }

    fn definition(&mut self, definition: &'a Definition, above: &str) {
        let term = format!("\"{}\"", definition.term());
        let place = format!("{above}/{term}");
        let mut pieces = Vec::new();
        match definition.words() {
            Words::Unheld { heading } => {
                let mut unheld = line(Role::UnheldDefinition, 0, "", not_held(heading));
                if let Piece::Line(line) = &mut unheld {
                    line.head = Cow::Owned(term);
                }
                pieces.push(unheld);
            }
            Words::Held { lead_in, .. } => {
                put_headed(&mut pieces, "", lead_in, Role::Definition, Role::DefinitionText, 0);
                if let Some(Piece::Line(first)) = pieces.first_mut() {
                    first.head = Cow::Owned(term);
                }
            }
        }
        self.push(Owner::Definition(definition.id()), &place, pieces);
        definition.children().iter().for_each(|c| self.provision(c, &place, 0, 1));
        let mut tail = Vec::new();
        put_words(&mut tail, definition.tail(), Role::DefinitionText, 0);
        self.push(Owner::DefinitionTail(definition.id()), &format!("{place}/tail"), tail);
    }
}

fn line<'a>(role: Role, depth: u8, head: &'a str, words: Cow<'a, str>) -> Piece<'a> {
    Piece::Line(Line { role, depth, head: Cow::Borrowed(head), words })
}

fn not_held(heading: &str) -> Cow<'_, str> {
    if heading.is_empty() { Cow::Borrowed(NOT_HELD) } else { Cow::Owned(format!("{heading} {NOT_HELD}")) }
}

/// The number with the first paragraph on its line, then the rest. A block never shares the number's line.
fn put_headed<'a>(out: &mut Vec<Piece<'a>>, head: &'a str, words: &'a str, first: Role, further: Role, depth: u8) {
    let (mut opening, mut rest) = words.split_once('\n').unwrap_or((words, ""));
    if stands_apart(opening) {
        (opening, rest) = ("", words);
    }
    out.push(line(first, depth, head, Cow::Borrowed(opening)));
    put_words(out, rest, further, depth);
}

/// True for a table, formula or figure.
fn stands_apart(paragraph: &str) -> bool {
    block::has_blocks(paragraph)
}

/// Paragraphs and blocks that have no number of their own.
fn put_words<'a>(out: &mut Vec<Piece<'a>>, words: &'a str, role: Role, depth: u8) {
    let mut lines = words.lines().peekable();
    while let Some(first) = lines.next() {
        if !first.starts_with(['|', '$', '!', 'N']) {
            out.push(line(role, depth, "", Cow::Borrowed(first)));
            continue;
        }
        if block::is_row(first) {
            let mut rows = first.to_owned();
            while let Some(row) = lines.next_if(|line| block::is_row(line)) {
                rows.push('\n');
                rows.push_str(row);
            }
            out.extend(block::blocks(&rows).iter().map(|found| table(found, depth)));
            continue;
        }
        out.extend(block::blocks(first).into_iter().map(|found| match found {
            Block::Formula(formula) => line(Role::Formula, depth, "", Cow::Borrowed(formula)),
            Block::Note { .. } => line(Role::Note, depth, "", Cow::Borrowed(first)),
            Block::Figure { caption, file } => {
                line(Role::Figure, depth, "", Cow::Owned(format!("{caption} [{file}]").trim_start().to_owned()))
            }
            Block::Paragraph(_) | Block::Table(_) => line(role, depth, "", Cow::Borrowed(first)),
        }));
    }
}

fn table<'a>(found: &Block<'_>, depth: u8) -> Piece<'a> {
    let row = |head, cells: &Vec<Cow<'_, str>>| Row {
        head,
        cells: cells.iter().map(|cell| Cow::Owned(cell.clone().into_owned())).collect(),
    };
    let rows = match found {
        Block::Table(table) => {
            table.head.iter().map(|h| row(true, h)).chain(table.rows.iter().map(|r| row(false, r))).collect()
        }
        Block::Paragraph(_) | Block::Formula(_) | Block::Note { .. } | Block::Figure { .. } => Vec::new(),
    };
    Piece::Table { depth, rows }
}
