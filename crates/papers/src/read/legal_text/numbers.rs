//! Numbers of provisions: `D10.22`, `3.2.4`, ranges of them, and misread ones that their place proves.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::pattern::pattern;

/// The pattern of a whole number, for use inside others: a Section's letter first, or an Appendix's numbers alone.
pub(super) const NUMBER: &str =
    r"(?:[A-Z]{1,2}\d+[A-Z]*(?:\.\d+[A-Z]*)*|\d+[A-Z]*(?:\.\d+[A-Z]*)+)(?:\([A-Za-z0-9]{1,5}\))*";

static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{NUMBER}$")));
/// A clause begins: a number with a stop in it, then its words, sometimes with the space lost.
static START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:[A-Z]{1,2}\d+[A-Z]?(?:\.\d+[A-Z]?)+|\d+(?:\.\d+[A-Z]?)+)|(?:[A-Z]{0,2}[\dlIOo]+(?:\.[\dlIOo]+)+))(?:\s+([A-Za-z“‘\x22(].*)|([A-Z][a-z].*))$",
    )
});
/// Words after which a number is a reference and not the start of a clause.
static REFERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:sections?|clauses?|paragraphs?|appendix|schedules?|condition|version|and|or|to|of|in|with|under|by|the|\))$",
    )
});
/// A number in a range, or a joiner.
static PIECE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<number>\b(?:[A-Z]{0,2}[\dlIO]+[A-Z]*(?:\.[\dlIO]+[A-Z]*)+|[A-Z]{0,2}\d+[A-Z]*)(?:\([A-Za-z0-9]{1,5}\))*)|(?P<to>\bto\b|[-–—])|(?P<and>\band\b|,|&)",
    )
});

/// The beginning of a clause as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// The number in the file.
    pub(super) printed: String,
    /// The words on the same line.
    pub(super) rest: String,
}

/// The text is a whole number of a provision.
pub(super) fn is_number(text: &str) -> bool {
    WHOLE.is_match(text)
}

/// A clause can begin on this line.
pub(super) fn start(line: &str) -> Option<Start> {
    let found = START.captures(line.trim())?;
    let rest = found.get(2).or_else(|| found.get(3))?.as_str();
    // A bracket behind a number is the heading of a clause referred to.
    if rest.starts_with('(') {
        return None;
    }
    // A range of numbers (`D1.3 to D1.4 …`) is none either.
    let range = ["to ", "and ", "or "].iter().find_map(|word| rest.strip_prefix(word));
    if range.and_then(|rest| rest.split_whitespace().next()).is_some_and(is_number) {
        return None;
    }
    Some(Start { printed: found.get(1)?.as_str().to_owned(), rest: rest.to_owned() })
}

/// The text before a number makes it a reference.
pub(super) fn refers(before: &str) -> bool {
    REFERS.is_match(before.trim_end())
}

/// The digits and letters of a number with what a scan confuses levelled.
fn levelled(number: &str) -> String {
    let mut letters = true;
    number
        .chars()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
        .map(|(index, c)| {
            letters &= index < 2 && c.is_uppercase();
            match c {
                _ if letters && index == 0 => c,
                'l' | 'I' => '1',
                'O' | 'o' => '0',
                other => other,
            }
        })
        .collect()
}

/// What a misread number must have been, among the numbers that may stand here. Nothing, unless exactly one fits.
pub(super) fn mend<'a>(printed: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let read = levelled(printed);
    let mut fitting: Vec<&str> = candidates
        .filter(|candidate| {
            let due = levelled(candidate);
            due == read || due.strip_prefix(|c: char| c.is_alphabetic()).is_some_and(|digits| digits == read)
        })
        .collect();
    fitting.dedup();
    match fitting.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// The numbers that an instruction names, each range written out; none where it names none or a range cannot be
/// written out.
pub(super) fn named(text: &str, letter: Option<&str>) -> Option<Vec<String>> {
    let mut numbers: Vec<String> = Vec::new();
    let mut range = false;
    for piece in PIECE.captures_iter(text) {
        if piece.name("to").is_some() {
            range = !numbers.is_empty();
        } else if let Some(found) = piece.name("number") {
            let number = whole(found.as_str(), numbers.last().map(String::as_str), letter)?;
            if std::mem::take(&mut range) {
                let first = numbers.pop()?;
                numbers.extend(between(&first, &number)?);
            } else {
                numbers.push(number);
            }
        }
    }
    (!numbers.is_empty() && !range).then_some(numbers)
}

/// A printed number made whole: the short end of a range takes the start of its beginning, a misread letter behind the
/// Section's own is a digit.
fn whole(printed: &str, before: Option<&str>, letter: Option<&str>) -> Option<String> {
    if let Some((stem, _)) = before.and_then(|before| before.rsplit_once('.'))
        && printed.chars().all(|c| c.is_ascii_digit())
    {
        return Some(format!("{stem}.{printed}"));
    }
    if is_number(printed) && !printed.contains(['l', 'I', 'O']) {
        return Some(printed.to_owned());
    }
    let letter = letter?;
    let digits = printed.strip_prefix(letter)?.replace(['l', 'I'], "1").replace('O', "0");
    let mended = format!("{letter}{digits}");
    is_number(&mended).then_some(mended)
}

