//! EN129: an issue that is final holds no words that only hold a place.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::{Facts, Placed};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN129",
    name: "placeholder",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "In an issue with a whole-number version: TBC and its like, brackets that wait for words, and parts of \
                    the document (an annex, dates, costs, details) that it says will be given later. Drafts, legal text \
                    and dates missing from a timetable (undated-event) are left alone.",
        why: "A baselined or final issue is what people act on. What it leaves for later has no owner once it is issued.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN129-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN129-right.txt");

/// Marks that nobody writes as words of their own.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:TBC|TBD|TBA)\b|(?i:\bto be (?:confirmed|determined)\b)|\[(?i:insert|date|name|number|to be|tbc|x{1,4})[^\]\[]{0,40}\]|\bX{3,}\b",
    )
});
/// A part of the document that is promised for later.
static PROMISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:annex|appendix|document|dates?|figures?|costs?|details?|plan|timetable|results?|table)\b[^.;]{0,220}?\b(?:will|shall|is to|are to|to) be (?:provided|produced|added|included|supplied|inserted|attached|completed|published|given)\b[^.;]{0,80}?\b(?:in due course|at a later (?:date|stage|time)|in a (?:later|future) (?:issue|version)|following (?:these|those|the) (?:discussions?|reviews?|meetings?))",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(version) = final_version(&papers.this.facts) else { return };
    let prose = &papers.own;
    let in_timetable = timetable_lines(&papers.this.facts);
    for mark in MARK.find_iter(prose.text()) {
        let place = prose.place(mark.start(), mark.end());
        if in_timetable.iter().any(|(from, to)| (*from..=*to).contains(&place.line)) {
            continue;
        }
        let message = format!("“{}” holds a place for words that version {version} does not give.", mark.as_str());
        found.push(finding(place, message, mark.as_str(), version));
    }
    for (from, sentence) in prose.sentences() {
        let Some(promised) = PROMISED.find(sentence) else { continue };
        let (start, end) = (from + promised.start(), from + promised.end());
        let later = ["in due course", "at a later", "in a later", "in a future", "following"]
            .iter()
            .filter_map(|words| promised.as_str().to_lowercase().rfind(words))
            .max();
        let said = later.and_then(|at| promised.as_str().get(at..)).unwrap_or(promised.as_str());
        let message = format!("Version {version} leaves a part of itself for later: it will be given “{said}”.");
        found.push(finding(prose.place(start, end), message, promised.as_str(), version));
    }
}

fn finding(place: super::place::Place, message: String, words: &str, version: &str) -> Finding {
    CHECK
        .finding(Level::Warning, place, message)
        .value("words", words)
        .value("version", version)
        .mended_by("Give what is missing, or say who gives it and by when.")
}

/// The version of a document whose words are meant to stand: a whole number of 1 or more.
fn final_version(facts: &Facts) -> Option<&str> {
    let version: &Placed<String> = match facts {
        Facts::ReleaseImplementationDocument(release) => release.version.as_ref()?,
        Facts::ModificationReport(report) => report.version.as_ref()?,
        // A form has places to fill in, and minutes say what is still to come.
        Facts::LegalText(_) | Facts::Process(_) => return None,
    };
    let (whole, rest) = version.value.split_once('.').unwrap_or((version.value.as_str(), "0"));
    let whole: u32 = whole.parse().ok()?;
    (whole >= 1 && rest.chars().all(|c| c == '0')).then_some(version.value.as_str())
}

fn timetable_lines(facts: &Facts) -> Vec<(usize, usize)> {
    match facts {
        Facts::ReleaseImplementationDocument(release) => {
            release.timetable.iter().map(|row| (row.event.line, row.event.end_line)).collect()
        }
        Facts::ModificationReport(report) => {
            report.timetable.iter().map(|row| (row.event.line, row.event.end_line)).collect()
        }
        Facts::LegalText(_) | Facts::Process(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_promised_for_later_and_what_will_merely_happen() {
        for promised in [
            "The plan will be provided as Annex A to this document in due course",
            "Annex A will contain the plan – this document will be produced by the DCC at a later date",
            "Dates for the tests will be provided following these discussions",
            "The plan is set out in a document of its own, to be provided at a later date",
        ] {
            assert!(PROMISED.is_match(promised), "{promised}");
        }
        for other in [
            "An appeal will be heard in due course",
            "The Panel will review the document at a later date",
            "The results will be published on the website by 4 June 2027",
        ] {
            assert!(!PROMISED.is_match(other), "{other}");
        }
        assert!(MARK.is_match("cost: TBC") && MARK.is_match("[insert date]") && !MARK.is_match("[...]"));
    }
}
