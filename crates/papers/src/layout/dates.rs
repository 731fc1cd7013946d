//! Dates as documents print them: `11 Oct 19`, `29 February 2024`, `May 2023`, `28 Jun – 19 Jul 2023`.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::pattern::pattern;
use crate::facts::PrintedPeriod;

/// A day, its month by name and a year of two or four figures.
pub(crate) const DAY: &str = r"\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+(?:\d{4}|\d{2})\b";

static PARTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?(?:([A-Z][a-z]+)\.?,?)?(?:\s*(\d{4}|\d{2}))?$"));
static PREFIX: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{DAY}")));
static ANYWHERE: LazyLock<Regex> = LazyLock::new(|| pattern(DAY));
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
    let side = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{2,4})?";
    pattern(&format!(r"\s((?:(?:{side}|\d{{1,2}})\s*(?:[–—-]|to)\s*)?{side}|TBC|TBD)$"))
});

/// A month and day without what a year would add, or with it.
#[derive(Debug, Clone, Copy)]
struct Side {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

/// The month of an English name or its abbreviation of three or four letters.
fn month(name: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_ascii_lowercase();
    if name.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|month| *month == name || (name.len() <= 4 && month.starts_with(&name)))?;
    i8::try_from(at + 1).ok()
}

/// A year of two figures is one of this century: the codes began in 2000 at the earliest.
fn year(figures: &str) -> Option<i16> {
    let year: i16 = figures.parse().ok()?;
    Some(if figures.len() == 2 { 2000 + year } else { year })
}

fn side(text: &str) -> Option<Side> {
    let text = text.trim();
    if text.len() <= 2 {
        // The `3` of `3 – 17 May 2023`: a day, and never a year.
        return Some(Side { day: Some(text.parse().ok()?), month: None, year: None });
    }
    let parts = PARTS.captures(text)?;
    let day = match parts.get(1) {
        Some(day) => Some(day.as_str().parse().ok()?),
        None => None,
    };
    let month = match parts.get(2) {
        Some(name) => Some(month(name.as_str())?),
        None => None,
    };
    let year = match parts.get(3) {
        Some(figures) => Some(year(figures.as_str())?),
        None => None,
    };
    Some(Side { day, month, year })
}

/// Reads a text that is one whole date.
pub(crate) fn date(text: &str) -> Option<Date> {
    let side = side(text)?;
    Date::new(side.year?, side.month?, side.day?).ok()
}

/// A date at the start of a text, and what follows it.
pub(crate) fn date_prefix(text: &str) -> Option<(Date, &str)> {
    let found = PREFIX.find(text)?;
    Some((date(found.as_str())?, text.get(found.end()..)?))
}

/// Every date in a text, with its byte range.
pub(crate) fn dates_in(text: &str) -> Vec<(std::ops::Range<usize>, Date)> {
    ANYWHERE.find_iter(text).filter_map(|found| Some((found.range(), date(found.as_str())?))).collect()
}

/// What is printed as a day of a month that has no such day, with its byte range.
///
/// Only where what stands before it lets it be nothing but a date: `Section 31 June` may be a number and the month beside it.
pub(crate) fn no_days_in(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)(?:^|[(|\t–—:]|\d\.\d+|\b(?:on|by|before|after|until|till|from|to|of|for|and|or|but|dated|date|since|is|was|day),?)[\s*_]*$",
        )
    });
    let from = |at: usize| text.floor_char_boundary(at.saturating_sub(24));
    let days = ANYWHERE.find_iter(text).filter(|found| date(found.as_str()).is_none());
    days.map(|found| found.range()).filter(move |range| {
        let before = text.get(from(range.start)..range.start).unwrap_or_default();
        (from(range.start) == 0 || !before.trim().is_empty()) && BEFORE.is_match(before)
    })
}

/// Splits a text that ends with a date, a month or a range from that ending.
pub(crate) fn period_suffix(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let found: Captures<'_> = SUFFIX.captures(text)?;
    let ending = found.get(1)?;
    let read = period(ending.as_str());
    if read.from.is_none() && !matches!(ending.as_str(), "TBC" | "TBD") {
        return None;
    }
    Some((text.get(..ending.start())?.trim_end(), ending.as_str()))
}

/// Reads a cell of a timetable: a day, a month, or a range whose year may stand at its end only.
///
/// A cell that cannot be read has neither end; what was printed is kept.
pub(crate) fn period(raw: &str) -> PrintedPeriod {
    let raw = raw.trim();
    let (from, to) = ends(raw).map_or((None, None), |(from, to)| (Some(from), Some(to)));
    PrintedPeriod { from, to, raw: raw.to_owned() }
}

