//! The papers of a meeting: the agenda, the pack with a paper for each item, and the minutes.

use jiff::civil::DateTime;
use procedure::Event;
use procedure::act::Purpose;
use procedure::event::MeetingEvent;
use procedure::meetings::{quorum_at, waiting_for};
use procedure::names::ProposalId;
use procedure::register::{ActInMeeting, Action, AgendaItem, Attendance, Meeting, MeetingDecision};
use procedure::tally::QuorumCount;

use super::paper::{Block, Front, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, paragraphs, sentence};
use super::{change_board_paper, draft_proposal};

/// The agenda of a meeting, by the meeting's id (`change-board-84`).
///
/// # Errors
/// The meeting is not known; the sentence says so.
pub fn agenda(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let meeting = known(record, of)?;
    let mut gaps = Gaps::default();
    let about = "This document says what the meeting is asked, and on which papers.";
    let front = front(record, meeting, "Agenda", about);
    let body = agenda_part(record, meeting, &mut gaps);
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}

/// The pack: the agenda, and an annex for each item with the paper that the record makes of what it is about.
///
/// # Errors
/// As [`agenda`].
pub fn meeting_pack(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let meeting = known(record, of)?;
    let mut gaps = Gaps::default();
    let about =
        "This document holds the agenda and, as annexes, the papers of its items as far as the record makes them.";
    let front = front(record, meeting, "Meeting pack", about);
    let mut parts = vec![agenda_part(record, meeting, &mut gaps)];
    let mut letters = 'A'..='Z';
    for item in &meeting.items {
        let Some(paper) = paper_of(record, item) else {
            gaps.note(&format!("The paper {} of item {}, which is about no proposal", item.reference, item.number));
            continue;
        };
        let Some(letter) = letters.next() else {
            gaps.note(&format!("The paper of item {}: a pack has no more than twenty-six annexes", item.number));
            continue;
        };
        let paper = paper?;
        let own = paper.parts.into_iter().filter(|part| part.annex.is_none());
        let mut sections: Vec<Section> = own.flat_map(|part| part.sections).collect();
        sections.iter_mut().for_each(|section| section.mark = Mark::None);
        paper.missing.iter().for_each(|what| gaps.note(&format!("For item {}: {what}", item.number)));
        let opening = [format!("{}: {}.", paper.front.kind, paper.front.name()), paper.front.status];
        parts.push(Part {
            annex: Some(letter),
            title: format!("Paper {} for item {}", item.reference, item.number),
            opening: opening.into_iter().filter(|words| !words.is_empty()).map(Block::paragraph).collect(),
            sections,
        });
    }
    Ok(Paper { front, parts, missing: gaps.into_list() })
}

/// The minutes: who was there, what was decided with which quorum, and who is to do what.
///
/// # Errors
/// As [`agenda`], or the meeting was not held yet.
pub fn minutes(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let meeting = known(record, of)?;
    if meeting.date > record.today {
        return Err(format!("{} is on {} and was not held yet", name(record, meeting), day(meeting.date)));
    }
    let mut gaps = Gaps::default();
    let about = "This document says who was there, what was decided, and who is to do what.";
    let mut front = front(record, meeting, "Minutes", about);
    match meeting.minutes.last() {
        Some(last) => {
            let late = if last.late { ", after the last day for minutes" } else { "" };
            front.version = super::figures_of(&last.version);
            front.date = last.at.date();
            front.status = format!("Version {}, published on {}{late}.", last.version, day(last.at.date()));
        }
        None => {
            front.status = "Not published yet; made from what is recorded of the meeting.".to_owned();
            gaps.note("The minutes as published");
        }
    }
    let sections = vec![
        attendance(record, meeting, &mut gaps),
        decisions(record, meeting),
        said(meeting),
        acts(record, meeting),
        actions(record, meeting),
    ];
    let sections = numbered(sections.into_iter().filter(|section| !section.blocks.is_empty()).collect());
    let body = Part { annex: None, title: String::new(), opening: vec![facts(record, meeting)], sections };
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}

fn known<'a>(record: &Record<'a>, of: &str) -> Result<&'a Meeting, String> {
    record.register.meeting(of).ok_or_else(|| format!("no meeting is known as {of}"))
}

/// `Change Board meeting 84`.
fn name(record: &Record<'_>, meeting: &Meeting) -> String {
    format!("{} meeting {}", record.title_of(meeting.body.as_str()), meeting.number)
}

fn front(record: &Record<'_>, meeting: &Meeting, kind: &str, about: &str) -> Front {
    let mut front = record.front(kind, None, &name(record, meeting), meeting.date);
    let late = meeting.items.iter().filter(|item| item.late).count();
    let items = match meeting.items.len() {
        0 => "Nothing is on the agenda yet".to_owned(),
        1 => "One item is on the agenda".to_owned(),
        count => format!("{count} items are on the agenda"),
    };
    front.status = match late {
        0 => format!("{items}."),
        late => format!("{items}; the papers of {late} came after the last day for papers and are marked."),
    };
    front.about = vec![about.to_owned()];
    front
}

