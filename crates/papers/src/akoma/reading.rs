//! Reads Akoma Ntoso into documents of a Code.

mod losses;
mod numbers;
mod provisions;
mod words;

use legaltext::{Citation, Document, DocumentId, DocumentKind, DocumentParts};

use super::naming::document_of_component;
use super::tree::{self, AkomaError, Node, tidy};
use losses::Losses;
pub use losses::{Loss, LossKind};
use provisions::Builder;

/// What a reader must be told beside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where the file came from: the Code and the file's hash, say. Provisions without an identity of their own get one
    /// from it.
    pub origin: String,
    /// Which document of the Code the file's first document is, when it does not say so itself.
    pub document: Option<DocumentId>,
}

impl From<&str> for Reading {
    fn from(origin: &str) -> Reading {
        Reading { origin: origin.to_owned(), document: None }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The documents, in the order of the file.
    pub documents: Vec<Document>,
    /// The address of the expression that the file says it is, when it says so.
    pub expression: Option<String>,
    /// What could not be carried. Empty for a file that this program wrote.
    pub losses: Vec<Loss>,
}

/// Reads a file. What [`super::write_document`] wrote comes back the same. Of other files comes in what a Code can hold;
/// what it cannot hold is in the list of losses.
///
/// # Errors
/// When the text is not XML or not Akoma Ntoso, passes a limit of size or depth, declares entities, holds no document of a
/// kind that has provisions, or does not say which document of the Code it is while `reading` does not either.
pub fn read(xml: &str, reading: &Reading) -> Result<Import, AkomaError> {
    let root = tree::read(xml)?;
    if root.name != "akomaNtoso" {
        let named = if root.name.is_empty() { "another element" } else { root.name.as_str() };
        return Err(AkomaError::NotAkomaNtoso { root: named.to_owned() });
    }
    let top = root.nodes().next().ok_or_else(|| AkomaError::OtherKind { kind: "empty document".to_owned() })?;
    let mut found = Vec::new();
    collect(top, None, &mut found)?;
    let mut losses = Losses::default();
    let mut documents: Vec<Document> = Vec::new();
    for (index, candidate) in found.iter().enumerate() {
        let told = reading.document.clone().filter(|_| index == 0);
        let id = told.or_else(|| candidate.id()).or_else(|| schedule(index, &documents, &mut losses));
        let id = id.ok_or(AkomaError::WhichDocument)?;
        if documents.iter().any(|earlier| *earlier.id() == id) {
            let text = candidate.node.text();
            losses.words(LossKind::Words, &format!("a second {} in the file was left out", id.printed()), &text);
            continue;
        }
        documents.push(candidate.document(id, reading, &mut losses));
    }
    let expression = top.descend(&["meta", "identification", "FRBRExpression", "FRBRuri"]);
    let expression = expression.map(|uri| uri.attribute("value").to_owned()).filter(|uri| !uri.is_empty());
    Ok(Import { documents, expression, losses: losses.finish() })
}

/// The names of documents that have provisions, with the element that holds these.
const KINDS: [(&str, &str); 5] =
    [("act", "body"), ("bill", "body"), ("doc", "mainBody"), ("statement", "mainBody"), ("portion", "portionBody")];

/// A document in the file.
struct Candidate<'a> {
    node: &'a Node,
    body: &'a Node,
    /// The element that holds it as an attachment or component, whose number and heading may name it.
    holder: Option<&'a Node>,
}

/// Finds the documents of a file: its own, its attachments and its components.
fn collect<'a>(node: &'a Node, holder: Option<&'a Node>, found: &mut Vec<Candidate<'a>>) -> Result<(), AkomaError> {
    let before = found.len();
    let mut files: Vec<String> = Vec::new();
    if node.name == "documentCollection" {
        let components = node.child("collectionBody").into_iter().flat_map(Node::nodes);
        components.for_each(|component| files.extend(file_named(component)));
        within(node.child("collectionBody"), found)?;
    } else if let Some((_, body)) = KINDS.iter().find(|(kind, _)| *kind == node.name) {
        let Some(body) = node.child(body) else {
            return Err(AkomaError::OtherKind { kind: format!("{} without a body", node.name) });
        };
        let named: Vec<String> = body.nodes().filter_map(file_named).collect();
        if body.nodes().any(|inner| inner.name != "componentRef") {
            found.push(Candidate { node, body, holder });
        }
        files.extend(named);
    } else {
        return Err(AkomaError::OtherKind { kind: node.name.clone() });
    }
    within(node.child("attachments"), found)?;
    within(node.child("components"), found)?;
    let attached = node.child("attachments").into_iter().flat_map(Node::nodes);
    attached.for_each(|attachment| files.extend(file_named(attachment)));
    if found.len() == before && holder.is_none() {
        return Err(AkomaError::Cover { files: files.join(", ") });
    }
    Ok(())
}

fn within<'a>(list: Option<&'a Node>, found: &mut Vec<Candidate<'a>>) -> Result<(), AkomaError> {
    for holder in list.into_iter().flat_map(Node::nodes) {
        let known =
            |node: &&Node| KINDS.iter().any(|(kind, _)| *kind == node.name) || node.name == "documentCollection";
        if known(&holder) {
            collect(holder, Some(holder), found)?;
        }
        for document in holder.nodes().filter(known) {
            collect(document, Some(holder), found)?;
        }
    }
    Ok(())
}

