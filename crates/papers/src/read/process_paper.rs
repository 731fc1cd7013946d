//! Papers of the process that stand alone: recognised by a line of their cover, read section by section.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::outline::{Section, outline};
use super::{consultation, cover, unread};
use crate::facts::{
    Consultation, LabelledFact, PaperKind, PaperSection, PaperTable, Placed, ProcessPaper, Question, Response,
};
use crate::finding::Finding;
use crate::layout::flow::Flow;
use crate::layout::pattern::{PROPOSAL, compiled};
use crate::layout::{dates, furniture, marks, tabbed};
use crate::source::{Line, Lines, Source};

/// How far into a paper the line that says what it is may stand, in lines with text.
const COVER: usize = 25;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| compiled(&format!(r"^({PROPOSAL})(?:$|\s*[:–-]?\s+)")));
static LABEL: LazyLock<Regex> = LazyLock::new(|| compiled(r"^([A-Z][^:.?!\t]{0,60}):(?:\s+(\S.*))?$"));
static ITEM: LazyLock<Regex> = LazyLock::new(|| compiled(r"^\(?(\d{1,3})[.)]\s+(\S.*)$"));
static ENTRY: LazyLock<Regex> = LazyLock::new(|| compiled(r"^(?:\(?\d{1,3}[.)]|\([a-z]{1,3}\))$"));
static ASKED: LazyLock<Regex> = LazyLock::new(|| compiled(r"^#*\s*(?:Question|Q)\s?(\d{1,3})\s*[:.–—-]\s*(\S.*)$"));
static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        r"(?i)\b(?:open until|closed on|closes on|close on|until the end of|no later than)\s+({})",
        dates::DAY
    ))
});

/// The kind that a line of the cover names: the whole line, and no sentence.
pub(super) fn kind_of(line: &str) -> Option<PaperKind> {
    let text = marks::plain(line.trim()).trim().trim_matches('*').trim_start_matches('#').trim().to_ascii_lowercase();
    if text.is_empty() || text.contains(['.', '\t', ':']) || text.split_whitespace().count() > 10 {
        return None;
    }
    let ends = |endings: &[&str]| {
        endings
            .iter()
            .any(|ending| text.strip_suffix(ending).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
    };
    if ends(&["draft proposal form", "draft proposal", "proposal form"]) {
        return Some(PaperKind::DraftProposal);
    }
    if ends(&["response form", "consultation response"]) {
        return Some(PaperKind::ResponseForm);
    }
    if ends(&["consultation responses", "collated responses"]) {
        return Some(PaperKind::CollatedResponses);
    }
    if ends(&["consultation document", "refinement consultation", "modification report consultation"]) {
        return Some(PaperKind::ConsultationDocument);
    }
    if ends(&["paper for decision", "change board paper"]) {
        return Some(PaperKind::ChangeBoardPaper);
    }
    if ends(&["vote record", "record of the vote"]) {
        return Some(PaperKind::VoteRecord);
    }
    if ends(&["decision letter"]) {
        return Some(PaperKind::DecisionLetter);
    }
    if ends(&["testing approach document"]) {
        return Some(PaperKind::TestingApproachDocument);
    }
    if ends(&["completion report"]) {
        return Some(PaperKind::CompletionReport);
    }
    if ends(&["minutes"]) || text.starts_with("minutes of ") {
        return Some(PaperKind::MeetingMinutes);
    }
    if ends(&["agenda"]) || text.starts_with("agenda for ") || text.starts_with("agenda of ") {
        return Some(PaperKind::MeetingAgenda);
    }
    None
}

/// The kind of a source, and the line that says so.
pub(super) fn recognised(source: &Source) -> Option<(PaperKind, usize)> {
    let mut printed = source.lines().iter().filter(|line| !line.is_blank()).take(COVER);
    printed.find_map(|line| Some((kind_of(&line.text)?, line.number)))
}

/// Reads a paper that was recognised.
pub(super) fn read(source: &Source, kind: PaperKind, said_at: usize) -> (ProcessPaper, Vec<Finding>) {
    let kept = furniture::stripped(source.lines());
    let lines = Lines::new(&kept);
    let parts = outline(lines);
    let last = lines.iter().last().map_or(0, |line| line.number);
    let mut findings = Vec::new();
    let (id, title) = title_block(parts.cover, said_at);
    let sections: Vec<PaperSection> = if parts.sections.is_empty() {
        vec![section(None, after(lines, said_at))]
    } else {
        parts.sections.iter().map(|one| section(Some(heading(one)), one.lines)).collect()
    };
    if sections.iter().all(PaperSection::is_empty) {
        findings.push(unread::part_at(
            said_at,
            last,
            "Nothing could be read below the cover. Look whether the paper is whole.".to_owned(),
        ));
    }
    let consultation = match kind {
        PaperKind::CollatedResponses => {
            let (held, found) = consultation::read(lines, None, last);
            findings.extend(found);
            Some(held)
        }
        PaperKind::ResponseForm => Some(answered(lines, &sections)),
        PaperKind::ConsultationDocument => Some(questions(&parts.sections, &sections)),
        PaperKind::DraftProposal
        | PaperKind::ChangeBoardPaper
        | PaperKind::VoteRecord
        | PaperKind::DecisionLetter
        | PaperKind::TestingApproachDocument
        | PaperKind::CompletionReport
        | PaperKind::MeetingAgenda
        | PaperKind::MeetingMinutes => None,
    };
    let consultation = consultation.filter(|held| !held.questions.is_empty());
    let paper = ProcessPaper {
        kind,
        id,
        title,
        version: cover::version(parts.cover),
        date: parts.cover.iter().find_map(|line| {
            let text = marks::plain(line.trimmed());
            Some(Placed::on(line.number, dates::date(&text)?))
        }),
        classification: cover::classification(lines),
        closes: closes(lines, &sections),
        sections,
        consultation,
    };
    (paper, findings)
}

impl PaperSection {
    fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.items.is_empty() && self.tables.is_empty() && self.paragraphs.is_empty()
    }
}

