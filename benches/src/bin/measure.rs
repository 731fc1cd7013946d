//! CPU time of what is done with the words of a Code inside one process, to be put beside programs that do the like.
//!
//! `measure` prints a line for each task: its name, a tab, milliseconds of CPU time. `measure write DIR` writes the texts
//! that the other programs are given: `old.txt` and `new.txt`, the same Code before and after 1,896 amendments; and
//! `drafts/00.txt` and so on, the Code as each of 40 open drafts would have it, over `drafts/base.txt`. `measure memory FILE`
//! is what it asks of itself. Linux only.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement may stop at the first fault")]

use std::hint::black_box;
use std::path::Path;

use benches::history::drafts::drafts;
use benches::history::model::Model;
use benches::{code, history::History, process, rules};
use legaltext::graph::{self, Graph};
use legaltext::{Amendment, Draft, Edition, Effects, apply, clashes_of_all, clashes_with, markup, redline};
use papers::docx::{self, Limits, Marking, Style};

const WORDS: usize = 1_200_000;
const SEED: u64 = 7;
const EDITS: usize = 1896;
/// Words of the Code that Word files are made of.
const WORD_FILE: usize = 154_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => all(),
        ["write", folder] => write(Path::new(folder)).expect("the folder can be written to"),
        ["memory", file] => memory(Path::new(file)),
        _ => println!("measure, or measure write DIR"),
    }
}

/// CPU time of this thread so far, in milliseconds.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    stat.split_whitespace().next().expect("a number").parse::<f64>().expect("a number") / 1e6
}

/// Bytes of memory that this process has now, in millions.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("the line");
    line.split_whitespace().nth(1).expect("a number").parse::<f64>().expect("a number") * 1024.0 / 1e6
}

/// What an edition takes of memory, asked of a process that has done nothing else: what was given back here before would be
/// taken again.
fn in_a_process_of_its_own(text: &str) {
    let file = std::env::temp_dir().join(format!("enact-measure-{}.txt", std::process::id()));
    std::fs::write(&file, text).expect("a temporary folder");
    let this = std::env::current_exe().expect("Linux");
    let asked = std::process::Command::new(this).arg("memory").arg(&file).status();
    assert!(asked.is_ok_and(|status| status.success()), "the process of its own failed");
    std::fs::remove_file(file).expect("it was just written");
}

/// Prints what an edition takes of memory, and then with the graph of its terms and references.
fn memory(file: &Path) {
    let text = std::fs::read_to_string(file).expect("a text");
    let (megabytes, empty) = (text.len() as f64 / 1e6, resident());
    let edition = Edition::new("bench", markup::parse_documents(&text, "bench").expect("the markup"));
    println!("memory of an edition, times its text\t{:.2}", (resident() - empty) / megabytes);
    let graph = Graph::of(&edition);
    println!("... with its graph\t{:.2}", (resident() - empty) / megabytes);
    drop((edition, graph));
}

/// Runs something for half a second of CPU time and prints the mean.
fn mean(name: &str, mut run: impl FnMut()) {
    run();
    let (began, mut runs) = (cpu(), 0.0);
    while cpu() - began < 500.0 {
        run();
        runs += 1.0;
    }
    println!("{name}\t{:.6}", (cpu() - began) / runs);
}

fn once<T>(name: &str, run: impl FnOnce() -> T) -> T {
    let began = cpu();
    let made = run();
    println!("{name}\t{:.6}", cpu() - began);
    made
}

/// The Code whose text is written and read, and what amends it.
fn amended() -> (Edition, Vec<Amendment>, Edition) {
    let edition = code::edition(WORDS, SEED).expect("the generator writes the markup");
    let amendments = code::amendments(&edition, EDITS, SEED);
    let applied = apply(&edition, &amendments, "bench:m1").expect("the amendments match").edition;
    (edition, amendments, applied)
}

fn printed(edition: &Edition) -> String {
    edition.documents().iter().map(|document| markup::print(document)).collect()
}

fn all() {
    let text = Model::new(WORDS, SEED).texts(&[]).join("\n");
    let megabytes = text.len() as f64 / 1e6;
    println!("text, MB\t{megabytes:.2}");
    let documents = once("text to structure", || markup::parse_documents(&text, "bench").expect("the markup"));
    in_a_process_of_its_own(&text);
    let edition = Edition::new("bench", documents);
    mean("text to structure, again", || drop(black_box(markup::parse_documents(&text, "bench"))));
    mean("... every use and every reference", || drop(black_box(Graph::of(&edition).references())));
    mean("... every use, every reference, every defect", || drop(black_box(graph::defects(&edition))));
    one_clause(&edition);
    cases();

    let (edition, amendments, applied) = amended();
    let fresh = code::edition(WORDS, SEED).expect("the generator writes the markup");
    once("apply 1,896 amendments, first time", || apply(&fresh, &amendments, "bench:m1").expect("they match"));
    mean("apply 1,896 amendments, again", || drop(black_box(apply(&edition, &amendments, "bench:m1"))));
    mean("redline of two stored editions", || drop(black_box(redline::editions(&edition, &applied))));
    mean("the whole Code printed, 1.2 million words", || drop(black_box(printed(&applied))));
    conflicts();
    dates();
    word_files();
}

