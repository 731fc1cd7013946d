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

/// Words that must stand on one line: a heading, a title, a term.
pub(crate) fn one_line(words: &str) -> String {
    tidy(words).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_single_and_empty_paragraphs_go() {
        assert_eq!(tidy("  a \t b\n\n  \n c  "), "a b\nc");
        assert_eq!(one_line(" a\n b "), "a b");
        assert_eq!(tidy(" \n "), "");
    }
}
