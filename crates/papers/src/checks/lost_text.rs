//! EN131: no words are lost: labels follow on, and what begins also ends.

use std::sync::LazyLock;

use regex::Regex;

use super::item_lists::{self, ItemList, ordinals};
use super::prose::pattern;
use super::wording::list;
use super::{Check, Explanation, Papers};
use crate::facts::{Change, Criterion, Item, LegalText};
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN131",
    name: "lost-text",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A list whose labels jump although nothing says that paragraphs were left out, a list that ends with \
                    “; and”, and a sentence that breaks off before a heading. What the reader already calls damaged \
                    is left alone.",
        why: "A paragraph that got lost between two drafts is not missed by those who never saw it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN131-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN131-right.txt");

/// A word with which no sentence ends.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:^|\s)(?:the|an|of|and|or|with|from|into|their|its|which|whose|shall|because|than|between|every|each)$",
    )
});
/// A line that can only be the head of another part.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:\d{1,2}\.\s+[A-Z][a-z]|(?:Appendix|APPENDIX)\s+(?:\d{1,2}|[A-Z])\s*[:.–—-]\s*[A-Z]|Annex [A-Z]$)")
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    if let Some(text) = papers.this.legal_text() {
        in_legal_text(papers, text, found);
    }
    if let Some(release) = papers.this.release() {
        criteria(papers, "operational", &release.acceptance_criteria.operational, found);
        criteria(papers, "testing", &release.acceptance_criteria.testing, found);
    }
    breaks_off(papers, found);
}

fn in_legal_text(papers: &Papers<'_>, text: &LegalText, found: &mut Vec<Finding>) {
    for list in item_lists::all(text) {
        if list.is_damaged(papers) {
            continue;
        }
        labels_jump(papers, &list, found);
        ends_open(papers, &list, found);
    }
}

fn label(item: &Item) -> &str {
    item.label.as_deref().unwrap_or_default()
}

/// A paragraph whose label does not follow that before it, with no mark that paragraphs are left out.
fn labels_jump(papers: &Papers<'_>, of: &ItemList<'_>, found: &mut Vec<Finding>) {
    let labels: Vec<&str> = of.items.iter().map(label).collect();
    let Some(places) = ordinals(&labels) else { return };
    let elided = |before: usize| of.elided.iter().any(|mark| mark.before == before);
    let begins_late = of.change == Change::Added && places.first().is_some_and(|first| *first > 1) && !elided(0);
    if let (true, Some(first)) = (begins_late, of.items.first()) {
        let message = format!("The list in {} is new and begins with {}.", of.of, label(first));
        found.push(jump(papers, first, message));
    }
    let pairs = of.items.iter().zip(of.items.iter().skip(1)).zip(places.iter().zip(places.iter().skip(1)));
    for (index, ((before, item), (from, to))) in pairs.enumerate() {
        if *to <= from + 1 || elided(index + 1) {
            continue;
        }
        let message =
            format!("In {}, {} follows {}: what stood between them is missing.", of.of, label(item), label(before));
        found.push(jump(papers, item, message).see(before.text.line, label(before)));
    }
}

fn jump(papers: &Papers<'_>, item: &Item, message: String) -> Finding {
    CHECK
        .finding(Level::Warning, papers.this.place(item.text.line, item.text.line, label(item)), message)
        .value("label", label(item))
        .mended_by("Put the missing paragraph back, mark the gap with “[...]”, or correct the labels.")
}

/// An outer list whose last paragraph asks for another.
fn ends_open(papers: &Papers<'_>, of: &ItemList<'_>, found: &mut Vec<Finding>) {
    let Some(last) = of.items.last() else { return };
    let whole = of.path.is_empty() && !of.has_tail && of.elided.is_empty();
    let open = ["; and", "; or", ", and", ", or"].iter().any(|end| last.text.value.trim_end().ends_with(end));
    if !whole || !open || !last.items.is_empty() || last.tail.is_some() {
        return;
    }
    let message = format!("{}{} ends as if another paragraph followed, and none does.", of.of, label(last));
    let place = papers.this.place(last.text.end_line, last.text.end_line, "");
    found.push(CHECK.finding(Level::Warning, place, message).value("label", label(last)));
}

/// Numbers of acceptance criteria that jump.
fn criteria(papers: &Papers<'_>, name: &str, all: &[Criterion], found: &mut Vec<Finding>) {
    let first = all.first().filter(|first| first.number > 1).map(|first| (0, first));
    let pairs = all.iter().zip(all.iter().skip(1)).filter(|(a, b)| b.number > a.number + 1).map(|(a, b)| (a.number, b));
    for (before, criterion) in first.into_iter().chain(pairs) {
        let missing: Vec<String> = (before + 1..criterion.number).map(|number| number.to_string()).collect();
        let message =
            format!("The {name} acceptance criteria go on with {}: {} is missing.", criterion.number, list(&missing));
        let message = if missing.len() > 1 { message.replace(" is missing", " are missing") } else { message };
        let place = papers.this.place(criterion.text.line, criterion.text.line, "");
        found.push(
            CHECK
                .finding(Level::Warning, place, message)
                .value("missing", missing)
                .mended_by("Put the criterion back, or number the list anew."),
        );
    }
}

/// A line of the document's own words that ends within a sentence, with a heading behind it.
fn breaks_off(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let mut before: Option<usize> = None;
    for line in papers.own_lines() {
        let text = line.trimmed();
        if text.is_empty() {
            continue;
        }
        if let Some(last) = before.filter(|_| HEADING.is_match(text)) {
            let words = papers.this.line(last).trim();
            if OPEN.is_match(words)
                && words.split_whitespace().count() >= 5
                && !papers.this.is_damaged(last, line.number)
            {
                let message = format!("The sentence breaks off before the heading “{text}”.");
                let place = papers.this.place(last, last, "");
                found.push(CHECK.finding(Level::Warning, place, message).see(line.number, "the heading"));
            }
        }
        before = (!text.contains('\t')).then_some(line.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_ends_with_these_words() {
        assert!(OPEN.is_match("and the approval of the"));
        assert!(!OPEN.is_match("what it was made of it") && !OPEN.is_match("the Panel decides."));
    }

    #[test]
    fn a_line_of_a_list_is_no_heading() {
        assert!(HEADING.is_match("4. Test strategy") && HEADING.is_match("Appendix 1: Version control"));
        assert!(!HEADING.is_match("4 days later") && !HEADING.is_match("Annex A contains"));
    }
}
