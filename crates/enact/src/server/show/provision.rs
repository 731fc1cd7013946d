//! One provision of the Code, with its history.

use legaltext::{Citation, DocumentId, Number, Provision};

use super::law::{self, Setting};
use super::redlined::clauses_changed;
use crate::paths::{Compared, DocumentName, NumberName, Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::{ProvisionPage, ProvisionVersion};
use crate::web::{Day, Link, Section};

/// The provision at a point.
pub(super) async fn of(
    visit: &Visit,
    name: &DocumentName,
    number: &NumberName,
    point: Option<&Point>,
) -> Result<ProvisionPage, Stop> {
    let shown = law::at(visit, point, Some(name)).await?;
    let id = law::document_id(name)?;
    let document = shown.edition.document(&id).ok_or(Stop::NotFound)?;
    let (citation, provision) = find(&shown, name, number).ok_or(Stop::NotFound)?;
    let setting = Setting::new(visit, &shown.edition, &id);
    let mut lines = Vec::new();
    setting.lines(provision, 0, &mut lines);
    let printed = citation.to_string();
    let (previous, next) = neighbours(visit, &id, document, &citation, point);
    let place = |point| Place::Provision(name.clone(), number.clone(), point);
    let current = Link::new("Read the text in force today", visit.at(place(None)));
    let changing = visit
        .register
        .proposals()
        .filter(|proposal| {
            !proposal.stage.is_end() && clauses_changed(proposal).any(|clause| clause == citation.clause())
        })
        .filter_map(|proposal| {
            let with = law::with(proposal, visit.today())?;
            Some((visit.proposal_link(proposal), Link::new("as it would read", visit.at(place(Some(with))))))
        })
        .collect();
    let rules = visit.rulebook.in_force(visit.today(), &visit.register).filter(|loaded| {
        let cites = loaded.rule.cites.iter().filter_map(|cite| cite.parse::<Citation>().ok());
        cites.into_iter().any(|cite| cite.is_within(&citation))
    });
    let heading =
        provision.heading().or_else(|| provision.caption()).map(str::to_owned).or_else(|| unheld_heading(provision));
    let mut frame = visit.frame(
        Some(Section::Code),
        vec![Link::new("The Code", visit.at(Place::Contents(None))), law::document_link(visit, &id, None)],
    );
    let lasting = point.cloned().unwrap_or_else(|| Point::on(visit.today()));
    frame.lasting = Some(visit.at(place(Some(lasting))));
    let document_link = law::document_link(visit, &id, point.cloned());
    Ok(ProvisionPage {
        frame,
        number: printed.clone(),
        heading,
        document: Link { words: format!("{} {}", document_link.words, document.title()), ..document_link },
        warning: shown.historical.then(|| (format!("{}. This may not be the text in force.", shown.words), current)),
        shown: shown.words.clone(),
        unheld: !provision.is_held(),
        provisions: lines,
        changing,
        rules: rules.map(|loaded| visit.rule_link(loaded.rule.id.as_str())).collect(),
        versions: versions(visit, name, number, &citation, provision),
        citation: format!(
            "{} {printed}, {}",
            visit.rulebook.code().title,
            shown.words.replacen("In force", "in force", 1)
        ),
        previous,
        next,
    })
}

/// The provision of an address, in a text.
pub(crate) fn find<'s>(
    shown: &'s law::Shown,
    name: &DocumentName,
    number: &NumberName,
) -> Option<(Citation, &'s Provision)> {
    let id = law::document_id(name).ok()?;
    let citation = citation_of(&id, number)?;
    let provision = shown.edition.document(&id)?.find(&citation)?;
    Some((citation, provision))
}

