use askama::Template as _;

use super::*;
use crate::web::pages::{Matrix, ReleasePage, ReleaseRow, ReleasesPage, ScopeRow, TimetableLine};

pub(super) fn samples() -> Vec<Sample> {
    let mut frame = frame(Section::Releases, vec![home_crumb()]);
    let row = |words: &str, on, by, approved: &[&str], targeted: &[&str], state| ReleaseRow {
        release: release(words),
        day: on,
        decide_by: by,
        approved: approved.iter().map(|id| modification(id)).collect(),
        targeted: targeted.iter().map(|id| modification(id)).collect(),
        state,
    };
    let list = ReleasesPage {
        frame: frame.clone(),
        ahead: vec![
            row(
                "November 2025",
                day(2025, 11, 6),
                Some(day(2025, 10, 23)),
                &["MP007", "MP012"],
                &["MP014", "MP011"],
                Tag::new("Scope open", Tone::Open),
            ),
            row(
                "February 2026",
                day(2026, 2, 26),
                Some(day(2026, 2, 12)),
                &[],
                &["MP009"],
                Tag::new("Planned", Tone::Quiet),
            ),
        ],
        live: vec![row(
            "February 2025",
            day(2025, 2, 27),
            Some(day(2025, 2, 13)),
            &["MP003"],
            &[],
            Tag::new("Live", Tone::Done),
        )],
    };
    frame.crumbs.push(Link::new("Releases", at(Place::Releases)));
    let scope =
        |id: &str, title: &str, state| ScopeRow { modification: modification(id), title: title.to_owned(), state };
    let line = |on, what: &str, note: Option<&str>, state| TimetableLine {
        day: on,
        what: what.to_owned(),
        note: note.map(str::to_owned),
        state,
    };
    let one = ReleasePage {
        frame,
        name: "November 2025".to_owned(),
        day: day(2025, 11, 6),
        state: Tag::new("Scope open", Tone::Open),
        decide_by: Some(day(2025, 10, 23)),
        fallback: Some(release("February 2026")),
        costs: Some("£94,000".to_owned()),
        approved: vec![
            scope("MP007", "Correct the numbering of Section C3", Tag::new("Approved", Tone::Done)),
            scope("MP012", "Publish test results", Tag::new("Approved", Tone::Done)),
        ],
        targeted: vec![
            scope("MP014", "Say when a reading counts as late", Tag::new("Report", Tone::Open)),
            scope("MP011", "Keep meter readings for thirteen months", Tag::new("Vote open", Tone::Open)),
        ],
        timetable: vec![
            line(
                Some(day(2025, 5, 14)),
                "Scope of system changes fixed",
                Some("113 Working Days before"),
                StepState::Done,
            ),
            line(Some(day(2025, 7, 1)), "Release document consulted on", None, StepState::Now),
            line(Some(day(2025, 9, 8)), "Testing begins", None, StepState::Ahead),
            line(Some(day(2025, 10, 23)), "Last day for decisions", Some("10 Working Days before"), StepState::Ahead),
            line(None, "Interface testing ends", None, StepState::Ahead),
            line(Some(day(2025, 11, 6)), "In force", None, StepState::Ahead),
        ],
        impacts: vec![
            Matrix {
                title: "Who is affected".to_owned(),
                corner: "Modification".to_owned(),
                columns: strings(&["Large Suppliers", "Small Suppliers", "Networks", "Other Parties", "Operator"]),
                rows: vec![
                    ("MP007".to_owned(), vec![false, false, false, false, false]),
                    ("MP012".to_owned(), vec![false, false, true, true, true]),
                    ("MP014".to_owned(), vec![true, true, false, true, true]),
                ],
            },
            Matrix {
                title: "Documents that change".to_owned(),
                corner: "Document".to_owned(),
                columns: strings(&["MP007", "MP012", "MP014"]),
                rows: vec![
                    ("Section A".to_owned(), vec![false, true, true]),
                    ("Section C".to_owned(), vec![true, false, true]),
                    ("Appendix F".to_owned(), vec![false, false, true]),
                ],
            },
        ],
        findings: strings(&["The stated total of £94,000 is £6,000 less than the table that it sums."]),
    };
    vec![("releases", list.render().unwrap()), ("release", one.render().unwrap())]
}
