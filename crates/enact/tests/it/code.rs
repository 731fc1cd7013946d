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

/// The one change of Section G, as a Word file with tracked changes that says who and when; the same bytes each time.
#[test]
fn a_redline_is_written_for_word_and_as_a_page() {
    let folder = Folder::new();
    let bytes = |name: &str, old: &str, new: &str| {
        let out = folder.argument(name);
        let signed = ["--author", "A. Lawyer", "--date", "2026-03-01"];
        let ran = run(&[&["redline", old, new, "--out", &out], signed.as_slice()].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        std::fs::read(&out).unwrap()
    };
    let (one, other) = (bytes("one.docx", BEFORE, AFTER), bytes("other.docx", BEFORE, AFTER));
    assert!(one.starts_with(b"PK\x03\x04") && one == other, "a Word file, the same each time");
    let (old, new) = (folder.file("old.txt", "One fine day.\n"), folder.file("new.txt", "One day.\n"));
    assert!(bytes("texts.docx", &old, &new).starts_with(b"PK\x03\x04"), "also of two texts of no Code");
    let page = String::from_utf8(bytes("page.html", BEFORE, AFTER)).unwrap();
    assert!(page.contains("<ins") && page.contains("<del") && page.contains("Bank Rate"));
    let ran = run(&["redline", BEFORE, AFTER, "--out", &folder.argument("a.docx"), "--date", "tomorrow"]);
    assert!(ran.sentence().contains("`tomorrow` is no date"), "{ran:?}");
}

#[test]
fn documents_are_exported_in_every_form() {
    let folder = Folder::new();
    let written = |name: &str| {
        let out = folder.argument(name);
        let ran = run(&["code", "export", BEFORE, "--out", &out, "--date", "2026-03-01"]);
        assert_eq!((ran.code, ran.out), (Some(0), format!("{out} written\n")), "{}", ran.complaint);
        std::fs::read(&out).unwrap()
    };
    assert!(written("g.docx").starts_with(b"PK\x03\x04"));
    let page = String::from_utf8(written("g.html")).unwrap();
    assert!(page.contains("<h1>Section G: ") && page.contains("G2.5 Sums shown in"), "{page}");
    // Akoma Ntoso comes back as it went out.
    written("g.xml");
    assert_eq!(run(&["code", "import", &folder.argument("g.xml")]).out, run(&["code", "export", BEFORE]).out);
    let package = folder.argument("package/");
    assert_eq!(run(&["code", "export", "specimen@2026-03-01", "--as", "akn", "--out", &package]).code, Some(0));
    for name in ["main.xml", "section_G.xml", "appendix_A.xml"] {
        assert!(folder.path("package").join(name).is_file(), "{name}");
    }
    let whole = run(&["code", "export", "specimen@2026-03-01", "--out", &folder.argument("whole.xml")]);
    assert!(whole.sentence().contains("each document has a file of its own"), "{whole:?}");
    let printed = run(&["code", "export", BEFORE, "--as", "docx"]);
    assert!(printed.sentence().contains("not for a terminal"), "{printed:?}");
    let ending = run(&["code", "export", BEFORE, "--out", &folder.argument("g.odt")]);
    assert!(ending.sentence().contains("must end in one of .txt, .docx, .pdf, .xml, .html, .json"), "{ending:?}");
    let damaged = folder.file("damaged.xml", "<akomaNtoso><act>");
    assert!(run(&["code", "import", &damaged]).sentence().contains("not well-formed"), "a damaged file");
}

/// CP066 renumbered D3.4 as D3.5 and put a new clause at D3.4.
#[test]
fn the_history_of_a_number_is_that_of_every_provision_that_bore_it() {
    let told = run(&["code", "history", "specimen:D3.4", "--format", "json"]).json();
    let provisions = told["provisions"].as_array().unwrap().clone();
    let places: Vec<&Value> = provisions.iter().map(|one| &one["at"]).collect();
    assert_eq!(places, ["D3.4", "D3.5"]);
    let last = provisions[1]["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["changed"][0]["how"], &last["by"]), (&"renumbered".into(), &"CP066".into()));
    for typed in ["specimen:section-d:3.4", "specimen:section-d/3.4", "specimen:d3.4", "specimen:section-d:D3.4"] {
        assert_eq!(
            run(&["code", "history", typed, "--format", "json"]).json()["provisions"],
            told["provisions"],
            "{typed}"
        );
    }
    for (typed, words) in [
        ("specimen:D99", "no edition of specimen that is held has D99"),
        ("specimen", "names no provision of a Code"),
        ("specimen:3.4", "write for example sec:D10.22"),
        ("gas:D3.4", "the Codes are sec, specimen"),
        ("specimen:section-d", "write for example sec:D10.22"),
    ] {
        assert!(run(&["code", "history", typed]).sentence().contains(words), "{typed}");
    }
}

#[test]
fn terms_and_references_are_listed_with_what_they_lead_to() {
    let terms = run(&["code", "terms", "specimen@2026-03-01", "Working Day", "--format", "json"]).json();
    let [term] = terms["terms"].as_array().unwrap().as_slice() else { panic!("{terms}") };
    assert_eq!(
        (&term["document"], &term["counts_in"], &term["how"]),
        (&"section-a".into(), &"code".into(), &"listed".into())
    );
    assert!(term["used_in"].as_array().unwrap().contains(&"B6.3".into()) && term["uses"].as_u64().unwrap() > 10);
    assert!(run(&["code", "terms", "specimen", "No Such Term"]).sentence().contains("defines no term `No Such Term`"));
    // D3.1(c) cites the protection of Consumers, which moved from D3.4 to D3.5 with CP066; the reference followed.
    for (edition, target) in [("specimen@2026-03-01", "D3.4"), ("specimen@2026-07-01", "D3.5")] {
        let cited = run(&["code", "references", edition, "--to", target, "--format", "json"]).json();
        let found = cited["references"].as_array().unwrap();
        assert!(found.iter().any(|one| one["at"] == "D3.1(c)" && one["state"] == "resolves"), "{edition}: {cited}");
    }
    assert_eq!(run(&["code", "references", "specimen", "--state", "dangling"]).out, "0 references\n");
    assert!(
        run(&["code", "references", "specimen", "--state", "lost"]).sentence().contains("the states are resolves, ")
    );
    let marks = run(&["code", "show", AFTER, "2.5", "--format", "json"]).json()["provision"]["marks"].clone();
    let words = "Settlement Statement";
    assert!(marks.as_array().unwrap().iter().any(|mark| mark["term"] == words && mark["start"] == 16), "{marks}");
}

#[test]
fn defects_are_listed_and_errors_give_code_one() {
    let folder = Folder::new();
    let good = "# Section B: Meetings\n\n\"Chair\" means the member who leads.\n\nB1 The Chair leads.\n\nB2 Section B1 applies.\n";
    let (good, bad) =
        (folder.file("good.txt", good), folder.file("bad.txt", good.replace("Section B1 a", "Section B9 a")));
    let control = run(&["code", "defects", &good, "--format", "json"]);
    assert_eq!(control.code, Some(0), "{control:?}");
    let ran = run(&["code", "defects", &bad, "--format", "json"]);
    let defects = ran.json()["defects"].as_array().unwrap().clone();
    assert_eq!(ran.code, Some(1));
    assert!(defects.iter().any(|one| one["kind"] == "dangling-reference" && one["at"] == "B2"), "{defects:?}");
    assert!(run(&["code", "defects", &bad, "--level", "error"]).out.contains("error: B2: "));
    let of_code = run(&["code", "defects", "specimen@2026-07-01", "--level", "error"]);
    assert_eq!(
        (of_code.code, of_code.out.as_str()),
        (Some(0), "0 errors, 0 warnings, 0 notes\n"),
        "the specimen's words"
    );
}
