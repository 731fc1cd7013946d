//! EN125: nothing is called approved, confirmed or done before it is.

mod recorded;

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::prose::pattern;
use super::wording::{day, list};
use super::{Check, Explanation, Papers};
use crate::facts::{ModificationReport, ReleaseDocument};
use crate::finding::{Finding, Level};
use crate::layout::dates::date_prefix;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN125",
    name: "status-claim",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A release document that lists modifications as targeted and calls its scope confirmed, or all changes \
                    approved, or one of those modifications approved, or says in its scope what one of them will do; a report that calls its own modification approved \
                    while its timetable has the vote still before it; something told as done on a day after the \
                    date of the document; and, where a register is given, a report that calls a body content with it whose view \
                    on record is another or none, or that says no system is touched against the assessment on record.",
        why: "Others build on what is approved. What is only hoped for must not look like it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN125-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN125-right.txt");

static SCOPE_SETTLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bscope of (?:the|this)(?: \w+){0,3} release (?:is|has been|was)(?: now)? (?:confirmed|final|finalised|fixed|settled|agreed)\b",
    )
});
static ALL_APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bthe approved changes to (?:each|every|all)\b|\ball (?:of )?the (?:modifications|changes) (?:in this release )?(?:have been|are|were) approved\b",
    )
});
static APPROVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?: ‘[^’]*’| \x22[^\x22]*\x22)? (?:has been|have been|was|were|is now) approved\b"));
/// A title, and what it will do.
static WILL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^(?:[:,–-]? ?(?:‘[^’]*’|'[^']*'|“[^”]*”|\x22[^\x22]*\x22))? will [a-z]+"#));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2,6}\d{2,5}[A-Z]?\b"));
static CONDITIONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:if|once|until|unless|when|whether|assum\w+|should|would|subject to|provided|after|not)\b")
});
static OWN_APPROVED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\bthis modification (?:has been|was|is now) approved\b"));
static DONE_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:approved|agreed|baselined|reviewed|decided|confirmed|voted|rejected|completed|went live|was held|was issued|was submitted|closed)(?: \w+){0,6} on (?:the )?",
    )
});
static VOTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:vote|board decision|final decision|determination)\b"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(release) = papers.this.release() {
        in_release(papers, release, found);
        will_do(papers, release, found);
    }
    if let Some(report) = papers.this.report() {
        in_report(papers, report, found);
        recorded::run(papers, report, found);
    }
    let date = papers
        .this
        .release()
        .map_or_else(|| papers.this.report().and_then(|report| report.date.as_ref()), |release| release.date.as_ref());
    if let Some(date) = date {
        done_later(papers, date.value, date.line, found);
    }
}

fn in_release(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let open: Vec<&str> = release.scope.targeted.iter().map(|one| one.id.value.as_str()).collect();
    let Some(first) = release.scope.targeted.first() else { return };
    let prose = &papers.own;
    let (are, has) = if open.len() == 1 { ("is", "has") } else { ("are", "have") };
    for (pattern, what) in
        [(&SCOPE_SETTLED, "the scope of the release settled"), (&ALL_APPROVED, "all changes approved")]
    {
        for claim in pattern.find_iter(prose.text()) {
            if CONDITIONAL.is_match(sentence_of(prose.before(claim.start()))) {
                continue;
            }
            let message = format!("The text calls {what}, and {} {are} only targeted.", list(&open));
            found.push(
                CHECK
                    .finding(Level::Warning, prose.place(claim.start(), claim.end()), message)
                    .value("targeted", open.clone())
                    .see(first.id.line, format!("{} {are} in if approved", list(&open)))
                    .mended_by(format!("Say it of what was approved, or say which decisions {has} still to come.")),
            );
        }
    }
    for number in NUMBER.find_iter(prose.text()).filter(|number| open.contains(&number.as_str())) {
        let behind = prose.after(number.end());
        if !APPROVED.is_match(behind) || CONDITIONAL.is_match(sentence_of(prose.before(number.start()))) {
            continue;
        }
        let listed = release.scope.targeted.iter().find(|one| one.id.value == number.as_str());
        let message = format!("The text calls {} approved, and the scope lists it as targeted.", number.as_str());
        let place = prose.place(number.start(), number.end());
        let finding = CHECK.finding(Level::Warning, place, message).value("id", number.as_str());
        found.push(finding.see(listed.map_or(first.id.line, |one| one.id.line), "listed as targeted"));
    }
}

