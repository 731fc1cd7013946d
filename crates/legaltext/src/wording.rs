//! How words are kept: paragraphs apart, spaces single.

/// Words as the Code keeps them: every run of spaces is one space, paragraphs stand on lines of their own, empty ones go,
/// rows of tables have their one form.
pub(crate) fn tidy(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for line in words.lines() {
        let mut gap = if out.is_empty() { "" } else { "\n" };
        if line.trim_start().starts_with('|') {
            let single = line.split_whitespace().collect::<Vec<_>>().join(" ");
            out.push_str(gap);
            out.push_str(&crate::block::normal(&single));
            continue;
        }
        for word in line.split_whitespace() {
            out.push_str(gap);
            out.push_str(word);
            gap = " ";
        }
    }
    out
}

/// The same, of words that are mostly so already: they are looked through and kept.
pub(crate) fn tidied(mut words: String) -> String {
    if !is_plainly_tidy(words.as_bytes()) {
        return tidy(&words);
    }
    words.shrink_to_fit();
    words
}

/// True only for words that [`tidy`] would leave as they are. It need not find all of them: rows of tables and rare kinds
/// of spaces are left to be looked at closely.
fn is_plainly_tidy(words: &[u8]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return true };
    let parts = |byte: u8| byte == b' ' || byte == b'\n';
    // Most words are plain ASCII. This loop has no way out of its middle, so that it takes many bytes at a time.
    let odd = |byte: u8| (byte < b' ') & (byte != b'\n') | (byte == b'|') | (byte >= 0x80);
    let pairs = words.iter().zip(words.iter().skip(1));
    let untidy = pairs.fold(odd(*first), |found, (a, b)| found | odd(*b) | parts(*a) & parts(*b));
    !parts(*first) && !parts(*last) && (!untidy || is_tidy_looked_at_closely(words))
}

fn is_tidy_looked_at_closely(words: &[u8]) -> bool {
    let mut before = b'\n';
    for (at, byte) in words.iter().enumerate() {
        let spaced = matches!(before, b' ' | b'\n');
        let fits = match byte {
            b' ' | b'\n' => !spaced,
            b'|' => before != b'\n',
            0..b' ' => false,
            // The first byte of the spaces beyond ASCII. Dashes and quotation marks have it too.
            0xe2 => matches!(words.get(at + 1..at + 3), Some([0x80, 0x90..=0xa7])),
            0xc2 => !matches!(words.get(at + 1), Some(0x85 | 0xa0)),
            0xe1 | 0xe3 => false,
            _ => true,
        };
        if !fits {
            return false;
        }
        before = *byte;
    }
    true
}

/// Words that must stand on one line: a heading, a title, a term.
pub(crate) fn one_line(words: &str) -> String {
    if is_plainly_tidy(words.as_bytes()) { words.replace('\n', " ") } else { tidy(words).replace('\n', " ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(256)))]

        #[test]
        fn words_that_are_kept_are_tidy(words in "[ab \n|\t\r\u{a0}\u{2003}\u{2019}\u{2028}\u{3000}\u{e9}\u{85}]{0,12}|\\PC{0,12}") {
            prop_assert_eq!(tidied(words.clone()), tidy(&words));
            prop_assert_eq!(tidied(tidy(&words)), tidy(&words));
        }
    }

    #[test]
    fn spaces_are_single_and_empty_paragraphs_go() {
        assert_eq!(tidy("  a \t b\n\n  \n c  "), "a b\nc");
        assert_eq!(one_line(" a\n b "), "a b");
        assert_eq!(tidy(" \n "), "");
    }
}
