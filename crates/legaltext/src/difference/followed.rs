//! Words of one edition, with their references as another edition numbers what they cite.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::edition::Edition;
use crate::number::Number;
use crate::references;

/// The words of a provision of `from`, with every reference to a provision that carries another number in `to` rewritten.
/// A reference by label alone (`paragraph (c) above`), and one to what is not in both editions, stays as it is.
pub(crate) fn followed<'t>(text: &'t str, document: &DocumentId, from: &Edition, to: &Edition) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    // From the last to the first, so that the places of those before stay true.
    for reference in references::find(text).iter().rev().filter(|r| !r.citation.is_relative()) {
        let cited = reference.citation.in_document(document);
        let now = from.find(&cited).and_then(|provision| to.place_of(provision.id())).filter(|now| *now != cited);
        if let (Some(now), Some(printed)) = (now, text.get(reference.number.clone())) {
            out.to_mut().replace_range(reference.number.clone(), &reprinted(printed, &now));
        }
    }
    out
}

/// The printed number or labels, in the same form, for where the provision is now.
fn reprinted(printed: &str, now: &Citation) -> String {
    let labels = |from: usize| now.labels().iter().skip(from).map(Number::as_str).collect::<String>();
    if printed.starts_with('(') {
        return labels(now.labels().len().saturating_sub(printed.matches('(').count()));
    }
    format!("{}{}", now.number().map_or("", Number::as_str), labels(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{apply, instructions, markup};

    #[test]
    fn references_follow_what_they_cite() {
        let text = "# Section D: Changes\n\n## D3 Raising\n\nD3.1 One.\n\nD3.2 Two:\n    (a) x; and\n    (b) y.\n";
        let old = Edition::new("test", [markup::parse(text, "old").unwrap()]);
        let renumbered = instructions::parse("Renumber D3.2 as D3.9").unwrap().amendments;
        let new = apply(&old, &renumbered, "m1").unwrap().edition;
        let document = "section-d".parse().unwrap();
        let words = "See Sections D3.1 and D3.2(a) and (b), and paragraph (a) above, and Section D7.7.";
        let now = "See Sections D3.1 and D3.9(a) and (b), and paragraph (a) above, and Section D7.7.";
        assert_eq!(followed(words, &document, &old, &new), now);
        assert_eq!(followed(now, &document, &new, &old), words);
    }
}
