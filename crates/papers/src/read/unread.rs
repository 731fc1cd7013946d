//! Findings of the readers themselves: what could not be read, and where a file was cut off.

use std::collections::BTreeMap;

use super::outline::Section;
use crate::finding::{Finding, Level};
use crate::layout::Unread;
use crate::source::{Notice, NoticeKind};

/// EN001: a part of the document was left unread.
pub(super) fn part(unread: Unread) -> Finding {
    finding("EN001", "unread-part", Level::Note, unread.line, unread.end_line, unread.message)
}

/// EN001 over a place that the caller names.
pub(super) fn part_at(line: usize, end_line: usize, message: String) -> Finding {
    part(Unread { line, end_line, message })
}

/// EN001: a day is printed that its month does not have.
pub(super) fn no_date(line: usize, end_line: usize, printed: &str) -> Finding {
    let message = format!(
        "\"{printed}\" is no day of the calendar: it was read as no date, and what hangs on it was not checked. Correct it."
    );
    finding("EN001", "unread-part", Level::Warning, line, end_line, message)
}

/// EN001: a section is there, and nothing of what it should hold could be read in it.
pub(super) fn nothing_under(what: &str, section: &Section<'_>) -> Finding {
    let message = format!(
        "{what} could be read under the heading \"{}\". Look whether the section holds one in another layout.",
        section.title
    );
    part_at(section.line, section.line, message)
}

/// EN003: the file ends inside a table.
pub(super) fn ends_mid_table(line: usize, end_line: usize, table: &str, evidence: &str) -> Finding {
    let message = format!("The file ends inside the {table}: {evidence}. Give the whole file.");
    finding("EN003", "ends-mid-table", Level::Warning, line, end_line, message)
}

/// EN005 to EN009: what the words of a Word file or PDF do not say.
pub(super) fn noticed(notice: &Notice) -> Finding {
    let (rule, name, level) = match notice.kind {
        NoticeKind::TrackedChanges => ("EN005", "tracked-changes", Level::Note),
        NoticeKind::Comment => ("EN006", "comment", Level::Note),
        NoticeKind::LeftOut => ("EN007", "left-out", Level::Note),
        NoticeKind::Active => ("EN008", "active-content", Level::Warning),
        NoticeKind::PageWithoutText => ("EN009", "page-without-text", Level::Warning),
    };
    finding(rule, name, level, notice.line, notice.line, notice.message.clone())
}

fn finding(
    rule: &'static str,
    name: &'static str,
    level: Level,
    line: usize,
    end_line: usize,
    message: String,
) -> Finding {
    Finding {
        rule,
        name,
        level,
        line,
        column: 1,
        end_line: end_line.max(line),
        message,
        values: BTreeMap::new(),
        related: Vec::new(),
        fix: None,
    }
}
