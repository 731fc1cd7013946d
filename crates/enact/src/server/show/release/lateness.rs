//! What would become of the proposals that are meant for a release, were they decided later than they could be.

use procedure::forecast::{Forecast, WhatIf, forecast};
use procedure::register::{Proposal, Release};

use crate::paths::{Place, ReleaseName};
use crate::server::show::releases;
use crate::server::{Visit, sentence};
use crate::web::block::Asks;
use crate::web::{Block, Day, Entry, Tag, Tone};

/// Each proposal meant for the release that is not decided: decided as soon as it can be, and so many Working Days later. Nothing where the
/// release is over or none is undecided.
pub(super) fn block(visit: &Visit, release: &Release, days: u16) -> Option<Block> {
    if release.date < visit.today() {
        return None;
    }
    let undecided: Vec<&Proposal> = releases::scope(visit, release)
        .filter(|proposal| proposal.decision.is_none() && !proposal.stage.is_end())
        .collect();
    if undecided.is_empty() {
        return None;
    }
    let rows = undecided.iter().filter_map(|proposal| row(visit, release, proposal, days)).collect();
    let columns = ["Modification", "Last day to decide", "Can be decided", "Then", "If late", "Then, if late"];
    let asks = Asks {
        label: "What if each were decided later than it could be, by Working Days".to_owned(),
        name: "late",
        value: days,
        most: Place::LATEST,
        page: visit.at(ReleaseName::from_words(release.id.as_str()).map_or(Place::Releases, Place::Release)),
    };
    let about = "Worked out from the rules in force, the calendar and the releases that are scheduled: the earliest that they allow.";
    Some(Block::table("if-late", "If decisions come late", &columns, rows, "").about(about).asking(asks))
}

fn row(visit: &Visit, release: &Release, proposal: &Proposal, days: u16) -> Option<Vec<Entry>> {
    let foresee = |decision_later| {
        forecast(&visit.register, &visit.rulebook, proposal, visit.today(), WhatIf { decision_later }).ok()
    };
    let (soonest, late) = (foresee(0)?, foresee(i64::from(days))?);
    let target = proposal.targets.iter().find(|target| target.release == release.id);
    let cut_off = target.and_then(|target| target.cut_off).or(releases::decide_by(visit, release));
    Some(vec![
        Entry::Link(visit.proposal_link(proposal)),
        Entry::day(cut_off, "Not set"),
        Entry::day(soonest.decided, "Not known"),
        comes_to(release, &soonest),
        Entry::day(late.decided, "Not known"),
        comes_to(release, &late),
    ])
}

/// Whether the release is kept, and which one it is otherwise.
fn comes_to(release: &Release, foreseen: &Forecast) -> Entry {
    match &foreseen.kept {
        Some(kept) if kept.release == release.id => {
            Entry::Tag(Tag::new(format!("In, on {}", Day(kept.date)), Tone::Done))
        }
        Some(_) | None => Entry::words(sentence(&foreseen.words())),
    }
}
