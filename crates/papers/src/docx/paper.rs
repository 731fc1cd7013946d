//! A composed paper as a Word file: Word's own heading, list and table styles, a contents field, and tracked changes in legal
//! text.

use std::fmt::Write as _;

use legaltext::redline::Op;

use super::body::Track;
use super::columns::widths;
use super::error::DocxError;
use super::sheet::{Sheet, stamp};
use super::style::Style;
use super::xml::{Holder, escaped, put_escaped, put_run_content};
use crate::compose::{Block, LegalLine, LineKind, Look, Paper, Part, Run, Section, Table, Words, day};

/// The width of the text of a page, in twentieths of a point.
const WIDTH: u32 = 9026;
/// A paragraph with a bullet: Word's own list.
const BULLET: &str = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";

/// The paper as a Word file. The same paper is the same bytes.
///
/// # Errors
/// When a part is larger than a zip file can hold.
pub fn write_paper(paper: &Paper) -> Result<Vec<u8>, DocxError> {
    let front = &paper.front;
    let midnight = front.date.at(0, 0, 0, 0);
    let class = front.class.as_ref().map_or_else(String::new, |class| format!("Classified as {}", class.class));
    let version = front.version.as_ref().map_or_else(String::new, |version| format!(", version {version}"));
    let head = [front.id.as_deref(), Some(front.kind.as_str())].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let style = Style {
        code: format!("{head}{version}"),
        edition: class,
        author: front.contact.clone(),
        created: midnight,
        track_changes: false,
        ..Style::default()
    };
    let by = format!(" w:author=\"{}\" w:date=\"{}\"", escaped(&front.name()), stamp(midnight));
    let mut writer =
        Writer { xml: String::with_capacity(1 << 16), next: 1, by, proposals_at: front.proposals_at.clone() };
    writer.cover(paper);
    paper.parts.iter().for_each(|part| writer.part(paper, part));
    let title = format!("{}: {}", front.kind, front.name());
    let sheet =
        Sheet { style: &style, title: &title, headers: vec![String::new()], properties: Vec::new(), paper: true };
    sheet.zipped(&writer.xml)
}

struct Writer {
    xml: String,
    /// The last id given.
    next: u32,
    /// ` w:author="…" w:date="…"` of tracked changes.
    by: String,
    /// Where the pages of proposals stand for good.
    proposals_at: Option<String>,
}

impl Writer {
    fn cover(&mut self, paper: &Paper) {
        let front = &paper.front;
        self.class(paper, "");
        if let Some(id) = &front.id {
            self.line("PaperTitle", id);
            self.line("PaperTitle", &format!("‘{}’", front.title));
        } else {
            self.line("PaperTitle", &front.title);
        }
        front.under.iter().for_each(|under| self.line("PaperLine", under));
        self.line("PaperKind", &front.kind);
        if let Some(version) = &front.version {
            self.line("PaperLine", &format!("Version {version}"));
        }
        self.line("PaperLine", &day(front.date));
        self.line("PaperCode", &front.code);
        self.line("PaperLabel", "About this document");
        front.about.iter().for_each(|words| self.line("PaperText", words));
        if !front.status.is_empty() {
            self.line("PaperText", &front.status);
        }
        self.line("PaperText", &format!("Questions go to: {}.", front.questions_to()));
        let annexes: Vec<Words> = paper.parts.iter().filter_map(annex_line).collect();
        if !annexes.is_empty() {
            self.line(
                "PaperText",
                &format!("This document also has {}:", if annexes.len() == 1 { "an annex" } else { "annexes" }),
            );
            annexes.iter().for_each(|words| self.words("PaperBullet", BULLET, words));
        }
        if !paper.missing.is_empty() {
            self.line("PaperLabel", "Not recorded yet");
            paper.missing.iter().for_each(|what| self.words("PaperBullet", BULLET, &Words::plain(what)));
        }
        let sections: usize = paper.parts.iter().map(|part| part.sections.len()).sum();
        if sections > 2 {
            self.contents(paper);
        }
    }

