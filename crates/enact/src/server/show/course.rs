//! The turns that a proposal took: what was asked and delivered, who was heard, how its report stands, and whose decisions
//! were referred on.

use procedure::contents::Contents;
use procedure::names::Outcome;
use procedure::register::{AssessmentAsked, Course, Drafted, Proposal, Target};
use procedure::rule::Check;
use procedure::{Event, Recorded};

use super::bodies;
use crate::paths::{Place, ReviewName};
use crate::server::{Visit, sentence};
use crate::web::{Block, Day, Entry, Link, Moment, Tag, Tone};

/// The blocks of a proposal's course, those that hold something.
pub(in crate::server) fn blocks(visit: &Visit, proposal: &Proposal) -> Vec<Block> {
    let all = [
        turns(visit, proposal),
        assessments(proposal),
        group(visit, proposal),
        questions(visit, proposal),
        representations(visit, proposal),
        drafts(visit, proposal),
        checklist(visit, proposal),
        solutions(proposal),
        referrals(visit, proposal),
    ];
    all.into_iter().filter(|block| !block.is_empty()).collect()
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approved => "Approved",
        Outcome::Rejected => "Rejected",
    }
}

/// What makes its way another than the plain one.
fn turns(visit: &Visit, proposal: &Proposal) -> Block {
    let course: &Course = &proposal.course;
    let mut facts: Vec<(&str, Entry)> = Vec::new();
    if let Some(purpose) = course.purpose {
        facts.push(("Raised for", Entry::words(sentence(purpose.words()).trim_end_matches('.'))));
    }
    if let Some(direction) = &course.direction {
        facts.push(("Raised under the direction", Entry::words(direction.clone())));
    }
    if let Some(review) = &course.review {
        facts.push(("From the review", Entry::Link(review_link(visit, review))));
    }
    if let Some(urgency) = &course.urgency {
        let state = match urgency.granted {
            Some(true) => Tag::new("Urgent", Tone::Stopped),
            Some(false) => Tag::new("Not urgent", Tone::Quiet),
            None => Tag::new("Asked for, not decided", Tone::Open),
        };
        let why = Entry::words(format!("{} ({})", urgency.reasons, Day(urgency.asked.date())));
        facts.push(("Urgency", Entry::Several(vec![Entry::Tag(state), why])));
    }
    if let Some(review) = &course.suspended {
        facts.push(("Suspended for the review", Entry::Link(review_link(visit, review))));
    }
    if let Some(review) = &course.subsumed_in {
        facts.push(("Subsumed in the review", Entry::Link(review_link(visit, review))));
    }
    if let Some(into) = &course.amalgamated_into {
        facts.push(("Amalgamated into", Entry::Link(visit.numbered_link(into.as_str()))));
    }
    let leaves = course.leaves.iter().map(|(leave, at)| format!("to {}, {}", leave.words(), Day(at.date())));
    let leaves: Vec<String> = leaves.collect();
    if !leaves.is_empty() {
        facts.push(("Leave of the Authority", Entry::Lines(leaves)));
    }
    let back = course
        .sent_back
        .iter()
        .map(|(by, why, at)| format!("{}, by {}: {why}", Day(at.date()), visit.rulebook.code().title_of(by)));
    let back: Vec<String> = back.collect();
    if !back.is_empty() {
        facts.push(("Sent back", Entry::Lines(back)));
    }
    if let Some(objection) = &course.objection {
        facts.push(("Objection to the Fast-Track", Entry::words(objection.clone())));
    }
    let signed = course.signed_off.iter().map(|(version, by)| format!("Version {version}, by {by}"));
    let signed: Vec<String> = signed.collect();
    if !signed.is_empty() {
        facts.push(("Legal text signed off", Entry::Lines(signed)));
    }
    Block::facts("course", "Turns of its course", facts)
}

fn review_link(visit: &Visit, id: &str) -> Link {
    let title = visit.register.review(id).map_or(id, |review| review.title.as_str());
    let place = ReviewName::from_words(id).map_or(Place::Reviews, Place::Review);
    Link::new(title, visit.at(place))
}