fn ends(raw: &str) -> Option<(String, String)> {
    static DASH: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[–—]\s*|\s+-\s+|\s+to\s+"));
    let mut sides = DASH.splitn(raw, 2);
    let first = side(sides.next()?)?;
    let Some(second) = sides.next() else {
        let one = iso(first)?;
        return Some((one.clone(), one));
    };
    let last = side(second)?;
    let month = first.month.or(last.month);
    // A range without a year at its start that runs over a new year began in the year before.
    let year = first.year.or_else(|| last.year.map(|year| if month > last.month { year - 1 } else { year }));
    let first = Side { day: first.day, month, year };
    // One end a day and the other a whole month: what the first or last day is would be a guess.
    if first.day.is_some() != last.day.is_some() {
        return None;
    }
    let (from, to) = (iso(first)?, iso(last)?);
    (from <= to).then_some((from, to))
}

fn iso(side: Side) -> Option<String> {
    let (month, year) = (side.month?, side.year?);
    match side.day {
        Some(day) => Date::new(year, month, day).ok().map(|date| date.to_string()),
        None => Some(format!("{year:04}-{month:02}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as on;
    use proptest::prelude::*;

    fn ends_of(raw: &str) -> (String, String) {
        let period = period(raw);
        (period.from.unwrap_or_default(), period.to.unwrap_or_default())
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    /// S2-059: days.
    #[test]
    fn days_in_the_ways_they_are_printed() {
        for text in ["11 Oct 19", "11 October 2019", "11th Oct 2019", "11 Oct. 2019"] {
            assert_eq!(date(text), Some(on(2019, 10, 11)), "{text}");
        }
        for text in ["31 Feb 2020", "11 Octopus 2019", "Oct 2019", "11 Oct", "10 Working"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date_prefix("20 May 20 A thing"), Some((on(2020, 5, 20), " A thing")));
        assert_eq!(dates_in("after 15 February 2024 but by 13 June 2024").len(), 2);
    }

    /// S2-059: a date that is no date is told from a number beside a month.
    #[test]
    fn a_day_that_its_month_does_not_have() {
        for text in [
            "(31 June 2020)",
            "before 31 February 2024",
            "1.1 | 32 Jan 20",
            "1.1 32 Jan 20",
            "**31 Sep 2023**",
            "29 February 2023",
        ] {
            assert_eq!(no_days_in(text).count(), 1, "{text}");
        }
        for text in [
            "on 30 June 2020",
            "Section 31 June 2020",
            "version 33 May 2022",
            "29 February 2024",
            "21st June 2020",
            "31 Octopus 20",
        ] {
            assert_eq!(no_days_in(text).count(), 0, "{text}");
        }
    }

    /// S2-059: ranges and months.
    #[test]
    fn a_range_takes_the_year_from_its_end() {
        assert_eq!(ends_of("28 Jun – 19 Jul 2023"), pair("2023-06-28", "2023-07-19"));
        assert_eq!(ends_of("20 Dec – 10 Jan 2024"), pair("2023-12-20", "2024-01-10"));
        assert_eq!(ends_of("Sep 2022 – Apr 2023"), pair("2022-09", "2023-04"));
        assert_eq!(ends_of("3 - 17 May 2023"), pair("2023-05-03", "2023-05-17"));
        assert_eq!(ends_of("May 2023"), pair("2023-05", "2023-05"));
        assert_eq!(ends_of("8 Sep 2022"), pair("2022-09-08", "2022-09-08"));
    }

    /// S2-059: what is no date is not taken for one.
    #[test]
    fn what_is_no_date_is_kept_as_printed_and_not_read() {
        for raw in ["TBC", "early 2024", "Summer 2023", "3 May", "20 May 2023 – 3 May 2023", "May – 19 Jul 2023", ""]
        {
            let period = period(raw);
            assert_eq!((period.from, period.to, period.raw.as_str()), (None, None, raw));
        }
    }

    #[test]
    fn an_event_is_parted_from_the_date_behind_it() {
        assert_eq!(period_suffix("Vote of Board 20 Sep 2023 "), Some(("Vote of Board", "20 Sep 2023")));
        assert_eq!(period_suffix("Talks 28 Jun – 19 Jul 2023"), Some(("Talks", "28 Jun – 19 Jul 2023")));
        assert_eq!(period_suffix("Work Sep 2022 – Apr 2023"), Some(("Work", "Sep 2022 – Apr 2023")));
        assert_eq!(period_suffix("Change Board Vote"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn every_day_is_read_back(year in 2001i16..2099, month in 1i8..=12, day in 1i8..=28) {
            let day = on(year, month, day);
            prop_assert_eq!(date(&day.strftime("%d %b %y").to_string()), Some(day));
            prop_assert_eq!(date(&day.strftime("%-d %B %Y").to_string()), Some(day));
        }
    }
}
