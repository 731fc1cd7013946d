//! `enact paper KIND OF`

use std::path::{Path, PathBuf};

use clap::Args;
use papers::compose::{self, KINDS, Kind, Record};
use papers::{docx, pdf};
use procedure::Recorded;
use serde_json::json;

use super::editions::{Registers, Source};
use super::{Output, Verdict, say};
use crate::failure::Failure;

/// Writes a paper of the process, composed from the record. What the record does not hold is said in its place, and listed on
/// standard error. The same record gives the same bytes.
#[derive(Debug, Args)]
#[command(after_help = "Example: enact paper modification-report MP167B --data /var/lib/enact --out report.pdf\n\n\
                  `enact paper` without a kind lists the kinds of paper there are.")]
pub struct Paper {
    /// The kind of paper (`modification-report`).
    #[arg(requires = "of")]
    kind: Option<String>,
    /// What it is about: the number of a proposal (`MP167B`), the name of a consultation (`mp167b-refinement`), or the id of a
    /// release (`june-2020`), a meeting (`change-board-84`) or a policy.
    of: Option<String>,
    /// The Code.
    #[arg(long, value_name = "CODE", default_value = "sec")]
    code: String,
    /// The file to write; its ending says in which form: `.pdf`, `.docx`, `.html` or `.txt`. Without it the text is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    source: Source,
}

impl Paper {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        let (Some(kind), Some(of)) = (&self.kind, &self.of) else { return list(output) };
        let kind = compose::kind(kind).ok_or_else(|| {
            let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
            Failure::new(format!("there is no paper `{kind}`; the kinds are {}", known.join(", ")))
        })?;
        let form = self.out.as_deref().map(Form::of).transpose()?;
        let mut registers = Registers::new(codes, &self.source);
        let kept = registers.of(&self.code)?;
        let events: Vec<Recorded> = registers.events(&self.code)?.into_iter().map(published).collect();
        let last = kept.register.last_event().map(|at| at.date());
        let today = if registers.is_recorded() { crate::clock::today() } else { last.unwrap_or(crate::clock::today()) };
        let record = Record { register: &kept.register, rulebook: &kept.rulebook, events: &events, today };
        let paper = (kind.compose)(&record, of).map_err(Failure::new)?;
        for what in &paper.missing {
            say(&format!("not recorded yet: {what}"));
        }
        match (&self.out, form) {
            (Some(out), Some(form)) => {
                let bytes = form.bytes(&paper)?;
                std::fs::write(out, bytes)
                    .map_err(|error| Failure::new(format!("{} cannot be written: {error}", out.display())))?;
                if !output.is_human() {
                    let told = json!({ "kind": kind.name, "of": of, "out": out, "missing": paper.missing });
                    output.json(&told)?;
                }
            }
            (Some(_), None) | (None, _) if output.is_human() => {
                output.line(compose::text(&paper).trim_end_matches('\n'))?;
            }
            (Some(_), None) | (None, _) => output.json(&paper)?,
        }
        Ok(Verdict::Right)
    }
}

/// An event as anybody may read it: a paper is for everybody.
fn published(recorded: Recorded) -> Recorded {
    let event = recorded.event.published().into_owned();
    Recorded { event, ..recorded }
}

/// The kinds of paper.
fn list(output: &mut Output<'_>) -> Result<Verdict, Failure> {
    if !output.is_human() {
        let one = |kind: &Kind| json!({ "kind": kind.name, "title": kind.title, "of": kind.of.words() });
        output.json(&json!({ "kinds": KINDS.iter().map(one).collect::<Vec<_>>() }))?;
        return Ok(Verdict::Right);
    }
    for kind in KINDS {
        output.line(&format!("{:<34} {}; of {}", kind.name, kind.title, kind.of.words()))?;
    }
    Ok(Verdict::Right)
}

/// In which form a paper is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Pdf,
    Docx,
    Html,
    Text,
}

impl Form {
    fn of(out: &Path) -> Result<Self, Failure> {
        let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "pdf" => Ok(Self::Pdf),
            "docx" => Ok(Self::Docx),
            "html" => Ok(Self::Html),
            "txt" => Ok(Self::Text),
            _ => {
                let out = out.display();
                Err(Failure::new(format!(
                    "{out}: a paper is written as .pdf, .docx, .html or .txt; give one of these endings"
                )))
            }
        }
    }

    fn bytes(self, paper: &compose::Paper) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Pdf => pdf::paper(paper).map_err(|error| Failure::new(error.to_string())),
            Self::Docx => docx::write_paper(paper).map_err(|error| Failure::new(error.to_string())),
            Self::Html => Ok(compose::html_page(paper).into_bytes()),
            Self::Text => Ok(compose::text(paper).into_bytes()),
        }
    }
}
