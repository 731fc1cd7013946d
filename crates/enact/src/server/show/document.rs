//! One document of the Code, to be read.

use jiff::civil::Date;
use legaltext::{Citation, Document};

use super::choice::{self, Here};
use super::law::{self, Shown};
use super::setting::Setting;
use crate::paths::{Compared, DocumentName, EditionName, FileForm, FileOf, Picked, Place, Point};
use crate::server::{Stop, Visit};
use crate::web::pages::{ContentsEntry, DocumentPage, EditionLine, TreeDocument};
use crate::web::{Day, Link, ProvisionText, Section};

/// The document at a point.
pub(super) async fn of(visit: &Visit, name: &DocumentName, point: Option<&Point>) -> Result<DocumentPage, Stop> {
    let shown = law::at(visit, point, Some(name)).await?;
    let document = law::document(visit, &shown, name)?;
    let id = document.id();
    let setting = Setting::new(visit, &shown, id);
    let mut provisions = Vec::new();
    let root = Citation::of_document(id);
    for provision in document.provisions() {
        setting.lines(&root.child(provision.number()), provision, 0, &mut provisions);
    }
    let definitions = setting.definitions(document.opening_definitions());
    let mut contents = contents(&provisions);
    if !definitions.is_empty() {
        let anchor = "definitions".to_owned();
        let heading = "Definitions".to_owned();
        contents.insert(0, ContentsEntry { number: String::new(), heading, anchor, below: Vec::new() });
    }
    let current = Link::new("Read the text in force today", visit.at(law::document_today(visit, name)));
    let all = Place::Contents(shown.point_in(None));
    let mut frame = visit.frame(Some(Section::Code), vec![Link::new("The Code", visit.at(all))]);
    let lasting = point.cloned().unwrap_or_else(|| Point::on(visit.today()));
    frame.lasting = Some(visit.at(Place::Document(name.clone(), Some(lasting))));
    let unheld = document
        .has_unheld()
        .then(|| "Some words are not held here: those provisions show their number and heading only. Headings that no published document quotes are ours.".to_owned());
    let (previous, next) = neighbours(visit, &shown, document);
    Ok(DocumentPage {
        frame,
        name: id.printed(),
        title: document.title().to_owned(),
        warning: shown.historical.then(|| (format!("{}. This may not be the text in force.", shown.words), current)),
        shown: in_words(document, &shown),
        unheld,
        choice: choice::offered(visit, &Here { document: Some(id), point, ..Here::default() }),
        tree: tree(visit, &shown, document),
        contents,
        provisions,
        notes: setting.notes(),
        definitions,
        editions: editions(visit, name, document),
        files: files(visit, &FileOf::Document(name.clone(), point.cloned())),
        uses: uses(visit, name, point),
        previous,
        next,
        hash: Some(document.hash().to_string()),
    })
}

fn in_words(document: &Document, shown: &Shown) -> String {
    match document.version() {
        Some(version) if !shown.words.starts_with("Edition") => format!("Edition {version}. {}", shown.words),
        Some(_) | None => shown.words.clone(),
    }
}

/// The headings of a document as a tree: groups, and below each the headings of its clauses.
fn contents(lines: &[ProvisionText]) -> Vec<ContentsEntry> {
    let mut found: Vec<ContentsEntry> = Vec::new();
    let mut last_group = false;
    for line in lines {
        let Some(heading) = line.heading.clone() else { continue };
        let entry =
            ContentsEntry { number: line.number.clone(), heading, anchor: line.anchor.clone(), below: Vec::new() };
        match found.last_mut().filter(|_| last_group && !line.is_group()) {
            Some(group) if group.heading == entry.heading => {}
            Some(group) => group.below.push(entry),
            None => found.push(entry),
        }
        last_group |= line.is_group();
    }
    found
}

/// The documents of the same text, with the one on the page marked.
fn tree(visit: &Visit, shown: &Shown, here: &Document) -> Vec<TreeDocument> {
    let documents = shown.edition.documents().iter();
    let linked = documents.map(|document| {
        let link = shown.document_link(visit, document.id());
        let words = format!("{} {}", link.words, document.title());
        TreeDocument { link: Link { words, ..link }, here: document.id() == here.id() }
    });
    linked.collect()
}

fn neighbours(visit: &Visit, shown: &Shown, here: &Document) -> (Option<Link>, Option<Link>) {
    let documents = shown.edition.documents();
    let at = documents.iter().position(|document| document.id() == here.id());
    let link = |index: Option<usize>| {
        let document = documents.get(index?)?;
        let link = shown.document_link(visit, document.id());
        Some(Link { words: format!("{} {}", link.words, document.title()), ..link })
    };
    (link(at.and_then(|at| at.checked_sub(1))), link(at.and_then(|at| at.checked_add(1))))
}

/// The same words as files.
pub(super) fn files(visit: &Visit, of: &FileOf) -> Vec<Link> {
    let words = |form: FileForm| match form {
        FileForm::Docx => "Word",
        FileForm::Pdf => "PDF",
        FileForm::Akn => "Akoma Ntoso",
        FileForm::Text => "plain text",
        FileForm::Html => "HTML",
        FileForm::Json => "JSON",
    };
    let forms = super::file::forms_of(of).iter();
    forms.map(|form| Link::new(words(*form), visit.at(Place::File(of.clone(), *form)))).collect()
}

fn uses(visit: &Visit, name: &DocumentName, point: Option<&Point>) -> Vec<Link> {
    let mut draft = Picked::none().and("document", name.as_str());
    if let Some(point) = point {
        draft = draft.and("text", point.to_string());
    }
    vec![
        Link::new("Draft a change to it", visit.at(Place::Draft(draft))),
        Link::new("See its defects", visit.at(Place::Defects(point.cloned()))).anchored(name.as_str()),
    ]
}

/// The document's editions, newest first.
fn editions(visit: &Visit, name: &DocumentName, shown: &Document) -> Vec<EditionLine> {
    let mut found: Vec<(Date, &Document)> = Vec::new();
    for (since, edition) in visit.register.editions() {
        let Some(document) = edition.document(shown.id()) else { continue };
        if found.last().is_none_or(|(_, last)| last.hash() != document.hash()) {
            found.push((since, document));
        }
    }
    let before: Vec<Option<Date>> = std::iter::once(None).chain(found.iter().map(|(since, _)| Some(*since))).collect();
    let lines = found.iter().zip(before).map(|((since, document), before)| {
        let edition = document.version().and_then(EditionName::parse);
        let point = edition.map_or_else(|| Point::on(*since), Point::edition);
        let words = match document.version() {
            Some(version) => format!("Edition {version}, from {}", Day(*since)),
            None => format!("From {}", Day(*since)),
        };
        let makers = visit.register.proposals().filter(|proposal| {
            let amendments = super::outlook::amendments_of(proposal).unwrap_or_default();
            let touched = amendments.iter().any(|amendment| amendment.documents().contains(shown.id()));
            proposal.live == Some(*since) && touched
        });
        let compare = before.map(|before| {
            let compared = Compared { old: Point::on(before), new: Point::on(*since) };
            Link::new("Compare with the one before", visit.at(Place::Compare(Some(name.clone()), compared)))
        });
        EditionLine {
            edition: Link::new(words, visit.at(Place::Document(name.clone(), Some(point)))),
            made_by: makers.map(|proposal| visit.proposal_link(proposal)).next(),
            compare,
            shown: document.hash() == shown.hash(),
        }
    });
    let mut lines: Vec<EditionLine> = lines.collect();
    lines.reverse();
    lines
}
