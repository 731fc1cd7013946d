//! Files that hold no document: every command that reads one says so in the same way.

use std::process::{Command, Stdio};

use crate::program::{Folder, Ran, enact, project, ran, run};

const DOCUMENT: &str = "golden/papers/release-implementation-document.txt";
const SECTION: &str = "codes/specimen/text/section-e.txt";
const LEGAL_TEXT: &str = "Omit E2.3\n";

/// Each command that reads a file, as it is given one.
fn commands<'a>(file: &'a str, legal_text: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec!["check", file],
        vec!["--format", "json", "check", file],
        vec!["read", file],
        vec!["play", file],
        vec!["redline", SECTION, file],
        vec!["redline", file, SECTION],
        vec!["apply", file, "--to", SECTION],
        vec!["apply", "--to", file, legal_text],
    ]
}

/// Every command refuses the file with a sentence that names it and says these words.
fn refused(file: &str, words: &str) {
    let folder = Folder::new();
    for arguments in commands(file, &folder.file("legal-text.txt", LEGAL_TEXT)) {
        let ran = run(&arguments);
        let sentence = ran.sentence();
        assert!(sentence.contains(file) && sentence.contains(words), "{arguments:?}: {sentence}");
    }
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    let folder = Folder::new();
    for (name, text) in [("empty.txt", ""), ("blank.txt", " \n\t\r\n\u{c}\n")] {
        let path = folder.file(name, text);
        for command in ["check", "read", "play"] {
            let ran = run(&[command, &path]);
            assert!(ran.sentence().contains("is empty"), "{command}: {ran:?}");
        }
        // A redline holds any two texts against each other, an empty one too.
        assert_eq!(run(&["redline", &path, SECTION]).code, Some(0));
    }
}

