//! A Word file as lines: its tracked changes accepted, its tables cell by cell, its numbers as Word prints them.

use super::{Extract, ExtractedLine, Notice, NoticeKind, Place};
use crate::docx::{ChangeKind, Loss, LossKind, Side, Viewed, ViewedLine, WordFile};

/// How many things of one kind are told one by one.
const TOLD: usize = 40;

impl Extract {
    /// The words of a Word file with every tracked change accepted.
    pub fn of_word(word: &WordFile) -> Self {
        let view = word.view(Side::Accepted);
        // A text that was saved as Word has an empty paragraph where it had a blank line. Where people type, the space
        // between paragraphs is a matter of style, and each paragraph stands by itself.
        let lines = view.iter().filter(|viewed| matches!(viewed, Viewed::Line(_))).count();
        // The empty paragraph behind a table parts it from the next, and is no blank line.
        let behind = std::iter::once(None).chain(view.iter().map(Some));
        let blank = behind.zip(&view).filter(|(last, _)| !matches!(last, Some(Viewed::Table { .. })));
        let empty = blank.filter(|(_, viewed)| is_empty(viewed)).count();
        let mut extract = Self::default();
        let spaced = empty * 5 < lines;
        let (mut paragraph, mut table, mut changed) = (0, 0, Vec::new());
        let mut caption: Option<(&ViewedLine, Place)> = None;
        let mut ahead = view.iter().skip(1).map(Some).chain([None]);
        for viewed in &view {
            let next = ahead.next().flatten();
            match viewed {
                // A caption right above its table is the first row of what is read.
                Viewed::Line(line) if line.look.style == "caption" && matches!(next, Some(Viewed::Table { .. })) => {
                    paragraph += 1;
                    caption = Some((line, Place::Paragraph { paragraph }));
                }
                Viewed::Line(line) => {
                    paragraph += 1;
                    if line.changed {
                        changed.push(extract.lines.len() + 1);
                    }
                    extract.paragraph(line, Place::Paragraph { paragraph });
                    if spaced {
                        extract.blank(Place::Paragraph { paragraph });
                    }
                }
                Viewed::Table { rows, .. } => {
                    table += 1;
                    extract.blank(Place::Row { table, row: 1 });
                    if let Some((line, place)) = caption.take() {
                        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
                        let text = format!("{}{}", line.text.trim(), "\t".repeat(columns.saturating_sub(1)));
                        extract.lines.push(ExtractedLine { text, place, starts_page: false });
                    }
                    for (row, (_, cells)) in (1..).zip(rows) {
                        if cells.iter().flatten().any(|line| line.changed) {
                            changed.push(extract.lines.len() + 1);
                        }
                        let place = Place::Row { table, row };
                        let text: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
                        // One cell alone is still a cell: a tab keeps its line a row.
                        let text = if text.len() == 1 { format!("{}\t", text.concat()) } else { text.join("\t") };
                        extract.lines.push(ExtractedLine { text, place, starts_page: false });
                    }
                    extract.blank(Place::Row { table, row: rows.len() });
                }
            }
        }
        extract.tell(word, &changed);
        extract
    }

    fn blank(&mut self, place: Place) {
        self.lines.push(ExtractedLine { text: String::new(), place, starts_page: false });
    }

    fn paragraph(&mut self, line: &ViewedLine, place: Place) {
        let words = line.text.trim_end();
        let mut parts = words.split('\n');
        let first = parts.next().unwrap_or_default();
        let text = match (&line.look.list, line.number.as_str()) {
            (_, number) if !number.is_empty() => format!("{number} {first}"),
            (Some((_, 0)), _) if !first.trim().is_empty() => format!("• {first}"),
            (Some(_), _) if !first.trim().is_empty() => format!("o {first}"),
            (Some(_) | None, _) => first.to_owned(),
        };
        self.lines.push(ExtractedLine { text, place, starts_page: false });
        self.lines.extend(parts.map(|part| ExtractedLine { text: part.to_owned(), place, starts_page: false }));
    }

