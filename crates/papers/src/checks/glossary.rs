//! EN120: the acronyms that a document uses are those that its glossary lists, with the same full terms.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::Part;
use super::prose::pattern;
use super::wording::words;
use super::{Check, Explanation, Paper, Papers};
use crate::facts::GlossaryEntry;
use crate::finding::{Finding, Level};
use crate::layout::dates::date_prefix;
use crate::layout::marks::plain;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN120",
    name: "glossary",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "An acronym that the document uses and its glossary does not list, one that is listed and never \
                    used, and a full term that is written otherwise where the text introduces it. Words of the Code \
                    and answers of respondents in annexes are not the document's own and are left alone.",
        why: "The glossary says that it lists every acronym. A reader who does not find one there has nowhere else to \
              look, and two full terms for one acronym look like two things.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN120-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN120-right.txt");

/// Names that every reader knows by their letters alone.
const KNOWN: [&str; 10] = ["UK", "GB", "GBP", "EU", "AM", "PM", "ID", "TBC", "PDF", "URL"];

/// Longer words in capitals are words in capitals.
const LONGEST: usize = 8;

static ROMAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[IVXLC]{1,5}$"));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z0-9_&@:./#-]*[A-Za-z0-9]"));
static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([A-Z][A-Za-z]*[A-Z])(?:[’']?s)?\)"));

/// A use of an acronym.
struct Use {
    acronym: String,
    line: usize,
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let glossary = glossary(papers.this);
    if glossary.is_empty() {
        return;
    }
    let uses = uses(papers.this, glossary);
    let listed: BTreeSet<&str> = glossary.iter().map(|entry| entry.acronym.value.as_str()).collect();
    not_listed(papers, &uses, &listed, found);
    not_used(papers, glossary, found);
    introduced_otherwise(papers, glossary, found);
    listed_otherwise_before(papers, glossary, found);
}

fn glossary(paper: &Paper) -> &[GlossaryEntry] {
    match (paper.report(), paper.release()) {
        (Some(report), _) => &report.glossary,
        (None, Some(release)) => &release.glossary,
        (None, None) => &[],
    }
}

/// Used in the document's own words and not listed: one finding an acronym, at its first use.
fn not_listed(papers: &Papers<'_>, uses: &[Use], listed: &BTreeSet<&str>, found: &mut Vec<Finding>) {
    let mut missing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for used in uses.iter().filter(|used| !listed.contains(used.acronym.as_str())) {
        missing.entry(&used.acronym).or_default().push(used.line);
    }
    for (acronym, lines) in missing {
        let [first, again @ ..] = lines.as_slice() else { continue };
        let place = papers.this.place(*first, *first, acronym);
        let message = format!("The acronym {acronym} is used and the glossary does not list it.");
        let mut finding = CHECK
            .finding(Level::Warning, place, message)
            .value("acronym", acronym)
            .value("uses", lines.len())
            .mended_by(format!("List {acronym} with its full term, or write the term out."));
        for line in again.iter().take(5) {
            finding = finding.see(*line, format!("{acronym} again"));
        }
        found.push(finding);
    }
}

/// Listed, and nowhere else in the file, annexes included.
fn not_used(papers: &Papers<'_>, glossary: &[GlossaryEntry], found: &mut Vec<Finding>) {
    let table = table_lines(glossary);
    let wanted: HashSet<&str> = glossary.iter().map(|entry| entry.acronym.value.trim_end_matches('s')).collect();
    let mut used = HashSet::new();
    for line in &papers.this.lines {
        if !table.contains(&line.number) {
            // A number such as CR1088 uses the acronym CR.
            let letters = line.text.split(|c: char| !c.is_ascii_alphabetic()).map(|word| word.trim_end_matches('s'));
            used.extend(letters.filter(|word| word.len() > 1 && wanted.contains(word)));
        }
    }
    for entry in glossary.iter().filter(|entry| {
        let acronym = entry.acronym.value.as_str();
        acronym.chars().all(|c| c.is_ascii_alphabetic()) && !used.contains(acronym.trim_end_matches('s'))
    }) {
        let acronym = entry.acronym.value.as_str();
        let message = format!("The glossary lists {acronym}, which the document does not use.");
        let place = papers.this.place_of(&entry.acronym);
        found.push(CHECK.finding(Level::Note, place, message).value("acronym", acronym));
    }
}

/// The text introduces an acronym with another full term than the glossary gives.
fn introduced_otherwise(papers: &Papers<'_>, glossary: &[GlossaryEntry], found: &mut Vec<Finding>) {
    let table = table_lines(glossary);
    let prose = &papers.own;
    let mut told = BTreeSet::new();
    for introduced in INTRODUCED.captures_iter(prose.text()) {
        let (Some(whole), Some(acronym)) = (introduced.get(0), introduced.get(1)) else { continue };
        let Some(entry) = glossary.iter().find(|entry| entry.acronym.value == acronym.as_str()) else { continue };
        let Some((printed, length)) = other_term(prose.before(whole.start()), &entry.term) else { continue };
        if table.contains(&prose.line_at(whole.start())) || !told.insert(acronym.as_str()) {
            continue;
        }
        let place = prose.place(whole.start().saturating_sub(length), whole.end());
        let message = format!(
            "{} stands for “{printed}” where the text introduces it and for “{}” in the glossary.",
            acronym.as_str(),
            entry.term
        );
        found.push(
            CHECK
                .finding(Level::Warning, place, message)
                .value("acronym", acronym.as_str())
                .value("in_text", printed.as_str())
                .value("in_glossary", entry.term.as_str())
                .see(entry.acronym.line, "the glossary")
                .mended_by("Give the acronym one full term."),
        );
    }
}

/// The full term before an acronym, and its length in bytes, where it is an expansion other than `term`.
///
/// Only words that are plainly meant as the same term count: as many of them, most of them the same.
fn other_term(before: &str, term: &str) -> Option<(String, usize)> {
    let wanted = words(term);
    let printed = words(before);
    if let Some(other) = longer_or_shorter(before, &wanted) {
        return Some(other);
    }
    let tail = printed.get(printed.len().checked_sub(wanted.len())?..)?;
    if wanted.is_empty() || is_same(tail, &wanted) {
        return None;
    }
    let same = tail.iter().zip(&wanted).filter(|(a, b)| a == b).count();
    let initials = |all: &[String]| -> String {
        let meant = all.iter().filter(|word| !["of", "for", "and", "the", "in", "on", "to"].contains(&word.as_str()));
        meant.filter_map(|word| word.chars().next()).collect()
    };
    if same * 2 < wanted.len() || initials(tail) != initials(&wanted) {
        return None;
    }
    let from = before.split_whitespace().rev().take(wanted.len()).map(str::len).sum::<usize>() + wanted.len();
    let at = (before.len().saturating_sub(from)..before.len()).find(|at| before.is_char_boundary(*at))?;
    let printed = before.get(at..)?.trim();
    Some((printed.to_owned(), before.len() - at))
}

/// The same words, the last perhaps in the plural.
fn is_same(a: &[String], b: &[String]) -> bool {
    let Some(last) = a.len().checked_sub(1) else { return b.is_empty() };
    let bare = |index: usize, word: &String| match word.strip_suffix('s') {
        Some(singular) if index == last => singular.to_owned(),
        _ => word.clone(),
    };
    a.len() == b.len() && a.iter().zip(b).enumerate().all(|(index, (a, b))| bare(index, a) == bare(index, b))
}

/// A name in capitals before the acronym that begins as the full term does and has more or fewer words.
fn longer_or_shorter(before: &str, wanted: &[String]) -> Option<(String, usize)> {
    const JOINING: [&str; 8] = ["of", "for", "and", "the", "in", "on", "to", "&"];
    let first = wanted.first()?;
    let mut name: Vec<&str> = Vec::new();
    let mut start = None;
    for word in before.split_whitespace().rev() {
        let is_name = word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', ';', ':', ')', '?']);
        if !is_name && !JOINING.contains(&word) {
            break;
        }
        name.insert(0, word);
        if words(word).first() == Some(first) {
            start = Some(name.len());
            break;
        }
    }
    start?;
    let printed = name.join(" ");
    let said = words(&printed);
    if said.len() == wanted.len() || said.len() < 2 {
        return None;
    }
    // All the words of the longer one may be there with more behind them: another, longer name.
    if said.len() > wanted.len() && said.get(..wanted.len()) == Some(wanted) {
        return None;
    }
    let shared = said.iter().filter(|word| wanted.contains(word)).count();
    let length = before.len() - before.rfind(name.first()?)?;
    (shared * 2 >= wanted.len().max(said.len())).then_some((printed, length))
}

/// An earlier document lists the same acronym with another full term: it may be the same body under two names.
fn listed_otherwise_before(papers: &Papers<'_>, own: &[GlossaryEntry], found: &mut Vec<Finding>) {
    for entry in own {
        let acronym = entry.acronym.value.as_str();
        let other = papers.earlier.iter().find_map(|paper| {
            let other = glossary(paper).iter().find(|other| other.acronym.value == acronym)?;
            (words(&other.term) != words(&entry.term)).then_some((paper, other))
        });
        let Some((paper, other)) = other else { continue };
        let message = format!(
            "{acronym} stands for “{}” here and for “{}” in {}; say whether both are meant to be the same.",
            entry.term, other.term, paper.path
        );
        found.push(
            CHECK
                .finding(Level::Note, papers.this.place_of(&entry.acronym), message)
                .value("acronym", acronym)
                .value("here", entry.term.as_str())
                .value("there", other.term.as_str())
                .see_in(&paper.path, other.acronym.line, format!("lists {acronym}")),
        );
    }
}

/// The lines of the glossary's own table.
fn table_lines(glossary: &[GlossaryEntry]) -> RangeInclusive<usize> {
    let from = glossary.iter().map(|entry| entry.acronym.line).min().unwrap_or(1);
    let to = glossary.iter().map(|entry| entry.acronym.end_line).max().unwrap_or(0);
    from..=to
}

/// Every acronym in the document's own words.
fn uses(paper: &Paper, glossary: &[GlossaryEntry]) -> Vec<Use> {
    let parts = paper.parts();
    let table = table_lines(glossary);
    let mut uses = Vec::new();
    for line in paper.lines.iter().filter(|line| has_capitals(&line.text)) {
        if parts.of(line.number) == Part::Own && !table.contains(&line.number) {
            acronyms(&plain(&line.text), line.number, &mut uses);
        }
    }
    let wanted: HashSet<String> = uses.iter().map(|used| used.acronym.to_lowercase()).collect();
    let words = paper.lines.iter().flat_map(|line| line.text.split(|c: char| !c.is_alphabetic()));
    let lower_case: HashSet<&str> = words
        .filter(|word| (2..=LONGEST).contains(&word.len()) && is_lower_case(word) && wanted.contains(*word))
        .collect();
    // A word that the document also writes in small letters is stressed, not short for something; and a proposer's
    // organisation is a name.
    let organisation = paper.report().and_then(|report| report.proposer.organisation.as_ref());
    let names: Vec<&str> = organisation.map_or(Vec::new(), |name| name.value.split_whitespace().collect());
    uses.retain(|used| {
        !lower_case.contains(used.acronym.to_lowercase().as_str()) && !names.contains(&used.acronym.as_str())
    });
    uses
}

fn is_lower_case(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_lowercase)
}