    /// What class the document is of, at the head of each of its parts.
    fn class(&mut self, paper: &Paper, more: &str) {
        let words = paper.front.class.as_ref().map(|class| {
            Words::plain("This document is classified as ")
                .and_strong(class.class.clone(), None)
                .and(format!(" under the {}. {}", class.scheme, class.means))
        });
        if words.is_some() || !more.is_empty() {
            self.words("PaperClass", more, &words.unwrap_or_default());
        }
    }

    /// A contents field, filled with the headings as they stand. Word brings its page numbers up to date when it is asked to.
    fn contents(&mut self, paper: &Paper) {
        self.line("PaperLabel", "Contents");
        let mut entries = Vec::new();
        for part in &paper.parts {
            entries.extend(part.annex.map(|letter| format!("Annex {letter}: {}", part.title)));
            let own = part.annex.is_none();
            entries.extend(part.sections.iter().filter(|_| own).map(Section::printed));
        }
        let last = entries.len().saturating_sub(1);
        for (index, entry) in entries.iter().enumerate() {
            self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>");
            if index == 0 {
                self.xml.push_str(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \
                     \\z </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            self.run("", entry, Holder::Text);
            if index == last {
                self.xml.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            self.xml.push_str("</w:p>");
        }
    }

    fn part(&mut self, paper: &Paper, part: &Part) {
        let level = match part.annex {
            None => 1,
            Some(letter) => {
                self.class(paper, "<w:pageBreakBefore/>");
                self.line("PaperLabel", &paper.front.name());
                self.line("Heading1", &format!("Annex {letter}: {}", part.title));
                2
            }
        };
        self.blocks(&part.opening, level.max(2));
        for section in &part.sections {
            self.line(heading(level), &section.printed());
            self.blocks(&section.blocks, level + 1);
        }
    }

    /// Blocks one after another. A paragraph that introduces a table or a list stands on the page where that begins.
    fn blocks(&mut self, blocks: &[Block], level: u8) {
        let next = blocks.iter().skip(1).map(Some).chain([None]);
        for (block, next) in blocks.iter().zip(next) {
            match (block, next) {
                (Block::Paragraph { words }, Some(Block::Table(_) | Block::List { .. })) => {
                    self.words("PaperText", "<w:keepNext/>", words);
                }
                (block, _) => self.block(block, level),
            }
        }
    }

    fn block(&mut self, block: &Block, level: u8) {
        match block {
            Block::Heading { level: depth, words } => self.line(heading(level + depth.saturating_sub(1)), words),
            Block::Question { number, words } => self.line(heading(level), &format!("Question {number}: {words}")),
            Block::Paragraph { words } => self.words("PaperText", "", words),
            Block::Note { words } => self.words("PaperNote", "", &prefixed("Note: ", words)),
            Block::List { labels, items } => {
                for (index, item) in items.iter().enumerate() {
                    match labels.get(index) {
                        Some(label) => self.words("PaperLabelled", "", &prefixed(&format!("{label}\t"), item)),
                        None => self.words("PaperBullet", BULLET, item),
                    }
                }
            }
            Block::Table(table) => self.table(table),
            Block::Facts { facts } => {
                for (what, words) in facts {
                    let mut line = Words::strong(format!("{what}: "));
                    line.spans.extend(words.spans.iter().cloned());
                    self.words("PaperText", "", &line);
                }
            }
            Block::Room { label, lines } => {
                self.line("PaperText", &format!("{label}:"));
                self.table_starts(&[WIDTH]);
                let height = u32::from(*lines) * 400;
                let _ = write!(
                    self.xml,
                    "<w:tr><w:trPr><w:trHeight w:val=\"{height}\"/></w:trPr><w:tc><w:tcPr/><w:p><w:pPr><w:pStyle \
                     w:val=\"TableText\"/></w:pPr></w:p></w:tc></w:tr>"
                );
                self.table_ends();
            }
            Block::LegalText { lines } => lines.iter().for_each(|line| self.legal(line)),
        }
    }

    fn line(&mut self, style: &str, text: &str) {
        self.words(style, "", &Words::plain(text));
    }

    fn paragraph_starts(&mut self, style: &str, more: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>");
    }

    fn words(&mut self, style: &str, more: &str, words: &Words) {
        self.paragraph_starts(style, more);
        for span in &words.spans {
            let address = span.proposal.as_ref().zip(self.proposals_at.as_ref());
            let address = address.map(|(id, at)| format!("{at}{}", id.as_str().to_lowercase()));
            if let Some(address) = address {
                self.link(&address, &span.text);
                continue;
            }
            match span.look {
                Look::Plain => self.run("", &span.text, Holder::Text),
                Look::Strong => self.run("<w:rPr><w:b/></w:rPr>", &span.text, Holder::Text),
                Look::Missing => self.run("<w:rPr><w:i/></w:rPr>", &span.text, Holder::Text),
                Look::Tick => self.run("", if span.text.is_empty() { "No" } else { "Yes" }, Holder::Text),
            }
        }
        self.xml.push_str("</w:p>");
    }

    /// Words that lead to an address: a field, which needs no list of addresses beside the document.
    fn link(&mut self, address: &str, text: &str) {
        let instruction = format!(" HYPERLINK \"{}\" ", address.replace(['"', '\\'], ""));
        self.xml.push_str("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">");
        put_escaped(&mut self.xml, &instruction);
        self.xml.push_str("</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        self.run("<w:rPr><w:u w:val=\"single\"/></w:rPr>", text, Holder::Text);
        self.xml.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    }

    fn run(&mut self, properties: &str, text: &str, holder: Holder) {
        if !text.is_empty() {
            self.xml.push_str("<w:r>");
            self.xml.push_str(properties);
            put_run_content(&mut self.xml, text, holder);
            self.xml.push_str("</w:r>");
        }
    }

    fn table_starts(&mut self, widths: &[u32]) {
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"CodeTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout \
             w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>",
            widths.iter().sum::<u32>()
        );
        widths.iter().for_each(|width| {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        });
        self.xml.push_str("</w:tblGrid>");
    }

    fn table_ends(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.paragraph_starts("TableGap", "");
        self.xml.push_str("</w:p>");
    }

    fn table(&mut self, table: &Table) {
        self.line("Caption", &table.caption);
        self.table_starts(&widths(table, WIDTH));
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for heading in &table.head {
            self.xml.push_str("<w:tc><w:tcPr/>");
            self.line("TableHead", heading);
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
        for row in &table.rows {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for cell in row {
                self.xml.push_str("<w:tc><w:tcPr/>");
                self.words("TableText", "", cell);
                self.xml.push_str("</w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.table_ends();
    }

    fn legal(&mut self, line: &LegalLine) {
        if line.kind == LineKind::Table {
            return self.legal_table(line);
        }
        let style = match (line.kind, line.number.is_empty(), line.depth) {
            (LineKind::Heading, _, _) => "CrossHeading",
            (LineKind::Definition, _, _) => "Definition",
            (LineKind::Clause | LineKind::Table, false, 0) => "Clause",
            (LineKind::Clause | LineKind::Table, true, 0) => "ClauseText",
            (LineKind::Clause | LineKind::Table, false, depth) => level(&ITEMS, depth),
            (LineKind::Clause | LineKind::Table, true, depth) => level(&TEXTS, depth),
        };
        let all = || line.number.iter().chain(&line.words);
        let mark = match (all().all(|run| run.op == Op::Insert), all().all(|run| run.op == Op::Delete)) {
            (true, false) => Track::Insert,
            (false, true) => Track::Delete,
            (true, true) | (false, false) => Track::Same,
        };
        self.xml.push_str("<w:p><w:pPr>");
        let _ = write!(self.xml, "<w:pStyle w:val=\"{style}\"/>");
        self.mark(mark);
        self.xml.push_str("</w:pPr>");
        let bold = line.kind == LineKind::Definition;
        line.number.iter().for_each(|run| self.tracked(run, bold));
        if !line.number.is_empty() {
            let op = match mark {
                Track::Insert => Op::Insert,
                Track::Delete => Op::Delete,
                Track::Same | Track::MoveFrom | Track::MoveTo => Op::Equal,
            };
            self.tracked(&Run { op, text: "\t".to_owned() }, false);
        }
        line.words.iter().for_each(|run| self.tracked(run, false));
        self.xml.push_str("</w:p>");
    }

    fn legal_table(&mut self, line: &LegalLine) {
        let columns = line.rows.iter().map(|row| row.cells.len()).max().unwrap_or(1);
        let each = WIDTH / u32::try_from(columns).unwrap_or(1).max(1);
        self.table_starts(&vec![each; columns]);
        for row in &line.rows {
            self.xml.push_str("<w:tr><w:trPr>");
            if row.head {
                self.xml.push_str("<w:tblHeader/>");
            }
            self.change(row.op, "");
            self.xml.push_str("</w:trPr>");
            for at in 0..columns {
                self.xml.push_str("<w:tc><w:tcPr/>");
                self.paragraph_starts(if row.head { "TableHead" } else { "TableText" }, "");
                for run in row.cells.get(at).into_iter().flatten() {
                    self.tracked(run, false);
                }
                self.xml.push_str("</w:p></w:tc>");
            }
            self.xml.push_str("</w:tr>");
        }
        self.table_ends();
    }

    /// What became of a paragraph's mark.
    fn mark(&mut self, mark: Track) {
        let op = match mark {
            Track::Insert => Op::Insert,
            Track::Delete => Op::Delete,
            Track::Same | Track::MoveFrom | Track::MoveTo => return,
        };
        self.xml.push_str("<w:rPr>");
        self.change(op, "");
        self.xml.push_str("</w:rPr>");
    }

    /// A tracked change as an element: empty, or around runs.
    fn change(&mut self, op: Op, runs: &str) {
        let element = match op {
            Op::Equal => return self.xml.push_str(runs),
            Op::Insert => "w:ins",
            Op::Delete => "w:del",
        };
        self.next += 1;
        let _ = write!(self.xml, "<{element} w:id=\"{}\"{}", self.next, self.by);
        if runs.is_empty() {
            self.xml.push_str("/>");
        } else {
            let _ = write!(self.xml, ">{runs}</{element}>");
        }
    }

    fn tracked(&mut self, run: &Run, bold: bool) {
        if run.text.is_empty() {
            return;
        }
        let holder = if run.op == Op::Delete { Holder::Deleted } else { Holder::Text };
        let mut runs = String::from(if bold { "<w:r><w:rPr><w:b/></w:rPr>" } else { "<w:r>" });
        put_run_content(&mut runs, &run.text, holder);
        runs.push_str("</w:r>");
        self.change(run.op, &runs);
    }
}

const ITEMS: [&str; 6] = ["ListLevel1", "ListLevel2", "ListLevel3", "ListLevel4", "ListLevel5", "ListLevel6"];
const TEXTS: [&str; 6] = ["ListText1", "ListText2", "ListText3", "ListText4", "ListText5", "ListText6"];

fn level(styles: &[&'static str; 6], depth: u8) -> &'static str {
    styles.get(usize::from(depth.saturating_sub(1))).or(styles.last()).copied().unwrap_or("ListLevel6")
}

fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        _ => "Heading3",
    }
}

fn annex_line(part: &Part) -> Option<Words> {
    let letter = part.annex?;
    Some(Words::strong(format!("Annex {letter}")).and(format!(" holds: {}.", part.title)))
}

fn prefixed(head: &str, words: &Words) -> Words {
    let mut line = Words::plain(head);
    line.spans.extend(words.spans.iter().cloned());
    line
}
