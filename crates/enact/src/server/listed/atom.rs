//! News as an Atom feed (RFC 4287): an entry for each event. An event never changes, so an entry never does either.

use atom_syndication::{Entry, Feed, Generator, Link, Person, Text};
use chrono::{DateTime, FixedOffset};
use jiff::tz::TimeZone;
use procedure::Recorded;

use super::lasting_id;
use crate::paths::{ListForm, Listed, Place};
use crate::server::show::history;
use crate::server::{Stop, Visit, sentence};

/// The feed.
pub(super) fn print(visit: &Visit, page: &Place, news: &[Recorded]) -> Result<String, Stop> {
    let code = visit.rulebook.code();
    let link = |rel: &str, place: Place, kind: Option<&str>| Link {
        href: format!("{}{}", visit.origin, visit.at(place)),
        rel: rel.to_owned(),
        mime_type: kind.map(str::to_owned),
        ..Link::default()
    };
    let atom = Some(ListForm::Atom.media_type());
    let begins = code.begins.at(0, 0, 0, 0);
    let feed = Feed {
        title: Text::plain(format!("{}: {}", code.title, title(page))),
        id: format!("urn:uuid:{}", lasting_id(visit, &format!("feed {page}"))),
        updated: at(news.first().map_or(begins, |newest| newest.took_effect))?,
        authors: vec![Person { name: code.title_of(code.administrator.as_str()).to_owned(), ..Person::default() }],
        generator: Some(Generator { value: "Enact".to_owned(), ..Generator::default() }),
        links: vec![
            link("self", Place::Listed(Listed::new(page.clone(), ListForm::Atom)), atom),
            link("alternate", page.clone(), Some("text/html")),
        ],
        entries: news.iter().map(|recorded| entry(visit, recorded, &link)).collect::<Result<_, _>>()?,
        lang: Some("en-GB".to_owned()),
        ..Feed::default()
    };
    let mut bytes = Vec::new();
    feed.write_to(&mut bytes).map_err(|error| Stop::Failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Stop::Failed(error.to_string()))
}

fn entry(visit: &Visit, recorded: &Recorded, link: &dyn Fn(&str, Place, Option<&str>) -> Link) -> Result<Entry, Stop> {
    let event = recorded.event.published();
    let what = printable(&sentence(&history::in_words(visit, &event)));
    let about = event.proposal().and_then(|id| visit.register.proposal(id.as_str()));
    let title = match about {
        Some(proposal) => format!("{}: {what}", proposal.number()),
        None => what.clone(),
    };
    let moment = at(recorded.took_effect)?;
    let mut links = vec![link("alternate", Place::Event(recorded.position), Some("text/html"))];
    if let Some(name) = about.and_then(|proposal| crate::paths::ProposalName::from_words(proposal.number())) {
        links.push(link("related", Place::Modification(name), Some("text/html")));
    }
    let grounds = recorded.grounds.iter().flat_map(|ground| ground.clauses.iter().cloned());
    let clauses: std::collections::BTreeSet<String> = grounds.collect();
    let clauses = clauses.into_iter().collect::<Vec<_>>().join(", ");
    let under = if clauses.is_empty() { String::new() } else { format!(" Under {clauses}.") };
    Ok(Entry {
        title: Text::plain(shortened(&title)),
        id: format!("urn:uuid:{}", lasting_id(visit, &format!("event {}", recorded.position))),
        updated: moment,
        published: Some(moment),
        authors: vec![Person { name: printable(&history::by(visit, recorded)), ..Person::default() }],
        links,
        summary: Some(Text::plain(format!("{what}{under}"))),
        ..Entry::default()
    })
}

/// What a feed is about, in a few words.
fn title(page: &Place) -> String {
    let place = page.to_string();
    let words = place.trim_start_matches('/').replace(['/', '?', '&', '='], " ");
    if words.is_empty() { "everything".to_owned() } else { words }
}

/// Words without the letters that XML cannot hold.
fn printable(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control() || "\n\t".contains(*letter)).collect()
}

/// A title of at most two hundred letters.
fn shortened(title: &str) -> String {
    let short: String = title.chars().take(200).collect();
    if short.len() < title.len() { format!("{short}…") } else { short }
}

/// A moment of civil time in London as an instant.
pub(super) fn at(moment: jiff::civil::DateTime) -> Result<DateTime<FixedOffset>, Stop> {
    let failed = |error: &dyn std::fmt::Display| Stop::Failed(error.to_string());
    let zone = TimeZone::get("Europe/London").map_err(|error| failed(&error))?;
    let zoned = zone.to_zoned(moment).map_err(|error| failed(&error))?;
    let written = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    DateTime::parse_from_rfc3339(&written).map_err(|error| failed(&error))
}
