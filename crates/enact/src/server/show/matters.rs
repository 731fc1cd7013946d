//! What stands beside the process: Disputes, decisions referred, editions designated, what words wait for, and the sums that were set.

use procedure::ActName;
use procedure::names::Outcome;
use procedure::register::Dispute;

use super::{bodies, offers};
use crate::paths::Picked;
use crate::server::Visit;
use crate::web::pages::ThingPage;
use crate::web::{Block, Day, Entry, Moment, Section, Tag, Tone};

/// All of it.
pub(in crate::server) fn all(visit: &Visit) -> ThingPage {
    ThingPage {
        frame: visit.frame(Some(Section::Rules), Vec::new()),
        id: None,
        kind: None,
        title: "Disputes and designations".to_owned(),
        state: None,
        lead: Some(
            "What bears on the Code and its process without being a modification: Disputes, decisions that were referred or appealed \
             against, editions that the Secretary of State designated, what words wait for, and sums that bodies set."
                .to_owned(),
        ),
        blocks: vec![disputes(visit), referrals(visit), designations(visit), occurrences(visit), sums(visit)],
        acts: offers::of(
            visit,
            &[
                ActName::RecordDispute,
                ActName::DetermineDispute,
                ActName::DesignateEdition,
                ActName::RecordOccurrence,
                ActName::SetThreshold,
            ],
            &Picked::none(),
        ),
    }
}

fn disputes(visit: &Visit) -> Block {
    let code = visit.rulebook.code();
    let row = |held: &Dispute| {
        let what = &held.recorded.what;
        let asked = held.advice_asked.iter().map(|(body, at)| format!("{} on {}", code.title_of(body), Day(at.date())));
        let linked = what.linked.iter().map(|linked| format!("{} under the {}", linked.dispute, linked.code));
        let (state, how) = match &held.determined {
            Some(kept) => (
                Tag::new(format!("Determined on {}", Day(kept.at.date())), Tone::Done),
                format!("{} By {}.", kept.what.determination, code.title_of(&kept.by)),
            ),
            None => (Tag::new("Open", Tone::Open), String::new()),
        };
        vec![
            Entry::words(format!("{}: {}", what.id, what.title)),
            Entry::Moment(Moment(held.recorded.at)),
            Entry::words(code.title_of(&held.recorded.by)),
            Entry::lines(linked.collect()),
            Entry::lines(asked.collect()),
            Entry::Tag(state),
            Entry::words(how),
        ]
    };
    let rows = visit.register.disputes().map(row).collect();
    let columns = ["Dispute", "Recorded", "By", "Under other codes", "Advice asked of", "State", "Determination"];
    Block::table("disputes", "Disputes", &columns, rows, "No Dispute is on record.")
}

fn referrals(visit: &Visit) -> Block {
    let code = visit.rulebook.code();
    let rows = visit.register.proposals().flat_map(|proposal| {
        proposal.course.referrals.iter().map(move |one| {
            let decided = match one.decided {
                Some((Outcome::Approved, at)) => Entry::words(format!("Approved on {}", Day(at.date()))),
                Some((Outcome::Rejected, at)) => Entry::words(format!("Rejected on {}", Day(at.date()))),
                None => Entry::Tag(Tag::new("Not decided yet", Tone::Open)),
            };
            vec![
                Entry::Link(visit.proposal_link(proposal)),
                Entry::Moment(Moment(one.at)),
                Entry::words(code.title_of(&one.by)),
                Entry::Link(bodies::link(visit, one.to.as_str())),
                Entry::words(one.reasons.clone()),
                decided,
            ]
        })
    });
    let columns = ["Modification", "Referred", "By", "To", "Why", "Decided"];
    let empty = "No decision was referred or appealed against.";
    Block::table("referrals", "Decisions referred and appealed against", &columns, rows.collect(), empty)
}

fn designations(visit: &Visit) -> Block {
    let code = visit.rulebook.code();
    let rows = visit.register.designations().iter().map(|held| {
        vec![
            Entry::words(held.name.clone()),
            Entry::Day(Day(held.from)),
            Entry::words(code.title_of(&held.by)),
            Entry::Moment(Moment(held.at)),
            Entry::words(held.reasons.clone()),
        ]
    });
    let columns = ["Edition", "In force from", "By", "Recorded", "Power and reasons"];
    let empty = "No edition was designated; the Code has changed by modifications only.";
    Block::table("designations", "Editions designated", &columns, rows.collect(), empty)
}

fn occurrences(visit: &Visit) -> Block {
    let rows = visit.register.occurrences().iter().map(|held| {
        vec![Entry::words(held.what.clone()), Entry::Day(Day(held.on)), Entry::words(held.comment.clone())]
    });
    let empty = "Nothing is on record. Words that come into force upon something wait until it is recorded here.";
    Block::table("occurrences", "What words wait for", &["It happened", "On", "How it is known"], rows.collect(), empty)
}

fn sums(visit: &Visit) -> Block {
    let rows = visit.register.thresholds().iter().map(|set| {
        let now = visit.register.threshold(&set.clause, visit.today());
        let state = match now.map(|now| (now.from, now.at)) {
            Some(of) if of == (set.from, set.at) => Tag::new("Applies", Tone::Done),
            Some(_) | None if set.from > visit.today() => Tag::new("To come", Tone::Going),
            Some(_) | None => Tag::new("Applies no longer", Tone::Quiet),
        };
        let clause = visit.clause_link(&set.clause);
        vec![
            Entry::Link(clause),
            Entry::Pounds(set.amount),
            Entry::Day(Day(set.from)),
            Entry::Moment(Moment(set.at)),
            Entry::Tag(state),
        ]
    });
    let columns = ["Under", "Sum", "From", "Set", "State"];
    Block::table("sums", "Sums that were set", &columns, rows.collect(), "No sum was set.")
}