/// The scope lists a modification as targeted and says what it will do, as of one that was approved.
fn will_do(papers: &Papers<'_>, release: &ReleaseDocument, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    let ends = release.scope.targeted.iter().map(|one| one.id.line).max().unwrap_or(0);
    for one in &release.scope.targeted {
        let number = one.id.value.as_str();
        let mut places = prose.text().match_indices(number).map(|(at, _)| at);
        let Some(at) = places.find(|at| (one.id.line..=ends).contains(&prose.line_at(*at))) else { continue };
        let behind = prose.after(at + number.len());
        let sentence = behind.split(['.', ';', '•']).next().unwrap_or_default();
        let Some(will) = WILL.find(sentence).filter(|_| !CONDITIONAL.is_match(sentence)) else { continue };
        let message = format!("{number} is only targeted, and the scope says what it will do.");
        let (start, end) = (at, at + number.len() + will.end());
        found.push(
            CHECK
                .finding(Level::Note, prose.place(start, end), message)
                .value("id", number)
                .mended_by(format!("Say what {number} proposes to do, or would do.")),
        );
    }
}

/// What stands in the same sentence before a claim.
fn sentence_of(before: &str) -> &str {
    before.rsplit(['.', ';', '•']).next().unwrap_or_default()
}

/// A report that calls its modification approved before the vote.
fn in_report(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    let Some(date) = &report.date else { return };
    let vote = report.timetable.iter().find_map(|row| {
        let day: Date = row.period.from.as_deref()?.parse().ok()?;
        (VOTE.is_match(&row.event.value) && day > date.value).then_some((day, row))
    });
    let Some((vote, row)) = vote else { return };
    let prose = &papers.own;
    let by_number = report.id.as_ref().map_or(Vec::new(), |id| {
        let all = NUMBER.find_iter(prose.text()).filter(|number| number.as_str() == id.value);
        all.filter(|number| APPROVED.is_match(prose.after(number.end()))).map(|number| number.range()).collect()
    });
    for claim in OWN_APPROVED.find_iter(prose.text()).map(|claim| claim.range()).chain(by_number) {
        let behind = prose.after(claim.end);
        // Approved to go on by another body is no final approval.
        let other = ["to proceed", "to progress", "to be issued", "for "]
            .iter()
            .any(|go_on| behind.get(..80).unwrap_or(behind).contains(go_on));
        if other || CONDITIONAL.is_match(sentence_of(prose.before(claim.start))) {
            continue;
        }
        let message = format!("The modification is called approved, and its vote is planned for {}.", day(vote));
        found.push(
            CHECK
                .finding(Level::Warning, prose.place(claim.start, claim.end), message)
                .value("vote", vote.to_string())
                .see(row.event.line, format!("the timetable: {}", row.period.raw)),
        );
    }
}

/// Something told as done on a day after the document's date.
fn done_later(papers: &Papers<'_>, date: Date, line: usize, found: &mut Vec<Finding>) {
    let prose = &papers.own;
    for done in DONE_ON.find_iter(prose.text()) {
        let Some((on, _)) = date_prefix(prose.after(done.end())) else { continue };
        let before = sentence_of(prose.before(done.start()));
        let planned = ["will", "be", "to", "may", "is", "are", "if", "by", "planned", "expected", "due"];
        let told_as_done =
            !before.split(|c: char| !c.is_alphabetic()).any(|word| planned.contains(&word.to_lowercase().as_str()));
        if on <= date || !told_as_done || before.trim().is_empty() {
            continue;
        }
        let message = format!("The text tells as done what is dated {}; the document is dated {}.", day(on), day(date));
        found.push(
            CHECK
                .finding(Level::Warning, prose.place(done.start(), done.end()), message)
                .value("done_on", on.to_string())
                .value("document", date.to_string())
                .see(line, "the date of the document"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_told_from_a_condition() {
        assert!(SCOPE_SETTLED.is_match("Now that the scope of the release is confirmed"));
        assert!(ALL_APPROVED.is_match("The approved changes to each document are annexed"));
        assert!(CONDITIONAL.is_match("Once ") && !CONDITIONAL.is_match("Now that "));
        assert!(
            APPROVED.is_match(" has been approved by the Panel") && !APPROVED.is_match(" is expected to be approved")
        );
    }
}
