//! What is said in confidence is counted and marked, and its words are nowhere that a reader without a name can look.

use serde_json::json;

use crate::program::Serving;

#[test]
fn words_said_in_confidence_stand_on_no_page_and_in_no_data() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let secret = "Four new meters a week is all that we can fit.";
    let response = json!({
        "act": "respond", "by": "Devika Shah", "proposal": "MP167B", "view": "supports", "comment": "Open to all.",
        "answers": [
            { "question": 1, "answer": "Yes", "rationale": "Read by everybody." },
            { "question": 2, "answer": "No", "rationale": secret, "confidential": true },
        ],
    });
    let sent = server.act("sec", &[], &response);
    assert_eq!(sent.status, 201, "{sent:?}");
    let position = sent.json()["position"].as_u64().unwrap();
    let event = format!("/sec/record/{position}");
    for address in [
        "/sec/consultations/mp167b-report",
        "/sec/modifications/mp167b",
        "/sec/parties/northwold-supply-ltd",
        "/sec/record",
        event.as_str(),
    ] {
        for body in [server.page(address).body, server.data(address).body] {
            assert!(!body.contains("Four new meters"), "{address} shows what was said in confidence: {body}");
        }
    }
    let collated = server.data("/sec/consultations/mp167b-report").json();
    assert_eq!(collated["questions"][1]["in_confidence"], 1, "{collated}");
    assert_eq!(collated["questions"][0]["yes"], 1, "{collated}");
    assert!(collated.to_string().contains("Read by everybody."), "what was not said in confidence is there");
}

/// Pages are kept for whom they were made: whoever comes next is shown their own.
#[test]
fn a_page_that_was_made_for_one_reader_is_shown_to_no_other() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let secret = "Only the respondent and the Administrator read this.";
    let response = json!({
        "act": "respond", "by": "Devika Shah", "proposal": "MP167B", "view": "supports", "comment": "Open to all.",
        "answers": [{ "question": 2, "answer": "No", "rationale": secret, "confidential": true }],
    });
    let sent = server.act("sec", &[], &response);
    assert_eq!(sent.status, 201, "{sent:?}");
    let consultation = "/sec/consultations/mp167b-report";
    let as_reader = |cookie: &str, path: &str| server.ask("GET", path, &[("cookie", cookie)], "").body;
    let (respondent, other) = ("enact-person=sec:devika-shah", "enact-person=sec:callum-reid");
    // Twice round: the second time each page is there already.
    for _ in 0..2 {
        // The control: whoever may read it is shown it, first and last.
        assert!(as_reader(respondent, consultation).contains(secret));
        for cookie in [other, "", "x=1", "enact-person=sec:nobody", "enact-person=specimen:devika-shah"] {
            assert!(!as_reader(cookie, consultation).contains(secret), "`{cookie}` is shown another's page");
        }
        for (cookie, name, others) in
            [(respondent, "Devika Shah", "Callum Reid"), (other, "Callum Reid", "Devika Shah")]
        {
            let page = as_reader(cookie, "/sec/modifications");
            assert!(page.contains(name) && !page.contains(others), "{page}");
        }
        // A cookie that names nobody makes no difference; what was just done is told once and to nobody else.
        assert_eq!(as_reader("x=1", "/sec/modifications"), as_reader("", "/sec/modifications"));
        assert!(as_reader("enact-done=It%20is%20done", "/sec/modifications").contains("It is done"));
        assert!(!as_reader("", "/sec/modifications").contains("It is done"));
    }
}
