//! Words changed inside provisions and definitions: the amendments that put the whole of each in its new words.

mod reach;

use std::ops::Range;
use std::sync::Arc;

use legaltext::{Amendment, Citation, Definition, DefinitionParts, DocumentId, Edition, Provision, Words, markup};

use crate::facts::{Within, WordChange};
use reach::{STOPS, Stands};

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
/// One sentence: the words stand there not at all or more than once, how far they reach is not told, they are not held, or
/// the place is not there.
pub(super) fn amendments(edition: &Edition, at: &Where, change: &WordChange) -> Result<Vec<Amendment>, String> {
    let absent =
        || format!("{at} is not in the edition, so its words cannot be changed; check the number and the edition");
    if change.span.is_some() && matches!(at, Where::Document(_) | Where::Code) {
        return Err(format!("{at} has more than one provision; name the one whose words are meant"));
    }
    let mut texts = 0;
    if change.span.is_some() {
        // Where the place ends is known once it has been walked through.
        let mut walked = Work::of(change, 0);
        walked.walk(edition, at)?.ok_or_else(absent)?;
        texts = walked.texts;
    }
    let mut work = Work::of(change, texts);
    if let (Where::At(cited), true, None) = (at, change.old.is_empty(), &change.span) {
        edition.find(cited).ok_or_else(absent)?;
        let text = change.new.clone();
        return Ok(vec![Amendment::Substitute { at: cited.clone(), text, old: None, heading: None }]);
    }
    work.walk(edition, at)?.ok_or_else(absent)?;
    work.settled(at)
}

/// The definition of a term, of the document named where one is; none when no list has it.
fn one_definition<'e>(
    edition: &'e Edition,
    document: Option<&DocumentId>,
    term: &str,
    at: &Where,
) -> Result<Option<(&'e DocumentId, &'e Definition)>, String> {
    let named = edition.documents().iter().filter(|held| document.is_none_or(|id| held.id() == id));
    let mut listed = named.flat_map(|held| {
        held.definitions().into_iter().filter(|(_, one)| one.term() == term).map(|(_, one)| (held.id(), one.as_ref()))
    });
    let first = listed.next();
    match listed.next() {
        Some(_) => Err(format!("{at} is listed more than once; name the document")),
        None => Ok(first),
    }
}

/// Which texts of a place an order means: those before its list, its list, those after it.
#[derive(Debug, Clone, Copy)]
struct Meant {
    opening: bool,
    list: bool,
    closing: bool,
}

/// A change under way, in the order in which the words stand.
struct Work<'a> {
    change: &'a WordChange,
    /// How often the words stood there.
    seen: usize,
    /// How many of the places have words that are not held.
    unheld: usize,
    /// How many texts were walked through, and how many the place has: a text is what one provision or paragraph says before,
    /// or after, its list.
    texts: usize,
    all: usize,
    /// How far below the place the words stand that are looked at.
    depth: usize,
    /// Why nobody can say what is meant; the first reason found.
    doubt: Option<String>,
    made: Vec<Amendment>,
}

