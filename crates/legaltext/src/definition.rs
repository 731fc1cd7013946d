//! Defined terms: in a list of definitions, or inside a clause.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::hash::{Hash, Hasher};
use crate::provision::{Provision, Words};
use crate::provision_id::ProvisionId;
use crate::references;
use crate::references::cited::{Cited, Kept};
use crate::wording::one_line;

/// How a definition gives its term a meaning. Read from its words, never set apart from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Meaning {
    /// Its own words say it.
    FullText,
    /// The term has the meaning given to it in another provision.
    Pointer {
        /// Where the meaning is given.
        clause: Citation,
        /// The heading printed in brackets after it.
        label: Option<String>,
    },
    /// The term means the same as another term.
    Alias {
        /// The other term.
        of: String,
    },
    /// The term is known, its words are not held.
    Unheld,
}

/// What a definition is made from. Build one of these, then [`Definition::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Definition")]
pub struct DefinitionParts {
    /// Who it is.
    pub id: ProvisionId,
    /// The defined term, without quotation marks.
    pub term: String,
    /// What follows the term: `means …`, `has the meaning given …`; the tail is what follows a list.
    pub words: Words,
    /// The list inside the definition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<crate::provision::ProvisionParts>")]
    pub children: Vec<Arc<Provision>>,
}

/// One entry of a list of definitions.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "DefinitionParts", into = "DefinitionParts")]
pub struct Definition {
    parts: DefinitionParts,
    meaning: Meaning,
    hash: Hash,
    cited: Kept,
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Definition {}

impl From<DefinitionParts> for Definition {
    fn from(parts: DefinitionParts) -> Self {
        Definition::new(parts)
    }
}

impl From<Definition> for DefinitionParts {
    fn from(definition: Definition) -> Self {
        definition.parts
    }
}

impl Definition {
    /// Makes the definition: quotation marks around the term go, words are tidied, the meaning is read from the words.
    pub fn new(mut parts: DefinitionParts) -> Definition {
        parts.term = one_line(&parts.term.replace(['"', '\u{201c}', '\u{201d}'], " "));
        parts.words = parts.words.tidied(!parts.children.is_empty());
        let meaning = meaning_of(&parts);
        let hasher = parts.words.feed(Hasher::new("definition").text(&parts.term));
        let hash = hasher.nodes(parts.children.iter().map(|c| c.hash())).finish();
        Definition { parts, meaning, hash, cited: Kept::new() }
    }

    /// The same words as another definition. Who it is lies outside the hash.
    pub(crate) fn with_id(mut self, id: ProvisionId) -> Definition {
        self.parts.id = id;
        self
    }

    /// A copy of what it is made from.
    pub fn to_parts(&self) -> DefinitionParts {
        self.parts.clone()
    }

    /// Who it is.
    pub fn id(&self) -> &ProvisionId {
        &self.parts.id
    }

    /// The defined term, without quotation marks.
    pub fn term(&self) -> &str {
        &self.parts.term
    }

    /// How it gives its meaning.
    pub fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// What follows the term.
    pub fn words(&self) -> &Words {
        &self.parts.words
    }

    /// The words before its list; empty when they are not held.
    pub fn lead_in(&self) -> &str {
        match &self.parts.words {
            Words::Held { lead_in, .. } => lead_in,
            Words::Unheld { .. } => "",
        }
    }

    /// The words after its list; empty when there are none.
    pub fn tail(&self) -> &str {
        match &self.parts.words {
            Words::Held { tail, .. } => tail,
            Words::Unheld { .. } => "",
        }
    }

    /// The list inside it.
    pub fn children(&self) -> &[Arc<Provision>] {
        &self.parts.children
    }

    /// The hash of term and words; the identity is outside it.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Its words with its list, as plain text, without the term.
    pub fn text(&self) -> String {
        let mut out = self.lead_in().to_owned();
        for child in self.children() {
            out.push_str("\n    ");
            out.push_str(&child.text().replace('\n', "\n    "));
        }
        if !self.tail().is_empty() {
            out.push('\n');
            out.push_str(self.tail());
        }
        out
    }

