//! The parts of a document: its own words, the legal text that it carries, the words of others.

use super::{Paper, Papers};
use crate::facts::{Clause, Facts, Item, LegalText, ModificationReport, ReleaseDocument};
use crate::finding::Finding;

impl Paper {
    /// The Release Implementation Document, where it is one.
    pub(super) fn release(&self) -> Option<&ReleaseDocument> {
        match &self.facts {
            Facts::ReleaseImplementationDocument(release) => Some(release),
            Facts::ModificationReport(_) | Facts::LegalText(_) | Facts::Process(_) => None,
        }
    }

    /// The Modification Report, where it is one.
    pub(super) fn report(&self) -> Option<&ModificationReport> {
        match &self.facts {
            Facts::ModificationReport(report) => Some(report),
            Facts::ReleaseImplementationDocument(_) | Facts::LegalText(_) | Facts::Process(_) => None,
        }
    }

    /// The legal text: the document itself, or the annex of a report.
    pub(super) fn legal_text(&self) -> Option<&LegalText> {
        match &self.facts {
            Facts::LegalText(text) => Some(text),
            Facts::ModificationReport(report) => report.legal_text.as_ref(),
            Facts::ReleaseImplementationDocument(_) | Facts::Process(_) => None,
        }
    }

    /// Which part of the document each line belongs to.
    pub(super) fn parts(&self) -> Parts {
        if let Facts::Process(paper) = &self.facts {
            let answered = paper.consultation.iter().flat_map(|all| &all.questions);
            let first =
                answered.filter(|question| !question.responses.is_empty()).map(|question| question.text.line).min();
            return Parts { annexes: first.map(|from| (from, usize::MAX, Part::Responses)).into_iter().collect() };
        }
        let Some(report) = self.report() else { return Parts { annexes: Vec::new() } };
        let legal = legal_lines(report.legal_text.as_ref());
        let answers: Vec<usize> =
            report.consultation.iter().flat_map(|all| &all.questions).map(|question| question.text.line).collect();
        let mut heads: Vec<usize> = report.annexes.iter().map(|annex| annex.letter.line).collect();
        heads.sort_unstable();
        let mut annexes = Vec::new();
        for (index, from) in heads.iter().enumerate() {
            let to = heads.get(index + 1).map_or(usize::MAX, |next| next.saturating_sub(1));
            let holds = |lines: &[usize]| lines.iter().any(|line| (*from..=to).contains(line));
            let part = if holds(&answers) {
                Part::Responses
            } else if holds(&legal) {
                Part::LegalText
            } else {
                Part::Own
            };
            annexes.push((*from, to, part));
        }
        Parts { annexes }
    }
}

impl Papers<'_> {
    /// Whether a finding, or a place that it points at, stands in this part of the document.
    pub(super) fn touch(&self, finding: &Finding, part: Part) -> bool {
        [finding.line, finding.end_line].into_iter().any(|line| self.parts.of(line) == part)
    }
}

/// Whose words a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The words of those who wrote the document.
    Own,
    /// Words of the Code, as they are or as they shall be.
    LegalText,
    /// Answers to a consultation, verbatim.
    Responses,
}

/// The annexes in a file by their lines.
pub(super) struct Parts {
    annexes: Vec<(usize, usize, Part)>,
}

impl Parts {
    /// Whose words stand on `line`.
    pub(super) fn of(&self, line: usize) -> Part {
        self.annexes.iter().find(|(from, to, _)| (*from..=*to).contains(&line)).map_or(Part::Own, |(_, _, part)| *part)
    }
}

fn legal_lines(text: Option<&LegalText>) -> Vec<usize> {
    let Some(text) = text else { return Vec::new() };
    let instructions = text.instructions.iter().map(|instruction| instruction.line);
    let clauses = text.clauses.iter().map(|clause| clause.text.line);
    let definitions = text.definitions.iter().map(|definition| definition.term.line);
    instructions.chain(clauses).chain(definitions).collect()
}

/// The number of the clause that a reference points into: `D10.18` for `Section D10.18(a)`.
pub(super) fn base_number(reference: &str) -> String {
    let bare = reference.split('(').next().unwrap_or_default();
    bare.split_whitespace().last().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// All words of a clause: lead-in, paragraphs, tail.
pub(super) fn whole_text(clause: &Clause) -> String {
    fn add(items: &[Item], out: &mut String) {
        for item in items {
            out.push(' ');
            out.push_str(&item.text.value);
            add(&item.items, out);
            if let Some(tail) = &item.tail {
                out.push(' ');
                out.push_str(tail);
            }
        }
    }
    let mut out = clause.text.value.clone();
    add(&clause.items, &mut out);
    if let Some(tail) = &clause.tail {
        out.push(' ');
        out.push_str(tail);
    }
    out
}

/// First and last physical line of a clause: up to the next clause, instruction or the end.
pub(super) fn clause_lines(paper: &Paper, text: &LegalText, clause: &Clause) -> (usize, usize) {
    let from = clause.number.as_ref().map_or(clause.text.line, |number| number.line);
    let clauses = text.clauses.iter().map(|other| other.number.as_ref().map_or(other.text.line, |n| n.line));
    let instructions = text.instructions.iter().map(|instruction| instruction.line);
    let next = clauses.chain(instructions).filter(|line| *line > from).min();
    (from, next.map_or(paper.lines.len(), |line| line.saturating_sub(1)))
}
