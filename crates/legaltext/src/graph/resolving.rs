//! Says what a reference leads to: at an edition, from the place where it stands.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::document::Document;
use crate::document_id::{DocumentId, DocumentKind};
use crate::edition::Edition;
use crate::number::Number;
use crate::provision::Provision;
use crate::provision_id::ProvisionId;
use crate::references::{Announced, Of, Pointing, Reference, Way};

use super::place::Place;
use super::standing::{Standing, Step};

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RefState {
    /// One provision of a Section, or of the document that the reference stands in.
    Resolves,
    /// One provision of another Schedule, Appendix or Annex, or such a document as a whole.
    ResolvesInAttachment,
    /// Nothing stands there now; in an earlier edition a provision did, which now stands elsewhere.
    Moved,
    /// Nothing stands there.
    Dangling,
    /// It fits more than one place, or does not say of which document or clause it speaks.
    Ambiguous,
    /// A law, a licence or a document outside the Code.
    Outside,
    /// It lies below a provision whose words are not held, so nobody can say whether it is there.
    Unheld,
}

impl RefState {
    /// True when it leads to one place.
    pub fn resolves(self) -> bool {
        matches!(self, RefState::Resolves | RefState::ResolvesInAttachment)
    }
}

/// One place that a reference may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where.
    pub place: Place,
    /// Who stands there; none for a whole document.
    pub id: Option<ProvisionId>,
}

/// What a reference leads to. One target when it resolves or has moved, those that it fits when it is ambiguous, none
/// otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// Whether and how it resolves.
    pub state: RefState,
    /// Where it leads.
    pub targets: Vec<Target>,
}

impl Resolution {
    fn none(state: RefState) -> Resolution {
        Resolution { state, targets: Vec::new() }
    }

    /// The one target of a reference that resolves.
    pub fn target(&self) -> Option<&Target> {
        self.targets.first().filter(|_| self.state.resolves())
    }
}

/// Resolves references at one edition. Cheap to make.
pub(crate) struct Resolver<'a> {
    edition: &'a Edition,
    /// The one document in which numbers are looked for that are not in their own; none for every document.
    only: Option<Option<DocumentId>>,
    /// Documents by their titles, in small letters; read when first asked for.
    titles: OnceCell<BTreeMap<String, DocumentId>>,
    /// Every clause by its number; read when first asked for.
    clauses: OnceCell<Vec<Clause<'a>>>,
}

