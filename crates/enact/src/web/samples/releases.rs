use askama::Template as _;

use super::*;
use crate::web::pages::{ReleaseRow, ReleasesPage};

pub(super) fn samples() -> Vec<Sample> {
    let frame = frame(Section::Releases, vec![home_crumb()]);
    let row = |words: &str, on, by, approved: &[&str], targeted: &[&str], state| ReleaseRow {
        release: release(words),
        day: on,
        decide_by: by,
        approved: approved.iter().map(|id| modification(id)).collect(),
        targeted: targeted.iter().map(|id| modification(id)).collect(),
        state,
    };
    let list = ReleasesPage {
        frame,
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
    vec![("releases", list.render().unwrap())]
}
