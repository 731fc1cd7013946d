//! Papers composed from the record: as a page, as files to keep, and the links to them.

use axum::http::StatusCode;
use axum::response::Response;
use papers::compose::{self, KINDS, Kind, LeadsTo, Of, Paper, Record};
use papers::{docx, pdf};
use procedure::Recorded;
use procedure::register::{Proposal, Release};

use crate::paths::{
    ConsultationName, FileForm, FileOf, MeetingName, PaperName, PaperOf, Place, PolicyName, ProposalName, ReleaseName,
};
use crate::server::{Stop, Visit, file as to_keep, json_answer};
use crate::web::pages::PaperPage;
use crate::web::{Block, Entry, Link, Section};

/// The page of a paper.
pub(super) async fn of(visit: &Visit, about: &PaperOf, kind: &PaperName) -> Result<PaperPage, Stop> {
    let paper = composed(visit, about, kind).await?;
    let link = |to: LeadsTo<'_>| match to {
        LeadsTo::Entry(position) => Some(visit.at(Place::Event(position)).to_string()),
        LeadsTo::Proposal(id) => {
            let number = visit.register.proposal(id.as_str()).map_or(id.as_str(), |proposal| proposal.number());
            Some(visit.at(Place::Modification(ProposalName::from_words(number)?)).to_string())
        }
    };
    let form = |form: FileForm, words: &str| {
        Link::new(words, visit.at(Place::File(FileOf::Paper(about.clone(), kind.clone()), form)))
    };
    let (section, list) = list_of(visit, about);
    let thing = Link::new(about.id().to_uppercase(), visit.at(about.page()));
    Ok(PaperPage {
        frame: visit.frame(Some(section), vec![list, thing]),
        kind: paper.front.kind.clone(),
        title: paper.front.name(),
        forms: vec![
            form(FileForm::Pdf, "PDF"),
            form(FileForm::Docx, "Word"),
            form(FileForm::Html, "HTML"),
            form(FileForm::Text, "Plain text"),
            form(FileForm::Json, "JSON"),
        ],
        body: compose::html(&paper, &link),
    })
}

/// The part of the register that a thing belongs to, and the list of its like.
fn list_of(visit: &Visit, about: &PaperOf) -> (Section, Link) {
    let (section, words, place) = match about {
        PaperOf::Modification(_) => (Section::Modifications, "Modifications", Place::Modifications(Default::default())),
        PaperOf::Consultation(_) => (Section::Consultations, "Consultations", Place::Consultations),
        PaperOf::Release(_) => (Section::Releases, "Releases", Place::Releases),
        PaperOf::Meeting(_) => (Section::Meetings, "Meetings", Place::Meetings),
        PaperOf::Policy(_) => (Section::Rules, "Policies and projects", Place::Policies),
    };
    (section, Link::new(words, visit.at(place)))
}

/// The paper as data.
///
/// # Errors
/// There is no such kind of paper, or none of the thing: the sentence says why.
pub(crate) async fn composed(visit: &Visit, about: &PaperOf, kind: &PaperName) -> Result<Paper, Stop> {
    let known = compose::kind(kind.as_str()).filter(|known| fits(known.of, about)).ok_or(Stop::NotFound)?;
    let events = events(visit, about).await?;
    let record = Record { register: &visit.register, rulebook: &visit.rulebook, events: &events, today: visit.today() };
    let back = Link::new("Go to the thing that it is about", visit.at(about.page()));
    let id = id_in_record(visit, about);
    (known.compose)(&record, &id).map_err(|why| Stop::Missing(why, vec![back]))
}

/// The id of the thing as the record has it: addresses have lower case and hyphens for whatever else stands in it.
fn id_in_record(visit: &Visit, about: &PaperOf) -> String {
    let register = &visit.register;
    let known = match about {
        PaperOf::Meeting(name) => {
            let is_it = |id: &str| MeetingName::from_words(id).as_ref() == Some(name);
            register.meetings().map(|meeting| meeting.id.as_str()).find(|id| is_it(id))
        }
        PaperOf::Policy(name) => {
            let is_it = |id: &str| PolicyName::from_words(id).as_ref() == Some(name);
            register.policies().into_iter().find(|id| is_it(id))
        }
        PaperOf::Modification(_) | PaperOf::Consultation(_) | PaperOf::Release(_) => None,
    };
    known.unwrap_or(about.id()).to_owned()
}

