//! `enact code`, `redline` and `apply` over editions, as somebody types them who has only the program.

use serde_json::Value;

use crate::program::{Folder, Ran, enact, project, ran, run};

const SECTION: &str = "codes/specimen/text/section-e.txt";

/// Section G of the specimen goes from edition 2.2 to 3.0 on 26 February 2026, by CP063.
const BEFORE: &str = "specimen:section-g@2.2";
const AFTER: &str = "specimen:section-g@2026-02-26";

#[test]
fn editions_are_compared_by_version_day_mix_and_what_was_known() {
    let control = run(&["redline", BEFORE, BEFORE, "--format", "json"]).json();
    assert_eq!(control["changes"].as_array().unwrap().len(), 0, "an edition does not differ from itself");
    let numbers = |old: &str, new: &str| -> Vec<String> {
        let read = run(&["redline", old, new, "--format", "json"]).json();
        let changes = read["changes"].as_array().unwrap().clone();
        changes.iter().map(|change| change["new_number"].as_str().unwrap_or("gone").to_owned()).collect()
    };
    // The last is the document's own line, whose version changed.
    assert_eq!(numbers(BEFORE, AFTER), ["Section G", "G2.5"]);
    assert_eq!(numbers("specimen:section-g@3.0", AFTER), Vec::<String>::new(), "a version and a day, one text");
    assert_eq!(numbers("specimen:section-g@2026-02-25", AFTER), ["Section G", "G2.5"], "the day before");
    let (plain, mixed) = ("specimen:section-b@2026-03-01", "specimen:section-b@2026-03-01+cp064");
    assert_eq!(numbers(plain, mixed), ["B6.3"], "an open proposal changes one clause");
    let then = "specimen:section-g@2026-02-26,known-2026-01-31";
    assert_eq!(numbers(BEFORE, then), Vec::<String>::new(), "in January nobody knew that it would go live");
}

#[test]
fn a_whole_code_is_compared_and_its_documents_are_found() {
    let whole = run(&["redline", "specimen@2026-02-25", "specimen@2026-02-26", "--format", "json"]).json();
    let changed: Vec<&Value> =
        whole["changes"].as_array().unwrap().iter().map(|change| &change["new_number"]).collect();
    for clause in ["B1.3", "F2.3", "G2.5"] {
        assert!(changed.iter().any(|number| *number == clause), "{clause}: {changed:?}");
    }
    // The same through `enact code compare`.
    let also = run(&["code", "compare", "specimen@2026-02-25", "specimen@2026-02-26", "--format", "json"]).json();
    assert_eq!(whole, also);
}

/// What a register prints and what a file says of the same words is the same redline.
#[test]
fn an_edition_is_compared_with_a_file() {
    let folder = Folder::new();
    let mine = folder.argument("mine.txt");
    assert_eq!(run(&["code", "export", AFTER, "--out", &mine]).code, Some(0));
    let read = run(&["redline", AFTER, &mine, "--format", "json"]).json();
    assert_eq!(read["changes"].as_array().unwrap().len(), 0, "{read}");
    let read = run(&["redline", BEFORE, &mine, "--format", "json", "--context", "all"]).json();
    assert_eq!(read["words"]["removed"], 5);
    let new: String = (read["changes"].as_array().unwrap().iter().filter(|change| change["new_index"].is_u64()))
        .flat_map(|change| change["segments"].as_array().unwrap())
        .filter(|segment| segment["op"] != "delete")
        .map(|segment| segment["text"].as_str().unwrap())
        .collect();
    assert_eq!(new, std::fs::read_to_string(&mine).unwrap(), "byte for byte");
}

#[test]
fn unchanged_provisions_are_shown_as_far_as_asked() {
    let shown = |context: &str| run(&["redline", BEFORE, AFTER, "--context", context]);
    let (none, two, all) = (shown("none"), shown("2"), shown("all"));
    assert!(!none.out.contains("G2.4 ") && !none.out.contains("unchanged"), "{none:?}");
    assert!(two.out.contains("\nG2.4 ") && two.out.contains("… ") && two.out.contains(" unchanged provisions"));
    assert!(!two.out.contains("\nG2.2 ") && all.out.contains("\nG2.2 "), "{two:?}");
    assert!(none.out.contains("[-the base rate of-] {+Bank Rate, as+} the Bank of England"), "{none:?}");
    // One word is one word.
    let folder = Folder::new();
    let (old, new) = (folder.file("old.txt", "B1 One fine day.\n"), folder.file("new.txt", "B1 One day.\n"));
    assert!(run(&["redline", &old, &new]).out.contains("1 word removed, 0 added; provisions: 1 changed"));
}

