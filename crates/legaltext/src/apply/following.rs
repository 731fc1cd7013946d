//! References follow a provision to its new number or place.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice, Rewritten};
use crate::definition::Definition;
use crate::document::{Document, number_path};
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::graph::{Part, RefState, Resolution, Resolver, Standing, Step};
use crate::number::Number;
use crate::provision::Provision;
use crate::references::cited::{number_alone_mark, number_elsewhere_mark, range_mark};
use crate::references::{Joined, List, Of, Reference, lists_of, reprint, scan};

use super::Work;
use super::ranges::{Seen, taken_in};

impl Work<'_> {
    /// Makes every reference to `from`, or to what stands below it, say `to`, and every reference made there say what it
    /// said. Call it while the provision still stands at `from`: what each reference means is read before anything moves.
    pub(super) fn follow(&mut self, from: &Citation, to: &Citation) {
        let before = self.edition.clone();
        let mut following = Following::new(&before, from, to, self.index);
        let mut changed = Vec::new();
        for document in before.documents() {
            if let Some(looks) = following.looks(document) {
                following.looks = looks;
                changed.push((document.id().clone(), following.document(document)));
            }
        }
        let Following { mut done, mut notices, seen, .. } = following;
        self.rewritten.append(&mut done);
        self.notices.append(&mut notices);
        self.watch(seen);
        // From here on the edition has its documents to itself again.
        drop(before);
        for (id, Rewording { definitions, provisions }) in changed {
            let Some(document) = self.edition.document_mut(&id).filter(|_| definitions.len() + provisions.len() > 0)
            else {
                continue;
            };
            for (at, new) in definitions {
                document.change_definitions(at, |list| put(list, vec![(at, new)]));
            }
            for (at, new) in provisions {
                document.change_provisions(Some(at), |list| put(list, vec![(at, new)]));
            }
        }
    }
}

/// What becomes of one document: the entries of its two lists that change, by their places.
#[derive(Default)]
struct Rewording {
    definitions: Vec<(usize, Arc<Definition>)>,
    provisions: Vec<(usize, Arc<Provision>)>,
}

/// How the references to what moves are looked for in one document.
enum Looks {
    /// By the marks that are kept with each node.
    AtMarks(Vec<u32>),
    /// In the words, for this text: nothing is kept of this document yet, and one number alone is not worth reading all.
    InWords(Box<Finder<'static>>),
}

/// One pass over an edition in which a provision is about to move.
struct Following<'a> {
    resolver: Resolver<'a>,
    from: &'a Citation,
    to: &'a Citation,
    /// The document that it stands in.
    home: Option<DocumentId>,
    /// A plain number and those above it by its form; nothing for a number that only one Section can have.
    path: Vec<Number>,
    index: usize,
    /// How the document that is walked is looked through.
    looks: Looks,
    /// True while a document other than `home` is walked that has a provision of that number itself.
    has_its_own: bool,
    done: Vec<Rewritten>,
    notices: Vec<Notice>,
    edition: &'a Edition,
    /// The ranges met.
    seen: Vec<Seen>,
}

