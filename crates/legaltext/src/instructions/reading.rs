//! Reads a legal text, instruction by instruction.

use super::several::{clauses_stated, listed_definitions};
use super::{Base, LegalText};
use crate::amendment::Amendment;
use crate::citation::Citation;
use crate::document_id::DocumentId;
use crate::markup::MarkupError;

const KNOWN: &str = "the instructions are: Legal text for, Drafted against, In, Amend, Add, Omit, Renumber, Move, Define, Redefine, Undefine, New document, Retitle";

/// What a line says that begins with a place, or that changes words inside a provision, as it can be written here.
const PLACE_FIRST: &str = "begin with what is to be done, and give whole provisions: Amend Q1.2 as follows: with all its new words below, \
                           indented; Add after Q1.2:; Omit Q1.3; Renumber Q1.4 as Q1.3; words inside a provision can be changed by a \
                           text as Modifications publish it (In Section Q1.2, replace “a” with “b”.)";

pub(super) fn read(text: &str) -> Result<LegalText, Vec<MarkupError>> {
    let mut reader = Reader { lines: text.lines().map(str::trim_end).enumerate().collect(), at: 0, document: None };
    let (mut legal, mut errors) = (LegalText::default(), Vec::new());
    while let Some((line, instruction)) = reader.next_instruction() {
        if instruction.starts_with([' ', '\t']) {
            errors.push(MarkupError::new(
                line,
                "these words stand under no instruction; begin an instruction at the margin",
            ));
            reader.skip_block();
            continue;
        }
        if let Err(says) = reader.instruction(instruction, &mut legal) {
            errors.push(MarkupError::new(line, says));
            reader.skip_block();
        }
    }
    if errors.is_empty() { Ok(legal) } else { Err(errors) }
}

pub(super) struct Reader<'a> {
    lines: Vec<(usize, &'a str)>,
    at: usize,
    /// The document that `In Section A:` named last.
    pub(super) document: Option<DocumentId>,
}

/// Why an instruction cannot be read, in one sentence.
pub(super) type Says = String;

impl<'a> Reader<'a> {
    fn next_instruction(&mut self) -> Option<(usize, &'a str)> {
        loop {
            let (index, line) = *self.lines.get(self.at)?;
            self.at += 1;
            if !line.trim().is_empty() {
                return Some((index + 1, line));
            }
        }
    }

