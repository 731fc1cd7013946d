//! The lines of a changed provision: headings, labels in the margin, words, and tables cell by cell.

use legaltext::redline::{Change, ChangedBlock, ChangedLine, ChangedRow, Op, Segment as Run};

use crate::web::{Cell, ChangeLine, ChangeWords, Row, RowMark, Segment};

/// A changed provision line by line: its own words, then each paragraph below it at its depth.
pub(super) fn lines_of(change: &Change) -> Vec<ChangeLine> {
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
            ChangedBlock::Formula(line) => lines.push(marked_line(&line, "$$ ", "formula")),
            ChangedBlock::Note(line) => lines.push(marked_line(&line, "", "law-note")),
            ChangedBlock::Figure(line) => lines.push(marked_line(&line, "", "figure")),
            ChangedBlock::Table(rows) => lines.push(ChangeLine {
                number: Vec::new(),
                is_heading: false,
                depth: 0,
                words: ChangeWords::Table(rows.iter().map(row).collect()),
            }),
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
    segments.push(Run { op: Op::Delete, text: " ".to_owned() });
    segments.extend(rest.segments);
    ChangedLine { op: Op::Equal, segments, end: rest.end }
}

fn row(row: &ChangedRow) -> Row {
    let cells = row.cells.iter().map(|cell| Cell {
        mark: mark(cell.op),
        segments: cell.segments.iter().map(|run| segment(run.op, run.text.clone())).collect(),
    });
    Row { mark: mark(row.op), head: row.head, cells: cells.collect() }
}

fn mark(op: Op) -> RowMark {
    match op {
        Op::Equal => RowMark::Kept,
        Op::Insert => RowMark::Inserted,
        Op::Delete => RowMark::Omitted,
    }
}

fn segment(op: Op, text: String) -> Segment {
    match op {
        Op::Equal => Segment::Same(text),
        Op::Insert => Segment::Inserted(text),
        Op::Delete => Segment::Omitted(text),
    }
}

/// A line as one of the two texts has it.
fn side(runs: &[Run], without: Op) -> String {
    runs.iter().filter(|run| run.op != without).map(|run| run.text.as_str()).collect()
}

/// A line whose whole is words: a formula, a note, a figure.
fn marked_line(line: &ChangedLine, head: &str, class: &'static str) -> ChangeLine {
    let [old, new] = [Op::Insert, Op::Delete].map(|without| side(&line.segments, without));
    let skip = |text: &str| {
        let blank = text.len() - text.trim_start().len();
        blank + if text.trim_start().starts_with(head) { head.len() } else { 0 }
    };
    let depth = depth_of(if new.is_empty() { &old } else { &new });
    let words = ChangeWords::Line(after(&line.segments, skip(&old), skip(&new)), class);
    ChangeLine { number: Vec::new(), is_heading: false, depth, words }
}

