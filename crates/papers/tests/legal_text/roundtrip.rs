//! A law: a clause tree, printed in a layout that legal texts use, is read back equal.

use proptest::prelude::*;

use papers::facts::{Change, Clause, Item};

use super::read_text;

/// Cases of each law.
const CASES: u32 = 64;

/// A paragraph of a tree, without label: its place gives it one.
#[derive(Debug, Clone)]
struct Paragraph {
    words: String,
    list: Vec<Paragraph>,
    tail: Option<String>,
}

/// A layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Each paragraph on one line behind its label.
    Lines,
    /// The same, wrapped at a width.
    Wrapped,
    /// The labels of the outer list in a block, then the paragraphs.
    Apart,
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "Board",
        "keeps",
        "berths",
        "ships",
        "and",
        "lights",
        "Harbour",
        "Forum",
        "by",
        "notice",
        "(if any)",
        "Section H2.6",
        "well-known",
        "days",
        "or",
        "“Plan”",
        "of",
        "20",
        "End-to-End",
    ]);
    prop::collection::vec(word, 2..14).prop_map(|words| format!("when {} is done", words.join(" ")))
}

fn paragraph(depth: u32) -> BoxedStrategy<Paragraph> {
    if depth == 0 {
        return words().prop_map(|words| Paragraph { words, list: Vec::new(), tail: None }).boxed();
    }
    let list = prop_oneof![
        2 => Just(Vec::new()),
        1 => prop::collection::vec(paragraph(depth - 1), 2..5),
    ];
    (words(), list, prop::option::of(words()))
        .prop_map(|(words, mut list, tail)| {
            let tail = tail.filter(|_| !list.is_empty());
            if let (Some(_), Some(last)) = (&tail, list.last_mut()) {
                close(last);
            }
            Paragraph { words, list, tail }
        })
        .boxed()
}

/// Before the tail of the list round it, a list must have a tail of its own: without indents nothing tells whose tail
/// the words after two lists are that end at once.
fn close(last: &mut Paragraph) {
    if last.tail.is_none() {
        last.list.clear();
    }
}

/// The paragraph with the stops that its place asks for, as it should be read.
fn item(paragraph: &Paragraph, label: String, depth: usize, stop: &str) -> Item {
    let placed = |text: String| papers::facts::Placed::on(0, text);
    let Paragraph { words, list, tail } = paragraph;
    if list.is_empty() {
        let text = placed(format!("{words}{stop}"));
        return Item { label: Some(label), text, items: Vec::new(), tail: None, elided: Vec::new() };
    }
    Item {
        label: Some(label),
        text: placed(format!("{words}:")),
        items: items(list, depth + 1, if tail.is_some() { "," } else { stop }),
        tail: tail.as_ref().map(|tail| format!("{tail}{stop}")),
        elided: Vec::new(),
    }
}

fn items(list: &[Paragraph], depth: usize, stop: &str) -> Vec<Item> {
    let last = list.len() - 1;
    let labels = [["(a)", "(b)", "(c)", "(d)"], ["(i)", "(ii)", "(iii)", "(iv)"], ["(A)", "(B)", "(C)", "(D)"]];
    let stop_at = |index: usize| match last - index {
        0 => stop,
        1 => "; and",
        _ => ";",
    };
    let make = |(index, paragraph): (usize, &Paragraph)| {
        item(paragraph, labels[depth][index].to_owned(), depth, stop_at(index))
    };
    list.iter().enumerate().map(make).collect()
}

/// The outer list's paragraphs need no tail of their own where labels stand apart: the count then ends the list.
fn print(out: &mut String, layout: Layout, lead: &str, list: &[Item], tail: Option<&str>) {
    line(out, layout, lead);
    if layout == Layout::Apart {
        for item in list {
            out.push_str(item.label.as_ref().unwrap());
            out.push_str("\n\n");
        }
    }
    for item in list {
        let apart = layout == Layout::Apart;
        let label = item.label.as_deref().filter(|_| !apart).map_or(String::new(), |label| format!("{label} "));
        let inner = if apart { Layout::Lines } else { layout };
        print(out, inner, &format!("{label}{}", item.text.value), &item.items, item.tail.as_deref());
    }
    if let Some(tail) = tail {
        line(out, layout, tail);
    }
}

