//! `enact apply LEGALTEXT… --to BASE…`

use std::path::PathBuf;

use clap::Args;
use legaltext::{Applied, Document, Edition, markup, redline};
use serde_json::json;

use super::editions::{Base, Drafted, Form, Registers, Signature, Source, Standing, Text, Words, day, write};
use super::redline::{RedlineForm, write_out};
use super::{Output, Verdict};
use crate::failure::Failure;

/// Applies legal texts to documents of the Code, or says why they do not apply.
#[derive(Debug, Args)]
#[command(
    after_help = "Example: enact apply mp167b.txt --to section-a.txt --to section-d.txt --redline redline.html\n\n\
                  A legal text is instructions (\"Amend D10.22 as follows: …\"), amendments as TOML or JSON, a text as\n\
                  Modifications publish it, or a Word file with tracked changes; several apply one after another. BASE is a\n\
                  file with documents of the Code (the markup, Word, Akoma Ntoso), or an edition such as sec@2024-02-29."
)]
pub struct Apply {
    /// The legal texts, in the order in which they apply.
    #[arg(required = true, value_name = "LEGALTEXT")]
    legal_texts: Vec<String>,
    /// The documents they amend: a file, or an edition; once for each.
    #[arg(long = "to", required = true, value_name = "BASE")]
    base: Vec<String>,
    /// Takes a text that marks nothing, clauses printed as they should read, for what it says. Without this it is compared
    /// with the base, and what it would change is told.
    #[arg(long)]
    unmarked: bool,
    /// Writes the amended documents (`.txt`, `.docx`, `.xml`, `.html`, `.json`) instead of printing them.
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// Writes what changed, as a Word file with tracked changes (`.docx`) or a page (`.html`).
    #[arg(long, value_name = "FILE")]
    redline: Option<String>,
    /// The day from which the amended words are in force, where a file must say so.
    #[arg(long, value_name = "DATE")]
    in_force: Option<String>,
    #[command(flatten)]
    signature: Signature,
    #[command(flatten)]
    source: Source,
}

/// What all the legal texts made.
struct Done {
    edition: Edition,
    /// What the application of each reports, with its file.
    reports: Vec<(String, Applied)>,
}

impl Apply {
    pub(super) fn run(self, codes: Option<&PathBuf>, output: &mut Output<'_>) -> Result<Verdict, Failure> {
        self.out.as_deref().map(Form::asked).transpose()?;
        self.redline.as_deref().map(RedlineForm::asked).transpose()?;
        let mut registers = Registers::new(codes, &self.source);
        let base = Base::read(&self.base, &mut registers)?;
        let mut drafted = read_all(&self.legal_texts, &base.edition)?;
        if self.unmarked {
            drafted = drafted.into_iter().map(taken_as_it_reads).collect();
        }
        match applied(&drafted, &base.edition) {
            Ok(done) => {
                for draft in &drafted {
                    draft.losses.iter().for_each(|loss| super::say(&loss.sentence(&draft.path)));
                }
                self.report(&base, &done, output).map(|()| Verdict::Right)
            }
            Err(standing) => refused(&standing, drafted.len() > 1, output).map(|()| Verdict::Wrong),
        }
    }

    fn report(&self, base: &Base, done: &Done, output: &mut Output<'_>) -> Result<(), Failure> {
        if let Some(path) = &self.redline {
            let name = |paths: &[String]| paths.join(", ");
            let compared = redline::editions(&base.edition, &done.edition);
            let new = format!("{} with {}", name(&self.base), name(&self.legal_texts));
            let held = |edition: &Edition| Text { words: Words::Held(edition.clone()) };
            let compared = compared.named(&name(&self.base), &new);
            write_out(path, &compared, &held(&base.edition), &held(&done.edition), &self.signature)?;
        }
        if let Some(path) = &self.out {
            let in_force = self.in_force.as_deref().map(day).transpose()?;
            let about = base.about.clone().amended(in_force);
            write(path, &Form::asked(path)?.edition(&done.edition, &about, &self.signature)?)?;
        }
        let changed = |document: &Document| {
            base.names(document.id())
                || base.edition.document(document.id()).is_none_or(|was| was.hash() != document.hash())
        };
        let shown: Vec<&Document> =
            done.edition.documents().iter().map(AsRef::as_ref).filter(|document| changed(document)).collect();
        if output.is_human() { self.say(&shown, done, output) } else { tell(base, &shown, done, output) }
    }

