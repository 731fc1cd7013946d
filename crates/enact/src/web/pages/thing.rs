//! One thing of the process, or a list of such things: a release, a meeting, a consultation, a body, a review, a policy.

use askama::Template;
use serde_json::{Value, json};

use crate::web::block::{self, Block};
use crate::web::{ActOffers, Frame, Tag};

/// `/{code}/bodies/{id}` and its like: what is known of a thing, block by block, and what the reader may do about it.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/thing.html")]
pub struct ThingPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The id in the data; none for a list.
    pub id: Option<String>,
    /// What kind of thing it is: `Release`. None for a list.
    pub kind: Option<String>,
    /// Its name.
    pub title: String,
    /// Where it stands.
    pub state: Option<Tag>,
    /// What it is, in a sentence or two.
    pub lead: Option<String>,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// What the reader may do about it.
    pub acts: ActOffers,
}

impl ThingPage {
    /// The block that stands beside the acts, and those below.
    fn halves(&self) -> (&[Block], &[Block]) {
        let beside = usize::from(!self.acts.acts.is_empty() || self.blocks.len() > 3);
        self.blocks.split_at(beside.min(self.blocks.len()))
    }

    /// The page as data: its facts and the blocks by their names.
    pub fn as_data(&self) -> Value {
        let mut fields = block::as_data(&self.blocks);
        if let Some(id) = &self.id {
            fields.insert("id".to_owned(), json!(id));
        }
        fields.insert("title".to_owned(), json!(self.title));
        if let Some(state) = &self.state {
            fields.insert("state".to_owned(), json!(state.words));
        }
        Value::Object(fields)
    }
}
