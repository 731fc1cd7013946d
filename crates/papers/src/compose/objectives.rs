//! What the record tells for a vote by the objectives: the objectives of the Code, who named which, and whom it touches.

use procedure::collation::{Said, collate};
use procedure::register::{Consulted, Proposal};

use super::paper::{Block, Table, Words};
use super::record::{Record, listed};

/// The objectives, each with the respondents who named it where a question asked for objectives.
pub(super) fn blocks(record: &Record<'_>, proposal: &Proposal) -> Vec<Block> {
    let objectives = &record.code().objectives;
    if objectives.is_empty() {
        return vec![Block::paragraph("The data of this Code lists no objectives.")];
    }
    let named = named(record, proposal);
    let by = |id: &str| {
        let mut names: Vec<String> = Vec::new();
        for (_, who) in named.iter().filter(|(letter, _)| letter == id) {
            if !names.contains(who) {
                names.push(who.clone());
            }
        }
        names
    };
    let rows = objectives.iter().map(|objective| {
        let names = match by(&objective.id).as_slice() {
            [] => "nobody".to_owned(),
            names => listed(names),
        };
        let said = [format!("({})", objective.id), objective.title.clone(), names];
        said.into_iter().take(if named.is_empty() { 2 } else { 3 }).map(Words::plain).collect::<Vec<_>>()
    });
    let rows: Vec<Vec<Words>> = rows.collect();
    if named.is_empty() {
        let table = Table::new("The objectives in short", &["Letter", "What it asks"], rows);
        return vec![
            Block::Table(table.with_widths(&[1, 6])),
            Block::paragraph("No respondent is recorded as naming one of them as better met."),
        ];
    }
    let table = Table::new("The objectives in short", &["Letter", "What it asks", "Named as better met by"], rows);
    vec![Block::Table(table.with_widths(&[1, 5, 4]))]
}

/// Letter and respondent for each objective that an answer names, where the question asks for the objectives and the answer
/// is no refusal. Answers that do not count, or were given in confidence, name none.
fn named(record: &Record<'_>, proposal: &Proposal) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for held in &proposal.consultations {
        let collation = collate(Consulted::OnProposal(proposal, held), &record.reader());
        let asked = collation.by_question.iter().filter(|one| one.question.to_lowercase().contains("objective"));
        for line in
            asked.flat_map(|question| &question.lines).filter(|line| line.counted && line.said != Some(Said::No))
        {
            let Some(answer) = &line.answer else { continue };
            let words = [answer.answer.as_deref(), answer.rationale.as_deref()].into_iter().flatten();
            let letters =
                words.flat_map(letters).filter(|letter| record.code().objectives.iter().any(|one| one.id == *letter));
            all.extend(letters.map(|letter| (letter.to_owned(), line.respondent.clone())));
        }
    }
    all
}

/// The letters in brackets of the sentences that name objectives and deny nothing.
fn letters(text: &str) -> impl Iterator<Item = &str> {
    let sentences = text.split(['.', ';']).filter(|sentence| {
        let lower = sentence.to_lowercase();
        let denies = lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| ["not", "no", "none", "neither", "nor"].contains(&word));
        lower.contains("objective") && !denies
    });
    sentences.flat_map(|sentence| {
        sentence.split('(').skip(1).filter_map(|rest| rest.split_once(')').map(|(letter, _)| letter))
    })
}

/// The Party Categories recorded as touched, as a sentence lists them; none where none is recorded.
pub(super) fn impacted(record: &Record<'_>, proposal: &Proposal) -> Option<String> {
    let titles: Vec<String> = proposal
        .parties_impacted
        .iter()
        .map(|id| {
            let title = record.code().category_title(id);
            // The one category that is a body by itself is named as the body is.
            let is_body = record.code().body(id).is_some() || record.code().body(title).is_some();
            if is_body { format!("the {title}") } else { title.to_owned() }
        })
        .collect();
    (!titles.is_empty()).then(|| listed(&titles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objectives_are_named_by_their_letters() {
        let named = |text| letters(text).collect::<Vec<_>>();
        assert_eq!(named("Objectives (a), (b) and (e): Parties see more."), ["a", "b", "e"]);
        assert_eq!(named("Objective (c) is not met; Objective (d) is."), ["d"]);
        assert_eq!(named("Paragraph (a) is clear."), [] as [&str; 0]);
    }
}
