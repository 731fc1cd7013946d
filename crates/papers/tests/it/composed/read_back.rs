//! Every composed paper read back, as text and as a Word file: it is known for what it is, and says what the register holds.

use papers::facts::{Facts, PaperKind, ProcessPaper};
use papers::source::{Extract, Source};
use papers::{compose, docx};
use serde_json::{Value, json};

use super::{Played, journey};

const PAPERS: [(&str, &str); 7] = [
    ("draft-proposal", "CP001"),
    ("consultation-document", "CP001-report"),
    ("response-form", "CP001-report"),
    ("collated-responses", "CP001-refinement"),
    ("change-board-paper", "CP001"),
    ("vote-record", "CP001"),
    ("decision-letter", "CP001"),
];

fn process(source: &Source, name: &str) -> ProcessPaper {
    match papers::read::read(source).unwrap().facts {
        Facts::Process(paper) => *paper,
        Facts::ModificationReport(_) | Facts::LegalText(_) | Facts::ReleaseImplementationDocument(_) => {
            panic!("{name} is read as another kind")
        }
    }
}

/// What a paper says that no layout changes: of a consultation document not what stands in its annex, which the two forms set
/// out differently.
fn said(paper: &ProcessPaper) -> Value {
    let own = paper.sections.len() - usize::from(paper.kind == PaperKind::ConsultationDocument);
    let sections = paper.sections.iter().take(own).map(|section| {
        let facts: Vec<_> = section.facts.iter().map(|fact| (&fact.label.value, &fact.value)).collect();
        let tables: Vec<_> = section.tables.iter().map(|table| (&table.columns, table.rows.len())).collect();
        json!({ "title": section.title.as_ref().map(|title| &title.value), "facts": facts, "tables": tables })
    });
    json!({
        "kind": paper.kind.name(), "id": paper.id, "title": paper.title, "date": paper.date, "closes": paper.closes,
        "sections": sections.collect::<Vec<_>>(), "consultation": paper.consultation,
    })
}

fn read_back(played: &Played, kind: &str, of: &str) -> ProcessPaper {
    let paper = played.paper(kind, of);
    let text = Source::from_bytes("paper.txt", compose::text(&paper).as_bytes()).unwrap();
    let by_text = process(&text, kind);
    let word = docx::read(&docx::write_paper(&paper).unwrap(), &docx::Limits::default()).unwrap();
    let by_word = process(&Source::from_extract("paper.docx", Extract::of_word(&word)).unwrap(), kind);
    assert_eq!(said(&by_text), said(&by_word), "{kind} as Word");
    by_text
}

#[test]
fn a_composed_paper_is_known_for_what_it_is_and_says_what_the_register_holds() {
    let played = journey();
    let proposal = played.register.proposal("CP001").unwrap();
    for (kind, of) in PAPERS {
        let paper = read_back(&played, kind, of);
        assert_eq!(paper.kind.name(), kind);
        let value = json!(paper);
        assert_eq!(value["kind"], kind);
        assert!(paper.id.is_some_and(|id| proposal.numbers().any(|number| number == id.value)), "{kind}");
        assert_eq!(paper.title.map(|title| title.value).as_deref(), Some(proposal.title.as_str()), "{kind}");
        assert!(paper.date.is_some(), "{kind}");
    }
}

#[test]
fn questions_answers_and_the_last_day_come_back() {
    let played = journey();
    let proposal = played.register.proposal("CP001").unwrap();
    let held = |key: &str| proposal.consultations.iter().find(|one| one.kind.key() == key).unwrap();
    for kind in ["consultation-document", "response-form"] {
        let paper = read_back(&played, kind, "CP001-report");
        assert_eq!(paper.closes.unwrap().value, held("report").closes, "{kind}");
        let questions: Vec<String> =
            paper.consultation.unwrap().questions.into_iter().map(|one| one.text.value).collect();
        assert_eq!(questions, held("report").questions, "{kind}");
    }
    let collated = read_back(&played, "collated-responses", "CP001-refinement").consultation.unwrap();
    let answers: usize = collated.questions.iter().map(|question| question.responses.len()).sum();
    assert!(answers > 0);
    let respondents = &held("refinement").responses;
    for response in collated.questions.iter().flat_map(|question| &question.responses) {
        assert!(respondents.iter().any(|one| one.respondent == response.respondent.value), "{response:?}");
    }
}
