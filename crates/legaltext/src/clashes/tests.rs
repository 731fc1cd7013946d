use super::*;
use crate::effect::Draft;
use crate::{Edition, instructions, markup};

const CODE: &str = "# Section A: Terms

\"Fee\" means a sum of money.

\"Network Party\" means a Party with a network.

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

unheld D4.3: Ballots

# Appendix C: Forms

1.1 The form of a change.

1.2 A form is signed.
";

fn base() -> Edition {
    Edition::new("test", markup::parse_documents(CODE, "old").unwrap())
}

fn effects(name: &str, text: &str) -> Effects {
    let amendments = instructions::parse(text).unwrap_or_else(|e| panic!("{text}: {e:?}")).amendments;
    let effects = Effects::of(&Draft { name, base: &base(), amendments: &amendments });
    assert!(effects.conflicts().is_empty(), "{text}: {:?}", effects.conflicts());
    effects
}

/// The clashes of two drafts, found every way there is, and the same from both sides.
fn found(left: &str, right: &str) -> Vec<Clash> {
    let (left, right) = (effects("MP1", left), effects("MP2", right));
    let there = clashes(&left, &right);
    assert_eq!(there, clashes_of_all(&[left.clone(), right.clone()]));
    assert_eq!(there, clashes_with(&left, std::slice::from_ref(&right)));
    let mut back = clashes(&right, &left);
    for clash in &mut back {
        std::mem::swap(&mut clash.left, &mut clash.right);
        std::mem::swap(&mut clash.left.draft, &mut clash.right.draft);
        clash.message.clear();
    }
    let mut plain = there.clone();
    plain.iter_mut().for_each(|c| c.message.clear());
    back.sort();
    plain.sort();
    assert_eq!(plain, back, "the same from both sides");
    there
}

/// Kind, place and whether it merges.
fn kinds(left: &str, right: &str) -> Vec<(ClashKind, String, bool)> {
    found(left, right).into_iter().map(|c| (c.kind, c.at.to_string(), c.merges)).collect()
}

fn one(kind: ClashKind, at: &str, merges: bool) -> Vec<(ClashKind, String, bool)> {
    vec![(kind, at.to_owned(), merges)]
}

/// S4-057: two modifications on one document.
#[test]
fn two_modifications_may_claim_one_number() {
    // SECMP0034 and SECMP0049 both added a clause at D3.13.
    let add = |words: &str| format!("Add after D3.3:\n    D3.13 {words}");
    assert_eq!(kinds(&add("One."), &add("Other.")), one(ClashKind::SameNumber, "D3.13", false));
    assert_eq!(kinds(&add("One."), &add("One.")), one(ClashKind::SameNumber, "D3.13", true));
    assert_eq!(kinds(&add("One."), "Add after D3.3:\n    D3.14 Other."), []);
    assert_eq!(kinds("Renumber D3.3 as D3.13", &add("One.")), one(ClashKind::SameNumber, "D3.13", false));
    let paragraph = |words: &str| format!("Add after D3.2(c):\n    (d) {words}");
    assert_eq!(kinds(&paragraph("x"), &paragraph("y")), one(ClashKind::SameNumber, "D3.2(d)", false));
    let message = &found(&add("One."), &add("Other."))[0];
    assert_eq!(message.message, "MP1 adds D3.13, and MP2 adds D3.13; renumber one of them");
    assert_eq!(message.right.text.as_deref(), Some("D3.13 Other."));
}

/// S4-057: edits apart merge, edits of the same words clash.
#[test]
fn the_same_words_clash_and_words_apart_merge() {
    let amend = |words: &str| format!("Amend D3.1 as follows:\n    {words}");
    let old = "Each Party may raise a change with the Panel at any time of the year.";
    let shall = amend(&old.replace("may", "shall"));
    let must = amend(&old.replace("may", "must"));
    let month = amend(&old.replace("year", "month"));
    assert_eq!(kinds(&shall, &must), one(ClashKind::SameWords, "D3.1", false));
    assert_eq!(kinds(&shall, &month), one(ClashKind::SameWords, "D3.1", true));
    assert_eq!(kinds(&shall, &shall), one(ClashKind::SameWords, "D3.1", true));
    assert_eq!(kinds(&shall, "Amend D3.3 as follows:\n    x"), []);
    let clash = &found(&shall, &must)[0];
    assert_eq!(clash.base.as_deref(), Some(old));
    assert!(clash.left.text.as_ref().unwrap().contains("shall") && clash.right.text.as_ref().unwrap().contains("must"));
    assert!(clash.message.contains("agree one text"), "{}", clash.message);
}

