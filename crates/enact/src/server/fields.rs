//! Forms of acts, made from the acts' own schemas, and what comes back from them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use procedure::names::RuleId;
use procedure::{ActName, Judged};
use serde_json::{Map, Value, json};

use super::Visit;
use crate::web::{Choice, Control, Day, Field};

mod choices;
mod rows;

use choices::named_choices;

/// What a form sent: names and values, in order.
pub(crate) type Sent = Vec<(String, String)>;

/// The fields of an act as a form asks for them. The proposal is known from the address and not asked for.
pub(crate) fn of_act(visit: &Visit, act: ActName, sent: &Sent, errors: &BTreeMap<String, String>) -> Vec<Field> {
    let schema = &act.schema().to_value();
    let required: Vec<&str> =
        part(schema, "required").as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = part(schema, "properties").as_object().cloned().unwrap_or_default();
    let mut fields = Vec::new();
    for (name, property) in properties {
        if NOT_ASKED.contains(&name.as_str()) || (name == "proposal" && act.is_about_a_proposal()) {
            continue;
        }
        let property = &resolve(schema, &property);
        let says = part(property, "description").as_str().unwrap_or_default().replace('\n', " ");
        fields.push(Field {
            label: if name == "id" { "Number".to_owned() } else { label(&name) },
            hint: (!says.is_empty()).then(|| {
                let listed = choices(property).is_empty() && named_choices(visit, act, &name).is_empty();
                hint(&says, property, schema, listed)
            }),
            optional: !required.contains(&name.as_str()) && !EXPECTED.contains(&name.as_str()),
            error: errors.get(&name).cloned(),
            control: control(visit, act, &name, (property, schema), sent),
            name,
        });
    }
    // What has rows of its own comes last, except what is known by its place, such as answers.
    let place = |field: &Field| {
        let known = ORDER.iter().position(|name| *name == field.name).unwrap_or(ORDER.len());
        (field.takes_more(), known, field.optional)
    };
    fields.sort_by_key(place);
    fields
}

/// Fields that no form asks for: what is meant is typed as instructions.
const NOT_ASKED: [&str; 2] = ["act", "amendments"];

/// The order in which forms ask: what the act is about first, what is rarely given last.
const ORDER: [&str; 29] = [
    "release",
    "meeting",
    "body",
    "id",
    "name",
    "title",
    "issue",
    "subjects",
    "subject",
    "path",
    "path_reason",
    "decision",
    "vote",
    "view",
    "answers",
    "comment",
    "reasons",
    "advice",
    "instructions",
    "parts",
    "party",
    "rights",
    "cut_off",
    "fallback",
    "fallback_cut_off",
    "closes",
    "into",
    "questions",
    "timetable",
];

/// Fields that the interface lets be empty and that the Codes' rules ask for all the same.
const EXPECTED: [&str; 3] = ["instructions", "path_reason", "reasons"];

/// The act's JSON object from what a form sent.
pub(crate) fn to_act(act: ActName, proposal: Option<&str>, sent: &Sent) -> Result<Value, (String, String)> {
    let schema = &act.schema().to_value();
    let mut object = Map::new();
    object.insert("act".to_owned(), json!(act.name()));
    if let Some(proposal) = proposal {
        object.insert("proposal".to_owned(), json!(proposal));
    }
    for (name, property) in part(schema, "properties").as_object().into_iter().flatten() {
        if NOT_ASKED.contains(&name.as_str()) || (name == "proposal" && proposal.is_some()) {
            continue;
        }
        let property = resolve(schema, property);
        let value = value_of(name, &property, schema, sent).map_err(|message| (name.clone(), message))?;
        if let Some(value) = value {
            object.insert(name.clone(), value);
        }
    }
    Ok(Value::Object(object))
}

/// The answers to judgement rules that a form sent: `judgement-RULE-answer` and `judgement-RULE-reasons`.
pub(crate) fn judgements(sent: &Sent) -> BTreeMap<RuleId, Judged> {
    let mut found = BTreeMap::new();
    for (name, value) in sent {
        let Some(rule) = name.strip_prefix("judgement-").and_then(|rest| rest.strip_suffix("-answer")) else {
            continue;
        };
        let reasons = first(sent, &format!("judgement-{rule}-reasons")).unwrap_or_default();
        found.insert(RuleId::from(rule), Judged { answer: value == "yes", reasons: reasons.to_owned() });
    }
    found
}

