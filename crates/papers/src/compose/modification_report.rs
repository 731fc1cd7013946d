//! The Modification Report: what is wrong, what would mend it, whom it touches, what it costs, when it would start, and what
//! was said of it. Annex A holds the legal text, the further annexes the responses to each consultation.
//!
//! Its prose is that of the last draft on record; its figures, dates, tables and lists are computed from the register.

mod approach;
mod costs;
mod impacts;
mod opinions;
mod timetable;

use procedure::Event;
use procedure::register::{Consulted, Drafted, Proposal};

use super::paper::{Block, Front, Mark, Paper, Part, Section, Words};
use super::record::{Gaps, Record, day, paragraphs, pounds, sentence};
use super::{figures_of, glossary, legal_text, objectives, responses, texts};

/// The kind of document in drafts and checklists.
const DRAFT: &str = "modification-report";

/// The report on a proposal.
///
/// # Errors
/// The proposal is not known; the sentence says so.
pub fn modification_report(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let proposal = super::proposal(record, of)?;
    let mut report = Report { record, proposal, draft: proposal.course.last_draft(DRAFT), gaps: Gaps::default() };
    let front = report.front();
    let mut sections = vec![
        report.summary(),
        report.issue(),
        report.solution(),
        report.impacts(),
        report.costs(),
        report.approach(),
        report.assessment(),
        report.case(),
    ];
    sections.extend(report.decision());
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    sections.push(report.timetable());
    sections.extend(glossary::section(record, Mark::Appendix(2), &sections, &[&proposal.title]));
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    let parts = std::iter::once(body).chain(report.annexes()).collect();
    Ok(Paper { front, parts, missing: report.gaps.into_list() })
}

struct Report<'a> {
    record: &'a Record<'a>,
    proposal: &'a Proposal,
    draft: Option<&'a Drafted>,
    gaps: Gaps,
}

