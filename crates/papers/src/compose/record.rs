//! What a composer may look at: the register, the Code's data, the events of the matter, and the day.

use jiff::civil::Date;
use procedure::code::{Audience, Code, Contact};
use procedure::confidential::Reader;
use procedure::register::Office;
use procedure::{Event, Recorded, Register, Rulebook};

use super::paper::{Classification, Front, Words};

/// The record as one composer sees it. Papers are for everybody, so they are composed for a reader without a name: what was
/// said in confidence stands in none of them.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The register.
    pub register: &'a Register,
    /// The Code's data, rules and calendar.
    pub rulebook: &'a Rulebook,
    /// The events of the matter, oldest first, as [`Event::published`] gives them. They say which entry of the record a
    /// figure comes from; where they are left out, figures have no link and all else is the same.
    pub events: &'a [Recorded],
    /// The day on which the paper is composed, which tells open from closed. A composed paper is not dated by it.
    pub today: Date,
}

impl<'a> Record<'a> {
    /// The Code's data.
    #[must_use]
    pub fn code(&self) -> &'a Code {
        self.rulebook.code()
    }

    /// For whom papers are composed.
    #[must_use]
    pub fn reader(&self) -> Reader {
        Reader::public()
    }

    /// The last event that is so: for a fact that later events replace.
    pub fn last(&self, is: impl Fn(&Event) -> bool) -> Option<&'a Recorded> {
        self.events.iter().rev().find(|recorded| is(&recorded.event))
    }

    /// The first event that is so.
    pub fn first(&self, is: impl Fn(&Event) -> bool) -> Option<&'a Recorded> {
        self.events.iter().find(|recorded| is(&recorded.event))
    }

    /// The position of the last event that is so.
    pub fn from(&self, is: impl Fn(&Event) -> bool) -> Option<u64> {
        self.last(is).map(|recorded| recorded.position)
    }

    /// The title of a body, Party Category or whoever else has an id in the Code; the name itself where nothing is known.
    #[must_use]
    pub fn title_of<'n>(&'n self, name: &'n str) -> &'n str {
        let code = self.code();
        let title = code.title_of(name);
        if title == name { code.category_title(name) } else { title }
    }

    /// Whoever did something, as a sentence names them: `the Change Sub-Committee`, `Una Strachan for Braeside Heat Ltd`.
    #[must_use]
    pub fn who(&self, name: &str) -> String {
        let code = self.code();
        if let Some(body) = code.body(name) {
            return with_article(&body.title);
        }
        let Some(person) = self.register.person(name) else { return self.title_of(name).to_owned() };
        match &person.office {
            Office::ForParty(party) => format!("{} for {party}", person.name),
            Office::ForBody(body) => format!("{} for {}", person.name, with_article(code.title_of(body.as_str()))),
            Office::Member { of, .. } => {
                format!("{}, member of {}", person.name, with_article(code.title_of(of.as_str())))
            }
        }
    }

    /// The Code's acronym: `SEC`; where its id is none, `Code`.
    #[must_use]
    pub fn short_code(&self) -> String {
        let id = &self.code().id;
        if id.len() <= 4 { id.to_uppercase() } else { "Code".to_owned() }
    }

    /// The class of a paper that everybody may read, by the scheme of a day.
    #[must_use]
    pub fn open_class(&self, day: Date) -> Option<Classification> {
        let open = self.code().classes_on(day).find(|class| class.widest == Audience::Public)?;
        Some(Classification { class: open.title.clone(), scheme: open.scheme.clone(), means: open.means.clone() })
    }

    /// Front matter with what is the same for every paper of the Code.
    #[must_use]
    pub fn front(&self, kind: &str, id: Option<&str>, title: &str, date: Date) -> Front {
        let code = self.code();
        Front {
            code: code.title.clone(),
            kind: kind.to_owned(),
            id: id.map(str::to_owned),
            title: title.to_owned(),
            under: None,
            version: None,
            date,
            class: self.open_class(date),
            status: String::new(),
            about: Vec::new(),
            contact: code.title_of(code.administrator.as_str()).to_owned(),
            reach: code.contact_on(date).map(Contact::words),
            proposals_at: None,
        }
    }
}

/// What the record does not hold, gathered while a paper is composed.
#[derive(Debug, Default)]
pub struct Gaps(Vec<String>);

impl Gaps {
    /// Words for the place where something should stand; they are listed as missing too. `what` begins a sentence.
    pub fn missing(&mut self, what: &str) -> Words {
        let words = format!("{what}: not recorded yet.");
        self.note(what);
        Words::missing(words)
    }

    /// Words for a place that already says what should stand there. `what` begins a sentence.
    pub fn missing_here(&mut self, what: &str) -> Words {
        self.note(what);
        Words::missing("not recorded yet")
    }

    /// Lists something as missing that is said in other words in its place.
    pub fn note(&mut self, what: &str) {
        let what = what.to_owned();
        if !self.0.contains(&what) {
            self.0.push(what);
        }
    }

    /// Everything that is missing, in the order of the paper.
    #[must_use]
    pub fn into_list(self) -> Vec<String> {
        self.0
    }
}

/// A body's title as a sentence names it: an acronym stands alone where it is a name (`SECAS`), other titles take `the`.
fn with_article(title: &str) -> String {
    let is_name = title.len() > 3 && title.chars().all(|c| c.is_ascii_uppercase());
    if is_name { title.to_owned() } else { format!("the {title}") }
}

/// A day as papers print it: `29 February 2024`.
#[must_use]
pub fn day(date: Date) -> String {
    procedure::names::day(date).to_string()
}

/// A sum of whole pounds: `£1,060`.
#[must_use]
pub fn pounds(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}£{grouped}", if amount < 0 { "−" } else { "" })
}

/// Names as a sentence lists them: `A, B and C`.
#[must_use]
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A text as a sentence: with a capital at its head and a full stop at its end.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let end = if text.ends_with(['.', '?', '!', ':', ';']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), chars.as_str())
}

/// The paragraphs of a text that people typed: parted at empty lines, each on one line.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}
