use super::*;
use crate::arbitrary;
use crate::markup;
use crate::{Number, Words};
use proptest::prelude::*;

const B: &str = "\
# Section B: Meetings

\"Chair\" means the member who leads.

\"Notice\" means a letter under Section B4.2 (Notice).

## B4 Meetings

B4.1 The Chair calls a meeting as Section B4.2 (Notice) says.

### Notice

B4.2 A notice says:
    (a) when; and
    (b) where,
in plain words.

unheld B4.3: Quorum

B4.5 See Sections B4.2(a) and (b), and clause 3.1 of Appendix C.
";
const C: &str = "# Appendix C: Forms\n\n3.1 A form follows Section B4.2(a), and clause 3.2.\n\n3.2 Not used.\n";

fn edition() -> Edition {
    Edition::new("test", [markup::parse(B, "test").unwrap(), markup::parse(C, "test").unwrap()])
}

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

fn one(toml_like: serde_json::Value) -> Amendment {
    serde_json::from_value(toml_like).unwrap()
}

fn applied(amendment: serde_json::Value) -> Applied {
    apply(&edition(), &[one(amendment)], "test:m1").unwrap()
}

fn refused(amendment: serde_json::Value) -> ConflictKind {
    let conflicts = apply(&edition(), &[one(amendment)], "test:m1").unwrap_err();
    assert_eq!(conflicts.len(), 1);
    conflicts[0].kind
}

use serde_json::json;

#[test]
fn substitution_changes_the_words_and_keeps_the_identity() {
    let was = edition().find(&cite("B4.1")).unwrap().id().clone();
    let new = applied(json!({ "op": "substitute", "at": "B4.1", "text": "B4.1 Anybody calls a meeting." })).edition;
    let clause = new.find(&cite("B4.1")).unwrap();
    assert_eq!((clause.lead_in(), clause.id()), ("Anybody calls a meeting.", &was));
    let same = applied(json!({ "op": "substitute", "at": "B4.1", "text": "Anybody calls a meeting." })).edition;
    assert_eq!(same.hash(), new.hash());
}

#[test]
fn a_single_paragraph_may_be_substituted_against_its_old_words() {
    let paragraph = json!({ "op": "substitute", "at": "B4.2(b)", "old": "where,", "text": "in which town," });
    let new = applied(paragraph).edition;
    assert_eq!(new.find(&cite("B4.2(b)")).unwrap().lead_in(), "in which town,");
    assert_eq!(new.find(&cite("B4.2")).unwrap().heading(), Some("Notice"));
    assert_eq!(new.find(&cite("B4.2(a)")), edition().find(&cite("B4.2(a)")));
    assert_eq!(
        refused(json!({ "op": "substitute", "at": "B4.2(b)", "old": "whither,", "text": "x" })),
        ConflictKind::OldWordsDiffer
    );
    let group = applied(json!({ "op": "substitute", "at": "B4", "text": "## B4 Gatherings" })).edition;
    assert_eq!(group.find(&cite("B4")).unwrap().caption(), Some("Gatherings"));
    assert!(group.find(&cite("B4.5")).is_some());
}

/// S1-009: a change has its target or is refused.
#[test]
fn an_absent_target_is_a_conflict_and_not_a_guess() {
    assert_eq!(refused(json!({ "op": "substitute", "at": "B4.4", "text": "x" })), ConflictKind::TargetAbsent);
    assert_eq!(refused(json!({ "op": "substitute", "at": "Z4.4", "text": "x" })), ConflictKind::NoDocument);
    assert_eq!(refused(json!({ "op": "substitute", "at": "3.1", "text": "x" })), ConflictKind::NoDocument);
    assert_eq!(refused(json!({ "op": "substitute", "at": "B4.1", "text": "B4.2 x" })), ConflictKind::Unreadable);
    assert_eq!(refused(json!({ "op": "substitute", "at": "B4.1", "text": "" })), ConflictKind::Unreadable);
    assert_eq!(refused(json!({ "op": "omit", "at": "B4.2(c)" })), ConflictKind::TargetAbsent);
}

