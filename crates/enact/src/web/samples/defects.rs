use askama::Template as _;

use super::*;
use crate::web::pages::{DefectLine, DefectsPage, DocumentDefects};

pub(super) fn samples() -> Vec<Sample> {
    vec![("defects", page().render().unwrap())]
}

fn page() -> DefectsPage {
    let document = |letter: &str, title: &str, counts: &str, lines| DocumentDefects {
        anchor: format!("section-{letter}"),
        document: Link::new(title, at(Place::Document(section(letter), None))),
        counts: counts.to_owned(),
        lines,
    };
    let line = |level, message: &str, related| DefectLine {
        level,
        place: clause("C4.3"),
        message: message.to_owned(),
        related,
    };
    let lines = vec![
        line(
            Tag::new("Error", Tone::Stopped),
            "The reference to C9.9 leads to nothing; cite what is meant.",
            Vec::new(),
        ),
        line(Tag::new("Note", Tone::Quiet), "Reading is defined twice; keep one.", vec![clause("C4.2")]),
    ];
    DefectsPage {
        frame: frame(Section::Code, vec![Link::new("The Code", at(Place::Contents(None)))]),
        shown: "In force on 3 July 2025".to_owned(),
        counts: "1 error, 1 note.".to_owned(),
        documents: vec![
            document("a", "Section A Definitions", "Nothing was found.", Vec::new()),
            document("c", "Section C Readings", "1 error, 1 note.", lines),
        ],
    }
}
