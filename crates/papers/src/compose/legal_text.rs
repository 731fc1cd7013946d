//! The legal text of a proposal with its redline, as the blocks of a paper or annex.

use legaltext::redline::{Change, ChangeKind};
use legaltext::{Amendment, DocumentId, Edition, redline};
use procedure::Event;
use procedure::register::{Attached, Proposal};

use super::paper::{Block, LineKind, Mark, Paper, Part, Section, Words};
use super::record::{Gaps, Record, day, listed};
use super::{marked, texts};

/// The legal text that stands for a proposal, as a paper of its own.
///
/// # Errors
/// The proposal has none yet, or is not known; the sentence says so.
pub fn legal_text(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let text = proposal.approved_text().ok_or_else(|| format!("{} has no legal text yet", proposal.number()))?;
    let mut gaps = Gaps::default();
    let mut front = record.front("Legal text", Some(proposal.number()), &proposal.title, text.at.date());
    front.version = super::figures_of(&text.version);
    front.status = format!("Legal text {}, attached on {}.", text.version, day(text.at.date()));
    let settled = texts::at(proposal, texts::settled(proposal)).filter(|settled| settled.since.is_some());
    if let Some(settled) = settled {
        let what = if proposal.decision.is_some() { "decided on" } else { "put to the vote" };
        front.status.push_str(&format!(
            " What was {what} is legal text {}; the Modification Report has it in an annex.",
            settled.then.version
        ));
    }
    front.about = vec![format!(
        "This document contains the changes that {} makes to the {}, marked against the words that they change.",
        proposal.number(),
        record.code().title
    )];
    let section =
        Section { blocks: blocks(record, proposal, text, &mut gaps), ..Section::new(Mark::Number(1), "Legal text") };
    let part = Part { annex: None, title: String::new(), opening: Vec::new(), sections: vec![section] };
    Ok(Paper { front, parts: vec![part], missing: gaps.into_list() })
}

/// The legal text as an annex with this letter.
pub(super) fn annex(record: &Record<'_>, proposal: &Proposal, text: &Attached, letter: char, gaps: &mut Gaps) -> Part {
    let about = vec![
        Block::heading("About this document"),
        Block::paragraph("This annex contains the words that would change."),
    ];
    let opening = about.into_iter().chain(blocks(record, proposal, text, gaps)).collect();
    Part {
        annex: Some(letter), title: format!("Legal text – version {}", text.version), opening, sections: Vec::new()
    }
}

/// What changes, document by document: each with the edition that it is drawn against, an instruction for each run of
/// changes of one kind, and the words with their marks.
pub(super) fn blocks(record: &Record<'_>, proposal: &Proposal, text: &Attached, gaps: &mut Gaps) -> Vec<Block> {
    let attached = |event: &Event| matches!(event, Event::LegalTextAttached { proposal: of, version, .. } if *of == proposal.id && *version == text.version);
    let from = record.from(attached);
    let mut blocks = Vec::new();
    if text.by.is_empty() {
        blocks.push(Block::paragraph(
            Words::plain("Attached on ").and_of(day(text.at.date()), from).and("; by whom is not recorded."),
        ));
    } else {
        let by = record.who(&text.by);
        blocks.push(Block::paragraph(
            Words::plain("Attached by ").and(by).and(" on ").and_of(day(text.at.date()), from).and("."),
        ));
    }
    let applied = text.drafted_on.as_ref().and_then(|base| {
        legaltext::apply(base, &text.amendments, &text.version).ok().map(|applied| (base, applied.edition))
    });
    let Some((base, new)) = applied else {
        let what = format!("The words that legal text {} changes, so that it is marked against them", text.version);
        blocks.push(Block::Note { words: gaps.missing(&what) });
        blocks.extend(instructions_alone(proposal, text));
        return blocks;
    };
    for id in changed_documents(base, &new) {
        blocks.extend(document(record, base, &new, &id, text, gaps));
    }
    if text.amendments.is_empty() {
        blocks.push(Block::paragraph("It changes no words."));
    }
    blocks
}

/// The documents whose words differ, in the order of the Code.
fn changed_documents(base: &Edition, new: &Edition) -> Vec<DocumentId> {
    let hash = |edition: &Edition, id: &DocumentId| edition.document(id).map(legaltext::Document::hash);
    let mut ids: Vec<DocumentId> =
        base.documents().iter().chain(new.documents()).map(|document| document.id().clone()).collect();
    ids.sort();
    ids.dedup();
    ids.retain(|id| hash(base, id) != hash(new, id));
    ids
}

