use askama::Template as _;

use super::*;
use crate::paths::Picked;
use crate::web::pages::{DraftClash, DraftOutcome, DraftPage};

pub(super) fn samples() -> Vec<Sample> {
    vec![("draft-wrong", wrong().render().unwrap()), ("draft", page().render().unwrap())]
}

fn page() -> DraftPage {
    let clash = |id: &str, merges| DraftClash {
        with: modification(id),
        message: "Both change the words of C4.3.".to_owned(),
        merges,
        base: Some("C4.3 A Supplier shall pay each charge.".to_owned()),
        yours: Some("C4.3 A Supplier shall pay one charge.".to_owned()),
        theirs: Some("C4.3 A Supplier shall pay no charge.".to_owned()),
    };
    DraftPage {
        frame: frame(Section::Code, vec![Link::new("The Code", at(Place::Contents(None)))]),
        documents: vec![TextOption::new("", "The whole Code", false), TextOption::new("section-c", "Section C", true)],
        number: "4.3".to_owned(),
        texts: vec![TextOption::new("", "In force today", true)],
        mixes: vec![TextOption::new("mp016", "MP016: Another", false)],
        ways: vec![
            TextOption::new("instructions", "Write instructions", true),
            TextOption::new("words", "Edit the words", false),
        ],
        against: "In force on 3 July 2025".to_owned(),
        carried: vec![("document", "section-c".to_owned())],
        label: "Instructions".to_owned(),
        hint: "One after another.".to_owned(),
        words: "Amend C4.3 as follows:\n    C4.3 A Supplier shall pay one charge.".to_owned(),
        errors: Vec::new(),
        outcome: Some(DraftOutcome {
            instructions: "Amend C4.3 as follows:\n    C4.3 A Supplier shall pay one charge.\n".to_owned(),
            conflicts: Vec::new(),
            redline: Some(super::modification::redline()),
            clashes: vec![clash("MP014", false), clash("MP016", true)],
            findings: vec!["The reference to C9.9 in C4.3 leads to nothing.".to_owned()],
            losses: vec!["C4.3: bold type is not carried.".to_owned()],
        }),
        proposals: vec![TextOption::new("mp014", "MP014: Say when a reading counts as late", true)],
        to: at(Place::Draft(Picked::none())),
    }
}

/// What cannot be read, and a draft that does not fit.
fn wrong() -> DraftPage {
    let error = FieldError { input: "words".to_owned(), words: "line 1: this is no instruction".to_owned() };
    let conflicts = strings(&["C9.9 is not in Section C; say which clause is meant."]);
    let outcome = DraftOutcome { conflicts, ..DraftOutcome::default() };
    DraftPage { errors: vec![error], outcome: Some(outcome), proposals: Vec::new(), ..page() }
}