    fn instruction(&mut self, line: &'a str, legal: &mut LegalText) -> Result<(), Says> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match verb {
            "Legal" => {
                let named = rest.strip_prefix("text for ").map(str::trim).filter(|m| !m.is_empty());
                legal.modification = Some(named.ok_or("write for example: Legal text for MP167B")?.to_owned());
            }
            "Drafted" => legal.base.push(base(rest)?),
            "In" if rest.contains(',') || rest.trim_end_matches(':').contains(" insert") => {
                return Err(PLACE_FIRST.to_owned());
            }
            "In" => self.document = Some(document(rest.trim_end_matches(':'))?),
            "After" | "Section" | "Sections" | "Replace" | "Substitute" | "The" => return Err(PLACE_FIRST.to_owned()),
            "Amend" | "Add" | "Insert" if listed_definitions(rest).is_some() => {
                legal.amendments.extend(self.definitions(verb, rest)?);
            }
            "Amend" if clauses_stated(rest).is_some() => legal.amendments.extend(self.amend_each(rest)?),
            "Amend" => legal.amendments.push(self.amend(rest)?),
            "Add" | "Insert" => legal.amendments.push(self.add(rest)?),
            "Move" => legal.amendments.push(self.move_to(rest)?),
            "New" => legal.amendments.push(self.new_document(rest)?),
            "Retitle" => legal.amendments.push(self.retitle(rest)?),
            "Omit" | "Delete" => legal.amendments.push(self.omit(rest)?),
            "Renumber" => legal.amendments.push(self.renumber(rest)?),
            "Define" | "Redefine" | "Undefine" => legal.amendments.push(self.definition(verb, rest)?),
            _ => return Err(format!("this line is no instruction; {KNOWN}")),
        }
        Ok(())
    }

    pub(super) fn cite(&self, text: &str) -> Result<Citation, Says> {
        let citation: Citation = text.trim().parse().map_err(|e: crate::CitationError| e.to_string())?;
        Ok(match &self.document {
            Some(document) => citation.in_document(document),
            None => citation,
        })
    }

    fn amend(&mut self, rest: &'a str) -> Result<Amendment, Says> {
        let (head, end) = ending(rest);
        let (head, heading) = under_heading(head)?;
        let at = self.cite(head)?;
        let (old, text) = self.change(end)?;
        Ok(Amendment::Substitute { at, text: text.unwrap_or_default(), old, heading })
    }

    fn add(&mut self, rest: &'a str) -> Result<Amendment, Says> {
        let (head, end) = ending(rest);
        let (head, heading) = under_heading(head)?;
        let (head, number) = match head.split_once(" the provision ") {
            Some((head, number)) => (head, Some(number.trim().parse().map_err(|e: crate::NumberError| e.to_string())?)),
            None => (head, None),
        };
        let (after, into) = if let Some(after) = head.strip_prefix("after ") {
            match after.split_once(" in ") {
                Some((after, named)) => (
                    Some(after.trim().parse().map_err(|e: crate::CitationError| e.to_string())?),
                    Some(document(named)?),
                ),
                None => (Some(self.cite(after)?), None),
            }
        } else if let Some(named) = head.strip_prefix("at the start of ") {
            (None, Some(document(named)?))
        } else {
            return self.add_in_order(head, heading, number, end);
        };
        let text = match (end, &number) {
            (End::NotHeld, Some(_)) => String::new(),
            (End::Words | End::AsFollows, None) => self.block()?,
            (End::NotHeld | End::Plain | End::Reads, None) => {
                return Err("give the new provisions below, indented, and end this line with a colon".to_owned());
            }
            (End::Words | End::AsFollows | End::Plain | End::Reads, Some(_)) => {
                return Err("a provision added by its number alone ends with: , words not held".to_owned());
            }
        };
        Ok(Amendment::Insert { after, into, in_order: false, text, number, heading })
    }

    fn omit(&mut self, rest: &'a str) -> Result<Amendment, Says> {
        let (head, end) = ending(rest);
        let head = head.trim_end_matches('.');
        let at = self.cite(head.strip_suffix("in its entirety").unwrap_or(head).trim_end_matches([' ', ',']))?;
        let old = match end {
            End::Plain => None,
            End::Reads => Some(self.block()?),
            End::Words | End::AsFollows | End::NotHeld => {
                return Err("write: Omit B4.5, or: Omit B4.5, which reads:".to_owned());
            }
        };
        Ok(Amendment::Omit { at, old })
    }

    fn renumber(&mut self, rest: &str) -> Result<Amendment, Says> {
        let (at, to) =
            rest.trim_end_matches('.').split_once(" as ").ok_or("write for example: Renumber D3.13 as D3.19")?;
        Ok(Amendment::Renumber { at: self.cite(at)?, to: self.cite(to)? })
    }

    fn definition(&mut self, verb: &str, rest: &'a str) -> Result<Amendment, Says> {
        let (term, after) = quoted(rest).ok_or("put the term in quotation marks after the word")?;
        let term = term.to_owned();
        let (place, end) = ending(after);
        let (place, at) = place.split_once(" at ").map_or((place, None), |(place, at)| (place, Some(at)));
        let document = match (place.trim().strip_prefix("in "), &self.document) {
            (Some(named), _) => document(named)?,
            (None, Some(document)) if place.trim().is_empty() => document.clone(),
            (None, _) => return Err(format!("say in which document: {verb} \"{term}\" in Section A")),
        };
        let at = at.map(|at| self.cite(at)).transpose()?;
        match (verb, end) {
            ("Undefine", End::Plain) => Ok(Amendment::Undefine { document, term }),
            ("Define", End::Words | End::AsFollows) => {
                Ok(Amendment::Define { document, term, text: Some(self.block()?), at })
            }
            ("Define", End::NotHeld) => Ok(Amendment::Define { document, term, text: None, at }),
            ("Redefine", end) => {
                let (old, text) = self.change(end)?;
                Ok(Amendment::Redefine { document, term, text, old })
            }
            (_, _) => Err(format!("give the words of \"{term}\" below, indented, and end this line with a colon")),
        }
    }

    /// The old and new words that an instruction to change something governs.
    fn change(&mut self, end: End) -> Result<(Option<String>, Option<String>), Says> {
        match end {
            End::Words | End::AsFollows => Ok((None, Some(self.block()?))),
            End::NotHeld => Ok((None, None)),
            End::Plain => Err("end this line with: as follows: and give the new words below, indented".to_owned()),
            End::Reads => {
                let old = self.block()?;
                let Some((_, next)) = self.next_instruction() else {
                    return Err("after the words that stand there now, write: as follows: and the new words".to_owned());
                };
                match next.trim() {
                    "as follows:" => Ok((Some(old), Some(self.block()?))),
                    "as follows, words not held" => Ok((Some(old), None)),
                    _ => {
                        self.at -= 1;
                        Err("after the words that stand there now, write: as follows: and the new words".to_owned())
                    }
                }
            }
        }
    }

    /// The indented lines that follow, without their indentation.
    pub(super) fn block(&mut self) -> Result<String, Says> {
        let start = self.at;
        while self.lines.get(self.at).is_some_and(|(_, line)| line.is_empty() || line.starts_with([' ', '\t'])) {
            self.at += 1;
        }
        let lines: Vec<String> =
            self.lines.get(start..self.at).unwrap_or(&[]).iter().map(|(_, l)| l.replace('\t', "    ")).collect();
        let width = |line: &String| line.len() - line.trim_start().len();
        let least = lines.iter().filter(|l| !l.is_empty()).map(width).min();
        let Some(least) = least else {
            return Err("the words are missing; give them below this line, indented".to_owned());
        };
        let cut: Vec<&str> = lines.iter().map(|l| l.get(least.min(4)..).unwrap_or("")).collect();
        Ok(cut.join("\n").trim_matches('\n').to_owned())
    }

    fn skip_block(&mut self) {
        while self.lines.get(self.at).is_some_and(|(_, line)| line.is_empty() || line.starts_with([' ', '\t'])) {
            self.at += 1;
        }
    }
}

