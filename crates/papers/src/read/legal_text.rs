//! The legal text of a modification, alone or as an annex of a report.
//!
//! The lines are cleaned first (`clean`): what is furniture, margin or dirt is set aside, and what it destroyed is
//! said. The rows that are left are cut at document headings and instructions, and what stands between two of them is
//! read as definitions or as clauses. A damaged label or number is mended only where its place proves it; all else that
//! is damaged stays as printed or absent, with a finding.

mod balloons;
mod before;
mod blocks;
mod change;
mod clauses;
mod clean;
mod damage;
mod definitions;
mod heads;
mod instructions;
mod introduction;
mod labels;
mod lists;
mod numbers;
mod sheet;
mod struck;
mod words;

use jiff::civil::Date;

use self::clauses::Place;
use self::clean::Sheet;
use self::instructions::Order;
use self::sheet::Row;
use crate::facts::{Change, Clause, Instruction, InstructionKind, LegalText, NotUnderstood, Placed};
use crate::finding::Finding;
use crate::source::Lines;

/// What the report that encloses a legal text says of it; all absent where the text stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegalTextContext {
    /// The modification, as the head of the annex or the report states it.
    pub modification: Option<String>,
    /// The version of the legal text, where the head of the annex states it.
    pub version: Option<String>,
    /// The date of the report.
    pub date: Option<Date>,
}

/// Reads a legal text.
///
/// The findings say what could not be read (EN001), what a bad scan damaged (EN002) and what is said to stand in
/// another file (EN004).
pub fn read(lines: &Lines<'_>, context: &LegalTextContext) -> (LegalText, Vec<Finding>) {
    let mut findings = Vec::new();
    let modification = introduction::modification(lines, context);
    let id = modification.as_ref().map(|id| id.value.as_str());
    let mut sheet = clean::clean(lines, id, &mut findings);
    introduction::settle_footnotes(&mut sheet.rows, &mut findings);
    let first = lines.iter().next().map_or(1, |line| line.number);
    let facts = LegalText {
        version: sheet
            .version
            .take()
            .or_else(|| introduction::version(&sheet.rows))
            .or_else(|| super::cover::version(introduction::cover(lines))),
        date: sheet.date.take().or_else(|| super::cover::date(introduction::cover(lines))),
        modification,
        ..LegalText::default()
    };
    let mut reader = Reader { facts, findings, document: None, order: None, unknown: false, sheet: &sheet };
    reader.parts();
    reader.struck();
    let Reader { mut facts, mut findings, .. } = reader;
    if facts.version.is_none() {
        facts.version = context.version.clone().map(|version| Placed::on(first, version));
    }
    if facts.instructions.is_empty() {
        let message = "No instruction (“Add …”, “Amend … as follows:”) was found, so nothing says what is new and what is \
                       changed; give the legal text with its instructions.";
        findings.push(damage::unread(first, first, message.to_owned()));
    }
    findings.sort_by_key(|finding| finding.line);
    (facts, findings)
}

/// What an instruction can be, for one that is not understood.
const CAN_BE_WRITTEN: &str = "Write for example: Add Sections Q2.3 to Q2.4 as follows: / Amend Section Q1.2 as follows: / Delete Section \
                              Q1.3. / In Section Q1.2, replace “each year” with “each quarter”. / Renumber Section Q1.3 as Section Q1.4. / Move Section \
                              Q1.3 to Section Q2.4. / Amend the heading of Section Q1.3 to “Words”. / \
                              Add the following definitions into Section A1.1 in alphabetical order:";

struct Reader<'a> {
    facts: LegalText,
    findings: Vec<Finding>,
    /// The document whose changes are being read.
    document: Option<String>,
    /// The place of the instruction in force among the facts.
    order: Option<usize>,
    /// The latest instruction is of a kind that is not known.
    unknown: bool,
    sheet: &'a Sheet,
}

