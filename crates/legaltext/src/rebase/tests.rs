use proptest::prelude::*;

use super::*;
use crate::arbitrary::amendments::{grown, seeds};
use crate::arbitrary::{cases, edition};
use crate::{instructions, markup};

const CODE: &str = "# Section A: Terms

\"Fee\" means a sum of money that is due.

\"Party\" means a person who is bound.

# Section D: Changes

## D3 Raising

D3.1 Each Party may raise a change with the Panel at any time of the year.

D3.2 A change says:
    (a) what it is;
    (b) why it is wanted by those who want it; and
    (c) what it costs.

D3.3 The Panel answers within ten days of the change.

## D4 Voting

D4.1 The Panel votes on each change by show of hands.

D4.2 A vote counts once.
";

fn base() -> Edition {
    Edition::new("test", markup::parse_documents(CODE, "old").unwrap())
}

fn read(text: &str) -> Vec<Amendment> {
    instructions::parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}")).amendments
}

fn amended(edition: &Edition, text: &str, origin: &str) -> Edition {
    apply(edition, &read(text), origin).unwrap_or_else(|e| panic!("{text}: {e:?}")).edition
}

/// The draft, re-based on what came into force since.
fn rebased(draft: &str, since: &str) -> Rebased {
    let base = base();
    rebase(&base, &amended(&base, since, "since"), &read(draft), "draft")
}

fn words(rebased: &Rebased, at: &str) -> String {
    rebased.edition.find(&at.parse().unwrap()).unwrap_or_else(|| panic!("{at}: {rebased:#?}")).text()
}

fn conflicts(draft: &str, since: &str) -> Vec<(UnmergedKind, String)> {
    rebased(draft, since).conflicts.into_iter().map(|c| (c.kind, c.at.to_string())).collect()
}

#[test]
fn what_is_apart_merges_word_by_word() {
    let draft = "Amend D3.1 as follows:\n    Each Party shall raise a change with the Panel at any time of the year.";
    let since = "Amend D3.1 as follows:\n    Each Party may raise a change with the Panel at any time of the month.";
    let both = rebased(draft, since);
    assert!(both.is_clean(), "{:#?}", both.conflicts);
    assert_eq!(words(&both, "D3.1"), "D3.1 Each Party shall raise a change with the Panel at any time of the month.");
    assert_eq!(both.merged.len(), 1);
    assert_eq!(both.merged[0].settled, Settled::Words);
    assert!(both.merged[0].now.as_ref().unwrap().contains("month"));
    // Control: the same words.
    let since = "Amend D3.1 as follows:\n    Each Party must raise a change with the Panel at any time of the year.";
    let clash = rebased(draft, since);
    assert_eq!(clash.conflicts.len(), 1);
    assert_eq!(clash.conflicts[0].kind, UnmergedKind::SameWords);
    assert!(clash.conflicts[0].now.as_ref().unwrap().contains("must"));
    assert!(clash.conflicts[0].draft.as_ref().unwrap().contains("shall"));
    assert_eq!(words(&clash, "D3.1"), "D3.1 Each Party must raise a change with the Panel at any time of the year.");
}

#[test]
fn different_paragraphs_of_one_clause_merge_though_both_replace_the_clause() {
    let whole = |a: &str, c: &str| {
        format!(
            "Amend D3.2 as follows:\n    A change says:\n        (a) {a};\n        (b) why it is wanted by those who want it; and\n        (c) {c}."
        )
    };
    let both = rebased(&whole("what it does", "what it costs"), &whole("what it is", "what it may cost"));
    assert!(both.is_clean());
    assert!(words(&both, "D3.2").contains("(a) what it does;"));
    assert!(words(&both, "D3.2").contains("(c) what it may cost."));
}

