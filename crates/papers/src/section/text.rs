//! Documents of the Code from plain text that is not in the markup: numbers at the heads of lines, lists that stand in.

use legaltext::DocumentId;

use super::{Imported, of_views};
use crate::docx::{DocxError, Look, Viewed, ViewedLine};
use crate::layout::furniture::stripped;
use crate::source::{Line, Source};

use super::{classify, heads};

/// Twentieths of a point that a column counts for, so that two columns are more than nothing.
const COLUMN: i32 = 100;

/// Reads the documents of a plain text. What is printed on every page is left out; lines that a page or a margin broke are
/// joined. The other arguments are those of [`super::of_word`].
///
/// # Errors
/// When nothing says which document of the Code it is, or its words cannot be read as one.
pub fn of_text(source: &Source, named: Option<&DocumentId>, origin: &str) -> Result<Imported, DocxError> {
    let lines = stripped(source.lines());
    let mut reader = Reader { views: Vec::new(), column: 0, head_column: 0, lines: Vec::new() };
    let mut after_blank = true;
    for line in &lines {
        if line.is_blank() {
            // A page break is no end of a paragraph; a blank line is.
            after_blank |= !line.starts_page;
            continue;
        }
        reader.line(line, after_blank);
        after_blank = false;
    }
    of_views(&reader.finish(), named.cloned(), origin)
}

/// Paragraphs as the lines come in.
struct Reader {
    views: Vec<Viewed>,
    /// The column of the paragraph under way, and of the last one that has a number.
    column: usize,
    head_column: usize,
    /// How many lines each paragraph has, and whether blank ones stand around it.
    lines: Vec<(usize, bool)>,
}

impl Reader {
    fn line(&mut self, line: &Line, after_blank: bool) {
        let (here, text) = (indent(line), line.trimmed());
        let apart = after_blank && !(line.starts_page && self.goes_on(text));
        let head = heads::head(text).is_some_and(|head| {
            apart || head.tabbed || gap_after(text) > 1 || here <= self.head_column && self.may_end_here()
        });
        let begins = head || classify::title(text, false).is_some() || text.starts_with('|');
        match self.views.last_mut() {
            Some(Viewed::Line(last)) if !apart && !begins && here >= self.column.min(1) => {
                last.text.push(' ');
                last.text.push_str(text);
                if let Some((count, _)) = self.lines.last_mut() {
                    *count += 1;
                }
            }
            Some(_) | None => {
                self.column = here;
                if head {
                    self.head_column = here;
                }
                self.views.push(Viewed::Line(viewed(text, here)));
                self.lines.push((1, apart));
            }
        }
    }

    /// The paragraph so far may be whole: what looks like a number is not one that a margin broke off.
    fn may_end_here(&self) -> bool {
        match self.views.last() {
            Some(Viewed::Line(last)) => {
                let text = last.text.as_str();
                text.ends_with(['.', ';', ':', ',']) || text.ends_with(" and") || text.ends_with(" or")
            }
            Some(Viewed::Table { .. }) | None => true,
        }
    }

    /// The sentence that a page broke goes on here.
    fn goes_on(&self, text: &str) -> bool {
        let open = match self.views.last() {
            Some(Viewed::Line(last)) => !last.text.ends_with(['.', ';', ':']),
            Some(Viewed::Table { .. }) | None => false,
        };
        open && text.starts_with(char::is_lowercase)
    }

    /// The paragraphs. Plain text has no bold type: a line that stands alone and is no sentence may be a heading.
    fn finish(mut self) -> Vec<Viewed> {
        for (viewed, (count, apart)) in self.views.iter_mut().zip(&self.lines) {
            if let Viewed::Line(line) = viewed
                && *count == 1
                && *apart
                && line.text.starts_with(char::is_uppercase)
                && !line.text.ends_with(['.', ';', ':', ','])
            {
                line.strong = true;
            }
        }
        self.views
    }
}

/// A paragraph whose text stands in so many columns; a number hangs, so its words stand where they begin.
fn viewed(text: &str, column: usize) -> ViewedLine {
    let hang = heads::head(text).map_or(0, |head| text.len().saturating_sub(head.words.len()));
    let left = i32::try_from(column + hang).unwrap_or(0).saturating_mul(COLUMN);
    // Two or more spaces after a number print as a tab would.
    let text = match heads::head(text) {
        Some(head) if gap_after(text) > 1 => {
            let number = text.split_whitespace().next().unwrap_or("");
            format!("{number}\t{}", head.words)
        }
        Some(_) | None => text.to_owned(),
    };
    ViewedLine { text, look: Look { left, ..Look::default() }, ..ViewedLine::default() }
}

/// How many spaces stand after the first word.
fn gap_after(text: &str) -> usize {
    let after = text.trim_start_matches(|c: char| !c.is_whitespace());
    after.len() - after.trim_start().len()
}

fn indent(line: &Line) -> usize {
    line.text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}