/// S1-016, S1-018: no number is taken twice, and a cross heading stands before its clause.
#[test]
fn insertion_takes_the_place_and_never_a_taken_number() {
    let new =
        applied(json!({ "op": "insert", "after": "B4.3", "text": "### Fees\n\nB4.4 A fee is due:\n    (a) yearly." }))
            .edition;
    let numbers: Vec<_> = new.find(&cite("B4")).unwrap().children().iter().map(|c| c.number().to_string()).collect();
    assert_eq!(numbers, ["B4.1", "B4.2", "B4.3", "B4.4", "B4.5"]);
    assert_eq!(new.find(&cite("B4.4")).unwrap().heading(), Some("Fees"));
    assert_eq!(refused(json!({ "op": "insert", "after": "B4.3", "text": "B4.5 taken" })), ConflictKind::AlreadyThere);
    assert_eq!(refused(json!({ "op": "insert", "after": "B4.3", "text": "B5.1 astray" })), ConflictKind::Misplaced);
}

#[test]
fn a_clause_stands_in_the_group_that_its_number_names() {
    let new = applied(json!({ "op": "insert", "after": "B4.5", "text": "## B5 Money\n\nB5.1 x" })).edition;
    assert_eq!(new.document(&"section-b".parse().unwrap()).unwrap().provisions().len(), 2);
    assert_eq!(refused(json!({ "op": "insert", "after": "B4.2(a)", "text": "B4.2A x" })), ConflictKind::Misplaced);
    assert_eq!(refused(json!({ "op": "insert", "after": "B4.2", "text": "(c) x" })), ConflictKind::Misplaced);
    let first = applied(json!({ "op": "insert", "into": "appendix-c", "text": "3.0 x" })).edition;
    assert_eq!(first.documents()[1].provisions()[0].number().as_str(), "3.0");
    assert_eq!(refused(json!({ "op": "insert", "text": "3.0 x" })), ConflictKind::NoDocument);
}

#[test]
fn paragraphs_follow_paragraphs() {
    let new = applied(json!({ "op": "insert", "after": "B4.2(a)", "text": "(aa) who; and" })).edition;
    let labels: Vec<_> = new.find(&cite("B4.2")).unwrap().children().iter().map(|c| c.number().to_string()).collect();
    assert_eq!(labels, ["(a)", "(aa)", "(b)"]);
    assert_eq!(new.find(&cite("B4.2")).unwrap().tail(), "in plain words.");
}

#[test]
fn words_not_held_are_amended_unverified() {
    let new = applied(json!({ "op": "insert", "after": "B4.5", "number": "B4.6", "heading": "Minutes" }));
    assert_eq!(new.unverified, [cite("B4.6")]);
    assert_eq!(new.edition.find(&cite("B4.6")).unwrap().words(), &Words::Unheld { heading: "Minutes".into() });
    assert_eq!(refused(json!({ "op": "insert", "after": "B4.3", "number": "B4.5" })), ConflictKind::AlreadyThere);
    let changed = applied(json!({ "op": "substitute", "at": "B4.3", "heading": "Numbers" }));
    assert_eq!(changed.unverified, [cite("B4.3")]);
    assert_eq!(applied(json!({ "op": "omit", "at": "B4.3(c)" })).unverified, [cite("B4.3(c)")]);
    assert!(applied(json!({ "op": "omit", "at": "B4.1" })).unverified.is_empty());
}

/// S2-012: references to what was removed are told.
#[test]
fn an_omission_that_leaves_a_reference_dangling_says_so() {
    let new = applied(json!({ "op": "omit", "at": "B4.2" }));
    let at: Vec<_> = new.notices.iter().map(|n| n.at.to_string()).collect();
    assert_eq!(at, ["Section B", "B4.1", "B4.5", "B4.5", "Appendix C 3.1"]);
    assert!(applied(json!({ "op": "omit", "at": "B4.5" })).notices.is_empty());
}

