//! Random documents of a Code, and pairs of which one came from the other.

use std::sync::Arc;

use legaltext::{Document, Edition, Provision, Words, markup};
use proptest::prelude::*;

/// How many random cases a property test tries: `ENACT_CASES` when it is set, as a long check does.
pub(super) fn cases() -> u32 {
    std::env::var("ENACT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

/// Words among which some look like numbers, labels, terms and marks.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        20 => "[a-z]{1,8}[,;]?",
        1 => prop::sample::select(vec![
            "(a)", "D1.1", "\"Term\"", "means", "<b>", "&amp;", "|", "\\|", "28", "3.2", "Section D1.2 (Widgets)", "é", "“so”", "#", "Note:",
            "Section", "Version", "a)", "—", "[words not held]x",
        ]).prop_map(str::to_owned),
    ];
    // The first word is plain: a paragraph that begins with what looks like a number in plain text has its own test.
    ("[a-z]{1,8}", prop::collection::vec(word, 0..10))
        .prop_map(|(first, rest)| std::iter::once(first).chain(rest).collect::<Vec<_>>().join(" "))
}

fn block() -> impl Strategy<Value = String> {
    let cell =
        prop_oneof![3 => words().prop_map(|w| w.replace('|', "\\|").replace("\\\\|", "\\|")), 1 => Just(String::new())];
    let row = move |cells: Vec<String>| {
        let cells: Vec<String> =
            cells.iter().map(|c| if c.is_empty() { " |".to_owned() } else { format!(" {c} |") }).collect();
        format!("|{}", cells.concat())
    };
    let table =
        (prop::collection::vec(prop::collection::vec(cell, 2), 1..4), any::<bool>()).prop_map(move |(rows, head)| {
            let mut lines: Vec<String> = rows.into_iter().map(row).collect();
            if head {
                lines.insert(1, "| --- | --- |".to_owned());
            }
            lines.join("\n")
        });
    prop_oneof![
        2 => table,
        1 => words().prop_map(|w| format!("$$ x = {w}")),
        1 => words().prop_map(|w| format!("Note 2: {w}")),
        1 => words().prop_map(|w| format!("![{}](flow.png)", w.replace(['[', ']'], ""))),
    ]
}

/// Further paragraphs and blocks, each after an empty line.
fn further(indent: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => words().prop_map(|w| format!("\\{w}")), 1 => block()];
    let pieces = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(piece, 1..3)];
    pieces.prop_map(move |pieces| pieces.iter().map(|p| format!("\n{}\n", indented(p, indent))).collect())
}

fn indented(text: &str, columns: usize) -> String {
    let pad = " ".repeat(columns);
    text.lines().map(|line| format!("{pad}{line}")).collect::<Vec<_>>().join("\n")
}

/// A list with what is printed after it; `columns` is where its labels stand.
fn list(columns: usize) -> impl Strategy<Value = String> {
    let deeper = (words(), prop::collection::vec(words(), 1..4), prop_oneof![Just(String::new()), words()]).prop_map(
        move |(lead, items, tail)| {
            let labels = ["i", "ii", "iii"];
            let lines = items.iter().zip(labels).map(|(w, l)| format!("{}({l}) {w}\n", " ".repeat(columns + 4)));
            let tail = if tail.is_empty() { tail } else { format!("{}\\{tail}\n", " ".repeat(columns + 2)) };
            format!("{lead}\n{}{tail}", lines.collect::<String>())
        },
    );
    let plain = (words(), further(columns + 2)).prop_map(|(w, f)| format!("{w}\n{f}"));
    prop::collection::vec(prop_oneof![3 => plain, 1 => deeper], 1..5).prop_map(move |items| {
        let labels = ["a", "b", "c", "d"];
        items.iter().zip(labels).map(|(w, l)| format!("{}({l}) {w}", " ".repeat(columns))).collect()
    })
}

fn body() -> impl Strategy<Value = String> {
    let listed = (list(4), prop_oneof![2 => Just(String::new()), 1 => words().prop_map(|w| format!("\n\\{w}\n"))])
        .prop_map(|(l, t)| format!("{l}{t}"));
    let below = prop_oneof![2 => Just(String::new()), 1 => listed];
    (words(), further(0), below).prop_map(|(w, f, l)| format!("{w}\n{f}{l}"))
}

fn definitions() -> impl Strategy<Value = String> {
    let held = body().prop_map(|b| format!("means {b}"));
    let one = ("[A-Z][a-z]{2,6}", prop_oneof![6 => held.prop_map(Some), 1 => Just(None)]);
    prop::collection::vec(one, 0..3).prop_map(|found| {
        let found: std::collections::BTreeMap<_, _> = found.into_iter().collect();
        let line = |(term, words): (&String, &Option<String>)| match words {
            Some(words) => format!("\n\"{term}\" {words}"),
            None => format!("\nunheld \"{term}\"\n"),
        };
        found.iter().map(line).collect()
    })
}

