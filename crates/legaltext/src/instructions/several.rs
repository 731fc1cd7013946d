//! Instructions that hold several provisions or definitions, and those about places and whole documents.

use super::printing::clauses_of;
use super::reading::{End, Reader, Says, document, ending, quoted};
use crate::amendment::Amendment;
use crate::document_id::DocumentId;
use crate::number::Number;

/// What follows `the following definitions`, with or without `new`, in an instruction to add or amend them.
pub(super) fn listed_definitions(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix("the following ")?;
    let rest = rest.strip_prefix("new ").unwrap_or(rest);
    rest.strip_prefix("definitions").or_else(|| rest.strip_prefix("definition"))
}

/// The first and last number of `Sections G7.18 to G7.22`, and what follows.
pub(super) fn clauses_stated(rest: &str) -> Option<(Number, Number, &str)> {
    let rest = rest.strip_prefix("Sections ").or_else(|| rest.strip_prefix("clauses "))?;
    let (first, rest) = rest.split_once(" to ")?;
    let end = rest.find([' ', ':']).unwrap_or(rest.len());
    let (last, rest) = rest.split_at_checked(end)?;
    Some((first.trim().parse().ok()?, last.parse().ok()?, rest))
}

impl<'a> Reader<'a> {
    /// `Add the following definitions to Section A in alphabetical order:`, and the same for `Amend`.
    pub(super) fn definitions(&mut self, verb: &str, rest: &'a str) -> Result<Vec<Amendment>, Says> {
        let (place, end) = ending(listed_definitions(rest).unwrap_or(rest));
        let place = place.trim().trim_end_matches(" as follows").trim_end_matches("in alphabetical order").trim();
        let named = ["to ", "into ", "in "].iter().find_map(|word| place.strip_prefix(word));
        let (home, at) = match (named, &self.document) {
            (Some(named), _) => match document(named) {
                Ok(document) => (document, None),
                Err(says) => {
                    let at = self.cite(named).map_err(|_| says)?;
                    (at.document_id().ok_or("name the document that lists the definitions")?, Some(at))
                }
            },
            (None, Some(document)) if place.is_empty() => (document.clone(), None),
            (None, _) => return Err(format!("say in which document: {verb} the following definitions in Section A:")),
        };
        if !matches!(end, End::Words | End::AsFollows) {
            return Err("give the definitions below, indented, and end this line with a colon".to_owned());
        }
        let block = self.block()?;
        let mut entries: Vec<(String, String)> = Vec::new();
        for line in block.lines() {
            if !line.starts_with(' ')
                && let Some((term, words)) = headword(line)
            {
                entries.push((term.to_owned(), words.to_owned()));
            } else if let Some((_, words)) = entries.last_mut() {
                words.push('\n');
                words.push_str(line);
            } else if !line.trim().is_empty() {
                return Err("each definition begins with its term in quotation marks".to_owned());
            }
        }
        let amendment = |(term, words): (String, String)| {
            let (document, text) = (home.clone(), Some(words.trim_end().to_owned()));
            if verb == "Amend" {
                Amendment::Redefine { document, term, text, old: None }
            } else {
                Amendment::Define { document, term, text, at: at.clone() }
            }
        };
        Ok(entries.into_iter().map(amendment).collect())
    }

    /// `Amend Sections G7.18 to G7.22 as follows:` one amendment for each clause that stands below.
    pub(super) fn amend_each(&mut self, rest: &'a str) -> Result<Vec<Amendment>, Says> {
        let Some((first, last, after)) = clauses_stated(rest) else { return Ok(Vec::new()) };
        let home = self.home(after)?;
        let block = self.block()?;
        let mut found: Vec<(Number, String)> = Vec::new();
        let mut above = String::new();
        for line in block.lines() {
            match clauses_of(line).into_iter().next() {
                Some(number) => found.push((number, format!("{}{line}", std::mem::take(&mut above)))),
                None if line.starts_with("### ") => above = format!("{line}\n"),
                None => match found.last_mut() {
                    Some((_, words)) => {
                        words.push('\n');
                        words.push_str(line);
                    }
                    None if line.trim().is_empty() => {}
                    None => return Err(format!("the text must begin with the number {first}")),
                },
            }
        }
        if let Some((number, _)) = found.iter().find(|(number, _)| *number < first || last < *number) {
            return Err(format!(
                "{number} stands below, but the instruction is about {first} to {last}; correct one of them"
            ));
        }
        let amendment = |(number, words): (Number, String)| {
            let citation: crate::Citation = number.as_str().parse().map_err(|e: crate::CitationError| e.to_string())?;
            let at = home.as_ref().map_or_else(|| citation.clone(), |home| citation.in_document(home));
            Ok(Amendment::Substitute { at, text: words.trim_end().to_owned(), old: None, heading: None })
        };
        found.into_iter().map(amendment).collect()
    }

    /// ` in Appendix AG as follows:` after the numbers, or the document that an earlier line named.
    fn home(&self, after: &str) -> Result<Option<DocumentId>, Says> {
        let (place, end) = ending(after);
        if !matches!(end, End::Words | End::AsFollows) {
            return Err("end this line with: as follows: and give the new words below, indented".to_owned());
        }
        match place.trim().strip_prefix("in ") {
            Some(named) => document(named).map(Some),
            None if place.trim().is_empty() => Ok(self.document.clone()),
            None => Err("after the numbers, name only the document: in Appendix AG".to_owned()),
        }
    }

