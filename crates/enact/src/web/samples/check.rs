use askama::Template as _;

use super::*;
use crate::paths::ImportName;
use crate::web::pages::{CheckPage, CheckedDocument, CheckedFinding, WordLine, WordNote, WordsPage};

pub(super) fn samples() -> Vec<Sample> {
    let empty = CheckPage { document: None, ..page() };
    let refused = CheckPage {
        errors: vec![FieldError { input: "file".to_owned(), words: "It is not read: it is a scan.".to_owned() }],
        ..empty.clone()
    };
    vec![
        ("check", page().render().unwrap()),
        ("check-empty", empty.render().unwrap()),
        ("check-refused", refused.render().unwrap()),
        ("words", words().render().unwrap()),
    ]
}

fn lines(note: &WordNote) -> Vec<WordLine> {
    let text = "Costs\nThe total is £1,000.\n\nMP901  £1,060\n";
    WordLine::all(text, 100, |number| if number == 2 { vec![note.clone()] } else { Vec::new() })
}

fn page() -> CheckPage {
    let finding = CheckedFinding {
        id: "finding-1".to_owned(),
        level: Tag::new("Error", Tone::Stopped),
        rule: "EN104".to_owned(),
        name: "total-vs-table".to_owned(),
        place: "page 4, line 2".to_owned(),
        line: 2,
        message: "The stated total £1,000 differs from the sum of its table, £1,060, by £60.".to_owned(),
        related: vec![(4, "the table".to_owned())],
        fix: Some("Write £1,060.".to_owned()),
        about: Some("A total that is not the sum of its table.".to_owned()),
    };
    CheckPage {
        frame: frame(Section::Record, Vec::new()),
        to: at(Place::Check { as_json: false }),
        words: String::new(),
        errors: Vec::new(),
        document: Some(CheckedDocument {
            file: "release-plan.pdf".to_owned(),
            kind: "release implementation document".to_owned(),
            counts: "1 error, 0 warnings and 0 notes.".to_owned(),
            findings: vec![finding],
            lines: lines(&WordNote::finding("EN104 total-vs-table".to_owned()).leading_to("finding-1".to_owned())),
        }),
    }
}

fn words() -> WordsPage {
    let name = ImportName::parse("june-2027-release-implementation-document-2.0").unwrap();
    WordsPage {
        frame: frame(Section::Record, vec![Link::new("Published papers", at(Place::Imports))]),
        title: "June 2027 Release Implementation Document".to_owned(),
        file: Link::new("june-2027.txt", at(Place::ImportFile(name))),
        lines: lines(&WordNote::fact("Total cost".to_owned())),
    }
}
