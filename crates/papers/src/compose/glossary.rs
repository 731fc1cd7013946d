//! The glossary: acronyms of the Code's data that a paper uses.

use procedure::code::Body;

use super::paper::{Block, Mark, Section, Table, Words};
use super::record::Record;

/// Acronyms of documents of the process, which no data of a Code names.
const DOCUMENTS: [(&str, &str); 2] = [("RID", "Release Implementation Document"), ("TAD", "Testing Approach Document")];

/// The acronyms that stand in these sections or in the words beside them, with what they stand for; none where there are
/// none. `mark` is the number of the section.
pub(super) fn section(record: &Record<'_>, mark: Mark, sections: &[Section], beside: &[&str]) -> Option<Section> {
    let code = record.code();
    let contact = code.title_of(code.administrator.as_str());
    let mut known: Vec<(String, String)> = Vec::new();
    if code.id.len() <= 4 {
        known.push((code.id.to_uppercase(), code.title.clone()));
    }
    for body in &code.bodies {
        known.extend(acronyms(body));
    }
    let phases = code.releases.phases.iter().filter(|phase| initials(&phase.title) == phase.id.to_uppercase());
    known.extend(phases.map(|phase| (phase.id.to_uppercase(), phase.title.clone())));
    known.extend(DOCUMENTS.map(|(acronym, term)| (acronym.to_owned(), term.to_owned())));
    let used = used_words(sections, &[beside, &[contact]].concat());
    known.retain(|(acronym, term)| acronym != term && used.iter().any(|word| word == acronym));
    known.sort();
    known.dedup_by(|a, b| a.0 == b.0);
    if known.is_empty() {
        return None;
    }
    let rows = known.into_iter().map(|(acronym, term)| vec![Words::plain(acronym), Words::plain(term)]).collect();
    let mut section = Section::new(mark, "Glossary");
    section.blocks.push(Block::paragraph("The acronyms of this document and what they stand for."));
    section.blocks.push(Block::Table(Table::new("Glossary", &["Acronym", "Full term"], rows).with_widths(&[1, 4])));
    Some(section)
}

/// The acronyms of a body: its id or a short name of it, each with its full title; of a body whose title is an acronym, the
/// longer name that it abbreviates.
fn acronyms(body: &Body) -> Vec<(String, String)> {
    if is_acronym(&body.title) {
        let whole = body.aliases.iter().find(|alias| initials(alias) == body.title);
        return whole.map(|whole| (body.title.clone(), titled(whole))).into_iter().collect();
    }
    let short = std::iter::once(body.id.as_str()).chain(body.aliases.iter().map(String::as_str));
    let short = short.filter(|name| name.len() <= 6 && name.chars().all(|c| c.is_ascii_alphabetic()));
    short.map(|name| (name.to_uppercase(), body.title.clone())).collect()
}

/// Words that an acronym leaves out and a title writes small.
const SMALL: [&str; 5] = ["and", "of", "the", "for", "in"];

fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| !SMALL.contains(word));
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

fn titled(name: &str) -> String {
    let word = |word: &str| match word.chars().next() {
        Some(first) if !SMALL.contains(&word) => first.to_uppercase().chain(word.chars().skip(1)).collect(),
        Some(_) | None => word.to_owned(),
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

fn is_acronym(text: &str) -> bool {
    text.len() >= 2 && text.chars().all(|c| c.is_ascii_uppercase())
}

/// The words of the sections, without the signs around them.
fn used_words(sections: &[Section], beside: &[&str]) -> Vec<String> {
    let mut texts: Vec<String> = beside.iter().map(|&text| text.to_owned()).collect();
    for section in sections {
        texts.push(section.heading.clone());
        for block in &section.blocks {
            match block {
                Block::Heading { words, .. } | Block::Question { words, .. } => texts.push(words.clone()),
                Block::Paragraph { words } | Block::Note { words } => texts.push(words.text()),
                Block::List { items, .. } => texts.extend(items.iter().map(Words::text)),
                Block::Table(table) => {
                    texts.push(table.caption.clone());
                    texts.extend(table.head.iter().cloned());
                    texts.extend(table.rows.iter().flatten().map(Words::text));
                }
                Block::Facts { facts } => {
                    texts.extend(facts.iter().map(|(what, words)| format!("{what} {}", words.text())))
                }
                Block::Room { label, .. } => texts.push(label.clone()),
                Block::LegalText { .. } => {}
            }
        }
    }
    let split = |text: &String| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    texts.iter().flat_map(split).collect()
}
