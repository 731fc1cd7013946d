use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::graph::Graph;
use crate::{Amendment, Applied, Citation, Edition, ProvisionId, apply, markup};

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

/// Forms of words that cite provisions of the edition below.
const FORMS: [&str; 40] = [
    "Section B1.2",
    "Section B1.2(b)",
    "Section B1.2(b)(ii)",
    "Section C1.1 (Calls)",
    "Sections B1.1 and B1.2",
    "Sections B1.1, C2.2(a) and B1.3",
    "Sections B1.1 to B1.3",
    "Section B1.1 to Section B1.3",
    "Sections B1.2(a), (b) and (c)",
    "Sections B1.2(a) to (c)",
    "Section B1.2(b)(i) or (ii)",
    "Section B1.2(b)(i) and (c)",
    "Section B1",
    "Sections B1 and C2",
    "this Section B1",
    "section C1.2",
    "B1.2(c) and C2.1",
    "B1.2",
    "paragraph (b) of Section B1.2",
    "paragraphs (a) and (b) of Section B1.2",
    "sub-paragraph (ii) of Section B1.2(b)",
    "Section B1.2 and paragraph (b) of that Section",
    "Appendix X 1.2(b)",
    "Appendix X, clause 2.1",
    "clause 1.2 of Appendix X",
    "clauses 1.1 and 1.2 of Appendix X",
    "clauses 1.1 to 2.1 of Appendix X",
    "paragraph (b) of clause 1.2 of Appendix X",
    "paragraphs (a) and (b) of clause 1.2 of Appendix X",
    "clause 1.2 of the Policy",
    "Section C2.2(a), Section 7 of the Gas Act and Schedule 9",
    "Section B1.9 of nothing",
    "paragraph (b)",
    "paragraphs (a) and (c)",
    "paragraph (b)(ii)",
    "sub-paragraph (i)",
    "clause 1.2",
    "clauses 1.1, 1.2 and 2.1",
    "clause 2.2(b)",
    "paragraphs (a) to (c) above",
];

fn document(head: &str, prefix: &str, words: &mut dyn FnMut() -> String) -> String {
    let mut text = format!("# {head}\n");
    for group in 1..=2 {
        text.push_str(&format!("\n## {prefix}{group} Group {group}\n"));
        for clause in 1..=3 {
            let heading = if clause == 1 { "\n### Calls\n" } else { "" };
            text.push_str(&format!("{heading}\n{prefix}{group}.{clause} Words as {} say:\n", words()));
            text.push_str(&format!("    (a) {};\n    (b) as {}:\n", words(), words()));
            text.push_str(&format!(
                "        (i) {}; or\n        (ii) {}; and\n    (c) {},\n",
                words(),
                words(),
                words()
            ));
            text.push_str(&format!("and then {}.\n", words()));
        }
    }
    text
}

fn edition(forms: &[usize]) -> Edition {
    let mut next = forms.iter().cycle();
    let mut words = || FORMS[*next.next().unwrap()].to_owned();
    let mut texts = [
        document("Section B: Bodies", "B", &mut words),
        document("Section C: Calls", "C", &mut words),
        document("Appendix X: Policy", "", &mut words),
    ];
    let list = format!("\n\"Term\" means as {}:\n    (a) {}; and\n    (b) {}.\n", words(), words(), words());
    texts[0] = texts[0].replacen("\n## B1", &format!("{list}\n## B1"), 1);
    Edition::new("test", texts.iter().map(|text| markup::parse(text, "test").unwrap()))
}

/// Where every reference leads that leads somewhere, by who says it and in which order.
fn led(edition: &Edition) -> BTreeMap<(ProvisionId, String), Vec<Option<ProvisionId>>> {
    let mut led: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut ids = BTreeMap::new();
    for document in edition.documents() {
        document.each(&mut |at, provision| {
            ids.insert(at.to_string(), provision.id().clone());
        });
    }
    for cited in Graph::of(edition).references() {
        let whole = ProvisionId::derive("test", "whole", "document");
        let id = ids.get(&cited.place.at.to_string()).cloned().unwrap_or(whole);
        let labels: String = cited.place.labels.iter().map(ToString::to_string).collect();
        let who = format!("{:?}{labels}{:?}", cited.place.term, cited.part);
        let target = cited.resolution.target().and_then(|target| target.id.clone());
        led.entry((id, who)).or_default().push(target);
    }
    led
}