impl Reader<'_> {
    /// Cuts the rows at document headings and instructions, and reads what stands between.
    fn parts(&mut self) {
        let rows = self.sheet.rows.as_slice();
        let mut body: Vec<Row> = Vec::new();
        let mut index = 0;
        while let Some(row) = rows.get(index) {
            let rest = rows.get(index..).unwrap_or_default();
            let above = index.checked_sub(1).and_then(|above| rows.get(above));
            if introduction::next_annex(row) && !self.facts.documents.is_empty() {
                break;
            }
            if let Some((document, taken)) = introduction::document(rest) {
                self.part(&std::mem::take(&mut body));
                self.document = Some(document.document.value.clone());
                self.order = None;
                self.unknown = false;
                self.facts.documents.push(document);
                index += taken;
            } else if let Some((base, taken)) = introduction::base(rest, self.document.as_deref()) {
                self.facts.base.push(base);
                index += taken;
            } else if let Some((order, taken)) = instructions::read(rest, above, self.document.as_deref()) {
                self.part(&std::mem::take(&mut body));
                self.order(order, row.line);
                index += taken;
            } else if let Some(taken) = introduction::attachment(rest) {
                let named = self.document.as_deref().unwrap_or("this text");
                let message = format!(
                    "Changes to {named} are said to stand in a separate attachment; they are not read here. Give that file too."
                );
                let end = rest.get(taken - 1).map_or(row.line, |last| last.line);
                self.findings.push(damage::separate(row.line, end, message));
                index += taken;
            } else {
                body.push(row.clone());
                index += 1;
            }
        }
        self.part(&body);
    }

    fn order(&mut self, order: Order, line: usize) {
        self.unknown = matches!(order, Order::Unknown(_));
        match order {
            Order::Known(instructions) => {
                let last = instructions.last();
                self.document = last.and_then(|one| one.document.clone()).or_else(|| self.document.take());
                let governs = last.is_some_and(Instruction::governs);
                self.facts.instructions.extend(instructions);
                self.order = governs.then(|| self.facts.instructions.len() - 1);
            }
            Order::Unknown(text) => {
                self.order = None;
                let message = format!(
                    "“{text}” orders a change and is not understood; what stands under it is not read. {CAN_BE_WRITTEN}"
                );
                self.not_understood(line, &text, message);
            }
        }
    }

    fn not_understood(&mut self, line: usize, text: &str, message: String) {
        self.findings.push(damage::unread(line, line, message.clone()));
        self.facts.not_understood.push(NotUnderstood { line, text: text.to_owned(), message });
    }

    /// Clauses of which every word is struck out, and which nothing takes away.
    fn struck(&mut self) {
        for struck in &self.sheet.struck {
            let number = &struck.value;
            let printed =
                self.facts.clauses.iter().filter_map(|clause| clause.number.as_ref()).any(|at| at.value == *number);
            let ordered = self.facts.instructions.iter().any(|one| !one.governs() && one.clauses.contains(number));
            if !printed && !ordered {
                let message = format!(
                    "{number} is struck out whole, and no instruction takes it away. Write: Delete Section {number}."
                );
                self.not_understood(struck.line, number, message);
            }
        }
    }

    /// Marks in words under an instruction that say nobody knows what.
    fn marks(&mut self, rows: &[Row]) {
        for row in rows {
            if let Some(mark) = struck::unknown_mark(&row.text) {
                let message = format!(
                    "The words have the mark “{mark}”, which is not understood or not closed. New words are marked <u>…</u> or \
                     <ins>…</ins>, struck ones <del>…</del>, <s>…</s> or ~~…~~; take other marks out."
                );
                self.not_understood(row.line, &row.text, message);
            }
        }
    }

    /// Reads what stands between two headings or instructions.
    fn part(&mut self, rows: &[Row]) {
        if rows.is_empty() || self.unknown || (self.document.is_none() && self.order.is_none()) {
            return;
        }
        let order = self.order.and_then(|order| self.facts.instructions.get(order)).cloned();
        if order.is_some() {
            self.marks(rows);
        }
        let sheet = self.sheet;
        let kind = order.as_ref().map(|order| order.kind);
        if let Some(InstructionKind::AddDefinitions | InstructionKind::AmendDefinitions) = kind {
            let change = match kind {
                Some(InstructionKind::AddDefinitions) => Change::Added,
                _ => Change::Amended,
            };
            let read = definitions::read(rows, change, sheet, &mut self.findings);
            self.facts.definitions.extend(read);
            return;
        }
        let named = order.as_ref().map_or(&[][..], |order| order.clauses.as_slice());
        let document = self.document.as_deref();
        let (vocabulary, before) = (&sheet.vocabulary, &sheet.before);
        let place = Place { document, named, damaged: sheet.damaged, vocabulary, before };
        let read = clauses::read(rows, &place, &mut self.findings);
        // What stands between a document's heading and its first instruction explains the change and is no part of it.
        if let (Some(first), Some(last), Some(_)) = (read.stray.first(), read.stray.last(), &order) {
            let message = "These lines stand before the first clause and are no cross heading, so they are not read; see \
                           whether a clause number above them is lost.";
            self.findings.push(damage::unread(first.line, last.line, message.to_owned()));
        }
        let mut decided = change::decide(read.clauses, order.as_ref());
        place_paragraphs(&mut decided, order.as_ref());
        self.facts.clauses.extend(decided);
    }
}

/// New paragraphs follow the provision that the instruction names, then one another.
fn place_paragraphs(clauses: &mut [Clause], order: Option<&Instruction>) {
    let mut after = order.and_then(|order| order.after.clone());
    for clause in clauses.iter_mut().filter(|clause| clause.change == Change::Added) {
        let number = clause.number.as_ref().map(|number| number.value.clone());
        clause.after = std::mem::replace(&mut after, number);
    }
}
