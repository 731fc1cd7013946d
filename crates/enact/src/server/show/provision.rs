//! One provision of the Code, with its history.

use axum::http::StatusCode;
use axum::response::Response;
use legaltext::{Citation, Fate, Number, Provision, Words};

use super::choice::{self, Here};
use super::law::{self, Shown};
use super::redlined::{self, Numbers};
use super::setting::Setting;
use super::versions;
use crate::paths::{DocumentName, FileOf, NumberName, Picked, Place, Point};
use crate::server::{Stop, Visit, moved_cookie, page, renumbered};
use crate::web::pages::{ProposedChange, ProvisionPage};
use crate::web::{Day, Link, RedlineEntry, RedlineView, Section};

/// The provision at a point; where it has another number there, the way to that.
pub(super) async fn at(
    visit: &Visit,
    name: &DocumentName,
    number: &NumberName,
    point: Option<&Point>,
) -> Result<Response, Stop> {
    let shown = law::at(visit, point, Some(name)).await?;
    match law::find(&shown, name, number) {
        Some((citation, provision)) => page(StatusCode::OK, &of(visit, name, number, &shown, &citation, provision)?),
        None => elsewhere(visit, name, number, &shown),
    }
}

/// The provision as it stands today, or what of the Code stands nearest to it where today's text does not have it.
fn today(visit: &Visit, name: &DocumentName, number: &NumberName, citation: &Citation) -> Place {
    let stands = visit.register.edition_at(visit.today()).is_some_and(|edition| edition.find(citation).is_some());
    if stands { Place::Provision(name.clone(), number.clone(), None) } else { law::document_today(visit, name) }
}

fn of(
    visit: &Visit,
    name: &DocumentName,
    number: &NumberName,
    shown: &Shown,
    citation: &Citation,
    provision: &Provision,
) -> Result<ProvisionPage, Stop> {
    let document = law::document(visit, shown, name)?;
    let (id, point) = (document.id(), shown.point.as_ref());
    let setting = Setting::new(visit, shown, id);
    let mut lines = Vec::new();
    setting.lines(citation, provision, 0, &mut lines);
    let printed = citation.to_string();
    let (previous, next) = neighbours(visit, shown, document, citation);
    let place = |point| Place::Provision(name.clone(), number.clone(), point);
    let current = Link::new("Read the text in force today", visit.at(today(visit, name, number, citation)));
    let rules = visit.rulebook.in_force(visit.today(), &visit.register).filter(|loaded| {
        let cites = loaded.rule.cites.iter().filter_map(|cite| cite.parse::<Citation>().ok());
        cites.into_iter().any(|cite| cite.is_within(citation))
    });
    let heading = provision.heading().or_else(|| provision.caption()).map(str::to_owned);
    let document_link = shown.document_link(visit, id);
    let mut crumbs =
        vec![Link::new("The Code", visit.at(Place::Contents(shown.point_in(None)))), document_link.clone()];
    crumbs.extend(groups_above(visit, shown, document, citation));
    let mut frame = visit.frame(Some(Section::Code), crumbs);
    frame.lasting = Some(visit.at(place(Some(point.cloned().unwrap_or_else(|| Point::on(visit.today()))))));
    let mut draft = Picked::none().and("document", name.as_str()).and("number", number.as_str());
    if let Some(point) = point {
        draft = draft.and("text", point.to_string());
    }
    Ok(ProvisionPage {
        frame,
        number: printed.clone(),
        heading: heading.or_else(|| unheld_heading(provision)),
        document: Link { words: format!("{} {}", document_link.words, document.title()), ..document_link },
        warning: shown.historical.then(|| (format!("{}. This may not be the text in force.", shown.words), current)),
        shown: shown.words.clone(),
        choice: choice::offered(visit, &Here { document: Some(id), number: Some(number), point, against: None }),
        unheld: !provision.is_held(),
        provisions: lines,
        changing: proposed(visit, shown, citation),
        terms: setting.notes().into_iter().map(|note| Link { words: note.term, ..note.defined }).collect(),
        cited_by: setting.cited_by(citation),
        notes: setting.notes(),
        rules: rules.map(|loaded| visit.rule_link(loaded.rule.id.as_str())).collect(),
        versions: versions::of(visit, shown, provision),
        citation: format!(
            "{} {printed}, {}",
            visit.rulebook.code().title,
            shown.words.replacen("In force", "in force", 1).replacen("Numbers", "numbers", 1)
        ),
        files: super::document::files(visit, &FileOf::Provision(name.clone(), number.clone(), point.cloned())),
        draft: Link::new(format!("Draft a change to {printed}"), visit.at(Place::Draft(draft))),
        previous,
        next,
    })
}