impl<'w> Work<'w> {
    fn of(change: &'w WordChange, all: usize) -> Work<'w> {
        Work { change, seen: 0, unheld: 0, texts: 0, all, depth: 0, doubt: None, made: Vec::new() }
    }

    /// Walks through a place; none when it is not there.
    fn walk(&mut self, edition: &Edition, at: &Where) -> Result<Option<()>, String> {
        let found = match at {
            Where::At(cited) => edition.find(cited).map(|provision| self.provision(cited, provision)),
            Where::Term(document, term) => one_definition(edition, document.as_ref(), term, at)?
                .map(|(document, definition)| self.definition(document, definition)),
            Where::Document(id) => edition.document(id).map(|document| self.document(document)),
            Where::Code => {
                edition.documents().iter().for_each(|document| self.document(document));
                Some(())
            }
        };
        Ok(found)
    }

    /// What was made, where the words stand as often as the order says.
    fn settled(self, at: &Where) -> Result<Vec<Amendment>, String> {
        let (old, seen) = (&self.change.old, self.seen);
        if self.unheld > 0 {
            let what = if old.is_empty() { "the place".to_owned() } else { format!("“{old}”") };
            return Err(format!(
                "the words of {at} are not all held, so nobody can say where {what} stands in them; give the whole of its new words"
            ));
        }
        let once = self.change.nth.is_none() && !self.change.every;
        match (seen, self.change.times, self.change.nth) {
            (0, _, _) => Err(self.doubt.unwrap_or_else(|| match &self.change.within {
                Some(_) => {
                    format!("the part of {at} that is named does not say “{old}”; quote the words as they stand there")
                }
                None => format!("{at} does not say “{old}”; quote the words as they stand there"),
            })),
            (_, Some(times), _) if times != seen => Err(format!(
                "{at} says “{old}” {seen} times, and the order speaks of both places; quote more of the words, or write: in each place"
            )),
            (_, _, Some(nth)) if seen < nth => {
                Err(format!("{at} says “{old}” only {seen} times; quote the words as they stand there"))
            }
            (_, _, _) if once && seen > 1 => Err(format!(
                "{at} says “{old}” {seen} times; quote more of the words, name the paragraph, say which (the second “{old}”), or \
                 write: in each place"
            )),
            (_, _, _) => match self.doubt {
                Some(doubt) => Err(doubt),
                None => Ok(self.made),
            },
        }
    }

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
        self.depth += 1;
        if self.made_of() != before {
            self.made.push(Amendment::Substitute {
                at: at.clone(),
                text: markup::print_words(&new),
                old: Some(markup::print_words(provision)),
                heading: None,
            });
        }
        if self.change.within.is_some() {
            self.depth -= 1;
            return;
        }
        if let Some(id) = at.document_id() {
            for definition in provision.definitions() {
                self.definition(&id, definition);
            }
        }
        for clause in provision.children().iter().filter(|child| !child.number().is_label()) {
            self.provision(&at.child(clause.number()), clause);
        }
        self.depth -= 1;
    }

    fn definition(&mut self, document: &DocumentId, definition: &Definition) {
        let Words::Held { lead_in, tail } = definition.words() else {
            self.unheld += 1;
            return;
        };
        let before = self.made_of();
        let (mut lead_in, mut tail) = (lead_in.clone(), tail.clone());
        let meant = self.meant(definition.children(), &tail);
        if meant.opening {
            self.text(&mut lead_in);
        }
        let mut children = definition.children().to_vec();
        if meant.list {
            self.depth += 1;
            children.iter_mut().for_each(|child| *child = Arc::new(self.reworded(child)));
            self.depth -= 1;
        }
        if meant.closing && !tail.is_empty() {
            self.text(&mut tail);
        }
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
        let meant = self.meant(provision.children(), provision.tail());
        if self.change.every && self.change.within.is_none() {
            for heading in [&mut parts.heading, &mut parts.caption].into_iter().flatten() {
                self.text(heading);
            }
        }
        match &mut parts.words {
            Words::Held { lead_in, .. } if meant.opening => self.text(lead_in),
            Words::Held { .. } => {}
            Words::Unheld { .. } => self.unheld += 1,
        }
        self.depth += 1;
        for child in parts.children.iter_mut().filter(|child| meant.list && child.number().is_label()) {
            let before = self.made_of();
            let new = self.reworded(child);
            if self.made_of() != before {
                *child = Arc::new(new);
            }
        }
        self.depth -= 1;
        if let Words::Held { tail, .. } = &mut parts.words
            && meant.closing
            && !tail.is_empty()
        {
            self.text(tail);
        }
        Provision::new(parts)
    }

