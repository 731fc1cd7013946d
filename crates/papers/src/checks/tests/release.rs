//! The checks on a release document stated by hand: right it gives nothing, one change gives one finding.

use jiff::civil::{Date, date};

use super::*;

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

pub(super) fn release_paper(change: impl FnOnce(&mut ReleaseDocument)) -> Paper {
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

/// S4-099: a stated total is the sum of its table.
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

/// S2-040, S4-107: days times the rate are the amount.
#[test]
fn en104_days_of_effort_that_do_not_fit_the_rate() {
    only(release_paper(|r| r.costs.efforts[1].days = 25), "EN104", Level::Warning, 56);
}

/// S4-138: one baseline has one date.
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

/// S4-003, S4-093: one go-live has one date.
#[test]
fn en105_a_go_live_that_is_not_the_day_on_the_cover() {
    only(release_paper(|r| r.timetable[4].date = Some(date(2024, 6, 28))), "EN105", Level::Error, 44);
}

/// S4-083, S4-085: an offset from a day that is not set.
#[test]
fn en106_an_event_with_no_date_undates_what_is_counted_from_it() {
    let found = findings(release_paper(|r| r.timetable[3].date = None));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!((found[0].rule, found[0].line, found[0].end_line), ("EN106", 42, 43));
    assert_eq!(found[0].related.len(), 2);
}

/// S4-013: targeted means with a cut-off date.
#[test]
fn en106_a_targeted_scope_with_no_cut_off_date() {
    let paper = saying(release_paper(|_| {}), 9, "They are included if decided by the respective cut-off dates:");
    only(paper, "EN106", Level::Warning, 9);
    let control = saying(release_paper(|_| {}), 9, "They are included if decided by the cut-off date, 26 April 2024.");
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

/// S4-032: a blank row says why.
#[test]
fn en124_an_empty_row_needs_a_reason() {
    let empty = |r: &mut ReleaseDocument| {
        r.participant_impacts.rows[1].impacted.clear();
        r.participant_impacts.summaries.pop();
    };
    only(release_paper(empty), "EN124", Level::Warning, 21);
    let control = saying(release_paper(empty), 91, "MP902 has no impact on participants.");
    assert_eq!(findings(control), []);
}

/// S4-027, S4-044, S4-054: rows, columns and lists agree.
#[test]
fn en124_a_matrix_holds_the_scope_and_nothing_else() {
    // The one that lost its row is told too.
    let other_row = release_paper(|r| r.participant_impacts.rows[0].id = on(20, "MP903"));
    assert_eq!(places(other_row), [("EN124", 10), ("EN124", 20)]);
    let other_document = release_paper(|r| r.document_impacts.rows[0].document = on(33, "Section B"));
    assert_eq!(places(other_document), [("EN124", 30), ("EN124", 33)]);
}

/// S4-033: prose and ticks agree.
#[test]
fn en124_prose_without_a_tick() {
    only(
        release_paper(|r| r.participant_impacts.rows[1].impacted = vec!["Suppliers".to_owned()]),
        "EN124",
        Level::Warning,
        24,
    );
}

/// S4-139, S4-140: a whole number is a baseline.
#[test]
fn en126_a_whole_number_that_nobody_baselined() {
    let updated = |r: &mut ReleaseDocument| {
        r.history.push(version(64, "3.0", date(2024, 2, 25), "Updated for the approval of MP902."));
        r.version = Some(on(2, "3.0"));
    };
    only(release_paper(updated), "EN126", Level::Warning, 64);
}

/// S4-132, S4-140: versions go up, and the cover shows the last.
#[test]
fn en126_versions_go_up_and_the_cover_shows_the_last() {
    only(release_paper(|r| r.history[2].version = on(62, "0.2")), "EN126", Level::Error, 62);
    only(release_paper(|r| r.version = Some(on(2, "1.1"))), "EN126", Level::Error, 2);
    only(release_paper(|r| r.history[2].date = Some(date(2023, 1, 10))), "EN126", Level::Error, 62);
}

#[test]
fn en104_a_total_row_that_does_not_add_up() {
    let total = |amounts: [i64; 2]| CostRow { id: on(54, "Total"), amounts: amounts.map(Some).to_vec() };
    assert_eq!(findings(release_paper(|r| r.costs.total_row = Some(total([1_100, 400])))), []);
    let message = only(release_paper(|r| r.costs.total_row = Some(total([1_100, 500]))), "EN104", Level::Error, 54);
    assert!(message.contains("column Test"), "{message}");
}

#[test]
fn en105_an_earlier_file_dates_the_release_otherwise() {
    let moved = |r: &mut ReleaseDocument| {
        r.release.date = Some(Placed::on(4, date(2024, 6, 20)));
        r.timetable[4].date = Some(date(2024, 6, 20));
    };
    let found = check(&[release_paper(moved), release_paper(|_| {})], &calendar());
    assert_eq!(found[0].findings, []);
    let [finding] = found[1].findings.as_slice() else { panic!("{:#?}", found[1].findings) };
    assert_eq!((finding.rule, finding.level), ("EN105", Level::Error));
    assert!(finding.related[0].path.is_some());
}

#[test]
fn en120_an_earlier_file_lists_an_acronym_otherwise() {
    let otherwise = |r: &mut ReleaseDocument| r.glossary[0].term = "Release Implementation Documents".to_owned();
    let found = check(&[release_paper(|_| {}), release_paper(otherwise)], &calendar());
    let across: Vec<_> = found[1].findings.iter().filter(|f| f.related.iter().any(|r| r.path.is_some())).collect();
    let [finding] = across.as_slice() else { panic!("{:#?}", found[1].findings) };
    assert_eq!((finding.rule, finding.level), ("EN120", Level::Note));
}
