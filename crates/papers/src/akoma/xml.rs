//! Writes XML: blocks on lines of their own, words within a line.

use std::borrow::Cow;

/// The namespace of Akoma Ntoso 3.0.
pub(super) const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// XML in the making.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// The head of a file, with the root element open.
    pub(super) fn begin(capacity: usize) -> Xml {
        let mut xml = Xml { out: String::with_capacity(capacity), open: Vec::new() };
        xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.start("akomaNtoso", &[("xmlns", NAMESPACE)]);
        xml
    }

    /// Closes what is open and gives the file.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    /// Opens a block; it stands on a line of its own.
    pub(super) fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes, ">\n");
        self.open.push(name);
    }

    /// Closes the block opened last.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.close(name);
            self.out.push('\n');
        }
    }

    /// A block with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.tag(name, attributes, "/>\n");
    }

    /// A block that holds words and inline elements: all on one line, because spaces count in it.
    pub(super) fn line(&mut self, name: &str, attributes: &[(&str, &str)], words: impl FnOnce(&mut Xml)) {
        self.indent();
        self.tag(name, attributes, ">");
        words(self);
        self.close(name);
        self.out.push('\n');
    }

    /// An inline element.
    pub(super) fn inline(&mut self, name: &str, attributes: &[(&str, &str)], words: impl FnOnce(&mut Xml)) {
        self.tag(name, attributes, ">");
        words(self);
        self.close(name);
    }

    /// Words on a line of their own, in an element that holds words and blocks.
    pub(super) fn words(&mut self, words: &str) {
        self.indent();
        self.text(words);
        self.out.push('\n');
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        self.out.push_str(&escaped(words, false));
    }

    fn indent(&mut self) {
        for _ in 0..self.open.len() {
            self.out.push_str("  ");
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (attribute, value) in attributes.iter().filter(|(attribute, _)| !attribute.is_empty()) {
            self.out.push(' ');
            self.out.push_str(attribute);
            self.out.push_str("=\"");
            self.out.push_str(&escaped(value, true));
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }
}

/// Text as XML holds it, within quotation marks or not. A character that XML 1.0 cannot hold at all becomes the replacement
/// character.
fn escaped(text: &str, quoted: bool) -> Cow<'_, str> {
    let marked = |c: char| matches!(c, '<' | '>' | '&') || (quoted && c == '"') || !is_allowed(c);
    let Some(first) = text.find(marked) else { return Cow::Borrowed(text) };
    let (head, rest) = text.split_at_checked(first).unwrap_or((text, ""));
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(head);
    for c in rest.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if quoted => out.push_str("&quot;"),
            c if is_allowed(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

/// The characters of XML 1.0 (production 2).
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_marks_are_escaped() {
        assert_eq!(escaped("a < b & \"c\" > d", true), "a &lt; b &amp; &quot;c&quot; &gt; d");
        assert_eq!(escaped("a < \"c\"", false), "a &lt; \"c\"");
        assert_eq!(escaped("bell\u{7} and \u{fffe}", true), "bell\u{fffd} and \u{fffd}");
        assert!(matches!(escaped("plain – \"words’ é", false), Cow::Borrowed(_)));
    }
}
