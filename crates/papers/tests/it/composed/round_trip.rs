//! Every kind of composed paper, as text, as a Word file and as a PDF, read back: the three say the same, and what they say is
//! what the register holds.

use papers::compose::{self, KINDS, Paper};
use papers::facts::{Facts, Particulars, Placed, ProcessPaper};
use papers::source::{Extract, Source};
use papers::{docx, pdf};
use serde_json::Value;

use super::files::told;
use super::{Played, demonstration, journey, scenario};

/// A paper in its three forms, as the readers take them. The PDF is left out where `pdftotext` is not installed.
fn forms(paper: &Paper, name: &str) -> Vec<(&'static str, Source)> {
    let text = Source::from_bytes("paper.txt", compose::text(paper).as_bytes()).unwrap();
    let word = docx::read(&docx::write_paper(paper).unwrap(), &docx::Limits::default()).unwrap();
    let word = Source::from_extract("paper.docx", Extract::of_word(&word)).unwrap();
    let mut forms = vec![("text", text), ("word", word)];
    let bytes = pdf::paper(paper).unwrap();
    if let Some(printed) = told("pdftotext", &["-layout"], &format!("{name}.pdf"), &bytes, &["-"]) {
        let printed = Extract::of_pages(&printed);
        let tagged = Extract::of_tagged(&bytes, &printed).unwrap_or_else(|| panic!("{name}: the tree is not believed"));
        forms.push(("pdf", Source::from_extract("paper.pdf", tagged).unwrap()));
    }
    forms
}

/// The facts without what a form decides: on which line an instruction stands, to whom questions go on the cover.
fn facts(source: &Source, name: &str) -> Value {
    let facts = papers::read::read(source).unwrap_or_else(|error| panic!("{name}: {error}")).facts;
    let mut value = serde_json::to_value(&facts).unwrap();
    without(&mut value, &["line"]);
    value
}

fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|key, _| !keys.contains(&key.as_str()));
            fields.values_mut().for_each(|field| without(field, keys));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without(item, keys)),
        Value::String(text) => *text = text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn june_in_february() -> Played {
    Played::until(
        &scenario("scenarios/sec/stories/june-2020-release.toml"),
        jiff::civil::date(2020, 2, 26).at(0, 0, 0, 0),
    )
}

/// What differs between two values, by pointer.
fn differences(a: &Value, b: &Value, at: &str, found: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(left), Value::Object(right)) => {
            let keys: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
            for key in keys {
                let of = |fields: &serde_json::Map<String, Value>| fields.get(key).cloned().unwrap_or_default();
                differences(&of(left), &of(right), &format!("{at}/{key}"), found);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let each = left.iter().zip(right).enumerate();
            each.for_each(|(index, (a, b))| differences(a, b, &format!("{at}/{index}"), found));
        }
        _ if a != b => found.push(format!("{at}: {a} and {b}")),
        _ => {}
    }
}

#[test]
fn every_kind_of_paper_reads_back_the_same_as_text_word_and_pdf() {
    let panel = super::meetings::panel();
    let policy = Played::of(&scenario("scenarios/sec/publish-policy/permitted-and-the-duty-is-done.toml"));
    let tested = Played::of(&scenario("scenarios/sec/submit-completion-report/permitted-with-each-matter.toml"));
    let june = Played::of(&scenario("scenarios/sec/stories/june-2020-release.toml"));
    let (demonstration, journey, in_february) = (demonstration(), journey(), june_in_february());
    let papers = [
        (&journey, "draft-proposal", "CP001"),
        (&journey, "consultation-document", "CP001-report"),
        (&journey, "response-form", "CP001-report"),
        (&journey, "collated-responses", "CP001-refinement"),
        (&journey, "modification-report", "CP001"),
        (&demonstration, "modification-report", "MP167B"),
        (&journey, "legal-text", "CP001"),
        (&demonstration, "legal-text", "MP167B"),
        (&journey, "change-board-paper", "CP001"),
        (&journey, "vote-record", "CP001"),
        (&journey, "decision-letter", "CP001"),
        (&in_february, "release-implementation-document", "june-2020"),
        (&tested, "testing-approach-document", "june-2024"),
        (&tested, "sit-completion-report", "june-2024"),
        (&june, "uit-completion-report", "june-2020"),
        (&demonstration, "agenda", "change-board-1"),
        (&demonstration, "meeting-pack", "change-board-1"),
        (&panel, "minutes", "panel-70"),
        (&policy, "policy", "pap"),
    ];
    for kind in KINDS {
        assert!(papers.iter().any(|(_, name, _)| *name == kind.name), "{} is not tried", kind.name);
    }
    let mut found = Vec::new();
    for (played, kind, of) in papers {
        let forms = forms(&played.paper(kind, of), kind);
        let name = |form: &str| format!("{kind} of {of} as {form}");
        let by_text = facts(&forms[0].1, &name("text"));
        for (form, source) in &forms[1..] {
            differences(&by_text, &facts(source, &name(form)), &name(form), &mut found);
        }
    }
    assert_eq!(found, Vec::<String>::new(), "\n{}", found.join("\n"));
}

fn process(played: &Played, kind: &str, of: &str) -> ProcessPaper {
    let source = Source::from_bytes("paper.txt", compose::text(&played.paper(kind, of)).as_bytes()).unwrap();
    match papers::read::read(&source).unwrap().facts {
        Facts::Process(paper) => *paper,
        Facts::ModificationReport(_) | Facts::LegalText(_) | Facts::ReleaseImplementationDocument(_) => {
            panic!("{kind} is read as another kind")
        }
    }
}

