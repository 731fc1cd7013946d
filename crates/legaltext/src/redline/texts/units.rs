//! Cuts a plain text into provisions or paragraphs.

use std::borrow::Cow;

use super::super::pairing::Unit;

/// Words that announce the number of an article or a heading on a line of its own, in the languages in which codes were
/// seen. In lower case; letters with accents stand in both cases.
const ANNOUNCING: [&str; 48] = [
    "abschnitt",
    "anexo",
    "anhang",
    "anlage",
    "annex",
    "annexe",
    "appendix",
    "art",
    "artículo",
    "article",
    "articolo",
    "artigo",
    "artikel",
    "bijlage",
    "book",
    "boek",
    "capítulo",
    "capitolo",
    "chapitre",
    "chapter",
    "clause",
    "division",
    "hoofdstuk",
    "kapitel",
    "libro",
    "livre",
    "livro",
    "paragraaf",
    "paragraph",
    "paragraphe",
    "part",
    "parte",
    "partie",
    "regulation",
    "rule",
    "schedule",
    "sección",
    "section",
    "sezione",
    "sous-section",
    "subsection",
    "teil",
    "titel",
    "title",
    "titolo",
    "titre",
    "título",
    "§",
];

/// A text is taken as numbered when at least one line in this many begins a provision.
const ONE_LINE_IN: usize = 50;

/// Longest line that can be a heading, in words.
const HEADING: usize = 14;

/// Longest line that can hold a number and nothing but its heading, in bytes.
const ANNOUNCED: usize = 200;

/// Longest announcing word, in letters, with a stop after it.
const LONGEST_WORD: usize = 14;

/// Longest defined term, in bytes.
const TERM: usize = 160;

/// How the words of a definition begin, after its term.
const DEFINING: [&str; 8] =
    ["means", "mean ", "has the ", "have the ", "shall mean", "shall have the ", "includes", "has its "];

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Blank,
    /// Begins a provision; the number, and where the words after it begin.
    Numbered(&'t str, usize),
    /// Begins a definition; the term in its quotation marks.
    Defining(&'t str),
    /// A line that could be a heading: short, a capital first, no stop at the end.
    Headlike,
    Words,
}

fn classify(line: &str) -> Line<'_> {
    let Some(first) = line.bytes().next().filter(|first| *first != b'\n') else { return Line::Blank };
    if first.is_ascii_whitespace() || first >= 0x80 && line.starts_with(char::is_whitespace) {
        return if line.trim_start().is_empty() { Line::Blank } else { Line::Words };
    }
    if first.is_ascii_digit() || first.is_ascii_uppercase() {
        let word = line.split(char::is_whitespace).next().unwrap_or("");
        if clause_number(word) {
            return Line::Numbered(word.trim_end_matches(['.', ':']), word.len());
        }
    }
    if first == b'"' || first == 0xe2 {
        return defining(line).map_or(Line::Words, Line::Defining);
    }
    let trimmed = line.trim_end();
    if let Some((number, body)) = announced(trimmed) {
        return Line::Numbered(number, body);
    }
    let stopped = matches!(trimmed.bytes().last(), Some(b'.' | b';' | b':' | b',')) || trimmed.ends_with('\u{2014}');
    let capital = || trimmed.starts_with(char::is_uppercase);
    let few = || trimmed.split_whitespace().nth(HEADING).is_none();
    if !stopped && trimmed.len() <= ANNOUNCED && capital() && few() { Line::Headlike } else { Line::Words }
}

/// `D10.22`, `3.2.4` or `1.2.`; a bare `28` is too often the first word of a sentence.
fn clause_number(word: &str) -> bool {
    let bytes = word.as_bytes();
    // Nearly every word that begins with a capital fails here already.
    if bytes.len() > 1 && !bytes.iter().skip(1).take(3).any(u8::is_ascii_digit) && !bytes.contains(&b'.') {
        return false;
    }
    let number = word.trim_end_matches(['.', ':']);
    let lettered = number.starts_with(|c: char| c.is_ascii_uppercase());
    (lettered || number.contains('.')) && crate::number::is_clause_number(number)
}

