//! The words of a file: blocks and what stands within a line.

use std::sync::Arc;

use legaltext::block;
use legaltext::{Definition, DefinitionParts};

use super::losses::LossKind;
use super::numbers;
use super::provisions::{At, Below, Builder, is_hierarchy};
use crate::akoma::tree::{Node, Piece, tidy};

/// A paragraph in the making: its words, and what hangs on it.
#[derive(Default)]
struct Line {
    /// The words; a line break parts paragraphs.
    words: String,
    /// Notes and figures, which become paragraphs below.
    aside: Vec<String>,
}

const QUOTES: [char; 3] = ['"', '\u{201c}', '\u{201d}'];

impl Builder<'_> {
    /// The words of an `intro` or `content`. Definitions that end it are taken out as definitions.
    pub(super) fn content(&mut self, node: &Node, at: &At, below: &mut Below) {
        let nodes: Vec<&Node> = node.nodes().collect();
        let loose = node.pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty()));
        if loose {
            let line = self.line(node);
            below.push(line);
            return;
        }
        let first = nodes.len() - nodes.iter().rev().take_while(|node| defines(node)).count();
        let (before, definitions) = nodes.split_at_checked(first).unwrap_or((&nodes, &[]));
        self.flow(before, at, below);
        for node in definitions {
            if let Some((term, rest)) = self.opening_term(node) {
                let id = self.identity(node, &format!("{} \"{term}\"", at.cited));
                let words = legaltext::Words::held(&rest.join("\n"));
                let parts = DefinitionParts { id, term, words, children: Vec::new() };
                below.definitions.push(Arc::new(Definition::new(parts)));
            }
        }
    }

    /// Blocks one after another.
    pub(super) fn flow(&mut self, nodes: &[&Node], at: &At, below: &mut Below) {
        for node in nodes {
            match node.name.as_str() {
                "blockList" if below.children.is_empty() && below.definitions.is_empty() && at.number.is_some() => {
                    self.list(node, at, below);
                }
                "blockContainer" | "container" | "div" | "tblock" | "longTitle" => self.inside(node, at, below),
                _ if is_hierarchy(node) => self.inside(node, at, below),
                _ => {
                    let paragraphs = self.block(node);
                    below.push(paragraphs);
                }
            }
        }
    }

    /// A list within words: its items become paragraphs of the provision.
    fn list(&mut self, node: &Node, at: &At, below: &mut Below) {
        for inner in node.nodes() {
            match inner.name.as_str() {
                "listIntroduction" => {
                    let line = self.line(inner);
                    below.push(line);
                }
                "listWrapUp" => {
                    let line = self.line(inner);
                    below.push(line);
                }
                "item" => {
                    let printed = inner.child("num").map(|num| tidy(&num.text())).unwrap_or_default();
                    let label = numbers::read(&printed).map(|n| numbers::below(n, at.number.as_ref()));
                    match label.filter(legaltext::Number::is_label).or_else(|| numbers::label(&printed)) {
                        Some(label) if below.tail.is_empty() => {
                            if label.as_str() != printed {
                                self.losses.of(LossKind::Number, "labels of list items are written in brackets");
                            }
                            let item = self.item(inner, label, at);
                            below.children.push(item);
                        }
                        Some(_) | None => {
                            self.losses.of(LossKind::Number, "an item without a number became a paragraph");
                            let paragraphs = self.flat(inner);
                            below.push(paragraphs);
                        }
                    }
                }
                _ => {
                    let paragraphs = self.block(inner);
                    below.push(paragraphs);
                }
            }
        }
    }

    /// The words of an element as paragraphs, whatever it holds.
    pub(super) fn paragraphs(&mut self, node: &Node) -> Vec<String> {
        node.nodes().collect::<Vec<_>>().into_iter().flat_map(|inner| self.block(inner)).collect()
    }

    /// One block as paragraphs.
    fn block(&mut self, node: &Node) -> Vec<String> {
        match node.name.as_str() {
            "p" => self.line(node),
            "block" if node.attribute("name") == "formula" => {
                self.line(node).into_iter().map(|words| format!("{}{words}", block::FORMULA)).collect()
            }
            "table" => self.table(node),
            "blockList" | "ul" | "ol" => {
                self.losses.of(LossKind::Number, "a list that is not its provision's only one became paragraphs");
                node.nodes().flat_map(|item| self.flat(item)).collect()
            }
            "foreign" | "" => self.foreign(node),
            "toc" => {
                self.losses.of(LossKind::Part, "a table of contents was left out");
                Vec::new()
            }
            "num" | "heading" | "subheading" | "blockContainer" | "container" | "div" | "content" | "intro"
            | "tblock" | "item" | "li" => self.flat(node),
            _ if is_hierarchy(node) => self.flat(node),
            _ => self.line(node),
        }
    }

    /// A structure as paragraphs: its number with its first words, then the rest.
    fn flat(&mut self, node: &Node) -> Vec<String> {
        let has_blocks = node.nodes().any(|inner| is_block(inner) || is_hierarchy(inner));
        if !has_blocks {
            return self.line(node);
        }
        let mut number = node.child("num").map(|num| tidy(&num.text())).unwrap_or_default();
        if let Some(heading) = node.child("heading") {
            let heading = self.heading(heading);
            number = tidy(&format!("{number} {heading}"));
        }
        let mut out = Vec::new();
        for piece in &node.pieces {
            match piece {
                Piece::Text(text) => out.extend(Some(tidy(text)).filter(|text| !text.is_empty())),
                Piece::Node(inner) if matches!(inner.name.as_str(), "num" | "heading") => {}
                Piece::Node(inner) => out.extend(self.block(inner)),
            }
        }
        match out.first_mut() {
            Some(first) if !number.is_empty() => *first = format!("{number} {first}"),
            Some(_) => {}
            None => out.extend(Some(number).filter(|number| !number.is_empty())),
        }
        out
    }

    fn table(&mut self, node: &Node) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(caption) = node.child("caption") {
            out.extend(self.line(caption));
        }
        let rows: Vec<&Node> = node.nodes().filter(|row| row.name == "tr").collect();
        for (index, row) in rows.iter().enumerate() {
            let cells: Vec<&Node> = row.nodes().filter(|cell| matches!(cell.name.as_str(), "td" | "th")).collect();
            for span in ["colspan", "rowspan"] {
                if cells.iter().any(|cell| !matches!(cell.attribute(span), "" | "1")) {
                    self.losses.of(LossKind::Table, "cells that span others became single cells");
                }
            }
            let words: Vec<String> = cells.iter().map(|cell| self.paragraphs_of_cell(cell)).collect();
            out.push(block::row(&words));
            if index == 0 && !cells.is_empty() && cells.iter().all(|cell| cell.name == "th") {
                out.push(block::rule(cells.len()));
            }
        }
        out
    }

    fn paragraphs_of_cell(&mut self, cell: &Node) -> String {
        let paragraphs = self.flat(cell);
        if paragraphs.len() > 1 {
            self.losses.of(LossKind::Table, "paragraphs within a cell were joined");
        }
        paragraphs.join(" ")
    }

    /// Another vocabulary, such as mathematics: its words at least.
    fn foreign(&mut self, node: &Node) -> Vec<String> {
        let words = tidy(&node.text());
        if words.is_empty() {
            self.losses.of(LossKind::Picture, "something in another vocabulary was left out");
            return Vec::new();
        }
        self.losses.of(LossKind::Picture, "of a formula in another vocabulary only its words were kept");
        vec![format!("{}{words}", block::FORMULA)]
    }

    /// The words of a heading.
    pub(super) fn heading(&mut self, node: &Node) -> String {
        tidy(&self.line(node).join(" "))
    }

    /// The term that a paragraph begins with, and what follows it. None unless the paragraph begins with a marked term in
    /// quotation marks.
    pub(super) fn opening_term(&mut self, node: &Node) -> Option<(String, Vec<String>)> {
        if !defines(node) {
            return None;
        }
        let at = node.pieces.iter().position(|piece| matches!(piece, Piece::Node(inner) if inner.name == "def"))?;
        let (_, rest) = node.pieces.split_at_checked(at)?;
        let (Piece::Node(term), after) = rest.split_first()? else { return None };
        let term = tidy(&term.text());
        let mut line = Line::default();
        self.pieces(after, &mut line);
        let words = line.words.trim_start();
        let words = words.strip_prefix(QUOTES).unwrap_or(words).to_owned();
        Some((term, Line { words, aside: line.aside }.finish()))
    }

    /// The paragraphs of one line: its words, then its notes and figures.
    fn line(&mut self, node: &Node) -> Vec<String> {
        let mut line = Line::default();
        self.pieces(&node.pieces, &mut line);
        line.finish()
    }

    fn pieces(&mut self, pieces: &[Piece], line: &mut Line) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => line.words.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c })),
                Piece::Node(node) => self.within(node, line),
            }
        }
    }

    /// An element within a line.
    fn within(&mut self, node: &Node, line: &mut Line) {
        match node.name.as_str() {
            "b" | "strong" => self.losses.of(LossKind::Formatting, "bold was left out"),
            "i" | "em" => self.losses.of(LossKind::Formatting, "italics were left out"),
            "u" => self.losses.of(LossKind::Formatting, "underlining was left out"),
            "sup" | "sub" => self.losses.of(LossKind::Formatting, "raised and lowered letters stand on the line"),
            "ref" | "a" | "rref" | "mref" | "documentRef" => {
                let href = [node.attribute("href"), node.attribute("from")].into_iter().find(|h| !h.is_empty());
                let own = |href: &str| href.starts_with('#') || (!self.work.is_empty() && href.starts_with(&self.work));
                if href.is_some_and(|href| !own(href)) {
                    self.losses.of(LossKind::Link, "where links to other works lead was left out");
                }
            }
            "def" if !line.words.ends_with(QUOTES) => {
                self.losses.of(LossKind::Term, "marks of defined terms without quotation marks were left out");
            }
            "del" => {
                let words = node.text();
                self.losses.words(LossKind::TrackedChange, "words marked as deleted were left out", &words);
                return;
            }
            "ins" => self.losses.of(LossKind::TrackedChange, "words marked as inserted were kept as words"),
            "remark" => {
                let ours = node.text() == crate::akoma::writing::UNHELD;
                if !ours {
                    let words = node.text();
                    self.losses.words(LossKind::Remark, "an editor's remark was left out", &words);
                }
                return;
            }
            "eol" | "br" => {
                line.words.push('\n');
                return;
            }
            "eop" | "marker" => return,
            "noteRef" => {
                self.losses.of(LossKind::Note, "the place of a note that stands elsewhere was left out");
                return;
            }
            "authorialNote" => {
                let note = self.note(node);
                line.aside.extend(note);
                return;
            }
            "img" => {
                let (caption, file) = (tidy(node.attribute("alt")), node.attribute("src"));
                line.aside.push(format!("![{caption}]({file})"));
                return;
            }
            "quotedStructure" | "embeddedStructure" | "subFlow" => {
                self.losses.of(LossKind::Grouping, "structures quoted within a sentence became paragraphs");
                let paragraphs = self.flat(node);
                line.aside.extend(paragraphs);
                return;
            }
            "" => {
                let words = self.foreign(node);
                line.words.push_str(&words.join(" "));
                return;
            }
            _ => {}
        }
        let (open, close) = (node.attribute("startQuote"), node.attribute("endQuote"));
        line.words.push_str(open);
        self.pieces(&node.pieces, line);
        line.words.push_str(close);
    }

    /// A note as a paragraph: `Note 2: words`.
    fn note(&mut self, node: &Node) -> Vec<String> {
        let words = self.paragraphs(node).join(" ");
        let marker = tidy(node.attribute("marker"));
        let known = |label: &str| matches!(block::blocks(&format!("{label}: x")).as_slice(), [block::Block::Note { label: l, .. }] if *l == label);
        let label = if known(&marker) {
            marker
        } else {
            self.losses.of(LossKind::Note, "a note at the foot became a note below its paragraph");
            Some(format!("Note {marker}")).filter(|label| known(label)).unwrap_or_else(|| "Note".to_owned())
        };
        vec![tidy(&format!("{label}: {words}"))]
    }
}

impl Line {
    fn finish(self) -> Vec<String> {
        let words = self.words.split('\n').map(tidy).filter(|words| !words.is_empty());
        words.chain(self.aside).collect()
    }
}

/// True for a paragraph that begins with a marked term in quotation marks.
fn defines(node: &Node) -> bool {
    let mut before = String::new();
    for piece in &node.pieces {
        match piece {
            Piece::Text(text) => before.push_str(text),
            Piece::Node(inner) => {
                return node.name == "p"
                    && inner.name == "def"
                    && before.trim().len() <= 3
                    && before.trim().chars().all(|c| QUOTES.contains(&c))
                    && !before.trim().is_empty();
            }
        }
    }
    false
}

/// True for an element that stands on lines of its own.
fn is_block(node: &Node) -> bool {
    matches!(
        node.name.as_str(),
        "p" | "table"
            | "blockList"
            | "ul"
            | "ol"
            | "block"
            | "blockContainer"
            | "container"
            | "div"
            | "tblock"
            | "content"
            | "intro"
            | "wrapUp"
            | "item"
            | "li"
    )
}
