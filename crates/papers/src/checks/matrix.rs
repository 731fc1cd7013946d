//! EN124: the impact matrices cover the scope, the whole scope and nothing but the scope, and an empty row has a reason.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::wording::{list, words};
use super::{Check, Explanation, Papers};
use crate::facts::{ParticipantImpacts, Placed, ReleaseDocument};
use crate::finding::{Finding, Level};
use crate::layout::pattern::{PROPOSAL, is_proposal};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN124",
    name: "matrix",
    level: Level::Error,
    explain: Explanation {
        looks_for: "A modification in scope without a row or column in an impact matrix, one in a matrix that is not in \
                    scope, a document listed but not in the matrix or the reverse, an empty row or column without a \
                    stated reason, and a participant ticked without prose or the reverse; where the summaries name \
                    the modifications, also a tick whose modification its summary does not name.",
        why: "Participants read their column and nothing else. A forgotten row tells them that they are not affected.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN124-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN124-right.txt");

static NO_IMPACT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no|not|nor|neither|none|without|nil)\b[^.]*\b(?:impact|affect|effect)|\b(?:impact|affect)\w*\b[^.]*\b(?:only|none|no (?:party|parties|participants?))\b|\bonly\b[^.]*\b(?:impact|affect)|text[- ]only",
    )
});

/// Where the words about one modification end: at a sentence, a tick, an amount, another modification.
static ID: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{PROPOSAL}\b")));
static OTHER_WORDS: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"[.;:•]\s|[✓✔£]|\b{PROPOSAL}\b")));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(release) = papers.this.release() else { return };
    let scope: Vec<&Placed<String>> =
        release.scope.approved.iter().chain(&release.scope.targeted).map(|listed| &listed.id).collect();
    if scope.is_empty() {
        return;
    }
    if !release.participant_impacts.rows.is_empty() {
        participants(papers, release, &scope, found);
        prose_and_ticks(papers, &release.participant_impacts, found);
        told_by_number(papers, &release.participant_impacts, found);
    }
    if !release.document_impacts.rows.is_empty() {
        documents(papers, release, &scope, found);
    }
    costs(papers, release, &scope, found);
}

/// Rows of the participant matrix against the scope, and rows without a tick.
fn participants(papers: &Papers<'_>, release: &ReleaseDocument, scope: &[&Placed<String>], found: &mut Vec<Finding>) {
    let impacts = &release.participant_impacts;
    let head = impacts.rows.first().map_or(1, |row| row.id.line);
    let rows: Vec<&Placed<String>> = impacts.rows.iter().map(|row| &row.id).collect();
    both_ways(papers, scope, &rows, head, "participant impact matrix", found);
    for row in impacts.rows.iter().filter(|row| row.impacted.is_empty()) {
        if reason_stated(papers, &row.id.value) {
            continue;
        }
        let message = format!(
            "{} has an empty row in the participant impact matrix, and the document gives no reason.",
            row.id.value
        );
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place_of(&row.id), message)
                .value("row", row.id.value.as_str())
                .mended_by(format!("Tick those that {} affects, or say that it affects none of them.", row.id.value)),
        );
    }
}

/// Each member of the scope has its row, and each row its member.
fn both_ways(
    papers: &Papers<'_>,
    scope: &[&Placed<String>],
    rows: &[&Placed<String>],
    head: usize,
    matrix: &str,
    found: &mut Vec<Finding>,
) {
    for id in scope.iter().filter(|id| !rows.iter().any(|row| row.value == id.value)) {
        let message = format!("{} is in the scope and has no row in the {matrix}.", id.value);
        found.push(
            CHECK
                .finding(Level::Error, papers.this.place_of(id), message)
                .value("id", id.value.as_str())
                .see(head, format!("the {matrix}")),
        );
    }
    for row in rows.iter().filter(|row| !scope.iter().any(|id| id.value == row.value)) {
        let message = format!("{} has a row in the {matrix} and is not in the scope.", row.value);
        found.push(CHECK.finding(Level::Error, papers.this.place_of(row), message).value("id", row.value.as_str()));
    }
}

