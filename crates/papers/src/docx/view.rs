//! A Word file as it reads with all its tracked changes accepted, or all rejected.

use super::word_file::{Block, Look, Paragraph, Row, Table, Tracks, WordFile};

/// What is done with the tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// All are accepted: the new text.
    Accepted,
    /// All are rejected: the text before them.
    Rejected,
}

impl Side {
    /// True when what these changes hold stands in the text.
    fn shows(self, tracks: Tracks) -> bool {
        match self {
            Side::Accepted => tracks.deleted.is_none(),
            Side::Rejected => tracks.inserted.is_none(),
        }
    }
}

/// A paragraph of one side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewedLine {
    /// How it looks.
    pub look: Look,
    /// Its automatic number as Word prints it; empty when it has none.
    pub number: String,
    /// Its words.
    pub text: String,
    /// How many bytes of `text` at its head are bold.
    pub bold: usize,
    /// All its words are bold or in italics.
    pub strong: bool,
    /// Some of its words look other than their style, beside a bold head.
    pub formatted: bool,
    /// Tracked changes put words into it, took words out of it, or touched its end.
    pub changed: bool,
    /// A tracked change touches the end of the paragraph above it. Some programs then give it that one's style.
    pub follows_change: bool,
    /// The bookmarks that stand in it.
    pub bookmarks: Vec<String>,
}

/// A paragraph or table of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewed {
    /// A paragraph.
    Line(ViewedLine),
    /// A table: its rows, each with whether it is the head, and its cells' lines.
    Table {
        /// How far it stands in, in twentieths of a point.
        left: i32,
        /// The rows.
        rows: Vec<(bool, Vec<Vec<ViewedLine>>)>,
    },
}

impl WordFile {
    /// The paragraphs and tables of one side, in order, with their numbers as Word prints them.
    pub fn view(&self, side: Side) -> Vec<Viewed> {
        let mut viewer = Viewer { side, counter: self.numbering.counter(), touched: false };
        viewer.blocks(&self.blocks)
    }

    /// The words of one side as plain text: a line for each paragraph and row, its number first, a tab between cells.
    pub fn text(&self, side: Side) -> String {
        let mut out = String::new();
        for viewed in self.view(side) {
            match viewed {
                Viewed::Line(line) => put_line(&mut out, &line),
                Viewed::Table { rows, .. } => {
                    for (_, cells) in rows {
                        let cells: Vec<String> = cells
                            .iter()
                            .map(|lines| lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" "))
                            .collect();
                        out.push_str(&cells.join("\t"));
                        out.push('\n');
                    }
                }
            }
        }
        out
    }
}

fn put_line(out: &mut String, line: &ViewedLine) {
    out.push_str(&line.number);
    if !line.number.is_empty() {
        out.push('\t');
    }
    out.push_str(&line.text);
    out.push('\n');
}

struct Viewer<'w> {
    side: Side,
    counter: super::read::numbering::Counter<'w>,
    /// A tracked change touches the end of the paragraph read last.
    touched: bool,
}

impl Viewer<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Viewed> {
        let mut out = Vec::with_capacity(blocks.len());
        let mut carried: Option<ViewedLine> = None;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, &mut carried, &mut out),
                Block::Table(table) => {
                    let rows: Vec<_> = table.rows.iter().filter_map(|row| self.row(row)).collect();
                    if !rows.is_empty() {
                        // A table ends the paragraph before it, whatever became of its mark.
                        out.extend(carried.take().filter(|line| !line.text.is_empty()).map(Viewed::Line));
                        out.push(viewed_table(table, rows));
                    }
                }
            }
        }
        out.extend(carried.take().filter(|line| !line.text.is_empty()).map(Viewed::Line));
        out
    }

    /// A paragraph whose mark is gone is joined to the next: its words come first, the look is that of the next.
    fn paragraph(&mut self, paragraph: &Paragraph, carried: &mut Option<ViewedLine>, out: &mut Vec<Viewed>) {
        let mut line = carried.take().unwrap_or_default();
        line.changed |= paragraph.mark != Tracks::default();
        line.follows_change = std::mem::replace(&mut self.touched, paragraph.mark != Tracks::default());
        self.words(paragraph, &mut line);
        let look = match (&paragraph.was, self.side) {
            (Some((was, _)), Side::Rejected) => was.as_ref(),
            (Some(_), Side::Accepted) | (None, _) => &paragraph.look,
        };
        if !self.side.shows(paragraph.mark) {
            line.look = look.clone();
            *carried = Some(line);
            return;
        }
        line.look = look.clone();
        if let Some((list, level)) = &line.look.list {
            line.number = self.counter.next(list, *level);
        }
        out.push(Viewed::Line(line));
    }

    fn words(&self, paragraph: &Paragraph, line: &mut ViewedLine) {
        let bold_by_style = paragraph.look.bold;
        let mut strong = line.text.is_empty() || line.strong;
        for (at, run) in paragraph.runs.iter().enumerate() {
            let shown = self.side.shows(run.tracks);
            line.changed |= run.tracks != Tracks::default();
            // A bookmark goes with the words that it stood at: when all of them are gone, it is gone too.
            let here = paragraph.bookmarks.iter().filter(|(_, place)| *place == at).map(|(name, _)| name);
            let goes = !shown && paragraph.runs.iter().skip(at).all(|run| !self.side.shows(run.tracks));
            if !goes {
                line.bookmarks.extend(here.cloned());
            }
            if !shown {
                continue;
            }
            if line.bold == line.text.len() && run.bold {
                line.bold += run.text.len();
            }
            let blank = run.text.trim().is_empty();
            strong &= blank || run.bold || run.italic || bold_by_style;
            line.formatted |= !blank && (run.other || run.italic || (run.bold && line.bold < line.text.len()));
            line.text.push_str(&run.text);
        }
        let last = paragraph.runs.len();
        let after = paragraph.bookmarks.iter().filter(|(_, place)| *place >= last && self.side.shows(paragraph.mark));
        line.bookmarks.extend(after.map(|(name, _)| name.clone()));
        line.strong = strong && !line.text.trim().is_empty();
    }

    fn row(&mut self, row: &Row) -> Option<(bool, Vec<Vec<ViewedLine>>)> {
        if !self.side.shows(row.tracks) {
            return None;
        }
        let cells = row.cells.iter().map(|cell| flat(self.blocks(cell))).collect();
        Some((row.head, cells))
    }
}

fn viewed_table(table: &Table, rows: Vec<(bool, Vec<Vec<ViewedLine>>)>) -> Viewed {
    Viewed::Table { left: table.left, rows }
}

/// The lines of a cell; those of a table inside it one after another.
fn flat(viewed: Vec<Viewed>) -> Vec<ViewedLine> {
    let mut out = Vec::new();
    for piece in viewed {
        match piece {
            Viewed::Line(line) => out.push(line),
            Viewed::Table { rows, .. } => {
                out.extend(rows.into_iter().flat_map(|(_, cells)| cells.into_iter().flatten()))
            }
        }
    }
    out
}
