//! The Draft Proposal form: what somebody raised, as it was raised.

use procedure::Event;
use procedure::names::Stage;

use super::paper::{Block, Mark, Paper, Part, Section, Words};
use super::record::{Gaps, Record, day, listed, paragraphs};

/// The form of a Draft Proposal.
///
/// # Errors
/// The proposal is not known; the sentence says so.
pub fn draft_proposal(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let mut gaps = Gaps::default();
    let raised =
        record.first(|event| matches!(event, Event::DraftProposalRaised { proposal: of, .. } if *of == proposal.id));
    let from = raised.map(|raised| raised.position);
    let mut front =
        record.front("Draft Proposal form", Some(proposal.id.as_str()), &proposal.title, proposal.raised.date());
    front.status = if proposal.stage == Stage::Development {
        "In development; not agreed as a Modification Proposal yet.".to_owned()
    } else if proposal.stage == Stage::Refused {
        "Not accepted as a Draft Proposal.".to_owned()
    } else {
        format!("It goes by the number {} now; its stage is: {}.", proposal.number(), proposal.stage.words())
    };
    front.about = vec!["This form says what somebody finds wrong with the Code, as it was raised.".to_owned()];

    let mut who = Section::new(Mark::Number(1), "Who raises it");
    let mut facts = vec![
        ("Proposer".to_owned(), Words::of(record.title_of(&proposal.proposer), from)),
        ("Raised on".to_owned(), Words::of(day(proposal.raised.date()), from)),
    ];
    let mut documents = Vec::new();
    if let Some(Event::DraftProposalRaised { by, documents: named, direction, review, to_be_developed, .. }) =
        raised.map(|raised| &raised.event)
    {
        if record.title_of(by) != record.title_of(&proposal.proposer) {
            facts.push(("Raised by".to_owned(), Words::of(record.who(by), from)));
        }
        facts.extend(direction.clone().map(|words| ("At the direction".to_owned(), Words::of(words, from))));
        facts.extend(review.clone().map(|words| ("Comes of the review".to_owned(), Words::of(words, from))));
        if *to_be_developed {
            facts.push(("Purpose".to_owned(), Words::of("To have an idea developed before it is taken forward", from)));
        }
        documents.clone_from(named);
    }
    who.blocks.push(Block::Facts { facts });

    let mut issue = Section::new(Mark::Number(2), "What is the issue?");
    issue.blocks.extend(paragraphs(&proposal.issue).into_iter().map(|words| Block::paragraph(Words::of(words, from))));
    if issue.blocks.is_empty() {
        issue.blocks.push(Block::Note { words: gaps.missing("The issue") });
    }

    let mut about = Section::new(Mark::Number(3), "What it is about");
    let subject = |id: &String| {
        let known = record.code().subjects.iter().find(|subject| subject.id == *id);
        known.map_or_else(|| id.clone(), |subject| subject.title.clone())
    };
    let subjects: Vec<String> = proposal.subjects.iter().map(subject).collect();
    about.blocks.push(if subjects.is_empty() {
        Block::paragraph("No subject of the Code's list is named.")
    } else {
        Block::Facts { facts: vec![("Subjects".to_owned(), Words::of(listed(&subjects), from))] }
    });
    if !documents.is_empty() {
        about.blocks.push(Block::Facts {
            facts: vec![("Documents of the Code".to_owned(), Words::of(listed(&documents), from))],
        });
    }

    let mut support = Section::new(Mark::Number(4), "Support given");
    let given = proposal.support.iter().map(|advice| Words::plain(advice.clone())).collect::<Vec<_>>();
    support.blocks.push(if given.is_empty() {
        Block::paragraph("No support is on record.")
    } else {
        Block::bullets(given)
    });
    let sections = vec![who, issue, about, support];
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}
