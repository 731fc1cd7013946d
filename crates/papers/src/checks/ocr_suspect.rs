//! EN132: words and numbers in which a scan took one character for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN132",
    name: "ocr-suspect",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A letter where only a figure can stand (“Section Al.1”, “2O24”), and a figure within a word that the \
                    document also has with the letter (“c0de” beside “code”).",
        why: "A number that was misread points at another clause, and nobody finds it with a search.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN132-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN132-right.txt");

/// The number of a clause with a letter for a figure: `Al.1`, `D1O.2`, `Hl1.2`.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Section|Clause|Paragraph)s? ([A-Z]{1,2}(?:\d*[lIO|]\d*)(?:\.\d+[lIO|]?\d*)*\.\d+|[A-Z]\d+\.(?:\d*[lIO|]\d*))(?:[\s,;.:)(]|$)",
    )
});
/// A figure with a letter between figures: `2O24`, `1l5`.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(£])(\d+[OolI]\d+)(?:[\s,;.:)]|$)"));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z][A-Za-z015]{3,}"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, (usize, Vec<usize>, String)> = BTreeMap::new();
    let mut mixed: Vec<(usize, &str)> = Vec::new();
    // An address is spelled as its owner likes.
    let lines = || papers.own_lines().filter(|line| !line.text.contains("://") && !line.text.contains('@'));
    // Only where a figure stands can a letter stand for one, or it for a letter.
    for line in lines().filter(|line| line.text.bytes().any(|byte| byte.is_ascii_digit())) {
        for pattern in [&CLAUSE, &FIGURE] {
            for token in pattern.captures_iter(&line.text).filter_map(|found| found.get(1)) {
                note(&mut seen, token.as_str(), figures(token.as_str()), line.number);
            }
        }
        let words = WORD.find_iter(&line.text).map(|word| word.as_str());
        let inside = |word: &&str| {
            word.bytes().zip(word.bytes().skip(1)).any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_digit())
        };
        mixed
            .extend(words.filter(|word| word.contains(['0', '1', '5'])).filter(inside).map(|word| (line.number, word)));
    }
    let words: BTreeSet<&str> = match mixed.is_empty() {
        true => BTreeSet::new(),
        false => lines().flat_map(|line| WORD.find_iter(&line.text)).map(|word| word.as_str()).collect(),
    };
    for (line, word) in mixed {
        let meant = [('1', 'l'), ('1', 'i'), ('0', 'o'), ('5', 's')]
            .iter()
            .map(|(figure, letter)| word.replace(*figure, &letter.to_string()))
            .find(|other| !other.contains(['0', '1', '5']) && words.contains(other.as_str()));
        if let Some(meant) = meant {
            note(&mut seen, word, meant, line);
        }
    }
    for (token, (line, again, meant)) in seen {
        let message = format!("“{token}” looks misread; “{meant}” may be meant.");
        let mut finding = CHECK
            .finding(Level::Note, papers.this.place(line, line, &token), message)
            .value("token", token.as_str())
            .value("meant", meant.as_str());
        for line in again.into_iter().take(5) {
            finding = finding.see(line, format!("{token} again"));
        }
        found.push(finding.mended_by("Compare the place with the original."));
    }
}

fn note(seen: &mut BTreeMap<String, (usize, Vec<usize>, String)>, token: &str, meant: String, line: usize) {
    match seen.get_mut(token) {
        Some((_, again, _)) => again.push(line),
        None => {
            seen.insert(token.to_owned(), (line, Vec::new(), meant));
        }
    }
}

/// The token with the figures that its letters stand for. A first letter names a Section and stays.
fn figures(token: &str) -> String {
    let figure = |c: char| match c {
        'l' | 'I' | '|' => '1',
        'O' | 'o' => '0',
        other => other,
    };
    let mut chars = token.chars();
    chars.next().map_or(String::new(), |first| std::iter::once(first).chain(chars.map(figure)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_letters_in_them() {
        let clause = |text: &str| CLAUSE.captures(text).map(|found| figures(&found[1]));
        assert_eq!(clause("in Section Al.1 as follows").as_deref(), Some("A1.1"));
        assert_eq!(clause("in Section D1O.2 as").as_deref(), Some("D10.2"));
        for right in
            ["in Section D9A.11", "Section A1.1", "Section L9", "Section IO", "Sections I and O", "Section I1.2"]
        {
            assert_eq!(clause(right), None, "{right}");
        }
        assert!(FIGURE.is_match("on 2O24.") && !FIGURE.is_match("CO2") && !FIGURE.is_match("20 of 24"));
    }
}
