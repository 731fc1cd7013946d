//! What the release costs: as quoted, by modification and stage, with every sum computed; and the administrator's own work.

use procedure::Event;
use procedure::event::ReleaseEvent;
use procedure::names::ReleaseId;
use procedure::register::{Assessment, CostTotals, Effort};

use super::Document;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, pounds, sentence};

impl Document<'_> {
    pub(super) fn costs(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Costs");
        let totals = self.release.cost_totals(self.record.code());
        section.blocks.push(Block::heading("Costs of delivery"));
        if totals.standalone.is_empty() && totals.combined.is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("What delivery costs, stage by stage") });
        }
        section.blocks.extend(self.standalone(&totals));
        section.blocks.extend(self.combined(&totals));
        section.blocks.extend(self.operating());
        let administrator = self.record.code().title_of(self.record.code().administrator.as_str());
        section.blocks.push(Block::heading(format!("Costs of {administrator}")));
        if self.release.efforts.is_empty() {
            let words = self.gaps.missing(&format!("What the work of {administrator} costs"));
            section.blocks.push(Block::Note { words });
        } else {
            let lines = self.release.efforts.iter().map(|effort| self.effort(effort)).collect();
            section.blocks.push(Block::bullets(lines));
        }
        section
    }

    /// The entry that gives an amount.
    fn quoted(&self, number: Option<&str>, stage: &str, amount: i64) -> Option<u64> {
        let stages = &self.record.code().releases;
        let of_stage = |name: &str| stages.cost_stage(name).is_some_and(|known| known.id == stage) || name == stage;
        let own = |of: &ReleaseId| *of == self.release.id;
        let is_it = |line: (Option<&str>, &str, i64)| line.2 == amount && line.0 == number && of_stage(line.1);
        self.record.from(|event| {
            if let Event::Release(ReleaseEvent::CostsQuoted { release, lines, .. }) = event {
                let mut lines = lines.iter().map(|line| (line.proposal.as_deref(), line.stage.as_str(), line.amount));
                return own(release) && lines.any(is_it);
            }
            if let Event::Release(ReleaseEvent::Scheduled { release, costs, .. }) = event {
                let mut lines =
                    costs.iter().map(|line| (Some(line.proposal.as_str()), line.stage.as_str(), line.amount));
                return own(release) && lines.any(is_it);
            }
            false
        })
    }

    fn stage_title(&self, id: &str) -> String {
        let known = self.record.code().releases.cost_stage(id);
        known.map_or_else(|| id.to_owned(), |stage| stage.title.clone())
    }

    /// The stages of these amounts, in the order of the Code.
    fn stages<'t>(&self, used: impl Iterator<Item = &'t String>) -> Vec<String> {
        let used: Vec<String> = used.cloned().collect();
        let known = self.record.code().releases.cost_stages.iter().map(|stage| stage.id.clone());
        let mut stages: Vec<String> = known.filter(|id| used.contains(id)).collect();
        for other in used {
            if !stages.contains(&other) {
                stages.push(other);
            }
        }
        stages
    }

    fn standalone(&self, totals: &CostTotals) -> Vec<Block> {
        if totals.standalone.is_empty() {
            return Vec::new();
        }
        let stages = self.stages(totals.standalone.keys().map(|(_, stage)| stage));
        let mut numbers: Vec<&str> = totals.standalone.keys().map(|(number, _)| number.as_str()).collect();
        numbers.dedup();
        let amount = |number: &str, stage: &String| totals.standalone.get(&(number.to_owned(), stage.clone())).copied();
        let row = |number: &&str| {
            let cells = stages.iter().map(|stage| match amount(number, stage) {
                Some(sum) => Words::of(pounds(sum), self.quoted(Some(number), stage, sum)),
                None => Words::default(),
            });
            let proposal = self.record.register.proposal(number);
            let first =
                proposal.map_or_else(|| Words::plain(*number), |proposal| Words::of_proposal(*number, &proposal.id));
            std::iter::once(first).chain(cells).collect()
        };
        let sums = stages.iter().map(|stage| {
            let sum: i64 = numbers.iter().filter_map(|number| amount(number, stage)).sum();
            Words::strong(pounds(sum))
        });
        let all: i64 = totals.standalone.values().sum();
        let titles: Vec<String> = stages.iter().map(|stage| self.stage_title(stage)).collect();
        let head: Vec<&str> = std::iter::once("Modification").chain(titles.iter().map(String::as_str)).collect();
        let table = Table::new("Costs of delivery by modification and stage", &head, numbers.iter().map(row).collect());
        let table = table.with_total(std::iter::once(Words::strong("Total")).chain(sums).collect());
        let told = if totals.combined.is_empty() { "of delivery" } else { "of each modification delivered by itself" };
        let mut blocks = vec![
            Block::paragraph(format!("The total cost {told} is {}, the sum of the amounts below.", pounds(all))),
            Block::Table(table),
        ];
        blocks.extend(self.sources());
        blocks
    }

    /// What the changes add to the costs of operation, as it was quoted last.
    fn operating(&self) -> Option<Block> {
        let told = self.release.quotes.iter().rev().find_map(|quote| quote.operating)?;
        let from = self.record.from(|event| {
            matches!(event, Event::Release(ReleaseEvent::CostsQuoted { release, operating, .. })
                if *release == self.release.id && *operating == Some(told))
        });
        Some(Block::paragraph(match told {
            0 => Words::of("No impact on the costs of operation was identified.", from),
            more => {
                Words::plain("The changes add ").and_of(pounds(more), from).and(" a year to the costs of operation.")
            }
        }))
    }

    /// Where the amounts come from.
    fn sources(&self) -> Option<Block> {
        let told = self.release.quotes.iter().map(|quote| {
            let article = if quote.assessment == Assessment::Impact { "an" } else { "a" };
            let stands = if quote.source.is_empty() { String::new() } else { format!(": {}", sentence(&quote.source)) };
            Words::plain(format!(
                "{} gave {article} {} on {}{stands}",
                sentence(&self.record.who(&quote.by)).trim_end_matches('.'),
                quote.assessment.words(),
                day(quote.at.date())
            ))
        });
        let told: Vec<Words> = told.collect();
        (!told.is_empty()).then_some(Block::bullets(told))
    }

    /// What was quoted for all that is delivered together, and who pays which share of it.
    fn combined(&self, totals: &CostTotals) -> Vec<Block> {
        if totals.combined.is_empty() {
            return Vec::new();
        }
        let row = |stage: &String| {
            let sum = totals.combined.get(stage).copied().unwrap_or_default();
            vec![Words::plain(self.stage_title(stage)), Words::of(pounds(sum), self.quoted(None, stage, sum))]
        };
        let stages = self.stages(totals.combined.keys());
        let sum: i64 = totals.combined.values().sum();
        let together = Table::new("Quoted for all together", &["Stage", "Amount"], stages.iter().map(row).collect())
            .with_widths(&[4, 1])
            .with_total(vec![Words::strong("All of these"), Words::strong(pounds(sum))]);
        let mut blocks = vec![
            Block::paragraph(
                "These stages were quoted once for everything that is delivered together, Change Requests too. They take the \
                 place of the amounts quoted for each modification by itself, and are not added to them.",
            ),
            Block::Table(together),
        ];
        let share = |share: &procedure::register::Share| {
            let who = share.change_request.clone().unwrap_or_else(|| format!("The {}", self.release.name));
            vec![Words::plain(who), Words::plain(pounds(share.amount))]
        };
        if totals.shares.len() > 1 {
            let rows = totals.shares.iter().map(share).collect();
            let table = Table::new("Who pays the shared stages", &["Payer", "Amount"], rows).with_widths(&[4, 1]);
            blocks.push(Block::Table(table));
        }
        blocks.push(Block::paragraph(format!(
            "With its stages that are not shared, the release pays {}.",
            pounds(totals.of_release)
        )));
        blocks
    }

    fn effort(&self, effort: &Effort) -> Words {
        let from = self.record.from(|event| {
            matches!(event, Event::Release(ReleaseEvent::EffortStated { release, effort: told, .. })
                if *release == self.release.id && told.task == effort.task)
        });
        let most = if effort.at_most { "a maximum of " } else { "" };
        let days = if effort.days == 1 { "day" } else { "days" };
        let budget = if effort.budgeted { "; it stands in the budget already" } else { "" };
        Words::plain(format!("{}: {most}", effort.task))
            .and_of(format!("{} {days} of effort", effort.days), from)
            .and(", equating to ")
            .and_of(pounds(effort.amount), from)
            .and(format!("{budget}."))
    }
}
