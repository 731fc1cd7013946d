//! Reads XML into a tree, within limits and without a document type: nothing is fetched, and no entity grows.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Longest file, in bytes.
const LONGEST: usize = 128 << 20;
/// Deepest element.
const DEEPEST: usize = 200;
/// Most elements.
const MOST: usize = 4_000_000;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AkomaError {
    /// The text is not XML.
    #[error("line {line}: the file is not well-formed XML ({reason}); open it in an XML editor and mend it there")]
    NotXml {
        /// The line, counted from 1.
        line: usize,
        /// What the XML reader says.
        reason: String,
    },
    /// A document type declaration or an entity of its own.
    #[error("line {line}: the file declares or uses entities of its own, which are not read; save it without them")]
    Entities {
        /// The line, counted from 1.
        line: usize,
    },
    /// More than can be read.
    #[error("the file {what}; split it and read the parts one by one")]
    TooMuch {
        /// Which limit it passes.
        what: &'static str,
    },
    /// Another kind of XML.
    #[error("the file begins with <{root}>, so it is not Akoma Ntoso; its outermost element must be <akomaNtoso>")]
    NotAkomaNtoso {
        /// The outermost element.
        root: String,
    },
    /// A kind of document that holds no provisions.
    #[error("the file holds a <{kind}>; documents of a Code are read from an act, a bill, a doc or a statement")]
    OtherKind {
        /// The element below the outermost one.
        kind: String,
    },
    /// A cover: its documents stand in files of their own.
    #[error("the file is the cover of a collection; read the files that it names: {files}")]
    Cover {
        /// The files, with commas.
        files: String,
    },
    /// Nobody can tell which document of the Code it is.
    #[error("the file does not say which document of the Code it is; name one, for example section-d")]
    WhichDocument,
}

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name, without a prefix; empty for one of another namespace than the outermost element's.
    pub(super) name: String,
    /// Its attributes, by their names without a prefix.
    attributes: Vec<(String, String)>,
    /// What it holds.
    pub(super) pieces: Vec<Piece>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Node(Node),
}

impl Node {
    /// The value of an attribute; empty when it is not there.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The elements directly within it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Node(node) => Some(node),
            Piece::Text(_) => None,
        })
    }

    /// The first element of a name directly within it.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.name == name)
    }

    /// The element at a path of names below it, the first of each name.
    pub(super) fn descend(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// Its words and those of everything within it, with spaces as they come.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.put_text(&mut out);
        out
    }

    fn put_text(&self, out: &mut String) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Node(node) => node.put_text(out),
            }
        }
    }
}

/// Words with single spaces and without line breaks.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a file into its outermost element.
pub(super) fn read(xml: &str) -> Result<Node, AkomaError> {
    if xml.len() > LONGEST {
        return Err(AkomaError::TooMuch { what: "is longer than 128 MB" });
    }
    let xml = xml.strip_prefix('\u{feff}').unwrap_or(xml);
    let mut reader = NsReader::from_str(xml);
    let mut building = Building::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
        let line = || 1 + xml.get(..at).unwrap_or(xml).matches('\n').count();
        let (space, event) = reader.read_resolved_event().map_err(|error| not_xml(line(), &error))?;
        match event {
            Event::Start(start) => building.open(&space, &start, line)?,
            Event::Empty(start) => {
                building.open(&space, &start, line)?;
                building.close();
            }
            Event::End(_) => building.close(),
            Event::Text(text) => building.text(&text.xml10_content()),
            Event::CData(text) => building.text(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => building.text(c.encode_utf8(&mut [0; 4])),
                Ok(None) => {
                    let known = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                    building.text(known.ok_or_else(|| AkomaError::Entities { line: line() })?);
                }
                Err(error) => return Err(not_xml(line(), &error)),
            },
            Event::DocType(_) => return Err(AkomaError::Entities { line: line() }),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => return building.finish(line()),
        }
    }
}

fn not_xml(line: usize, error: &impl std::fmt::Display) -> AkomaError {
    AkomaError::NotXml { line, reason: error.to_string() }
}

/// The elements that are open, outermost first, and what was closed at the top.
#[derive(Default)]
struct Building {
    open: Vec<Node>,
    root: Option<Node>,
    /// The namespace of the outermost element.
    space: Option<String>,
    elements: usize,
}

impl Building {
    fn open(
        &mut self,
        space: &ResolveResult<'_>,
        start: &BytesStart<'_>,
        line: impl Fn() -> usize,
    ) -> Result<(), AkomaError> {
        self.elements += 1;
        if self.elements > MOST {
            return Err(AkomaError::TooMuch { what: "has more than four million elements" });
        }
        if self.open.len() >= DEEPEST {
            return Err(AkomaError::TooMuch { what: "nests its elements more than 200 deep" });
        }
        if self.root.is_some() {
            return Err(AkomaError::NotXml { line: line(), reason: "more than one outermost element".to_owned() });
        }
        let own = match space {
            ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => String::new(),
        };
        let first = self.space.get_or_insert_with(|| own.clone());
        let name = if *first == own { start.local_name().as_ref().to_owned() } else { String::new() };
        let mut node = Node { name, ..Node::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| not_xml(line(), &error))?;
            let key = attribute.key.local_name().as_ref().to_owned();
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let value = value.map_err(|error| {
                let entity = matches!(error, quick_xml::Error::Escape(_));
                if entity { AkomaError::Entities { line: line() } } else { not_xml(line(), &error) }
            })?;
            node.attributes.push((key, value.into_owned()));
        }
        self.open.push(node);
        Ok(())
    }

    fn close(&mut self) {
        let Some(node) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(above) => above.pieces.push(Piece::Node(node)),
            None => self.root = Some(node),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(node) = self.open.last_mut() else { return };
        match node.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            Some(Piece::Node(_)) | None => node.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn finish(self, line: usize) -> Result<Node, AkomaError> {
        let reason = match (self.open.last(), self.root) {
            (None, Some(root)) => return Ok(root),
            (Some(open), _) => format!("<{}> is never closed", open.name),
            (None, None) => "there is no element in it".to_owned(),
        };
        Err(AkomaError::NotXml { line, reason })
    }
}
