//! What the exploration tries, as `golden/sec/exploration.toml` says.

use std::fs;

use jiff::civil::Date;
use procedure::names::Stage;
use procedure::{Act, ActName, Rulebook};
use serde::Deserialize;
use serde_json::Value;

use crate::scenarios::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    first_day: Date,
    days: Vec<i64>,
    actors: Vec<String>,
    before: Vec<Value>,
    r#try: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    follow: Vec<String>,
    #[serde(default)]
    widely: Vec<String>,
    on: Option<Vec<usize>>,
    at: Option<Vec<Stage>>,
    #[serde(default)]
    first: bool,
    times: Option<usize>,
    r#do: Value,
}

/// Something that everybody tries in every state.
pub(super) struct Attempt {
    /// The act as it reads on each of the days; none where a date in it lies outside the calendar.
    pub(super) acts: Vec<Option<Act>>,
    follow: Vec<usize>,
    widely: Vec<usize>,
    on: Option<Vec<usize>>,
    at: Option<Vec<Stage>>,
    first: bool,
    pub(super) times: usize,
}

impl Attempt {
    /// The act's name.
    pub(super) fn name(&self) -> Option<ActName> {
        self.acts.iter().flatten().next().map(Act::name)
    }

    /// Whether the act of an actor on a day, at a stage of the proposal, leads on to further states.
    pub(super) fn is_followed(&self, actor: usize, day: usize, stage: Option<Stage>, widely: bool) -> bool {
        let on = self.on.as_ref().is_none_or(|on| widely || on.contains(&day));
        let at = self.at.as_ref().is_none_or(|at| stage.is_some_and(|stage| at.contains(&stage)));
        let who = self.follow.contains(&actor) || (widely && self.widely.contains(&actor));
        on && at && who && !(self.first && stage.is_some())
    }
}

/// The days, the actors and their attempts.
pub(super) struct Plan {
    pub(super) days: Vec<Date>,
    pub(super) actors: Vec<String>,
    pub(super) before: Vec<Act>,
    pub(super) attempts: Vec<Attempt>,
}

impl Plan {
    pub(super) fn read(rulebook: &Rulebook) -> Self {
        let text = fs::read_to_string(root().join("golden/sec/exploration.toml")).unwrap();
        let file: File = toml::from_str(&text).unwrap();
        let day = |count: &i64| rulebook.calendar().add_working_days(file.first_day, *count).unwrap();
        let days: Vec<Date> = file.days.iter().map(day).collect();
        let act = |value: &Value, today: Date| dated(value, today, rulebook).map(|value| Act::read(value).unwrap());
        let place = |name: &String| file.actors.iter().position(|actor| actor == name).unwrap();
        let attempts = file.r#try.iter().map(|entry| Attempt {
            acts: days.iter().map(|today| act(&entry.r#do, *today)).collect(),
            follow: entry.follow.iter().map(place).collect(),
            widely: entry.widely.iter().map(place).collect(),
            on: entry.on.clone(),
            at: entry.at.clone(),
            first: entry.first,
            times: entry.times.unwrap_or(1),
        });
        let attempts = attempts.collect();
        let before = file.before.iter().map(|value| act(value, file.first_day).unwrap()).collect();
        Self { days, actors: file.actors, before, attempts }
    }
}

/// The act with each "+15" made the date of so many Working Days after today; none where the calendar ends first.
fn dated(value: &Value, today: Date, rulebook: &Rulebook) -> Option<Value> {
    Some(match value {
        Value::String(text) => match text.strip_prefix('+').and_then(|count| count.parse().ok()) {
            Some(count) => Value::String(rulebook.calendar().add_working_days(today, count).ok()?.to_string()),
            None => value.clone(),
        },
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| dated(item, today, rulebook)).collect::<Option<_>>()?)
        }
        Value::Object(fields) => {
            let dated = |(key, item): (&String, &Value)| Some((key.clone(), dated(item, today, rulebook)?));
            Value::Object(fields.iter().map(dated).collect::<Option<_>>()?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    })
}
