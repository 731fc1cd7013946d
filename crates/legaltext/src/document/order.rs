//! Where a provision of some number would stand among those that are there.

use std::sync::Arc;

use super::{Document, number_path};
use crate::citation::Citation;
use crate::number::{Number, roman};
use crate::provision::Provision;

impl Document {
    /// The provision that one of this number or label would follow: the last before it in its group or list, else the group
    /// that it would be the first of. None where it would be the first of the document or of its list, or the list is not
    /// there.
    pub fn predecessor(&self, of: &Citation) -> Option<Citation> {
        let number = of.last()?;
        if number.is_label() {
            let above = of.parent()?;
            let list: Vec<&Number> =
                self.find(&above)?.children().iter().map(|child| child.number()).filter(|n| n.is_label()).collect();
            let at = label_before(&list, number)?;
            return Some(above.child(list.get(at)?));
        }
        let root = Citation::of_document(self.id());
        let mut level = self.provisions();
        let mut group = None;
        for above in number_path(number).iter().filter(|above| *above != number) {
            if let Some(found) = level.iter().find(|p| p.number() == above) {
                group = Some(root.child(above));
                level = found.children();
            }
        }
        let before = |p: &&Arc<Provision>| !p.number().is_label() && p.number() < number;
        level.iter().rev().find(before).map(|p| root.child(p.number())).or(group)
    }
}

/// The place among the labels of a list of the one that a new label follows.
fn label_before(list: &[&Number], new: &Number) -> Option<usize> {
    let inner = |label: &Number| label.as_str().trim_matches(['(', ')']).to_owned();
    let labels: Vec<String> = list.iter().map(|label| inner(label)).collect();
    let new = inner(new);
    let last = labels.len().checked_sub(1)?;
    let counted = labels.iter().zip(1_u8..).all(|(label, place)| roman(label) == Some(place));
    if let (true, Some(value)) = (counted, roman(&new)) {
        return labels.iter().rposition(|label| roman(label).is_some_and(|other| other < value));
    }
    if labels.get(last).is_some_and(|label| label == "z") && new == "aa" {
        return Some(last);
    }
    // `(ba)`, `(bA)` and `(3A)` stand behind the label that they extend.
    let extended = labels.iter().enumerate().filter(|(_, label)| new.len() > label.len() && new.starts_with(*label));
    if let Some((_, stem)) = extended.max_by_key(|(_, label)| label.len()) {
        return labels.iter().rposition(|label| label.starts_with(stem.as_str()) && *label < new);
    }
    list.iter().zip(&labels).rposition(|(_, label)| crate::number::natural(label, &new).is_lt())
}

#[cfg(test)]
mod tests {
    use crate::markup;

    const TEXT: &str = "# Section B: Meetings\n\n## B4 Calling\n\nB4.1 One.\n\nB4.3 It says:\n    (a) when;\n    (b) where; and\n    (d) why.\n\n\
                        B4.4 And:\n    (i) one;\n    (ii) two;\n    (iii) three;\n    (iv) four;\n    (v) five.\n\n## B6 Ends\n";

    #[test]
    fn a_number_goes_behind_the_last_before_it() {
        let document = markup::parse(TEXT, "test").unwrap();
        for (of, before) in [
            ("B4.2", "B4.1"),
            ("B4.9", "B4.4"),
            ("B4.1A", "B4.1"),
            ("B6.1", "B6"),
            ("B5", "B4"),
            ("B4.3(c)", "B4.3(b)"),
            ("B4.3(ba)", "B4.3(b)"),
            ("B4.3(e)", "B4.3(d)"),
            ("B4.4(vi)", "B4.4(v)"),
            ("B4.4(ivA)", "B4.4(iv)"),
        ] {
            let found = document.predecessor(&of.parse().unwrap()).map(|at| at.to_string());
            assert_eq!(found.as_deref(), Some(before), "{of}");
        }
        for first in ["B3", "B4.0", "B4.1(a)"] {
            let found = document.predecessor(&first.parse().unwrap()).map(|at| at.to_string());
            assert!(found.is_none() || found.as_deref() == Some("B4"), "{first}: {found:?}");
        }
    }
}