    /// `Add Sections D10.22 to D10.28 as follows:`, `Add clause 3.2.5 in Appendix AG as follows:`, `Add in order of number:`.
    pub(super) fn add_in_order(
        &mut self,
        head: &str,
        heading: Option<String>,
        number: Option<Number>,
        end: End,
    ) -> Result<Amendment, Says> {
        const WHERE: &str =
            "say where: Add after B4.2: or Add at the start of Section B: or Add Section B4.3 as follows:";
        let one = |rest: &str| {
            let (first, rest) = rest.split_once(' ').unwrap_or((rest, ""));
            let number: Number = first.parse().ok()?;
            Some((number.clone(), number, rest.to_owned()))
        };
        let (stated, place) = if let Some(place) = head.strip_prefix("in order of number") {
            (None, place.to_owned())
        } else if let Some((first, last, rest)) = clauses_stated(head) {
            (Some((first, last)), rest.to_owned())
        } else if let Some(rest) = head.strip_prefix("Section ").or_else(|| head.strip_prefix("clause ")) {
            let (first, last, rest) = one(rest).ok_or(WHERE)?;
            (Some((first, last)), rest)
        } else {
            return Err(WHERE.to_owned());
        };
        let into = match place.trim().strip_prefix("in ") {
            Some(named) => Some(document(named)?),
            None if place.trim().is_empty() => {
                self.document.clone().filter(|_| stated.as_ref().is_none_or(|(first, _)| first.letters().is_empty()))
            }
            None => return Err(WHERE.to_owned()),
        };
        let text = match (end, &number) {
            (End::NotHeld, Some(_)) => String::new(),
            (End::Words | End::AsFollows, None) => self.block()?,
            (_, None) => {
                return Err("give the new provisions below, indented, and end this line with a colon".to_owned());
            }
            (_, Some(_)) => return Err("a provision added by its number alone ends with: , words not held".to_owned()),
        };
        let numbers = clauses_of(&text);
        if let (Some((first, last)), Some(begins), Some(ends)) = (&stated, numbers.first(), numbers.last())
            && (first != begins || last != ends)
        {
            return Err(format!(
                "the instruction adds {first} to {last}, but the text below runs from {begins} to {ends}; correct one of them"
            ));
        }
        Ok(Amendment::Insert { after: None, into, in_order: true, text, number, heading })
    }

    /// `Move B4.9 after C2.1 as C2.2`, `Move B4.9 to the start of Section C as C1.1`.
    pub(super) fn move_to(&self, rest: &str) -> Result<Amendment, Says> {
        const EXAMPLE: &str =
            "write for example: Move B4.9 after C2.1 as C2.2, or: Move B4.9 to the start of Section C as C1.1";
        let rest = rest.trim_end_matches('.');
        let (rest, number) = match rest.rsplit_once(" as ") {
            Some((rest, number)) => {
                let number = number.trim();
                let labels = number.rfind('(').and_then(|at| number.get(at..)).unwrap_or(number);
                (rest, Some(labels.parse().map_err(|e: crate::NumberError| e.to_string())?))
            }
            None => (rest, None),
        };
        if let Some((at, after)) = rest.split_once(" after ") {
            let (after, into) = match after.split_once(" in ") {
                Some((after, named)) => (after, Some(document(named)?)),
                None => (after, None),
            };
            let after = match &into {
                Some(_) => after.trim().parse().map_err(|e: crate::CitationError| e.to_string())?,
                None => self.cite(after)?,
            };
            return Ok(Amendment::Move { at: self.cite(at)?, after: Some(after), into, number });
        }
        let (at, named) = rest.split_once(" to the start of ").ok_or(EXAMPLE)?;
        Ok(Amendment::Move { at: self.cite(at)?, after: None, into: Some(document(named)?), number })
    }

    /// `New document Schedule 9 with the title "Fees":`
    pub(super) fn new_document(&mut self, rest: &'a str) -> Result<Amendment, Says> {
        const EXAMPLE: &str = "write for example: New document Schedule 9 with the title \"Fees\":";
        let (head, end) = ending(rest);
        let (named, title) =
            head.strip_prefix("document ").and_then(|h| h.split_once(" with the title ")).ok_or(EXAMPLE)?;
        let (title, "") = quoted(title).ok_or(EXAMPLE)? else { return Err(EXAMPLE.to_owned()) };
        let text = match end {
            End::Words | End::AsFollows => self.block()?,
            End::NotHeld => String::new(),
            End::Plain | End::Reads => return Err(EXAMPLE.to_owned()),
        };
        Ok(Amendment::NewDocument { document: document(named)?, title: title.to_owned(), text })
    }

    /// `Retitle Section B as "Meetings"`, `Retitle Section B, now "Gatherings" as "Meetings"`.
    pub(super) fn retitle(&self, rest: &str) -> Result<Amendment, Says> {
        const EXAMPLE: &str = "write for example: Retitle Section B as \"Meetings\"";
        let (head, title) = rest.trim_end_matches('.').rsplit_once(" as \"").ok_or(EXAMPLE)?;
        let title = title.strip_suffix('"').ok_or(EXAMPLE)?.to_owned();
        let (named, old) = match head.split_once(", now \"") {
            Some((named, old)) => (named, Some(old.strip_suffix('"').ok_or(EXAMPLE)?.to_owned())),
            None => (head, None),
        };
        let at = crate::Citation::of_document(&document(named)?);
        Ok(Amendment::Substitute { at, text: String::new(), old, heading: Some(title) })
    }
}

/// A term in quotation marks at the head of a line, and the words after it.
fn headword(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix(['"', '\u{201c}'])?;
    let (term, words) = inner.split_once(['"', '\u{201d}'])?;
    Some((term.trim(), words.trim()))
}