impl<'a> Following<'a> {
    fn new(edition: &'a Edition, from: &'a Citation, to: &'a Citation, index: usize) -> Following<'a> {
        let plain = from.number().filter(|number| number.letters().is_empty());
        Following {
            resolver: Resolver::near(edition, from.document_id()),
            path: plain.map_or_else(Vec::new, number_path),
            from,
            to,
            home: from.document_id(),
            index,
            looks: Looks::AtMarks(Vec::new()),
            has_its_own: false,
            done: Vec::new(),
            notices: Vec::new(),
            edition,
            seen: Vec::new(),
        }
    }

    /// How to look through a document; none when nothing in it can lead to what moves.
    fn looks(&mut self, document: &Document) -> Option<Looks> {
        let home = self.home.as_ref() == Some(document.id());
        let number = self.from.number();
        self.has_its_own = false;
        if let Some(words) = number.and_then(printed_by_all)
            && !document.marks_pay()
        {
            self.has_its_own = !home && self.stands_in(document);
            return Some(Looks::InWords(Box::new(Finder::new(words).into_owned())));
        }
        let Some(number) = number else { return home.then(|| Looks::AtMarks(Vec::new())) };
        let (alone, elsewhere, range) = (number_alone_mark(number), number_elsewhere_mark(number), range_mark(number));
        if home {
            return Some(Looks::AtMarks(vec![alone, elsewhere, range]));
        }
        let marks = document.marks();
        let mut found: Vec<u32> = [elsewhere, range].into_iter().filter(|mark| marks.may_hold(*mark)).collect();
        let is_alone = marks.may_hold(alone);
        if found.is_empty() && !is_alone {
            return None;
        }
        // A plain number that stands alone leads to the document's own provision where there is one.
        self.has_its_own = self.stands_in(document);
        if is_alone && !self.has_its_own {
            found.push(alone);
        }
        (!found.is_empty()).then_some(Looks::AtMarks(found))
    }

    fn document(&mut self, document: &'a Document) -> Rewording {
        let mut standing = Standing::top(document);
        let mut changed = Rewording::default();
        for (index, definition) in document.opening_definitions().iter().enumerate() {
            changed.definitions.extend(self.definition(definition, &mut standing).map(|new| (index, Arc::new(new))));
        }
        for (index, provision) in document.provisions().iter().enumerate() {
            changed.provisions.extend(self.provision(provision, &mut standing).map(|new| (index, Arc::new(new))));
        }
        changed
    }

    /// True when a document has a clause of the number that moves, and no doubt about it.
    fn stands_in(&self, document: &Document) -> bool {
        let mut level = document.provisions();
        let mut found = false;
        for (number, last) in self.path.iter().zip((0..self.path.len()).rev()) {
            let mut here = level.iter().filter(|provision| provision.number() == number);
            match (here.next(), here.next()) {
                (Some(_), Some(_)) => return false,
                (Some(provision), None) => {
                    level = provision.children();
                    found = last == 0;
                }
                // A group that the document does not print has no level of its own.
                (None, _) => {}
            }
        }
        found
    }

    /// True when a reference in another document than `home` may lead to what moves, or to a range around it. Most of those
    /// with its number do not: a plain number is one of the document that it stands in.
    fn may_lead(&self, reference: &Reference) -> bool {
        let citation = &reference.citation;
        let (Some(number), Some(from)) = (citation.number(), self.from.number()) else {
            // A label alone is one of the list that it stands in, but for `paragraph (b) of that Section`.
            return reference.of.is_some();
        };
        let alone = reference.of.is_none() && citation.named_document().is_none() && citation.labels().is_empty();
        let own = alone && self.has_its_own && number == from;
        reference.joined == Joined::Through || number.is_within(from) && !own
    }

    /// True when a node or something below it may have to be rewritten.
    fn concerns(&self, step: Step<'a>, standing: &Standing<'a>) -> bool {
        let found = match &self.looks {
            Looks::AtMarks(marks) => {
                let cited = step.cited();
                if cited.marks().is_empty() {
                    return false;
                }
                marks.iter().any(|mark| cited.may_cite(*mark))
            }
            Looks::InWords(words) => holds(words, step),
        };
        // What stands in the clause itself may cite without naming it.
        found || self.home.as_ref() == Some(standing.document.id()) && self.in_or_above_the_clause(standing)
    }

    /// True for what stands in the clause that moves, and for what it stands in. Most of a document is neither: its numbers
    /// tell, without making citations of them.
    fn in_or_above_the_clause(&self, standing: &Standing<'a>) -> bool {
        let clause = standing.clause();
        let (Some((number, steps)), Some(from)) = (clause, self.from.number()) else {
            let at = standing.place().at;
            return at.is_within(&self.from.clause()) || self.from.is_within(&at);
        };
        let paragraph = matches!(steps.first(), Some(Step::Provision(_)));
        number.is_within(from) || !paragraph && from.is_within(number)
    }

    fn provision(&mut self, provision: &'a Provision, standing: &mut Standing<'a>) -> Option<Provision> {
        standing.steps.push(Step::Provision(provision));
        let new = if self.concerns(Step::Provision(provision), standing) {
            self.inside_provision(provision, standing)
        } else {
            None
        };
        standing.steps.pop();
        new
    }

    fn inside_provision(&mut self, provision: &'a Provision, standing: &mut Standing<'a>) -> Option<Provision> {
        let (lead_in, tail) = self.own(Step::Provision(provision), standing);
        let children = self.children(provision.children(), standing);
        let mut definitions = Vec::new();
        for (index, definition) in provision.definitions().iter().enumerate() {
            definitions.extend(self.definition(definition, standing).map(|new| (index, Arc::new(new))));
        }
        if lead_in.is_none() && tail.is_none() && children.is_empty() && definitions.is_empty() {
            return None;
        }
        let mut parts = provision.to_parts();
        parts.words.reword(lead_in, tail);
        put(&mut parts.children, children);
        put(&mut parts.definitions, definitions);
        Some(Provision::new(parts))
    }

    fn definition(&mut self, definition: &'a Definition, standing: &mut Standing<'a>) -> Option<Definition> {
        if !self.concerns(Step::Definition(definition), standing) {
            return None;
        }
        standing.steps.push(Step::Definition(definition));
        let (lead_in, tail) = self.own(Step::Definition(definition), standing);
        let children = self.children(definition.children(), standing);
        standing.steps.pop();
        if lead_in.is_none() && tail.is_none() && children.is_empty() {
            return None;
        }
        let mut parts = definition.to_parts();
        parts.words.reword(lead_in, tail);
        put(&mut parts.children, children);
        Some(Definition::new(parts))
    }

    fn children(
        &mut self,
        children: &'a [Arc<Provision>],
        standing: &mut Standing<'a>,
    ) -> Vec<(usize, Arc<Provision>)> {
        let mut changed = Vec::new();
        for (index, child) in children.iter().enumerate() {
            changed.extend(self.provision(child, standing).map(|new| (index, Arc::new(new))));
        }
        changed
    }

    /// Both texts of a node with their references rewritten; none for one in which nothing changes.
    fn own(&mut self, step: Step<'a>, standing: &Standing<'a>) -> (Option<String>, Option<String>) {
        let (lead_in, tail) = step.texts();
        match &self.looks {
            Looks::AtMarks(_) => {
                let cited = step.cited();
                let new = self.text(Part::LeadIn, lead_in, &cited.lead_in(lead_in).references, standing);
                (new, self.text(Part::Tail, tail, &cited.tail(tail).references, standing))
            }
            Looks::InWords(_) => {
                let new = self.text(Part::LeadIn, lead_in, &scan(lead_in).references, standing);
                (new, self.text(Part::Tail, tail, &scan(tail).references, standing))
            }
        }
    }

    /// The text with its references rewritten; none when nothing changes.
    fn text(&mut self, part: Part, text: &str, references: &[Reference], standing: &Standing<'a>) -> Option<String> {
        let home = self.home.as_ref() == Some(standing.document.id());
        if !home && !references.iter().any(|reference| self.may_lead(reference)) {
            return None;
        }
        let mut new: Option<String> = None;
        let here = standing.place();
        let reader = self.moved(&here.at).unwrap_or_else(|| here.at.clone());
        let seen_before = self.seen.len();
        // From the last to the first, so that the places of those before stay true.
        for list in lists_of(references).into_iter().rev() {
            let (before, list) = references
                .split_at_checked(list.start)
                .and_then(|(before, rest)| Some((before, rest.get(..list.len())?)))?;
            let mut targets = Vec::new();
            for (index, reference) in list.iter().enumerate() {
                let earlier = references.get(..before.len() + index).unwrap_or(before);
                targets.push(self.target(reference, earlier, standing, &reader));
            }
            self.ranges(list, &targets, &here.at, (part, before.len()), standing);
            if targets.iter().all(|target| target.as_ref().is_none_or(|t| t.from == t.to) && reader == here.at) {
                continue;
            }
            let wanted: Vec<Option<Citation>> = targets.iter().map(|t| t.as_ref().map(|t| t.to.clone())).collect();
            let words = reprint(&List { text, references: list, reader: &reader }, &wanted);
            let Some((range, words)) = words else {
                self.cannot_follow(&here.at, targets.iter().flatten().find(|t| t.from != t.to));
                continue;
            };
            if text.get(range.clone()) == Some(words.as_str()) {
                continue;
            }
            new.get_or_insert_with(|| text.to_owned()).replace_range(range, &words);
            let (amendment, term) = (self.index, here.term.as_deref().map(str::to_owned));
            // Where no number changes, the words do: what moved must say where the others stayed.
            let numbers = targets.iter().flatten().any(|t| t.from != t.to);
            let rewritten = targets.into_iter().flatten().filter(|t| t.from != t.to || !numbers).rev();
            self.done.extend(rewritten.map(|t| Rewritten {
                amendment,
                at: here.at.clone(),
                term: term.clone(),
                from: t.from,
                to: t.to,
            }));
        }
        let says = new.as_deref().unwrap_or(text);
        self.seen.iter_mut().skip(seen_before).for_each(|seen| says.clone_into(&mut seen.words));
        new
    }

    /// Where the provision at a place will stand; none for one that stays.
    fn moved(&self, at: &Citation) -> Option<Citation> {
        if !at.is_within(self.from) {
            return None;
        }
        let to = self.to;
        if !self.from.labels().is_empty() {
            let below = at.labels().get(self.from.labels().len()..)?;
            return Some(below.iter().fold(to.clone(), |above, label| above.child(label)));
        }
        let below = at.number()?.as_str().strip_prefix(self.from.number()?.as_str())?;
        let number: Number = format!("{}{below}", to.number()?).parse().ok()?;
        let clause = Citation::new(&to.document_id()?, number);
        Some(at.labels().iter().fold(clause, |above, label| above.child(label)))
    }

    /// What a reference means, before and after; none for one that is not the Code's or that nobody can follow.
    fn target(
        &mut self,
        reference: &Reference,
        earlier: &[Reference],
        standing: &Standing<'a>,
        reader: &Citation,
    ) -> Option<Both> {
        if matches!(reference.of, Some(Of::Inside(_))) {
            return None;
        }
        if reference.citation.is_document() {
            return Some(Both { from: reference.citation.clone(), to: reference.citation.clone() });
        }
        let Resolution { state, targets } = self.resolver.resolve(reference, earlier, standing)?;
        let document = standing.document.id();
        let from = match state {
            RefState::Resolves | RefState::ResolvesInAttachment => {
                targets.first().filter(|t| t.place.term.is_none()).map(|t| t.place.at.clone())?
            }
            // What is below words not held, or is not there at all, stands below its clause all the same.
            RefState::Dangling | RefState::Unheld | RefState::Moved if reference.of.is_none() => {
                Some(reference.citation.in_document(document)).filter(|c| c.number().is_some())?
            }
            RefState::Ambiguous => {
                if let Some(target) = targets.iter().find(|t| self.moved(&t.place.at).is_some()) {
                    let message = format!(
                        "the words of {reader} refer to {}, which may mean {}; check whether it must say {}",
                        reference.citation, target.place, self.to
                    );
                    self.notice(reader.clone(), message);
                }
                return None;
            }
            RefState::Dangling | RefState::Unheld | RefState::Moved | RefState::Outside => return None,
        };
        let to = self.moved(&from).unwrap_or_else(|| from.clone());
        let both = Both { from, to };
        // `paragraph (b) of that Section` can only be said of a paragraph that stays in the Section.
        let clause = both.from.clause();
        if reference.of == Some(Of::That) && self.moved(&clause).unwrap_or(clause) != both.to.clause() {
            self.cannot_follow(&standing.place().at, Some(&both));
            return None;
        }
        Some(both)
    }

    /// Notes the ranges of a list: their ends, and whether they change or `from` or `to` stands inside them.
    fn ranges(
        &mut self,
        list: &[Reference],
        targets: &[Option<Both>],
        at: &Citation,
        (part, place): (Part, usize),
        standing: &Standing<'a>,
    ) {
        let ends = targets.iter().zip(targets.iter().skip(1));
        for (index, ((first, last), second)) in ends.zip(list.iter().skip(1)).enumerate() {
            let (Some(first), Some(last), Joined::Through) = (first, last, second.joined) else { continue };
            let who = match standing.steps.last() {
                Some(Step::Provision(provision)) => provision.id(),
                Some(Step::Definition(definition)) => definition.id(),
                None => continue,
            };
            let touched = first.from != first.to
                || last.from != last.to
                || between(&first.from, self.from, &last.from)
                || between(&first.to, self.to, &last.to);
            self.seen.push(Seen {
                which: (who.clone(), part, place, index),
                at: at.clone(),
                was: (first.from.clone(), last.from.clone()),
                now: (first.to.clone(), last.to.clone()),
                touched,
                took_in: if touched { taken_in(self.edition, &first.from, &last.from) } else { None },
                words: String::new(),
            });
        }
    }

    fn cannot_follow(&mut self, at: &Citation, target: Option<&Both>) {
        let Some(target) = target else { return };
        let message = format!(
            "{at} refers to {}, which is now {}, in a form of words that cannot be rewritten; amend it by hand",
            target.from, target.to
        );
        self.notice(at.clone(), message);
    }

    fn notice(&mut self, at: Citation, message: String) {
        self.notices.push(Notice { amendment: self.index, at, kind: ConflictKind::DanglingReference, message });
    }
}

/// What every text prints that cites a number or a range around it: the group that the number stands in, as in `D3.` of
/// `D3.13`. None for a number without a group, which any range of groups may take in.
fn printed_by_all(number: &Number) -> Option<&str> {
    let text = number.as_str();
    text.get(..=text.rfind('.')?)
}

/// True when a node or anything below it prints some words.
fn holds(words: &Finder<'_>, step: Step<'_>) -> bool {
    let (lead_in, tail) = step.texts();
    let own = words.find(lead_in.as_bytes()).is_some() || words.find(tail.as_bytes()).is_some();
    let listed = match step {
        Step::Provision(provision) => provision.definitions(),
        Step::Definition(_) => &[],
    };
    own || step.children().iter().any(|child| holds(words, Step::Provision(child)))
        || listed.iter().any(|definition| holds(words, Step::Definition(definition)))
}

/// What a reference means before and after.
struct Both {
    from: Citation,
    to: Citation,
}

/// True when a provision stands between two others, neither of them itself: in their list or group, or, where they stand in
/// two, in any group between.
fn between(first: &Citation, at: &Citation, last: &Citation) -> bool {
    let inside = |first: Option<&Number>, at: Option<&Number>, last: Option<&Number>| match (first, at, last) {
        (Some(first), Some(at), Some(last)) => first < at && at < last,
        (_, _, _) => false,
    };
    if first.parent() == last.parent() {
        return first.parent() == at.parent() && inside(first.last(), at.last(), last.last());
    }
    first.document_id() == at.document_id()
        && at.labels().is_empty()
        && inside(first.number(), at.number(), last.number())
}

/// Puts changed nodes in their places.
fn put<T>(level: &mut [T], changed: Vec<(usize, T)>) {
    for (index, new) in changed {
        level.get_mut(index).into_iter().zip(Some(new)).for_each(|(slot, new)| *slot = new);
    }
}

#[cfg(test)]
mod tests;