fn moves() -> Vec<Amendment> {
    let renumber = |at: &str, to: &str| Amendment::Renumber { at: cite(at), to: cite(to) };
    let moved = |at: &str, after: &str, number: &str| Amendment::Move {
        at: cite(at),
        after: Some(cite(after)),
        into: None,
        number: Some(number.parse().unwrap()),
    };
    vec![
        renumber("B1.2", "B1.7"),
        renumber("B1.2", "B1.2A"),
        renumber("B1.3", "B1.9"),
        renumber("B1", "B7"),
        renumber("B1.2(b)", "B1.2(e)"),
        renumber("B1.2(b)(ii)", "B1.2(b)(iv)"),
        renumber("C2.2(a)", "C2.2(f)"),
        renumber("Appendix X 1.2", "1.8"),
        renumber("Appendix X 1.2(b)", "Appendix X 1.2(g)"),
        renumber("Appendix X 2", "5"),
        moved("B1.2", "C2.3", "C2.4"),
        moved("B1.2", "Appendix X 2.3", "2.4"),
        moved("Appendix X 1.2", "C1.3", "C1.4"),
        moved("Appendix X 1.2", "Appendix X 2.3", "2.9"),
        moved("B1.2(b)", "C2.2(c)", "(d)"),
        moved("C1.1", "B2.1", "B2.1A"),
    ]
}

/// What an application must keep: every reference that led to a provision leads to it still, or a notice names its place.
fn check(old: &Edition, amendment: &Amendment) -> Result<(), TestCaseError> {
    let applied =
        apply(old, std::slice::from_ref(amendment), "test:1").map_err(|c| TestCaseError::fail(format!("{c:?}")))?;
    let Applied { edition: new, notices, .. } = applied;
    let (before, after) = (led(old), led(&new));
    for (who, targets) in &before {
        let now = after.get(who).cloned().unwrap_or_default();
        let kept = |(index, target): (usize, &Option<ProvisionId>)| target.is_none() || now.get(index) == Some(target);
        let lost: Vec<_> = targets.iter().enumerate().filter(|pair| !kept(*pair)).map(|(i, _)| i).collect();
        if lost.is_empty() {
            continue;
        }
        // A definition at the head of the document, when no provision is the one.
        let mut place = "Section B".to_owned();
        let mut words = String::new();
        for document in old.documents() {
            document.each(&mut |at, provision| {
                if *provision.id() == who.0 {
                    place = at.to_string();
                    words = format!("{} … {}", provision.lead_in(), provision.tail());
                }
            });
        }
        let mut new_words = String::new();
        for document in new.documents() {
            document.each(&mut |_, provision| {
                if *provision.id() == who.0 {
                    new_words = format!("{} … {}", provision.lead_in(), provision.tail());
                }
            });
        }
        let said = notices.iter().any(|notice| notice.at.to_string() == place);
        prop_assert!(said, "{amendment:?}\nat {place} {}: lost {lost:?}\n  was {words}\n  is  {new_words}", who.1);
    }
    Ok(())
}