/// The field that asks a judgement rule's question.
pub(crate) fn of_judgement(rule: &str, question: &str, sent: &Sent) -> Field {
    let name = format!("judgement-{rule}");
    let answer = first(sent, &format!("{name}-answer")).map(|answer| answer == "yes");
    let reasons = first(sent, &format!("{name}-reasons")).unwrap_or_default().to_owned();
    let error = answer.is_some().then(|| "Give the reasons for the answer.".to_owned());
    Field {
        label: question.to_owned(),
        hint: None,
        optional: false,
        error,
        control: Control::Judgement { answer, reasons },
        name,
    }
}

pub(crate) fn first<'s>(sent: &'s Sent, name: &str) -> Option<&'s str> {
    sent.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Follows `$ref`, and takes the something of "something or null".
fn resolve(schema: &Value, property: &Value) -> Value {
    let description = property.get("description").cloned();
    let mut found = property.clone();
    if let Some(some) =
        part(property, "anyOf").as_array().and_then(|all| all.iter().find(|one| part(one, "type") != "null"))
    {
        found = some.clone();
    }
    if let Some(name) = part(&found, "$ref").as_str().and_then(|path| path.rsplit('/').next()) {
        found = part(part(schema, "$defs"), name).clone();
    }
    if let (Some(description), Some(fields)) = (description, found.as_object_mut()) {
        fields.insert("description".to_owned(), description);
    }
    found
}

/// A part of a schema; null where it is not there.
fn part<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn kind(property: &Value) -> &str {
    match part(property, "type") {
        Value::String(kind) => kind,
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or("string"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => "",
    }
}

fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn hint(says: &str, property: &Value, schema: &Value, listed: bool) -> String {
    let shown = says.replace('`', "");
    if is_of_parts(property) {
        return super::parts::HINT.to_owned();
    }
    match kind(property) {
        "array" if !columns(property, schema).is_empty() => shown,
        "array" if listed => format!("{shown} One a line."),
        _ => shown,
    }
}

/// What an array holds many of, or the thing itself that an object is.
fn item_of_schema(property: &Value, schema: &Value) -> Value {
    if kind(property) == "object" { property.clone() } else { resolve(schema, part(property, "items")) }
}

/// True for a list of the parts of a legal text, which is typed in a form of its own.
fn is_of_parts(property: &Value) -> bool {
    part(part(property, "items"), "$ref").as_str().is_some_and(|path| path.ends_with("/DraftPart"))
}

/// The names of the parts of an array's objects, those needed first.
fn columns(property: &Value, schema: &Value) -> Vec<String> {
    let item = item_of_schema(property, schema);
    let required: Vec<&str> =
        part(&item, "required").as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut names: Vec<String> =
        part(&item, "properties").as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    names.sort_by_key(|name| required.iter().position(|needed| needed == name).unwrap_or(usize::MAX));
    names
}

/// The values that a schema allows: an enum, or constants side by side with what each means.
fn choices(property: &Value) -> Vec<Choice> {
    let choice = |value: &str, hint: Option<&str>| Choice {
        value: value.to_owned(),
        words: label(&value.replace('-', " ")),
        hint: hint.map(str::to_owned),
    };
    let listed = part(property, "enum")
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|value| choice(value, None));
    let described = part(property, "oneOf")
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some(choice(part(one, "const").as_str()?, part(one, "description").as_str())));
    listed.chain(described).collect()
}

/// So many choices stand side by side; more drop down.
const SIDE_BY_SIDE: usize = 9;

fn control(visit: &Visit, act: ActName, name: &str, (property, schema): (&Value, &Value), sent: &Sent) -> Control {
    let typed = || first(sent, name).unwrap_or_default().to_owned();
    let known = named_choices(visit, act, name);
    let allowed = if known.is_empty() { choices(property) } else { known };
    if part(property, "format") == "date" || part(property, "format") == "partial-date" {
        let part = |end: &str| first(sent, &format!("{name}-{end}")).unwrap_or_default().to_owned();
        return Control::Date { typed: [part("day"), part("month"), part("year")], example: Day(example(visit, name)) };
    }
    match kind(property) {
        _ if name == "documents" && allowed.is_empty() => Control::LongText { typed: typed(), rows: 12 },
        _ if is_of_parts(property) => Control::LongText { typed: typed(), rows: 8 },
        "array" if !allowed.is_empty() => {
            let chosen = sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect();
            Control::Many { choices: allowed, chosen }
        }
        _ if allowed.len() > SIDE_BY_SIDE => {
            Control::Pick { choices: allowed, chosen: first(sent, name).map(str::to_owned) }
        }
        _ if !allowed.is_empty() => Control::Choice { choices: allowed, chosen: first(sent, name).map(str::to_owned) },
        "boolean" => {
            let yes = Choice { value: "true".to_owned(), words: "Yes".to_owned(), hint: None };
            let no = Choice { value: "false".to_owned(), words: "No".to_owned(), hint: None };
            Control::Choice { choices: vec![yes, no], chosen: first(sent, name).map(str::to_owned) }
        }
        "integer" => Control::Number { typed: typed(), unit: None },
        "array" | "object" if !columns(property, schema).is_empty() => {
            rows::control(visit, act, name, (property, schema), sent)
        }
        "array" => Control::List { typed: typed() },
        _ if matches!(name, "instructions" | "markup") => Control::LongText { typed: typed(), rows: 12 },
        _ if matches!(name, "issue" | "advice" | "reasons" | "comment" | "path_reason" | "matter") => {
            Control::LongText { typed: typed(), rows: 5 }
        }
        _ => Control::Text { typed: typed() },
    }
}

