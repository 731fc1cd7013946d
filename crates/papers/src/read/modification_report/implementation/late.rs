//! What a report says of a decision that comes too late for its implementation dates.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::facts::{ImplementationDate, LateDecision, Placed};
use crate::layout::dates::{self, DAY};
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;

/// `after 12 February 2026`, `later than`, `beyond`.
static LATER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:after|later than|beyond|past|subsequent to)\s+(?:the )?({DAY})")));
/// `no decision is received by 12 February 2026`, `a decision is not received on or before …`.
static NOT_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(?:no (?:[a-z’']+ ){{0,2}}decision|decision\b[^.;,]{{0,60}}\bnot|not (?:been )?(?:approved|decided|determined))\b[^.;,]{{0,60}}?\b(?:by|before|no later than)\s+({DAY})"
    ))
});
static IN_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:on or before|no later than|by|before)\s+({DAY})")));
/// A decision that comes late, or none, on a day that is not named again.
static NO_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:if|should|where|when|unless|were) (?:[a-z’']+ ){0,3}decision\b[^.;]{0,60}\b(?:not|later|late|delayed|after (?:that|this|these|those|either|both|the))|(?:if|where|when) no (?:[a-z’']+ ){0,2}decision|(?:any|a|every) (?:later|late|subsequent|delayed) decision)\b",
    )
});
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[•–—-]\s*)?(?:or,? )?(?:otherwise|failing (?:that|this|which|both)|in (?:any|every) other (?:case|event))\b",
    )
});
static DECIDES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:decision|decided|determin|approv|vote)"));
static ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?;•]\s+"));
/// A sentence or a point of a list ends here, or nothing came before.
static JUST_ENDED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[.!?;:•])\s*(?:[•–—-]\s*)?$"));
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\([^()]*\)"));

/// Fewer words than these say nothing of what follows.
const WORDS: usize = 3;

/// Whether what is behind `before` begins a sentence.
pub(super) fn is_new_sentence(before: &str) -> bool {
    JUST_ENDED.is_match(before)
}

/// Whether a condition speaks of a decision that comes after a day, or not by it.
pub(super) fn is_late(condition: &str) -> bool {
    NOT_BY.is_match(condition) || LATER.is_match(condition) && !IN_TIME.is_match(condition)
}

/// A condition, and what follows from it: behind its comma, or behind its day where it has no comma.
pub(super) fn parted(sentence: &str) -> (&str, &str) {
    let behind_day = dates::dates_in(sentence).first().map(|(at, _)| at.end);
    let comma =
        sentence.get(behind_day.unwrap_or(0)..).and_then(|rest| rest.find(", ")).map(|at| at + behind_day.unwrap_or(0));
    sentence.split_at_checked(comma.or(behind_day).unwrap_or(sentence.len())).unwrap_or((sentence, ""))
}

/// Whether a condition without a date of its own says what becomes of a late decision, behind it or before it.
pub(super) fn is_told(condition: &str, before: &str) -> bool {
    let (held, rest) = parted(condition);
    if IN_TIME.is_match(held) && !is_late(held) {
        return false;
    }
    let sentence = ENDS.find_iter(before).last().map_or(before, |end| before.get(end.end()..).unwrap_or_default());
    let before = BRACKETED.replace_all(sentence, " ");
    [rest, before.as_ref()].iter().any(|words| count(words) >= WORDS)
}

fn count(words: &str) -> usize {
    words.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// The first sentence that says what becomes of a decision too late for every one of these dates.
pub(super) fn read(flow: &Flow, options: &[ImplementationDate]) -> Option<LateDecision> {
    let mut from = 0;
    let ends = ENDS.find_iter(&flow.text).map(|end| (end.start() + 1, end.end()));
    for (end, next) in ends.chain([(flow.text.len(), flow.text.len())]) {
        let sentence = flow.text.get(from..end).unwrap_or_default();
        if let Some(after) = late(sentence, options) {
            let after = after
                .map(|(at, date): (std::ops::Range<usize>, Date)| flow.placed(from + at.start..from + at.end, date));
            let text: Placed<String> = flow.placed(from..end, sentence.to_owned());
            return Some(LateDecision { after, text });
        }
        from = next;
    }
    None
}

type Day = (std::ops::Range<usize>, Date);

/// The day after which a decision is late, `Some(None)` where no day is named; `None` where the sentence is on something else.
fn late(sentence: &str, options: &[ImplementationDate]) -> Option<Option<Day>> {
    // An implementation date with its own condition.
    if dates::dates_in(sentence).iter().any(|(_, date)| options.iter().any(|option| option.date.value == *date)) {
        return None;
    }
    if OTHERWISE.is_match(sentence) {
        return Some(None);
    }
    if !DECIDES.is_match(sentence) {
        return None;
    }
    let day = |pattern: &Regex| {
        let day = pattern.captures(sentence)?.get(1)?;
        Some((day.range(), dates::date(day.as_str())?))
    };
    if let Some(day) = day(&NOT_BY) {
        return Some(Some(day));
    }
    if IN_TIME.is_match(sentence) {
        return None;
    }
    match day(&LATER) {
        Some(day) => Some(Some(day)),
        None => NO_DAY.is_match(sentence).then_some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn of(text: &str) -> Option<Option<String>> {
        let source = Source::from_bytes("f", text.as_bytes()).unwrap();
        read(&Flow::of(source.lines()), &[]).map(|late| late.after.map(|day| day.value.to_string()))
    }

    #[test]
    fn what_becomes_of_a_late_decision_is_said_in_many_ways() {
        for text in [
            "If a decision is received after 12 February 2026, the Board will agree a new implementation date.",
            "- or a date to be agreed by the Board if a decision to approve is received after 12 February 2026.",
            "Should a decision be made later than 12 February 2026, the Board sets another date.",
            "A decision received after 12 February 2026 will need a new date.",
            "If no decision is received by 12 February 2026, the Board will set a new date.",
            "If a decision to approve is not received on or before 12 February 2026 the Board will set a new date.",
            "Where the Authority’s decision comes after 12th Feb 2026 the date is set anew.",
        ] {
            assert_eq!(of(text), Some(Some("2026-02-12".to_owned())), "{text}");
        }
        for text in [
            "It is for June. Otherwise, the Board will agree a new date.",
            "A later decision will need a new date.",
            "If the decision is delayed, a new date will be agreed.",
        ] {
            assert_eq!(of(text), Some(None), "{text}");
        }
        for text in [
            "26 February 2026 if a decision is received after 23 October 2025 but on or before 12 February 2026.",
            "6 November 2025 if a decision is received on or before 23 October 2025.",
            "The decision is the Change Board’s. After 12 February 2026 the text is published.",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
