//! A legal text that is handed in as Modifications publish it ("Amend Section B4.2 as follows:") becomes the amendments that
//! it orders, as `enact apply` reads it: an act that attaches one says so of each of its files.

use legaltext::instructions;
use procedure::ActName;
use serde_json::{Map, Value, json};

use super::Visit;
use crate::manuscripts::published;

/// Puts amendments in the place of each published text among an act's instructions.
///
/// # Errors
/// What a person must settle in the text first, or what is no instruction of either form, in a sentence.
pub(super) async fn settle(visit: &Visit, act: &mut Value) -> Result<(), String> {
    let Some(fields) = act.as_object_mut() else { return Ok(()) };
    let named = fields.get("act").and_then(Value::as_str).and_then(|name| ActName::from_name(name).ok());
    if named != Some(ActName::AttachLegalText) {
        return Ok(());
    }
    settle_one(visit, fields).await?;
    let parts = fields.get_mut("parts").and_then(Value::as_array_mut);
    for part in parts.into_iter().flatten().filter_map(Value::as_object_mut) {
        settle_one(visit, part).await?;
    }
    Ok(())
}

async fn settle_one(visit: &Visit, fields: &mut Map<String, Value>) -> Result<(), String> {
    let Some(text) = fields.get("instructions").and_then(Value::as_str) else { return Ok(()) };
    let Err(errors) = instructions::parse(text) else { return Ok(()) };
    let (text, base) = (text.to_owned(), visit.register.edition_at(visit.today()).cloned());
    // Reading a long text takes the processor for as long as it takes, aside from other readers.
    let plain = errors.clone();
    let read = tokio::task::spawn_blocking(move || published("legal-text.txt", &text, &plain, base.as_ref()));
    let Ok(Some(manuscript)) = read.await else {
        return Err(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    };
    // A text that marks nothing is compared with the Code, and a person judges that on the drafting page.
    if let Some(judge) = manuscript.judge {
        return Err(judge);
    }
    if !manuscript.unsettled.is_empty() {
        let settle = manuscript.unsettled.iter().map(|one| format!("line {}, {}: {}", one.line, one.at, one.message));
        return Err(settle.collect::<Vec<_>>().join("; "));
    }
    fields.remove("instructions");
    fields.insert("amendments".to_owned(), json!(manuscript.legal_text.amendments));
    Ok(())
}
