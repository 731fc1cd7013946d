//! The words of a provision: paragraphs with their references and terms, tables, formulae, notes and figures.

use legaltext::block::{self, Block};

use super::marks::{Mark, What};
use super::naming::Given;
use super::xml::Xml;

/// One text of a provision.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The words.
    pub(super) words: &'a str,
    /// What in them is more than words, from left to right, without overlaps.
    pub(super) marks: &'a [Mark],
    /// The identifier of the element that holds them.
    pub(super) eid: &'a str,
}

/// Writes words as blocks. `opening` comes before the first word: a definition's term.
pub(super) fn blocks(xml: &mut Xml, text: Text<'_>, given: &mut Given, opening: Option<&dyn Fn(&mut Xml)>) {
    let mut opening = opening;
    let found = block::blocks(text.words);
    if !matches!(found.first(), Some(Block::Paragraph(_)))
        && let Some(open) = opening.take()
    {
        xml.line("p", &[], open);
    }
    for block in &found {
        match block {
            Block::Paragraph(words) => {
                let open = opening.take();
                xml.line("p", &[], |xml| {
                    if let Some(open) = open {
                        open(xml);
                        xml.text(" ");
                    }
                    paragraph(xml, words, text);
                });
            }
            Block::Table(table) => write_table(xml, table, text, given),
            Block::Formula(formula) => {
                let own = given.counted(text.eid, "block");
                xml.line("block", &[("name", "formula"), ("eId", &own)], |xml| xml.text(formula));
            }
            Block::Note { label, words } => {
                let own = given.counted(text.eid, "authorialNote");
                let attributes = [("marker", *label), ("placement", "inline"), ("eId", own.as_str())];
                xml.line("p", &[], |xml| {
                    xml.inline("authorialNote", &attributes, |xml| {
                        xml.inline("p", &[], |xml| paragraph(xml, words, text));
                    });
                });
            }
            Block::Figure { caption, file } => {
                let own = given.counted(text.eid, "img");
                xml.line("p", &[("class", "figure")], |xml| {
                    xml.inline("img", &[("src", file), ("alt", caption), ("eId", &own)], |_| {});
                });
            }
        }
    }
}

fn write_table(xml: &mut Xml, table: &block::Table<'_>, text: Text<'_>, given: &mut Given) {
    let own = given.counted(text.eid, "table");
    xml.start("table", &[("eId", &own)]);
    for (cell, row) in table.head.iter().map(|row| ("th", row)).chain(table.rows.iter().map(|row| ("td", row))) {
        xml.start("tr", &[]);
        for words in row {
            xml.line(cell, &[], |xml| xml.inline("p", &[], |xml| paragraph(xml, words, text)));
        }
        xml.end();
    }
    xml.end();
}

/// Writes a piece of a text with what is marked in it. A piece that is no part of the text as it stands (a cell with a bar in
/// it) has no marks.
fn paragraph(xml: &mut Xml, words: &str, text: Text<'_>) {
    let offset = (words.as_ptr() as usize).wrapping_sub(text.words.as_ptr() as usize);
    let marks = if offset.saturating_add(words.len()) <= text.words.len() { text.marks } else { &[] };
    let first = marks.partition_point(|mark| mark.range.start < offset);
    let mut at = 0;
    for mark in marks.iter().skip(first) {
        let (start, end) = (mark.range.start - offset, mark.range.end - offset);
        let (Some(before), Some(marked)) = (words.get(at..start), words.get(start..end)) else { break };
        xml.text(before);
        let (element, attribute, value) = match &mark.what {
            What::Reference(href) => ("ref", "href", href.clone()),
            What::Use(id) => ("term", "refersTo", format!("#{id}")),
            What::Definition(id) => ("def", "refersTo", format!("#{id}")),
        };
        xml.inline(element, &[(attribute, &value)], |xml| xml.text(marked));
        at = end;
    }
    xml.text(words.get(at..).unwrap_or(""));
}
