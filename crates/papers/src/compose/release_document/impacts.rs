//! Whom and what the release touches: the two matrices with what is said to each tick, and other codes.

use legaltext::DocumentId;
use procedure::Event;
use procedure::code::Participant;
use procedure::event::ImpactEvent;
use procedure::register::Proposal;

use super::Document;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{listed, sentence};

impl Document<'_> {
    pub(super) fn impacts(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Impacts");
        if self.counted.is_empty() {
            section.blocks.push(Block::paragraph("No modification is in the release."));
            return section;
        }
        section.blocks.push(Block::paragraph(
            "These are the impacts of all modifications that the release still counts on. They take it that each targeted one \
             is approved; where one is not, what stands here to its number falls away.",
        ));
        section.blocks.push(Block::heading("Participants"));
        section.blocks.extend(self.participants());
        section.blocks.push(Block::heading(format!("{} documents", self.record.short_code())));
        section.blocks.extend(self.documents());
        section.blocks.push(Block::heading("Other codes"));
        section.blocks.push(self.other_codes());
        section
    }

    /// The entry that tells what a proposal touches.
    fn recorded(&self, proposal: &Proposal) -> Option<u64> {
        self.record.from(
            |event| matches!(event, Event::Impact(ImpactEvent::Recorded { proposal: of, .. }) if *of == proposal.id),
        )
    }

    fn participants(&mut self) -> Vec<Block> {
        let record = self.record;
        let columns = &record.code().releases.participants;
        let matrix = record.register.participant_matrix(self.release, record.today);
        let mut blocks = Vec::new();
        let row = |row: &procedure::register::ParticipantRow| {
            let proposal = record.register.proposal(&row.number);
            let from = proposal.and_then(|proposal| self.recorded(proposal));
            let first = proposal.map_or_else(
                || Words::plain(row.number.clone()),
                |proposal| Words::of_proposal(row.number.clone(), &proposal.id),
            );
            let ticks = columns.iter().map(|column| Words::tick(row.participants.contains(&column.id), from));
            std::iter::once(first).chain(ticks).collect()
        };
        let head: Vec<&str> =
            std::iter::once("Modification").chain(columns.iter().map(|column| column.title.as_str())).collect();
        if columns.is_empty() {
            blocks.push(Block::paragraph("The Code names no kinds of participant for a matrix."));
        } else {
            blocks.push(Block::table("Participant impact matrix", &head, matrix.iter().map(row).collect()));
        }
        for row in matrix.iter().filter(|row| row.participants.is_empty()) {
            blocks.push(match &row.none_because {
                Some(why) => {
                    Block::paragraph(format!("No participant is affected by {}: {}", row.number, sentence(why)))
                }
                None => Block::Note { words: self.gaps.missing(&format!("Whom {} touches", row.number)) },
            });
        }
        blocks.extend(self.summaries(columns, false));
        blocks.extend(self.summaries(columns, true));
        let required = self.counted.iter().filter_map(|proposal| {
            let at = proposal.impacts.as_ref()?.business_requirements.as_ref()?;
            Some(Words::plain(format!("Of {}: {}", proposal.number(), sentence(at))))
        });
        let required: Vec<Words> = required.collect();
        if !required.is_empty() {
            blocks.push(Block::paragraph("Business requirements are found here:"));
            blocks.push(Block::bullets(required));
        }
        blocks
    }

    /// What changes for each participant, or for each area of a participant's work, in the order of the columns.
    fn summaries(&self, columns: &[Participant], by_area: bool) -> Option<Block> {
        let said = |column: &Participant| -> Vec<(Option<String>, String)> {
            let of = self.counted.iter().flat_map(|proposal| {
                let own = proposal.impacts.iter().flat_map(|impacts| &impacts.participants);
                own.map(move |impact| (proposal.number(), impact))
            });
            of.filter(|(_, impact)| impact.participant == column.id && impact.area.is_some() == by_area)
                .map(|(number, impact)| {
                    let words = sentence(&impact.summary);
                    (impact.area.clone(), format!("• {} ({number}).", words.trim_end_matches('.')))
                })
                .collect()
        };
        let mut rows: Vec<(String, Vec<String>)> = Vec::new();
        for column in columns {
            for (area, point) in said(column) {
                let name = area.map_or_else(|| column.title.clone(), |area| format!("{}: {area}", column.title));
                match rows.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, points)) => points.push(point),
                    None => rows.push((name, vec![point])),
                }
            }
        }
        let (caption, first) =
            if by_area { ("Impacts by area", "Area impacted") } else { ("Impacts by participant", "Participant") };
        let rows: Vec<Vec<Words>> =
            rows.into_iter().map(|(name, points)| vec![Words::plain(name), Words::plain(points.join(" "))]).collect();
        let table = Table::new(caption, &[first, "Summary of impacts"], rows).with_widths(&[1, 3]);
        (!table.rows.is_empty()).then_some(Block::Table(table))
    }

    fn documents(&mut self) -> Vec<Block> {
        let record = self.record;
        let matrix = record.register.document_matrix(self.release, record.today);
        if matrix.is_empty() {
            return vec![Block::Note { words: self.gaps.missing("The documents that the release changes") }];
        }
        let edition = record.register.edition_at(record.today);
        let line = |id: &DocumentId| {
            let known = edition.and_then(|edition| edition.document(id));
            let title = known.map(|document| format!(" ‘{}’", document.title())).unwrap_or_default();
            Words::plain(format!("{}{title}", id.printed()))
        };
        let numbers: Vec<&str> = self.counted.iter().map(|proposal| proposal.number()).collect();
        let row = |row: &procedure::register::DocumentRow| {
            let tick = |proposal: &&Proposal| {
                let ticked = row.numbers.iter().any(|number| number == proposal.number());
                let text = record
                    .last(|event| matches!(event, Event::LegalTextAttached { proposal: of, .. } if *of == proposal.id));
                Words::tick(ticked, text.map(|text| text.position))
            };
            std::iter::once(Words::plain(row.document.printed())).chain(self.counted.iter().map(tick)).collect()
        };
        let head: Vec<&str> = std::iter::once("Document").chain(numbers).collect();
        let mut blocks = vec![
            Block::paragraph("The release would change these:"),
            Block::bullets(matrix.iter().map(|row| line(&row.document)).collect()),
            Block::table(
                &format!("{} document impact matrix", record.short_code()),
                &head,
                matrix.iter().map(row).collect(),
            ),
        ];
        let shared: Vec<String> =
            matrix.iter().filter(|row| row.numbers.len() > 1).map(|row| row.document.printed()).collect();
        if !shared.is_empty() {
            let changes = if shared.len() == 1 { "is changed" } else { "are changed" };
            blocks.push(Block::paragraph(format!(
                "{} {changes} by several modifications, whose words are merged.",
                listed(&shared)
            )));
        }
        for proposal in self.counted.iter().filter(|proposal| proposal.approved_text().is_none()) {
            self.gaps.note(&format!("The legal text of {}", proposal.number()));
        }
        blocks
    }

    fn other_codes(&self) -> Block {
        let mut names: Vec<String> = self
            .counted
            .iter()
            .filter_map(|proposal| proposal.impacts.as_ref())
            .flat_map(|impacts| impacts.other_codes.iter().cloned())
            .collect();
        names.sort();
        names.dedup();
        if names.is_empty() {
            Block::paragraph("No other code is recorded as touched.")
        } else {
            Block::paragraph(format!("These are touched too: {}.", listed(&names)))
        }
    }
}
