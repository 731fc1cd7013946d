//! The front page of a Code's register.

use procedure::names::Stage;
use procedure::next::deadlines;

use super::{offers, register, releases};
use crate::paths::{Place, RegisterQuery};
use crate::server::{Stop, Visit};
use crate::web::pages::{ClosingSoon, CodeHomePage, GoLive, StageCount};
use crate::web::{Day, Moment, Section};

/// How many rows each list on the page has at most.
const SHOWN: usize = 5;

/// The page.
pub(super) async fn of(visit: &Visit) -> Result<CodeHomePage, Stop> {
    let code = visit.rulebook.code();
    let counts = visit.server.with_tables()?.stages(visit.code.as_str(), None).await?;
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let stages = Stage::ALL.into_iter().filter_map(|stage| {
        let count = counts.iter().find(|(held, _)| *held == stage)?.1;
        let query = RegisterQuery::default().of_stage(Some(&register::name_of(stage)));
        Some(StageCount {
            stage: stage.words().to_owned(),
            count,
            to: visit.at(Place::Modifications(query)),
            share: u32::try_from(count * 1000 / most).unwrap_or(1000),
        })
    });
    Ok(CodeHomePage {
        frame: visit.frame(Some(Section::Home), Vec::new()),
        title: code.title.clone(),
        about: code.about.clone(),
        closing: closing(visit),
        stages: stages.collect(),
        live: live(visit),
        releases: releases::next(visit).into_iter().take(3).collect(),
        acts: offers::general(visit),
        unheld: (!code.words_held).then(|| {
            "The words of this Code are not held here: its documents are known by number and heading.".to_owned()
        }),
    })
}

fn closing(visit: &Visit) -> Vec<ClosingSoon> {
    let mut days: Vec<_> = visit
        .register
        .proposals()
        .flat_map(|proposal| {
            deadlines(&visit.register, proposal, visit.now).into_iter().map(move |day| (day, proposal))
        })
        .collect();
    days.sort_by(|(one, _), (other, _)| one.cmp(other));
    days.into_iter()
        .take(SHOWN)
        .map(|(day, proposal)| ClosingSoon {
            when: Moment(if day.passes.date() > day.date { day.date.at(23, 59, 0, 0) } else { day.passes }),
            left: visit.left(day.date),
            what: crate::server::sentence(&day.what).trim_end_matches('.').to_owned(),
            who: who(visit, proposal, day.date),
            modification: visit.proposal_link(proposal),
            title: proposal.title.clone(),
        })
        .collect()
}

/// Who may act until a deadline: anyone where a consultation closes, else whoever may take the next step.
fn who(visit: &Visit, proposal: &procedure::register::Proposal, closes: jiff::civil::Date) -> String {
    let open = proposal.consultations.iter().filter(|held| held.is_open(visit.today()));
    if open.into_iter().any(|held| held.closes == closes) {
        return "Anyone may respond".to_owned();
    }
    let steps = procedure::next::next_steps(&visit.register, &visit.rulebook, proposal, visit.now);
    steps.first().map(|step| step.who.join(" or ")).unwrap_or_default()
}

fn live(visit: &Visit) -> Vec<GoLive> {
    let mut live: Vec<_> = visit.register.proposals().filter_map(|proposal| Some((proposal.live?, proposal))).collect();
    live.sort_by_key(|(day, proposal)| (std::cmp::Reverse(*day), proposal.id.clone()));
    live.into_iter()
        .take(SHOWN)
        .map(|(day, proposal)| GoLive {
            day: Day(day),
            modification: visit.proposal_link(proposal),
            title: proposal.title.clone(),
            documents: super::modification::documents(visit, proposal),
        })
        .collect()
}
