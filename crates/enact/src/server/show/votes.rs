//! The counts of a vote: on each solution, on the objectives, and on the date of implementation.

use procedure::names::{Outcome, SolutionId};
use procedure::register::{Ballot, Proposal};
use procedure::tally::{Count, Group};

use crate::server::{Visit, sentence};
use crate::web::{CategoryVote, Tag, Tone, VoteCount};

/// Every count once the vote is closed; before that, only how many have voted.
pub(super) fn shown(visit: &Visit, proposal: &Proposal) -> Vec<VoteCount> {
    let Some(ballot) = &proposal.ballot else { return Vec::new() };
    let late = u32::try_from(ballot.cast.iter().filter(|cast| !cast.counted).count()).unwrap_or(u32::MAX);
    let Some(count) = &ballot.result else {
        let cast = ballot.last_votes().count();
        return vec![VoteCount {
            summary: format!("Open: {cast} of {} members have voted", ballot.roster.len()),
            method: "The votes are shown when the vote is closed.".to_owned(),
            of: "Members",
            verdict: "Vote",
            categories: Vec::new(),
            late,
        }];
    };
    let several = !ballot.alternatives.is_empty();
    let solutions = std::iter::once((SolutionId::proposed(), count))
        .chain(ballot.alternatives.iter().map(|(solution, count)| (solution.clone(), count)));
    let mut found = Vec::new();
    for (solution, count) in solutions {
        let on = if several { format!("{}. ", solution.words()) } else { String::new() };
        found.push(of_solution(visit, &on, ballot, count));
        found.extend(of_objectives(visit, &on, count));
    }
    found.extend(of_date(visit, ballot));
    if let Some(first) = found.first_mut() {
        first.late = late;
    }
    found
}

fn of_solution(visit: &Visit, on: &str, ballot: &Ballot, count: &Count) -> VoteCount {
    let (approving, rejecting) = count.for_and_against();
    let word = match count.outcome {
        Outcome::Approved => "Approved",
        Outcome::Rejected => "Not approved",
    };
    let because = count.fails_objectives().map(|why| format!("; objectives: {why}")).unwrap_or_default();
    let (of, verdict) = headings(visit, count);
    VoteCount {
        summary: format!("{on}{word}: {approving} for, {rejecting} against{because}"),
        method: format!("{} {}", method(visit, count), quorum(visit, ballot, count)),
        of,
        verdict,
        categories: count.groups.iter().map(|group| row(&plain(&group.seats), group, ["For", "Against"])).collect(),
        late: 0,
    }
}

fn of_objectives(visit: &Visit, on: &str, count: &Count) -> Option<VoteCount> {
    if count.objectives.is_empty() {
        return None;
    }
    let (served, not) = count.objectives_served();
    let decides = count.how.as_ref().and_then(|how| how.objectives_need);
    let title = |id: &str| {
        let known = visit.rulebook.code().objectives.iter().find(|known| known.id == id);
        known.map_or_else(|| id.to_owned(), |known| format!("({id}) {}", known.title))
    };
    Some(VoteCount {
        summary: format!("{on}Objectives: {served} served, {not} not"),
        method: match decides {
            Some(need) => format!("For approval {}.", need.words()),
            None => "What the members said of each objective; it decides nothing by itself.".to_owned(),
        },
        of: "Objective",
        verdict: "Result",
        categories: count
            .objectives
            .iter()
            .map(|(id, group)| row(&title(id), group, ["Served", "Not served"]))
            .collect(),
        late: 0,
    })
}

fn of_date(visit: &Visit, ballot: &Ballot) -> Option<VoteCount> {
    let count = ballot.date.as_deref()?;
    let release = ballot.recommended.as_ref();
    let name = |id: &str| visit.register.release(id).map_or_else(|| id.to_owned(), |release| release.name.clone());
    let summary = match (count.outcome, release) {
        (Outcome::Approved, Some(release)) => format!("Date approved: the {} is recommended", name(release.as_str())),
        (Outcome::Approved, None) => {
            "Date approved; no release is left whose last day of decision has not passed".to_owned()
        }
        (Outcome::Rejected, _) => "Date not approved: no release is recommended".to_owned(),
    };
    Some(VoteCount {
        summary,
        method: method(visit, count),
        of: headings(visit, count).0,
        verdict: "Vote",
        categories: count.groups.iter().map(|group| row(&plain(&group.seats), group, ["For", "Against"])).collect(),
        late: 0,
    })
}

/// What the rows of a count are, and what their last column is: Party Categories only where each group is one.
fn headings(visit: &Visit, count: &Count) -> (&'static str, &'static str) {
    let is_category = |group: &Group| visit.rulebook.code().categories.iter().any(|known| known.id == group.seats);
    match (count.unit.counts_groups(), count.groups.iter().all(is_category)) {
        (false, _) => ("Voters", "Vote"),
        (true, true) => ("Party Category", "Category’s vote"),
        (true, false) => ("Group of seats", "Group’s vote"),
    }
}

/// How many of the roster voted, and how many must for there to be a decision, so that anybody can count again.
fn quorum(visit: &Visit, ballot: &Ballot, count: &Count) -> String {
    let voted = ballot.last_votes().count();
    let roster = ballot.roster.len();
    if count.quorum.is_empty() {
        return format!("Of the {roster} on the roster {voted} voted; this count needs no quorum.");
    }
    let code = visit.rulebook.code();
    let counters = count.quorum.iter().map(|counter| {
        let seats: Vec<&str> = counter.seats.iter().map(|seats| code.category_title(seats)).collect();
        let of = if seats.is_empty() { String::new() } else { format!(" of {}", seats.join(", ")) };
        format!("at least {}{of} must vote and {} did", counter.needed, counter.present)
    });
    format!("Of the {roster} on the roster {voted} voted. Quorum: {}.", counters.collect::<Vec<_>>().join("; "))
}

fn method(visit: &Visit, count: &Count) -> String {
    let rule = visit.rulebook.rule(&count.rule);
    let says = rule.map_or("Counted by the rule of that day.", |loaded| loaded.rule.says.as_str());
    format!("{says} ({})", count.clauses.join(", "))
}

fn plain(seats: &str) -> String {
    sentence(&seats.replace('-', " ")).trim_end_matches('.').to_owned()
}

fn row(category: &str, group: &Group, [yes, no]: [&str; 2]) -> CategoryVote {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    CategoryVote {
        category: category.to_owned(),
        approve: small(group.approve),
        reject: small(group.reject),
        abstain: small(group.abstain),
        outcome: match group.outcome {
            Some(Outcome::Approved) => Tag::new(yes, Tone::Done),
            Some(Outcome::Rejected) => Tag::new(no, Tone::Stopped),
            None => Tag::new("No vote", Tone::Quiet),
        },
    }
}