/// Words next to the number say that it affects nobody, or only others.
fn reason_stated(papers: &Papers<'_>, id: &str) -> bool {
    let words = &papers.words;
    words.text().match_indices(id).any(|(at, id)| {
        let after = words.after(at + id.len());
        let after = OTHER_WORDS.find(after).map_or(after, |end| after.get(..end.start()).unwrap_or_default());
        let before = words.before(at);
        let before =
            OTHER_WORDS.find_iter(before).last().map_or(before, |end| before.get(end.end()..).unwrap_or_default());
        NO_IMPACT.is_match(after) || NO_IMPACT.is_match(before)
    })
}

/// Ticked participants have prose, and participants with prose are ticked.
fn prose_and_ticks(papers: &Papers<'_>, impacts: &ParticipantImpacts, found: &mut Vec<Finding>) {
    let column_of = |participant: &str| impacts.columns.iter().find(|column| same_participant(column, participant));
    let matched = impacts.summaries.iter().filter(|summary| column_of(&summary.participant.value).is_some()).count();
    // Without a summary for at least two columns, there is no table of summaries by participant to hold them to.
    if matched < 2 {
        return;
    }
    let areas = impacts.summaries.len() > matched;
    for column in &impacts.columns {
        let ticked: Vec<&Placed<String>> =
            impacts.rows.iter().filter(|row| row.impacted.contains(column)).map(|row| &row.id).collect();
        let summary = impacts.summaries.iter().find(|summary| same_participant(column, &summary.participant.value));
        match (ticked.first(), summary) {
            // What touches the DCC may be told area by area, under names that are no column.
            (Some(first), None) if !areas => {
                let ids: Vec<&str> = ticked.iter().map(|id| id.value.as_str()).collect();
                let message = format!("{column} is ticked for {} and has no summary of impacts.", list(&ids));
                let place = papers.this.place_of(first);
                found.push(CHECK.finding(Level::Warning, place, message).value("column", column.as_str()));
            }
            (None, Some(summary)) if !summary.points.is_empty() => {
                let message = format!(
                    "The impacts on {} are summarised, and no modification is ticked for {column}.",
                    summary.participant.value
                );
                let place = papers.this.place_of(&summary.participant);
                found.push(CHECK.finding(Level::Warning, place, message).value("column", column.as_str()));
            }
            (Some(_) | None, Some(_) | None) => {}
        }
    }
}

/// Where the summaries name the modifications, each tick has its modification named in the summary of its column, and the
/// other way round.
///
/// That the summaries mean to name all of them is known where nearly every tick is told so.
fn told_by_number(papers: &Papers<'_>, impacts: &ParticipantImpacts, found: &mut Vec<Finding>) {
    const FEWEST: usize = 4;
    let (mut told, mut untold, mut unticked) = (0, Vec::new(), Vec::new());
    for column in &impacts.columns {
        let Some(summary) = impacts.summaries.iter().find(|one| same_participant(column, &one.participant.value))
        else {
            continue;
        };
        let words = summary.points.join(" ");
        let names = |id: &str| ID.find_iter(&words).any(|named| named.as_str() == id);
        for row in &impacts.rows {
            match (row.impacted.contains(column), names(&row.id.value)) {
                (true, true) => told += 1,
                (true, false) => untold.push((row, column, summary)),
                // An empty row is told by itself.
                (false, true) if !row.impacted.is_empty() => unticked.push((row, column, summary)),
                (false, _) => {}
            }
        }
    }
    if told < FEWEST || untold.len() * FEWEST > told {
        return;
    }
    for (row, column, summary) in untold {
        let message = format!(
            "{} is ticked for {column}, and the summary of impacts on {} does not name it as it names the others.",
            row.id.value, summary.participant.value
        );
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place_of(&row.id), message)
                .value("row", row.id.value.as_str())
                .value("column", column.as_str())
                .see(summary.participant.line, "the summary"),
        );
    }
    for (row, column, summary) in unticked {
        let message = format!(
            "The summary of impacts on {} names {}, which is not ticked for {column}.",
            summary.participant.value, row.id.value
        );
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place_of(&summary.participant), message)
                .value("row", row.id.value.as_str())
                .value("column", column.as_str())
                .see(row.id.line, "its row in the matrix"),
        );
    }
}

