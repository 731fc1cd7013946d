//! The history of a provision: each edition that changed it, followed by its identity.

use legaltext::{Became, Provision};
use procedure::register::ClauseChange;

use super::law::{self, Shown};
use super::setting::makers;
use crate::paths::{Compared, DocumentName, Place, Point};
use crate::server::Visit;
use crate::web::pages::ProvisionVersion;
use crate::web::{Day, Link};

/// The provision's words over time, newest first.
pub(super) fn of(visit: &Visit, shown: &Shown, provision: &Provision) -> Vec<ProvisionVersion> {
    let editions: Vec<_> = visit.register.editions().collect();
    let rows = legaltext::lineage(editions.iter().map(|(_, edition)| *edition), provision.id());
    let last = rows.iter().rev().find_map(|row| row.at.clone());
    let changes = last.and_then(|at| Some(visit.register.clause_history(&at.document_id()?, &at))).unwrap_or_default();
    let mut found: Vec<ProvisionVersion> = Vec::new();
    let mut before: Option<String> = None;
    for row in &rows {
        let Some((since, edition)) = editions.get(row.edition) else { continue };
        let number = row.at.as_ref().map(ToString::to_string);
        let here = row.at.as_ref().and_then(|at| edition.find(at));
        let what = match law::outlined_before(visit, *since).filter(|_| row.became == [Became::Made]) {
            Some(as_of) => {
                format!("Known of {} by number and heading; since when it stands so is not held", Day(as_of))
            }
            None => in_words(&row.became, row.edition, before.as_deref()),
        };
        let change = changes.iter().find(|change| change.from == *since).filter(|_| row.edition > 0);
        let by = change.map(|change| maker(visit, change));
        let authority = change.and_then(|change| change.authority.as_ref()).map(|authority| {
            let who = visit.rulebook.code().title_of(&authority.by);
            let did = if authority.outcome.is_some() { "decided" } else { "designated" };
            format!("{did} by {who} on {}", Day(authority.at.date()))
        });
        let read = row.at.as_ref().and_then(|at| {
            let id = at.document_id()?;
            let labels: String = at.labels().iter().map(legaltext::Number::as_str).collect();
            let printed = format!("{}{labels}", at.number()?);
            law::provision_link(visit, &id, &printed, Some(Point::on(*since)))
        });
        let compare = row.edition.checked_sub(1).and_then(|earlier| {
            let (earlier, _) = editions.get(earlier)?;
            let document = DocumentName::parse(&row.at.as_ref()?.document_id()?.to_string())?;
            let compared = Compared { old: Point::on(*earlier), new: Point::on(*since) };
            let anchor = format!("change-{}", law::anchor(row.at.as_ref()?.clause().number()?.as_str()));
            Some(Link::new("compare", visit.at(Place::Compare(Some(document), compared))).anchored(anchor))
        });
        found.push(ProvisionVersion {
            from: Day(*since),
            what,
            number: number.clone().unwrap_or_default(),
            by,
            authority,
            read: read.map(|link| Link { words: "read".to_owned(), ..link }),
            compare: compare.filter(|_| row.became != [Became::Made]),
            shown: *since <= shown.since && here.is_some_and(|held| held.hash() == provision.hash()),
        });
        before = number.or(before);
    }
    found.reverse();
    only_the_newest_shown(&mut found);
    found
}

/// What made a change: the proposal, or the entry of the record.
fn maker(visit: &Visit, change: &ClauseChange) -> Link {
    match change.proposal.as_ref().and_then(|id| visit.register.proposal(id.as_str())) {
        Some(proposal) => visit.proposal_link(proposal),
        None => Link::new(change.by.clone(), visit.at(Place::Event(change.event))),
    }
}

/// The same as data, oldest first; `since` is null where nothing held says since when it stands so.
pub(crate) fn as_data(visit: &Visit, provision: &Provision) -> Vec<serde_json::Value> {
    let editions: Vec<_> = visit.register.editions().collect();
    let rows = legaltext::lineage(editions.iter().map(|(_, edition)| *edition), provision.id());
    let listed = rows.iter().filter_map(|row| {
        let (since, _) = editions.get(row.edition)?;
        let by = row.at.iter().filter(|_| row.edition > 0).flat_map(|at| makers(visit, *since, at, Some(at)));
        let by: Vec<String> = by.map(|link| link.words).collect();
        let outlined = row.became == [Became::Made] && law::outlined_before(visit, *since).is_some();
        let since = (!outlined).then_some(since);
        Some(serde_json::json!({ "since": since, "at": row.at, "became": row.became, "by": by }))
    });
    listed.collect()
}

/// The same words may have stood twice; those on the page are the last of them.
fn only_the_newest_shown(found: &mut [ProvisionVersion]) {
    let mut seen = false;
    for version in found {
        version.shown &= !seen;
        seen |= version.shown;
    }
}

fn in_words(became: &[Became], edition: usize, before: Option<&str>) -> String {
    let from = before.unwrap_or("elsewhere");
    let words = became.iter().map(|one| match one {
        Became::Made if edition == 0 => "Loaded".to_owned(),
        Became::Made => "Inserted".to_owned(),
        Became::Reworded => "Words changed".to_owned(),
        Became::ChangedBelow => "Changed in what stands below it".to_owned(),
        Became::Renumbered => format!("Renumbered from {from}"),
        Became::Moved => format!("Moved from {from}"),
        Became::Gone => "Taken away".to_owned(),
    });
    words.collect::<Vec<_>>().join("; ")
}
