//! References that an omission leaves pointing at nothing.

use crate::citation::Citation;
use crate::conflict::{ConflictKind, Notice};
use crate::definition::Definition;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::number::Number;
use crate::provision::Provision;
use crate::references::{self, Reference};

use super::Work;

impl Work<'_> {
    /// Finds every reference to a provision that was omitted and that nothing has replaced.
    pub(super) fn report_dangling(&mut self) {
        let gone: Vec<_> = self.omitted.iter().filter(|(_, at)| self.edition.find(at).is_none()).cloned().collect();
        if gone.is_empty() {
            return;
        }
        for document in self.edition.documents() {
            let mut search =
                Search { edition: &self.edition, gone: &gone, document: document.id(), notices: &mut self.notices };
            let whole = Citation::of_document(document.id());
            document.opening_definitions().iter().for_each(|d| search.definition(d, &whole));
            document.provisions().iter().for_each(|p| search.provision(p, &whole));
        }
    }
}

struct Search<'a> {
    edition: &'a Edition,
    gone: &'a [(usize, Citation)],
    document: &'a DocumentId,
    notices: &'a mut Vec<Notice>,
}

impl Search<'_> {
    fn provision(&mut self, provision: &Provision, above: &Citation) {
        if !self.any(provision.cited()) {
            return;
        }
        let here = above.child(provision.number());
        self.words(provision.lead_in(), &here);
        self.words(provision.tail(), &here);
        provision.children().iter().for_each(|child| self.provision(child, &here));
        provision.definitions().iter().for_each(|definition| self.definition(definition, &here));
    }

    fn definition(&mut self, definition: &Definition, at: &Citation) {
        if self.any(definition.cited()) {
            self.report(definition.cited(), at);
        }
    }

    fn words(&mut self, words: &str, at: &Citation) {
        self.report(&references::find(words), at);
    }

    fn any(&self, cited: &[Reference]) -> bool {
        cited.iter().any(|r| self.dangles(r).is_some())
    }

    fn report(&mut self, cited: &[Reference], at: &Citation) {
        for (amendment, omitted, target) in cited.iter().filter_map(|r| self.dangles(r)).collect::<Vec<_>>() {
            let message = format!("{at} refers to {target}, which is gone with {omitted}; amend the reference");
            self.notices.push(Notice { amendment, at: at.clone(), kind: ConflictKind::DanglingReference, message });
        }
    }

    /// The amendment and provision whose omission a reference was to, when nothing stands there now.
    fn dangles(&self, reference: &Reference) -> Option<(usize, Citation, Citation)> {
        let number = reference.citation.number().map_or("", Number::as_str);
        if reference.citation.is_relative() {
            return None;
        }
        // Cheap test first: most references are to other numbers.
        let near = |omitted: &Citation| omitted.number().is_none_or(|n| number.starts_with(n.as_str()));
        let (amendment, omitted) = self
            .gone
            .iter()
            .find(|(_, omitted)| near(omitted) && reference.citation.in_document(self.document).is_within(omitted))?;
        let target = reference.citation.in_document(self.document);
        let gone = match target.document_id().filter(|_| target.is_document()) {
            Some(document) => self.edition.document(&document).is_none(),
            None => self.edition.find(&target).is_none(),
        };
        gone.then(|| (*amendment, omitted.clone(), target))
    }
}
