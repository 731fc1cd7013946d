//! The papers of a consultation: the document that asks, the form to answer on, and the responses brought together.

use jiff::civil::Date;
use procedure::Event;
use procedure::event::ConsultationEvent;
use procedure::names::ConsultationKind;
use procedure::register::{Consulted, Proposal};

use super::paper::{Block, Front, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, paragraphs, sentence};
use super::{legal_text, responses};

/// The document that asks: what is consulted on, until when, who is asked, and the questions.
///
/// # Errors
/// No consultation of that name is known; the sentence says so.
pub fn consultation_document(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let held = found(record, of)?;
    let mut gaps = Gaps::default();
    let about = "This document says what is consulted on, until when, and what is asked. Anyone may respond.";
    let front = front(record, held, "Consultation document", about);
    let mut sections = vec![window(record, held), subject(record, held, &mut gaps), questions(held)];
    sections.push(how_to_respond(record, held));
    numbered(&mut sections);
    let mut parts = vec![Part { annex: None, title: String::new(), opening: Vec::new(), sections }];
    if let Consulted::OnProposal(proposal, _) = held {
        let text = proposal.approved_text();
        parts.extend(text.map(|text| legal_text::annex(record, proposal, text, 'A', &mut gaps)));
    }
    Ok(Paper { front, parts, missing: gaps.into_list() })
}

/// The form to answer on: each question with room for an answer and the reasons, and whether it is given in confidence.
///
/// # Errors
/// As [`consultation_document`].
pub fn response_form(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let held = found(record, of)?;
    let about = "Fill this form in and send it back by the day below. A response that comes later is kept and marked, and not counted.";
    let front = front(record, held, "Consultation response form", about);
    let mut who = Section::new(Mark::None, "Who responds");
    for label in ["Name", "Organisation", "Party Category", "Telephone or e-mail"] {
        who.blocks.push(Block::Room { label: label.to_owned(), lines: 1 });
    }
    let mut answers = Section::new(Mark::None, "Your answers");
    answers.blocks.push(Block::paragraph(format!("Responses are counted until the end of {}.", day(held.closes()))));
    answers.blocks.push(Block::paragraph(
        "Say at any answer that it is given in confidence; it is then shown only to those whom the Code lets read it.",
    ));
    for (question, number) in held.questions().iter().zip(1_u32..) {
        answers.blocks.push(Block::Question { number, words: question.clone() });
        answers.blocks.push(Block::Room { label: "Your answer".to_owned(), lines: 1 });
        answers.blocks.push(Block::Room { label: "Your reasons".to_owned(), lines: 4 });
        answers.blocks.push(Block::Room { label: "In confidence (yes or no)".to_owned(), lines: 1 });
    }
    if held.questions().is_empty() {
        answers.blocks.push(Block::paragraph("No single questions are asked."));
    }
    let mut view = Section::new(Mark::None, "Your view");
    view.blocks.push(Block::Room { label: "Do you support it, oppose it, or neither?".to_owned(), lines: 1 });
    view.blocks.push(Block::Room { label: "Any other comment".to_owned(), lines: 5 });
    let mut sections = vec![who, answers, view];
    numbered(&mut sections);
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![body], missing: Vec::new() })
}

/// The responses brought together, word for word, with how often each thing was said, and what became of each point.
///
/// # Errors
/// As [`consultation_document`].
pub fn collated_responses(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let held = found(record, of)?;
    let mut gaps = Gaps::default();
    let about =
        "This document holds every response, word for word; what was given in confidence is left out and counted.";
    let mut front = front(record, held, "Consultation responses", about);
    let last = held.responses().iter().map(|response| response.at.date()).max();
    front.date = last.unwrap_or(front.date);
    let mut all = Section::new(Mark::None, "Responses");
    all.blocks = responses::blocks(record, held);
    let mut sections = vec![counts(record, held), all, points(record, held, &mut gaps)];
    numbered(&mut sections);
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}