#[test]
fn a_target_that_was_renumbered_or_moved_is_followed() {
    let draft = "Amend D4.1 as follows:\n    The Panel votes twice.";
    let renumbered = rebased(draft, "Renumber D4.1 as D4.9");
    assert!(renumbered.is_clean());
    assert_eq!(words(&renumbered, "D4.9"), "D4.9 The Panel votes twice.");
    assert!(renumbered.merged.iter().any(|m| m.settled == Settled::Place && m.at == "D4.9".parse().unwrap()));
    let moved = rebased(draft, "Move D4.1 after D3.3 as D3.4");
    assert_eq!(words(&moved, "D3.4"), "D3.4 The Panel votes twice.");
    let group = rebased("Add after D4.2:\n    D4.3 New.", "Renumber D4 as D7");
    assert!(group.is_clean());
    assert_eq!(words(&group, "D7.3"), "D7.3 New.");
}

#[test]
fn references_in_the_drafts_words_follow_too() {
    let both = rebased("Amend D3.3 as follows:\n    See Section D4.2.", "Renumber D4.2 as D4.5");
    assert!(both.is_clean());
    assert_eq!(words(&both, "D3.3"), "D3.3 See Section D4.5.");
    // The other way round: what came since cites what the draft renumbers.
    let back = rebased("Renumber D4.2 as D4.5", "Amend D3.3 as follows:\n    See Section D4.2.");
    assert_eq!(words(&back, "D3.3"), "D3.3 See Section D4.5.");
    assert_eq!(
        conflicts("Amend D3.3 as follows:\n    See Section D4.2.", "Omit D4.2"),
        [(UnmergedKind::ReferenceDangles, "D3.3".to_owned())]
    );
}

#[test]
fn what_does_not_fit_is_a_conflict_and_not_a_guess() {
    let add = |words: &str| format!("Add after D3.3:\n    D3.13 {words}");
    assert_eq!(conflicts(&add("One."), &add("Other.")), [(UnmergedKind::NumberTaken, "D3.13".to_owned())]);
    assert_eq!(conflicts(&add("One."), &add("One.")), []);
    let amend = "Amend D3.2(a) as follows:\n    what it was;";
    assert_eq!(conflicts(amend, "Omit D3.2"), [(UnmergedKind::OmittedSince, "D3.2(a)".to_owned())]);
    assert_eq!(conflicts("Omit D3.2", amend), [(UnmergedKind::ChangedSince, "D3.2".to_owned())]);
    assert_eq!(
        conflicts("Add after D3.2(c):\n    (d) more.", "Omit D3.2"),
        [(UnmergedKind::OmittedSince, "D3.2(d)".to_owned())]
    );
    assert_eq!(conflicts("Omit D3.2", "Omit D3.2"), []);
    assert_eq!(
        conflicts("Renumber D3.3 as D3.8", "Renumber D3.3 as D3.9"),
        [(UnmergedKind::RenumberedSince, "D3.9".to_owned())]
    );
    assert_eq!(
        conflicts("Renumber D3.3 as D3.8", "Add after D3.3:\n    D3.8 New."),
        [(UnmergedKind::NumberTaken, "D3.3".to_owned())]
    );
    assert_eq!(
        conflicts("Move D4.1 after D3.3 as D3.4", "Move D4.1 after D3.3 as D3.5"),
        [(UnmergedKind::MovedSince, "D3.5".to_owned())]
    );
    let redefine = |words: &str| format!("Redefine \"Fee\" in Section A as follows:\n    means {words}");
    assert_eq!(
        conflicts(&redefine("a sum."), &redefine("any money.")),
        [(UnmergedKind::SameTerm, "Section A".to_owned())]
    );
    let fits = rebased(&redefine("any sum of money that is due."), &redefine("a sum of money that is owed."));
    assert!(fits.is_clean());
    assert_eq!(fits.edition.definition("Fee").unwrap().text(), "means any sum of money that is owed.");
    assert_eq!(conflicts("Omit D9.9", "Omit D3.2"), [(UnmergedKind::DoesNotApply, "D9.9".to_owned())]);
}

#[test]
fn inserted_labels_keep_their_order_whichever_comes_first() {
    let (mine, theirs) = ("Renumber D3.2(b) as D3.2(bA)", "Renumber D3.2(a) as D3.2(aA)");
    for (draft, since) in [(mine, theirs), (theirs, mine)] {
        let both = rebased(draft, since);
        let clause = both.edition.find(&"D3.2".parse().unwrap()).unwrap();
        let labels: Vec<_> = clause.children().iter().map(|child| child.number().to_string()).collect();
        assert_eq!(labels, ["(aA)", "(bA)", "(c)"]);
    }
}

