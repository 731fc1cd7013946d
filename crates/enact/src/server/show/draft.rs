//! The drafting page: a base, a draft in any of its forms, and what it would do. The form carries all of it; nothing is kept.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use legaltext::{Amendment, DocumentId, LegalText, instructions};
use procedure::ActName;
use procedure::legal_text::{DraftPart, TextPart};
use procedure::register::{Attached, Proposal};

use super::choice::{self, Here};
use super::drafting::{self, Drafting};
use super::law::{self, Shown};
use super::{act_form, outcome, sign_in};
use crate::paths::{DocumentName, FileForm, NumberName, Picked, Place, ProposalName};
use crate::server::{Sent, Stop, Visit, file, page, parts};
use crate::web::pages::DraftPage;
use crate::web::{FieldError, Link, Section, TextOption};

/// What the form says besides the draft: the base, and the way of drafting.
pub(super) struct Base<'p> {
    /// What was chosen.
    pub(super) picked: &'p Picked,
    /// The text drafted against.
    pub(super) shown: Shown,
    /// The document whose words are edited.
    pub(super) document: Option<DocumentName>,
    /// The clause whose words are edited.
    pub(super) number: Option<NumberName>,
}

impl Base<'_> {
    /// The words themselves are edited, not instructions.
    pub(super) fn is_words(&self) -> bool {
        self.picked.first("how") == Some("words") && self.document.is_some()
    }
}

/// The page before anything was sent.
pub(super) async fn fresh(visit: &Visit, picked: &Picked) -> Result<Response, Stop> {
    let base = base(visit, picked).await?;
    let words = if base.is_words() { drafting::words_now(&base)? } else { String::new() };
    page(StatusCode::OK, &page_of(visit, &base, words))
}

/// What was posted: a preview, the redline as a Word file, or the way to the act that attaches it.
pub(crate) async fn posted(visit: &Visit, headers: &HeaderMap, body: &Bytes) -> Result<Response, Stop> {
    let (picked, upload) = drafting::sent(headers, body).await?;
    let base = base(visit, &picked).await?;
    let typed = picked.first("words").unwrap_or_default().to_owned();
    let drafted = drafting::read(&base, &typed, upload.as_ref());
    let mut shown = page_of(visit, &base, typed);
    match drafted {
        Err(sentences) => {
            shown.errors = sentences.into_iter().map(|words| FieldError { input: "words".to_owned(), words }).collect();
            page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Ok(drafted) => match picked.first("do") {
            Some("docx") => as_word(visit, &base, &drafted),
            Some("attach") => attach(visit, &picked, &drafted).await,
            Some(_) | None => {
                shown.outcome = Some(outcome::of(visit, &base, &drafted));
                page(StatusCode::OK, &shown)
            }
        },
    }
}

/// The same as data: the fields of the form as a JSON object, and what the draft would do.
pub(crate) async fn as_data(visit: &Visit, body: &Bytes) -> Result<serde_json::Value, Stop> {
    let fields: std::collections::BTreeMap<String, String> = serde_json::from_slice(body)
        .map_err(|error| Stop::BadRequest(format!("the draft is not a JSON object of texts: {error}")))?;
    let picked = fields.iter().fold(Picked::none(), |picked, (name, value)| picked.and(name, value.as_str()));
    let base = base(visit, &picked).await?;
    let typed = picked.first("words").unwrap_or_default();
    let drafted = drafting::read(&base, typed, None).map_err(|sentences| Stop::BadRequest(sentences.join("; ")))?;
    Ok(outcome::as_data(visit, &base, &drafted))
}

async fn base<'p>(visit: &Visit, picked: &'p Picked) -> Result<Base<'p>, Stop> {
    let document = picked.first("document").and_then(DocumentName::parse);
    let number = picked.first("number").map(|typed| {
        NumberName::from_printed(typed).ok_or_else(|| {
            Stop::BadRequest(format!("`{typed}` is no clause's number; write it like B1.3 or leave it out"))
        })
    });
    let point = choice::point_of(visit, picked)?;
    let shown = law::at(visit, point.as_ref(), document.as_ref()).await?;
    if let Some(document) = &document {
        law::document(visit, &shown, document)?;
    }
    Ok(Base { picked, shown, document, number: number.transpose()? })
}