/// A clause number, with the document that it stands in by its place in the edition.
#[derive(Clone, Copy)]
struct Clause<'a> {
    number: &'a str,
    document: usize,
    provision: &'a Provision,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(edition: &'a Edition) -> Resolver<'a> {
        Resolver { edition, only: None, titles: OnceCell::new(), clauses: OnceCell::new() }
    }

    /// The same, which looks for a number that is not in its own document in one other alone. That is enough for who wants
    /// to know only whether that one is meant, and costs nothing for the rest of the Code.
    pub(crate) fn near(edition: &'a Edition, document: Option<DocumentId>) -> Resolver<'a> {
        Resolver { only: Some(document), ..Resolver::new(edition) }
    }

    fn titles(&self) -> &BTreeMap<String, DocumentId> {
        self.titles.get_or_init(|| {
            // Of two documents with one title neither can be meant by it alone.
            let mut titles: BTreeMap<String, DocumentId> = BTreeMap::new();
            let mut doubled = Vec::new();
            for document in self.edition.documents() {
                let title = document.title().to_lowercase();
                if titles.insert(title.clone(), document.id().clone()).is_some() {
                    doubled.push(title);
                }
            }
            titles.retain(|title, _| !doubled.contains(title));
            titles
        })
    }

    /// Everything that carries a clause number, in any document.
    fn clauses(&self, number: &str) -> &[Clause<'a>] {
        let all = self.clauses.get_or_init(|| {
            let mut all = Vec::new();
            for (index, document) in self.edition.documents().iter().enumerate() {
                clauses_of(index, document.provisions(), &mut all);
            }
            all.sort_unstable_by(|a, b| (a.number, a.document).cmp(&(b.number, b.document)));
            all
        });
        let from = all.partition_point(|clause| clause.number < number);
        let to = all.partition_point(|clause| clause.number <= number);
        all.get(from..to).unwrap_or_default()
    }

    /// What a reference leads to from where it stands. `before` are the references before it in the same text. None when
    /// it is a bare number that leads nowhere: then it is no reference.
    pub(crate) fn resolve(
        &self,
        reference: &Reference,
        before: &[Reference],
        standing: &Standing<'a>,
    ) -> Option<Resolution> {
        let citation = match &reference.of {
            None => reference.citation.clone(),
            Some(Of::Definition(words)) => return Some(self.in_definition(&reference.citation, words)),
            Some(Of::Inside(document)) => return Some(self.inside(&reference.citation, document, standing)),
            Some(Of::That) => match that(&reference.citation, before) {
                Some(citation) => citation,
                None => return Some(Resolution::none(RefState::Ambiguous)),
            },
            Some(Of::Named(name)) if self.is_own_name(name) => reference.citation.clone(),
            Some(Of::Named(name)) => match self.document_named(name) {
                Some(document) if reference.announced != Announced::Law => reference.citation.in_document(&document),
                Some(_) | None => {
                    let bare = reference.announced == Announced::Bare;
                    return (!bare).then(|| Resolution::none(RefState::Outside));
                }
            },
        };
        if reference.announced == Announced::Law {
            return Some(Resolution::none(RefState::Outside));
        }
        let found = self.citation(&citation, reference.announced, standing);
        let nothing = matches!(found.state, RefState::Dangling | RefState::Outside | RefState::Unheld);
        (reference.announced != Announced::Bare || !nothing).then_some(found)
    }

    fn citation(&self, citation: &Citation, announced: Announced, standing: &Standing<'a>) -> Resolution {
        if citation.is_relative() {
            return relative(citation.labels(), announced, standing);
        }
        let own = standing.document;
        let Some(document) = citation.document_id() else { return self.unnamed(citation, announced, own) };
        let Some(document) = self.edition.document(&document) else { return Resolution::none(RefState::Dangling) };
        let attached = document.id() != own.id() && document.kind() != DocumentKind::Section;
        let state = if attached { RefState::ResolvesInAttachment } else { RefState::Resolves };
        if citation.is_document() {
            let target = Target { place: Place::of(citation.clone()), id: None };
            return Resolution { state, targets: vec![target] };
        }
        if citation.number().is_none() {
            // `paragraph (c) of Section D` does not say of which clause.
            return Resolution::none(RefState::Ambiguous);
        }
        found(locate(document, citation), state)
    }

    /// A number that names no document is one of the document that it stands in. Where it is not there it may be of
    /// several others, and nobody can say of which.
    fn unnamed(&self, citation: &Citation, announced: Announced, own: &'a Document) -> Resolution {
        let here = locate(own, &citation.in_document(own.id()));
        if !matches!(here, Located::Absent) {
            return found(here, RefState::Resolves);
        }
        let lettered = own.provisions().first().is_some_and(|p| !p.number().letters().is_empty());
        let targets = self.elsewhere(citation, own);
        // Where the Section's own numbers have its letter, `Section 7` is one of a law.
        if announced == Announced::Section && lettered {
            return Resolution::none(RefState::Outside);
        }
        let state = if targets.is_empty() { RefState::Dangling } else { RefState::Ambiguous };
        Resolution { state, targets }
    }

    /// Everything outside its own document that a number fits.
    fn elsewhere(&self, citation: &Citation, own: &Document) -> Vec<Target> {
        let in_document = |document: &Document| match locate(document, &citation.in_document(document.id())) {
            Located::At(targets) => targets,
            Located::Unheld | Located::Absent => Vec::new(),
        };
        if let Some(only) = &self.only {
            let document = only.as_ref().filter(|id| *id != own.id()).and_then(|id| self.edition.document(id));
            return document.map_or_else(Vec::new, in_document);
        }
        let number = citation.number().map_or("", Number::as_str);
        let mut found = Vec::new();
        // Where a number is doubled, both are found at once.
        let mut seen = None;
        for clause in self.clauses(number) {
            let Some(document) = self.edition.documents().get(clause.document).filter(|d| d.id() != own.id()) else {
                continue;
            };
            if citation.labels().is_empty() {
                let place = Place::of(citation.in_document(document.id()));
                found.push(Target { place, id: Some(clause.provision.id().clone()) });
            } else if seen.replace(clause.document) != Some(clause.document) {
                found.extend(in_document(document));
            }
        }
        found
    }

    /// `Annex B of Appendix AG`: what the Appendix prints under that heading. Numbers below it are its own, and none of the
    /// Appendix's, so nobody can say what they lead to.
    fn inside(&self, citation: &Citation, outer: &DocumentId, standing: &Standing<'a>) -> Resolution {
        let Some(outer) = self.edition.document(outer) else { return Resolution::none(RefState::Dangling) };
        let Some(part) = citation.document_id().map(|part| part.printed()) else {
            return Resolution::none(RefState::Ambiguous);
        };
        let mut targets = Vec::new();
        outer.each(&mut |at, provision| {
            let is_it = |heading: &str| {
                heading.strip_prefix(&part).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            if [provision.caption(), provision.heading()].into_iter().flatten().any(is_it) {
                targets.push(Target { place: Place::of(at.clone()), id: Some(provision.id().clone()) });
            }
        });
        match (targets.is_empty(), outer.has_unheld(), citation.is_document()) {
            (true, true, _) => Resolution::none(RefState::Unheld),
            (true, false, _) => Resolution::none(RefState::Dangling),
            (false, _, false) => Resolution::none(RefState::Ambiguous),
            (false, _, true) if outer.id() == standing.document.id() => found(Located::At(targets), RefState::Resolves),
            (false, _, true) => found(Located::At(targets), RefState::ResolvesInAttachment),
        }
    }

    /// `paragraph (c) of the definition of Working Day`.
    fn in_definition(&self, citation: &Citation, words: &str) -> Resolution {
        let words = words.trim_start_matches(['"', '\u{201c}']);
        let mut best: Option<(usize, Standing<'a>)> = None;
        for document in self.edition.documents() {
            for (holder, definition) in document.definitions() {
                let after = words.strip_prefix(definition.term());
                let fits = after.is_some_and(|after| !after.starts_with(char::is_alphanumeric));
                let longest = best.as_ref().is_none_or(|(length, _)| definition.term().len() > *length);
                if fits && longest {
                    let steps = holder.map(Step::Provision).into_iter().chain(Some(Step::Definition(definition)));
                    best = Some((definition.term().len(), Standing { document, steps: steps.collect() }));
                }
            }
        }
        let Some((_, standing)) = best else { return Resolution::none(RefState::Dangling) };
        let below = standing.below(standing.steps.len(), citation.labels());
        found(Located::At(targets(&standing, below)), RefState::Resolves)
    }

    /// True when a text calls this very Code by the name.
    fn is_own_name(&self, name: &str) -> bool {
        let own = || self.edition.definition("Code").map(|d| d.lead_in().to_lowercase());
        let name = name.to_lowercase();
        let said = |words: String| [" this ", " the "].iter().any(|w| words.contains(&format!("{w}{name}")));
        !name.is_empty() && (name == self.edition.code() || name == "code" || own().is_some_and(said))
    }

    /// The document that a name is for: its title, or a defined term whose words say `of that name` and cite that document
    /// alone.
    pub(crate) fn document_named(&self, name: &str) -> Option<DocumentId> {
        if name.is_empty() {
            return None;
        }
        if let Some(document) = self.titles().get(&name.to_lowercase()) {
            return Some(document.clone());
        }
        let definition = self.edition.definition(name)?;
        let cited = definition.cited().lead_in(definition.lead_in()).references;
        let mut documents = cited.iter().filter(|r| r.citation.is_document()).map(|r| r.citation.document_id());
        let only = documents.next()??;
        let alone = documents.all(|d| d.as_ref() == Some(&only));
        (alone && definition.lead_in().contains("of that name")).then_some(only)
    }

    /// The place that is pointed at: `this Section`, `the preceding paragraph`. None when nothing stands there.
    pub(crate) fn pointed(&self, pointing: &Pointing, standing: &Standing<'a>) -> Option<Target> {
        let document = standing.document;
        if let Some(kind) = document_kind(pointing.kind) {
            let own = self.edition.documents().iter().position(|d| d.id() == document.id())?;
            let at = match pointing.way {
                Way::This => own,
                Way::Before => own.checked_sub(1)?,
                Way::After => own + 1,
            };
            let document = self.edition.documents().get(at).filter(|d| d.kind() == kind && document.kind() == kind)?;
            return Some(Target { place: Place::of(Citation::of_document(document.id())), id: None });
        }
        let clause = pointing.kind == Announced::Clause;
        let own = |step: &Step<'_>| match step {
            Step::Provision(p) => p.number().is_label() != clause || (!clause && p.number().letters().is_empty()),
            Step::Definition(_) => false,
        };
        let depth = standing.steps.iter().rposition(own)?;
        let here = standing.steps.get(depth)?;
        let steps: Vec<Step<'a>> = standing.steps.iter().take(depth).copied().collect();
        let level = steps.last().map_or(document.provisions(), |above| above.children());
        let index = level.iter().position(|p| matches!(here, Step::Provision(h) if std::ptr::eq(*h, p.as_ref())))?;
        let at = match pointing.way {
            Way::This => index,
            Way::Before => index.checked_sub(1)?,
            Way::After => index + 1,
        };
        let mut steps = steps;
        steps.push(Step::Provision(level.get(at)?));
        targets(standing, vec![steps]).pop()
    }
}

/// The kind of document that a word before a number names by itself.
fn document_kind(announced: Announced) -> Option<DocumentKind> {
    match announced {
        Announced::Document(kind) => Some(kind),
        Announced::Section => Some(DocumentKind::Section),
        Announced::Clause | Announced::Paragraph | Announced::SubParagraph | Announced::Bare | Announced::Law => None,
    }
}

/// `paragraph (b) of that Section`: below the clause, or in the document, named last before it.
fn that(citation: &Citation, before: &[Reference]) -> Option<Citation> {
    let named = before
        .iter()
        .rev()
        .find(|r| !r.citation.is_relative() && !matches!(r.of, Some(Of::Named(_) | Of::Inside(_))))?;
    if citation.is_relative() {
        let clause = named.citation.clause();
        clause.number()?;
        return Some(citation.labels().iter().fold(clause, |above, label| above.child(label)));
    }
    Some(citation.in_document(&named.citation.document_id()?))
}

/// `paragraph (c)`: in the list that it stands in, or in one above.
fn relative(labels: &[Number], announced: Announced, standing: &Standing<'_>) -> Resolution {
    let mut all: Vec<(usize, Target)> = Vec::new();
    for depth in (1..=standing.steps.len()).rev() {
        let below = standing.below(depth, labels);
        let labelled = |steps: &[Step<'_>]| {
            steps.iter().filter(|s| matches!(s, Step::Provision(p) if p.number().is_label())).count()
        };
        let deep: Vec<usize> = below.iter().map(|steps| labelled(steps)).collect();
        all.extend(deep.into_iter().zip(targets(standing, below)));
    }
    // Where lists are nested, `sub-paragraph` is never said of the outer one.
    if all.len() > 1 && announced == Announced::SubParagraph && all.iter().any(|(deep, _)| *deep > labels.len()) {
        all.retain(|(deep, _)| *deep > labels.len());
    }
    // A group's other clauses do not matter: a label is looked for in its own clause.
    let clause = |s: &&Step<'_>| matches!(s, Step::Provision(p) if p.number().is_label());
    let labels_on = standing.steps.iter().rev().take_while(clause).count() + 1;
    let own = standing.steps.iter().rev().take(labels_on);
    let unheld = own.into_iter().any(|s| matches!(s, Step::Provision(p) if p.has_unheld()));
    if all.is_empty() && unheld {
        return Resolution::none(RefState::Unheld);
    }
    found(Located::At(all.into_iter().map(|(_, target)| target).collect()), RefState::Resolves)
}

/// What stands at a number.
enum Located {
    /// The provisions there: one, none (of a doubtful path) or, where a number is doubled, more.
    At(Vec<Target>),
    /// It lies below a provision whose words are not held.
    Unheld,
    /// Nothing.
    Absent,
}

fn found(located: Located, state: RefState) -> Resolution {
    match located {
        Located::At(targets) => match targets.len() {
            0 => Resolution::none(RefState::Dangling),
            1 => Resolution { state, targets },
            _ => Resolution { state: RefState::Ambiguous, targets },
        },
        Located::Unheld => Resolution::none(RefState::Unheld),
        Located::Absent => Resolution::none(RefState::Dangling),
    }
}

fn clauses_of<'a>(document: usize, level: &'a [Arc<Provision>], all: &mut Vec<Clause<'a>>) {
    for provision in level.iter().filter(|p| !p.number().is_label()) {
        all.push(Clause { number: provision.number().as_str(), document, provision });
        clauses_of(document, provision.children(), all);
    }
}

