//! Words struck out: `<del>`, `<s>`, `<strike>` and `~~…~~`. They are no words of the new text.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::numbers;
use crate::facts::Placed;
use crate::layout::pattern::pattern;
use crate::source::{Line, Lines};

static OPENS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)<(del|s|strike)(?:\s[^<>]*)?>|~~"));
/// Markup that says nothing here, or that nobody closed: `<sup>`, `<br>`, `<s>`.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)</?(?:del|s|strike|span|font|sub|sup|mark|small|big|br|p|div|a|table|thead|tbody|tr|td|th|li|ul|ol|code|q|cite|abbr)(?:\s[^<>]*)?/?>|~~",
    )
});

/// Most lines that struck words run over.
const LONGEST: usize = 60;

/// The lines without the words that are struck out, and the clauses of which nothing is left.
pub(super) fn without<'a>(lines: &Lines<'a>) -> (Cow<'a, [Line]>, Vec<Placed<String>>) {
    if !lines.iter().any(|line| line.text.contains(['<', '~']) && OPENS.is_match(&line.text)) {
        return (Cow::Borrowed(lines.as_slice()), Vec::new());
    }
    let mut all = lines.as_slice().to_vec();
    let mut whole = Vec::new();
    let mut at = 0;
    // The next mark is looked for behind this place of its line.
    let mut from = 0;
    while let Some(text) = all.get(at).map(|line| line.text.clone()) {
        let found = text.get(from..).and_then(|rest| OPENS.captures(rest));
        let Some((open, tag)) =
            found.and_then(|found| Some((found.get(0)?.range(), found.get(1).map(|tag| tag.as_str().to_lowercase()))))
        else {
            at += 1;
            from = 0;
            continue;
        };
        let (start, behind) = (from + open.start, from + open.end);
        let close = tag.map_or_else(|| "~~".to_owned(), |tag| format!("</{tag}>"));
        let Some((last, end)) = closing(&all, at, behind, &close) else {
            from = behind;
            continue;
        };
        let struck = text.get(behind..).unwrap_or_default().trim_start_matches(['*', ' ']);
        let alone = text.get(..start).is_some_and(|before| before.trim_matches(['*', '-', '•', ' ']).is_empty());
        let number = numbers::start(struck.split("</").next().unwrap_or(struck)).filter(|_| alone);
        let after = all.get(last).and_then(|line| line.text.get(end..)).unwrap_or_default().to_owned();
        if let Some(number) = number.filter(|_| after.trim_matches(['*', ' ']).is_empty()) {
            whole.extend(all.get(at).map(|line| Placed::on(line.number, number.printed)));
        }
        for line in all.iter_mut().take(last + 1).skip(at + 1) {
            line.text.clear();
        }
        let before = text.get(..start).unwrap_or_default();
        // One space stays where words stood between two.
        let joint = if before.is_empty() || before.ends_with(' ') { after.trim_start() } else { after.as_str() };
        let joint = if joint.starts_with([',', ';', '.', ':']) { (before.trim_end(), joint) } else { (before, joint) };
        if let Some(line) = all.get_mut(at) {
            line.text = format!("{}{}", joint.0, joint.1);
        }
        from = joint.0.len();
    }
    (Cow::Owned(all), whole)
}

/// The line on which struck words end, and the place behind their closing mark.
fn closing(lines: &[Line], at: usize, behind: usize, close: &str) -> Option<(usize, usize)> {
    for (index, line) in lines.iter().enumerate().skip(at).take(LONGEST) {
        let from = if index == at { behind } else { 0 };
        let small = line.text.to_ascii_lowercase();
        if let Some(found) = small.get(from..).and_then(|rest| rest.find(close)) {
            return Some((index, from + found + close.len()));
        }
        // A paragraph that ends leaves a mark of two signs open.
        if close == "~~" && line.is_blank() {
            return None;
        }
    }
    None
}

/// The first mark in words that is not understood.
pub(super) fn unknown_mark(text: &str) -> Option<&str> {
    text.contains(['<', '~']).then(|| TAG.find(text)).flatten().map(|found| found.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str) -> (String, Vec<String>) {
        let line = |(index, text): (usize, &str)| Line { number: index + 1, text: text.to_owned(), starts_page: false };
        let lines: Vec<Line> = text.lines().enumerate().map(line).collect();
        let (left, whole) = without(&Lines::new(&lines));
        let words: Vec<&str> = left.iter().map(|line| line.text.as_str()).collect();
        (words.join("\n"), whole.into_iter().map(|number| number.value).collect())
    }

    /// R33: struck words are no words of the new text, however they are marked.
    #[test]
    fn struck_words_are_taken_out() {
        for text in [
            "counted <u>twice</u> <s>once</s>.",
            "counted <u>twice</u> ~~once~~.",
            "counted <u>twice</u> <strike>once</strike>.",
            "counted <u>twice</u> <DEL class=\"x\">once</DEL>.",
        ] {
            assert_eq!(left(text).0, "counted <u>twice</u>.");
        }
        assert_eq!(left("a <del>b c\nd e</del> f").0, "a f\n");
        assert_eq!(left("a ~~b~~ c ~~d~~ e").0, "a c e");
        assert_eq!(left("<del>Q1.3 A report.</del>"), (String::new(), vec!["Q1.3".to_owned()]));
        assert_eq!(left("<del>Q1.3</del> <u>Q1.4</u> A report."), ("<u>Q1.4</u> A report.".trim().to_owned(), vec![]));
    }

    #[test]
    fn a_mark_that_nobody_closed_is_known() {
        assert_eq!(left("counted <s>once.\n\nNext ~~words").0, "counted <s>once.\n\nNext ~~words");
        assert_eq!(unknown_mark("counted <s>once."), Some("<s>"));
        assert_eq!(unknown_mark("ten<sup>2</sup>"), Some("<sup>"));
        assert_eq!((unknown_mark("x < y > z"), unknown_mark("<insert date>")), (None, None));
    }
}
