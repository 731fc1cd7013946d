//! What a follower is told of an event: what everybody may read of it, where to read on, and why it comes.

use jiff::tz::TimeZone;
use ledger::{Delivery, Follower};
use procedure::Recorded;
use procedure::call::Call;
use procedure::confidential::Reader;
use procedure::event::{ConsultationEvent, Event};
use procedure::register::Proposal;
use serde_json::{Value, json};

use super::calling;
use super::spreading::page_at;
use crate::paths::{Address, FollowerKey, MeetingName, Place, ProposalName};
use crate::server::show::history;
use crate::server::{Visit, sentence};
use crate::web::{Day, Moment};

/// What is told.
pub(super) struct Message {
    /// The event's recorded name, or `enact.confirm`, `enact.due` or `enact.overdue`.
    kind: &'static str,
    subject: String,
    what: String,
    /// When, by whom and under which clauses, in a sentence.
    stood: String,
    /// Where to read on: words and address.
    read: Vec<(String, String)>,
    /// Something was said in confidence that this follower may read.
    confided: bool,
    /// What letters about the same thing have in common.
    pub(super) thread: Option<String>,
    /// The same for programs.
    data: Value,
    /// Why it comes.
    because: String,
    /// The follower's own page.
    pub(super) own: String,
}

impl Message {
    /// An event, as the follower may read it now.
    pub(super) fn of_event(visit: &Visit, recorded: &Recorded, follower: &Follower, delivery: &Delivery) -> Self {
        let event = recorded.event.published();
        let what = printable(&sentence(&history::in_words(visit, &event)));
        let about = event.proposal().and_then(|id| visit.register.proposal(id.as_str()));
        let subject = about.map_or_else(|| what.clone(), |proposal| format!("{}: {what}", proposal.number()));
        let clauses: std::collections::BTreeSet<String> =
            recorded.grounds.iter().flat_map(|ground| ground.clauses.iter().cloned()).collect();
        let clauses: Vec<String> = clauses.into_iter().collect();
        let by = printable(&history::by(visit, recorded));
        let when = Moment(recorded.took_effect);
        let day = Day(recorded.took_effect.date());
        let under = if clauses.is_empty() { String::new() } else { format!(", under {}", clauses.join(", ")) };
        let entry = whole(visit, Place::Event(recorded.position));
        let mut read = vec![("The entry of the record".to_owned(), entry.clone())];
        let thing = about.and_then(|proposal| addressed(visit, proposal));
        read.extend(thing.as_ref().map(titled));
        let data = json!({
            "code": visit.code.as_str(), "position": recorded.position, "event": event.name(), "says": what,
            "took_effect": recorded.took_effect, "by": by, "clauses": clauses, "href": entry,
            "about": thing.as_ref().map(|(proposal, at)| json!({
                "id": proposal.id, "number": proposal.number(), "title": proposal.title, "href": at,
            })),
            "confidential_part": may_read_more(visit, recorded), "follows": delivery.page,
        });
        Self {
            kind: event.name(),
            subject: shortened(&subject),
            stood: format!("{} {day}, {} (London), by {by}{under}.", day.weekday(), when.clock()),
            what,
            read,
            confided: may_read_more(visit, recorded),
            thread: Some(format!("{}.{}", visit.code, recorded.event.stream().replace(['/', ' '], "."))),
            data,
            because: because(visit, follower, &delivery.page),
            own: own_page(visit, follower),
        }
    }

    /// What calls on the follower, as it stands now.
    pub(super) fn of_call(visit: &Visit, call: &Call, named: &str, follower: &Follower, page: &str) -> Self {
        let code = visit.rulebook.code();
        let what = printable(&sentence(&call.what));
        let on: Vec<&str> = call.on.iter().map(|on| code.title_of(on)).collect();
        let on = printable(&on.join(", "));
        let by = match call.due {
            Some(due) if call.overdue => format!("It was due by {} {} and is overdue", Day(due).weekday(), Day(due)),
            Some(due) => format!("It is due by {} {}", Day(due).weekday(), Day(due)),
            None => "It is to be done as soon as it reasonably can be".to_owned(),
        };
        let under =
            if call.clauses.is_empty() { String::new() } else { format!(", under {}", call.clauses.join(", ")) };
        let act =
            call.act.map_or_else(String::new, |act| format!(" It is done by the act \u{201c}{}\u{201d}.", act.words()));
        let duties = whole(visit, calling::where_it_stands(visit, call));
        let mut read = Vec::new();
        let thing = call.proposal.as_ref().and_then(|id| visit.register.proposal(id.as_str()));
        let thing = thing.and_then(|proposal| addressed(visit, proposal));
        read.extend(thing.as_ref().map(titled));
        let meeting = call.meeting.as_deref().and_then(MeetingName::from_words);
        read.extend(meeting.map(|name| ("The meeting".to_owned(), whole(visit, Place::Meeting(name)))));
        read.push(("What is owed, and by whom".to_owned(), duties.clone()));
        let data = json!({
            "code": visit.code.as_str(), "call": named, "says": what, "on": call.on, "overdue": call.overdue,
            "since": call.since, "due": call.due, "act": call.act.map(procedure::ActName::name), "clauses": call.clauses,
            "href": duties, "about": thing.as_ref().map(|(proposal, at)| json!({
                "id": proposal.id, "number": proposal.number(), "title": proposal.title, "href": at,
            })), "meeting": call.meeting, "follows": page,
        });
        Self {
            kind: if call.overdue { "enact.overdue" } else { "enact.due" },
            subject: shortened(&format!("{}: {what}", if call.overdue { "Overdue" } else { "To be done" })),
            what,
            stood: format!("{by}{under}. It falls on {on}.{act}"),
            read,
            confided: false,
            thread: Some(format!("{}.call.{}", visit.code, plain(&call.key))),
            data,
            because: because(visit, follower, page),
            own: own_page(visit, follower),
        }
    }

