//! What a reader is told when there is nothing to show.

use askama::Template;

use crate::web::{Frame, Link};

/// The answer `404`, `410`, `405`, `413`, `500` or `503`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/problem.html")]
pub struct ProblemPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The heading: `There is no page here`.
    pub title: String,
    /// What happened, in a sentence each.
    pub said: Vec<String>,
    /// What the reader may do: links.
    pub try_these: Vec<Link>,
    /// A reference to give when asking for help.
    pub reference: Option<String>,
}

impl ProblemPage {
    /// No page has this address.
    pub fn not_found(frame: Frame) -> Self {
        let said = vec![
            "The address may be mistyped, or the link that brought you here may be broken.".to_owned(),
            "Addresses are in lower case: MP014 is found under mp014.".to_owned(),
        ];
        let try_these = vec![Link::new("See every modification", frame.register())];
        Self { frame, title: "There is no page here".to_owned(), said, try_these, reference: None }
    }

    /// What was here is gone for good, and why.
    pub fn gone(frame: Frame, why: String, instead: Vec<Link>) -> Self {
        Self { frame, title: "This is no longer here".to_owned(), said: vec![why], try_these: instead, reference: None }
    }

    /// Something broke on our side.
    pub fn failed(frame: Frame, reference: String) -> Self {
        let said = vec![
            "Something went wrong on our side. Nothing that you sent was recorded.".to_owned(),
            "Try again in a minute. If it happens again, tell the Code Administrator the reference below.".to_owned(),
        ];
        Self {
            frame,
            title: "The page could not be made".to_owned(),
            said,
            try_these: Vec::new(),
            reference: Some(reference),
        }
    }
}