/// `10.22(a)` in Section D is D10.22(a); `3.2.4` in an appendix is itself.
fn citation_of(document: &DocumentId, number: &NumberName) -> Option<Citation> {
    let text = number.as_str().to_ascii_uppercase();
    let (top, labels) = text.split_once('(').map_or((text.as_str(), ""), |(top, rest)| (top, rest));
    let letters = match document.kind() {
        legaltext::DocumentKind::Section => document.letter(),
        legaltext::DocumentKind::Schedule | legaltext::DocumentKind::Appendix | legaltext::DocumentKind::Annex => "",
    };
    let top: Number = format!("{letters}{top}").parse().ok()?;
    let mut citation = Citation::new(document, top);
    for label in labels.split('(').filter(|label| !label.is_empty()) {
        let label: Number = format!("({}", label.to_lowercase()).parse().ok()?;
        citation = citation.child(&label);
    }
    Some(citation)
}

fn unheld_heading(provision: &Provision) -> Option<String> {
    match provision.words() {
        legaltext::Words::Unheld { heading } if !heading.is_empty() => Some(heading.clone()),
        legaltext::Words::Unheld { .. } | legaltext::Words::Held { .. } => None,
    }
}

fn neighbours(
    visit: &Visit,
    id: &DocumentId,
    document: &legaltext::Document,
    citation: &Citation,
    point: Option<&Point>,
) -> (Option<Link>, Option<Link>) {
    let mut clauses: Vec<String> = Vec::new();
    document.each(&mut |_, provision| {
        if !provision.number().is_label() && provision.caption().is_none() {
            clauses.push(provision.number().to_string());
        }
    });
    let here = citation.clause().number().map(ToString::to_string);
    let at = clauses.iter().position(|clause| Some(clause) == here.as_ref());
    let link = |index: Option<usize>| {
        law::provision_link(visit, id, index.and_then(|index| clauses.get(index))?, point.cloned())
    };
    (link(at.and_then(|at| at.checked_sub(1))), link(at.and_then(|at| at.checked_add(1))))
}

/// The provision's words over time, newest first; followed by its identity, so that another number is no break.
fn versions(
    visit: &Visit,
    name: &DocumentName,
    number: &NumberName,
    citation: &Citation,
    shown: &Provision,
) -> Vec<ProvisionVersion> {
    let mut found: Vec<ProvisionVersion> = Vec::new();
    let mut last: Option<(legaltext::Hash, String, jiff::civil::Date)> = None;
    for (since, edition) in visit.register.editions() {
        let Some(document) = citation.document_id().and_then(|id| edition.document(&id)) else { continue };
        let mut held = None;
        document.each(&mut |at, provision| {
            if provision.id() == shown.id() {
                held = Some((at.to_string(), provision.hash()));
            }
        });
        let Some((at, hash)) = held else { continue };
        let what = match &last {
            None if found.is_empty() && visit.register.editions().next().is_some_and(|(first, _)| first == since) => {
                "Loaded".to_owned()
            }
            None => "Inserted".to_owned(),
            Some((_, before, _)) if *before != at => format!("Renumbered from {before}"),
            Some((before, _, _)) if *before != hash => "Changed".to_owned(),
            Some(_) => continue,
        };
        let place = |point| Place::Provision(name.clone(), number.clone(), Some(point));
        let makers = visit.register.proposals().filter(|proposal| proposal.live == Some(since));
        let by = makers
            .filter(|proposal| clauses_changed(proposal).any(|clause| clause == citation.clause()))
            .map(|proposal| visit.proposal_link(proposal))
            .next();
        let compare = last.as_ref().map(|(_, _, before)| {
            let compared = Compared { old: Point::on(*before), new: Point::on(since) };
            Link::new("Compare", visit.at(Place::Compare(name.clone(), compared)))
        });
        found.push(ProvisionVersion {
            from: Some(Day(since)),
            what,
            by,
            read: Link::new("Read", visit.at(place(Point::on(since)))),
            compare,
            shown: hash == shown.hash(),
        });
        last = Some((hash, at, since));
    }
    found.reverse();
    found
}