    /// What the words do not say: changes, comments, and what was left out.
    fn tell(&mut self, word: &WordFile, changed: &[usize]) {
        if let Some(first) = changed.first().copied().or_else(|| (!word.changes.is_empty()).then_some(1)) {
            let notice =
                Notice { kind: NoticeKind::TrackedChanges, line: first, message: changes(word, changed.len()) };
            self.notices.push(notice);
        }
        for comment in word.comments.iter().take(TOLD) {
            let line = self.line_of(&comment.place);
            let author = if comment.author.is_empty() { "somebody" } else { &comment.author };
            let message = format!("A comment by {author} stands beside these words: \"{}\".", comment.text);
            self.notices.push(Notice { kind: NoticeKind::Comment, line, message });
        }
        if let Some(more) = word.comments.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let message = format!("The file has {more} more comments.");
            self.notices.push(Notice { kind: NoticeKind::Comment, line: 1, message });
        }
        let told: Vec<&Loss> = word.losses.iter().filter(|loss| matters(loss.kind)).collect();
        for loss in told.iter().take(TOLD) {
            let line = self.line_of(&loss.place);
            let kind = if loss.kind == LossKind::Active { NoticeKind::Active } else { NoticeKind::LeftOut };
            self.notices.push(Notice { kind, line, message: loss.message.clone() });
        }
        if let Some(more) = told.len().checked_sub(TOLD).filter(|more| *more > 0) {
            let message = format!("{more} more parts of the file are not read.");
            self.notices.push(Notice { kind: NoticeKind::LeftOut, line: 1, message });
        }
    }

    /// The first line that begins with these words, or holds them; the first of all where none does.
    fn line_of(&self, words: &str) -> usize {
        let words = words.trim();
        let find = |fits: &dyn Fn(&str) -> bool| self.lines.iter().position(|line| fits(&line.text)).map(|at| at + 1);
        if words.is_empty() {
            return 1;
        }
        find(&|text| text.starts_with(words)).or_else(|| find(&|text| text.contains(words))).unwrap_or(1)
    }
}

fn is_empty(viewed: &Viewed) -> bool {
    match viewed {
        Viewed::Line(line) => line.text.trim().is_empty() && line.number.is_empty(),
        Viewed::Table { .. } => false,
    }
}

/// The words of a cell on one line; the entries of a list in it keep their marks.
fn cell_text(lines: &[ViewedLine]) -> String {
    let mut words = String::new();
    for line in lines {
        let mark = match (&line.look.list, line.number.is_empty()) {
            (Some(_), true) => "•",
            (Some(_) | None, _) => &line.number,
        };
        for word in std::iter::once(mark).chain(line.text.split_whitespace()).filter(|word| !word.is_empty()) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    words
}

fn changes(word: &WordFile, lines: usize) -> String {
    let has = |kinds: &[ChangeKind]| word.changes.iter().any(|change| kinds.contains(&change.kind));
    let mut what = Vec::new();
    if has(&[ChangeKind::Insert, ChangeKind::MoveTo]) {
        what.push("words put in");
    }
    if has(&[ChangeKind::Delete, ChangeKind::MoveFrom]) {
        what.push("words taken out");
    }
    if has(&[ChangeKind::Format]) {
        what.push("formatting");
    }
    let mut authors: Vec<&str> =
        word.changes.iter().map(|change| change.author.as_str()).filter(|author| !author.is_empty()).collect();
    authors.sort_unstable();
    authors.dedup();
    let by = if authors.is_empty() { String::new() } else { format!(", by {}", authors.join(", ")) };
    let places = if lines == 1 { "1 paragraph or row".to_owned() } else { format!("{lines} paragraphs or rows") };
    format!(
        "The file has open tracked changes ({}{by}) in {places}. It was read as if all of them were accepted; accept or \
         reject them before the document is issued.",
        what.join(", ")
    )
}

/// Whether a loss is one of words or of something active. How words look is of no account here, and comments are told by
/// themselves.
fn matters(kind: LossKind) -> bool {
    match kind {
        LossKind::Damaged
        | LossKind::Footnote
        | LossKind::Image
        | LossKind::TextBox
        | LossKind::Equation
        | LossKind::Table
        | LossKind::Misplaced
        | LossKind::Active
        | LossKind::Other => true,
        LossKind::Formatting
        | LossKind::Comment
        | LossKind::Authors
        | LossKind::Field
        | LossKind::Numbering
        | LossKind::Base => false,
    }
}
