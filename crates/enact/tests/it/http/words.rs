//! The Code's words over HTTP: any text, any two, a clause through its numbers, drafts, and files.

use serde_json::json;

use crate::browser::Browser;
use crate::program::Serving;

#[test]
fn the_words_of_the_code_are_read_compared_drafted_and_taken_away() {
    let demonstration = Serving::demonstration();
    files(&demonstration);
    clauses(&demonstration);
    comparisons(&demonstration);
    drafts(&demonstration);
    drafts_that_cannot_be(&demonstration);
}

fn files(demonstration: &Serving) {
    let server = demonstration.server();
    for (address, kind) in [
        ("/specimen/code/section-b@2026-02-26?as=docx", "application/vnd.openxmlformats-officedocument"),
        ("/specimen/code/section-b/compare/4.0..6.0?as=docx", "application/vnd.openxmlformats-officedocument"),
        ("/specimen/code/section-b?as=akn", "application/akn+xml"),
        ("/specimen/code/section-b/1.3?as=text", "text/plain"),
        ("/specimen/code/section-b/compare/4.0..6.0?as=text", "text/plain"),
        ("/specimen/code/section-b/compare/4.0..6.0?as=html", "text/html"),
    ] {
        let file = server.ask("HEAD", address, &[("accept", "text/html")], "");
        assert_eq!(file.status, 200, "{address}");
        assert!(file.header("content-type").is_some_and(|held| held.starts_with(kind)), "{address}: {file:?}");
        assert!(file.header("content-disposition").is_some_and(|held| held.starts_with("attachment")), "{file:?}");
    }
    let legal_text = server.page("/specimen/code/section-b/compare/4.0..6.0?as=text").body;
    assert!(legal_text.contains("B1.3"), "the redline as instructions: {legal_text}");
}

fn clauses(demonstration: &Serving) {
    let server = demonstration.server();
    let clause = server.page("/specimen/code/section-b/1.3@2026-03-01");
    assert!(clause.body.contains("popover=\"hint\""), "its terms are shown where they are used");
    assert!(clause.body.contains("/specimen/code/section-a@2026-03-01#term-party"), "links keep the day");
    assert!(clause.body.contains(">CP061<"), "its history names what changed it");
    let data = server.data("/specimen/code/section-b/1.2").json();
    assert_eq!(data["references"][0]["cites"], "B1.4");
    assert_eq!(data["references"][0]["state"], "resolves");
    assert!(data["lineage"][0]["became"][0].is_string(), "{data}");
    let none = server.page("/specimen/code/section-b/1.99");
    assert!(none.status == 404 && none.body.contains("B1.99"), "{none:?}");
    let early = server.page("/specimen/code/section-b@1999-01-01");
    assert!(early.status == 404 && early.body.contains("1 January 1999"), "{early:?}");
    let defects = server.data("/specimen/code/defects").json();
    assert!(defects["defects"].is_array(), "{defects}");
}

fn comparisons(demonstration: &Serving) {
    let server = demonstration.server();
    let page = server.page("/specimen/code/section-b/compare/4.0..6.0");
    for words in ["words inserted", "unchanged provision", "end of insertion", "<details class=\"fold folded\""] {
        assert!(page.body.contains(words), "`{words}`: {}", page.body);
    }
    let same = server.page("/specimen/code/section-b/compare/6.0..6.0");
    assert!(same.body.contains("The two texts have the same words"), "{}", same.body);
    let data = server.data("/specimen/code/section-b/compare/4.0..6.0").json();
    assert!(data["changes"].as_array().is_some_and(|changes| !changes.is_empty()), "{data}");
}

fn drafts(demonstration: &Serving) {
    let mut browser = Browser::new(demonstration.server());
    let page = browser.open("/specimen/draft?document=section-b&number=1.3&how=words");
    page.shows(200, &["The words of B1.3", "the Heat Consumers Forum"]);
    let form = page.forms().into_iter().find(|form| form.action() == "/specimen/draft").unwrap();
    let edited = "B1.3 Any of the following (the \"Proposer\") may raise a Change Note:\n    (a) a Party; and\n    \
                  (b) the Authority under Section B99.9.";
    let outcome = browser.send(&form.fill("words", edited));
    outcome.shows(200, &["Findings", "B99.9", "As instructions", "Redline", "end of omission"]);
    let data = demonstration.server().ask(
        "POST",
        "/api/v1/specimen/draft",
        &[("content-type", "application/json")],
        &json!({ "words": "Omit B1.6" }).to_string(),
    );
    assert_eq!((data.status, &data.json()["applies"]), (200, &json!(true)), "{data:?}");
    assert_eq!(data.json()["instructions"], "Omit B1.6\n");
}

fn drafts_that_cannot_be(demonstration: &Serving) {
    let mut browser = Browser::new(demonstration.server());
    let page = browser.open("/specimen/draft");
    let form = page.forms().into_iter().find(|form| form.action() == "/specimen/draft").unwrap();
    browser.send(&form.clone().fill("words", "Amend something.")).shows(422, &["There is a problem", "line 1"]);
    browser.send(&form.clone().fill("words", "  ")).shows(422, &["Nothing is drafted yet"]);
    browser.send(&form.clone().fill("words", "Omit B99.9")).shows(200, &["It does not fit", "B99.9"]);
    browser.send(&form.fill("words", "{\"amendments\": 3}")).shows(422, &["JSON"]);
    let wrong = demonstration.server().page("/specimen/draft?document=section-b&number=x");
    assert_eq!(wrong.status, 400, "{wrong:?}");
}
