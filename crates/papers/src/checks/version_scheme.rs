//! EN126: versions go up, whole numbers belong to baselines or approvals, and the cover shows the last version.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::prose::pattern;
use super::wording::day;
use super::{Check, Explanation, Papers};
use crate::facts::{HistoryRow, ReleaseDocument};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN126",
    name: "version-scheme",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A document history whose versions or dates go back or repeat, a version left out between two, a cover whose version is not that of \
                    the last row, and, where the document itself gives whole numbers to baselines, a whole number \
                    without one.",
        why: "A whole number tells its reader that the document was decided on. A version that nobody baselined must \
              not look as if somebody had.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN126-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN126-right.txt");

static TO_BE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:to be|for|seeking|awaiting|before)\s+(?:re-?)?(?:baselin\w*|approv\w*)"));
static BASELINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:re-?)?baselined\b"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bapproved by\b|\b(?:version|document|issue)\s+(?:was\s+)?approved\b|^\s*approved\b|\bapproval of (?:the|this) document\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    order(papers, &release.history, found);
    cover(papers, release, found);
    whole_numbers(papers, &release.history, found);
}

/// Versions and dates go up. The fewest rows that break the order are told, so that one slip is told once.
fn order(papers: &Papers<'_>, history: &[HistoryRow], found: &mut Vec<Finding>) {
    let versions: Vec<(&HistoryRow, (u32, u32))> =
        history.iter().filter_map(|row| Some((row, parsed(&row.version.value)?))).collect();
    for slip in slips(&versions, |earlier, later| earlier < later) {
        let message = format!(
            "Version {} is out of order in the document history: it stands {} version {}.",
            slip.row.version.value,
            if slip.other_stands_before { "after" } else { "before" },
            slip.other.version.value
        );
        found.push(slip.finding(papers, message));
    }
    let dates: Vec<(&HistoryRow, Date)> = history.iter().filter_map(|row| Some((row, row.date?))).collect();
    for slip in slips(&dates, |earlier, later| earlier <= later) {
        let date = |row: &HistoryRow| row.date.map_or(String::new(), day);
        let message = format!(
            "Version {} is dated {}, but version {}, which stands {} it, {}.",
            slip.row.version.value,
            date(slip.row),
            slip.other.version.value,
            if slip.other_stands_before { "before" } else { "after" },
            date(slip.other)
        );
        found.push(slip.finding(papers, message));
    }
    let mut highest: Option<(&HistoryRow, (u32, u32))> = None;
    for (row, version) in versions {
        if let Some((earlier, before)) = highest.filter(|(_, before)| version.0.saturating_sub(before.0) > 1) {
            let (this, that, missing) = (&row.version.value, &earlier.version.value, before.0 + 1);
            let message = format!("No version {missing} stands between version {that} and version {this}.");
            let finding = CHECK.finding(Level::Warning, papers.this.place_of(&row.version), message);
            found.push(finding.value("version", this.as_str()).see(earlier.version.line, "the version before"));
        }
        let skips = |before: &(u32, u32)| version.0 == before.0 && version.1.saturating_sub(before.1) > 1;
        if let Some((earlier, before)) = highest.filter(|(_, before)| skips(before)) {
            let (this, that) = (&row.version.value, &earlier.version.value);
            let missing = format!("{}.{}", before.0, before.1 + 1);
            let message = format!("No version {missing} stands between version {that} and version {this}.");
            let finding = CHECK.finding(Level::Note, papers.this.place_of(&row.version), message);
            found.push(finding.value("version", this.as_str()).see(earlier.version.line, "the version before"));
        }
        if highest.is_none_or(|(_, before)| version > before) {
            highest = Some((row, version));
        }
    }
}

/// A row that breaks the order, and a row in order that it breaks it with.
struct Slip<'a> {
    row: &'a HistoryRow,
    other: &'a HistoryRow,
    other_stands_before: bool,
}

impl Slip<'_> {
    fn finding(&self, papers: &Papers<'_>, message: String) -> Finding {
        CHECK
            .finding(Level::Error, papers.this.place_of(&self.row.version), message)
            .value("version", self.row.version.value.as_str())
            .see(self.other.version.line, format!("version {}", self.other.version.value))
    }
}

