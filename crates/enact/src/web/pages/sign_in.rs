//! The invented people of a demonstration.

use askama::Template;

use crate::web::{Frame, PersonChoice};

/// `/demo/sign-in`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/sign_in.html")]
pub struct SignInPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The people, by the Code whose process they act in.
    pub people: Vec<(String, Vec<PersonChoice>)>,
    /// The address to come back to.
    pub back: String,
    /// What was typed there, to be sent again with the name taken; empty where nothing was.
    pub carried: Vec<(String, String)>,
}
