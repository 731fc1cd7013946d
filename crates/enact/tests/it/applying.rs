//! `enact apply`: legal texts in every form, to files and to editions, and what stands in the way of them.

use serde_json::Value;

use crate::program::{Folder, project, run};

const SECTION: &str = "codes/specimen/text/section-e.txt";
const EDITION: &str = "specimen@2026-01-01";
const DECIDE: &str = "E2.2 The committee decides at once.";

fn hash(arguments: &[&str]) -> Value {
    let ran = run(&[&["apply", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
    ran.json()["hash"].clone()
}

/// Instructions, TOML and JSON are three ways to write one list of amendments.
#[test]
fn a_legal_text_is_read_in_each_of_its_forms() {
    let folder = Folder::new();
    let plain = folder.file("mp9.txt", format!("Legal text for MP9\n\nAmend E2.2 as follows:\n    {DECIDE}\n"));
    let amendment = format!("{{ \"op\": \"substitute\", \"at\": \"E2.2\", \"text\": \"{DECIDE}\" }}");
    let wanted = hash(&[&plain, "--to", SECTION]);
    for (name, text) in [
        ("a.toml", format!("amendments = [ {{ op = \"substitute\", at = \"E2.2\", text = \"{DECIDE}\" }} ]\n")),
        ("b.toml", format!("[[amendments]]\nop = \"substitute\"\nat = \"E2.2\"\ntext = \"{DECIDE}\"\n")),
        ("c.json", format!("{{ \"modification\": \"MP9\", \"amendments\": [ {amendment} ] }}")),
        ("d.json", format!("[ {amendment} ]")),
        // The form is told by what stands in the file, where its name does not tell.
        ("e", format!("[[amendments]]\nop = \"substitute\"\nat = \"E2.2\"\ntext = \"{DECIDE}\"\n")),
        ("f", format!("{{ \"amendments\": [ {amendment} ] }}")),
    ] {
        let path = folder.file(name, text);
        assert_eq!(hash(&[&path, "--to", SECTION]), wanted, "{name}");
        let instructions = run(&["code", "instructions", &path]);
        let again = folder.file("again.txt", &instructions.out);
        assert_eq!(hash(&[&again, "--to", SECTION]), wanted, "{name}: {}", instructions.out);
    }
}

/// A legal text as Modifications publish it, with cover, redlined print and context.
#[test]
fn a_published_legal_text_is_applied_or_says_what_a_person_must_settle() {
    let folder = Folder::new();
    let base = folder.file(
        "base.txt",
        "# Section A: Meanings\nversion: 12.0\n\n## A1 Meanings\n\nA1.1 In this Code:\n\n\"Mooring Plan\" has the meaning given \
         to that expression in Section K4.2 (Mooring Plans).\n\n# Section K: Moorings\nversion: 3.4\n\n## K7 Fog\n\nK7.7 Each Party \
         moors.\n\nK7.8 The Board says.\n",
    );
    let ran = run(&["apply", "golden/papers/legal-text-clean.txt", "--to", &base, "--format", "json"]);
    let answer = ran.json();
    assert_eq!(ran.code, Some(if answer["applied"] == true { 0 } else { 1 }), "{ran:?}");
    let scanned = run(&["apply", "golden/papers/legal-text-scanned.txt", "--to", &base, "--format", "json"]);
    assert_eq!(scanned.code, Some(1), "{scanned:?}");
    let unsettled = scanned.json()["conflicts"].as_array().unwrap().clone();
    assert!(unsettled.iter().any(|one| one["kind"] == "unreadable" && one["line"].is_u64()), "{unsettled:?}");
}

/// Clauses printed as they should read say nothing of what changes: they are compared, and a person judges.
#[test]
fn a_text_without_marks_is_taken_only_when_a_person_says_so() {
    let folder = Folder::new();
    let clean = folder.file("clean.txt", format!("{DECIDE}\n"));
    let asked = run(&["apply", &clean, "--to", SECTION, "--format", "json"]);
    let conflict = asked.json()["conflicts"][0].clone();
    assert_eq!((asked.code, &conflict["kind"]), (Some(1), &"unreadable".into()), "{asked:?}");
    assert!(conflict["message"].as_str().unwrap().contains("nothing in this text is marked"), "{conflict}");
    assert!(conflict["drafted"].as_str().unwrap().contains("Amend E2.2, which reads:"), "{conflict}");
    let plain = folder.file("plain.txt", format!("Amend E2.2 as follows:\n    {DECIDE}\n"));
    assert_eq!(hash(&[&clean, "--unmarked", "--to", SECTION]), hash(&[&plain, "--to", SECTION]));
    // A text that marks its changes is not one to be taken so.
    let taken = run(&["apply", &plain, "--unmarked", "--to", SECTION]);
    assert!(taken.code == Some(0) && !taken.complaint.contains("marked"), "{taken:?}");
}

#[test]
fn several_legal_texts_apply_one_after_another() {
    let folder = Folder::new();
    let first = folder.file("a.txt", "Add after E2.2:\n    E2.2A A fee is due.\n");
    let second = folder.file("b.txt", "Amend E2.2A as follows:\n    E2.2A A fee of ten pounds is due.\n");
    let both = run(&["apply", &first, &second, "--to", SECTION]);
    assert!(both.code == Some(0) && both.out.contains("E2.2A A fee of ten pounds"), "{both:?}");
    let turned = run(&["apply", &second, &first, "--to", SECTION, "--format", "json"]);
    assert_eq!(turned.code, Some(1));
    let conflicts = turned.json()["conflicts"].as_array().unwrap().clone();
    assert_eq!(
        (conflicts.len(), &conflicts[0]["file"], &conflicts[0]["kind"]),
        (1, &Value::from(second.as_str()), &"target-absent".into())
    );
    assert!(
        run(&["apply", &first, &first, "--to", SECTION]).sentence().contains("given twice; give each legal text once")
    );
}

#[test]
fn the_base_may_be_an_edition_or_a_file_with_several_documents() {
    let folder = Folder::new();
    let text = folder.file("mp9.txt", format!("Amend E2.2 as follows:\n    {DECIDE}\n"));
    let (whole, one) = (folder.argument("whole.txt"), folder.argument("one.txt"));
    for (edition, file) in [(EDITION, &whole), ("specimen:section-e@2.0", &one)] {
        assert_eq!(run(&["code", "export", edition, "--out", file]).code, Some(0));
    }
    // A whole Code prints what changed, a document that was named is printed in any case.
    let of_whole = run(&["apply", &text, "--to", EDITION, "--format", "json"]).json();
    assert_eq!(of_whole["documents"].as_array().unwrap().len(), 1);
    assert!(of_whole["unchanged"].as_array().unwrap().contains(&"section-b".into()), "{}", of_whole["unchanged"]);
    let of_file = run(&["apply", &text, "--to", &whole, "--format", "json"]).json();
    let file_texts = of_file["documents"].as_array().unwrap();
    assert!(file_texts.len() > 8 && file_texts.contains(&of_whole["documents"][0]), "{of_file}");
    let of_one = run(&["apply", &text, "--to", "specimen:section-e@2.0", "--format", "json"]).json();
    assert_eq!(of_one["documents"], of_whole["documents"]);
    let other = run(&["apply", &text, "--to", "specimen:section-b@4.0", "--format", "json"]);
    assert_eq!((other.code, &other.json()["conflicts"][0]["kind"]), (Some(1), &"no-document".into()));
}

#[test]
fn the_amended_text_and_its_redline_are_written() {
    let folder = Folder::new();
    let text = folder.file("mp9.txt", format!("Amend E2.2 as follows:\n    {DECIDE}\n"));
    let (out, page) = (folder.argument("new.txt"), folder.argument("redline.html"));
    let ran = run(&["apply", &text, "--to", SECTION, "--out", &out, "--redline", &page]);
    assert_eq!(ran.out, format!("{out} written\n{page} written\n"), "{ran:?}");
    let old = std::fs::read_to_string(project().join(SECTION)).unwrap();
    let new = std::fs::read_to_string(&out).unwrap();
    let differing: Vec<(&str, &str)> = old.lines().zip(new.lines()).filter(|(old, new)| old != new).collect();
    assert!(differing.len() == 1 && differing[0].1 == DECIDE, "{differing:?}");
    let page = std::fs::read_to_string(&page).unwrap();
    assert!(page.contains("<ins") && page.contains("<del") && page.contains("decides at once"), "marks with words");
}

#[test]
fn each_conflict_shows_the_texts_that_stand_against_each_other() {
    let folder = Folder::new();
    let text = folder.file(
        "mp9.txt",
        format!("Amend E2.2, which reads:\n    What never stood there.\nas follows:\n    {DECIDE}\n\nOmit E99.9\n"),
    );
    let ran = run(&["apply", &text, "--to", SECTION]);
    assert_eq!(ran.code, Some(1));
    for words in [
        "amendment 1: ",
        "it expects there:\n        What never stood there.",
        "there stands:\n        E2.2 The Metering Committee must decide",
        "it would put there:\n        E2.2 The committee decides at once.",
        "amendment 2: E99.9 is not in Section E",
        "nothing was changed",
    ] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    let conflicts = run(&["apply", &text, "--to", SECTION, "--format", "json"]).json()["conflicts"].clone();
    assert_eq!((&conflicts[0]["amendment"], &conflicts[1]["amendment"]), (&0.into(), &1.into()));
    assert_eq!((&conflicts[0]["kind"], &conflicts[1]["kind"]), (&"old-words-differ".into(), &"target-absent".into()));
    assert_eq!((&conflicts[0]["expected"], &conflicts[1]["stands"]), (&"What never stood there.".into(), &Value::Null));
}

/// A legal text that names another version than it is given is a conflict, not a guess.
/// S1-005, S2-073, S2-080: a redline on another base is a conflict.
#[test]
fn a_base_edition_that_is_not_there_is_a_conflict() {
    let folder = Folder::new();
    let drafted = |against: &str| folder.file("mp9.txt", format!("Drafted against {against}\n\nOmit E2.3\n"));
    assert_eq!(run(&["apply", &drafted("Section E version 2.0"), "--to", SECTION]).code, Some(0), "the control");
    assert_eq!(run(&["apply", &drafted("the Code version 1.0"), "--to", SECTION]).code, Some(0), "nothing to compare");
    for (against, words) in [
        ("Section E version 1.9", "drafted against Section E version 1.9, and the base holds version 2.0"),
        ("Section B version 4.0", "drafted against Section B version 4.0, and Section B is not in the base"),
    ] {
        let ran = run(&["apply", &drafted(against), "--to", SECTION]);
        assert!(ran.code == Some(1) && ran.out.contains(words), "{ran:?}");
    }
}

#[test]
fn what_is_no_legal_text_or_no_base_is_one_sentence() {
    let folder = Folder::new();
    let good = folder.file("good.txt", "Omit E2.3\n");
    for (name, text, words) in [
        ("empty-words.txt", "Amend E4.5 as follows:\n\nOmit E2.3\n", "line 1: the words are missing"),
        ("no-words.txt", "Amend E2.2\n", "line 1: end this line with: as follows:"),
        ("head-only.txt", "Legal text for MP9\n", "holds no amendment"),
        ("none.toml", "amendments = []\n", "holds no amendment"),
        ("none.json", "{}", "there is no list of amendments in it"),
        ("number.json", "7", "there is no list of amendments in it"),
        ("broken.json", "{ \"amendments\": [", "EOF while parsing a list"),
        ("broken.toml", "amendments = [", "broken.toml: "),
        ("op.toml", "amendments = [ { op = \"repeal\", at = \"E2.3\" } ]", "amendment 1: unknown variant `repeal`"),
        ("field.json", "[ { \"op\": \"omit\", \"at\": \"E2.3\", \"why\": 1 } ]", "amendment 1: unknown field `why`"),
        (
            "place.json",
            "[ { \"op\": \"omit\", \"at\": \"nowhere at all\" } ]",
            "amendment 1: \"nowhere at all\" does not cite",
        ),
        ("key.toml", "amendments = []\nauthor = \"me\"\n", "a legal text has no `author`"),
        ("letter.txt", "Dear all,\n\nplease omit E2.3.\n", "line 1: this line is no instruction"),
    ] {
        let path = folder.file(name, text);
        let ran = run(&["apply", &path, "--to", SECTION]);
        assert!(ran.sentence().contains(words) && ran.sentence().len() < 800, "{name}: {ran:?}");
    }
    for (base, words) in [
        (vec!["--to", SECTION, "--to", SECTION], "is given twice; give each text once"),
        (vec!["--to", SECTION, "--to", "specimen:section-e@2.0"], "Section E is given twice"),
        (vec!["--to", "specimen:section-e@7.7"], "those held are 2.0 (from 2019-04-01)"),
        (vec!["--to", "nowhere.txt"], "is not there"),
    ] {
        let ran = run(&[vec!["apply", &good], base].concat());
        assert!(ran.sentence().contains(words), "{ran:?}");
    }
}

/// An edited text becomes a legal text, and that applied to the old one gives the edited one.
#[test]
fn an_edited_text_becomes_a_legal_text() {
    let folder = Folder::new();
    let old = std::fs::read_to_string(project().join(SECTION)).unwrap();
    let new = old.replace("thirty Working Days", "twenty Working Days");
    assert_ne!(old, new);
    let edited = folder.file("edited.txt", &new);
    let legal_text = folder.argument("mp9.txt");
    for base in [SECTION, "specimen:section-e@2.0"] {
        let made =
            ["code", "amendments", &edited, "--to", base, "--modification", "MP9", "--quote", "--out", &legal_text];
        assert_eq!(run(&made).code, Some(0));
        let text = std::fs::read_to_string(&legal_text).unwrap();
        assert!(
            text.starts_with("Legal text for MP9\nDrafted against Section E version 2.0\n\nAmend E2.2, which reads:"),
            "{text}"
        );
        let applied = run(&["apply", &legal_text, "--to", base, "--format", "json"]).json();
        assert_eq!(applied["documents"][0], new.as_str());
    }
    let same = run(&["code", "amendments", SECTION, "--to", SECTION]);
    assert_eq!(same.out, "The words are the same; there is nothing to amend.\n");
}

#[test]
fn conflicts_between_legal_texts_are_found_and_those_of_open_proposals() {
    let folder = Folder::new();
    let one = folder.file("one.txt", "Amend E2.2 as follows:\n    E2.2 The committee decides at once.\n");
    let other = folder.file("other.txt", "Omit E2.2\n");
    let apart = folder.file("apart.txt", "Omit E1.1\n");
    let found = run(&["code", "conflicts", &one, &other, &apart, "--to", SECTION, "--format", "json"]);
    assert_eq!(found.code, Some(1), "{found:?}");
    let clashes = found.json()["clashes"].as_array().unwrap().clone();
    assert_eq!(
        (clashes.len(), &clashes[0]["kind"], &clashes[0]["at"]),
        (1, &"omitted-underneath".into(), &"E2.2".into())
    );
    assert_eq!(run(&["code", "conflicts", &one, &apart, "--to", SECTION]).code, Some(0), "the control");
    // The specimen's register holds two open proposals that both put a provision at G3.4.
    let open = run(&["code", "conflicts", "--code", "specimen", "--format", "json"]).json();
    let taken =
        open["clashes"].as_array().unwrap().iter().find(|clash| clash["kind"] == "same-number").unwrap().clone();
    assert_eq!(taken["at"], "G3.4");
    let mine = folder.file("mine.txt", "Add after G3.3:\n    G3.4 Mine.\n");
    let mixed = run(&["code", "conflicts", &mine, "--to", "specimen", "--open", "--format", "json"]).json();
    let with_mine = mixed["clashes"].as_array().unwrap().iter().filter(|clash| clash["left"]["name"] == mine.as_str());
    assert_eq!(with_mine.filter(|clash| clash["at"] == "G3.4").count(), 2, "{mixed}");
}

/// A draft made before CP066 renumbered D3.4 as D3.5 follows the clause to its new number.
#[test]
fn a_draft_is_rebased_on_what_stands_now() {
    let folder = Folder::new();
    let draft = folder.file("draft.txt", "Amend D3.4(a) as follows:\n    (a) at any time of the year; or\n");
    let (from, to) = ("specimen@2026-03-01", "specimen@2026-07-01");
    let out = folder.argument("now.txt");
    let ran = run(&["code", "rebase", &draft, "--from", from, "--to", to, "--out", &out]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(
        text.contains("Drafted against Section D version 2.0") && text.contains("Amend D3.5(a) as follows:"),
        "{text}"
    );
    assert_eq!(run(&["apply", &out, "--to", to]).code, Some(0));
    // The same with the two editions as files.
    let (old, new) = (folder.argument("old.txt"), folder.argument("new.txt"));
    for (edition, file) in [("specimen:section-d@1.4", &old), ("specimen:section-d@2.0", &new)] {
        assert_eq!(run(&["code", "export", edition, "--out", file]).code, Some(0));
    }
    let files = run(&["code", "rebase", &draft, "--from", &old, "--to", &new]);
    assert!(files.code == Some(0) && files.out.contains("Amend D3.5(a) as follows:"), "{files:?}");
    // G2.5 was changed by CP063 in the words that this draft changes too.
    let late = folder.file("late.txt", "Amend G2.5 as follows:\n    G2.5 Sums fall due at once, with interest above the base rate of the Bank of Scotland.\n");
    let stopped = run(&["code", "rebase", &late, "--from", "specimen@2026-01-01", "--to", from]);
    assert!(stopped.code == Some(1) && stopped.out.contains("there stands now:"), "{stopped:?}");
}

/// A redline that went out to Word comes back as amendments, and applied they give the new words.
#[test]
fn tracked_changes_of_a_word_file_are_a_legal_text() {
    let folder = Folder::new();
    let old = std::fs::read_to_string(project().join(SECTION)).unwrap();
    let edited = folder.file("edited.txt", old.replace("thirty Working Days", "twenty Working Days"));
    let (draft, word) = (folder.argument("draft.txt"), folder.argument("draft.docx"));
    let base = "specimen:section-e@2.0";
    assert_eq!(run(&["code", "amendments", &edited, "--to", base, "--out", &draft]).code, Some(0));
    assert_eq!(run(&["apply", &draft, "--to", base, "--redline", &word, "--author", "A. Lawyer"]).code, Some(0));
    let back = run(&["code", "amendments", &word, "--to", base, "--format", "json"]);
    assert_eq!(back.code, Some(0), "{back:?}");
    assert!(back.json()["instructions"].as_str().unwrap().contains("Amend E2.2 as follows:"), "{back:?}");
    let (by_text, by_word) = (hash(&[&draft, "--to", base]), hash(&[&word, "--to", base]));
    assert_eq!(by_text, by_word);
    // The same file against another edition: the words under its marks are not those of the base.
    let other = run(&["apply", &word, "--to", "specimen:section-e@3.0", "--format", "json"]);
    assert_eq!((other.code, &other.json()["conflicts"][0]["kind"]), (Some(1), &"old-words-differ".into()), "{other:?}");
    let alone = run(&["code", "instructions", &word]);
    assert!(alone.sentence().contains("write enact code amendments"), "{alone:?}");
}

/// A Section as a clean Word file or as plain text comes in with its numbering.
#[test]
fn a_section_is_imported_from_word_and_from_plain_text() {
    let folder = Folder::new();
    let word = folder.argument("e.docx");
    assert_eq!(run(&["code", "export", "specimen:section-e@2.0", "--out", &word]).code, Some(0));
    let old = std::fs::read_to_string(project().join(SECTION)).unwrap();
    assert_eq!(run(&["code", "import", &word]).out.trim_end(), old.trim_end());
    let same = run(&["redline", SECTION, &word, "--format", "json"]).json();
    assert_eq!(same["changes"].as_array().unwrap().len(), 0, "{same}");
    let plain = folder.file(
        "plain.txt",
        "SECTION Q: QUIET WATERS\n\nQ1 Moorings\n\nQ1.1 Each Party shall moor:\n\n(a) in fog; and\n\n(b) at night.\n",
    );
    let read = run(&["code", "import", &plain, "--as", "section-q", "--format", "json"]);
    assert_eq!(read.code, Some(0), "{read:?}");
    assert!(read.json()["documents"][0]["text"].as_str().unwrap().contains("    (b) at night."), "{read:?}");
    let letter = folder.file("letter.txt", "Dear all,\n\nthe meeting is on Tuesday.\n");
    assert!(run(&["code", "import", &letter]).sentence().contains("let it begin with a title"));
}
