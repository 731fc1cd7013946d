//! Every address of the site as a type.
//!
//! A page never writes an address as text: it holds an [`Address`], whose `Display` is the address and whose
//! [`Address::parse`] is its only reader. What is written reads back as itself; a test proves it. Addresses last: a
//! renamed thing leaves a redirect, so nothing here may change its spelling.

mod escape;
mod file_form;
mod list_form;
mod log_file;
mod names;
mod pattern;
mod picked;
mod place;
mod point;
mod register_query;

use std::fmt;

pub(crate) use escape::{decode, encode, form_text, text_sent};
pub use file_form::FileForm;
pub use list_form::{ListForm, Listed, TableName};
pub use log_file::LogFile;
pub use names::{
    ActName, BodyName, CodeName, ConsultationName, DocumentName, FollowerKey, ImportName, MeetingName, NumberName,
    PaperName, PartyName, PersonName, PolicyName, ProposalName, ReleaseName, ReviewName, RuleName,
};
pub use pattern::{Answers, ROUTES, Route};
pub use picked::Picked;
pub use place::{FileOf, PaperOf, Place};
pub(crate) use point::day;
pub use point::{Compared, EditionName, Point, Text};
pub use register_query::{RegisterQuery, Sort};

/// One address of the site, without the part that says which server it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// `/`: the Codes that this server holds.
    Codes,
    /// `/{code}/…`: a place in the register of one Code.
    In(CodeName, Place),
    /// `/demo/…`: what only a demonstration has.
    Demonstration(Demonstration),
    /// `/static/enact.css?v=…`: the style sheet; `v` changes whenever its bytes do.
    StyleSheet {
        /// The first sixteen hexadecimal digits of the SHA-256 of the sheet.
        version: String,
    },
    /// `/static/enact.js?v=…`: the script that the drafting page does without where there is none.
    Script {
        /// The first sixteen hexadecimal digits of the SHA-256 of the script.
        version: String,
    },
    /// `/healthz`: answers when the program is alive.
    Alive,
    /// `/readyz`: answers when the program can serve.
    Ready,
    /// `/metrics`: figures for Prometheus.
    Metrics,
    /// `/api/v1/openapi.json`: the description of the HTTP interface.
    OpenApi,
}

/// The addresses that only a demonstration answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demonstration {
    /// `/demo/sign-in`: the invented people, one button each.
    SignIn,
    /// `/demo/sign-in/{person}`: takes the place of one of them (POST).
    SignInAs(PersonName),
    /// `/demo/sign-out`: back to a reader without a name (POST).
    SignOut,
    /// `/demo/clock`: moves the demonstration's date to the next deadline (POST). It never moves back.
    Clock,
}

/// Which of its two forms an address was asked for in by its path alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The plain address: HTML, or JSON where the `Accept` header asks for it.
    Page,
    /// The address below `/api/v1`: always JSON.
    Data,
}

impl Address {
    /// Reads an address from the path and the query of a request. `None` means that no page has this address.
    ///
    /// Query parts that no page knows are passed over; a known part that cannot be read counts as absent, so that an
    /// old bookmark still opens its page.
    pub fn parse(path: &str, query: Option<&str>) -> Option<Self> {
        let query = query.unwrap_or_default();
        let rest = path.strip_prefix('/')?;
        let parts: Vec<&str> = rest.split('/').collect();
        match parts.as_slice() {
            [""] => Some(Self::Codes),
            ["demo", "sign-in"] => Some(Self::Demonstration(Demonstration::SignIn)),
            ["demo", "sign-in", person] => {
                PersonName::parse(person).map(|person| Self::Demonstration(Demonstration::SignInAs(person)))
            }
            ["demo", "sign-out"] => Some(Self::Demonstration(Demonstration::SignOut)),
            ["demo", "clock"] => Some(Self::Demonstration(Demonstration::Clock)),
            ["static", "enact.css"] => {
                Some(Self::StyleSheet { version: parameter(query, "v").unwrap_or_default().to_owned() })
            }
            ["static", "enact.js"] => {
                Some(Self::Script { version: parameter(query, "v").unwrap_or_default().to_owned() })
            }
            ["healthz"] => Some(Self::Alive),
            ["readyz"] => Some(Self::Ready),
            ["metrics"] => Some(Self::Metrics),
            ["api", "v1", "openapi.json"] => Some(Self::OpenApi),
            [code, below @ ..] => {
                let code = CodeName::parse(code)?;
                Place::parse(below, query).map(|place| Self::In(code, place))
            }
            [] => None,
        }
    }

