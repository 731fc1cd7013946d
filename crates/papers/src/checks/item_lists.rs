//! The lists in a legal text, each with the words that lead into it, whatever clause, paragraph or definition holds it.

use super::Papers;
use crate::facts::{Change, Elision, Item, LegalText};

/// One list.
pub(super) struct ItemList<'a> {
    /// What holds it: `D10.19`, `D10.19(b)`, `the definition of “Plan”`.
    pub(super) of: String,
    /// The number of the clause that holds it; absent for a definition.
    pub(super) clause: Option<&'a str>,
    /// The labels between the clause and the list, from the outside.
    pub(super) path: Vec<&'a str>,
    /// The words before it.
    pub(super) lead_in: &'a str,
    /// Its paragraphs.
    pub(super) items: &'a [Item],
    /// Where the print leaves paragraphs out.
    pub(super) elided: &'a [Elision],
    /// Whether words follow it that belong to the same sentence.
    pub(super) has_tail: bool,
    /// The text is new, or changed: its author answers for it.
    pub(super) change: Change,
}

impl ItemList<'_> {
    /// Whether a reader or a scan damaged any of its paragraphs.
    pub(super) fn is_damaged(&self, papers: &Papers<'_>) -> bool {
        let lost = self.items.iter().any(|item| item.label.is_none());
        let from = self.items.first().map_or(0, |item| item.text.line);
        let to = self.items.last().map_or(from, |item| item.text.end_line);
        lost || papers.this.is_damaged(from.saturating_sub(1).max(1), to)
    }
}

/// Every list of a legal text, outer lists before those inside them.
pub(super) fn all(text: &LegalText) -> Vec<ItemList<'_>> {
    let mut lists = Vec::new();
    for definition in &text.definitions {
        let of = format!("the definition of “{}”", definition.term.value);
        let list = ItemList {
            of,
            clause: None,
            path: Vec::new(),
            lead_in: &definition.lead_in,
            items: &definition.items,
            elided: &[],
            has_tail: definition.tail.is_some(),
            change: definition.change,
        };
        add(list, &mut lists);
    }
    for clause in &text.clauses {
        let number = clause.number.as_ref().map(|number| number.value.as_str());
        let list = ItemList {
            of: number.unwrap_or("a clause without a number").to_owned(),
            clause: number,
            path: Vec::new(),
            lead_in: &clause.text.value,
            items: &clause.items,
            elided: &clause.elided,
            has_tail: clause.tail.is_some(),
            change: clause.change,
        };
        add(list, &mut lists);
    }
    lists
}

fn add<'a>(list: ItemList<'a>, lists: &mut Vec<ItemList<'a>>) {
    if list.items.is_empty() {
        return;
    }
    let inner: Vec<ItemList<'a>> = list
        .items
        .iter()
        .map(|item| {
            let label = item.label.as_deref().unwrap_or("?");
            ItemList {
                of: format!("{}{label}", list.of),
                clause: list.clause,
                path: list.path.iter().copied().chain([label]).collect(),
                lead_in: &item.text.value,
                items: &item.items,
                elided: &item.elided,
                has_tail: item.tail.is_some(),
                change: list.change,
            }
        })
        .collect();
    lists.push(list);
    inner.into_iter().for_each(|list| add(list, lists));
}

/// The places of labels in their order: (a) is 1, (iv) is 4, (12) is 12, in the one style that fits them all and leaves
/// the fewest gaps. `None` where no style fits.
pub(super) fn ordinals(labels: &[&str]) -> Option<Vec<u32>> {
    let styles: [fn(&str) -> Option<u32>; 3] = [letters, roman, |label| label.parse().ok()];
    let in_style = |style: fn(&str) -> Option<u32>| -> Option<Vec<u32>> {
        labels.iter().map(|label| style(&bare(label))).collect()
    };
    let breaks = |places: &Vec<u32>| {
        places.windows(2).filter(|pair| !matches!(pair, [a, b] if Some(*b) == a.checked_add(1))).count()
    };
    let from_one = |places: &Vec<u32>| places.first() != Some(&1);
    styles.into_iter().filter_map(in_style).min_by_key(|places| (breaks(places), from_one(places)))
}

/// `(a)`, `a)` and `a.` without their marks, in lower case.
fn bare(label: &str) -> String {
    label.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase()
}

/// `a` is 1, `z` 26, `aa` 27, `bb` 28.
fn letters(label: &str) -> Option<u32> {
    let first = label.bytes().next().filter(u8::is_ascii_lowercase)?;
    let rounds = u32::try_from(label.len()).ok().filter(|length| *length <= 2)?;
    label.bytes().all(|byte| byte == first).then(|| u32::from(first - b'a') + 1 + 26 * (rounds - 1))
}

/// `iv` is 4. Only the usual spelling counts.
fn roman(label: &str) -> Option<u32> {
    (1..=60).find(|number| spelled(*number) == label)
}

fn spelled(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_in_the_style_that_fits_them() {
        assert_eq!(ordinals(&["(a)", "(b)", "(d)"]), Some(vec![1, 2, 4]));
        assert_eq!(ordinals(&["(h)", "(i)", "(j)"]), Some(vec![8, 9, 10]));
        assert_eq!(ordinals(&["(i)", "(ii)", "(iv)"]), Some(vec![1, 2, 4]));
        assert_eq!(ordinals(&["(i)"]), Some(vec![1]));
        assert_eq!(ordinals(&["(y)", "(z)", "(aa)", "(bb)"]), Some(vec![25, 26, 27, 28]));
        assert_eq!(ordinals(&["1.", "2.", "3."]), Some(vec![1, 2, 3]));
        assert_eq!(ordinals(&["(A)", "(B)"]), Some(vec![1, 2]));
        assert_eq!(ordinals(&["(©)", "(b)"]), None);
    }
}
