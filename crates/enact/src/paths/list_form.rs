//! The forms in which a list, a table or a set of dates can be had besides its page.

use std::fmt;

use super::Place;

/// A form of a list, as the query part `as` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// What happened to the things of the list, newest first: an Atom feed (RFC 4287).
    Atom,
    /// The dates of the list, each of which keeps its id: iCalendar (RFC 5545).
    Ics,
    /// One table as comma-separated values (RFC 4180) in UTF-8.
    Csv,
    /// Every table of the page as a workbook, a sheet each.
    Xlsx,
}

/// The forms of a place with tables, news and dates.
const ALL: &[ListForm] = &[ListForm::Csv, ListForm::Xlsx, ListForm::Atom, ListForm::Ics];
/// The forms of a place with tables and news.
const WITHOUT_DATES: &[ListForm] = &[ListForm::Csv, ListForm::Xlsx, ListForm::Atom];
/// The forms of a place with tables alone.
const TABLES: &[ListForm] = &[ListForm::Csv, ListForm::Xlsx];

impl ListForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Atom, Self::Ics, Self::Csv, Self::Xlsx];

    /// Reads the name of a form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == text)
    }

    /// The forms in which a place can be had.
    pub fn of(place: &Place) -> &'static [Self] {
        match place {
            Place::Home => &[Self::Atom, Self::Ics],
            Place::Modifications(_)
            | Place::Modification(_)
            | Place::Releases
            | Place::Release(_)
            | Place::Consultations
            | Place::Meetings
            | Place::Meeting(_)
            | Place::Calendar
            | Place::Duties(_) => ALL,
            Place::Consultation(_)
            | Place::Parties
            | Place::Party(_)
            | Place::Reviews
            | Place::Review(_)
            | Place::Matters
            | Place::Policies
            | Place::Policy(_)
            | Place::Bodies
            | Place::Body(_)
            | Place::Rules(_)
            | Place::Record { .. } => WITHOUT_DATES,
            Place::Contents(None) | Place::Document(_, None) => &[Self::Atom],
            Place::Measures | Place::Imports | Place::Import(_) => TABLES,
            Place::WhatIf(..)
            | Place::Late(..)
            | Place::ActOn(..)
            | Place::Acts
            | Place::Act(..)
            | Place::Contents(Some(_))
            | Place::Document(_, Some(_))
            | Place::Provision(..)
            | Place::Compare(..)
            | Place::Pick(_)
            | Place::Defects(_)
            | Place::Paper(..)
            | Place::File(..)
            | Place::Listed(_)
            | Place::Log(_)
            | Place::Draft(_)
            | Place::ImportWords(_)
            | Place::ImportFile(_)
            | Place::Check { .. }
            | Place::Follow(_)
            | Place::Following(_)
            | Place::Outbox
            | Place::Rule(_)
            | Place::Event(_) => &[],
        }
    }

    /// The name in an address, which is also the end of a file's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Ics => "ics",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What a link to it says.
    pub fn words(self) -> &'static str {
        match self {
            Self::Atom => "News feed (Atom)",
            Self::Ics => "Dates for your calendar",
            Self::Csv => "CSV",
            Self::Xlsx => "Excel",
        }
    }

    /// The media type without parameters, as an `Accept` header asks for it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Ics => "text/calendar",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl fmt::Display for ListForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of one table of a page: the id of its heading there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName(String);

impl TableName {
    /// Reads a name: lower-case letters, digits, hyphens and low lines, at most a hundred.
    pub fn parse(text: &str) -> Option<Self> {
        let may = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        (!text.is_empty() && text.len() <= 100 && text.bytes().all(may)).then(|| Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A list to be had in a form, as the end of its address says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The page that has the list.
    pub page: Box<Place>,
    /// The form.
    pub form: ListForm,
    /// The one table that is asked for, where the form holds one only; the first without it.
    pub table: Option<TableName>,
}

impl Listed {
    /// A list of a page in a form.
    pub fn new(page: Place, form: ListForm) -> Self {
        Self { page: Box::new(page), form, table: None }
    }

    /// A page in each form that it can be had in.
    pub fn offered(page: &Place) -> impl Iterator<Item = Self> + '_ {
        ListForm::of(page).iter().map(|form| Self::new(page.clone(), *form))
    }
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = self.page.to_string();
        let mark = if page.contains('?') { '&' } else { '?' };
        write!(f, "{page}{mark}as={}", self.form)?;
        match &self.table {
            Some(table) => write!(f, "&table={}", table.0),
            None => Ok(()),
        }
    }
}