#[test]
fn what_no_text_is_named_by_says_what_there_is() {
    for (edition, words) in [
        ("specimen:section-g@2.9", "those held are 2.2 (from 2019-04-01), 3.0 (from 2026-02-26)"),
        ("sec:section-b@1.0", "the versions of Section B are not known here; name a day instead"),
        ("specimen:section-q@1.0", "there is no Section Q in this Code"),
        ("specimen:section-q@2026-01-01", "Section Q is not in this text of the Code; it holds section-a, "),
        ("specimen:section-g@2010-01-01", "those held begin on 2019-04-01"),
        ("specimen@2010-01-01", "those held begin on 2019-04-01"),
        ("specimen:section-g@2026-02-30", "`2026-02-30` is no day of the calendar"),
        ("specimen:section-g@2026-02-26,known-2026-02-30", "`2026-02-30` is no day of the calendar"),
        ("specimen:section-g@yesterday", "no version and no day; write for example sec:section-d@9.0"),
        ("specimen:section-g@", "no version and no day"),
        ("specimen:section-g@2026-02-26+", "after + stands no number of a proposal"),
        ("specimen:section-g@2026-02-26+cp999", "there is no proposal CP999"),
        ("specimen@2.2", "a version is that of a document, and none is named"),
        ("specimen:g@2.2", "does not name a document of a Code"),
        ("gas:section-g@2.2", "neither a file of this name nor a Code `gas`; the Codes are sec, specimen"),
        ("gas@2026-01-01", "neither a file of this name nor a Code `gas`"),
    ] {
        let ran = run(&["redline", edition, AFTER]);
        assert!(ran.sentence().contains(words), "{edition}: {ran:?}");
    }
    for command in ["show", "export"] {
        let ran = run(&["code", command, "nowhere.txt"]);
        assert!(ran.sentence().contains("there is no Code `nowhere.txt`; the Codes are sec, specimen"), "{ran:?}");
    }
    let ran = run(&["redline", AFTER, AFTER, "--data", "/nowhere"]);
    assert!(ran.sentence().contains("holds no record; give the folder of `enact serve`"), "{ran:?}");
    let ran = run(&["redline", AFTER, AFTER, "--context", "some"]);
    assert!(ran.sentence().contains("give none, a number, or all"), "{ran:?}");
}

#[test]
fn a_file_of_an_editions_name_is_the_file() {
    let folder = Folder::new();
    folder.file("specimen", "B1 Other words.\n");
    let new = folder.file("new.txt", "B1 Words.\n");
    let mut command = enact(&["redline", "specimen", &new]);
    let compared = ran(command.current_dir(folder.path("")));
    assert!(compared.out.contains("[-Other words-]"), "{compared:?}");
}

#[test]
fn the_codes_and_their_documents_are_listed() {
    let listed = run(&["code", "list", "--format", "json"]).json();
    let codes: Vec<&Value> = listed["codes"].as_array().unwrap().iter().map(|code| &code["code"]).collect();
    assert_eq!(codes, ["sec", "specimen"]);
    let one = run(&["code", "list", "specimen", "--format", "json"]).json();
    let documents = one["codes"][0]["documents"].as_array().unwrap().clone();
    let section = documents.iter().find(|document| document["document"] == "section-g").unwrap();
    assert_eq!(section["printed"], "Section G");
    assert_eq!((&section["held"], section["versions"][0]["version"].as_str()), (&section["provisions"], Some("2.2")));
    assert_eq!(section["versions"][1]["from"], section["versions"][0]["until"], "one ends where the next begins");
    let human = run(&["code", "list", "sec"]);
    assert!(human.out.contains("its words are not held here") && human.out.contains("section-d "), "{human:?}");
    assert!(run(&["code", "list", "gas"]).sentence().contains("the Codes are sec, specimen"));
}

