//! Responses brought together: word for word, counted, linked, and nothing shown to who may not read it.

use procedure::collation::{Collation, Said, collate};
use procedure::confidential::Reader;
use procedure::register::Consulted;
use procedure::{Event, Recorded, Register};

use crate::scenarios::Story;

/// The register after the story of a response in confidence, and its events.
fn after() -> (Register, Vec<Event>, Story) {
    after_story("scenarios/sec/respond/permitted-on-a-document-late-and-in-confidence.toml")
}

fn after_story(name: &str) -> (Register, Vec<Event>, Story) {
    let story = Story::all().into_iter().find(|story| story.name == name).unwrap();
    let rulebook = &story.code.rulebook;
    let mut register = Register::new("sec");
    let mut events = Vec::new();
    for step in story.scenario.cast.iter().chain(&story.scenario.steps) {
        let ruling = procedure::decide(&register, &step.submission, rulebook, step.at).unwrap();
        let procedure::ruling::Outcome::Permitted(found) = ruling.outcome else { panic!("line {}", step.line) };
        for event in found {
            let (position, by) = (register.position() + 1, step.submission.by.clone());
            let recorded = Recorded { position, took_effect: step.at, by, grounds: Vec::new(), event: event.clone() };
            register.fold(&recorded).unwrap();
            events.push(event);
        }
    }
    (register, events, story)
}

fn seen(register: &Register, reader: &Reader) -> Collation {
    collate(Consulted::OnMatter(register.matter_consultation("tad-june-2024").unwrap()), reader)
}

#[test]
fn what_is_said_in_confidence_is_in_no_view_of_who_may_not_read_it() {
    let (register, events, story) = after();
    let code = story.code.rulebook.code();
    let reader = |name: &str| Reader::of(&register.actor(name, code).unwrap(), code);
    let secrets = ["two of our people", "our own affair"];
    let held = format!("{:?}", register.matter_consultation("tad-june-2024").unwrap());
    let public = format!("{:?}", seen(&register, &Reader::public()));
    let other = format!("{:?}", seen(&register, &reader("Clearview Data Ltd")));
    let published: String = events.iter().map(|event| serde_json::to_string(&*event.published()).unwrap()).collect();
    for secret in secrets {
        for (what, text) in
            [("the debug view", &held), ("the public", &public), ("another", &other), ("events", &published)]
        {
            assert!(!text.contains(secret), "{what} shows {secret}: {text}");
        }
    }
    let keeper = format!("{:?}", seen(&register, &reader("code-administrator")));
    assert!(secrets.iter().all(|secret| keeper.contains(secret)), "the keeper of the record reads all: {keeper}");
    let own = format!("{:?}", seen(&register, &reader("Merrow Energy Ltd")));
    assert!(own.contains(secrets[0]) && !own.contains(secrets[1]), "each reads its own: {own}");
}

/// S2-053, S2-113, S2-126, S2-127, S2-128: counts come from what is held, and words stay as they came.
#[test]
fn answers_are_counted_normalised_and_linked_and_stay_verbatim() {
    let (register, _, _) = after();
    let collation = seen(&register, &Reader::public());
    let [first, second, third, fourth] = collation.by_question.as_slice() else { panic!("four questions") };
    assert_eq!((first.counts.yes, first.counts.late, first.counts.nothing), (1, 1, 0), "a late dash is not counted");
    assert_eq!((second.counts.nothing, second.counts.no), (1, 0), "N/A is no no");
    assert_eq!(second.lines[0].answer.as_ref().unwrap().answer.as_deref(), Some("N/A"), "the words stay");
    assert_eq!((third.counts.withheld, third.lines[0].answer.is_none()), (1, true));
    assert_eq!(third.lines[0].said, None::<Said>);
    assert_eq!((fourth.lines[0].refers[0].to, fourth.lines[0].refers[0].resolves), (1, true));
    assert!(collation.unresolved.is_empty());
    assert_eq!(collation.by_respondent.len(), 3);
    let merrow = &collation.by_respondent[0];
    assert_eq!((merrow.respondent.as_str(), merrow.answers.len()), ("Merrow Energy Ltd", 4));
    assert_eq!(collation.categories.get("other-sec-party"), None, "a late respondent is not counted");
}

/// Who answers again is one respondent: the last answer in time counts, and the earlier one is kept; a late one replaces nothing.
#[test]
fn a_respondent_counts_once() {
    let (register, _, _) = after_story("scenarios/sec/respond/permitted-again-and-counted-once.toml");
    let held = register.matter_consultation("tad-june-2024").unwrap();
    let standing: Vec<(bool, bool)> = held.responses.iter().map(|one| (one.counted, one.counts())).collect();
    assert_eq!(standing, [(true, false), (true, true), (true, true), (false, false)]);
    let collation = collate(Consulted::OnMatter(held), &Reader::public());
    assert_eq!(collation.categories.values().sum::<usize>(), 2, "{collation:?}");
    assert_eq!(collation.views.into_iter().collect::<Vec<_>>(), [("opposes", 1), ("supports", 1)]);
    let first = &collation.by_question[0].counts;
    assert_eq!((first.yes, first.no, first.late), (1, 1, 1), "{first:?}");
}