fn fits(of: Of, about: &PaperOf) -> bool {
    match of {
        Of::Proposal => matches!(about, PaperOf::Modification(_)),
        Of::Consultation => matches!(about, PaperOf::Consultation(_)),
        Of::Release => matches!(about, PaperOf::Release(_)),
        Of::Meeting => matches!(about, PaperOf::Meeting(_)),
        Of::Policy => matches!(about, PaperOf::Policy(_)),
    }
}

/// The events of the matter, as anybody may read them: of the proposal that the paper is about, or of the thing itself; with
/// a release those of the proposals in its scope.
async fn events(visit: &Visit, about: &PaperOf) -> Result<Vec<Recorded>, Stop> {
    let (ledger, code) = (&visit.server.ledger, visit.code.as_str());
    let mut proposals: Vec<&Proposal> = Vec::new();
    let mut found = Vec::new();
    match about {
        PaperOf::Modification(id) => proposals.extend(visit.register.proposal(id.as_str())),
        PaperOf::Consultation(id) => {
            let number = id.as_str().rsplit_once('-').map_or(id.as_str(), |(number, _)| number);
            proposals.extend(visit.register.proposal(number));
        }
        PaperOf::Release(id) => {
            if let Some(release) = visit.register.release(id.as_str()) {
                let scope = visit.register.scope(release, visit.today());
                proposals.extend(scope.iter().filter_map(|line| visit.register.proposal(line.proposal.as_str())));
                proposals.dedup_by_key(|proposal| &proposal.id);
                found.extend(ledger.events_of(code, &format!("release/{}", release.id)).await?);
            }
        }
        PaperOf::Meeting(_) => {
            found.extend(ledger.events_of(code, &format!("meeting/{}", id_in_record(visit, about))).await?);
        }
        PaperOf::Policy(_) => {
            found.extend(ledger.events_of(code, &format!("policy/{}", id_in_record(visit, about))).await?);
        }
    }
    for proposal in proposals {
        for row in ledger.history(code, &proposal.id).await? {
            found.extend(ledger.events(code, row.position.saturating_sub(1), 1).await?);
        }
    }
    found.sort_by_key(|recorded: &Recorded| recorded.position);
    found.dedup_by_key(|recorded| recorded.position);
    let published = found.into_iter().map(|recorded| {
        let event = recorded.event.published().into_owned();
        Recorded { event, ..recorded }
    });
    Ok(published.collect())
}

/// The paper as a file. Laying out a PDF takes the processor for as long as it takes, so it is done aside from other readers.
pub(super) async fn file(visit: &Visit, about: &PaperOf, kind: &PaperName, form: FileForm) -> Result<Response, Stop> {
    let mut paper = composed(visit, about, kind).await?;
    // A file is read away from here: what leads somewhere needs an address that lasts.
    let address = visit.server.public_address.as_deref();
    paper.front.proposals_at =
        address.map(|base| format!("{}/{}/modifications/", base.trim_end_matches('/'), visit.code));
    let name = format!("{}-{}-{kind}", visit.code, about.id());
    let failed = |error: &dyn std::fmt::Display| Stop::Failed(error.to_string());
    let bytes = match form {
        FileForm::Pdf => {
            let made = tokio::task::spawn_blocking(move || pdf::paper(&paper)).await;
            made.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?
        }
        FileForm::Docx => docx::write_paper(&paper).map_err(|error| failed(&error))?,
        FileForm::Html => compose::html_page(&paper).into_bytes(),
        FileForm::Text => compose::text(&paper).into_bytes(),
        FileForm::Json => {
            let value = serde_json::to_value(&paper).map_err(|error| failed(&error))?;
            return Ok(json_answer(StatusCode::OK, &value));
        }
        FileForm::Akn => return Err(Stop::NotFound),
    };
    Ok(to_keep(form, &name, bytes))
}

