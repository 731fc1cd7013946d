//! What is in a release, and whom and what it touches.

use procedure::act::{FactKind, PaperFact};
use procedure::register::{Release, ScopeLine, ScopeStanding};

use super::imports;
use crate::server::Visit;
use crate::web::{Block, Day, Entry, Tag, Tone};

/// The scope, the Change Requests beside it, and both matrices.
pub(super) fn blocks(visit: &Visit, release: &Release) -> Vec<Block> {
    vec![scope(visit, release), requests(release), participants(visit, release), documents(visit, release)]
}

fn scope(visit: &Visit, release: &Release) -> Block {
    let published = release.imported.is_some();
    let row = |line: &ScopeLine| {
        let title = match &line.part {
            Some(part) => format!("{} (part {part})", line.title),
            None => line.title.clone(),
        };
        vec![
            Entry::Link(visit.numbered_link(&line.number)),
            Entry::words(title),
            state(&line.standing),
            rests_on(visit, &line.standing),
            Entry::words(if line.systems { "Yes" } else { "No, documents only" }),
            Entry::words(line.solution.as_ref().map(procedure::names::SolutionId::words).unwrap_or_default()),
        ]
        .into_iter()
        .chain(published.then(|| {
            let is = |fact: &PaperFact| matches!(fact.kind, FactKind::Approved | FactKind::Targeted);
            imports::places(visit, &[&line.number], is)
        }))
        .collect()
    };
    let rows = visit.register.scope(release, visit.today()).iter().map(row).collect();
    let mut columns = vec!["Modification", "Title", "State", "Which rests on", "Central systems", "Solution approved"];
    columns.extend(published.then_some(imports::PUBLISHED_AT));
    let empty = "No modification is in the release or meant for it yet.";
    Block::table("in-scope", "Scope", &columns, rows, empty)
}

fn state(standing: &ScopeStanding) -> Entry {
    Entry::Tag(match standing {
        ScopeStanding::Approved { .. } => Tag::new("Approved", Tone::Done),
        ScopeStanding::Live { .. } => Tag::new("In force", Tone::Done),
        ScopeStanding::Targeted { .. } => Tag::new("Targeted", Tone::Open),
        ScopeStanding::Missed { .. } => Tag::new("Missed its cut-off", Tone::Stopped),
        ScopeStanding::Ended { stage } => Tag::new(stage.words(), Tone::Stopped),
    })
}

fn rests_on(visit: &Visit, standing: &ScopeStanding) -> Entry {
    match standing {
        ScopeStanding::Approved { on } => Entry::words(format!("The decision of {}", Day(*on))),
        ScopeStanding::Live { on } => Entry::words(format!("In force since {}", Day(*on))),
        ScopeStanding::Targeted { cut_off: Some(day) } => {
            Entry::words(format!("In, if approved by {}; {}", Day(*day), visit.left(*day)).trim_end_matches("; "))
        }
        ScopeStanding::Targeted { cut_off: None } => Entry::words("In, if approved; it has no cut-off of its own"),
        ScopeStanding::Missed { cut_off, falls_to } => {
            let missed = Entry::words(format!("Not decided by {}", Day(*cut_off)));
            match falls_to {
                Some(to) => {
                    let to = visit.release_link(to.as_str());
                    Entry::Several(vec![missed, Entry::words("falls to"), Entry::Link(to)])
                }
                None => missed,
            }
        }
        ScopeStanding::Ended { .. } => Entry::words("It ended without being made"),
    }
}

fn requests(release: &Release) -> Block {
    let rows = release.change_requests.iter().map(|request| {
        vec![
            Entry::words(request.id.clone()),
            Entry::words(request.title.clone()),
            Entry::words(request.summary.clone()),
            Entry::words(request.state.clone()),
            request.share.map_or_else(Entry::nothing, |share| Entry::words(format!("{share} %"))),
        ]
    });
    let columns = ["Change Request", "Title", "What it does", "State", "Share of shared costs"];
    Block::table(
        "change-requests",
        "Change Requests alongside",
        &columns,
        rows.collect(),
        "None is delivered alongside.",
    )
    .about("Delivered with the release, and no part of its scope.")
}

fn participants(visit: &Visit, release: &Release) -> Block {
    let columns = &visit.rulebook.code().releases.participants;
    let published = release.imported.is_some();
    let rows = visit.register.participant_matrix(release, visit.today());
    let unsaid = rows.iter().any(|row| row.participants.is_empty());
    let rows = rows.iter().map(|row| {
        // A paper names them by the headings of its own table, which are no Party Categories.
        let numbers = [row.number.as_str()];
        let told = |title: &str| {
            let is =
                |fact: &PaperFact| fact.kind == FactKind::ParticipantImpact && fact.says.eq_ignore_ascii_case(title);
            published && visit.register.said_of(&numbers).any(|(_, fact)| is(fact))
        };
        let marks =
            columns.iter().map(|column| Entry::Mark(row.participants.contains(&column.id) || told(&column.title)));
        let first = [Entry::Link(visit.numbered_link(&row.number))];
        let why = unsaid.then(|| match (&row.none_because, row.participants.is_empty()) {
            (Some(why), _) => Entry::words(why.clone()),
            (None, true) => Entry::Nothing("Not recorded yet".to_owned()),
            (None, false) => Entry::Nothing(String::new()),
        });
        let at =
            published.then(|| imports::places(visit, &[&row.number], |fact| fact.kind == FactKind::ParticipantImpact));
        first.into_iter().chain(marks).chain(why).chain(at).collect::<Vec<_>>()
    });
    let mut names = vec!["Modification".to_owned()];
    names.extend(columns.iter().map(|column| column.title.clone()));
    names.extend(unsaid.then(|| "Why nobody".to_owned()));
    names.extend(published.then(|| imports::PUBLISHED_AT.to_owned()));
    let empty = "Whom each modification touches will stand here once one is in the release.";
    Block::matrix("participants", "Who is affected", names, rows.collect(), empty)
        .about("Computed from what is recorded of each modification.")
}

fn documents(visit: &Visit, release: &Release) -> Block {
    let today = visit.today();
    let numbers: Vec<String> =
        visit.register.counted_on(release, today).into_iter().map(|one| one.number().to_owned()).collect();
    let rows = visit.register.document_matrix(release, today).into_iter().map(|row| {
        let first = Entry::Link(super::super::law::document_link(visit, &row.document, None));
        let marks = numbers.iter().map(|number| Entry::Mark(row.numbers.contains(number)));
        let printed = row.document.printed();
        let at = release.imported.is_some().then(|| {
            let is = |fact: &PaperFact| fact.kind == FactKind::DocumentImpact && fact.says.starts_with(&printed);
            imports::places(visit, &row.numbers.iter().map(String::as_str).collect::<Vec<_>>(), is)
        });
        [first].into_iter().chain(marks).chain(at).collect::<Vec<_>>()
    });
    let at = release.imported.is_some().then(|| imports::PUBLISHED_AT.to_owned());
    let columns = ["Document".to_owned()].into_iter().chain(numbers.iter().cloned()).chain(at).collect();
    let empty = "Which documents of the Code change will stand here once legal texts are attached.";
    Block::matrix("documents", "Which documents change", columns, rows.collect(), empty).about(
        "Computed from the legal texts. Where several modifications change one document, their words are merged.",
    )
}
