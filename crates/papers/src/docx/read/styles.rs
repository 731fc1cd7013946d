//! Reads what the styles of a Word file say about indents, lists and headings.

use std::collections::HashMap;

use super::tags::{Element, Tag, Tags};
use crate::docx::word_file::Look;

/// The paragraph styles of a file, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: HashMap<String, Style>,
    /// The id of the style of paragraphs that name none.
    usual: String,
    /// How a paragraph looks that names a style and nothing else.
    looks: HashMap<String, Look>,
}

/// One style as its own element says, before what it is based on.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    based_on: String,
    properties: Properties,
    bold: Option<bool>,
}

/// The properties of a paragraph that a style or the paragraph itself may give; none is inherited.
#[derive(Debug, Default, Clone)]
pub(super) struct Properties {
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<u8>,
    pub(super) left: Option<i32>,
    pub(super) first: Option<i32>,
    pub(super) outline: Option<u8>,
}

impl Properties {
    /// Takes what this element says, if it is a property of a paragraph.
    pub(super) fn take(&mut self, element: &Element<'_>) {
        let small = |text: Option<String>| text.and_then(|t| t.parse::<u8>().ok());
        match element.word() {
            "pStyle" => self.style = element.value(),
            "numId" => self.list = element.value(),
            "ilvl" => self.level = small(element.value()).map(|level| level.min(8)),
            "outlineLvl" => self.outline = small(element.value()).filter(|level| *level < 9),
            "ind" => {
                self.left = element.number("left").or_else(|| element.number("start")).or(self.left);
                let hanging = element.number("hanging").map(i32::saturating_neg);
                self.first = hanging.or_else(|| element.number("firstLine")).or(self.first);
            }
            _ => {}
        }
    }
}

/// Styles may be based on one another this deep; a ring of them ends here too.
const DEEPEST: usize = 24;

impl Styles {
    /// How a paragraph looks that says this of itself. The list's own indent is added by the caller.
    pub(super) fn look(&self, own: &Properties) -> Look {
        let plain = own.list.is_none() && own.level.is_none() && own.left.is_none();
        match own.style.as_ref().filter(|_| plain && own.first.is_none() && own.outline.is_none()) {
            Some(style) => self.looks.get(style).cloned().unwrap_or_else(|| self.resolved(own)),
            None => self.resolved(own),
        }
    }

    fn resolved(&self, own: &Properties) -> Look {
        let id = own.style.as_deref().unwrap_or(&self.usual);
        let mut look = Look {
            style: self.known.get(id).map_or_else(|| id.to_lowercase(), |style| style.name.clone()),
            ..Look::default()
        };
        let mut all = own.clone();
        let mut bold = None;
        let mut at = id;
        for _ in 0..DEEPEST {
            let Some(style) = self.known.get(at) else { break };
            let p = &style.properties;
            all.left = all.left.or(p.left);
            all.first = all.first.or(p.first);
            all.outline = all.outline.or(p.outline);
            all.level = all.level.or(p.level);
            if all.list.is_none() {
                all.list.clone_from(&p.list);
            }
            bold = bold.or(style.bold);
            at = &style.based_on;
        }
        look.left = all.left.unwrap_or(0);
        look.first = all.first.unwrap_or(0);
        look.outline = all.outline;
        look.bold = bold.unwrap_or(false);
        look.list = all.list.filter(|list| list != "0" && !list.is_empty()).map(|list| (list, all.level.unwrap_or(0)));
        look
    }

    /// True when neither the paragraph nor its styles say how far it stands in.
    pub(super) fn has_no_indent(&self, own: &Properties) -> bool {
        let mut at = own.style.as_deref().unwrap_or(&self.usual);
        let mut said = own.left.is_some();
        for _ in 0..DEEPEST {
            let Some(style) = self.known.get(at) else { break };
            said |= style.properties.left.is_some() && style.properties.list.is_none();
            at = &style.based_on;
        }
        !said
    }
}

/// Reads the part; what is damaged in it is left out.
pub(super) fn read(text: &str) -> Styles {
    let mut styles = Styles::default();
    let mut tags = Tags::new(text);
    let mut under_way: Option<(String, Style)> = None;
    let mut in_runs = false;
    while let Some(Ok(tag)) = tags.next() {
        let (element, opened) = match tag {
            Tag::Open(element) => (element, true),
            Tag::Empty(element) => (element, false),
            Tag::Close | Tag::Text(_) => continue,
        };
        match element.word() {
            "style" => {
                let id = element.attribute("styleId").unwrap_or_default();
                let paragraph = element.attribute("type").is_none_or(|kind| kind == "paragraph");
                if let Some((id, style)) = under_way.take() {
                    styles.known.insert(id, style);
                }
                in_runs = false;
                if opened && paragraph {
                    if element.attribute("default").is_some_and(|v| v == "1" || v == "true") {
                        styles.usual.clone_from(&id);
                    }
                    under_way = Some((id, Style::default()));
                }
            }
            "rPr" => in_runs = opened,
            "pPr" => in_runs = false,
            name => {
                let Some((_, style)) = under_way.as_mut() else { continue };
                match name {
                    "name" => style.name = element.value().unwrap_or_default().trim().to_lowercase(),
                    "basedOn" => style.based_on = element.value().unwrap_or_default(),
                    "b" if in_runs => style.bold = Some(element.is_on()),
                    _ => style.properties.take(&element),
                }
            }
        }
    }
    if let Some((id, style)) = under_way.take() {
        styles.known.insert(id, style);
    }
    let ids: Vec<String> = styles.known.keys().cloned().collect();
    for id in ids {
        let look = styles.resolved(&Properties { style: Some(id.clone()), ..Properties::default() });
        styles.looks.insert(id, look);
    }
    styles
}
