//! What must be so before the release goes live, how it stands, and what was recommended and decided.

use procedure::Event;
use procedure::event::ReleaseEvent;
use procedure::register::{Criterion, GoDecision};

use super::Document;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, listed, sentence};

impl Document<'_> {
    pub(super) fn acceptance(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Acceptance criteria");
        let (record, release) = (self.record, self.release);
        let criteria = &release.acceptance.criteria;
        if criteria.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("The criteria for going live") });
            return section;
        }
        section.blocks.push(Block::paragraph("These criteria are to be met before the release goes live."));
        let reviewers: Vec<String> =
            record.code().releases.lists.iter().map(|list| record.who(list.reviewer.as_str())).collect();
        if !reviewers.is_empty() {
            section.blocks.push(Block::paragraph(format!(
                "{} review the release against them and recommend whether it goes live; the decision rests on what they say.",
                sentence(&listed(&reviewers)).trim_end_matches('.')
            )));
        }
        for list in self.lists() {
            let of: Vec<&Criterion> = criteria.iter().filter(|one| one.list == list).collect();
            let known = record.code().releases.list(&list);
            let title = known.map_or_else(|| format!("Acceptance criteria: {list}"), |known| known.title.clone());
            section.blocks.push(Block::heading(title));
            section.blocks.push(Block::List {
                labels: of.iter().map(|one| format!("{}.", one.number)).collect(),
                items: of.iter().map(|one| Words::plain(sentence(&one.says))).collect(),
            });
            section.blocks.push(self.standing(&list, &of));
            let recommended = release.acceptance.advice.iter().filter(|(on, _)| *on == list);
            section.blocks.extend(recommended.map(|(_, advice)| {
                let way = if advice.favourable { "for" } else { "against" };
                let by = sentence(&record.who(&advice.by));
                Block::paragraph(format!(
                    "{} recommended {way} going live on {}. {}",
                    by.trim_end_matches('.'),
                    day(advice.at.date()),
                    sentence(&advice.comment)
                ))
            }));
        }
        section.blocks.extend(self.lessons());
        section.blocks.push(Block::heading("Decision to go live"));
        if release.acceptance.decisions.is_empty() {
            section.blocks.push(Block::paragraph("It is not decided yet whether the release goes live."));
        }
        let decisions: Vec<Block> = release.acceptance.decisions.iter().map(|one| self.decided(one)).collect();
        section.blocks.extend(decisions);
        section
    }

    /// The lists that have criteria, in the order of the Code.
    fn lists(&self) -> Vec<String> {
        let criteria = &self.release.acceptance.criteria;
        let known = self.record.code().releases.lists.iter().map(|list| list.id.clone());
        let mut lists: Vec<String> = known.filter(|id| criteria.iter().any(|one| one.list == *id)).collect();
        for one in criteria {
            if !lists.contains(&one.list) {
                lists.push(one.list.clone());
            }
        }
        lists
    }

    fn standing(&self, list: &str, criteria: &[&Criterion]) -> Block {
        let record = self.record;
        let row = |one: &&Criterion| {
            let assessed = self.release.acceptance.standing(one);
            let from = record.from(|event| {
                matches!(event, Event::Release(ReleaseEvent::CriterionAssessed { release, list: on, number, .. })
                    if *release == self.release.id && on == list && *number == one.number)
            });
            let (standing, evidence) = match assessed {
                Some(assessed) if assessed.met => (Words::of("Met", from), sentence(&assessed.evidence)),
                Some(assessed) => (Words::of("Not met", from), sentence(&assessed.evidence)),
                None => (Words::plain("Not assessed yet"), String::new()),
            };
            vec![
                Words::plain(format!("Criterion {}", one.number)),
                Words::plain(record.title_of(one.owner.as_str())),
                standing,
                Words::plain(evidence),
            ]
        };
        let met = criteria.iter().filter(|one| self.release.acceptance.standing(one).is_some_and(|held| held.met));
        let caption = format!("Standing of these criteria: {} of {} met", met.count(), criteria.len());
        let head = ["Criterion", "Who shows it", "Standing", "Evidence"];
        let rows = criteria.iter().map(row).collect();
        Block::Table(Table::new(&caption, &head, rows).with_widths(&[2, 3, 2, 4]))
    }

    fn lessons(&self) -> Vec<Block> {
        let lessons = &self.release.acceptance.lessons;
        if lessons.is_empty() {
            return Vec::new();
        }
        let rows = lessons.iter().map(|one| {
            let taken = if one.taken_up.is_empty() { "Not taken up yet".to_owned() } else { sentence(&one.taken_up) };
            vec![Words::plain(sentence(&one.lesson)), Words::plain(one.from.clone()), Words::plain(taken)]
        });
        let head = ["Lesson", "From", "How it was taken up"];
        vec![Block::heading("Lessons"), Block::table("Lessons of earlier changes", &head, rows.collect())]
    }

    fn decided(&self, one: &GoDecision) -> Block {
        let record = self.record;
        let from = record.from(|event| {
            matches!(event, Event::Release(ReleaseEvent::GoDecided { release, go, .. })
                if *release == self.release.id && *go == one.go)
        });
        let way = if one.go { "to go live" } else { "not to go live" };
        let by = sentence(&record.who(&one.by));
        let accepts = if one.accepts.is_empty() {
            String::new()
        } else {
            format!(" These criteria were accepted although they are not met: {}.", listed(&one.accepts))
        };
        Block::paragraph(
            Words::plain(format!("{} decided on {} ", by.trim_end_matches('.'), day(one.at.date())))
                .and_strong(way, from)
                .and(format!(" on {}. {}{accepts}", day(one.date), sentence(&one.reasons))),
        )
    }
}
