use super::*;
use crate::{Amendment, Citation, Edition, apply, arbitrary, markup};
use proptest::prelude::*;

fn kinds(redline: &Redline) -> Vec<(ChangeKind, String)> {
    let number = |c: &Change| c.new_number.clone().or(c.old_number.clone()).unwrap_or_default();
    redline.changes.iter().filter(|c| c.kind != ChangeKind::Unchanged).map(|c| (c.kind, number(c))).collect()
}

const OLD: &str = "D1.1 The Panel keeps a register of every proposal that is raised.\nD1.2 A member may ask to see the register at any time of the year.\nD1.3 Nobody may take the register away from the office of the Panel.\nD1.4 The Panel publishes the register on its website once in each month.\n";

#[test]
fn a_changed_word_is_marked_in_its_provision() {
    let new = OLD.replace("at any time", "on any Working Day");
    let redline = texts(OLD, &new);
    assert_eq!(kinds(&redline), [(ChangeKind::Changed, "D1.2".to_owned())]);
    // The short word between the two that changed is marked with them.
    assert_eq!((redline.words.removed, redline.words.added), (3, 4));
}

#[test]
fn an_inserted_clause_renumbers_those_after_it() {
    let new = OLD
        .replace("D1.4", "D1.5")
        .replace("D1.3", "D1.4")
        .replace("D1.4 Nobody", "D1.3 The register is public.\nD1.4 Nobody");
    let expected = [(ChangeKind::Inserted, "D1.3"), (ChangeKind::Renumbered, "D1.4"), (ChangeKind::Renumbered, "D1.5")];
    assert_eq!(kinds(&texts(OLD, &new)), expected.map(|(k, n)| (k, n.to_owned())));
}

#[test]
fn a_moved_clause_is_shown_as_moved_with_its_changes() {
    let lines: Vec<&str> = OLD.lines().collect();
    let moved = lines[0].replace("D1.1", "D1.9").replace("raised", "ever raised");
    let new = format!("{}\n{}\n{}\n{moved}\n", lines[1], lines[2], lines[3]);
    let redline = texts(OLD, &new);
    assert_eq!(kinds(&redline), [(ChangeKind::Moved, "D1.9".to_owned())]);
    assert_eq!((redline.words.removed, redline.words.added), (1, 2));
    assert!(redline.words.moved > 8);
}

#[test]
fn an_omitted_clause_stands_where_it_stood() {
    let new = OLD.replace("D1.2 A member may ask to see the register at any time of the year.\n", "");
    let redline = texts(OLD, &new);
    assert_eq!(kinds(&redline), [(ChangeKind::Removed, "D1.2".to_owned())]);
    assert_eq!(redline.changes[1].kind, ChangeKind::Removed);
}

#[test]
fn equal_texts_have_no_marks() {
    assert!(texts(OLD, OLD).is_empty());
    assert!(texts("", "").changes.is_empty());
    assert_eq!(texts("", "x").provisions.inserted, 1);
}

