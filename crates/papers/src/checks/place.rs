//! Where a finding stands, and how one is put together.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Check, Paper};
use crate::facts::Placed;
use crate::finding::{Finding, Level, Related};

/// Lines and column of a finding, all from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
}

impl Paper {
    /// The words of a physical line; empty where there is no such line.
    pub(super) fn line(&self, number: usize) -> &str {
        number.checked_sub(1).and_then(|index| self.lines.get(index)).map_or("", |line| line.text.as_str())
    }

    /// The place of `words` within these lines: its column where it stands on the first of them, otherwise the column
    /// of the first character that is not a space.
    pub(super) fn place(&self, line: usize, end_line: usize, words: &str) -> Place {
        let text = self.line(line);
        let bytes = if words.is_empty() { None } else { text.find(words) };
        let bytes = bytes.or_else(|| text.find(|c: char| !c.is_whitespace())).unwrap_or(0);
        let column = text.char_indices().take_while(|(at, _)| *at < bytes).count() + 1;
        Place { line, column, end_line: end_line.max(line) }
    }

    /// The place of a fact that is printed as it is held.
    pub(super) fn place_of(&self, fact: &Placed<String>) -> Place {
        self.place(fact.line, fact.end_line, &fact.value)
    }

    /// Whether the reader reported damaged words on any of these lines.
    pub(super) fn is_damaged(&self, line: usize, end_line: usize) -> bool {
        let before = self.damaged.partition_point(|(_, to)| *to < line);
        self.damaged.get(before).is_some_and(|(from, _)| *from <= end_line)
    }
}

/// The lines that findings of a reader call damaged: runs from and to, in order, none touching another.
///
/// A finding that gathers places far apart damages those places and not all that stands between them.
pub(super) fn damaged(reported: &[Finding]) -> Vec<(usize, usize)> {
    const ONE_PLACE: usize = 3;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for finding in reported.iter().filter(|finding| finding.rule == "EN002" && !is_jump(finding)) {
        let gathers = finding.end_line.saturating_sub(finding.line) > ONE_PLACE;
        runs.push((finding.line, if gathers { finding.line } else { finding.end_line.max(finding.line) }));
        runs.extend(finding.related.iter().map(|place| (place.line, place.line)));
    }
    runs.sort_unstable();
    runs.dedup_by(|(from, to), (_, end)| {
        let touches = *from <= *end;
        if touches {
            *end = (*end).max(*to);
        }
        touches
    });
    runs
}

/// Whether a reader's finding tells of labels that jump and of no character that was misread.
pub(super) fn is_jump(finding: &Finding) -> bool {
    finding.rule == "EN002" && finding.values.contains_key("due")
}

impl Check {
    /// A finding of this check.
    pub(super) fn finding(&self, level: Level, place: Place, message: String) -> Finding {
        Finding {
            rule: self.rule,
            name: self.name,
            level,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            message,
            values: BTreeMap::new(),
            related: Vec::new(),
            fix: None,
        }
    }
}

impl Finding {
    /// Adds a figure or words that the message rests on.
    pub(super) fn value(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.insert(name, value.into());
        self
    }

    /// Adds another place in the same file.
    pub(super) fn see(mut self, line: usize, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, line, message: message.into() });
        self
    }

    /// Adds a place in an earlier file.
    pub(super) fn see_in(mut self, path: &str, line: usize, message: impl Into<String>) -> Self {
        self.related.push(Related { path: Some(path.to_owned()), line, message: message.into() });
        self
    }

    /// Says what would mend it.
    pub(super) fn mended_by(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_kept_as_runs_that_do_not_touch() {
        let damaged_from = |line: usize, end_line: usize, related: &[usize]| Finding {
            rule: "EN002",
            name: "damaged-text",
            level: Level::Note,
            line,
            column: 1,
            end_line,
            message: String::new(),
            values: BTreeMap::new(),
            related: related.iter().map(|line| Related { path: None, line: *line, message: String::new() }).collect(),
            fix: None,
        };
        // The second gathers places far apart, and damages those alone.
        let found = [damaged_from(5, 7, &[]), damaged_from(1, 90, &[6, 40]), damaged_from(7, 8, &[])];
        assert_eq!(damaged(&found), [(1, 1), (5, 8), (40, 40)]);
    }
}
