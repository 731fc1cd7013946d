//! The lines of a changed provision as a reader meets them: headings, labels in the margin, words, and tables cell by cell.

use legaltext::redline::{Change, ChangedBlock, ChangedLine, ChangedRow, Op, Segment};

use super::paper::{LegalLine, LegalRow, LineKind, Run};

/// What stands in place of words that the register does not hold.
const NOT_HELD: &str = "The words are not held in this register.";

/// How many levels of lists are told apart.
const DEEPEST: u8 = 6;

/// A changed provision line by line: its own words, then each paragraph below it at its depth.
#[must_use]
pub fn lines(change: &Change) -> Vec<LegalLine> {
    let own = [change.old_number.as_deref(), change.new_number.as_deref()];
    let mut lines = Vec::new();
    let mut open: Option<ChangedLine> = None;
    for block in change.blocks() {
        // A line that only the old text ends goes on in the new one: both parts are read as one.
        let line = match (open.take(), block) {
            (Some(begun), ChangedBlock::Paragraph(line)) => ChangedBlock::Paragraph(joined(begun, line)),
            (Some(begun), other) => {
                lines.extend(paragraph(&begun, own));
                other
            }
            (None, block) => block,
        };
        match line {
            ChangedBlock::Blank(_) => {}
            ChangedBlock::Paragraph(line) if line.op == Op::Equal && line.end == Some(Op::Delete) => open = Some(line),
            ChangedBlock::Paragraph(line) => lines.extend(paragraph(&line, own)),
            ChangedBlock::Formula(line) => lines.push(whole_line(&line, "$$ ")),
            ChangedBlock::Note(line) | ChangedBlock::Figure(line) => lines.push(whole_line(&line, "")),
            ChangedBlock::Table(rows) => lines.push(table(&rows)),
        }
    }
    if let Some(begun) = open {
        lines.extend(paragraph(&begun, own));
    }
    lines
}

/// Two lines of the old text that are one in the new.
fn joined(begun: ChangedLine, rest: ChangedLine) -> ChangedLine {
    let mut segments = begun.segments;
    segments.push(Segment { op: Op::Delete, text: " ".to_owned() });
    segments.extend(rest.segments);
    ChangedLine { op: Op::Equal, segments, end: rest.end }
}

fn table(rows: &[ChangedRow]) -> LegalLine {
    let runs = |segments: &[Segment]| segments.iter().map(|one| run(one.op, &one.text)).collect();
    let row = |row: &ChangedRow| LegalRow {
        op: row.op,
        head: row.head,
        cells: row.cells.iter().map(|cell| runs(&cell.segments)).collect(),
    };
    LegalLine {
        kind: LineKind::Table,
        depth: 0,
        number: Vec::new(),
        words: Vec::new(),
        rows: rows.iter().map(row).collect(),
    }
}

fn run(op: Op, text: &str) -> Run {
    Run { op, text: text.to_owned() }
}

/// A line as one of the two texts has it.
fn side(runs: &[Segment], without: Op) -> String {
    runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
}

/// A line whose whole is words: a formula, a note, a figure.
fn whole_line(line: &ChangedLine, head: &str) -> LegalLine {
    let [old, new] = [Op::Insert, Op::Delete].map(|without| side(&line.segments, without));
    let skip = |text: &str| {
        let blank = text.len() - text.trim_start().len();
        blank + if text.trim_start().starts_with(head) { head.len() } else { 0 }
    };
    let depth = depth_of(if new.is_empty() { &old } else { &new });
    let words = after(&line.segments, skip(&old), skip(&new));
    LegalLine { kind: LineKind::Clause, depth, number: Vec::new(), words, rows: Vec::new() }
}

fn depth_of(text: &str) -> u8 {
    let indent = text.len() - text.trim_start().len();
    u8::try_from(indent / 4).unwrap_or(DEEPEST).min(DEEPEST)
}

/// What stands at the head of a line, on one side: what is printed in the margin, and where the words begin, in bytes.
struct Head {
    number: String,
    words_at: usize,
    is_heading: bool,
    is_unheld: bool,
}

