//! The words that a marked text leaves unmarked or strikes out must be those of the edition: what stands there and is
//! neither printed nor struck would be lost without a word, and what is printed without a mark would be enacted.

/// Words on each side of a difference that are told.
const TOLD: usize = 6;

/// How the words before the change differ from those of the edition, in one sentence; none where they are the same. A mark
/// of omission (`[...]`) stands for any words.
pub(super) fn difference(was: &str, stands: &str) -> Option<String> {
    let (printed, held) = (pieces(was), words(stands));
    let mut at = 0;
    let last = printed.len().saturating_sub(1);
    for (index, piece) in printed.iter().enumerate() {
        let rest = held.get(at..).unwrap_or_default();
        let from = if index == 0 {
            0
        } else if index == last && !piece.is_empty() {
            rest.len().saturating_sub(piece.len())
        } else {
            rest.windows(piece.len().max(1)).position(|window| window == piece.as_slice()).unwrap_or(0)
        };
        let same = rest.iter().skip(from).zip(piece).take_while(|(held, printed)| held == printed).count();
        if same < piece.len() {
            return Some(told(&held, at + from + same, piece, same));
        }
        at += from + piece.len();
    }
    let ends = printed.last().is_some_and(Vec::is_empty);
    (at < held.len() && !ends).then(|| told(&held, at, &[], 0))
}

fn told(held: &[String], at: usize, printed: &[String], from: usize) -> String {
    let some = |words: &[String], from: usize| {
        let words: Vec<&str> = words.iter().skip(from).take(TOLD).map(String::as_str).collect();
        if words.is_empty() { "nothing more".to_owned() } else { format!("“{}”", words.join(" ")) }
    };
    let before = held.get(at.saturating_sub(TOLD)..at.min(held.len())).unwrap_or_default();
    format!(
        "{}there stands {} in the edition, and the text has {} without a mark",
        if before.is_empty() { String::new() } else { format!("behind “{}” ", before.join(" ")) },
        some(held, at),
        some(printed, from)
    )
}

/// The words between the marks of omission.
fn pieces(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("[…]", "[...]").replace("[ ... ]", "[...]").replace('…', "[...]");
    text.split("[...]").map(words).collect()
}

/// Words and stops, whatever stands between them; quotation marks and dashes of every kind are alike.
fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut joins = false;
    for sign in text.chars() {
        if sign.is_alphanumeric() {
            match found.last_mut().filter(|_| joins) {
                Some(word) => word.push(sign),
                None => found.push(sign.to_string()),
            }
            joins = true;
            continue;
        }
        joins = false;
        match sign {
            // The rule below the head of a table, and marks of the markup.
            _ if sign.is_whitespace() || matches!(sign, '|' | '#' | '\\' | '*' | '_') => {}
            '“' | '”' | '"' | '‘' | '’' | '\'' | '`' | '-' | '–' | '—' | '\u{ad}' => {}
            other => found.push(other.to_string()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_before_the_change_are_those_of_the_edition() {
        let stands = "Q1.3 The Auditor shall:\n    (a) examine the accounts;\n    (b) report; and\n    (c) comply,\nwithin 20 days.";
        let same = [
            "Q1.3 The Auditor shall: (a) examine the accounts; (b) report; and (c) comply, within 20 days.",
            "Q1.3 The Auditor shall:\n[...]\n(c) comply,\nwithin 20 days.",
            "Q1.3 The Auditor shall:\n(a) examine the accounts;\n[…]",
            "Q1.3 [...] within 20 days.",
        ];
        for text in same {
            assert_eq!(difference(text, stands), None, "{text}");
        }
        for (text, says) in [
            ("Q1.3 The Auditor shall examine the accounts.", "“: ( a ) examine the”"),
            ("Q1.3 The Auditor shall:\n[...]\n(c) comply,", "there stands"),
            ("Q1.3 The Auditor shall: (a) examine the books;\n[...]", "“accounts ; ( b ) report”"),
            (
                "Q1.3 The Auditor shall: (a) examine the accounts; (b) report; and (c) comply, within 20 days. Note.",
                "nothing more",
            ),
        ] {
            let found = difference(text, stands).unwrap_or_else(|| panic!("{text}"));
            assert!(found.contains(says), "{text}: {found}");
        }
    }
}
