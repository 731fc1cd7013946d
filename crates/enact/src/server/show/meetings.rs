//! Meetings: agenda and papers, who was there, whether it was quorate, what was decided, minutes and actions.

use std::collections::BTreeSet;

use procedure::act::Purpose;
use procedure::meetings::{quorum_at, waiting_for};
use procedure::names::BodyId;
use procedure::register::{AgendaItem, Meeting};
use procedure::tally::QuorumCount;

use super::{bodies, offers, papers};
use crate::paths::{MeetingName, Place};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Link, Moment, Section, Tag, Tone};

/// All of them, and what waits for the next meeting of each body.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    let today = visit.today();
    let (mut ahead, mut held): (Vec<&Meeting>, Vec<&Meeting>) =
        visit.register.meetings().partition(|meeting| meeting.date >= today);
    ahead.sort_by_key(|meeting| meeting.date);
    held.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    let row = |meeting: &&Meeting| {
        vec![
            Entry::Link(link(visit, meeting)),
            Entry::Day(Day(meeting.date)),
            Entry::words(if meeting.ad_hoc { "Called for the purpose" } else { "Scheduled" }),
            Entry::count(meeting.items.len()),
            Entry::count(meeting.decisions.len()),
            minutes_state(meeting),
        ]
    };
    let columns = ["Meeting", "Day", "Kind", "Items", "Decisions", "Minutes"];
    let table = |key: &str, heading: &str, rows: &[&Meeting], empty: &str| {
        Block::table(key, heading, &columns, rows.iter().map(row).collect(), empty)
    };
    let bodies: BTreeSet<&BodyId> = visit.rulebook.code().bodies.iter().map(|body| &body.id).collect();
    let waiting = bodies.into_iter().flat_map(|body| waiting(visit, body)).collect();
    let columns = ["Modification", "Title", "For", "What is asked", "Waiting since"];
    let empty = "Nothing waits for a body today.";
    ThingPage {
        frame: visit.frame(Some(Section::Meetings), Vec::new()),
        id: None,
        kind: None,
        title: "Meetings".to_owned(),
        state: None,
        lead: Some("What the bodies of the Code meet about, on which papers, and what they decided.".to_owned()),
        blocks: vec![
            table(
                "ahead",
                "Ahead",
                &ahead,
                "No meeting is scheduled; those that are will stand here with their agenda.",
            ),
            Block::table("waiting", "What belongs on the next agendas", &columns, waiting, empty)
                .about("Worked out from where each modification stands."),
            table("held", "Held", &held, "No meeting is on record yet."),
        ],
        acts: offers::of(visit, &[procedure::ActName::ScheduleMeeting], &crate::paths::Picked::none()),
    }
}

/// One meeting.
pub(in crate::server) fn one(visit: &Visit, name: &MeetingName) -> Result<ThingPage, Stop> {
    let known = |meeting: &&Meeting| MeetingName::from_words(meeting.id.as_str()).as_ref() == Some(name);
    let meeting = visit.register.meetings().find(known).ok_or(Stop::NotFound)?;
    let state =
        if meeting.date >= visit.today() { Tag::new("Ahead", Tone::Going) } else { Tag::new("Held", Tone::Done) };
    let mut blocks = vec![facts(visit, meeting), agenda(visit, meeting)];
    if meeting.date >= visit.today() {
        let columns = ["Modification", "Title", "For", "What is asked", "Waiting since"];
        let empty = "Nothing else waits for the body.";
        let heading = "What else waits for the body";
        blocks.push(Block::table("waiting", heading, &columns, waiting(visit, &meeting.body), empty));
    }
    blocks.extend([attendance(meeting), decisions(visit, meeting), acts(visit, meeting), minutes(meeting)]);
    blocks.push(actions(visit, meeting));
    blocks.push(papers::of_meeting(visit, name, meeting.date <= visit.today()));
    Ok(ThingPage {
        frame: visit.frame(Some(Section::Meetings), vec![Link::new("Meetings", visit.at(Place::Meetings))]),
        id: Some(meeting.id.to_string()),
        kind: Some("Meeting".to_owned()),
        title: title(visit, meeting),
        state: Some(state),
        lead: None,
        blocks,
        acts: offers::about(visit, &[("meeting", meeting.id.as_str())]),
    })
}

