//! The next edition of the Code: amendments applied, and each document that changed under its next version.

use legaltext::{Amendment, Conflict, Document, Edition};

/// The edition that amendments make of another. A document whose words change and that has a version gets the next
/// whole one: 9.0 becomes 10.0.
///
/// # Errors
/// The amendments do not fit; every conflict is named.
pub(crate) fn amended(base: &Edition, amendments: &[Amendment], origin: &str) -> Result<Edition, Vec<Conflict>> {
    let applied = legaltext::apply(base, amendments, origin)?.edition;
    let changed: Vec<Document> = applied
        .documents()
        .iter()
        .filter(|document| base.document(document.id()).is_none_or(|before| before.hash() != document.hash()))
        .filter_map(|document| {
            let mut parts = document.to_parts();
            parts.version = Some(next_version(parts.version.as_deref()?)?);
            Some(Document::new(parts))
        })
        .collect();
    Ok(changed.into_iter().fold(applied, |edition, document| edition.with_document(document)))
}

fn next_version(version: &str) -> Option<String> {
    let whole: u64 = version.split('.').next()?.parse().ok()?;
    Some(format!("{}.0", whole.checked_add(1)?))
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
        let amended = amended(&base, &[Amendment::Substitute { at, text, old: None, heading: None }], "CP1").unwrap();
        let versions: Vec<_> = amended.documents().iter().map(|document| document.version()).collect();
        assert_eq!(versions, [Some("10.0")]);
        assert_eq!(next_version("draft"), None);
    }
}