fn head_of(text: &str, own: Option<&str>) -> Head {
    let blank = text.len() - text.trim_start().len();
    let line = text.trim_start();
    let marks = line.len() - line.trim_start_matches('#').len();
    if marks > 0 && line.get(marks..).is_some_and(|rest| rest.starts_with(' ')) {
        return Head { number: String::new(), words_at: blank + marks + 1, is_heading: true, is_unheld: false };
    }
    let (line, unheld) = line.strip_prefix("unheld ").map_or((line, 0), |rest| (rest, "unheld ".len()));
    let number = match own.and_then(|own| line.strip_prefix(own).map(|_| own)) {
        Some(own) => own.to_owned(),
        None => {
            let first = line.split_whitespace().next().unwrap_or_default();
            if first.starts_with('(') && first.ends_with(')') { first.to_owned() } else { String::new() }
        }
    };
    let rest = line.get(number.len()..).unwrap_or_default();
    let rest = if unheld > 0 { rest.trim_start_matches(':') } else { rest };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    Head { words_at: text.len() - rest.len(), number, is_heading: false, is_unheld: unheld > 0 }
}

fn paragraph(line: &ChangedLine, own: [Option<&str>; 2]) -> Option<LegalLine> {
    let [old, new] = [Op::Insert, Op::Delete].map(|without| side(&line.segments, without));
    let [was, is] = [head_of(&old, own.first().copied().flatten()), head_of(&new, own.last().copied().flatten())];
    let shown = if line.op == Op::Delete { &was } else { &is };
    let mut words = after(&line.segments, was.words_at, is.words_at);
    if shown.is_unheld {
        // What stands there is a heading, or nothing.
        words.push(run(Op::Equal, if words.is_empty() { NOT_HELD } else { ". " }));
        if words.len() > 1 {
            words.push(run(Op::Equal, NOT_HELD));
        }
    }
    let defines = shown.number.starts_with('"');
    let plain = |number: &str| number.trim_matches('"').to_owned();
    let number = match line.op {
        Op::Insert => vec![run(Op::Insert, &plain(&is.number))],
        Op::Delete => vec![run(Op::Delete, &plain(&was.number))],
        Op::Equal if was.number == is.number => vec![run(Op::Equal, &plain(&is.number))],
        Op::Equal => vec![run(Op::Delete, &plain(&was.number)), run(Op::Insert, &plain(&is.number))],
    };
    let number: Vec<Run> = number.into_iter().filter(|run| !run.text.is_empty()).collect();
    if words.is_empty() && number.is_empty() {
        return None;
    }
    let depth = depth_of(if line.op == Op::Delete { &old } else { &new });
    let kind = match (shown.is_heading, defines) {
        (true, _) => LineKind::Heading,
        (false, true) => LineKind::Definition,
        (false, false) => LineKind::Clause,
    };
    Some(LegalLine { kind, depth, number, words, rows: Vec::new() })
}

/// The runs after so many bytes of the old and of the new text. Words that are head on one side only stay on the other.
fn after(runs: &[Segment], old: usize, new: usize) -> Vec<Run> {
    let (mut old, mut new) = (old, new);
    let mut found: Vec<Run> = Vec::new();
    for one in runs {
        let (skip_old, skip_new) = match one.op {
            Op::Equal => (old.min(one.text.len()), new.min(one.text.len())),
            Op::Insert => (0, new.min(one.text.len())),
            Op::Delete => (old.min(one.text.len()), 0),
        };
        old -= skip_old;
        new -= skip_new;
        let from = |at: usize, to: usize| one.text.get(at..to).unwrap_or_default();
        let all = one.text.len();
        let parts = match one.op {
            Op::Insert => vec![run(Op::Insert, from(skip_new, all))],
            Op::Delete => vec![run(Op::Delete, from(skip_old, all))],
            Op::Equal if skip_old < skip_new => {
                vec![run(Op::Delete, from(skip_old, skip_new)), run(Op::Equal, from(skip_new, all))]
            }
            Op::Equal => vec![run(Op::Insert, from(skip_new, skip_old)), run(Op::Equal, from(skip_old, all))],
        };
        found.extend(parts.into_iter().filter(|one| !one.text.is_empty()));
    }
    without_blank_marks(found)
}

/// A mark on nothing but spaces tells a reader nothing: spaces that are new are plain, spaces that are gone are gone.
fn without_blank_marks(runs: Vec<Run>) -> Vec<Run> {
    let plain = |one: Run| match (one.op, one.text.trim().is_empty()) {
        (Op::Insert, true) => Some(run(Op::Equal, " ")),
        (Op::Delete, true) => None,
        (Op::Equal, _) | (Op::Insert | Op::Delete, false) => Some(one),
    };
    runs.into_iter().filter_map(plain).collect()
}
