//! What was done, in words: events as people read them.

use procedure::event::{Event, Recorded};
use procedure::names::Outcome;
use procedure::ruling::Bearing;

use crate::paths::Place;
use crate::server::Visit;
use crate::web::pages::HistoryLine;
use crate::web::{Day, GroundLine, Link, Moment};

/// A line of a proposal's history.
pub(super) fn line(visit: &Visit, recorded: &Recorded) -> HistoryLine {
    HistoryLine {
        event: Link::new(recorded.position.to_string(), visit.at(Place::Event(recorded.position))),
        when: Moment(recorded.took_effect),
        recorded: None,
        what: in_words(visit, &recorded.event),
        by: by(visit, recorded),
        grounds: grounds(visit, recorded),
    }
}

/// Who did the act, by title.
pub(in crate::server) fn by(visit: &Visit, recorded: &Recorded) -> String {
    visit.rulebook.code().title_of(&recorded.by).to_owned()
}

/// The grounds that an event relied on, those that bear on it.
pub(super) fn grounds(visit: &Visit, recorded: &Recorded) -> Vec<GroundLine> {
    let supports = recorded.grounds.iter().filter(|ground| ground.bearing == Bearing::Supports);
    supports.map(|ground| visit.ground_line(ground)).collect()
}

/// What happened, in a sentence.
pub(in crate::server) fn in_words(visit: &Visit, event: &Event) -> String {
    let code = visit.rulebook.code();
    match event {
        Event::PartyAdmitted { name, category, .. } => {
            format!("{name} was admitted in the category {}", code.category_title(category))
        }
        Event::PersonNamed { name, acts_for, .. } => format!("{name} was named for {}", code.title_of(acts_for)),
        Event::DocumentLoaded { markup, .. } => {
            let title = markup.lines().find(|line| !line.trim().is_empty()).unwrap_or("A document");
            format!("{} was loaded", title.trim_start_matches('#').trim())
        }
        Event::EditionDesignated { name, from, by, .. } => {
            format!("{} designated the edition {name}, in force from {}", code.title_of(by), Day(*from))
        }
        Event::OccurrenceRecorded { what, on, .. } => format!("Recorded as of {}: {what}", Day(*on)),
        Event::Assurance(event) => event.words(code),
        Event::Screening(event) => event.words(code),
        Event::Neighbour(event) => event.words(code),
        Event::Consultation(event) => event.words(code),
        Event::Course(event) => event.words(code),
        Event::Review(event) => event.words(code),
        Event::Release(event) => event.words(code),
        Event::Body(event) => event.words(code),
        Event::Impact(event) => event.words(code),
        Event::Testing(event) => event.words(code),
        Event::Meeting(event) => event.words(code),
        Event::Election(event) => event.words(code),
        Event::Import(event) => event.words(),
        Event::VotedNotToRaise { body, matter, .. } => {
            format!("{} voted not to raise a proposal. {matter}", code.title_of(body.as_str()))
        }
        Event::RightsSuspended { party, rights } => format!("{party}: {} suspended", rights.join(", ")),
        Event::SuspensionLifted { party, rights } => format!("{party}: {} given back", rights.join(", ")),
        Event::VoteOpened { .. }
        | Event::BallotCast { .. }
        | Event::VoteClosed { .. }
        | Event::Decided { .. }
        | Event::PutInRelease { .. }
        | Event::WentLive { .. }
        | Event::OutcomeRecorded { .. } => decision_in_words(visit, event),
        Event::DraftProposalRaised { .. }
        | Event::SupportGiven { .. }
        | Event::DraftProposalRefused { .. }
        | Event::ModificationProposalAgreed { .. }
        | Event::ViewRecorded { .. }
        | Event::SolutionAdded { .. }
        | Event::LegalTextAttached { .. }
        | Event::ConsultationOpened { .. }
        | Event::ResponseReceived { .. }
        | Event::ReportApproved { .. }
        | Event::Withdrawn { .. }
        | Event::Split { .. } => progress_in_words(visit, event).unwrap_or_default(),
    }
}

