//! The testing of a release: how it is approached, its phases with their criteria, and the issues against the thresholds.

use procedure::ActName;
use procedure::register::{Advice, Approach, PhaseRun, Release};
use procedure::rulebook::Subject;

use super::{done, done_words};
use crate::server::Visit;
use crate::web::{Block, Day, Entry, Moment, Tag, Tone};

/// The parts of testing that there are; one sentence where there are none.
pub(super) fn blocks(visit: &Visit, release: &Release) -> Vec<Block> {
    let testing = &release.testing;
    let mut blocks = vec![approaches(visit, release)];
    if let Some(approach) = testing.in_force().or(testing.approaches.last()) {
        blocks.push(contents(visit, release, approach));
        blocks.push(thresholds(release, approach));
    }
    if !testing.phases.is_empty() || !testing.approaches.is_empty() {
        blocks.push(phases(visit, release));
    }
    if !testing.issues.is_empty() {
        blocks.push(issues(visit, release));
    }
    if !testing.regression.is_empty() {
        blocks.push(regression(release));
    }
    if !testing.differences.is_empty() {
        blocks.push(differences(visit, release));
    }
    blocks
}

fn advice(visit: &Visit, views: &[Advice]) -> Entry {
    let words = views.iter().map(|view| {
        let word = if view.favourable { "in favour" } else { "against" };
        format!("{} {word}, {}: {}", visit.rulebook.code().title_of(&view.by), Day(view.at.date()), view.comment)
    });
    Entry::lines(words.collect())
}

fn approaches(visit: &Visit, release: &Release) -> Block {
    let rows = release.testing.approaches.iter().rev().map(|approach| {
        vec![
            Entry::words(approach.version.clone()),
            Entry::Moment(Moment(approach.at)),
            Entry::links(approach.proposals.iter().map(|id| visit.numbered_link(id.as_str())).collect()),
            advice(visit, &approach.views),
            done(visit, approach.approved.as_ref(), "Not yet"),
        ]
    });
    let columns = ["Version", "Drafted", "Modifications under test", "Views", "Approved"];
    let asked = match &release.testing.requested {
        Some(done) => {
            let by = visit.rulebook.code().title_of(&done.by);
            format!("Asked for by {by} on {}.", Day(done.at.date()))
        }
        None => "None is asked for yet; the Panel asks for one where the release needs testing.".to_owned(),
    };
    let empty = "No version is drafted yet.";
    Block::table("approach", "Testing Approach Document", &columns, rows.collect(), empty).about(asked)
}

/// What the document must hold, by the rules in force, beside what it says.
fn contents(visit: &Visit, release: &Release, approach: &Approach) -> Block {
    let subject = Subject { proposal: None, release: Some(release) };
    let governing = visit.rulebook.governing_for(ActName::DraftTad, visit.today(), &visit.register, subject);
    let wanted = governing.rules().find_map(|loaded| loaded.rule.check.contents()).map(|contents| &contents.items);
    let said = |key: &str| {
        let item = approach.contents.iter().find(|item| item.item == key);
        item.map_or_else(
            || Entry::Tag(Tag::new("Missing", Tone::Stopped)),
            |item| {
                if item.none {
                    Entry::words(format!("None is needed. {}", item.text))
                } else {
                    Entry::words(item.text.clone())
                }
            },
        )
    };
    let rows = match wanted {
        Some(items) => items
            .iter()
            .map(|item| {
                let what = crate::server::sentence(&item.words);
                vec![
                    Entry::words(format!("({})", item.item)),
                    Entry::words(what.trim_end_matches('.')),
                    said(&item.item),
                ]
            })
            .collect(),
        None => approach
            .contents
            .iter()
            .map(|item| vec![Entry::words(format!("({})", item.item)), Entry::nothing(), said(&item.item)])
            .collect(),
    };
    let heading = format!("What version {} holds", approach.version);
    Block::table("approach-contents", &heading, &["Item", "What it is", "What it says"], rows, "It holds nothing yet.")
}

fn thresholds(release: &Release, approach: &Approach) -> Block {
    let rows = (1_u8..=5).map(|severity| {
        let open = release.testing.open_issues(&[severity]).count();
        let most = approach.threshold(severity);
        let state = match most {
            Some(most) if u32::try_from(open).unwrap_or(u32::MAX) > most => Tag::new("Above", Tone::Stopped),
            Some(_) => Tag::new("Within", Tone::Done),
            None => Tag::new("No threshold", Tone::Quiet),
        };
        let most = most.map_or_else(|| Entry::Nothing("Not set".to_owned()), |most| Entry::Number(i64::from(most)));
        vec![Entry::words(format!("Severity {severity}")), Entry::count(open), most, Entry::Tag(state)]
    });
    let about = format!("Issues may be left out of the count by: {}.", approach.exclusions_by);
    let columns = ["Testing Issues of", "Open", "At most", "State"];
    Block::table("thresholds", "Testing Issues against the thresholds", &columns, rows.collect(), "None.").about(about)
}

