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
    json!({ "name": act.name(), "does": act.words(), "schema": act.schema() })
}

fn fields(act: ActName, output: &mut Output<'_>) -> Result<(), Failure> {
    let schema = act.schema();
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
