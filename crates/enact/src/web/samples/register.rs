use std::num::NonZeroU32;

use askama::Template as _;

use super::*;
use crate::paths::Sort;
use crate::web::pages::{RegisterPage, RegisterRow};

pub(super) fn samples() -> Vec<Sample> {
    let full = page();
    let mut empty = page();
    empty.rows.clear();
    empty.pages = Pages { first: 0, last: 0, all: 0, previous: None, next: None };
    let raise = act_on("mp001", "raise-draft-proposal", "Raise a proposal");
    empty.raise = Some(ActOffer {
        words: "Raise a proposal".to_owned(),
        hint: String::new(),
        offer: Offer::Refused(vec![GroundLine {
            clause: clause("M8.5"),
            rule: rule("m8.5-suspended"),
            basis: Basis::Source,
            reason: "Northwold Supply Ltd’s right to raise is suspended.".to_owned(),
        }]),
    });
    let mut permitted = full.clone();
    permitted.raise =
        Some(ActOffer { words: "Raise a proposal".to_owned(), hint: String::new(), offer: Offer::Permitted(raise) });
    vec![("register", permitted.render().unwrap()), ("register-empty", empty.render().unwrap())]
}

fn page() -> RegisterPage {
    let query = RegisterQuery::default();
    let register = |query: RegisterQuery| at(Place::Modifications(query));
    let stage = |words: &str, count, chosen: bool| StageFilter {
        words: words.to_owned(),
        count,
        to: register(query.of_stage((!chosen).then(|| words.to_ascii_lowercase().replace(' ', "-")).as_deref())),
        chosen,
    };
    let heading = |words, sort, now| SortHeading { words, to: register(query.sorted(sort)), now };
    RegisterPage {
        frame: frame(Section::Modifications, vec![home_crumb()]),
        stages: vec![
            stage("All", 64, true),
            stage("Development", 9, false),
            stage("Refinement", 14, false),
            stage("Report", 6, false),
            stage("Decision", 3, false),
            stage("Implementation", 8, false),
            stage("Live", 19, false),
            stage("Ended", 5, false),
        ],
        headings: [
            heading("Number", Sort::Number, None),
            heading("Title", Sort::Title, None),
            heading("Stage", Sort::Stage, None),
            heading("Next deadline", Sort::Deadline, Some("ascending")),
            heading("Last change", Sort::Changed, None),
        ],
        rows: rows(),
        pages: Pages {
            first: 1,
            last: 50,
            all: 64,
            previous: None,
            next: Some(register(query.on_page(NonZeroU32::new(2).unwrap()))),
        },
        raise: None,
    }
}

fn rows() -> Vec<RegisterRow> {
    let row = |id: &str, title: &str, stage: Tag, path: &str, next: Option<(Day, &str, &str)>, changed| RegisterRow {
        id: modification(id),
        title: title.to_owned(),
        stage,
        path: (!path.is_empty()).then(|| path.to_owned()),
        left: next.map(|(_, _, left)| left.to_owned()),
        next: next.map(|(day, what, _)| (day, what.to_owned())),
        changed,
    };
    let own = "Self-Governance";
    let authority = "Authority Determined";
    vec![
        row(
            "MP011",
            "Keep meter readings for thirteen months",
            Tag::new("Vote open", Tone::Open),
            own,
            Some((day(2025, 7, 4), "Change Board votes", "tomorrow")),
            day(2025, 7, 2),
        ),
        row(
            "MP014",
            "Say when a reading counts as late",
            Tag::new("Report", Tone::Open),
            own,
            Some((day(2025, 7, 11), "Consultation closes", "in 6 Working Days")),
            day(2025, 6, 20),
        ),
        row(
            "MP009",
            "Let a device vendor test against the live directory before its first delivery to a customer",
            Tag::new("Refinement", Tone::Going),
            authority,
            Some((day(2025, 7, 18), "Impact assessment due", "in 11 Working Days")),
            day(2025, 6, 30),
        ),
        row(
            "DP021",
            "One address for every fault report",
            Tag::new("Development", Tone::Quiet),
            "",
            Some((day(2025, 7, 22), "Change Sub-Committee", "in 13 Working Days")),
            day(2025, 7, 1),
        ),
        row(
            "MP016",
            "Share the cost of a second visit",
            Tag::new("Authority decides", Tone::Going),
            authority,
            Some((day(2025, 8, 1), "Decision expected", "in 21 Working Days")),
            day(2025, 6, 12),
        ),
        row(
            "MP007",
            "Correct the numbering of Section C3",
            Tag::new("Approved", Tone::Done),
            "Fast-Track",
            Some((day(2025, 11, 6), "Goes live", "in 90 Working Days")),
            day(2025, 5, 28),
        ),
        row("MP003", "Publish the outage calendar", Tag::new("Live", Tone::Done), own, None, day(2025, 2, 27)),
        row(
            "MP005",
            "Lower the credit cover of new suppliers",
            Tag::new("Rejected", Tone::Stopped),
            authority,
            None,
            day(2025, 1, 16),
        ),
        row(
            "MP002",
            "Use plain words in fault notices",
            Tag::new("Withdrawn", Tone::Stopped),
            own,
            None,
            day(2024, 12, 9),
        ),
    ]
}