fn document(
    record: &Record<'_>,
    base: &Edition,
    new: &Edition,
    id: &DocumentId,
    text: &Attached,
    gaps: &mut Gaps,
) -> Vec<Block> {
    let (old, held) = (base.document(id), new.document(id));
    let title = held.or(old).map_or("", |document| document.title());
    let mut blocks = vec![Block::heading(format!("{} ‘{title}’", id.printed()))];
    let against = match old.and_then(|document| document.version()) {
        Some(version) => format!("These changes have been redlined against {} version {version}.", id.printed()),
        None if old.is_some() => {
            format!("These changes are marked against the words of {} on {}.", id.printed(), day(text.drafted_for))
        }
        None => format!("{} is new.", id.printed()),
    };
    blocks.push(Block::paragraph(against));
    let alone = |document: Option<&legaltext::Document>| Edition::new(&record.code().id, document.cloned());
    let changes = redline::editions(&alone(old), &alone(held)).without_unchanged().changes;
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        let order = Order::of(first, id);
        let together = rest.iter().take_while(|change| Order::of(change, id) == order && order.joins()).count().max(1);
        let (run, after) = rest.split_at_checked(together).unwrap_or((rest, &[]));
        rest = after;
        blocks.extend(order.words(run, id).into_iter().map(|words| Block::paragraph(Words::strong(words))));
        blocks.push(Block::LegalText { lines: run.iter().flat_map(marked::lines).collect() });
    }
    if held.or(old).is_some_and(legaltext::Document::has_unheld) && !record.code().words_held {
        gaps.note(&format!("The words of {}: this register holds their numbers and headings only", id.printed()));
    }
    blocks
}

/// What an instruction orders of a run of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Define,
    Redefine,
    Undefine,
    Add,
    Amend,
    Delete,
    Renumber,
    Title,
}

impl Order {
    fn of(change: &Change, id: &DocumentId) -> Self {
        let number = change.new_number.as_deref().or(change.old_number.as_deref()).unwrap_or_default();
        if number == id.printed() {
            return Self::Title;
        }
        let defines = marked::lines(change).iter().any(|line| line.kind == LineKind::Definition);
        match (change.kind, defines) {
            (ChangeKind::Inserted, true) => Self::Define,
            (ChangeKind::Removed, true) => Self::Undefine,
            (ChangeKind::Changed | ChangeKind::Moved | ChangeKind::Renumbered | ChangeKind::Unchanged, true) => {
                Self::Redefine
            }
            (ChangeKind::Inserted, false) => Self::Add,
            (ChangeKind::Removed, false) => Self::Delete,
            (ChangeKind::Renumbered | ChangeKind::Moved, false) if change.old_number != change.new_number => {
                Self::Renumber
            }
            (ChangeKind::Changed | ChangeKind::Moved | ChangeKind::Renumbered | ChangeKind::Unchanged, false) => {
                Self::Amend
            }
        }
    }

    /// Whether one instruction can order several changes.
    fn joins(self) -> bool {
        match self {
            Self::Define | Self::Redefine | Self::Add | Self::Amend | Self::Delete => true,
            Self::Undefine | Self::Renumber | Self::Title => false,
        }
    }

    /// The instruction; of a renumbering that changes words too, both.
    fn words(self, run: &[Change], id: &DocumentId) -> Vec<String> {
        let numbers: Vec<String> =
            run.iter().filter_map(|change| change.new_number.clone().or_else(|| change.old_number.clone())).collect();
        let lettered = numbers.iter().all(|number| number.starts_with(|c: char| c.is_ascii_uppercase()));
        let what = match (lettered, numbers.len()) {
            (true, 0 | 1) => "Section",
            (true, _) => "Sections",
            (false, 0 | 1) => "Paragraph",
            (false, _) => "Paragraphs",
        };
        let names = listed(&numbers);
        let many = if run.len() == 1 { "definition" } else { "definitions" };
        match self {
            Self::Define => vec![format!("Add the following {many}:")],
            Self::Redefine => vec![format!("Amend the following {many}:")],
            Self::Undefine => {
                let term = names.trim_matches('"');
                vec![format!("Delete the definition of “{term}” from {}.", id.printed())]
            }
            Self::Add => vec![format!("Add {what} {names} as follows:")],
            Self::Amend => vec![format!("Amend {what} {names} as follows:")],
            Self::Delete => vec![format!("Delete {what} {names}.")],
            Self::Renumber => renumbered(run, what),
            Self::Title => vec![format!("The title of {}:", id.printed())],
        }
    }
}

fn renumbered(run: &[Change], what: &str) -> Vec<String> {
    let Some(change) = run.first() else { return Vec::new() };
    let (old, new) = (change.old_number.clone().unwrap_or_default(), change.new_number.clone().unwrap_or_default());
    let mut orders = vec![format!("Renumber {what} {old} as {new}.")];
    let number = |text: &str, number: &str| text.trim_start().strip_prefix(number).unwrap_or(text).to_owned();
    if number(&change.old_text(), &old) != number(&change.new_text(), &new) {
        orders.push(format!("Amend {what} {new} as follows:"));
    }
    orders
}

/// The instructions as they were given, where they cannot be marked against the words.
fn instructions_alone(proposal: &Proposal, text: &Attached) -> Vec<Block> {
    let one = |amendment: &Amendment| {
        let text = legaltext::LegalText {
            modification: Some(proposal.number().to_owned()),
            amendments: vec![amendment.clone()],
            ..legaltext::LegalText::default()
        };
        let printed = legaltext::instructions::print(&text);
        let lines: Vec<&str> = printed.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()).collect();
        Words::plain(lines.join(" "))
    };
    vec![Block::bullets(text.amendments.iter().map(one).collect())]
}
