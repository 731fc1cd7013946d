//! What the words of a proposal reach: the places that its legal text changes, and those that rely on them.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use legaltext::graph::{Changed, Graph};
use legaltext::{Amendment, Citation, DocumentId, Edition, Hash};

use super::{Attached, Proposal};

/// The places and terms that a legal text changes, and those that rely on them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reach {
    /// The places that it changes.
    pub(crate) changed: BTreeSet<Citation>,
    /// The terms whose definitions it changes.
    pub(crate) terms: BTreeSet<String>,
    /// Places that rely on what it changes, each with how.
    pub(crate) rippled: Vec<(Citation, String)>,
}

/// The reach of a text that was worked out before, with the edition that it was drafted against then: words of that may be loaded later.
#[derive(Clone, Default)]
pub struct KnownReach(OnceLock<(Option<Hash>, Arc<Reach>)>);

/// What is only known already makes no difference between two texts.
impl PartialEq for KnownReach {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for KnownReach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KnownReach")
    }
}

impl Attached {
    /// What it reaches.
    pub(crate) fn reach(&self) -> Arc<Reach> {
        let drafted_on = self.drafted_on.as_ref().map(Edition::hash);
        let (of, known) = self.known_reach.0.get_or_init(|| (drafted_on, Arc::new(reach(self))));
        if *of == drafted_on { Arc::clone(known) } else { Arc::new(reach(self)) }
    }
}

impl Proposal {
    /// The documents of the Code that it touches, each once: those that it is said to change, those that the legal texts that
    /// stand for it amend, and those recorded for its release.
    #[must_use]
    pub fn documents_touched(&self) -> Vec<DocumentId> {
        let stated = self.documents_impacted.iter().filter_map(|name| DocumentId::from_printed(name).ok());
        let amended = self.standing_texts().flat_map(|text| &text.amendments).flat_map(Amendment::documents);
        let recorded = self.impacts.iter().flat_map(|impacts| impacts.documents.iter().cloned());
        let mut touched: Vec<DocumentId> = Vec::new();
        for document in stated.chain(amended).chain(recorded) {
            if !touched.contains(&document) {
                touched.push(document);
            }
        }
        touched
    }
}

/// What a legal text changes and what relies on that. Where it does not apply any more, the places that it names.
fn reach(text: &Attached) -> Reach {
    let mut reached = Reach::default();
    for amendment in &text.amendments {
        reached.changed.extend(amendment.documents().iter().map(Citation::of_document));
        if let Amendment::Substitute { at, .. }
        | Amendment::Omit { at, .. }
        | Amendment::Renumber { at, .. }
        | Amendment::Move { at, .. } = amendment
        {
            reached.changed.insert(at.clone());
        }
        if let Amendment::Define { term, .. } | Amendment::Redefine { term, .. } | Amendment::Undefine { term, .. } =
            amendment
        {
            reached.terms.insert(term.clone());
        }
    }
    let Some(base) = &text.drafted_on else { return reached };
    let Ok(applied) = legaltext::apply(base, &text.amendments, &text.version) else { return reached };
    let mut changed = Changed::between(base, &applied.edition);
    changed.terms.extend(reached.terms.iter().cloned());
    let ripples = Graph::of(&applied.edition).ripple(&changed);
    let because = |ripple: &legaltext::graph::Ripple| {
        let words = ripple.because.first().map(|because| match because {
            legaltext::graph::Because::Uses(used) => format!("uses \"{}\"", used.definition.term),
            legaltext::graph::Because::Cites(cited) => format!("cites {}", cited.reference.citation),
        });
        words.unwrap_or_default()
    };
    reached.rippled = ripples.iter().map(|ripple| (ripple.place.at.clone(), because(ripple))).collect();
    reached.changed.extend(changed.provisions);
    reached.terms.extend(changed.terms);
    reached
}
