//! Running text: lines joined into one string that still knows which line each word stood on.

use crate::facts::Placed;
use crate::layout::marks;
use crate::source::Line;

/// Lines joined by single spaces, with the place of each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow {
    /// The joined text.
    pub(crate) text: String,
    starts: Vec<(usize, usize)>,
}

impl Flow {
    /// Joins the lines that are not blank, without remnants of markdown.
    pub(crate) fn of<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Self {
        let mut flow = Self::default();
        for line in lines {
            flow.push(line.number, &line.text);
        }
        flow
    }

    /// Adds one line. A word cut at its hyphen is put together again; the hyphen stays.
    pub(crate) fn push(&mut self, number: usize, text: &str) {
        let text = marks::plain(text);
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() {
            return;
        }
        if !self.text.is_empty() && !ends_with_cut_word(&self.text) {
            self.text.push(' ');
        }
        self.starts.push((self.text.len(), number));
        for (index, word) in words.enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    /// The physical line that holds the byte at `offset` of the joined text.
    pub(crate) fn line_at(&self, offset: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts.get(after.saturating_sub(1)).map_or(0, |(_, number)| *number)
    }

    /// The last physical line.
    pub(crate) fn last_line(&self) -> usize {
        self.starts.last().map_or(0, |(_, number)| *number)
    }

    /// A value with the lines of the byte range that it was read from.
    pub(crate) fn placed<T>(&self, range: std::ops::Range<usize>, value: T) -> Placed<T> {
        Placed::over(self.line_at(range.start), self.line_at(range.end.saturating_sub(1).max(range.start)), value)
    }

    /// The whole text with its first and last line; absent where there is none.
    pub(crate) fn whole(self) -> Option<Placed<String>> {
        let first = self.starts.first().map(|(_, number)| *number)?;
        let last = self.last_line();
        Some(Placed::over(first, last, self.text))
    }
}

/// `system-` at a line's end is a word cut at its hyphen; ` -` is a dash.
fn ends_with_cut_word(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Joins lines by the same rule where no place is needed.
pub(crate) fn joined<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut flow = Flow::default();
    for line in lines {
        flow.push(0, line);
    }
    flow.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_the_line_they_stood_on() {
        let mut flow = Flow::default();
        flow.push(3, "for non- ");
        flow.push(4, "");
        flow.push(5, "system-");
        flow.push(6, "impacting  changes – ");
        flow.push(7, "**all**");
        assert_eq!(flow.text, "for non-system-impacting changes – all");
        assert_eq!(flow.line_at(0), 3);
        assert_eq!(flow.line_at(flow.text.find("impacting").unwrap()), 6);
        assert_eq!(flow.placed(0..flow.text.len(), ()), Placed::over(3, 7, ()));
    }
}
