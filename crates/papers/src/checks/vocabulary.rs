//! EN121: categories are those of the Code.

use std::collections::BTreeMap;

use procedure::code::Code;

use super::wording::words;
use super::{Check, Explanation, Papers};
use crate::facts::Facts;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN121",
    name: "vocabulary",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A category in the table of impacts, a column of participants, or the category of a respondent (a \
                    note), that is no Party Category, voting group, participant or body of the Code. Singular and \
                    shorter forms of a name count as that name.",
        why: "Votes, impacts and answers are counted by category. Under a name that the Code does not know they count \
              for nobody.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN121-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN121-right.txt");

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let Some(code) = papers.known.code() else { return };
    let known: Vec<Vec<String>> = names(code).map(stems).collect();
    let is_known = |name: &str| {
        let name = stems(name);
        name.is_empty() || known.iter().any(|known| name.iter().all(|word| known.contains(word)))
    };
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for (name, line, level) in used(papers) {
        if is_known(name) || told.insert(name.to_lowercase(), line).is_some() {
            continue;
        }
        let categories: Vec<&str> = code.categories.iter().map(|category| category.title.as_str()).collect();
        let message = format!("“{name}” is no category, participant or body of the {}.", code.title);
        let mut finding = CHECK.finding(level, papers.this.place(line, line, name), message).value("name", name);
        finding.fix = Some(format!("Use one of {}.", super::wording::list(&categories)));
        found.push(finding);
    }
}

/// The names used where a category belongs, with their lines.
fn used<'a>(papers: &Papers<'a>) -> Vec<(&'a str, usize, Level)> {
    match &papers.this.facts {
        Facts::ModificationReport(report) => {
            let line_of = |name: &str| {
                let section = papers.sections.iter().find(|section| section.speaks_of(&["impact"]));
                let mut lines = section.into_iter().flat_map(|section| section.line..=section.end_line);
                lines.find(|line| papers.this.line(*line).contains(name))
            };
            let ticked = report.parties_impacted.iter();
            let ticked = ticked.filter_map(|name| Some((name.as_str(), line_of(name)?, Level::Warning)));
            let questions = report.consultation.iter().flat_map(|all| &all.questions);
            let answers = questions.flat_map(|question| &question.responses);
            let answers =
                answers.filter_map(|answer| Some((answer.category.as_deref()?, answer.respondent.line, Level::Note)));
            ticked.chain(answers).collect()
        }
        Facts::ReleaseImplementationDocument(release) => {
            let row = release.participant_impacts.rows.first().map_or(1, |row| row.id.line);
            let columns = release.participant_impacts.columns.iter();
            columns.map(|name| (name.as_str(), row.saturating_sub(1).max(1), Level::Warning)).collect()
        }
        Facts::LegalText(_) | Facts::Process(_) => Vec::new(),
    }
}

/// Every name that the Code has for a category or whoever may stand beside one.
fn names(code: &Code) -> impl Iterator<Item = &str> {
    let titled = code.categories.iter().chain(&code.roles).map(|named| named.title.as_str());
    let ids = code.categories.iter().map(|named| named.id.as_str());
    let seats = code.seats.iter().map(|seat| seat.title.as_str());
    let participants = code.releases.participants.iter().map(|participant| participant.title.as_str());
    let bodies = code.bodies.iter().flat_map(|body| {
        [body.title.as_str(), body.id.as_str(), body.kind.as_str()]
            .into_iter()
            .chain(body.aliases.iter().map(String::as_str))
    });
    titled.chain(ids).chain(seats).chain(participants).chain(bodies)
}

/// The words that tell one category from another, without their plurals.
fn stems(name: &str) -> Vec<String> {
    const COMMON: [&str; 8] = ["party", "parties", "sec", "member", "members", "the", "and", "other"];
    let telling = words(name).into_iter().filter(|word| !COMMON.contains(&word.as_str()));
    telling.map(|word| word.trim_end_matches('s').to_owned()).collect()
}