#[test]
fn the_json_is_the_one_promised() {
    let json = serde_json::to_value(texts("D1.1 a b\n", "D1.1 a c\n").named("old.txt", "new.txt")).unwrap();
    let expected = serde_json::json!({
        "old": "old.txt", "new": "new.txt",
        "words": { "removed": 1, "added": 1, "moved": 0 },
        "provisions": { "changed": 1, "inserted": 0, "removed": 0, "moved": 0, "renumbered": 0 },
        "changes": [ { "kind": "changed", "old_number": "D1.1", "new_number": "D1.1", "old_index": 0, "new_index": 0, "segments": [
            { "op": "equal", "text": "D1.1 a " }, { "op": "delete", "text": "b" }, { "op": "insert", "text": "c" }, { "op": "equal", "text": "\n" } ] } ]
    });
    // The line end follows the last word, so it goes with whichever segment holds that word.
    let text = |v: &serde_json::Value| {
        v["changes"][0]["segments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["text"].as_str().unwrap().trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(json["words"], expected["words"]);
    assert_eq!(json["provisions"], expected["provisions"]);
    assert_eq!(text(&json)[..3], text(&expected)[..3]);
}

fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        4 => "D[0-9]\\.[0-9]{1,2} [a-e ,.]{0,30}",
        2 => "\t?\\([a-c]\\) [a-e ]{0,20}",
        2 => "[A-C][a-d ]{0,20}",
        1 => "Article [0-9]",
        1 => Just(String::new()),
        1 => "\\PC{0,12}",
    ];
    (prop::collection::vec((line, prop_oneof![9 => Just("\n"), 1 => Just("\r\n"), 1 => Just("")]), 0..24))
        .prop_map(|l| l.into_iter().map(|(t, e)| t + e).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

    #[test]
    fn accepted_is_the_new_text_and_rejected_the_old(old in any_text(), new in any_text()) {
        let redline = texts(&old, &new);
        prop_assert_eq!(redline.accepted(), new);
        prop_assert_eq!(redline.rejected(), old);
    }

    #[test]
    fn editions_keep_both_laws(old in arbitrary::edition(), new in arbitrary::edition()) {
        let redline = editions_in_full(&old, &new);
        prop_assert_eq!(redline.accepted(), printed(&new));
        prop_assert_eq!(redline.rejected(), printed(&old));
        let short = editions(&old, &new);
        prop_assert_eq!(short.is_empty(), printed(&old) == printed(&new));
    }

    #[test]
    fn passing_over_what_is_the_same_loses_nothing(old in arbitrary::edition(), pick in any::<prop::sample::Index>(), words in arbitrary::words()) {
        let mut clauses: Vec<Citation> = Vec::new();
        old.documents().iter().for_each(|d| d.each(&mut |at, p| if p.is_held() && !p.number().is_label() { clauses.push(at.clone()) }));
        prop_assume!(!clauses.is_empty());
        let at = clauses[pick.index(clauses.len())].clone();
        let text = format!("{} {words}", at.number().unwrap());
        let new = apply(&old, &[Amendment::Substitute { at, text, old: None, heading: None }], "test:m1").unwrap().edition;
        prop_assert_eq!(editions(&old, &new), editions_in_full(&old, &new).without_unchanged());
    }

    #[test]
    fn a_text_edited_a_little_keeps_both_laws(old in any_text(), cut in any::<prop::sample::Index>(), word in "[a-c ]{0,5}") {
        let places: Vec<usize> = old.char_indices().map(|(i, _)| i).chain(Some(old.len())).collect();
        let (head, tail) = old.split_at(places[cut.index(places.len())]);
        let new = format!("{head}{word}{tail}");
        let redline = texts(&old, &new);
        prop_assert_eq!(redline.accepted(), new);
        prop_assert_eq!(redline.rejected(), old);
    }
}

fn printed(edition: &Edition) -> String {
    edition.documents().iter().map(|d| markup::print(d)).collect()
}

const B: &str = "# Section B: Meetings\n\n## B4 Meetings\n\nB4.1 The Chair calls a meeting of all the members.\n\nB4.2 A notice says when and where it is.\n\nB4.3 A quorum is three members and the Chair.\n";

fn edition() -> Edition {
    Edition::new("test", [markup::parse(B, "test").unwrap()])
}

#[test]
fn a_renumbered_clause_of_an_edition_is_renumbered_and_not_new() {
    let amendments = [Amendment::Renumber { at: "B4.2".parse().unwrap(), to: "B4.4".parse().unwrap() }];
    let new = apply(&edition(), &amendments, "test:m1").unwrap().edition;
    let redline = editions(&edition(), &new);
    assert_eq!(kinds(&redline), [(ChangeKind::Moved, "B4.4".to_owned())]);
    let amendments = [Amendment::Renumber { at: "B4.3".parse().unwrap(), to: "B4.4".parse().unwrap() }];
    let new = apply(&edition(), &amendments, "test:m1").unwrap().edition;
    assert_eq!(kinds(&editions(&edition(), &new)), [(ChangeKind::Renumbered, "B4.4".to_owned())]);
}

#[test]
fn an_edition_against_itself_has_no_changes() {
    assert!(editions(&edition(), &edition()).changes.is_empty());
}

#[test]
fn the_counts_are_said_in_words() {
    let new = OLD.replace("once in each", "once each").replace("Nobody", "No person");
    assert_eq!(texts(OLD, &new).summary(), "2 words removed, 2 added; provisions: 2 changed");
    let new = OLD.replace(" once in each month", " monthly");
    assert_eq!(texts(OLD, &new).summary(), "4 words removed, 1 added; provisions: 1 changed");
    assert_eq!(texts("D1.1 a b c d\n", "D1.1 a c d\n").summary(), "1 word removed, 0 added; provisions: 1 changed");
    assert_eq!(texts(OLD, OLD).summary(), "0 words removed, 0 added; no provision differs");
}

#[test]
fn what_is_left_out_is_counted() {
    let new = OLD.replace("at any time", "on any Working Day");
    let (all, near) = (texts(OLD, &new), texts_within(OLD, &new, Context::Around(0)));
    let shape = |r: &Redline, context| r.folded(context).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(shape(&all, 0), ["1 unchanged provision", "D1.2", "2 unchanged provisions"]);
    assert_eq!(shape(&near, 0), shape(&all, 0));
    assert_eq!(shape(&all, 1), ["D1.1", "D1.2", "D1.3", "1 unchanged provision"]);
    assert_eq!(shape(&texts_within(OLD, &new, Context::Around(1)), 1), shape(&all, 1));
    assert_eq!(shape(&texts(OLD, OLD), 3), ["4 unchanged provisions"]);
}

#[test]
fn what_is_left_out_stands_where_it_was_also_beside_what_is_gone_or_moved() {
    let lines: Vec<&str> = OLD.lines().collect();
    let text = |order: &[usize]| order.iter().map(|at| format!("{}\n", lines[*at])).collect::<String>();
    for order in [vec![0, 1, 3], vec![1, 2, 3], vec![0, 1, 2], vec![1, 2, 3, 0], vec![3, 0, 1], vec![2, 3]] {
        let (all, near) = (texts(OLD, &text(&order)), texts_within(OLD, &text(&order), Context::Around(0)));
        assert_eq!(all.folded(0), near.folded(0), "{order:?}");
    }
    let gone = texts_within(OLD, &text(&[0, 1, 3]), Context::Around(0));
    let shape: Vec<String> = gone.folded(0).iter().map(ToString::to_string).collect();
    assert_eq!(shape, ["2 unchanged provisions", "D1.3", "1 unchanged provision"]);
}

fn plain(line: &ChangedLine) -> Vec<(Op, &str)> {
    line.segments.iter().map(|s| (s.op, s.text.as_str())).collect()
}

#[test]
fn blocks_are_the_lines_of_a_change() {
    let segments = vec![
        Segment { op: Op::Equal, text: "D1.1 One\nNote 2: a ".to_owned() },
        Segment { op: Op::Insert, text: "new\n$$ x = y\n".to_owned() },
        Segment { op: Op::Equal, text: "word".to_owned() },
    ];
    let change = Change {
        kind: ChangeKind::Changed,
        old_number: None,
        new_number: None,
        old_index: None,
        new_index: None,
        segments,
    };
    let blocks = change.blocks();
    let [
        ChangedBlock::Paragraph(first),
        ChangedBlock::Note(note),
        ChangedBlock::Formula(formula),
        ChangedBlock::Paragraph(last),
    ] = blocks.as_slice()
    else {
        panic!("other blocks");
    };
    assert_eq!((first.op, first.end), (Op::Equal, Some(Op::Equal)));
    assert_eq!(
        (note.op, note.end, plain(note)),
        (Op::Equal, Some(Op::Insert), vec![(Op::Equal, "Note 2: a "), (Op::Insert, "new")])
    );
    assert_eq!((formula.op, formula.end), (Op::Insert, Some(Op::Insert)));
    assert_eq!((last.op, last.end, plain(last)), (Op::Equal, None, vec![(Op::Equal, "word")]));
}
