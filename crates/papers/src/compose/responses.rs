//! The responses to a consultation, question by question and word for word.

use procedure::act::View;
use procedure::collation::{Collation, Line, collate};
use procedure::event::ConsultationEvent;
use procedure::register::Consulted;
use procedure::{Event, Recorded};

use super::paper::{Block, Table, Words};
use super::record::{Record, day, listed};

/// Every answer under its question, then views and comments. What was given in confidence is left out and counted.
pub(super) fn blocks(record: &Record<'_>, held: Consulted<'_>) -> Vec<Block> {
    let collation = collate(held, &record.reader());
    let mut blocks = vec![Block::paragraph(summed_up(record, held, &collation))];
    if held.responses().is_empty() {
        let labels = (1..=held.questions().len()).map(|number| format!("({number})")).collect();
        blocks.push(Block::paragraph("It asked:"));
        blocks.push(Block::List {
            labels,
            items: held.questions().iter().map(|one| Words::plain(one.clone())).collect(),
        });
        return blocks;
    }
    for question in &collation.by_question {
        blocks.push(Block::Question { number: question.number, words: question.question.clone() });
        if question.lines.is_empty() {
            blocks.push(Block::paragraph("Nobody answered this question."));
            continue;
        }
        let rows = question.lines.iter().map(|line| row(record, held, line)).collect();
        let head = ["Respondent", "Category", "Response", "Rationale"];
        let caption = format!("Question {}", question.number);
        blocks.push(Block::Table(Table::new(&caption, &head, rows).with_widths(&[6, 6, 5, 12])));
    }
    blocks.extend(comments(record, held));
    blocks
}

fn summed_up(record: &Record<'_>, held: Consulted<'_>, collation: &Collation) -> String {
    let counted = held.responses().iter().filter(|response| response.counts()).count();
    let late = held.responses().len() - counted;
    let number = if counted == 0 { "No".to_owned() } else { counted.to_string() };
    let plural = if counted == 1 { "" } else { "s" };
    let closes = day(held.closes());
    let mut said = if record.today <= held.closes() {
        let have = if counted == 1 { "has" } else { "have" };
        format!("{number} response{plural} {have} come so far; it is open until {closes}.")
    } else {
        format!("{number} response{plural} came by {closes}.")
    };
    if late > 0 {
        said.push_str(&format!(" {late} came later; each is marked and none of them is counted."));
    }
    let secret = held.responses().iter().filter(|response| response.in_confidence.is_some()).count();
    if secret > 0 {
        said.push_str(&format!(" {secret} held something in confidence, which is not printed here."));
    }
    let views = [(View::Supports, "in support"), (View::Opposes, "opposed"), (View::Neutral, "neutral")];
    let views: Vec<String> = views
        .iter()
        .filter_map(|(view, words)| Some(format!("{} {words}", collation.views.get(view.words())?)))
        .collect();
    if !views.is_empty() {
        said.push_str(&format!(
            " Of those that are counted, {} stated a view: {}.",
            collation.views.values().sum::<usize>(),
            listed(&views)
        ));
    }
    let names =
        |id: &String| if id.is_empty() { "no Party Category" } else { record.code().category_title(id) }.to_owned();
    let categories: Vec<String> =
        collation.categories.iter().map(|(id, count)| format!("{} ({count})", names(id))).collect();
    if !categories.is_empty() {
        said.push_str(&format!(" By Party Category: {}.", categories.join(", ")));
    }
    said
}

/// What stands beside a respondent whose response does not count.
fn beside(counted: bool, superseded: bool) -> &'static str {
    match (counted, superseded) {
        (true, false) => "",
        (true, true) => " (answered again later)",
        (false, _) => " (late)",
    }
}

fn row(record: &Record<'_>, held: Consulted<'_>, line: &Line) -> Vec<Words> {
    let from = received(record, held, &line.respondent).map(|recorded| recorded.position);
    let late = beside(line.counted, line.superseded);
    let (answer, rationale) = match &line.answer {
        Some(answer) => (answer.answer.clone().unwrap_or_default(), answer.rationale.clone().unwrap_or_default()),
        None => ("Given in confidence".to_owned(), String::new()),
    };
    vec![
        Words::of(record.title_of(&line.respondent), from).and(late),
        Words::plain(line.category.as_deref().map_or("", |id| record.code().category_title(id))),
        Words::plain(answer),
        Words::plain(rationale),
    ]
}

/// Views and comments, which answer no question.
fn comments(record: &Record<'_>, held: Consulted<'_>) -> Option<Block> {
    let rows: Vec<Vec<Words>> = held
        .responses()
        .iter()
        .filter(|response| response.view.is_some() || !response.comment.is_empty())
        .map(|response| {
            let from = received(record, held, &response.respondent).map(|recorded| recorded.position);
            let late = beside(response.counted, response.superseded);
            vec![
                Words::of(record.title_of(&response.respondent), from).and(late),
                Words::plain(response.view.map_or("", procedure::act::View::words)),
                Words::plain(response.comment.clone()),
            ]
        })
        .collect();
    let table = Table::new("Views and comments", &["Who responded", "View", "Comment"], rows).with_widths(&[3, 2, 6]);
    (!table.rows.is_empty()).then_some(Block::Table(table))
}

/// The event by which a response came.
fn received<'a>(record: &Record<'a>, held: Consulted<'_>, by: &str) -> Option<&'a Recorded> {
    record.last(|event| {
        if let (Event::ResponseReceived { proposal, kind, respondent, .. }, Consulted::OnProposal(on, consultation)) =
            (event, held)
        {
            return *proposal == on.id && *kind == consultation.kind && respondent == by;
        }
        let Consulted::OnMatter(on) = held else { return false };
        matches!(event, Event::Consultation(ConsultationEvent::Responded { consultation, respondent, .. })
            if *consultation == on.id && respondent == by)
    })
}
