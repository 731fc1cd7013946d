//! The Testing Approach Document: each item that the Code asks for, with what the last version says under it or the place
//! where it is to be said, and the plan of testing as the record holds it.

use procedure::contents::{Contents, Item};
use procedure::event::TestingEvent;
use procedure::holder::Holder;
use procedure::names::RuleId;
use procedure::register::{Advice, Approach, PhasePlan, Release};
use procedure::rule::Check;
use procedure::rulebook::Subject;
use procedure::{ActName, Event};

use super::paper::{Block, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, listed, paragraphs, sentence};

/// The kind of document in checklists.
const DOCUMENT: &str = "testing-approach-document";

/// The Testing Approach Document of a release: the version in force, else the last one, else a shell of what it must hold.
///
/// # Errors
/// The release is not known; the sentence says so.
pub fn testing_approach(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let release = super::release(record, of)?;
    let approach = release.testing.in_force().or(release.testing.approaches.last());
    let mut gaps = Gaps::default();
    let requested = release.testing.requested.as_ref();
    let date = approach
        .map(|approach| approach.approved.as_ref().map_or(approach.at, |done| done.at).date())
        .or(requested.map(|done| done.at.date()))
        .unwrap_or_else(|| super::last_day(record, release));
    let kind = format!("{} Release Testing Approach Document", record.short_code());
    let mut front = record.front(&kind, None, &release.name, date);
    front.under = Some(format!("({})", day(release.date)));
    front.version = approach.and_then(|approach| super::figures_of(&approach.version));
    front.status = match approach {
        Some(approach) => standing(record, approach),
        None => match requested {
            Some(done) => format!("Asked for by {} on {}; not written yet.", record.who(&done.by), day(done.at.date())),
            None => "Not asked for yet.".to_owned(),
        },
    };
    front.about = vec![
        format!("This document is the Testing Approach Document (TAD) of the {}.", release.name),
        format!(
            "It is made by {} and, once approved, is part of the Release Implementation Document.",
            author(record, release)
        ),
    ];
    let sections = sections(record, release, approach, &mut gaps);
    let body = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![body], missing: gaps.into_list() })
}

fn standing(record: &Record<'_>, approach: &Approach) -> String {
    let version = &approach.version;
    match &approach.approved {
        Some(done) => {
            format!("Version {version}, approved by {} on {}.", record.who(&done.by), day(done.at.date()))
        }
        None => format!("Version {version}, drafted on {} and not approved yet.", day(approach.at.date())),
    }
}

/// Who makes it: those who hold the power to draft one, by the rules in force.
pub(super) fn author(record: &Record<'_>, release: &Release) -> String {
    let governing = record.rulebook.governing_for(
        ActName::DraftTad,
        record.today,
        record.register,
        Subject { proposal: None, release: Some(release) },
    );
    let mut names: Vec<String> = Vec::new();
    for loaded in governing.rules() {
        if let Check::Power(power) = &loaded.rule.check {
            names.extend(power.held_by.iter().map(|holder| match holder {
                Holder::Body(body) => record.who(body.as_str()),
                Holder::Anyone
                | Holder::Party
                | Holder::PartyOf(_)
                | Holder::Proposer
                | Holder::BodyOfKind(_)
                | Holder::MemberOf(_) => procedure::holder_words(holder, record.code()),
            }));
        }
    }
    names.dedup();
    if names.is_empty() { "whoever the Code says".to_owned() } else { listed(&names) }
}

/// The checklist for the document: by the rules that govern this release or, where these ask for no items, by the rule that
/// does on other days.
fn checklist<'a>(record: &Record<'a>, release: &'a Release) -> Option<(&'a Contents, bool)> {
    let subject = Subject { proposal: None, release: Some(release) };
    let register = record.register;
    let governing = record.rulebook.governing_for(ActName::DraftTad, record.today, register, subject);
    let contents = |check: &'a Check| if let Check::Contents(contents) = check { Some(contents) } else { None };
    let in_force: Vec<&RuleId> = governing.rules().map(|loaded| &loaded.rule.id).collect();
    let all = record.rulebook.rules().iter();
    let known = all.filter_map(|loaded| Some((contents(&loaded.rule.check)?, in_force.contains(&&loaded.rule.id))));
    let mut known: Vec<(&Contents, bool)> = known.filter(|(contents, _)| contents.document == DOCUMENT).collect();
    known.sort_by_key(|(_, in_force)| !in_force);
    known.into_iter().next()
}

