//! The legal texts of a proposal: what each would change, how it stands to the text in force, and whom it meets.

use std::sync::Arc;

use procedure::legal_text::TextPart;
use procedure::register::{Attached, Proposal, Standing};
use serde_json::{Value, json};

use super::{outcome, redlined};
use crate::paths::{Compared, FileOf, Picked, Place, Point, ProposalName};
use crate::server::{Visit, sentence};
use crate::web::pages::{DraftClash, LegalTextView};
use crate::web::{Day, Link};

/// Its legal texts as the page shows them: one for each that stands for a solution, the one that stands for the proposal
/// with its redline.
pub(super) fn of(visit: &Visit, proposal: &Proposal) -> Vec<LegalTextView> {
    let mut views = Vec::new();
    for text in proposal.standing_texts() {
        let is_main = proposal.approved_text().is_some_and(|main| Arc::ptr_eq(main, text));
        let (standing, unmerged) = standing(visit, proposal, text);
        let mut notes = Vec::new();
        notes.extend(replaced(visit, text));
        notes.extend(standing);
        notes.extend(parts(text));
        views.push(LegalTextView {
            name: format!("Legal text {}", text.version),
            heading: heading(proposal, text),
            notes,
            unmerged,
            links: if is_main { links(visit, proposal) } else { Vec::new() },
            redline: if is_main {
                redlined::of_proposal(visit, proposal)
            } else {
                redlined::of_text(visit, proposal, &text.amendments, &text.version)
            },
        });
    }
    views
}

/// Which solutions a text serves, where there is more than one.
fn heading(proposal: &Proposal, text: &Attached) -> String {
    if proposal.solutions.len() < 2 {
        return String::new();
    }
    let served = proposal.solutions.iter().filter(|solution| text.solutions.contains(&solution.id));
    let served: Vec<String> = served.map(|solution| format!("{}: {}", solution.id.words(), solution.title)).collect();
    format!("Legal text {} for {}", text.version, served.join("; "))
}

/// What it took the place of.
fn replaced(visit: &Visit, text: &Attached) -> Option<String> {
    if let Some(earlier) = &text.rebased_from {
        // The day it was done, and the first day of the words that it was done on: two days of one text.
        let since = visit.register.editions().map(|(first, _)| first).filter(|first| *first <= text.drafted_for).max();
        let on = since.filter(|since| *since != text.drafted_for).map_or_else(
            || format!("on the Code of {}", Day(text.drafted_for)),
            |since| format!("on {} on the Code of {}, in force then", Day(text.drafted_for), Day(since)),
        );
        return Some(format!("It is legal text {earlier}, re-based {on}."));
    }
    if let Some(earlier) = &text.amends {
        return Some(format!("It was given as amendments to legal text {earlier}."));
    }
    (!text.replaces.is_empty()).then(|| format!("It took the place of legal text {}.", text.replaces.join(", ")))
}

/// Its parts, where it comes into force in more than one.
fn parts(text: &Attached) -> Vec<String> {
    if text.parts.len() < 2 {
        return Vec::new();
    }
    let part = |part: &TextPart| {
        let file = part.file.as_ref().map(|file| format!(" ({file})")).unwrap_or_default();
        format!("Part {}{file}: {}", part.name, sentence(&format!("in force {}", part.in_force)))
    };
    text.parts.iter().map(part).collect()
}

/// How it stands to the text in force, in words, with the places where it does not fit.
fn standing(visit: &Visit, proposal: &Proposal, text: &Attached) -> (Vec<String>, Vec<DraftClash>) {
    if proposal.stage.is_end() {
        return (Vec::new(), Vec::new());
    }
    let since = |against: &[String]| match against {
        [] => String::new(),
        [..] => format!(" since by {}", against.join(", ")),
    };
    match visit.register.standing_of(proposal, text, visit.today()).as_ref() {
        Standing::Nothing => (Vec::new(), Vec::new()),
        Standing::Current => {
            let done = if text.rebased_from.is_some() { "re-based on" } else { "drafted against" };
            (vec![format!("It was {done} the text that is in force today.")], Vec::new())
        }
        Standing::Merges(rebasing) => {
            let changed = since(&rebasing.against);
            let mut notes = vec![format!(
                "It was drafted against the Code of {}, which has been changed{changed}. It merges with those changes, and must be re-based before it can go live.",
                Day(text.drafted_for),
            )];
            notes.extend(rebasing.to_look_at.iter().map(|place| sentence(place)));
            (notes, Vec::new())
        }
        Standing::Conflicts { against, unmerged } => {
            let note = format!(
                "It was drafted against the Code of {}, which has been changed{}, and does not merge with those changes: it cannot go live as it is.",
                Day(text.drafted_for),
                since(against),
            );
            let force = Link::new("The text in force", visit.at(Place::Contents(None)));
            let places = unmerged.iter().map(|place| DraftClash {
                with: force.clone(),
                message: sentence(&place.message),
                merges: false,
                base: place.base.clone(),
                yours: place.draft.clone(),
                theirs: place.now.clone(),
            });
            (vec![note], places.collect())
        }
    }
}