/// S1-016: the number goes, the identity stays, every reference follows, and a number in use is refused.
#[test]
fn renumbering_keeps_the_identity_and_references_follow() {
    let was = edition().find(&cite("B4.2")).unwrap().id().clone();
    let new = applied(json!({ "op": "renumber", "at": "B4.2", "to": "B4.4" }));
    let clause = new.edition.find(&cite("B4.4")).unwrap();
    assert_eq!(clause.id(), &was);
    let text = |at: &str| new.edition.find(&cite(at)).unwrap().lead_in().to_owned();
    assert_eq!(text("B4.1"), "The Chair calls a meeting as Section B4.4 (Notice) says.");
    assert_eq!(text("B4.5"), "See Sections B4.4(a) and (b), and clause 3.1 of Appendix C.");
    assert_eq!(text("Appendix C 3.1"), "A form follows Section B4.4(a), and clause 3.2.");
    assert_eq!(new.edition.definition("Notice").unwrap().lead_in(), "means a letter under Section B4.4 (Notice).");
    assert_eq!(new.rewritten.len(), 5);
    assert_eq!(refused(json!({ "op": "renumber", "at": "B4.2", "to": "B4.5" })), ConflictKind::AlreadyThere);
    assert_eq!(refused(json!({ "op": "renumber", "at": "B4.2", "to": "B5.1" })), ConflictKind::Misplaced);
    assert_eq!(refused(json!({ "op": "renumber", "at": "B4.2(a)", "to": "B4.1(a)" })), ConflictKind::Misplaced);
}

/// S1-145: a clause of an Appendix is renumbered in the numbers of the Appendix.
#[test]
fn a_group_and_a_paragraph_renumber_what_refers_to_them() {
    let new = applied(json!({ "op": "renumber", "at": "B4", "to": "B7" })).edition;
    assert_eq!(new.find(&cite("B7.1")).unwrap().lead_in(), "The Chair calls a meeting as Section B7.2 (Notice) says.");
    let new = applied(json!({ "op": "renumber", "at": "B4.2(b)", "to": "B4.2(c)" })).edition;
    assert!(new.find(&cite("B4.5")).unwrap().lead_in().starts_with("See Sections B4.2(a) and (c),"));
    let form = applied(json!({ "op": "renumber", "at": "Appendix C 3.2", "to": "3.4" })).edition;
    assert_eq!(
        form.find(&cite("Appendix C 3.1")).unwrap().lead_in(),
        "A form follows Section B4.2(a), and clause 3.4."
    );
}

/// S1-010: a new term finds its place, and one that is there already is refused.
#[test]
fn definitions_are_added_in_alphabetical_order_changed_and_taken_away() {
    let new = applied(
        json!({ "op": "define", "document": "section-b", "term": "Member", "text": "means a person who pays." }),
    )
    .edition;
    let terms: Vec<_> = new.documents()[0].definitions().iter().map(|(_, d)| d.term().to_owned()).collect();
    assert_eq!(terms, ["Chair", "Member", "Notice"]);
    let new = applied(json!({ "op": "redefine", "document": "section-b", "term": "Chair", "old": "means the member who leads.", "text": "\"Chair\" means the eldest." })).edition;
    assert_eq!(new.definition("Chair").unwrap().lead_in(), "means the eldest.");
    assert_eq!(new.definition("Chair").unwrap().id(), edition().definition("Chair").unwrap().id());
    assert!(
        applied(json!({ "op": "undefine", "document": "section-b", "term": "Chair" }))
            .edition
            .definition("Chair")
            .is_none()
    );
    assert_eq!(
        refused(json!({ "op": "define", "document": "section-b", "term": "Chair", "text": "x" })),
        ConflictKind::AlreadyThere
    );
    assert_eq!(
        refused(json!({ "op": "undefine", "document": "appendix-c", "term": "Chair" })),
        ConflictKind::TargetAbsent
    );
    assert_eq!(
        refused(json!({ "op": "redefine", "document": "section-b", "term": "Chair", "old": "x", "text": "y" })),
        ConflictKind::OldWordsDiffer
    );
}

