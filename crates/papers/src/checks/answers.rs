//! What respondents answered, as the checks on consultations count it.

use std::collections::BTreeSet;

use super::wording::words;
use crate::facts::{Consultation, Question, Response};

/// A plain answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plain {
    /// `Yes`, `Yes, with one doubt`.
    Yes,
    /// `No`, `No costs`.
    No,
}

impl Plain {
    /// The answer as it is printed.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }
}

/// The answer by its first word; `None` where it is neither yes nor no.
pub(super) fn plain(response: &Response) -> Option<Plain> {
    let first = words(response.answer.as_deref()?).into_iter().next()?;
    match first.as_str() {
        "yes" | "agree" | "agreed" | "support" => Some(Plain::Yes),
        "no" | "disagree" | "disagreed" | "oppose" => Some(Plain::No),
        _ => None,
    }
}

/// Everyone who answered a question.
pub(super) fn respondents(consultation: &Consultation) -> BTreeSet<&str> {
    let all = consultation.questions.iter().flat_map(|question| &question.responses);
    all.map(|response| response.respondent.value.as_str()).collect()
}

/// The question whether the modification should be approved.
pub(super) fn on_approval(consultation: &Consultation) -> Option<&Question> {
    consultation.questions.iter().find(|question| {
        let text = question.text.value.to_lowercase();
        text.contains("should be approved") || text.contains("should be rejected or approved")
    })
}

/// Words of so little meaning that two texts may share them and be about different things, by the alphabet.
const SMALL: &str = "about after again agree agreed also answer answers been before being believe believes better could \
    does each from have having into more most only other over please proposed question respondent \
    respondents response responses shall should some such than that their them then there these they \
    this those through under upon very view views were what when where which will with would your";

/// The words of a text that carry meaning, cut to a stem, without numbers of modifications and acronyms.
pub(super) fn content(text: &str) -> BTreeSet<String> {
    let capitals: BTreeSet<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.chars().filter(char::is_ascii_uppercase).count() > 1 || word.contains(|c: char| c.is_ascii_digit())
        })
        .map(str::to_lowercase)
        .collect();
    words(text)
        .into_iter()
        .filter(|word| {
            word.chars().count() >= 4 && !SMALL.split(' ').any(|small| small == word) && !capitals.contains(word)
        })
        .map(|word| stem(&word))
        .collect()
}

/// A word without its usual endings: enough that `programmes` meets `programme` and `testing` meets `tests`.
pub(super) fn stem(word: &str) -> String {
    const ENDINGS: [&str; 22] = [
        "isations", "isation", "ations", "ation", "encies", "ency", "ances", "ance", "ments", "ment", "ities", "ity",
        "ively", "ive", "ings", "ing", "ies", "ent", "ed", "es", "ly", "s",
    ];
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4));
    cut.unwrap_or(word).trim_end_matches(['e', 'y']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_family_meet() {
        for (a, b) in
            [("programmes", "programme"), ("testing", "tests"), ("efficiency", "efficient"), ("meters", "metering")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert!(content("the DCC and MP167B will facilitate testing").contains("test"));
        assert!(!content("the DCC and MP167B").contains("mp167b"));
    }
}