/// Its legal texts as data: each that stands for a solution, and how it stands to the text in force.
pub(crate) fn as_data(visit: &Visit, proposal: &Proposal) -> Vec<Value> {
    let text = |text: &Arc<Attached>| {
        let standing = (!proposal.stage.is_end()).then(|| visit.register.standing_of(proposal, text, visit.today()));
        let (state, against, places) = match standing.as_deref() {
            None => ("ended", &[][..], Vec::new()),
            Some(Standing::Nothing) => ("nothing-left", &[][..], Vec::new()),
            Some(Standing::Current) => ("current", &[][..], Vec::new()),
            Some(Standing::Merges(rebasing)) => {
                let places = rebasing.to_look_at.iter().map(|place| json!({ "message": place }));
                ("merges", rebasing.against.as_slice(), places.collect())
            }
            Some(Standing::Conflicts { against, unmerged }) => {
                let place = |place: &procedure::register::Unmerged| {
                    json!({
                        "at": place.at, "term": place.term, "message": place.message,
                        "base": place.base, "now": place.now, "draft": place.draft,
                    })
                };
                ("conflicts", against.as_slice(), unmerged.iter().map(place).collect::<Vec<_>>())
            }
        };
        json!({
            "version": text.version, "solutions": text.solutions, "parts": text.parts, "by": text.by, "at": text.at,
            "drafted_for": text.drafted_for, "base": text.base,
            "standing": { "state": state, "against": against, "places": places },
        })
    };
    proposal.standing_texts().map(text).collect()
}

/// Where it meets other open proposals, as data.
pub(crate) fn clashes_as_data(visit: &Visit, proposal: &Proposal) -> Vec<Value> {
    let clash = |clash: DraftClash| {
        json!({
            "with": clash.with.words, "message": clash.message, "merges": clash.merges,
            "base": clash.base, "yours": clash.yours, "theirs": clash.theirs,
        })
    };
    clashes(visit, proposal).into_iter().map(clash).collect()
}

/// Where it meets other open proposals.
pub(super) fn clashes(visit: &Visit, proposal: &Proposal) -> Vec<DraftClash> {
    if proposal.stage.is_end() {
        return Vec::new();
    }
    let outlook = visit.server.outlooks.at(visit);
    let own = outlook.drafts.iter().find(|drafted| drafted.number == proposal.number());
    own.map(|own| outcome::meetings(visit, &own.effects, Some(proposal.number()))).unwrap_or_default()
}

/// The page on which a legal text for it is drafted, while that may still be attached.
pub(super) fn draft(visit: &Visit, proposal: &Proposal) -> Option<Link> {
    let name = ProposalName::from_words(proposal.number())?;
    let to = Place::Draft(Picked::none().and("for", name.as_str()));
    (!proposal.stage.is_end()).then(|| Link::new(format!("Draft a legal text for {}", proposal.number()), visit.at(to)))
}

/// The comparison that shows what it changes, and its files.
fn links(visit: &Visit, proposal: &Proposal) -> Vec<Link> {
    let compared = match proposal.live {
        Some(live) => live.yesterday().ok().map(|before| {
            let words = format!("The Code of {} compared with that of {}", Day(before), Day(live));
            (Compared { old: Point::on(before), new: Point::on(live) }, words)
        }),
        None => super::law::with(proposal, None, visit.today()).map(|with| {
            let words = "The Code compared with and without it".to_owned();
            (Compared { old: Point::on(visit.today()), new: with }, words)
        }),
    };
    let fits = proposal.live.is_some() || redlined::of_proposal(visit, proposal).is_some();
    let Some((compared, words)) = compared.filter(|_| fits) else { return Vec::new() };
    let page = Link::new(words, visit.at(Place::Compare(None, compared.clone())));
    let files = super::document::files(visit, &FileOf::Compare(None, compared));
    std::iter::once(page).chain(files).collect()
}