#[test]
fn two_drafts_of_one_clause_that_change_different_paragraphs_do_not_clash() {
    let whole = |a: &str, c: &str| {
        format!(
            "Amend D3.2 as follows:\n    A change says:\n        (a) {a};\n        (b) why it is wanted by those who want it; and\n        (c) {c}."
        )
    };
    assert_eq!(kinds(&whole("what it does", "what it costs"), &whole("what it is", "what it may cost")), []);
    assert_eq!(
        kinds(&whole("what it does", "what it costs"), "Amend D3.2(a) as follows:\n    what it was;"),
        one(ClashKind::SameWords, "D3.2(a)", false)
    );
}

#[test]
fn what_one_takes_away_the_other_must_not_build_on() {
    let omit = "Omit D3.2";
    assert_eq!(kinds(omit, "Amend D3.2(a) as follows:\n    y;"), one(ClashKind::OmittedUnderneath, "D3.2(a)", false));
    assert_eq!(kinds(omit, "Add after D3.2(c):\n    (d) y"), one(ClashKind::OmittedUnderneath, "D3.2(d)", false));
    assert_eq!(kinds(omit, omit), one(ClashKind::OmittedUnderneath, "D3.2", true));
    assert_eq!(kinds(omit, "Omit D3.2(a)"), one(ClashKind::OmittedUnderneath, "D3.2(a)", true));
    assert_eq!(kinds(omit, "Renumber D3.2 as D3.9"), one(ClashKind::OmittedUnderneath, "D3.2", false));
    assert_eq!(
        kinds("Omit Appendix C", "Amend Appendix C 1.1 as follows:\n    x"),
        one(ClashKind::OmittedUnderneath, "Appendix C 1.1", false)
    );
    assert_eq!(kinds(omit, "Amend D3.3 as follows:\n    y"), []);
    assert_eq!(kinds(omit, "Add after D3.2:\n    D3.2A y"), [], "it stands after D3.1 then");
}

#[test]
fn what_is_renumbered_or_moved_takes_changes_with_it() {
    let amend = "Amend D4.1 as follows:\n    The Panel votes twice.";
    assert_eq!(kinds("Renumber D4.1 as D4.9", amend), one(ClashKind::RenumberedUnderneath, "D4.1", true));
    assert_eq!(kinds("Move D4.1 after D3.3 as D3.4", amend), one(ClashKind::MovedUnderneath, "D4.1", true));
    assert_eq!(
        kinds("Renumber D4.1 as D4.9", "Renumber D4.1 as D4.8"),
        one(ClashKind::RenumberedUnderneath, "D4.1", false)
    );
    assert_eq!(
        kinds("Renumber D4.1 as D4.9", "Renumber D4.1 as D4.9"),
        one(ClashKind::RenumberedUnderneath, "D4.1", true)
    );
    assert_eq!(kinds("Renumber D4 as D7", amend), one(ClashKind::RenumberedUnderneath, "D4.1", true));
    assert_eq!(
        kinds("Renumber D4 as D7", "Add after D4.2:\n    D4.4 New."),
        one(ClashKind::RenumberedUnderneath, "D4.4", true)
    );
}

#[test]
fn definitions_are_compared_and_so_are_the_clauses_that_use_them() {
    let redefine = |words: &str| format!("Redefine \"Party\" in Section A as follows:\n    means {words}");
    let amend = "Amend D4.2 as follows:\n    A vote counts once for each Party.";
    assert_eq!(kinds(&redefine("anybody."), &redefine("nobody.")), one(ClashKind::SameTerm, "Section A", false));
    assert_eq!(kinds(&redefine("anybody."), amend), one(ClashKind::DefinitionUnderneath, "D4.2", false));
    assert_eq!(kinds("Undefine \"Party\" in Section A", amend), one(ClashKind::DefinitionUnderneath, "D4.2", false));
    let network = "Amend D4.2 as follows:\n    A vote counts once for each Network Party.";
    assert_eq!(kinds(&redefine("anybody."), network), [], "the longest term is used");
    let own = "Define \"Party Fee\" in Section A:\n    means a sum.\n\nAmend D4.2 as follows:\n    A vote counts once for each Party Fee.";
    assert_eq!(kinds(&redefine("anybody."), own), [], "also where the draft adds it");
    assert_eq!(kinds(&redefine("anybody."), "Amend D4.2 as follows:\n    No vote counts for a third-party."), []);
    let define = |words: &str| format!("Define \"Vote\" in Section A:\n    means {words}");
    assert_eq!(kinds(&define("x."), &define("y.")), one(ClashKind::SameTerm, "Section A", false));
    assert_eq!(kinds(&define("x."), &define("x.")), one(ClashKind::SameTerm, "Section A", true));
}