/// The papers of a proposal and of its consultations, each with its forms; none while it has nothing to print.
pub(super) fn of_proposal(visit: &Visit, proposal: &Proposal) -> Option<Block> {
    let name = ProposalName::from_words(proposal.number())?;
    let mut rows = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.of == Of::Proposal && is_there(kind, proposal)) {
        rows.extend(row(visit, kind.title.to_owned(), &PaperOf::Modification(name.clone()), kind));
    }
    for held in &proposal.consultations {
        let about = ConsultationName::from_words(&format!("{} {}", proposal.number(), held.kind.key()))?;
        for kind in KINDS.iter().filter(|kind| kind.of == Of::Consultation) {
            let title = format!("{}: {}", held.kind.words(), kind.title.to_lowercase());
            rows.extend(row(visit, title, &PaperOf::Consultation(about.clone()), kind));
        }
    }
    Some(block(rows).folded())
}

/// The papers of a consultation, each with its forms.
pub(super) fn of_consultation(visit: &Visit, name: &ConsultationName) -> Block {
    let about = PaperOf::Consultation(name.clone());
    let kinds = KINDS.iter().filter(|kind| kind.of == Of::Consultation);
    block(kinds.filter_map(|kind| row(visit, kind.title.to_owned(), &about, kind)).collect())
}

/// The papers of a release, each with its forms.
pub(super) fn of_release(visit: &Visit, release: &Release) -> Option<Block> {
    let about = PaperOf::Release(ReleaseName::from_words(release.id.as_str())?);
    let begun = |phase: &str| release.testing.run(phase).is_some();
    let is_there = |kind: &&Kind| match kind.name {
        "testing-approach-document" => release.testing.requested.is_some() || !release.testing.approaches.is_empty(),
        "sit-completion-report" => begun("sit"),
        "uit-completion-report" => begun("uit"),
        _ => true,
    };
    Some(of_kinds(visit, Of::Release, &about, is_there))
}

/// The papers of a meeting, each with its forms; minutes once it was held.
pub(super) fn of_meeting(visit: &Visit, name: &MeetingName, held: bool) -> Block {
    of_kinds(visit, Of::Meeting, &PaperOf::Meeting(name.clone()), |kind| held || kind.name != "minutes")
}

/// The paper of a policy, with its forms.
pub(super) fn of_policy(visit: &Visit, name: &PolicyName) -> Block {
    of_kinds(visit, Of::Policy, &PaperOf::Policy(name.clone()), |_| true)
}

fn of_kinds(visit: &Visit, of: Of, about: &PaperOf, is_there: impl Fn(&&Kind) -> bool) -> Block {
    let kinds = KINDS.iter().filter(|kind| kind.of == of).filter(is_there);
    block(kinds.filter_map(|kind| row(visit, kind.title.to_owned(), about, kind)).collect())
}

fn block(rows: Vec<Vec<Entry>>) -> Block {
    Block::table("papers", "Papers", &["Paper", "As a file"], rows, "No paper can be composed yet.")
        .about("Composed from the record as it stands.")
}

fn row(visit: &Visit, title: String, about: &PaperOf, kind: &Kind) -> Option<Vec<Entry>> {
    let name = PaperName::parse(kind.name)?;
    let page = Link::new(title, visit.at(Place::Paper(about.clone(), name.clone())));
    let form = |words: &str, form: FileForm| {
        Link::new(words, visit.at(Place::File(FileOf::Paper(about.clone(), name.clone()), form)))
    };
    Some(vec![Entry::Link(page), Entry::Links(vec![form("PDF", FileForm::Pdf), form("Word", FileForm::Docx)])])
}

/// Whether the record holds what a paper is about, so that no link leads to a page that says that there is none.
fn is_there(kind: &Kind, proposal: &Proposal) -> bool {
    match kind.name {
        "modification-report" => proposal.path.is_some(),
        "legal-text" => proposal.approved_text().is_some(),
        "change-board-paper" => proposal.report.is_some(),
        "vote-record" => proposal.ballot.is_some(),
        "decision-letter" => proposal.decision.is_some(),
        _ => true,
    }
}
