//! The text layer of a PDF as lines, page by page.

use super::{Extract, ExtractedLine, Notice, NoticeKind, Place};

impl Extract {
    /// The pages that `pdftotext -layout` printed, each ended by a form feed.
    ///
    /// The margin of each page goes: what all its lines begin with says nothing.
    pub fn of_pages(text: &str) -> Self {
        let mut extract = Self::default();
        let text = text.strip_suffix('\u{c}').unwrap_or(text);
        for (page, text) in (1..).zip(text.split('\u{c}')) {
            let place = Place::Page { page };
            let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
            let filled = text.lines().filter(|line| !line.trim().is_empty());
            let margin = filled.map(indent).min();
            if margin.is_none() {
                let line = extract.lines.len() + 1;
                let message = format!(
                    "Page {page} has no text layer: it is a picture or empty. What it shows was not read; give the \
                     document as text, or put the page through text recognition."
                );
                extract.notices.push(Notice { kind: NoticeKind::PageWithoutText, line, message });
            }
            let mut starts_page = page > 1;
            for line in text.lines() {
                let text = line.get(margin.unwrap_or(0)..).unwrap_or_default().to_owned();
                extract.lines.push(ExtractedLine { text, place, starts_page });
                starts_page = false;
            }
        }
        extract
    }

    /// Whether no line has words.
    pub fn is_wordless(&self) -> bool {
        self.lines.iter().all(|line| line.text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_their_number_and_lose_their_margin() {
        let extract = Extract::of_pages("  One\n    two\n\n\u{c}\u{c}   Three\n\u{c}");
        let lines: Vec<_> =
            extract.lines.iter().map(|line| (line.text.as_str(), line.place, line.starts_page)).collect();
        let page = |page| Place::Page { page };
        let expected =
            [("One", page(1), false), ("  two", page(1), false), ("", page(1), false), ("Three", page(3), true)];
        assert_eq!(lines, expected);
        assert_eq!(extract.notices.len(), 1);
        assert!(extract.notices[0].message.contains("Page 2"));
        assert!(Extract::of_pages("\n\u{c}\n\u{c}").is_wordless());
    }
}
