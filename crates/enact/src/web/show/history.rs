//! What was done, in words: events as people read them.

use procedure::event::{Event, Recorded};
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
pub(super) fn by(visit: &Visit, recorded: &Recorded) -> String {
    visit.rulebook.code().title_of(&recorded.by).to_owned()
}

/// The grounds that an event relied on, those that bear on it.
pub(super) fn grounds(visit: &Visit, recorded: &Recorded) -> Vec<GroundLine> {
    let supports = recorded.grounds.iter().filter(|ground| ground.bearing == Bearing::Supports);
    supports.map(|ground| visit.ground_line(ground)).collect()
}

/// What happened, in a sentence.
pub(super) fn in_words(visit: &Visit, event: &Event) -> String {
    let code = visit.rulebook.code();
    let release = |id: &str| visit.register.release(id).map_or_else(|| id.to_owned(), |release| release.name.clone());
    match event {
        Event::PartyAdmitted { name, category, .. } => {
            format!("{name} was admitted in the category {}", code.category_title(category))
        }
        Event::PersonNamed { name, acts_for, .. } => format!("{name} was named for {}", code.title_of(acts_for)),
        Event::DocumentLoaded { markup, .. } => {
            format!("{} was loaded", markup.lines().find(|line| !line.trim().is_empty()).unwrap_or("A document").trim())
        }
        Event::ReleaseScheduled { name, date, .. } => format!("The {name} was scheduled for {}", Day(*date)),
        Event::DraftProposalRaised { title, .. } => format!("Raised as a Draft Proposal: {title}"),
        Event::SupportGiven { advice, .. } => format!("Support was given: {advice}"),
        Event::DraftProposalRefused { reasons, .. } => format!("The Draft Proposal was refused: {reasons}"),
        Event::ModificationProposalAgreed { alias, path, path_reason, .. } => {
            format!("Agreed to go forward as {alias} on the path {}: {path_reason}", path.words())
        }
        Event::ViewRecorded { body, view, comment, .. } => {
            format!("{} {} it. {comment}", code.title_of(body), view.words())
        }
        Event::LegalTextAttached { version, amendments, .. } => {
            let some = if amendments.len() == 1 { "amendment" } else { "amendments" };
            format!("Legal text {version} was attached, with {} {some}", amendments.len())
        }
        Event::ConsultationOpened { kind, closes, .. } => {
            format!("The {} opened, until the end of {}", kind.words(), Day(*closes))
        }
        Event::ResponseReceived { respondent, kind, counted, .. } => {
            let late = if *counted { "" } else { ", late: kept and not counted" };
            format!("{} responded to the {}{late}", code.title_of(respondent), kind.words())
        }
        Event::ReportApproved { version, .. } => format!("Modification Report {version} was approved"),
        Event::VoteOpened { body, roster, .. } => {
            format!("The vote of the {} opened, with {} on the roster", code.title_of(body.as_str()), roster.len())
        }
        Event::BallotCast { member, vote, counted, .. } => {
            let late = if *counted { "" } else { ", after the close: kept and not counted" };
            format!("{member} voted to {}{late}", vote.words())
        }
        Event::VoteClosed { count, .. } => {
            let approving = count.groups.iter().filter(|g| g.outcome == Some(procedure::names::Outcome::Approved));
            format!("The vote was counted under {}: {} for", count.clauses.join(", "), approving.count())
        }
        Event::Decided { outcome, by, reasons, release: kept, .. } => {
            let word = match outcome {
                procedure::names::Outcome::Approved => "Approved",
                procedure::names::Outcome::Rejected => "Rejected",
            };
            let kept = kept.as_ref().map(|id| format!(" for the {}", release(id.as_str()))).unwrap_or_default();
            let why = if reasons.is_empty() { String::new() } else { format!(": {reasons}") };
            format!("{word} by {}{kept}{why}", code.title_of(by))
        }
        Event::PutInRelease { targets, .. } => {
            let names: Vec<String> = targets
                .iter()
                .map(|target| match target.cut_off {
                    Some(day) => format!("{} if decided by {}", release(target.release.as_str()), Day(day)),
                    None => release(target.release.as_str()),
                })
                .collect();
            format!("Meant for the {}", names.join(", else the "))
        }
        Event::WentLive { date, .. } => format!("Its words are in force from {}", Day(*date)),
        Event::Withdrawn { by, reasons, .. } => format!("Withdrawn by {}: {reasons}", code.title_of(by)),
        Event::Split { into, reasons, .. } => {
            let ids: Vec<&str> = into.iter().filter_map(|part| part.id.as_deref()).collect();
            format!("Split into {}: {reasons}", ids.join(" and "))
        }
        Event::VotedNotToRaise { body, matter, .. } => {
            format!("{} voted not to raise a proposal. {matter}", code.title_of(body.as_str()))
        }
        Event::RightsSuspended { party, rights } => format!("{party}: {} suspended", rights.join(", ")),
        Event::SuspensionLifted { party, rights } => format!("{party}: {} given back", rights.join(", ")),
    }
}