#[test]
fn a_file_that_is_no_text_is_said_to_be_none() {
    let folder = Folder::new();
    refused(&folder.file("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "is not text: byte 9");
    refused(&folder.file("latin", b"Caf\xe9 Modification Report"), "is not UTF-8 text: byte 4");
    refused(&folder.file("report.pdf", "%PDF-1.7\n%\u{e2}\n1 0 obj"), "pdftotext");
    let damaged = folder.file("report.docx", b"PK\x03\x04\x14\0\x06\0");
    assert!(run(&["play", &damaged]).sentence().contains("save it as plain text"));
    for command in ["check", "read"] {
        let ran = run(&[command, &damaged]);
        assert!(ran.sentence().contains("no Word file (DOCX), or one that is cut short"), "{command}: {ran:?}");
    }
    for arguments in [vec!["redline", SECTION, &damaged], vec!["apply", &damaged, "--to", SECTION]] {
        let ran = run(&arguments);
        assert!(ran.sentence().contains("no Word file (DOCX), or one that is cut short"), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_text_that_is_something_else_is_no_legal_text_and_no_code() {
    let folder = Folder::new();
    let legal_text = folder.file("legal-text.txt", LEGAL_TEXT);
    assert_eq!(run(&["apply", &legal_text, "--to", SECTION]).code, Some(0), "the control applies");
    let ran = run(&["apply", DOCUMENT, "--to", SECTION]);
    assert!(ran.sentence().contains(": this line is no instruction") && ran.sentence().len() < 800, "{ran:?}");
    let ran = run(&["apply", &legal_text, "--to", DOCUMENT]);
    assert!(ran.sentence().contains("let it begin with a title") && ran.sentence().len() < 800, "{ran:?}");
}

#[test]
fn what_is_no_file_is_said_to_be_none() {
    let folder = Folder::new();
    refused(&folder.argument("nowhere.txt"), "is not there");
    std::fs::create_dir(folder.path("papers")).unwrap();
    refused(&folder.argument("papers"), "is a folder");
    let beneath = folder.argument("a.txt/b.txt");
    folder.file("a.txt", "A text.");
    refused(&beneath, "cannot be read");
}

/// 400 MB that take no room on the disk. The program may not read them: it is given less room in memory than that.
#[cfg(unix)]
#[test]
fn a_file_of_400_mb_is_refused_unread() {
    let folder = Folder::new();
    let large = folder.argument("large.txt");
    std::fs::File::create(&large).unwrap().set_len(400 << 20).unwrap();
    for arguments in commands(&large, &folder.file("legal-text.txt", LEGAL_TEXT)) {
        let ran = within(390, &arguments);
        let sentence = ran.sentence();
        assert!(sentence.contains("419430400 bytes") && sentence.contains("at most"), "{arguments:?}: {sentence}");
    }
    // The control: in that room a document is read.
    let ran = within(390, &["read", DOCUMENT]);
    assert!(ran.out.contains("release-implementation-document"), "{ran:?}");
}

/// A device tells no size and never ends.
#[cfg(target_os = "linux")]
#[test]
fn a_device_that_never_ends_is_read_to_the_limit_only() {
    let ran = within(400, &["check", "/dev/zero"]);
    assert!(ran.sentence().contains("at most 67108864"), "{ran:?}");
}

/// Runs the program with this many megabytes of memory to work in.
#[cfg(unix)]
fn within(megabytes: u32, arguments: &[&str]) -> Ran {
    let limit = format!("ulimit -v {} && exec \"$0\" \"$@\"", megabytes * 1024);
    let mut command = Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_enact")]).args(arguments).current_dir(project());
    ran(&mut command)
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_like_a_file() {
    let mut child = enact(&["check", "/dev/stdin"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let text = std::fs::read_to_string(project().join(DOCUMENT)).unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), run(&["check", DOCUMENT]).code);
    assert!(String::from_utf8(output.stdout).unwrap().contains("1 document read"));
}

#[test]
fn a_text_of_no_kind_that_is_known_is_named_once() {
    let folder = Folder::new();
    let letter = folder.file("letter.txt", "Dear all,\n\nthe meeting is on Tuesday.\n");
    for command in ["check", "read"] {
        let ran = run(&[command, &letter]);
        assert!(ran.sentence().contains("is none of the documents that can be read"), "{ran:?}");
        assert_eq!(ran.sentence().matches(&letter).count(), 1, "{ran:?}");
    }
}

#[test]
fn what_can_be_read_is_judged_though_a_file_beside_it_cannot() {
    let folder = Folder::new();
    let (empty, absent) = (folder.file("empty.txt", ""), folder.argument("absent.txt"));
    let ran = run(&["check", &empty, DOCUMENT, &absent, "--format", "json"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let files = ran.json()["files"].as_array().unwrap().clone();
    assert_eq!(files.len(), 1, "{ran:?}");
    assert_eq!(files[0]["path"], DOCUMENT);
    let complaints: Vec<&str> = ran.complaint.lines().collect();
    assert_eq!(complaints.len(), 2, "{ran:?}");
    assert!(complaints[0].contains("empty.txt is empty") && complaints[1].contains("absent.txt is not there"));
}

/// A document cut off anywhere is read as far as it goes, and what is missing is said.
#[test]
fn a_file_that_ends_in_the_middle_of_a_table_gives_a_finding() {
    let folder = Folder::new();
    let text = std::fs::read_to_string(project().join(DOCUMENT)).unwrap();
    let whole = run(&["read", DOCUMENT, "--format", "json"]);
    assert_eq!(whole.complaint, "", "nothing is missing from the whole document: {whole:?}");
    let rows = whole.json()["timetable"].as_array().unwrap().clone();
    // Cut in the middle of a line of the third row, whose words run over several lines.
    let opening = rows[2]["event"].as_str().unwrap().split(' ').take(3).collect::<Vec<_>>().join(" ");
    let at = text.find(&opening).unwrap() + opening.len() - 2;
    let cut = folder.file("cut.txt", &text[..at]);
    let ran = run(&["read", &cut, "--format", "json"]);
    assert!(ran.code == Some(0) || ran.code == Some(1), "{ran:?}");
    let facts = ran.json();
    assert_eq!(facts["release"], whole.json()["release"], "what stands before the cut is not lost");
    assert_eq!(facts["timetable"][0], rows[0]);
    assert!(ran.complaint.contains("ends-mid-table"), "nothing is said of the cut: {ran:?}");
    let checked = run(&["check", &cut, "--format", "json"]).json();
    let last = text[..at].matches('\n').count() + 1;
    let findings = checked["files"][0]["findings"].as_array().unwrap();
    assert!(
        findings.iter().any(|found| found["name"] == "ends-mid-table" && found["line"] == last),
        "line {last}: {findings:?}"
    );
}

#[test]
fn a_document_cut_off_anywhere_is_never_a_panic() {
    let folder = Folder::new();
    for name in ["release-implementation-document", "modification-report", "legal-text-scanned"] {
        let text = std::fs::read_to_string(project().join(format!("golden/papers/{name}.txt"))).unwrap();
        for part in 1..6 {
            let mut end = text.len() * part / 6;
            while !text.is_char_boundary(end) {
                end += 1;
            }
            let cut = folder.file(&format!("{name}-{part}.txt"), &text[..end]);
            for command in ["check", "read"] {
                let ran = run(&[command, &cut, "--format", "json"]);
                match ran.code {
                    Some(0 | 1) => drop(ran.json()),
                    _ => drop(ran.sentence().to_owned()),
                }
            }
        }
    }
}