fn heading(section: &Section<'_>) -> Placed<String> {
    Placed::on(section.line, section.title.clone())
}

fn after(lines: Lines<'_>, number: usize) -> Lines<'_> {
    let from = lines.iter().position(|line| line.number > number).unwrap_or(lines.len());
    lines.range(from, lines.len())
}

/// The number of the modification, and the title before the line that says what the paper is.
fn title_block(cover: Lines<'_>, said_at: usize) -> (Option<Placed<String>>, Option<Placed<String>>) {
    let before: Vec<&Line> = cover.iter().filter(|line| !line.is_blank() && line.number < said_at).collect();
    let found = before.iter().enumerate().find_map(|(at, line)| {
        let text = marks::plain(line.trimmed()).into_owned();
        let found = NUMBER.captures(&text)?;
        let rest = text.get(found.get(0)?.end()..)?.to_owned();
        Some((at, Placed::on(line.number, found.get(1)?.as_str().to_owned()), rest))
    });
    let mut flow = Flow::default();
    let (id, from) = match found {
        Some((at, id, rest)) => {
            flow.push(id.line, &rest);
            (Some(id), at + 1)
        }
        None => (None, 0),
    };
    let is_of_the_frame = |text: &str| text.contains("classified as") || text.contains("Classification");
    for line in before.iter().skip(from).filter(|line| !is_of_the_frame(&line.text)).take(6) {
        flow.push(line.number, &line.text);
    }
    let title = flow.whole().map(|title| Placed { value: marks::unquoted(&title.value).to_owned(), ..title });
    (id, title)
}

/// What a section says: tables first, then labels, lists and paragraphs among the other lines.
fn section(title: Option<Placed<String>>, lines: Lines<'_>) -> PaperSection {
    let mut read =
        PaperSection { title, facts: Vec::new(), items: Vec::new(), tables: Vec::new(), paragraphs: Vec::new() };
    let mut of_tables = BTreeSet::new();
    for table in tabbed::tables(lines).into_iter().filter(is_table) {
        let first = table.caption.as_ref().or(table.rows.first()).map_or(0, |row| row.line);
        of_tables.extend(first..=table.end_line());
        let mut rows = table.rows.into_iter();
        let Some(columns) = rows.next() else { continue };
        read.tables.push(PaperTable {
            caption: table.caption.map(|caption| caption.cell(0).to_owned()),
            columns: columns.cells,
            rows: rows.map(|row| Placed::over(row.line, row.end_line, row.cells)).collect(),
        });
    }
    let mut open = Open::Nothing;
    for line in lines.iter().filter(|line| !of_tables.contains(&line.number)) {
        open = read.take(line, open);
    }
    read.close(open);
    read
}

/// Rows under headings, not entries of a list whose numbers stand before a tab.
fn is_table(table: &tabbed::Table) -> bool {
    let is_entry = |row: &tabbed::TableRow| ENTRY.is_match(row.cell(0)) || row.cell(0).is_empty();
    let counts = !table.rows.iter().all(is_entry);
    counts && (table.rows.len() > 1 || table.caption.is_some())
}

/// What the lines before left open.
enum Open {
    Nothing,
    Item(Flow),
    Paragraph(Flow),
    /// A label whose value stands on the next line.
    Label(Placed<String>),
}

/// A line that is to be filled in.
fn is_gap(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '…' | '.' | '_' | ' '))
}

