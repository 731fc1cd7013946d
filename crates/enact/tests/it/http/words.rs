//! The Code's words over HTTP: any text, any two, a clause through its numbers, drafts, and files.

use serde_json::json;

use crate::browser::Browser;
use crate::program::Serving;

#[test]
fn the_words_of_the_code_are_read_compared_drafted_and_taken_away() {
    let demonstration = Serving::demonstration();
    files(&demonstration);
    clauses(&demonstration);
    outlines(&demonstration);
    comparisons(&demonstration);
    drafts(&demonstration);
    drafts_that_cannot_be(&demonstration);
    a_word_file(&demonstration);
    attaching(&demonstration);
    stated_versions(&demonstration);
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

/// Of the SEC, numbers and headings of 2023 are held: that they stood so in 2014 nobody says.
fn outlines(demonstration: &Serving) {
    let server = demonstration.server();
    let then = server.page("/sec/code/section-d/10.18@2014-01-01").body;
    assert!(then.contains("how they stood on 1 January 2014 is not held here"), "{then}");
    assert!(!then.contains("n force on 1 January 2014"), "{then}");
    let now = server.page("/sec/code/section-d/10.18@2023-07-01").body;
    assert!(now.contains("In force on 1 July 2023"), "{now}");
    let data = server.data("/sec/code/section-d/10.18@2014-01-01").json();
    assert_eq!(data["lineage"][0]["since"], json!(null), "{data}");
    let named = server.page("/sec/code/section-d/10.18@9.0").body;
    assert!(named.contains("since when it stands so is not held"), "{named}");
    let never = server.ask("GET", "/sec/code/section-d/3.13", &[("accept", "text/html")], "");
    assert_eq!(never.status, 404);
    assert!(never.body.contains("what stood before 29 June 2023 is not held"), "{never:?}");
    // The control: the specimen's words are held from its first day on.
    let held = server.page("/specimen/code/section-b/1.3@2019-06-01").body;
    assert!(held.contains("In force on 1 June 2019"), "{held}");
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
    // A legal text as Modifications publish it, and a clause printed as it should read, which marks nothing.
    let drafted = |words: &str| {
        let body = json!({ "words": words }).to_string();
        let kind = [("content-type", "application/json")];
        demonstration.server().ask("POST", "/api/v1/specimen/draft", &kind, &body).json()
    };
    let published = drafted(
        "Legal text for MP9\n\nSection B ‘Change’\n\nIn Section B1.6, leave out “when one of its members asks it to”.\n",
    );
    assert!(
        published["instructions"].as_str().is_some_and(|text| text.contains("raise a Change Note, and must")),
        "{published}"
    );
    assert_eq!(published["losses"], json!([]), "{published}");
    let clean = drafted("B1.6 A Change Note may be withdrawn at any time.\n");
    assert!(clean["instructions"].as_str().unwrap().starts_with("Amend B1.6, which reads:"), "{clean}");
    assert!(clean["losses"][0].as_str().unwrap().starts_with("Nothing in this text is marked"), "{clean}");
}

/// The redline of a draft as Word, sent back as a file, is the draft.
fn a_word_file(demonstration: &Serving) {
    let server = demonstration.server();
    let (status, word) =
        server.ask_bytes("/specimen/draft", "application/x-www-form-urlencoded", b"words=Omit+B1.6&do=docx");
    assert!(status == 200 && word.starts_with(b"PK"), "{status}");
    let upload = |name: &str, bytes: &[u8]| {
        let head = format!(
            "--cut\r\ncontent-disposition: form-data; name=\"words\"\r\n\r\n\r\n--cut\r\ncontent-disposition: form-data; \
             name=\"file\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        let body = [head.as_bytes(), bytes, b"\r\n--cut--\r\n"].concat();
        let (status, page) = server.ask_bytes("/specimen/draft", "multipart/form-data; boundary=cut", &body);
        (status, String::from_utf8(page).unwrap())
    };
    let (status, page) = upload("draft.docx", &word);
    assert!(status == 200 && page.contains(">Omit B1.6\n<"), "{status}: {page}");
    assert!(page.contains("Its changes were made by Draft."), "{page}");
    let (status, page) = upload("draft.docx", &word[..word.len() / 2]);
    assert!(status == 422 && page.contains("There is a problem"), "{status}: {page}");
    let (status, page) = upload("draft.txt", &[0xff, 0xfe, b'x']);
    assert!(status == 422 && page.contains("neither a Word file nor text"), "{status}: {page}");
    let (status, page) = upload("draft.txt", "\u{feff}Omit B1.6\r\n".as_bytes());
    assert!(status == 200 && page.contains(">Omit B1.6\n<"), "{status}: {page}");
}

/// A draft goes on to the act that attaches it, through signing in, with what the form can be filled with.
fn attaching(demonstration: &Serving) {
    let server = demonstration.server();
    let held = server.data("/specimen/modifications").json();
    let refined = held["modifications"].as_array().unwrap().iter().find(|one| one["stage"] == "refinement").unwrap();
    let number = refined["number"].as_str().unwrap().to_lowercase();
    let data = server.data(&format!("/specimen/modifications/{number}")).json();
    assert!(data["clashes"].is_array() && data["solutions"][0]["id"] == "proposed", "{data}");
    assert!(data["legal_texts"].as_array().unwrap().iter().all(|text| text["standing"]["state"].is_string()), "{data}");
    let mut browser = Browser::new(server);
    let page = browser.open("/specimen/draft");
    let form = page.forms().into_iter().find(|form| form.action() == "/specimen/draft").unwrap();
    let draft = form.fill("words", "Omit B1.6").with("attach", &number).with("do", "attach");
    let people = browser.send(&draft);
    people.shows(200, &["Take someone\u{2019}s place", "What you drafted goes along with you"]);
    let attach = browser.send(&people.form_with_button("Act as Fergus Dunbar"));
    let form = attach.form_to("attach-legal-text");
    assert_eq!(form.value("instructions"), ["Omit B1.6\n"]);
    assert_eq!(form.value("solutions"), ["proposed"]);
    assert!(
        form.value("version").first().is_some_and(|version| version.ends_with(".0")),
        "{:?}",
        form.value("version")
    );
    let wrong = browser.send(&form.clone().fill("instructions", "").fill("parts", "Part 1\nOmit B1.6"));
    wrong.shows(422, &["Line 1: say after a colon when Part 1 comes into force"]);
    let parts = "Part 1 (main.docx): with its release\nOmit B1.6\n\nPart 2: on 2027-03-01\nOmit B1.5";
    browser.send(&form.fill("instructions", "").fill("parts", parts)).shows(200, &["Recorded as event"]);
    let data = server.data(&format!("/specimen/modifications/{number}")).json();
    let text = &data["legal_texts"][0];
    assert_eq!(
        (&text["parts"][0]["file"], &text["parts"][1]["in_force"]["on"]),
        (&json!("main.docx"), &json!("2027-03-01"))
    );
    assert_eq!(text["standing"]["state"], "current");
    // The next draft is put into the same parts.
    let again = browser.open("/specimen/draft");
    let form = again.forms().into_iter().find(|form| form.action() == "/specimen/draft").unwrap();
    let attach = browser.send(&form.fill("words", "Omit B1.5").with("attach", &number).with("do", "attach"));
    let form = attach.form_to("attach-legal-text");
    assert_eq!(form.value("instructions"), [""]);
    let parts = form.value("parts").concat();
    assert!(parts.starts_with("Part 1 (main.docx): with its release\nOmit B1.5\n"), "{parts}");
    assert!(parts.contains("Part 2: on 2027-03-01\n"), "{parts}");
}

/// What a legal text says that it was drafted against is compared, or said not to be.
fn stated_versions(demonstration: &Serving) {
    let server = demonstration.server();
    let held = server.data("/specimen/modifications").json();
    let refined = held["modifications"].as_array().unwrap().iter().find(|one| one["stage"] == "refinement").unwrap();
    let mut browser = Browser::new(server);
    browser.sign_in("Fergus Dunbar");
    let address = format!(
        "/specimen/modifications/{}/acts/attach-legal-text",
        refined["number"].as_str().unwrap().to_lowercase()
    );
    let form = browser.open(&address).form_to("attach-legal-text");
    let stated = |version: &str| format!("Drafted against {version}\n\nOmit B1.6\n");
    browser
        .send(&form.clone().fill("instructions", &stated("Section B version 1.0")))
        .shows(403, &["version 1.0 of Section B"]);
    let permitted = browser.send(&form.fill("instructions", &stated("the Code version 5.18")));
    permitted.shows(200, &["Recorded as event"]);
    let events = server.data("/specimen/record").json().to_string();
    assert!(events.contains("version 5.18 of the Code could not be checked"), "the ruling says so");
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