fn page_of(visit: &Visit, base: &Base<'_>, words: String) -> DraftPage {
    let id = base.document.as_ref().and_then(|name| law::document_id(name).ok());
    let offered = choice::offered(
        visit,
        &Here { document: id.as_ref(), number: None, point: base.shown.point.as_ref(), against: None },
    );
    let documents = base.shown.edition.documents().iter().map(|document| {
        let here = Some(document.id()) == id.as_ref();
        TextOption::new(document.id().to_string(), format!("{} {}", document.id().printed(), document.title()), here)
    });
    let all = TextOption::new("", "The whole Code", id.is_none());
    let is_words = base.is_words();
    let number = base.number.as_ref().map(NumberName::as_str).unwrap_or_default();
    let carried = ["document", "number", "text", "how"].into_iter().filter_map(|name| {
        let value = if name == "number" { number } else { base.picked.first(name)? };
        Some((name, value.to_owned())).filter(|(_, value)| !value.is_empty())
    });
    let mixed = base.picked.all("with").map(|value| ("with", value.to_owned()));
    let (label, hint) = label(base, number, is_words);
    let crumbs = vec![Link::new("The Code", visit.at(Place::Contents(None)))];
    let proposals = visit.register.proposals().filter(|proposal| !proposal.stage.is_end()).filter_map(|proposal| {
        let name = ProposalName::from_words(proposal.number())?;
        let chosen =
            base.picked.first("for") == Some(name.as_str()) || base.picked.first("attach") == Some(name.as_str());
        Some(TextOption::new(name.as_str(), format!("{}: {}", proposal.number(), proposal.title), chosen))
    });
    DraftPage {
        frame: visit.frame(Some(Section::Code), crumbs),
        documents: std::iter::once(all).chain(documents).collect(),
        number: number.to_owned(),
        texts: offered.texts,
        mixes: offered.mixes,
        ways: vec![
            TextOption::new("instructions", "Write instructions", !is_words),
            TextOption::new("words", "Edit the words", is_words),
        ],
        against: base.shown.words.clone(),
        carried: carried.chain(mixed).collect(),
        label,
        hint,
        words,
        errors: Vec::new(),
        outcome: None,
        proposals: proposals.collect(),
        to: visit.at(Place::Draft(Picked::none())),
    }
}

fn label(base: &Base<'_>, number: &str, is_words: bool) -> (String, String) {
    if is_words {
        let name = base.document.as_ref().map(DocumentName::as_str).unwrap_or_default();
        let what = match (
            number,
            base.document
                .as_ref()
                .zip(base.number.as_ref())
                .and_then(|(name, number)| law::find(&base.shown, name, number)),
        ) {
            ("", _) | (_, None) => name.to_owned(),
            (_, Some((citation, _))) => citation.to_string(),
        };
        let hint = "Change the words as they should read. A clause begins with its number, a list with (a) indented below it; \
                    a heading with ###, a definition with its term in quotation marks. You may add, take away and \
                    renumber clauses.";
        return (format!("The words of {what}"), hint.to_owned());
    }
    let hint = "One after another: Amend B4.2 as follows: and the new words indented below; Add after B4.3:; Omit B4.5; \
                Renumber B4.9 as B4.7; Move B4.2 after C1.1; Define \"Term\" in Section A:. Documents and amendments as \
                TOML or JSON are understood too.";
    ("Instructions".to_owned(), hint.to_owned())
}

/// The redline of the draft, with tracked changes.
fn as_word(visit: &Visit, base: &Base<'_>, drafted: &Drafting) -> Result<Response, Stop> {
    let applied =
        legaltext::apply(&base.shown.edition, &drafted.amendments, drafting::ORIGIN).map_err(|conflicts| {
            let sentences: Vec<String> = conflicts.into_iter().map(|conflict| conflict.message).collect();
            Stop::BadRequest(format!("the draft does not fit: {}", sentences.join("; ")))
        })?;
    let author = visit.reader.as_ref().map_or("Draft", |reader| reader.name());
    let marking = papers::docx::Marking { author: author.to_owned(), date: visit.now };
    let (old, new) = outcome::only_changed(&base.shown.edition, &applied.edition);
    let style = super::file::style(visit, &base.shown);
    let bytes = papers::docx::write_redline(&old, &new, &style, &marking);
    Ok(file(FileForm::Docx, &format!("{}-draft", visit.code), bytes.map_err(|error| Stop::Failed(error.to_string()))?))
}