impl PaperSection {
    fn take(&mut self, line: &Line, open: Open) -> Open {
        let text = marks::plain(line.trimmed()).into_owned();
        if text.trim().is_empty() {
            // A value may stand below its label with a blank line between.
            return match open {
                Open::Label(label) => Open::Label(label),
                Open::Nothing | Open::Item(_) | Open::Paragraph(_) => {
                    self.close(open);
                    Open::Nothing
                }
            };
        }
        if is_gap(&text) {
            self.close(open);
            return Open::Nothing;
        }
        if let Some(found) = LABEL.captures(&text) {
            self.close(open);
            let label = Placed::on(line.number, found.get(1).map_or("", |label| label.as_str()).to_owned());
            return match found.get(2).map(|value| value.as_str()) {
                Some(value) if is_gap(value) => {
                    self.fact(label, None);
                    Open::Nothing
                }
                Some(value) => {
                    self.fact(label, Some(value));
                    Open::Nothing
                }
                None => Open::Label(label),
            };
        }
        if let Open::Label(label) = open {
            self.fact(label, Some(&text));
            return Open::Nothing;
        }
        let item = marks::bullet(&text).map(|(item, _)| item.to_owned());
        if let Some(item) = item.or_else(|| ITEM.captures(&text)?.get(2).map(|item| item.as_str().to_owned())) {
            self.close(open);
            let mut flow = Flow::default();
            flow.push(line.number, &item);
            return Open::Item(flow);
        }
        match open {
            Open::Item(mut flow) => {
                flow.push(line.number, &text);
                Open::Item(flow)
            }
            Open::Paragraph(mut flow) => {
                flow.push(line.number, &text);
                Open::Paragraph(flow)
            }
            Open::Nothing | Open::Label(_) => {
                let mut flow = Flow::default();
                flow.push(line.number, &text);
                Open::Paragraph(flow)
            }
        }
    }

    fn close(&mut self, open: Open) {
        match open {
            Open::Nothing => {}
            Open::Item(flow) => self.items.extend(flow.whole()),
            Open::Paragraph(flow) => self.paragraphs.extend(flow.whole()),
            Open::Label(label) => self.fact(label, None),
        }
    }

    fn fact(&mut self, label: Placed<String>, value: Option<&str>) {
        let value = value.map(|value| value.trim().to_owned());
        let date = value.as_deref().and_then(dates::date);
        self.facts.push(LabelledFact { label, value, date });
    }
}

/// The last day for responses: as a labelled day, or as a sentence says it.
fn closes(lines: Lines<'_>, sections: &[PaperSection]) -> Option<Placed<jiff::civil::Date>> {
    let labelled = sections.iter().flat_map(|section| &section.facts).find_map(|fact| {
        let label = fact.label.value.to_lowercase();
        let says = label.contains("last day for responses") || label.contains("closing date") || label == "closes";
        Some(Placed::on(fact.label.line, fact.date.filter(|_| says)?))
    });
    labelled.or_else(|| {
        let flow = Flow::of(lines);
        let day = CLOSES.captures(&flow.text)?.get(1)?;
        Some(flow.placed(day.range(), dates::date(day.as_str())?))
    })
}

