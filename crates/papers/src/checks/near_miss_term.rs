//! EN140: a name is not written with one word slightly other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::wording::plain;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN140",
    name: "near-miss-term",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A capitalised phrase that equals the name of a body or document of the Code, or a term defined in the \
                    same text, but for one word that looks much like the right one (“Data Communication Company”), or in the name of a body \
                    begins like it. The \
                    plural of a last word and the words of respondents are left alone.",
        why: "A name that is nearly right is taken for another thing, and no search finds it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN140-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN140-right.txt");

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z][A-Za-z-]*"));

/// Names of fewer words are too like plain speech.
const FEWEST: usize = 3;

/// A word of the text: where it stands and what it is.
struct Word<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// A phrase that is nearly a name, and where it stands.
struct Near<'a> {
    name: &'a [String],
    places: Vec<(usize, usize)>,
}

/// Names, found by a word: a phrase that is a name but for one word has its first word or its second.
struct Names {
    all: Vec<Vec<String>>,
    /// Which names have a word (small letters) at the first place or the second.
    by_word: HashMap<(usize, String), Vec<usize>>,
}

impl Names {
    fn of(all: Vec<Vec<String>>) -> Self {
        let mut by_word: HashMap<(usize, String), Vec<usize>> = HashMap::new();
        for (index, name) in all.iter().enumerate() {
            for (place, word) in name.iter().take(2).enumerate() {
                by_word.entry((place, word.to_ascii_lowercase())).or_default().push(index);
            }
        }
        Self { all, by_word }
    }

    /// The names that share the first or the second word with a phrase, in their order.
    fn like(&self, phrase: &[&str]) -> impl Iterator<Item = &Vec<String>> {
        let words = phrase.iter().take(2).enumerate().map(|(place, word)| (place, word.to_ascii_lowercase()));
        let at: BTreeSet<usize> = words.filter_map(|word| self.by_word.get(&word)).flatten().copied().collect();
        at.into_iter().filter_map(|index| self.all.get(index))
    }
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    // A hyphen joins two words: `Change Sub-Committee` has three.
    let is_long =
        |name: &Vec<String>| name.len() > 1 && name.iter().map(|word| word.split('-').count()).sum::<usize>() >= FEWEST;
    let mut seen = BTreeSet::new();
    let names = names(papers).into_iter().filter(|name| seen.insert(name.clone()));
    let names = Names::of(names.map(|name| split(&name)).filter(is_long).collect());
    let bodies = Names::of(bodies(papers).iter().map(|name| split(name)).filter(is_long).collect());
    let text = papers.words.text();
    let words: Vec<Word<'_>> =
        WORD.find_iter(text).map(|word| Word { start: word.start(), end: word.end(), text: word.as_str() }).collect();
    let mut by_phrase: BTreeMap<String, Near<'_>> = BTreeMap::new();
    let lengths: BTreeSet<usize> = names.all.iter().map(Vec::len).collect();
    for length in lengths {
        for window in words.windows(length) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            let capital = |word: &Word<'_>| word.text.starts_with(|c: char| c.is_ascii_uppercase());
            if !capital(first) || !capital(last) || !is_one_phrase(text, window) {
                continue;
            }
            let phrase: Vec<&str> = window.iter().map(|word| word.text).collect();
            if names.like(&phrase).any(|name| equal(name, &phrase)) {
                continue;
            }
            let near = names.like(&phrase).find(|name| is_near(name, &phrase, look_alike));
            let Some(name) = near.or_else(|| bodies.like(&phrase).find(|name| is_near(name, &phrase, is_of_family)))
            else {
                continue;
            };
            let near = by_phrase.entry(phrase.join(" ")).or_insert(Near { name, places: Vec::new() });
            near.places.push((first.start, last.end));
        }
    }
    for (phrase, Near { name, places }) in by_phrase {
        let Some((start, end)) = places.first() else { continue };
        let name = name.join(" ");
        let message = format!("“{phrase}” is nearly the name “{name}”, and is no name of its own.");
        let mut finding = CHECK
            .finding(Level::Warning, papers.words.place(*start, *end), message)
            .value("phrase", phrase.as_str())
            .value("name", name.as_str());
        for (again, _) in places.iter().skip(1) {
            finding = finding.see(papers.words.line_at(*again), "again here");
        }
        found.push(finding.mended_by(format!("Write “{name}” if that is meant.")));
    }
}

