//! Tables as CSV (RFC 4180), and lists as JSON with a row on each line.

use serde_json::Value;

use super::folder::Folder;
use crate::failure::Failure;

/// A table in the making: the same rows as JSON and as CSV.
pub(super) struct Table<'a> {
    name: &'a str,
    columns: &'a [&'a str],
    json: String,
    csv: String,
}

impl<'a> Table<'a> {
    /// A table of these columns; each row is an object that has them.
    pub(super) fn new(name: &'a str, columns: &'a [&'a str]) -> Table<'a> {
        let mut csv = columns.join(",");
        csv.push_str("\r\n");
        Table { name, columns, json: String::new(), csv }
    }

    /// Adds a row. What the table's columns do not name stands in the JSON alone.
    pub(super) fn push(&mut self, row: &Value) {
        self.json.push_str(if self.json.is_empty() { "[\n" } else { ",\n" });
        self.json.push_str(&row.to_string());
        let cells: Vec<String> = self.columns.iter().map(|column| cell(row.get(column))).collect();
        self.csv.push_str(&cells.join(","));
        self.csv.push_str("\r\n");
    }

    /// Writes both files.
    pub(super) fn write(self, folder: &mut Folder, code: &str) -> Result<(), Failure> {
        let json = if self.json.is_empty() { "[]\n".to_owned() } else { self.json + "\n]\n" };
        folder.text(&format!("{code}/{}.json", self.name), &json)?;
        folder.text(&format!("{code}/{}.csv", self.name), &self.csv)
    }
}

/// A value in a table: empty for nothing, several with semicolons.
fn cell(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => values.iter().map(cell_text).collect::<Vec<_>>().join("; "),
        Some(other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_))) => other.to_string(),
    };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn cell_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_with_marks_is_quoted() {
        assert_eq!(cell(Some(&json!("plain"))), "plain");
        assert_eq!(cell(Some(&json!("a, \"b\"\nc"))), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(cell(Some(&json!(["a", "b"]))), "a; b");
        assert_eq!(cell(Some(&json!(null))), "");
        assert_eq!(cell(Some(&json!(true))), "true");
    }
}
