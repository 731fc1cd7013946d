//! The checks: what is wrong in a document that people wrote by hand, or that Enact composed.
//!
//! One check, one file. Each looks at one file at a time; what shows only when files are held together is reported on
//! the later file, and names the earlier one. A finding that is not true costs more trust than one that is missed, so
//! where a check cannot be sure it says nothing.

mod absent_dependency;
mod answers;
mod base;
mod condition_coverage;
mod context_unmarked;
mod copy_edit;
mod count_words;
mod cross_document_name;
mod decider_conflict;
mod dissent_unreported;
mod duty_pair_gap;
mod entitlement_missing;
mod evidence_gap;
mod foreign_modification_id;
mod glossary;
mod id_format;
mod impact_cost_pair;
mod impact_list;
mod instruction_range;
mod item_lists;
mod lifecycle_completeness;
mod links;
mod list_grammar;
mod lost_text;
mod matrix;
mod near_miss_term;
mod new_body_coverage;
mod objective_rationale;
mod ocr_suspect;
mod one_event_one_date;
mod parts;
mod path_reason;
mod place;
mod placeholder;
mod pointer_definition;
mod promised_content;
mod prose;
mod prose_vs_legal_text;
mod reading;
mod redline_marks;
mod reference_label;
mod register_title;
mod report_vs_responses;
mod sections;
mod self_reference;
mod stale_reference;
mod status_claim;
mod summary_vs_body;
mod title_consistency;
mod total_vs_table;
mod undated_event;
mod undefined_term;
mod units;
mod unresolved_reference;
mod version_scheme;
mod vocabulary;
mod wording;
mod working_day;

use std::cell::OnceCell;

use procedure::calendar::Calendar;
use serde::Serialize;

use crate::facts::Facts;
use crate::finding::{Finding, Level};
use crate::layout::furniture;
use crate::read::Reading;
use crate::source::{Line, Source};
pub use base::Base;
use base::Known;
use parts::{Part, Parts};
use prose::Prose;
use sections::{Contents, Section, sections};
use units::Unit;

/// One check.
pub struct Check {
    /// `EN104`: never changes meaning.
    pub rule: &'static str,
    /// `total-vs-table`.
    pub name: &'static str,
    /// The gravest level that it reports.
    pub level: Level,
    /// What a person is told who asks about it.
    pub explain: Explanation,
    /// Looks at one file and reports what it finds.
    pub run: fn(&Papers<'_>, &mut Vec<Finding>),
}

/// What a rule looks for, and an example of wrong and right.
pub struct Explanation {
    /// What it looks for.
    pub looks_for: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// A small document in which it finds exactly one thing.
    pub wrong: &'static str,
    /// The same document mended, in which it finds nothing.
    pub right: &'static str,
}

/// A document to check: its words as lines, what was read from them, and what the reader reported.
pub struct Paper {
    path: String,
    lines: Vec<Line>,
    /// For each line whether it holds page furniture and none of the document's words.
    furniture: Vec<bool>,
    facts: Facts,
    reported: Vec<Finding>,
    /// The lines that the reader calls damaged: runs from and to, in order, none touching another.
    damaged: Vec<(usize, usize)>,
}

impl Paper {
    /// A source and what was read from it.
    pub fn new(source: &Source, reading: Reading) -> Self {
        let furniture = furniture::kept(source.lines()).into_iter().map(|kept| !kept).collect();
        let lines = source.lines().as_slice().to_vec();
        Self {
            path: source.path.clone(),
            furniture,
            lines,
            facts: reading.facts,
            damaged: place::damaged(&reading.findings),
            reported: reading.findings,
        }
    }
}

/// One file as a check sees it: the file itself, those named before it, and the calendar.
pub struct Papers<'a> {
    this: &'a Paper,
    earlier: &'a [Paper],
    /// The Working Days. A day that it does not cover is not judged.
    calendar: &'a Calendar,
    /// The Code and the register, as far as they are given and the document belongs to them.
    known: Known<'a>,
    /// The numbered sections and appendices; none in a legal text that stands alone.
    sections: Vec<Section>,
    /// Their list, and the lines that may be numbered headings.
    contents: Contents,
    /// The words of those who wrote the document, without legal text and without the answers of others.
    own: Prose<'a>,
    /// The own words and the legal text.
    words: Prose<'a>,
    /// Whose words each line holds.
    parts: Parts,
    /// The lines of the document's own words, those without words among them.
    own_lines: Vec<&'a Line>,
    /// The lines on which a clause or an instruction of the legal text begins, in order.
    starts: Vec<usize>,
    /// The words of the legal text piece by piece, once a check has asked for them.
    units: OnceCell<Vec<Unit<'a>>>,
}