fn title(visit: &Visit, meeting: &Meeting) -> String {
    format!("{} meeting {}", visit.rulebook.code().title_of(meeting.body.as_str()), meeting.number)
}

/// A link to the page of a meeting.
pub(in crate::server) fn link(visit: &Visit, meeting: &Meeting) -> Link {
    let place = MeetingName::from_words(meeting.id.as_str()).map_or(Place::Meetings, Place::Meeting);
    Link::new(title(visit, meeting), visit.at(place))
}

fn waiting(visit: &Visit, body: &BodyId) -> Vec<Vec<Entry>> {
    let found = waiting_for(&visit.register, &visit.rulebook, body, visit.now);
    let row = |one: procedure::meetings::Waiting| {
        vec![
            Entry::Link(visit.numbered_link(&one.number)),
            Entry::words(one.title),
            Entry::Link(bodies::link(visit, body.as_str())),
            Entry::words(one.act.words()),
            Entry::Day(Day(one.since.date())),
        ]
    };
    found.into_iter().map(row).collect()
}

fn minutes_state(meeting: &Meeting) -> Entry {
    match meeting.minutes.last() {
        Some(last) if last.late => Entry::Tag(Tag::new(format!("Version {}, late", last.version), Tone::Stopped)),
        Some(last) => Entry::words(format!("Version {}", last.version)),
        None => Entry::Nothing("Not published".to_owned()),
    }
}

fn quorum_words(counts: &[QuorumCount]) -> String {
    let one = |count: &QuorumCount| {
        let seats =
            if count.seats.is_empty() { "members".to_owned() } else { count.seats.join(", ").replace('-', " ") };
        format!("{} of {} needed ({seats})", count.present, count.needed)
    };
    let word = if counts.iter().all(QuorumCount::is_met) { "quorate" } else { "not quorate" };
    format!("{word}: {}", counts.iter().map(one).collect::<Vec<_>>().join("; "))
}

fn facts(visit: &Visit, meeting: &Meeting) -> Block {
    let mut facts = vec![
        ("Body", Entry::Link(bodies::link(visit, meeting.body.as_str()))),
        ("Day", Entry::Day(Day(meeting.date))),
        ("Kind", Entry::words(if meeting.ad_hoc { "Called for the purpose" } else { "Scheduled" })),
    ];
    let late = meeting.items.iter().filter(|item| item.late).count();
    if late > 0 {
        facts.push(("Late papers, kept and marked", Entry::count(late)));
    }
    // Quorum at the moment when the last to come was there: whoever left before is not counted.
    let moment = meeting.attendance.iter().map(|one| one.arrived).max();
    if let Some(moment) = moment {
        let counts = quorum_at(&visit.register, &visit.rulebook, meeting, moment, None);
        if !counts.is_empty() {
            let words = format!("{} {}", Moment(moment).clock(), quorum_words(&counts));
            facts.push(("Quorum at", Entry::words(words)));
        }
    }
    facts.push(("Minutes", minutes_state(meeting)));
    Block::facts("facts", "At a glance", facts)
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Decision => "a decision",
        Purpose::Discussion => "a discussion",
        Purpose::Information => "note to be taken",
    }
}

fn agenda(visit: &Visit, meeting: &Meeting) -> Block {
    let row = |item: &AgendaItem| {
        let about = item.about.as_ref().map(|id| visit.numbered_link(id.as_str()));
        let state = if item.late { Tag::new("Late", Tone::Stopped) } else { Tag::new("In time", Tone::Done) };
        vec![
            Entry::words(format!("{}. {}", item.number, item.title)),
            Entry::words(sentence(purpose(item.purpose)).trim_end_matches('.')),
            about.map_or_else(Entry::nothing, Entry::Link),
            Entry::words(item.reference.clone()),
            Entry::lines(item.appendices.clone()),
            Entry::Several(vec![Entry::Moment(Moment(item.at)), Entry::Tag(state)]),
        ]
    };
    let columns = ["Item", "Asked for", "About", "Paper", "Appendices", "Paper came"];
    let empty = "No item is on the agenda yet; items and their papers will stand here.";
    Block::table("agenda", "Agenda", &columns, meeting.items.iter().map(row).collect(), empty)
}

