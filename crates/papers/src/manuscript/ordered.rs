//! What depends on the amendments before it: it is settled in the edition that they make.

use legaltext::{Amendment, Citation, DocumentId, Edition, apply, markup};

use super::Unsettled;
use super::printed;
use super::words::{self, Where};
use crate::facts::{Clause, Definition, WordChange};

/// What an instruction orders.
pub(super) enum Ordered {
    Amendment(Amendment),
    /// Words changed inside something.
    Words(Where, WordChange),
    /// A provision taken to another place; behind the one named, else where its new number belongs.
    Move {
        at: Citation,
        to: Citation,
        after: Option<Citation>,
    },
    /// A new paragraph of a list; behind the one named, else where its label belongs.
    Paragraph {
        at: Citation,
        after: Option<Citation>,
        text: String,
    },
    /// Another heading, caption or title.
    Heading(Citation, String),
    /// A clause printed as it should read.
    Clause {
        at: Citation,
        printed: Box<Clause>,
    },
    /// A definition printed as it should read, with the clause that lists it where one is named.
    Definition {
        document: DocumentId,
        at: Option<Citation>,
        printed: Box<Definition>,
    },
}

impl Ordered {
    fn place(&self) -> String {
        match self {
            Ordered::Amendment(_) => String::new(),
            Ordered::Words(at, _) => at.to_string(),
            Ordered::Move { at, .. }
            | Ordered::Paragraph { at, .. }
            | Ordered::Heading(at, _)
            | Ordered::Clause { at, .. } => at.to_string(),
            Ordered::Definition { printed, .. } => printed.term.value.clone(),
        }
    }
}

/// The amendments, in the order of their lines, and what could not be settled. Without an edition only what does not depend
/// on one is.
pub(super) fn settle(found: Vec<(usize, Ordered)>, base: Option<&Edition>) -> (Vec<Amendment>, Vec<Unsettled>) {
    let mut edition = base.cloned();
    let (mut made, mut applied, mut missing) = (Vec::new(), 0, Vec::new());
    for (line, ordered) in found {
        let at = ordered.place();
        if edition.is_some() && !matches!(ordered, Ordered::Amendment(_)) {
            // What does not apply is told when all of it is applied.
            let before = made.get(applied..).unwrap_or_default();
            if let Some(Ok(after)) = edition.as_ref().map(|stands| apply(stands, before, "before this instruction")) {
                edition = Some(after.edition);
            }
            applied = made.len();
        }
        match ordered.amendments(edition.as_ref()) {
            Ok(amendments) => made.extend(amendments),
            Err(messages) => {
                let told = messages.into_iter().map(|message| Unsettled { line, at: at.clone(), message });
                missing.extend(told);
            }
        }
    }
    (made, missing)
}

impl Ordered {
    /// What it makes of an edition.
    ///
    /// # Errors
    /// One sentence for each thing that a person must settle first.
    pub(super) fn amendments(self, edition: Option<&Edition>) -> Result<Vec<Amendment>, Vec<String>> {
        match self {
            Ordered::Clause { at, printed } => printed::clause(&at, &printed, edition),
            Ordered::Definition { document, at, printed } => printed::definition(document, at, &printed, edition),
            Ordered::Words(at, change) => held(edition, format!("words inside {at} are to be changed"))
                .and_then(|edition| words::amendments(edition, &at, &change))
                .map_err(|message| vec![message]),
            Ordered::Heading(at, words) => heading(at, words, edition).map_err(|message| vec![message]),
            Ordered::Amendment(amendment) => Ok(vec![amendment]),
            Ordered::Move { at, to, after } => moved(at, &to, after, edition).map_err(|message| vec![message]),
            Ordered::Paragraph { at, after, text } => {
                let follows = || predecessor(edition?, &at);
                let Some(after) = after.or_else(follows) else {
                    return Err(vec![format!(
                        "which paragraph {at} follows is not told, and the list that it belongs to does not tell; write for \
                         example: After paragraph (b) of Section D3.2 insert the following new paragraph (ba):"
                    )]);
                };
                let after = Some(after);
                Ok(vec![Amendment::Insert { after, into: None, in_order: false, text, number: None, heading: None }])
            }
        }
    }
}

/// The edition, where what is ordered depends on it.
fn held(edition: Option<&Edition>, what: String) -> Result<&Edition, String> {
    edition
        .ok_or_else(|| format!("{what}, and only the edition that has them tells what it says then; give that edition"))
}

fn moved(
    at: Citation,
    to: &Citation,
    after: Option<Citation>,
    edition: Option<&Edition>,
) -> Result<Vec<Amendment>, String> {
    let after = match (after, edition) {
        (None, None) => {
            return Err(format!(
                "which provision {to} will follow is not told, and only the edition that it moves into tells; give that \
                 edition, or write: Move Section {at} after …, as Section {to}"
            ));
        }
        (None, Some(edition)) => predecessor(edition, to),
        (after @ Some(_), _) => after,
    };
    let into = if after.is_none() { to.document_id() } else { None };
    Ok(vec![Amendment::Move { at, after, into, number: to.last().cloned() }])
}

fn heading(at: Citation, words: String, edition: Option<&Edition>) -> Result<Vec<Amendment>, String> {
    if at.is_document() {
        let heading = Some(words);
        return Ok(vec![Amendment::Substitute { at, text: String::new(), old: None, heading }]);
    }
    let edition = held(edition, format!("the heading of {at} is to be changed, whose words stay"))?;
    let stands = edition.find(&at).ok_or_else(|| {
        format!("{at} is not in the edition, so its heading cannot be changed; check the number and the edition")
    })?;
    let mut parts = stands.to_parts();
    let (caption, text) = match (&parts.caption, stands.is_held()) {
        (_, false) => (false, String::new()),
        (None, true) => (false, markup::print_words(stands)),
        (Some(_), true) => {
            parts.caption = Some(words.clone());
            (true, markup::print_words(&legaltext::Provision::new(parts)))
        }
    };
    let heading = (!caption).then_some(words);
    Ok(vec![Amendment::Substitute { at, text, old: None, heading }])
}

fn predecessor(edition: &Edition, of: &Citation) -> Option<Citation> {
    edition.document(&of.document_id()?)?.predecessor(of)
}