#[test]
fn a_text_whose_number_stands_twice_matches_twice() {
    let mut parts = edition().documents()[1].to_parts();
    parts.provisions.push(parts.provisions[0].clone());
    let doubled = edition().with_document(Document::new(parts));
    let conflicts = apply(&doubled, &[one(json!({ "op": "omit", "at": "Appendix C 3.1" }))], "test:m1").unwrap_err();
    assert_eq!(conflicts[0].kind, ConflictKind::MatchesTwice);
}

#[test]
fn every_conflict_is_reported_with_its_amendment() {
    let amendments = [
        one(json!({ "op": "omit", "at": "B9" })),
        one(json!({ "op": "omit", "at": "B4.1" })),
        one(json!({ "op": "omit", "at": "B8" })),
    ];
    let conflicts = apply(&edition(), &amendments, "test:m1").unwrap_err();
    assert_eq!(conflicts.iter().map(|c| c.amendment).collect::<Vec<_>>(), [0, 2]);
}

fn clauses(edition: &Edition) -> Vec<(Citation, Number)> {
    let mut found = Vec::new();
    for document in edition.documents() {
        document.each(&mut |at, p| {
            if p.is_held() && p.caption().is_none() && !p.number().is_label() {
                found.push((at.clone(), p.number().clone()));
            }
        });
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

    #[test]
    fn substitution_then_its_inverse_gives_the_same_hash(edition in arbitrary::edition(), pick in any::<prop::sample::Index>(), words in arbitrary::words()) {
        let clauses = clauses(&edition);
        prop_assume!(!clauses.is_empty());
        let at = clauses[pick.index(clauses.len())].0.clone();
        let was = markup::print_provision(edition.find(&at).unwrap());
        let text = format!("{} {words}", at.number().unwrap());
        let change = Amendment::Substitute { at: at.clone(), text, old: Some(was.clone()), heading: None };
        let there = apply(&edition, &[change], "test:m1").map_err(|c| TestCaseError::fail(format!("{c:?}")))?.edition;
        let back = Amendment::Substitute { at, text: was, old: None, heading: None };
        let back = apply(&there, &[back], "test:m2").map_err(|c| TestCaseError::fail(format!("{c:?}")))?.edition;
        prop_assert_eq!(back.hash(), edition.hash());
    }

    /// S1-011, S1-072: what an amendment does not name stays in force as it is.
    #[test]
    fn untouched_provisions_keep_their_identity_and_words(edition in arbitrary::edition(), pick in any::<prop::sample::Index>(), omit in any::<bool>()) {
        let clauses = clauses(&edition);
        prop_assume!(!clauses.is_empty());
        let at = clauses[pick.index(clauses.len())].0.clone();
        let change = if omit { Amendment::Omit { at: at.clone(), old: None } } else { Amendment::Substitute { at: at.clone(), text: "new".into(), old: None, heading: None } };
        let new = apply(&edition, &[change], "test:m1").map_err(|c| TestCaseError::fail(format!("{c:?}")))?.edition;
        prop_assert_ne!(new.hash(), edition.hash());
        for (other, _) in clauses.iter().filter(|(other, _)| *other != at && !at.is_within(other)) {
            prop_assert_eq!(new.find(other), edition.find(other), "{}", other);
        }
    }

    #[test]
    fn renumbering_there_and_back_gives_the_same_hash(edition in arbitrary::edition(), pick in any::<prop::sample::Index>()) {
        let clauses = clauses(&edition);
        prop_assume!(!clauses.is_empty());
        let (at, number) = clauses[pick.index(clauses.len())].clone();
        let to: Citation = format!("{}.77", number.parent().unwrap()).parse().unwrap();
        let there = apply(&edition, &[Amendment::Renumber { at: at.clone(), to: to.clone() }], "test:m1").map_err(|c| TestCaseError::fail(format!("{c:?}")))?;
        prop_assert_eq!(there.edition.find(&to).map(|p| p.id()), edition.find(&at).map(|p| p.id()));
        let back = apply(&there.edition, &[Amendment::Renumber { at: to, to: at }], "test:m2").map_err(|c| TestCaseError::fail(format!("{c:?}")))?;
        prop_assert_eq!(back.edition.hash(), edition.hash());
    }
}

fn with_second_group() -> Edition {
    let b = format!("{B}\n## B5 Records\n\nB5.1 The minutes of Section B4.1 are kept.\n");
    Edition::new("test", [markup::parse(&b, "test").unwrap(), markup::parse(C, "test").unwrap()])
}

#[test]
fn a_moved_clause_keeps_its_identity_and_references_follow() {
    let base = with_second_group();
    let was = base.find(&cite("B4.2")).unwrap().id().clone();
    let moved = one(json!({ "op": "move", "at": "B4.2", "after": "B5.1", "number": "B5.2" }));
    let new = apply(&base, &[moved], "test:m1").unwrap();
    assert_eq!(new.edition.find(&cite("B5.2")).unwrap().id(), &was);
    assert!(new.edition.find(&cite("B4.2")).is_none());
    assert_eq!(
        new.edition.find(&cite("B4.5")).unwrap().lead_in(),
        "See Sections B5.2(a) and (b), and clause 3.1 of Appendix C."
    );
    assert_eq!(
        new.edition.find(&cite("Appendix C 3.1")).unwrap().lead_in(),
        "A form follows Section B5.2(a), and clause 3.2."
    );
    assert_eq!(new.edition.definition("Notice").unwrap().lead_in(), "means a letter under Section B5.2 (Notice).");
    assert!(new.rewritten.len() >= 4);
}

#[test]
fn a_paragraph_moves_within_its_list() {
    let moved = json!({ "op": "move", "at": "B4.2(a)", "after": "B4.2(b)", "number": "(c)" });
    let clause = applied(moved).edition.find(&cite("B4.2")).unwrap().text();
    assert!(clause.contains("(b) where,\n    (c) when; and"), "{clause}");
}

#[test]
fn what_cannot_move_there_is_a_conflict() {
    assert_eq!(refused(json!({ "op": "move", "at": "B4.2", "after": "B4.2(a)" })), ConflictKind::Misplaced);
    assert_eq!(
        refused(json!({ "op": "move", "at": "B4.2", "after": "B4.5", "number": "B4.1" })),
        ConflictKind::AlreadyThere
    );
    assert_eq!(
        refused(json!({ "op": "move", "at": "B4.9", "after": "B4.5", "number": "B4.6" })),
        ConflictKind::TargetAbsent
    );
    assert_eq!(
        refused(json!({ "op": "move", "at": "B4.2(a)", "after": "B4.5", "number": "B4.6" })),
        ConflictKind::Misplaced
    );
    assert_eq!(refused(json!({ "op": "move", "at": "B4.2" })), ConflictKind::NoDocument);
}

#[test]
fn clauses_go_where_their_numbers_belong() {
    let text = "B4.1A A meeting may be cancelled.\n\nB4.4 Members are told.";
    let new = applied(json!({ "op": "insert", "in-order": true, "text": text })).edition;
    let group = new.find(&cite("B4")).unwrap();
    let numbers: Vec<_> = group.children().iter().map(|c| c.number().as_str()).collect();
    assert_eq!(numbers, ["B4.1", "B4.1A", "B4.2", "B4.3", "B4.4", "B4.5"]);
    assert_eq!(refused(json!({ "op": "insert", "in-order": true, "text": "B4.1 Twice." })), ConflictKind::AlreadyThere);
    assert_eq!(refused(json!({ "op": "insert", "in-order": true, "text": "3.5 Where?" })), ConflictKind::NoDocument);
    let appendix = json!({ "op": "insert", "in-order": true, "into": "appendix-c", "text": "3.1A Here." });
    assert!(applied(appendix).edition.find(&cite("Appendix C 3.1A")).is_some());
}

#[test]
fn documents_come_and_go() {
    let text = "\"Fee\" means money.\n\n1.1 A fee is due.\n\n| Category | Fee |\n| --- | --- |\n| Large | 5 |";
    let new = applied(json!({ "op": "new-document", "document": "schedule-1", "title": "Fees", "text": text })).edition;
    let schedule = new.document(&"schedule-1".parse().unwrap()).unwrap();
    assert_eq!((schedule.title(), schedule.definitions().len()), ("Fees", 1));
    assert_eq!(
        refused(json!({ "op": "new-document", "document": "section-b", "title": "x" })),
        ConflictKind::AlreadyThere
    );
    let unheld = applied(json!({ "op": "new-document", "document": "appendix-d", "title": "Later" }));
    assert_eq!(unheld.unverified, [cite("Appendix D")]);
    let without = applied(json!({ "op": "omit", "at": "Appendix C" }));
    assert!(without.edition.document(&"appendix-c".parse().unwrap()).is_none());
    assert!(without.notices.iter().any(|n| n.at == cite("B4.5")), "{:?}", without.notices);
    assert_eq!(refused(json!({ "op": "omit", "at": "Section T" })), ConflictKind::NoDocument);
}

/// S1-017: a title other than the one held is a conflict.
#[test]
fn a_document_may_get_another_title() {
    let retitle = |old| json!({ "op": "substitute", "at": "Section B", "heading": "Gatherings", "old": old });
    let new = applied(retitle(Some("Meetings"))).edition;
    assert_eq!(new.document(&"section-b".parse().unwrap()).unwrap().title(), "Gatherings");
    assert_eq!(refused(retitle(Some("Assemblies"))), ConflictKind::OldWordsDiffer);
    assert_eq!(refused(json!({ "op": "substitute", "at": "Section B", "text": "words" })), ConflictKind::Unreadable);
}

/// A term that is taken away while it is used is told, with its uses; one that something else defines is not.
#[test]
fn a_term_taken_away_while_it_is_used_is_told() {
    let text = "# Section B: Bodies\n\n\"Chair\" means one.\n\n\"Vice Chair\" means two.\n\n\"Fee\" means money.\n\n## B1 All\n\nB1.1 The Chair \
                asks the Vice Chair.\n\nB1.2 Chairs speak (a \"Speech\").\n\nB1.3 Each Speech ends.\n";
    let old = Edition::new("test", [markup::parse(text, "test").unwrap()]);
    let said = |amendments: serde_json::Value| {
        let amendments: Vec<Amendment> = serde_json::from_value(amendments).unwrap();
        let notices = apply(&old, &amendments, "t").unwrap().notices;
        notices.into_iter().filter(|n| n.kind == ConflictKind::UndefinedTerm).map(|n| n.message).collect::<Vec<_>>()
    };
    let undefine = |term: &str| json!({ "op": "undefine", "document": "section-b", "term": term });
    let chair = said(json!([undefine("Chair")]));
    assert!(chair.len() == 1 && chair[0].contains("still used in B1.1, B1.2;"), "{chair:?}");
    assert_eq!(said(json!([undefine("Fee")])), Vec::<String>::new());
    let again = json!({ "op": "define", "document": "section-b", "term": "Chair", "text": "means another." });
    assert_eq!(said(json!([undefine("Chair"), again])), Vec::<String>::new());
    let inline = said(json!([{ "op": "omit", "at": "B1.2" }]));
    assert!(inline.len() == 1 && inline[0].starts_with("\"Speech\" is no longer defined"), "{inline:?}");
}