fn assessments(proposal: &Proposal) -> Block {
    let row = |one: &AssessmentAsked| {
        let (state, findings, costs, lead) = match &one.delivered {
            None => (Tag::new("Asked for", Tone::Open), Entry::nothing(), Entry::nothing(), Entry::nothing()),
            Some(delivered) => {
                let tone = if delivered.late { Tone::Stopped } else { Tone::Done };
                let late = if delivered.late { ", late" } else { "" };
                let costs = delivered.costs.iter().map(|cost| {
                    let from = Entry::Pounds(cost.from).pounds();
                    match cost.to {
                        Some(to) => format!("{}: {from} to {}", cost.stage, Entry::Pounds(to).pounds()),
                        None => format!("{}: {from}", cost.stage),
                    }
                });
                (
                    Tag::new(format!("Delivered {}{late}", Day(delivered.on)), tone),
                    Entry::words(delivered.findings.clone()),
                    Entry::lines(costs.collect()),
                    delivered.lead_time.map_or_else(Entry::nothing, Entry::Number),
                )
            }
        };
        vec![
            Entry::words(one.kind.words()),
            Entry::Day(Day(one.asked)),
            Entry::Day(Day(one.due)),
            Entry::Tag(state),
            findings,
            costs,
            lead,
        ]
    };
    let rows = proposal.course.assessments.iter().map(row).collect();
    let columns = ["Assessment", "Asked for", "Due", "State", "What was found", "Costs", "Lead time in Working Days"];
    Block::table("assessments", "Assessments by the DCC", &columns, rows, "")
}

fn group(visit: &Visit, proposal: &Proposal) -> Block {
    let group = proposal.course.working_group.iter();
    let rows = group.flat_map(|group| {
        let members = group.members.iter().map(|member| (member, "Member".to_owned()));
        let nominees = group
            .nominees
            .iter()
            .map(|(member, of)| (member, format!("Nominee of {}", visit.rulebook.code().title_of(of))));
        members.chain(nominees).collect::<Vec<_>>()
    });
    let yes = |yes: bool| Entry::words(if yes { "Yes" } else { "No" });
    let rows = rows.map(|(member, office)| {
        vec![
            Entry::words(member.name.clone()),
            Entry::words(office),
            Entry::words(member.experience.clone()),
            yes(member.agreed),
            yes(member.independent),
        ]
    });
    let columns = ["Person", "As", "Experience", "Agreed to serve", "Acts independently"];
    Block::table("working-group", "Working Group", &columns, rows.collect(), "")
}

fn questions(visit: &Visit, proposal: &Proposal) -> Block {
    let code = visit.rulebook.code();
    let rows = proposal.course.questions.iter().map(|one| {
        let answer = one.answer.clone();
        vec![
            Entry::words(one.question.clone()),
            Entry::words(code.title_of(&one.by)),
            Entry::words(code.title_of(&one.from)),
            Entry::day(one.due, "No day set"),
            answer.map_or_else(|| Entry::Tag(Tag::new("Waits for an answer", Tone::Open)), Entry::Words),
        ]
    });
    let columns = ["Question", "Asked by", "Of", "By when", "Answer"];
    Block::table("information", "Information asked for", &columns, rows.collect(), "")
}

fn representations(visit: &Visit, proposal: &Proposal) -> Block {
    let code = visit.rulebook.code();
    let rows = proposal.course.representations.iter().map(|one| {
        vec![
            Entry::words(code.title_of(&one.by)),
            Entry::words(one.text.clone()),
            Entry::words(one.evidence.clone()),
            Entry::words(one.test.clone().unwrap_or_default()),
            Entry::Moment(Moment(one.at)),
        ]
    });
    let columns = ["By", "What was said", "Evidence", "Test", "Made"];
    Block::table("representations", "Representations", &columns, rows.collect(), "")
        .about("The report must set each of them out, with its evidence.")
}

/// What each document must hold by the rules in force, beside what the last draft says.
fn checklist(visit: &Visit, proposal: &Proposal) -> Block {
    let mut rows = Vec::new();
    let mut seen = Vec::new();
    for loaded in visit.rulebook.in_force(visit.today(), &visit.register) {
        let Check::Contents(contents) = &loaded.rule.check else { continue };
        let Some(draft) = proposal.course.last_draft(&contents.document) else { continue };
        if seen.contains(&&contents.document) {
            continue;
        }
        seen.push(&contents.document);
        let name = sentence(&contents.document.replace('-', " "));
        for item in &contents.items {
            let section = draft.sections.iter().find(|section| section.item == item.item);
            let state = match section {
                Some(section) if section.none && section.text.trim().is_empty() => {
                    Tag::new("There is none", Tone::Quiet)
                }
                Some(section) if !section.text.trim().is_empty() => Tag::new("There", Tone::Done),
                Some(_) | None => Tag::new("Missing", Tone::Stopped),
            };
            let clauses = item.clause.as_ref().or(loaded.rule.cites.first());
            rows.push(vec![
                Entry::words(sentence(&item.words).trim_end_matches('.')),
                Entry::words(format!("{} {}", name.trim_end_matches('.'), draft.version)),
                Entry::Tag(state),
                Entry::words(section.map(|section| section.text.clone()).unwrap_or_default()),
                Entry::links(clauses.into_iter().map(|clause| visit.clause_link(clause)).collect()),
            ]);
        }
    }
    let columns = ["Item", "Document", "State", "What it says", "Under"];
    Block::table("checklist", "What the report must hold", &columns, rows, "")
}

