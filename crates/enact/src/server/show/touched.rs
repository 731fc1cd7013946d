//! Whom and what a proposal touches, and the interests that members declared in it.

use jiff::civil::DateTime;
use procedure::names::BodyId;
use procedure::register::Proposal;

use super::{bodies, duties};

use crate::server::Visit;
use crate::web::{Block, Day, Entry};

/// The blocks that have something to say.
pub(in crate::server) fn blocks(visit: &Visit, proposal: &Proposal) -> Vec<Block> {
    [
        impacts(visit, proposal),
        screening(visit, proposal),
        duties::about(visit, &proposal.id),
        interests(visit, proposal),
    ]
    .into_iter()
    .filter(|block| !block.is_empty())
    .collect()
}

fn impacts(visit: &Visit, proposal: &Proposal) -> Block {
    let participants = &visit.rulebook.code().releases;
    let said = proposal.impacts.iter().flat_map(|impacts| &impacts.participants).map(|one| {
        let title = participants.participant(&one.participant).map_or(one.participant.as_str(), |known| &known.title);
        vec![Entry::words(title), Entry::words(one.area.clone().unwrap_or_default()), Entry::words(one.summary.clone())]
    });
    let block = Block::table("impacts", "What changes for whom", &["For", "Part", "What changes"], said.collect(), "");
    match proposal.impacts.as_ref().and_then(|impacts| impacts.none_because.clone()) {
        Some(why) => Block::words("impacts", "What changes for whom", vec![format!("Nobody is touched: {why}")], ""),
        None => block,
    }
}

fn interests(visit: &Visit, proposal: &Proposal) -> Block {
    let rows = visit.register.interests_in(proposal.id.as_str()).map(|one| {
        vec![
            Entry::words(one.member.clone()),
            Entry::words(visit.rulebook.code().title_of(one.body.as_str())),
            Entry::words(one.interest.clone()),
            Entry::words(if one.recused { "Stands aside" } else { "Takes part" }),
            Entry::Day(Day(one.at.date())),
        ]
    });
    let columns = ["Member", "Of", "Interest", "In decisions", "Declared"];
    Block::table("interests", "Interests declared", &columns, rows.collect(), "")
}

/// The committees whose matters it touches: why, and whether they were told, asked and heard.
fn screening(visit: &Visit, proposal: &Proposal) -> Block {
    let screened = visit.register.screened(&proposal.id);
    let day = |list: Option<&Vec<(BodyId, DateTime)>>, body: &BodyId| {
        let last = list.into_iter().flatten().rev().find(|(of, _)| of == body).map(|(_, at)| at.date());
        Entry::day(last, "Not yet")
    };
    let touched = visit.register.touched(&visit.rulebook, proposal, visit.today());
    let rows = touched.into_iter().map(|one| {
        let flags = screened.into_iter().flat_map(|screened| &screened.flags);
        let judged = flags.filter(|flag| flag.committee == one.committee).map(|flag| {
            let word = if flag.likely { "likely to affect it" } else { "not likely to affect it" };
            format!("{}, {word}: {}", Day(flag.at.date()), flag.reasons)
        });
        vec![
            Entry::Link(bodies::link(visit, one.committee.as_str())),
            Entry::lines(one.why),
            Entry::lines(judged.collect()),
            day(screened.map(|screened| &screened.told), &one.committee),
            day(screened.map(|screened| &screened.asked), &one.committee),
            day(screened.map(|screened| &screened.given), &one.committee),
            Entry::Link(visit.rule_link(one.rule.as_str())),
        ]
    });
    let columns = ["Committee", "What it touches", "Judged", "Told", "Advice asked", "Advice given", "Rule"];
    Block::table("screening", "Committees whose matters it touches", &columns, rows.collect(), "")
}
