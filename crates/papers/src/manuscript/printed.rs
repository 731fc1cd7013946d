//! Clauses and definitions that a text prints whole, against the edition that stands when their turn comes.

use legaltext::{Amendment, Citation, DocumentId, Edition, markup};

use super::before;
use super::cite;
use super::clause::{self, Written};
use super::ordered::Ordered;
use crate::facts::{Change, Clause, Definition};

/// The amendment that puts a printed clause where it belongs: new where the text says so or nothing stands there, else in
/// place of what does.
///
/// # Errors
/// One sentence for each thing that keeps it from being read whole.
pub(super) fn clause(at: &Citation, clause: &Clause, edition: Option<&Edition>) -> Result<Vec<Amendment>, Vec<String>> {
    let stands = edition.and_then(|edition| edition.find(at));
    let text = match clause::text(clause, stands) {
        Written::Whole(text) => text,
        Written::Broken(problems) => return Err(problems),
    };
    if let Some(differs) = differs(clause, stands) {
        return Err(vec![not_marked(&differs)]);
    }
    let is_new = clause.change == Change::Added || (edition.is_some() && stands.is_none());
    let at = at.clone();
    if is_new && !at.labels().is_empty() {
        let after = clause.after.as_ref().and_then(|after| cite(clause.document.as_deref(), after));
        return Ordered::Paragraph { at, after, text }.amendments(edition);
    }
    if !is_new {
        return Ok(vec![Amendment::Substitute { at, text, old: None, heading: clause.heading.clone() }]);
    }
    let into = at.document_id().filter(|_| at.number().is_none_or(|n| n.letters().is_empty()));
    let text = match &clause.heading {
        Some(heading) => format!("### {heading}\n\n{text}"),
        None => text,
    };
    Ok(vec![Amendment::Insert { after: None, into, in_order: true, text, number: None, heading: None }])
}

/// The amendment that puts a printed definition into its list, or in place of the one that is there.
///
/// # Errors
/// One sentence for each thing that keeps it from being read whole.
pub(super) fn definition(
    document: DocumentId,
    at: Option<Citation>,
    definition: &Definition,
    edition: Option<&Edition>,
) -> Result<Vec<Amendment>, Vec<String>> {
    let term = definition.term.value.clone();
    let text = clause::definition(definition).map_err(|message| vec![message])?;
    let lists_it = |edition: &Edition| listed(edition, &document, &term).is_some();
    let stands = edition.and_then(|edition| listed(edition, &document, &term)).and_then(markup::print_meaning);
    if let (Change::Context | Change::Amended, Some(was), Some(stands)) = (definition.change, &definition.was, stands)
        && let Some(differs) = before::difference(without_term(was, &term), &stands)
    {
        return Err(vec![not_marked(&differs)]);
    }
    match definition.change {
        Change::Context => {
            let of_document = edition.and_then(|edition| edition.document(&document));
            let unknown = |edition: &Edition| !lists_it(edition);
            if of_document.is_some_and(|document| !document.has_unheld()) && edition.is_some_and(unknown) {
                return Err(vec![
                    "it is printed without the marks of new words, as if it were defined, and the edition does not have it; \
                     mark its words if it is new"
                        .to_owned(),
                ]);
            }
            Ok(Vec::new())
        }
        Change::Amended if edition.is_none_or(lists_it) => {
            Ok(vec![Amendment::Redefine { document, term, text: Some(text), old: None }])
        }
        Change::Added | Change::Amended => {
            // Where the edition is known to have one list only, the clause that holds it need not be named.
            let at = at.filter(|at| edition.is_none_or(|edition| edition.find(at).is_some()));
            Ok(vec![Amendment::Define { document, term, text: Some(text), at }])
        }
    }
}

/// A definition of the list of a document.
fn listed<'a>(base: &'a Edition, document: &DocumentId, term: &str) -> Option<&'a legaltext::Definition> {
    let all = base.document(document)?.definitions();
    all.into_iter().find(|(_, definition)| definition.term() == term).map(|(_, definition)| &**definition)
}

/// How the words of a clause before the change, by its marks, differ from those that stand there.
pub(super) fn differs(clause: &Clause, stands: Option<&legaltext::Provision>) -> Option<String> {
    let stands = stands.filter(|provision| !provision.has_unheld())?;
    let mut words = markup::print_words(stands);
    if clause.heading.is_none()
        && let Some(heading) = stands.heading()
    {
        words = words.replacen(&format!("### {heading}\n"), "", 1);
    }
    // A paragraph is cited by its whole number and printed by its label.
    let was = clause.was.as_deref()?;
    before::difference(was, &words)
}

pub(super) fn not_marked(differs: &str) -> String {
    format!(
        "what is neither marked as new nor struck out must be the words that stand there, or they would change without a mark: \
         {differs}; mark the change, correct the words, or give the edition that it is drafted against"
    )
}

/// The words behind the term that a definition begins with.
fn without_term<'a>(was: &'a str, term: &str) -> &'a str {
    let bare = was.trim_start_matches(['“', '"', '‘', ' ']);
    match bare.strip_prefix(term) {
        Some(rest) => rest.trim_start_matches(['”', '"', '’', ' ', '\t', ':']),
        None => was,
    }
}