    /// The parts of a place with this list that are meant; none, and a doubt, where it has not the part that is named.
    fn meant(&mut self, below: &[Arc<Provision>], tail: &str) -> Meant {
        let Some(within) = &self.change.within else { return Meant { opening: true, list: true, closing: true } };
        let labels: Vec<&str> = below
            .iter()
            .map(|child| child.number())
            .filter(|number| number.is_label())
            .map(|label| label.as_str())
            .collect();
        let doubt = match within {
            Within::Opening | Within::Closing | Within::Before(_) | Within::After(_) if labels.is_empty() => {
                "it has no list, so nobody can say where its opening or closing words end; name the place alone, and quote its words"
                    .to_owned()
            }
            Within::Before(label) if labels.first().is_none_or(|first| first != label) => {
                format!("its list does not begin with {label}, so nobody can say which words stand before that; name the paragraph")
            }
            Within::After(label) if labels.last().is_none_or(|last| last != label) => {
                format!("its list does not end with {label}, so nobody can say which words stand after that; name the paragraph")
            }
            Within::Closing | Within::After(_) if tail.is_empty() => {
                "nothing stands after its list, so it has no closing words; check the number and the edition".to_owned()
            }
            Within::Opening | Within::Before(_) => return Meant { opening: true, list: false, closing: false },
            Within::Closing | Within::After(_) => return Meant { opening: false, list: false, closing: true },
        };
        self.doubt.get_or_insert(doubt);
        Meant { opening: false, list: false, closing: false }
    }

    fn text(&mut self, text: &mut String) {
        let stands = Stands { first: self.texts == 0, last: self.texts + 1 == self.all, below: self.depth > 0 };
        self.texts += 1;
        let found = reach::ranges(text, self.change, stands);
        let ranges = match found {
            Ok(ranges) => ranges,
            Err(doubt) => {
                let old = &self.change.old;
                self.seen += if old.is_empty() { 1 } else { places(text, old).len() };
                self.doubt.get_or_insert(doubt);
                return;
            }
        };
        let first = self.seen + 1;
        self.seen += ranges.len();
        if self.change.span.is_some() && ranges.len() > 1 {
            // Runs that begin in two places reach into one another, and it is told that there are two.
            return;
        }
        let meant = |index: &usize| self.change.nth.is_none_or(|nth| nth == first + index);
        // From the last to the first, so that the places of those before stay true.
        for (_, range) in ranges.into_iter().enumerate().filter(|(index, _)| meant(index)).rev() {
            put(text, range, &self.change.new);
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
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(from) = text.get(at..).and_then(|rest| rest.find(words)).map(|from| at + from) {
        // What only begins inside a word hides nothing that begins behind it.
        let taken = if whole(&from) { words.len() } else { 0 };
        if taken > 0 {
            found.push(from);
        }
        let next = text.get(from..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        at = from + taken.max(next);
    }
    found
}

/// Puts words in place of others, with the spaces that they need.
fn put(text: &mut String, range: Range<usize>, new: &str) {
    let Range { start: mut from, end: mut to } = range;
    let (before, after) = (text.get(..from).unwrap_or_default(), text.get(to..).unwrap_or_default());
    let mut words = new.to_owned();
    if new.is_empty() {
        // With words that go, one of the spaces beside them goes.
        if before.ends_with(' ') && (after.is_empty() || after.starts_with([' ', ',', ';', ':', '.', ')', '\n'])) {
            from -= 1;
        } else if after.starts_with(' ') && (from == 0 || before.ends_with('(')) {
            to += 1;
        }
    } else if from == to {
        // Words that are put between others, at the head or at the end.
        if !before.is_empty() && !new.starts_with(STOPS) {
            words.insert(0, ' ');
        }
        if !after.is_empty() {
            words.push(' ');
        }
    }
    if let (Some(before), Some(after)) = (text.get(..from), text.get(to..)) {
        *text = format!("{before}{words}{after}");
    }
}