impl Report<'_> {
    fn front(&mut self) -> Front {
        let (record, proposal) = (self.record, self.proposal);
        let approved =
            record.last(|event| matches!(event, Event::ReportApproved { proposal: of, .. } if *of == proposal.id));
        // A report tells what happened after its approval too, so it is dated by the last thing that it tells.
        let drafted = self.draft.map(|draft| draft.at.date());
        let told = record.events.iter().rev().find(|recorded| recorded.event.proposal() == Some(&proposal.id));
        let known = [
            Some(proposal.stage_since.date()),
            approved.map(|approved| approved.took_effect.date()),
            drafted,
            told.map(|told| told.took_effect.date()),
            proposal.decision.as_ref().map(|decision| decision.at.date()),
        ];
        let date = known.into_iter().flatten().max().unwrap_or(proposal.raised.date());
        let mut front = record.front("Modification Report", Some(proposal.number()), &proposal.title, date);
        let version = proposal.report.as_deref().or(self.draft.map(|draft| draft.version.as_str()));
        front.version = version.and_then(figures_of);
        if version.is_none() {
            self.gaps.note("A draft of the Modification Report");
        }
        let standing = match (&proposal.report, approved) {
            (Some(version), Some(approved)) => {
                let by = if let Event::ReportApproved { by, .. } = &approved.event { by } else { &approved.by };
                format!("Version {version}, approved by {} on {}.", record.who(by), day(approved.took_effect.date()))
            }
            (Some(version), None) => format!("Version {version}, approved."),
            (None, _) => "Draft, not approved yet.".to_owned(),
        };
        let held = record.register.position();
        front.status = format!("{standing} Composed from the record as it stands at entry {held}.");
        front.about = vec![
            "This document is a Modification Report. It says what is wrong and what would mend it, whom that touches, what it \
             costs and when it would start, and what was said of it."
                .to_owned(),
        ];
        front
    }

    /// What the last draft says under an item, as paragraphs; a note where it says that there is nothing, none where it
    /// does not speak of it.
    fn drafted(&self, item: &str) -> Vec<Block> {
        let Some(draft) = self.draft else { return Vec::new() };
        let own = draft.sections.iter().filter(|section| section.item == item);
        own.flat_map(|section| paragraphs(&section.text)).map(Block::paragraph).collect()
    }

    /// The same, with a note of what is missing where the draft says nothing.
    fn drafted_or(&mut self, item: &str, what: &str) -> Vec<Block> {
        let drafted = self.drafted(item);
        if drafted.is_empty() { vec![Block::Note { words: self.gaps.missing(what) }] } else { drafted }
    }

    fn summary(&mut self) -> Section {
        let (record, proposal) = (self.record, self.proposal);
        let mut section = Section::new(Mark::None, "Summary");
        section.blocks.push(Block::paragraph(self.proposer()));
        let raised =
            record.from(|event| matches!(event, Event::DraftProposalRaised { proposal: of, .. } if *of == proposal.id));
        let mut course = Words::plain(format!("{} was raised on ", proposal.number()))
            .and_of(day(proposal.raised.date()), raised)
            .and(".");
        let earlier: Vec<String> =
            proposal.numbers().filter(|number| *number != proposal.number()).map(str::to_owned).collect();
        if !earlier.is_empty() {
            course = course.and(format!(" It was first numbered {}.", super::record::listed(&earlier)));
        }
        if let Some(whole) = proposal.split_from.as_ref().and_then(|id| record.register.proposal(id.as_str())) {
            let into: Vec<String> = whole
                .split_into
                .iter()
                .map(|part| match record.register.proposal(part.as_str()) {
                    Some(part) => format!("{} ‘{}’", part.number(), part.title),
                    None => part.to_string(),
                })
                .collect();
            course = course.and(format!(
                " It came of {}, which was split into {}.",
                whole.number(),
                super::record::listed(&into)
            ));
        }
        section.blocks.push(Block::paragraph(course));
        let path = match proposal.path {
            Some(path) => {
                let agreed = record.from(
                    |event| matches!(event, Event::ModificationProposalAgreed { proposal: of, .. } if *of == proposal.id),
                );
                let article = if path.words().starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
                let words =
                    Words::plain(format!("This is {article} ")).and_of(path.words(), agreed).and(" Modification.");
                match sentence(&proposal.path_reason) {
                    why if why.is_empty() => words.and(" The reason for that path is not recorded."),
                    why => words.and(format!(" The reason given for that path: {why}")),
                }
            }
            None => self.gaps.missing("The path of the proposal"),
        };
        section.blocks.push(Block::paragraph(path));
        section.blocks.extend(self.in_short());
        section
    }

    /// Whom it touches, what it costs in its release and when it is meant to start, each in a sentence.
    fn in_short(&mut self) -> Vec<Block> {
        let (record, proposal) = (self.record, self.proposal);
        let impacted = match objectives::impacted(record, proposal) {
            Some(names) => Words::plain(format!("This modification will impact {names}.")),
            None => self.gaps.missing("The Party Categories that it touches"),
        };
        let release = |target: &procedure::register::Target| record.register.release(target.release.as_str());
        let mut releases = proposal.targets.iter().filter_map(release);
        let Some(first) = releases.next() else {
            return vec![
                Block::paragraph(impacted),
                Block::Note { words: self.gaps.missing("The release that it is meant for") },
            ];
        };
        let cost = match self.cost_of_release() {
            Some(amount) => format!(" It costs {} in its release.", pounds(amount)),
            None => String::new(),
        };
        let fallback = match releases.next() {
            Some(second) => format!(", or else for the {}", second.name),
            None => String::new(),
        };
        let when = format!("It is meant for the {} on {}{fallback}.{cost}", first.name, day(first.date));
        vec![Block::paragraph(impacted), Block::paragraph(when)]
    }

    /// `The Proposer for this modification is Una Strachan from Braeside Heat Ltd.`
    fn proposer(&self) -> Words {
        let (record, proposal) = (self.record, self.proposal);
        let raised = record
            .first(|event| matches!(event, Event::DraftProposalRaised { proposal: of, .. } if *of == proposal.id));
        let who = record.title_of(&proposal.proposer);
        let by = raised.and_then(|raised| {
            let Event::DraftProposalRaised { by, .. } = &raised.event else { return None };
            let person = record.register.person(by).filter(|_| !by.eq_ignore_ascii_case(&proposal.proposer));
            person.map(|person| person.name.clone())
        });
        let from = raised.map(|raised| raised.position);
        let named = match by {
            Some(person) => {
                let article = if record.code().body(&proposal.proposer).is_some() { "the " } else { "" };
                format!("{person} from {article}{who}")
            }
            None if record.code().body(&proposal.proposer).is_some() => format!("the {who}"),
            None if record.register.party(&proposal.proposer).is_some() => format!("the Party {who}"),
            None if record.register.person(&proposal.proposer).is_some() => record.who(&proposal.proposer),
            None => who.to_owned(),
        };
        Words::plain("The Proposer for this modification is ").and_of(named, from).and(".")
    }

    fn issue(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Issue");
        section.blocks.push(Block::heading("What are the current arrangements?"));
        section.blocks.extend(self.drafted_or("background", "The current arrangements"));
        section.blocks.push(Block::heading("What is the issue?"));
        let raised = paragraphs(&self.proposal.issue);
        section.blocks.extend(raised.iter().cloned().map(Block::paragraph));
        section.blocks.extend(self.drafted("issue"));
        if raised.is_empty() && self.drafted("issue").is_empty() {
            section.blocks.push(Block::Note { words: self.gaps.missing("The issue") });
        }
        // No act states these two, and a reader looks for them here.
        for (heading, what) in [
            ("What is the impact this is having?", "The impact that the issue has"),
            ("Impact on consumers", "The impact of the issue on consumers"),
        ] {
            section.blocks.push(Block::heading(heading));
            section.blocks.push(Block::Note { words: self.gaps.missing(what) });
        }
        section
    }

    fn solution(&mut self) -> Section {
        let mut section = Section::new(Mark::None, "Solution");
        let drafted = self.drafted_or("solution", "The solution in words");
        let several = self.proposal.solutions.len() > 1;
        for solution in &self.proposal.solutions {
            section.blocks.push(Block::heading(solution.id.words()));
            let is_proposed = solution.id == procedure::names::SolutionId::proposed();
            if several && !is_proposed {
                section.blocks.push(Block::paragraph(sentence(&solution.title)));
            }
            section.blocks.extend(paragraphs(&solution.comment).into_iter().map(Block::paragraph));
            if is_proposed {
                section.blocks.extend(drafted.iter().cloned());
            }
            let settled = texts::settled(self.proposal);
            section.blocks.push(match self.proposal.legal_text_of(&solution.id) {
                Some(text) => {
                    let standing = texts::before(self.proposal, text, settled);
                    Block::paragraph(format!("Its words are {}.", standing.words()))
                }
                None => {
                    Block::Note { words: self.gaps.missing(&format!("The legal text of the {}", solution.id.words())) }
                }
            });
        }
        section
    }

    fn annexes(&mut self) -> Vec<Part> {
        let mut letters = 'A'..='Z';
        let mut annexes = Vec::new();
        let proposal = self.proposal;
        let settled = texts::settled(proposal);
        let standing = match texts::at(proposal, settled) {
            Some(text) if proposal.solutions.len() == 1 => vec![text],
            Some(_) | None => texts::each(proposal, settled),
        };
        // What was voted on stands before what took its place since.
        let texts = standing.iter().map(|text| text.then).chain(standing.iter().filter_map(|text| text.since));
        for (text, letter) in texts.zip(letters.by_ref()) {
            annexes.push(legal_text::annex(self.record, proposal, text, letter, &mut self.gaps));
        }
        for (held, letter) in proposal.consultations.iter().zip(letters) {
            let opening = vec![
                Block::heading("About this document"),
                Block::paragraph(format!("This annex holds every response to the {}.", held.kind.words())),
            ];
            let consulted = Consulted::OnProposal(proposal, held);
            annexes.push(Part {
                annex: Some(letter),
                title: format!("{} responses", held.kind.words()),
                opening: opening.into_iter().chain(responses::blocks(self.record, consulted)).collect(),
                sections: Vec::new(),
            });
        }
        annexes
    }
}
