//! Puts the lines of the markup into a tree, by number and by indentation.

use std::fmt;
use std::sync::Arc;

use crate::block;
use crate::citation::Citation;
use crate::definition::{Definition, DefinitionParts};
use crate::document::number_path;
use crate::number::Number;
use crate::provision::{Provision, ProvisionParts, Words};

use super::super::MarkupError;
use super::super::lines::{Line, number_first};
use super::{Fragment, Ids};

/// Lists deeper than this are refused, so that a hostile text cannot exhaust the stack.
const DEEPEST: usize = 12;

/// Who a node is.
#[derive(PartialEq, Eq)]
enum Name {
    Number(Number),
    Term(String),
}

/// One provision or definition while it is being read.
struct Node {
    name: Name,
    /// Column of a label; none for clauses and definitions, which every unlabelled line may continue.
    column: Option<usize>,
    line: usize,
    heading: Option<String>,
    caption: Option<String>,
    unheld: Option<String>,
    lead_in: String,
    tail: String,
    children: Vec<usize>,
    definitions: Vec<usize>,
}

/// The tree so far. Nodes name their children by place in `nodes`, always later than their own.
pub(super) struct Tree<'a> {
    letter: &'a str,
    labels_alone: bool,
    nodes: Vec<Node>,
    top: Vec<usize>,
    top_definitions: Vec<usize>,
    open: Vec<usize>,
    heading: Option<(usize, String)>,
    after_blank: bool,
    lettered: Option<bool>,
    errors: Vec<MarkupError>,
}

