//! `enact code history CODE:NUMBER`

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use legaltext::{Became, Citation, Document, Edition, ProvisionId, lineage};
use serde_json::{Value, json};

use crate::cli::editions::{Kept, Registers, Source};
use crate::cli::{Output, Verdict};
use crate::failure::Failure;

/// Tells what became of a provision: each edition that made, changed, renumbered, moved or ended it, and by what.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact code history specimen:D3.4")]
pub(super) struct History {
    /// The Code and the provision: `sec:D10.22`, `sec:appendix-ag:3.2.4`.
    provision: String,
    #[command(flatten)]
    source: Source,
}

/// One edition that did something to the provision.
struct Row {
    day: Date,
    version: Option<String>,
    at: Option<Citation>,
    became: Vec<Became>,
    by: Vec<String>,
}

/// A provision that carried the number at some time.
struct Carried {
    /// Where it stands in the newest edition that has it.
    at: Citation,
    rows: Vec<Row>,
}

impl History {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let mut registers = Registers::new(codes, &self.source);
        let (code, at) = self.asked(&registers.ids()?)?;
        let kept = registers.of(&code)?;
        let editions: Vec<(Date, &Edition)> = kept.register.editions().collect();
        let mut ids: Vec<(ProvisionId, Citation)> = Vec::new();
        for (_, edition) in editions.iter().rev() {
            if let Some(provision) = edition.find(&at)
                && ids.iter().all(|(id, _)| id != provision.id())
            {
                ids.push((provision.id().clone(), at.clone()));
            }
        }
        if ids.is_empty() {
            return Err(Failure::new(format!(
                "no edition of {code} that is held has {at}; `enact code show {code}` prints what the Code has"
            )));
        }
        let carried: Vec<Carried> = ids.into_iter().map(|(id, at)| carried(&kept, &editions, &id, at)).collect();
        if !output.is_human() {
            let rows: Vec<Value> = carried.iter().map(Carried::data).collect();
            output.json(&json!({ "code": code, "asked": at, "provisions": rows }))?;
            return Ok(Verdict::Right);
        }
        for (index, one) in carried.iter().enumerate() {
            let head = match index {
                0 => format!("{}:", one.at),
                _ => format!("{}, which carried the number {at} before:", one.at),
            };
            output.line(&head)?;
            for row in &one.rows {
                output.line(&format!("  {}", row.line()))?;
            }
        }
        Ok(Verdict::Right)
    }

    /// The Code and the provision that are asked for.
    fn asked(&self, codes: &[String]) -> Result<(String, Citation), Failure> {
        let wrong = |why: &str| Failure::new(format!("{}: {why}; write for example sec:D10.22", self.provision));
        let (code, place) = self.provision.split_once(':').ok_or_else(|| wrong("this names no provision of a Code"))?;
        let code = code.to_ascii_lowercase();
        if !codes.contains(&code) {
            return Err(Failure::new(format!("there is no Code `{code}`; the Codes are {}", codes.join(", "))));
        }
        let (document, number) = match place.split_once([':', '/']) {
            Some((document, number)) => {
                let id = document.to_ascii_lowercase().parse::<legaltext::DocumentId>();
                (Some(id.map_err(|error| wrong(&error.to_string()))?), number)
            }
            None => (None, place),
        };
        let parsed = |text: &str| text.trim().parse::<Citation>().ok();
        let upper = number.split_once('(').map_or_else(
            || number.to_ascii_uppercase(),
            |(clause, labels)| format!("{}({labels}", clause.to_ascii_uppercase()),
        );
        let lettered = document.as_ref().map(|id| format!("{}{upper}", id.letter()));
        let citation = match (&document, lettered) {
            (Some(id), Some(lettered))
                if id.kind() == legaltext::DocumentKind::Section && !upper.starts_with(id.letter()) =>
            {
                parsed(&lettered)
            }
            (_, _) => {
                parsed(number).filter(|at| at.document_id().is_some() || document.is_some()).or_else(|| parsed(&upper))
            }
        };
        let citation = citation.ok_or_else(|| wrong("this is no number of a provision"))?;
        let citation = document.map_or_else(|| citation.clone(), |id| citation.in_document(&id));
        if citation.document_id().is_none() || citation.number().is_none() {
            return Err(wrong("this does not say which document and provision is meant"));
        }
        Ok((code, citation))
    }
}

fn carried(kept: &Kept, editions: &[(Date, &Edition)], id: &ProvisionId, asked: Citation) -> Carried {
    let mut at = asked;
    let mut rows = Vec::new();
    for standing in lineage(editions.iter().map(|(_, edition)| *edition), id) {
        let Some((day, edition)) = editions.get(standing.edition) else { continue };
        let stood = standing.at.clone().unwrap_or_else(|| at.clone());
        let document = stood.document_id();
        let version = document.as_ref().and_then(|id| edition.document(id)).and_then(Document::version);
        let by = document.iter().flat_map(|id| kept.made_by(*day, id));
        rows.push(Row {
            day: *day,
            version: version.map(str::to_owned),
            at: standing.at,
            became: standing.became,
            by: by.map(|proposal| proposal.number().to_owned()).collect(),
        });
        at = stood;
    }
    Carried { at, rows }
}

impl Carried {
    fn data(&self) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| json!({ "from": row.day, "version": row.version, "at": row.at, "became": row.became, "by": row.by }))
            .collect();
        json!({ "at": self.at, "history": rows })
    }
}

impl Row {
    fn line(&self) -> String {
        let became: Vec<&str> = self.became.iter().map(|became| in_words(*became)).collect();
        let place = self.at.as_ref().map_or_else(String::new, |at| format!(" as {at}"));
        let version = self.version.as_ref().map_or_else(String::new, |version| format!(" (version {version})"));
        let by = if self.by.is_empty() { String::new() } else { format!(", by {}", self.by.join(" or ")) };
        format!("{}: {}{place}{by}{version}", self.day, became.join(", "))
    }
}

fn in_words(became: Became) -> &'static str {
    match became {
        Became::Made => "stands for the first time",
        Became::Reworded => "new words",
        Became::ChangedBelow => "changed below",
        Became::Renumbered => "renumbered",
        Became::Moved => "moved",
        Became::Gone => "gone",
    }
}
