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
