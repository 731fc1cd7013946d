//! The numbers of other publishers as a Code writes them.

use legaltext::Number;

/// A printed number as a Code writes it. `Article 12.` is `12`, `a)` is `(a)`, `5-bis` is `5bis`. None when it cannot be told.
pub(super) fn read(printed: &str) -> Option<Number> {
    let printed = printed.trim();
    if let Ok(number) = printed.parse() {
        return Some(number);
    }
    let last = printed.split_whitespace().next_back()?;
    let last = last.trim_matches(['"', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '[', ']', '*']);
    let last = last.trim_end_matches(['.', ':', ';', ',', '\u{2014}', '\u{2013}', '-', '\u{b0}', '\u{ba}']);
    let last = last.trim_start_matches(['\u{a7}', '.']);
    if let Some(label) = last.strip_suffix(')') {
        return format!("({})", label.trim_start_matches('(')).parse().ok();
    }
    let joined: String = last.chars().filter(|c| !matches!(c, '-' | '\u{2011}' | '\u{2013}')).collect();
    joined.parse().ok()
}

/// A number that stands below another, as a Code writes it there: one that does not extend the number above is a label.
/// Paragraph `1` of article `5` is `5(1)`.
pub(super) fn below(number: Number, above: Option<&Number>) -> Number {
    let extends = |above: &Number| {
        let mut up = number.parent();
        while let Some(at) = up {
            if at == *above {
                return true;
            }
            up = at.parent();
        }
        false
    };
    if number.is_label() || above.is_none_or(extends) {
        return number;
    }
    format!("({number})").parse().unwrap_or(number)
}

/// A label for an item that is printed with letters alone, `a.` or `iv`, below something else.
pub(super) fn label(printed: &str) -> Option<Number> {
    let bare = printed.trim().trim_end_matches(['.', ')', ':', ';']).trim_start_matches('(');
    format!("({bare})").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        read(text).map(|n| n.to_string())
    }

    #[test]
    fn numbers_of_other_publishers_become_those_of_a_code() {
        for (printed, as_code) in [
            ("D10.22", "D10.22"),
            ("Article 12.", "12"),
            ("Art. 5-bis", "5bis"),
            ("\u{a7} 3", "3"),
            ("12A.", "12A"),
            ("(1)", "(1)"),
            ("a)", "(a)"),
            ("1)", "(1)"),
            ("Section 2.1", "2.1"),
            ("\u{201c}4.", "4"),
        ] {
            assert_eq!(number(printed).as_deref(), Some(as_code), "{printed}");
        }
        for printed in ["", "\u{2014}", "Part", "IV", "\u{2022}"] {
            assert_eq!(number(printed), None, "{printed}");
        }
    }

    #[test]
    fn a_number_below_another_is_a_label_unless_it_extends_it() {
        let under =
            |number: &str, above: &str| below(number.parse().unwrap(), Some(&above.parse().unwrap())).to_string();
        assert_eq!(under("1", "5"), "(1)");
        assert_eq!(under("5.1", "5"), "5.1");
        assert_eq!(under("5.1.2", "5"), "5.1.2");
        assert_eq!(under("(a)", "5"), "(a)");
        assert_eq!(under("2", "(a)"), "(2)");
        assert_eq!(label("iv.").unwrap().to_string(), "(iv)");
    }
}
