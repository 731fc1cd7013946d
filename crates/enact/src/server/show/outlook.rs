//! What is still open: the legal texts of open proposals, and what each would do to the text in force.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use legaltext::{
    Amendment, Applied, Citation, Conflict, Document, DocumentId, Draft, Edition, Effects, Provision, ProvisionId,
};
use procedure::register::{Proposal, Register};

use crate::server::Visit;

/// The amendments of a proposal's legal text, where it has one.
pub(crate) fn amendments_of(proposal: &Proposal) -> Option<&[Amendment]> {
    proposal.legal_text.as_ref().map(|text| text.amendments.as_slice())
}

/// The version of a proposal's legal text.
pub(super) fn version_of(proposal: &Proposal) -> Option<&str> {
    proposal.legal_text.as_ref().map(|text| text.version.as_str())
}

/// An open proposal with a legal text, held against the text in force.
#[derive(Debug)]
pub(crate) struct Drafted {
    /// The proposal's number.
    pub(crate) number: String,
    /// Its amendments.
    pub(crate) amendments: Vec<Amendment>,
    /// The text in force with them, or why they do not fit it.
    pub(crate) applied: Result<Applied, Vec<Conflict>>,
    /// What it does to the text in force, to be held against what others do.
    pub(crate) effects: Effects,
    /// The clauses of the text in force whose words, number or place would be others.
    clauses: BTreeSet<Citation>,
    /// The definitions that would be others, by the document that lists them.
    terms: BTreeSet<(DocumentId, String)>,
}

impl Drafted {
    fn of(base: &Edition, proposal: &Proposal) -> Option<Self> {
        let amendments = amendments_of(proposal)?.to_vec();
        let number = proposal.number().to_owned();
        let applied = legaltext::apply(base, &amendments, &number);
        let effects = Effects::of(&Draft { name: &number, base, amendments: &amendments });
        let mut clauses: BTreeSet<Citation> =
            amendments.iter().filter_map(place_of).map(|citation| citation.clause()).collect();
        if let Ok(applied) = &applied {
            for document in base.documents() {
                clauses_that_differ(document, applied.edition.document(document.id()), &mut clauses);
            }
        }
        let terms = amendments.iter().filter_map(term_of).collect();
        Some(Self { number, amendments, applied, effects, clauses, terms })
    }

    /// Whether it would change a clause, in its words or in what lies below it.
    pub(crate) fn changes(&self, clause: &Citation) -> bool {
        self.clauses.contains(clause)
    }

    /// Whether it would change a listed definition.
    pub(crate) fn redefines(&self, document: &DocumentId, term: &str) -> bool {
        self.terms.iter().any(|(held, known)| held == document && known == term)
    }

    /// Whether it would change anything in a document.
    pub(crate) fn changes_document(&self, document: &DocumentId) -> bool {
        self.amendments.iter().any(|amendment| amendment.documents().contains(document))
            || self.clauses.iter().any(|clause| clause.document_id().as_ref() == Some(document))
    }
}

/// The provision of the text in force, or the new number, that an amendment names.
pub(crate) fn place_of(amendment: &Amendment) -> Option<Citation> {
    match amendment {
        Amendment::Substitute { at, .. }
        | Amendment::Omit { at, .. }
        | Amendment::Renumber { at, .. }
        | Amendment::Move { at, .. } => Some(at.clone()).filter(|at| !at.is_document()),
        Amendment::Insert { number: Some(number), .. } => Some(Citation::new(&amendment.document()?, number.clone())),
        Amendment::Insert { after, text, .. } => {
            let number = text.split_whitespace().next()?.parse::<legaltext::Number>().ok();
            match number.filter(|number| !number.is_label()) {
                Some(number) => Some(Citation::new(&amendment.document()?, number)),
                None => after.clone(),
            }
        }
        Amendment::NewDocument { .. }
        | Amendment::Define { .. }
        | Amendment::Redefine { .. }
        | Amendment::Undefine { .. } => None,
    }
}

fn term_of(amendment: &Amendment) -> Option<(DocumentId, String)> {
    match amendment {
        Amendment::Define { document, term, .. }
        | Amendment::Redefine { document, term, .. }
        | Amendment::Undefine { document, term } => Some((document.clone(), term.clone())),
        Amendment::Substitute { .. }
        | Amendment::Insert { .. }
        | Amendment::Omit { .. }
        | Amendment::Renumber { .. }
        | Amendment::Move { .. }
        | Amendment::NewDocument { .. } => None,
    }
}

/// The clauses of a document that are not the same in another text of it.
fn clauses_that_differ(old: &Document, new: Option<&Document>, found: &mut BTreeSet<Citation>) {
    if new.is_some_and(|new| new.hash() == old.hash()) {
        return;
    }
    let mut kept: BTreeMap<&ProvisionId, &Provision> = BTreeMap::new();
    if let Some(new) = new {
        new.each(&mut |_, provision| {
            kept.insert(provision.id(), provision);
        });
    }
    old.each(&mut |at, provision| {
        let is_clause = !provision.number().is_label() && provision.caption().is_none();
        let same = || kept.get(provision.id()).is_some_and(|new| new.hash() == provision.hash());
        if is_clause && !same() {
            found.insert(at.clone());
        }
    });
}

/// The open proposals of a Code as they stand at a position of its record, on a day.
#[derive(Debug)]
pub(crate) struct Outlook {
    position: u64,
    day: Date,
    /// In the order of their ids.
    pub(crate) drafts: Vec<Drafted>,
}

impl Outlook {
    fn of(register: &Register, day: Date) -> Self {
        let base = register.edition_at(day);
        let open = register.proposals().filter(|proposal| !proposal.stage.is_end());
        let drafts = base.map(|base| open.filter_map(|proposal| Drafted::of(base, proposal)).collect());
        Self { position: register.position(), day, drafts: drafts.unwrap_or_default() }
    }
}

/// The outlooks worked out last, one a Code.
#[derive(Debug, Default)]
pub(crate) struct Outlooks(Mutex<BTreeMap<String, Arc<Outlook>>>);

impl Outlooks {
    /// The outlook of a visit: the one kept while neither record nor day has moved on.
    pub(crate) fn at(&self, visit: &Visit) -> Arc<Outlook> {
        let (position, day) = (visit.register.position(), visit.today());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(outlook) = kept.get(visit.code.as_str()).filter(|kept| (kept.position, kept.day) == (position, day))
        {
            return Arc::clone(outlook);
        }
        let outlook = Arc::new(Outlook::of(&visit.register, day));
        kept.insert(visit.code.as_str().to_owned(), Arc::clone(&outlook));
        outlook
    }
}