fn phases(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let plan = release.testing.in_force();
    let row = |phase: &procedure::code::Phase| {
        let planned = plan.and_then(|approach| approach.phase(&phase.id));
        let run = release.testing.run(&phase.id);
        let by =
            |who: &str| if who.is_empty() { String::new() } else { format!(" (approved by {})", code.title_of(who)) };
        let criteria = |lines: &[String], who: &str| {
            let mut lines = lines.to_vec();
            if let Some(last) = lines.last_mut() {
                last.push_str(&by(who));
            }
            Entry::lines(lines)
        };
        vec![
            Entry::words(phase.title.clone()),
            planned.map_or_else(Entry::nothing, |plan| criteria(&plan.entry, &plan.entry_by)),
            done(visit, run.and_then(|run| run.entry.as_ref()), "Not yet"),
            run.and_then(|run| run.started.as_ref())
                .map_or_else(|| Entry::Nothing("Not yet".to_owned()), |(at, _)| Entry::Moment(Moment(*at))),
            planned.map_or_else(Entry::nothing, |plan| criteria(&plan.exit, &plan.exit_by)),
            done(visit, run.and_then(|run| run.exit.as_ref()), "Not yet"),
            report(visit, run),
        ]
    };
    let columns =
        ["Phase", "Entry criteria", "Entry approved", "Started", "Exit criteria", "Exit approved", "Completion report"];
    let rows = code.releases.phases.iter().map(row).collect();
    Block::table("phases", "Test phases", &columns, rows, "The Code names no test phases.")
}

fn report(visit: &Visit, run: Option<&PhaseRun>) -> Entry {
    let Some(last) = run.and_then(|run| run.reports.last()) else { return Entry::Nothing("Not yet".to_owned()) };
    let submitted = Entry::words(format!("Submitted {}.", Day(last.at.date())));
    let approved = match &last.approved {
        Some(done) => done_words(visit, "Approved", done),
        None => Entry::words("Not approved yet."),
    };
    Entry::Several(vec![submitted, advice(visit, &last.advice), approved])
}

fn issues(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let rows = release.testing.issues.iter().map(|issue| {
        let state = match (issue.resolved, &issue.excluded) {
            (true, _) => Tag::new("Resolved", Tone::Done),
            (false, Some(_)) => Tag::new("Left out of the count", Tone::Quiet),
            (false, None) => Tag::new("Open", Tone::Open),
        };
        let phase = code.releases.phase(&issue.phase).map_or_else(|| issue.phase.clone(), |phase| phase.title.clone());
        vec![
            Entry::words(issue.id.clone()),
            Entry::Number(i64::from(issue.severity)),
            Entry::words(phase),
            Entry::words(issue.summary.clone()),
            Entry::Tag(state),
            Entry::words(issue.plan.clone().unwrap_or_default()),
        ]
    });
    let columns = ["Issue", "Severity", "Phase", "What is wrong", "State", "How and by when it is resolved"];
    Block::table("issues", "Testing Issues", &columns, rows.collect(), "None.")
}

fn regression(release: &Release) -> Block {
    let rows = release.testing.regression.iter().map(|one| {
        let what = crate::server::sentence(&one.kind.gate().words());
        let state = if one.late { Tag::new("Late, kept", Tone::Stopped) } else { Tag::new("In time", Tone::Done) };
        vec![
            Entry::words(one.by.clone()),
            Entry::words(what.trim_end_matches('.')),
            Entry::Moment(Moment(one.at)),
            Entry::day(one.due, "Not set"),
            Entry::Tag(state),
            Entry::words(one.comment.clone()),
        ]
    });
    let columns = ["Participant", "What", "Given", "Due", "State", "What was said"];
    Block::table("regression", "Regression testing", &columns, rows.collect(), "None.")
}

fn differences(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let rows = release.testing.differences.iter().map(|one| {
        let phase = code.releases.phase(&one.phase).map_or_else(|| one.phase.clone(), |phase| phase.title.clone());
        vec![
            Entry::words(one.difference.clone()),
            Entry::words(phase),
            Entry::words(one.risk.clone()),
            Entry::words(one.managed.clone()),
        ]
    });
    let columns = ["How the test environment differs", "Phase", "Risk", "How it is managed"];
    Block::table("differences", "Differences of the test environments", &columns, rows.collect(), "None.")
}
