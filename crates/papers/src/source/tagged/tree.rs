//! The structure tree as lines.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};

use super::content::{Marked, Piece, part};
use super::font::words;
use crate::source::{Extract, ExtractedLine, Place};

/// Elements that may stand in each other.
const DEEPEST: usize = 48;

/// Elements of a whole tree.
const MOST: usize = 400_000;

/// What an element is, as far as lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Holds others.
    Group,
    /// A paragraph, a heading, an entry of the contents.
    Paragraph,
    /// A list.
    List,
    /// An entry of a list.
    Item,
    /// An entry of the contents.
    Entry,
    /// The mark or number before an entry.
    Label,
    /// The words of an entry.
    Body,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// The title of a table or picture.
    Caption,
    /// Words in a line.
    Inline,
    /// A picture: what stands in it is no text.
    Picture,
}

impl Shape {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"Document" | b"DocumentFragment" | b"Part" | b"Art" | b"Sect" | b"Div" | b"NonStruct" | b"Aside"
            | b"TOC" | b"Index" | b"BlockQuote" | b"THead" | b"TBody" | b"TFoot" => Self::Group,
            b"P" | b"H" | b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" | b"Title" | b"Note" | b"FENote"
            | b"BibEntry" => Self::Paragraph,
            b"L" => Self::List,
            b"LI" => Self::Item,
            b"TOCI" => Self::Entry,
            b"Lbl" => Self::Label,
            b"LBody" => Self::Body,
            b"Table" => Self::Table,
            b"TR" => Self::Row,
            b"TH" | b"TD" => Self::Cell,
            b"Caption" => Self::Caption,
            b"Span" | b"Em" | b"Strong" | b"Quote" | b"Code" | b"Link" | b"Annot" | b"Reference" | b"Sub" | b"Form"
            | b"Ruby" | b"RB" | b"RT" | b"RP" | b"Warichu" | b"WT" | b"WP" => Self::Inline,
            b"Figure" | b"Formula" | b"Artifact" | b"Private" => Self::Picture,
            _ => return None,
        })
    }
}

/// What stands in an element.
enum Kid<'a> {
    Element(Dict<'a>),
    Words(usize, i64),
}

/// Words that become a line.
#[derive(Debug, Default)]
struct Run {
    text: String,
    /// The page that they begin on, from 0.
    page: Option<usize>,
    /// The page and height that they end on.
    end: Option<(usize, f64)>,
    /// Only the mark of an entry stands in it.
    is_label: bool,
    /// It is an entry of a list.
    is_item: bool,
}

impl Run {
    fn put(&mut self, page: usize, piece: &Piece) {
        if let Some((ended, last)) = self.end {
            let first = if ended == page { piece.first } else { f64::INFINITY };
            part(&mut self.text, &piece.text, last, first);
        }
        // Some writers set a number apart from its words by a tab, and leave nothing of it.
        if is_number(&self.text) && piece.text.starts_with(char::is_alphabetic) {
            self.text.push(' ');
        }
        self.text.push_str(&piece.text);
        self.page.get_or_insert(page);
        self.end = Some((page, piece.last));
        self.is_label = false;
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The words with every gap one space. Some writers leave none behind the bullet of an entry.
    fn whole(&self) -> String {
        let text = self.text.trim_start();
        let parted = match text.strip_prefix(['•', '●', '▪', '◦', '\u{f0b7}']) {
            Some(rest) => text.get(..text.len() - rest.len()).into_iter().chain(rest.split_whitespace()).collect(),
            None => text.split_whitespace().collect::<Vec<_>>(),
        };
        parted.join(" ")
    }
}

/// Whether a stretch of words is the number of a paragraph and nothing else: `1.`, `(a)`, `2.1`.
fn is_number(text: &str) -> bool {
    const LONGEST: usize = 8;
    let inner = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    let parts = || inner.split('.');
    text.len() <= LONGEST
        && text.contains(['.', ')'])
        && parts().all(|part| !part.is_empty() && part.len() <= 4 && part.chars().all(|c| c.is_ascii_alphanumeric()))
        && (inner.contains(|c: char| c.is_ascii_digit()) || parts().count() == 1)
}

/// The lines of a tagged file; nothing where it is not tagged.
pub(super) fn read(pdf: &Pdf, marked: &Marked) -> Option<Extract> {
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id())?;
    let root: Dict<'_> = catalog.get("StructTreeRoot")?;
    let pages = pdf.pages().iter().enumerate().filter_map(|(number, page)| Some((page.raw().obj_id()?, number)));
    let mut walk = Walk {
        pages: pages.collect(),
        roles: root.get::<Dict<'_>>("RoleMap").unwrap_or_default(),
        marked,
        extract: Extract::default(),
        page: 0,
        caption: None,
        listed: false,
        elements: 0,
    };
    let mut run = Run::default();
    walk.kids(&root, None).into_iter().for_each(|kid| walk.kid(kid, None, 0, &mut run));
    walk.end(&mut run);
    walk.caption();
    (walk.elements < MOST).then_some(walk.extract)
}