/// How an instruction line ends, which says what follows it.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// `as follows:`
    AsFollows,
    /// `, which reads:`
    Reads,
    /// a colon alone
    Words,
    /// `, words not held`
    NotHeld,
    Plain,
}

pub(super) fn ending(rest: &str) -> (&str, End) {
    for (end, kind) in [
        (" as follows:", End::AsFollows),
        (", which reads:", End::Reads),
        (", words not held", End::NotHeld),
        (":", End::Words),
    ] {
        if let Some(head) = rest.strip_suffix(end) {
            return (head.trim_end(), kind);
        }
    }
    (rest.trim_end(), End::Plain)
}

/// The words before ` under the heading "…"` and the heading.
pub(super) fn under_heading(head: &str) -> Result<(&str, Option<String>), Says> {
    let Some((before, after)) = head.split_once(" under the heading ") else { return Ok((head, None)) };
    match quoted(after) {
        Some((heading, "")) => Ok((before, Some(heading.to_owned()))),
        Some(_) | None => Err("put the heading in quotation marks and nothing after it".to_owned()),
    }
}

/// What stands between the first and the last quotation mark, and what follows.
pub(super) fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(['"', '\u{201c}'])?;
    let close = inner.rfind(['"', '\u{201d}'])?;
    let (inner, rest) = inner.split_at_checked(close)?;
    Some((inner, rest.trim_start_matches(['"', '\u{201d}'])))
}

pub(super) fn document(text: &str) -> Result<DocumentId, Says> {
    DocumentId::from_printed(text)
        .map_err(|_| format!("\"{text}\" does not name a document; write for example Section A"))
}

fn base(rest: &str) -> Result<Base, Says> {
    let example = "write for example: Drafted against Section B version 2.0, or: Drafted against the Code version 5.18";
    let (named, version) = rest.strip_prefix("against ").and_then(|r| r.rsplit_once(" version ")).ok_or(example)?;
    let document = if named == "the Code" { None } else { Some(document(named)?) };
    Ok(Base { document, version: version.trim().to_owned() })
}
