//! The form of an act, fresh or sent back with what is wrong.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use procedure::ActName;

use crate::paths::{Address, Demonstration, Picked, Place};
use crate::server::{Sent, Stop, Visit, of_act, page};
use crate::web::pages::{ActFormPage, RulingOutcome, RulingPage};
use crate::web::{Field, Link, Notice, NoticeKind};

/// An empty form; where the reader may not do the act, the page that says why.
pub(crate) fn fresh(visit: &Visit, act: &crate::paths::ActName, given: &Picked) -> Result<Response, Stop> {
    let name = ActName::from_name(act.as_str()).map_err(|_| Stop::NotFound)?;
    let has_its_subject = match visit.proposal_in_view() {
        Some(_) => name.is_about_a_proposal(),
        None => super::offers::stands_alone(name),
    };
    if !has_its_subject {
        return Err(Stop::NotFound);
    }
    let Some(reader) = &visit.reader else {
        let to = Address::Demonstration(Demonstration::SignIn);
        return match visit.server.demonstration {
            Some(_) => Ok(crate::server::see_other(&to, &[])),
            None => Err(Stop::NotFound),
        };
    };
    let ruling =
        procedure::foresee(&visit.register, reader, name, visit.proposal_in_view(), &visit.rulebook, visit.now);
    if !ruling.is_permitted() {
        let shown = RulingPage {
            frame: visit.frame(None, Vec::new()),
            act: name.words().to_owned(),
            subject: visit.proposal_in_view().map(|proposal| visit.proposal_link(proposal)),
            by: visit.reader_words().unwrap_or_default(),
            outcome: RulingOutcome::Refused(ruling.refusing().map(|ground| visit.ground_line(ground)).collect()),
            typed: Vec::new(),
            back: back(visit),
        };
        return page(StatusCode::FORBIDDEN, &shown);
    }
    filled(visit, name, &given.pairs().to_vec())
}

/// A form with some of its fields filled in, to be looked over and sent.
pub(crate) fn filled(visit: &Visit, act: ActName, sent: &Sent) -> Result<Response, Stop> {
    page(StatusCode::OK, &form(visit, act, sent, &BTreeMap::new()))
}

/// A form sent back with its errors; nothing typed is lost.
pub(crate) fn again(visit: &Visit, act: ActName, sent: &Sent, errors: &[(String, String)]) -> Result<Response, Stop> {
    let by_field: BTreeMap<String, String> = errors.iter().cloned().collect();
    let mut form = form(visit, act, sent, &by_field);
    let known = |name: &str| form.fields.iter().any(|field: &Field| field.name == name);
    let others: Vec<&str> =
        errors.iter().filter(|(field, _)| !known(field)).map(|(_, message)| message.as_str()).collect();
    if !others.is_empty() {
        form.frame.notice = Some(Notice { kind: NoticeKind::Important, words: others.join(" "), link: None });
    }
    page(StatusCode::UNPROCESSABLE_ENTITY, &form)
}

fn form(visit: &Visit, act: ActName, sent: &Sent, errors: &BTreeMap<String, String>) -> ActFormPage {
    let schema = act.schema();
    let about = schema.get("description").and_then(|says| says.as_str()).unwrap_or_default().replace('\n', " ");
    let subject = visit.proposal_in_view().map(|proposal| {
        Link::new(format!("{}: {}", proposal.number(), proposal.title), visit.proposal_link(proposal).to)
    });
    let reader = visit.reader.as_ref();
    let ruling = reader.map(|reader| {
        procedure::foresee(&visit.register, reader, act, visit.proposal_in_view(), &visit.rulebook, visit.now)
    });
    let supports = ruling.iter().flat_map(|ruling| &ruling.grounds).map(|ground| visit.ground_line(ground));
    let key = crate::server::first(sent, "key").map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned);
    ActFormPage {
        frame: visit.frame(None, Vec::new()),
        title: act.words().to_owned(),
        subject,
        about,
        deadline: None,
        grounds: supports.collect(),
        by: visit.reader_words().unwrap_or_default(),
        fields: of_act(visit, act, sent, errors),
        carried: vec![("key".to_owned(), key)],
        button: act.words().to_owned(),
        to: visit.address.clone(),
        back: back(visit),
    }
}

fn back(visit: &Visit) -> Link {
    match visit.proposal_in_view() {
        Some(proposal) => Link::new(format!("Back to {}", proposal.number()), visit.proposal_link(proposal).to),
        None => Link::new("Back to what you may do", visit.at(Place::Acts)),
    }
}
