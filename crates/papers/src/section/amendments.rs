//! The tracked changes of a Word file as amendments to an edition.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use legaltext::redline::{Change, ChangeKind as Became, editions};
use legaltext::{Amendment, Document, DocumentId, Edition, amendments_between};
use serde::Serialize;

use super::{Imported, heads, of_word};
use crate::docx::{Block, ChangeKind, Comment, DocxError, Loss, LossKind, Paragraph, Side, WordFile};

/// What a Word file with tracked changes says to an edition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordAmendments {
    /// The amendments that its changes make, in the order in which they apply.
    pub amendments: Vec<Amendment>,
    /// The edition with all changes accepted.
    #[serde(skip)]
    pub edition: Edition,
    /// What the file holds and the amendments do not, or what a person should look at.
    pub losses: Vec<Loss>,
    /// Who made the changes.
    pub authors: Vec<String>,
    /// The days and times of the first and the last change.
    pub dates: Option<(DateTime, DateTime)>,
    /// The comments of its readers.
    pub comments: Vec<Comment>,
}

/// Most differences from the edition that are listed one by one.
const LISTED: usize = 40;

/// Reads the tracked changes of a file that was made from `base`, or from documents of it, as amendments to it.
///
/// With all changes rejected the file must read as `base` does; where it does not, a loss says so. With all accepted it is
/// the new text, and the amendments are those that make it of `base`. Provisions are known again by the identities that
/// their bookmarks carry, and without them by number and words. `origin` makes the identities of what is new.
///
/// # Errors
/// When nothing says which document of the Code the file holds, or its words cannot be read as one.
pub fn amendments(word: &WordFile, base: &Edition, origin: &str) -> Result<WordAmendments, DocxError> {
    let accepted = of_word(word, Side::Accepted, None, origin)?;
    let rejected = of_word(word, Side::Rejected, None, &format!("{origin}, before its changes"));
    let (before, mut losses) = match rejected {
        Ok(rejected) => (rejected.documents, Vec::new()),
        // A file whose every word is inserted has nothing before its changes.
        Err(_) if accepted.documents.iter().all(|d| base.document(d.id()).is_none()) => (Vec::new(), Vec::new()),
        Err(error) => {
            let message =
                format!("Without its changes the file cannot be read and compared with the edition: {error}.");
            (Vec::new(), vec![Loss { kind: LossKind::Base, place: String::new(), message }])
        }
    };
    let Imported { documents, losses: found } = accepted;
    let versions = documents.iter().filter_map(|is| Some((before.iter().find(|was| was.id() == is.id())?, is)));
    for (was, is) in versions.filter(|(was, is)| was.version() != is.version()) {
        let message = format!(
            "The version is changed from {} to {}. No amendment says that: a document gets its version when its words come into force.",
            was.version().unwrap_or("none"),
            is.version().unwrap_or("none")
        );
        losses.push(Loss { kind: LossKind::Other, place: is.id().printed(), message });
    }
    let gone = before.iter().map(Document::id).filter(|id| !documents.iter().any(|d| d.id() == *id));
    let gone: BTreeSet<DocumentId> = gone.cloned().collect();
    let with = |documents: Vec<Document>, gone: &BTreeSet<DocumentId>| {
        let kept = base.documents().iter().filter(|d| !gone.contains(d.id())).map(|d| d.as_ref().clone());
        Edition::new(base.code(), kept.chain(documents))
    };
    let new = with(documents, &gone);
    let old = with(before, &BTreeSet::new());
    losses.extend(differences(base, &old));
    losses.extend(found);
    let authors: BTreeSet<String> = word.changes.iter().map(|c| c.author.clone()).filter(|a| !a.is_empty()).collect();
    losses.extend(of_changes(word, &authors));
    let amendments = amendments_between(base, &new);
    if !amendments.is_empty() && word.changes.iter().all(|change| change.kind == ChangeKind::Format) {
        let message = "The file has no tracked changes of words; its whole text was compared with the edition.";
        losses.push(Loss { kind: LossKind::Other, place: String::new(), message: message.to_owned() });
    }
    let times = || word.changes.iter().filter_map(|change| change.date);
    Ok(WordAmendments {
        amendments,
        edition: new,
        losses,
        authors: authors.into_iter().collect(),
        dates: times().min().zip(times().max()),
        comments: word.comments.clone(),
    })
}