#[test]
fn a_reference_left_dangling_is_found() {
    let cites = "Amend D3.3 as follows:\n    The Panel answers as Section D4.2 says.";
    assert_eq!(kinds("Omit D4.2", cites), one(ClashKind::ReferenceDangles, "D3.3", false));
    assert_eq!(kinds("Omit D4", cites), one(ClashKind::ReferenceDangles, "D3.3", false));
    assert_eq!(kinds("Renumber D4.2 as D4.9", cites), one(ClashKind::ReferenceMoves, "D3.3", true));
    assert_eq!(
        kinds("Renumber D4.2 as D4.9\n\nAdd after D4.1:\n    D4.2 New.", cites),
        one(ClashKind::ReferenceMoves, "D3.3", false)
    );
    assert_eq!(kinds("Omit D4.1", cites), []);
    let new = "Add after D3.3:\n    D3.4 See clause 1.2 of Appendix C.";
    assert_eq!(kinds("Omit Appendix C", new), one(ClashKind::ReferenceDangles, "D3.4", false));
}

#[test]
fn references_that_follow_a_renumbering_are_no_change_of_words() {
    let code = CODE.replace("A vote counts once.", "A vote under Section D3.3 counts once.");
    let base = Edition::new("test", markup::parse_documents(&code, "old").unwrap());
    let of = |name, text: &str| {
        Effects::of(&Draft { name, base: &base, amendments: &instructions::parse(text).unwrap().amendments })
    };
    let renumber = of("MP1", "Renumber D3.3 as D3.9");
    assert_eq!(renumber.all().len(), 1, "{:?}", renumber.all());
    let amend = of("MP2", "Amend D4.2 as follows:\n    Each vote under Section D3.3 counts once.");
    assert_eq!(clashes(&renumber, &amend), []);
}

#[test]
fn two_may_add_one_document_or_change_one_title() {
    let new = |words: &str| format!("New document Schedule 1 with the title \"Fees\":\n    1.1 {words}");
    assert_eq!(kinds(&new("x."), &new("y.")), one(ClashKind::SameDocument, "Schedule 1", false));
    assert_eq!(kinds(&new("x."), &new("x.")), one(ClashKind::SameDocument, "Schedule 1", true));
}

#[test]
fn words_that_are_not_held_are_compared_by_place() {
    let amend = "Amend D4.3 under the heading \"Ballots\", words not held";
    assert_eq!(kinds(amend, amend), one(ClashKind::SameWords, "D4.3", false));
    let below = |label: &str| format!("Amend D4.3({label}), words not held");
    assert_eq!(kinds(&below("a"), &below("a")), one(ClashKind::SameWords, "D4.3(a)", false));
    assert_eq!(kinds(&below("a"), &below("b")), []);
    assert_eq!(kinds("Omit D4.3", &below("a")), one(ClashKind::OmittedUnderneath, "D4.3(a)", false));
    assert_eq!(kinds(amend, &below("a")), one(ClashKind::SameWords, "D4.3(a)", false));
}

#[test]
fn amendments_whose_base_is_not_held_are_compared_by_place() {
    let of = |name, text: &str| Effects::by_place(name, &instructions::parse(text).unwrap().amendments);
    let kinds = |left: &str, right: &str| -> Vec<ClashKind> {
        clashes(&of("MP1", left), &of("MP2", right)).into_iter().map(|c| c.kind).collect()
    };
    assert_eq!(
        kinds("Add after D3.12:\n    D3.13 One.", "Add after D3.12:\n    D3.13 Other."),
        [ClashKind::SameNumber]
    );
    assert_eq!(
        kinds("Renumber D3.11 as D3.13", "Add after D3.12 the provision D3.13, words not held"),
        [ClashKind::SameNumber]
    );
    assert_eq!(kinds("Amend D1.2 as follows:\n    x", "Amend D1.2(a) as follows:\n    y"), [ClashKind::SameWords]);
    assert_eq!(kinds("Amend D1.2(a) as follows:\n    x", "Amend D1.2(b) as follows:\n    y"), []);
    assert_eq!(kinds("Amend D1 as follows:\n    x", "Amend D1.2 as follows:\n    y"), []);
    assert_eq!(kinds("Omit D1.2", "Amend D1.2(a) as follows:\n    y"), [ClashKind::OmittedUnderneath]);
    assert_eq!(kinds("Renumber D1.2 as D1.9", "Amend D1.2 as follows:\n    y"), [ClashKind::RenumberedUnderneath]);
    assert_eq!(kinds("Define \"X\" in Section A:\n    means y", "Undefine \"X\" in Section A"), [ClashKind::SameTerm]);
    assert_eq!(kinds("Undefine \"X\" in Section A", "Undefine \"X\" in Section K"), []);
}

#[test]
fn a_draft_that_does_not_apply_says_so_and_clashes_with_nothing() {
    let amendments = instructions::parse("Omit D9.9").unwrap().amendments;
    let base = base();
    let effects = Effects::of(&Draft { name: "MP1", base: &base, amendments: &amendments });
    assert_eq!(effects.conflicts().len(), 1);
    assert!(effects.all().is_empty());
}
