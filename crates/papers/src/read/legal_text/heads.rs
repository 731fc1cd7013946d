//! Running heads and feet that an extraction wrote into the text: recognised by their own parts, cut out, and read for
//! the version and date they carry.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::words::{Vocabulary, distance};
use crate::layout::pattern::pattern;

/// The words that follow the modification in a running head and say how final the paper is.
const STATUSES: [&str; 4] = ["Draft", "Final", "Approved", "Issued"];

static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bPage \d+ of \d+\b"));
static VERSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[Vv]ersion (\d+(?:\.\d+)*)$"));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(\d{1,2})\D{0,3} (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})$",
    )
});
static ADMINISTERED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bAdministered by (\p{Lu}[\p{L}\d&]+)"));
static CLASSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\bclass(?:ifi)?ed as \W*(?:White|Green|Amber|Red|Clear)\b)"));
static COPYRIGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:©|Copyright)\s.*\b\d{4}$"));
/// The title line of the paper repeated: a modification and its title in quotation marks.
static TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z]{0,6}P ?\d{2,5}[A-Z]? [‘'“\x22].*[’'”\x22]$"));

/// What a page's furniture says of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A page number, an address, a classification, a copyright line or the title.
    Silent,
    /// The version.
    Version(String),
    /// The date.
    Date(Option<Date>),
    /// The name of who administers the paper, which is also the name on the logo.
    Administrator(String),
}

/// A line that is furniture by its own form.
pub(super) fn part(line: &str) -> Option<Part> {
    let line = line.trim();
    // Most lines are none of these, which a look at their first and last sign or one word tells.
    let ends = (line.chars().next()?, line.chars().next_back()?);
    let may_be = ends.1.is_ascii_digit() || matches!(ends.1, '’' | '\'' | '”' | '"');
    if !may_be && !["Page ", "Administered by", "classed as", "classified as"].iter().any(|word| line.contains(word)) {
        return None;
    }
    if let Some(found) = VERSION.captures(line) {
        return found.get(1).map(|version| Part::Version(version.as_str().to_owned()));
    }
    if DATE.is_match(line) {
        return Some(Part::Date(date(line)));
    }
    if let Some(found) = ADMINISTERED.captures(line) {
        return found.get(1).map(|name| Part::Administrator(name.as_str().to_owned()));
    }
    [&PAGE, &CLASSED, &COPYRIGHT, &TITLE].iter().any(|form| form.is_match(line)).then_some(Part::Silent)
}

fn date(line: &str) -> Option<Date> {
    let found = DATE.captures(line)?;
    let month = match found.get(2)?.as_str() {
        "January" => 1,
        "February" => 2,
        "March" => 3,
        "April" => 4,
        "May" => 5,
        "June" => 6,
        "July" => 7,
        "August" => 8,
        "September" => 9,
        "October" => 10,
        "November" => 11,
        _ => 12,
    };
    Date::new(found.get(3)?.as_str().parse().ok()?, month, found.get(1)?.as_str().parse().ok()?).ok()
}

/// The running head of a paper: its modification and status, as a scan may misread them.
#[derive(Debug)]
pub(super) struct RunningHead {
    digits: Vec<char>,
    letters: usize,
}

/// A running head found at the end of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The words before it that it does not touch.
    pub(super) before: String,
    /// The word that it is printed over, as read, with what can be read of it.
    pub(super) over: Option<Overprinted>,
}

/// A word whose end is printed over.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Overprinted {
    /// As it stands in the file.
    pub(super) printed: String,
    /// Its start, where the document uses a word that begins so.
    pub(super) start: Option<String>,
}

impl RunningHead {
    /// The running head of a paper on `modification` (`SECMP0049`).
    pub(super) fn of(modification: &str) -> Option<Self> {
        let digits: Vec<char> = modification.chars().filter(char::is_ascii_digit).collect();
        let letters = modification.chars().filter(|c| c.is_alphabetic()).count();
        (digits.len() >= 3).then_some(Self { digits, letters })
    }