#[test]
fn a_number_given_since_stays_where_the_draft_changes_the_order_alone() {
    let (renumbers, moves) = ("Renumber D3.3 as D3.3A", "Move D3.2 after D3.3 as D3.3Q");
    for (draft, since) in [(renumbers, moves), (moves, renumbers)] {
        let both = rebased(draft, since);
        assert!(both.is_clean(), "{:#?}", both.conflicts);
        let group = both.edition.find(&"D3".parse().unwrap()).unwrap();
        let numbers: Vec<_> = group.children().iter().map(|child| child.number().to_string()).collect();
        assert_eq!(numbers, ["D3.1", "D3.3A", "D3.3Q"]);
    }
}

#[test]
fn a_term_with_another_meaning_is_to_be_looked_at() {
    let redefine = "Redefine \"Party\" in Section A as follows:\n    means anybody.";
    let both = rebased("Amend D4.2 as follows:\n    A vote counts once for each Party.", redefine);
    assert!(both.is_clean());
    assert_eq!(both.merged.iter().map(|m| m.settled).collect::<Vec<_>>(), [Settled::Definition]);
}

#[test]
fn what_a_draft_adds_to_a_clause_that_it_moves_to_a_new_document_stays() {
    let draft = "Insert after D3.2(a):\n    (aa) whom it concerns;\n\n\
                 New document Schedule 6 with the title \"Fees\":\n    1.1 A fee is due.\n\n\
                 Move D3.2 after Schedule 6 1.1 as 1.2";
    let both = rebased(draft, "Amend D3.2(c) as follows:\n    what it costs the Parties.");
    assert!(both.is_clean(), "{:#?}", both.conflicts);
    let text = words(&both, "Schedule 6 1.2");
    assert!(text.contains("(aa) whom it concerns") && text.contains("costs the Parties"), "{text}");
}

#[test]
fn the_drafters_own_amendments_stay_where_they_still_say_it() {
    let draft = "Amend D3.2 as follows:\n    A change says:\n        (a) what it does;\n        (b) why it is wanted by those who want it; and\n        (c) what it costs.";
    assert_eq!(rebased(draft, "Amend D4.1 as follows:\n    x").amendments, read(draft));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(48)))]

    #[test]
    fn on_the_same_base_the_result_is_the_same(base in edition(), seeds in seeds(8)) {
        let (amendments, new) = grown(&base, &seeds, "m1");
        let rebased = rebase(&base, &base, &amendments, "m1");
        prop_assert!(rebased.is_clean());
        prop_assert_eq!(rebased.edition.hash(), new.hash());
    }

    #[test]
    fn on_its_own_result_nothing_is_left_to_do(base in edition(), seeds in seeds(8)) {
        let (amendments, new) = grown(&base, &seeds, "m1");
        let rebased = rebase(&base, &new, &amendments, "m1");
        if rebased.is_clean() {
            prop_assert_eq!(rebased.edition.hash(), new.hash(), "{:#?}", rebased.amendments);
        }
    }

    #[test]
    fn two_drafts_that_merge_make_the_same_whichever_comes_first(base in edition(), one in seeds(5), other in seeds(5)) {
        let (mine, with_mine) = grown(&base, &one, "m1");
        let (theirs, with_theirs) = grown(&base, &other, "m2");
        let there = rebase(&base, &with_theirs, &mine, "m1");
        let back = rebase(&base, &with_mine, &theirs, "m2");
        // An omission follows what was renumbered since; a renumbering has nothing to follow when it was omitted.
        if there.is_clean() && back.is_clean() {
            let print = |e: &Edition| e.documents().iter().map(|d| markup::print(d)).collect::<String>();
            prop_assert!(
                there.edition.hash() == back.edition.hash(),
                "{:#?}\n{:#?}\n{}\n{}", mine, theirs, print(&there.edition), print(&back.edition)
            );
        }
    }
}
