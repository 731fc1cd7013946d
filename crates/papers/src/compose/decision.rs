//! The papers of a decision: the paper for the body that votes, the record of the vote, and the letter that tells of it.

use procedure::Event;
use procedure::names::{Outcome, Vote};
use procedure::register::{Ballot, Proposal};

use super::paper::{Block, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, paragraphs, pounds, sentence};
use super::{objectives, texts, votes};

/// The paper for the body that votes: what is asked of it, what it should know, and by when.
///
/// # Errors
/// The proposal is not known; the sentence says so.
pub fn change_board_paper(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let mut gaps = Gaps::default();
    let item = record
        .register
        .meetings()
        .flat_map(|meeting| meeting.items.iter().map(move |item| (meeting, item)))
        .filter(|(_, item)| item.about.as_ref() == Some(&proposal.id))
        .max_by_key(|(meeting, _)| meeting.date);
    let opened = proposal.ballot.as_ref().map(|ballot| ballot.opened.date());
    let approved =
        record.last(|event| matches!(event, Event::ReportApproved { proposal: of, .. } if *of == proposal.id));
    let approved = approved.map(|recorded| recorded.took_effect.date());
    let date = item.map(|(_, item)| item.at.date()).or(opened).or(approved).unwrap_or(proposal.stage_since.date());
    let mut front = record.front("Paper for decision", Some(proposal.number()), &proposal.title, date);
    front.about = vec!["This paper asks for a vote and says what the vote rests on.".to_owned()];
    let mut asked = Section::new(Mark::Number(1), "What is asked");
    match item {
        Some((meeting, item)) => {
            let body = record.code().title_of(meeting.body.as_str());
            front.status =
                format!("Paper {} for {body} meeting {}, {}.", item.reference, meeting.number, day(meeting.date));
            asked.blocks.push(Block::Facts {
                facts: vec![
                    ("Body".to_owned(), Words::plain(body)),
                    ("Meeting".to_owned(), Words::plain(format!("{}, {}", meeting.number, day(meeting.date)))),
                    ("Paper".to_owned(), Words::plain(item.reference.clone())),
                    ("Item".to_owned(), Words::plain(item.title.clone())),
                ],
            });
            if !item.appendices.is_empty() {
                asked.blocks.push(Block::paragraph("Appendices:"));
                asked.blocks.push(Block::bullets(item.appendices.iter().cloned().map(Words::plain).collect()));
            }
        }
        None => {
            front.status = "On no agenda yet.".to_owned();
            asked.blocks.push(Block::Note { words: gaps.missing("The meeting that it is tabled at") });
        }
    }
    let path = proposal.path.map_or("a path that is not agreed yet", procedure::names::Path::words);
    asked.blocks.push(Block::paragraph(format!(
        "{} goes by {path}. The members are asked to approve or reject it, with reasons by the objectives.",
        proposal.number()
    )));
    let mut sections = vec![asked, known(record, proposal, &mut gaps), dates(record, proposal, &mut gaps)];
    sections.push(opinions(record, proposal));
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}

fn known(record: &Record<'_>, proposal: &Proposal, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "What it rests on");
    section.blocks.extend(paragraphs(&proposal.issue).into_iter().map(Block::paragraph));
    let mut facts = Vec::new();
    let or_missing = |gaps: &mut Gaps, what: &str, words: Option<String>| match words {
        Some(words) => Words::plain(words),
        None => gaps.missing_here(what),
    };
    let report = proposal.report.clone().map(|version| format!("version {version}, approved"));
    facts.push(("Modification Report".to_owned(), or_missing(gaps, "An approved Modification Report", report)));
    let opened = proposal.ballot.as_ref().map(|ballot| ballot.opened);
    let text = texts::at(proposal, opened.or(texts::settled(proposal))).map(|text| text.words());
    facts.push(("Its words".to_owned(), or_missing(gaps, "The legal text", text)));
    let release = proposal.release().and_then(|id| record.register.release(id.as_str()));
    let costs = release.map(|release| {
        let totals = release.cost_totals(record.code());
        proposal.numbers().map(|number| totals.of_modification(number)).sum::<i64>()
    });
    let costs = costs.filter(|amount| *amount != 0).map(pounds);
    facts.push(("Costs in its release".to_owned(), or_missing(gaps, "What it costs in its release", costs)));
    facts.push((
        "Party Categories that it touches".to_owned(),
        or_missing(gaps, IMPACTED, objectives::impacted(record, proposal)),
    ));
    section.blocks.push(Block::Facts { facts });
    section.blocks.push(Block::heading(format!("The objectives of the {}", record.short_code())));
    section.blocks.extend(objectives::blocks(record, proposal));
    section
}