    /// The question whether somebody wants to be told at all; to a webhook also a test.
    pub(super) fn question(visit: &Visit, follower: &Follower, pages: &[String]) -> Self {
        let title = &visit.rulebook.code().title;
        let addresses = pages.iter().map(|page| ("To be followed".to_owned(), address_of(visit, page)));
        Self {
            kind: "enact.confirm",
            subject: format!("Confirm what you want to follow: {title}"),
            what: format!(
                "Somebody, perhaps you, asked that this address be told what happens in the register of the {title}."
            ),
            stood: format!(
                "Open {} and press Confirm. If it was not you, do nothing: nothing more is sent, and the address is deleted \
                 within seven days.",
                own_page(visit, follower)
            ),
            read: addresses.collect(),
            confided: false,
            thread: None,
            data: json!({ "code": visit.code.as_str(), "follows": pages, "says": "This webhook was registered. Answer with a status of 2xx." }),
            because: String::new(),
            own: own_page(visit, follower),
        }
    }

    /// The subject of a letter.
    pub(super) fn subject(&self) -> &str {
        &self.subject
    }

    /// A letter's text.
    pub(super) fn text(&self) -> String {
        let mut paragraphs = vec![self.what.clone(), self.stood.clone()];
        let read: Vec<String> = self.read.iter().map(|(words, at)| format!("{words}:\n{at}")).collect();
        paragraphs.push(read.join("\n\n"));
        if self.confided {
            let said = "Something in it was said in confidence. You may read that; it is not in this letter. Open the page of the consultation, signed in.";
            paragraphs.push(said.to_owned());
        }
        if !self.because.is_empty() {
            paragraphs.push(format!("-- \n{}\nSee or end what you follow: {}", self.because, self.own));
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs.join("\n\n") + "\n"
    }

    /// The body of a request to a webhook.
    pub(super) fn body(&self, moment: jiff::Timestamp) -> String {
        let data = &self.data;
        json!({ "type": self.kind, "timestamp": moment.to_string(), "data": data }).to_string()
    }
}

/// The moment of an event as an instant.
pub(super) fn instant(recorded: &Recorded) -> jiff::Timestamp {
    let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
    // A time of which there are two was recorded at one of them; the log does not say which, and the earlier one stands.
    zone.to_zoned(recorded.took_effect).map_or(jiff::Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

/// Whether the event holds something in confidence, and the visit's reader may read it.
fn may_read_more(visit: &Visit, recorded: &Recorded) -> bool {
    let (Event::ResponseReceived { respondent, .. }
    | Event::Consultation(ConsultationEvent::Responded { respondent, .. })) = &recorded.event
    else {
        return false;
    };
    let withheld = matches!(recorded.event.published(), std::borrow::Cow::Owned(_));
    let reader = visit.reader.as_ref().map_or_else(Reader::public, |actor| Reader::of(actor, visit.rulebook.code()));
    withheld && reader.may_read_what_was_said_by(respondent)
}

fn because(visit: &Visit, follower: &Follower, page: &str) -> String {
    let at = address_of(visit, page);
    match &follower.stands_for {
        Some(name) => format!("This goes to {}, for whom this is followed: {at}", visit.rulebook.code().title_of(name)),
        None => format!("You are told this because you follow this: {at}"),
    }
}

/// A page that is followed, as a whole address.
fn address_of(visit: &Visit, page: &str) -> String {
    let address = page_at(visit.code.as_str(), page);
    address.map_or_else(String::new, |address| format!("{}{address}", visit.origin))
}

fn own_page(visit: &Visit, follower: &Follower) -> String {
    whole(visit, Place::Following(FollowerKey::parse(&follower.token)))
}

/// A proposal with its permanent address.
fn addressed<'a>(visit: &Visit, proposal: &'a Proposal) -> Option<(&'a Proposal, String)> {
    let name = ProposalName::from_words(proposal.number())?;
    Some((proposal, whole(visit, Place::Modification(name))))
}

/// The same as a line of what there is to read.
fn titled((proposal, at): &(&Proposal, String)) -> (String, String) {
    (printable(&format!("{}, {}", proposal.number(), proposal.title)), at.clone())
}

fn whole(visit: &Visit, place: Place) -> String {
    format!("{}{}", visit.origin, Address::In(visit.code.clone(), place))
}

/// A name as it may stand in the header of a letter.
fn plain(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '.' });
    letters.take(150).collect()
}

/// Words without the letters that steer.
fn printable(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}

/// A subject of at most 150 letters, in one line.
fn shortened(subject: &str) -> String {
    let line = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(150).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}