/// The items with what is said under each, then the plan.
pub(super) fn sections(
    record: &Record<'_>,
    release: &Release,
    approach: Option<&Approach>,
    gaps: &mut Gaps,
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let checklist = checklist(record, release);
    let said = |key: &str| {
        approach.and_then(|approach| approach.contents.iter().find(|said| said.item.trim().eq_ignore_ascii_case(key)))
    };
    if let Some((contents, in_force)) = checklist {
        let items = contents.items.iter().filter(|item| in_force || said(&item.item).is_some());
        sections.extend(items.map(|item| section(item, said(&item.item), gaps)));
        if !in_force {
            let mut note = Section::new(Mark::None, "What it must hold");
            note.blocks.push(Block::paragraph(format!(
                "The Code did not ask for a list of items when this release was planned; since then it asks for {}.",
                contents.items.len()
            )));
            sections.push(note);
        }
    }
    let known = |key: &str| checklist.is_some_and(|(contents, _)| contents.items.iter().any(|item| item.item == key));
    for other in approach.iter().flat_map(|approach| &approach.contents).filter(|said| !known(&said.item)) {
        let mut section = Section::new(Mark::None, &format!("Also: {}", other.item));
        section.blocks.extend(paragraphs(&other.text).into_iter().map(Block::paragraph));
        sections.push(section);
    }
    if let Some(approach) = approach {
        sections.push(plan(record, release, approach));
        sections.push(views(record, release, approach));
    }
    sections
}

fn section(item: &Item, said: Option<&procedure::contents::Section>, gaps: &mut Gaps) -> Section {
    let words = sentence(&item.words);
    let heading = format!("({}) {}", item.item, words.trim_end_matches('.'));
    let mut section = Section::new(Mark::None, &heading);
    match said {
        Some(said) if said.none => {
            section.blocks.push(Block::paragraph("Nothing of the kind is needed."));
            section.blocks.extend(paragraphs(&said.text).into_iter().map(Block::paragraph));
        }
        Some(said) if !said.text.trim().is_empty() => {
            section.blocks.extend(paragraphs(&said.text).into_iter().map(Block::paragraph));
        }
        Some(_) | None => {
            let or = if item.may_be_none { " Where nothing is needed, say so here." } else { "" };
            let words = gaps.missing(&format!("Item ({})", item.item));
            section.blocks.push(Block::Note { words: words.and(or) });
        }
    }
    section
}

/// What the record holds of the plan besides the items: the modifications, the phases, the thresholds.
fn plan(record: &Record<'_>, release: &Release, approach: &Approach) -> Section {
    let mut section = Section::new(Mark::None, "The plan of testing");
    let version = &approach.version;
    let from = record.from(|event| {
        matches!(event, Event::Testing(TestingEvent::ApproachDrafted { release: of, version: told, .. })
            if *of == release.id && told == version)
    });
    section.blocks.push(Block::paragraph("Under test are:"));
    let line = |id: &procedure::names::ProposalId| match record.register.proposal(id.as_str()) {
        Some(proposal) => Words::of_proposal(proposal.number(), &proposal.id).and(format!(" ‘{}’", proposal.title)),
        None => Words::plain(id.to_string()),
    };
    section.blocks.push(Block::bullets(approach.proposals.iter().map(line).collect()));
    section.blocks.extend(phases(record, release, approach));
    if !approach.thresholds.is_empty() {
        let rows = approach.thresholds.iter().map(|one| {
            vec![Words::plain(format!("Severity {}", one.severity)), Words::of(one.at_most.to_string(), from)]
        });
        let head = ["Testing Issues of", "At most so many left"];
        section.blocks.push(Block::table("Thresholds for Testing Issues", &head, rows.collect()));
        section.blocks.push(Block::paragraph(format!(
            "{} may leave an issue out of the count.",
            sentence(&record.who(&approach.exclusions_by)).trim_end_matches('.')
        )));
    }
    if !approach.report_contents.is_empty() {
        section.blocks.push(Block::paragraph("A completion report holds:"));
        let items = approach.report_contents.iter().map(|one| Words::plain(sentence(one)));
        section.blocks.push(Block::bullets(items.collect()));
    }
    section
}