/// What is missing where nobody is recorded as touched.
const IMPACTED: &str = "The Party Categories that it touches";

fn dates(record: &Record<'_>, proposal: &Proposal, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "By when");
    let row = |target: &procedure::register::Target| {
        let release = record.register.release(target.release.as_str())?;
        let by = target.cut_off.map_or_else(|| "not set".to_owned(), day);
        Some(vec![Words::plain(release.name.clone()), Words::plain(day(release.date)), Words::plain(by)])
    };
    let rows: Vec<Vec<Words>> = proposal.targets.iter().filter_map(row).collect();
    section.blocks.push(if rows.is_empty() {
        Block::Note { words: gaps.missing("The release that it is meant for") }
    } else {
        Block::table("Releases and last days of decision", &["Release", "Goes live", "Decision by"], rows)
    });
    section
}

fn opinions(record: &Record<'_>, proposal: &Proposal) -> Section {
    let mut section = Section::new(Mark::None, "What was said of it");
    for view in &proposal.views {
        let who = sentence(&record.who(&view.body));
        let comment = sentence(&view.comment);
        section.blocks.push(Block::paragraph(format!(
            "{} {} it ({}). {comment}",
            who.trim_end_matches('.'),
            view.view.words(),
            day(view.at.date())
        )));
    }
    for held in &proposal.consultations {
        let counted = held.responses.iter().filter(|response| response.counts()).count();
        section.blocks.push(Block::paragraph(format!(
            "{}, {} to {}: {counted} response{} counted.",
            held.kind.words(),
            day(held.opened),
            day(held.closes),
            if counted == 1 { "" } else { "s" }
        )));
    }
    if section.blocks.is_empty() {
        section.blocks.push(Block::paragraph("Nothing is on record."));
    }
    section
}

/// The record of a vote: the roster, the votes that counted with their reasons, what was left out, and the count.
///
/// # Errors
/// The proposal is not known, or no vote was opened on it; the sentence says so.
pub fn vote_record(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let ballot = proposal.ballot.as_ref().ok_or_else(|| format!("no vote was opened on {}", proposal.number()))?;
    let mut gaps = Gaps::default();
    let closed = record.last(|event| matches!(event, Event::VoteClosed { proposal: of, .. } if *of == proposal.id));
    let date = closed.map_or(ballot.opened.date(), |closed| closed.took_effect.date());
    let mut front = record.front("Vote record", Some(proposal.number()), &proposal.title, date);
    let body = record.code().title_of(ballot.body.as_str());
    front.status = match (&ballot.result, closed) {
        (Some(_), Some(closed)) => format!("Vote of the {body}, closed on {}.", day(closed.took_effect.date())),
        (Some(_), None) => format!("Vote of the {body}, closed."),
        (None, _) => format!(
            "Vote of the {body}, open since {}. The votes are shown when it is closed.",
            day(ballot.opened.date())
        ),
    };
    front.about =
        vec!["This document holds the vote and how it was counted, so that anyone can count again.".to_owned()];
    let mut roster = Section::new(Mark::Number(1), "Who may vote");
    roster.blocks.push(members(record, ballot));
    let mut sections = vec![roster];
    match &ballot.result {
        Some(count) => {
            let mut counted = Section::new(Mark::Number(2), "The count");
            counted.blocks = votes::of_count(record, proposal, count);
            let outcome = if count.outcome == Outcome::Approved { "approved" } else { "not approved" };
            counted.blocks.push(Block::paragraph(
                Words::plain("The proposal is ").and_strong(outcome, closed.map(|closed| closed.position)).and("."),
            ));
            counted.blocks.extend(count.quorum.iter().map(|one| Block::paragraph(sentence(&one.words()))));
            if !count.left_out.is_empty() {
                let one = |left: &procedure::tally::LeftOut| Words::plain(format!("{}: {}", left.member, left.because));
                counted.blocks.push(Block::heading("Votes that do not count"));
                counted.blocks.push(Block::bullets(count.left_out.iter().map(one).collect()));
            }
            sections.push(counted);
            let mut cast = Section::new(Mark::Number(3), "Each vote");
            cast.blocks.push(each(record, ballot));
            sections.push(cast);
        }
        None => gaps.note("The count: the vote is open"),
    }
    let part = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![part], missing: gaps.into_list() })
}

