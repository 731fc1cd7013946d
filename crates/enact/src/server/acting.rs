//! What is done: acts posted as forms or JSON, and the demonstration's own buttons.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ledger::{LedgerError, SubmitOptions, Submitted};
use procedure::ruling::Outcome;
use procedure::{Act, ActName, Ground, Submission};
use serde_json::{Value, json};

use super::answer::{self, Stop};
use super::fields::{self, Sent};
use super::published;
use super::show;
use super::visit::{DONE, PERSON, sentence, slug};
use super::{Server, Visit};
use crate::paths::{Address, Demonstration as Button, Place};
use crate::web::Link;
use crate::web::pages::{RulingOutcome, RulingPage};

/// What was posted to a Code.
pub(super) async fn post(
    visit: &Visit,
    place: &Place,
    as_data: bool,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, Stop> {
    let json_sent = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    if *place == Place::Acts {
        return by_interface(visit, headers, body).await;
    }
    if let Place::Draft(_) = place {
        return if json_sent || as_data {
            Ok(answer::data(StatusCode::OK, &show::draft::as_data(visit, body).await?))
        } else {
            show::draft::posted(visit, headers, body).await
        };
    }
    if let Place::Check { as_json } = place {
        return show::check::posted(visit, headers, body, *as_json || as_data).await;
    }
    if let Place::Follow(picked) = place {
        return show::follow::posted(visit, picked, body, as_data).await;
    }
    if let Place::Following(Some(key)) = place {
        return show::following::posted(visit, key, body).await;
    }
    if *place == Place::Outbox {
        return show::outbox::posted(visit, body).await;
    }
    if json_sent || as_data {
        return Err(Stop::NotFound);
    }
    if let Place::ActOn(proposal, act) = place {
        return by_form(visit, act.as_str(), Some(proposal.as_str()), body).await;
    }
    if let Place::Act(act, _) = place {
        return by_form(visit, act.as_str(), None, body).await;
    }
    Err(Stop::NotFound)
}

async fn submit(visit: &Visit, submission: Submission, options: SubmitOptions) -> Result<Submitted, LedgerError> {
    let (server, code) = (&visit.server, visit.code.as_str());
    match &server.demonstration {
        Some(demonstration) => demonstration.submit(&server.ledger, code, submission, options).await,
        None => server.ledger.submit(code, submission, options).await,
    }
}

/// `POST /{code}/acts`: one act as JSON, with `by` and, where needed, `judgements` beside its fields.
async fn by_interface(visit: &Visit, headers: &HeaderMap, body: &Bytes) -> Result<Response, Stop> {
    if let Some(refused) = not_an_operator(visit, headers) {
        return Ok(refused);
    }
    let unreadable = |sentence: String| {
        answer::problem(
            StatusCode::UNPROCESSABLE_ENTITY,
            "the act cannot be read",
            json!({ "clauses": [], "reasons": [sentence] }),
        )
    };
    let mut value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return Ok(unreadable(format!("the body is not JSON: {error}"))),
    };
    let Some(object) = value.as_object_mut() else {
        return Ok(unreadable("the body is not a JSON object".to_owned()));
    };
    let by = match object.remove("by") {
        Some(Value::String(by)) => by,
        Some(_) | None => return Ok(unreadable("the act needs `by`: a body, a Party or a person".to_owned())),
    };
    let expected = match object.remove("expected") {
        None | Some(Value::Null) => None,
        Some(value) => match value.as_u64() {
            Some(position) => Some(position),
            None => {
                return Ok(unreadable("`expected` is the position of the record that you saw: a number".to_owned()));
            }
        },
    };
    let judgements = match object.remove("judgements").map(serde_json::from_value) {
        None => BTreeMap::new(),
        Some(Ok(judgements)) => judgements,
        Some(Err(error)) => return Ok(unreadable(format!("`judgements` cannot be read: {error}"))),
    };
    if let Err(sentence) = published::settle(visit, &mut value).await {
        return Ok(unreadable(sentence));
    }
    let act = match Act::read(value) {
        Ok(act) => act,
        Err(error) => return Ok(unreadable(error.to_string())),
    };
    let key = match headers.get("idempotency-key").map(|value| value.to_str()) {
        None => None,
        Some(Ok(key)) => Some(key.to_owned()),
        Some(Err(_)) => return Ok(unreadable("the Idempotency-Key is written in letters of ASCII".to_owned())),
    };
    let done = submit(visit, Submission { by, act, judgements }, SubmitOptions { key, expected }).await;
    let conflict = |title, reason: String| {
        answer::problem(StatusCode::CONFLICT, title, json!({ "clauses": [], "reasons": [reason] }))
    };
    Ok(match done {
        Ok(submitted) => by_interface_done(&submitted),
        // It was read; what it says cannot be with what the register holds.
        Err(LedgerError::Unreadable(problems)) => {
            conflict("the act does not fit the Code and its register", problems.to_string())
        }
        Err(error @ LedgerError::BadKey(_)) => unreadable(error.to_string()),
        Err(error @ LedgerError::KeyReused { .. }) => conflict("the key was used for another act", error.to_string()),
        Err(error @ (LedgerError::Stale { .. } | LedgerError::NotReached { .. })) => {
            conflict("the register has moved on", error.to_string())
        }
        Err(error) => return Err(error.into()),
    })
}