impl<'a> Tree<'a> {
    /// `letter` is the document's; `labels_alone` lets list items stand without a clause above.
    pub(super) fn new(letter: &'a str, labels_alone: bool) -> Tree<'a> {
        Tree {
            letter,
            labels_alone,
            nodes: Vec::new(),
            top: Vec::new(),
            top_definitions: Vec::new(),
            open: Vec::new(),
            heading: None,
            after_blank: false,
            lettered: None,
            errors: Vec::new(),
        }
    }

    pub(super) fn line(&mut self, line: usize, column: usize, what: Line<'_>) {
        let blank = what == Line::Blank;
        match what {
            Line::Blank => {}
            Line::Title(_) => {
                self.error(line, "a second title; one text holds one document, so put this one in a text of its own")
            }
            Line::Heading(words) => self.cross_heading(line, words),
            Line::Group(rest) => match number_first(rest) {
                Some((number, caption)) if !caption.is_empty() && !number.is_label() => {
                    self.provision(line, column, number, |node| node.caption = Some(caption.to_owned()));
                }
                _ => self.error(line, "a group needs a number and a caption, for example: ## D10 Implementation"),
            },
            Line::Numbered(number, words) => {
                self.provision(line, column, number, |node| node.lead_in = words.to_owned())
            }
            Line::Unheld(number, heading) => {
                self.provision(line, column, number, |node| node.unheld = Some(heading.to_owned()));
            }
            Line::Definition(term, words) => self.definition(line, term, |node| node.lead_in = words.to_owned()),
            Line::UnheldDefinition(term) => self.definition(line, term, |node| node.unheld = Some(String::new())),
            Line::Words(words) => self.words(line, column, words),
        }
        self.after_blank = blank;
    }

    fn error(&mut self, line: usize, message: impl Into<String>) {
        self.errors.push(MarkupError::new(line, message));
    }

    fn cross_heading(&mut self, line: usize, words: &str) {
        if let Some((earlier, heading)) = self.heading.replace((line, words.to_owned())) {
            self.error(
                earlier,
                format!("the heading \"{heading}\" has no provision under it; put one there or take it away"),
            );
        }
    }

    fn provision(&mut self, line: usize, column: usize, number: Number, fill: impl FnOnce(&mut Node)) {
        if number.is_label() {
            self.close_labels(column);
            if self.open.is_empty() && !self.labels_alone {
                return self.error(line, format!("the paragraph {number} has no clause above it"));
            }
        } else if self.numbering_fits(line, &number) {
            self.close_clauses(&number);
        } else {
            return;
        }
        let heading = self.heading.take().map(|(_, words)| words);
        let column = number.is_label().then_some(column);
        let mut node = Node::new(Name::Number(number), line, column);
        node.heading = heading;
        fill(&mut node);
        self.add(node);
    }

    fn definition(&mut self, line: usize, term: &str, fill: impl FnOnce(&mut Node)) {
        if let Some((earlier, heading)) = self.heading.take() {
            self.error(
                earlier,
                format!("the heading \"{heading}\" stands above a definition; headings stand above provisions"),
            );
        }
        while self.open.last().and_then(|at| self.nodes.get(*at)).is_some_and(|node| !node.is_clause()) {
            self.open.pop();
        }
        let mut node = Node::new(Name::Term(term.to_owned()), line, None);
        fill(&mut node);
        self.add(node);
    }

    /// Closes the lists that a label in this column ends.
    fn close_labels(&mut self, column: usize) {
        while self.open.last().and_then(|at| self.nodes.get(*at)).is_some_and(|n| n.column.is_some_and(|c| c >= column))
        {
            self.open.pop();
        }
    }

    /// Closes all but the groups whose number this one extends.
    fn close_clauses(&mut self, number: &Number) {
        let path = number_path(number);
        let above = |node: &Node| matches!(&node.name, Name::Number(open) if open != number && path.contains(open));
        while self.open.last().and_then(|at| self.nodes.get(*at)).is_some_and(|node| !above(node)) {
            self.open.pop();
        }
    }

    /// In one document the numbers either all begin with its letter or none has letters.
    fn numbering_fits(&mut self, line: usize, number: &Number) -> bool {
        let lettered = !number.letters().is_empty();
        let fits = !lettered || number.letters() == self.letter || self.letter.is_empty();
        if fits && *self.lettered.get_or_insert(lettered) == lettered {
            return true;
        }
        let message = format!(
            "the number {number} does not belong to this document; correct it, or put \\ before it if these are words"
        );
        self.error(line, message);
        false
    }

    fn add(&mut self, node: Node) {
        let (line, at) = (node.line, self.nodes.len());
        let is_term = matches!(node.name, Name::Term(_));
        let after_list = match self.open.last().and_then(|parent| self.nodes.get_mut(*parent)) {
            Some(parent) if is_term => {
                parent.definitions.push(at);
                false
            }
            Some(parent) => {
                parent.children.push(at);
                node.column.is_some() && (!parent.tail.is_empty() || !parent.definitions.is_empty())
            }
            None if is_term => {
                self.top_definitions.push(at);
                false
            }
            None => {
                self.top.push(at);
                false
            }
        };
        self.nodes.push(node);
        self.open.push(at);
        if after_list {
            self.error(line, "a list goes on after its closing words; put the whole list before them");
        }
        if self.open.len() > DEEPEST {
            self.error(line, format!("lists stand more than {DEEPEST} levels deep; check the indentation"));
            self.open.truncate(DEEPEST);
        }
    }

    fn words(&mut self, line: usize, column: usize, words: &str) {
        if let Some((earlier, heading)) = &self.heading {
            let message = format!(
                "these words stand under the heading \"{heading}\" of line {earlier} without a number; begin with the number"
            );
            return self.error(line, message);
        }
        let level = |node: &Node| node.column == Some(column);
        if self.open.last().and_then(|at| self.nodes.get(*at)).is_some_and(level) {
            let message = "these words stand level with the label above; indent them deeper to continue it, or less to close the list";
            return self.error(line, message);
        }
        while self.open.last().and_then(|at| self.nodes.get(*at)).is_some_and(|n| n.column.is_some_and(|c| c >= column))
        {
            self.open.pop();
        }
        let after_blank = self.after_blank;
        let Some(node) = self.open.last().and_then(|at| self.nodes.get_mut(*at)) else {
            return self.error(
                line,
                "these words have no number; begin with the number of the provision, or a term in quotation marks",
            );
        };
        if node.unheld.is_some() {
            return self.error(
                line,
                "these words follow a provision marked unheld; take the mark away or leave the words out",
            );
        }
        let has_list = !node.children.is_empty();
        let part = if has_list { &mut node.tail } else { &mut node.lead_in };
        if !part.is_empty() {
            let above = part.rsplit('\n').next().unwrap_or("");
            let apart = after_blank || block::begins(words) || block::stands_alone(above);
            part.push(if apart { '\n' } else { ' ' });
        }
        part.push_str(words);
    }

    /// The tree as provisions below `under`, or every error found. `was` is the provision whose words these are to be.
    pub(super) fn finish(
        mut self,
        under: &Citation,
        ids: Ids<'_>,
        was: Option<&Arc<Provision>>,
    ) -> Result<Fragment, Vec<MarkupError>> {
        if let Some((line, heading)) = self.heading.take() {
            self.error(
                line,
                format!("the heading \"{heading}\" has no provision under it; put one there or take it away"),
            );
        }
        self.find_doubles();
        if !self.errors.is_empty() {
            self.errors.sort_by_key(|e| e.line);
            return Err(self.errors);
        }
        let (top, terms) = (std::mem::take(&mut self.top), std::mem::take(&mut self.top_definitions));
        let provisions = top.into_iter().filter_map(|at| self.made(at, under, ids, was)).collect();
        let definitions = terms.into_iter().filter_map(|at| self.made_definition(at, under, ids, &[])).collect();
        Ok(Fragment { provisions, definitions })
    }

    fn find_doubles(&mut self) {
        let clauses = (0..self.nodes.len()).filter(|at| self.nodes.get(*at).is_some_and(|n| n.column.is_none()));
        let clauses: Vec<usize> = clauses.collect();
        let lists = self.nodes.iter().map(|node| node.children.as_slice());
        let mut doubled = std::collections::BTreeSet::new();
        let mut names: Vec<(&Name, usize)> = Vec::new();
        for group in [self.top.as_slice(), clauses.as_slice()].into_iter().chain(lists) {
            names.clear();
            names.extend(group.iter().filter_map(|at| self.nodes.get(*at)).map(|node| (&node.name, node.line)));
            names.sort_unstable_by(|(a, above), (b, line)| (a.bytes(), above).cmp(&(b.bytes(), line)));
            for ((first, above), (name, line)) in names.iter().zip(names.iter().skip(1)) {
                if first == name {
                    let says = "stands here and on line";
                    doubled.insert((*line, format!("{name} {says} {above}; give one of them another number or term")));
                }
            }
        }
        self.errors.extend(doubled.into_iter().map(|(line, message)| MarkupError::new(line, message)));
    }

    /// The provision of a node, whose words it takes. `was` is the provision whose words these are to be: what has the same
    /// number there keeps its identity, and what says the same is that provision itself.
    fn made(
        &mut self,
        at: usize,
        under: &Citation,
        ids: Ids<'_>,
        was: Option<&Arc<Provision>>,
    ) -> Option<Arc<Provision>> {
        let node = self.nodes.get_mut(at)?;
        let Name::Number(number) = &node.name else { return None };
        let (number, words) = (number.clone(), node.words());
        let (heading, caption) = (node.heading.take(), node.caption.take());
        let (children, definitions) = (std::mem::take(&mut node.children), std::mem::take(&mut node.definitions));
        let here = under.child(&number);
        let was = was.filter(|was| *was.number() == number);
        let mut below = Vec::with_capacity(children.len());
        for child in children {
            let named = self.nodes.get(child).map(|node| &node.name);
            let was = was.and_then(|was| was.children().iter().find(|c| named.is_some_and(|n| n.is(c.number()))));
            below.extend(self.made(child, &here, ids, was));
        }
        let listed = was.map_or(&[][..], |was| was.definitions());
        let definitions = definitions.into_iter().filter_map(|d| self.made_definition(d, under, ids, listed));
        let new = Provision::new(ProvisionParts {
            id: was.map_or_else(|| ids.of(&here), |was| was.id().clone()),
            number,
            heading,
            caption,
            words,
            children: below,
            definitions: definitions.collect(),
        });
        Some(was.filter(|was| was.hash() == new.hash()).cloned().unwrap_or_else(|| Arc::new(new)))
    }

    fn made_definition(
        &mut self,
        at: usize,
        under: &Citation,
        ids: Ids<'_>,
        listed: &[Arc<Definition>],
    ) -> Option<Arc<Definition>> {
        let node = self.nodes.get_mut(at)?;
        let Name::Term(term) = &node.name else { return None };
        let (term, words, children) = (term.clone(), node.words(), std::mem::take(&mut node.children));
        let document = under.document_id().map_or_else(|| under.clone(), |d| Citation::of_document(&d));
        // A list inside a definition is told apart from the clause's own by the operation, which names the term.
        let operation = format!("{} \"{term}\"", ids.operation);
        let inside = Ids { operation: &operation, ..ids };
        let new = Definition::new(DefinitionParts {
            id: ids.of_term(&document, &term),
            term,
            words,
            children: children.into_iter().filter_map(|child| self.made(child, under, inside, None)).collect(),
        });
        Some(match listed.iter().find(|was| was.term() == new.term()) {
            Some(was) if was.hash() == new.hash() => was.clone(),
            Some(was) => Arc::new(new.with_id(was.id().clone())),
            None => Arc::new(new),
        })
    }
}

impl Name {
    fn bytes(&self) -> (bool, &[u8]) {
        match self {
            Name::Number(number) => (false, number.as_str().as_bytes()),
            Name::Term(term) => (true, term.as_bytes()),
        }
    }

    fn is(&self, number: &Number) -> bool {
        matches!(self, Name::Number(own) if own == number)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Number(number) => write!(f, "{number}"),
            Name::Term(term) => write!(f, "\"{term}\""),
        }
    }
}

impl Node {
    fn new(name: Name, line: usize, column: Option<usize>) -> Node {
        Node {
            name,
            column,
            line,
            heading: None,
            caption: None,
            unheld: None,
            lead_in: String::new(),
            tail: String::new(),
            children: Vec::new(),
            definitions: Vec::new(),
        }
    }

    fn is_clause(&self) -> bool {
        self.column.is_none() && matches!(self.name, Name::Number(_))
    }

    /// Its words, which it then has no more.
    fn words(&mut self) -> Words {
        match self.unheld.take() {
            Some(heading) => Words::Unheld { heading },
            None => Words::Held { lead_in: std::mem::take(&mut self.lead_in), tail: std::mem::take(&mut self.tail) },
        }
    }
}