    /// Reads an address and says whether it was asked for below `/api/v1`.
    pub fn parse_request(path: &str, query: Option<&str>) -> Option<(Form, Self)> {
        if let Some(address) = Self::parse(path, query) {
            return Some((Form::Page, address));
        }
        // The list of Codes is had with the slash at the end and without.
        let below = path.strip_prefix("/api/v1").map(|below| if below.is_empty() { "/" } else { below })?;
        match Self::parse(below, query)? {
            address @ (Self::Codes | Self::In(..)) => Some((Form::Data, address)),
            Self::Demonstration(_)
            | Self::StyleSheet { .. }
            | Self::Script { .. }
            | Self::Alive
            | Self::Ready
            | Self::Metrics
            | Self::OpenApi => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Codes => f.write_str("/"),
            Self::In(code, place) => write!(f, "/{code}{place}"),
            Self::Demonstration(Demonstration::SignIn) => f.write_str("/demo/sign-in"),
            Self::Demonstration(Demonstration::SignInAs(person)) => write!(f, "/demo/sign-in/{person}"),
            Self::Demonstration(Demonstration::SignOut) => f.write_str("/demo/sign-out"),
            Self::Demonstration(Demonstration::Clock) => f.write_str("/demo/clock"),
            Self::StyleSheet { version } if version.is_empty() => f.write_str("/static/enact.css"),
            Self::StyleSheet { version } => write!(f, "/static/enact.css?v={version}"),
            Self::Script { version } if version.is_empty() => f.write_str("/static/enact.js"),
            Self::Script { version } => write!(f, "/static/enact.js?v={version}"),
            Self::Alive => f.write_str("/healthz"),
            Self::Ready => f.write_str("/readyz"),
            Self::Metrics => f.write_str("/metrics"),
            Self::OpenApi => f.write_str("/api/v1/openapi.json"),
        }
    }
}

/// The address that was meant by a path in capitals, with `%XX` in it or with a slash at its end: what stands here is never
/// asked for so.
pub fn meant(path: &str, query: Option<&str>) -> Option<(Form, Address)> {
    let plain = decode(path).to_ascii_lowercase();
    let plain = plain.trim_end_matches('/');
    let meant = if plain == path { None } else { Address::parse_request(plain, query) };
    meant.or_else(|| Address::parse_request(&without_letters(plain)?, query))
}

/// The address of a provision whose number stands there as it is printed: `section-d/10.22` for `section-d/d10.22`.
fn without_letters(path: &str) -> Option<String> {
    let (before, number) = path.rsplit_once('/')?;
    before
        .contains("/code/")
        .then(|| NumberName::from_printed(number).map(|number| format!("{before}/{number}")))
        .flatten()
}

/// What is wrong with the day in the address of words of the Code, in a sentence: one that no calendar has.
pub fn wrong_day(path: &str) -> Option<String> {
    let (_, below) = path.split_once("/code/")?;
    let last = below.rsplit('/').next()?;
    let parts = last.split(['@', ',', '+']).flat_map(|part| part.split(".."));
    let mut typed = parts.map(|part| part.strip_prefix("known-").unwrap_or(part));
    let like_a_day = |part: &&str| {
        let shape =
            |(place, sign): (usize, char)| if place == 4 || place == 7 { sign == '-' } else { sign.is_ascii_digit() };
        part.len() == 10 && part.chars().enumerate().all(shape)
    };
    let wrong = typed.find(|part| like_a_day(part) && day(part).is_none())?;
    Some(format!("`{wrong}` is no day of the calendar; write the day like 2024-02-29"))
}

/// What is wrong with a known part of an address's query, in a sentence: a date, a number, an order or a form of file that
/// is none.
pub fn wrong_in_query(address: &Address, query: Option<&str>) -> Option<String> {
    let query = query?;
    let Address::In(_, place) = address else { return None };
    let typed = |name| parameter(query, name).map(form_text).filter(|value| !value.is_empty());
    let wrong = |name, why: fn(&str) -> String| typed(name).map(|value| why(&value));
    let unread = if let Place::Rules(None) = place {
        wrong("at", |at| format!("`{at}` is no date; write `at` like 2024-02-29, or leave it out for today"))
    } else if let Place::Modification(_) = place {
        wrong("decided", |day| format!("`{day}` is no date; write `decided` like 2024-03-01, or leave it out"))
    } else if let Place::Release(_) = place {
        wrong("late", |late| {
            format!("`{late}` is no number of Working Days from 0 to {}; write `late` like 10", Place::LATEST)
        })
    } else if let Place::Record { before: None } = place {
        wrong("before", |entry| {
            format!("`{entry}` is no entry; write `before` as its number, or leave it out for the newest")
        })
    } else if let Place::Duties(None) = place {
        wrong("body", |body| format!("`{body}` is no body's name; leave `body` out for all"))
    } else if let Place::Modifications(_) = place {
        register_query::unread(&typed)
    } else {
        None
    };
    if unread.is_some() {
        return unread;
    }
    let wanted = form_text(parameter(query, "as")?);
    if FileOf::at(place.clone()).is_none() {
        let names: Vec<&str> = ListForm::of(place).iter().map(|form| form.name()).collect();
        let why = format!("this list cannot be had as `{wanted}`; `as` is one of {}", names.join(", "));
        return (!names.is_empty() && !wanted.is_empty()).then_some(why);
    }
    let names = FileForm::ALL.map(FileForm::name).join(", ");
    Some(format!("this cannot be had as `{wanted}`; `as` is one of {names}"))
}

/// The first value of a query's parameter, as written.
fn parameter<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests;
