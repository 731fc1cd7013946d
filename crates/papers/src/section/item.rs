//! What a line or table of a document can be.

use legaltext::{DocumentId, ProvisionId};

/// A line or table with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is.
    pub(super) kind: Kind,
    /// Its words, without its number or term; a line break parts paragraphs.
    pub(super) words: String,
    /// Its first words, to say where something is.
    pub(super) place: String,
    /// The identity that its bookmark carries.
    pub(super) identity: Option<ProvisionId>,
}

/// What an [`Item`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of a document.
    Title {
        /// Which document.
        id: DocumentId,
        /// Its title, without the letter.
        title: String,
    },
    /// The document's own version.
    Version(String),
    /// A group of clauses; the words are its caption.
    Group(String),
    /// A cross heading.
    Heading,
    /// A clause.
    Clause(String),
    /// A list item, so many levels below its clause or definition.
    Label(String, usize),
    /// Words that continue the clause or definition above (0), or the list item so many levels below it.
    Words(usize),
    /// A listed definition of this term.
    Definition(String),
    /// A clause, group or list item whose words are not held; the words are its heading.
    Unheld(String, usize),
    /// A listed definition whose words are not held.
    UnheldDefinition(String),
    /// Nothing that is carried.
    Dropped,
}

impl Item {
    /// The document and title, when it is a title.
    pub(super) fn title(&self) -> Option<(&DocumentId, &str)> {
        if let Kind::Title { id, title } = &self.kind { Some((id, title)) } else { None }
    }

    /// The version, when it is one.
    pub(super) fn version(&self) -> Option<&str> {
        if let Kind::Version(version) = &self.kind { Some(version) } else { None }
    }

    /// Becomes what can stand anywhere: words, or nothing when it is words already.
    pub(super) fn give_way(&mut self) {
        let words = std::mem::take(&mut self.words);
        let joined =
            |head: &str| [head, words.as_str()].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join(" ");
        let (kind, words) = match &self.kind {
            Kind::Group(number) | Kind::Clause(number) => (Kind::Words(0), joined(number)),
            Kind::Label(label, depth) => (Kind::Words(depth.saturating_sub(1)), joined(label)),
            Kind::Unheld(number, _) => (Kind::Words(0), joined(number)),
            Kind::Definition(term) | Kind::UnheldDefinition(term) => (Kind::Words(0), joined(&format!("\"{term}\""))),
            Kind::Heading => (Kind::Words(0), joined("")),
            Kind::Title { .. } | Kind::Version(_) | Kind::Words(_) | Kind::Dropped => (Kind::Dropped, String::new()),
        };
        self.kind = kind;
        self.words = words;
        self.identity = None;
    }
}