    /// What its own words cite, with marks for all that lies below it. Found once, then kept.
    pub(crate) fn cited(&self) -> &Cited {
        self.cited.get(self.lead_in(), self.tail(), || self.children().iter().map(|child| child.cited()))
    }
}

fn meaning_of(parts: &DefinitionParts) -> Meaning {
    let Words::Held { lead_in, tail } = &parts.words else { return Meaning::Unheld };
    if !parts.children.is_empty() || !tail.is_empty() {
        return Meaning::FullText;
    }
    let words = lead_in.trim_end_matches([';', '.', ' ']);
    pointer(words).or_else(|| alias(words)).unwrap_or(Meaning::FullText)
}

/// `has the meaning given to it in Section D6.16 (Alternative Solutions)`, with nothing after the reference.
fn pointer(words: &str) -> Option<Meaning> {
    let rest = [
        "has the meaning given",
        "shall have the meaning given",
        "have the meaning given",
        "has the meaning ascribed",
        "has the meaning set out",
    ]
    .iter()
    .find_map(|opening| words.strip_prefix(opening))?;
    let found = references::find(rest);
    let [only] = found.as_slice() else { return None };
    if matches!(only.of, Some(references::Of::Inside(_))) {
        return None;
    }
    let before = rest.get(..only.range.start)?.trim_end();
    let short = before.split_whitespace().count() <= 6 && before.ends_with(" in");
    let ends = rest.get(only.range.end..).is_some_and(|after| after.trim().is_empty());
    (short && ends).then(|| Meaning::Pointer { clause: only.citation.clone(), label: only.label.clone() })
}

/// `has the same meaning as "Self-Governance Modification"`.
fn alias(words: &str) -> Option<Meaning> {
    let rest = ["has the same meaning as", "means the same as", "shall have the same meaning as"]
        .iter()
        .find_map(|o| words.strip_prefix(o))?;
    let inner = rest.trim().strip_prefix(['"', '\u{201c}'])?.strip_suffix(['"', '\u{201d}'])?;
    let of = inner.trim();
    (!of.is_empty() && !of.contains(['"', '\u{201c}', '\u{201d}'])).then(|| Meaning::Alias { of: of.to_owned() })
}

/// A term that a clause defines in its own text: `(the "X")`, `(collectively, the “X”)`, `(each a "Y")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InlineDefinition {
    /// The term, without quotation marks.
    pub term: String,
    /// Where the bracket stands in the text, in bytes.
    pub range: Range<usize>,
}

/// The terms that a text defines in brackets. Quoted words count as a definition only when nothing but an article or a
/// word such as `collectively` or `each` stands before them in the bracket, and nothing after them.
pub fn inline_definitions(text: &str) -> Vec<InlineDefinition> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|t| t.find('(')).map(|at| at + from) {
        from = open + 1;
        let Some(close) = text.get(from..).and_then(|t| t.find([')', '('])).map(|at| at + from) else { break };
        let Some(inner) = text.get(from..close).filter(|_| text.get(close..).is_some_and(|t| t.starts_with(')')))
        else {
            continue;
        };
        found.extend(inline_terms(inner).into_iter().map(|term| InlineDefinition { term, range: open..close + 1 }));
    }
    found
}

const BEFORE_A_TERM: [&str; 14] = [
    "the",
    "a",
    "an",
    "each",
    "collectively",
    "together",
    "any",
    "such",
    "this",
    "being",
    "and",
    "or",
    "individually",
    "in",
];

fn inline_terms(inner: &str) -> Vec<String> {
    let mut terms = Vec::new();
    let mut outside = String::new();
    let mut quoted: Option<String> = None;
    for c in inner.chars() {
        match (c, quoted.as_mut()) {
            ('"' | '\u{201c}', None) => quoted = Some(String::new()),
            ('"' | '\u{201d}', Some(term)) => {
                terms.push(one_line(&term.replace('*', "")));
                outside.push(' ');
                quoted = None;
            }
            (other, Some(term)) => term.push(other),
            (other, None) => outside.push(other),
        }
    }
    let words = outside.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let plain = words.into_iter().all(|w| BEFORE_A_TERM.contains(&w.to_lowercase().as_str()));
    terms.retain(|t| t.chars().next().is_some_and(char::is_uppercase));
    if plain && quoted.is_none() { terms } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(words: &str) -> Meaning {
        let id = ProvisionId::derive("test", "import", "x");
        Definition::new(DefinitionParts { id, term: "\"X\"".into(), words: Words::held(words), children: Vec::new() })
            .meaning()
            .clone()
    }

    /// S1-022: the clause and, in brackets, its heading.
    #[test]
    fn a_pointer_names_its_clause_and_label() {
        let pointer = Meaning::Pointer { clause: "D2.6".parse().unwrap(), label: Some("Widgets".into()) };
        assert_eq!(meaning("has the meaning given to that expression in Section D2.6 (Widgets);"), pointer);
        assert_eq!(meaning("has the meaning given to it in Section D2.6 (Widgets)."), pointer);
    }

    /// S1-021: an alias is no full text and no pointer.
    #[test]
    fn an_alias_names_the_other_term() {
        assert_eq!(meaning("has the same meaning as \u{201c}Widget\u{201d}."), Meaning::Alias { of: "Widget".into() });
    }

    #[test]
    fn words_that_go_on_are_full_text() {
        assert_eq!(meaning("means a thing of the kind in Section D2.6 (Widgets)"), Meaning::FullText);
        assert_eq!(
            meaning("has the meaning given in Section D2.6 (Widgets), save that blue ones do not count"),
            Meaning::FullText
        );
    }

    /// S1-020, S2-112: a term may be defined in a clause.
    #[test]
    fn inline_definitions_are_found_and_plain_quotes_are_not() {
        let terms = |t: &str| inline_definitions(t).into_iter().map(|d| d.term).collect::<Vec<_>>();
        assert_eq!(
            terms("produce a plan (the \"Plan\") and a list (collectively, the \u{201c}Lists\u{201d})"),
            ["Plan", "Lists"]
        );
        assert_eq!(terms("a body (each a \u{201c}**Body**\u{201d}, together the \"Bodies\")"), ["Body", "Bodies"]);
        assert!(terms("the duty (known as 'x' in the \"Licence\" text) and \"Plan\"").is_empty());
        assert!(terms("a list (a) of \"Plans\" (as the \"Plan\" says)").is_empty());
    }
}
