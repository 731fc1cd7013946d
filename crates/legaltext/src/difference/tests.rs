use proptest::prelude::*;

use super::*;
use crate::arbitrary::amendments::{grown, seeds};
use crate::arbitrary::{cases, edition};
use crate::{Amendment, Citation, apply, instructions, markup};

const D: &str = "# Section D: Changes

\"Fee\" means money.

\"Party\" means a person who is bound.

## D3 Raising

D3.1 A Party may raise a change under Section D3.3.

D3.2 A change says:
    (a) what it is;
    (b) why it is wanted; and
    (c) what it costs.

D3.3 The Panel answers within ten days.

## D4 Voting

D4.1 The Panel votes on each change by show of hands, unless a member asks for a ballot.

D4.2 A vote counts once.
";

fn of(text: &str, origin: &str) -> Edition {
    Edition::new("test", markup::parse_documents(text, origin).unwrap())
}

/// The instructions between two texts, after checking that they make the one of the other, there and back.
fn between(old: &Edition, new: &Edition) -> String {
    for (from, to) in [(old, new), (new, old)] {
        for amendments in [amendments_between(from, to), amendments_between_checked(from, to)] {
            let made = apply(from, &amendments, "back").unwrap_or_else(|e| panic!("{e:?}\n{amendments:#?}")).edition;
            let texts = |e: &Edition| e.documents().iter().map(|d| markup::print(d)).collect::<String>();
            assert!(made.hash() == to.hash(), "{amendments:#?}\nmade\n{}\ninstead of\n{}", texts(&made), texts(to));
        }
    }
    written(&amendments_between(old, new))
}

fn written(amendments: &[Amendment]) -> String {
    amendments.iter().map(|a| serde_json::to_string(a).unwrap() + "\n").collect()
}

/// The same for a text typed anew, and for one made of the old by amendments.
fn typed(change: impl Fn(&str) -> String) -> String {
    between(&of(D, "old"), &of(&change(D), "typed"))
}

fn amended(text: &str) -> (Edition, Edition) {
    let old = of(D, "old");
    let new = apply(&old, &instructions::parse(text).unwrap().amendments, "m1").unwrap().edition;
    (old, new)
}

#[test]
fn the_smallest_provision_is_amended() {
    let written = typed(|d| d.replace("why it is wanted", "why it is needed"));
    assert_eq!(written, "{\"op\":\"substitute\",\"at\":\"D3.2(b)\",\"text\":\"(b) why it is needed; and\"}\n");
    let written = typed(|d| d.replace("A vote counts once", "A vote counts twice"));
    assert_eq!(written, "{\"op\":\"substitute\",\"at\":\"D4.2\",\"text\":\"D4.2 A vote counts twice.\"}\n");
    assert_eq!(typed(str::to_owned), "");
}

#[test]
fn own_words_alone_are_amended_with_their_list() {
    let written = typed(|d| d.replace("A change says", "Each change says"));
    assert!(written.starts_with("{\"op\":\"substitute\",\"at\":\"D3.2\""), "{written}");
    assert_eq!(written.lines().count(), 1);
}

#[test]
fn what_was_renumbered_is_renumbered_and_references_follow() {
    let inserted = |d: &str| {
        d.replace("D3.3 The Panel", "D3.3 Nobody pays twice for one and the same change.\n\nD3.4 The Panel")
            .replace("Section D3.3", "Section D3.4")
    };
    let written = typed(inserted);
    assert_eq!(
        written,
        "{\"op\":\"renumber\",\"at\":\"D3.3\",\"to\":\"D3.4\"}\n\
         {\"op\":\"insert\",\"after\":\"D3.2\",\"text\":\"D3.3 Nobody pays twice for one and the same change.\"}\n"
    );
    let paragraph = typed(|d| {
        d.replace(
            "(b) why it is wanted; and\n    (c) what",
            "(b) who pays;\n    (c) why it is wanted; and\n    (d) what",
        )
    });
    assert!(paragraph.contains("\"renumber\",\"at\":\"D3.2(c)\",\"to\":\"D3.2(d)\""), "{paragraph}");
    assert!(paragraph.contains("\"insert\",\"after\":\"D3.2(a)\""), "{paragraph}");
    assert!(!paragraph.contains("substitute"), "{paragraph}");
}

#[test]
fn numbers_that_change_places_go_round_by_a_spare_one() {
    let (old, new) = amended("Renumber D4.1 as D4.9\n\nRenumber D4.2 as D4.1\n\nRenumber D4.9 as D4.2");
    let written = between(&old, &new);
    assert_eq!(written.matches("renumber").count(), 3, "{written}");
    let again = apply(&old, &amendments_between(&old, &new), "x").unwrap().edition;
    assert_eq!(again.find(&cite("D4.2")).unwrap().id(), old.find(&cite("D4.1")).unwrap().id());
}

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

#[test]
fn what_moved_is_moved_with_its_identity() {
    let (old, new) = amended("Move D4.1 after D3.2 as D3.2A");
    let written = between(&old, &new);
    assert_eq!(written, "{\"op\":\"move\",\"at\":\"D4.1\",\"after\":\"D3.2\",\"number\":\"D3.2A\"}\n");
    let typed = typed(|d| {
        let clause = "D4.1 The Panel votes on each change by show of hands, unless a member asks for a ballot.\n\n";
        d.replace(clause, "").replace("D3.3 The", &format!("{}D3.3 The", clause.replace("D4.1", "D3.2A")))
    });
    assert!(typed.contains("\"op\":\"move\",\"at\":\"D4.1\""), "{typed}");
}

