//! The words before the change, where a text is marked: without what is marked as new, with what is struck out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::numbers;
use super::sheet::Row;
use crate::layout::pattern::pattern;
use crate::source::Lines;

static MARK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)<(?P<close>/)?(?P<tag>u|ins|del|s|strike)(?:\s[^<>]*)?>|~~"));
static OTHER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\*\*|</?(?:b|i|em|strong)(?:\s[^<>]*)?>|\\([()\[\]*_.-])"));

/// What each line said before the change, by its number. Empty for a text without marks, which does not tell.
#[derive(Debug, Default)]
pub(super) struct Before {
    lines: BTreeMap<usize, Old>,
}

#[derive(Debug)]
struct Old {
    words: String,
    /// Some of it is struck out.
    struck: bool,
}

impl Before {
    /// Reads the marks of all lines.
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        if !lines.iter().any(|line| line.text.contains(['<', '~']) && MARK.is_match(&line.text)) {
            return Self::default();
        }
        let (mut new, mut struck) = (false, false);
        let mut out = BTreeMap::new();
        for line in lines.iter() {
            // A mark that nobody closed ends with its paragraph.
            if line.is_blank() {
                (new, struck) = (false, false);
                continue;
            }
            let mut words = String::new();
            let mut any = struck;
            let mut from = 0;
            let mut keep = |text: Option<&str>, new: bool| {
                if !new {
                    words.push_str(text.unwrap_or_default());
                }
            };
            for found in MARK.captures_iter(&line.text) {
                let Some(mark) = found.get(0) else { continue };
                keep(line.text.get(from..mark.start()), new);
                from = mark.end();
                let opens = found.name("close").is_none();
                match found.name("tag").map(|tag| tag.as_str().to_ascii_lowercase()).as_deref() {
                    Some("u" | "ins") => new = opens,
                    Some(_) => struck = opens,
                    None => struck = !struck,
                }
                any |= struck;
            }
            keep(line.text.get(from..), new);
            out.insert(line.number, Old { words: OTHER.replace_all(&words, "$1").into_owned(), struck: any });
        }
        Self { lines: out }
    }

    /// What rows that stand together said, with the struck lines between them; none where nothing is marked in the text.
    pub(super) fn of_rows(&self, rows: &[Row]) -> Option<String> {
        let (first, last) = (rows.first()?, rows.last()?);
        if self.lines.is_empty() || rows.iter().any(|row| row.cut || !row.lost.is_empty()) {
            return None;
        }
        let own = |line: usize| rows.iter().any(|row| row.line == line);
        let old = self.lines.range(first.line..=self.end(last.line)).filter(|(line, old)| own(**line) || old.struck);
        Some(old.map(|(_, old)| old.words.trim()).filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n"))
    }

    /// The last of the lines behind one that are struck out with it.
    fn end(&self, line: usize) -> usize {
        let behind = self.lines.range(line + 1..);
        // A clause that is struck out whole is not the end of the one above it.
        let behind = behind.take_while(|(_, old)| old.struck && numbers::start(&old.words).is_none());
        let mut last = line;
        for (next, _) in behind {
            if *next > last + 2 {
                break;
            }
            last = *next;
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Line;

    #[test]
    fn struck_words_stood_there_and_new_ones_did_not() {
        let text = "Q1.2 Each Party <u>and the\nDCC</u> shall appoint\n<s>an Auditor</s> **each** ~~year~~<ins>month</ins>.\n\nQ1.3 The rest.";
        let line = |(index, text): (usize, &str)| Line { number: index + 1, text: text.to_owned(), starts_page: false };
        let lines: Vec<Line> = text.lines().enumerate().map(line).collect();
        let before = Before::of(&Lines::new(&lines));
        let rows: Vec<Row> = (1..=3).map(|line| Row::plain(line, "x")).collect();
        assert_eq!(before.of_rows(&rows).as_deref(), Some("Q1.2 Each Party\nshall appoint\nan Auditor each year."));
        let plain = [line((0, "Q1.2 Each Party."))];
        assert_eq!(Before::of(&Lines::new(&plain)).of_rows(&rows), None);
    }
}
