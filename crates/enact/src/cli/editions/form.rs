//! The forms in which documents of a Code are written to files.

use std::path::Path;

use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime};
use legaltext::{Document, DocumentId, Edition};
use papers::akoma::{self, Change, Meta, Organisation};
use papers::docx::{self, Marking, Style};

use super::{Named, page, printed};
use crate::failure::Failure;

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Form {
    /// The markup (.txt).
    Text,
    /// Word (.docx).
    Docx,
    /// A tagged PDF (.pdf), one file for each document.
    Pdf,
    /// Akoma Ntoso 3.0 (.xml), one file for each document.
    Akn,
    /// A page (.html).
    Html,
    /// Data, with who each provision is (.json).
    Json,
}

/// What a file says besides the words.
#[derive(Debug, Clone)]
pub(in crate::cli) struct About {
    /// The Code's title; empty where it is not known.
    title: String,
    /// Which words they are: `In force from 2024-02-29`.
    words: String,
    publisher: Organisation,
    begins: Option<Date>,
    in_force: Option<Date>,
    changes: Vec<(DocumentId, Change)>,
}

/// Who makes a Word file and when, as Word shows it.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Signature {
    /// The name that Word shows beside each change.
    #[arg(long, default_value = "Enact", value_name = "NAME")]
    author: String,
    /// The day that Word shows beside each change; today without it.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

impl Signature {
    /// The moment: the start of the day given, or now.
    fn moment(&self) -> Result<DateTime, Failure> {
        match &self.date {
            Some(text) => day(text).map(|day| day.at(0, 0, 0, 0)),
            None => Ok(crate::clock::civil(crate::clock::now())),
        }
    }

    /// What Word shows beside each change.
    ///
    /// # Errors
    /// The day is none.
    pub(in crate::cli) fn marking(&self) -> Result<Marking, Failure> {
        Ok(Marking { author: self.author.clone(), date: self.moment()? })
    }

    /// What a Word file says of itself.
    ///
    /// # Errors
    /// The day is none.
    pub(in crate::cli) fn style(&self, about: &About) -> Result<Style, Failure> {
        let (code, edition) = (about.title.clone(), about.words.clone());
        Ok(Style { code, edition, author: self.author.clone(), created: self.moment()?, ..Style::default() })
    }
}

/// A day as it is typed.
///
/// # Errors
/// It is none.
pub(in crate::cli) fn day(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::new(format!("`{text}` is no date; write it like 2024-03-01")))
}

impl About {
    /// What is known of words that came from files.
    pub(in crate::cli) fn files() -> Self {
        let publisher = Organisation { id: "publisher".to_owned(), name: "Unnamed publisher".to_owned() };
        let (title, words) = (String::new(), String::new());
        Self { title, words, publisher, begins: None, in_force: None, changes: Vec::new() }
    }

    /// What a register knows of a text.
    pub(in crate::cli) fn of(named: &Named) -> Self {
        let code = named.kept.rulebook.code();
        let administrator = code.administrator.as_str();
        Self {
            title: code.title.clone(),
            words: format!("In force from {}", named.since),
            publisher: Organisation { id: administrator.to_owned(), name: code.title_of(administrator).to_owned() },
            begins: Some(code.begins),
            in_force: Some(named.since),
            changes: changes(named),
        }
    }

    /// The same for words that amendments made of these: nobody knows yet from which day they will be in force.
    #[must_use]
    pub(in crate::cli) fn amended(self, in_force: Option<Date>) -> Self {
        let words = match in_force {
            Some(day) => format!("As amended, in force from {day}"),
            None => "As amended".to_owned(),
        };
        Self { words, in_force, ..self }
    }

    /// What an Akoma Ntoso file must say.
    fn meta(&self, code: &str, written: Date, document: Option<&DocumentId>) -> Result<Meta, Failure> {
        let unknown = || {
            Failure::new(
                "an Akoma Ntoso file must say from which day its words are in force, and that is not known here; \
                 give it with --in-force DATE",
            )
        };
        let in_force = self.in_force.ok_or_else(unknown)?;
        let of_document = |(id, _): &&(DocumentId, Change)| document.is_none_or(|document| document == id);
        Ok(Meta {
            title: if self.title.is_empty() { code.to_owned() } else { self.title.clone() },
            country: "gb".to_owned(),
            begins: self.begins.unwrap_or(in_force),
            in_force,
            written,
            publisher: self.publisher.clone(),
            changes: self.changes.iter().filter(of_document).map(|(_, change)| change.clone()).collect(),
        })
    }
}

