//! A policy of assurance, such as the Programme Assurance Policy: the version that stands, what was weighed when it was
//! adopted, every version so far, and the projects that are measured by it.

use procedure::Event;
use procedure::event::AssuranceEvent;
use procedure::register::{Matter, MatterKind, PolicyVersion, Project};

use super::paper::{Block, Mark, Paper, Part, Section, Table, Words};
use super::record::{Gaps, Record, day, paragraphs, sentence};

/// The policy, by its id.
///
/// # Errors
/// No version of such a policy is on record; the sentence says so.
pub fn policy(record: &Record<'_>, of: &str) -> Result<Paper, String> {
    let known = |id: &&str| id.eq_ignore_ascii_case(of.trim());
    let id = record.register.policies().into_iter().find(known).ok_or_else(|| format!("no policy is known as {of}"))?;
    let versions: Vec<&PolicyVersion> = record.register.policy_versions(id).collect();
    let current = record.register.current_policy(id);
    let shown = current.or(versions.last().copied()).ok_or_else(|| format!("{id} has no version yet"))?;
    let mut gaps = Gaps::default();
    let told = [Some(shown.drafted), shown.adopted, shown.published];
    let date = told.into_iter().flatten().max().unwrap_or(shown.drafted).date();
    let mut front = record.front("Policy", None, &super::titled(id), date);
    front.version = super::figures_of(&shown.version);
    front.status = standing(shown, current.is_some());
    front.about = vec![
        "This document is a policy that is kept beside the Code, and what was weighed when it was adopted.".to_owned(),
    ];
    let mut sections = vec![
        words(record, id, shown),
        weighed(record, id, shown, &mut gaps),
        history(record, id, &versions),
        projects(record),
    ];
    for (section, number) in sections.iter_mut().zip(1..) {
        section.mark = Mark::Number(number);
    }
    let part = Part { annex: None, title: String::new(), opening: Vec::new(), sections };
    Ok(Paper { front, parts: vec![part], missing: gaps.into_list() })
}

fn standing(shown: &PolicyVersion, in_force: bool) -> String {
    let version = &shown.version;
    match (shown.adopted, in_force) {
        (Some(at), true) => {
            let published = match shown.published {
                Some(at) => format!(" and published on {}", day(at.date())),
                None => "; not published yet".to_owned(),
            };
            format!("Version {version}, adopted on {}{published}.", day(at.date()))
        }
        (Some(_), false) => format!("Version {version} does not stand any longer; no version is in force."),
        (None, _) => format!("Version {version}, a draft of {}. No version is in force.", day(shown.drafted.date())),
    }
}

fn words(record: &Record<'_>, id: &str, shown: &PolicyVersion) -> Section {
    let mut section = Section::new(Mark::None, "What the policy says");
    let from = record.from(|event| {
        matches!(event, Event::Assurance(AssuranceEvent::Drafted { policy, version, .. })
            if policy == id && *version == shown.version)
    });
    let said = paragraphs(&shown.changes).into_iter().map(|words| Block::paragraph(Words::of(words, from)));
    section.blocks.extend(said);
    section
}

fn weighed(record: &Record<'_>, id: &str, shown: &PolicyVersion, gaps: &mut Gaps) -> Section {
    let mut section = Section::new(Mark::None, "What was weighed");
    let about =
        |version: &str| Matter { kind: MatterKind::Policy, id: id.to_owned(), version: Some(version.to_owned()) };
    let held: Vec<_> = record.register.consultations_about(&about(&shown.version)).collect();
    if held.is_empty() {
        section.blocks.push(Block::Note { words: gaps.missing("A consultation on this version") });
    }
    for held in held {
        let counted = held.responses.iter().filter(|response| response.counts()).count();
        let plural = if counted == 1 { "" } else { "s" };
        section.blocks.push(Block::paragraph(format!(
            "It was consulted on as ‘{}’ from {} to {}; {counted} response{plural} counted.",
            held.title,
            day(held.opened),
            day(held.closes)
        )));
    }
    let from = record.from(|event| {
        matches!(event, Event::Assurance(AssuranceEvent::Adopted { policy, version, .. })
            if policy == id && *version == shown.version)
    });
    let names = ["Views of Parties", "The General Objectives of the licensee", "Its other obligations"];
    match &shown.considered {
        Some(considered) => {
            let facts = names.iter().zip(considered);
            let facts = facts.map(|(name, words)| ((*name).to_owned(), Words::of(sentence(words), from))).collect();
            section.blocks.push(Block::Facts { facts });
        }
        None => section.blocks.push(Block::Note { words: gaps.missing("What was considered when it was adopted") }),
    }
    if let Some(referral) = &shown.referral {
        let decided = match referral.decided {
            Some((true, at)) => format!(" It was decided on {} that the version stands.", day(at.date())),
            Some((false, at)) => format!(" It was decided on {} that the version does not stand.", day(at.date())),
            None => " It is not decided yet; the decision will be final.".to_owned(),
        };
        section.blocks.push(Block::paragraph(format!(
            "A disagreement on it was referred on {}. {}{decided}",
            day(referral.at.date()),
            sentence(&referral.reasons)
        )));
    }
    section
}

fn history(record: &Record<'_>, id: &str, versions: &[&PolicyVersion]) -> Section {
    let mut section = Section::new(Mark::None, "Versions");
    let current = record.register.current_policy(id).map(|held| held.version.as_str());
    let row = |held: &&PolicyVersion| {
        let state = match (held.adopted, held.stands(), current == Some(held.version.as_str())) {
            (_, _, true) => "In force",
            (Some(_), true, false) => "Superseded",
            (Some(_), false, _) => "Taken away",
            (None, _, _) => "Draft",
        };
        let on = |at: Option<jiff::civil::DateTime>| at.map_or_else(|| "Not yet".to_owned(), |at| day(at.date()));
        vec![
            Words::plain(held.version.clone()),
            Words::plain(state),
            Words::plain(day(held.drafted.date())),
            Words::plain(on(held.adopted)),
            Words::plain(on(held.published)),
        ]
    };
    let head = ["Version", "State", "Drafted", "Adopted", "Published"];
    section.blocks.push(Block::table("Every version", &head, versions.iter().map(row).collect()));
    section
}

fn projects(record: &Record<'_>) -> Section {
    let mut section = Section::new(Mark::None, "Projects under it");
    let row = |project: &Project| {
        let entered = &project.entered.what;
        let met = project.steps.iter().filter(|step| step.met.is_some()).count();
        let state = project.live.map_or_else(|| "Under way".to_owned(), |at| format!("Live since {}", day(at.date())));
        let steps = if project.steps.is_empty() {
            "Not set yet".to_owned()
        } else {
            format!("{met} of {} met", project.steps.len())
        };
        vec![
            Words::plain(entered.id.clone()),
            Words::plain(entered.title.clone()),
            Words::plain(steps),
            Words::plain(state),
        ]
    };
    let rows: Vec<Vec<Words>> = record.register.projects().map(row).collect();
    section.blocks.push(if rows.is_empty() {
        Block::paragraph("No project is registered.")
    } else {
        let table = Table::new("Projects and programmes", &["Project", "Title", "Steps", "State"], rows);
        Block::Table(table.with_widths(&[2, 5, 2, 3]))
    });
    section
}
