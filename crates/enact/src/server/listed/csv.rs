//! A table as CSV (RFC 4180): UTF-8 with a byte order mark, because Excel takes the text for another encoding without
//! one and every other reader passes it over.

use crate::web::{Block, Entry, Held};

/// The byte order mark of UTF-8.
const MARK: char = '\u{feff}';

/// The table, its headings in the first line.
pub(super) fn print(table: &Block) -> String {
    let mut csv = String::from(MARK);
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        csv.push_str(&cells.collect::<Vec<_>>().join(","));
        csv.push_str("\r\n");
    };
    match &table.held {
        Held::Table(columns, rows) | Held::Matrix(columns, rows) => {
            line(&mut columns.iter().map(|column| quoted(&safe(&column.words))));
            for row in rows {
                line(&mut row.iter().map(cell));
            }
        }
        Held::Facts(facts) => {
            line(&mut ["What", "Value"].into_iter().map(quoted));
            for (heading, entry) in facts {
                line(&mut [quoted(&safe(&heading.words)), cell(entry)].into_iter());
            }
        }
        Held::Words(words) => {
            for paragraph in words {
                line(&mut std::iter::once(quoted(&safe(paragraph))));
            }
        }
    }
    csv
}

/// A value in its cell: numbers and dates as they are, words made safe.
fn cell(entry: &Entry) -> String {
    match entry {
        Entry::Number(number) | Entry::Pounds(number) => number.to_string(),
        Entry::Day(day) => day.iso().to_string(),
        Entry::Moment(moment) => moment.iso().replace('T', " "),
        Entry::Nothing(_)
        | Entry::Words(_)
        | Entry::Link(_)
        | Entry::Links(_)
        | Entry::Tag(_)
        | Entry::Lines(_)
        | Entry::Mark(_)
        | Entry::Several(_) => quoted(&safe(&words(entry))),
    }
}

/// A value as words: empty for nothing, several with semicolons.
pub(super) fn words(entry: &Entry) -> String {
    match entry {
        Entry::Nothing(_) => String::new(),
        Entry::Words(words) => words.clone(),
        Entry::Number(number) | Entry::Pounds(number) => number.to_string(),
        Entry::Day(day) => day.iso().to_string(),
        Entry::Moment(moment) => moment.iso().replace('T', " "),
        Entry::Link(link) => link.words.clone(),
        Entry::Links(links) => links.iter().map(|link| link.words.as_str()).collect::<Vec<_>>().join("; "),
        Entry::Tag(tag) => tag.words.clone(),
        Entry::Lines(lines) => lines.join("; "),
        Entry::Mark(mark) => if *mark { "yes" } else { "" }.to_owned(),
        Entry::Several(all) => all.iter().map(words).collect::<Vec<_>>().join("; "),
    }
}

/// Words that no program for tables takes for a formula: an apostrophe before what begins like one, after any space.
fn safe(words: &str) -> String {
    let plain: String = words.chars().filter(|letter| *letter != '\0' && *letter != MARK).collect();
    let starts =
        |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    let first = plain.trim_start_matches([' ', '\'', '"', '\u{a0}', '\u{200b}']).chars().next();
    if first.is_some_and(starts) { format!("'{plain}") } else { plain }
}

/// A cell in quotation marks where it needs them: those that a reader may split at as well.
fn quoted(text: &str) -> String {
    let needs = text.contains([',', ';', '\t', '"', '\n', '\r']);
    if needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Day;
    use jiff::civil::date;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for trick in
            ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", " =1", "\"=1", "\0=1", "\u{feff}=1", "\n=1", "'=1"]
        {
            let made = safe(trick);
            assert!(made.starts_with('\''), "{trick:?} became {made:?}");
        }
        for plain in ["A change - and more", "MP101", "10 = ten", "£5"] {
            assert_eq!(safe(plain), plain);
        }
    }

    #[test]
    fn a_table_keeps_its_types_and_its_marks() {
        let rows = vec![vec![Entry::words("=a,\"b\"\nc"), Entry::Number(-5), Entry::Day(Day(date(2027, 3, 1)))]];
        let csv = print(&Block::table("t", "T", &["What", "How many", "When"], rows, ""));
        assert_eq!(csv, "\u{feff}What,How many,When\r\n\"'=a,\"\"b\"\"\nc\",-5,2027-03-01\r\n");
    }
}
