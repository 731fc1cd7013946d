//! Elections to a body, and what Parties wished of appointments to it.

use procedure::code::Body;
use procedure::register::{AppointmentView, Election};

use crate::server::{Visit, sentence};
use crate::web::{Block, Day, Entry, Moment, Tag, Tone};

/// The elections of a body and the wishes about its members, where there are any.
pub(super) fn blocks(visit: &Visit, body: &Body) -> Vec<Block> {
    [elections(visit, body), wishes(visit, body)].into_iter().filter(|block| !block.is_empty()).collect()
}

/// The title of a group of seats.
fn seats_title(visit: &Visit, body: &Body, group: &str) -> String {
    let known = visit.rulebook.code().seats.iter().find(|seats| seats.body == body.id && seats.group == group);
    known.map_or_else(|| group.replace('-', " "), |seats| seats.title.clone())
}

/// Who stands, until when, and once it is closed who is elected with how many votes. While it is open no vote is counted.
fn elections(visit: &Visit, body: &Body) -> Block {
    let today = visit.today();
    let row = |election: &Election| {
        let state = match &election.result {
            Some(_) => Tag::new("Closed", Tone::Done),
            None if today <= election.closes => Tag::new("Open", Tone::Open),
            None => Tag::new("Waits to be counted", Tone::Going),
        };
        let outcome = election.result.as_ref().map(|result| {
            let mut lines: Vec<String> = result
                .votes
                .iter()
                .map(|(candidate, votes)| {
                    let elected = if result.elected.contains(candidate) { ", elected" } else { "" };
                    format!("{candidate}: {votes}{elected}")
                })
                .collect();
            let unvoted = result.elected.iter().filter(|name| !result.votes.contains_key(*name));
            lines.extend(unvoted.map(|name| format!("{name}: elected")));
            lines.extend(result.left_out.iter().map(|left| format!("Not counted: {}, {}", left.member, left.because)));
            lines
        });
        vec![
            Entry::words(election.id.clone()),
            Entry::words(seats_title(visit, body, &election.seat)),
            Entry::count(election.seats),
            Entry::lines(election.candidates.clone()),
            Entry::Day(Day(election.closes)),
            Entry::Tag(state),
            outcome.map_or_else(|| Entry::Nothing("Not known yet".to_owned()), Entry::lines),
        ]
    };
    let rows = visit.register.elections().filter(|election| election.body == body.id).map(row).collect();
    let columns = ["Election", "For the seats of", "Seats", "Candidates", "Closes", "State", "Votes"];
    Block::table("elections", "Elections", &columns, rows, "")
        .about("Each Voting Group has one vote, the last that it gave. Votes are counted when the election is closed.")
}

fn wishes(visit: &Visit, body: &Body) -> Block {
    let row = |view: &AppointmentView| {
        let state = match &view.left_out {
            Some(why) => Entry::words(format!("Not counted: {why}")),
            None => Entry::Tag(Tag::new("Counted", Tone::Done)),
        };
        vec![
            Entry::words(view.person.clone()),
            Entry::words(seats_title(visit, body, &view.seat)),
            Entry::words(view.party.clone()),
            Entry::words(sentence(view.wish.words()).trim_end_matches('.')),
            Entry::words(view.reasons.clone()),
            Entry::Moment(Moment(view.at)),
            state,
        ]
    };
    let own = visit.register.appointment_views().iter().filter(|view| view.body == body.id);
    let columns = ["Person", "Seat", "Party", "What it wishes", "Why", "Said", "State"];
    Block::table("wishes", "What Parties wish of its members", &columns, own.map(row).collect(), "")
}
