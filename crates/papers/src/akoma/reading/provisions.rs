//! The hierarchy of a file as provisions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use legaltext::{Citation, Definition, DefinitionParts, Number, Provision, ProvisionId, ProvisionParts, Words};

use super::losses::{LossKind, Losses};
use super::numbers;
use crate::akoma::naming::LASTING;
use crate::akoma::tree::{Node, Piece, tidy};

/// The elements that stand for a provision or a group of them.
const HIERARCHY: [&str; 28] = [
    "clause",
    "section",
    "part",
    "paragraph",
    "chapter",
    "title",
    "article",
    "book",
    "tome",
    "division",
    "list",
    "point",
    "indent",
    "alinea",
    "rule",
    "subrule",
    "proviso",
    "subsection",
    "subpart",
    "subparagraph",
    "subchapter",
    "subtitle",
    "subdivision",
    "subclause",
    "sublist",
    "level",
    "transitional",
    "hcontainer",
];

/// Those that group provisions and whose numbers no provision's number extends.
const GROUPINGS: [&str; 10] =
    ["part", "chapter", "title", "book", "tome", "division", "subpart", "subchapter", "subtitle", "subdivision"];

pub(super) fn is_hierarchy(node: &Node) -> bool {
    HIERARCHY.contains(&node.name.as_str())
}

/// What has been read of a provision, a definition or a document.
#[derive(Default)]
pub(super) struct Below {
    /// The paragraphs before the list.
    pub(super) lead: Vec<String>,
    /// The paragraphs after it.
    pub(super) tail: Vec<String>,
    pub(super) children: Vec<Arc<Provision>>,
    pub(super) definitions: Vec<Arc<Definition>>,
    /// A heading that belongs to the next provision.
    pub(super) heading: Option<String>,
}

impl Below {
    fn words(&self) -> Words {
        Words::Held { lead_in: self.lead.join("\n"), tail: self.tail.join("\n") }
    }

    /// Paragraphs go before the list, or after it when there is one already.
    pub(super) fn push(&mut self, paragraphs: impl IntoIterator<Item = String>) {
        if self.children.is_empty() { self.lead.extend(paragraphs) } else { self.tail.extend(paragraphs) }
    }

    fn joined_heading(&mut self, more: &str) {
        if more.is_empty() {
            return;
        }
        let joined = match self.heading.take() {
            Some(before) => format!("{before} \u{2013} {more}"),
            None => more.to_owned(),
        };
        self.heading = Some(joined);
    }
}

/// Where reading stands: the citation, and the number that it ends with.
#[derive(Clone)]
pub(super) struct At {
    pub(super) cited: Citation,
    pub(super) number: Option<Number>,
}

impl At {
    pub(super) fn below(&self, number: &Number) -> At {
        At { cited: self.cited.child(number), number: Some(number.clone()) }
    }
}

