//! Labels of list paragraphs: `(a)`, `(i)`, `(A)`, `(1)`, and what a scan makes of them.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::pattern::pattern;

/// A label as it must be: a letter, a doubled letter, a roman number, a number.
static CLEAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\((?:[a-z]|[A-Z]|aa|bb|cc|dd|ee|ff|gg|hh|[ivxl]{1,7}|[IVXL]{1,7}|\d{1,2})\)$"));
/// Brackets, whole or broken, round at most three signs of which none is a word: `(©`, `)]`, `Q)`, `()`, `@)`.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:@|\(?[^\s\w()\[\]]{0,2}[)\]]{1,2}|\([^\s\w()\[\]]{0,2}[)\]]?|\(\d{1,2}|\(?(?:[\w@©€]|[1lIivx]{1,5}|\d{2})[)\]])$",
    )
});
/// The first word of a line and what follows it.
static FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\S+)(?:\s+(.*))?$"));

/// How the paragraphs of a list are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// (a), (b) … (z), (aa).
    Letters,
    /// (i), (ii).
    Roman,
    /// (A), (B).
    Capitals,
    /// (1), (2).
    Numbers,
}

/// How well a printed label fits a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is that label.
    Exact,
    /// A scan can have made it of that label.
    Damaged,
    /// It is another.
    No,
}

/// A label as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// As it stands in the file.
    pub(super) printed: String,
    /// It has the form that a label must have.
    pub(super) clean: bool,
}

impl Counting {
    /// The label at a place, counted from 1.
    pub(super) fn label(self, place: usize) -> Option<String> {
        let inner = match self {
            Self::Letters => letters(place)?,
            Self::Roman => roman(place)?,
            Self::Capitals => letters(place)?.to_uppercase(),
            Self::Numbers => place.to_string(),
        };
        Some(format!("({inner})"))
    }

    /// The counting inside a paragraph counted so.
    pub(super) fn inside(self) -> Self {
        match self {
            Self::Letters | Self::Numbers => Self::Roman,
            Self::Roman | Self::Capitals => Self::Capitals,
        }
    }

    /// The place of a clean label.
    pub(super) fn place(self, label: &str) -> Option<usize> {
        // Beyond (hh) a doubled letter would be taken for a roman number.
        let last = if self == Self::Letters { 34 } else { 60 };
        (1..=last).find(|place| self.label(*place).as_deref() == Some(label))
    }
}

/// a … z, then aa, bb …
fn letters(place: usize) -> Option<String> {
    let letter = char::from(b'a' + u8::try_from((place.checked_sub(1)?) % 26).ok()?);
    Some(std::iter::repeat_n(letter, (place - 1) / 26 + 1).collect())
}

fn roman(mut place: usize) -> Option<String> {
    if !(1..=89).contains(&place) {
        return None;
    }
    let mut text = String::new();
    for (value, digits) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while place >= value {
            text.push_str(digits);
            place -= value;
        }
    }
    Some(text)
}

impl Label {
    /// How well the label fits a place. Misreadings count only where `damaged` says that the file has them.
    pub(super) fn fit(&self, counting: Counting, place: usize, damaged: bool) -> Fit {
        let Some(due) = counting.label(place) else { return Fit::No };
        if self.clean && self.printed == due {
            return Fit::Exact;
        }
        if !damaged {
            return Fit::No;
        }
        let due = due.trim_matches(['(', ')']);
        let read = self.printed.trim_matches(['(', ')', '[', ']']);
        let single = {
            let mut signs = read.chars();
            signs.next().filter(|_| signs.next().is_none())
        };
        let fits = match single {
            // A sign, a lone capital or nothing at all says nothing of what was printed.
            None if read.is_empty() => true,
            Some(sign) if !sign.is_alphanumeric() || (!self.clean && sign.is_uppercase()) => true,
            Some('1' | 'l' | 'I') => matches!(due, "i" | "l" | "j" | "ii"),
            Some('i') => matches!(due, "ii" | "l" | "j" | "iii"),
            Some('9') => matches!(due, "g" | "q"),
            Some('0') => due == "o",
            Some('5') => due == "s",
            Some('6') => due == "b",
            Some(_) => false,
            None => matches!((read, due), ("ii" | "li" | "il" | "11" | "1i" | "i1", "ii" | "iii")),
        };
        if fits { Fit::Damaged } else { Fit::No }
    }
}

