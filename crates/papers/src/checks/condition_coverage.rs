//! EN123: the conditions on implementation dates leave no decision without a date and give none two.

use jiff::civil::Date;

use super::wording::day;
use super::{Check, Explanation, Papers};
use crate::facts::{ImplementationDate, LateDecision, ModificationReport, Placed};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN123",
    name: "condition-coverage",
    level: Level::Error,
    explain: Explanation {
        looks_for: "Implementation dates that hang on the day of the decision: two conditions that the same day meets, \
                    a day between two conditions, a last day of decision after the implementation, and no outcome for \
                    a decision after the last condition.",
        why: "A vote may slip. If the decision then falls on a day that no condition covers, the modification is \
              approved and has no date; if two cover it, it has two.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN123-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN123-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    for option in &report.implementation {
        too_late(papers, option, found);
    }
    for pair in report.implementation.windows(2) {
        if let [earlier, later] = pair {
            between(papers, earlier, later, found);
        }
    }
    after_the_last(papers, report, found);
}

/// The decision may come no later than the implementation.
fn too_late(papers: &Papers<'_>, option: &ImplementationDate, found: &mut Vec<Finding>) {
    let Some(by) = &option.decision_by else { return };
    if by.value < option.date.value {
        return;
    }
    let message = format!(
        "A decision on {} would still be in time for an implementation on {}.",
        day(by.value),
        day(option.date.value)
    );
    let place = papers.this.place(by.line, by.end_line, &day(by.value));
    found.push(
        CHECK
            .finding(Level::Error, place, message)
            .value("decision_by", by.value.to_string())
            .value("implementation", option.date.value.to_string()),
    );
}

/// One condition ends where the next begins.
fn between(papers: &Papers<'_>, earlier: &ImplementationDate, later: &ImplementationDate, found: &mut Vec<Finding>) {
    let Some(by) = &earlier.decision_by else { return };
    let Some(after) = &later.decision_after else {
        if later.decision_by.as_ref().is_some_and(|next| next.value > by.value) {
            let message = format!(
                "A decision on or before {} meets both conditions: for {} and for {}.",
                day(by.value),
                day(earlier.date.value),
                day(later.date.value)
            );
            let place = papers.this.place(later.date.line, later.date.end_line, &day(later.date.value));
            found.push(
                CHECK
                    .finding(Level::Warning, place, message)
                    .value("decision_by", by.value.to_string())
                    .see(by.line, "the condition before")
                    .mended_by(format!("Say that the decision is received after {}.", day(by.value))),
            );
        }
        return;
    };
    let place = papers.this.place(after.line, after.end_line, &day(after.value));
    let message = match after.value.cmp(&by.value) {
        std::cmp::Ordering::Equal => return,
        std::cmp::Ordering::Greater => format!(
            "A decision after {} and on or before {} has no implementation date.",
            day(by.value),
            day(after.value)
        ),
        std::cmp::Ordering::Less => {
            format!(
                "A decision after {} and on or before {} has two implementation dates.",
                day(after.value),
                day(by.value)
            )
        }
    };
    found.push(
        CHECK
            .finding(Level::Error, place, message)
            .value("decision_by", by.value.to_string())
            .value("decision_after", after.value.to_string())
            .see(by.line, "the condition before")
            .mended_by(format!("Begin the condition after {}.", day(by.value))),
    );
}

/// The case after the last condition has an outcome.
fn after_the_last(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<Finding>) {
    let options = &report.implementation;
    let open = options.iter().any(|option| option.decision_by.is_none() && !option.decision_by_is_no_day);
    // A last day that is no day may have been the latest of all.
    if options.last().is_some_and(|option| option.decision_by_is_no_day) {
        return;
    }
    let last = options.iter().filter_map(|option| option.decision_by.as_ref()).max_by_key(|by| by.value);
    let (false, Some(last)) = (open, last) else { return };
    if told_elsewhere(papers, last.value) {
        return;
    }
    if let Some(late) = &report.implementation_otherwise {
        gap_before(papers, last, late, found);
        return;
    }
    let message = format!("No outcome is given for a decision after {}.", day(last.value));
    let place = papers.this.place(last.line, last.end_line, &day(last.value));
    found.push(
        CHECK
            .finding(Level::Warning, place, message)
            .value("last_decision", last.value.to_string())
            .mended_by("Say what happens if the decision comes later, for example that a new date must be agreed."),
    );
}

/// A sentence outside the implementation approach says what becomes of a decision after that day.
fn told_elsewhere(papers: &Papers<'_>, last: Date) -> bool {
    let last = day(last).to_lowercase();
    let later = ["after", "later than", "beyond"].map(|word| format!("{word} {last}"));
    papers.own.sentences().any(|(_, sentence)| {
        let sentence = sentence.to_lowercase();
        let decides = ["decision", "decided", "determin", "approv", "vote"].iter().any(|word| sentence.contains(word));
        later.iter().any(|words| sentence.starts_with(words) || decides && sentence.contains(words))
    })
}

/// The case of a late decision begins where the last condition ends.
fn gap_before(papers: &Papers<'_>, last: &Placed<Date>, late: &LateDecision, found: &mut Vec<Finding>) {
    let Some(after) = late.after.as_ref().filter(|after| after.value > last.value) else { return };
    let message =
        format!("No outcome is given for a decision after {} and on or before {}.", day(last.value), day(after.value));
    let place = papers.this.place(after.line, after.end_line, &day(after.value));
    found.push(
        CHECK
            .finding(Level::Warning, place, message)
            .value("last_decision", last.value.to_string())
            .value("late_after", after.value.to_string())
            .see(last.line, "the last condition")
            .mended_by(format!("Let the case of a late decision begin after {}.", day(last.value))),
    );
}
