//! Where each fact was read: a JSON pointer to the fact as it is serialised, and its place in the file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Annex, ApproachTold, Clause, CodeDocument, CompletionTold, Consultation, Definition, Facts, GlossaryEntry, Item,
    LegalText, Listed, MeetingTold, ModificationReport, Particulars, Placed, PolicyTold, ProcessPaper, Question,
    ReleaseDocument,
};
use crate::source::{Place, Source};

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FactPlace {
    /// First line of the text as read, from 1.
    pub line: usize,
    /// Last line.
    pub end_line: usize,
    /// Its page, paragraph or cell, where the file has such.
    #[serde(flatten)]
    pub place: Place,
}

impl Facts {
    /// The place of each fact that has one, by JSON pointer: `/release/date`, `/timetable/3/date`.
    pub fn places(&self, source: &Source) -> BTreeMap<String, FactPlace> {
        let mut walk = Walk { source, at: String::new(), found: BTreeMap::new() };
        match self {
            Self::ReleaseImplementationDocument(release) => walk.release(release),
            Self::ModificationReport(report) => walk.report(report),
            Self::LegalText(text) => walk.legal_text(text),
            Self::Process(paper) => walk.process_paper(paper),
        }
        walk.found
    }
}

struct Walk<'s> {
    source: &'s Source,
    at: String,
    found: BTreeMap<String, FactPlace>,
}

