//! What the documents are held against: the Code as its files have it, or a register that is kept.

use std::path::PathBuf;
use std::sync::Arc;

use legaltext::{Edition, markup};
use papers::checks::Base;
use procedure::Rulebook;

use crate::cli::Cli;
use crate::cli::editions::{Kept, Registers, Source};
use crate::failure::Failure;

/// What the documents are held against.
pub(super) enum Against {
    /// The Code as its files have it.
    Files {
        /// Its rules.
        rulebook: Box<Rulebook>,
        /// Its documents.
        edition: Edition,
    },
    /// A register that is kept.
    Kept(Arc<Kept>),
}

impl Against {
    /// Reads it.
    ///
    /// # Errors
    /// There is no such Code or register, or it cannot be read.
    pub(super) fn read(codes: Option<&PathBuf>, code: &str, source: &Source) -> Result<Self, Failure> {
        let mut registers = Registers::new(codes, source);
        if registers.is_recorded() {
            return Ok(Self::Kept(registers.of(code)?));
        }
        let files = Cli::code(codes, code)?;
        let mut documents = Vec::new();
        for text in files.documents() {
            documents.push(markup::parse(&text, code).map_err(|errors| {
                let first = errors.first().map(ToString::to_string).unwrap_or_default();
                Failure::new(format!("a document of the Code `{code}` cannot be read: {first}"))
            })?);
        }
        Ok(Self::Files { rulebook: Box::new(files.rulebook()?), edition: Edition::new(code, documents) })
    }

    /// The same for the checks.
    pub(super) fn base(&self) -> Base<'_> {
        match self {
            Self::Files { rulebook, edition } => Base::of(rulebook).with_edition(edition),
            Self::Kept(kept) => Base::of(&kept.rulebook).with_register(&kept.register),
        }
    }
}
