//! One provision of a Code and everything below it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::definition::Definition;
use crate::hash::{Hash, Hasher};
use crate::number::Number;
use crate::provision_id::ProvisionId;
use crate::references::cited::{Cited, Kept};
use crate::wording::{one_line, tidied, tidy};

/// The words of a provision: held in the register, or known only to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum Words {
    /// The words are here. A line break parts paragraphs.
    Held {
        /// What is printed before the list, or all the words when there is no list.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        lead_in: String,
        /// What runs on after the list.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        tail: String,
    },
    /// The number and heading are known, the words are not held.
    Unheld {
        /// The heading under which the provision stands, empty when it is not known.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        heading: String,
    },
}

impl Words {
    /// Held words with no tail.
    pub fn held(lead_in: &str) -> Words {
        Words::Held { lead_in: lead_in.to_owned(), tail: String::new() }
    }

    /// Single spaces; without a list there is nothing for a tail to follow, so it becomes a further paragraph.
    pub(crate) fn tidied(self, has_list: bool) -> Words {
        match self {
            Words::Held { lead_in, tail } if has_list || tail.is_empty() => {
                Words::Held { lead_in: tidied(lead_in), tail: tidied(tail) }
            }
            Words::Held { lead_in, tail } => {
                Words::Held { lead_in: tidy(&format!("{lead_in}\n{tail}")), tail: String::new() }
            }
            Words::Unheld { heading } => Words::Unheld { heading: one_line(&heading) },
        }
    }

    /// Puts other words in place of those that are held.
    pub(crate) fn reword(&mut self, new_lead_in: Option<String>, new_tail: Option<String>) {
        match self {
            Words::Held { lead_in, tail } => {
                new_lead_in.into_iter().for_each(|words| *lead_in = words);
                new_tail.into_iter().for_each(|words| *tail = words);
            }
            Words::Unheld { .. } => {}
        }
    }

    pub(crate) fn feed(&self, hasher: Hasher) -> Hasher {
        match self {
            Words::Held { lead_in, tail } => hasher.text("held").text(lead_in).text(tail),
            Words::Unheld { heading } => hasher.text("unheld").text(heading),
        }
    }
}

/// What a provision is made from. Build one of these, then [`Provision::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schemars(rename = "Provision")]
pub struct ProvisionParts {
    /// Who it is.
    pub id: ProvisionId,
    /// The number printed today.
    pub number: Number,
    /// The cross heading printed above it, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The caption on its own line, as a group of clauses has one: `D10 Implementation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Its own words.
    pub words: Words,
    /// The paragraphs or clauses below it, in printed order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<ProvisionParts>")]
    pub children: Vec<Arc<Provision>>,
    /// The definitions it lists, in printed order, after its words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<crate::definition::DefinitionParts>")]
    pub definitions: Vec<Arc<Definition>>,
}

impl ProvisionParts {
    /// A provision with words and nothing below it.
    pub fn new(id: ProvisionId, number: Number, words: Words) -> ProvisionParts {
        ProvisionParts {
            id,
            number,
            heading: None,
            caption: None,
            words,
            children: Vec::new(),
            definitions: Vec::new(),
        }
    }
}

/// A clause, paragraph or sub-paragraph. Never changed in place: an amendment makes a new one that shares what is the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "ProvisionParts", into = "ProvisionParts")]
pub struct Provision {
    id: ProvisionId,
    number: Number,
    words: Words,
    children: Vec<Arc<Provision>>,
    seldom: Option<Box<Seldom>>,
    hash: Hash,
    units: u32,
    unheld: bool,
    defines: bool,
    cited: Kept,
}

/// What few provisions have; a Code holds a hundred thousand of them, so the others keep no room for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seldom {
    heading: Option<String>,
    caption: Option<String>,
    definitions: Vec<Arc<Definition>>,
}

impl PartialEq for Provision {
    fn eq(&self, other: &Self) -> bool {
        (&self.id, &self.number, &self.words) == (&other.id, &other.number, &other.words)
            && (&self.children, &self.seldom) == (&other.children, &other.seldom)
    }
}

impl Eq for Provision {}

impl From<ProvisionParts> for Provision {
    fn from(parts: ProvisionParts) -> Self {
        Provision::new(parts)
    }
}

impl From<Provision> for ProvisionParts {
    fn from(provision: Provision) -> Self {
        let Provision { id, number, words, children, seldom, .. } = provision;
        let Seldom { heading, caption, definitions } = seldom.map_or_else(Seldom::default, |seldom| *seldom);
        ProvisionParts { id, number, heading, caption, words, children, definitions }
    }
}

impl Provision {
    /// Makes the provision: words are tidied (single spaces, paragraphs on lines of their own) and the hash is taken.
    pub fn new(parts: ProvisionParts) -> Provision {
        let ProvisionParts { id, number, heading, caption, words, mut children, mut definitions } = parts;
        let has_list = children.iter().any(|c| c.number().is_label());
        let mut words = words.tidied(has_list);
        let heading = heading.map(|h| one_line(&h)).filter(|h| !h.is_empty());
        let mut caption = caption.map(|c| one_line(&c)).filter(|c| !c.is_empty());
        if let Words::Unheld { heading } = &mut words
            && let Some(caption) = caption.take()
            && heading.is_empty()
        {
            *heading = caption;
        }
        children.shrink_to_fit();
        definitions.shrink_to_fit();
        let seldom = if heading.is_none() && caption.is_none() && definitions.is_empty() {
            None
        } else {
            Some(Box::new(Seldom { heading, caption, definitions }))
        };
        let hash = Hash::of_nothing();
        let mut new = Provision {
            id,
            number,
            words,
            children,
            seldom,
            hash,
            units: 0,
            unheld: false,
            defines: false,
            cited: Kept::new(),
        };
        new.taken_anew();
        new
    }

