//! PDF of a document of the Code: tagged, complete, the same bytes each time.

use legaltext::markup;

const TEXT: &str = "\
# Section B: Meetings
version: 2.0

\"Chair\" means the member who leads:
    (a) by vote; or
    (b) by lot.

## B4 Calling a meeting

### Notice

B4.1 The Chair calls a meeting by notice, which says:
    (a) when; and
    (b) where, that is:
        (i) the town; and
        (ii) the street,
      and how to come there,
and every member gets one. #panic(\"no\") *stars* $x$ stay words.

B4.2 The fee depends on the category:

| Category | Fee |
| --- | --- |
| Large | 5 |
| Small | |

$$ F = m / 2

Note 1: the fee is paid yearly.

unheld B4.3: Quorum

## B5 Records

B5.1 Not used.

## B6 Other

B6.1 Words.
";

fn made() -> Vec<u8> {
    let document = markup::parse(TEXT, "test").unwrap();
    papers::pdf::code_document(&document, "Specimen Code", "In force on 1 May 2026", jiff::civil::date(2026, 5, 1))
        .unwrap()
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let (first, second) = (made(), made());
    assert!(first.starts_with(b"%PDF-") && first == second);
}

/// What `pdftotext` and `pdfinfo` say, or nothing where they are not installed; `./check` installs them.
fn told(program: &str, args: &[&str], pdf: &[u8]) -> Option<String> {
    let path = std::env::temp_dir().join(format!("enact-{}-{program}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let output = std::process::Command::new(program)
        .args(args)
        .arg(&path)
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .output();
    std::fs::remove_file(&path).unwrap();
    match output {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(_) => None,
    }
}

#[test]
fn every_word_and_number_is_there_and_nothing_is_a_command() {
    let Some(text) = told("pdftotext", &["-layout"], &made()) else { return };
    // A narrow gap around a sign of a formula is no space to pdftotext.
    let text = text.replace("F = m / 2", "F=m/2");
    for words in [
        "Section B: Meetings",
        "B4 Calling a meeting",
        "Notice",
        "B4.1",
        "(ii)",
        "the street,",
        "and how to come there,",
        "#panic(\"no\") *stars* $x$ stay words",
        "Category",
        "Large",
        "F=m/2",
        "Note 1: the fee is paid yearly.",
        "The words are not held",
        "B5.1",
        "Not used.",
        "In force on 1 May 2026",
        "Page 1 of",
    ] {
        assert!(text.contains(words), "{words:?} is not in:\n{text}");
    }
}

#[test]
fn headings_and_tables_are_tagged() {
    let Some(tags) = told("pdfinfo", &["-struct"], &made()) else { return };
    for tag in ["H1", "H2", "H3", "Table", "TH", "TD", "TOC"] {
        assert!(
            tags.lines().any(|line| line.trim().split([' ', ':']).next() == Some(tag)),
            "{tag} is not among:\n{tags}"
        );
    }
}
