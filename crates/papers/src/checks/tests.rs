//! Each check on facts stated by hand: right ones give nothing, one change gives one finding.

use jiff::civil::{Date, date};

use super::*;
use crate::facts::*;

const CALENDAR: &str = include_str!("../../../../codes/sec/calendar.toml");

fn calendar() -> Calendar {
    Calendar::read(CALENDAR, "england-and-wales").unwrap()
}

fn paper(facts: Facts, lines: &[&str]) -> Paper {
    let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    lines.resize(lines.len().max(120), String::new());
    Paper { path: "file.txt".to_owned(), lines, facts, reported: Vec::new() }
}

fn findings(paper: Paper) -> Vec<Finding> {
    check(&[paper], &calendar()).remove(0).findings
}

/// Exactly one finding, of this rule and level and on this line; gives its message.
fn only(paper: Paper, rule: &str, level: Level, line: usize) -> String {
    let found = findings(paper);
    assert_eq!(found.len(), 1, "{found:#?}");
    let finding = &found[0];
    assert_eq!((finding.rule, finding.level, finding.line), (rule, level, line), "{finding:#?}");
    finding.message.clone()
}

fn places(paper: Paper) -> Vec<(&'static str, usize)> {
    findings(paper).iter().map(|finding| (finding.rule, finding.line)).collect()
}

fn on(line: usize, text: &str) -> Placed<String> {
    Placed::on(line, text.to_owned())
}

fn listed(line: usize, id: &str) -> Listed {
    Listed { id: on(line, id), title: Some(format!("Title of {id}")) }
}

fn row(line: usize, date: Option<Date>, event: &str, notes: Option<&str>) -> TimetableRow {
    TimetableRow { date, event: on(line, event), notes: notes.map(str::to_owned) }
}

fn version(line: usize, version: &str, date: Date, changes: &str) -> HistoryRow {
    HistoryRow { version: on(line, version), date: Some(date), changes: changes.to_owned() }
}

/// A release document in which nothing is wrong.
fn release() -> ReleaseDocument {
    let ticks = |line, id: &str, impacted: &[&str]| ParticipantImpactRow {
        id: on(line, id),
        impacted: impacted.iter().map(|column| (*column).to_owned()).collect(),
    };
    let summary = |line, participant: &str| ImpactSummary {
        participant: on(line, participant),
        points: vec!["Something changes for them.".to_owned()],
    };
    let cost = |line, id: &str, amounts: &[i64]| CostRow {
        id: on(line, id),
        amounts: amounts.iter().map(|amount| Some(*amount)).collect(),
    };
    ReleaseDocument {
        version: Some(on(2, "2.0")),
        release: Release { name: Some(on(3, "June 2024 SEC Release")), date: Some(Placed::on(4, date(2024, 6, 27))) },
        scope: Scope {
            approved: vec![listed(10, "MP901")],
            targeted: vec![listed(11, "MP902")],
            change_requests: Vec::new(),
        },
        participant_impacts: ParticipantImpacts {
            columns: vec!["Suppliers".to_owned(), "Gas Networks".to_owned()],
            rows: vec![ticks(20, "MP901", &["Suppliers"]), ticks(21, "MP902", &["Gas Networks"])],
            summaries: vec![summary(23, "Supplier Parties"), summary(24, "Gas Network Parties")],
        },
        documents: vec![CodeDocument { document: on(30, "Section A"), title: None }],
        document_impacts: DocumentImpacts {
            columns: vec!["MP901".to_owned(), "MP902".to_owned()],
            rows: vec![DocumentImpactRow {
                document: on(33, "Section A"),
                modifications: vec!["MP901".to_owned(), "MP902".to_owned()],
            }],
        },
        timetable: vec![
            row(40, Some(date(2023, 10, 13)), "Panel baselines RID for system changes", None),
            row(41, Some(date(2024, 1, 19)), "Panel baselines RID for other changes", None),
            row(42, None, "Test Participants send their plans", Some("By five Working Days before UIT begins")),
            row(43, Some(date(2024, 3, 4)), "UIT commences", None),
            row(44, Some(date(2024, 6, 27)), "Release go-live", None),
        ],
        costs: ReleaseCosts {
            currency: Some("GBP".to_owned()),
            stated_total: Some(Placed::on(50, 1_500)),
            stages: vec!["Design".to_owned(), "Test".to_owned()],
            rows: vec![cost(52, "MP901", &[400, 100]), cost(53, "MP902", &[700, 300])],
            total_row: None,
            efforts: vec![
                Effort { days: 2, amount: Placed::on(55, 1_200) },
                Effort { days: 20, amount: Placed::on(56, 12_000) },
            ],
        },
        history: vec![
            version(60, "0.1", date(2023, 5, 9), "First draft for comment."),
            version(61, "1.0", date(2023, 10, 13), "Version baselined by the Panel to cover the systems."),
            version(62, "1.1", date(2024, 1, 10), "Updated draft presented to Panel to be baselined."),
            version(63, "2.0", date(2024, 1, 19), "Version baselined by the Panel to cover the documents."),
        ],
        glossary: vec![GlossaryEntry { acronym: on(70, "RID"), term: "Release Implementation Document".to_owned() }],
        ..ReleaseDocument::default()
    }
}

