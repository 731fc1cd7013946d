//! Just enough reading of our own pages: tags with their attributes, the text between them, characters written as names.

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// `<name attributes>`, or `</name>`, whose name begins with a stroke.
    Tag { name: String, attributes: Vec<(String, String)> },
    /// Text, with its characters as they are read.
    Text(String),
}

impl Piece {
    /// The value of an attribute; the empty text for one without a value.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        match self {
            Self::Tag { attributes, .. } => {
                attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
            }
            Self::Text(_) => None,
        }
    }
}

/// The pieces of a page, in order.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        if !text.is_empty() {
            pieces.push(Piece::Text(decoded(text)));
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        if !tag.starts_with('!') {
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            pieces.push(Piece::Tag { name: name.to_ascii_lowercase(), attributes: attributes_of(attributes) });
        }
        rest = after;
    }
    pieces.push(Piece::Text(decoded(rest)));
    pieces
}

/// What a reader sees, with runs of white space as one space.
pub(super) fn text(html: &str) -> String {
    let words = pieces(html).into_iter().map(|piece| match piece {
        Piece::Text(text) => text,
        // Words in the middle of a line run on; everything else stands apart.
        Piece::Tag { name, .. } if ["ins", "del", "a", "em", "strong"].contains(&name.trim_start_matches('/')) => {
            String::new()
        }
        Piece::Tag { .. } => " ".to_owned(),
    });
    words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn attributes_of(text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').unwrap_or((value, "")),
            None => ("", after),
        };
        attributes.push((name.to_ascii_lowercase(), decoded(value)));
        rest = after.trim_start();
    }
    attributes
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let Some((name, after)) = after.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            out.push('&');
            rest = after;
            continue;
        };
        let number = name.strip_prefix('#');
        let number = number.and_then(|number| match number.strip_prefix('x') {
            Some(number) => u32::from_str_radix(number, 16).ok(),
            None => number.parse().ok(),
        });
        match (name, number.and_then(char::from_u32)) {
            (_, Some(character)) => out.push(character),
            ("amp", None) => out.push('&'),
            ("lt", None) => out.push('<'),
            ("gt", None) => out.push('>'),
            ("quot", None) => out.push('"'),
            ("nbsp", None) => out.push('\u{a0}'),
            (other, None) => panic!("&{other}; is not known here"),
        }
        rest = after;
    }
    out + rest
}

#[test]
fn a_page_is_read() {
    let html = r#"<!doctype html><p class="a &amp; b">One&#39;s <ins>new</ins>ly<br>said &#x3C;b></p>"#;
    assert_eq!(text(html), "One's newly said <b>");
    assert_eq!(pieces(html).iter().find_map(|piece| piece.attribute("class")), Some("a & b"));
}
