//! Tables as a workbook: a sheet each, words always as words, numbers and dates as what they are.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::csv::words;
use crate::server::{Stop, Visit};
use crate::web::{Block, Entry, Held};

/// The longest text that a cell of a workbook holds, in UTF-16 units.
const LONGEST: usize = 32_767;

/// How cells are written.
struct Formats {
    heading: Format,
    day: Format,
    moment: Format,
    pounds: Format,
    words: Format,
}

/// The workbook. It is dated by the last event, so that the same record gives the same bytes.
pub(super) fn print(visit: &Visit, tables: &[Block]) -> Result<Vec<u8>, Stop> {
    let at = visit.register.last_event().unwrap_or(visit.rulebook.code().begins.at(0, 0, 0, 0));
    let made = write(&visit.rulebook.code().title, at, tables);
    made.map_err(|error| Stop::Failed(error.to_string()))
}

fn write(title: &str, at: jiff::civil::DateTime, tables: &[Block]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new().set_title(title);
    if let Some(made) = moment(at) {
        properties = properties.set_creation_datetime(&made);
    }
    workbook.set_properties(&properties);
    let formats = Formats {
        heading: Format::new().set_bold().set_text_wrap(),
        day: Format::new().set_num_format("d mmm yyyy"),
        moment: Format::new().set_num_format("d mmm yyyy hh:mm"),
        pounds: Format::new().set_num_format("£#,##0;-£#,##0"),
        words: Format::new().set_text_wrap(),
    };
    let mut names = BTreeSet::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.heading, &mut names))?;
        fill(sheet, table, &formats)?;
    }
    if tables.is_empty() {
        workbook.add_worksheet();
    }
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Block, formats: &Formats) -> Result<(), XlsxError> {
    let (columns, rows): (Vec<&str>, Vec<Vec<Entry>>) = match &table.held {
        Held::Table(columns, rows) | Held::Matrix(columns, rows) => {
            (columns.iter().map(|column| column.words.as_str()).collect(), rows.clone())
        }
        Held::Facts(facts) => {
            let row = |(heading, entry): &(crate::web::Heading, Entry)| {
                vec![Entry::words(heading.words.clone()), entry.clone()]
            };
            (vec!["What", "Value"], facts.iter().map(row).collect())
        }
        Held::Words(words) => (vec![table.heading.as_str()], words.iter().map(|one| vec![Entry::words(one)]).collect()),
    };
    for (column, words) in (0_u16..).zip(&columns) {
        sheet.write_string_with_format(0, column, cut(words), &formats.heading)?;
        sheet.set_column_width(column, 20)?;
    }
    for (row, cells) in (1_u32..).zip(&rows) {
        for (column, entry) in (0_u16..).zip(cells) {
            cell(sheet, row, column, entry, formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Some(last), Ok(rows)) = (columns.len().checked_sub(1), u32::try_from(rows.len())) {
        sheet.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
    }
    Ok(())
}

fn cell(sheet: &mut Worksheet, row: u32, column: u16, entry: &Entry, formats: &Formats) -> Result<(), XlsxError> {
    match entry {
        Entry::Number(number) => sheet.write_number(row, column, exact(*number)).map(drop),
        Entry::Pounds(pounds) => sheet.write_number_with_format(row, column, exact(*pounds), &formats.pounds).map(drop),
        Entry::Day(day) => dated(sheet, row, column, entry, moment(day.0.at(0, 0, 0, 0)), &formats.day),
        Entry::Moment(at) => dated(sheet, row, column, entry, moment(at.0), &formats.moment),
        Entry::Nothing(_) => Ok(()),
        Entry::Words(_)
        | Entry::Link(_)
        | Entry::Links(_)
        | Entry::Tag(_)
        | Entry::Lines(_)
        | Entry::Mark(_)
        | Entry::Several(_) => {
            sheet.write_string_with_format(row, column, cut(&words(entry)), &formats.words).map(drop)
        }
    }
}

fn dated(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    entry: &Entry,
    at: Option<ExcelDateTime>,
    format: &Format,
) -> Result<(), XlsxError> {
    match at {
        Some(at) => sheet.write_datetime_with_format(row, column, &at, format).map(drop),
        // A workbook knows no day before 1900.
        None => sheet.write_string(row, column, words(entry)).map(drop),
    }
}

/// A whole number as the only kind of number that a workbook has: exact up to nine thousand million million.
#[allow(clippy::cast_precision_loss, reason = "a workbook has no other kind of number")]
fn exact(number: i64) -> f64 {
    number as f64
}

fn moment(at: jiff::civil::DateTime) -> Option<ExcelDateTime> {
    let part = |part: i8| u8::try_from(part).ok();
    let day = ExcelDateTime::from_ymd(u16::try_from(at.year()).ok()?, part(at.month())?, part(at.day())?).ok()?;
    day.and_hms(u16::try_from(at.hour()).ok()?, part(at.minute())?, f64::from(at.second())).ok()
}

/// Words as long as a cell can hold.
fn cut(words: &str) -> String {
    let mut units = 0;
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= LONGEST
    };
    words.chars().take_while(fits).collect()
}

/// A name of a sheet that no other has: at most thirty-one letters, without those that a workbook keeps for itself.
fn sheet_name(heading: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = heading.chars().filter(|letter| !"[]:*?/\\'".contains(*letter)).collect();
    let plain = if plain.trim().is_empty() { "Table" } else { plain.trim() };
    let mut name: String = plain.chars().filter(|letter| letter.len_utf16() == 1).take(31).collect();
    let mut again = 2;
    while !taken.insert(name.to_lowercase()) {
        let short: String = plain.chars().filter(|letter| letter.len_utf16() == 1).take(27).collect();
        name = format!("{short} {again}");
        again += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_and_differ() {
        let mut taken = BTreeSet::new();
        let long = "What belongs on the next agendas of the bodies";
        let names: Vec<String> = [long, long, "a/b:c", "", ""].map(|one| sheet_name(one, &mut taken)).to_vec();
        assert!(names.iter().all(|name| name.chars().count() <= 31), "{names:?}");
        assert_eq!(taken.len(), 5, "{names:?}");
    }
}
