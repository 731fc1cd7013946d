//! The part of a place that an order names beside its list: `in the opening words of Section Q1.2`.

use std::sync::LazyLock;

use regex::Regex;

use super::super::forms::{PART, UNIT};
use crate::facts::Within;
use crate::layout::pattern::pattern;

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?P<part>{PART}) (?i:of|in|to) (?P<of>{UNIT} |(?i:the )?(?i:existing )?(?i:definition of ))"))
});
static ANY: LazyLock<Regex> = LazyLock::new(|| pattern(PART));
static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\([A-Za-z0-9]+\)"));

/// A sentence without the part that it names, and the part. None where it names one in any other way.
pub(super) fn read(frame: &str) -> Option<(String, Option<Within>)> {
    let Some(found) = NAMED.captures(frame) else {
        return (!ANY.is_match(frame)).then(|| (frame.to_owned(), None));
    };
    let plain = NAMED.replace(frame, "${of}").into_owned();
    (!ANY.is_match(&plain)).then_some(())?;
    Some((plain, Some(named(found.name("part")?.as_str())?)))
}

fn named(part: &str) -> Option<Within> {
    let part = part.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| part.contains(word));
    Some(match LABEL.find(&part) {
        Some(label) if is(&["before", "preceding"]) => Within::Before(label.as_str().to_owned()),
        Some(label) => Within::After(label.as_str().to_owned()),
        None if is(&["opening", "introductory", "lead", "chapeau"]) => Within::Opening,
        None => Within::Closing,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Target, read};
    use super::*;

    #[test]
    fn a_part_beside_a_list_is_named_in_the_usual_words() {
        let label = || "(a)".to_owned();
        for (place, number, part) in [
            ("In the opening words of Section Q1.2,", "Q1.2", Within::Opening),
            ("In the introductory words to Section Q1.2,", "Q1.2", Within::Opening),
            ("In Section Q1.2, in the chapeau,", "Q1.2", Within::Opening),
            ("In Section Q1.2 (Reports), in the opening words of paragraph (b),", "Q1.2(b)", Within::Opening),
            ("In the opening words of paragraph (b) of Section Q1.2,", "Q1.2(b)", Within::Opening),
            ("In the closing words of Section Q1.2,", "Q1.2", Within::Closing),
            ("In the tailpiece to Section Q1.2,", "Q1.2", Within::Closing),
            ("In the words before paragraph (a) of Section Q1.2,", "Q1.2", Within::Before(label())),
            ("In Section Q1.2, in the words following paragraph (a),", "Q1.2", Within::After(label())),
        ] {
            let text = format!("{place} for “paragraph (b) of Section Q1.4” substitute “Section Q1.5”.");
            let (target, change) = read(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(target, Target::Clauses(format!("Section {number}")), "{text}");
            assert_eq!((change.within, change.old.as_str()), (Some(part), "paragraph (b) of Section Q1.4"), "{text}");
        }
        let (target, change) = read("In Section Q1.2, in paragraph (b), for “a” substitute “b”.").unwrap();
        assert_eq!((target, change.within), (Target::Clauses("Section Q1.2(b)".into()), None));
        let (target, change) = read("In the closing words of the definition of “Fee”, omit “a”.").unwrap();
        assert_eq!((target, change.within), (Target::Definition("Fee".into(), None), Some(Within::Closing)));
        assert!(read("Omit “a” in the opening words of Section Q1.2.").unwrap().1.within.is_some());
    }

    #[test]
    fn a_part_of_something_else_is_not_guessed() {
        for text in [
            "In the opening words of Section Q, for “a” substitute “b”.",
            "In the opening words, for “a” substitute “b”.",
            "In the opening words and the closing words of Section Q1.2, omit “a”.",
            "In Section Q1.2, for the opening words substitute “b”.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
