//! A right report of the Smart Energy Code with some words put in another way: what is still right gives no finding,
//! what is wrong gives exactly its own.

use papers::checks::{Base, Paper, check};
use papers::finding::Level::{self, Error, Note, Warning};
use papers::source::Source;

const REPORT: &str = include_str!("../../../../golden/wordings/report.txt");

/// Words of the document, what they are changed to, and the findings that gives.
type Case<'a> = (&'a str, &'a str, &'a [(&'static str, Level)]);

fn found(text: &str) -> Vec<(&'static str, Level, String)> {
    let (rulebook, edition) = crate::code_files::code("sec");
    let source = Source::from_bytes("document.txt", text.as_bytes()).unwrap();
    let paper = Paper::new(&source, papers::read::read(&source).unwrap());
    let files = check(&[paper], Base::of(&rulebook).with_edition(&edition));
    let findings = files.into_iter().flat_map(|file| file.findings);
    findings.map(|finding| (finding.rule, finding.level, format!("{}: {}", finding.line, finding.message))).collect()
}

fn each_gives_its_findings(document: &str, cases: &[Case<'_>]) {
    assert_eq!(found(document), [], "the document itself is right");
    for (from, to, expected) in cases {
        assert_eq!(document.matches(from).count(), 1, "“{from}” stands once in the document");
        let found = found(&document.replace(from, to));
        let rules: Vec<_> = found.iter().map(|(rule, level, _)| (*rule, *level)).collect();
        assert_eq!(rules, *expected, "“{from}” changed to “{to}” gives {found:#?}");
    }
}

const LATE: &str =
    "\n\nIf a decision is received after 12 February 2026, the CSC will agree a new implementation date.";

/// R23: the case after the last condition has an outcome in whatever words it is given.
#[test]
fn a_late_decision_has_an_outcome_or_is_missed() {
    let bullet = "; or\n- a date to be agreed by the CSC if a decision to approve is received after 12 February 2026.";
    let cases: &[Case<'_>] = &[
        (LATE, "", &[("EN123", Warning)]),
        (LATE, "\n\nShould a decision be made later than 12 February 2026, the CSC will agree a new date.", &[]),
        (LATE, "\n\nIf no decision is received by 12 February 2026, the CSC will agree a new date.", &[]),
        (LATE, "\n\nOtherwise, the CSC will agree a new implementation date.", &[]),
        (
            LATE,
            "\n\nIf a decision is received after 12 February 2026, it will be on 25 June 2026 (June 2026 SEC Release).",
            &[],
        ),
        (
            LATE,
            "\n\nIf a decision is received after 26 February 2026, the CSC will agree a new date.",
            &[("EN123", Warning)],
        ),
        (LATE, "\n\nThe CSC took this decision after the Working Group met.", &[("EN123", Warning)]),
        (LATE, bullet, &[]),
        (LATE, "\n\n- (June 2026 SEC Release) if a decision is received after 12 February 2026.", &[("EN001", Note)]),
    ];
    // A sentence that states another day ends the one before it with its own full stop.
    each_gives_its_findings(REPORT, cases);
}

/// R14: what is left unread in the report does not hide what its list and its legal text say.
#[test]
fn a_part_left_unread_elsewhere_hides_no_document_of_the_list() {
    let listed = "- Section A ‘Definitions and Interpretation’\n- Section F";
    let more = "- Section A ‘Definitions and Interpretation’\n- Section C ‘Governance’\n- Section F";
    each_gives_its_findings(REPORT, &[(listed, more, &[("EN114", Warning)])]);
    let unread = REPORT.replace(LATE, "\n\n- if a decision to approve is received on or before 12 March 2026.");
    assert_eq!(found(&unread).iter().map(|one| one.0).collect::<Vec<_>>(), ["EN123", "EN001"]);
    let rules: Vec<_> = found(&unread.replace(listed, more)).iter().map(|one| one.0).collect();
    assert_eq!(rules, ["EN114", "EN123", "EN001"]);
}

/// R18: an exception ends before the clause goes on, and a report may tell it in its own words.
#[test]
fn an_exception_is_told_or_not() {
    let told = "each lamp that it removes, except a lamp that is damaged.";
    let cases: &[Case<'_>] = &[
        (told, "each lamp that it removes, unless it is damaged.", &[]),
        (told, "each lamp that it removes. This does not apply to damaged lamps.", &[]),
        (told, "each lamp that it removes, and tell the Panel the place to which it was sent.", &[("EN118", Note)]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// R09: the scheme goes on when its digits are used up, and a digit too many is still told.
#[test]
fn numbers_go_on_behind_the_last_of_three_digits() {
    let renumbered = REPORT.replace("MP412", "MP1412");
    assert_eq!(found(&renumbered), []);
    let related = "The background is that lamps go missing on the road.";
    let cases: &[Case<'_>] = &[
        (
            related,
            "The background is that lamps go missing on the road, as was found under MP0410.",
            &[("EN109", Error)],
        ),
        (
            related,
            "The background is that lamps go missing on the road, as was found under MP4120.",
            &[("EN109", Warning)],
        ),
    ];
    each_gives_its_findings(REPORT, cases);
    let beside = "The background is that lamps go missing on the road, as was found under MP1393.";
    assert_eq!(found(&renumbered.replace(related, beside)), []);
}

/// R30: “each” before the verb of a duty says nothing of its list.
#[test]
fn a_duty_of_each_party_needs_its_joining_word() {
    let duty = "and shall tell the Panel:</u>\n\n<u>(a) the day on which it was removed; and</u>";
    let three = |lead: &str, joined: &str| {
        format!("{lead}</u>\n\n<u>(a) the day on which it was removed;</u>\n\n<u>(c) its kind;{joined}</u>")
    };
    let document = REPORT.replace("(b) the place", "(c) the place").replace("F9.2(b)", "F9.2(c)");
    let lettered = |text: String| text.replace("(c) its kind", "(b) its kind");
    for (lead, joined, expected) in [
        ("and shall tell the Panel:", "", 1),
        ("and shall tell the Panel:", " and", 0),
        ("and shall tell the Panel each of these things:", "", 0),
    ] {
        let found = found(&document.replace(duty, &lettered(three(lead, joined))));
        assert_eq!(found.iter().filter(|one| one.0 == "EN130").count(), expected, "{lead} {joined}: {found:#?}");
        assert_eq!(found.len(), expected, "{lead} {joined}: {found:#?}");
    }
}

/// R05, R41: an event has one date in the timetable and in the text, and stands after what it needs.
#[test]
fn an_event_of_the_timetable_has_one_date() {
    let came = "SECAS received four responses";
    let vote = "Change Board Vote\t23 Jul 2025";
    let approved = "Modification Report approved by CSC\t10 Jun 2025";
    let before = |words: &str| format!("{words} {came}");
    let cases = [
        (came, before("The Refinement Consultation ran from 24 March 2025 to 11 April 2025."), Some(("EN105", Error))),
        (came, before("The Refinement Consultation ran from 17 March to 11 April 2025."), Some(("EN105", Error))),
        (came, before("The Refinement Consultation closed on 11 April 2025."), Some(("EN105", Error))),
        (came, before("The Refinement Consultation ran from 17 March to 4 April 2025."), None),
        (came, before("The Refinement Consultation opened on 17 March 2025."), None),
        (came, before("The Working Group met after the Refinement Consultation, on 11 April 2025."), None),
        (vote, format!("{vote}\nChange Board Vote\t24 Jul 2025"), Some(("EN105", Warning))),
        (vote, format!("{vote}\nModification discussed at Working Group\t6 Aug 2025"), None),
        (approved, approved.replace("10 Jun", "17 Jun"), Some(("EN141", Warning))),
    ];
    for (from, to, expected) in &cases {
        each_gives_its_findings(REPORT, &[(*from, to.as_str(), expected.as_slice())]);
    }
}

/// R15: the costs and categories of the summary are those of the body.
#[test]
fn a_summary_has_the_costs_and_categories_of_the_body() {
    let cost = "The implementation costs are approximately £1,800";
    let who = "This modification will impact Large Suppliers and Small Suppliers.";
    let wrong: &[(&str, Level)] = &[("EN115", Error)];
    let cases: &[Case<'_>] = &[
        (cost, "The implementation costs are approximately £1,600", wrong),
        (cost, "The implementation costs are approximately £2,000", &[]),
        (cost, "The implementation costs are £0.2m", &[]),
        (who, "This modification will impact the DCC and Gas Network Operators.", wrong),
        (who, "This modification will impact Large Suppliers, Small Suppliers and the DCC.", wrong),
        (who, "This modification will impact Large Suppliers.", wrong),
        (who, "This modification will impact Suppliers.", &[]),
        (who, "This modification will impact SEC Parties.", &[]),
        (who, "This modification will impact Large Suppliers. Small Suppliers are impacted too.", &[]),
        (who, "This modification will not impact the DCC. It will affect Small and Large Suppliers.", &[]),
        (who, "This modification will impact DCC Systems and Large Suppliers and Small Suppliers.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// R03, R08: an annex has the number of its report.
#[test]
fn an_annex_is_that_of_its_report() {
    let head = "MP412A ‘Return of removed lamps’\n\nAnnex A";
    let with = |id: &str| format!("{id} ‘Return of removed lamps’\n\nAnnex A");
    for (id, expected) in [("MP412B", Some(("EN108", Warning))), ("MP413A", Some(("EN108", Warning))), ("MP412", None)]
    {
        each_gives_its_findings(REPORT, &[(head, with(id).as_str(), expected.as_slice())]);
    }
}

/// R20, R40: a body has its own name, and an acronym one full term.
#[test]
fn a_name_is_written_as_it_is() {
    let full = "the Smart Energy Code Administrator and Secretariat (SECAS) are";
    let views = "The Working Group approved of the Proposed Solution.";
    let cases: &[Case<'_>] = &[
        (full, "the Smart Energy Code Administration (SECAS) are", &[("EN120", Warning)]),
        (full, "the Smart Energy Code Administrator and Secretariat (SECAS) (under the SEC) are", &[]),
        (views, "The Change Sub-Committe approved of the Proposed Solution.", &[("EN140", Warning)]),
        (views, "The Testing Advice Group approved of the Proposed Solution.", &[("EN140", Warning)]),
        (views, "The Testing Advisory Group approved of the Proposed Solution.", &[]),
        (views, "The Change Sub-Committee and the Security Sub-Committee approved of the Proposed Solution.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// S2-006: the list of contents and the headings have the same numbers, and none is left out.
#[test]
fn contents_and_headings_go_together() {
    let announced = "This document also has two annexes:";
    let with = |contents: &str| REPORT.replace(announced, &format!("{contents}\n{announced}"));
    let right = "1. Summary.....\t2\n2. Issue.....\t2\n3. Solution.....\t3\n4. Impacts.....\t3\n";
    let cases: &[Case<'_>] = &[
        ("2. Issue.....\t2\n", "", &[("EN107", Warning)]),
        ("3. Solution.....", "3. Issue in full.....", &[]),
        (
            "3. Solution.....\t3\n4. Impacts.....",
            "3. Impacts.....\t3\n4. Solution.....",
            &[("EN107", Warning), ("EN107", Warning)],
        ),
    ];
    each_gives_its_findings(&with(right), cases);
    // A list of figures behind the contents has numbers of its own.
    assert_eq!(found(&with(&format!("{right}\n1. A lamp.....\t2\n2. A road.....\t3\n"))), []);
}

/// S2-007: an annex in the file is named, and one that is named is there beside the others.
#[test]
fn annexes_are_named_and_there() {
    let told = "- **Annex B** contains";
    let cases: &[Case<'_>] = &[
        (told, "- **Annex C** contains", &[("EN107", Note), ("EN107", Warning)]),
        (told, "- [**Annex B**](https://harbour.example/b) contains", &[]),
        ("can be found in Annex A.", "can be found in Annexes A and B, and in Annex B of Appendix AG.", &[]),
    ];
    each_gives_its_findings(REPORT, cases);
}

/// S4-066: each kind of event that the words before a timetable promise has a row.
#[test]
fn a_timetable_has_a_row_of_each_kind_that_is_promised() {
    const RELEASE: &str = include_str!("../../../../golden/checks/EN107-right.txt");
    let of = |text: &str| -> Vec<String> {
        let found = found(text).into_iter().filter(|(rule, _, _)| *rule == "EN107");
        found.map(|(_, _, message)| message.split('“').nth(1).unwrap().split('”').next().unwrap().to_owned()).collect()
    };
    let promise = "decisions on modifications are expected.";
    assert_eq!(RELEASE.matches(promise).count(), 1);
    let more = "decisions on modifications are expected, dates for when the System Integration Testing (SIT) and User \
                Integration Testing (UIT) test phases are planned to commence, and key governance steps for the Panel and \
                the Sub-Committees to complete.";
    let promised = RELEASE.replace(promise, more);
    assert_eq!(of(&promised), ["SIT", "UIT"], "the Change Board may be meant");
    let promised = promised.replacen("Panel baselines RID", "Panel baselines the document", 1);
    let promised = promised.replacen("Change Board decision", "Panel decision", 1);
    assert_eq!(of(&promised), ["SIT", "UIT", "Sub-Committees"]);
    let rows =
        "11 Mar 24\tSIT commences\t\n12 Mar 24\tUIT commences\t\n13 Mar 24\tTABASC reviews the plan\t\n27 Jun 24";
    assert_eq!(of(&promised.replacen("27 Jun 24", rows, 1)), Vec::<String>::new());
}