/// The heading of a provision whose words are not held.
fn unheld_heading(provision: &Provision) -> Option<String> {
    match provision.words() {
        Words::Unheld { heading } if !heading.is_empty() => Some(heading.clone()),
        Words::Unheld { .. } | Words::Held { .. } => None,
    }
}

/// The groups of clauses and the lists that a provision stands in, the outermost first.
fn groups_above(visit: &Visit, shown: &Shown, document: &legaltext::Document, citation: &Citation) -> Vec<Link> {
    let mut trail = document.trail(citation).unwrap_or_default();
    trail.pop();
    let mut at = Citation::of_document(document.id());
    let mut found = Vec::new();
    for above in trail {
        at = at.child(above.number());
        let words = match above.caption() {
            Some(caption) => format!("{at} {caption}"),
            None => at.to_string(),
        };
        let link = link_to(visit, &at, shown.point_in(Some(document.id())));
        found.extend(link.map(|link| Link { words, ..link }));
    }
    found
}

/// The address of a provision with its labels.
fn link_to(visit: &Visit, at: &Citation, point: Option<Point>) -> Option<Link> {
    let labels: String = at.labels().iter().map(Number::as_str).collect();
    law::provision_link(visit, &at.document_id()?, &format!("{}{labels}", at.number()?), point)
}

fn neighbours(
    visit: &Visit,
    shown: &Shown,
    document: &legaltext::Document,
    citation: &Citation,
) -> (Option<Link>, Option<Link>) {
    let mut clauses: Vec<String> = Vec::new();
    document.each(&mut |_, provision| {
        if !provision.number().is_label() && provision.caption().is_none() {
            clauses.push(provision.number().to_string());
        }
    });
    let here = citation.clause().number().map(ToString::to_string);
    let at = clauses.iter().position(|clause| Some(clause) == here.as_ref());
    let link =
        |index: Option<usize>| shown.provision_link(visit, document.id(), index.and_then(|index| clauses.get(index))?);
    (link(at.and_then(|at| at.checked_sub(1))), link(at.and_then(|at| at.checked_add(1))))
}

/// Open proposals that would change the clause, each with what it would change in it.
fn proposed(visit: &Visit, shown: &Shown, citation: &Citation) -> Vec<ProposedChange> {
    let clause = citation.clause();
    let Some(base) = visit.register.edition_at(visit.today()) else { return Vec::new() };
    let outlook = visit.server.outlooks.at(visit);
    let mixed = shown.point.as_ref().map(|point| point.with.as_slice()).unwrap_or_default();
    let open = outlook.drafts.iter().filter(|drafted| drafted.changes(&clause));
    let open = open.filter(|drafted| !mixed.iter().any(|name| drafted.number.eq_ignore_ascii_case(name.as_str())));
    open.filter_map(|drafted| {
        let proposal = visit.register.proposal(&drafted.number)?;
        let modification = visit.proposal_link(proposal);
        let modification = Link { words: format!("{}: {}", proposal.number(), proposal.title), ..modification };
        let Ok(applied) = &drafted.applied else {
            let why = "Its legal text does not fit the text in force.".to_owned();
            return Some(ProposedChange { modification, read: None, redline: None, why: Some(why) });
        };
        let point = law::with(proposal, None, visit.today());
        let read = link_to(visit, &clause, point.clone()).filter(|_| applied.edition.find(&clause).is_some());
        let id = clause.document_id()?;
        let only =
            |edition: &legaltext::Edition| legaltext::Edition::new(edition.code(), edition.document(&id).cloned());
        let numbers = Numbers { visit, document: Some(&id), point };
        let (old, new) = ("the text in force", proposal.number().to_owned());
        let view = redlined::of_editions(&numbers, &only(base), &only(&applied.edition), old, &new);
        let redline = cut_to(view, clause.number()?.as_str(), proposal.number());
        let why = redline
            .is_none()
            .then(|| "The words are not held, so what would change in them cannot be shown.".to_owned());
        let read = read.map(|link| Link { words: "as it would read".to_owned(), ..link });
        Some(ProposedChange { modification, read, redline, why })
    })
    .collect()
}

