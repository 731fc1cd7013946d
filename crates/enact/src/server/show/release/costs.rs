//! What a release costs: by modification and stage, with totals that are computed.

use std::collections::BTreeSet;

use procedure::act::{FactKind, PaperFact};
use procedure::register::Release;

use super::imports;
use super::timetable::day;
use crate::server::Visit;
use crate::web::{Block, Entry};

/// The amounts that count, the quotes they come from, and the administrator's own work.
pub(super) fn blocks(visit: &Visit, release: &Release) -> Vec<Block> {
    let mut blocks = vec![by_stage(visit, release)];
    if !release.quotes.is_empty() {
        blocks.push(quotes(visit, release));
    }
    if !release.efforts.is_empty() {
        blocks.push(efforts(release));
    }
    blocks
}

fn by_stage(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let totals = release.cost_totals(code);
    let mut stages: Vec<String> = totals.stages.keys().cloned().collect();
    let place = |stage: &String| code.releases.cost_stages.iter().position(|known| known.id == *stage);
    stages.sort_by_key(|stage| place(stage).unwrap_or(usize::MAX));
    let title =
        |stage: &String| code.releases.cost_stage(stage).map_or_else(|| stage.clone(), |stage| stage.title.clone());
    let proposals: BTreeSet<&String> = totals.standalone.keys().map(|(proposal, _)| proposal).collect();
    let amount = |amount: Option<&i64>| amount.map_or_else(Entry::nothing, |amount| Entry::Pounds(*amount));
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let published = release.imported.is_some();
    for proposal in proposals {
        let mut row = vec![Entry::Link(visit.numbered_link(proposal))];
        row.extend(stages.iter().map(|stage| amount(totals.standalone.get(&(proposal.clone(), stage.clone())))));
        row.push(Entry::Pounds(totals.of_modification(proposal)));
        if published {
            let is = |fact: &PaperFact| fact.kind == FactKind::StageCost;
            row.push(imports::places(visit, &[proposal.as_str()], is));
        }
        rows.push(row);
    }
    if !totals.combined.is_empty() {
        let mut row = vec![Entry::words("All together, in a combined assessment")];
        row.extend(stages.iter().map(|stage| amount(totals.combined.get(stage))));
        row.push(Entry::Pounds(totals.combined.values().sum()));
        row.extend(published.then(|| Entry::Nothing("–".to_owned())));
        rows.push(row);
    }
    if !rows.is_empty() {
        let mut row = vec![Entry::words("What counts")];
        row.extend(stages.iter().map(|stage| amount(totals.stages.get(stage))));
        row.push(Entry::Pounds(totals.total));
        if published {
            let is = |fact: &PaperFact| fact.kind == FactKind::TotalCost;
            row.push(imports::places(visit, &[release.id.as_str()], is));
        }
        rows.push(row);
    }
    let columns = ["Modification".to_owned()].into_iter().chain(stages.iter().map(title)).chain(["Total".to_owned()]);
    let columns = columns.chain(published.then(|| imports::PUBLISHED_AT.to_owned()));
    let empty = "No cost is quoted yet; amounts will stand here by modification and stage, with their totals.";
    let shares = totals.shares.iter().filter(|_| totals.total != totals.of_release).map(|share| {
        let who = share.change_request.as_deref().unwrap_or("the release");
        format!("{who} {}", Entry::Pounds(share.amount).pounds())
    });
    let shares = shares.collect::<Vec<_>>().join(", ");
    let about = "Totals are computed. What was quoted for one modification and what was quoted for all together are never added.";
    let about = if shares.is_empty() { about.to_owned() } else { format!("{about} Of the shared stages: {shares}.") };
    Block::matrix("costs-by-stage", "Costs", columns.collect(), rows, empty).about(about)
}

fn quotes(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let rows = release.quotes.iter().map(|quote| {
        let total = quote.lines.iter().map(|line| line.amount).sum();
        vec![
            Entry::words(quote.source.clone()),
            Entry::words(crate::server::sentence(quote.assessment.words()).trim_end_matches('.')),
            Entry::words(code.title_of(&quote.by)),
            Entry::words(day(quote.at.date())),
            Entry::Pounds(total),
            quote.operating.map_or_else(|| Entry::Nothing("Not stated".to_owned()), Entry::Pounds),
        ]
    });
    let columns = ["Document", "From", "By", "Given", "Its amounts", "Operation, a year"];
    Block::table("quotes", "Where the amounts come from", &columns, rows.collect(), "None.")
}

fn efforts(release: &Release) -> Block {
    let rows = release.efforts.iter().map(|effort| {
        vec![
            Entry::words(effort.task.clone()),
            Entry::words(format!("{}{}", if effort.at_most { "at most " } else { "" }, effort.days)),
            Entry::Number(effort.spent),
            Entry::Pounds(effort.amount),
            Entry::words(if effort.budgeted { "Yes" } else { "No" }),
        ]
    });
    let columns = ["Work", "Days", "Days spent", "Cost", "In the budget already"];
    Block::table("effort", "The Code Administrator’s own work", &columns, rows.collect(), "None.")
}
