//! The next edition of the Code: amendments applied, and each document that changed under its next version.

use std::sync::Arc;

use legaltext::{Amendment, Applied, Citation, Conflict, Document, DocumentId, Edition, Provision, Words};

/// The edition that amendments make of another. A document whose words change and that has a version gets the next
/// whole one: 9.0 becomes 10.0.
///
/// # Errors
/// The amendments do not fit; every conflict is named.
pub(crate) fn amended(base: &Edition, amendments: &[Amendment], origin: &str) -> Result<Applied, Vec<Conflict>> {
    let mut applied = legaltext::apply(base, amendments, origin)?;
    let changed: Vec<Document> = applied
        .edition
        .documents()
        .iter()
        .filter(|document| base.document(document.id()).is_some_and(|before| before.hash() != document.hash()))
        .filter_map(|document| {
            let mut parts = document.to_parts();
            parts.version = Some(next_version(parts.version.as_deref()?)?);
            Some(Document::new(parts))
        })
        .collect();
    applied.edition = changed.into_iter().fold(applied.edition, |edition, document| edition.with_document(document));
    Ok(applied)
}

fn next_version(version: &str) -> Option<String> {
    let whole: u64 = version.split('.').next()?.parse().ok()?;
    Some(format!("{}.0", whole.checked_add(1)?))
}

/// An edition without one of its documents.
pub(crate) fn without(edition: &Edition, document: &DocumentId) -> Edition {
    let kept = edition.documents().iter().filter(|held| held.id() != document).map(|held| held.as_ref().clone());
    Edition::new(edition.code(), kept)
}

/// A document under the identities of another text of the same document on the same day: what carries one number is one
/// provision, and what defines one term one definition.
pub(crate) fn with_identities_of(document: &Document, known: &Document) -> Document {
    let mut parts = document.to_parts();
    parts.definitions = same_definitions(&parts.definitions, known.opening_definitions());
    parts.provisions = same_provisions(&parts.provisions, known.provisions());
    Document::new(parts)
}

fn same_provisions(loaded: &[Arc<Provision>], known: &[Arc<Provision>]) -> Vec<Arc<Provision>> {
    let one = |provision: &Arc<Provision>| {
        let mut before = known.iter().filter(|held| held.number() == provision.number());
        let (Some(held), None) = (before.next(), before.next()) else { return Arc::clone(provision) };
        let mut parts = provision.to_parts();
        parts.id = held.id().clone();
        parts.definitions = same_definitions(&parts.definitions, held.definitions());
        parts.children = same_provisions(&parts.children, held.children());
        Arc::new(Provision::new(parts))
    };
    loaded.iter().map(one).collect()
}

fn same_definitions(
    loaded: &[Arc<legaltext::Definition>],
    known: &[Arc<legaltext::Definition>],
) -> Vec<Arc<legaltext::Definition>> {
    let one = |definition: &Arc<legaltext::Definition>| {
        let Some(held) = known.iter().find(|held| held.term() == definition.term()) else {
            return Arc::clone(definition);
        };
        let mut parts = definition.to_parts();
        parts.id = held.id().clone();
        Arc::new(legaltext::Definition::new(parts))
    };
    loaded.iter().map(one).collect()
}

/// An edition in which the words of a provision are known no longer: an amendment of it is on record without its words.
/// The number and heading stay. Nothing changes where the provision is not there.
pub(crate) fn without_words(edition: &Edition, at: &Citation) -> Edition {
    let Some(document) = at.document_id().and_then(|id| edition.document(&id)) else { return edition.clone() };
    let Some(target) = document.find(at) else { return edition.clone() };
    let mut parts = document.to_parts();
    parts.provisions = parts.provisions.iter().map(|provision| unheld(provision, target)).collect();
    edition.with_document(Document::new(parts))
}

fn unheld(provision: &Arc<Provision>, target: &Provision) -> Arc<Provision> {
    let mut parts = provision.to_parts();
    if provision.id() == target.id() {
        let heading = parts.heading.clone().or_else(|| parts.caption.clone()).unwrap_or_default();
        parts.words = Words::Unheld { heading };
        parts.children.clear();
        return Arc::new(Provision::new(parts));
    }
    if parts.children.is_empty() {
        return Arc::clone(provision);
    }
    parts.children = parts.children.iter().map(|child| unheld(child, target)).collect();
    Arc::new(Provision::new(parts))
}

#[cfg(test)]
mod tests {
    use legaltext::markup;

    use super::*;

    const BASE: &str = "# Section B: Raising\nversion: 9.0\n\nB1.1 A Party may raise.\n";

    #[test]
    fn a_changed_document_gets_the_next_whole_version() {
        let base = Edition::new("x", [markup::parse(BASE, "test").unwrap()]);
        let text = "B1.1 Anyone may raise.".to_owned();
        let at = "B1.1".parse().unwrap();
        let substitute = Amendment::Substitute { at, text, old: None, heading: None };
        let amended = amended(&base, &[substitute], "CP1").unwrap().edition;
        let versions: Vec<_> = amended.documents().iter().map(|document| document.version()).collect();
        assert_eq!(versions, [Some("10.0")]);
        assert_eq!(next_version("draft"), None);
    }

    #[test]
    fn words_loaded_for_known_numbers_keep_the_identities_of_those_numbers() {
        let skeleton = markup::parse("# Section B: Raising\n\nunheld B1.1: Raising\n", "skeleton").unwrap();
        let loaded = markup::parse(BASE, "loaded").unwrap();
        let at: Citation = "B1.1".parse().unwrap();
        assert_ne!(loaded.find(&at).unwrap().id(), skeleton.find(&at).unwrap().id());
        let joined = with_identities_of(&loaded, &skeleton);
        assert_eq!(joined.find(&at).unwrap().id(), skeleton.find(&at).unwrap().id());
        assert_eq!(joined.hash(), loaded.hash());
    }

    #[test]
    fn words_that_are_known_no_longer_leave_number_and_identity() {
        let base = Edition::new("x", [markup::parse(BASE, "test").unwrap()]);
        let at: Citation = "B1.1".parse().unwrap();
        let after = without_words(&base, &at);
        let (before, now) = (base.find(&at).unwrap(), after.find(&at).unwrap());
        assert!(before.is_held() && !now.is_held());
        assert_eq!(before.id(), now.id());
    }
}
