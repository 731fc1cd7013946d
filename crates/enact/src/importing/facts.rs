//! What a document says as facts of an import, each with its place.

use jiff::civil::Date;
use papers::facts::{
    Consultation, Facts, LegalText, Listed, ModificationReport, PaperKind, Placed, ProcessPaper, ReleaseDocument,
};
use papers::source::Source;
use procedure::act::{
    FactKind, ImportedProposal, ImportedRelease, ImportedTarget, PaperFact, PaperPlace, PlannedEvent, StageCost,
};
use procedure::names::{Path, Stage};
use procedure::{Register, Rulebook};

use super::Candidate;
use crate::wording::one_line;

/// What was told by a document.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What it is about: the number of a modification, or the id of a release.
    pub subject: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Its class.
    pub class: Option<String>,
    /// What it says.
    pub facts: Vec<PaperFact>,
    /// Releases that the register does not hold.
    pub releases: Vec<ImportedRelease>,
    /// Proposals that the register does not hold.
    pub proposals: Vec<Candidate>,
}

/// What a document tells a register.
#[must_use]
pub fn told(facts: &Facts, source: &Source, rulebook: &Rulebook, register: &Register) -> Told {
    let mut teller = Teller { source, rulebook, register, told: Told::default() };
    match facts {
        Facts::ReleaseImplementationDocument(document) => teller.release_document(document),
        Facts::ModificationReport(report) => teller.report(report),
        Facts::LegalText(text) => teller.legal_text_alone(text),
        Facts::Process(paper) => teller.process_paper(paper),
    }
    teller.told
}

/// Lines of a source as a place of a paper.
#[must_use]
pub fn place(source: &Source, line: usize, end_line: usize) -> PaperPlace {
    let number = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    PaperPlace {
        line: number(line),
        end_line: (end_line > line).then(|| number(end_line)),
        at: source.place(line).words(),
    }
}

/// Words as a part of an id: lower case, everything but letters, digits and dots a hyphen.
#[must_use]
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.chars() {
        if letter.is_ascii_alphanumeric() || (letter == '.' && !slug.is_empty()) {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches(['-', '.']).to_owned()
}

struct Teller<'a> {
    source: &'a Source,
    rulebook: &'a Rulebook,
    register: &'a Register,
    told: Told,
}

/// A fact before it has its place.
#[derive(Default)]
struct Said {
    says: String,
    date: Option<Date>,
    amount: Option<i64>,
}

impl Said {
    fn words(says: impl Into<String>) -> Self {
        Self { says: says.into(), ..Self::default() }
    }

    fn on(mut self, date: Option<Date>) -> Self {
        self.date = date;
        self
    }

    fn costing(mut self, amount: i64) -> Self {
        self.amount = Some(amount);
        self
    }
}