/// The one provision at a citation, when no number on the way down to it is doubled.
fn only<'d>(document: &'d Document, number: &Number, labels: &[Number]) -> Option<&'d Provision> {
    let clause = number.forms().map(|form| (form.as_bytes(), form.len() == number.bytes().len()));
    let mut level = document.provisions();
    let mut found = None;
    for (step, must) in clause.chain(labels.iter().map(|label| (label.bytes(), true))) {
        let mut here = level.iter().filter(|provision| provision.number().bytes() == step);
        match (here.next(), here.next()) {
            (Some(provision), None) => {
                level = provision.children();
                found = Some(provision.as_ref());
            }
            // A group that the document does not print has no level of its own.
            (None, _) if !must => {}
            (_, _) => return None,
        }
    }
    found
}

/// Everything that stands at a citation in a document.
fn locate(document: &Document, at: &Citation) -> Located {
    let Some(number) = at.number() else { return Located::Absent };
    if let Some(only) = only(document, number, at.labels()) {
        let place = Place::of(at.in_document(document.id()));
        return Located::At(vec![Target { place, id: Some(only.id().clone()) }]);
    }
    let mut here: Vec<&Provision> = Vec::new();
    let mut unheld = false;
    let steps = number.forms().map(|n| (n, n == number.as_str())).chain(at.labels().iter().map(|l| (l.as_str(), true)));
    for (step, must) in steps {
        let level = |p: &Arc<Provision>| p.number().as_str() == step;
        let next: Vec<&Provision> = if here.is_empty() {
            document.provisions().iter().filter(|p| level(p)).map(Arc::as_ref).collect()
        } else {
            here.iter().flat_map(|p| p.children()).filter(|p| level(p)).map(Arc::as_ref).collect()
        };
        // A group that the document does not print has no level of its own.
        if next.is_empty() && !must {
            continue;
        }
        if next.is_empty() {
            return if unheld { Located::Unheld } else { Located::Absent };
        }
        unheld = next.iter().any(|p| !p.is_held());
        here = next;
    }
    let place = || Place::of(at.in_document(document.id()));
    Located::At(here.into_iter().map(|p| Target { place: place(), id: Some(p.id().clone()) }).collect())
}

fn targets<'a>(standing: &Standing<'a>, below: Vec<Vec<Step<'a>>>) -> Vec<Target> {
    let target = |steps: Vec<Step<'a>>| {
        let id = match steps.last()? {
            Step::Provision(provision) => provision.id().clone(),
            Step::Definition(definition) => definition.id().clone(),
        };
        Some(Target { place: standing.place_of(&steps), id: Some(id) })
    };
    below.into_iter().filter_map(target).collect()
}
