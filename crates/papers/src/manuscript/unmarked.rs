//! A text that prints clauses as they should read, without a mark of what is new and without an instruction.
//!
//! Nothing in it says what changes, so it is compared with the edition that it is drafted against, clause by clause. What
//! comes of that is for a person to judge: a slip of the pen is a change as much as what was meant.

use legaltext::{
    Amendment, Citation, DocumentId, Edition, Number, amendments_between_checked, apply, instructions, markup,
};

use super::{Manuscript, Unsettled, manuscript};
use crate::facts::Facts;
use crate::source::Source;

/// Marks that say what is new or struck out.
const MARKS: [&str; 6] = ["<u>", "<ins", "<s>", "<del", "<strike", "~~"];
/// Clauses that are named one by one.
const NAMED: usize = 12;

/// The amendments that the text makes of an edition; none where it has marks, prints no clause of the edition's documents, or
/// is something else.
pub(super) fn compared(text: &str, base: &Edition) -> Option<Manuscript> {
    if MARKS.iter().any(|mark| text.contains(mark)) {
        return None;
    }
    if text.trim_start().starts_with("# ") {
        return documents(text, base);
    }
    let (ordered, printed) = with_instructions(text, base)?;
    let source = Source::from_bytes("text", ordered.text.as_bytes()).ok()?;
    let Facts::LegalText(facts) = crate::read::read(&source).ok()?.facts else { return None };
    let mut read = manuscript(&facts, Some(base));
    for missing in &mut read.unsettled {
        missing.line -= ordered.added.iter().filter(|added| **added < missing.line).count();
    }
    if !read.unsettled.is_empty() {
        return Some(read);
    }
    match apply(base, &read.legal_text.amendments, "text without marks") {
        Ok(applied) => read.legal_text.amendments = amendments_between_checked(base, &applied.edition),
        Err(conflicts) => {
            let unsettled = conflicts.into_iter().map(|conflict| Unsettled {
                line: 1,
                at: conflict.at.map_or_else(String::new, |at| at.to_string()),
                message: conflict.message,
            });
            read.unsettled = unsettled.collect();
            return Some(read);
        }
    }
    let clauses: Vec<String> = printed.iter().map(ToString::to_string).collect();
    read.judge = Some(finding(&named(&clauses, "clauses"), &read.legal_text.amendments));
    Some(read)
}

/// Whole documents in the markup: what a document of the edition has and the text has not would go.
fn documents(text: &str, base: &Edition) -> Option<Manuscript> {
    let read = markup::parse_documents(text, "text without marks").ok()?;
    let names: Vec<String> = read.iter().map(|document| document.id().printed()).collect();
    let new = read.into_iter().fold(base.clone(), |new, document| new.with_document(document));
    let amendments = amendments_between_checked(base, &new);
    let judge = Some(finding(&named(&names, "documents"), &amendments));
    let legal_text = legaltext::LegalText { amendments, ..legaltext::LegalText::default() };
    Some(Manuscript { legal_text, judge, ..Manuscript::default() })
}

fn named(names: &[String], what: &str) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) if names.len() <= NAMED => format!("{} and {last}", others.join(", ")),
        Some(_) | None => format!("{} {what}", names.len()),
    }
}

fn finding(what: &str, amendments: &[Amendment]) -> String {
    let head = format!("nothing in this text is marked as new or struck out, and no instruction stands in it; {what} ");
    match amendments {
        [] => format!("{head}read as the edition does, so it changes nothing"),
        all => format!(
            "{head}were compared with the edition, and {} would be made of what differs; read each, for a slip of the pen is a change \
             too",
            match all.len() {
                1 => "one amendment".to_owned(),
                many => format!("{many} amendments"),
            }
        ),
    }
}

/// A text with the instructions that it lacks.
struct Ordered {
    text: String,
    /// The lines, from 1, that it did not have.
    added: Vec<usize>,
}

/// The text with an instruction above the first clause of each document, and the clauses that it prints. None where it has
/// instructions, or prints none.
fn with_instructions(text: &str, base: &Edition) -> Option<(Ordered, Vec<Citation>)> {
    if instructions::parse(text).is_ok_and(|read| !read.amendments.is_empty()) {
        return None;
    }
    let mut home: Option<DocumentId> = None;
    let mut clauses: Vec<(usize, Citation)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        home = heading(line).or(home);
        let at = clause(line, home.as_ref());
        let known = at.filter(|at| at.document_id().is_some_and(|id| base.document(&id).is_some()));
        clauses.extend(known.map(|at| (index, at)));
    }
    clauses.first()?;
    let mut ordered = Ordered { text: String::new(), added: Vec::new() };
    let mut lines = 0;
    let mut put = |line: &str, ordered: &mut Ordered, new: bool| {
        lines += 1;
        ordered.text.push_str(line);
        ordered.text.push('\n');
        ordered.added.extend(new.then_some(lines));
    };
    let mut above: Option<DocumentId> = None;
    for (index, line) in text.lines().enumerate() {
        let here = clauses.iter().find(|(at, _)| *at == index).and_then(|(_, at)| at.document_id());
        if here.is_some() && here != above {
            let own = clauses.iter().filter(|(_, at)| at.document_id() == here);
            let numbers: Vec<String> = own.filter_map(|(_, at)| Some(at.number()?.to_string())).collect();
            for line in ["", &format!("Amend Sections {} as follows:", numbers.join(", ")), ""] {
                put(line, &mut ordered, true);
            }
            above = here;
        }
        put(line, &mut ordered, false);
    }
    Some((ordered, clauses.into_iter().map(|(_, at)| at).collect()))
}

/// `Section Q ‘Audit’`, `Appendix QR: Audit`
fn heading(line: &str) -> Option<DocumentId> {
    let mut words = line.trim().splitn(3, ' ');
    let name = format!("{} {}", words.next()?, words.next()?.trim_end_matches([':', ',']));
    let titled = words.next().is_none_or(|title| title.starts_with(['‘', '“', '"', '\'', '-', '–', ':', '(']));
    DocumentId::from_printed(&name).ok().filter(|_| titled)
}

/// The clause that a line begins with.
fn clause(line: &str, home: Option<&DocumentId>) -> Option<Citation> {
    let (first, rest) = line.trim_start().split_once([' ', '\t'])?;
    let number: Number = first.parse().ok().filter(|number: &Number| !number.is_label() && first.contains('.'))?;
    if rest.trim().is_empty() {
        return None;
    }
    let citation: Citation = number.to_string().parse().ok()?;
    match (citation.document_id(), home) {
        (Some(_), _) => Some(citation),
        (None, Some(home)) => Some(citation.in_document(home)),
        (None, None) => None,
    }
}
