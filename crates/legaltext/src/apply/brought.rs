//! References in words that amendments brought and that lead nowhere.

use std::sync::Arc;

use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::conflict::{Applied, ConflictKind, Notice};
use crate::document::Document;
use crate::edition::Edition;
use crate::graph::{RefState, Resolver, Standing, Step, walk};
use crate::provision::Provision;
use crate::references::Reference;

impl Applied {
    /// The same, with a notice for each reference in new or changed words that nothing in the Code answers. Only documents that
    /// differ are looked through, and in them only what differs; a reference that dangled in the same words before is none of
    /// these amendments'.
    #[must_use]
    pub fn telling(mut self, before: &Edition, amendments: &[Amendment]) -> Applied {
        let resolver = Resolver::new(&self.edition);
        let mut notices = Vec::new();
        for document in self.edition.documents() {
            let earlier = before.document(document.id());
            if before.documents().iter().any(|held| Arc::ptr_eq(held, document)) {
                continue;
            }
            walk(document, &mut |standing, step| {
                visit(&resolver, before, earlier, amendments, standing, step, &mut notices)
            });
        }
        notices.retain(|notice| !self.notices.iter().any(|told| told.at == notice.at && told.kind == notice.kind));
        self.notices.extend(notices);
        self
    }
}

/// Looks at one node, and says whether what lies below it may differ.
fn visit<'a>(
    resolver: &Resolver<'a>,
    before: &Edition,
    earlier: Option<&Document>,
    amendments: &[Amendment],
    standing: &Standing<'a>,
    step: Step<'a>,
    notices: &mut Vec<Notice>,
) -> bool {
    let place = standing.place();
    let was: Option<&Provision> = match step {
        Step::Provision(provision) => {
            let same_place = earlier.and_then(|document| document.find(&place.at));
            match same_place.filter(|was| was.id() == provision.id()) {
                Some(was) => Some(was),
                None => before.standing(provision.id()).map(|(_, was)| was),
            }
        }
        Step::Definition(_) => None,
    };
    let same = match step {
        Step::Provision(provision) => was.is_some_and(|was| was.hash() == provision.hash()),
        Step::Definition(definition) => {
            let listed = earlier.map(Document::definitions).unwrap_or_default();
            listed.iter().any(|(_, was)| was.term() == definition.term() && was.hash() == definition.hash())
        }
    };
    if same {
        return false;
    }
    let ((lead_in, tail), cited) = (step.texts(), step.cited());
    for references in [cited.lead_in(lead_in).references, cited.tail(tail).references] {
        for (index, reference) in references.iter().enumerate() {
            let above = references.get(..index).unwrap_or_default();
            let state = resolver.resolve(reference, above, standing).map(|found| found.state);
            if state != Some(RefState::Dangling) || was.is_some_and(|was| cites(was, reference)) {
                continue;
            }
            let message = format!(
                "{} refers to {}, which nothing in the Code answers; correct the reference, or add what it refers to",
                place.at, reference.citation
            );
            let at = place.at.clone();
            notices.push(Notice { amendment: by(amendments, &at), at, kind: ConflictKind::DanglingReference, message });
        }
    }
    true
}

/// The words before the change cite the same.
fn cites(was: &Provision, reference: &Reference) -> bool {
    let cited = was.cited();
    let (before, after) = (cited.lead_in(was.lead_in()), cited.tail(was.tail()));
    let mut all = before.references.iter().chain(&after.references);
    all.any(|other| other.citation == reference.citation && other.of == reference.of)
}

/// The last of the amendments that touches a place, as its place in the list.
fn by(amendments: &[Amendment], at: &Citation) -> usize {
    let touches = |amendment: &Amendment| match amendment {
        Amendment::Substitute { at: target, .. } => at.is_within(target),
        Amendment::Insert { .. } | Amendment::NewDocument { .. } => amendment.document() == at.document_id(),
        Amendment::Define { .. } | Amendment::Redefine { .. } => amendment.document() == at.document_id(),
        Amendment::Omit { .. } | Amendment::Renumber { .. } | Amendment::Move { .. } | Amendment::Undefine { .. } => {
            false
        }
    };
    amendments.iter().rposition(touches).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::apply::apply;
    use crate::edition::Edition;
    use crate::{instructions, markup};

    const BASE: &str = "# Section Q: Audit\n\nQ1.1 The Auditor reports under Section Z9.9.\n\nQ1.2 The Panel shall:\n    (a) publish; and\n    (b) keep it.\n\n\
                        Q1.3 The DCC complies with Section Q1.2(b).\n";

    fn told(order: &str) -> Vec<String> {
        let base = Edition::new("test", [markup::parse(BASE, "test").unwrap()]);
        let legal = instructions::parse(order).unwrap();
        let applied = apply(&base, &legal.amendments, "x").unwrap().telling(&base, &legal.amendments);
        applied.notices.into_iter().map(|notice| format!("{} {}", notice.amendment, notice.message)).collect()
    }

    /// R12: words that come with a reference to nothing are told, and what dangled before in the same words is not.
    #[test]
    fn a_new_reference_to_nothing_is_told() {
        let found = told("Amend Q1.3 as follows:\n    The DCC complies with Section Q9.9 and Section Q1.2.\n");
        assert!(
            matches!(found.as_slice(), [one] if one.starts_with("0 Q1.3 refers to Q9.9, which nothing")),
            "{found:?}"
        );
        assert_eq!(
            told("Amend Q1.1 as follows:\n    The Auditor promptly reports under Section Z9.9.\n"),
            Vec::<String>::new()
        );
    }

    /// A paragraph that goes with the new words of its clause leaves references behind as an omission does.
    #[test]
    fn a_paragraph_that_new_words_leave_out_is_missed() {
        let found = told("Amend Q1.2 as follows:\n    The Panel shall publish and keep it.\n");
        assert!(
            matches!(found.as_slice(), [one] if one.contains("Q1.3 refers to Q1.2(b), which is gone")),
            "{found:?}"
        );
    }
}