const RELEASE_LINES: [&str; 6] = [
    "",
    "Version 2.0",
    "June 2024 SEC Release",
    "",
    "The release implementation document (RID) says what changes.",
    "The total is £1,500.",
];

fn release_paper(change: impl FnOnce(&mut ReleaseDocument)) -> Paper {
    let mut release = release();
    change(&mut release);
    let mut lines = RELEASE_LINES.to_vec();
    lines[2] = "June 2024 release";
    paper(Facts::ReleaseImplementationDocument(Box::new(release)), &lines)
}

#[test]
fn nothing_is_wrong_in_a_right_release_document() {
    assert_eq!(findings(release_paper(|_| {})), []);
}

#[test]
fn en104_a_total_that_its_table_does_not_give() {
    let message =
        only(release_paper(|r| r.costs.stated_total = Some(Placed::on(50, 1_400))), "EN104", Level::Error, 50);
    assert_eq!(message, "The stated total £1,400 differs from the sum of its table, £1,500, by £100.");
}

#[test]
fn en104_says_which_digit_would_mend_it() {
    let found = findings(release_paper(|r| r.costs.rows[1].amounts[0] = Some(600)));
    assert_eq!(found.len(), 1);
    let fix = found[0].fix.as_deref().unwrap();
    assert!(fix.contains("the total is £1,400, one digit away"), "{fix}");
    assert!(fix.contains("MP902 Design £700 instead of £600"), "{fix}");
}

#[test]
fn en104_is_silent_where_a_cell_was_not_read() {
    let found = findings(release_paper(|r| r.costs.rows[1].amounts[0] = None));
    assert_eq!(found, []);
}

#[test]
fn en104_days_of_effort_that_do_not_fit_the_rate() {
    only(release_paper(|r| r.costs.efforts[1].days = 25), "EN104", Level::Warning, 56);
}

#[test]
fn en105_a_baseline_with_two_dates() {
    let message = only(release_paper(|r| r.history[3].date = Some(date(2024, 1, 22))), "EN105", Level::Warning, 63);
    assert!(message.contains("22 January 2024") && message.contains("19 January 2024"), "{message}");
}

#[test]
fn en105_a_later_baseline_that_nobody_planned_is_no_second_date() {
    let found = findings(release_paper(|r| {
        r.history.push(version(64, "3.0", date(2024, 2, 9), "Version baselined by the Panel once more."));
        r.version = Some(on(2, "3.0"));
    }));
    assert_eq!(found, []);
}

#[test]
fn en105_a_go_live_that_is_not_the_day_on_the_cover() {
    only(release_paper(|r| r.timetable[4].date = Some(date(2024, 6, 28))), "EN105", Level::Error, 44);
}