fn members(record: &Record<'_>, ballot: &Ballot) -> Block {
    let seats = |id: &str| {
        let known = record.code().seats.iter().find(|group| group.body == ballot.body && group.group == id);
        known.map_or_else(|| id.replace('-', " "), |group| group.title.clone())
    };
    let row = |seat: &procedure::register::Seat| {
        vec![
            Words::plain(seat.member.clone()),
            Words::plain(seats(&seat.seats)),
            Words::plain(seat.appointed_by.clone().unwrap_or_default()),
            Words::plain(listed(&seat.alternates)),
        ]
    };
    let rows = ballot.roster.iter().map(row).collect();
    Block::table("Roster, as it stood when the vote opened", &["Member", "Seats", "Appointed by", "Alternates"], rows)
}

fn each(record: &Record<'_>, ballot: &Ballot) -> Block {
    let row = |cast: &procedure::register::Cast| {
        let from = record.from(|event| {
            matches!(event, Event::BallotCast { member, reasons, .. } if *member == cast.member && *reasons == cast.reasons)
        });
        let vote = match cast.vote {
            Vote::Approve => "Approve",
            Vote::Reject => "Reject",
            Vote::Abstain => "Abstain",
        };
        let solution =
            cast.solution.as_ref().map_or_else(String::new, |solution| format!(", on the {}", solution.words()));
        let late = if cast.counted { "" } else { " (late, not counted)" };
        vec![
            Words::of(cast.member.clone(), from),
            Words::plain(format!("{vote}{solution}{late}")),
            Words::plain(day(cast.at.date())),
            Words::plain(cast.reasons.clone()),
        ]
    };
    let rows = ballot.cast.iter().map(row).collect();
    let head = ["Member", "Vote", "Cast on", "Reasons"];
    Block::Table(Table::new("Votes in the order in which they were cast", &head, rows).with_widths(&[3, 3, 2, 5]))
}

/// The letter that tells of a decision: what was decided, by whom, why, and what follows.
///
/// # Errors
/// The proposal is not known, or is not decided yet; the sentence says so.
pub fn decision_letter(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let decision = proposal.decision.as_ref().ok_or_else(|| format!("{} is not decided yet", proposal.number()))?;
    let mut gaps = Gaps::default();
    let from = record.from(|event| matches!(event, Event::Decided { proposal: of, .. } if *of == proposal.id));
    let mut front = record.front("Decision letter", Some(proposal.number()), &proposal.title, decision.at.date());
    front.about = vec!["This letter says what was decided, why, and what follows.".to_owned()];
    let word = match decision.outcome {
        Outcome::Approved => "approved",
        Outcome::Rejected => "rejected",
    };
    front.status = format!("{} was {word} on {}.", proposal.number(), day(decision.at.date()));
    let mut decided = Section::new(Mark::Number(1), "The decision");
    decided.blocks.push(Block::paragraph(
        Words::plain(format!("On {} {} ", day(decision.at.date()), votes::decided_by(record, proposal, decision)))
            .and_strong(word, from)
            .and(format!(" {} ‘{}’.", proposal.number(), proposal.title)),
    ));
    if let Some(solution) = &decision.solution {
        decided.blocks.push(Block::paragraph(format!("The solution that was approved is the {}.", solution.words())));
    }
    let mut why = Section::new(Mark::Number(2), "Why");
    why.blocks.extend(paragraphs(&decision.reasons).into_iter().map(|words| Block::paragraph(sentence(&words))));
    let counted = votes::blocks(record, proposal);
    if why.blocks.is_empty() && counted.is_empty() {
        why.blocks.push(Block::Note { words: gaps.missing("The reasons of the decision") });
    }
    why.blocks.extend(counted);
    let mut follows = Section::new(Mark::Number(3), "What follows");
    let release = decision.release.as_ref().and_then(|id| record.register.release(id.as_str()));
    follows.blocks.push(match (decision.outcome, release) {
        (Outcome::Approved, Some(release)) => {
            Block::paragraph(format!("Its words come into force with the {} on {}.", release.name, day(release.date)))
        }
        (Outcome::Approved, None) => {
            Block::Note { words: gaps.missing("The release in which its words come into force") }
        }
        (Outcome::Rejected, _) => Block::paragraph("No words of the Code change by it."),
    });
    if let (Outcome::Approved, Some(text)) = (decision.outcome, texts::at(proposal, Some(decision.at))) {
        follows.blocks.push(Block::paragraph(format!("They are those of {}.", text.words())));
    }
    for referral in &proposal.course.referrals {
        let to = record.who(referral.to.as_str());
        follows.blocks.push(Block::paragraph(format!(
            "The decision was referred to {to} on {}. {}",
            day(referral.at.date()),
            sentence(&referral.reasons)
        )));
    }
    let part = Part { annex: None, title: String::new(), opening: Vec::new(), sections: vec![decided, why, follows] };
    Ok(Paper { front, parts: vec![part], missing: gaps.into_list() })
}
