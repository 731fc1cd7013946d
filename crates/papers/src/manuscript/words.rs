//! Words changed inside provisions and definitions: the amendments that put the whole of each in its new words.

use std::sync::Arc;

use legaltext::{Amendment, Citation, Definition, DefinitionParts, DocumentId, Edition, Provision, Words, markup};

use crate::facts::WordChange;

/// Where words are to be changed.
#[derive(Debug, Clone)]
pub(super) enum Where {
    /// In a provision with all that stands below it.
    At(Citation),
    /// In a listed definition; of the document named, where one is.
    Term(Option<DocumentId>, String),
    /// In a whole document.
    Document(DocumentId),
    /// In every document.
    Code,
}

impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Where::At(at) => write!(f, "{at}"),
            Where::Term(_, term) => write!(f, "the definition of “{term}”"),
            Where::Document(document) => f.write_str(&document.printed()),
            Where::Code => f.write_str("the Code"),
        }
    }
}

/// The amendments that change words at a place of an edition.
///
/// # Errors
/// One sentence: the words stand there not at all or more than once, they are not held, or the place is not there.
pub(super) fn amendments(edition: &Edition, at: &Where, change: &WordChange) -> Result<Vec<Amendment>, String> {
    let mut work = Work { change, seen: 0, unheld: 0, made: Vec::new() };
    let absent =
        || format!("{at} is not in the edition, so its words cannot be changed; check the number and the edition");
    match at {
        Where::At(cited) if change.old.is_empty() => {
            edition.find(cited).ok_or_else(absent)?;
            let text = change.new.clone();
            return Ok(vec![Amendment::Substitute { at: cited.clone(), text, old: None, heading: None }]);
        }
        Where::At(cited) => work.provision(cited, edition.find(cited).ok_or_else(absent)?),
        Where::Term(document, term) => {
            let named = edition.documents().iter().filter(|held| document.as_ref().is_none_or(|id| held.id() == id));
            let mut listed = named.flat_map(|held| {
                held.definitions().into_iter().filter(|(_, one)| one.term() == term).map(|(_, one)| (held.id(), one))
            });
            let (id, definition) = listed.next().ok_or_else(absent)?;
            if listed.next().is_some() {
                return Err(format!("{at} is listed more than once; name the document"));
            }
            work.definition(id, definition);
        }
        Where::Document(id) => work.document(edition.document(id).ok_or_else(absent)?),
        Where::Code => edition.documents().iter().for_each(|document| work.document(document)),
    }
    let (old, seen) = (&change.old, work.seen);
    match (seen, change.every, change.nth) {
        _ if work.unheld > 0 => Err(format!(
            "the words of {at} are not all held, so nobody can say where “{old}” stands in them; give the whole of its new words"
        )),
        (0, _, _) => Err(format!("{at} does not say “{old}”; quote the words as they stand there")),
        (_, _, Some(nth)) if seen < nth => {
            Err(format!("{at} says “{old}” only {seen} times; quote the words as they stand there"))
        }
        (1, _, _) | (_, true, _) | (_, _, Some(_)) => Ok(work.made),
        (_, false, None) => Err(format!(
            "{at} says “{old}” {seen} times; quote more of the words, name the paragraph, say which (the second “{old}”), or write: \
             in each place"
        )),
    }
}

/// A change under way, in the order in which the words stand.
struct Work<'a> {
    change: &'a WordChange,
    /// How often the words stood there.
    seen: usize,
    /// How many of the places have words that are not held.
    unheld: usize,
    made: Vec<Amendment>,
}

