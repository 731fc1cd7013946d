//! The form of one act, made from a list of fields.

use askama::Template;

use crate::paths::Address;
use crate::web::{Field, FieldError, Frame, GroundLine, Link};

/// `/{code}/modifications/{id}/acts/{act}` and `/{code}/acts/{act}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/act_form.html")]
pub struct ActFormPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The act in words: `Respond to the consultation`.
    pub title: String,
    /// The modification that it is done on.
    pub subject: Option<Link>,
    /// What the act does, in a sentence or two.
    pub about: String,
    /// The deadline in words, where there is one.
    pub deadline: Option<String>,
    /// Why the reader may do it: shown folded.
    pub grounds: Vec<GroundLine>,
    /// Who the act will be recorded as done by.
    pub by: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// Values that are sent but not asked for: the idempotency key, the position that the form was made at.
    pub carried: Vec<(String, String)>,
    /// The words on the button.
    pub button: String,
    /// Where the form posts to.
    pub to: Address,
    /// Where the reader goes who changes their mind.
    pub back: Link,
}

impl ActFormPage {
    /// The lines of the error summary: what is wrong, field by field, in their order.
    pub fn errors(&self) -> Vec<FieldError> {
        self.fields
            .iter()
            .filter_map(|field| {
                // Read by itself, a line says which field it is about.
                field.error.as_ref().map(|words| FieldError {
                    input: field.first_input(),
                    words: format!("{}: {words}", field.label.trim_end_matches(['?', '.', ':'])),
                })
            })
            .collect()
    }
}
