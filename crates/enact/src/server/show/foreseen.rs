//! What lies ahead of a proposal: its steps, the release that it keeps, and what would follow were it decided on another day.

use jiff::civil::Date;
use procedure::event::{Event, Recorded};
use procedure::forecast::{Forecast, WhatIf, forecast, moved};
use procedure::names::MeetingId;
use procedure::register::{Proposal, Target};

use crate::server::{Visit, sentence};
use crate::web::pages::Foreseen;
use crate::web::{Block, Day, Entry, Tag, Tone};

/// The forecast of a proposal that is not decided; with a day, as if it were decided then.
pub(in crate::server) fn of(visit: &Visit, proposal: &Proposal, decided: Option<Date>) -> Option<Foreseen> {
    if proposal.stage.is_end() || proposal.decision.is_some() {
        return None;
    }
    let foresee = |decision_later| {
        forecast(&visit.register, &visit.rulebook, proposal, visit.today(), WhatIf { decision_later }).ok()
    };
    let plain = foresee(0)?;
    let soonest = plain.decided?;
    let (shown, note) = match decided {
        None => (plain, None),
        Some(day) if day < soonest => {
            let note = format!("It cannot be decided on {} yet: {} is the first day.", Day(day), Day(soonest));
            (plain, Some(note))
        }
        Some(day) => {
            let later = visit.rulebook.calendar().working_days_between(soonest, day).ok()?;
            let shown = foresee(later)?;
            // A decision falls on a Working Day; the one that is supposed may be another day than was asked about.
            let note = match shown.decided {
                Some(on) if on != day => {
                    format!("{} is no Working Day: as if it were decided on {}.", Day(day), Day(on))
                }
                Some(_) | None => format!("As if it were decided on {}.", Day(day)),
            };
            (shown, Some(note))
        }
    };
    let words = sentence(&shown.words());
    let mut blocks = vec![releases(visit, &shown), steps(visit, &shown)];
    blocks.extend(moves(visit, proposal, &shown));
    Some(Foreseen { words, note, decided: shown.decided.map(Day), blocks })
}

fn releases(visit: &Visit, shown: &Forecast) -> Block {
    let lost = shown.lost.iter().map(|lost| {
        let state = Tag::new("Lost", Tone::Stopped);
        (
            lost.cut_off,
            vec![
                Entry::Link(visit.release_link(lost.release.as_str())),
                Entry::Day(Day(lost.cut_off)),
                Entry::Tag(state),
            ],
        )
    });
    let kept = shown.kept.iter().map(|kept| {
        let state = Tag::new(format!("In, on {}", Day(kept.date)), Tone::Done);
        (
            kept.cut_off,
            vec![
                Entry::Link(visit.release_link(kept.release.as_str())),
                Entry::Day(Day(kept.cut_off)),
                Entry::Tag(state),
            ],
        )
    });
    let mut rows: Vec<(Date, Vec<Entry>)> = lost.chain(kept).collect();
    rows.sort_by_key(|(cut_off, _)| *cut_off);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let columns = ["Release", "Last day to decide", "Then"];
    Block::table("foreseen-releases", "Which release it keeps", &columns, rows, "No release is scheduled.")
}

/// What would be otherwise, were it moved to the release that it then keeps; nothing where that is the one it is meant for.
fn moves(visit: &Visit, proposal: &Proposal, shown: &Forecast) -> Option<Block> {
    let kept = shown.kept.as_ref().filter(|kept| proposal.release().is_some_and(|meant| *meant != kept.release))?;
    let mut after = visit.register.as_ref().clone();
    let target = Target { release: kept.release.clone(), cut_off: Some(kept.cut_off) };
    let supposed = Recorded {
        position: after.position() + 1,
        took_effect: visit.now,
        by: visit.rulebook.code().administrator.to_string(),
        grounds: Vec::new(),
        event: Event::PutInRelease { proposal: proposal.id.clone(), targets: vec![target] },
    };
    after.fold(&supposed).ok()?;
    let rows = moved(&visit.register, &after, proposal.number(), visit.today()).into_iter().map(|one| {
        vec![Entry::words(sentence(&one.what).trim_end_matches('.')), Entry::words(one.before), Entry::words(one.after)]
    });
    let heading = format!("What changes if it moves to the {}", kept.name);
    Some(Block::table("foreseen-moves", &heading, &["What", "Now", "Then"], rows.collect(), "Nothing else changes."))
}

/// The meeting at which a step can be taken first.
fn meeting_in_words(visit: &Visit, id: &MeetingId) -> String {
    let found = visit.register.meetings().find(|meeting| meeting.id == *id);
    found.map_or_else(
        || format!("The next meeting, {id}"),
        |meeting| {
            let body = visit.rulebook.code().title_of(meeting.body.as_str());
            format!("The meeting of the {body} on {}", Day(meeting.date))
        },
    )
}

fn steps(visit: &Visit, shown: &Forecast) -> Block {
    let rows = shown.steps.iter().map(|step| {
        let rests_on = step.rests_on.iter().map(|rule| visit.rule_link(rule.as_str())).collect::<Vec<_>>();
        let rests_on = match (&step.meeting, rests_on.is_empty()) {
            (Some(meeting), true) => Entry::words(meeting_in_words(visit, meeting)),
            (None, true) => Entry::Nothing("The next Working Day".to_owned()),
            (Some(_) | None, false) => Entry::Links(rests_on),
        };
        vec![
            Entry::words(step.act.words()),
            Entry::Day(Day(step.earliest)),
            Entry::words(step.who.join(" or ")),
            rests_on,
        ]
    });
    let columns = ["Step", "At the earliest", "By", "Rests on"];
    Block::table("foreseen-steps", "Steps to come", &columns, rows.collect(), "No step is left before the decision.")
        .folded()
}