impl Work<'_> {
    fn document(&mut self, document: &legaltext::Document) {
        for definition in document.opening_definitions() {
            self.definition(document.id(), definition);
        }
        let root = Citation::of_document(document.id());
        for provision in document.provisions() {
            self.provision(&root.child(provision.number()), provision);
        }
    }

    /// The provision with its list, then the definitions listed in it and the clauses below it.
    fn provision(&mut self, at: &Citation, provision: &Provision) {
        if !provision.is_held() {
            self.unheld += 1;
            return;
        }
        let before = self.made_of();
        let new = self.reworded(provision);
        if self.made_of() != before {
            self.made.push(Amendment::Substitute {
                at: at.clone(),
                text: markup::print_words(&new),
                old: Some(markup::print_words(provision)),
                heading: None,
            });
        }
        if let Some(id) = at.document_id() {
            for definition in provision.definitions() {
                self.definition(&id, definition);
            }
        }
        for clause in provision.children().iter().filter(|child| !child.number().is_label()) {
            self.provision(&at.child(clause.number()), clause);
        }
    }

    fn definition(&mut self, document: &DocumentId, definition: &Definition) {
        let Words::Held { lead_in, tail } = definition.words() else {
            self.unheld += 1;
            return;
        };
        let before = self.made_of();
        let (mut lead_in, mut tail) = (lead_in.clone(), tail.clone());
        self.text(&mut lead_in);
        let children = definition.children().iter().map(|child| Arc::new(self.reworded(child))).collect();
        self.text(&mut tail);
        if self.made_of() == before {
            return;
        }
        let new = Definition::new(DefinitionParts {
            words: Words::Held { lead_in, tail },
            children,
            ..definition.to_parts()
        });
        self.made.push(Amendment::Redefine {
            document: document.clone(),
            term: definition.term().to_owned(),
            text: markup::print_meaning(&new),
            old: markup::print_meaning(definition),
        });
    }

    /// The provision with the words changed in it and in its list.
    fn reworded(&mut self, provision: &Provision) -> Provision {
        let mut parts = provision.to_parts();
        if self.change.every {
            for heading in [&mut parts.heading, &mut parts.caption].into_iter().flatten() {
                self.text(heading);
            }
        }
        if let Words::Held { lead_in, .. } = &mut parts.words {
            self.text(lead_in);
        } else {
            self.unheld += 1;
        }
        for child in parts.children.iter_mut().filter(|child| child.number().is_label()) {
            let before = self.made_of();
            let new = self.reworded(child);
            if self.made_of() != before {
                *child = Arc::new(new);
            }
        }
        if let Words::Held { tail, .. } = &mut parts.words {
            self.text(tail);
        }
        Provision::new(parts)
    }

    fn text(&mut self, text: &mut String) {
        let places = places(text, &self.change.old);
        let first = self.seen + 1;
        self.seen += places.len();
        let meant = |index: &usize| self.change.nth.is_none_or(|nth| nth == first + index);
        // From the last to the first, so that the places of those before stay true.
        for (_, from) in places.iter().enumerate().filter(|(index, _)| meant(index)).rev() {
            put(text, *from, self.change);
        }
    }

    /// How many of the places seen so far were changed.
    fn made_of(&self) -> usize {
        match self.change.nth {
            Some(nth) => usize::from(self.seen >= nth),
            None => self.seen,
        }
    }
}

/// Where the words stand in a text as whole words, in bytes.
fn places(text: &str, words: &str) -> Vec<usize> {
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let whole = |from: &usize| {
        let before = text.get(..*from).and_then(|before| before.chars().next_back());
        let after = text.get(from + words.len()..).and_then(|after| after.chars().next());
        !joins(before, words.chars().next()) && !joins(words.chars().next_back(), after)
    };
    text.match_indices(words).map(|(from, _)| from).filter(whole).collect()
}

fn put(text: &mut String, from: usize, change: &WordChange) {
    let mut from = from;
    let mut to = from.saturating_add(change.old.len());
    if change.new.is_empty() {
        // With words that go, one of the spaces beside them goes.
        let before = text.get(..from).is_some_and(|before| before.ends_with(' '));
        let after = text.get(to..).unwrap_or_default();
        if before && (after.is_empty() || after.starts_with([' ', ',', ';', ':', '.', ')', '\n'])) {
            from -= 1;
        } else if after.starts_with(' ') && (from == 0 || text.get(..from).is_some_and(|before| before.ends_with('(')))
        {
            to += 1;
        }
    }
    text.replace_range(from..to, &change.new);
}
