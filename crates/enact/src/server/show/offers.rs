//! The acts that a reader may do, and those not, with their grounds.

use procedure::next::Offer as Foreseen;
use procedure::ruling::Bearing;
use procedure::{ActName, foresee};

use crate::paths::{self, Place, ProposalName};
use crate::server::Visit;
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

/// The acts that need no proposal yet, except those that only keep the register.
pub(super) fn general(visit: &Visit) -> ActOffers {
    let Some(reader) = &visit.reader else { return ActOffers::default() };
    let acts = ActName::ALL.iter().copied().filter(|act| !act.is_about_a_proposal());
    let foreseen = acts.map(|act| {
        let ruling = foresee(&visit.register, reader, act, None, &visit.rulebook, visit.now);
        Foreseen { act, ruling }
    });
    let place = |act: ActName| paths::ActName::parse(act.name()).map(Place::Act);
    ActOffers {
        reader: visit.reader_words(),
        acts: foreseen.filter_map(|offer| shown(visit, &offer, place(offer.act)?)).collect(),
    }
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
