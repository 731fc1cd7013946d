//! A paper as HTML: headings in order, captions and scopes on tables, and a link from a figure to the entry of the record
//! that it comes from.

use std::fmt::Write as _;

use legaltext::redline::Op;
use procedure::names::ProposalId;

use super::paper::{Block, LegalLine, LineKind, Look, Paper, Part, Run, Section, Table, Words};
use super::record::day;

/// What words of a paper lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadsTo<'a> {
    /// The entry of the record at this position, which they come from.
    Entry(u64),
    /// The proposal that they name.
    Proposal(&'a ProposalId),
}

/// The paper as a fragment that stands under a page's own heading: its sections begin at level 2. `link` gives the address
/// of what words lead to; none prints no link.
#[must_use]
pub fn html(paper: &Paper, link: &dyn Fn(LeadsTo<'_>) -> Option<String>) -> String {
    let mut out = Writer { out: String::new(), link, ids: 0 };
    out.cover(paper);
    out.contents(paper);
    for part in &paper.parts {
        out.part(part);
    }
    out.out
}

/// The paper as one file of HTML with its style inside, without links.
#[must_use]
pub fn html_page(paper: &Paper) -> String {
    let front = &paper.front;
    let title = escaped(&format!("{}: {}", front.name(), front.kind));
    let body = html(paper, &|to| match to {
        LeadsTo::Proposal(id) => front.address_of(id),
        LeadsTo::Entry(_) => None,
    });
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n\
         {body}</main>\n</body>\n</html>\n",
        escaped(&front.name())
    )
}

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:50rem;padding:0 1rem;color:#111;background:#fff}\
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600}\
th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top}\
.paper-scroll{overflow-x:auto}.paper-missing{font-style:italic}.paper-note{border-left:4px solid #767676;padding-left:1rem}\
.paper-depth-1{margin-left:2rem}.paper-depth-2{margin-left:4rem}.paper-depth-3,.paper-depth-4{margin-left:6rem}\
.paper-line-heading{font-weight:600}.paper-labelled{list-style:none;padding-left:1rem}ins{text-decoration:underline;background:#e2f4e4}\
del{text-decoration:line-through;background:#fbe5e5}dt{font-weight:600}dd{margin:0 0 .5rem}\
.paper-room{border:1px solid #767676;min-height:4rem}";

struct Writer<'a> {
    out: String,
    link: &'a dyn Fn(LeadsTo<'_>) -> Option<String>,
    ids: usize,
}

impl Writer<'_> {
    fn cover(&mut self, paper: &Paper) {
        let front = &paper.front;
        self.out.push_str("<div class=\"paper-front\">\n");
        let mut facts = vec![("Paper", front.kind.clone()), ("Code", front.code.clone())];
        facts.extend(front.under.clone().map(|under| ("Of", under.trim_matches(['(', ')']).to_owned())));
        facts.extend(front.version.clone().map(|version| ("Version", version)));
        facts.push(("Date", day(front.date)));
        if let Some(class) = &front.class {
            facts.push(("Classification", format!("{} ({}). {}", class.class, class.scheme, class.means)));
        }
        facts.push(("Standing", front.status.clone()));
        facts.push(("Questions to", front.questions_to()));
        self.out.push_str("<dl class=\"paper-facts\">\n");
        for (what, words) in facts.into_iter().filter(|(_, words)| !words.is_empty()) {
            let _ = writeln!(self.out, "<dt>{what}</dt><dd>{}</dd>", escaped(&words));
        }
        self.out.push_str("</dl>\n");
        for words in &front.about {
            let _ = writeln!(self.out, "<p>{}</p>", escaped(words));
        }
        self.out.push_str("</div>\n");
        if !paper.missing.is_empty() {
            self.out.push_str("<section class=\"paper-missing-list\" aria-labelledby=\"paper-missing\">\n");
            self.out.push_str("<h2 id=\"paper-missing\">Not recorded yet</h2>\n<ul>\n");
            for what in &paper.missing {
                let _ = writeln!(self.out, "<li>{}</li>", escaped(what));
            }
            self.out.push_str("</ul>\n</section>\n");
        }
    }

    fn contents(&mut self, paper: &Paper) {
        let mut entries: Vec<(String, String)> = Vec::new();
        let mut ids = 0;
        for part in &paper.parts {
            if let Some(letter) = part.annex {
                entries.push((format!("paper-annex-{}", letter.to_ascii_lowercase()), annex_title(letter, part)));
            }
            for section in &part.sections {
                ids += 1;
                entries.push((format!("paper-{ids}"), section.printed()));
            }
        }
        if entries.len() < 3 {
            return;
        }
        self.out.push_str("<nav class=\"paper-contents\" aria-labelledby=\"paper-contents\">\n<h2 id=\"paper-contents\">Contents</h2>\n<ul>\n");
        for (id, words) in entries {
            let _ = writeln!(self.out, "<li><a href=\"#{id}\">{}</a></li>", escaped(&words));
        }
        self.out.push_str("</ul>\n</nav>\n");
    }

    fn part(&mut self, part: &Part) {
        let level = match part.annex {
            None => 2,
            Some(letter) => {
                let id = letter.to_ascii_lowercase();
                let title = escaped(&annex_title(letter, part));
                let _ = writeln!(self.out, "<section class=\"paper-annex\">\n<h2 id=\"paper-annex-{id}\">{title}</h2>");
                3
            }
        };
        part.opening.iter().for_each(|block| self.block(block, level));
        part.sections.iter().for_each(|section| self.section(section, level));
        if part.annex.is_some() {
            self.out.push_str("</section>\n");
        }
    }

    fn section(&mut self, section: &Section, level: u8) {
        self.ids += 1;
        let id = self.ids;
        let _ = writeln!(self.out, "<section>\n<h{level} id=\"paper-{id}\">{}</h{level}>", escaped(&section.printed()));
        section.blocks.iter().for_each(|block| self.block(block, level + 1));
        self.out.push_str("</section>\n");
    }

    fn block(&mut self, block: &Block, level: u8) {
        match block {
            Block::Heading { level: depth, words } => {
                let level = (level + depth.saturating_sub(1)).min(6);
                let _ = writeln!(self.out, "<h{level}>{}</h{level}>", escaped(words));
            }
            Block::Question { number, words } => {
                let level = level.min(6);
                let _ = writeln!(self.out, "<h{level}>Question {number}: {}</h{level}>", escaped(words));
            }
            Block::Paragraph { words } => self.wrapped("p", "", words),
            Block::Note { words } => self.wrapped("p", " class=\"paper-note\"", words),
            Block::List { labels, items } => self.list(labels, items),
            Block::Table(table) => self.table(table),
            Block::Facts { facts } => {
                self.out.push_str("<dl class=\"paper-facts\">\n");
                for (what, words) in facts {
                    let _ = write!(self.out, "<dt>{}</dt>", escaped(what));
                    self.wrapped("dd", "", words);
                }
                self.out.push_str("</dl>\n");
            }
            Block::Room { label, .. } => {
                let _ = writeln!(self.out, "<p>{}</p>\n<div class=\"paper-room\"></div>", escaped(label));
            }
            Block::LegalText { lines } => {
                self.out.push_str("<div class=\"paper-legal\">\n");
                lines.iter().for_each(|line| self.legal(line));
                self.out.push_str("</div>\n");
            }
        }
    }

    fn wrapped(&mut self, element: &str, attributes: &str, words: &Words) {
        let _ = write!(self.out, "<{element}{attributes}>");
        self.words(words);
        let _ = writeln!(self.out, "</{element}>");
    }

    fn words(&mut self, words: &Words) {
        for span in &words.spans {
            let text = match (span.look, span.text.is_empty()) {
                (Look::Tick, true) => "<span class=\"paper-tick\">No</span>".to_owned(),
                (Look::Tick, false) => "<span class=\"paper-tick\">Yes</span>".to_owned(),
                (Look::Strong, _) => format!("<strong>{}</strong>", escaped(&span.text)),
                (Look::Missing, _) => format!("<em class=\"paper-missing\">{}</em>", escaped(&span.text)),
                (Look::Plain, _) => escaped(&span.text),
            };
            let entry = span.from.and_then(|position| Some((position, (self.link)(LeadsTo::Entry(position))?)));
            let proposal = span.proposal.as_ref().and_then(|id| (self.link)(LeadsTo::Proposal(id)));
            match (entry, proposal) {
                (Some((position, address)), _) => {
                    let _ = write!(
                        self.out,
                        "<a class=\"paper-source\" href=\"{}\" title=\"Entry {position} of the record\">{text}</a>",
                        escaped(&address)
                    );
                }
                (None, Some(address)) => {
                    let _ = write!(self.out, "<a href=\"{}\">{text}</a>", escaped(&address));
                }
                (None, None) => self.out.push_str(&text),
            }
        }
    }

    fn list(&mut self, labels: &[String], items: &[Words]) {
        let labelled = !labels.is_empty();
        self.out.push_str(if labelled { "<ul class=\"paper-labelled\">\n" } else { "<ul>\n" });
        for (index, item) in items.iter().enumerate() {
            self.out.push_str("<li>");
            if let Some(label) = labels.get(index) {
                let _ = write!(self.out, "<span class=\"paper-label\">{}</span> ", escaped(label));
            }
            self.words(item);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    fn table(&mut self, table: &Table) {
        let _ = writeln!(
            self.out,
            "<div class=\"paper-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>",
            caption = escaped(&table.caption)
        );
        for heading in &table.head {
            let _ = write!(self.out, "<th scope=\"col\">{}</th>", escaped(heading));
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                let is_head = index == 0 && table.row_heads && !cell.text().is_empty();
                if is_head {
                    self.out.push_str("<th scope=\"row\">");
                } else {
                    self.out.push_str("<td>");
                }
                self.words(cell);
                self.out.push_str(if is_head { "</th>" } else { "</td>" });
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn legal(&mut self, line: &LegalLine) {
        if line.kind == LineKind::Table {
            self.out.push_str("<div class=\"paper-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table in the legal text\">\n<table>\n");
            for row in &line.rows {
                let cell = if row.head { "th scope=\"col\"" } else { "td" };
                self.out.push_str("<tr>");
                for runs in &row.cells {
                    let _ = write!(self.out, "<{cell}>{}</{}>", marked(runs), if row.head { "th" } else { "td" });
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</table>\n</div>\n");
            return;
        }
        let kind = match line.kind {
            LineKind::Heading => "paper-line-heading",
            LineKind::Definition => "paper-line-definition",
            LineKind::Clause | LineKind::Table => "paper-line-clause",
        };
        let _ = write!(self.out, "<p class=\"paper-line paper-depth-{} {kind}\">", line.depth);
        if !line.number.is_empty() {
            let _ = write!(self.out, "<span class=\"paper-number\">{}</span> ", marked(&line.number));
        }
        let _ = writeln!(self.out, "{}</p>", marked(&line.words));
    }
}

fn annex_title(letter: char, part: &Part) -> String {
    format!("Annex {letter}: {}", part.title)
}

fn marked(runs: &[Run]) -> String {
    let one = |run: &Run| match run.op {
        Op::Equal => escaped(&run.text),
        Op::Insert => format!("<ins>{}</ins>", escaped(&run.text)),
        Op::Delete => format!("<del>{}</del>", escaped(&run.text)),
    };
    runs.iter().map(one).collect()
}

/// Text as HTML may hold it, also between quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
