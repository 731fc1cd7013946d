//! Papers composed from the record: on the command line and on the site, the same paper for everybody.

use crate::program::{Folder, Serving, run};

const REPORT: &str = "/sec/modifications/mp167b/papers/modification-report";

/// S2, "It shows" of the papers: what is composed reads back as what it is, and no check finds anything in it.
#[test]
fn a_report_written_as_text_is_read_back_and_nothing_is_found_in_it() {
    let folder = Folder::new();
    let out = folder.argument("report.txt");
    let written = run(&["paper", "modification-report", "MP167B", "--out", &out]);
    assert_eq!(written.code, Some(0), "{written:?}");
    assert!(written.complaint.contains("not recorded yet: "), "{written:?}");
    let read = run(&["read", &out, "--format", "json"]).json();
    assert_eq!(read["kind"], "modification-report");
    assert_eq!(read["id"], "MP167B");
    assert_eq!(read["date"], "2023-08-16");
    assert_eq!(read["path"], "self-governance");
    assert_eq!(read["implementation"][0]["date"], "2024-02-29");
    assert_eq!(read["implementation"][0]["decision_by"], "2024-02-15");
    let checked = run(&["check", &out, "--format", "json"]).json();
    assert_eq!(checked["files"][0]["findings"].as_array().map(Vec::len), Some(0), "{checked}");
}

/// The same record gives the same bytes, in each form.
#[test]
fn a_paper_is_the_same_bytes_each_time() {
    let folder = Folder::new();
    for form in ["txt", "html", "docx"] {
        let [first, second] = ["a", "b"].map(|name| {
            let out = folder.argument(&format!("{name}.{form}"));
            let written = run(&["paper", "response-form", "mp167b-refinement", "--out", &out]);
            assert_eq!(written.code, Some(0), "{form}: {written:?}");
            std::fs::read(&out).unwrap()
        });
        assert!(!first.is_empty() && first == second, "{form}");
    }
}

#[test]
fn what_cannot_be_composed_is_said_in_one_sentence() {
    for (arguments, says) in [
        (["paper", "no-such-paper", "MP167B"], "there is no paper `no-such-paper`; the kinds are draft-proposal"),
        (["paper", "modification-report", "MP999"], "no proposal is known as MP999"),
        (["paper", "decision-letter", "MP167B"], "MP167B is not decided yet"),
    ] {
        let ran = run(&arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.sentence().contains(says), "{ran:?}");
    }
}

#[test]
fn a_paper_has_an_address_and_is_had_there_in_each_form() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let page = server.page(REPORT);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1>MP167B") && page.body.contains("1. Summary"), "{}", page.body);
    assert!(page.body.contains("href=\"/sec/record/"), "a figure leads to the entry that it comes from");
    assert!(server.page("/sec/modifications/mp167b").body.contains(REPORT), "the modification leads to its papers");
    let form = "/sec/consultations/mp167b-refinement/papers/response-form";
    assert!(server.page("/sec/consultations/mp167b-refinement").body.contains(form), "so does a consultation");
    for (form, kind) in [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("html", "text/html; charset=utf-8"),
        ("text", "text/plain; charset=utf-8"),
        ("json", "application/json"),
    ] {
        let had = server.page(&format!("{REPORT}?as={form}"));
        assert_eq!(had.status, 200, "{form}");
        assert_eq!(had.header("content-type"), Some(kind), "{form}");
    }
    let missing = server.page("/sec/modifications/mp167b/papers/decision-letter");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("is not decided yet"), "{}", missing.body);
    for none in ["/sec/modifications/mp167b/papers/response-form", "/sec/modifications/mp999/papers/legal-text"] {
        assert_eq!(server.page(none).status, 404, "{none}");
    }
}

/// The papers of a release, of a meeting and of a policy have addresses below the thing, and the thing leads to them.
#[test]
fn releases_and_meetings_lead_to_their_papers() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for (thing, kind, says) in [
        ("/sec/releases/june-2020", "release-implementation-document", "6. Acceptance criteria"),
        ("/sec/meetings/change-board-1", "agenda", "1. Items"),
        ("/sec/meetings/change-board-1", "meeting-pack", "What is asked"),
    ] {
        let address = format!("{thing}/papers/{kind}");
        assert!(server.page(thing).body.contains(&address), "{thing} leads to {kind}");
        let page = server.page(&address);
        assert_eq!(page.status, 200, "{address}: {}", page.body);
        assert!(page.body.contains(says), "{address}: {}", page.body);
        assert!(page.body.contains("href=\"/sec/modifications/"), "{address}: a number leads to its modification");
        assert!(page.body.contains("href=\"/sec/record/"), "{address}: a figure leads to its entry");
        assert_eq!(server.page(&format!("{address}?as=docx")).status, 200, "{address}");
    }
    let held = server.page("/sec/meetings/change-board-1/papers/minutes");
    assert_eq!(held.status, 404);
    assert!(held.body.contains("was not held yet"), "{}", held.body);
    for none in [
        "/sec/releases/june-2020/papers/agenda",
        "/sec/policies/none/papers/policy",
        "/sec/releases/none/papers/policy",
    ] {
        assert_eq!(server.page(none).status, 404, "{none}");
    }
}

/// The document of a release written as text reads back as one, with the same release and day.
#[test]
fn a_release_document_written_as_text_is_read_back() {
    let folder = Folder::new();
    let out = folder.argument("release.txt");
    let written = run(&["paper", "release-implementation-document", "june-2020", "--out", &out]);
    assert_eq!(written.code, Some(0), "{written:?}");
    let read = run(&["read", &out, "--format", "json"]).json();
    assert_eq!(read["kind"], "release-implementation-document");
    assert_eq!(read["release"]["name"], "June 2020 SEC Release");
    assert_eq!(read["release"]["date"], "2020-06-25");
}
