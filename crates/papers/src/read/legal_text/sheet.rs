//! The lines of a legal text once everything that is not its words is set aside.

use crate::facts::Lost;

/// A line of the legal text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The physical line, from 1.
    pub(super) line: usize,
    /// Its words, without markup and stray marks.
    pub(super) text: String,
    /// A blank line or something set aside stands above it.
    pub(super) gap: bool,
    /// A page begins here.
    pub(super) page: bool,
    /// It carries an insertion mark (`<u>`).
    pub(super) marked: bool,
    /// Its end is printed over, so its sentence goes on whatever it seems to end with.
    pub(super) cut: bool,
    /// Words lost on it or in the margin beside it.
    pub(super) lost: Vec<Lost>,
}

impl Row {
    /// A row of plain words.
    pub(super) fn plain(line: usize, text: &str) -> Self {
        Self {
            line,
            text: text.trim().to_owned(),
            gap: false,
            page: false,
            marked: false,
            cut: false,
            lost: Vec::new(),
        }
    }
}

/// The text has come to an end of sentence or paragraph, so that something new may begin after it.
pub(super) fn finished(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', '\'', ' ']);
    text.is_empty() || text.ends_with([';', '.', ':']) || joins(text, &[';', '.'])
}

/// The text ends with the word that announces the last paragraph of a list (`; and`, `, or`).
pub(super) fn announces_last(text: &str) -> bool {
    joins(text, &[';', '.', ','])
}

/// The text ends with one of some stops and `and` or `or` behind it.
fn joins(text: &str, stops: &[char]) -> bool {
    ["and", "or", "and/or"].iter().any(|word| {
        text.strip_suffix(word)
            .is_some_and(|before| before.ends_with(char::is_whitespace) && before.trim_end().ends_with(stops))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_a_stop_or_with_the_word_before_the_last_paragraph() {
        for text in ["the plan;", "the plan; and", "the plan:", "says “so”.", "the DCC,; or", ""] {
            assert!(finished(text), "{text}");
        }
        for text in ["the plan", "the plan, and", "the land", "the Parties and"] {
            assert!(!finished(text), "{text}");
        }
        assert!(announces_last("the yard, or") && announces_last("the yard; and") && !announces_last("the yard and"));
    }
}
