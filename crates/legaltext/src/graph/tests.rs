use super::*;
use crate::citation::Citation;
use crate::{Amendment, apply, markup};

const A: &str = "\
# Section A: Definitions

A1.1 In this Code:

\"Chair\" means the member who leads.

\"Change Report\" means a report under Section B4.2 (Notice), and paragraph (b) of the definition of Working Day.

\"Meeting\" has the meaning given in Section B4.1 (Calling).

\"Notice\" means a letter of the Chair.

\"Working Day\" means a day other than:
    (a) a Sunday; and
    (b) a day that is not a day by paragraph (a).
";
const B: &str = "\
# Section B: Meetings

## B4 Meetings

### Calling

B4.1 The Chair calls a meeting (the \"Meeting\") as Section B4.2 (Notice) says, and Parties come to the Meeting.

### Notice

B4.2 A Notice says:
    (a) when, as paragraph (b)(ii) allows; and
    (b) where, that is:
        (i) the town; and
        (ii) the street of sub-paragraph (i),
and Section B4.3 or Section 7 of the Gas Act 1986 applies, but not paragraph (c).

unheld B4.3: Quorum

B4.4 See Sections B4.1 to B4.3, clause 3.1 of Appendix C, B4.2(a), B9.9, and B9.9(a) of the Rule Book.
";
const C: &str = "\
# Appendix C: Forms

1.1 In this Appendix:

\"Notice\" means a form.

3.1 A Notice follows Section B4.2(a), and clause 3.2, and clause 9.

3.2 Form 2 of the Change Reports.
";

fn edition() -> Edition {
    Edition::new("test", [A, B, C].map(|text| markup::parse(text, "test").unwrap()))
}

fn cite(text: &str) -> Citation {
    text.parse().unwrap()
}

fn from(graph: &Graph, at: &str) -> Vec<String> {
    let cited = graph.references_from(&cite(at));
    let target = |c: &CitedAt| c.resolution.targets.iter().map(|t| t.place.to_string()).collect::<Vec<_>>().join("|");
    cited.iter().map(|c| format!("{} {:?} {}", c.reference.citation, c.resolution.state, target(c))).collect()
}

#[test]
fn a_term_leads_to_the_definition_that_counts_where_it_stands() {
    let terms = Terms::of(&edition());
    let uses = |words: &str, at: &str| {
        let at = cite(at);
        let uses = terms.uses(words, &at.document_id().unwrap(), Some(&at));
        uses.iter().map(|u| format!("{} {}", u.term, u.definition.place)).collect::<Vec<_>>()
    };
    assert_eq!(
        uses("the Chair's Notices to Change Reports", "B4.2"),
        [
            "Chair the definition of \"Chair\" in A1.1",
            "Notice the definition of \"Notice\" in A1.1",
            "Change Report the definition of \"Change Report\" in A1.1"
        ]
    );
    assert_eq!(uses("a Notice", "Appendix C 3.1"), ["Notice the definition of \"Notice\" in Appendix C 1.1"]);
    // The clause that defines it is nearer than the list that points there.
    assert_eq!(uses("the Meeting", "B4.4"), ["Meeting B4.1"]);
    assert_eq!(uses("the Meeting", "A1.1"), ["Meeting the definition of \"Meeting\" in A1.1"]);
    assert_eq!(uses("a plan (the \"Meeting\") is no Meeting", "A1.1").len(), 1);
}

#[test]
fn who_uses_a_term_is_known() {
    let graph = Graph::of(&edition());
    let at = |term: &str| graph.uses_of(term).iter().map(|u| u.place.to_string()).collect::<Vec<_>>();
    assert_eq!(at("Chair"), ["the definition of \"Notice\" in A1.1", "B4.1"]);
    assert_eq!(at("Meeting"), ["B4.1"]);
    assert_eq!(at("Notice"), ["B4.2", "Appendix C 3.1"]);
    assert!(at("Quorum").is_empty());
    let code = graph.terms().definition("Notice", &"section-b".parse().unwrap(), None).unwrap().clone();
    assert_eq!(graph.uses_of_definition(&code).len(), 1);
}

#[test]
fn each_reference_has_its_state_where_it_stands() {
    let graph = Graph::of(&edition());
    assert_eq!(from(&graph, "B4.1"), ["B4.2 Resolves B4.2"]);
    assert_eq!(
        from(&graph, "B4.2"),
        [
            "B4.3 Resolves B4.3",
            "7 Outside ",
            "(c) Dangling ",
            "(b)(ii) Resolves B4.2(b)(ii)",
            "(i) Resolves B4.2(b)(i)",
        ]
    );
    assert_eq!(
        from(&graph, "B4.4"),
        [
            "B4.1 Resolves B4.1",
            "B4.3 Resolves B4.3",
            "Appendix C 3.1 ResolvesInAttachment Appendix C 3.1",
            "B4.2(a) Resolves B4.2(a)"
        ]
    );
    assert_eq!(from(&graph, "Appendix C"), ["B4.2(a) Resolves B4.2(a)", "3.2 Resolves Appendix C 3.2", "9 Dangling "]);
    assert_eq!(
        from(&graph, "A1.1"),
        [
            "B4.2 Resolves B4.2",
            "(b) Resolves paragraph (b) of the definition of \"Working Day\" in A1.1",
            "B4.1 Resolves B4.1",
            "(a) Resolves paragraph (a) of the definition of \"Working Day\" in A1.1"
        ]
    );
}

#[test]
fn who_cites_a_provision_is_known_also_by_a_range() {
    let graph = Graph::of(&edition());
    let to = |at: &str| graph.references_to(&cite(at)).iter().map(|c| c.place.to_string()).collect::<Vec<_>>();
    assert_eq!(to("B4.2(b)"), ["B4.2(a)", "B4.2(b)(ii)", "B4.4"]);
    assert_eq!(to("B4.2(a)"), ["B4.4", "B4.4", "Appendix C 3.1"]);
    assert_eq!(to("Appendix C"), ["B4.4"]);
    assert_eq!(to("Appendix C 3.2"), ["Appendix C 3.1"]);
    assert!(to("A1.1").is_empty());
}

/// S1-016: a reference on the old number is found.
#[test]
fn a_reference_to_a_number_that_is_gone_says_where_its_provision_went() {
    let old = edition();
    let appendix = C.replace("3.2 Form", "3.4 Form");
    let renumbered = Amendment::Renumber { at: cite("Appendix C 3.2"), to: cite("3.4") };
    let new = apply(&old, &[renumbered], "test:1").unwrap().edition;
    // Somebody writes the old number again.
    let again = Amendment::Substitute {
        at: cite("B4.4"),
        text: "See clause 3.2 of Appendix C.".into(),
        old: None,
        heading: None,
    };
    let new = apply(&new, &[again], "test:2").unwrap().edition;
    assert_eq!(from(&Graph::of(&new), "B4.4"), ["Appendix C 3.2 Dangling "]);
    let graph = Graph::of(&new).since(&old);
    assert_eq!(from(&graph, "B4.4"), ["Appendix C 3.2 Moved Appendix C 3.4"]);
    assert!(appendix.contains("3.4"));
}

#[test]
fn what_a_change_ripples_to() {
    let old = edition();
    let redefine = Amendment::Redefine {
        document: "section-a".parse().unwrap(),
        term: "Notice".into(),
        text: Some("means a letter.".into()),
        old: None,
    };
    let new = apply(&old, &[redefine, Amendment::Omit { at: cite("B4.1"), old: None }], "t").unwrap().edition;
    let changed = Changed::between(&old, &new);
    assert_eq!(changed.terms.iter().collect::<Vec<_>>(), ["Notice"]);
    assert_eq!(changed.provisions.iter().map(Citation::to_string).collect::<Vec<_>>(), ["B4.1"]);
    let ripples = Graph::of(&old).ripple(&changed);
    let places: Vec<_> = ripples.iter().map(|r| r.place.to_string()).collect();
    assert_eq!(places, ["the definition of \"Meeting\" in A1.1", "B4.2", "B4.4", "Appendix C 3.1"]);
}

#[test]
fn a_graph_that_follows_is_the_graph_made_anew() {
    let old = edition();
    let graph = Graph::of(&old);
    let define = Amendment::Define {
        document: "section-a".parse().unwrap(),
        term: "Form".into(),
        text: Some("means a sheet.".into()),
        at: None,
    };
    let undefine = Amendment::Undefine { document: "section-a".parse().unwrap(), term: "Change Report".into() };
    let new = apply(&old, &[define, undefine], "t").unwrap().edition;
    let (followed, anew) = (graph.after(&new), Graph::of(&new));
    for term in ["Form", "Chair", "Notice", "Change Report", "Meeting", "Working Day"] {
        assert_eq!(followed.uses_of(term), anew.uses_of(term), "{term}");
    }
    assert_eq!(followed.uses_of("Form").len(), 1);
    assert_eq!(followed.uses_of("Change Report").len(), 0);
    // A document that no change touches keeps what was found in it.
    assert!(Arc::ptr_eq(&graph.used[1], &followed.used[1]));
    assert!(!Arc::ptr_eq(&graph.used[2], &followed.used[2]));
}

/// `Annex B of Appendix AG` is a part that the Appendix prints, and neither the Appendix nor an Annex of the Code.
#[test]
fn a_part_of_an_appendix_is_not_the_appendix() {
    let appendix = "# Appendix AG: Faults\n\n## 1 Faults\n\n1.1 The form in Annex B of this Appendix AG is used.\n\n### Annex B: The form\n\n2 A fault is noted.\n";
    let section = "# Section D: Change\n\nD1 The form in Annex B of Appendix AG (The form) is used, not Annex C of Appendix AG.\n";
    let annex = "# Annex B: Fees\n\n1 Fees.\n";
    let read = |text: &&str| crate::markup::parse(text, "t").unwrap();
    let graph = Graph::of(&Edition::new("test", [section, appendix, annex].iter().map(read)));
    let found = graph.references_from(&"Section D".parse().unwrap());
    let told: Vec<_> = found
        .iter()
        .map(|c| (c.resolution.state, c.resolution.targets.iter().map(|t| t.place.to_string()).collect::<Vec<_>>()))
        .collect();
    let there = (RefState::ResolvesInAttachment, vec!["Appendix AG 2".to_owned()]);
    assert_eq!(told, [there, (RefState::Dangling, Vec::new())]);
    let own = graph.references_from(&"Appendix AG".parse().unwrap());
    assert_eq!(own.iter().map(|c| c.resolution.state).collect::<Vec<_>>(), [RefState::Resolves]);
}