fn by_interface_done(submitted: &Submitted) -> Response {
    let ruling = &submitted.ruling;
    let reasons = |grounds: Vec<&Ground>| grounds.iter().map(|ground| ground.reason.clone()).collect::<Vec<_>>();
    match &ruling.outcome {
        Outcome::Permitted(_) => answer::data(
            StatusCode::CREATED,
            &json!({ "position": submitted.position, "events": submitted.recorded, "replayed": submitted.replayed }),
        ),
        Outcome::Refused => answer::problem(
            StatusCode::FORBIDDEN,
            "the Code does not permit this",
            json!({
                "clauses": ruling.refusing_clauses(),
                "reasons": reasons(ruling.refusing().collect()),
                "grounds": ruling.grounds,
            }),
        ),
        Outcome::NeedsJudgement => answer::problem(
            StatusCode::CONFLICT,
            "a judgement is needed first",
            json!({
                "clauses": ruling.asking().flat_map(|ground| ground.clauses.iter().cloned()).collect::<Vec<_>>(),
                "reasons": reasons(ruling.asking().collect()),
                "judgements": ruling.asking().map(|ground| ground.rule.to_string()).collect::<Vec<_>>(),
            }),
        ),
    }
}

/// Outside a demonstration only an operator with the key may act over the interface.
fn not_an_operator(visit: &Visit, headers: &HeaderMap) -> Option<Response> {
    if visit.server.demonstration.is_some() {
        return None;
    }
    let known = shows_the_key(&visit.server, headers);
    (!known).then(|| {
        let reasons = ["send `Authorization: Bearer KEY` with the operator's key of this server"];
        answer::problem(
            StatusCode::UNAUTHORIZED,
            "an operator's key is needed",
            json!({ "clauses": [], "reasons": reasons }),
        )
    })
}

/// Whether a request shows the operator's key: as `Bearer`, or as the password that a browser asks for.
pub(super) fn shows_the_key(server: &Server, headers: &HeaderMap) -> bool {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let basic = || {
        let login = STANDARD.decode(value.strip_prefix("Basic ")?).ok()?;
        let login = String::from_utf8(login).ok()?;
        login.split_once(':').map(|(_, password)| password.to_owned())
    };
    let shown = value.strip_prefix("Bearer ").map(str::to_owned).or_else(basic);
    server.operator_key.as_deref().zip(shown).is_some_and(|(key, shown)| same(key, &shown))
}

/// Compares in a time that does not tell how much was right.
fn same(one: &str, other: &str) -> bool {
    use sha2::{Digest, Sha256};
    Sha256::digest(one.as_bytes()) == Sha256::digest(other.as_bytes())
}