    /// Finds the head at the end of a line.
    pub(super) fn find(&self, line: &str, vocabulary: &Vocabulary) -> Option<Found> {
        let (text, status) = line.trim().rsplit_once([' ', '\t'])?;
        let text = text.strip_suffix(['-', '–'])?;
        if !text.ends_with(char::is_whitespace) || !(3..=9).contains(&status.chars().count()) {
            return None;
        }
        let text = text.trim_end();
        let (before, mark) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
        if !self.ends(mark) {
            return None;
        }
        if !STATUSES.iter().any(|known| distance(known, status) <= 2) {
            return None;
        }
        let read: String = mark.chars().take_while(|c| !c.is_ascii_digit()).collect();
        // The letters of the mark stand before its digits. Where there are too few, they are at the end of the word before.
        let (rest, over) = match read.chars().filter(|c| c.is_alphabetic()).count() {
            letters if letters == self.letters && read.chars().all(char::is_uppercase) => (before, None),
            letters if letters * 2 >= self.letters => (before, Some(mark)),
            _ => match before.trim_end().rsplit_once(char::is_whitespace) {
                Some((rest, word)) => (rest, Some(word)),
                None => ("", Some(before)),
            },
        };
        let over = over
            .filter(|word| word.chars().any(char::is_alphabetic))
            .map(|word| Overprinted { printed: word.to_owned(), start: vocabulary.readable_start(word, line) });
        Some(Found { before: words_only(rest), over })
    }

    /// The mark ends with the digits of the modification, as a scan may misread them.
    fn ends(&self, mark: &str) -> bool {
        let mut read = mark.chars().rev();
        self.digits.iter().rev().all(|digit| read.next().is_some_and(|sign| misread(*digit, sign)))
    }
}

/// The second line of a running head (`Legal Text`) at the end of a line whose last word it is printed over.
pub(super) fn second_line(line: &str, second: &str, vocabulary: &Vocabulary) -> Option<Found> {
    let end = second.split_whitespace().last()?;
    let before = line.trim().strip_suffix(end)?.strip_suffix(' ')?;
    let (rest, word) = before.rsplit_once(char::is_whitespace)?;
    if !word.chars().all(char::is_alphabetic) || vocabulary.knows_elsewhere(word, line) {
        return None;
    }
    let start = vocabulary.readable_start(word, line);
    Some(Found { before: rest.trim_end().to_owned(), over: Some(Overprinted { printed: word.to_owned(), start }) })
}

/// Nothing, where a line holds only signs.
fn words_only(line: &str) -> String {
    if line.chars().any(char::is_alphanumeric) { line.trim_end().to_owned() } else { String::new() }
}

/// What a scan may have read where a digit is printed.
fn misread(digit: char, read: char) -> bool {
    digit == read
        || match digit {
            '0' => matches!(read, 'o' | 'O'),
            '1' => matches!(read, 'l' | 'I'),
            '2' => matches!(read, 'z' | 'Z'),
            '4' => read == 'A',
            '5' => matches!(read, 's' | 'S'),
            '6' => read == 'b',
            '8' => read == 'B',
            '9' => read == 'g',
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(line: &str) -> Option<(String, Option<String>)> {
        let known = Vocabulary::of(["the changes to certain plans", line].into_iter());
        let found = RunningHead::of("DCP0071").unwrap().find(line, &known)?;
        Some((found.before, found.over.and_then(|over| over.start)))
    }

    /// S1-014: noise is cut out of a clause.
    #[test]
    fn a_running_head_is_cut_from_the_word_it_is_printed_over() {
        let some = |before: &str, start: Option<&str>| Some((before.to_owned(), start.map(str::to_owned)));
        assert_eq!(find("making of changegtP0071 - Draft"), some("making of", Some("change")));
        assert_eq!(find("subject t@tagiroo7l - Draft"), some("subject", None));
        assert_eq!(find("such planfg 0071 - brat"), some("such", Some("plan")));
        assert_eq!(find(". , . . DCP0071 - Draft"), some("", None));
        assert_eq!(find("the plan DCP0071 - Draft"), some("the plan", None));
        assert_eq!(find("the plan DCP0071 - Consultation"), None);
        assert_eq!(find("a draft of 0072 - Draft"), None);
    }

    /// S1-008, S1-014: what stands at the foot of a page is read and is no clause.
    #[test]
    fn furniture_is_known_by_its_form_and_read() {
        assert_eq!(part("5t October 2018"), Some(Part::Date(Date::new(2018, 10, 5).ok())));
        assert_eq!(part("Version 1.2"), Some(Part::Version("1.2".into())));
        assert_eq!(part("G Administered by Northgate, 8 High Street"), Some(Part::Administrator("Northgate".into())));
        assert_eq!(part("Q:.Q ABCD 61_1210_11_Appx B Page 4 of 16"), Some(Part::Silent));
        assert_eq!(part("This document is classified as **Clear** in accordance with the policy."), Some(Part::Silent));
        assert_eq!(part("the documents classified by the Panel"), None);
        assert_eq!(part("Version 1.2 of the plan"), None);
    }
}