fn line(out: &mut String, layout: Layout, text: &str) {
    let mut width = 0;
    for word in text.split(' ') {
        // A wrapped line that began with a label or a clause number could not be told from a paragraph.
        let safe = !word.starts_with('(');
        if layout == Layout::Wrapped && width > 40 && safe {
            out.push('\n');
            width = 0;
        } else if width > 0 {
            out.push(' ');
        }
        out.push_str(word);
        width += word.chars().count() + 1;
    }
    out.push_str("\n\n");
}

/// What is compared of an item: all but its lines.
fn bare(items: &[Item]) -> Vec<(Option<String>, String, String, Option<String>)> {
    let one = |item: &Item| {
        (item.label.clone(), item.text.value.clone(), format!("{:?}", bare(&item.items)), item.tail.clone())
    };
    items.iter().map(one).collect()
}

fn holds(paragraph: &Paragraph, layout: Layout) -> Result<(), TestCaseError> {
    let tail = paragraph.tail.as_ref().map(|tail| format!("{tail}."));
    let list = match paragraph.list.as_slice() {
        [] => Vec::new(),
        list => items(list, 0, if tail.is_some() { "," } else { "." }),
    };
    let mut text = String::from(
        "Changes for MP901\n\nSection H ‘Berths’\n\nAmend Sections H4.8 to H4.9 as follows:\n\nNight Berths\n\n",
    );
    let lead = if list.is_empty() { format!("{}.", paragraph.words) } else { format!("{}:", paragraph.words) };
    print(&mut text, layout, &format!("H4.8 {lead}"), &list, tail.as_deref());
    text.push_str("H4.9 The end.\n");
    let (facts, found) = read_text(&text);
    prop_assert_eq!(&found, &[], "{}", text);
    let [first, second]: [Clause; 2] = facts
        .clauses
        .try_into()
        .map_err(|clauses| TestCaseError::fail(format!("not two clauses: {clauses:?}\n{text}")))?;
    prop_assert_eq!(first.change, Change::Amended);
    prop_assert_eq!(first.number.map(|number| number.value), Some("H4.8".to_owned()));
    prop_assert_eq!(first.heading.as_deref(), Some("Night Berths"));
    prop_assert_eq!(first.text.value, lead);
    prop_assert_eq!(bare(&first.items), bare(&list), "{}", text);
    prop_assert_eq!(first.tail, tail, "{}", text);
    prop_assert_eq!(second.text.value, "The end.");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    /// S1-018, S1-019: no closing words and no cross heading is lost.
    #[test]
    fn a_clause_printed_in_lines_is_read_back(tree in paragraph(3)) {
        holds(&tree, Layout::Lines)?;
    }

    #[test]
    fn a_clause_wrapped_over_lines_is_read_back(tree in paragraph(3)) {
        holds(&tree, Layout::Wrapped)?;
    }

    /// S1-013: labels in a block find their paragraphs.
    #[test]
    fn a_clause_with_its_labels_apart_is_read_back(tree in paragraph(3)) {
        holds(&tree, Layout::Apart)?;
    }

    #[test]
    fn no_lines_whatever_stop_the_reader(lines in prop::collection::vec(scrap(), 0..60)) {
        let text = format!("Section H ‘Berths’\n{}\n", lines.join("\n"));
        let _ = read_text(&text);
    }
}

/// Pieces that mean something to the reader, in any order.
fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "(a)",
            "(b) the Board;",
            "@",
            "()",
            "(i) by day; and",
            "[...]",
            "Deleted:",
            "Dele",
            "H4.8 The Board:",
            "Amend Section H4.8 as follows:",
            "Add the following new definitions:",
            "Berth Plan",
            "means the plan.",
            "Section C ‘Board’",
            "SECMP0049 - Draft",
            "on changegtP0049 - Draft",
            "Page 2 of 6",
            "Version 1.2",
            " and the Board",
            "INote that",
            "ﬁ’f",
            "and",
            "Annex B",
            "Section D ‘Dues",
            "and Lamps’",
            "has the meaning given to that expression in Section",
            "Plan H2.6 (Plans).",
            "(9)",
            "(A) x",
            "\u{c}(c)",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,24}",
    ]
}