/// Reads one document.
pub(super) struct Builder<'a> {
    origin: &'a str,
    /// The address of the work, whose own links are no loss: they are found again in the words.
    pub(super) work: String,
    pub(super) losses: &'a mut Losses,
    taken: BTreeSet<ProvisionId>,
    doubled: BTreeMap<String, usize>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(origin: &'a str, work: String, losses: &'a mut Losses) -> Builder<'a> {
        Builder { origin, work, losses, taken: BTreeSet::new(), doubled: BTreeMap::new() }
    }

    /// Everything in a document's body. Words that no number holds are a loss: a document has none of its own.
    pub(super) fn document(&mut self, body: &Node, root: &Citation) -> Below {
        let at = At { cited: root.clone(), number: None };
        let mut below = Below::default();
        self.inside(body, &at, &mut below);
        let alone: Vec<String> = below.lead.drain(..).chain(below.tail.drain(..)).collect();
        self.losses.at = root.to_string();
        self.losses.words(LossKind::Words, "words outside every numbered provision were left out", &alone.join(" "));
        if let Some(heading) = below.heading.take() {
            self.losses.words(LossKind::Words, "a heading with no provision below it was left out", &heading);
        }
        below
    }

    /// What an element of the hierarchy holds, besides its number and heading.
    pub(super) fn inside(&mut self, node: &Node, at: &At, below: &mut Below) {
        for piece in &node.pieces {
            match piece {
                Piece::Text(text) if text.trim().is_empty() => {}
                Piece::Text(text) => below.push(Some(tidy(text))),
                Piece::Node(inner) => self.part(inner, at, below),
            }
        }
    }

    fn part(&mut self, node: &Node, at: &At, below: &mut Below) {
        match node.name.as_str() {
            "num" | "heading" => {}
            "subheading" => {
                let words = node.text();
                self.losses.words(LossKind::Grouping, "a subheading was left out", &words);
            }
            "crossHeading" => below.joined_heading(&self.heading(node)),
            "intro" | "content" => self.content(node, at, below),
            "wrapUp" => {
                let paragraphs = self.paragraphs(node);
                if below.children.is_empty() { below.lead.extend(paragraphs) } else { below.tail.extend(paragraphs) }
            }
            "componentRef" | "toc" => {
                self.losses.of(LossKind::Part, "a table of contents or a component's place was left out")
            }
            _ if is_hierarchy(node) => self.provision(node, at, below),
            _ => self.flow(std::slice::from_ref(&node), at, below),
        }
    }

    fn provision(&mut self, node: &Node, at: &At, below: &mut Below) {
        match node.attribute("name") {
            "definition" if node.name == "hcontainer" => {
                if let Some(definition) = self.listed(node, at) {
                    below.definitions.push(Arc::new(definition));
                    return;
                }
            }
            "wrapUp" if node.name == "hcontainer" => {
                let closing = node.child("content").map(|content| self.paragraphs(content)).unwrap_or_default();
                below.tail.extend(closing);
                return;
            }
            _ => {}
        }
        let Some(number) = self.number(node, at) else {
            self.ungrouped(node, at, below);
            return;
        };
        let here = at.below(&number);
        self.losses.at = here.cited.to_string();
        let heading = below.heading.take();
        let mut own = Below::default();
        self.inside(node, &here, &mut own);
        let caption = node.child("heading").map(|heading| self.heading(heading)).filter(|heading| !heading.is_empty());
        self.losses.at = here.cited.to_string();
        if let Some(heading) = own.heading.take() {
            self.losses.words(LossKind::Words, "a heading with no provision below it was left out", &heading);
        }
        // The markup has a place for definitions below a clause, and none below a paragraph.
        if number.is_label() && lasting(node).is_none() && !own.definitions.is_empty() {
            self.losses.of(LossKind::Grouping, "definitions that a paragraph lists became its clause's");
            below.definitions.append(&mut own.definitions);
        }
        let unheld = node.attribute("status") == "unknown" && own.lead.is_empty() && own.tail.is_empty();
        let (words, caption) = if unheld {
            (Words::Unheld { heading: caption.unwrap_or_default() }, None)
        } else {
            (own.words(), caption)
        };
        let id = self.identity(node, &here.cited.to_string());
        let parts = ProvisionParts {
            id,
            number,
            heading,
            caption,
            words,
            children: own.children,
            definitions: own.definitions,
        };
        below.children.push(Arc::new(Provision::new(parts)));
    }

    /// The number of a provision; none for a grouping and for what has no number that can be told.
    fn number(&mut self, node: &Node, at: &At) -> Option<Number> {
        if GROUPINGS.contains(&node.name.as_str()) {
            return None;
        }
        let printed = tidy(&node.child("num")?.text());
        let own = lasting(node).is_some();
        if own && let Ok(number) = printed.parse() {
            return Some(number);
        }
        let read = numbers::read(&printed).or_else(|| at.number.as_ref().and_then(|_| numbers::label(&printed)))?;
        let number = numbers::below(read, at.number.as_ref());
        if number.as_str() != printed {
            self.losses.of(
                LossKind::Number,
                format!(
                    "numbers printed as \u{201c}{}\u{201d} are written as a Code writes them, {}",
                    shape(&printed),
                    shape(number.as_str())
                ),
            );
        }
        Some(number)
    }

    /// A Part, or anything without a number: its heading goes to the first provision in it, its words to what holds it.
    fn ungrouped(&mut self, node: &Node, at: &At, below: &mut Below) {
        let num = node.child("num").map(|num| tidy(&num.text())).unwrap_or_default();
        let heading = node.child("heading").map(|heading| self.heading(heading)).unwrap_or_default();
        let named = match (num.is_empty(), heading.is_empty()) {
            (false, false) => format!("{num}: {heading}"),
            _ => format!("{num}{heading}"),
        };
        if !named.is_empty() {
            let what = format!("a {} became a heading above its first provision", node.name);
            self.losses.of(LossKind::Grouping, what);
            below.joined_heading(&named);
        } else if node.name != "list" {
            self.losses.of(LossKind::Number, "an element without a number became part of what holds it");
        }
        self.inside(node, at, below);
    }

    /// The identity of a provision: its own when the file gives it one, else from where it came from.
    pub(super) fn identity(&mut self, node: &Node, place: &str) -> ProvisionId {
        if let Some(own) = lasting(node) {
            if self.taken.insert(own.clone()) {
                return own;
            }
            self.losses.of(LossKind::Identity, "two provisions claim one identity, and the second got one of its own");
        }
        let count = self.doubled.entry(place.to_owned()).or_insert(0);
        *count += 1;
        let path = if *count == 1 { place.to_owned() } else { format!("{place} #{count}") };
        let id = ProvisionId::derive(self.origin, "import", &path);
        self.taken.insert(id.clone());
        id
    }

    /// `hcontainer name="definition"`: the term is what its first paragraph marks, after nothing but a quotation mark.
    fn listed(&mut self, node: &Node, at: &At) -> Option<Definition> {
        let holder = node.child("content").or_else(|| node.child("intro"))?;
        let opening = holder.child("p")?;
        let (term, rest) = self.opening_term(opening)?;
        let place = format!("{} \"{term}\"", at.cited);
        let mut below = Below::default();
        below.push(rest);
        let mut past = false;
        for piece in &node.pieces {
            let Piece::Node(inner) = piece else { continue };
            if !past && std::ptr::eq(inner, holder) {
                past = true;
                let after: Vec<&Node> = inner.nodes().skip_while(|n| !std::ptr::eq(*n, opening)).skip(1).collect();
                self.flow(&after, at, &mut below);
            } else {
                self.part(inner, at, &mut below);
            }
        }
        let unheld = node.attribute("status") == "unknown" && below.lead.is_empty() && below.tail.is_empty();
        let words = if unheld { Words::Unheld { heading: String::new() } } else { below.words() };
        let id = self.identity(node, &place);
        Some(Definition::new(DefinitionParts { id, term, words, children: below.children }))
    }

    /// A provision of a list within words.
    pub(super) fn item(&mut self, node: &Node, number: Number, at: &At) -> Arc<Provision> {
        let here = at.below(&number);
        self.losses.at = here.cited.to_string();
        let mut own = Below::default();
        self.inside(node, &here, &mut own);
        let caption = node.child("heading").map(|heading| self.heading(heading));
        let id = self.identity(node, &here.cited.to_string());
        let parts =
            ProvisionParts { caption, children: own.children.clone(), ..ProvisionParts::new(id, number, own.words()) };
        Arc::new(Provision::new(parts))
    }
}

/// The lasting identity that a file of this program gives an element.
fn lasting(node: &Node) -> Option<ProvisionId> {
    node.attribute("wId").strip_prefix(LASTING)?.parse().ok()
}

/// The form of a number, so that a hundred like it are one loss: digits as 1, letters as a.
fn shape(printed: &str) -> String {
    let mut out = String::new();
    for c in printed.chars() {
        let c = if c.is_ascii_digit() { '1' } else { c };
        if !(c == '1' && out.ends_with('1')) {
            out.push(c);
        }
    }
    out.chars().take(24).collect()
}