/// Every number from `first` to `last`, which differ in their last part only. Inserted numbers (`B4.3A`) are written out
/// where the range begins or ends among them.
fn between(first: &str, last: &str) -> Option<Vec<String>> {
    let (stem, from) = first.rsplit_once('.')?;
    let (other, to) = last.rsplit_once('.')?;
    let (from, begins) = digits_and_letter(from)?;
    let (to, ends) = digits_and_letter(to)?;
    if stem != other || to.checked_sub(from)? >= 500 || (from == to && begins > ends) {
        return None;
    }
    let mut numbers = Vec::new();
    for part in from..=to {
        // Among the numbers inserted after a part: from where the range begins to where it ends.
        let first_letter = if part == from { begins } else { None };
        let last_letter = if part == to { ends } else { None };
        if first_letter.is_none() {
            numbers.push(format!("{stem}.{part}"));
        }
        if let Some(end) = last_letter {
            numbers.extend((first_letter.unwrap_or('A')..=end).map(|letter| format!("{stem}.{part}{letter}")));
        } else if let Some(letter) = first_letter {
            numbers.push(format!("{stem}.{part}{letter}"));
        }
    }
    Some(numbers)
}

/// `22` and none, or `3` and `A` of `3A`.
fn digits_and_letter(part: &str) -> Option<(u32, Option<char>)> {
    let digits = part.trim_end_matches(|c: char| c.is_ascii_uppercase());
    let mut letters = part.chars().skip(digits.len());
    let letter = letters.next();
    letters.next().is_none().then_some((digits.parse().ok()?, letter))
}

/// The number that follows in order.
pub(super) fn next(number: &str) -> Option<String> {
    let (stem, last) = number.rsplit_once('.')?;
    Some(format!("{stem}.{}", last.parse::<u32>().ok()?.checked_add(1)?))
}

/// The parts of a number in order, for comparison: `D10.9` is before `D10.22`.
pub(super) fn order(number: &str) -> Vec<(u32, String)> {
    number
        .split(['.', '('])
        .map(|part| {
            let digits: String = part.chars().filter(char::is_ascii_digit).collect();
            let letters: String = part.chars().filter(|c| c.is_alphabetic()).collect();
            (digits.parse().unwrap_or(0), letters)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_written_out_as_printed() {
        let list = |text: &str| named(text, Some("D")).map(|numbers| numbers.join(" "));
        assert_eq!(list("D10.22-27").as_deref(), Some("D10.22 D10.23 D10.24 D10.25 D10.26 D10.27"));
        assert_eq!(list("G7.18 to G7.20").as_deref(), Some("G7.18 G7.19 G7.20"));
        assert_eq!(list("D1.1, D1.4 and D2A.3").as_deref(), Some("D1.1 D1.4 D2A.3"));
        assert_eq!(list("C2.3(d)").as_deref(), Some("C2.3(d)"));
        assert_eq!(list("3.2.4").as_deref(), Some("3.2.4"));
        assert_eq!(list("to Section D1.1").as_deref(), Some("D1.1"));
        assert_eq!(list("D10.27 to D10.22"), None);
        assert_eq!(list("as follows"), None);
        assert_eq!(named("Al.1", Some("A")).map(|numbers| numbers.join(" ")).as_deref(), Some("A1.1"));
        assert_eq!(named("Al.1", Some("B")), None);
        assert_eq!(next("D1.4294967295"), None, "no number follows the last that can be held");
    }

    #[test]
    fn a_clause_begins_with_its_number_and_a_reference_does_not() {
        assert_eq!(start("L13.55Where the").unwrap().printed, "L13.55");
        assert_eq!(start("1.19 Notwithstanding").unwrap().rest, "Notwithstanding");
        assert_eq!(start("3.24 If a").unwrap().printed, "3.24");
        assert_eq!(start("D1.3 (Persons)"), None);
        assert_eq!(start("L9.1; and"), None);
        assert_eq!(start("L13.42."), None);
        assert!(refers("in accordance with Section") && refers("Sections D6.5 and") && !refers("the plan."));
    }

    #[test]
    fn a_misread_number_is_mended_only_where_one_fits() {
        let due = ["L1.18", "L1.19"];
        assert_eq!(mend("1.19", due.into_iter()), Some("L1.19"));
        assert_eq!(mend("3.24", ["3.2.4"].into_iter()), Some("3.2.4"));
        assert_eq!(mend("Ll.18", due.into_iter()), Some("L1.18"));
        assert_eq!(mend("1.1", due.into_iter()), None);
        assert_eq!(mend("3.24", ["3.2.4", "3.24"].into_iter()), None);
    }
}
