//! The progression timetable: what the record tells was done, and what is planned.

use jiff::civil::Date;
use procedure::Event;

use super::Report;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, listed};

/// A row: from when to when, what, and the entry that tells of it.
struct Row {
    from: Date,
    to: Date,
    event: String,
    position: Option<u64>,
    done: bool,
}

/// Which event tells of a step, and the step's name.
type Told = (fn(&Event) -> bool, &'static str);

/// The steps of a proposal that a timetable tells of, besides its raising and its consultations.
const STEPS: [Told; 7] = [
    (|event| matches!(event, Event::ModificationProposalAgreed { .. }), "Agreed as a Modification Proposal"),
    (|event| matches!(event, Event::ReportApproved { .. }), "Modification Report approved"),
    (|event| matches!(event, Event::VoteOpened { .. }), "Vote opened"),
    (|event| matches!(event, Event::VoteClosed { .. }), "Vote closed"),
    (|event| matches!(event, Event::Decided { .. }), "Decided"),
    (|event| matches!(event, Event::WentLive { .. }), "Words in force"),
    (|event| matches!(event, Event::Withdrawn { .. }), "Withdrawn"),
];

impl Report<'_> {
    pub(super) fn timetable(&mut self) -> Section {
        let mut section = Section::new(Mark::Appendix(1), "Progression timetable");
        let mut rows = self.recorded();
        let done: Vec<Date> = rows.iter().flat_map(|row| [row.from, row.to]).collect();
        for milestone in self.proposal.timetable.iter().filter(|milestone| !done.contains(&milestone.date)) {
            let event = milestone.event.clone();
            rows.push(Row { from: milestone.date, to: milestone.date, event, position: None, done: false });
        }
        rows.sort_by_key(|row| (row.from, row.to));
        let printed = rows.iter().map(|row| {
            let days =
                if row.from == row.to { day(row.from) } else { format!("{} – {}", day(row.from), day(row.to)) };
            let standing = if row.done { "Recorded" } else { "Planned" };
            vec![Words::plain(row.event.clone()), Words::of(days, row.position), Words::plain(standing)]
        });
        let table = Table::new("Timetable", &["Event/Action", "Date", "Standing"], printed.collect());
        section.blocks.push(Block::Table(table.with_widths(&[6, 4, 2])));
        section.blocks.push(Block::paragraph(
            "Planned events may move; a planned event of a day that has passed is one that the record does not tell of.",
        ));
        section
    }

    /// How the proposal came to be: raised, or split from another.
    fn how_it_came(&self) -> String {
        let whole = self.proposal.split_from.as_ref().and_then(|id| self.record.register.proposal(id.as_str()));
        let Some(whole) = whole else { return format!("{} raised", self.proposal.id) };
        let number = |part: &procedure::names::ProposalId| {
            let known = self.record.register.proposal(part.as_str());
            known.map_or_else(|| part.to_string(), |part| part.number().to_owned())
        };
        let parts: Vec<String> = whole.split_into.iter().map(number).collect();
        format!("{} split into {}", whole.number(), listed(&parts))
    }

    /// The steps that the record tells of.
    fn recorded(&self) -> Vec<Row> {
        let (record, proposal) = (self.record, self.proposal);
        let position = |is: &dyn Fn(&Event) -> bool| record.first(is).map(|recorded| recorded.position);
        let one =
            |on: Date, event: String, position: Option<u64>| Row { from: on, to: on, event, position, done: true };
        let raised = position(&|event| matches!(event, Event::DraftProposalRaised { .. }));
        let mut rows = vec![one(proposal.raised.date(), self.how_it_came(), raised)];
        // A body's view is the event that its meeting on the proposal left in the record.
        for recorded in record.events {
            if let Event::ViewRecorded { proposal: of, body, .. } = &recorded.event
                && *of == proposal.id
            {
                let event = format!("{} gave its view", record.title_of(body));
                rows.push(one(recorded.took_effect.date(), event, Some(recorded.position)));
            }
        }
        for recorded in record.events.iter().filter(|recorded| recorded.event.proposal() == Some(&proposal.id)) {
            let Some((_, words)) = STEPS.iter().find(|(is, _)| is(&recorded.event)) else { continue };
            rows.push(one(recorded.took_effect.date(), (*words).to_owned(), Some(recorded.position)));
        }
        for held in &proposal.consultations {
            let opened = position(&|event| {
                matches!(event, Event::ConsultationOpened { proposal: of, kind, opened, .. }
                    if *of == proposal.id && *kind == held.kind && *opened == held.opened)
            });
            let event = held.kind.words().to_owned();
            rows.push(Row {
                from: held.opened,
                to: held.closes,
                event,
                position: opened,
                done: held.opened <= record.today,
            });
        }
        rows
    }
}