#[test]
fn en106_an_event_with_no_date_undates_what_is_counted_from_it() {
    let found = findings(release_paper(|r| r.timetable[3].date = None));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].line, found[0].end_line), ("EN106", 42, 43));
    assert_eq!(found[0].related.len(), 2);
}

#[test]
fn en106_a_targeted_scope_with_no_cut_off_date() {
    let mut paper = release_paper(|_| {});
    paper.lines[8] = "They are included if decided by the respective cut-off dates:".to_owned();
    only(paper, "EN106", Level::Warning, 9);
    let mut control = release_paper(|_| {});
    control.lines[8] = "They are included if decided by the cut-off date, 26 April 2024.".to_owned();
    assert_eq!(findings(control), []);
}

#[test]
fn en122_a_panel_act_on_a_holiday_and_a_release_on_any_day() {
    let may_day = date(2024, 5, 6);
    let decides =
        |r: &mut ReleaseDocument| r.timetable.insert(4, row(45, Some(may_day), "Panel go/no-go decision", None));
    only(release_paper(decides), "EN122", Level::Warning, 45);
    let sunday = |r: &mut ReleaseDocument| {
        r.timetable[4].date = Some(date(2024, 6, 30));
        r.release.date = Some(Placed::on(4, date(2024, 6, 30)));
    };
    assert_eq!(findings(release_paper(sunday)), []);
}

#[test]
fn en122_an_offset_that_its_dates_do_not_give() {
    only(release_paper(|r| r.timetable[2].date = Some(date(2024, 2, 27))), "EN122", Level::Error, 42);
    assert_eq!(findings(release_paper(|r| r.timetable[2].date = Some(date(2024, 2, 26)))), []);
}

#[test]
fn en124_an_empty_row_needs_a_reason() {
    let empty = |r: &mut ReleaseDocument| {
        r.participant_impacts.rows[1].impacted.clear();
        r.participant_impacts.summaries.pop();
    };
    only(release_paper(empty), "EN124", Level::Warning, 21);
    let mut control = release_paper(empty);
    control.lines[90] = "MP902 has no impact on participants.".to_owned();
    assert_eq!(findings(control), []);
}

#[test]
fn en124_a_matrix_holds_the_scope_and_nothing_else() {
    // The one that lost its row is told too.
    let other_row = release_paper(|r| r.participant_impacts.rows[0].id = on(20, "MP903"));
    assert_eq!(places(other_row), [("EN124", 10), ("EN124", 20)]);
    let other_document = release_paper(|r| r.document_impacts.rows[0].document = on(33, "Section B"));
    assert_eq!(places(other_document), [("EN124", 30), ("EN124", 33)]);
}

#[test]
fn en124_prose_without_a_tick() {
    only(
        release_paper(|r| r.participant_impacts.rows[1].impacted = vec!["Suppliers".to_owned()]),
        "EN124",
        Level::Warning,
        24,
    );
}

#[test]
fn en126_a_whole_number_that_nobody_baselined() {
    let updated = |r: &mut ReleaseDocument| {
        r.history.push(version(64, "3.0", date(2024, 2, 25), "Updated for the approval of MP902."));
        r.version = Some(on(2, "3.0"));
    };
    only(release_paper(updated), "EN126", Level::Warning, 64);
}

#[test]
fn en126_versions_go_up_and_the_cover_shows_the_last() {
    only(release_paper(|r| r.history[2].version = on(62, "0.2")), "EN126", Level::Error, 62);
    only(release_paper(|r| r.version = Some(on(2, "1.1"))), "EN126", Level::Error, 2);
    only(release_paper(|r| r.history[2].date = Some(date(2023, 1, 10))), "EN126", Level::Error, 62);
}

