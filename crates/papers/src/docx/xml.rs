//! The few things that writing XML needs: escaped text, and runs of text with their tabs and breaks.

/// True for a byte that is not written as it stands. U+FFFE and U+FFFF end in BE and BF after EF BF.
fn is_special(byte: u8) -> bool {
    matches!(byte, 0..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | b'&' | b'<' | b'>' | b'"' | 0xbe | 0xbf)
}

/// Adds text with what XML reserves written as entities. Characters that XML cannot hold become U+FFFD.
pub(super) fn put_escaped(out: &mut String, text: &str) {
    let mut plain = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !is_special(*byte) {
            continue;
        }
        let (from, written) = match byte {
            b'&' => (at, "&amp;"),
            b'<' => (at, "&lt;"),
            b'>' => (at, "&gt;"),
            b'"' => (at, "&quot;"),
            0xbe | 0xbf if at >= 2 && bytes.get(at - 2..at) == Some(&[0xef, 0xbf]) => (at - 2, "\u{fffd}"),
            0xbe | 0xbf => continue,
            _ => (at, "\u{fffd}"),
        };
        out.push_str(text.get(plain..from).unwrap_or(""));
        out.push_str(written);
        plain = at + 1;
    }
    out.push_str(text.get(plain..).unwrap_or(""));
}

/// Text as the value of an attribute or element.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    put_escaped(&mut out, text);
    out
}

/// The kind of element that holds the text of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// `w:t`.
    Text,
    /// `w:delText`, inside `w:del`.
    Deleted,
}

/// Adds the content of a run. Tabs, form feeds and line ends become the elements that Word has for them; a carriage return
/// goes.
pub(super) fn put_run_content(out: &mut String, text: &str, holder: Holder) {
    // Spaces at the ends count in all of them, also after somebody has edited the words.
    let (open, close) = match holder {
        Holder::Text => ("<w:t xml:space=\"preserve\">", "</w:t>"),
        Holder::Deleted => ("<w:delText xml:space=\"preserve\">", "</w:delText>"),
    };
    let mut from = 0;
    let put = |out: &mut String, part: &str| {
        if !part.is_empty() {
            out.push_str(open);
            put_escaped(out, part);
            out.push_str(close);
        }
    };
    // One look at each byte finds the end of a part; most texts have none of these.
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| *byte < b' ') {
        let element = match byte {
            b'\t' => "<w:tab/>",
            b'\n' => "<w:br/>",
            0x0c => "<w:br w:type=\"page\"/>",
            b'\r' => "",
            _ => continue,
        };
        put(out, text.get(from..at).unwrap_or(""));
        out.push_str(element);
        from = at + 1;
    }
    put(out, text.get(from..).unwrap_or(""));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reserves_is_escaped_and_what_it_cannot_hold_is_replaced() {
        assert_eq!(escaped("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
        assert_eq!(escaped("a\u{1}b\u{ffff}c\u{fffe}\u{fffd}"), "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}");
        assert_eq!(escaped("\u{ffbe} \u{e0be} é"), "\u{ffbe} \u{e0be} é");
    }

    #[test]
    fn tabs_and_breaks_become_elements() {
        let mut out = String::new();
        put_run_content(&mut out, "D1\twords \n\u{c}x\r", Holder::Text);
        let text = |words: &str| format!("<w:t xml:space=\"preserve\">{words}</w:t>");
        let expected =
            [&text("D1"), "<w:tab/>", &text("words "), "<w:br/><w:br w:type=\"page\"/>", &text("x")].concat();
        assert_eq!(out, expected);
    }
}
