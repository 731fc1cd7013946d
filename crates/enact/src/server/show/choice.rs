//! The form that chooses a text of the Code to read or to compare, and where what it chose leads.

use axum::response::Response;
use legaltext::{Document, DocumentId};

use crate::paths::{Compared, DocumentName, EditionName, NumberName, Picked, Place, Point, ProposalName, Text, day};
use crate::server::{Stop, Visit, see_other};
use crate::web::{Day, TextChoice, TextOption};

/// What is on the page that offers the form.
#[derive(Default)]
pub(super) struct Here<'h> {
    /// Its document; none for the whole Code.
    pub(super) document: Option<&'h DocumentId>,
    /// Its provision.
    pub(super) number: Option<&'h NumberName>,
    /// The text that it shows; none for the one in force today.
    pub(super) point: Option<&'h Point>,
    /// The text that it is compared with.
    pub(super) against: Option<&'h Point>,
}

/// The form.
pub(super) fn offered(visit: &Visit, here: &Here<'_>) -> TextChoice {
    let base = here.point.map(|point| Point { with: Vec::new(), known: None, text: point.text.clone() });
    let texts = texts(visit, here.document);
    let listed = |chosen: Option<&Point>| {
        let chosen = chosen.map(ToString::to_string);
        let options = texts.iter().map(|(value, words)| {
            let is_chosen = chosen.as_ref() == Some(value) || (chosen.is_none() && value.is_empty());
            TextOption::new(value.clone(), words.clone(), is_chosen)
        });
        options.collect::<Vec<_>>()
    };
    let known = |point: &Point| texts.iter().any(|(value, _)| *value == point.to_string());
    let date = match base.as_ref().filter(|base| !known(base)).map(|base| &base.text) {
        Some(Text::On(day)) => day.to_string(),
        Some(Text::Edition(_)) | None => String::new(),
    };
    let mixed = here.point.map(|point| point.with.as_slice()).unwrap_or_default();
    let mixes: Vec<TextOption> = mixes(visit, here.document)
        .into_iter()
        .map(|(name, words)| TextOption::new(name.as_str(), words, mixed.contains(&name)))
        .collect();
    let mut against = listed(here.against);
    if let Some(other) = here.against.filter(|point| !known(point)) {
        against.push(TextOption::new(other.to_string(), in_words(other), true));
    }
    for mix in &mixes {
        let value = format!("{}+{}", visit.today(), mix.value);
        if here.against.is_none_or(|other| other.to_string() != value) {
            against.push(TextOption::new(value, format!("The Code of today with {}", mix.words), false));
        }
    }
    let document = here.document.map(|id| ("document", id.to_string()));
    let number = here.number.map(|number| ("number", number.as_str().to_owned()));
    TextChoice {
        to: visit.at(Place::Pick(Picked::none())),
        carried: document.into_iter().chain(number).collect(),
        texts: listed(base.as_ref()),
        date,
        known: here.point.and_then(|point| point.known).map(|day| day.to_string()).unwrap_or_default(),
        mixes,
        against,
    }
}

/// The texts that have a name of their own: editions of the document, or the days on which the Code changed; newest first.
fn texts(visit: &Visit, document: Option<&DocumentId>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut last: Option<legaltext::Hash> = None;
    for (since, edition) in visit.register.editions() {
        let held = document.map(|id| edition.document(id));
        let hash = match held {
            Some(None) => continue,
            Some(Some(document)) => document.hash(),
            None => edition.hash(),
        };
        if last.replace(hash) == Some(hash) {
            continue;
        }
        let version = held.flatten().and_then(Document::version).and_then(EditionName::parse);
        let named = version.map(|name| (name.to_string(), format!("Edition {name}, from {}", Day(since))));
        let fresh = named.filter(|(value, _)| found.iter().all(|(known, _)| known != value));
        found.push(fresh.unwrap_or_else(|| (since.to_string(), format!("From {}", Day(since)))));
    }
    found.push((String::new(), "In force today".to_owned()));
    found.reverse();
    found
}