/// The draft as instructions.
fn typed(drafted: &Drafting) -> String {
    instructions::print(&LegalText { amendments: drafted.amendments.clone(), ..LegalText::default() })
}

/// The base that was picked, with a draft against it that is typed as instructions.
fn base_and<const N: usize>(picked: &Picked, draft: [(&str, String); N]) -> Sent {
    let base = ["document", "text", "with"].into_iter();
    let base = base.flat_map(|name| picked.all(name).map(move |value| (name.to_owned(), value.to_owned())));
    base.chain(draft.into_iter().map(|(name, value)| (name.to_owned(), value))).collect()
}

/// What the form of the act is filled with: the next version, the solutions that the earlier text serves, and the draft, in
/// the parts of the earlier text where that has several.
fn attachment(proposal: &Proposal, drafted: &Drafting) -> Sent {
    let earlier = proposal.legal_text.as_deref();
    let solutions = match (proposal.solutions.as_slice(), earlier) {
        ([only], _) => vec![only.id.clone()],
        (_, Some(earlier)) => earlier.solutions.clone(),
        (_, None) => Vec::new(),
    };
    let mut sent = vec![("version".to_owned(), proposal.next_version())];
    sent.extend(solutions.into_iter().map(|solution| ("solutions".to_owned(), solution.to_string())));
    sent.push(match earlier.filter(|earlier| earlier.parts.len() > 1) {
        Some(earlier) => ("parts".to_owned(), parts::print(&in_parts_of(earlier, &drafted.amendments))),
        None => ("instructions".to_owned(), typed(drafted)),
    });
    sent
}

/// The amendments in the parts of an earlier text: each in the part that amended its document, or else in the first.
fn in_parts_of(earlier: &Attached, amendments: &[Amendment]) -> Vec<DraftPart> {
    let documents = |part: &str| -> BTreeSet<DocumentId> {
        earlier.amendments_of_part(part).iter().flat_map(Amendment::documents).collect()
    };
    let known: Vec<BTreeSet<DocumentId>> = earlier.parts.iter().map(|part| documents(&part.name)).collect();
    let part_of = |amendment: &Amendment| {
        let concerned = amendment.documents();
        known.iter().position(|documents| concerned.iter().any(|one| documents.contains(one))).unwrap_or(0)
    };
    let part = |(place, part): (usize, &TextPart)| {
        let own = amendments.iter().filter(|amendment| part_of(amendment) == place).cloned().collect();
        let text = instructions::print(&LegalText { amendments: own, ..LegalText::default() });
        DraftPart {
            name: Some(part.name.clone()),
            file: part.file.clone(),
            amendments: Vec::new(),
            instructions: Some(text).filter(|text| !text.trim().is_empty()),
            in_force: part.in_force.clone(),
        }
    };
    earlier.parts.iter().enumerate().map(part).collect()
}

/// The form of the act that attaches the draft to a proposal, filled in. A reader without a name signs in first, and the
/// draft goes along.
async fn attach(visit: &Visit, picked: &Picked, drafted: &Drafting) -> Result<Response, Stop> {
    let name = picked.first("attach").and_then(ProposalName::parse).ok_or(Stop::NotFound)?;
    let proposal = visit.register.proposal(name.as_str()).ok_or(Stop::NotFound)?;
    if visit.reader.is_none() {
        if visit.server.demonstration.is_none() {
            return Err(Stop::BadRequest(
                "acts are taken here over the interface only, with the operator's key of this server".to_owned(),
            ));
        }
        let draft = [("attach", name.as_str().to_owned()), ("do", "attach".to_owned()), ("words", typed(drafted))];
        return sign_in::page_with(visit, &visit.at(Place::Draft(Picked::none())), base_and(picked, draft)).await;
    }
    let sent = attachment(proposal, drafted);
    let act = crate::paths::ActName::parse(ActName::AttachLegalText.name()).ok_or(Stop::NotFound)?;
    let there = visit.elsewhere(Place::ActOn(ProposalName::from_words(proposal.number()).unwrap_or(name), act));
    act_form::filled(&there, ActName::AttachLegalText, &sent)
}
