//! The consumer areas and the effect that the report sees on each.

use std::sync::LazyLock;

use regex::Regex;

use super::CASE;
use super::objectives::subsections;
use crate::facts::{ConsumerArea, ModificationReport, Placed};
use crate::layout::flow;
use crate::layout::pattern::pattern;
use crate::layout::tabbed;
use crate::read::outline::Outline;

/// Words of the five areas that the regulator's consumer outcomes name.
const AREAS: [&str; 9] = [
    "safety",
    "reliab",
    "bill",
    "environment",
    "quality of service",
    "society",
    "standards of service",
    "emission",
    "net zero",
];

static STATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(positive|beneficial|neutral|negative|adverse|detrimental|no)(?: or \w+)?(?: \w+)? (?:impact|effect)s?\b",
    )
});
static NEGATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:not|no|neither|without)\b|n[’']t\b"));

pub(super) fn read(outline: &Outline<'_>, facts: &mut ModificationReport) {
    for section in outline.sections.iter().filter(|section| section.speaks_of(CASE)) {
        let parts = subsections(section.lines);
        let Some(head) = parts.iter().position(|part| part.heading.to_lowercase().contains("consumer")) else {
            continue;
        };
        for part in parts.iter().skip(head + 1).take_while(|part| is_area(&part.heading)) {
            let text = flow::joined(part.lines.iter().map(|line| line.text.as_str()));
            let area = Placed::on(part.line, part.heading.clone());
            facts.consumer_areas.push(ConsumerArea { area, effect: effect(&text) });
        }
        for row in tabbed::tables(section.lines).into_iter().flat_map(|table| table.rows) {
            if row.cells.len() == 2 && is_area(row.cell(0)) {
                let area = Placed::over(row.line, row.end_line, row.cell(0).to_owned());
                facts.consumer_areas.push(ConsumerArea { area, effect: effect(row.cell(1)) });
            }
        }
        return;
    }
}

fn is_area(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    AREAS.iter().any(|word| heading.contains(word))
}

/// The effect by the words of the paragraph: an impact called positive, neutral or negative, or else words of
/// bettering or worsening. `None` where it says neither, or both.
fn effect(text: &str) -> Option<String> {
    let mut stated: Vec<&str> = STATED
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|word| match word.as_str().to_lowercase().as_str() {
            "positive" | "beneficial" => "positive",
            "neutral" | "no" => "neutral",
            _ => "negative",
        })
        .collect();
    stated.dedup();
    match stated.as_slice() {
        [one] => return Some((*one).to_owned()),
        [_, ..] => return None,
        [] => {}
    }
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let better = has(&["improv", "benefit", "positiv"]);
    let worse = has(&["negativ", "adverse", "worse", "detriment"]);
    let neutral = has(&["neutral"]);
    match (better, worse, neutral) {
        (true, false, false) if !NEGATED.is_match(&text) => Some("positive".to_owned()),
        (false, true, false) if !NEGATED.is_match(&text) => Some("negative".to_owned()),
        (false, false, true) => Some("neutral".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S2-057: a view is read, and where there is none it is not guessed.
    #[test]
    fn the_words_of_the_paragraph_give_the_effect() {
        let of = |text: &str| effect(text).unwrap_or_default();
        assert_eq!(of("It will have a positive impact on reliability."), "positive");
        assert_eq!(of("The impact is neutral."), "neutral");
        assert_eq!(of("It has no impact on bills."), "neutral");
        assert_eq!(of("It leads to an improved service."), "positive");
        assert_eq!(of("It will benefit society."), "positive");
        assert_eq!(of("An adverse effect on bills is likely."), "negative");
        for silent in ["It will not improve service.", "Better and worse, with benefits.", "Nothing is said."] {
            assert_eq!(of(silent), "", "{silent}");
        }
    }
}
