//! Fields that hold things of several parts: a row of inputs for each thing.

use procedure::ActName;
use serde_json::{Map, Value, json};

use super::choices::{named_choices, questions};
use super::{
    Choice, Control, Sent, Visit, choices, columns, first, item_of_schema, kind, label, part, resolve, whole_number,
};
use crate::web::{CellControl, Column};

/// How many empty rows a fresh form has, and how many are added at once.
const EMPTY_ROWS: usize = 2;
/// More rows than this are not made.
const MOST_ROWS: usize = 200;

/// The rows of a field with what was typed.
pub(super) fn control(
    visit: &Visit,
    act: ActName,
    name: &str,
    (property, schema): (&Value, &Value),
    sent: &Sent,
) -> Control {
    let item = item_of_schema(property, schema);
    let asked: Vec<String> = match (act, name) {
        (ActName::Respond, "answers") => questions(visit, sent),
        _ => Vec::new(),
    };
    let mut shown = Vec::new();
    for part_name in columns(property, schema) {
        let property = resolve(schema, part(part(&item, "properties"), &part_name));
        let known = !asked.is_empty() && part_name == "question";
        let Some(cell) =
            (if known { Some(CellControl::Known) } else { cell(visit, act, &part_name, &property, schema) })
        else {
            continue;
        };
        shown.push(Column { label: label(&part_name), name: part_name, cell });
    }
    let single = kind(property) == "object";
    let typed = |row: usize| {
        let of = |column: &Column| {
            let key = if single { format!("{name}-{}", column.name) } else { format!("{name}-{row}-{}", column.name) };
            let value = first(sent, &key).unwrap_or_default().to_owned();
            if column.cell == CellControl::Known { row.to_string() } else { value }
        };
        shown.iter().map(of).collect::<Vec<_>>()
    };
    let rows: Vec<Vec<String>> = (1..=row_count(name, sent, single, asked.len())).map(typed).collect();
    let about = asked.iter().zip(1..).map(|(words, number)| format!("{number}. {words}")).collect();
    Control::Rows { columns: shown, rows, about, single }
}

fn row_count(name: &str, sent: &Sent, single: bool, asked: usize) -> usize {
    if single {
        return 1;
    }
    if asked > 0 {
        return asked;
    }
    let filled = row_numbers(name, sent).into_iter().max().unwrap_or(0);
    let shown = first(sent, &format!("{name}-rows")).and_then(|rows| rows.parse().ok()).unwrap_or(EMPTY_ROWS);
    let more = if first(sent, "more") == Some(name) { EMPTY_ROWS } else { 0 };
    filled.max(shown).saturating_add(more).min(MOST_ROWS)
}

/// The numbers of the rows in which something was typed or known.
fn row_numbers(name: &str, sent: &Sent) -> Vec<usize> {
    let typed = sent.iter().filter(|(_, value)| !value.trim().is_empty());
    let mut numbers: Vec<usize> = typed
        .filter_map(|(key, _)| key.strip_prefix(name)?.strip_prefix('-')?.split_once('-')?.0.parse().ok())
        .filter(|number| (1..=MOST_ROWS).contains(number))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// How one part is asked for; none where a form cannot.
fn cell(visit: &Visit, act: ActName, name: &str, property: &Value, schema: &Value) -> Option<CellControl> {
    let known = named_choices(visit, act, name);
    let allowed = if known.is_empty() { choices(property) } else { known };
    let yes_or_no = || {
        let choice = |value: &str, words: &str| Choice { value: value.to_owned(), words: words.to_owned(), hint: None };
        CellControl::Choice(vec![choice("true", "Yes"), choice("false", "No")])
    };
    Some(match kind(property) {
        "object" => return None,
        "array" if !columns(property, schema).is_empty() => return None,
        "array" => CellControl::Text,
        _ if !allowed.is_empty() => CellControl::Choice(allowed),
        "boolean" => yes_or_no(),
        "integer" => CellControl::Number,
        _ if part(property, "format") == "date" => CellControl::Day,
        _ if matches!(name, "rationale" | "issue" | "reason" | "reasons" | "summary" | "notes" | "comment") => {
            CellControl::LongText
        }
        _ => CellControl::Text,
    })
}

/// The value of a field that was sent as rows; none where it was not.
pub(super) fn value_of(name: &str, property: &Value, schema: &Value, sent: &Sent) -> Result<Option<Value>, String> {
    let item = item_of_schema(property, schema);
    let parts = columns(property, schema);
    if parts.is_empty() {
        return Ok(None);
    }
    if kind(property) == "object" {
        let object = object_of(name, &parts, &item, schema, sent)?;
        return Ok(object.map(Value::Object));
    }
    let mut items = Vec::new();
    for row in row_numbers(name, sent) {
        let read = object_of(&format!("{name}-{row}"), &parts, &item, schema, sent);
        items.extend(read.map_err(|why| format!("row {row}: {why}"))?.map(Value::Object));
    }
    Ok((!items.is_empty()).then_some(Value::Array(items)))
}

/// One thing from its inputs; none where nothing but what was known already was typed.
fn object_of(
    prefix: &str,
    parts: &[String],
    item: &Value,
    schema: &Value,
    sent: &Sent,
) -> Result<Option<Map<String, Value>>, String> {
    let mut object = Map::new();
    let mut said = false;
    for name in parts {
        let typed = first(sent, &format!("{prefix}-{name}")).unwrap_or_default().trim();
        if typed.is_empty() {
            continue;
        }
        // The number of a question is sent with every row, answered or not.
        said |= name != "question" || parts.len() == 1;
        let property = resolve(schema, part(part(item, "properties"), name));
        let value = match kind(&property) {
            "integer" => json!(whole_number(typed)?),
            "boolean" => json!(typed == "true"),
            _ if part(&property, "format") == "date" => {
                let date: jiff::civil::Date =
                    typed.parse().map_err(|_| format!("`{typed}` is no date; write it like 2024-03-01"))?;
                json!(date.to_string())
            }
            "array" => typed.split([',', '\n']).map(str::trim).filter(|one| !one.is_empty()).collect(),
            _ => json!(typed),
        };
        object.insert(name.clone(), value);
    }
    Ok(said.then_some(object))
}
