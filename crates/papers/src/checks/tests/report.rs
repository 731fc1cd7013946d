//! The checks on a report with its legal text, stated by hand: right it gives nothing, one change gives one finding.

use jiff::civil::{Date, date};

use super::release::release_paper;
use super::*;

/// A report in which nothing is wrong.
fn report() -> ModificationReport {
    let one = |line, implemented: Date, release: &str, after: Option<Date>, by: Option<Date>| ImplementationDate {
        date: Placed::on(line, implemented),
        release: Some(release.to_owned()),
        decision_by: by.map(|by| Placed::on(line, by)),
        decision_after: after.map(|after| Placed::on(line, after)),
        decision_by_is_no_day: false,
    };
    let timed = |line, event: &str, from: &str, to: &str, raw: &str| ProgressionRow {
        event: on(line, event),
        period: PrintedPeriod { from: Some(from.to_owned()), to: Some(to.to_owned()), raw: raw.to_owned() },
    };
    ModificationReport {
        id: Some(on(1, "MP901")),
        title: Some(on(2, "Harbour lights (plan)")),
        implementation: vec![
            one(10, date(2024, 2, 29), "February 2024 SEC Release", None, Some(date(2024, 2, 15))),
            one(11, date(2024, 6, 27), "June 2024 SEC Release", Some(date(2024, 2, 15)), None),
        ],
        timetable: vec![
            timed(20, "Modification Report approved by CSC", "2023-08-15", "2023-08-15", "15 Aug 2023"),
            timed(21, "Modification Report Consultation", "2023-08-16", "2023-09-07", "16 Aug – 7 Sep 2023"),
        ],
        annexes: vec![Annex {
            letter: on(30, "A"),
            holds: None,
            id: Some(on(30, "MP901")),
            title: Some(on(30, "Harbour lights (plan)")),
        }],
        legal_text: Some(legal_text(40)),
        glossary: vec![GlossaryEntry { acronym: on(25, "CSC"), term: "Change Sub-Committee".to_owned() }],
        ..ModificationReport::default()
    }
}

fn clause(line: usize, number: &str, text: &str) -> Clause {
    Clause {
        number: Some(on(line, number)),
        change: Change::Added,
        heading: None,
        text: on(line, text),
        items: Vec::new(),
        tail: None,
        document: Some("Section D".to_owned()),
        elided: Vec::new(),
        lost: Vec::new(),
        after: None,
        was: None,
    }
}

/// A legal text of two clauses and a definition from line `from` on.
fn legal_text(from: usize) -> LegalText {
    LegalText {
        modification: Some(on(1, "MP901")),
        instructions: vec![
            Instruction {
                kind: InstructionKind::AddDefinitions,
                document: Some("Section A".to_owned()),
                clauses: vec!["A1.1".to_owned()],
                terms: Vec::new(),
                to: None,
                after: None,
                words: None,
                line: from,
            },
            Instruction {
                kind: InstructionKind::AddClauses,
                document: Some("Section D".to_owned()),
                clauses: vec!["D10.22".to_owned(), "D10.23".to_owned()],
                terms: Vec::new(),
                to: None,
                after: None,
                words: None,
                line: from + 2,
            },
        ],
        definitions: vec![Definition {
            term: on(from + 1, "Harbour Light Plan"),
            change: Change::Added,
            pointer: Some(Pointer { clause: on(from + 1, "D10.22"), label: None }),
            text: None,
            items: Vec::new(),
            lead_in: String::new(),
            tail: None,
            was: None,
        }],
        clauses: vec![
            clause(from + 3, "D10.22", "The Panel shall keep a plan (the “**Harbour Light Plan**”)."),
            clause(from + 4, "D10.23", "Each Party shall follow the Harbour Light Plan."),
        ],
        ..LegalText::default()
    }
}

pub(super) fn report_paper(change: impl FnOnce(&mut ModificationReport)) -> Paper {
    let mut report = report();
    change(&mut report);
    let lines = [
        "MP901",
        "‘Harbour lights (plan)’",
        "",
        "The Change Sub-Committee (CSC) has agreed MP901, which was raised as DP901.",
        "The modification can be implemented ten Working Days following decision.",
    ];
    paper(Facts::ModificationReport(Box::new(report)), &lines)
}

#[test]
fn nothing_is_wrong_in_a_right_report() {
    assert_eq!(findings(report_paper(|_| {})), []);
}

