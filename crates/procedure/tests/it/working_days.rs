//! Working Days told a second time: from Easter and the rules of bank holidays, and not from a list of days. The two tellings
//! agree on every day of the calendars of every Code.

use std::collections::BTreeSet;
use std::fs;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use procedure::calendar::Calendar;

use crate::scenarios::root;

/// The years that the calendars of the Codes span together.
const YEARS: (i16, i16) = (2012, 2028);

/// What a proclamation or an order changed in one year: days taken away, days put in, and whether Scotland alone.
struct Proclaimed {
    instead_of: &'static [&'static str],
    days: &'static [&'static str],
    in_england_and_wales: bool,
}

const PROCLAIMED: &[Proclaimed] = &[
    // The Diamond Jubilee of 2012: the spring holiday moved, and a day more.
    Proclaimed { instead_of: &["2012-05-28"], days: &["2012-06-04", "2012-06-05"], in_england_and_wales: true },
    // Seventy-five years of peace in 2020: the first May holiday moved.
    Proclaimed { instead_of: &["2020-05-04"], days: &["2020-05-08"], in_england_and_wales: true },
    // The Platinum Jubilee of 2022: the spring holiday moved, and a day more.
    Proclaimed { instead_of: &["2022-05-30"], days: &["2022-06-02", "2022-06-03"], in_england_and_wales: true },
    // The late Queen's funeral, and the coronation.
    Proclaimed { instead_of: &[], days: &["2022-09-19"], in_england_and_wales: true },
    Proclaimed { instead_of: &[], days: &["2023-05-08"], in_england_and_wales: true },
    // The football of 2026, in Scotland.
    Proclaimed { instead_of: &[], days: &["2026-06-15"], in_england_and_wales: false },
];

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

/// Easter Sunday: the Sunday after the first full moon, as the Church reckons it, on or after 21 March.
fn easter(year: i16) -> Date {
    // The golden number counts the years of the moon's cycle of nineteen, the epact gives the moon's age.
    let golden = i64::from(year) % 19 + 1;
    let century = i64::from(year) / 100 + 1;
    let leap_days_left_out = 3 * century / 4 - 12;
    let moon_correction = (8 * century + 5) / 25 - 5;
    let mut epact = (11 * golden + 20 + moon_correction - leap_days_left_out).rem_euclid(30);
    if (epact == 25 && golden > 11) || epact == 24 {
        epact += 1;
    }
    let mut full_moon = 44 - epact;
    if full_moon < 21 {
        full_moon += 30;
    }
    let moon = date(year, 3, 1).checked_add((full_moon - 1).days()).unwrap();
    let mut sunday = moon.tomorrow().unwrap();
    while sunday.weekday() != Weekday::Sunday {
        sunday = sunday.tomorrow().unwrap();
    }
    sunday
}

fn first_monday(year: i16, month: i8) -> Date {
    (1..=7).map(|day| date(year, month, day)).find(|day| day.weekday() == Weekday::Monday).unwrap()
}

fn last_monday(year: i16, month: i8) -> Date {
    (25..=31).map(|day| date(year, month, day)).find(|day| day.weekday() == Weekday::Monday).unwrap()
}

fn at_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The bank holidays of a year. One that falls on a weekend gives way to the next day that is none and no weekend.
fn holidays(year: i16, scotland: bool) -> BTreeSet<Date> {
    let easter = easter(year);
    let good_friday = easter.checked_sub(2.days()).unwrap();
    let mut fixed = vec![date(year, 1, 1)];
    let mut found = BTreeSet::from([good_friday, first_monday(year, 5), last_monday(year, 5)]);
    if scotland {
        fixed.extend([date(year, 1, 2), date(year, 11, 30)]);
        found.insert(first_monday(year, 8));
    } else {
        found.extend([easter.tomorrow().unwrap(), last_monday(year, 8)]);
    }
    fixed.extend([date(year, 12, 25), date(year, 12, 26)]);
    found.extend(fixed.iter().filter(|day| !at_weekend(**day)));
    for mut day in fixed.into_iter().filter(|day| at_weekend(*day)) {
        while at_weekend(day) || found.contains(&day) {
            day = day.tomorrow().unwrap();
        }
        found.insert(day);
    }
    for proclaimed in PROCLAIMED.iter().filter(|one| scotland || one.in_england_and_wales) {
        let of_the_year = |text: &&&str| day(text).year() == year;
        for gone in proclaimed.instead_of.iter().filter(of_the_year) {
            assert!(found.remove(&day(gone)), "{gone} was no holiday to move");
        }
        found.extend(proclaimed.days.iter().filter(of_the_year).map(|text| day(text)));
    }
    found
}

/// Every day of some years with whether it is a Working Day, by the rules alone.
fn days(scotland: bool, first: i16, last: i16) -> Vec<(Date, bool)> {
    let free: BTreeSet<Date> = (first..=last).flat_map(|year| holidays(year, scotland)).collect();
    let every = date(first, 1, 1).series(1.day()).take_while(|day| day.year() <= last);
    every.map(|day| (day, !at_weekend(day) && !free.contains(&day))).collect()
}

