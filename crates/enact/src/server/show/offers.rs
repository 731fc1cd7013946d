//! The acts that a reader may do, and those not, with their grounds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use procedure::next::Offer as Foreseen;
use procedure::ruling::Bearing;
use procedure::{ActName, foresee};

use crate::paths::{self, Picked, Place, ProposalName};
use crate::server::{Sent, Visit, first};
use crate::web::{ActOffer, ActOffers, Link, Offer};

/// The acts on a proposal, the open ones first; none for a reader without a name.
pub(super) fn on(visit: &Visit, proposal: &procedure::register::Proposal) -> ActOffers {
    let Some(reader) = &visit.reader else { return ActOffers::default() };
    let foreseen = procedure::next::offers(&visit.register, &visit.rulebook, reader, proposal, visit.now);
    let place = |act: ActName| {
        let id = ProposalName::from_words(proposal.number())?;
        Some(Place::ActOn(id, paths::ActName::parse(act.name())?))
    };
    // Who responds when no consultation is open is late: offered last, and not at all on what is decided.
    let late = !proposal.consultations.iter().any(|held| held.is_open(visit.today()));
    let (respond, others): (Vec<_>, Vec<_>) = foreseen.into_iter().partition(|offer| offer.act == ActName::Respond);
    let respond = respond.into_iter().filter(|_| !proposal.stage.is_end());
    let ordered: Vec<Foreseen> =
        if late { others.into_iter().chain(respond).collect() } else { respond.chain(others).collect() };
    ActOffers {
        reader: visit.reader_words(),
        acts: ordered.into_iter().filter_map(|offer| shown(visit, &offer, place(offer.act)?)).collect(),
    }
}

/// The fields by which acts name a thing that has a page of its own.
const THINGS: [&str; 7] = ["release", "consultation", "meeting", "body", "party", "review", "policy"];

/// The things that each act without a proposal names.
static NAMED: LazyLock<BTreeMap<ActName, Vec<&'static str>>> = LazyLock::new(|| {
    let acts = ActName::ALL.iter().copied().filter(|act| stands_alone(*act));
    acts.map(|act| {
        let schema = act.schema();
        let properties = schema.get("properties").and_then(serde_json::Value::as_object);
        let has = |thing: &&str| properties.is_some_and(|properties| properties.contains_key(*thing));
        (act, THINGS.into_iter().filter(has).collect())
    })
    .collect()
});

/// Whether an act can be done with no proposal in hand: it is about none, or about one or something else.
pub(super) fn stands_alone(act: ActName) -> bool {
    let schema = act.schema();
    let required = schema.get("required").and_then(serde_json::Value::as_array);
    !act.is_about_a_proposal()
        || !required.is_some_and(|fields| fields.iter().any(|field| field.as_str() == Some("proposal")))
}

/// The acts about a thing, with what is known of it filled in: each pair is a field and its value, the thing itself first.
pub(super) fn about(visit: &Visit, given: &[(&str, &str)]) -> ActOffers {
    let Some((thing, _)) = given.first() else { return ActOffers::default() };
    let filled = given.iter().fold(Picked::none(), |picked, (name, value)| picked.and(name, *value));
    offered(visit, &|act| NAMED.get(&act).is_some_and(|named| named.contains(thing)), &filled)
}

/// The acts that need nothing that is there already, except those that only keep the register.
pub(super) fn general(visit: &Visit) -> ActOffers {
    offered(visit, &|act| NAMED.get(&act).is_some_and(Vec::is_empty), &Picked::none())
}

/// Some acts by name.
pub(super) fn of(visit: &Visit, acts: &[ActName], filled: &Picked) -> ActOffers {
    offered(visit, &|act| acts.contains(&act), filled)
}

fn offered(visit: &Visit, wanted: &dyn Fn(ActName) -> bool, filled: &Picked) -> ActOffers {
    let Some(reader) = &visit.reader else { return ActOffers::default() };
    let governed = |act: &ActName| visit.rulebook.governing(*act, visit.today(), &visit.register).next().is_some();
    let acts = ActName::ALL.iter().copied().filter(|act| wanted(*act)).filter(governed);
    let foreseen = acts.map(|act| {
        let ruling = foresee(&visit.register, reader, act, None, &visit.rulebook, visit.now);
        Foreseen { act, ruling }
    });
    let place = |act: ActName| Some(Place::Act(paths::ActName::parse(act.name())?, filled.clone()));
    ActOffers {
        reader: visit.reader_words(),
        acts: foreseen.filter_map(|offer| shown(visit, &offer, place(offer.act)?)).collect(),
    }
}

/// The page of the thing that an act was about, by what its form sent.
pub(crate) fn place_of(sent: &Sent, act: ActName) -> Option<Place> {
    let named = NAMED.get(&act)?;
    let value = |thing: &str| first(sent, thing).filter(|_| named.contains(&thing));
    if let Some(id) = value("consultation") {
        return paths::ConsultationName::from_words(id).map(Place::Consultation);
    }
    if let Some(id) = value("meeting") {
        return paths::MeetingName::from_words(id).map(Place::Meeting);
    }
    if let Some(id) = value("release") {
        return paths::ReleaseName::parse(id).map(Place::Release);
    }
    if let Some(id) = value("review") {
        return paths::ReviewName::from_words(id).map(Place::Review);
    }
    if let Some(name) = value("party") {
        return paths::PartyName::from_words(name).map(Place::Party);
    }
    value("body").and_then(paths::BodyName::from_words).map(Place::Body)
}

fn shown(visit: &Visit, offer: &Foreseen, place: Place) -> Option<ActOffer> {
    let words = offer.act.words();
    let link = Link::new(words, visit.at(place));
    let questions = offer.ruling.grounds.iter().filter(|ground| ground.bearing == Bearing::Open).count();
    let (hint, offered) = if offer.ruling.is_permitted() {
        let support = offer.ruling.grounds.iter().find(|ground| ground.bearing == Bearing::Supports);
        let clause = support.and_then(|ground| ground.clauses.first()).map(|clause| format!("Under {clause}."));
        let asks = match questions {
            0 => String::new(),
            1 => " One more thing is looked at when you send it.".to_owned(),
            more => format!(" {more} more things are looked at when you send it."),
        };
        (clause.unwrap_or_default() + &asks, Offer::Permitted(link))
    } else {
        let grounds: Vec<_> = offer.ruling.refusing().map(|ground| visit.ground_line(ground)).collect();
        (String::new(), Offer::Refused(grounds))
    };
    Some(ActOffer { words: words.to_owned(), hint, offer: offered })
}
