//! Papers that were imported, and what was taken over from them.

use std::collections::BTreeMap;

use super::Register;
use super::neighbour::Kept;
use crate::act::{ImportPaper, PaperFact};

/// Imported papers, by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Imports {
    pub(super) papers: BTreeMap<String, Kept<ImportPaper>>,
}

impl Register {
    /// An imported paper, by its id.
    #[must_use]
    pub fn imported(&self, id: &str) -> Option<&Kept<ImportPaper>> {
        self.imports.papers.get(id)
    }

    /// The paper that was imported from a file, by the file's SHA-256.
    #[must_use]
    pub fn imported_file(&self, sha256: &str) -> Option<&Kept<ImportPaper>> {
        self.imports.papers.values().find(|kept| kept.what.sha256 == sha256)
    }

    /// Every imported paper, by id.
    pub fn imported_papers(&self) -> impl Iterator<Item = &Kept<ImportPaper>> {
        self.imports.papers.values()
    }

    /// What imported papers say of something: a modification by any of these numbers, or a release by its id. A paper says it
    /// of its own subject where that is the only thing it is about.
    pub fn said_of<'a>(
        &'a self,
        numbers: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a Kept<ImportPaper>, &'a PaperFact)> {
        let is = move |about: &str| numbers.iter().any(|number| number.eq_ignore_ascii_case(about.trim()));
        let facts = |kept: &'a Kept<ImportPaper>| kept.what.facts.iter().map(move |fact| (kept, fact));
        self.imports.papers.values().flat_map(facts).filter(move |(_, fact)| fact.about.as_deref().is_some_and(is))
    }
}
