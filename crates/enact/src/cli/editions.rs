//! The texts of a Code that a command names: editions of a register, or files.

mod address;
mod files;
mod form;
mod legal_text;
mod page;
mod registers;

pub(super) use address::EditionAddress;
pub(super) use files::{Documents, Loss, Written, word};
pub(super) use form::{About, Form, Signature, day};
pub(super) use legal_text::{Drafted, Standing};
pub(super) use registers::{Kept, Named, Registers, Source};

use std::path::PathBuf;

use legaltext::{DocumentId, Edition, markup};
use papers::docx::Side;

use super::file;
use crate::failure::Failure;

/// The words that an argument names.
pub(super) struct Text {
    /// The words.
    pub(super) words: Words,
}

/// Words as they were given.
pub(super) enum Words {
    /// A text file, exactly as it stands.
    Raw(String),
    /// Documents with their structure: of a register, or read from a file that is no plain text.
    Held(Edition),
}

impl Text {
    /// Reads what an argument names: an edition of a register, or a file.
    ///
    /// # Errors
    /// There is no such edition or file, or it cannot be read.
    pub(super) fn read(argument: &str, registers: &mut Registers) -> Result<Self, Failure> {
        if let Some(address) = EditionAddress::of(argument, &registers.ids()?)? {
            return Ok(Self { words: Words::Held(registers.shown(&address)?.only()) });
        }
        let bytes = file::bytes(argument)?;
        // What is no document of a Code is compared all the same, as the text that it is.
        let read = || Documents::of(argument, &bytes, None).map(|read| Words::Held(read.edition()));
        let words = match Written::of(&bytes) {
            Written::Plain => Words::Raw(file::as_text_or_nothing(argument, bytes)?),
            Written::Word => match read() {
                Ok(words) => words,
                Err(_) => Words::Raw(word(argument, &bytes)?.text(Side::Accepted)),
            },
            Written::AkomaNtoso => match read() {
                Ok(words) => words,
                Err(_) => Words::Raw(file::as_text_or_nothing(argument, bytes)?),
            },
        };
        Ok(Self { words })
    }

    /// The words as one text: a file's bytes, or the documents in the markup one after another.
    pub(super) fn printed(&self) -> String {
        match &self.words {
            Words::Raw(text) => text.clone(),
            Words::Held(edition) => printed(edition),
        }
    }
}

/// The documents of an edition in the markup, one after another with an empty line between them.
pub(super) fn printed(edition: &Edition) -> String {
    let texts: Vec<String> = edition.documents().iter().map(|document| markup::print(document)).collect();
    texts.join("\n")
}

/// What amendments apply to.
pub(super) struct Base {
    /// The edition: all that could be cited.
    pub(super) edition: Edition,
    /// The documents that the user named one by one; none when a whole Code was named.
    named: Vec<DocumentId>,
    /// What a file made from it says of itself.
    pub(super) about: About,
    /// The text of a register that it is, where it is one and no file.
    pub(super) of_register: Option<Named>,
}

impl Base {
    /// Reads the arguments of `--to`.
    ///
    /// # Errors
    /// One of them cannot be read, or two name the same document.
    pub(super) fn read(arguments: &[String], registers: &mut Registers) -> Result<Self, Failure> {
        let mut documents: Vec<(String, legaltext::Document)> = Vec::new();
        let mut named = Vec::new();
        let mut code = "code".to_owned();
        let (mut about, mut of_register) = (About::files(), None);
        for (index, argument) in arguments.iter().enumerate() {
            if arguments.iter().take(index).any(|earlier| earlier == argument) {
                return Err(Failure::new(format!("{argument} is given twice; give each text once")));
            }
            let held = match EditionAddress::of(argument, &registers.ids()?)? {
                Some(address) => {
                    let shown = registers.shown(&address)?;
                    shown.edition.code().clone_into(&mut code);
                    named.extend(shown.document.clone());
                    about = About::of(&shown);
                    let only = shown.only();
                    of_register = Some(shown);
                    only
                }
                None => {
                    let held = Documents::of(argument, &file::bytes(argument)?, None)?.edition();
                    named.extend(held.documents().iter().map(|document| document.id().clone()));
                    held
                }
            };
            for document in held.documents() {
                if let Some((other, _)) = documents.iter().find(|(_, known)| known.id() == document.id()) {
                    let printed = document.id().printed();
                    return Err(Failure::new(format!(
                        "{printed} is given twice, by {other} and by {argument}; give each document once"
                    )));
                }
                documents.push((argument.clone(), document.as_ref().clone()));
            }
        }
        let edition = Edition::new(&code, documents.into_iter().map(|(_, document)| document));
        Ok(Self { edition, named, about, of_register })
    }

    /// Whether a document is to be shown although nothing in it changed: the user named it.
    pub(super) fn names(&self, document: &DocumentId) -> bool {
        self.named.contains(document)
    }
}

/// Writes a file that a command was asked for.
///
/// # Errors
/// It cannot be written.
pub(super) fn write(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(PathBuf::from(path), bytes).map_err(|error| {
        Failure::new(format!("{path} cannot be written: {error}; name a file in a folder that you may write in"))
    })
}