/// `Suppliers` and `Supplier Parties`, `Gas Networks` and `Gas Network Parties`.
fn same_participant(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> Vec<String> {
        words(text)
            .into_iter()
            .map(|word| word.strip_suffix('s').unwrap_or(&word).to_owned())
            .filter(|word| !["party", "partie", "operator", "sec"].contains(&word.as_str()))
            .collect()
    };
    bare(a) == bare(b)
}

/// Columns of the document matrix against the scope, its rows against the list, and empty rows and columns.
fn documents(papers: &Papers<'_>, release: &ReleaseDocument, scope: &[&Placed<String>], found: &mut Vec<Finding>) {
    let impacts = &release.document_impacts;
    let head = impacts.rows.first().map_or(1, |row| row.document.line.saturating_sub(1));
    for id in scope.iter().filter(|id| !impacts.columns.contains(&id.value)) {
        let message = format!("{} is in the scope and has no column in the document impact matrix.", id.value);
        let finding = CHECK.finding(Level::Error, papers.this.place_of(id), message).value("id", id.value.as_str());
        found.push(finding.see(head, "the document impact matrix"));
    }
    for column in &impacts.columns {
        if is_proposal(column) && !scope.iter().any(|id| &id.value == column) {
            let message = format!("{column} has a column in the document impact matrix and is not in the scope.");
            found.push(
                CHECK
                    .finding(Level::Error, papers.this.place(head, head, column), message)
                    .value("id", column.as_str()),
            );
        } else if !impacts.rows.iter().any(|row| row.modifications.contains(column)) && !reason_stated(papers, column) {
            let message =
                format!("{column} changes no document in the document impact matrix, and no reason is given.");
            let place = papers.this.place(head, head, column);
            found.push(CHECK.finding(Level::Warning, place, message).value("column", column.as_str()));
        }
    }
    for row in impacts.rows.iter().filter(|row| row.modifications.is_empty()) {
        let message = format!("No modification is ticked for {} in the document impact matrix.", row.document.value);
        let place = papers.this.place_of(&row.document);
        found.push(CHECK.finding(Level::Warning, place, message).value("row", row.document.value.as_str()));
    }
    if release.documents.is_empty() {
        return;
    }
    for row in &impacts.rows {
        if !release.documents.iter().any(|listed| listed.document.value == row.document.value) {
            let message =
                format!("{} has a row in the document impact matrix and is not in the list.", row.document.value);
            let place = papers.this.place_of(&row.document);
            found.push(CHECK.finding(Level::Error, place, message).value("row", row.document.value.as_str()));
        }
    }
    for listed in &release.documents {
        if !impacts.rows.iter().any(|row| row.document.value == listed.document.value) {
            let message =
                format!("{} is in the list and has no row in the document impact matrix.", listed.document.value);
            let place = papers.this.place_of(&listed.document);
            found.push(CHECK.finding(Level::Error, place, message).value("row", listed.document.value.as_str()));
        }
    }
}

/// A cost row belongs to a modification in scope, or to a change request alongside.
fn costs(papers: &Papers<'_>, release: &ReleaseDocument, scope: &[&Placed<String>], found: &mut Vec<Finding>) {
    for row in release.costs.rows.iter().filter(|row| is_proposal(&row.id.value)) {
        let known = scope.iter().any(|id| id.value == row.id.value)
            || release.scope.change_requests.iter().any(|listed| listed.id.value == row.id.value);
        if !known {
            let message = format!("{} has a row in the cost table and is not in the scope.", row.id.value);
            let place = papers.this.place_of(&row.id);
            found.push(CHECK.finding(Level::Error, place, message).value("id", row.id.value.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_and_a_summary_name_one_participant() {
        assert!(same_participant("Suppliers", "Supplier Parties"));
        assert!(same_participant("Gas Networks", "Gas Network Parties"));
        assert!(same_participant("Other SEC Parties", "Other SEC Parties"));
        assert!(!same_participant("Gas Networks", "Electricity Network Parties"));
        assert!(!same_participant("DCC", "Data Service Provider"));
    }

    #[test]
    fn a_reason_for_an_empty_row_says_that_nothing_is_affected() {
        assert!(NO_IMPACT.is_match("MP099 has no impact on any of these participants."));
        assert!(NO_IMPACT.is_match("MP099 is text-only"));
        assert!(!NO_IMPACT.is_match("MP099 proposes to expand the list of Parties."));
    }
}