/// The test phases with the criteria for entry and exit, and how far each has come.
pub(super) fn phases(record: &Record<'_>, release: &Release, approach: &Approach) -> Vec<Block> {
    if approach.phases.is_empty() {
        return Vec::new();
    }
    let row = |plan: &PhasePlan| {
        let title = phase_title(record, &plan.phase);
        let criteria = |lines: &[String], by: &str| {
            let lines: Vec<String> = lines.iter().map(|line| sentence(line)).collect();
            format!("{} Approved by {}.", lines.join(" "), record.who(by))
        };
        let run = release.testing.run(&plan.phase);
        let started = run.and_then(|run| run.started.as_ref()).map(|(at, _)| at.date());
        let closed = run.and_then(|run| run.closed).map(|at| at.date());
        let standing = match (started, closed) {
            (_, Some(closed)) => format!("Ended on {}", day(closed)),
            (Some(started), None) => format!("Since {}", day(started)),
            (None, None) => "Not begun".to_owned(),
        };
        vec![
            Words::plain(title),
            Words::plain(criteria(&plan.entry, &plan.entry_by)),
            Words::plain(criteria(&plan.exit, &plan.exit_by)),
            Words::plain(standing),
        ]
    };
    let head = ["Phase", "To enter it", "To leave it", "Standing"];
    let table = Table::new("Test phases in order", &head, approach.phases.iter().map(row).collect());
    vec![Block::Table(table.with_widths(&[3, 5, 5, 3]))]
}

/// The title of a test phase.
pub(super) fn phase_title(record: &Record<'_>, phase: &str) -> String {
    let known = record.code().releases.phase(phase);
    known.map_or_else(|| phase.to_owned(), |phase| phase.title.clone())
}

/// What was said of the version: the consultation on it, the views of advisers, and the decision.
fn views(record: &Record<'_>, release: &Release, approach: &Approach) -> Section {
    let mut section = Section::new(Mark::None, "What was said of it");
    for held in record.register.consultations_about(&release.approach_matter(&approach.version)) {
        let counted = held.responses.iter().filter(|response| response.counts()).count();
        let plural = if counted == 1 { "" } else { "s" };
        let outcome = held.outcome.as_ref().map_or_else(
            || " What came of it is not reported yet.".to_owned(),
            |outcome| format!(" It was reported to {}: {}", record.who(&outcome.to), sentence(&outcome.summary)),
        );
        section.blocks.push(Block::paragraph(format!(
            "It was consulted on from {} to {}; {counted} response{plural} counted.{outcome}",
            day(held.opened),
            day(held.closes)
        )));
    }
    section.blocks.extend(approach.views.iter().map(|view| advice(record, view, ("fit for use", "not fit for use"))));
    section.blocks.push(Block::paragraph(standing(record, approach)));
    section
}

/// What a body advised: `The Testing Advisory Group found it fit for use on 31 December 2019. Reasons.`
pub(super) fn advice(record: &Record<'_>, view: &Advice, (well, badly): (&str, &str)) -> Block {
    let by = sentence(&record.who(&view.by));
    let way = if view.favourable { well } else { badly };
    Block::paragraph(format!(
        "{} found it {way} on {}. {}",
        by.trim_end_matches('.'),
        day(view.at.date()),
        sentence(&view.comment)
    ))
}
