//! Drafting an amendment: what is typed, and what it would do.

use askama::Template;

use crate::paths::Address;
use crate::web::{FieldError, Frame, Link, RedlineView, TextOption, script_version};

/// A place where another open modification wants something too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftClash {
    /// The other modification.
    pub with: Link,
    /// What, where and what to do, in a sentence.
    pub message: String,
    /// Both can be done, whichever comes first.
    pub merges: bool,
    /// The words that stand there.
    pub base: Option<String>,
    /// The words of the draft.
    pub yours: Option<String>,
    /// The words of the other modification.
    pub theirs: Option<String>,
}

/// What a draft would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftOutcome {
    /// The draft as a legal text.
    pub instructions: String,
    /// Why it does not fit its base, in sentences.
    pub conflicts: Vec<String>,
    /// What it would change; none where it does not fit.
    pub redline: Option<RedlineView>,
    /// Where it meets other open modifications.
    pub clashes: Vec<DraftClash>,
    /// What it would leave wrong that is not wrong now, and what cannot be checked.
    pub findings: Vec<String>,
    /// What of an uploaded file could not be carried.
    pub losses: Vec<String>,
}

/// `/{code}/draft`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/draft.html")]
pub struct DraftPage {
    /// What stands round the page.
    pub frame: Frame,
    /// The documents of the base.
    pub documents: Vec<TextOption>,
    /// The number of the clause whose words are edited; empty for the whole document.
    pub number: String,
    /// The texts to draft against.
    pub texts: Vec<TextOption>,
    /// Open modifications that can be taken as in force.
    pub mixes: Vec<TextOption>,
    /// The ways of drafting.
    pub ways: Vec<TextOption>,
    /// Which text is drafted against, in words.
    pub against: String,
    /// Values that go with the draft: the base and the way.
    pub carried: Vec<(&'static str, String)>,
    /// What is asked for: `Instructions`, `The words of B1.3`.
    pub label: String,
    /// How to write it.
    pub hint: String,
    /// What was typed, or the words to edit.
    pub words: String,
    /// What is wrong with what was sent.
    pub errors: Vec<FieldError>,
    /// What it would do, once something was sent.
    pub outcome: Option<DraftOutcome>,
    /// Open modifications that it can be attached to.
    pub proposals: Vec<TextOption>,
    /// Where the forms lead.
    pub to: Address,
}

impl DraftPage {
    /// The address of the script that shows the outcome while one types.
    pub fn script(&self) -> Address {
        Address::Script { version: script_version().to_owned() }
    }

    /// Some open modification is taken as in force.
    pub fn is_mixed(&self) -> bool {
        self.mixes.iter().any(|mix| mix.chosen)
    }
}