/// The modifications that made the words of a text, document by document. What each did is said where it alone changed the
/// document that day.
fn changes(named: &Named) -> Vec<(DocumentId, Change)> {
    let register = &named.kept.register;
    let until = register.editions().filter(|(since, _)| *since <= named.since);
    let editions: Vec<(Date, &Edition)> = until.collect();
    let mut found = Vec::new();
    for ((_, before), (day, after)) in editions.iter().zip(editions.iter().skip(1)) {
        for document in after.documents() {
            let id = document.id();
            if before.document(id).is_some_and(|was| was.hash() == document.hash()) {
                continue;
            }
            let made = named.kept.made_by(*day, id);
            for proposal in &made {
                let mut change = Change::between(before, after, id, proposal.number(), *day);
                proposal.title.clone_into(&mut change.title);
                if made.len() > 1 {
                    change.touched.clear();
                }
                found.push((id.clone(), change));
            }
        }
    }
    found
}

impl Form {
    /// How the names of its files end.
    pub(in crate::cli) fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Akn => "xml",
            Self::Html => "html",
            Self::Json => "json",
        }
    }

    /// By the end of a file's name.
    pub(in crate::cli) fn of_name(name: &str) -> Option<Self> {
        let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Self::value_variants().iter().copied().find(|form| form.ending() == ending)
    }

    /// The form that a file's name asks for.
    ///
    /// # Errors
    /// It asks for none that is known; the sentence lists them.
    pub(in crate::cli) fn asked(name: &str) -> Result<Self, Failure> {
        Self::of_name(name).ok_or_else(|| {
            let endings: Vec<String> =
                Self::value_variants().iter().map(|form| format!(".{}", form.ending())).collect();
            Failure::new(format!("{name} must end in one of {}", endings.join(", ")))
        })
    }

    /// The name of a document's own file: `section-d.txt`; in an Akoma Ntoso package `section_D.xml`.
    pub(in crate::cli) fn file_name(self, id: &DocumentId) -> String {
        match self {
            Self::Akn => format!("{}_{}.xml", id.kind().slug(), id.letter()),
            Self::Text | Self::Docx | Self::Pdf | Self::Html | Self::Json => format!("{id}.{}", self.ending()),
        }
    }

    /// One document of an edition.
    ///
    /// # Errors
    /// The form cannot hold it.
    pub(in crate::cli) fn document(
        self,
        edition: &Edition,
        document: &Document,
        about: &About,
        signature: &Signature,
    ) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Akn => {
                let id = document.id();
                let meta = about.meta(edition.code(), signature.moment()?.date(), Some(id))?;
                let absent = || Failure::new(format!("{} is not in this edition", id.printed()));
                Ok(akoma::write_document(edition, id, &meta).ok_or_else(absent)?.into_bytes())
            }
            Self::Pdf => {
                let day = about.in_force.map_or_else(|| signature.moment().map(|moment| moment.date()), Ok)?;
                let made = papers::pdf::code_document(document, &about.title, &about.words, day);
                made.map_err(|error| Failure::new(error.to_string()))
            }
            Self::Text | Self::Docx | Self::Html | Self::Json => {
                self.edition(&Edition::new(edition.code(), [document.clone()]), about, signature)
            }
        }
    }

    /// The cover that belongs beside the documents of a package.
    ///
    /// # Errors
    /// As [`Form::document`].
    pub(in crate::cli) fn cover(
        self,
        edition: &Edition,
        about: &About,
        signature: &Signature,
    ) -> Result<Option<(String, Vec<u8>)>, Failure> {
        match self {
            Self::Akn => {
                let meta = about.meta(edition.code(), signature.moment()?.date(), None)?;
                Ok(Some(("main.xml".to_owned(), akoma::write_cover(edition, &meta).into_bytes())))
            }
            Self::Text | Self::Docx | Self::Pdf | Self::Html | Self::Json => Ok(None),
        }
    }

    /// All the documents of an edition in one file.
    ///
    /// # Errors
    /// The form cannot hold them in one.
    pub(in crate::cli) fn edition(
        self,
        edition: &Edition,
        about: &About,
        signature: &Signature,
    ) -> Result<Vec<u8>, Failure> {
        let failed = |error: docx::DocxError| Failure::new(error.to_string());
        match self {
            Self::Text => Ok(printed(edition).into_bytes()),
            Self::Docx => match edition.documents() {
                [only] => docx::write_document(only, &signature.style(about)?).map_err(failed),
                _ => docx::write_edition(edition, &signature.style(about)?).map_err(failed),
            },
            Self::Akn | Self::Pdf => match edition.documents() {
                [only] => self.document(edition, only, about, signature),
                _ => Err(Failure::new(format!(
                    "as .{} each document has a file of its own; name one document, or a folder that ends in /",
                    self.ending()
                ))),
            },
            Self::Html => Ok(page::of(edition, &about.title, &about.words).into_bytes()),
            Self::Json => serde_json::to_vec_pretty(edition).map_err(|error| Failure::new(error.to_string())),
        }
    }
}