#[test]
fn a_provision_or_a_term_is_shown_at_an_edition() {
    let text = |ran: &Ran| ran.out.clone();
    for typed in ["2.5", "G2.5", "g2.5"] {
        let (before, after) = (run(&["code", "show", BEFORE, typed]), run(&["code", "show", AFTER, typed]));
        assert!(text(&before).starts_with("G2.5 ") && text(&before).contains("the base rate of"), "{before:?}");
        assert!(text(&after).contains("Bank Rate"), "{after:?}");
    }
    let term = run(&["code", "show", "specimen@2026-01-01", "Working Day"]);
    assert!(text(&term).starts_with("\"Working Day\" means"), "{term:?}");
    let data = run(&["code", "show", "specimen:section-e@2.0", "E2.1", "--format", "json"]).json();
    assert_eq!(
        (&data["provision"]["state"], &data["provision"]["provisions"][1]["citation"]),
        (&"held".into(), &"E2.1(b)".into())
    );
    let unheld = run(&["code", "show", "sec:section-d@9.0", "1.2", "--format", "json"]).json();
    assert_eq!(
        (&unheld["provision"]["state"], &unheld["provision"]["heading"]),
        (&"not-held".into(), &"Modifications".into())
    );
    assert!(
        run(&["code", "show", BEFORE, "99.9"]).sentence().contains("neither a provision nor a defined term `99.9`")
    );
    // What is shown of a whole document can be read back.
    let folder = Folder::new();
    let whole = folder.file("shown.txt", text(&run(&["code", "show", BEFORE])));
    assert_eq!(text(&run(&["code", "import", &whole])), text(&run(&["code", "export", BEFORE])));
}

#[test]
fn an_edition_is_exported_whole_or_document_by_document() {
    let folder = Folder::new();
    let documents = folder.argument("documents/");
    let ran = run(&["code", "export", "specimen@2026-01-01", "--out", &documents, "--format", "json"]);
    let written = ran.json()["written"].as_array().unwrap().len();
    let texts = std::fs::read_dir(&documents).unwrap().count();
    assert!(written == texts && texts > 8, "{ran:?}");
    let one = std::fs::read_to_string(folder.path("documents/section-e.txt")).unwrap();
    assert_eq!(one, std::fs::read_to_string(project().join(SECTION)).unwrap(), "in the one form of the markup");
    let (text, json) = (folder.argument("whole.txt"), folder.argument("whole.json"));
    assert_eq!(run(&["code", "export", "specimen@2026-01-01", "--out", &text]).code, Some(0));
    assert_eq!(run(&["code", "export", "specimen@2026-01-01", "--out", &json]).code, Some(0));
    let read: Value = serde_json::from_str(&std::fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!((&read["code"], read["documents"].as_array().unwrap().len()), (&"specimen".into(), texts));
    let compared = run(&["redline", "specimen@2026-01-01", &text, "--format", "json"]).json();
    assert_eq!(compared["changes"].as_array().unwrap().len(), 0, "a file with several documents is the whole Code");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "x");
    for out in [format!("{file}/b.txt"), folder.argument("no/such/folder/b.txt")] {
        let ran = run(&["code", "export", BEFORE, "--out", &out]);
        assert!(ran.sentence().contains(&format!("{out} cannot be written")), "{ran:?}");
    }
    let ran = run(&["redline", BEFORE, AFTER, "--out", &format!("{file}/b.html")]);
    assert!(ran.sentence().contains("cannot be written"), "{ran:?}");
}

#[test]
fn every_command_of_the_code_has_help_with_an_example() {
    let help = run(&["code", "--help"]);
    assert_eq!((help.code, help.complaint.as_str()), (Some(0), ""));
    let lines = help.out.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands: Vec<&str> = lines.map_while(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 6, "{commands:?}");
    for command in commands {
        let own = run(&["code", command, "--help"]);
        assert_eq!((own.code, own.complaint.as_str()), (Some(0), ""));
        let example = if command == "compare" { "enact redline" } else { &format!("enact code {command}") };
        assert!(own.out.contains(&format!("Example: {example}")), "{}", own.out);
    }
}