/// `"Term" means …`: the term with its quotation marks.
fn defining(line: &str) -> Option<&str> {
    let open = line.chars().next().filter(|c| matches!(c, '"' | '\u{201c}'))?;
    let inner = line.get(open.len_utf8()..)?;
    let (at, close) =
        inner.char_indices().take_while(|(at, _)| *at <= TERM).find(|(_, c)| matches!(c, '"' | '\u{201d}'))?;
    let body = open.len_utf8() + at + close.len_utf8();
    let words = line.get(body..)?.trim_start();
    line.get(..body).filter(|_| at > 0 && DEFINING.iter().any(|mark| words.starts_with(mark)))
}

/// `Article L100-1 A`, `## Section 3`, `TITRE Ier : …` or `Artículo 5. …`: a line that an announcing word begins. Gives
/// the number with that word, and where what stands after it begins.
fn announced(line: &str) -> Option<(&str, usize)> {
    let marks = line.bytes().take_while(|byte| matches!(byte, b'#' | b'*' | b' ')).count();
    let line = line.get(marks..)?;
    let word_end = line.bytes().take(LONGEST_WORD).position(|byte| byte == b' ' || byte == b'\t')?;
    let (word, rest) = line.split_at_checked(word_end)?;
    let second = rest.split_whitespace().next()?;
    let digit = second.bytes().any(|b| b.is_ascii_digit());
    let alone = line.len() <= ANNOUNCED && !line.ends_with(['.', ';', ',']);
    let numeral = digit || (alone && second.starts_with(char::is_uppercase));
    if !numeral {
        return None;
    }
    let bare = word.trim_end_matches('.');
    if !ANNOUNCING.iter().any(|known| known.len() == bare.len() && is_same_word(known, bare)) {
        return None;
    }
    let number = if second.trim_end_matches('*').ends_with(['.', ':', '-']) && digit {
        // Its words stand in the same line.
        line.get(..line.len() - rest.trim_start().len() + second.len())?
    } else if alone {
        line.split_once(':').map_or(line, |(number, _)| number)
    } else {
        return None;
    };
    let end = number.trim_end_matches([' ', '\t', '.', '*', ':', '-']).len();
    let number = number.get(..end).filter(|number| number.split_whitespace().nth(6).is_none())?;
    Some((number, marks + number.len()))
}

fn is_same_word(known: &str, word: &str) -> bool {
    word.eq_ignore_ascii_case(known) || !word.is_ascii() && word.to_lowercase() == known
}

/// The units of both texts. They are those of numbered provisions when enough lines of both texts begin with numbers.
pub(super) fn of_both<'t>(old: &'t str, new: &'t str) -> (Vec<Unit<'t>>, Vec<Unit<'t>>) {
    let ((old_units, old_fits), (new_units, new_fits)) = (split(old, true), split(new, true));
    if old_fits && new_fits {
        return (old_units, new_units);
    }
    (split(old, false).0, split(new, false).0)
}

/// The units of a text, which together are the text, byte for byte; and whether enough lines begin with numbers for it to
/// be one of numbered provisions.
fn split(text: &str, numbered: bool) -> (Vec<Unit<'_>>, bool) {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut unit = Open { start: 0, body: 0, number: None, begun: false };
    let mut heading_at: Option<usize> = None;
    let (mut numbers, mut lines) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let next = memchr::memchr(b'\n', rest.as_bytes()).map_or(text.len(), |end| at + end + 1);
        let line = classify(text.get(at..next).unwrap_or(rest));
        lines += usize::from(line != Line::Blank);
        numbers += usize::from(matches!(line, Line::Numbered(..)));
        match line {
            Line::Blank => {}
            Line::Numbered(number, _) | Line::Defining(number) if numbered => {
                // A heading directly above a clause belongs to it.
                unit = unit.close(text, heading_at.take().unwrap_or(at), &mut units);
                unit.number = Some(number);
                // A term is part of what its definition says, so that two definitions never seem one.
                unit.body = if let Line::Numbered(_, body) = line { at + body } else { at };
                unit.begun = true;
            }
            Line::Headlike if numbered => {
                if heading_at.is_some() || unit.number.is_none() {
                    unit = unit.close(text, heading_at.take().unwrap_or(at), &mut units);
                    unit.begun = true;
                }
                heading_at = Some(at);
            }
            Line::Words if numbered && unit.number.is_some() => {
                heading_at = None;
                unit.begun = true;
            }
            Line::Numbered(..) | Line::Defining(_) | Line::Headlike | Line::Words => {
                unit = unit.close(text, at, &mut units);
                heading_at = None;
                unit.begun = true;
            }
        }
        at = next;
    }
    unit.close(text, text.len(), &mut units);
    (units, numbers > 0 && numbers * ONE_LINE_IN >= lines)
}

