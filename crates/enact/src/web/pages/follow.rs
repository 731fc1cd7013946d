//! The form by which a page is followed.

use askama::Template;

use crate::paths::Address;
use crate::web::{Field, FieldError, Frame, Link};

/// `/{code}/follow?page=…`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/follow.html")]
pub struct FollowPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The page that is followed.
    pub what: Link,
    /// How it goes on, in a sentence.
    pub about: String,
    /// What is asked.
    pub fields: Vec<Field>,
    /// Where the form leads.
    pub to: Address,
}

impl FollowPage {
    fn errors(&self) -> Vec<FieldError> {
        let wrong = |field: &Field| {
            let input = if field.control.is_group() { format!("{}-1", field.name) } else { field.name.clone() };
            field.error.clone().map(|words| FieldError { input, words })
        };
        self.fields.iter().filter_map(wrong).collect()
    }
}
