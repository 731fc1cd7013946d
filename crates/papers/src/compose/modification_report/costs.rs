//! What the proposal costs: as quoted or planned for its release, and as assessed.

use procedure::act::AssessedCost;

use super::Report;
use crate::compose::paper::{Block, Mark, Section, Table, Words};
use crate::compose::record::{day, listed, pounds, sentence};

impl Report<'_> {
    pub(super) fn costs(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Costs");
        section.blocks = self.drafted("costs");
        let of_release = self.costs_in_release();
        let assessed = self.assessed();
        if of_release.is_empty() && assessed.is_empty() {
            let drafted = !section.blocks.is_empty();
            let what = "What it costs, stage by stage";
            let words = self.gaps.missing(what);
            section.blocks.push(Block::heading("Costs by stage"));
            section.blocks.push(Block::Note { words });
            if !drafted {
                self.gaps.note("The costs in words");
            }
        }
        section.blocks.extend(of_release);
        section.blocks.extend(assessed);
        section.blocks.extend(self.costs_of_parties());
        section
    }

    /// What it costs those who are touched: no act records such a figure, so the report says where their own words stand.
    fn costs_of_parties(&self) -> Vec<Block> {
        let impacted = &self.proposal.parties_impacted;
        let names: Vec<String> = impacted.iter().map(|id| self.record.code().category_title(id).to_owned()).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let said = self.proposal.consultations.iter().any(|held| !held.responses.is_empty());
        let answers = if said { " What respondents said of their costs stands in the annexes." } else { "" };
        vec![
            Block::heading("Party costs"),
            Block::paragraph(format!(
                "The record holds no figure of its own for what it costs those it touches: {}.{answers}",
                listed(&names)
            )),
        ]
    }

    /// What stands in its release for it in all; none where nothing does.
    pub(super) fn cost_of_release(&self) -> Option<i64> {
        let release = self.proposal.release().and_then(|id| self.record.register.release(id.as_str()))?;
        let totals = release.cost_totals(self.record.code());
        let amount = self.proposal.numbers().map(|number| totals.of_modification(number)).sum::<i64>();
        (amount != 0).then_some(amount)
    }

    /// The amounts that stand in its release for it.
    fn costs_in_release(&self) -> Vec<Block> {
        let record = self.record;
        let Some(release) = self.proposal.release().and_then(|id| record.register.release(id.as_str())) else {
            return Vec::new();
        };
        let totals = release.cost_totals(record.code());
        let own = |number: &str| self.proposal.numbers().any(|known| known.eq_ignore_ascii_case(number));
        let lines: Vec<(&String, i64)> = totals
            .standalone
            .iter()
            .filter(|((number, _), _)| own(number))
            .map(|((_, stage), amount)| (stage, *amount))
            .collect();
        if lines.is_empty() {
            return Vec::new();
        }
        let stage = |id: &String| {
            record.code().releases.cost_stage(id).map_or(id.as_str(), |stage| stage.title.as_str()).to_owned()
        };
        let rows =
            lines.iter().map(|(id, amount)| vec![Words::plain(stage(id)), Words::plain(pounds(*amount))]).collect();
        let total: i64 = lines.iter().map(|(_, amount)| amount).sum();
        let mut table = Table::new("Costs by stage", &["Stage", "Amount"], rows).with_widths(&[4, 1]);
        if lines.len() > 1 {
            table = table.with_total(vec![Words::strong("Total"), Words::strong(pounds(total))]);
        }
        vec![
            Block::heading(format!("Costs in the {}", release.name)),
            Block::paragraph(format!("As they stand in the {} for {}.", release.name, self.proposal.number())),
            Block::Table(table),
        ]
    }

    fn assessed(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (asked, delivered) in
            self.proposal.course.assessments.iter().filter_map(|one| Some((one, one.delivered.as_ref()?)))
        {
            blocks.push(Block::heading(sentence(asked.kind.words()).trim_end_matches('.').to_owned()));
            let late = if delivered.late { ", after the day on which it was due" } else { "" };
            blocks.push(Block::paragraph(format!(
                "It came on {}{late}. {}",
                day(delivered.on),
                sentence(&delivered.findings)
            )));
            if !delivered.costs.is_empty() {
                blocks.push(Block::Table(table(&delivered.costs)));
            }
            if let Some(days) = delivered.lead_time {
                blocks.push(Block::paragraph(format!(
                    "Systems need {days} Working Days between the decision and the release."
                )));
            }
        }
        blocks
    }
}

fn table(costs: &[AssessedCost]) -> Table {
    let row = |cost: &AssessedCost| {
        vec![
            Words::plain(sentence(&cost.stage.replace('-', " ")).trim_end_matches('.').to_owned()),
            Words::plain(pounds(cost.from)),
            Words::plain(pounds(cost.to.unwrap_or(cost.from))),
        ]
    };
    let total = |of: fn(&AssessedCost) -> i64| Words::strong(pounds(costs.iter().map(of).sum()));
    Table::new("Assessed costs", &["Stage", "At least", "At most"], costs.iter().map(row).collect())
        .with_widths(&[4, 1, 1])
        .with_total(vec![Words::strong("Total"), total(|cost| cost.from), total(|cost| cost.to.unwrap_or(cost.from))])
}