impl Walk<'_> {
    /// Walks with a step added to the pointer.
    fn within(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        let length = self.at.len();
        self.at.push('/');
        self.at.push_str(step);
        walk(self);
        self.at.truncate(length);
    }

    fn each<T>(&mut self, step: &str, items: &[T], mut walk: impl FnMut(&mut Self, &T)) {
        self.within(step, |this| {
            for (index, item) in items.iter().enumerate() {
                this.within(&index.to_string(), |this| walk(this, item));
            }
        });
    }

    fn fact<T: Serialize>(&mut self, step: &str, fact: &Placed<T>) {
        self.within(step, |this| {
            let mut place = this.source.place(fact.line);
            // The cell is told where the printed words of the fact stand in one.
            if let Ok(serde_json::Value::String(words)) = serde_json::to_value(&fact.value) {
                let line = fact.line.checked_sub(1).and_then(|index| this.source.lines().get(index));
                let cell = line.and_then(|line| line.text.split('\t').position(|cell| cell.contains(words.as_str())));
                place = cell.map_or(place, |cell| place.at_cell(cell + 1));
            }
            let found = FactPlace { line: fact.line, end_line: fact.end_line, place };
            this.found.insert(this.at.clone(), found);
        });
    }

    fn maybe<T: Serialize>(&mut self, step: &str, fact: Option<&Placed<T>>) {
        if let Some(fact) = fact {
            self.fact(step, fact);
        }
    }

    fn listed(&mut self, step: &str, listed: &[Listed]) {
        self.each(step, listed, |this, entry| this.fact("id", &entry.id));
    }

    fn documents(&mut self, step: &str, documents: &[CodeDocument]) {
        self.each(step, documents, |this, entry| this.fact("document", &entry.document));
    }

    fn glossary(&mut self, glossary: &[GlossaryEntry]) {
        self.each("glossary", glossary, |this, entry| this.fact("acronym", &entry.acronym));
    }

    fn release(&mut self, release: &ReleaseDocument) {
        self.maybe("title", release.title.as_ref());
        self.maybe("version", release.version.as_ref());
        self.maybe("date", release.date.as_ref());
        self.maybe("classification", release.classification.as_ref());
        self.within("release", |this| {
            this.maybe("name", release.release.name.as_ref());
            this.maybe("date", release.release.date.as_ref());
        });
        self.within("scope", |this| {
            this.listed("approved", &release.scope.approved);
            this.listed("targeted", &release.scope.targeted);
            this.listed("change_requests", &release.scope.change_requests);
        });
        self.within("participant_impacts", |this| {
            this.each("rows", &release.participant_impacts.rows, |this, row| this.fact("id", &row.id));
        });
        self.documents("documents", &release.documents);
        self.within("document_impacts", |this| {
            this.each("rows", &release.document_impacts.rows, |this, row| this.fact("document", &row.document));
        });
        self.release_tables(release);
        self.glossary(&release.glossary);
    }

    fn release_tables(&mut self, release: &ReleaseDocument) {
        self.each("timetable", &release.timetable, |this, row| this.fact("event", &row.event));
        self.within("costs", |this| {
            this.maybe("stated_total", release.costs.stated_total.as_ref());
            this.each("rows", &release.costs.rows, |this, row| this.fact("id", &row.id));
        });
        self.within("acceptance_criteria", |this| {
            this.each("operational", &release.acceptance_criteria.operational, |this, one| {
                this.fact("text", &one.text)
            });
            this.each("testing", &release.acceptance_criteria.testing, |this, one| this.fact("text", &one.text));
        });
        self.each("history", &release.history, |this, row| this.fact("version", &row.version));
    }

    fn report(&mut self, report: &ModificationReport) {
        self.maybe("id", report.id.as_ref());
        self.maybe("title", report.title.as_ref());
        self.maybe("version", report.version.as_ref());
        self.maybe("date", report.date.as_ref());
        self.maybe("classification", report.classification.as_ref());
        self.within("proposer", |this| {
            this.maybe("name", report.proposer.name.as_ref());
            this.maybe("organisation", report.proposer.organisation.as_ref());
        });
        self.maybe("path", report.path.as_ref());
        self.documents("documents_impacted", &report.documents_impacted);
        self.each("implementation", &report.implementation, |this, row| {
            this.fact("date", &row.date);
            this.maybe("decision_by", row.decision_by.as_ref());
            this.maybe("decision_after", row.decision_after.as_ref());
        });
        self.within("costs", |this| this.maybe("administrator", report.costs.administrator.as_ref()));
        self.each("consumer_areas", &report.consumer_areas, |this, area| this.fact("area", &area.area));
        self.each("timetable", &report.timetable, |this, row| this.fact("event", &row.event));
        self.glossary(&report.glossary);
        self.each("annexes", &report.annexes, Self::annex);
        if let Some(text) = &report.legal_text {
            self.within("legal_text", |this| this.legal_text(text));
        }
        if let Some(consultation) = &report.consultation {
            self.within("consultation", |this| this.consultation(consultation));
        }
    }

    fn annex(&mut self, annex: &Annex) {
        self.fact("letter", &annex.letter);
        self.maybe("id", annex.id.as_ref());
        self.maybe("title", annex.title.as_ref());
    }

    fn consultation(&mut self, consultation: &Consultation) {
        self.each("questions", &consultation.questions, |this, question: &Question| {
            this.fact("text", &question.text);
            this.each("responses", &question.responses, |this, response| this.fact("respondent", &response.respondent));
        });
    }

    fn process_paper(&mut self, paper: &ProcessPaper) {
        self.maybe("id", paper.id.as_ref());
        self.maybe("title", paper.title.as_ref());
        self.maybe("version", paper.version.as_ref());
        self.maybe("date", paper.date.as_ref());
        self.maybe("classification", paper.classification.as_ref());
        self.maybe("closes", paper.closes.as_ref());
        self.each("sections", &paper.sections, |this, section| {
            this.maybe("title", section.title.as_ref());
            this.each("facts", &section.facts, |this, fact| this.fact("label", &fact.label));
            this.within("items", |this| this.bare(&section.items));
            this.within("paragraphs", |this| this.bare(&section.paragraphs));
            this.each("tables", &section.tables, |this, table| this.within("rows", |this| this.bare(&table.rows)));
        });
        if let Some(consultation) = &paper.consultation {
            self.within("consultation", |this| this.consultation(consultation));
        }
        match &paper.particulars {
            Some(Particulars::Meeting(told)) => self.within("meeting", |this| this.meeting(told)),
            Some(Particulars::TestingApproach(told)) => self.within("testing-approach", |this| this.approach(told)),
            Some(Particulars::Completion(told)) => self.within("completion", |this| this.completion(told)),
            Some(Particulars::Policy(told)) => self.within("policy", |this| this.policy(told)),
            None => {}
        }
    }

    fn meeting(&mut self, told: &MeetingTold) {
        self.maybe("body", told.body.as_ref());
        self.maybe("day", told.day.as_ref());
        self.each("items", &told.items, |this, item| this.fact("title", &item.title));
        self.each("papers", &told.papers, |this, paper| this.fact("annex", &paper.annex));
        self.each("attendance", &told.attendance, |this, one| this.fact("person", &one.person));
        self.each("decisions", &told.decisions, |this, one| this.fact("decided", &one.decided));
        self.each("actions", &told.actions, |this, one| this.fact("task", &one.task));
    }

    fn approach(&mut self, told: &ApproachTold) {
        self.maybe("release", told.release.as_ref());
        self.each("items", &told.items, |this, item| this.fact("letter", &item.letter));
        self.within("under_test", |this| this.bare(&told.under_test));
        self.each("phases", &told.phases, |this, phase| this.fact("phase", &phase.phase));
        self.each("thresholds", &told.thresholds, |this, one| this.fact("severity", &one.severity));
        self.within("report_contents", |this| this.bare(&told.report_contents));
    }

    fn completion(&mut self, told: &CompletionTold) {
        self.maybe("release", told.release.as_ref());
        self.maybe("entry_approved", told.entry_approved.as_ref());
        self.maybe("started", told.started.as_ref());
        self.maybe("exit_approved", told.exit_approved.as_ref());
        self.maybe("ended", told.ended.as_ref());
        self.each("reported", &told.reported, |this, one| this.fact("matter", &one.matter));
        self.each("thresholds", &told.thresholds, |this, one| this.fact("severity", &one.severity));
    }

    fn policy(&mut self, told: &PolicyTold) {
        self.within("says", |this| this.bare(&told.says));
        self.each("considered", &told.considered, |this, fact| this.fact("label", &fact.label));
        self.each("versions", &told.versions, |this, one| this.fact("version", &one.version));
        self.each("projects", &told.projects, |this, one| this.fact("project", &one.project));
    }

    /// Facts that stand in a list by themselves.
    fn bare<T: Serialize>(&mut self, facts: &[Placed<T>]) {
        for (index, fact) in facts.iter().enumerate() {
            self.fact(&index.to_string(), fact);
        }
    }

    fn legal_text(&mut self, text: &LegalText) {
        self.maybe("modification", text.modification.as_ref());
        self.maybe("version", text.version.as_ref());
        self.maybe("date", text.date.as_ref());
        self.each("base", &text.base, |this, base| this.fact("version", &base.version));
        self.each("definitions", &text.definitions, |this, definition: &Definition| {
            this.fact("term", &definition.term);
            if let Some(pointer) = &definition.pointer {
                this.within("pointer", |this| this.fact("clause", &pointer.clause));
            }
            this.each("items", &definition.items, Self::item);
        });
        self.each("clauses", &text.clauses, |this, clause: &Clause| {
            this.maybe("number", clause.number.as_ref());
            this.fact("text", &clause.text);
            this.each("items", &clause.items, Self::item);
        });
        self.documents("documents", &text.documents);
    }

    fn item(&mut self, item: &Item) {
        self.fact("text", &item.text);
        self.each("items", &item.items, Self::item);
    }
}
