//! How dates, money, numbers and lists are printed in messages, and how printed words are compared.

use jiff::civil::Date;
pub(super) use procedure::names::{MONTHS, month};

/// `25 June 2020`.
pub(super) fn day(date: Date) -> String {
    procedure::names::day(date).to_string()
}

/// `£1,120,042`, or `1,120,042 EUR` in a currency whose mark is not known here.
pub(super) fn money(amount: i64, currency: Option<&str>) -> String {
    let figure = grouped(amount);
    match currency {
        Some("GBP") => match figure.strip_prefix('-') {
            Some(positive) => format!("-£{positive}"),
            None => format!("£{figure}"),
        },
        Some(other) => format!("{figure} {other}"),
        None => figure,
    }
}

/// A whole number with commas between the thousands.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// Words as they compare: one space between words, one form of quotation mark and dash.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            '–' | '—' | '‑' => '-',
            other => other,
        }));
    }
    plain
}

/// The words of a text in lower case, without their punctuation; `&` counts as `and`.
pub(super) fn words(text: &str) -> Vec<String> {
    plain(text)
        .replace('&', " and ")
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "s")
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_printed_with_commas_and_its_mark() {
        assert_eq!(money(1_120_042, Some("GBP")), "£1,120,042");
        assert_eq!(money(600, Some("GBP")), "£600");
        assert_eq!(money(-60_000, Some("GBP")), "-£60,000");
        assert_eq!(money(1000, Some("EUR")), "1,000 EUR");
    }

    #[test]
    fn an_ampersand_is_an_and() {
        assert_eq!(words("Business, Energy & Industry’s"), words("Business, Energy and Industry"));
    }
}
