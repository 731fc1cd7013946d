//! Lists whose rows can be ended or done again by a button: what somebody follows, and what was sent.

use askama::Template;
use serde_json::{Map, Value, json};

use crate::paths::Address;
use crate::web::block::{self, Block};
use crate::web::{Entry, Frame};

/// A button with what it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub words: String,
    /// What only those hear who do not see the row: `following MP001`.
    pub more: String,
    /// Names and values.
    pub sends: Vec<(String, String)>,
}

/// A row: its cells, and a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButtonRow {
    /// The cells; the first names the row.
    pub cells: Vec<Entry>,
    /// The button, where there is anything to do.
    pub button: Option<Button>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButtonList {
    /// Its name in the data, and the id of its heading.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// The columns, without that of the buttons.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<ButtonRow>,
    /// What is said while it is empty.
    pub empty: String,
}

impl ButtonList {
    fn as_data(&self) -> Value {
        let row = |row: &ButtonRow| {
            let cells = self.columns.iter().zip(&row.cells);
            let key = |words: &str| words.to_lowercase().replace(' ', "_");
            Value::Object(cells.map(|(column, cell)| (key(column), cell.as_data())).collect::<Map<_, _>>())
        };
        self.rows.iter().map(row).collect()
    }
}

/// `/{code}/following/…` and `/{code}/outbox`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/keeping.html")]
pub struct KeepingPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The heading.
    pub title: String,
    /// What it is, in a sentence or two.
    pub lead: String,
    /// Something that is shown this once: what it is, the thing itself, and what to do with it.
    pub once: Option<(String, String, String)>,
    /// What can be done about all of it.
    pub buttons: Vec<Button>,
    /// The lists.
    pub lists: Vec<ButtonList>,
    /// What stands below, without buttons.
    pub blocks: Vec<Block>,
    /// Where the buttons lead.
    pub to: Address,
}

impl KeepingPage {
    /// The page as data.
    pub fn as_data(&self) -> Value {
        let mut fields = block::as_data(&self.blocks);
        fields.insert("title".to_owned(), json!(self.title));
        fields.extend(self.lists.iter().map(|list| (list.key.replace('-', "_"), list.as_data())));
        Value::Object(fields)
    }
}
