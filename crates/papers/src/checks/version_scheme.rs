//! EN126: versions go up, whole numbers belong to baselines or approvals, and the cover shows the last version.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::wording::day;
use super::{Check, Explanation, Papers};
use crate::facts::{HistoryRow, ReleaseDocument};
use crate::finding::{Finding, Level};
use crate::layout::pattern::compiled;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN126",
    name: "version-scheme",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A document history whose versions or dates go back or repeat, a cover whose version is not that of \
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
    LazyLock::new(|| compiled(r"(?i)\b(?:to be|for|seeking|awaiting|before)\s+(?:re-?)?(?:baselin\w*|approv\w*)"));
static BASELINED: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)\b(?:re-?)?baselined\b"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\bapproved by\b|\b(?:version|document|issue)\s+(?:was\s+)?approved\b|^\s*approved\b|\bapproval of (?:the|this) document\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    order(papers, &release.history, found);
    cover(papers, release, found);
    whole_numbers(papers, &release.history, found);
}

/// Versions and dates go up: each is held to the highest before it, so that one slip is told once.
fn order(papers: &Papers<'_>, history: &[HistoryRow], found: &mut Vec<Finding>) {
    let mut highest: Option<((u32, u32), &HistoryRow)> = None;
    let mut latest: Option<(Date, &HistoryRow)> = None;
    for row in history {
        let place = papers.this.place_of(&row.version);
        let this = row.version.value.as_str();
        if let Some(version) = parsed(this) {
            if let Some((before, earlier)) = highest {
                let at = format!("version {}", earlier.version.value);
                let message = if version <= before {
                    Some((Level::Error, format!("Version {this} stands after {at} in the document history.")))
                } else if version.0 > before.0 + 1 {
                    let missing = before.0 + 1;
                    Some((Level::Warning, format!("No version {missing} stands between {at} and version {this}.")))
                } else {
                    None
                };
                if let Some((level, message)) = message {
                    let finding = CHECK.finding(level, place, message).see(earlier.version.line, at);
                    found.push(finding.value("version", this));
                }
            }
            if highest.is_none_or(|(before, _)| version > before) {
                highest = Some((version, row));
            }
        }
        let Some(date) = row.date else { continue };
        if let Some((before, earlier)) = latest.filter(|(before, _)| date < *before) {
            let at = format!("version {}", earlier.version.value);
            let message = format!("Version {this} is dated {}, before {at} of {}.", day(date), day(before));
            let finding = CHECK.finding(Level::Error, place, message).see(earlier.version.line, at);
            found.push(finding.value("date", date.to_string()).value("previous_date", before.to_string()));
        }
        if latest.is_none_or(|(before, _)| date > before) {
            latest = Some((date, row));
        }
    }
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