/// The rows that are left when the longest run in order is kept; of two that could go, the later goes.
fn slips<'a, K: Copy>(rows: &[(&'a HistoryRow, K)], in_order: impl Fn(&K, &K) -> bool) -> Vec<Slip<'a>> {
    // For each row, from the last: the longest run that begins with it, as its length and its rows.
    let mut longest: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for (from_end, (_, key)) in rows.iter().rev().enumerate() {
        let index = rows.len() - 1 - from_end;
        let behind = longest
            .iter()
            .rev()
            .filter(|run| run.first().and_then(|first| rows.get(*first)).is_some_and(|(_, next)| in_order(key, next)));
        let best = behind.reduce(|best, run| if run.len() > best.len() { run } else { best });
        let run = std::iter::once(index).chain(best.into_iter().flatten().copied()).collect();
        longest.push(run);
    }
    let Some(kept) = longest.iter().rev().reduce(|best, run| if run.len() > best.len() { run } else { best }) else {
        return Vec::new();
    };
    let mut slips = Vec::new();
    for (index, (row, key)) in rows.iter().enumerate().filter(|(index, _)| !kept.contains(index)) {
        let kept_row = |at: &usize| rows.get(*at);
        let mut before = kept.iter().rev().filter(|at| **at < index).filter_map(kept_row);
        let mut after = kept.iter().filter(|at| **at > index).filter_map(kept_row);
        let clash_before = before.find(|(_, earlier)| !in_order(earlier, key));
        let clash_after = after.find(|(_, later)| !in_order(key, later));
        if let Some((other, _)) = clash_before.or(clash_after) {
            slips.push(Slip { row, other, other_stands_before: clash_before.is_some() });
        }
    }
    slips
}

/// The cover shows the version of the last row.
fn cover(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let (Some(cover), Some(last)) = (&release.version, release.history.last()) else { return };
    if cover.value.trim() == last.version.value.trim() {
        return;
    }
    let message = format!(
        "The cover says version {}, the last row of the document history version {}.",
        cover.value, last.version.value
    );
    found.push(
        CHECK
            .finding(Level::Error, papers.this.place_of(cover), message)
            .value("cover", cover.value.as_str())
            .value("last_row", last.version.value.as_str())
            .see(last.version.line, "the last row of the document history"),
    );
}

/// Where the document gives whole numbers to baselines, a whole number without one.
///
/// The scheme is the document's own: without another whole number that was baselined or approved nothing is said.
fn whole_numbers(papers: &Papers<'_>, history: &[HistoryRow], found: &mut Vec<Finding>) {
    let whole = |row: &&HistoryRow| parsed(&row.version.value).is_some_and(|(major, minor)| major > 0 && minor == 0);
    let decided: Vec<&HistoryRow> = history.iter().filter(whole).filter(|row| is_decided(&row.changes)).collect();
    if decided.is_empty() {
        return;
    }
    for row in history.iter().filter(whole).filter(|row| !is_decided(&row.changes)) {
        let place = papers.this.place_of(&row.version);
        let message = format!(
            "Version {} has a whole number, but its row records no baseline or approval of the document.",
            row.version.value
        );
        let mut finding = CHECK.finding(Level::Warning, place, message).value("version", row.version.value.as_str());
        for other in &decided {
            finding =
                finding.see(other.version.line, format!("version {} was baselined or approved", other.version.value));
        }
        found.push(finding.mended_by(format!(
            "Record who baselined version {}, or number it as a draft after the version before.",
            row.version.value
        )));
    }
}

/// The row says that the document itself was baselined or approved; that it is presented for that is not enough, nor
/// that something else was approved.
fn is_decided(changes: &str) -> bool {
    let rest = TO_BE.replace_all(changes, " ");
    BASELINED.is_match(&rest) || APPROVED.is_match(&rest)
}

/// `2.0` as (2, 0).
fn parsed(version: &str) -> Option<(u32, u32)> {
    let (major, minor) = version.trim().split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_decision_on_the_document_decides() {
        assert!(is_decided("Version baselined by the Panel to cover the scope."));
        assert!(is_decided("Approved by the Panel."));
        assert!(!is_decided("Updated draft presented to Panel to be baselined."));
        assert!(!is_decided("Updated for the approval of MP099."));
        assert!(!is_decided("Updated now that MP099 has been approved."));
    }
}