fn numbered(mut sections: Vec<Section>) -> Vec<Section> {
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    sections
}

fn agenda_part(record: &Record<'_>, meeting: &Meeting, gaps: &mut Gaps) -> Part {
    let sections = numbered(vec![items(record, meeting, gaps), waiting(record, meeting)]);
    Part { annex: None, title: String::new(), opening: vec![facts(record, meeting)], sections }
}

fn facts(record: &Record<'_>, meeting: &Meeting) -> Block {
    let scheduled = record.from(
        |event| matches!(event, Event::Meeting(MeetingEvent::Scheduled { meeting: of, .. }) if *of == meeting.id),
    );
    let kind = if meeting.ad_hoc { "Called for a purpose" } else { "Scheduled" };
    Block::Facts {
        facts: vec![
            ("Body".to_owned(), Words::plain(record.title_of(meeting.body.as_str()))),
            ("Day".to_owned(), Words::of(day(meeting.date), scheduled)),
            ("Kind".to_owned(), Words::plain(kind)),
        ],
    }
}

/// What a body is asked for.
fn asked(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Decision => "Decision",
        Purpose::Discussion => "Discussion",
        Purpose::Information => "Information",
    }
}

fn items(record: &Record<'_>, meeting: &Meeting, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "Items");
    if meeting.items.is_empty() {
        section.blocks.push(Block::Note { words: gaps.missing("The items of the agenda") });
        return section;
    }
    let row = |item: &AgendaItem| {
        let from = record.from(|event| {
            matches!(event, Event::Meeting(MeetingEvent::ItemTabled { meeting: of, item: number, .. })
                if *of == meeting.id && *number == item.number)
        });
        let about = item.about.as_ref().and_then(|id| record.register.proposal(id.as_str()));
        let about = about.map_or_else(Words::default, |proposal| Words::of_proposal(proposal.number(), &proposal.id));
        let late = if item.late { ", late" } else { "" };
        let paper = [std::slice::from_ref(&item.reference), &item.appendices].concat().join("; ");
        vec![
            Words::of(item.number.to_string(), from),
            Words::plain(item.title.clone()),
            Words::plain(asked(item.purpose)),
            about,
            Words::plain(paper),
            Words::plain(format!("{}{late}", day(item.at.date()))),
        ]
    };
    let head = ["Item", "What it is", "For", "About", "Paper and appendices", "Paper came"];
    let table = Table::new("Agenda", &head, meeting.items.iter().map(row).collect());
    section.blocks.push(Block::Table(table.with_widths(&[2, 5, 3, 3, 4, 4])));
    section
}

/// What the state of the process asks of the body besides.
fn waiting(record: &Record<'_>, meeting: &Meeting) -> Section {
    let mut section = Section::new(Mark::None, "What else waits for the body");
    let last = record.register.last_event().unwrap_or(DateTime::MIN);
    let at = record.today.at(0, 0, 0, 0).max(last);
    let on_agenda = |id: &ProposalId| meeting.items.iter().any(|item| item.about.as_ref() == Some(id));
    let ahead = meeting.date >= record.today;
    let found = waiting_for(record.register, record.rulebook, &meeting.body, at);
    let rows = found.into_iter().filter(|one| ahead && !on_agenda(&one.proposal)).map(|one| {
        vec![
            Words::of_proposal(one.number, &one.proposal),
            Words::plain(one.title),
            Words::plain(sentence(one.act.words()).trim_end_matches('.')),
            Words::plain(day(one.since.date())),
            Words::plain(listed(&one.clauses)),
        ]
    });
    let rows: Vec<Vec<Words>> = rows.collect();
    section.blocks.push(if !ahead {
        Block::paragraph("The meeting was held; what waits now belongs on a later agenda.")
    } else if rows.is_empty() {
        Block::paragraph("Nothing else waits for it.")
    } else {
        let head = ["Modification", "Title", "What it may do", "Waiting since", "Clauses"];
        Block::Table(Table::new("Waiting and on no agenda", &head, rows).with_widths(&[3, 4, 4, 3, 3]))
    });
    section
}

/// The paper that the record makes for an item; nothing where the item is about no proposal.
fn paper_of(record: &Record<'_>, item: &AgendaItem) -> Option<Result<Paper, String>> {
    let proposal = record.register.proposal(item.about.as_ref()?.as_str())?;
    let for_vote = item.purpose == Purpose::Decision && proposal.report.is_some();
    Some(if for_vote {
        change_board_paper(record, proposal.number())
    } else {
        draft_proposal(record, proposal.number())
    })
}

/// The time of day: `10:30`.
fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

fn quorum_words(counts: &[QuorumCount]) -> String {
    let one = |count: &QuorumCount| {
        let seats =
            if count.seats.is_empty() { "members".to_owned() } else { count.seats.join(", ").replace('-', " ") };
        format!("{} of {} needed ({seats})", count.present, count.needed)
    };
    let word = if counts.iter().all(QuorumCount::is_met) { "Quorate" } else { "Not quorate" };
    format!("{word}: {}", counts.iter().map(one).collect::<Vec<_>>().join("; "))
}

