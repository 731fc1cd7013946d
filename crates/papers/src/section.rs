//! Whole documents of the Code (a Section, an Appendix) read from Word files and plain text that are not in the markup.
//!
//! `heads` knows printed numbers and which label follows which, `item` what a line can be, `classify` decides it from style,
//! number, indentation and neighbours, `print` writes the markup, and `identity` gives every provision the identity that
//! its bookmark carries. [`amendments()`] reads the tracked changes of a Word file as amendments to an edition.

mod amendments;
mod classify;
mod columns;
mod heads;
mod identity;
mod item;
mod print;
mod text;

use legaltext::{Document, DocumentId};

use crate::docx::{DocxError, Loss, LossKind, Side, Viewed, WordFile};
use item::{Item, Kind};

pub use amendments::{WordAmendments, amendments};
pub use text::of_text;

/// Documents of the Code as they were read, and what could not be carried.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// What the file holds and the documents do not, or not as it stands.
    pub losses: Vec<Loss>,
}

/// Reads the documents of a Word file. `named` is the document that the file holds when it has no title that says so;
/// `origin` says where the words come from (the Code and the file's hash, say) and makes the identity of every provision that
/// carries none.
///
/// # Errors
/// When nothing says which document of the Code it is, or its words cannot be read as one.
pub fn of_word(word: &WordFile, side: Side, named: Option<&DocumentId>, origin: &str) -> Result<Imported, DocxError> {
    let property = word.properties.get("enact-document").and_then(|id| id.parse().ok());
    let mut imported = of_views(&word.view(side), named.cloned().or(property), origin)?;
    imported.losses.extend(word.losses.iter().cloned());
    Ok(imported)
}

/// How often what cannot be read where it stands is taken for plain words and read again.
const ROUNDS: usize = 12;

/// Reads lines and tables, whatever they come from.
fn of_views(views: &[Viewed], named: Option<DocumentId>, origin: &str) -> Result<Imported, DocxError> {
    let mut imported = Imported::default();
    let items = classify::items(views, named.as_ref(), &mut imported.losses);
    let mut rest = items.as_slice();
    let mut before = Vec::new();
    while let Some(first) = rest.first() {
        let own = 1 + rest.iter().skip(1).take_while(|item| !matches!(item.kind, Kind::Title { .. })).count();
        let (mine, after) = rest.split_at(own);
        rest = after;
        match first.title() {
            Some((id, title)) => {
                let body = mine.get(1..).unwrap_or_default();
                imported.documents.push(document(id, title, body, origin, &mut imported.losses)?);
            }
            None => before.extend_from_slice(mine),
        }
    }
    match (imported.documents.is_empty(), named) {
        (true, None) => return Err(DocxError::NoTitle),
        (true, Some(id)) => {
            let found = document(&id, "", &before, origin, &mut imported.losses)?;
            imported.documents.push(found);
        }
        (false, _) => {
            for item in before.iter().filter(|item| !item.place.is_empty()) {
                imported.losses.push(Loss::new(
                    LossKind::Misplaced,
                    &item.place,
                    "These words stand before the title of the document and are not part of it.",
                ));
            }
        }
    }
    Ok(imported)
}

/// One document from its items. What the markup refuses where it stands is taken for words, with a loss, and read again.
fn document(
    id: &DocumentId,
    title: &str,
    items: &[Item],
    origin: &str,
    losses: &mut Vec<Loss>,
) -> Result<Document, DocxError> {
    let mut items = items.to_vec();
    let mut problem = String::new();
    for _ in 0..ROUNDS {
        let printed = print::markup(id, title, &mut items, losses);
        let errors = match legaltext::markup::parse(&printed.text, origin) {
            Ok(document) => return Ok(identity::restored(&document, &printed.identities)),
            Err(errors) => errors,
        };
        problem = errors.first().map(|e| e.message.clone()).unwrap_or_default();
        let mut mended = false;
        for error in errors {
            let at = printed.items.partition_point(|(line, _)| *line <= error.line).checked_sub(1);
            let Some(item) = at.and_then(|at| printed.items.get(at)).and_then(|(_, at)| items.get_mut(*at)) else {
                continue;
            };
            if matches!(item.kind, Kind::Dropped) {
                continue;
            }
            let numbered = matches!(item.kind, Kind::Clause { .. } | Kind::Label { .. } | Kind::Group { .. });
            let kind = if numbered { LossKind::Numbering } else { LossKind::Misplaced };
            losses.push(Loss::new(
                kind,
                &item.place,
                format!("It cannot stand here as it is: {}. Its words are kept as words.", error.message),
            ));
            item.give_way();
            mended = true;
        }
        if !mended {
            break;
        }
    }
    Err(DocxError::Unreadable { document: id.printed(), problem })
}