    /// Takes the hash, and what else is said of it and all below it, after a change.
    fn taken_anew(&mut self) {
        let hasher = Hasher::new("provision").text(self.number.as_str()).maybe(self.heading()).maybe(self.caption());
        let hasher = self.words.feed(hasher).nodes(self.children.iter().map(|c| c.hash));
        self.hash = hasher.nodes(self.definitions().iter().map(|d| d.hash())).finish();
        self.unheld = matches!(self.words, Words::Unheld { .. }) || self.children.iter().any(|c| c.unheld);
        self.defines = !self.definitions().is_empty() || self.children.iter().any(|c| c.defines);
        let own = u32::from(!self.number.is_label());
        let definitions = u32::try_from(self.definitions().len()).unwrap_or(u32::MAX);
        let below = self.children.iter().fold(definitions, |sum, child| sum.saturating_add(child.units));
        self.units = own.saturating_add(below);
        self.cited = Kept::new();
    }

    /// Changes what lies directly below it.
    pub(crate) fn change_children(&mut self, change: impl FnOnce(&mut Vec<Arc<Provision>>)) {
        change(&mut self.children);
        if self.tail().is_empty() || self.children.iter().any(|c| c.number().is_label()) {
            self.taken_anew();
        } else {
            // Without a list there is nothing for a tail to follow.
            *self = Provision::new(self.to_parts());
        }
    }

    /// A copy of what it is made from, to change and build again; what lies below is shared.
    pub fn to_parts(&self) -> ProvisionParts {
        self.clone().into()
    }

    /// Who it is; the same after renumbering and after a change of words.
    pub fn id(&self) -> &ProvisionId {
        &self.id
    }

    /// The number printed today.
    pub fn number(&self) -> &Number {
        &self.number
    }

    /// The cross heading printed above it.
    pub fn heading(&self) -> Option<&str> {
        self.seldom.as_ref()?.heading.as_deref()
    }

    /// The caption on its number's line.
    pub fn caption(&self) -> Option<&str> {
        self.seldom.as_ref()?.caption.as_deref()
    }

    /// Its own words, without what lies below.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// The words before the list; empty when they are not held.
    pub fn lead_in(&self) -> &str {
        match &self.words {
            Words::Held { lead_in, .. } => lead_in,
            Words::Unheld { .. } => "",
        }
    }

    /// The words after the list; empty when there are none or they are not held.
    pub fn tail(&self) -> &str {
        match &self.words {
            Words::Held { tail, .. } => tail,
            Words::Unheld { .. } => "",
        }
    }

    /// The heading of a provision whose words are not held; empty when they are.
    pub(crate) fn heading_of_unheld(&self) -> &str {
        match &self.words {
            Words::Held { .. } => "",
            Words::Unheld { heading } => heading,
        }
    }

    /// True when its own words are held.
    pub fn is_held(&self) -> bool {
        matches!(self.words, Words::Held { .. })
    }

    /// True when its own words or those of anything below it are not held.
    pub fn has_unheld(&self) -> bool {
        self.unheld
    }

    /// True when it or anything below it lists definitions.
    pub(crate) fn has_definitions(&self) -> bool {
        self.defines
    }

    /// True for a number kept in place with no effect: its words are `Not used`.
    pub fn is_not_used(&self) -> bool {
        self.children.is_empty() && self.lead_in().trim_end_matches('.').eq_ignore_ascii_case("not used")
    }

    /// What lies directly below, in printed order.
    pub fn children(&self) -> &[Arc<Provision>] {
        &self.children
    }

    /// The definitions listed in this provision itself.
    pub fn definitions(&self) -> &[Arc<Definition>] {
        self.seldom.as_ref().map_or(&[], |seldom| &seldom.definitions)
    }

    /// The hash of number, headings, words and everything below; identities are outside it.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// How many clauses and definitions a redline counts in it, itself and all below.
    pub(crate) fn units(&self) -> usize {
        usize::try_from(self.units).unwrap_or(usize::MAX)
    }

    /// True when both say the same themselves: heading, caption and words, whatever their numbers and what lies below.
    pub(crate) fn says_the_same(&self, other: &Provision) -> bool {
        self.heading() == other.heading() && self.caption() == other.caption() && self.words == other.words
    }

    /// The provision at a path of numbers below this one.
    pub fn find(&self, path: &[Number]) -> Option<&Provision> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.children().iter().find(|c| c.number() == first)?.find(rest)
    }

    /// All its words with the words below it, each part on a line of its own, as plain text with its numbers.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write_text(&mut out, 0);
        out
    }

    fn write_text(&self, out: &mut String, depth: usize) {
        let indent = "    ".repeat(depth);
        let first = self.caption().into_iter().chain(Some(self.lead_in()).filter(|l| !l.is_empty()));
        let words: Vec<&str> = first.collect();
        out.push_str(&format!("{indent}{} {}", self.number(), words.join("\n")).replace('\n', &format!("\n{indent}")));
        for child in self.children() {
            out.push('\n');
            child.write_text(out, depth + usize::from(child.number().is_label()));
        }
        for line in self.tail().lines() {
            out.push_str(&format!("\n{indent}{line}"));
        }
        for definition in self.definitions() {
            out.push_str(&format!("\n{indent}\"{}\" {}", definition.term(), definition.text()));
        }
    }

    /// What its own words cite, with marks for all that lies below it. Found once, then kept.
    pub(crate) fn cited(&self) -> &Cited {
        let below = || {
            let children = self.children().iter().map(|child| child.cited());
            children.chain(self.definitions().iter().map(|definition| definition.cited()))
        };
        self.cited.get(self.lead_in(), self.tail(), below)
    }
}
