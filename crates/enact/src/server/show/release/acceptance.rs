//! Whether a release may go live: its criteria with owner, evidence and recommendation, and the decision.

use procedure::act::FactKind;
use procedure::register::{Criterion, Release};

use super::imports;
use crate::server::Visit;
use crate::web::{Block, Day, Entry, Moment, Tag, Tone};

/// A table for each list of criteria, the decisions, and the lessons.
pub(super) fn blocks(visit: &Visit, release: &Release) -> Vec<Block> {
    let code = visit.rulebook.code();
    let mut blocks: Vec<Block> = code
        .releases
        .lists
        .iter()
        .map(|list| {
            let own = release.acceptance.criteria.iter().filter(|criterion| criterion.list == list.id);
            let rows = own.map(|criterion| line(visit, release, criterion));
            let rows = rows.chain(published(visit, release, &list.id)).collect();
            let advice = release.acceptance.advice.iter().rev().find(|(of, _)| *of == list.id).map(|(_, advice)| {
                let word = if advice.favourable { "recommends it" } else { "does not recommend it" };
                format!("{} {word}, {}. {}", code.title_of(&advice.by), Day(advice.at.date()), advice.comment)
            });
            let about = advice.unwrap_or_else(|| {
                format!("{} recommends on this list; it has not yet.", code.title_of(list.reviewer.as_str()))
            });
            let columns = ["No.", "What must be so", "Shown by", "State", "Evidence", "Assessed"];
            let empty = "The criteria stand here once they are set for the release.";
            Block::table(format!("criteria-{}", list.id), &list.title, &columns, rows, empty).about(about)
        })
        .collect();
    blocks.push(decisions(visit, release));
    if !release.acceptance.lessons.is_empty() {
        blocks.push(lessons(release));
    }
    blocks
}

fn line(visit: &Visit, release: &Release, criterion: &Criterion) -> Vec<Entry> {
    let code = visit.rulebook.code();
    let standing = release.acceptance.standing(criterion);
    let state = match standing {
        Some(assessed) if assessed.met => Tag::new("Met", Tone::Done),
        Some(_) => Tag::new("Not met", Tone::Stopped),
        None => Tag::new("Waits for evidence", Tone::Quiet),
    };
    vec![
        Entry::words(criterion.number.to_string()),
        Entry::words(criterion.says.clone()),
        Entry::words(code.title_of(criterion.owner.as_str())),
        Entry::Tag(state),
        Entry::words(standing.map(|assessed| assessed.evidence.clone()).unwrap_or_default()),
        standing.map_or_else(|| Entry::Nothing("Not yet".to_owned()), |assessed| Entry::Moment(Moment(assessed.at))),
    ]
}

/// The criteria of a list as published papers give them; nobody set them here.
fn published(visit: &Visit, release: &Release, list: &str) -> Vec<Vec<Entry>> {
    let names = [release.id.as_str()];
    let said = visit.register.said_of(&names).filter(|(_, fact)| fact.kind == FactKind::Criterion);
    said.filter_map(|(_, fact)| {
        let (name, rest) = fact.says.split_once(' ')?;
        let (number, says) = rest.split_once(": ")?;
        name.eq_ignore_ascii_case(list).then(|| {
            vec![
                Entry::words(number),
                Entry::words(says),
                Entry::nothing(),
                Entry::Tag(Tag::new("As published", Tone::Quiet)),
                imports::places(visit, &names, |one| one == fact),
                Entry::nothing(),
            ]
        })
    })
    .collect()
}

fn decisions(visit: &Visit, release: &Release) -> Block {
    let code = visit.rulebook.code();
    let rows = release.acceptance.decisions.iter().rev().map(|decision| {
        let word = if decision.go { Tag::new("Go", Tone::Done) } else { Tag::new("No go", Tone::Stopped) };
        vec![
            Entry::Moment(Moment(decision.at)),
            Entry::Tag(word),
            Entry::Day(Day(decision.date)),
            Entry::words(code.title_of(&decision.by)),
            Entry::words(decision.reasons.clone()),
            Entry::lines(decision.accepts.clone()),
        ]
    });
    let unmet: Vec<String> = release.acceptance.unmet().map(Criterion::name).collect();
    let columns = ["Decided", "Decision", "To go live on", "By", "Reasons", "Accepts as not met"];
    let empty = "No decision to go live is taken yet; without one nothing of the release that touches the central systems goes live.";
    let block = Block::table("go", "Go or no go", &columns, rows.collect(), empty);
    if unmet.is_empty() { block } else { block.about(format!("Not shown to be met: {}.", unmet.join(", "))) }
}

fn lessons(release: &Release) -> Block {
    let rows = release.acceptance.lessons.iter().map(|lesson| {
        vec![
            Entry::words(lesson.lesson.clone()),
            Entry::words(lesson.from.clone()),
            Entry::words(lesson.taken_up.clone()),
        ]
    });
    let columns = ["Lesson", "From", "Taken up"];
    Block::table("lessons", "Lessons taken up", &columns, rows.collect(), "None.")
}
