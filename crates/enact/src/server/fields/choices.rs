//! What the register or the Code offers for a field, so that nobody types a name that a list knows.

use procedure::ActName;
use procedure::code::Named;

use super::{Choice, Sent, first};
use crate::server::Visit;
use crate::web::Day;

fn choice(value: &str, words: &str) -> Choice {
    Choice { value: value.to_owned(), words: words.to_owned(), hint: None }
}

/// The choices for a field; none where anything may be typed.
pub(super) fn named_choices(visit: &Visit, act: ActName, name: &str) -> Vec<Choice> {
    let code = visit.rulebook.code();
    let named = |list: &[Named]| list.iter().map(|one| choice(&one.id, &one.title)).collect();
    match name {
        "subjects" | "subject" => named(&code.subjects),
        "objectives" => named(&code.objectives),
        "parties_impacted" | "category" => named(&code.categories),
        "rights" => named(&code.rights),
        "roles" => named(&code.roles),
        "release" | "fallback" => releases(visit, act),
        "solution" | "solutions" => {
            let solutions = visit.proposal_in_view().into_iter().flat_map(|proposal| &proposal.solutions);
            solutions.map(|one| choice(one.id.as_str(), &format!("{}: {}", one.id.words(), one.title))).collect()
        }
        "party" | "appointed_by" => visit.register.parties().map(|party| choice(&party.name, &party.name)).collect(),
        "person" | "alternate_for" => {
            visit.register.people().map(|person| choice(&person.name, &person.name)).collect()
        }
        "body" | "given_to" => code.bodies.iter().map(|body| choice(body.id.as_str(), &body.title)).collect(),
        "acts_for" => {
            let bodies = code.bodies.iter().map(|body| choice(body.id.as_str(), &body.title));
            bodies.chain(visit.register.parties().map(|party| choice(&party.name, &party.name))).collect()
        }
        "seat" => {
            let seats = code.seats.iter().map(|seat| {
                let words = format!("{}: {}", code.title_of(seat.body.as_str()), seat.title);
                choice(&seat.group, &words)
            });
            seats.collect()
        }
        "proposal" => {
            let all = visit.register.proposals();
            all.map(|one| choice(one.number(), &format!("{}: {}", one.number(), one.title))).collect()
        }
        "documents" if act == ActName::RecordImpacts => {
            let edition = visit.register.edition_at(visit.today());
            let documents = edition.into_iter().flat_map(|edition| edition.documents());
            documents
                .map(|one| choice(&one.id().to_string(), &format!("{}: {}", one.id().printed(), one.title())))
                .collect()
        }
        "question_set" => code.question_sets.iter().map(|set| choice(&set.id, &set.title)).collect(),
        "invited" => {
            let all = [choice("all-parties", "All Parties")].into_iter();
            let bodies = code.bodies.iter().map(|body| choice(body.id.as_str(), &body.title));
            all.chain(code.categories.iter().map(|one| choice(&one.id, &one.title))).chain(bodies).collect()
        }
        "consultation" => consultations(visit),
        _ => Vec::new(),
    }
}

/// The releases that a field may name: those ahead, where something is put in one; else all.
fn releases(visit: &Visit, act: ActName) -> Vec<Choice> {
    let ahead = act.is_about_a_proposal();
    let offered = visit.register.releases().filter(|release| !ahead || release.date >= visit.today());
    offered.map(|release| choice(release.id.as_str(), &format!("{} ({})", release.name, Day(release.date)))).collect()
}

/// The consultations on the proposal in view, or those about other things.
fn consultations(visit: &Visit) -> Vec<Choice> {
    if let Some(proposal) = visit.proposal_in_view() {
        return proposal.consultations.iter().map(|held| choice(held.kind.key(), held.kind.words())).collect();
    }
    visit.register.matter_consultations().map(|held| choice(&held.id, &held.title)).collect()
}

/// The questions that a response answers: of the consultation named, or of the proposal's open one.
pub(super) fn questions(visit: &Visit, sent: &Sent) -> Vec<String> {
    let named = first(sent, "consultation");
    if let Some(proposal) = visit.proposal_in_view() {
        let all = &proposal.consultations;
        let wanted = all.iter().find(|held| named == Some(held.kind.key()));
        let open = all.iter().rev().find(|held| held.is_open(visit.today()));
        return wanted.or(open).or_else(|| all.last()).map(|held| held.questions.clone()).unwrap_or_default();
    }
    named.and_then(|id| visit.register.matter_consultation(id)).map(|held| held.questions.clone()).unwrap_or_default()
}
