//! EN108: every modification number in a document is its own, of its family, or declared.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::base::{own_ids, prefixes};
use super::prose::{Prose, pattern};
use super::{Check, Explanation, Papers};
use crate::facts::Facts;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN108",
    name: "foreign-modification-id",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "The number of a modification that is neither the document's own, nor of its family (its Draft \
                    Proposal, its parent, its other parts), nor in its scope, nor introduced with a title or with \
                    words such as “introduced by”; the own number written with other digits; and an annex headed with the \
                    number of another modification or another part of the split.",
        why: "Documents are often made from the one before. A number left over from it sends the reader to another \
              modification, and a number with a digit too many to none.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN108-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN108-right.txt");

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z]{2,6})(\d{2,6})([A-Z]?)\b"));
static TITLE_FOLLOWS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"^[,:]?\s*[‘“'"]"#));
static LISTED_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b[A-Z]{2,6}\d{2,6}[A-Z]?(?:\s+and|\s+or|,|,\s+and|\s*&)\s*$"));
static DECLARED_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:introduced|implemented|made|brought in|delivered|raised|approved|inserted|added|amended|changed|removed|replaced|superseded|proposed) (?:by|under|in|through|as part of)|under|related to|related modifications?|dependent on|depends on|alongside|together with|conflicts? with|split from|part of)\s*:?\s*$",
    )
});

/// A number as printed.
#[derive(Clone)]
struct Number {
    prefix: String,
    digits: String,
    letter: String,
    start: usize,
    end: usize,
}

impl Number {
    fn printed(&self) -> String {
        format!("{}{}{}", self.prefix, self.digits, self.letter)
    }

    /// The number without leading noughts: what the members of a family share.
    fn value(&self) -> &str {
        self.digits.trim_start_matches('0')
    }
}

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let own = own_numbers(&papers.this.facts);
    if own.is_empty() {
        return;
    }
    let prose = &papers.words_and_questions();
    let mut numbers = numbers_in(prose.text());
    // The document's own scheme is known from its own numbers, the others of its Code from the Code.
    let schemes = papers.known.code().map(prefixes).unwrap_or_default();
    numbers.retain(|number| {
        schemes.contains(&number.prefix.as_str()) || own.iter().any(|own| own.prefix == number.prefix)
    });
    let declared: BTreeSet<String> =
        numbers.iter().filter(|number| is_declared(prose, number)).map(Number::printed).collect();
    let mut told = heads(papers, &own, found);
    for number in &numbers {
        let printed = number.printed();
        let family = own.iter().find(|own| own.value() == number.value());
        let (level, message, fix) = match family {
            Some(own) if own.prefix == number.prefix && own.digits != number.digits => (
                Level::Warning,
                format!(
                    "{printed} is not the number of this modification as the document gives it elsewhere, {}.",
                    own.printed()
                ),
                Some(format!("Write {}.", own.printed())),
            ),
            Some(_) => continue,
            None if declared.contains(&printed) => continue,
            None => foreign(papers, &own, number),
        };
        if !told.insert(printed.clone()) {
            continue;
        }
        let place = prose.place(number.start, number.end);
        let mut finding = CHECK.finding(level, place, message).value("id", printed.as_str());
        for again in numbers.iter().filter(|again| again.printed() == printed).skip(1) {
            finding = finding.see(prose.line_at(again.start), format!("{printed} again"));
        }
        finding.fix = fix;
        found.push(finding);
    }
}

/// An annex that its head gives to another modification than the report's; gives the numbers told.
///
/// The words of the parent of a split, or of the Draft Proposal, may be annexed to a part of it.
fn heads(papers: &Papers<'_>, own: &[Number], found: &mut Vec<Finding>) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    let (Some(report), Some(own)) = (papers.this.report(), own.first()) else { return told };
    for annex in &report.annexes {
        let Some(id) = &annex.id else { continue };
        let Some(number) = numbers_in(&id.value).into_iter().next() else { continue };
        let of_family = number.value() == own.value() && (number.letter.is_empty() || number.letter == own.letter);
        if of_family || !told.insert(number.printed()) {
            continue;
        }
        let message = format!(
            "Annex {} is headed {}, and the report is that of {}.",
            annex.letter.value,
            number.printed(),
            own.printed()
        );
        found.push(
            CHECK
                .finding(Level::Warning, papers.this.place_of(id), message)
                .value("id", number.printed())
                .see(annex.letter.line, format!("Annex {}", annex.letter.value))
                .mended_by(format!("Write {}, or annex the words of this modification.", own.printed())),
        );
    }
    told
}

/// What to say of a number outside the family that nothing introduces.
fn foreign(papers: &Papers<'_>, own: &[Number], number: &Number) -> (Level, String, Option<String>) {
    let printed = number.printed();
    if let Some(own) = own.iter().find(|own| own.prefix == number.prefix && swapped(&own.digits, &number.digits)) {
        let message = format!("{printed} has two digits of {} the other way round.", own.printed());
        return (Level::Warning, message, Some(format!("Write {} if that is meant.", own.printed())));
    }
    let (level, what) = match &papers.this.facts {
        Facts::LegalText(_) => (Level::Warning, "this legal text"),
        Facts::ModificationReport(_) => (Level::Note, "this report"),
        Facts::ReleaseImplementationDocument(_) => (Level::Note, "this release"),
        Facts::Process(_) => (Level::Note, "this paper"),
    };
    let ids: Vec<String> = own.iter().map(Number::printed).collect();
    let message = format!(
        "{printed} is another modification than that of {what} ({}), and nothing says how it is related.",
        super::wording::list(&ids)
    );
    (level, message, None)
}

/// The numbers that the document is about.
fn own_numbers(facts: &Facts) -> Vec<Number> {
    own_ids(facts).into_iter().filter_map(|id| numbers_in(id).into_iter().next()).collect()
}

fn numbers_in(text: &str) -> Vec<Number> {
    NUMBER
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            Some(Number {
                prefix: found.get(1)?.as_str().to_owned(),
                digits: found.get(2)?.as_str().to_owned(),
                letter: found.get(3).map_or(String::new(), |letter| letter.as_str().to_owned()),
                start: whole.start(),
                end: whole.end(),
            })
        })
        .collect()
}

/// A title follows, or words that relate it stand before it or before the list that it stands in.
fn is_declared(prose: &Prose<'_>, number: &Number) -> bool {
    if TITLE_FOLLOWS.is_match(prose.after(number.end)) {
        return true;
    }
    let mut before = prose.before(number.start);
    while let Some(listed) = LISTED_BEFORE.find(before) {
        before = before.get(..listed.start()).unwrap_or_default();
    }
    DECLARED_BEFORE.is_match(before)
}

/// The same digits with two neighbours exchanged.
fn swapped(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let apart: Vec<(usize, (char, char))> = a.chars().zip(b.chars()).enumerate().filter(|(_, (x, y))| x != y).collect();
    matches!(apart.as_slice(), [(i, (a1, b1)), (j, (a2, b2))] if *j == i + 1 && a1 == b2 && a2 == b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_the_other_way_round() {
        assert!(swapped("167", "176"));
        assert!(!swapped("167", "168"));
        assert!(!swapped("167", "761"));
    }

    #[test]
    fn words_that_relate_a_number_reach_over_a_list() {
        assert!(DECLARED_BEFORE.is_match("a clause introduced by "));
        assert!(LISTED_BEFORE.is_match("under MP001 and "));
        assert!(!DECLARED_BEFORE.is_match("the specifications that "));
    }
}