/// Where the text under the marks is not that of the edition.
fn differences(base: &Edition, under: &Edition) -> Vec<Loss> {
    let redline = editions(base, under);
    let mut losses: Vec<Loss> =
        redline.changes.iter().filter(|c| c.kind != Became::Unchanged).map(difference).collect();
    let more = losses.len().saturating_sub(LISTED);
    if more > 0 {
        losses.truncate(LISTED);
        let message = format!("The text under the marks differs from the edition in {more} more places.");
        losses.push(Loss { kind: LossKind::Base, place: String::new(), message });
    }
    losses
}

fn difference(change: &Change) -> Loss {
    let place = change.old_number.clone().or_else(|| change.new_number.clone()).unwrap_or_default();
    let words = |text: String| -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > 160 { text.chars().take(160).chain("…".chars()).collect() } else { text }
    };
    let what = match change.kind {
        Became::Inserted => format!("the file has it and the edition does not: \"{}\"", words(change.new_text())),
        Became::Removed => "the edition has it and the file does not".to_owned(),
        Became::Moved => "it stands in another place".to_owned(),
        Became::Renumbered | Became::Changed | Became::Unchanged => {
            format!("the edition reads \"{}\", the file \"{}\"", words(change.old_text()), words(change.new_text()))
        }
    };
    let message = format!(
        "The text under the marks differs from the edition: {what}. The amendments are drawn from the edition, so they hold this \
         difference too; check that the file was made from it."
    );
    Loss { kind: LossKind::Base, place, message }
}

/// What the tracked changes say that amendments cannot.
fn of_changes(word: &WordFile, authors: &BTreeSet<String>) -> Vec<Loss> {
    let mut losses = Vec::new();
    if authors.len() > 1 {
        let names: Vec<&str> = authors.iter().map(String::as_str).collect();
        let message = format!(
            "The changes were made by {} people ({}); the amendments hold them all and do not say whose each is.",
            names.len(),
            names.join(", ")
        );
        losses.push(Loss { kind: LossKind::Authors, place: String::new(), message });
    }
    for comment in &word.comments {
        let message = format!("A comment by {} is kept beside the amendments: \"{}\".", comment.author, comment.text);
        losses.push(Loss { kind: LossKind::Comment, place: comment.place.clone(), message });
    }
    losses.extend(joined(word));
    paragraphs(&word.blocks, &mut |paragraph| {
        let place = || {
            let words: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
            words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect::<String>()
        };
        if let Some((was, _)) = &paragraph.was
            && was.list != paragraph.look.list
        {
            let message = "Its automatic numbering was changed under tracking; the number that it prints now is taken.";
            losses.push(Loss { kind: LossKind::Numbering, place: place(), message: message.to_owned() });
        }
        if paragraph.runs.iter().any(|run| run.format_changed.is_some()) {
            let message = "A tracked change of formatting is not carried.";
            losses.push(Loss { kind: LossKind::Formatting, place: place(), message: message.to_owned() });
        }
        let twice = |run: &crate::docx::Run| run.tracks.inserted.is_some() && run.tracks.deleted.is_some();
        if paragraph.runs.iter().any(twice) && authors.len() > 1 {
            let message = "Words that one person put in and another took out again are in neither text.";
            losses.push(Loss { kind: LossKind::Authors, place: place(), message: message.to_owned() });
        }
    });
    losses
}

/// Provisions whose numbers end up in the middle of words, because the end of the paragraph before them is deleted.
fn joined(word: &WordFile) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut open = false;
    for block in &word.blocks {
        let Block::Paragraph(paragraph) = block else {
            open = false;
            continue;
        };
        let left: String =
            paragraph.runs.iter().filter(|run| run.tracks.deleted.is_none()).map(|run| run.text.as_str()).collect();
        if open && let Some(head) = heads::head(&left).filter(|head| head.tabbed && !head.words.is_empty()) {
            let message = format!(
                "The end of the paragraph above {} is deleted, so {0} loses its number and its words go on those above. Reject that \
                 deletion if it is to stay a provision.",
                head.number
            );
            losses.push(Loss { kind: LossKind::Numbering, place: head.number.to_string(), message });
        }
        open = paragraph.mark.deleted.is_some() && (open || !left.trim().is_empty());
    }
    losses
}

/// Visits every paragraph, also those in tables.
fn paragraphs(blocks: &[Block], visit: &mut dyn FnMut(&Paragraph)) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => visit(paragraph),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| paragraphs(cell, visit));
            }
        }
    }
}
