//! Whom and what the proposal touches.

use legaltext::{Amendment, DocumentId};
use procedure::Event;

use super::Report;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{listed, sentence};

impl Report<'_> {
    pub(super) fn impacts(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Impacts");
        section.blocks = self.drafted("impacts");
        section.blocks.push(Block::heading(format!("{} Parties", self.record.short_code())));
        section.blocks.push(self.parties());
        if let Some(impacts) = &self.proposal.impacts {
            for impact in &impacts.participants {
                let participant = &impact.participant;
                let known = self.record.code().releases.participants.iter().find(|one| one.id == *participant);
                let title = known.map_or(participant.as_str(), |one| one.title.as_str());
                section
                    .blocks
                    .push(Block::paragraph(Words::strong(title).and(format!(": {}", sentence(&impact.summary)))));
            }
            section.blocks.extend(impacts.none_because.iter().map(|why| Block::paragraph(sentence(why))));
        }
        section.blocks.push(Block::heading(format!("{} documents", self.record.short_code())));
        section.blocks.extend(self.documents());
        section.blocks.push(Block::heading("Systems"));
        section.blocks.push(match (self.proposal.path, self.proposal.systems_impacted) {
            (_, true) => Block::paragraph("Systems must change for it."),
            (Some(_), false) => Block::paragraph("No systems change for it."),
            (None, false) => Block::Note { words: self.gaps.missing("Whether systems must change for it") },
        });
        section.blocks.push(Block::heading("Other codes"));
        section.blocks.push(match &self.proposal.impacts {
            Some(impacts) if impacts.other_codes.is_empty() => {
                Block::paragraph("No other code is recorded as touched.")
            }
            Some(impacts) => Block::paragraph(format!("It touches the {}.", listed(&impacts.other_codes))),
            None => Block::Note { words: self.gaps.missing("Other codes that it touches") },
        });
        section
    }

    fn parties(&mut self) -> Block {
        let record = self.record;
        let of = &self.proposal.id;
        let agreed =
            record.from(|event| matches!(event, Event::ModificationProposalAgreed { proposal, .. } if proposal == of));
        if self.proposal.path.is_none() && self.proposal.parties_impacted.is_empty() {
            return Block::Note { words: self.gaps.missing("The Party Categories that it touches") };
        }
        let impacted = &self.proposal.parties_impacted;
        let row = |id: &str, title: &str| {
            let ticked = impacted.iter().any(|one| one.eq_ignore_ascii_case(id) || one.eq_ignore_ascii_case(title));
            vec![Words::plain(title), Words::tick(ticked, agreed)]
        };
        let mut rows: Vec<Vec<Words>> =
            record.code().categories.iter().map(|category| row(&category.id, &category.title)).collect();
        let known = |name: &String| {
            record
                .code()
                .categories
                .iter()
                .any(|one| one.id.eq_ignore_ascii_case(name) || one.title.eq_ignore_ascii_case(name))
        };
        rows.extend(impacted.iter().filter(|name| !known(name)).map(|name| row(name, record.title_of(name))));
        let caption = format!("{} Party Categories impacted", self.record.short_code());
        Block::Table(Table::new(&caption, &["Party Category", "Impacted"], rows).with_widths(&[4, 1]))
    }

    fn documents(&mut self) -> Vec<Block> {
        let text = self.proposal.approved_text();
        let mut ids: Vec<DocumentId> =
            text.iter().flat_map(|text| &text.amendments).flat_map(Amendment::documents).collect();
        let named = &self.proposal.documents_impacted;
        ids.extend(named.iter().filter_map(|name| DocumentId::from_printed(name).ok().or_else(|| name.parse().ok())));
        ids.extend(self.proposal.impacts.iter().flat_map(|impacts| impacts.documents.iter().cloned()));
        ids.sort();
        ids.dedup();
        if ids.is_empty() {
            return vec![Block::Note { words: self.gaps.missing("The documents of the Code that would change") }];
        }
        let day = self.record.register.last_event().map(|at| at.date());
        let edition = text.and_then(|text| text.drafted_on.as_ref());
        let edition = edition.or_else(|| self.record.register.edition_at(day?));
        let line = |id: &DocumentId| {
            let title =
                edition.and_then(|edition| edition.document(id)).map(|document| format!(" ‘{}’", document.title()));
            Words::plain(format!("{}{}", id.printed(), title.unwrap_or_default()))
        };
        vec![Block::paragraph("These parts of the Code would change:"), Block::bullets(ids.iter().map(line).collect())]
    }
}