/// An act posted as a form by the reader whose place was taken.
async fn by_form(visit: &Visit, act: &str, proposal: Option<&str>, body: &Bytes) -> Result<Response, Stop> {
    let name = ActName::from_name(act).map_err(|_| Stop::NotFound)?;
    let Some(reader) = &visit.reader else {
        if visit.server.demonstration.is_none() {
            let sentence = "Acts are taken here over the interface only, with the operator's key of this server.";
            return Err(Stop::BadRequest(sentence.to_owned()));
        }
        return Ok(answer::see_other(&Address::Demonstration(Button::SignIn), &[]));
    };
    let sent: Sent = form_of(body)?;
    if fields::first(&sent, "more").is_some() {
        return show::act_form::filled(visit, name, &sent);
    }
    let number = proposal.map(|proposal| {
        visit.register.proposal(proposal).map_or_else(|| proposal.to_owned(), |known| known.number().to_owned())
    });
    let mut value = match fields::to_act(name, number.as_deref(), &sent) {
        Ok(value) => value,
        Err((field, message)) => return show::act_form::again(visit, name, &sent, &[(field, sentence(&message))]),
    };
    if let Err(message) = published::settle(visit, &mut value).await {
        let wrong = ("instructions".to_owned(), sentence(&message));
        return show::act_form::again(visit, name, &sent, &[wrong]);
    }
    let missing = missing_fields(name, &value);
    let read = match Act::read(value) {
        Ok(read) => read,
        Err(_) if !missing.is_empty() => return show::act_form::again(visit, name, &sent, &missing),
        Err(error) => {
            let (field, message) = field_of(&error.to_string());
            return show::act_form::again(visit, name, &sent, &[(field, message)]);
        }
    };
    let by = reader.name().to_owned();
    let submission = Submission { by, act: read, judgements: fields::judgements(&sent) };
    let key = fields::first(&sent, "key").map(str::to_owned);
    match submit(visit, submission, SubmitOptions { key, expected: None }).await {
        Ok(submitted) => by_form_done(visit, name, &sent, &submitted),
        Err(LedgerError::Unreadable(problems)) => {
            let errors: Vec<(String, String)> = problems
                .0
                .iter()
                .map(|problem| (problem.field.unwrap_or_default().to_owned(), sentence(&problem.message)))
                .collect();
            show::act_form::again(visit, name, &sent, &errors)
        }
        Err(error) => Err(error.into()),
    }
}

fn by_form_done(visit: &Visit, name: ActName, sent: &Sent, submitted: &Submitted) -> Result<Response, Stop> {
    let subject = visit.proposal_in_view();
    let back = match subject {
        Some(proposal) => Link::new(format!("Back to {}", proposal.number()), visit.proposal_link(proposal).to),
        None => Link::new("Back to the register", visit.at(Place::Home)),
    };
    let outcome = match &submitted.ruling.outcome {
        Outcome::Permitted(_) => {
            let raised = submitted.recorded.iter().find_map(|recorded| recorded.event.proposal());
            let to = match (subject, raised) {
                (Some(proposal), _) => visit.proposal_link(proposal).to,
                (None, Some(raised)) => visit.numbered_link(raised.as_str()).to,
                (None, None) => {
                    show::offers::place_of(sent, name).map_or_else(|| visit.at(Place::Home), |to| visit.at(to))
                }
            };
            let words = format!("{}. Recorded as event {}.", name.words(), submitted.position);
            return Ok(answer::see_other(&to, &[done_cookie(&words)]));
        }
        Outcome::Refused => {
            RulingOutcome::Refused(submitted.ruling.refusing().map(|ground| visit.ground_line(ground)).collect())
        }
        Outcome::NeedsJudgement => RulingOutcome::NeedsJudgement {
            questions: submitted
                .ruling
                .asking()
                .map(|ground| {
                    let rule = ground.rule.as_str();
                    (fields::of_judgement(rule, &ground.reason, sent), visit.ground_line(ground))
                })
                .collect(),
            carried: sent.iter().filter(|(key, _)| !key.starts_with("judgement-")).cloned().collect(),
            to: visit.address.clone(),
        },
    };
    let typed = sent
        .iter()
        .filter(|(key, value)| key != "key" && !key.starts_with("judgement-") && !value.trim().is_empty())
        .map(|(key, value)| (key.replace(['_', '-'], " "), value.clone()))
        .collect();
    let status = match outcome {
        RulingOutcome::Refused(_) => StatusCode::FORBIDDEN,
        RulingOutcome::NeedsJudgement { .. } => StatusCode::OK,
    };
    let page = RulingPage {
        frame: visit.frame(None, Vec::new()),
        act: name.words().to_owned(),
        subject: subject.map(|proposal| visit.proposal_link(proposal)),
        by: visit.reader_words().unwrap_or_default(),
        outcome,
        typed,
        back,
    };
    answer::page(status, &page)
}