#[test]
fn clauses_may_move_into_a_new_group() {
    let group = "D5 Ballots";
    let typed = typed(|d| {
        let clause = "D4.1 The Panel votes on each change by show of hands, unless a member asks for a ballot.\n\n";
        format!("{}\n## {group}\n\n{}", d.replace(clause, ""), clause.replace("D4.1", "D5.1"))
    });
    assert!(typed.contains("insert") && typed.contains("\"op\":\"move\",\"at\":\"D4.1\",\"after\":\"D5\""), "{typed}");
}

#[test]
fn definitions_headings_captions_and_titles() {
    let define = typed(|d| d.replace("\"Party\" means", "\"Notice\" means a letter.\n\n\"Party\" means"));
    assert_eq!(
        define,
        "{\"op\":\"define\",\"document\":\"section-d\",\"term\":\"Notice\",\"text\":\"means a letter.\"}\n"
    );
    let redefine = typed(|d| d.replace("means money", "means a sum of money"));
    assert!(redefine.starts_with("{\"op\":\"redefine\"") && redefine.lines().count() == 1, "{redefine}");
    let heading = typed(|d| d.replace("D3.3 The", "### Answers\n\nD3.3 The"));
    assert!(heading.contains("### Answers"), "{heading}");
    assert_eq!(typed(|d| d.replace("## D4 Voting", "## D4 Ballots")).lines().count(), 1);
    let title = typed(|d| d.replace("Section D: Changes", "Section D: Modifications"));
    assert_eq!(title, "{\"op\":\"substitute\",\"at\":\"Section D\",\"heading\":\"Modifications\"}\n");
}

#[test]
fn whole_documents_come_and_go() {
    let written = typed(|d| format!("{d}\n# Schedule 1: Fees\n\n\"Sum\" means x.\n\n1.1 A fee is due.\n"));
    assert!(written.starts_with("{\"op\":\"new-document\",\"document\":\"schedule-1\""), "{written}");
    let gone = typed(|_| "# Section A: Terms\n\nA1.1 Nothing.\n".to_owned());
    assert!(gone.contains("{\"op\":\"omit\",\"at\":\"Section D\"}"), "{gone}");
}

#[test]
fn what_no_amendment_does_alone_is_done_by_replacing_the_clause() {
    let uncaptioned = typed(|d| d.replace("## D4 Voting\n", "D4 All vote.\n"));
    assert!(uncaptioned.contains("omit"), "{uncaptioned}");
    let first = typed(|d| d.replace("    (a) what it is;\n", "    (0) nothing;\n    (a) what it is;\n"));
    assert!(first.contains("substitute"), "{first}");
    typed(|d| d.replace("\"Fee\" means money.", "\"Zebra\" means money."));
    typed(|d| {
        d.replace(
            "\"Fee\" means money.\n\n\"Party\" means a person who is bound.",
            "\"Party\" means a person who is bound.\n\n\"Fee\" means money.",
        )
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(32)))]

    #[test]
    fn the_amendments_between_any_two_editions_make_the_one_of_the_other(old in edition(), new in edition()) {
        between(&old, &new);
    }

    #[test]
    fn the_amendments_between_an_edition_and_what_was_made_of_it_keep_identities(base in edition(), seeds in seeds(8)) {
        let (amendments, new) = grown(&base, &seeds, "m1");
        between(&base, &new);
        let again = apply(&base, &amendments_between(&base, &new), "m1 again").unwrap().edition;
        for document in base.documents() {
            document.each(&mut |_, provision| {
                // What stands under one number in the same place before and after has stayed one provision.
                let (was, is) = (new.place_of(provision.id()), again.place_of(provision.id()));
                if is.is_some() && was.is_some() {
                    assert_eq!(was, is, "{:#?}\n{:#?}", amendments, amendments_between(&base, &new));
                }
            });
        }
    }

    #[test]
    fn one_text_after_another_does_what_both_do_as_one(base in edition(), first in seeds(5), then in seeds(5)) {
        let (one, after_one) = grown(&base, &first, "m1");
        let (other, after_both) = grown(&after_one, &then, "m2");
        let both = apply(&base, &[one, other].concat(), "m1 and m2").unwrap().edition;
        prop_assert_eq!(both.hash(), after_both.hash());
    }

    #[test]
    fn what_no_amendment_names_keeps_its_identity(base in edition(), seeds in seeds(8)) {
        let (_, new) = grown(&base, &seeds, "m1");
        let differences = Differences::between(&base, &new);
        let gone = differences.gone_ids();
        for document in base.documents() {
            document.each(&mut |at, provision| {
                let id = provision.id();
                assert!(gone.contains(id) || new.place_of(id).is_some(), "{at}");
                // The same words under the same number, and still the same provision.
                if let Some(is) = new.find(at).filter(|is| is.hash() == provision.hash() && !gone.contains(id)) {
                    let renumbered = new.place_of(id).as_ref() != Some(at);
                    assert!(is.id() == id || renumbered, "{at}");
                }
            });
        }
    }
}
