//! `enact acts [NAME]`

use clap::Args;
use procedure::ActName;
use serde_json::{Value, json};

use super::{Output, Verdict};
use crate::failure::Failure;

/// Lists the acts there are, each with its fields.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact acts raise-draft-proposal --format json")]
pub struct Acts {
    /// One act.
    name: Option<String>,
}

impl Acts {
    pub(super) fn run(self, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let chosen = match &self.name {
            Some(name) => vec![ActName::from_name(name).map_err(|error| Failure::new(error.to_string()))?],
            None => ActName::ALL.to_vec(),
        };
        if !output.is_human() {
            let acts: Vec<Value> = chosen.into_iter().map(described).collect();
            match (acts.as_slice(), self.name) {
                ([one], Some(_)) => output.json(one)?,
                (all, _) => output.json(&json!({ "acts": all }))?,
            }
            return Ok(Verdict::Right);
        }
        for act in chosen {
            output.line(&format!("{:<28} {}", act.name(), act.words()))?;
            if self.name.is_some() {
                fields(act, output)?;
            }
        }
        Ok(Verdict::Right)
    }
}

fn described(act: ActName) -> Value {
    json!({ "name": act.name(), "does": act.words(), "schema": schema(act) })
}

/// The schema of an act as it is handed in: its own fields, and beside them who does it and what else is said of it.
fn schema(act: ActName) -> Value {
    let mut schema = act.schema().to_value();
    let beside = json!({
        "by": { "type": "string", "description": "Who does it: a body, a Party, or a person acting for one." },
        "judgements": {
            "type": "object",
            "description": "The answers to judgements that rules ask for, by the rule's id.",
            "additionalProperties": {
                "type": "object",
                "required": ["answer", "reasons"],
                "properties": { "answer": { "type": "boolean" }, "reasons": { "type": "string" } },
            },
        },
        "expected": {
            "type": ["integer", "null"],
            "minimum": 0,
            "description": "Over HTTP alone: the position of the record that was seen; where what the act is about has changed since, it is not ruled on.",
        },
    });
    let Some(fields) = schema.as_object_mut() else { return schema };
    if let (Some(own), Value::Object(beside)) =
        (fields.entry("properties").or_insert_with(|| json!({})).as_object_mut(), beside)
    {
        own.extend(beside);
    }
    if let Some(needed) = fields.entry("required").or_insert_with(|| json!([])).as_array_mut() {
        needed.push(json!("by"));
    }
    schema
}

fn fields(act: ActName, output: &mut Output<'_>) -> Result<(), Failure> {
    let schema = schema(act);
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, field) in properties.into_iter().flatten().filter(|(name, _)| *name != "act") {
        let must = if required.contains(&name.as_str()) { "needed" } else { "optional" };
        let says = field.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
        output.line(&format!("  {name:<20} {must:<9} {says}"))?;
    }
    Ok(())
}