/// The open modifications whose legal text changes the document, with their titles.
fn mixes(visit: &Visit, document: Option<&DocumentId>) -> Vec<(ProposalName, String)> {
    let outlook = visit.server.outlooks.at(visit);
    let open = outlook.drafts.iter().filter(|drafted| document.is_none_or(|id| drafted.changes_document(id)));
    open.filter_map(|drafted| {
        let proposal = visit.register.proposal(&drafted.number)?;
        let words = match &drafted.applied {
            Ok(_) => format!("{}: {}", proposal.number(), proposal.title),
            Err(_) => format!("{}: {} (does not fit the text in force)", proposal.number(), proposal.title),
        };
        Some((ProposalName::from_words(proposal.number())?, words))
    })
    .collect()
}

/// A text in a few words.
pub(super) fn in_words(point: &Point) -> String {
    let mut words = match &point.text {
        Text::On(day) => format!("The text of {}", Day(*day)),
        Text::Edition(name) => format!("Edition {name}"),
    };
    if let Some(known) = point.known {
        words.push_str(&format!(", as known on {}", Day(known)));
    }
    for name in &point.with {
        words.push_str(&format!(", with {}", name.as_str().to_uppercase()));
    }
    words
}

/// On to what a form chose.
///
/// # Errors
/// A part of it cannot be read; the sentence says which and how to write it.
pub(super) fn chosen(visit: &Visit, picked: &Picked) -> Result<Response, Stop> {
    let document = name(picked, "document", "document", DocumentName::parse)?;
    let number = name(picked, "number", "provision", NumberName::parse)?;
    let point = point_of(visit, picked)?;
    let place = if picked.first("do") == Some("compare") {
        let today = || Point::on(visit.today());
        let old = picked.first("against").map(read_point).transpose()?.unwrap_or_else(today);
        Place::Compare(document, Compared { old, new: point.unwrap_or_else(today) })
    } else {
        match (document, number) {
            (Some(document), Some(number)) => Place::Provision(document, number, point),
            (Some(document), None) => Place::Document(document, point),
            (None, _) => Place::Contents(point),
        }
    };
    Ok(see_other(&visit.at(place), &[]))
}

fn name<T>(picked: &Picked, field: &str, what: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Stop> {
    let typed = picked.first(field);
    typed.map(|typed| read(typed).ok_or_else(|| Stop::BadRequest(format!("`{typed}` names no {what}")))).transpose()
}

/// The text that a form chose; none for the one in force today with nothing mixed in.
///
/// # Errors
/// A part of it cannot be read.
pub(super) fn point_of(visit: &Visit, picked: &Picked) -> Result<Option<Point>, Stop> {
    let typed = picked.first("date").map(read_day).transpose()?.map(Point::on);
    let base = match typed {
        Some(typed) => Some(typed),
        None => picked.first("text").map(read_point).transpose()?,
    };
    let known = picked.first("known").map(read_day).transpose()?;
    let with = picked.all("with").map(|typed| {
        ProposalName::parse(typed).ok_or_else(|| Stop::BadRequest(format!("`{typed}` is no modification's number")))
    });
    let with = with.collect::<Result<Vec<_>, _>>()?;
    if base.is_none() && known.is_none() && with.is_empty() {
        return Ok(None);
    }
    let mut point = base.unwrap_or_else(|| Point::on(visit.today()));
    point.known = known.or(point.known);
    point.with.extend(with);
    Ok(Some(point))
}

fn read_day(typed: &str) -> Result<jiff::civil::Date, Stop> {
    day(typed).ok_or_else(|| Stop::BadRequest(format!("`{typed}` is no date; write it like 2024-02-29")))
}

fn read_point(typed: &str) -> Result<Point, Stop> {
    Point::parse(typed).ok_or_else(|| {
        Stop::BadRequest(format!("`{typed}` names no text; write a date like 2024-02-29, or an edition like 9.0"))
    })
}
