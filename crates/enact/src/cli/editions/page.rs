//! Documents of a Code as one page that needs nothing beside it.

use std::fmt::Write as _;

use legaltext::block::{Block, blocks};
use legaltext::{Definition, Document, Edition, Provision, Words};

/// The page. It holds its style sheet, so it can be sent about as one file.
pub(super) fn of(edition: &Edition, code: &str, words: &str) -> String {
    let title = match edition.documents() {
        [only] => format!("{}: {}", only.id().printed(), only.title()),
        _ if code.is_empty() => "Documents of the Code".to_owned(),
        _ => code.to_owned(),
    };
    let mut page = Page(String::new());
    let style = crate::web::style_sheet();
    let _ = write!(
        page.0,
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>"
    );
    page.text(&title);
    let _ =
        write!(page.0, "</title>\n<style>{style}</style>\n</head>\n<body>\n<main class=\"wide page\" id=\"main\">\n");
    let about: Vec<&str> = [code, words].into_iter().filter(|part| !part.is_empty()).collect();
    page.element("p", &about.join(". "));
    edition.documents().iter().for_each(|document| page.document(document));
    page.0.push_str("</main>\n</body>\n</html>\n");
    page.0
}

struct Page(String);

impl Page {
    /// Words as HTML.
    fn text(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
    }

    /// An element with words, left out where there are none.
    fn element(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            let _ = write!(self.0, "<{name}>");
            self.text(words);
            let _ = writeln!(self.0, "</{name}>");
        }
    }

    fn document(&mut self, document: &Document) {
        let _ = writeln!(self.0, "<article id=\"{}\">", document.id());
        self.element("h1", &format!("{}: {}", document.id().printed(), document.title()));
        self.element("p", &document.version().map(|version| format!("Version {version}")).unwrap_or_default());
        self.definitions(document.opening_definitions());
        document.provisions().iter().for_each(|provision| self.provision(provision));
        self.0.push_str("</article>\n");
    }

    fn provision(&mut self, provision: &Provision) {
        self.element("h3", provision.heading().unwrap_or_default());
        let number = provision.number().as_str();
        let _ = writeln!(self.0, "<div class=\"provision\" id=\"p-{}\">", provision.id());
        match (provision.words(), provision.caption()) {
            (Words::Unheld { heading }, _) => {
                self.element("p", &format!("{number} {heading} (the words are not held)"));
            }
            (Words::Held { lead_in, .. }, Some(caption)) => {
                self.element("h2", &format!("{number} {caption}"));
                self.blocks("", lead_in);
            }
            (Words::Held { lead_in, .. }, None) => self.blocks(number, lead_in),
        }
        let (list, below): (Vec<_>, Vec<_>) = provision.children().iter().partition(|child| child.number().is_label());
        if !list.is_empty() {
            self.0.push_str("<div style=\"margin-left: 2em\">\n");
            list.into_iter().for_each(|child| self.provision(child));
            self.0.push_str("</div>\n");
        }
        self.blocks("", provision.tail());
        self.definitions(provision.definitions());
        self.0.push_str("</div>\n");
        below.into_iter().for_each(|child| self.provision(child));
    }

    fn definitions(&mut self, definitions: &[std::sync::Arc<Definition>]) {
        if definitions.is_empty() {
            return;
        }
        self.0.push_str("<dl>\n");
        for definition in definitions {
            self.element("dt", definition.term());
            self.0.push_str("<dd>\n");
            match definition.words() {
                Words::Unheld { .. } => self.element("p", "The words are not held."),
                Words::Held { lead_in, tail } => {
                    self.blocks("", lead_in);
                    definition.children().iter().for_each(|child| self.provision(child));
                    self.blocks("", tail);
                }
            }
            self.0.push_str("</dd>\n");
        }
        self.0.push_str("</dl>\n");
    }

    /// Words block by block, the number before the first.
    fn blocks(&mut self, number: &str, words: &str) {
        let read = blocks(words);
        let mut number = number;
        if !matches!(read.first(), Some(Block::Paragraph(_))) {
            self.element("p", std::mem::take(&mut number));
        }
        for block in read {
            match block {
                Block::Paragraph(words) => {
                    let space = if number.is_empty() { "" } else { " " };
                    self.element("p", &format!("{}{space}{words}", std::mem::take(&mut number)));
                }
                Block::Formula(formula) => self.element("pre", formula),
                Block::Note { label, words } => self.element("p", &format!("{label}: {words}")),
                Block::Figure { caption, file } => self.element("p", &format!("Figure: {caption} ({file})")),
                Block::Table(table) => {
                    self.0.push_str("<table>\n");
                    if let Some(head) = &table.head {
                        self.row("th", head);
                    }
                    table.rows.iter().for_each(|row| self.row("td", row));
                    self.0.push_str("</table>\n");
                }
            }
        }
    }

    fn row(&mut self, cell: &str, cells: &[std::borrow::Cow<'_, str>]) {
        self.0.push_str("<tr>");
        for words in cells {
            let scope = if cell == "th" { " scope=\"col\"" } else { "" };
            let _ = write!(self.0, "<{cell}{scope}>");
            self.text(words);
            let _ = write!(self.0, "</{cell}>");
        }
        self.0.push_str("</tr>\n");
    }
}