/// The buttons that only a demonstration has.
pub(super) async fn demonstration(
    server: &Arc<Server>,
    button: &Button,
    reading: bool,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, Stop> {
    let Some(demonstration) = &server.demonstration else { return Err(Stop::NotFound) };
    let sent = if reading { Sent::new() } else { form_of(body)? };
    let back = fields::first(&sent, "back")
        .and_then(|back| {
            back.split_once('?')
                .map_or_else(|| Address::parse(back, None), |(path, query)| Address::parse(path, Some(query)))
        })
        .unwrap_or(Address::Codes);
    match button {
        Button::SignIn if reading => show::sign_in::page_at(server, headers).await,
        Button::SignInAs(person) if !reading => {
            for (code, name) in &server.codes {
                let register = server.ledger.register(code).await?;
                if register.people().any(|known| slug(&known.name) == person.as_str()) {
                    let stays = matches!(&back, Address::In(of, _) if of == name);
                    let to = if stays { back } else { Address::In(name.clone(), Place::Acts) };
                    let cookie = format!("{PERSON}={code}:{person}; Path=/; HttpOnly; SameSite=Lax");
                    let carries = stays && sent.iter().any(|(name, _)| name == "do");
                    return Ok(if carries { answer::sent_on(&to, &cookie) } else { answer::see_other(&to, &[cookie]) });
                }
            }
            Err(Stop::NotFound)
        }
        Button::SignOut if !reading => {
            let cookie = format!("{PERSON}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
            Ok(answer::see_other(&back, &[cookie]))
        }
        Button::Clock if !reading => {
            let Address::In(code, _) = &back else { return Ok(answer::see_other(&Address::Codes, &[])) };
            let visit = Visit::begin(server, code, &back, headers).await?;
            let words = match demonstration.next_deadline(&visit.register, visit.now, visit.proposal_in_view()) {
                None => "No deadline lies ahead.".to_owned(),
                Some(next) => {
                    demonstration.move_to(code.as_str(), next.passes);
                    format!("The date is now past: {}, {}.", next.proposal, next.what)
                }
            };
            Ok(answer::see_other(&back, &[done_cookie(&words)]))
        }
        Button::SignIn | Button::SignInAs(_) | Button::SignOut | Button::Clock => Err(Stop::NotFound),
    }
}

pub(super) fn done_cookie(words: &str) -> String {
    format!("{DONE}={}; Path=/; Max-Age=5; HttpOnly; SameSite=Lax", crate::paths::encode(words))
}

pub(crate) fn form_of(body: &Bytes) -> Result<Sent, Stop> {
    let unreadable = || Stop::BadRequest("what was sent is no form in UTF-8".to_owned());
    let text = std::str::from_utf8(body).map_err(|_| unreadable())?;
    let decoded = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((crate::paths::text_sent(name)?, crate::paths::text_sent(value)?.replace("\r\n", "\n")))
    });
    decoded.collect::<Option<Sent>>().ok_or_else(unreadable)
}

/// Every field that an act needs and that was left empty: a reader is told of all of them at once.
fn missing_fields(name: ActName, act: &Value) -> Vec<(String, String)> {
    let schema = name.schema();
    let needed = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let empty = needed.filter(|field| *field != "act" && act.get(field).is_none());
    empty.map(|field| (field.to_owned(), "This is needed.".to_owned())).collect()
}

/// The field that a reading error names, and the error as a sentence.
fn field_of(message: &str) -> (String, String) {
    let field = message.split('`').nth(3).or_else(|| message.split('`').nth(1)).unwrap_or_default();
    if message.contains("missing field") {
        return (field.to_owned(), "This is needed.".to_owned());
    }
    (field.to_owned(), sentence(message))
}