/// What happened to a proposal on its way to the vote; none for other events.
fn progress_in_words(visit: &Visit, event: &Event) -> Option<String> {
    let code = visit.rulebook.code();
    if let Event::DraftProposalRaised { title, .. } = event {
        return Some(format!("Raised as a Draft Proposal: {title}"));
    }
    if let Event::SupportGiven { advice, .. } = event {
        return Some(format!("Support was given: {advice}"));
    }
    if let Event::DraftProposalRefused { reasons, .. } = event {
        return Some(format!("The Draft Proposal was refused: {reasons}"));
    }
    if let Event::ModificationProposalAgreed { alias, path, path_reason, .. } = event {
        return Some(format!("Agreed to go forward as {alias} on the path {}: {path_reason}", path.words()));
    }
    if let Event::ViewRecorded { body, view, comment, .. } = event {
        return Some(format!("{} {} it. {comment}", code.title_of(body), view.words()));
    }
    if let Event::SolutionAdded { solution, title, .. } = event {
        return Some(format!("{} was put forward: {title}", solution.words()));
    }
    if let Event::LegalTextAttached { version, amendments, rebased_from, .. } = event {
        let some = if amendments.len() == 1 { "amendment" } else { "amendments" };
        if let Some(earlier) = rebased_from {
            let count = amendments.len();
            return Some(format!("Legal text {earlier} was re-based as {version}, with {count} {some}"));
        }
        return Some(format!("Legal text {version} was attached, with {} {some}", amendments.len()));
    }
    if let Event::ConsultationOpened { kind, closes, .. } = event {
        return Some(format!("The {} opened, until the end of {}", kind.words(), Day(*closes)));
    }
    if let Event::ResponseReceived { respondent, kind, counted, .. } = event {
        let late = if *counted { "" } else { ", late: kept and not counted" };
        return Some(format!("{} responded to the {}{late}", code.title_of(respondent), kind.words()));
    }
    if let Event::ReportApproved { version, .. } = event {
        return Some(format!("Modification Report {version} was approved"));
    }
    if let Event::Withdrawn { by, reasons, .. } = event {
        return Some(format!("Withdrawn by {}: {reasons}", code.title_of(by)));
    }
    if let Event::Split { into, reasons, .. } = event {
        let ids: Vec<&str> = into.iter().filter_map(|part| part.id.as_deref()).collect();
        return Some(format!("Split into {}: {reasons}", ids.join(" and ")));
    }
    None
}

/// What happened to a proposal from the vote on.
fn decision_in_words(visit: &Visit, event: &Event) -> String {
    let code = visit.rulebook.code();
    let release = |id: &str| visit.register.release(id).map_or_else(|| id.to_owned(), |release| release.name.clone());
    if let Event::VoteOpened { body, roster, .. } = event {
        return format!("The vote of the {} opened, with {} on the roster", code.title_of(body.as_str()), roster.len());
    }
    if let Event::BallotCast { member, vote, counted, .. } = event {
        let late = if *counted { "" } else { ", after the close: kept and not counted" };
        return format!("{member} voted to {}{late}", vote.words());
    }
    if let Event::VoteClosed { count, date, recommended, .. } = event {
        let (approving, rejecting) = count.for_and_against();
        let clauses = count.clauses.join(", ");
        let objectives = count.fails_objectives().map(|why| format!("; objectives: {why}")).unwrap_or_default();
        let date = match (date, recommended) {
            (None, _) => String::new(),
            (Some(_), Some(kept)) => format!("; the {} is recommended", release(kept.as_str())),
            (Some(_), None) => "; no date is recommended".to_owned(),
        };
        return format!("The vote was counted under {clauses}: {approving} for, {rejecting} against{objectives}{date}");
    }
    if let Event::Decided { outcome, by, reasons, release: kept, .. } = event {
        let kept = kept.as_ref().map(|id| format!(" for the {}", release(id.as_str()))).unwrap_or_default();
        let why = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
        return format!("{} by {}{kept}{why}", outcome_word(*outcome), code.title_of(by));
    }
    if let Event::PutInRelease { targets, .. } = event {
        let names = targets.iter().map(|target| match target.cut_off {
            Some(day) => format!("{} if decided by {}", release(target.release.as_str()), Day(day)),
            None => release(target.release.as_str()),
        });
        return format!("Meant for the {}", names.collect::<Vec<_>>().join(", else the "));
    }
    if let Event::WentLive { date, parts, waiting, .. } = event {
        if !waiting.is_empty() {
            let (live, later) = (parts.join(", "), waiting.join(", "));
            return format!("Its words are in force in part from {}: part {live}; still to come: {later}", Day(*date));
        }
        return format!("Its words are in force from {}", Day(*date));
    }
    if let Event::OutcomeRecorded { outcome, in_force, .. } = event {
        let since = in_force.map(|day| format!(", in force from {}", Day(day))).unwrap_or_default();
        return format!("Recorded from its published history: {}{since}", outcome_word(*outcome).to_lowercase());
    }
    String::new()
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approved => "Approved",
        Outcome::Rejected => "Rejected",
    }
}