/// A consultation by its name: `mp167b-refinement`, `MP167B refinement`, or the id of one on something else.
fn found<'a>(record: &Record<'a>, of: &str) -> Result<Consulted<'a>, String> {
    if let Some(held) = record.register.matter_consultation(of) {
        return Ok(Consulted::OnMatter(held));
    }
    let unknown =
        || format!("no consultation is known as {of}; name it like mp167b-refinement, mp167b-report, or by its id");
    let (number, key) = of.trim().rsplit_once(['-', ' ']).ok_or_else(unknown)?;
    let kind = ConsultationKind::from_key(&key.to_lowercase()).ok_or_else(unknown)?;
    let proposal = super::proposal(record, number)?;
    let held = proposal.consultation(Some(kind));
    let held = held.ok_or_else(|| format!("{} has had no {}", proposal.number(), kind.words()))?;
    Ok(Consulted::OnProposal(proposal, held))
}

fn opened(held: Consulted<'_>) -> Date {
    match held {
        Consulted::OnProposal(_, held) => held.opened,
        Consulted::OnMatter(held) => held.opened,
    }
}

/// The entry by which it opened.
fn entry(record: &Record<'_>, held: Consulted<'_>) -> Option<u64> {
    record.from(|event| match held {
        Consulted::OnProposal(on, consultation) => matches!(event, Event::ConsultationOpened { proposal, kind, opened, .. }
            if *proposal == on.id && *kind == consultation.kind && *opened == consultation.opened),
        Consulted::OnMatter(on) => {
            matches!(event, Event::Consultation(ConsultationEvent::Opened { consultation, .. }) if *consultation == on.id)
        }
    })
}

fn front(record: &Record<'_>, held: Consulted<'_>, kind: &str, about: &str) -> Front {
    let (id, title) = match held {
        Consulted::OnProposal(proposal, _) => (Some(proposal.number()), proposal.title.as_str()),
        Consulted::OnMatter(held) => (None, held.title.as_str()),
    };
    let mut front = record.front(kind, id, title, opened(held));
    let name = held.name();
    let open = record.today <= held.closes();
    front.status = format!("{name}: {} {}.", if open { "open until" } else { "closed on" }, day(held.closes()));
    front.about = vec![about.to_owned()];
    front
}

fn window(record: &Record<'_>, held: Consulted<'_>) -> Section {
    let mut section = Section::new(Mark::None, "When and who");
    let from = entry(record, held);
    let invited: &[String] = match held {
        Consulted::OnProposal(_, held) => &held.invited,
        Consulted::OnMatter(held) => &held.invited,
    };
    let names: Vec<String> = invited
        .iter()
        .map(|one| if one == "all-parties" { "all Parties".to_owned() } else { record.title_of(one).to_owned() })
        .collect();
    let mut facts = vec![
        ("Opened".to_owned(), Words::of(day(opened(held)), from)),
        ("Last day for responses".to_owned(), Words::of(day(held.closes()), from)),
    ];
    if !names.is_empty() {
        facts.push(("Invited by name".to_owned(), Words::plain(listed(&names))));
    }
    facts.push(("Who may respond".to_owned(), Words::plain("Anyone")));
    section.blocks.push(Block::Facts { facts });
    section
}

fn subject(record: &Record<'_>, held: Consulted<'_>, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "What it is about");
    match held {
        Consulted::OnMatter(held) => {
            section.blocks.push(Block::paragraph(sentence(&held.about.to_string())));
            section
                .blocks
                .push(Block::paragraph(format!("{} consults.", sentence(&record.who(&held.by)).trim_end_matches('.'))));
        }
        Consulted::OnProposal(proposal, held) => {
            section.blocks.push(Block::heading("The issue"));
            section.blocks.extend(paragraphs(&proposal.issue).into_iter().map(Block::paragraph));
            section.blocks.push(Block::heading("The solution"));
            section.blocks.extend(solution(proposal, gaps));
            if held.kind == ConsultationKind::Report {
                let report = proposal.report.as_ref().map_or_else(String::new, |version| format!(" {version}"));
                section.blocks.push(Block::paragraph(format!("The Modification Report{report} says the rest.")));
            }
        }
    }
    section
}

