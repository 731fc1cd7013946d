//! The words of a provision: paragraphs with their references and terms, tables, formulae, notes and figures.

use std::collections::BTreeMap;

use legaltext::block::{self, Block};
use legaltext::{Citation, Document, Edition, inline_definitions, references};

use super::naming::{Address, Given, eid, slug};
use super::xml::Xml;

/// Where words stand, and what they may refer to.
pub(super) struct Place<'a> {
    /// The edition in which references are looked up.
    pub(super) edition: &'a Edition,
    /// The document that is written.
    pub(super) document: &'a Document,
    /// Its addresses.
    pub(super) address: &'a Address,
    /// The identifier of each term that the document defines.
    pub(super) terms: &'a BTreeMap<String, String>,
    /// The provision whose words they are; none before the first provision.
    pub(super) here: Citation,
    /// The identifier of the element that holds them.
    pub(super) eid: String,
    /// False where the words are quoted in another file: then every link names the document too.
    pub(super) at_home: bool,
}

impl Place<'_> {
    /// Where a reference leads, when exactly one provision fits.
    fn href(&self, citation: &Citation) -> Option<String> {
        if citation.is_relative() {
            return self.relative(citation);
        }
        let citation = citation.in_document(self.document.id());
        let id = citation.document_id()?;
        if id == *self.document.id() {
            return eid(self.document, &citation).map(|eid| self.link(&eid));
        }
        let other = self.edition.document(&id)?;
        if citation.number().is_none() {
            return Some(Address::component(self.address.expression(), &id));
        }
        eid(other, &citation).map(|eid| self.address.portion(&id, &eid))
    }

    /// The address of an element of this document.
    fn link(&self, eid: &str) -> String {
        if self.at_home { format!("#{eid}") } else { self.address.portion(self.document.id(), eid) }
    }

    /// `paragraph (c)`: looked for below this provision, then beside it, then further up to its clause. Where more than one
    /// of these has such a paragraph, nobody can tell which is meant.
    fn relative(&self, citation: &Citation) -> Option<String> {
        let mut found = None;
        let mut above = Some(self.here.clone());
        while let Some(at) = above.filter(|at| at.number().is_some()) {
            let named = citation.labels().iter().fold(at.clone(), |at, label| at.child(label));
            if let Some(eid) = eid(self.document, &named) {
                if found.is_some() {
                    return None;
                }
                found = Some(self.link(&eid));
            }
            above = if at.labels().is_empty() { None } else { at.parent() };
        }
        found
    }
}

/// Writes words as blocks. `opening` comes before the first word: a definition's term.
pub(super) fn blocks(
    xml: &mut Xml,
    words: &str,
    place: &Place<'_>,
    given: &mut Given,
    opening: Option<&dyn Fn(&mut Xml)>,
) {
    let mut opening = opening;
    let found = block::blocks(words);
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
                    paragraph(xml, words, place);
                });
            }
            Block::Table(table) => write_table(xml, table, place, given),
            Block::Formula(formula) => {
                let own = given.counted(&place.eid, "block");
                xml.line("block", &[("name", "formula"), ("eId", &own)], |xml| xml.text(formula));
            }
            Block::Note { label, words } => {
                let own = given.counted(&place.eid, "authorialNote");
                let attributes = [("marker", *label), ("placement", "inline"), ("eId", own.as_str())];
                xml.line("p", &[], |xml| {
                    xml.inline("authorialNote", &attributes, |xml| {
                        xml.inline("p", &[], |xml| paragraph(xml, words, place));
                    });
                });
            }
            Block::Figure { caption, file } => {
                let own = given.counted(&place.eid, "img");
                xml.line("p", &[("class", "figure")], |xml| {
                    xml.inline("img", &[("src", file), ("alt", caption), ("eId", &own)], |_| {});
                });
            }
        }
    }
}

fn write_table(xml: &mut Xml, table: &block::Table<'_>, place: &Place<'_>, given: &mut Given) {
    let own = given.counted(&place.eid, "table");
    xml.start("table", &[("eId", &own)]);
    for (cell, row) in table.head.iter().map(|row| ("th", row)).chain(table.rows.iter().map(|row| ("td", row))) {
        xml.start("tr", &[]);
        for words in row {
            xml.line(cell, &[], |xml| xml.inline("p", &[], |xml| paragraph(xml, words, place)));
        }
        xml.end();
    }
    xml.end();
}

/// A run of a paragraph that is more than words.
enum Mark<'a> {
    Reference(String),
    Term(&'a str),
}

/// Writes the words of one paragraph with its references and the terms that it defines in brackets.
pub(super) fn paragraph(xml: &mut Xml, words: &str, place: &Place<'_>) {
    let mut marks: Vec<(usize, usize, Mark<'_>)> = Vec::new();
    for reference in references::find(words) {
        if let Some(href) = place.href(&reference.citation) {
            marks.push((reference.range.start, reference.range.end, Mark::Reference(href)));
        }
    }
    for inline in inline_definitions(words) {
        let Some(bracket) = words.get(inline.range.clone()) else { continue };
        let at = bracket.find(&inline.term).map(|at| inline.range.start + at);
        if let (Some(at), Some(id)) = (at, place.terms.get(&inline.term)) {
            marks.push((at, at + inline.term.len(), Mark::Term(id)));
        }
    }
    marks.sort_by_key(|(start, ..)| *start);
    let mut at = 0;
    for (start, end, mark) in marks {
        let (Some(before), Some(marked)) = (words.get(at..start), words.get(start..end)) else { continue };
        xml.text(before);
        match mark {
            Mark::Reference(href) => xml.inline("ref", &[("href", &href)], |xml| xml.text(marked)),
            Mark::Term(id) => xml.inline("def", &[("refersTo", &format!("#{id}"))], |xml| xml.text(marked)),
        }
        at = end;
    }
    xml.text(words.get(at..).unwrap_or(""));
}

/// The terms that a document defines, listed or in brackets, each with an identifier of its own.
pub(super) fn terms(document: &Document, given: &mut Given) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, definition) in document.definitions() {
        found.entry(definition.term().to_owned()).or_default();
        for child in definition.children() {
            brackets(child.lead_in(), &mut found);
            brackets(child.tail(), &mut found);
        }
        brackets(definition.lead_in(), &mut found);
        brackets(definition.tail(), &mut found);
    }
    document.each(&mut |_, provision| {
        brackets(provision.lead_in(), &mut found);
        brackets(provision.tail(), &mut found);
    });
    for (term, id) in &mut found {
        *id = given.once(format!("term-{}", slug(term)));
    }
    found
}

fn brackets(words: &str, found: &mut BTreeMap<String, String>) {
    for inline in inline_definitions(words) {
        found.entry(inline.term).or_default();
    }
}
