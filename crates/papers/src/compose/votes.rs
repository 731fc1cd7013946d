//! A vote as papers print it: the count by groups, and each vote that was counted.

use procedure::Event;
use procedure::names::{Outcome, Path};
use procedure::register::{Decision, Proposal};
use procedure::tally::{Count, Group};

use super::paper::{Block, Table, Words};
use super::record::{Record, sentence};

/// The count of a proposal's vote; nothing while it is not closed, since votes are shown together.
pub(super) fn blocks(record: &Record<'_>, proposal: &Proposal) -> Vec<Block> {
    let Some(count) = proposal.ballot.as_ref().and_then(|ballot| ballot.result.as_ref()) else { return Vec::new() };
    let mut blocks = vec![Block::heading("How the vote was counted")];
    blocks.extend(of_count(record, proposal, count));
    blocks
}

/// Who decided: the body whose vote it was, where closing the vote decided, and not whoever closed it.
pub(super) fn decided_by(record: &Record<'_>, proposal: &Proposal, decision: &Decision) -> String {
    let of = &proposal.id;
    let closed = record.last(|event| matches!(event, Event::VoteClosed { proposal, .. } if proposal == of));
    let by_vote = match closed {
        Some(closed) => closed.took_effect == decision.at,
        None => proposal.path == Some(Path::SelfGovernance),
    };
    let ballot = proposal.ballot.as_ref().filter(|ballot| by_vote && ballot.result.is_some());
    ballot.map_or_else(|| record.who(&decision.by), |ballot| record.who(ballot.body.as_str()))
}

/// One count: what it came to, by which rule, group by group.
pub(super) fn of_count(record: &Record<'_>, proposal: &Proposal, count: &Count) -> Vec<Block> {
    let from = record.from(|event| matches!(event, Event::VoteClosed { proposal: of, .. } if *of == proposal.id));
    let (approving, rejecting) = count.for_and_against();
    let what = if count.unit.counts_groups() { "groups of seats" } else { "votes" };
    let rule = record.rulebook.rule(&count.rule).map_or_else(String::new, |loaded| format!(" {}", loaded.rule.says));
    let words = Words::plain(format!("Of the {what}, "))
        .and_strong(approving.to_string(), from)
        .and(" counted for it and ")
        .and_strong(rejecting.to_string(), from)
        .and(format!(" against.{rule} ({})", count.clauses.join(", ")));
    let group = |group: &Group| {
        let title = record.code().category_title(&group.seats).to_owned();
        let title = if title == group.seats {
            sentence(&title.replace('-', " ")).trim_end_matches('.').to_owned()
        } else {
            title
        };
        vec![
            Words::plain(title),
            Words::plain(group.approve.to_string()),
            Words::plain(group.reject.to_string()),
            Words::plain(group.abstain.to_string()),
            Words::plain(match group.outcome {
                Some(Outcome::Approved) => "For",
                Some(Outcome::Rejected) => "Against",
                None => "No vote",
            }),
        ]
    };
    let head = ["Group of seats", "Approve", "Reject", "Abstain", "The group's vote"];
    let rows = count.groups.iter().map(group).collect();
    vec![Block::paragraph(words), Block::Table(Table::new("Votes by group", &head, rows).with_widths(&[4, 2, 2, 2, 3]))]
}
