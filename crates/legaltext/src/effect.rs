//! What a draft does to the edition that it is drafted against, provision by provision.

mod by_place;
mod collecting;
mod place;

use std::ops::Range;

use serde::Serialize;

use crate::amendment::Amendment;
use crate::apply::apply;
use crate::citation::Citation;
use crate::conflict::Conflict;
use crate::edition::Edition;
use crate::hash::Hash;
use crate::number::Number;

use collecting::collect;
pub(crate) use place::{Key, Place};

/// A draft: a name that people know it by, the edition that it is drafted against, and its amendments.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// `MP167`, or whatever the reader of a clash is to see.
    pub name: &'a str,
    /// The edition that it is drafted against.
    pub base: &'a Edition,
    /// Its legal text.
    pub amendments: &'a [Amendment],
}

/// The parts of what a provision says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordsOf {
    /// The cross heading above it; the title of a document.
    Heading,
    /// The caption on its number's line.
    Caption,
    /// Its words before a list, or all of them; what follows the term of a definition.
    Words,
    /// Its words after a list.
    Tail,
}

/// A run of words that a draft replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reworded {
    /// In which part of the provision.
    pub part: WordsOf,
    /// Where in the base's words of that part, in bytes; empty where words are added.
    pub range: Range<usize>,
    /// What stands there instead, with the space before it; empty where words are taken away.
    pub new: String,
}

/// What a draft does in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "does")]
pub enum Does {
    /// It changes the provision's own words, a definition, the title of a document.
    Rewords {
        /// The base's words, part after part; empty when they are not held.
        base: String,
        /// The draft's words; empty when they are not held.
        new: String,
        /// Which words; none when the base's words are not held.
        changes: Option<Vec<Reworded>>,
    },
    /// It adds a provision with all below it, a definition, a document.
    Inserts {
        /// The words.
        new: String,
    },
    /// It takes a provision with all below it away, a definition, a document.
    Omits {
        /// The base's words.
        base: String,
    },
    /// It gives the provision another number.
    Renumbers {
        /// Its place then.
        to: Citation,
    },
    /// It takes the provision to another document, group or list, or to another place in its own.
    Moves {
        /// Its place then.
        to: Citation,
    },
    /// Words that it adds refer to a provision of the base.
    Cites {
        /// The provision.
        target: Citation,
    },
    /// Words that it takes away referred to a provision of the base.
    NoLongerCites {
        /// The provision.
        target: Citation,
    },
    /// A clause or definition that it adds or changes uses a term that the base defines.
    Uses {
        /// The term.
        used: String,
    },
}

/// One thing that a draft does, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// Where in the base; for what is new, where it will stand. A definition's is the provision or document that lists it.
    pub at: Citation,
    /// The term, when it is a definition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// What is done there.
    #[serde(flatten)]
    pub does: Does,
    /// The provision or document itself.
    #[serde(skip)]
    pub(crate) own: Place,
    /// What it stands in, in the base: the document, then the provisions, topmost first.
    #[serde(skip)]
    pub(crate) above: Vec<Place>,
    /// The numbers that it takes, the topmost first, and what each is a number of: a document or a list.
    #[serde(skip)]
    pub(crate) takes: Vec<(Place, Number)>,
    /// What it cites, and what that stands in.
    #[serde(skip)]
    pub(crate) target: Vec<Place>,
    /// Part by part, the base's words and the draft's, both with the base's numbers in their references.
    #[serde(skip)]
    pub(crate) wordings: Vec<Wording>,
}

/// One part of a provision in two wordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wording {
    pub(crate) part: WordsOf,
    pub(crate) base: String,
    pub(crate) new: String,
}

/// All that one draft does to its base. Make it once; comparing it with that of another draft looks at neither edition.
#[derive(Debug, Clone, Serialize)]
pub struct Effects {
    name: String,
    /// The root hash of the base; none when the base is not held.
    base: Option<Hash>,
    effects: Vec<Effect>,
    conflicts: Vec<Conflict>,
    #[serde(skip)]
    edition: Option<Edition>,
}

impl Effects {
    /// What the draft does. The cost grows with what it changes, not with the Code. When an amendment does not match its
    /// base exactly there are no effects, and [`Effects::conflicts`] says why.
    pub fn of(draft: &Draft<'_>) -> Effects {
        match apply(draft.base, draft.amendments, draft.name) {
            Ok(applied) => {
                let mut effects = Effects::between(draft.name, draft.base, &applied.edition);
                let known = &mut effects.effects;
                by_place::add_unverified(known, draft.base, draft.amendments, &applied.unverified);
                effects
            }
            Err(conflicts) => Effects {
                name: draft.name.to_owned(),
                base: Some(draft.base.hash()),
                effects: Vec::new(),
                conflicts,
                edition: None,
            },
        }
    }

    /// What makes `new` of `base`, two editions of one lineage.
    pub fn between(name: &str, base: &Edition, new: &Edition) -> Effects {
        Effects {
            name: name.to_owned(),
            base: Some(base.hash()),
            effects: collect(base, new),
            conflicts: Vec::new(),
            edition: Some(new.clone()),
        }
    }

    /// What amendments say that they do, place by place, when their base is not held: numbers, terms and documents are
    /// known, words are not.
    pub fn by_place(name: &str, amendments: &[Amendment]) -> Effects {
        Effects {
            name: name.to_owned(),
            base: None,
            effects: amendments.iter().flat_map(by_place::effects_of).collect(),
            conflicts: Vec::new(),
            edition: None,
        }
    }

    /// The draft's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it does, in the order of the documents.
    pub fn all(&self) -> &[Effect] {
        &self.effects
    }

    /// Why the draft does not apply to its base; empty when it does.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The edition that it makes; none when it does not apply or its base is not held.
    pub fn edition(&self) -> Option<&Edition> {
        self.edition.as_ref()
    }

    /// The root hash of its base; none when the base is not held.
    pub fn base(&self) -> Option<Hash> {
        self.base
    }
}