impl Teller<'_> {
    fn say<T>(&mut self, about: &str, kind: FactKind, at: &Placed<T>, said: Said) {
        self.say_at(about, kind, place(self.source, at.line, at.end_line), said);
    }

    fn say_at(&mut self, about: &str, kind: FactKind, place: PaperPlace, said: Said) {
        let about = Some(about.trim().to_owned()).filter(|about| !about.is_empty());
        let says = one_line(&said.says);
        self.told.facts.push(PaperFact { about, kind, says, date: said.date, amount: said.amount, place });
    }

    /// The first line that has these words as a cell or an entry of a list by themselves, for facts whose reader keeps no place.
    /// Where no line has, the fact is left in the paper: a wrong place is worse than none.
    fn line_with(&self, words: &str) -> Option<PaperPlace> {
        let bare =
            |cell: &str| cell.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').eq_ignore_ascii_case(words);
        let cells = |text: &str| text.split('\t').flat_map(|cell| cell.split("  ")).any(bare);
        let line = self.source.lines().iter().find(|line| cells(&line.text))?;
        Some(place(self.source, line.number, line.number))
    }

    /// The first line that names an objective by its letter.
    fn line_of_objective(&self, letter: &str) -> Option<PaperPlace> {
        let named = format!("bjective ({letter})");
        let line = self.source.lines().iter().find(|line| line.text.contains(&named))?;
        Some(place(self.source, line.number, line.number))
    }

    /// The id of a release: of the one that the register holds by that name or day, or else made of its name.
    fn release_id(&self, name: &str, date: Option<Date>) -> String {
        let same = |release: &&procedure::register::Release| {
            release.name.eq_ignore_ascii_case(name.trim()) || Some(release.date) == date
        };
        if let Some(known) = self.register.releases().find(same) {
            return known.id.to_string();
        }
        let code = &self.rulebook.code().id;
        let own = |word: &&str| !word.eq_ignore_ascii_case(code) && !word.eq_ignore_ascii_case("release");
        let words: Vec<&str> = name.split_whitespace().filter(own).collect();
        slug(&words.join(" ")).replace('.', "-")
    }

    fn head(
        &mut self,
        title: Option<&Placed<String>>,
        version: Option<&Placed<String>>,
        date: Option<&Placed<Date>>,
        class: Option<&Placed<String>>,
    ) {
        self.told.title = title.map(|title| title.value.clone());
        self.told.version = version.map(|version| version.value.clone());
        self.told.date = date.map(|date| date.value);
        self.told.class = class.map(|class| class.value.clone());
    }

    /// Keeps what the document is about; empty where it does not say.
    fn subject(&mut self, named: Option<String>) -> String {
        self.told.subject = named.filter(|named| !named.is_empty());
        self.told.subject.clone().unwrap_or_default()
    }

    fn release_document(&mut self, document: &ReleaseDocument) {
        self.head(
            document.title.as_ref(),
            document.version.as_ref(),
            document.date.as_ref(),
            document.classification.as_ref(),
        );
        let name = document.release.name.as_ref();
        let date = document.release.date.as_ref().map(|date| date.value);
        let release = self.subject(name.map(|name| self.release_id(&name.value, date)));
        if let Some(name) = name {
            self.say(&release, FactKind::Release, name, Said::words(name.value.clone()).on(date));
        }
        for (kind, listed) in [
            (FactKind::Approved, &document.scope.approved),
            (FactKind::Targeted, &document.scope.targeted),
            (FactKind::ChangeRequest, &document.scope.change_requests),
        ] {
            for one in listed {
                if kind == FactKind::ChangeRequest {
                    let title = one.title.as_ref().map(|title| format!(": {title}")).unwrap_or_default();
                    self.say(&release, kind, &one.id, Said::words(format!("{}{title}", one.id.value)));
                    continue;
                }
                let says = one.title.clone().unwrap_or_else(|| one.id.value.clone());
                self.say(&one.id.value, kind, &one.id, Said::words(says));
            }
        }
        for row in &document.participant_impacts.rows {
            for participant in &row.impacted {
                self.say(&row.id.value, FactKind::ParticipantImpact, &row.id, Said::words(participant.clone()));
            }
        }
        for row in &document.document_impacts.rows {
            for number in &row.modifications {
                self.say(number, FactKind::DocumentImpact, &row.document, Said::words(row.document.value.clone()));
            }
        }
        self.release_plan(document, &release);
        if let (Some(name), Some(date)) = (name, date)
            && self.register.release(&release).is_none()
        {
            let taken = self.imported_release(document, (&release, name), date);
            self.told.releases.push(taken);
        }
        self.scope_proposals(document, &release);
    }

    fn release_plan(&mut self, document: &ReleaseDocument, release: &str) {
        for row in &document.timetable {
            let notes = row.notes.as_ref().map(|notes| format!(" ({notes})")).unwrap_or_default();
            let said = Said::words(format!("{}{notes}", row.event.value)).on(row.date);
            self.say(release, FactKind::PlannedEvent, &row.event, said);
        }
        let costs = &document.costs;
        for row in &costs.rows {
            for (stage, amount) in costs.stages.iter().zip(&row.amounts) {
                if let Some(amount) = amount {
                    self.say(&row.id.value, FactKind::StageCost, &row.id, Said::words(stage.clone()).costing(*amount));
                }
            }
        }
        if let Some(total) = &costs.stated_total {
            self.say(
                release,
                FactKind::TotalCost,
                total,
                Said::words("as the document states it").costing(total.value),
            );
        }
        for effort in &costs.efforts {
            let said = Said::words(format!("{} days", effort.days)).costing(effort.amount.value);
            self.say(release, FactKind::Effort, &effort.amount, said);
        }
        let lists = &document.acceptance_criteria;
        for (list, criteria) in [("Operational", &lists.operational), ("Testing", &lists.testing)] {
            for one in criteria {
                let said = Said::words(format!("{list} {}: {}", one.number, one.text.value));
                self.say(release, FactKind::Criterion, &one.text, said);
            }
        }
        for row in &document.history {
            let said = Said::words(format!("{}: {}", row.version.value, row.changes)).on(row.date);
            self.say(release, FactKind::Version, &row.version, said);
        }
    }

    fn imported_release(
        &self,
        document: &ReleaseDocument,
        (id, name): (&str, &Placed<String>),
        date: Date,
    ) -> ImportedRelease {
        let timetable = document.timetable.iter().map(|row| PlannedEvent {
            event: row.event.value.clone(),
            date: row.date,
            notes: row.notes.clone(),
            ..PlannedEvent::default()
        });
        let costs = document.costs.rows.iter().flat_map(|row| {
            let stages = document.costs.stages.iter().zip(&row.amounts);
            stages.filter_map(|(stage, amount)| {
                Some(StageCost { proposal: row.id.value.clone(), stage: stage.clone(), amount: (*amount)? })
            })
        });
        ImportedRelease {
            id: id.to_owned(),
            name: name.value.clone(),
            date,
            timetable: timetable.collect(),
            costs: costs.collect(),
            place: place(self.source, name.line, name.end_line),
        }
    }

    /// The modifications of the scope: of the approved ones the document says where they stand.
    fn scope_proposals(&mut self, document: &ReleaseDocument, release: &str) {
        let scope = &document.scope;
        let approved = scope.approved.iter().map(|one| (one, Some(Stage::Approved)));
        let listed: Vec<(&Listed, Option<Stage>)> =
            approved.chain(scope.targeted.iter().map(|one| (one, None))).collect();
        for (one, stage) in listed {
            if !self.is_new(&one.id.value) {
                continue;
            }
            let changes = document.document_impacts.rows.iter();
            let changes = changes.filter(|row| row.modifications.contains(&one.id.value));
            let impacted = document.participant_impacts.rows.iter().find(|row| row.id.value == one.id.value);
            let proposal = ImportedProposal {
                number: one.id.value.clone(),
                title: one.title.clone().unwrap_or_else(|| one.id.value.clone()),
                stage: stage.unwrap_or(Stage::Development),
                proposer: None,
                path: None,
                parties_impacted: impacted.map(|row| row.impacted.clone()).unwrap_or_default(),
                documents_impacted: changes.map(|row| row.document.value.clone()).collect(),
                targets: vec![ImportedTarget { release: release.to_owned(), cut_off: None }],
                place: place(self.source, one.id.line, one.id.end_line),
            };
            self.told.proposals.push(Candidate { proposal, stage });
        }
    }

    /// A number of the Code's that the register does not hold.
    fn is_new(&self, number: &str) -> bool {
        self.rulebook.code().is_proposal_number(number) && self.register.proposal(number).is_none()
    }

    fn report(&mut self, report: &ModificationReport) {
        self.head(report.title.as_ref(), report.version.as_ref(), report.date.as_ref(), report.classification.as_ref());
        let id = self.subject(report.id.as_ref().map(|id| id.value.clone()));
        if let Some(title) = &report.title {
            self.say(&id, FactKind::Title, title, Said::words(title.value.clone()));
        }
        // The person's name stays in the paper: the record holds no personal data that it does not need.
        if let Some(organisation) = &report.proposer.organisation {
            self.say(&id, FactKind::Proposer, organisation, Said::words(organisation.value.clone()));
        }
        if let Some(path) = &report.path {
            self.say(&id, FactKind::ProposalPath, path, Said::words(path.value.replace('-', " ")));
        }
        for party in &report.parties_impacted {
            if let Some(at) = self.line_with(party) {
                self.say_at(&id, FactKind::ParticipantImpact, at, Said::words(party.clone()));
            }
        }
        for document in &report.documents_impacted {
            let title = document.title.as_ref().map(|title| format!(" ‘{title}’")).unwrap_or_default();
            let said = Said::words(format!("{}{title}", document.document.value));
            self.say(&id, FactKind::DocumentImpact, &document.document, said);
        }
        self.report_dates(report, &id);
        if let Some(amount) = &report.costs.administrator {
            self.say(
                &id,
                FactKind::AdministratorCost,
                amount,
                Said::words("as the report states it").costing(amount.value),
            );
        }
        for effort in &report.costs.efforts {
            let said = Said::words(format!("{} days", effort.days)).costing(effort.amount.value);
            self.say(&id, FactKind::Effort, &effort.amount, said);
        }
        for (who, letters) in
            [("The Proposer", &report.objectives.proposer), ("Respondents", &report.objectives.respondents)]
        {
            for letter in letters {
                if let Some(at) = self.line_of_objective(letter) {
                    self.say_at(&id, FactKind::Objective, at, Said::words(format!("{who}: ({letter})")));
                }
            }
        }
        for area in &report.consumer_areas {
            let effect = area.effect.as_deref().unwrap_or("not said");
            self.say(&id, FactKind::ConsumerArea, &area.area, Said::words(format!("{}: {effect}", area.area.value)));
        }
        if let Some(consultation) = &report.consultation {
            self.consultation(consultation, &id);
        }
        if let Some(text) = &report.legal_text {
            self.legal_text(text, &id);
        }
        self.report_proposal(report, &id);
    }

    fn report_dates(&mut self, report: &ModificationReport, id: &str) {
        for row in &report.implementation {
            let release = row.release.clone().unwrap_or_else(|| "no release is named".to_owned());
            self.say(id, FactKind::Implementation, &row.date, Said::words(release.clone()).on(Some(row.date.value)));
            if let Some(by) = &row.decision_by {
                self.say(id, FactKind::DecisionBy, by, Said::words(format!("for the {release}")).on(Some(by.value)));
            }
            let Some(name) = &row.release else { continue };
            let release = self.release_id(name, Some(row.date.value));
            let known =
                self.register.release(&release).is_some() || self.told.releases.iter().any(|one| one.id == release);
            if !known && !release.is_empty() {
                self.told.releases.push(ImportedRelease {
                    id: release,
                    name: name.clone(),
                    date: row.date.value,
                    timetable: Vec::new(),
                    costs: Vec::new(),
                    place: place(self.source, row.date.line, row.date.end_line),
                });
            }
        }
        for row in &report.timetable {
            let day = row.period.from.as_deref().and_then(|from| from.parse().ok());
            let said = Said::words(format!("{}: {}", row.event.value, row.period.raw)).on(day);
            self.say(id, FactKind::TimetableStep, &row.event, said);
        }
    }

    fn report_proposal(&mut self, report: &ModificationReport, id: &str) {
        let (Some(number), true) = (&report.id, self.is_new(id)) else { return };
        let targets = report.implementation.iter().filter_map(|row| {
            let release = self.release_id(row.release.as_ref()?, Some(row.date.value));
            Some(ImportedTarget { release, cut_off: row.decision_by.as_ref().map(|by| by.value) })
        });
        let path = report.path.as_ref().map(|path| serde_json::Value::String(path.value.clone()));
        let proposal = ImportedProposal {
            number: id.to_owned(),
            title: report.title.as_ref().map_or_else(|| id.to_owned(), |title| title.value.clone()),
            stage: Stage::Development,
            proposer: report.proposer.organisation.as_ref().map(|organisation| organisation.value.clone()),
            path: path.and_then(|path| serde_json::from_value::<Path>(path).ok()),
            parties_impacted: report.parties_impacted.clone(),
            documents_impacted: report.documents_impacted.iter().map(|one| one.document.value.clone()).collect(),
            targets: targets.collect(),
            place: place(self.source, number.line, number.end_line),
        };
        self.told.proposals.push(Candidate { proposal, stage: None });
    }

    fn consultation(&mut self, consultation: &Consultation, id: &str) {
        for question in &consultation.questions {
            let said = Said::words(format!("{}. {}", question.number, question.text.value));
            self.say(id, FactKind::Question, &question.text, said);
            for response in &question.responses {
                let answer = response.answer.as_deref().unwrap_or("a comment");
                let category = response.category.as_ref().map(|one| format!(" ({one})")).unwrap_or_default();
                let says = format!("{}{category} on question {}: {answer}", response.respondent.value, question.number);
                self.say(id, FactKind::Response, &response.respondent, Said::words(says));
            }
        }
    }

    fn process_paper(&mut self, paper: &ProcessPaper) {
        self.head(paper.title.as_ref(), paper.version.as_ref(), paper.date.as_ref(), paper.classification.as_ref());
        let id = self.subject(paper.id.as_ref().map(|id| id.value.clone()));
        for section in &paper.sections {
            for fact in &section.facts {
                // A person's own name, telephone and address stay in the paper.
                let label = fact.label.value.to_lowercase();
                let personal = ["name", "telephone", "e-mail", "email", "contact", "raised by"];
                if personal.iter().any(|word| label.starts_with(word)) {
                    continue;
                }
                if let Some(value) = &fact.value {
                    let said = Said::words(format!("{}: {value}", fact.label.value)).on(fact.date);
                    self.say(&id, FactKind::Stated, &fact.label, said);
                }
            }
            if paper.kind == PaperKind::CollatedResponses {
                continue;
            }
            for table in &section.tables {
                for row in &table.rows {
                    let cells = table.columns.iter().zip(&row.value).filter(|(_, cell)| !cell.is_empty());
                    let cells: Vec<String> = cells.map(|(column, cell)| format!("{column}: {cell}")).collect();
                    self.say(&id, FactKind::Stated, row, Said::words(cells.join("; ")));
                }
            }
        }
        if let Some(consultation) = &paper.consultation {
            self.consultation(consultation, &id);
        }
        self.draft_proposal(paper, &id);
    }

    /// A form on which a Draft Proposal was raised brings the proposal, at the first stage.
    fn draft_proposal(&mut self, paper: &ProcessPaper, id: &str) {
        let (Some(number), true) = (&paper.id, paper.kind == PaperKind::DraftProposal && self.is_new(id)) else {
            return;
        };
        let mut facts = paper.sections.iter().flat_map(|section| &section.facts);
        let proposer = facts.find(|fact| fact.label.value.eq_ignore_ascii_case("proposer"));
        let proposal = ImportedProposal {
            number: id.to_owned(),
            title: paper.title.as_ref().map_or_else(|| id.to_owned(), |title| title.value.clone()),
            stage: Stage::Development,
            proposer: proposer.and_then(|fact| fact.value.clone()),
            path: None,
            parties_impacted: Vec::new(),
            documents_impacted: Vec::new(),
            targets: Vec::new(),
            place: place(self.source, number.line, number.end_line),
        };
        self.told.proposals.push(Candidate { proposal, stage: Some(Stage::Development) });
    }

    fn legal_text_alone(&mut self, text: &LegalText) {
        self.head(None, text.version.as_ref(), text.date.as_ref(), None);
        let id = self.subject(text.modification.as_ref().map(|id| id.value.clone()));
        self.told.title = Some(if id.is_empty() { "Legal text".to_owned() } else { format!("Legal text of {id}") });
        self.legal_text(text, &id);
    }

    fn legal_text(&mut self, text: &LegalText, id: &str) {
        for base in &text.base {
            let of = base.document.clone().unwrap_or_else(|| "the whole Code".to_owned());
            let said = Said::words(format!("{of}, version {}", base.version.value));
            self.say(id, FactKind::BaseEdition, &base.version, said);
        }
        for definition in &text.definitions {
            self.say(id, FactKind::Definition, &definition.term, Said::words(definition.term.value.clone()));
        }
        for clause in &text.clauses {
            if let Some(number) = &clause.number {
                self.say(id, FactKind::Clause, number, Said::words(number.value.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_holds_what_an_id_may() {
        assert_eq!(slug("June 2020 SEC Release"), "june-2020-sec-release");
        assert_eq!(slug("MP167B"), "mp167b");
        assert_eq!(slug(" 3.0 "), "3.0");
        assert_eq!(slug("‘…’"), "");
    }
}