/// Two capitals side by side, or a capital beside an `&`: no line without them holds an acronym.
fn has_capitals(line: &str) -> bool {
    let bytes = line.as_bytes();
    let capital = |byte: &u8| byte.is_ascii_uppercase() || *byte == b'&';
    bytes.iter().zip(bytes.iter().skip(1)).any(|(a, b)| capital(a) && capital(b))
}

fn acronyms(line: &str, number: usize, uses: &mut Vec<Use>) {
    if is_shouted(line) {
        return;
    }
    // `Section T`, `Appendices E, AB and AH`: letters that name a document of the Code.
    let mut names_documents = false;
    let mut previous = "";
    // The year of the date that begins a row of a timetable has no unit, and neither has the figure of another cell.
    let lead = line.len() - line.trim_start().len();
    let dated = date_prefix(line.trim_start()).map_or(0, |(_, rest)| line.len() - rest.len()).max(lead);
    let mut reached = 0;
    for found in WORD.find_iter(line) {
        let word = found.as_str();
        // An address, and a number with its unit, hold no acronym.
        let gap = line.get(reached..found.start()).unwrap_or_default();
        let parted = gap.contains('\t') || gap.contains("  ") || gap.contains('|') || reached == dated;
        let after_figure = !parted && previous.chars().last().is_some_and(|c| c.is_ascii_digit());
        reached = found.end();
        if word.contains("://") || word.contains('@') || word.contains("www.") || word.contains('_') {
            previous = word;
            continue;
        }
        for piece in word.split(['-', '/', '.', '#', ':']) {
            if is_acronym(piece) && !names_documents && !after_figure {
                let acronym = piece.strip_suffix('s').unwrap_or(piece).to_owned();
                uses.push(Use { acronym, line: number });
            }
        }
        names_documents = match word.to_lowercase().as_str() {
            "section" | "sections" | "appendix" | "appendices" | "annex" | "annexes" | "schedule" | "schedules" => true,
            "and" | "or" | "to" | "&" => names_documents,
            _ => names_documents && word.len() <= 2 && word.chars().all(|c| c.is_ascii_uppercase()),
        };
        previous = word;
    }
}

