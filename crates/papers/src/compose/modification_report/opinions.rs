//! What was said of the proposal: views of bodies, representations, and how the objectives stand.

use std::cmp::Ordering;

use procedure::Event;
use procedure::act::View;
use procedure::collation::{ByQuestion, Line, Said, collate};
use procedure::register::Consulted;

use super::Report;
use crate::compose::objectives;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, paragraphs, sentence};

impl Report<'_> {
    pub(super) fn assessment(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Assessment of the proposal");
        section.blocks = self.drafted_or("views", "What was discussed, the views and the conclusions");
        section.blocks.push(Block::heading("Views of bodies"));
        section.blocks.push(self.views());
        section.blocks.push(Block::heading("Representations"));
        section.blocks.extend(self.representations());
        section
    }

    fn views(&self) -> Block {
        let of = &self.proposal.id;
        if self.proposal.views.is_empty() {
            return Block::paragraph("No body has given a view that is on record.");
        }
        let row = |viewed: &procedure::register::Viewed| {
            let from = self.record.from(|event| {
                matches!(event, Event::ViewRecorded { proposal, body, comment, .. }
                    if proposal == of && *body == viewed.body && *comment == viewed.comment)
            });
            vec![
                Words::of(self.record.title_of(&viewed.body), from),
                Words::plain(viewed.view.words()),
                Words::plain(day(viewed.at.date())),
                Words::plain(viewed.comment.clone()),
            ]
        };
        let rows = self.proposal.views.iter().map(row).collect();
        let head = ["Body", "View", "Given on", "What it said"];
        Block::Table(Table::new("Views of bodies", &head, rows).with_widths(&[3, 2, 2, 6]))
    }

    fn representations(&mut self) -> Vec<Block> {
        let said = self.drafted("representations");
        let set_out = self.draft.map(|draft| draft.representations.as_slice()).unwrap_or_default();
        if self.proposal.course.representations.is_empty() {
            return if said.is_empty() { vec![Block::paragraph("None was made.")] } else { said };
        }
        let mut blocks = said;
        for one in &self.proposal.course.representations {
            blocks.push(Block::subheading(self.record.title_of(&one.by)));
            blocks.extend(paragraphs(&one.text).into_iter().map(Block::paragraph));
            let evidence = set_out.iter().find(|set| set.by.eq_ignore_ascii_case(&one.by));
            let evidence = evidence.map_or(one.evidence.as_str(), |set| set.evidence.as_str());
            blocks.push(match evidence.trim() {
                "" => Block::Note { words: self.gaps.missing("The evidence behind these representations") },
                evidence => Block::paragraph(format!("The evidence: {}", sentence(evidence))),
            });
        }
        blocks
    }

    pub(super) fn case(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Case for change");
        let code = self.record.short_code();
        section.blocks.push(Block::heading("Business case"));
        section.blocks.push(Block::Note { words: self.gaps.missing("The business case") });
        section.blocks.push(Block::heading(format!("The objectives of the {code}")));
        section.blocks.extend(objectives::blocks(self.record, self.proposal));
        let what = format!("The Proposer’s views against the objectives of the {code}");
        section.blocks.push(Block::Note { words: self.gaps.missing(&what) });
        section.blocks.push(Block::heading("Consumers"));
        section.blocks.push(Block::Note { words: self.gaps.missing("The views against the consumer areas") });
        section.blocks.push(Block::heading("Industry views"));
        for held in &self.proposal.consultations {
            let collation = collate(Consulted::OnProposal(self.proposal, held), &self.record.reader());
            let counted = held.responses.iter().filter(|response| response.counts()).count();
            let count = |view: View| collation.views.get(view.words()).copied().unwrap_or(0);
            let open = held.is_open(self.record.today);
            let said = match (counted, open) {
                (0, true) => "no response has come so far".to_owned(),
                (0, false) => "no response came that counts".to_owned(),
                (_, _) => format!(
                    "{counted}{} counted response{}, of which {} in support, {} opposed and {} neutral",
                    if open { " so far" } else { "" },
                    if counted == 1 { "" } else { "s" },
                    count(View::Supports),
                    count(View::Opposes),
                    count(View::Neutral),
                ),
            };
            section.blocks.push(Block::paragraph(format!(
                "{}, open from {} to {}: {said}.",
                held.kind.words(),
                day(held.opened),
                day(held.closes),
            )));
            let otherwise: Vec<Words> = collation.by_question.iter().flat_map(otherwise).map(Words::plain).collect();
            if !otherwise.is_empty() {
                section.blocks.push(Block::paragraph("Some respondents saw a question otherwise than most:"));
                section.blocks.push(Block::bullets(otherwise));
            }
        }
        if self.proposal.consultations.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("Views of respondents: no consultation") });
        } else {
            section.blocks.push(Block::paragraph("The annexes hold each response, word for word."));
        }
        section
    }
}

/// Who answered yes or no to a question otherwise than most, each as a sentence with the reason given; none where all agree
/// or it is even.
fn otherwise(question: &ByQuestion) -> Vec<String> {
    let (yes, no) = (question.counts.yes, question.counts.no);
    let (minority, most, fewer) = match yes.cmp(&no) {
        Ordering::Less => (Said::Yes, "No", yes),
        Ordering::Greater => (Said::No, "Yes", no),
        Ordering::Equal => return Vec::new(),
    };
    if fewer == 0 {
        return Vec::new();
    }
    let lines = question.lines.iter().filter(|line| line.counted && line.said == Some(minority));
    let told = |line: &Line| {
        let answer = line.answer.as_ref()?;
        let why = answer.rationale.as_deref().map(sentence).unwrap_or_default();
        let said = answer.answer.as_deref().unwrap_or_default();
        let number = question.number;
        let told = format!(
            "To question {number} (“{}”) most answered “{most}”, and {} answered “{said}”. {why}",
            question.question, line.respondent
        );
        Some(told.trim_end().to_owned())
    };
    lines.filter_map(told).collect()
}