impl<'a> Papers<'a> {
    fn new(this: &'a Paper, earlier: &'a [Paper], base: &'a Base<'a>) -> Self {
        let parts = this.parts();
        let own = Prose::of(this, |line| parts.of(line) == Part::Own);
        let words = Prose::of(this, |line| parts.of(line) != Part::Responses);
        let known = Known::of(this, words.text(), base);
        let own_lines = this.lines_of(&parts);
        let (sections, contents) = sections(this, &own_lines);
        let starts = this.legal_text().map_or(Vec::new(), parts::starts);
        let units = OnceCell::new();
        let calendar = base.calendar();
        Self { this, earlier, calendar, known, sections, contents, own, words, parts, own_lines, starts, units }
    }

    /// The lines with the words of those who wrote the document, without page furniture; those without words are among them.
    fn own_lines(&self) -> impl Iterator<Item = &'a Line> {
        self.own_lines.iter().copied()
    }
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileFindings {
    /// The file as the user named it.
    pub path: String,
    /// The kind of document it was read as.
    pub kind: &'static str,
    /// What is wrong, by line.
    pub findings: Vec<Finding>,
}

/// Every check, by rule.
pub fn all() -> &'static [Check] {
    const ALL: &[Check] = &[
        pointer_definition::CHECK,
        instruction_range::CHECK,
        title_consistency::CHECK,
        total_vs_table::CHECK,
        one_event_one_date::CHECK,
        undated_event::CHECK,
        promised_content::CHECK,
        foreign_modification_id::CHECK,
        id_format::CHECK,
        register_title::CHECK,
        reference_label::CHECK,
        unresolved_reference::CHECK,
        stale_reference::CHECK,
        impact_list::CHECK,
        summary_vs_body::CHECK,
        report_vs_responses::CHECK,
        dissent_unreported::CHECK,
        prose_vs_legal_text::CHECK,
        undefined_term::CHECK,
        glossary::CHECK,
        vocabulary::CHECK,
        working_day::CHECK,
        condition_coverage::CHECK,
        matrix::CHECK,
        status_claim::CHECK,
        version_scheme::CHECK,
        evidence_gap::CHECK,
        absent_dependency::CHECK,
        placeholder::CHECK,
        list_grammar::CHECK,
        lost_text::CHECK,
        ocr_suspect::CHECK,
        redline_marks::CHECK,
        context_unmarked::CHECK,
        decider_conflict::CHECK,
        entitlement_missing::CHECK,
        new_body_coverage::CHECK,
        objective_rationale::CHECK,
        self_reference::CHECK,
        near_miss_term::CHECK,
        lifecycle_completeness::CHECK,
        copy_edit::CHECK,
        links::CHECK,
        cross_document_name::CHECK,
        path_reason::CHECK,
        count_words::CHECK,
        duty_pair_gap::CHECK,
        impact_cost_pair::CHECK,
    ];
    ALL
}

/// The check with this rule (`EN104`) or name (`total-vs-table`), in any case.
pub fn find(id_or_name: &str) -> Option<&'static Check> {
    let wanted = id_or_name.trim();
    all().iter().find(|check| check.rule.eq_ignore_ascii_case(wanted) || check.name.eq_ignore_ascii_case(wanted))
}