/// The file that a reference to a component or document names.
fn file_named(node: &Node) -> Option<String> {
    let reference = match node.name.as_str() {
        "componentRef" | "documentRef" => node,
        _ => node.child("documentRef")?,
    };
    let file = [reference.attribute("src"), reference.attribute("href")].into_iter().find(|file| !file.is_empty())?;
    Some(file.to_owned())
}

/// An attachment that says nothing of itself is the next Schedule that is free.
fn schedule(index: usize, documents: &[Document], losses: &mut Losses) -> Option<DocumentId> {
    if index == 0 {
        return None;
    }
    let free = (1..10_000).filter_map(|n| DocumentId::new(DocumentKind::Schedule, &n.to_string()).ok());
    let id = free.into_iter().find(|id| documents.iter().all(|document| document.id() != id))?;
    losses.of(LossKind::Number, format!("an attachment that does not say what it is was read as {}", id.printed()));
    Some(id)
}

impl Candidate<'_> {
    /// The document that it says it is: by its address, its outermost element, or its heading as an attachment.
    fn id(&self) -> Option<DocumentId> {
        let this = self.node.descend(&["meta", "identification", "FRBRWork", "FRBRthis"]);
        let component = this.and_then(|this| this.attribute("value").rsplit_once('!')).map(|(_, name)| name);
        let named = component.and_then(document_of_component);
        let outermost = || self.outermost().and_then(|(_, id)| id);
        let attached = || ["num", "heading"].iter().find_map(|name| printed(&self.holder?.child(name)?.text()));
        named.or_else(outermost).or_else(attached)
    }

    /// The one element that holds everything else, when its number names a document of a Code.
    fn outermost(&self) -> Option<(&Node, Option<DocumentId>)> {
        let mut nodes = self.body.nodes();
        let (first, None) = (nodes.next()?, nodes.next()) else { return None };
        let id = printed(&first.child("num")?.text())?;
        Some((first, Some(id)))
    }

    fn document(&self, id: DocumentId, reading: &Reading, losses: &mut Losses) -> Document {
        losses.at = id.printed();
        for part in ["coverPage", "preamble", "conclusions"] {
            let words = self.node.child(part).map(Node::text).unwrap_or_default();
            losses.words(LossKind::Part, &format!("the {} was left out", part_name(part)), &words);
        }
        let outermost = self.outermost().filter(|(_, named)| named.as_ref() == Some(&id)).map(|(node, _)| node);
        let heading = outermost.and_then(|node| node.child("heading")).map(Node::text);
        let title =
            heading.map_or_else(|| if outermost.is_some() { String::new() } else { self.title(losses) }, |h| tidy(&h));
        let version = self.node.descend(&["meta", "identification", "FRBRExpression", "FRBRversionNumber"]);
        let version = version.map(|version| version.attribute("value").to_owned());
        let work = self.node.descend(&["meta", "identification", "FRBRWork", "FRBRuri"]);
        let work = work.map(|work| work.attribute("value").to_owned()).unwrap_or_default();
        let mut builder = Builder::new(&reading.origin, work, losses);
        let below = builder.document(outermost.unwrap_or(self.body), &Citation::of_document(&id));
        Document::new(DocumentParts { id, title, version, definitions: below.definitions, provisions: below.children })
    }

    /// The title of a document that has no outermost element: as its preface prints it, else as its address names it.
    fn title(&self, losses: &mut Losses) -> String {
        let preface = self.node.child("preface");
        let printed = preface.and_then(|preface| find(preface, "docTitle")).map(|title| tidy(&title.text()));
        let named = || {
            let name = self.node.descend(&["meta", "identification", "FRBRWork", "FRBRname"])?;
            Some(tidy(name.attribute("value")))
        };
        let held = || self.holder.and_then(|holder| holder.child("heading")).map(|heading| tidy(&heading.text()));
        let title = printed.clone().or_else(held).or_else(named).unwrap_or_default();
        if let Some(preface) = preface {
            let rest = tidy(&preface.text());
            if printed.as_deref() != Some(rest.as_str()) {
                losses.words(LossKind::Part, "of the preface only the title was kept", &rest);
            }
        }
        title
    }
}

/// The first element of a name anywhere below.
fn find<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    node.nodes().find_map(|inner| if inner.name == name { Some(inner) } else { find(inner, name) })
}

fn part_name(element: &str) -> &'static str {
    match element {
        "coverPage" => "cover",
        "preamble" => "preamble",
        _ => "conclusion",
    }
}

/// `Section D`, `SCHEDULE 2`, `Annex I` at the head of a text.
fn printed(text: &str) -> Option<DocumentId> {
    let text = tidy(text);
    let mut words = text.split([' ', ':', '\u{2014}', '\u{2013}', '.']).filter(|word| !word.is_empty());
    DocumentId::from_printed(&format!("{} {}", words.next()?, words.next()?)).ok()
}
