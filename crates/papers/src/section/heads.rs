//! The numbers and labels at the heads of lines.

use legaltext::Number;

/// A number at the head of a line and the words after it.
pub(super) struct Head<'t> {
    pub(super) number: Number,
    pub(super) words: &'t str,
    /// A tab stands after it, as after a printed number.
    pub(super) tabbed: bool,
}

/// The number at the head of a line, however it is punctuated: `D1.2`, `3.2.`, `(a)`, `a)`, `iv.` is none.
pub(super) fn head(text: &str) -> Option<Head<'_>> {
    let text = text.trim_start();
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    let (token, after) = text.split_at_checked(end)?;
    let number = number(token)?;
    let blank = after.len() - after.trim_start().len();
    let tabbed = after.get(..blank).is_some_and(|blank| blank.contains('\t')) || after.trim().is_empty();
    Some(Head { number, words: after.trim(), tabbed })
}

/// A number as a Code prints it, from however a file prints it.
pub(super) fn number(token: &str) -> Option<Number> {
    let token = token.trim().trim_end_matches(['.', ':', '\u{2013}', '\u{2014}']);
    if let Ok(number) = token.parse() {
        return Some(number);
    }
    // `a)` and `1)` are labels too.
    let inner = token.strip_suffix(')')?;
    (!inner.is_empty() && inner.len() <= 6 && inner.chars().all(|c| c.is_ascii_alphanumeric()))
        .then(|| format!("({inner})").parse().ok())
        .flatten()
}

/// The label of a list item at automatic numbering that prints `a.` or `i`: in a list, every number is a label.
pub(super) fn label(token: &str) -> Option<Number> {
    let inner = token.trim().trim_matches(['(', ')', '.', ':', ' ']);
    (!inner.is_empty() && inner.len() <= 7 && inner.chars().all(|c| c.is_ascii_alphanumeric()))
        .then(|| format!("({inner})").parse().ok())
        .flatten()
}

/// Which runs of labels a label can belong to, and its place in each.
fn places(label: &Number) -> Vec<(Run, u32)> {
    let inner = label.as_str().trim_matches(['(', ')']);
    let mut found = Vec::new();
    let lower = inner.to_ascii_lowercase();
    let upper = inner.chars().all(|c| c.is_ascii_uppercase());
    if inner.chars().all(|c| c.is_ascii_digit()) {
        found.extend(inner.parse().ok().map(|n| (Run::Digits, n)));
    } else if upper || inner.chars().all(|c| c.is_ascii_lowercase()) {
        let (letters, romans) =
            if upper { (Run::Capitals, Run::Romans(true)) } else { (Run::Letters, Run::Romans(false)) };
        found.extend(letter_place(&lower).map(|n| (letters, n)));
        found.extend(roman_place(&lower).map(|n| (romans, n)));
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Letters,
    Capitals,
    Romans(bool),
    Digits,
}

/// `a` is 1, `z` 26, `aa` 27 whether it is followed by `bb` or `ab`.
fn letter_place(letters: &str) -> Option<u32> {
    let mut bytes = letters.bytes();
    let first = u32::from(bytes.next()? - b'a') + 1;
    let Some(second) = bytes.next() else { return Some(first) };
    let second = u32::from(second - b'a') + 1;
    match (bytes.next(), first == second) {
        (None, true) => Some(26 + first),
        (None, false) => Some(26 * first + second),
        (Some(_), _) => None,
    }
}

fn roman_place(letters: &str) -> Option<u32> {
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let mut total = 0_u32;
    let mut last = 0;
    for c in letters.chars().rev() {
        let value = value(c)?;
        total = if value < last { total.checked_sub(value)? } else { total + value };
        last = last.max(value);
    }
    Some(total)
}

/// True when the label is printed right after the other in one list.
pub(super) fn follows(label: &Number, before: &Number) -> bool {
    let befores = places(before);
    let next = places(label).into_iter().any(|(run, place)| befores.contains(&(run, place.saturating_sub(1))));
    next || inserted_after(label, before)
}

/// `(aa)` or `(ba)` inserted after `(a)` or `(b)`, and `(c)` after `(ba)`.
fn inserted_after(label: &Number, before: &Number) -> bool {
    let inner = |n: &Number| n.as_str().trim_matches(['(', ')']).to_owned();
    let (label, before) = (inner(label), inner(before));
    let base = |text: &str| text.chars().next();
    if before.len() == 1 && label.len() == 2 {
        return label.starts_with(&before) && label.ends_with(['a', 'A']);
    }
    if before.len() == 2 && label.len() == 1 {
        let after = base(&before).and_then(|c| char::from_u32(u32::from(c) + 1));
        return after == base(&label);
    }
    false
}

/// True for a label that begins a list.
pub(super) fn begins(label: &Number) -> bool {
    places(label).into_iter().any(|(_, place)| place == 1)
}

/// True when both labels can stand in one list, whatever stands between them.
pub(super) fn same_run(label: &Number, other: &Number) -> bool {
    let others = places(other);
    places(label).into_iter().any(|(run, place)| others.iter().any(|(r, p)| *r == run && *p < place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_known_however_they_are_punctuated() {
        let read = |t| head(t).map(|h| (h.number.to_string(), h.words.to_owned(), h.tabbed));
        let found = |n: &str, w: &str, t| Some((n.to_owned(), w.to_owned(), t));
        assert_eq!(read("D1.2\tThe Panel"), found("D1.2", "The Panel", true));
        assert_eq!(read("3.2. Words"), found("3.2", "Words", false));
        assert_eq!(read("a) when"), found("(a)", "when", false));
        assert_eq!(read("(iv)"), found("(iv)", "", true));
        assert_eq!(read("The Panel"), None);
    }

    #[test]
    fn labels_follow_one_another_in_letters_romans_and_digits() {
        for (before, label) in [
            ("(a)", "(b)"),
            ("(h)", "(i)"),
            ("(i)", "(ii)"),
            ("(iv)", "(v)"),
            ("(z)", "(aa)"),
            ("(A)", "(B)"),
            ("(9)", "(10)"),
            ("(a)", "(aa)"),
            ("(ba)", "(c)"),
        ] {
            assert!(follows(&of(label), &of(before)), "{before} {label}");
        }
        assert!(!follows(&of("(i)"), &of("(a)")));
        assert!(begins(&of("(i)")) && begins(&of("(a)")) && begins(&of("(A)")) && !begins(&of("(b)")));
        assert!(same_run(&of("(d)"), &of("(b)")) && !same_run(&of("(B)"), &of("(a)")));
    }
}
