//! EN148: whoever is ticked as impacted has a line on costs, even if there are none.

use super::wording::{list, words};
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN148",
    name: "impact-cost-pair",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A category ticked in the table of impacts of a report of which the section on costs says nothing. \
                    Words on the costs of Parties, or of all, cover every category but one that is a body of the Code by \
                    itself.",
        why: "Silence on the costs of one who is impacted is read as nil by some and as unknown by others.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN148-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN148-right.txt");

/// Words that name no category by themselves.
const COMMON: [&str; 9] = ["large", "small", "other", "sec", "party", "parties", "operator", "operators", "network"];

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(report) = papers.this.report() else { return };
    let Some(section) = papers.sections.iter().find(|section| section.speaks_of(&["cost"])) else { return };
    let said = words(section.prose(papers.this).text());
    let of_all =
        said.iter().any(|word| ["party", "parties", "participants", "everyone", "nobody"].contains(&word.as_str()));
    let silent: Vec<&str> = report
        .parties_impacted
        .iter()
        .map(String::as_str)
        .filter(|category| !covered(category, &said) && (!of_all || is_body(papers, category)))
        .collect();
    if silent.is_empty() || said.is_empty() {
        return;
    }
    let is = if silent.len() == 1 { "is" } else { "are" };
    let message =
        format!("{} {is} ticked as impacted, and the section on costs says nothing of their costs.", list(&silent));
    let place = papers.this.place(section.line, section.line, "");
    let mut finding = CHECK.finding(Level::Warning, place, message);
    if let Some(line) = ticked_on(papers, &silent) {
        finding = finding.see(line, "ticked here");
    }
    found.push(
        finding
            .value("categories", silent)
            .mended_by("State their costs and where the figure comes from, also where there are none."),
    );
}

/// The section names the category, or whoever it is made up of.
fn covered(category: &str, said: &[String]) -> bool {
    let named = words(category);
    let telling: Vec<&String> = named.iter().filter(|word| !COMMON.contains(&word.as_str())).collect();
    let stem = |word: &String| word.trim_end_matches('s').to_owned();
    let holds = |word: &&String| said.iter().any(|other| stem(other) == stem(word));
    if telling.is_empty() { named.iter().all(|word| holds(&word)) } else { telling.iter().any(holds) }
}

/// The category is a body of the Code by itself, as a central operator is: words on Parties do not speak of it.
fn is_body(papers: &Papers<'_>, category: &str) -> bool {
    papers.known.code().is_some_and(|code| code.body(category).is_some())
}

/// The line of the table that ticks the first of them.
fn ticked_on(papers: &Papers<'_>, silent: &[&str]) -> Option<usize> {
    let first = silent.first()?;
    let impacts = papers.sections.iter().find(|section| section.speaks_of(&["impact"]))?;
    (impacts.line..=impacts.end_line).find(|line| {
        let text = papers.this.line(*line);
        text.contains(first) && text.contains(['✓', '✔', '☑'])
    })
}