fn depth_of(text: &str) -> u8 {
    let indent = text.len() - text.trim_start().len();
    u8::try_from(indent / 4).unwrap_or(3).min(3)
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

fn paragraph(line: &ChangedLine, own: [Option<&str>; 2]) -> Option<ChangeLine> {
    let [old, new] = [Op::Insert, Op::Delete].map(|without| side(&line.segments, without));
    let [was, is] = [head_of(&old, own.first().copied().flatten()), head_of(&new, own.last().copied().flatten())];
    let shown = if line.op == Op::Delete { &was } else { &is };
    let mut words = after(&line.segments, was.words_at, is.words_at);
    if shown.is_unheld {
        let blank = if words.is_empty() { "" } else { " " };
        words.push(Segment::Same(format!("{blank}(words not held)")));
    }
    let plain = |number: &str| number.trim_matches('"').to_owned();
    let number = match line.op {
        Op::Insert => vec![Segment::Inserted(plain(&is.number))],
        Op::Delete => vec![Segment::Omitted(plain(&was.number))],
        Op::Equal if was.number == is.number => vec![Segment::Same(plain(&is.number))],
        Op::Equal => vec![Segment::Omitted(plain(&was.number)), Segment::Inserted(plain(&is.number))],
    };
    let number: Vec<Segment> = number.into_iter().filter(|segment| !is_empty(segment)).collect();
    if words.is_empty() && number.is_empty() {
        return None;
    }
    let depth = depth_of(if line.op == Op::Delete { &old } else { &new });
    Some(ChangeLine { number, is_heading: shown.is_heading, depth, words: ChangeWords::Line(words, "") })
}

fn is_empty(segment: &Segment) -> bool {
    match segment {
        Segment::Same(words) | Segment::Inserted(words) | Segment::Omitted(words) => words.is_empty(),
    }
}

/// The runs after so many bytes of the old and of the new text. Words that are head on one side only stay on the other.
fn after(runs: &[Run], old: usize, new: usize) -> Vec<Segment> {
    let (mut old, mut new) = (old, new);
    let mut found: Vec<Segment> = Vec::new();
    for run in runs {
        let (skip_old, skip_new) = match run.op {
            Op::Equal => (old.min(run.text.len()), new.min(run.text.len())),
            Op::Insert => (0, new.min(run.text.len())),
            Op::Delete => (old.min(run.text.len()), 0),
        };
        old -= skip_old;
        new -= skip_new;
        let from = |at: usize, to: usize| run.text.get(at..to).unwrap_or_default().to_owned();
        let all = run.text.len();
        let parts = match run.op {
            Op::Insert => vec![Segment::Inserted(from(skip_new, all))],
            Op::Delete => vec![Segment::Omitted(from(skip_old, all))],
            Op::Equal if skip_old < skip_new => {
                vec![Segment::Omitted(from(skip_old, skip_new)), Segment::Same(from(skip_new, all))]
            }
            Op::Equal => vec![Segment::Inserted(from(skip_new, skip_old)), Segment::Same(from(skip_old, all))],
        };
        found.extend(parts.into_iter().filter(|segment| !is_empty(segment)));
    }
    without_blank_marks(found)
}

/// A mark on nothing but spaces tells a reader nothing: spaces that are new are plain, spaces that are gone are gone.
fn without_blank_marks(segments: Vec<Segment>) -> Vec<Segment> {
    let plain = |segment| match segment {
        Segment::Inserted(words) if words.trim().is_empty() => Some(Segment::Same(" ".to_owned())),
        Segment::Omitted(words) if words.trim().is_empty() => None,
        Segment::Same(_) | Segment::Inserted(_) | Segment::Omitted(_) => Some(segment),
    };
    segments.into_iter().filter_map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use legaltext::redline;

    fn lines(old: &str, new: &str) -> Vec<ChangeLine> {
        let edition = |text: &str| legaltext::Edition::new("x", [legaltext::markup::parse(text, "t").unwrap()]);
        redline::editions(&edition(old), &edition(new)).changes.iter().flat_map(lines_of).collect()
    }

    fn words(line: &ChangeLine) -> &[Segment] {
        match &line.words {
            ChangeWords::Line(segments, _) => segments,
            ChangeWords::Table(_) => &[],
        }
    }

    #[test]
    fn a_list_label_stands_in_the_margin_and_not_in_the_words() {
        let found = lines(
            "# Section B: T\n\n## B1 One\n\nB1.1 It must:\n    (a) pay; and\n    (b) tell.\n",
            "# Section B: T\n\n## B1 One\n\nB1.1 It must:\n    (a) pay; and\n    (b) tell all.\n",
        );
        let shown: Vec<_> = found.iter().map(|line| (line.number.clone(), line.depth, line.is_changed())).collect();
        let same = |words: &str| vec![Segment::Same(words.to_owned())];
        assert_eq!(shown, [(same("B1.1"), 0, false), (same("(a)"), 1, false), (same("(b)"), 1, true)]);
        assert_eq!(
            words(&found[2]),
            [Segment::Same("tell".into()), Segment::Inserted(" all".into()), Segment::Same(".".into())]
        );
    }

    #[test]
    fn a_new_number_is_marked_in_the_margin() {
        let found = lines(
            "# Section B: T\n\n## B1 One\n\nB1.1 The fee is due each month.\n",
            "# Section B: T\n\n## B1 One\n\nB1.2 The fee is due each month.\n",
        );
        let clause = found.iter().find(|line| line.number.len() == 2).unwrap();
        assert_eq!(clause.number, [Segment::Omitted("B1.1".into()), Segment::Inserted("B1.2".into())]);
        assert_eq!(words(clause), [Segment::Same("The fee is due each month.".into())]);
    }

    #[test]
    fn a_table_is_marked_cell_by_cell() {
        let table =
            |fee: &str| format!("# Section B: T\n\nB1.1 Fees:\n| Who | Fee |\n| --- | --- |\n| All | {fee} |\n");
        let found = lines(&table("10"), &table("12"));
        let rows = found.iter().find_map(|line| match &line.words {
            ChangeWords::Table(rows) => Some(rows.clone()),
            ChangeWords::Line(..) => None,
        });
        let rows = rows.unwrap();
        assert!(rows[0].head && !rows[1].head);
        assert_eq!(rows[1].cells[0].segments, [Segment::Same("All".into())]);
        assert_eq!(rows[1].cells[1].segments, [Segment::Omitted("10 ".into()), Segment::Inserted("12".into())]);
    }
}
