//! What is wrong in a text of the Code, document by document.

use legaltext::graph::{Defect, Level};
use serde_json::{Value, json};

use super::law;
use super::runs::Runs;
use crate::paths::{Place, Point};
use crate::server::{Stop, Visit, sentence};
use crate::web::pages::{DefectLine, DefectsPage, DocumentDefects};
use crate::web::{Link, Section, Tag, Tone};

/// The defects of the text at a point.
pub(super) async fn of(visit: &Visit, point: Option<&Point>) -> Result<DefectsPage, Stop> {
    let shown = law::at(visit, point, None).await?;
    let graph = visit.server.graphs.of(visit, &shown.edition);
    let defects = graph.defects();
    let mut documents = Vec::new();
    for document in shown.edition.documents() {
        let runs = Runs::new(visit, &shown, document.id());
        let own: Vec<&Defect> =
            defects.iter().filter(|defect| defect.at.at.document_id().as_ref() == Some(document.id())).collect();
        let link = |place: &legaltext::graph::Place| runs.place_link(place);
        let lines = own.iter().filter_map(|defect| {
            Some(DefectLine {
                level: level(defect.level),
                place: link(&defect.at)?,
                message: sentence(&defect.message),
                related: defect.related.iter().filter_map(link).collect(),
            })
        });
        let to = shown.document_link(visit, document.id());
        documents.push(DocumentDefects {
            anchor: document.id().to_string(),
            counts: counts(own.iter().map(|defect| defect.level)),
            lines: lines.collect(),
            document: Link { words: format!("{} {}", to.words, document.title()), ..to },
        });
    }
    let crumbs = vec![Link::new("The Code", visit.at(Place::Contents(shown.point_in(None))))];
    let mut frame = visit.frame(Some(Section::Code), crumbs);
    let lasting = point.cloned().unwrap_or_else(|| Point::on(visit.today()));
    frame.lasting = Some(visit.at(Place::Defects(Some(lasting))));
    Ok(DefectsPage { frame, counts: counts(defects.iter().map(|defect| defect.level)), shown: shown.words, documents })
}

/// The same as data.
pub(crate) async fn as_data(visit: &Visit, point: Option<&Point>) -> Result<Value, Stop> {
    let shown = law::at(visit, point, None).await?;
    let defects = visit.server.graphs.of(visit, &shown.edition).defects();
    let listed = defects.iter().map(|defect| {
        json!({
            "kind": defect.kind, "level": defect.level, "at": defect.at.to_string(), "document": defect.at.at.document_id(),
            "term": defect.term, "message": defect.message,
            "related": defect.related.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })
    });
    Ok(json!({ "shown": shown.words, "hash": shown.edition.hash(), "defects": listed.collect::<Vec<_>>() }))
}

fn level(level: Level) -> Tag {
    match level {
        Level::Error => Tag::new("Error", Tone::Stopped),
        Level::Warning => Tag::new("Warning", Tone::Open),
        Level::Note => Tag::new("Note", Tone::Quiet),
    }
}

/// `2 errors, 1 note.`
fn counts(levels: impl Iterator<Item = Level>) -> String {
    let levels: Vec<Level> = levels.collect();
    let named = [(Level::Error, "error"), (Level::Warning, "warning"), (Level::Note, "note")];
    let counted =
        named.into_iter().filter_map(|(level, word)| match levels.iter().filter(|known| **known == level).count() {
            0 => None,
            1 => Some(format!("1 {word}")),
            count => Some(format!("{count} {word}s")),
        });
    let words = counted.collect::<Vec<_>>().join(", ");
    if words.is_empty() { "Nothing was found.".to_owned() } else { format!("{words}.") }
}
