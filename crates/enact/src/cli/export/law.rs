//! The words of the Code: every edition, each document in the folder of the day on which its words came to be so.

use std::collections::BTreeMap;

use jiff::civil::Date;
use legaltext::{Document, DocumentId, Edition, Hash, markup};
use papers::akoma::{self, Change, Meta, Organisation, Writer};
use procedure::Register;
use procedure::code::Code;
use serde_json::{Value, json};

use super::folder::Folder;
use crate::failure::Failure;

/// ISO 3166 code of the country. The nations whose Working Days a Code can count are all of the United Kingdom.
const COUNTRY: &str = "gb";

/// Where the files of a document stand, and its hash.
struct Standing {
    hash: Hash,
    version: Option<String>,
    day: Date,
}

/// Writes every edition; gives how many there are.
pub(super) fn editions(register: &Register, code: &Code, folder: &mut Folder) -> Result<usize, Failure> {
    let mut standing: BTreeMap<DocumentId, Standing> = BTreeMap::new();
    let mut changes: BTreeMap<DocumentId, Vec<Change>> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut before: Option<&Edition> = None;
    let mut writer: Option<Writer> = None;
    for (day, edition) in register.editions() {
        let now = writer.as_ref().map_or_else(|| Writer::new(edition), |earlier| earlier.after(edition));
        let writer = writer.insert(now);
        let meta = meta(register, code, day);
        let live = went_live(register, day);
        standing.retain(|id, _| edition.document(id).is_some());
        for document in edition.documents() {
            let id = document.id();
            let version = document.version().map(str::to_owned);
            let same = |held: &Standing| held.hash == document.hash() && held.version == version;
            if standing.get(id).is_some_and(same) {
                continue;
            }
            let earlier = changes.entry(id.clone()).or_default();
            if let Some(before) = before.filter(|before| before.document(id).is_some()) {
                earlier.extend(of_document(before, edition, id, &live, day));
            }
            let meta = Meta { changes: earlier.clone(), ..meta.clone() };
            files(writer, document, &meta, &code.id, day, folder)?;
            standing.insert(id.clone(), Standing { hash: document.hash(), version, day });
        }
        cover(edition, &meta, &code.id, day, &standing, folder)?;
        rows.push(row(edition, day, &live, &standing));
        before = Some(edition);
    }
    let count = rows.len();
    folder.json(&format!("{}/editions.json", code.id), &json!({ "editions": rows }))?;
    Ok(count)
}

/// What is known of the edition of a day. The files count as written on the day of the last event: the same record gives the
/// same files whenever they are written.
fn meta(register: &Register, code: &Code, day: Date) -> Meta {
    let administrator = code.bodies.iter().find(|body| body.id == code.administrator);
    Meta {
        title: code.title.clone(),
        country: COUNTRY.to_owned(),
        begins: code.begins,
        in_force: day,
        written: register.last_event().map_or(day, |last| last.date()),
        publisher: Organisation {
            id: code.administrator.to_string(),
            name: administrator.map_or_else(|| code.administrator.to_string(), |body| body.title.clone()),
        },
        changes: Vec::new(),
    }
}

/// The proposals whose words went into force on a day, with the documents that they change.
fn went_live(register: &Register, day: Date) -> Vec<(String, String, Vec<DocumentId>)> {
    let live = register.proposals().filter(|proposal| proposal.live == Some(day));
    let documents = |proposal: &procedure::register::Proposal| {
        let amendments = proposal.legal_text.iter().flat_map(|text| &text.amendments);
        amendments.flat_map(legaltext::Amendment::documents).collect()
    };
    live.map(|proposal| (proposal.number().to_owned(), proposal.title.clone(), documents(proposal))).collect()
}

/// The modifications that changed a document on a day. Where one alone did, what it did to each provision is known; where
/// several did, only that they did.
fn of_document(
    before: &Edition,
    after: &Edition,
    id: &DocumentId,
    live: &[(String, String, Vec<DocumentId>)],
    day: Date,
) -> Vec<Change> {
    let named: Vec<_> = live.iter().filter(|(_, _, documents)| documents.contains(id)).collect();
    let blank = |number: &str, title: &str| Change {
        proposal: number.to_owned(),
        title: title.to_owned(),
        in_force: day,
        touched: Vec::new(),
    };
    match named.as_slice() {
        [(number, title, _)] => {
            vec![Change { title: title.clone(), ..Change::between(before, after, id, number, day) }]
        }
        several => several.iter().map(|(number, title, _)| blank(number, title)).collect(),
    }
}

fn files(
    writer: &Writer,
    document: &Document,
    meta: &Meta,
    code: &str,
    day: Date,
    folder: &mut Folder,
) -> Result<(), Failure> {
    let name = format!("{code}/editions/{day}/{}", akoma::component(document.id()));
    if let Some(xml) = writer.document(document.id(), meta) {
        folder.text(&format!("{name}.xml"), &xml)?;
    }
    folder.text(&format!("{name}.txt"), &markup::print(document))?;
    let value = serde_json::to_value(document).map_err(|error| Failure::new(error.to_string()))?;
    folder.json(&format!("{name}.json"), &value)
}

fn cover(
    edition: &Edition,
    meta: &Meta,
    code: &str,
    day: Date,
    standing: &BTreeMap<DocumentId, Standing>,
    folder: &mut Folder,
) -> Result<(), Failure> {
    let file = |id: &DocumentId| match standing.get(id).map(|held| held.day).filter(|held| *held != day) {
        Some(earlier) => format!("../{earlier}/{}.xml", akoma::component(id)),
        None => format!("{}.xml", akoma::component(id)),
    };
    folder.text(&format!("{code}/editions/{day}/main.xml"), &akoma::write_cover_of(edition, meta, &file))
}

fn row(
    edition: &Edition,
    day: Date,
    live: &[(String, String, Vec<DocumentId>)],
    standing: &BTreeMap<DocumentId, Standing>,
) -> Value {
    let documents = edition.documents().iter().map(|document| {
        let since = standing.get(document.id()).map_or(day, |held| held.day);
        json!({
            "id": document.id(), "title": document.title(), "version": document.version(),
            "sha256_of_words": document.hash(), "words_held": !document.has_unheld(),
            "files": format!("editions/{since}/{}", akoma::component(document.id())),
        })
    });
    json!({
        "in_force_from": day, "sha256_of_words": edition.hash(),
        "proposals": live.iter().map(|(number, ..)| number).collect::<Vec<_>>(),
        "documents": documents.collect::<Vec<_>>(),
    })
}