/// The calendar of a nation as each Code that has it holds it.
fn calendars(nation: &str) -> Vec<(String, Calendar)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root().join("codes")).unwrap() {
        let file = folder.unwrap().path().join("calendar.toml");
        if let Ok(calendar) = Calendar::read(&fs::read_to_string(&file).unwrap(), nation) {
            found.push((file.display().to_string(), calendar));
        }
    }
    assert!(!found.is_empty(), "no Code holds {nation}");
    found
}

/// The days of one calendar, told by the rules of bank holidays.
struct Told {
    days: Vec<(Date, bool)>,
    /// How many Working Days there are up to and including each day.
    up_to: Vec<i64>,
    working: Vec<Date>,
}

impl Told {
    fn of(days: Vec<(Date, bool)>) -> Self {
        let mut met = 0;
        let count = |(_, is_working): &(Date, bool)| {
            met += i64::from(*is_working);
            met
        };
        let up_to = days.iter().map(count).collect();
        let working = days.iter().filter(|(_, is_working)| *is_working).map(|(day, _)| *day).collect();
        Self { days, up_to, working }
    }

    /// The Working Day so many after a day, or before it; none where the years end first.
    fn add(&self, index: usize, count: i64) -> Option<Date> {
        let (from, is_working) = self.days[index];
        // The Working Days after a day begin at `up_to`; those before it end below that, and the day itself is not counted.
        let place = match count {
            0 => return Some(from),
            1.. => self.up_to[index] + count - 1,
            _ => self.up_to[index] - i64::from(is_working) + count,
        };
        usize::try_from(place).ok().and_then(|place| self.working.get(place).copied())
    }
}

fn compare(nation: &str, scotland: bool) {
    let mut years = BTreeSet::new();
    for (file, calendar) in calendars(nation) {
        let (first, last) = calendar.covers();
        years.extend(first.year()..=last.year());
        let told = Told::of(days(scotland, first.year(), last.year()));
        let end = told.days.len() - 1;
        for (index, (from, is_working)) in told.days.iter().enumerate() {
            assert_eq!(calendar.is_working_day(*from), Ok(*is_working), "{file}: {from}");
            for other in (index.saturating_sub(60)..end.min(index + 60)).chain([0, end]) {
                let to = told.days[other].0;
                let between = calendar.working_days_between(*from, to).unwrap();
                assert_eq!(between, told.up_to[other] - told.up_to[index], "{file}: {from} to {to}");
            }
            for count in -40..=40 {
                let added = calendar.add_working_days(*from, count).ok();
                assert_eq!(added, told.add(index, count), "{file}: {from} and {count} Working Days");
            }
        }
    }
    assert!((YEARS.0..=YEARS.1).all(|year| years.contains(&year)), "{nation}: {years:?}");
}

#[test]
fn every_day_of_england_and_wales_is_what_the_rules_of_bank_holidays_make_it() {
    compare("england-and-wales", false);
}

#[test]
fn every_day_of_scotland_is_what_the_rules_of_bank_holidays_make_it() {
    compare("scotland", true);
}

/// Easter as the almanacs print it, early and late ones too.
#[test]
fn easter_falls_where_the_almanacs_have_it() {
    for printed in ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2008-03-23", "2011-04-24", "2019-04-21"] {
        assert_eq!(easter(day(printed).year()), day(printed));
    }
    for printed in ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "2285-03-22"] {
        assert_eq!(easter(day(printed).year()), day(printed));
    }
}

/// Windows and cut-offs that the industry's own documents print, told by the rules of bank holidays and by the calendar alike.
#[test]
fn printed_windows_come_out_by_the_rules_too() {
    let vectors = [
        ("england-and-wales", "2023-06-28", "2023-07-19", 15),
        ("england-and-wales", "2023-08-16", "2023-09-07", 15),
        ("scotland", "2023-08-16", "2023-09-07", 16),
        ("england-and-wales", "2024-02-15", "2024-02-29", 10),
        ("england-and-wales", "2024-06-13", "2024-06-27", 10),
        ("england-and-wales", "2020-06-12", "2020-06-25", 9),
        ("england-and-wales", "2015-11-26", "2015-12-17", 15),
        ("scotland", "2015-11-26", "2015-12-17", 14),
        ("england-and-wales", "2020-02-18", "2020-03-06", 13),
    ];
    for (nation, from, to, count) in vectors {
        let inside = |day: &Date| *day > self::day(from) && *day <= self::day(to);
        let told = days(nation == "scotland", YEARS.0, YEARS.1);
        let met = told.into_iter().filter(|(day, working)| *working && inside(day)).count();
        assert_eq!(met, count, "{nation}: {from} to {to}");
        let covering = |calendar: &Calendar| calendar.covers().0 <= day(from);
        for (file, calendar) in calendars(nation).into_iter().filter(|(_, calendar)| covering(calendar)) {
            let between = calendar.working_days_between(day(from), day(to)).unwrap();
            assert_eq!(usize::try_from(between), Ok(count), "{file}: {from} to {to}");
        }
    }
}