fn example(visit: &Visit, name: &str) -> Date {
    let days = if name == "closes" { 15 } else { 30 };
    visit.rulebook.calendar().add_working_days(visit.today(), days).unwrap_or(visit.today())
}

/// The JSON value of one field; `None` where it was left empty.
fn value_of(name: &str, property: &Value, schema: &Value, sent: &Sent) -> Result<Option<Value>, String> {
    if part(property, "format") == "date" || part(property, "format") == "partial-date" {
        return date_of(name, sent);
    }
    if let Some(value) = rows::value_of(name, property, schema, sent)? {
        return Ok(Some(value));
    }
    let values: Vec<&str> = sent
        .iter()
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
        .filter(|v| !v.trim().is_empty())
        .collect();
    let Some(only) = values.first() else { return Ok(None) };
    match kind(property) {
        // Documents are typed one after another; their heads part them.
        _ if name == "documents" => Ok(Some(json!(values))),
        _ if is_of_parts(property) => super::parts::read(only).map(|parts| Some(json!(parts))),
        "boolean" => Ok(Some(json!(*only == "true"))),
        "integer" => Ok(Some(json!(whole_number(only)?))),
        "array" => {
            let lines = values.iter().flat_map(|value| value.lines()).map(str::trim).filter(|line| !line.is_empty());
            let columns = columns(property, schema);
            let item = resolve(schema, part(property, "items"));
            let read = |(index, line)| {
                item_of(line, &columns, &item, schema).map_err(|why| format!("line {}: {why}", index + 1))
            };
            let items: Result<Vec<Value>, String> = lines.enumerate().map(read).collect();
            items.map(|items| Some(Value::Array(items)))
        }
        _ => Ok(Some(json!(only))),
    }
}

/// One line of a list: a value, or an object whose parts stand in the order of the columns.
fn item_of(line: &str, columns: &[String], item: &Value, schema: &Value) -> Result<Value, String> {
    if columns.is_empty() {
        return Ok(json!(line));
    }
    let typed: Vec<&str> = line.split('|').map(str::trim).collect();
    if typed.len() > columns.len() {
        return Err(format!("it has {} parts, and there are {}: {}", typed.len(), columns.len(), columns.join(" | ")));
    }
    let mut object = Map::new();
    for (name, typed) in columns.iter().zip(typed).filter(|(_, typed)| !typed.is_empty()) {
        let property = resolve(schema, part(part(item, "properties"), name));
        let is_date = part(&property, "format") == "date";
        let value = match kind(&property) {
            "integer" => json!(whole_number(typed)?),
            _ if is_date => {
                let date: Date =
                    typed.parse().map_err(|_| format!("`{typed}` is no date; write it like 2024-03-01"))?;
                json!(date.to_string())
            }
            _ => json!(typed),
        };
        object.insert(name.clone(), value);
    }
    Ok(Value::Object(object))
}

fn whole_number(typed: &str) -> Result<i64, String> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ',' | ' ' | '£')).collect();
    digits.parse().map_err(|_| format!("`{typed}` is no whole number"))
}

fn date_of(name: &str, sent: &Sent) -> Result<Option<Value>, String> {
    let part = |end: &str| first(sent, &format!("{name}-{end}")).unwrap_or_default().trim();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        // A whole date in one value, as scripts and tests send it.
        return Ok(first(sent, name).filter(|text| !text.is_empty()).map(|text| json!(text)));
    }
    let wrong = || format!("{day} {month} {year} is no date; give day, month and year as figures");
    let date = Date::new(
        year.parse().map_err(|_| wrong())?,
        month.parse().map_err(|_| wrong())?,
        day.parse().map_err(|_| wrong())?,
    )
    .map_err(|_| wrong())?;
    Ok(Some(json!(date.to_string())))
}
