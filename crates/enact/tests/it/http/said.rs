//! What pages say in words: which field is wrong, how many must vote, on which day, and for whom.

use serde_json::json;

use crate::browser::Browser;
use crate::program::{Serving, run};

#[test]
fn the_summary_of_errors_names_each_field() {
    let demonstration = Serving::demonstration();
    let mut browser = Browser::new(demonstration.server());
    browser.sign_in("Fergus Dunbar");
    let form = browser.open("/specimen/acts/schedule-meeting").form_to("schedule-meeting");
    let page = browser.send(&form);
    page.shows(422, &["There is a problem", "Body: This is needed.", "Date: This is needed."]);
    let form = browser.open("/specimen/acts/raise-draft-proposal").form_to("raise-draft-proposal");
    browser.send(&form).shows(422, &["Title: This is needed."]);
}

#[test]
fn a_vote_says_how_many_voted_and_how_many_must() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let of_members = server.page("/specimen/modifications/cp063").body;
    assert!(of_members.contains("on the roster 5 voted; this count needs no quorum"), "{of_members}");
    // The SEC's Change Board needs half of its eight members, and one of its five groups of seats is no Party Category.
    let moved =
        server.ask("POST", "/demo/clock", &[("sec-fetch-site", "same-origin")], "back=/sec/modifications/mp167b");
    assert_eq!(moved.status, 303, "{moved:?}");
    let act = |act: serde_json::Value| {
        let done = server.act("sec", &[], &act);
        assert_eq!(done.status, 201, "{act}: {done:?}");
    };
    act(json!({ "act": "open-vote", "by": "code-administrator", "proposal": "MP167B" }));
    for member in ["Anneliese Grant", "Clara Montrose", "Farouk Benali", "Graham Sewell", "Imogen Pike"] {
        act(
            json!({ "act": "cast-vote", "by": member, "proposal": "MP167B", "vote": "approve", "reasons": "It serves (a)." }),
        );
    }
    act(json!({ "act": "close-vote", "by": "code-administrator", "proposal": "MP167B" }));
    let page = server.page("/sec/modifications/mp167b").body;
    let said = "Of the 8 on the roster 5 voted. Quorum: at least 4 must vote and 5 did.";
    assert!(page.contains(said) && page.contains("<th scope=\"col\">Group of seats</th>"), "{page}");
}

#[test]
fn sentences_name_things_and_days_as_people_do() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let people = demonstration.said() + &server.page("/demo/sign-in").body;
    assert!(people.contains("for SECAS") && !people.contains("the SECAS"), "{people}");
    let decided = server.page("/sec/modifications/mp167b?decided=2024-06-14").body;
    assert!(decided.contains("February 2024 SEC Release and June 2024 SEC Release are lost"), "{decided}");
    let saturday = server.page("/sec/modifications/mp167b?decided=2024-02-17").body;
    assert!(saturday.contains("17 February 2024 is no Working Day"), "{saturday}");
    let text = server.page("/sec/modifications/mp167b").body;
    let one_day = "re-based on 14 August 2023 on the Code of 29 June 2023, in force then";
    assert!(text.contains(one_day) && !text.contains("It was drafted against the text in force"), "{text}");
    let kept = server.page("/specimen/modifications/cp062").body;
    assert!(
        kept.contains("CP062 is in the February 2026 Release") && !kept.contains("release february-2026"),
        "{kept}"
    );
    let release = server.page("/specimen/releases/february-2027").body;
    assert!(release.contains("Not said"), "{release}");
}

#[test]
fn a_legal_text_as_it_is_published_is_attached_over_the_interface() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let attach = |text: &str| {
        let act =
            json!({ "act": "attach-legal-text", "by": "code-manager", "proposal": "CP084", "instructions": text });
        server.act("specimen", &[], &act)
    };
    let done = attach(
        "In Section E3.1, replace \u{201c}the maker's instructions\u{201d} with \u{201c}its maker's instructions\u{201d}.",
    );
    assert_eq!(done.status, 201, "{done:?}");
    assert!(done.json()["events"][0]["event"]["amendments"][0]["text"].as_str().unwrap().contains("its maker's"));
    // The plain form goes on as before; what is neither, or does not fit, is not read.
    assert_eq!(attach("Omit E3.3").status, 201);
    let stray = attach("Please amend E2.2.").problem(422);
    assert!(stray["reasons"][0].as_str().unwrap().starts_with("line 1: this line is no instruction"), "{stray}");
    let missing =
        attach("In Section E3.1, replace \u{201c}no such words\u{201d} with \u{201c}others\u{201d}.").problem(422);
    assert!(missing["reasons"][0].as_str().unwrap().contains("does not say"), "{missing}");
}

#[test]
fn the_schema_of_an_act_has_all_that_the_act_needs() {
    let described = run(&["--format", "json", "acts", "withdraw"]).json();
    let needed = described["schema"]["required"].as_array().unwrap();
    assert!(needed.contains(&json!("by")) && needed.contains(&json!("proposal")), "{described}");
    for beside in ["by", "judgements", "expected"] {
        assert!(described["schema"]["properties"][beside]["description"].is_string(), "{beside}: {described}");
    }
    assert!(run(&["acts", "withdraw"]).out.contains("by                   needed"));
}