/// Word files of a Code of 154,000 words: one clean, one with 240 amendments as tracked changes, both read again.
fn word_files() {
    let old = code::edition(WORD_FILE, SEED).expect("the generator writes the markup");
    let amendments = code::amendments(&old, 240, SEED);
    let new = apply(&old, &amendments, "bench:m3").expect("they match").edition;
    let style = Style::default();
    let marking = Marking { author: "A. Lawyer".into(), date: style.created };
    let (limits, texts) = (Limits::default(), (printed(&old), printed(&new)));
    let clean = docx::write_edition(&old, &style).expect("it fits");
    let marked = docx::write_redline(&old, &new, &style, &marking).expect("it fits");
    mean("Word redline of two editions", || drop(black_box(docx::write_redline(&old, &new, &style, &marking))));
    mean("Word redline of two texts", || {
        drop(black_box(docx::write_text_redline(&texts.0, &texts.1, &style, &marking)));
    });
    mean("Word file written", || drop(black_box(docx::write_edition(&old, &style))));
    mean("Word file read", || drop(black_box(docx::read(&clean, &limits))));
    mean("Word redline read", || drop(black_box(docx::read(&marked, &limits))));
}

/// One clause amended: its text is read again, with all that is found in it.
fn one_clause(edition: &Edition) {
    let at = "D2.3".parse().expect("a citation");
    let Some(clause) = edition.find(&at) else { return };
    let amendment = [Amendment::Substitute { at, text: markup::print_provision(clause), old: None, heading: None }];
    mean("one amended clause read again", || drop(black_box(apply(edition, &amendment, "bench:m2"))));
}

fn conflicts() {
    let mut model = Model::new(WORDS, SEED);
    let documents =
        model.texts(&[]).iter().map(|text| markup::parse(text, "bench").expect("the markup")).collect::<Vec<_>>();
    let edition = Edition::new("bench", documents);
    let drafts = drafts(&mut model, 40).drafts;
    let of = |(name, amendments): &(String, Vec<Amendment>)| Effects::of(&Draft { name, base: &edition, amendments });
    let effects: Vec<Effects> = once("what 40 drafts do, first time", || drafts.iter().map(of).collect());
    mean("what 40 drafts do, again", || drafts.iter().for_each(|draft| drop(black_box(of(draft)))));
    mean("conflicts of 40 drafts, all pairs", || drop(black_box(clashes_of_all(&effects))));
    let (last, others) = effects.split_last().expect("forty");
    mean("one draft against the others", || drop(black_box(clashes_with(last, others))));
}

fn dates() {
    let history = History::new(WORDS / 6, 200, SEED);
    let first = history.editions.first().expect("an edition").edition().expect("the markup");
    let mut editions = vec![(history.editions.first().expect("an edition").date, first)];
    for part in &history.commencements {
        let last = &editions.last().expect("an edition").1;
        let origin = format!("{} part {}", part.modification, part.part);
        editions.push((part.date, apply(last, &part.amendments, &origin).expect("they match").edition));
    }
    let days: Vec<_> = history.editions.iter().map(|edition| edition.date).collect();
    let section = "section-d".parse().expect("a document");
    let mut at = 0;
    mean("one Section at a date", || {
        at = (at + 37) % days.len();
        let day = days.get(at).expect("a day");
        let index = editions.partition_point(|(from, _)| from <= day).saturating_sub(1);
        black_box(editions.get(index).and_then(|(_, edition)| edition.document(&section)));
    });
    mean("the whole Code at a date", || {
        at = (at + 37) % days.len();
        let day = days.get(at).expect("a day");
        let index = editions.partition_point(|(from, _)| from <= day).saturating_sub(1);
        black_box(editions.get(index).map(|(_, edition)| printed(edition)));
    });
}

/// A case of the process, each of its steps ruled on under the SEC's own rules and folded.
fn cases() {
    let rulebook = rules::sec().expect("the SEC's files");
    let beginning = process::beginning(&rulebook).expect("the cast");
    let case = process::case(1).expect("the case");
    mean("a case of thirteen steps", || {
        let mut register = beginning.clone();
        case.iter().for_each(|timed| drop(process::step(&mut register, &rulebook, timed).expect("permitted")));
        black_box(&register);
    });
}

fn write(folder: &Path) -> std::io::Result<()> {
    let (edition, _, applied) = amended();
    std::fs::create_dir_all(folder.join("drafts"))?;
    std::fs::write(folder.join("old.txt"), printed(&edition))?;
    std::fs::write(folder.join("new.txt"), printed(&applied))?;
    let mut model = Model::new(WORDS, SEED);
    let documents =
        model.texts(&[]).iter().map(|text| markup::parse(text, "bench").expect("the markup")).collect::<Vec<_>>();
    let base = Edition::new("bench", documents);
    std::fs::write(folder.join("drafts/base.txt"), printed(&base))?;
    for (at, (name, amendments)) in drafts(&mut model, 40).drafts.iter().enumerate() {
        let applied = apply(&base, amendments, name).expect("they match").edition;
        std::fs::write(folder.join(format!("drafts/{at:02}.txt")), printed(&applied))?;
    }
    Ok(())
}