/// S1-016: no reference is left on the old number unsaid.
#[test]
fn each_form_of_words_follows_each_move() {
    for (index, form) in FORMS.iter().enumerate() {
        // A quarter of all pairs; the property below draws from all.
        for amendment in moves().into_iter().skip(index % 4).step_by(4) {
            let old = edition(&[index]);
            check(&old, &amendment).unwrap_or_else(|e| panic!("{form}: {e}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(64)))]

    #[test]
    fn references_keep_their_meaning_through_renumbering_and_moves(
        forms in prop::collection::vec(0..FORMS.len(), 6..20),
        chosen in 0..16_usize,
    ) {
        check(&edition(&forms), &moves()[chosen])?;
    }
}

#[test]
fn what_is_rewritten_is_listed() {
    let old = edition(&[4]);
    let applied = apply(&old, &[Amendment::Renumber { at: cite("B1.2"), to: cite("B1.7") }], "t").unwrap();
    let first = applied.rewritten.iter().find(|r| r.at == cite("B1.1(a)")).unwrap();
    assert_eq!((first.from.to_string(), first.to.to_string()), ("B1.2".to_owned(), "B1.7".to_owned()));
    assert!(applied.rewritten.iter().all(|r| r.from == cite("B1.2")));
    assert_eq!(applied.edition.find(&cite("B1.1(a)")).unwrap().lead_in(), "Sections B1.1 and B1.7;");
}

#[test]
fn a_clause_renumbered_out_of_a_range_is_a_notice() {
    let old = edition(&[6]);
    let out = apply(&old, &[Amendment::Renumber { at: cite("B1.2"), to: cite("B1.9") }], "t").unwrap();
    assert!(out.notices.iter().any(|n| n.message.contains("no longer among them")), "{:?}", out.notices.first());
    let inside = apply(&old, &[Amendment::Renumber { at: cite("B1.2"), to: cite("B1.2A") }], "t").unwrap();
    assert!(inside.notices.is_empty(), "{:?}", inside.notices);
    let end = apply(&old, &[Amendment::Renumber { at: cite("B1.3"), to: cite("B1.5") }], "t").unwrap();
    assert_eq!(end.edition.find(&cite("B1.1(a)")).unwrap().lead_in(), "Sections B1.1 to B1.5;");
}

/// S1-016: a range is judged when all is applied: an end that moved away is told, what stood only in between is not.
#[test]
fn ranges_are_judged_on_the_final_text() {
    let renumber = |at: &str, to: &str| Amendment::Renumber { at: cite(at), to: cite(to) };
    let old = edition(&[6]);
    let told = |amendments: &[Amendment], edition: &Edition| {
        let applied = apply(edition, amendments, "t").unwrap();
        let mut said: Vec<String> = applied.notices.into_iter().map(|notice| notice.message).collect();
        said.sort();
        (said, applied.edition)
    };
    // B1.1 and B1.2 exchange their numbers: the range loses B1.1, and no number of the way is said.
    let swap = [renumber("B1.1", "B1.9"), renumber("B1.2", "B1.1"), renumber("B1.9", "B1.2")];
    let (said, _) = told(&swap, &old);
    assert!(said.iter().all(|one| !one.contains("B1.9")), "{said:?}");
    assert!(
        said.iter().any(|one| one.contains("B1.2 to B1.3, which took in B1.2 (now B1.1); it is no longer")),
        "{said:?}"
    );
    // There and back again is nothing.
    let (said, new) = told(&[renumber("B1.2", "B1.9"), renumber("B1.9", "B1.2")], &old);
    assert_eq!((said, new.hash()), (Vec::new(), old.hash()));
    // An end moves behind the other, in another group.
    let away = Amendment::Move {
        at: cite("B1.1"),
        after: Some(cite("B2.3")),
        into: None,
        number: Some("B2.4".parse().unwrap()),
    };
    let (said, new) = told(&[away], &old);
    let words = "refers to B2.4 to B1.3, which runs backwards now; it said B1.1 to B1.3";
    assert!(said.iter().any(|one| one.contains(words)), "{said:?}");
    let defects = crate::graph::defects(&new);
    assert!(
        defects
            .iter()
            .any(|one| one.kind == crate::graph::DefectKind::BackwardsRange && one.message.contains("B2.4 to B1.3"))
    );
    assert!(crate::graph::defects(&old).iter().all(|one| one.kind != crate::graph::DefectKind::BackwardsRange));
}