/// S1-020, S2-077, S2-112: a pointer at the wrong clause, with the right one.
#[test]
fn en101_a_pointer_at_a_clause_that_does_not_define_the_term() {
    let elsewhere = |report: &mut ModificationReport| {
        let pointer = report.legal_text.as_mut().unwrap().definitions[0].pointer.as_mut().unwrap();
        pointer.clause.value = "C2.3".to_owned();
    };
    let found = findings(report_paper(elsewhere));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].level, found[0].line), ("EN101", Level::Error, 41));
    assert_eq!(found[0].fix.as_deref(), Some("Point the definition at D10.22."));
}

#[test]
fn en101_is_silent_where_no_printed_clause_defines_the_term() {
    let unprinted = |report: &mut ModificationReport| {
        let text = report.legal_text.as_mut().unwrap();
        text.definitions[0].pointer.as_mut().unwrap().clause.value = "C2.3".to_owned();
        text.clauses[0].text.value = "The Panel shall keep a plan.".to_owned();
    };
    assert_eq!(findings(report_paper(unprinted)), []);
    let printed = |report: &mut ModificationReport| {
        report.legal_text.as_mut().unwrap().clauses[0].text.value = "The Panel shall keep a plan.".to_owned();
    };
    only(report_paper(printed), "EN101", Level::Error, 41);
}

/// S1-009, S2-081: a clause outside the range of its instruction.
#[test]
fn en102_a_clause_that_the_instruction_does_not_name() {
    let more = |report: &mut ModificationReport| {
        report.legal_text.as_mut().unwrap().clauses.push(clause(46, "D10.24", "The Panel shall publish it."));
    };
    let found = findings(report_paper(more));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].level, found[0].line), ("EN102", Level::Error, 42));
    assert_eq!(found[0].fix.as_deref(), Some("Let the instruction name D10.22 to D10.24."));
}

#[test]
fn en102_clauses_before_the_first_one_named_show_the_place() {
    let context = |report: &mut ModificationReport| {
        let text = report.legal_text.as_mut().unwrap();
        text.clauses.insert(0, clause(43, "D10.21", "The Panel shall meet."));
        text.clauses[1].text.line = 44;
    };
    assert_eq!(findings(report_paper(context)), []);
}

/// S1-009, S2-081: a clause that is promised and absent.
#[test]
fn en102_a_clause_that_is_named_and_not_printed() {
    let fewer = |report: &mut ModificationReport| {
        report.legal_text.as_mut().unwrap().clauses.pop();
    };
    only(report_paper(fewer), "EN102", Level::Error, 42);
}

/// S2-002, S2-071: one modification has one title.
#[test]
fn en103_an_annex_with_another_title() {
    let other = |report: &mut ModificationReport| report.annexes[0].title = Some(on(30, "Harbour lights (inner plan)"));
    only(report_paper(other), "EN103", Level::Error, 30);
    let quotes = |report: &mut ModificationReport| {
        report.title = Some(on(2, "The ‘old’ lights"));
        report.annexes[0].title = Some(on(30, "The 'old' lights"));
    };
    let same = saying(report_paper(quotes), 2, "");
    assert_eq!(findings(same), []);
}

#[test]
fn en103_an_earlier_file_gives_another_title() {
    let papers = [release_paper(|_| {}), report_paper(|_| {})];
    let found = check(&papers, &calendar());
    assert_eq!(found[0].findings, []);
    let [finding] = found[1].findings.as_slice() else { panic!("{:#?}", found[1].findings) };
    assert_eq!(finding.rule, "EN103");
    assert_eq!(finding.related[0].path.as_deref(), Some("file.txt"));
}

#[test]
fn en105_the_text_dates_an_event_otherwise_than_the_timetable() {
    let paper = saying(report_paper(|_| {}), 9, "The CSC approved the Modification Report on 17 August 2023.");
    only(paper, "EN105", Level::Error, 9);
    let control = saying(report_paper(|_| {}), 9, "The CSC approved the Modification Report on 15 August 2023.");
    assert_eq!(findings(control), []);
}

#[test]
fn en105_a_release_outside_the_month_that_names_it() {
    let moved = |report: &mut ModificationReport| report.implementation[1].date.value = date(2024, 7, 25);
    only(report_paper(moved), "EN105", Level::Warning, 11);
}