/// Names of the bodies of the Code: there are few, so that one word of the same family is a slip too.
fn bodies(papers: &Papers<'_>) -> Vec<String> {
    papers.known.code().map_or(Vec::new(), |code| code.bodies.iter().map(|body| body.title.clone()).collect())
}

/// Names of bodies and documents of the Code, its defined terms, and those that the text defines.
fn names(papers: &Papers<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(code) = papers.known.code() {
        names.extend(code.bodies.iter().flat_map(|body| body.aliases.iter().chain([&body.title]).cloned()));
        names.extend(code.categories.iter().map(|category| category.title.clone()));
    }
    for document in papers.known.editions().flat_map(legaltext::Edition::documents) {
        names.push(document.title().to_owned());
        names.extend(document.definitions().into_iter().map(|(_, definition)| definition.term().to_owned()));
    }
    if let Some(text) = papers.this.legal_text() {
        names.extend(text.definitions.iter().map(|definition| definition.term.value.clone()));
        names.extend(text.documents.iter().filter_map(|document| document.title.clone()));
        let clauses = text.clauses.iter().map(super::parts::whole_text);
        names.extend(clauses.flat_map(|words| {
            legaltext::inline_definitions(&words).into_iter().map(|inline| inline.term).collect::<Vec<_>>()
        }));
    }
    names
}

/// Nothing but spaces stands between the words.
fn is_one_phrase(text: &str, window: &[Word<'_>]) -> bool {
    window.iter().zip(window.iter().skip(1)).all(|(a, b)| text.get(a.end..b.start) == Some(" "))
}

fn split(name: &str) -> Vec<String> {
    plain(name).split(' ').map(str::to_owned).collect()
}

fn equal(name: &[String], phrase: &[&str]) -> bool {
    let last = name.len().saturating_sub(1);
    name.len() == phrase.len()
        && name.iter().zip(phrase).enumerate().all(|(index, (a, b))| {
            a.eq_ignore_ascii_case(b) || index == last && singular(a).eq_ignore_ascii_case(singular(b))
        })
}

/// All words but one are the same, and that one looks much like the right one.
fn is_near(name: &[String], phrase: &[&str], alike: impl Fn(&str, &str) -> bool) -> bool {
    if name.len() != phrase.len() {
        return false;
    }
    let last = name.len().saturating_sub(1);
    let other: Vec<(usize, (&String, &&str))> =
        name.iter().zip(phrase).enumerate().filter(|(_, (a, b))| !a.eq_ignore_ascii_case(b)).collect();
    let [(index, (right, written))] = other.as_slice() else { return false };
    if *index == last && singular(right).eq_ignore_ascii_case(singular(written)) {
        return false;
    }
    written.starts_with(|c: char| c.is_ascii_uppercase()) && alike(right, written)
}

/// Words that begin alike and end otherwise: `Advice` for `Advisory`.
fn is_of_family(a: &str, b: &str) -> bool {
    const SHARED: usize = 4;
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    shared >= SHARED && shared * 2 >= a.len().max(b.len())
}

/// A slip of the pen: at most two letters apart in words of six letters or more.
fn look_alike(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 6;
    a.len() >= SHORTEST && b.len() >= SHORTEST && distance(&a.to_lowercase(), &b.to_lowercase()) <= 2
}

/// How many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, letter) in a.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (other, above) in b.iter().zip(row.iter().skip(1)) {
            let cost = diagonal + usize::from(*other != letter);
            left = cost.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn singular(word: &str) -> &str {
    word.strip_suffix("ies").or(word.strip_suffix('s')).or(word.strip_suffix('y')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_slip_of_the_pen_is_near() {
        let near = |name: &str, phrase: &str| {
            let phrase: Vec<&str> = phrase.split(' ').collect();
            is_near(&split(name), &phrase, look_alike)
        };
        assert!(near("Data Communications Company", "Data Communication Company"));
        assert!(!near("Data Communications Company", "Data Communications Companies"));
        assert!(near("Change Sub-Committee", "Change Sub-Committe"));
        assert!(is_of_family("Advisory", "Advice") && !is_of_family("Advisory", "Additional"));
        assert!(!near("Technical Sub-Committee Chair", "Security Sub-Committee Chair"));
        assert!(!near("Path One Modification", "Path Two Modification"));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