struct Walk<'a, 'm> {
    pages: BTreeMap<ObjectIdentifier, usize>,
    roles: Dict<'a>,
    marked: &'m Marked,
    extract: Extract,
    /// The page of the last line, from 0.
    page: usize,
    /// A caption that waits for its table.
    caption: Option<Run>,
    /// The last line is an entry of a list.
    listed: bool,
    elements: usize,
}

impl<'a> Walk<'a, '_> {
    fn shape(&self, element: &Dict<'a>) -> Shape {
        let Some(mut name) = element.get::<Name<'_>>("S") else { return Shape::Group };
        for _ in 0..8 {
            if let Some(shape) = Shape::of(&name) {
                let sets_apart = |name: Name<'_>| *name == *b"Block";
                let apart = shape == Shape::Inline && attribute(element, "Placement").is_some_and(sets_apart);
                return if apart { Shape::Paragraph } else { shape };
            }
            let Some(role) = self.roles.get::<Name<'_>>(&*name) else { break };
            name = role;
        }
        Shape::Group
    }

    fn kids(&self, element: &Dict<'a>, page: Option<usize>) -> Vec<Kid<'a>> {
        let page = self.page_of(element).or(page);
        match element.get::<Object<'_>>("K") {
            Some(Object::Array(array)) => array.iter::<Object<'_>>().filter_map(|kid| self.known(kid, page)).collect(),
            Some(kid) => self.known(kid, page).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn known(&self, kid: Object<'a>, page: Option<usize>) -> Option<Kid<'a>> {
        if let Object::Number(number) = kid {
            return Some(Kid::Words(page?, number.as_i64()));
        }
        let dict = kid.into_dict()?;
        match dict.get::<i32>("MCID") {
            Some(number) => Some(Kid::Words(self.page_of(&dict).or(page)?, i64::from(number))),
            None => dict.contains_key("S").then_some(Kid::Element(dict)),
        }
    }

    fn page_of(&self, element: &Dict<'a>) -> Option<usize> {
        self.pages.get(&element.get_ref("Pg")?.into()).copied()
    }

    fn kid(&mut self, kid: Kid<'a>, page: Option<usize>, depth: usize, run: &mut Run) {
        match kid {
            Kid::Words(page, number) => {
                if let Some(piece) = self.marked.pieces.get(&(page, number)) {
                    run.put(page, piece);
                }
            }
            Kid::Element(element) => self.element(&element, page, depth, run),
        }
    }

    fn element(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize, run: &mut Run) {
        self.elements += 1;
        if depth > DEEPEST || self.elements >= MOST {
            return;
        }
        let page = self.page_of(element).or(page);
        let shape = self.shape(element);
        match shape {
            Shape::Inline => self.inline(element, page, depth, run),
            Shape::Label => {
                self.inside(element, page, depth, run);
                run.text.push(' ');
                run.is_label = true;
            }
            Shape::Body if run.is_label => self.inside(element, page, depth, run),
            Shape::Item => {
                self.end(run);
                run.is_item = true;
                self.inside(element, page, depth, run);
                self.end(run);
            }
            Shape::Entry => {
                self.end(run);
                *run = self.flat(element, page, depth);
                // A writer may keep the number on the last line with a sign that has no width.
                run.text.retain(|c| !matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}'));
                if let Some((title, page)) = run.text.trim_end().rsplit_once(char::is_whitespace)
                    && page.chars().all(|c| c.is_ascii_digit())
                {
                    run.text = format!("{} ..... {page}", title.trim_end());
                }
                run.is_item = true;
                self.end(run);
            }
            Shape::Table => {
                self.end(run);
                self.table(element, page, depth);
            }
            Shape::Caption => {
                self.end(run);
                self.caption();
                self.caption = Some(self.flat(element, page, depth));
            }
            Shape::Picture => {}
            Shape::Group | Shape::Paragraph | Shape::List | Shape::Body | Shape::Row | Shape::Cell => {
                if !run.is_label {
                    self.end(run);
                }
                self.inside(element, page, depth, run);
                self.end(run);
            }
        }
    }

    fn inside(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize, run: &mut Run) {
        if self.instead(element, page, run) {
            return;
        }
        for kid in self.kids(element, page) {
            self.kid(kid, page, depth + 1, run);
        }
    }

    /// Words that are to stand for what is in an element.
    fn instead(&self, element: &Dict<'a>, page: Option<usize>, run: &mut Run) -> bool {
        let Some(text) = element.get::<PdfString<'_>>("ActualText") else { return false };
        run.text.push_str(&words(text.as_bytes()));
        run.page = run.page.or(page);
        run.is_label = false;
        true
    }

    /// Words in a line; those that were put in or taken out keep their marks.
    fn inline(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize, run: &mut Run) {
        let decoration = attribute(element, "TextDecorationType");
        let mark = match decoration.as_deref() {
            Some(b"Underline") => Some("u"),
            Some(b"LineThrough") => Some("del"),
            _ => None,
        };
        let from = run.text.len();
        self.inside(element, page, depth, run);
        let Some(mark) = mark else { return };
        let words = run.text.get(from..).unwrap_or_default().trim_start();
        let from = run.text.len() - words.len();
        if !words.is_empty() && !words.contains(&format!("<{mark}>")) {
            let kept = words.trim_end().len();
            run.text.insert_str(from + kept, &format!("</{mark}>"));
            run.text.insert_str(from, &format!("<{mark}>"));
        }
    }

    /// All words of an element on one line: of a cell, of a caption.
    fn flat(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize) -> Run {
        let mut run = Run::default();
        self.flatten(element, page, depth, &mut run);
        run
    }

    fn flatten(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize, run: &mut Run) {
        self.elements += 1;
        if depth > DEEPEST || self.elements >= MOST || self.instead(element, page, run) {
            return;
        }
        for kid in self.kids(element, page) {
            let Kid::Element(inner) = kid else {
                self.kid(kid, page, depth, run);
                continue;
            };
            match self.shape(&inner) {
                Shape::Inline => self.inline(&inner, page, depth + 1, run),
                Shape::Picture => {}
                Shape::Group
                | Shape::Paragraph
                | Shape::List
                | Shape::Item
                | Shape::Entry
                | Shape::Label
                | Shape::Body
                | Shape::Table
                | Shape::Row
                | Shape::Cell
                | Shape::Caption => {
                    run.text.push(' ');
                    self.flatten(&inner, page, depth + 1, run);
                    run.text.push(' ');
                }
            }
        }
    }

    fn table(&mut self, element: &Dict<'a>, page: Option<usize>, depth: usize) {
        let mut rows = Vec::new();
        self.rows(element, page, depth, &mut rows);
        let columns = rows.iter().map(|(_, cells): &(_, Vec<String>)| cells.len()).max().unwrap_or(0);
        self.listed = false;
        self.blank();
        if let Some(caption) = self.caption.take() {
            let tabs = "\t".repeat(columns.saturating_sub(1));
            self.line(format!("{}{tabs}", caption.whole()), caption.page);
        }
        for (page, cells) in rows {
            // One cell alone is still a cell: a tab keeps its line a row.
            let text = if cells.len() == 1 { format!("{}\t", cells.concat()) } else { cells.join("\t") };
            self.line(text, page);
        }
        self.blank();
    }

    fn rows(
        &mut self,
        element: &Dict<'a>,
        page: Option<usize>,
        depth: usize,
        rows: &mut Vec<(Option<usize>, Vec<String>)>,
    ) {
        self.elements += 1;
        if depth > DEEPEST || self.elements >= MOST {
            return;
        }
        for kid in self.kids(element, page) {
            let Kid::Element(inner) = kid else { continue };
            let page = self.page_of(&inner).or(page);
            match self.shape(&inner) {
                Shape::Row => {
                    let mut found = None;
                    let mut cells = Vec::new();
                    for kid in self.kids(&inner, page) {
                        if let Kid::Element(cell) = kid {
                            let run = self.flat(&cell, self.page_of(&cell).or(page), depth + 2);
                            found = found.or(run.page);
                            cells.push(run.whole());
                        }
                    }
                    rows.push((found.or(page), cells));
                }
                Shape::Caption => {
                    self.caption();
                    self.caption = Some(self.flat(&inner, page, depth + 1));
                }
                Shape::Group => self.rows(&inner, page, depth + 1, rows),
                Shape::Paragraph
                | Shape::List
                | Shape::Item
                | Shape::Entry
                | Shape::Label
                | Shape::Body
                | Shape::Table
                | Shape::Cell
                | Shape::Inline
                | Shape::Picture => {}
            }
        }
    }

    /// A caption that no table followed is a paragraph.
    fn caption(&mut self) {
        if let Some(caption) = self.caption.take().filter(|caption| !caption.is_empty()) {
            self.blank();
            self.line(caption.whole(), caption.page);
        }
    }

    /// Ends a line.
    fn end(&mut self, run: &mut Run) {
        let ended = std::mem::take(run);
        if ended.is_empty() {
            return;
        }
        self.caption();
        if !(ended.is_item && self.listed) {
            self.blank();
        }
        self.listed = ended.is_item;
        self.line(ended.whole(), ended.page);
    }

    fn blank(&mut self) {
        if self.extract.lines.last().is_some_and(|line| !line.text.is_empty()) {
            self.line(String::new(), None);
        }
    }

    fn line(&mut self, text: String, page: Option<usize>) {
        let page = page.unwrap_or(self.page);
        let starts_page = page > self.page;
        self.page = page;
        self.extract.lines.push(ExtractedLine { text, place: Place::Page { page: page + 1 }, starts_page });
    }
}

/// An attribute of an element that is a name; it stands in one of its sets of attributes.
fn attribute<'a>(element: &Dict<'a>, name: &str) -> Option<Name<'a>> {
    let in_set = |set: Object<'a>| set.into_dict()?.get::<Name<'_>>(name);
    let sets = element.get::<Object<'_>>("A")?;
    match sets.clone().into_array() {
        Some(sets) => sets_of(&sets).into_iter().find_map(in_set),
        None => in_set(sets),
    }
}

fn sets_of<'a>(sets: &Array<'a>) -> Vec<Object<'a>> {
    sets.iter::<Object<'_>>().take(16).collect()
}
