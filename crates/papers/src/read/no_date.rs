//! Days that no calendar has: `31 June 2020`, wherever they are printed.
//!
//! A reader that meets one where it wants a date reads none, and whatever hangs on that date is then not checked. So each
//! is told, in every kind of document.

use super::unread;
use crate::finding::Finding;
use crate::layout::dates;
use crate::source::{Line, Lines};

/// How many bytes of a line a date can reach over.
const LONGEST: usize = 40;

/// Tells of each such day, in place of what a reader of tables said of the same cell.
pub(super) fn tell(lines: Lines<'_>, findings: &mut Vec<Finding>) {
    let mut above: Option<&Line> = None;
    for line in lines {
        if line.text.bytes().any(|byte| byte.is_ascii_digit()) {
            for at in dates::no_days_in(&line.text) {
                let printed = line.text.get(at).unwrap_or_default();
                told(printed, line.number, line.number, findings);
            }
        }
        if let Some((above, printed)) = above.and_then(|above| Some((above, over(above, line)?))) {
            told(&printed, above.number, line.number, findings);
        }
        above = Some(line);
    }
}

/// A day that begins on one line and ends on the next.
fn over(above: &Line, line: &Line) -> Option<String> {
    let (above, line) = (above.text.trim_end(), line.text.trim_start());
    let head = above.get(above.floor_char_boundary(above.len().saturating_sub(LONGEST))..)?;
    if !head.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tail = line.get(..line.floor_char_boundary(LONGEST))?;
    let joined = format!("{head} {tail}");
    let at = dates::no_days_in(&joined).find(|at| at.start < head.len() && at.end > head.len())?;
    joined.get(at).map(str::to_owned)
}

fn told(printed: &str, line: usize, end_line: usize, findings: &mut Vec<Finding>) {
    findings.retain(|one| one.rule != "EN001" || one.line > line || one.end_line < line || !is_of(one, printed));
    findings.push(unread::no_date(line, end_line, printed));
}

/// Whether a finding tells of this date and of nothing else: what it quotes is the date.
fn is_of(finding: &Finding, printed: &str) -> bool {
    finding.message.split('"').nth(1) == Some(printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn a_day_broken_over_two_lines_is_told_once() {
        let text = "The decision is wanted before 31\nFebruary 2024 and the vote on 30 June\n2024, a Sunday.\n";
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        let mut findings = Vec::new();
        tell(source.lines(), &mut findings);
        let places: Vec<_> = findings.iter().map(|one| (one.rule, one.line, one.end_line)).collect();
        assert_eq!(places, [("EN001", 1, 2)]);
    }
}