/// The unit that is being read.
struct Open<'t> {
    start: usize,
    body: usize,
    number: Option<&'t str>,
    begun: bool,
}

impl<'t> Open<'t> {
    /// Ends the unit before `at` and begins the next there. Empty lines at the head of a text go with its first unit.
    fn close(self, text: &'t str, at: usize, units: &mut Vec<Unit<'t>>) -> Open<'t> {
        let next = Open { start: at, body: at, number: None, begun: false };
        if self.start == at {
            return next;
        }
        if !self.begun && at < text.len() {
            return Open { start: self.start, ..next };
        }
        if let Some(exact) = text.get(self.start..at) {
            units.push(Unit {
                text: Cow::Borrowed(exact),
                body: self.body.saturating_sub(self.start).min(exact.len()),
                number: self.number.map(Cow::Borrowed),
                id: None,
                index: units.len(),
            });
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Option<String>, String)> {
        of_both(text, text).0.into_iter().map(|u| (u.number.map(Cow::into_owned), u.text.into_owned())).collect()
    }

    #[test]
    fn a_clause_holds_its_heading_and_its_list() {
        let text = "\nSECTION D: CHANGE\nD1 RAISING\nWho may raise\nD1.1 These may raise:\n\t(a) a Party;\nand others.\n\nD1.2 Not used.\n";
        let units = cut(text);
        let numbers: Vec<_> = units.iter().map(|u| u.0.as_deref().unwrap_or("-")).collect();
        assert_eq!(numbers, ["SECTION D", "D1", "D1.1", "D1.2"]);
        assert_eq!(units[2].1, "Who may raise\nD1.1 These may raise:\n\t(a) a Party;\nand others.\n\n");
        assert_eq!(units.iter().map(|u| u.1.as_str()).collect::<String>(), text);
    }

    #[test]
    fn a_text_without_numbers_is_its_paragraphs() {
        let units = cut("First one\nSecond one.\n\n\nThird one");
        assert_eq!(
            units.iter().map(|u| u.1.as_str()).collect::<Vec<_>>(),
            ["First one\n", "Second one.\n\n\n", "Third one"]
        );
    }

    #[test]
    fn articles_hold_their_paragraphs() {
        let units = cut(
            "TITRE Ier : LES OBJECTIFS\n\nArticle L100-1 A\n\nI.-Avant la loi.\n\nChaque loi :\n\nArticle L100-2\n\nUn.\n",
        );
        let numbers: Vec<_> = units.iter().map(|u| u.0.as_deref().unwrap_or("-")).collect();
        assert_eq!(numbers, ["TITRE Ier", "Article L100-1 A", "Article L100-2"]);
    }

    #[test]
    fn articles_of_other_languages_and_with_marks_before_them_are_known() {
        let text = "## TÍTULO II\n\n##### Artículo 5. Objeto.\n\nUno.\n\n**Artikel 6:** Zwei.\n\n§ 7 Drei\nvier.\nArt. 8.- Cinque.\n";
        let numbers: Vec<_> = cut(text).into_iter().map(|u| u.0.unwrap_or("-".to_owned())).collect();
        assert_eq!(numbers, ["TÍTULO II", "Artículo 5", "Artikel 6", "§ 7 Drei", "Art. 8"]);
    }

    #[test]
    fn a_definition_is_a_unit_of_its_own_and_a_quotation_is_not() {
        let text = "A1.1 In this Code:\n\u{201c}Chair\u{201d} means the member who leads;\n\"Quorum\" has the meaning given in B1;\nA1.2 The words\n\u{201c}as if\u{201d} are words.\n";
        let numbers: Vec<_> = cut(text).into_iter().map(|u| u.0.unwrap_or("-".to_owned())).collect();
        assert_eq!(numbers, ["A1.1", "\u{201c}Chair\u{201d}", "\"Quorum\"", "A1.2"]);
    }

    #[test]
    fn a_sentence_that_begins_with_an_announcing_word_is_no_number() {
        let text = "Article 1\n\nSection 5.2 applies to each Party.\nPart of it is public;\nRule changes are made by the Panel.\n\nArticle 2\n\nTwo.\n";
        let numbers: Vec<_> = cut(text).into_iter().map(|u| u.0.unwrap_or("-".to_owned())).collect();
        assert_eq!(numbers, ["Article 1", "Article 2"]);
    }
}