fn attendance(record: &Record<'_>, meeting: &Meeting, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "Attendance");
    if meeting.attendance.is_empty() {
        section.blocks.push(Block::Note { words: gaps.missing("Who was there") });
        return section;
    }
    let row = |one: &Attendance| {
        let office = match (&one.in_place_of, one.member) {
            (Some(member), _) => format!("In the place of {member}"),
            (None, true) => "Member".to_owned(),
            (None, false) => "Attends".to_owned(),
        };
        let until = one.left.map_or_else(|| "To the end".to_owned(), clock);
        vec![
            Words::plain(one.person.clone()),
            Words::plain(office),
            Words::plain(clock(one.arrived)),
            Words::plain(until),
        ]
    };
    let head = ["Person", "As", "From", "Until"];
    section.blocks.push(Block::table("Who was there", &head, meeting.attendance.iter().map(row).collect()));
    if let Some(moment) = meeting.attendance.iter().map(|one| one.arrived).max() {
        let counts = quorum_at(record.register, record.rulebook, meeting, moment, None);
        if !counts.is_empty() {
            section.blocks.push(Block::paragraph(format!("At {}. {}.", clock(moment), quorum_words(&counts))));
        }
    }
    section
}

fn decisions(record: &Record<'_>, meeting: &Meeting) -> Section {
    let mut section = Section::new(Mark::None, "Decisions");
    for one in &meeting.decisions {
        section.blocks.extend(decision(record, meeting, one));
    }
    if section.blocks.is_empty() {
        section.blocks.push(Block::paragraph("No decision is recorded."));
    }
    section
}

fn decision(record: &Record<'_>, meeting: &Meeting, one: &MeetingDecision) -> Vec<Block> {
    let from = record.from(|event| {
        matches!(event, Event::Meeting(MeetingEvent::DecisionTaken { meeting: of, decision, item, .. })
            if *of == meeting.id && *decision == one.decision && *item == one.item)
    });
    let heading = match one.item.and_then(|number| meeting.item(number)) {
        Some(item) => format!("Item {}: {}", item.number, item.title),
        None => "Besides the agenda".to_owned(),
    };
    let mut facts = vec![("Decided".to_owned(), Words::of(sentence(&one.decision), from))];
    if !one.reasons.trim().is_empty() {
        facts.push(("Why".to_owned(), Words::plain(sentence(&one.reasons))));
    }
    if let Some(proposal) = one.about.as_ref().and_then(|id| record.register.proposal(id.as_str())) {
        let words = Words::of_proposal(proposal.number(), &proposal.id).and(format!(" ‘{}’", proposal.title));
        facts.push(("About".to_owned(), words));
    }
    facts.push(("At".to_owned(), Words::plain(clock(one.at))));
    if !one.quorum.is_empty() {
        facts.push(("Quorum then".to_owned(), Words::plain(quorum_words(&one.quorum))));
    }
    vec![Block::heading(heading), Block::Facts { facts }]
}

fn said(meeting: &Meeting) -> Section {
    let mut section = Section::new(Mark::None, "What was said");
    let text = meeting.minutes.last().map(|last| paragraphs(&last.text)).unwrap_or_default();
    section.blocks.extend(text.into_iter().map(Block::paragraph));
    section
}

fn acts(record: &Record<'_>, meeting: &Meeting) -> Section {
    let mut section = Section::new(Mark::None, "What the body did on that day");
    let line = |one: &ActInMeeting| {
        let about = one.proposal.as_ref().map(|id| {
            let known = record.register.proposal(id.as_str());
            format!(", {}", known.map_or(id.as_str(), |proposal| proposal.number()))
        });
        let words = sentence(&format!("{}{}", one.event.replace('-', " "), about.unwrap_or_default()));
        Words::of(words, Some(one.position))
    };
    if !meeting.acts.is_empty() {
        section.blocks.push(Block::bullets(meeting.acts.iter().map(line).collect()));
    }
    section
}

fn actions(record: &Record<'_>, meeting: &Meeting) -> Section {
    let mut section = Section::new(Mark::None, "Actions");
    let row = |one: &Action| {
        let state = match &one.closed {
            Some((at, outcome)) => format!("Closed on {}. {}", day(at.date()), sentence(outcome)),
            None => "Open".to_owned(),
        };
        vec![
            Words::plain(one.id.clone()),
            Words::plain(sentence(&one.task)),
            Words::plain(record.title_of(&one.owner)),
            Words::plain(one.due.map_or_else(|| "No day set".to_owned(), day)),
            Words::plain(state),
        ]
    };
    if meeting.actions.is_empty() {
        section.blocks.push(Block::paragraph("No action was given."));
    } else {
        let rows = meeting.actions.iter().map(row).collect();
        let table = Table::new("Actions given", &["Action", "What is to be done", "Who", "By", "State"], rows);
        section.blocks.push(Block::Table(table.with_widths(&[2, 5, 3, 3, 4])));
    }
    section
}
