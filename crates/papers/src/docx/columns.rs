//! How wide the columns of a paper's table are.

use crate::compose::Table;

/// A bold letter of the text's size, in twentieths of a point: a wide one, since the font may be another.
const LETTER: u32 = 135;
/// The margins of a cell.
const MARGINS: u32 = 260;

/// The width of each column, in twentieths of a point: its share of `all`, and no less than the longest word of its head
/// needs, so that no word is broken. What a column lacks, the widest gives, as far as it can spare it.
pub(super) fn widths(table: &Table, all: u32) -> Vec<u32> {
    let shares: u32 = table.widths.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
    let mut widths: Vec<u32> = table.widths.iter().map(|share| all * u32::from(*share) / shares).collect();
    let needs: Vec<u32> = table.head.iter().map(|heading| need(heading)).collect();
    for (at, need) in needs.iter().enumerate() {
        let lacks = widths.get(at).map_or(0, |width| need.saturating_sub(*width));
        let spare =
            |(other, width): (usize, &u32)| (width.saturating_sub(needs.get(other).copied().unwrap_or(0)), other);
        let givers = widths.iter().enumerate().filter(|(other, _)| *other != at).map(spare);
        let Some((spare, giver)) = givers.max() else { continue };
        let given = spare.min(lacks);
        for (column, width) in widths.iter_mut().enumerate() {
            if column == giver {
                *width -= given;
            } else if column == at {
                *width += given;
            }
        }
    }
    widths
}

/// What the longest word of a heading needs.
fn need(heading: &str) -> u32 {
    let longest = heading.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    MARGINS + LETTER * u32::try_from(longest.min(40)).unwrap_or(40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_head_is_broken() {
        let head = ["Respondent", "Category", "Response", "Rationale"];
        let table = Table::new("Question 1", &head, Vec::new()).with_widths(&[3, 3, 2, 6]);
        let widths = widths(&table, 9026);
        assert!(widths.iter().zip(head).all(|(width, heading)| *width >= need(heading)), "{widths:?}");
        assert!(widths.iter().sum::<u32>() <= 9026);
        let narrow = Table::new("Objectives", &["Letter", "What it asks"], Vec::new()).with_widths(&[1, 9]);
        assert_eq!(super::widths(&narrow, 9026).first(), Some(&need("Letter")));
    }
}