/// Every draft of each document, with what was missing from it by the rules in force today.
fn drafts(visit: &Visit, proposal: &Proposal) -> Block {
    let lists: Vec<&Contents> = visit
        .rulebook
        .in_force(visit.today(), &visit.register)
        .filter_map(|loaded| if let Check::Contents(contents) = &loaded.rule.check { Some(contents) } else { None })
        .collect();
    let row = |draft: &Drafted| {
        let list = lists.iter().find(|contents| contents.document == draft.document);
        let missing = list.map(|contents| contents.missing(&draft.sections)).unwrap_or_default();
        let approved = draft.document == "modification-report" && proposal.report.as_ref() == Some(&draft.version);
        let state = match (approved, missing.is_empty()) {
            (true, _) => Tag::new("Approved", Tone::Done),
            (false, true) => Tag::new("Whole", Tone::Going),
            (false, false) => Tag::new("Something is missing", Tone::Stopped),
        };
        let missing = missing.iter().map(|what| sentence(what)).collect();
        vec![
            Entry::words(sentence(&draft.document.replace('-', " ")).trim_end_matches('.')),
            Entry::words(draft.version.clone()),
            Entry::Moment(Moment(draft.at)),
            Entry::Tag(state),
            Entry::lines(missing),
        ]
    };
    let rows = proposal.course.drafts.iter().rev().map(row).collect();
    let columns = ["Document", "Version", "Drafted", "State", "What is missing"];
    Block::table("drafts", "Drafts of its documents", &columns, rows, "")
}

/// The releases that the proposal was put in, each time that this changed; nothing where it was put in once.
pub(in crate::server) fn moves(visit: &Visit, past: &[Recorded]) -> Option<Block> {
    let row = |recorded: &Recorded| {
        let Event::PutInRelease { targets, .. } = &recorded.event else { return None };
        let release = |target: &Target| {
            let known = visit.register.release(target.release.as_str());
            let name = known.map_or_else(|| target.release.to_string(), |release| release.name.clone());
            match target.cut_off {
                Some(by) => format!("{name}, if it is decided by {}", Day(by)),
                None => name,
            }
        };
        let event = Link::new(format!("Entry {}", recorded.position), visit.at(Place::Event(recorded.position)));
        Some(vec![
            Entry::Moment(Moment(recorded.took_effect)),
            Entry::lines(targets.iter().map(release).collect()),
            Entry::words(visit.rulebook.code().title_of(&recorded.by)),
            Entry::Link(event),
        ])
    };
    let rows: Vec<Vec<Entry>> = past.iter().filter_map(row).collect();
    let columns = ["On", "It was meant for", "By", "In the record"];
    let block = Block::table("moves", "Releases it was meant for", &columns, rows, "").about(
        "Newest first. With the release its dates, its documents and what it is tested with are worked out again.",
    );
    (past.iter().filter_map(row).count() > 1).then_some(block)
}

/// The solutions as they stood before they were changed.
fn solutions(proposal: &Proposal) -> Block {
    let earlier = &proposal.course.earlier_solutions;
    let rows = earlier.iter().rev().map(|(title, comment)| {
        let words = if comment.trim().is_empty() { Entry::nothing() } else { Entry::words(comment.clone()) };
        vec![Entry::words(title.clone()), words]
    });
    Block::table("earlier-solutions", "Solutions before they were changed", &["It was", "In words"], rows.collect(), "")
}

fn referrals(visit: &Visit, proposal: &Proposal) -> Block {
    let rows = proposal.course.referrals.iter().map(|one| {
        let decided = match one.decided {
            Some((result, at)) => Entry::words(format!("{} on {}", outcome(result), Day(at.date()))),
            None => Entry::Tag(Tag::new("Not decided yet", Tone::Open)),
        };
        vec![
            Entry::Moment(Moment(one.at)),
            Entry::words(visit.rulebook.code().title_of(&one.by)),
            Entry::Link(bodies::link(visit, one.to.as_str())),
            Entry::words(one.reasons.clone()),
            decided,
        ]
    });
    let columns = ["Referred", "By", "To", "Why", "Decided"];
    Block::table("referrals", "Referrals of the decision", &columns, rows.collect(), "")
        .about("While a referral is not decided the decision does not stand.")
}