/// The first word of a line as a label, and the words behind it. Broken labels count only in a damaged file.
pub(super) fn split(line: &str, damaged: bool) -> Option<(Label, &str)> {
    let found = FIRST.captures(line.trim())?;
    let printed = found.get(1)?.as_str();
    let rest = found.get(2).map_or("", |rest| rest.as_str().trim());
    let clean = CLEAN.is_match(printed);
    if clean || (damaged && BROKEN.is_match(printed)) {
        return Some((Label { printed: printed.to_owned(), clean }, rest));
    }
    None
}

/// A single capital that stands where the first label of a list is due (`M` for `(i)`).
pub(super) fn lone_capital(line: &str) -> Option<(Label, &str)> {
    let found = FIRST.captures(line.trim())?;
    let printed = found.get(1)?.as_str();
    let rest = found.get(2)?.as_str().trim();
    let mut signs = printed.chars();
    let capital = signs.next().is_some_and(char::is_uppercase) && signs.next().is_none();
    (capital && !matches!(printed, "A" | "I") && rest.starts_with(char::is_lowercase))
        .then(|| (Label { printed: printed.to_owned(), clean: false }, rest))
}

/// A line that holds labels and nothing else.
pub(super) fn label_line(line: &str) -> Option<Vec<Label>> {
    let labels: Option<Vec<Label>> =
        line.split_whitespace().map(|word| split(word, true).map(|(label, _)| label)).collect();
    labels.filter(|labels| !labels.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_as_codes_count() {
        let row = |counting: Counting, places: [usize; 3]| places.map(|place| counting.label(place).unwrap());
        assert_eq!(row(Counting::Letters, [1, 26, 27]), ["(a)", "(z)", "(aa)"]);
        assert_eq!(row(Counting::Roman, [4, 9, 14]), ["(iv)", "(ix)", "(xiv)"]);
        assert_eq!(Counting::Roman.place("(vi)"), Some(6));
        assert_eq!(Counting::Letters.place("(vi)"), None);
        assert_eq!(Counting::Letters.place("(ii)"), None);
        assert_eq!(Counting::Letters.label(0), None);
    }

    #[test]
    fn what_a_scan_makes_of_labels_is_seen_as_a_label() {
        for printed in
            ["@", "(@)", "(©", "(©)", "(€)", "()", ")]", "Q)", "@)", "(1)", "(9)", "(0)", "(1", "(a)", "(iii)"]
        {
            assert!(split(&format!("{printed} the plan"), true).is_some(), "{printed}");
        }
        for text in [
            "(where the Panel",
            "(if any) the",
            "(or) the",
            "it; and",
            "[...]",
            "M in the case",
            "(a Party",
            "Code;",
            "to)",
        ] {
            let found = split(text, true);
            assert!(found.is_none(), "{text}: {found:?}");
        }
        assert!(split("@ the plan", false).is_none());
        assert!(lone_capital("M in the case").is_some());
        assert!(lone_capital("A party").is_none());
    }

    #[test]
    fn a_misread_label_fits_only_what_it_can_have_been() {
        let label = |printed: &str| split(printed, true).unwrap().0;
        assert_eq!(label("(1)").fit(Counting::Roman, 1, true), Fit::Damaged);
        assert_eq!(label("(1)").fit(Counting::Letters, 9, true), Fit::Damaged);
        assert_eq!(label("(1)").fit(Counting::Letters, 2, true), Fit::No);
        assert_eq!(label("(i)").fit(Counting::Roman, 2, true), Fit::Damaged);
        assert_eq!(label("(i)").fit(Counting::Roman, 2, false), Fit::No);
        assert_eq!(label("(9)").fit(Counting::Letters, 7, true), Fit::Damaged);
        assert_eq!(label("()").fit(Counting::Letters, 16, true), Fit::Damaged);
        assert_eq!(label("(k)").fit(Counting::Letters, 10, true), Fit::No);
    }
}
