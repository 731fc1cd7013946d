//! What is in the release: approved, targeted, and alongside.

use procedure::Event;
use procedure::event::ReleaseEvent;
use procedure::legal_text::Commencement;
use procedure::register::{Proposal, ScopeLine, ScopeStanding};

use super::Document;
use crate::compose::paper::{Block, Mark, Section, Words};
use crate::compose::record::{day, listed, sentence};

impl Document<'_> {
    pub(super) fn scope(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Scope");
        section.blocks.push(Block::paragraph(format!(
            "The {} goes live on {}.",
            self.release.name,
            day(self.release.date)
        )));
        section.blocks.extend(self.left_out());
        section.blocks.push(Block::paragraph(self.frozen()));
        let approved: Vec<Words> = self.lines(|line| line.standing.is_approved());
        section.blocks.push(Block::heading("Approved modifications"));
        section.blocks.push(if approved.is_empty() {
            Block::paragraph("None is approved for the release yet.")
        } else {
            Block::bullets(approved)
        });
        let targeted: Vec<Words> = self.lines(|line| line.standing.is_in() && !line.standing.is_approved());
        section.blocks.push(Block::heading("Targeted modifications"));
        if targeted.is_empty() {
            section.blocks.push(Block::paragraph("None waits for a decision."));
        } else {
            section.blocks.push(Block::paragraph(
                "These are in the release only if the decision to approve them comes by their own last day; nothing here says \
                 that it will.",
            ));
            section.blocks.push(Block::bullets(targeted));
        }
        section.blocks.extend(self.change_requests());
        section
    }

    /// A line for each proposal, with its standing, its solutions and its parts.
    fn lines(&mut self, wanted: impl Fn(&ScopeLine) -> bool) -> Vec<Words> {
        let mut done = Vec::new();
        let mut words = Vec::new();
        let lines: Vec<ScopeLine> = self.scope.iter().filter(|line| wanted(line)).cloned().collect();
        for line in &lines {
            if done.contains(&line.proposal) {
                continue;
            }
            done.push(line.proposal.clone());
            let Some(proposal) = self.record.register.proposal(line.proposal.as_str()) else { continue };
            let names = lines.iter().filter(|other| other.proposal == line.proposal);
            let parts: Vec<String> = names.filter_map(|other| other.part.clone()).collect();
            words.push(self.line(line, proposal, &parts));
        }
        words
    }

    fn line(&mut self, line: &ScopeLine, proposal: &Proposal, parts: &[String]) -> Words {
        let record = self.record;
        let decided = record.from(|event| matches!(event, Event::Decided { proposal: of, .. } if *of == proposal.id));
        let targeted =
            record.from(|event| matches!(event, Event::PutInRelease { proposal: of, .. } if *of == proposal.id));
        let words = Words::of_proposal(line.number.clone(), &proposal.id).and(format!(" ‘{}’", line.title));
        let words = match &line.standing {
            ScopeStanding::Approved { on } => words.and(", approved on ").and_of(day(*on), decided).and("."),
            ScopeStanding::Live { on } => words.and(", in force since ").and_of(day(*on), decided).and("."),
            ScopeStanding::Targeted { cut_off: Some(by) } => {
                words.and(", in if it is approved by ").and_of(day(*by), targeted).and(".")
            }
            ScopeStanding::Targeted { cut_off: None } => {
                self.gaps.note(&format!("The last day on which {} can be approved for the release", line.number));
                words.and(", in if it is approved; the last day for that is not set.")
            }
            ScopeStanding::Missed { .. } | ScopeStanding::Ended { .. } => words,
        };
        let words = words.and(solutions(line, proposal));
        words.and(self.in_parts(proposal, parts))
    }

    /// How the words of a proposal are parted over releases, where they are.
    fn in_parts(&self, proposal: &Proposal, here: &[String]) -> String {
        let Some(text) = proposal.approved_text() else { return String::new() };
        let elsewhere: Vec<String> = text
            .parts
            .iter()
            .filter_map(|part| match &part.in_force {
                Commencement::InRelease(release) if *release != self.release.id => {
                    let known = self.record.register.release(release.as_str());
                    let name = known.map_or_else(|| release.to_string(), |release| format!("the {}", release.name));
                    Some(format!("part {} comes with {name}", part.name))
                }
                Commencement::InRelease(_)
                | Commencement::WithRelease
                | Commencement::On(_)
                | Commencement::UponGoLive(_)
                | Commencement::UponDesignation(_)
                | Commencement::UponOccurrence(_) => None,
            })
            .collect();
        match (here, elsewhere.as_slice()) {
            ([], []) => String::new(),
            ([], away) => format!(" Only a part of its words comes with this release: {}.", listed(away)),
            (parts, _) => format!(" Of its words this release brings part {}.", listed(parts)),
        }
    }

    /// What was meant for the release and is out of it.
    fn left_out(&self) -> Vec<Block> {
        let out = self.scope.iter().filter(|line| !line.standing.is_in());
        let told = out.map(|line| {
            let why = match &line.standing {
                ScopeStanding::Missed { cut_off, falls_to } => {
                    let to = falls_to.as_ref().and_then(|id| self.record.register.release(id.as_str()));
                    let to = to.map_or_else(String::new, |release| format!("; it falls to the {}", release.name));
                    format!("its last day of decision, {}, passed without one{to}", day(*cut_off))
                }
                ScopeStanding::Ended { stage } => format!("its stage is: {}", stage.words()),
                ScopeStanding::Approved { .. } | ScopeStanding::Targeted { .. } | ScopeStanding::Live { .. } => {
                    String::new()
                }
            };
            Block::paragraph(format!("Out of the release again is {} ‘{}’: {why}.", line.number, line.title))
        });
        told.collect()
    }

    fn frozen(&self) -> Words {
        let Some(done) = &self.release.frozen else {
            return Words::plain("The scope is open to further modifications.");
        };
        let id = &self.release.id;
        let from = self
            .record
            .from(|event| matches!(event, Event::Release(ReleaseEvent::ScopeFrozen { release, .. }) if release == id));
        Words::plain("The scope is closed to further modifications that touch the central systems since ")
            .and_of(day(done.at.date()), from)
            .and(format!(". {}", sentence(&done.comment)))
    }

    fn change_requests(&self) -> Vec<Block> {
        if self.release.change_requests.is_empty() {
            return Vec::new();
        }
        let line = |request: &procedure::register::ChangeRequest| {
            let from = self.record.from(|event| {
                matches!(event, Event::Release(ReleaseEvent::ChangeRequestListed { release, id, .. })
                    if *release == self.release.id && *id == request.id)
            });
            let state = if request.state.is_empty() { String::new() } else { format!(" {}", sentence(&request.state)) };
            Words::of(request.id.clone(), from).and(format!(
                " ‘{}’. {}{state}",
                request.title,
                sentence(&request.summary)
            ))
        };
        vec![
            Block::heading("Change Requests alongside"),
            Block::paragraph(
                "These are delivered alongside and are no part of the release, so that nothing below tells whom they touch.",
            ),
            Block::bullets(self.release.change_requests.iter().map(line).collect()),
        ]
    }
}

/// The solution that was approved, or those that wait.
fn solutions(line: &ScopeLine, proposal: &Proposal) -> String {
    if proposal.solutions.len() < 2 {
        return String::new();
    }
    match &line.solution {
        Some(chosen) => format!(" Approved is the {}.", chosen.words()),
        None => {
            let each = proposal.solutions.iter().map(|one| format!("the {}: {}", one.id.words(), one.title));
            format!(" It has several solutions; {}.", each.collect::<Vec<_>>().join("; "))
        }
    }
}