fn attendance(meeting: &Meeting) -> Block {
    let rows = meeting.attendance.iter().map(|one| {
        let office = match (&one.in_place_of, one.member) {
            (Some(member), _) => format!("In the place of {member}"),
            (None, true) => "Member".to_owned(),
            (None, false) => "Attends".to_owned(),
        };
        vec![
            Entry::words(one.person.clone()),
            Entry::words(office),
            Entry::words(Moment(one.arrived).clock()),
            one.left.map_or_else(|| Entry::Nothing("Stayed".to_owned()), |left| Entry::words(Moment(left).clock())),
        ]
    });
    let empty = "Nobody is recorded as having attended.";
    Block::table("attendance", "Attendance", &["Person", "As", "From", "Until"], rows.collect(), empty)
}

fn decisions(visit: &Visit, meeting: &Meeting) -> Block {
    let rows = meeting.decisions.iter().map(|one| {
        let item = one.item.map(|number| format!("Item {number}: ")).unwrap_or_default();
        let about = one.about.as_ref().map(|id| visit.numbered_link(id.as_str()));
        vec![
            Entry::words(format!("{item}{}", one.decision)),
            Entry::words(one.reasons.clone()),
            about.map_or_else(Entry::nothing, Entry::Link),
            Entry::words(Moment(one.at).clock()),
            Entry::words(if one.quorum.is_empty() { String::new() } else { quorum_words(&one.quorum) }),
        ]
    });
    let columns = ["Decision", "Why", "About", "At", "Quorum then"];
    Block::table("decisions", "Decisions", &columns, rows.collect(), "No decision is recorded.")
}

fn acts(visit: &Visit, meeting: &Meeting) -> Block {
    let rows = meeting.acts.iter().map(|one| {
        let about = one.proposal.as_ref().map(|id| visit.numbered_link(id.as_str()));
        let event = Link::new(format!("Entry {}", one.position), visit.at(Place::Event(one.position)));
        vec![
            Entry::words(sentence(&one.event.replace('-', " ")).trim_end_matches('.')),
            about.map_or_else(Entry::nothing, Entry::Link),
            Entry::Link(event),
        ]
    });
    let empty = "The body did nothing else that is in the record on that day.";
    Block::table("acts", "What the body did on that day", &["What", "About", "In the record"], rows.collect(), empty)
}

fn minutes(meeting: &Meeting) -> Block {
    let rows = meeting.minutes.iter().rev().map(|one| {
        let state = if one.late { Tag::new("Late", Tone::Stopped) } else { Tag::new("In time", Tone::Done) };
        vec![
            Entry::words(one.version.clone()),
            Entry::Several(vec![Entry::Moment(Moment(one.at)), Entry::Tag(state)]),
            Entry::words(one.text.clone()),
        ]
    });
    let empty = "No minutes are published yet.";
    Block::table("minutes", "Minutes", &["Version", "Published", "What they say besides"], rows.collect(), empty)
}

fn actions(visit: &Visit, meeting: &Meeting) -> Block {
    let rows = meeting.actions.iter().map(|one| {
        let state = match (&one.closed, one.due) {
            (Some(_), _) => Tag::new("Closed", Tone::Done),
            (None, Some(due)) if due < visit.today() => Tag::new("Overdue", Tone::Stopped),
            (None, _) => Tag::new("Open", Tone::Open),
        };
        vec![
            Entry::words(format!("{}: {}", one.id, one.task)),
            Entry::words(visit.rulebook.code().title_of(&one.owner)),
            Entry::day(one.due, "No day set"),
            Entry::Tag(state),
            Entry::words(one.closed.as_ref().map(|(_, outcome)| outcome.clone()).unwrap_or_default()),
        ]
    });
    let columns = ["Action", "For", "By", "State", "What came of it"];
    Block::table("actions", "Actions", &columns, rows.collect(), "No action was given.")
}