/// What is put forward: as its solutions say it, else as the last draft of the report does.
fn solution(proposal: &Proposal, gaps: &mut Gaps) -> Vec<Block> {
    let mut blocks = Vec::new();
    for solution in &proposal.solutions {
        let said = paragraphs(&solution.comment);
        if proposal.solutions.len() > 1 && !said.is_empty() {
            blocks.push(Block::subheading(solution.id.words()));
        }
        blocks.extend(said.into_iter().map(Block::paragraph));
    }
    let draft = proposal.course.last_draft("modification-report");
    let drafted = draft.iter().flat_map(|draft| &draft.sections).filter(|section| section.item == "solution");
    blocks.extend(drafted.flat_map(|section| paragraphs(&section.text)).map(Block::paragraph));
    if blocks.is_empty() {
        blocks.push(Block::Note { words: gaps.missing("The solution in words") });
    }
    if let Some(text) = proposal.approved_text() {
        blocks.push(Block::paragraph(format!("Its words are legal text {}; the annex holds them.", text.version)));
    }
    blocks
}

fn questions(held: Consulted<'_>) -> Section {
    let mut section = Section::new(Mark::None, "Questions");
    if held.questions().is_empty() {
        section.blocks.push(Block::paragraph("No single questions are asked: views and comments are."));
        return section;
    }
    let labels = (1..=held.questions().len()).map(|number| format!("({number})")).collect();
    let items = held.questions().iter().map(|question| Words::plain(question.clone())).collect();
    section.blocks.push(Block::List { labels, items });
    section
}

fn how_to_respond(record: &Record<'_>, held: Consulted<'_>) -> Section {
    let mut section = Section::new(Mark::None, "How to respond");
    let to = record.who(record.code().administrator.as_str());
    section.blocks.push(Block::paragraph(format!(
        "Send the response form to {to} by the end of {}, or respond on this site. A late response is kept and marked, and not counted.",
        day(held.closes())
    )));
    section.blocks.push(Block::paragraph(
        "A response is published word for word. What you give in confidence is shown only to those whom the Code lets read it.",
    ));
    section
}

fn counts(record: &Record<'_>, held: Consulted<'_>) -> Section {
    let collation = procedure::collation::collate(held, &record.reader());
    let mut section = Section::new(Mark::None, "What was said, counted");
    let row = |one: &procedure::collation::ByQuestion| {
        let counts = [
            one.counts.yes,
            one.counts.no,
            one.counts.otherwise,
            one.counts.nothing,
            one.counts.withheld,
            one.counts.late,
        ];
        std::iter::once(Words::plain(format!("Question {}", one.number)))
            .chain(counts.iter().map(|count| Words::plain(count.to_string())))
            .collect()
    };
    let head = ["Question", "Yes", "No", "Other words", "Nothing said", "In confidence", "Late"];
    let rows: Vec<Vec<Words>> = collation.by_question.iter().map(row).collect();
    if rows.is_empty() {
        section.blocks.push(Block::paragraph("No single questions were asked."));
    } else {
        let table = Table::new("Answers to each question", &head, rows).with_widths(&[3, 1, 1, 2, 2, 2, 1]);
        section.blocks.push(Block::Table(table));
        section.blocks.push(Block::paragraph(
            "A late answer, and one given in confidence, is in its own column and in no other.",
        ));
    }
    section.blocks.extend(collation.unresolved.iter().map(|what| Block::note(sentence(what))));
    section
}

fn points(record: &Record<'_>, held: Consulted<'_>, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "Points and what became of them");
    let place =
        |question: Option<u32>| question.map_or_else(|| "Comment".to_owned(), |number| format!("Question {number}"));
    let row = |point: &procedure::register::PointAnswered| {
        vec![
            Words::plain(record.title_of(&point.respondent)),
            Words::plain(place(point.question)),
            Words::plain(point.answer.clone()),
            Words::plain(point.change.clone().unwrap_or_else(|| "Nothing".to_owned())),
        ]
    };
    let rows: Vec<Vec<Words>> = record.register.points_answered(held).map(row).collect();
    let open = record.register.open_points(held);
    if !rows.is_empty() {
        let head = ["Who made it", "Where", "Answer", "What changed"];
        section.blocks.push(Block::Table(Table::new("Points answered", &head, rows).with_widths(&[3, 2, 5, 3])));
    }
    match open.len() {
        0 if section.blocks.is_empty() => {
            section.blocks.push(Block::paragraph("No point was made that asks for an answer."))
        }
        0 => {}
        count => {
            let what = format!("Answers to {count} point{}", if count == 1 { "" } else { "s" });
            section.blocks.push(Block::Note { words: gaps.missing(&what) });
        }
    }
    section
}

fn numbered(sections: &mut [Section]) {
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
}
