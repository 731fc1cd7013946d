//! Every requirement of the source documents, with the scenarios and tests that show it.
//!
//! A scenario names the rows that it shows under `requirements`; a test names them in the remark above it (`S1-016`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use procedure::scenario::{Expect, Scenario};
use serde::Deserialize;

use super::{files_below, fresh, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Row {
    id: String,
    part: String,
    place: String,
    who: Option<String>,
    must: String,
    refuse: Option<String>,
    /// Why nothing refuses the opposite of it, where nothing does.
    refuses_nothing: Option<String>,
    #[serde(default)]
    standing: Standing,
    /// What is not built of it, and why: the whole row where nothing shows it, a part of it where something does.
    not_built: Option<String>,
}

#[derive(Deserialize, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    #[default]
    Core,
    Supporting,
    Text,
}

/// Where a row is shown.
#[derive(Default)]
struct Shown {
    /// Acts that went through: the scenario's link.
    permitted: Vec<String>,
    /// Acts that were refused: the scenario's link with the clauses.
    refused: Vec<String>,
    /// Tests of the program.
    tests: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("golden/sec/requirements.toml")).unwrap();
    toml::from_str::<Rows>(&text).unwrap().row
}

fn is_row_id(word: &str) -> bool {
    let number = word.strip_prefix("S1-").or(word.strip_prefix("S2-")).or(word.strip_prefix("S4-"));
    number.is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The rows that a text names, each once.
fn ids_in(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).filter(|word| is_row_id(word)).collect()
}

fn shown() -> BTreeMap<String, Shown> {
    let mut shown: BTreeMap<String, Shown> = BTreeMap::new();
    for (path, text) in files_below("scenarios", "toml") {
        let scenario = Scenario::read(&text, "code-administrator").unwrap_or_else(|error| panic!("{path}: {error}"));
        let link = format!("[{}](../../{path})", scenario.title.replace('|', "/"));
        let mut clauses: BTreeSet<String> = BTreeSet::new();
        let mut goes_through = false;
        for step in &scenario.steps {
            match &step.expect {
                Expect::Refused(refusing) => clauses.extend(refusing.iter().cloned()),
                Expect::NeedsJudgement(rules) => clauses.extend(rules.iter().map(ToString::to_string)),
                Expect::Accepted | Expect::Stage(_) => goes_through = true,
                Expect::Unreadable => {}
            }
        }
        for id in scenario.requirements {
            let row = shown.entry(id).or_default();
            if goes_through {
                row.permitted.push(link.clone());
            }
            if !clauses.is_empty() {
                row.refused.push(format!("{link}: {}", Vec::from_iter(clauses.iter().cloned()).join(", ")));
            }
        }
    }
    for (path, text) in files_below("crates", "rs") {
        let mut above: BTreeSet<&str> = BTreeSet::new();
        for line in text.lines().map(str::trim) {
            if line.starts_with("//") {
                above.extend(ids_in(line));
            } else if let Some((name, _)) = line.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')) {
                for id in std::mem::take(&mut above) {
                    shown.entry(id.to_owned()).or_default().tests.push(format!("[`{name}`](../../{path})"));
                }
            } else if !line.starts_with('#') {
                above.clear();
            }
        }
    }
    shown
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn list(items: &[String]) -> String {
    if items.is_empty() { "—".to_owned() } else { items.join("; ") }
}

/// The state of a row in one word or its reason.
fn state(row: &Row, shown: Option<&Shown>) -> &'static str {
    match (row.standing, shown) {
        (_, Some(_)) => "shown",
        (Standing::Text, None) => "words only",
        (Standing::Core | Standing::Supporting, None) => "not shown",
    }
}

fn table(rows: &[Row], shown: &BTreeMap<String, Shown>) -> String {
    let mut text = String::from(
        "# Requirements and where each is shown\n\n\
         Written from `golden/sec/requirements.toml`, the scenarios and the tests; a check says when it is stale. S1 is the draft legal\n\
         text of SECMP0049, S2 the Modification Report of MP167B, S4 the Release Implementation Document of June 2020. *Goes through*\n\
         names scenarios in which what the row asks for is done, *refused* those in which its opposite is, with the clauses that refuse;\n\
         *test* names tests of the program itself. *Not built* says what is missing of a row, and why.\n\n",
    );
    let count = |wanted: &str| rows.iter().filter(|row| state(row, shown.get(&row.id)) == wanted).count();
    let _ = writeln!(
        text,
        "{} rows: {} shown, {} not shown, {} about words only (nothing to build beyond them).\n",
        rows.len(),
        count("shown"),
        count("not shown"),
        count("words only")
    );
    let mut part = "";
    for row in rows {
        let source = row.id.split('-').next().unwrap_or_default();
        if row.part != part {
            part = &row.part;
            let _ = writeln!(
                text,
                "\n## {source}: {part}\n\n| row | who | must | refuses | goes through | refused | test |"
            );
            text.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        }
        let none = Shown::default();
        let seen = shown.get(&row.id).unwrap_or(&none);
        let through = match (&row.not_built, row.standing, shown.contains_key(&row.id)) {
            (Some(reason), _, true) => format!("{}; not built: {reason}", list(&seen.permitted)),
            (None, _, true) => list(&seen.permitted),
            (Some(reason), _, false) => format!("not built: {reason}"),
            (None, Standing::Text, false) => "words only".to_owned(),
            (None, Standing::Core | Standing::Supporting, false) => "**not shown yet**".to_owned(),
        };
        let _ = writeln!(
            text,
            "| {} {} | {} | {} | {} | {} | {} | {} |",
            row.id,
            cell(&row.place),
            cell(row.who.as_deref().unwrap_or("")),
            cell(&row.must),
            cell(row.refuse.as_deref().unwrap_or("")),
            through,
            match &row.refuses_nothing {
                Some(reason) if seen.refused.is_empty() => format!("nothing: {reason}"),
                Some(_) | None => list(&seen.refused),
            },
            list(&seen.tests)
        );
    }
    text
}

#[test]
fn the_table_of_requirements_is_fresh() {
    fresh("docs/generated/requirements.md", &table(&rows(), &shown()));
}

#[test]
fn scenarios_and_tests_name_rows_that_exist() {
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    let unknown: Vec<String> = shown().into_keys().filter(|id| !known.contains(id)).collect();
    assert!(unknown.is_empty(), "no such rows: {unknown:?}");
}

/// The rows that nothing shows and that no reason is given for: the list can only shrink.
#[test]
fn every_core_row_is_shown_or_says_why_not() {
    let shown = shown();
    let rows = rows();
    let open: Vec<&str> = rows
        .iter()
        .filter(|row| row.standing == Standing::Core && row.not_built.is_none() && !shown.contains_key(&row.id))
        .map(|row| row.id.as_str())
        .collect();
    assert!(open.is_empty(), "{} rows are shown nowhere: {}", open.len(), open.join(" "));
}
