//! The releases.

use procedure::names::Stage;
use procedure::register::{Proposal, Release};

use crate::server::{Stop, Visit};
use crate::web::pages::{NextRelease, ReleaseRow, ReleasesPage};
use crate::web::{Day, Section, Tag, Tone};

/// Every release.
pub(in crate::server) fn of(visit: &Visit) -> Result<ReleasesPage, Stop> {
    let (mut ahead, mut live): (Vec<&Release>, Vec<&Release>) =
        visit.register.releases().partition(|release| release.date > visit.today());
    ahead.sort_by_key(|release| release.date);
    live.sort_by_key(|release| std::cmp::Reverse(release.date));
    let row = |release: &Release| ReleaseRow {
        release: visit.release_link(release.id.as_str()),
        day: Day(release.date),
        decide_by: decide_by(visit, release).map(Day),
        approved: scope(visit, release).filter(|p| is_in(p)).map(|p| visit.proposal_link(p)).collect(),
        targeted: scope(visit, release)
            .filter(|p| !is_in(p) && !p.stage.is_end())
            .map(|p| visit.proposal_link(p))
            .collect(),
        state: state(visit, release),
    };
    Ok(ReleasesPage {
        frame: visit.frame(Some(Section::Releases), Vec::new()),
        ahead: ahead.into_iter().map(row).collect(),
        live: live.into_iter().map(row).collect(),
    })
}

/// Releases ahead, soonest first, for the front page.
pub(super) fn next(visit: &Visit) -> Vec<NextRelease> {
    let mut ahead: Vec<&Release> = visit.register.releases().filter(|release| release.date >= visit.today()).collect();
    ahead.sort_by_key(|release| release.date);
    ahead
        .into_iter()
        .map(|release| {
            let approved = scope(visit, release).filter(|proposal| is_in(proposal)).count();
            let targeted = scope(visit, release).filter(|p| !is_in(p) && !p.stage.is_end()).count();
            NextRelease {
                release: visit.release_link(release.id.as_str()),
                day: Day(release.date),
                decide_by: decide_by(visit, release).map(Day),
                scope: format!("{approved} approved, {targeted} targeted"),
                state: state(visit, release),
            }
        })
        .collect()
}

/// The proposals that are in a release or meant for it.
pub(super) fn scope<'v>(visit: &'v Visit, release: &'v Release) -> impl Iterator<Item = &'v Proposal> {
    visit.register.proposals().filter(|proposal| proposal.release() == Some(&release.id))
}

/// Whether a proposal is in its release, not only meant for it.
pub(super) fn is_in(proposal: &Proposal) -> bool {
    matches!(proposal.stage, Stage::Approved | Stage::Implemented)
}

/// The last day of decision by the Code's lead time.
pub(super) fn decide_by(visit: &Visit, release: &Release) -> Option<jiff::civil::Date> {
    visit.rulebook.calendar().add_working_days(release.date, -visit.rulebook.code().lead_time).ok()
}

/// Ahead, open for decisions, or live.
pub(super) fn state(visit: &Visit, release: &Release) -> Tag {
    // A paper tells the plan. Whether its day brought anything into force is known only where the record tells of it.
    if release.date <= visit.today() && release.imported.is_some() && !scope(visit, release).any(|p| p.live.is_some()) {
        return Tag::new("As published; not known whether it went live", Tone::Quiet);
    }
    if release.date <= visit.today() {
        return Tag::new("Live", Tone::Done);
    }
    match decide_by(visit, release) {
        Some(day) if day < visit.today() => Tag::new("Scope closed", Tone::Going),
        Some(_) | None => Tag::new("Open for decisions", Tone::Open),
    }
}