fn words<T: Clone>(placed: &Option<Placed<T>>) -> Option<T> {
    placed.as_ref().map(|placed| placed.value.clone())
}

#[test]
fn the_papers_of_a_meeting_say_what_the_register_holds_of_it() {
    let ahead = demonstration();
    for (kind, packed) in [("agenda", 0), ("meeting-pack", 1)] {
        let paper = process(&ahead, kind, "change-board-1");
        assert_eq!(paper.kind.name(), if kind == "agenda" { "meeting-agenda" } else { "meeting-pack" });
        let Some(Particulars::Meeting(told)) = &paper.particulars else { panic!("{kind}") };
        let meeting = ahead.register.meeting("change-board-1").unwrap();
        assert_eq!(words(&told.body).as_deref(), Some("Change Board"));
        assert_eq!((told.number, words(&told.day)), (Some(1), Some(meeting.date)));
        assert_eq!(told.items.len(), meeting.items.len());
        for (told, held) in told.items.iter().zip(&meeting.items) {
            assert_eq!((u64::from(told.number), &told.title.value), (held.number, &held.title));
            assert_eq!(told.papers, [std::slice::from_ref(&held.reference), &held.appendices].concat());
            assert_eq!((told.came, told.late), (Some(held.at.date()), held.late));
        }
        assert_eq!(told.papers.len(), packed);
    }
    let held = super::meetings::panel();
    let meeting = held.register.meeting("panel-70").unwrap();
    let Some(Particulars::Meeting(told)) = process(&held, "minutes", "panel-70").particulars else { panic!() };
    assert_eq!(
        told.attendance.iter().map(|one| &one.person.value).collect::<Vec<_>>(),
        meeting.attendance.iter().map(|one| &one.person).collect::<Vec<_>>()
    );
    assert_eq!(told.decisions.len(), meeting.decisions.len());
    for (told, held) in told.decisions.iter().zip(&meeting.decisions) {
        assert_eq!(told.item.map(u64::from), held.item);
        assert_eq!(
            told.decided.value.trim_end_matches('.').to_lowercase(),
            held.decision.trim_end_matches('.').to_lowercase()
        );
    }
    let actions = &meeting.actions;
    assert_eq!(told.actions.len(), actions.len());
    for (told, held) in told.actions.iter().zip(actions) {
        assert_eq!((told.reference.as_ref(), told.due), (Some(&held.id.to_string()), held.due));
    }
}

#[test]
fn the_papers_of_testing_and_a_policy_say_what_the_register_holds() {
    let tested = Played::of(&scenario("scenarios/sec/submit-completion-report/permitted-with-each-matter.toml"));
    let release = tested.register.release("june-2024").unwrap();
    let paper = process(&tested, "testing-approach-document", "june-2024");
    let Some(Particulars::TestingApproach(told)) = paper.particulars else { panic!() };
    let approach = release.testing.in_force().or(release.testing.approaches.last()).unwrap();
    assert_eq!(words(&told.release).as_deref(), Some(release.name.as_str()));
    assert_eq!(told.release_date, Some(release.date));
    let letters: String = told.items.iter().map(|item| item.letter.value.as_str()).collect();
    assert_eq!(letters, "abcdefghijklmn");
    assert!(told.items.iter().all(|item| item.says.is_some()));
    assert_eq!(told.phases.len(), approach.phases.len());
    let thresholds: Vec<_> = told.thresholds.iter().map(|one| (u64::from(one.severity.value), one.most)).collect();
    assert_eq!(
        thresholds,
        approach.thresholds.iter().map(|one| (u64::from(one.severity), one.at_most)).collect::<Vec<_>>()
    );
    assert_eq!(told.report_contents.len(), approach.report_contents.len());
    assert!(!told.under_test.is_empty());

    let Some(Particulars::Completion(told)) = process(&tested, "sit-completion-report", "june-2024").particulars else {
        panic!()
    };
    let run = release.testing.run("sit").unwrap();
    assert_eq!(told.phase.as_deref(), Some("SIT"));
    assert_eq!(words(&told.started), run.started.as_ref().map(|(at, _)| at.date()));
    assert_eq!(words(&told.ended), run.closed.map(|at| at.date()));
    assert_eq!(words(&told.entry_approved), run.entry.as_ref().map(|done| done.at.date()));
    let contents = &run.reports.last().unwrap().contents;
    assert_eq!(told.reported.len(), contents.len());
    assert!(told.reported.iter().all(|matter| matter.says.is_some()), "{:?}", told.reported);

    let played = Played::of(&scenario("scenarios/sec/publish-policy/permitted-and-the-duty-is-done.toml"));
    let paper = process(&played, "policy", "pap");
    assert_eq!((paper.kind.name(), words(&paper.title).as_deref()), ("policy", Some("PAP")));
    let Some(Particulars::Policy(told)) = paper.particulars else { panic!() };
    let held: Vec<_> = played.register.policy_versions("pap").collect();
    assert_eq!(told.versions.len(), held.len());
    for (told, held) in told.versions.iter().zip(held) {
        assert_eq!(told.version.value, held.version);
        assert_eq!(told.drafted, Some(held.drafted.date()));
        assert_eq!(
            (told.adopted, told.published),
            (held.adopted.map(|at| at.date()), held.published.map(|at| at.date()))
        );
    }
    assert_eq!(told.considered.len(), 3);
}