/// A report in which nothing is wrong.
fn report() -> ModificationReport {
    let one = |line, implemented: Date, release: &str, after: Option<Date>, by: Option<Date>| ImplementationDate {
        date: Placed::on(line, implemented),
        release: Some(release.to_owned()),
        decision_by: by.map(|by| Placed::on(line, by)),
        decision_after: after.map(|after| Placed::on(line, after)),
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
                to: None,
                line: from,
            },
            Instruction {
                kind: InstructionKind::AddClauses,
                document: Some("Section D".to_owned()),
                clauses: vec!["D10.22".to_owned(), "D10.23".to_owned()],
                to: None,
                line: from + 2,
            },
        ],
        definitions: vec![Definition {
            term: on(from + 1, "Harbour Light Plan"),
            change: Change::Added,
            pointer: Some(Pointer { clause: on(from + 1, "D10.22"), label: None }),
            text: None,
            items: Vec::new(),
        }],
        clauses: vec![
            clause(from + 3, "D10.22", "The Panel shall keep a plan (the “**Harbour Light Plan**”)."),
            clause(from + 4, "D10.23", "Each Party shall follow the Harbour Light Plan."),
        ],
        ..LegalText::default()
    }
}

fn report_paper(change: impl FnOnce(&mut ModificationReport)) -> Paper {
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

#[test]
fn en102_a_clause_that_is_named_and_not_printed() {
    let fewer = |report: &mut ModificationReport| {
        report.legal_text.as_mut().unwrap().clauses.pop();
    };
    only(report_paper(fewer), "EN102", Level::Error, 42);
}

#[test]
fn en103_an_annex_with_another_title() {
    let other = |report: &mut ModificationReport| report.annexes[0].title = Some(on(30, "Harbour lights (inner plan)"));
    only(report_paper(other), "EN103", Level::Error, 30);
    let quotes = |report: &mut ModificationReport| {
        report.title = Some(on(2, "The ‘old’ lights"));
        report.annexes[0].title = Some(on(30, "The 'old' lights"));
    };
    let mut same = report_paper(quotes);
    same.lines[1] = String::new();
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
    let mut paper = report_paper(|_| {});
    paper.lines[8] = "The CSC approved the Modification Report on 17 August 2023.".to_owned();
    only(paper, "EN105", Level::Error, 9);
    let mut control = report_paper(|_| {});
    control.lines[8] = "The CSC approved the Modification Report on 15 August 2023.".to_owned();
    assert_eq!(findings(control), []);
}

#[test]
fn en105_a_release_outside_the_month_that_names_it() {
    let moved = |report: &mut ModificationReport| report.implementation[1].date.value = date(2024, 7, 25);
    only(report_paper(moved), "EN105", Level::Warning, 11);
}

#[test]
fn en108_the_own_number_with_a_nought_too_many() {
    let mut paper = report_paper(|_| {});
    paper.lines[7] = "This report is on MP0901.".to_owned();
    let message = only(paper, "EN108", Level::Warning, 8);
    assert!(message.contains("MP901"), "{message}");
}

#[test]
fn en108_another_number_is_declared_by_a_title_or_by_words() {
    let mut paper = report_paper(|_| {});
    paper.lines[6] =
        "See MP777 ‘Buoys’, the clause introduced by MP778 and MP779, and the parts MP901A and MP901B.".to_owned();
    assert_eq!(findings(paper), []);
    let mut foreign = report_paper(|_| {});
    foreign.lines[6] = "The tables that MP555 changes are old.".to_owned();
    only(foreign, "EN108", Level::Note, 7);
}

#[test]
fn en120_an_acronym_that_the_glossary_does_not_list() {
    let mut paper = report_paper(|_| {});
    paper.lines[6] = "The TAG has seen it.".to_owned();
    only(paper, "EN120", Level::Warning, 7);
}

#[test]
fn en120_leaves_the_words_of_others_alone() {
    let mut paper = report_paper(|_| {});
    paper.lines[45] = "We as a DNO agree.".to_owned();
    assert_eq!(findings(paper), []);
}

#[test]
fn en120_listed_and_never_used_or_written_otherwise() {
    let listed = |report: &mut ModificationReport| {
        report.glossary.push(GlossaryEntry { acronym: on(26, "TAG"), term: "Testing Advisory Group".to_owned() });
    };
    only(report_paper(listed), "EN120", Level::Note, 26);
    let written = |report: &mut ModificationReport| report.glossary[0].term = "Change Subcommittees Council".to_owned();
    assert_eq!(findings(report_paper(written)), [], "other words before a bracket prove nothing");
    let mut paper = report_paper(|report| report.glossary[0].term = "Changes Sub-Committee".to_owned());
    paper.lines[3] = "The Change Sub-Committee (CSC) has agreed.".to_owned();
    only(paper, "EN120", Level::Warning, 4);
}

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

#[test]
fn en122_a_window_stated_in_working_days() {
    let stated = |report: &mut ModificationReport, days: &str| {
        report.timetable[1].event.value = format!("Modification Report Consultation ({days} Working Days)");
    };
    assert_eq!(findings(report_paper(|report| stated(report, "15"))), [], "28 August 2023 is a holiday");
    only(report_paper(|report| stated(report, "20")), "EN122", Level::Error, 21);
}

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

#[test]
fn en123_a_decision_after_the_last_condition() {
    let closed = |report: &mut ModificationReport| {
        report.implementation[1].decision_by = Some(Placed::on(11, date(2024, 6, 13)));
    };
    let message = only(report_paper(closed), "EN123", Level::Warning, 11);
    assert_eq!(message, "No outcome is given for a decision after 13 June 2024.");
}

#[test]
fn damaged_words_are_never_an_error() {
    let mut paper = report_paper(|report| report.annexes[0].title = Some(on(30, "Harb0ur lights (plan)")));
    paper.reported.push(reading::RULES[1].finding_for_test(30));
    let levels: Vec<Level> = findings(paper).iter().map(|finding| finding.level).collect();
    assert_eq!(levels, [Level::Note, Level::Note]);
}

impl reading::Reported {
    fn finding_for_test(&self, line: usize) -> Finding {
        let check = Check {
            rule: self.rule,
            name: self.name,
            level: self.level,
            explain: Explanation { looks_for: "", why: "", wrong: "", right: "" },
            run: |_, _| {},
        };
        check.finding(Level::Note, place::Place { line, column: 1, end_line: line }, "Damaged.".to_owned())
    }
}

#[test]
fn every_rule_is_explained_and_found_by_rule_and_name() {
    for (rule, name) in rules() {
        let by_rule = explain(rule).unwrap();
        assert_eq!(Some(&by_rule), explain(name).as_ref());
        assert!(by_rule.starts_with(&format!("{rule} {name} (")), "{by_rule}");
        assert!(by_rule.contains("\nLooks for\n") && by_rule.contains("\nWrong\n") && by_rule.contains("\nRight\n"));
    }
    assert_eq!(explain("EN999"), None);
    assert!(find("en104").is_some() && find("Total-vs-Table").is_some());
}

#[test]
fn findings_have_the_shape_that_the_command_line_promises() {
    let paper = release_paper(|r| r.costs.stated_total = Some(Placed::on(6, 1_440)));
    let json = serde_json::to_value(check(&[paper], &calendar())).unwrap();
    let finding = &json[0]["findings"][0];
    assert_eq!(json[0]["kind"], "release-implementation-document");
    assert_eq!(finding["rule"], "EN104");
    assert_eq!(finding["name"], "total-vs-table");
    assert_eq!(finding["level"], "error");
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64(), finding["end_line"].as_u64()),
        (Some(6), Some(1), Some(6))
    );
    assert_eq!(finding["values"]["stated"], 1_440);
    assert_eq!(finding["values"]["computed"], 1_500);
    assert_eq!(finding["related"][0]["line"], 52);
    assert!(finding["related"][0].get("path").is_none());
    assert!(finding["fix"].is_string());
}