/// S1-002, S1-003: a number of another length is found.
#[test]
fn en108_the_own_number_with_a_nought_too_many() {
    let paper = saying(report_paper(|_| {}), 8, "This report is on MP0901.");
    let message = only(paper, "EN108", Level::Warning, 8);
    assert!(message.contains("MP901"), "{message}");
}

/// S1-003, S2-013: a number that nothing declares is found.
#[test]
fn en108_another_number_is_declared_by_a_title_or_by_words() {
    let declared = "See MP777 ‘Buoys’, the clause introduced by MP778 and MP779, and the parts MP901A and MP901B.";
    let paper = saying(report_paper(|_| {}), 7, declared);
    assert_eq!(findings(paper), []);
    let foreign = saying(report_paper(|_| {}), 7, "The tables that MP555 changes are old.");
    only(foreign, "EN108", Level::Note, 7);
}

/// S2-070, S4-142: used and not listed.
#[test]
fn en120_an_acronym_that_the_glossary_does_not_list() {
    let paper = saying(report_paper(|_| {}), 7, "The TAG has seen it.");
    only(paper, "EN120", Level::Warning, 7);
}

#[test]
fn en120_leaves_the_words_of_others_alone() {
    let paper = saying(report_paper(|_| {}), 46, "We as a DNO agree.");
    assert_eq!(findings(paper), []);
}

/// S2-070, S4-142: listed and not used.
#[test]
fn en120_listed_and_never_used_or_written_otherwise() {
    let listed = |report: &mut ModificationReport| {
        report.glossary.push(GlossaryEntry { acronym: on(26, "TAG"), term: "Testing Advisory Group".to_owned() });
    };
    only(report_paper(listed), "EN120", Level::Note, 26);
    let written = |report: &mut ModificationReport| report.glossary[0].term = "Change Subcommittees Council".to_owned();
    assert_eq!(findings(report_paper(written)), [], "other words before a bracket prove nothing");
    let paper = saying(
        report_paper(|report| report.glossary[0].term = "Changes Sub-Committee".to_owned()),
        4,
        "The Change Sub-Committee (CSC) has agreed.",
    );
    only(paper, "EN120", Level::Warning, 4);
}

/// S2-045: ten Working Days lie between the last decision and the release.
#[test]
fn en122_a_cut_off_that_leaves_too_few_working_days() {
    let late = |report: &mut ModificationReport| {
        report.implementation[0].decision_by = Some(Placed::on(10, date(2024, 2, 16)));
        report.implementation[1].decision_after = Some(Placed::on(11, date(2024, 2, 16)));
    };
    let message = only(report_paper(late), "EN122", Level::Error, 10);
    assert!(message.contains("leaves 9 Working Days"), "{message}");
}

#[test]
fn en122_a_consultation_that_ends_on_a_sunday() {
    let sunday = |report: &mut ModificationReport| report.timetable[1].period.to = Some("2023-09-10".to_owned());
    only(report_paper(sunday), "EN122", Level::Warning, 21);
}

/// S2-064, S2-066: a stated length is counted.
#[test]
fn en122_a_window_stated_in_working_days() {
    let stated = |report: &mut ModificationReport, days: &str| {
        report.timetable[1].event.value = format!("Modification Report Consultation ({days} Working Days)");
    };
    assert_eq!(findings(report_paper(|report| stated(report, "15"))), [], "28 August 2023 is a holiday");
    only(report_paper(|report| stated(report, "20")), "EN122", Level::Error, 21);
}

/// S2-043, S2-044: each day of decision has one date.
#[test]
fn en123_conditions_meet_without_gap_or_overlap() {
    let after = |day: Date| {
        move |report: &mut ModificationReport| {
            report.implementation[1].decision_after = Some(Placed::on(11, day));
        }
    };
    let gap = only(report_paper(after(date(2024, 2, 16))), "EN123", Level::Error, 11);
    assert!(gap.contains("has no implementation date"), "{gap}");
    let overlap = only(report_paper(after(date(2024, 2, 14))), "EN123", Level::Error, 11);
    assert!(overlap.contains("two implementation dates"), "{overlap}");
}

/// S2-044: a decision after the last cut-off has no date.
#[test]
fn en123_a_decision_after_the_last_condition() {
    let closed = |report: &mut ModificationReport| {
        report.implementation[1].decision_by = Some(Placed::on(11, date(2024, 6, 13)));
    };
    let message = only(report_paper(closed), "EN123", Level::Warning, 11);
    assert_eq!(message, "No outcome is given for a decision after 13 June 2024.");
}