    /// For people: the text, then what must be seen.
    fn say(&self, shown: &[&Document], done: &Done, output: &mut Output<'_>) -> Result<(), Failure> {
        if let Some(path) = &self.out {
            output.line(&format!("{path} written"))?;
        } else {
            for document in shown {
                output.line(markup::print(document).trim_end())?;
                output.line("")?;
            }
        }
        if let Some(path) = &self.redline {
            output.line(&format!("{path} written"))?;
        }
        for (file, report) in &done.reports {
            for notice in &report.notices {
                super::say(&format!("{file}, amendment {}: {}", notice.amendment + 1, notice.message));
            }
            for rewritten in &report.rewritten {
                let (at, from, to) = (&rewritten.at, &rewritten.from, &rewritten.to);
                super::say(&format!("{file}: in {at} the reference to {from} now says {to}"));
            }
            for at in &report.unverified {
                super::say(&format!("{file}: the words of {at} are not held, so nothing could be compared there"));
            }
        }
        Ok(())
    }
}

/// A text that marks nothing, with what it changes told and taken.
fn taken_as_it_reads(drafted: Drafted) -> Drafted {
    let (drafted, judge) = drafted.judged();
    judge.iter().for_each(|message| super::say(&format!("{}: {message}", drafted.path)));
    drafted
}

/// Reads the legal texts; each may be given once.
pub(super) fn read_all(paths: &[String], base: &Edition) -> Result<Vec<Drafted>, Failure> {
    for (index, path) in paths.iter().enumerate() {
        if paths.iter().take(index).any(|earlier| earlier == path) {
            return Err(Failure::new(format!("{path} is given twice; give each legal text once")));
        }
    }
    paths.iter().map(|path| Drafted::read(path, Some(base))).collect()
}

/// Applies legal texts one after another, each to what those before it made.
fn applied(drafted: &[Drafted], base: &Edition) -> Result<Done, Vec<Standing>> {
    let mut done = Done { edition: base.clone(), reports: Vec::new() };
    let mut standing = Vec::new();
    for draft in drafted {
        match draft.apply(&done.edition) {
            Ok(applied) => {
                done.edition = applied.edition.clone();
                done.reports.push((draft.path.clone(), applied));
            }
            Err(conflicts) => standing.extend(conflicts),
        }
    }
    if standing.is_empty() { Ok(done) } else { Err(standing) }
}

/// Says what stands in the way.
fn refused(standing: &[Standing], several: bool, output: &mut Output<'_>) -> Result<(), Failure> {
    if !output.is_human() {
        return output.json(&json!({ "applied": false, "conflicts": standing, "documents": [] }));
    }
    for line in standing.iter().flat_map(|one| one.lines(several)) {
        output.line(&line)?;
    }
    output.line(if several {
        "The legal texts do not apply; nothing was changed."
    } else {
        "The legal text does not apply; nothing was changed."
    })
}

/// For programs.
fn tell(base: &Base, shown: &[&Document], done: &Done, output: &mut Output<'_>) -> Result<(), Failure> {
    let unchanged: Vec<String> = done
        .edition
        .documents()
        .iter()
        .filter(|document| base.edition.document(document.id()).is_some_and(|was| was.hash() == document.hash()))
        .map(|document| document.id().to_string())
        .collect();
    let texts: Vec<String> = shown.iter().map(|document| markup::print(document)).collect();
    let all = |list: fn(&Applied) -> serde_json::Value| -> Vec<serde_json::Value> {
        let lists = done.reports.iter().filter_map(|(file, report)| match list(report) {
            serde_json::Value::Array(rows) => Some((file, rows)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_)
            | serde_json::Value::Object(_) => None,
        });
        let with_file = |file: &String, mut row: serde_json::Value| {
            if let Some(row) = row.as_object_mut() {
                row.insert("file".to_owned(), json!(file));
            }
            row
        };
        lists.flat_map(|(file, rows)| rows.into_iter().map(move |row| with_file(file, row))).collect()
    };
    output.json(&json!({
        "applied": true,
        "conflicts": [],
        "hash": done.edition.hash(),
        "documents": texts,
        "unchanged": unchanged,
        "unverified": all(|report| json!(report.unverified)),
        "notices": all(|report| json!(report.notices)),
        "rewritten": all(|report| json!(report.rewritten)),
    }))
}
