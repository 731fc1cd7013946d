//! LibreOffice agrees: it accepts and rejects our tracked changes into the two texts, and what it saves reads back.
//!
//! Without LibreOffice and its Python the test says so and passes, unless `ENACT_REQUIRE_OFFICE` is 1.

use std::path::{Path, PathBuf};
use std::process::Command;

use legaltext::Edition;
use papers::docx::{self, Side, WordFile};
use papers::section;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::{marking, random, read, style};

/// Python that knows LibreOffice; it belongs to the system, not to the user.
const PYTHON: &str = "/usr/bin/python3";

/// How many random redlines LibreOffice is asked about.
const ASKED: usize = 12;

fn has_office() -> bool {
    let runs = |command: &mut Command| command.output().is_ok_and(|o| o.status.success());
    let found = runs(Command::new("sh").args(["-c", "command -v soffice"]))
        && runs(Command::new(PYTHON).args(["-c", "import uno"]));
    let required = std::env::var("ENACT_REQUIRE_OFFICE").is_ok_and(|value| value == "1");
    assert!(found || !required, "LibreOffice is required and absent");
    if !found {
        eprintln!("skipped: no LibreOffice");
    }
    found
}

/// A folder for the files of one test, emptied when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("enact-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn office(jobs: &[(&str, PathBuf, PathBuf)]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/word/office.py");
    let mut command = Command::new(PYTHON);
    command.arg(script);
    for (what, from, to) in jobs {
        command.arg(what).arg(from).arg(to);
    }
    let outcome = command.output().unwrap();
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
}

/// Text as LibreOffice exports it, without the byte order mark and the lines at its end.
fn lines(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    // LibreOffice keeps a joiner in the cells of empty rows that were tracked.
    text.trim_start_matches('\u{feff}').trim_end_matches('\n').replace('\u{200d}', "")
}

#[test]
fn accepting_and_rejecting_all_gives_the_two_texts() {
    if !has_office() {
        return;
    }
    let folder = Folder::new("office");
    let mut runner = TestRunner::deterministic();
    let (mut jobs, mut texts) = (Vec::new(), Vec::new());
    for at in 0..ASKED {
        let (old, new) = random::two_editions().new_tree(&mut runner).unwrap().current();
        let name = |what: &str| folder.path(&format!("{at}-{what}"));
        std::fs::write(name("redline.docx"), docx::write_redline(&old, &new, &style(), &marking()).unwrap()).unwrap();
        std::fs::write(name("old.docx"), docx::write_edition(&old, &style()).unwrap()).unwrap();
        std::fs::write(name("new.docx"), docx::write_edition(&new, &style()).unwrap()).unwrap();
        jobs.push(("accept", name("redline.docx"), name("accepted.txt")));
        jobs.push(("reject", name("redline.docx"), name("rejected.txt")));
        jobs.push(("none", name("old.docx"), name("old.txt")));
        jobs.push(("none", name("new.docx"), name("new.txt")));
        jobs.push(("none", name("redline.docx"), name("saved.docx")));
        let (was, is) = random::two_texts().new_tree(&mut runner).unwrap().current();
        std::fs::write(name("lines.docx"), docx::write_text_redline(&was, &is, &style(), &marking()).unwrap()).unwrap();
        jobs.push(("accept", name("lines.docx"), name("lines-accepted.txt")));
        jobs.push(("reject", name("lines.docx"), name("lines-rejected.txt")));
        texts.push((old, new, was, is));
    }
    office(&jobs);
    for (at, (old, new, was, is)) in texts.into_iter().enumerate() {
        let name = |what: &str| folder.path(&format!("{at}-{what}"));
        // Empty paragraphs end documents that come or go, and stay behind where a table went.
        let full = |what: &str| -> Vec<String> {
            lines(&name(what)).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        assert_eq!(full("accepted.txt"), full("new.txt"), "{at} accepted");
        assert_eq!(full("rejected.txt"), full("old.txt"), "{at} rejected");
        assert_eq!(lines(&name("lines-accepted.txt")), is.trim_end_matches('\n'), "{at} lines accepted");
        assert_eq!(lines(&name("lines-rejected.txt")), was.trim_end_matches('\n'), "{at} lines rejected");
        // What LibreOffice saved holds the same two texts, with the same author.
        let saved = read(&std::fs::read(name("saved.docx")).unwrap());
        let held = |word: &WordFile, side| -> Vec<String> {
            word.text(side).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let clean = |edition| held(&read(&docx::write_edition(edition, &style()).unwrap()), Side::Accepted);
        assert_eq!(held(&saved, Side::Accepted), clean(&new), "{at} saved, accepted");
        assert_eq!(held(&saved, Side::Rejected), clean(&old), "{at} saved, rejected");
        assert!(saved.changes.iter().all(|c| c.author == marking().author), "{:?}", saved.changes);
    }
}

/// Not one line more or less than the clean files have, through all the documents of a Code.
#[test]
fn the_documents_of_a_redline_end_where_those_of_the_clean_files_do() {
    if !has_office() {
        return;
    }
    let of = |change: &dyn Fn(String) -> String| {
        let markup = ["section-a", "section-b", "section-c", "schedule-1"].map(|name| {
            change(std::fs::read_to_string(crate::root().join(format!("codes/specimen/text/{name}.txt"))).unwrap())
        });
        Edition::new("specimen", markup.iter().map(|text| legaltext::markup::parse(text, "specimen").unwrap()))
    };
    let (old, new) = (of(&|text| text), of(&|text| text.replace(" must ", " shall ")));
    assert_ne!(old.hash(), new.hash());
    let folder = Folder::new("ends");
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(folder.path(name), bytes).unwrap();
    write("redline.docx", docx::write_redline(&old, &new, &style(), &marking()).unwrap());
    write("old.docx", docx::write_edition(&old, &style()).unwrap());
    write("new.docx", docx::write_edition(&new, &style()).unwrap());
    let job = |what, from, to| (what, folder.path(from), folder.path(to));
    office(&[
        job("accept", "redline.docx", "accepted.txt"),
        job("reject", "redline.docx", "rejected.txt"),
        job("none", "old.docx", "old.txt"),
        job("none", "new.docx", "new.txt"),
    ]);
    let text = |name: &str| lines(&folder.path(name));
    assert_eq!(text("accepted.txt"), text("new.txt"));
    assert_eq!(text("rejected.txt"), text("old.txt"));
}

/// The specimen's Sections saved by LibreOffice come back with every word, number and identity.
#[test]
fn a_section_saved_by_libreoffice_comes_back() {
    if !has_office() {
        return;
    }
    let folder = Folder::new("saved");
    let markup = std::fs::read_to_string(crate::root().join("codes/specimen/text/section-b.txt")).unwrap();
    let document = legaltext::markup::parse(&markup, "specimen").unwrap();
    let (from, to) = (folder.path("clean.docx"), folder.path("saved.docx"));
    std::fs::write(&from, docx::write_document(&document, &style()).unwrap()).unwrap();
    office(&[("none", from, to.clone())]);
    let back = section::of_word(&read(&std::fs::read(to).unwrap()), Side::Accepted, None, "other").unwrap();
    assert_eq!(legaltext::markup::print(&back.documents[0]), markup);
    assert_eq!(back.documents, [document]);
    assert_eq!(back.losses, []);
}
