//! Whom and what a proposal touches, and the interests that members declared in it.

use procedure::register::Proposal;

use crate::server::Visit;
use crate::web::{Block, Day, Entry};

/// The blocks that have something to say.
pub(in crate::server) fn blocks(visit: &Visit, proposal: &Proposal) -> Vec<Block> {
    [impacts(visit, proposal), interests(visit, proposal)].into_iter().filter(|block| !block.is_empty()).collect()
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
