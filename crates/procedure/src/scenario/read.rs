//! Reading a scenario; what cannot be read is refused with its line.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::Deserialize;
use serde_json::Value;

use super::{Expect, Scenario, Step};
use crate::act::Act;
use crate::case::Judged;
use crate::decide::Submission;
use crate::names::{RuleId, Stage};

/// Why a scenario could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct ScenarioError {
    /// The line, from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rulebook: String,
    title: String,
    #[serde(default)]
    requirements: Vec<String>,
    #[serde(default, rename = "party")]
    parties: Vec<toml::Spanned<toml::Table>>,
    #[serde(default, rename = "person")]
    people: Vec<toml::Spanned<toml::Table>>,
    #[serde(default, rename = "step")]
    steps: Vec<toml::Spanned<toml::Table>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Word(String),
    Refused {
        refused: Vec<String>,
    },
    NeedsJudgement {
        #[serde(rename = "needs-judgement")]
        needs_judgement: Vec<RuleId>,
    },
    Stage {
        stage: String,
    },
}

impl Scenario {
    /// Reads a scenario. `administrator` is the body that brings in the parties and people it names.
    ///
    /// # Errors
    /// The text is not a scenario: the sentence says where and why.
    pub fn read(text: &str, administrator: &str) -> Result<Self, ScenarioError> {
        let lines = LineStarts::of(text);
        let line_at = |offset: usize| lines.line_at(offset);
        let file: File = toml::from_str(text).map_err(|error| ScenarioError {
            line: error.span().map(|span| line_at(span.start)),
            message: error.message().to_owned(),
        })?;
        if file.steps.is_empty() {
            return Err(ScenarioError {
                line: None,
                message: "the scenario has no [[step]]; it does nothing".to_owned(),
            });
        }
        let mut steps = Vec::new();
        for spanned in file.steps {
            let line = line_at(spanned.span().start);
            steps.push(step(spanned.into_inner(), line)?);
        }
        let first = steps.iter().map(|step| step.at).min().unwrap_or_default();
        let mut cast = Vec::new();
        let entries = file.parties.into_iter().map(|entry| ("admit-party", entry));
        for (act, spanned) in entries.chain(file.people.into_iter().map(|entry| ("name-person", entry))) {
            let line = line_at(spanned.span().start);
            let mut table = spanned.into_inner();
            // Parties and people are written alike; a person's days are those of an office, which begins.
            if act == "name-person"
                && !table.contains_key("from")
                && let Some(since) = table.remove("since")
            {
                table.insert("from".to_owned(), since);
            }
            table.insert("act".to_owned(), act.into());
            let act = act_of(table, line)?;
            let submission = Submission { by: administrator.to_owned(), act, judgements: BTreeMap::new() };
            cast.push(Step { at: first, submission, expect: Expect::Accepted, line });
        }
        Ok(Self { rulebook: file.rulebook, title: file.title, requirements: file.requirements, cast, steps })
    }
}

/// Where each line after the first begins, found once: a scenario may have thousands of steps.
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(end, _)| end + 1).collect())
    }

    /// The line, from 1, on which the byte at `offset` stands.
    fn line_at(&self, offset: usize) -> usize {
        self.0.partition_point(|&start| start <= offset) + 1
    }
}

fn step(mut table: toml::Table, line: usize) -> Result<Step, ScenarioError> {
    let fail = |message: String| ScenarioError { line: Some(line), message };
    let text = |table: &mut toml::Table, key: &str, what: &str| match table.remove(key) {
        Some(toml::Value::String(text)) => Ok(text),
        Some(toml::Value::Datetime(at)) => Ok(at.to_string()),
        Some(_) => Err(fail(format!("`{key}` must be {what}"))),
        None => Err(fail(format!("a step needs `{key}`: {what}"))),
    };
    let at = text(&mut table, "at", "when it happens, like \"2024-03-04T10:00\"")?;
    let at: DateTime =
        at.parse().map_err(|_| fail(format!("`at = \"{at}\"` is no date and time; write \"2024-03-04T10:00\"")))?;
    let by = text(&mut table, "by", "who does it: a body, a Party or a person")?;
    let judgements: BTreeMap<RuleId, Judged> = match table.remove("judgements") {
        None => BTreeMap::new(),
        Some(value) => value.try_into().map_err(|error| {
            fail(format!("`judgements` must be {{ \"RULE-ID\" = {{ answer = true, reasons = \"…\" }} }}: {error}"))
        })?,
    };
    let expect = match table.remove("expect") {
        None => Expect::Accepted,
        Some(value) => expectation(value).map_err(fail)?,
    };
    let act = act_of(table, line)?;
    Ok(Step { at, submission: Submission { by, act, judgements }, expect, line })
}

fn act_of(table: toml::Table, line: usize) -> Result<Act, ScenarioError> {
    let fail = |message: String| ScenarioError { line: Some(line), message };
    let value: Value = serde_json::to_value(table).map_err(|error| fail(error.to_string()))?;
    Act::read(value).map_err(|error| fail(error.to_string()))
}

fn expectation(value: toml::Value) -> Result<Expect, String> {
    let unreadable = || {
        "`expect` must be \"accepted\", \"needs-judgement\", \"unreadable\", { refused = [\"M8.5(b)\"] }, \
         { needs-judgement = [\"RULE-ID\"] } or { stage = \"refinement\" }"
            .to_owned()
    };
    match value.try_into().map_err(|_| unreadable())? {
        Expected::Word(word) if word == "accepted" => Ok(Expect::Accepted),
        Expected::Word(word) if word == "needs-judgement" => Ok(Expect::NeedsJudgement(Vec::new())),
        Expected::Word(word) if word == "unreadable" => Ok(Expect::Unreadable),
        Expected::Word(word) if word == "refused" => Ok(Expect::Refused(Vec::new())),
        Expected::Word(_) => Err(unreadable()),
        Expected::Refused { refused } => Ok(Expect::Refused(refused)),
        Expected::NeedsJudgement { needs_judgement } => Ok(Expect::NeedsJudgement(needs_judgement)),
        Expected::Stage { stage } => {
            let known = Stage::ALL.into_iter().find(|known| known.key() == stage).map(Expect::Stage);
            known.ok_or_else(|| {
                let all = Stage::ALL.map(Stage::key).join(", ");
                format!("`expect`: `{stage}` is no stage; the stages are {all}")
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LineStarts;

    #[test]
    fn a_line_feed_belongs_to_the_line_that_it_ends() {
        let lines = LineStarts::of("ab\n\ncd");
        let found: Vec<usize> = (0..=6).map(|offset| lines.line_at(offset)).collect();
        assert_eq!(found, [1, 1, 1, 2, 3, 3, 3]);
    }
}