/// Two capitals or more, a plural `s` allowed; no roman number and no name that needs no glossary.
fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or(word);
    let capitals = letters.chars().filter(char::is_ascii_uppercase).count();
    (2..=LONGEST).contains(&capitals)
        && letters.chars().all(|c| c.is_ascii_uppercase() || c == '&')
        && !ROMAN.is_match(letters)
        && !KNOWN.contains(&letters)
}

/// A heading in capitals.
fn is_shouted(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    words.len() >= 2
        && words.iter().any(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 6)
        && !words.iter().any(|word| word.chars().any(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_in(line: &str) -> Vec<String> {
        let mut uses = Vec::new();
        acronyms(line, 1, &mut uses);
        uses.into_iter().map(|used| used.acronym).collect()
    }

    #[test]
    fn acronyms_are_told_from_other_capitals() {
        assert_eq!(found_in("The DCC’s TADs go to the TAG."), ["DCC", "TAD", "TAG"]);
        assert_eq!(found_in("Sections T and X, Appendices E, AB and AH, MP167B"), Vec::<String>::new());
        assert_eq!(found_in("one Appendix (AN 'Testing')"), Vec::<String>::new());
        assert_eq!(found_in("8 Fenchurch Place, London, EC3M 4AJ; 30 MW; Phase II"), Vec::<String>::new());
        assert_eq!(found_in("THE MODIFICATION PROCESS OF THE SEC"), Vec::<String>::new());
        assert_eq!(found_in("non-DCC System"), ["DCC"]);
        assert_eq!(found_in("10 Apr 24\tTAG reviews the draft"), ["TAG"]);
        assert_eq!(found_in("10 Apr 24 TAG reviews the draft"), ["TAG"]);
        assert_eq!(found_in("a plant of 30 MW"), Vec::<String>::new());
    }

    #[test]
    fn another_full_term_is_told_from_other_words_before_the_bracket() {
        let differs = |before: &str, term: &str| other_term(before, term).map(|(printed, _)| printed);
        let term = "Data Communications Company";
        assert_eq!(differs("by the Data Communication Company ", term).as_deref(), Some("Data Communication Company"));
        assert_eq!(differs("by the Data Communications Company’s ", term), None);
        assert_eq!(differs("a document of the licence holder ", term), None);
        let administrator = "Smart Energy Code Administrator and Secretariat";
        assert_eq!(
            differs("costs of the Smart Energy Code Administration ", administrator).as_deref(),
            Some("Smart Energy Code Administration")
        );
        assert_eq!(differs("costs of the Code Administrator and Secretariat ", administrator), None);
        assert_eq!(differs("under the Smart Energy Code, the administrator ", administrator), None);
        assert_eq!(differs("the Testing Approach Documents ", "Testing Approach Document"), None);
        assert_eq!(differs("Business, Energy & Industry ", "Business, Energy and Industry"), None);
    }
}