/// The part of a redline that is about one clause.
fn cut_to(view: RedlineView, number: &str, key: &str) -> Option<RedlineView> {
    let about = |entry: &RedlineEntry| match entry {
        RedlineEntry::Shown(change) => {
            let renumbered =
                change.what.split_once(" from ").map(|(_, from)| from.split(';').next().unwrap_or_default());
            change.is_changed() && (change.number == number || renumbered == Some(number))
        }
        RedlineEntry::Folded(..) => false,
    };
    let mut view = view;
    view.entries.retain(about);
    let slug = crate::server::slug(key);
    for entry in &mut view.entries {
        if let RedlineEntry::Shown(change) = entry {
            change.anchor = format!("{}-{slug}", change.anchor);
        }
    }
    view.key = format!(" by {key}");
    view.counts = String::new();
    (!view.entries.is_empty()).then_some(view)
}

/// Where a number leads that stands in no provision of the text shown: to the provision that once had it, where that is still
/// there.
pub(crate) fn elsewhere(
    visit: &Visit,
    name: &DocumentName,
    number: &NumberName,
    shown: &Shown,
) -> Result<Response, Stop> {
    let id = law::document_id(name)?;
    let citation = law::citation_of(&id, number).ok_or(Stop::NotFound)?;
    let document = shown.document_link(visit, &id);
    let had = visit.register.editions().rfind(|(_, edition)| edition.find(&citation).is_some());
    let Some((since, edition)) = had else {
        law::document(visit, shown, name)?;
        let before = match visit.rulebook.code().outline_as_of {
            None => "and never had one here".to_owned(),
            Some(as_of) => format!("and none is known here; what stood before {} is not held", Day(as_of)),
        };
        let sentence = format!("{} has no {citation}, {before}", id.printed());
        return Err(Stop::Missing(sentence, vec![document]));
    };
    let then = || {
        let link = link_to(visit, &citation, Some(Point::on(since)));
        link.map(|link| Link { words: format!("{citation} as it stood on {}", Day(since)), ..link })
    };
    match legaltext::follow(edition, &citation, &shown.edition) {
        Fate::Renumbered(now) | Fate::Moved(now) => {
            let point = now.document_id().and_then(|id| shown.point_in(Some(&id)));
            let link = link_to(visit, &now, point).ok_or(Stop::NotFound)?;
            let words = format!("{citation} of the text of {} is {now} here.", Day(since));
            Ok(renumbered(&link.to, &moved_cookie(&words)))
        }
        Fate::Here(_) | Fate::NeverThere => Err(Stop::NotFound),
        Fate::NotUsed | Fate::Gone => {
            let days = visit.register.editions().map(|(day, _)| day);
            let gone = days.into_iter().find(|day| *day > since).filter(|day| *day <= shown.since);
            let sentence = match gone {
                Some(day) => format!("{citation} is no longer in the Code: it was taken away on {}", Day(day)),
                None => format!("{citation} is not in this text; it stands in that of {}", Day(since)),
            };
            let by = gone.into_iter().flat_map(|day| super::setting::makers(visit, day, &citation, None));
            let by = by.map(|link| Link { words: format!("{}, which took effect that day", link.words), ..link });
            Err(Stop::Gone(sentence, then().into_iter().chain(by).chain([document]).collect()))
        }
    }
}
