//! What the exploration tries, as the files of `golden/sec/exploration` say: the cast, and one for each part of the process.

use std::fs;

use jiff::civil::Date;
use procedure::names::Stage;
use procedure::{Act, ActName, Rulebook};
use serde::Deserialize;
use serde_json::Value;

use crate::scenarios::root;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Cast {
    first_day: Date,
    before: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    days: Vec<i64>,
    actors: Vec<String>,
    reaches: Vec<Stage>,
    #[serde(default)]
    goes_on_from: Vec<Stage>,
    #[serde(default)]
    before: Vec<Value>,
    #[serde(default)]
    told: Vec<ToldEntry>,
    r#try: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldEntry {
    by: String,
    on: usize,
    r#do: Value,
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

/// What somebody did before the exploration begins.
pub(super) struct Told {
    pub(super) by: String,
    /// The day, by its place in the list.
    pub(super) on: usize,
    pub(super) act: Act,
}

/// The days, the actors and their attempts.
pub(super) struct Plan {
    pub(super) days: Vec<Date>,
    pub(super) actors: Vec<String>,
    /// Ends that must come up.
    pub(super) reaches: Vec<Stage>,
    /// Ends after which there is still something to do.
    pub(super) goes_on_from: Vec<Stage>,
    pub(super) told: Vec<Told>,
    pub(super) attempts: Vec<Attempt>,
}

impl Plan {
    /// The plan in a file of that name.
    pub(super) fn read(name: &str, rulebook: &Rulebook) -> Self {
        let cast: Cast = toml::from_str(&text_of("cast")).unwrap();
        let file: File = toml::from_str(&text_of(name)).unwrap();
        let day = |count: &i64| rulebook.calendar().add_working_days(cast.first_day, *count).unwrap();
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
        let administrator = rulebook.code().administrator.to_string();
        let before = cast.before.iter().chain(&file.before).map(|value| (administrator.clone(), 0, value));
        let told = before.chain(file.told.iter().map(|told| (told.by.clone(), told.on, &told.r#do)));
        let told = told.map(|(by, on, value)| Told { by, on, act: act(value, days[on]).unwrap() }).collect();
        let File { actors, reaches, goes_on_from, .. } = file;
        Self { days, actors, reaches, goes_on_from, told, attempts }
    }
}

fn text_of(name: &str) -> String {
    fs::read_to_string(root().join(format!("golden/sec/exploration/{name}.toml"))).unwrap()
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