/// A document in the markup.
fn text(letter: &'static str) -> impl Strategy<Value = String> {
    let clause = (prop::option::weighted(0.3, words()), prop_oneof![8 => body().prop_map(Some), 1 => Just(None)]);
    let group = (prop::option::weighted(0.8, words()), prop::collection::vec(clause, 1..4), definitions());
    let groups = prop::collection::vec(group, 1..4);
    (words(), prop::option::of("[0-9]{1,2}\\.[0-9]"), groups).prop_map(move |(title, version, groups)| {
        let mut out = format!("# Section {letter}: {title}\n");
        if let Some(version) = version {
            out.push_str(&format!("version: {version}\n"));
        }
        let mut terms = std::collections::BTreeSet::new();
        for (g, (caption, clauses, definitions)) in groups.into_iter().enumerate() {
            if let Some(caption) = caption {
                out.push_str(&format!("\n## {letter}{} {caption}\n", g + 1));
            }
            for (c, (heading, body)) in clauses.into_iter().enumerate() {
                if let Some(heading) = heading {
                    out.push_str(&format!("\n### {heading}\n"));
                }
                let number = format!("{letter}{}.{}", g + 1, c + 1);
                match body {
                    Some(body) => out.push_str(&format!("\n{number} {body}")),
                    None => out.push_str(&format!("\nunheld {number}: a heading\n")),
                }
            }
            // A term stands once in a document.
            if definitions.lines().filter_map(|l| l.split('"').nth(1)).all(|t| terms.insert(t.to_owned())) {
                out.push_str(&definitions);
            }
        }
        out
    })
}

/// A Section with groups, clauses, lists, tails, blocks, headings, definitions, and provisions whose words are not held.
pub(super) fn document(letter: &'static str) -> impl Strategy<Value = Document> {
    text(letter).prop_filter_map("the markup has doubles", |text| markup::parse(&text, "test").ok())
}

fn edition() -> impl Strategy<Value = Edition> {
    (document("B"), document("C")).prop_map(|(b, c)| Edition::new("test", [b, c]))
}

/// Two editions with little or much in common: provisions of one number have one identity, some stand in another order.
pub(super) fn two_editions() -> impl Strategy<Value = (Edition, Edition)> {
    let shuffled = (edition(), any::<prop::sample::Index>()).prop_map(|(edition, at)| {
        let mut documents: Vec<Document> = edition.documents().iter().map(|d| d.as_ref().clone()).collect();
        let mut parts = documents[0].to_parts();
        if !parts.provisions.is_empty() {
            let by = at.index(parts.provisions.len());
            parts.provisions.rotate_left(by);
        }
        documents[0] = Document::new(parts);
        (edition, Edition::new("test", documents))
    });
    prop_oneof![
        (edition(), edition()),
        shuffled,
        (edition(), document("B")).prop_map(|(e, b)| {
            let alone = Edition::new("test", [b]);
            (e, alone)
        }),
        amended_edition()
    ]
}

/// An edition, and one in which some words are others and some clauses are gone.
pub(super) fn amended_edition() -> impl Strategy<Value = (Edition, Edition)> {
    (edition(), prop::collection::vec((any::<u8>(), words()), 1..6)).prop_map(|(old, edits)| {
        let mut edits = edits.into_iter().cycle();
        let documents: Vec<Document> = old
            .documents()
            .iter()
            .map(|document| {
                let mut parts = document.to_parts();
                parts.provisions = parts.provisions.iter().filter_map(|p| changed(p, &mut edits)).collect();
                Document::new(parts)
            })
            .collect();
        (old, Edition::new("test", documents))
    })
}

fn changed(provision: &Arc<Provision>, edits: &mut impl Iterator<Item = (u8, String)>) -> Option<Arc<Provision>> {
    let (dice, new) = edits.next()?;
    let mut parts = provision.to_parts();
    let is_clause = !parts.number.is_label() && parts.caption.is_none();
    if is_clause && dice % 16 == 0 {
        return None;
    }
    if let Words::Held { lead_in, tail } = &mut parts.words {
        match dice % 16 {
            1 if parts.caption.is_none() => *lead_in = new,
            // Not into a table: a row with another number of cells than its rule is not in its one form.
            2 | 3 if parts.caption.is_none() => {
                let (first, rest) = lead_in.split_at(lead_in.find('\n').unwrap_or(lead_in.len()));
                *lead_in = first.replacen(' ', &format!(" {new} "), 1) + rest;
            }
            4 if !tail.is_empty() => *tail = new,
            5 if parts.caption.is_none() => lead_in.push_str(&format!(" {new}")),
            _ => {}
        }
    }
    parts.children = parts.children.iter().filter_map(|c| changed(c, edits)).collect();
    Some(Arc::new(Provision::new(parts)))
}

/// Two texts of lines, the second made from the first.
pub(super) fn two_texts() -> impl Strategy<Value = (String, String)> {
    let line = prop_oneof![1 => Just(String::new()), 6 => words(), 2 => (1_u8..9, words()).prop_map(|(n, w)| format!("{n}. {w}"))];
    let lines = prop::collection::vec(line.clone(), 1..20);
    (lines, prop::collection::vec((any::<u8>(), line), 1..8), any::<bool>()).prop_map(|(old, edits, ended)| {
        let mut new = Vec::new();
        for (line, (dice, other)) in old.iter().zip(edits.iter().cycle()) {
            match dice % 8 {
                0 => {}
                1 => new.push(other.clone()),
                2 => new.extend([line.clone(), other.clone()]),
                3 => new.push(format!("{line} {other}")),
                4 => new.insert(0, line.clone()),
                _ => new.push(line.clone()),
            }
        }
        let end = if ended { "\n" } else { "" };
        (format!("{}\n", old.join("\n")), format!("{}{end}", new.join("\n")))
    })
}
