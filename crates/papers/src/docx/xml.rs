//! The few things that writing XML needs: escaped text, and runs of text with their tabs and breaks.

/// Adds text with what XML reserves written as entities. Characters that XML cannot hold become U+FFFD.
pub(super) fn put_escaped(out: &mut String, text: &str) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            0x00..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f => "\u{fffd}",
            // U+FFFE and U+FFFF are EF BF BE and EF BF BF; nothing else ends so after EF BF.
            0xbe | 0xbf if at >= 2 && text.as_bytes().get(at - 2..at) == Some(&[0xef, 0xbf]) => {
                out.push_str(text.get(plain..at - 2).unwrap_or(""));
                out.push('\u{fffd}');
                plain = at + 1;
                continue;
            }
            _ => continue,
        };
        out.push_str(text.get(plain..at).unwrap_or(""));
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
    let put = |out: &mut String, part: &str| {
        if part.is_empty() {
            return;
        }
        out.push_str(open);
        put_escaped(out, part);
        out.push_str(close);
    };
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
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
