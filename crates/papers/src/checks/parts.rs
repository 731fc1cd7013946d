//! The parts of a document: its own words, the legal text that it carries, the words of others.

use super::prose::Prose;
use super::{Paper, Papers};
use crate::facts::{Clause, Facts, Item, LegalText, ModificationReport, Question, ReleaseDocument};
use crate::finding::Finding;
use crate::source::Line;

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

    /// Whether a line holds page furniture and none of the document's words.
    pub(super) fn is_furniture(&self, line: usize) -> bool {
        line.checked_sub(1).and_then(|index| self.furniture.get(index)).copied().unwrap_or(false)
    }

    /// The lines of the document's own words, without page furniture.
    pub(super) fn lines_of(&self, parts: &Parts) -> Vec<&Line> {
        let own = |line: &&Line| !self.is_furniture(line.number) && parts.of(line.number) == Part::Own;
        self.lines.iter().filter(own).collect()
    }

    /// The questions of the consultation in the file, in the order of their lines.
    fn questions(&self) -> Vec<&Question> {
        let consultation = match &self.facts {
            Facts::ModificationReport(report) => report.consultation.as_ref(),
            Facts::Process(paper) => paper.consultation.as_ref(),
            Facts::LegalText(_) | Facts::ReleaseImplementationDocument(_) => None,
        };
        let mut questions: Vec<&Question> = consultation.iter().flat_map(|all| &all.questions).collect();
        questions.sort_by_key(|question| question.text.line);
        questions
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
        let mut answers: Vec<usize> =
            report.consultation.iter().flat_map(|all| &all.questions).map(|question| question.text.line).collect();
        answers.sort_unstable();
        let mut heads: Vec<usize> = report.annexes.iter().map(|annex| annex.letter.line).collect();
        heads.sort_unstable();
        // Of several legal texts the facts hold one: the head of each says what it is.
        let is_headed = |line: usize| {
            let held =
                report.annexes.iter().find(|annex| annex.letter.line == line).and_then(|annex| annex.holds.as_ref());
            held.is_some_and(|holds| holds.to_lowercase().starts_with("legal text"))
        };
        let mut annexes = Vec::new();
        for (index, from) in heads.iter().enumerate() {
            let to = heads.get(index + 1).map_or(usize::MAX, |next| next.saturating_sub(1));
            let holds = |lines: &[usize]| {
                let before = lines.partition_point(|line| line < from);
                lines.get(before).is_some_and(|line| *line <= to)
            };
            let part = if holds(&answers) {
                Part::Responses
            } else if holds(&legal) || is_headed(*from) {
                Part::LegalText
            } else {
                Part::Own
            };
            annexes.push((*from, to, part));
        }
        Parts { annexes }
    }
}

impl<'a> Papers<'a> {
    /// The words of the document and the questions that were put: all but the answers, which are the words of others.
    pub(super) fn words_and_questions(&self) -> Prose<'a> {
        let questions = self.this.questions();
        let asked = |line: usize| {
            let before = questions.iter().take_while(|question| question.text.line <= line).last();
            // Before the first question stands what introduces them.
            before.is_none_or(|question| line <= question.text.end_line)
        };
        Prose::of(self.this, |line| self.parts.of(line) != Part::Responses || asked(line))
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

/// The annexes in a file by their lines, in order.
pub(super) struct Parts {
    annexes: Vec<(usize, usize, Part)>,
}

impl Parts {
    /// Whose words stand on `line`.
    pub(super) fn of(&self, line: usize) -> Part {
        let before = self.annexes.partition_point(|(_, to, _)| *to < line);
        let here = self.annexes.get(before).filter(|(from, _, _)| *from <= line);
        here.map_or(Part::Own, |(_, _, part)| *part)
    }
}

/// The lines of a legal text's instructions, clauses and definitions, in order.
fn legal_lines(text: Option<&LegalText>) -> Vec<usize> {
    let Some(text) = text else { return Vec::new() };
    let instructions = text.instructions.iter().map(|instruction| instruction.line);
    let clauses = text.clauses.iter().map(|clause| clause.text.line);
    let definitions = text.definitions.iter().map(|definition| definition.term.line);
    let mut lines: Vec<usize> = instructions.chain(clauses).chain(definitions).collect();
    lines.sort_unstable();
    lines
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

/// The line on which a clause begins: that of its number.
fn start(clause: &Clause) -> usize {
    clause.number.as_ref().map_or(clause.text.line, |number| number.line)
}

/// The lines on which a clause or an instruction begins, in order.
pub(super) fn starts(text: &LegalText) -> Vec<usize> {
    let instructions = text.instructions.iter().map(|instruction| instruction.line);
    let mut lines: Vec<usize> = text.clauses.iter().map(start).chain(instructions).collect();
    lines.sort_unstable();
    lines
}

impl Papers<'_> {
    /// First and last physical line of a clause: up to the next clause, instruction or the end.
    pub(super) fn clause_lines(&self, clause: &Clause) -> (usize, usize) {
        let from = start(clause);
        let next = self.starts.get(self.starts.partition_point(|line| *line <= from));
        (from, next.map_or(self.this.lines.len(), |line| line.saturating_sub(1)))
    }
}