/// Checks the files in the order given.
///
/// They are held against the base: a calendar alone, or a [`Base`] with the Code and its register. Findings of the reader are
/// included. A finding on words that a bad scan damaged is never an error: it becomes a note.
pub fn check<'a>(papers: &[Paper], base: impl Into<Base<'a>>) -> Vec<FileFindings> {
    let base = base.into();
    papers
        .iter()
        .enumerate()
        .map(|(index, this)| {
            let earlier = papers.get(..index).unwrap_or_default();
            let view = Papers::new(this, earlier, &base);
            let mut found = Vec::new();
            for check in all() {
                (check.run)(&view, &mut found);
            }
            for finding in &mut found {
                if finding.level == Level::Error && this.is_damaged(finding.line, finding.end_line) {
                    finding.level = Level::Note;
                }
            }
            // Labels that jump are told once: by the check where the text is clean, by the reader where a scan may be the cause.
            let told: Vec<usize> = found.iter().filter(|one| one.rule == "EN131").map(|one| one.line).collect();
            let twice = |one: &&Finding| {
                place::is_jump(one) && told.iter().any(|line| (one.line..=one.end_line).contains(line))
            };
            found.extend(this.reported.iter().filter(|one| !twice(one)).cloned());
            found.sort_by(|a, b| (a.line, a.column, a.rule).cmp(&(b.line, b.column, b.rule)));
            FileFindings { path: this.path.clone(), kind: kind(&this.facts), findings: found }
        })
        .collect()
}

/// What stands behind a finding: a check, or something that a reader reports.
#[derive(Clone, Copy)]
pub struct Explained {
    /// `EN104`.
    pub rule: &'static str,
    /// `total-vs-table`.
    pub name: &'static str,
    /// The gravest level that it reports.
    pub level: Level,
    /// What a person is told who asks about it.
    pub explain: &'static Explanation,
}

/// All that findings can be made by, by rule: first what the readers report, then the checks.
pub fn explained() -> impl Iterator<Item = Explained> {
    let of_readers = reading::RULES.iter().map(|rule| Explained {
        rule: rule.rule,
        name: rule.name,
        level: rule.level,
        explain: &rule.explain,
    });
    of_readers.chain(all().iter().map(|check| Explained {
        rule: check.rule,
        name: check.name,
        level: check.level,
        explain: &check.explain,
    }))
}

/// What a rule looks for, why, and an example of wrong and right, as plain text; `None` for an unknown rule.
pub fn explain(id_or_name: &str) -> Option<String> {
    let wanted = id_or_name.trim();
    explained()
        .find(|one| one.rule.eq_ignore_ascii_case(wanted) || one.name.eq_ignore_ascii_case(wanted))
        .map(|one| told(one.rule, one.name, one.level, one.explain))
}

/// Rule and name of everything that can be explained, by rule.
pub fn rules() -> Vec<(&'static str, &'static str)> {
    explained().map(|one| (one.rule, one.name)).collect()
}

fn told(rule: &str, name: &str, level: Level, explain: &Explanation) -> String {
    let level = level.word();
    let indented = |text: &str| {
        let lines: Vec<String> =
            text.trim_matches('\n').lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
        lines.join("\n")
    };
    format!(
        "{rule} {name} ({level})\n\nLooks for\n    {}\n\nWhy\n    {}\n\nWrong\n{}\n\nRight\n{}\n",
        explain.looks_for,
        explain.why,
        indented(explain.wrong),
        indented(explain.right)
    )
}

/// The name of the kind, as `enact read` prints it.
fn kind(facts: &Facts) -> &'static str {
    match facts {
        Facts::ReleaseImplementationDocument(_) => "release-implementation-document",
        Facts::ModificationReport(_) => "modification-report",
        Facts::LegalText(_) => "legal-text",
        Facts::Process(paper) => paper.kind.name(),
    }
}

#[cfg(test)]
mod tests;