/// The questions of a consultation document: the list under the heading that speaks of questions, or lines `Question 1: …`.
fn questions(parts: &[Section<'_>], sections: &[PaperSection]) -> Consultation {
    let mut questions = Vec::new();
    for (part, section) in parts.iter().zip(sections) {
        if part.speaks_of(&["question"]) {
            let numbered = (1_u32..).zip(&section.items);
            questions.extend(numbered.map(|(number, text)| Question {
                number,
                text: text.clone(),
                responses: Vec::new(),
            }));
        }
        let asked = part.lines.iter().filter_map(asked);
        questions.extend(asked.map(|(number, text)| Question { number, text, responses: Vec::new() }));
    }
    Consultation { name: None, questions }
}

fn asked(line: &Line) -> Option<(u32, Placed<String>)> {
    let text = marks::plain(line.trimmed());
    let found = ASKED.captures(&text)?;
    Some((found.get(1)?.as_str().parse().ok()?, Placed::on(line.number, found.get(2)?.as_str().to_owned())))
}

/// The questions of a form, each with the answer that was filled in below it.
fn answered(lines: Lines<'_>, sections: &[PaperSection]) -> Consultation {
    let facts: Vec<&LabelledFact> = sections.iter().flat_map(|section| &section.facts).collect();
    let labelled = |names: &[&str], from: usize, to: usize| {
        let mut own = facts.iter().filter(|fact| (from..to).contains(&fact.label.line));
        let found = own.find(|fact| names.iter().any(|name| fact.label.value.eq_ignore_ascii_case(name)))?;
        Some(Placed::on(found.label.line, found.value.clone()?))
    };
    let asked: Vec<(u32, Placed<String>)> = lines.iter().filter_map(asked).collect();
    let end = usize::MAX;
    let respondent = labelled(&["organisation", "respondent"], 0, end).or_else(|| labelled(&["name"], 0, end));
    let category = labelled(&["party category", "category"], 0, end).map(|category| category.value);
    let ends = asked.iter().skip(1).map(|(_, text)| text.line).chain([end]);
    let questions = asked.iter().zip(ends).map(|((number, text), to)| {
        let answer = labelled(&["your answer", "answer", "response"], text.line, to).map(|answer| answer.value);
        let rationale =
            labelled(&["your reasons", "rationale", "reasons", "comment"], text.line, to).map(|why| why.value);
        let given = respondent.clone().filter(|_| answer.is_some() || rationale.is_some());
        let response = given.map(|respondent| Response { respondent, category: category.clone(), answer, rationale });
        Question { number: *number, text: text.clone(), responses: response.into_iter().collect() }
    });
    Consultation { name: None, questions: questions.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(text: &str) -> ProcessPaper {
        let source = Source::from_bytes("f.txt", text.as_bytes()).unwrap();
        let (kind, at) = recognised(&source).unwrap();
        read(&source, kind, at).0
    }

    #[test]
    fn a_cover_line_says_what_the_paper_is_and_a_sentence_does_not() {
        assert_eq!(kind_of("**Draft Proposal form**"), Some(PaperKind::DraftProposal));
        assert_eq!(kind_of("Refinement Consultation responses"), Some(PaperKind::CollatedResponses));
        assert_eq!(kind_of("June 2031 Release Testing Approach Document"), Some(PaperKind::TestingApproachDocument));
        assert_eq!(kind_of("Minutes of the Change Board"), Some(PaperKind::MeetingMinutes));
        assert_eq!(kind_of("The Draft Proposal is late."), None);
        assert_eq!(kind_of("Redraft proposal"), None);
        assert_eq!(kind_of("Contact: the agenda"), None);
    }

    #[test]
    fn labels_lists_tables_and_paragraphs_keep_their_lines() {
        let text = "QM100\n‘One thing’\n\nDraft Proposal form\n\n3 May 2031\n\n1. Who raises it\n\nProposer: Quay Boats Ltd\n\nRaised on: 2 May 2031\n\nTelephone:\n…\n\n\
                    2. What is wrong\n\nIt is slow,\nand it leaks.\n\n- Too slow\n- Too wet\n\nName\tSize\nBoat\t4\n";
        let paper = paper(text);
        assert_eq!(paper.id.as_ref().unwrap().value, "QM100");
        assert_eq!(paper.title.as_ref().unwrap().value, "One thing");
        assert_eq!(paper.date.as_ref().unwrap().value, jiff::civil::date(2031, 5, 3));
        let [who, wrong] = paper.sections.as_slice() else { panic!("{:?}", paper.sections) };
        let facts: Vec<_> =
            who.facts.iter().map(|one| (one.label.value.as_str(), one.value.as_deref(), one.label.line)).collect();
        assert_eq!(
            facts,
            [("Proposer", Some("Quay Boats Ltd"), 10), ("Raised on", Some("2 May 2031"), 12), ("Telephone", None, 14)]
        );
        assert_eq!(who.facts[1].date, Some(jiff::civil::date(2031, 5, 2)));
        assert_eq!(wrong.paragraphs[0], Placed::over(19, 20, "It is slow, and it leaks.".to_owned()));
        assert_eq!(wrong.items.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["Too slow", "Too wet"]);
        assert_eq!(wrong.tables[0].columns, ["Name", "Size"]);
        assert_eq!(wrong.tables[0].rows[0], Placed::on(26, vec!["Boat".to_owned(), "4".to_owned()]));
    }

    #[test]
    fn a_form_that_was_filled_in_gives_answers_and_an_empty_one_gives_questions() {
        let form = |answer: &str| {
            format!(
                "QM100\n\nConsultation response form\n\nThis consultation closes on 9 June 2031.\n\n1. Who responds\n\nOrganisation:\nQuay Boats Ltd\n\n\
                 2. Your answers\n\nQuestion 1: Is it wet?\n\nYour answer:\n{answer}\n\nYour reasons:\n…\n\nQuestion 2: Is it slow?\n\nYour answer:\n…\n"
            )
        };
        let filled = paper(&form("Yes"));
        assert_eq!(filled.closes.as_ref().unwrap().value, jiff::civil::date(2031, 6, 9));
        let questions = filled.consultation.unwrap().questions;
        assert_eq!(questions.len(), 2);
        assert_eq!(questions[0].responses[0].answer.as_deref(), Some("Yes"));
        assert_eq!(questions[0].responses[0].respondent.value, "Quay Boats Ltd");
        assert!(questions[1].responses.is_empty());
        let empty = paper(&form("…")).consultation.unwrap().questions;
        assert!(empty.iter().all(|question| question.responses.is_empty()));
    }
}
