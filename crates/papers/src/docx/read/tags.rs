//! Walks through the tags of an XML part, whatever prefixes its maker chose for the namespaces.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// An element's name and attributes.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    word: bool,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        let name = self.start.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The name without its prefix when it is one of WordprocessingML, else an empty name.
    pub(super) fn word(&self) -> &str {
        if self.word { self.local() } else { "" }
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.start.attributes().with_checks(false).flatten().find_map(|attribute| {
            let key = attribute.key.0;
            let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
            (local == name)
                .then(|| unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), Cow::into_owned))
        })
    }

    /// True when it says that the spaces at the ends of its text count.
    pub(super) fn keeps_spaces(&self) -> bool {
        self.start.attributes_raw().contains("preserve")
    }

    /// The value of `w:val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// A property that is on when it is there, unless it says that it is off.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off" | "none"))
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> Option<i32> {
        let value = self.attribute(name)?;
        value.parse::<i32>().ok().or_else(|| value.parse::<f64>().ok().map(|n| n.clamp(-1e6, 1e6) as i32))
    }
}

/// One step through a part.
pub(super) enum Tag<'x> {
    /// An element begins.
    Open(Element<'x>),
    /// An element that holds nothing.
    Empty(Element<'x>),
    /// An element ends.
    Close,
    /// Text.
    Text(Cow<'x, str>),
}

/// The tags of one part.
pub(super) struct Tags<'x> {
    reader: Reader<&'x [u8]>,
    /// The prefixes that stand for WordprocessingML, each with its colon; an empty one when it needs none.
    prefixes: Vec<String>,
    begun: bool,
    over: bool,
}

/// Why a part cannot be read further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Broken {
    /// It declares a document type.
    DocumentType,
    /// Its elements are nested too deep.
    TooDeep,
    /// It is no XML from this byte on.
    At(u64),
}

impl<'x> Tags<'x> {
    pub(super) fn new(text: &'x str) -> Tags<'x> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.trim_markup_names_in_closing_tags = true;
        Tags { reader, prefixes: vec!["w:".to_owned()], begun: false, over: false }
    }

    /// The next tag or text; none at the end.
    pub(super) fn next(&mut self) -> Option<Result<Tag<'x>, Broken>> {
        loop {
            if self.over {
                return None;
            }
            match self.reader.read_event() {
                Ok(Event::Start(start)) => return Some(Ok(Tag::Open(self.element(start)))),
                Ok(Event::Empty(start)) => return Some(Ok(Tag::Empty(self.element(start)))),
                Ok(Event::End(_)) => return Some(Ok(Tag::Close)),
                Ok(Event::Text(text)) => return Some(Ok(Tag::Text(text.into_inner()))),
                Ok(Event::CData(text)) => return Some(Ok(Tag::Text(text.into_inner()))),
                Ok(Event::GeneralRef(reference)) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
                        Ok(None) | Err(_) => match reference.into_inner().as_ref() {
                            "amp" => Some(Cow::Borrowed("&")),
                            "lt" => Some(Cow::Borrowed("<")),
                            "gt" => Some(Cow::Borrowed(">")),
                            "quot" => Some(Cow::Borrowed("\"")),
                            "apos" => Some(Cow::Borrowed("'")),
                            _ => None,
                        },
                    };
                    if let Some(text) = known {
                        return Some(Ok(Tag::Text(text)));
                    }
                }
                Ok(Event::DocType(_)) => {
                    self.over = true;
                    return Some(Err(Broken::DocumentType));
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Ok(Event::Eof) => {
                    self.over = true;
                    return None;
                }
                Err(_) => {
                    self.over = true;
                    return Some(Err(Broken::At(self.reader.error_position())));
                }
            }
        }
    }

    /// Passes over everything up to the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next() {
                Some(Ok(Tag::Open(_))) => open += 1,
                Some(Ok(Tag::Close)) => open -= 1,
                Some(Ok(Tag::Empty(_) | Tag::Text(_))) => {}
                Some(Err(broken)) => return Err(broken),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn element(&mut self, start: BytesStart<'x>) -> Element<'x> {
        if !self.begun {
            self.begun = true;
            self.learn(&start);
        }
        let name = start.name().0;
        let prefix = name.split_at_checked(name.find(':').map_or(0, |at| at + 1)).map_or("", |(prefix, _)| prefix);
        let word = self.prefixes.iter().any(|known| known == prefix);
        Element { start, word }
    }

    /// Which prefixes the root gives to WordprocessingML, in its usual or its strict form.
    fn learn(&mut self, root: &BytesStart<'_>) {
        let mut found = Vec::new();
        for attribute in root.attributes().with_checks(false).flatten() {
            if !attribute.value.contains("/wordprocessingml/") || !attribute.value.ends_with("/main") {
                continue;
            }
            match attribute.key.0.strip_prefix("xmlns") {
                Some("") => found.push(String::new()),
                Some(prefix) => found.extend(prefix.strip_prefix(':').map(|prefix| format!("{prefix}:"))),
                None => {}
            }
        }
        if !found.is_empty() {
            self.prefixes = found;
        }
    }
}
