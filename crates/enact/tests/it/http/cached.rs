//! What caches on the way must know: which form an address was answered in, and what a reader holds already.

use std::collections::BTreeSet;

use serde_json::json;

use crate::program::Serving;

#[test]
fn the_form_that_is_wanted_more_is_answered_and_caches_are_told_that_there_are_two() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for (accept, kind) in [
        ("text/html;q=0.1, application/json", "application/json"),
        ("application/json;q=0.2, text/html", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ] {
        let answer = server.ask("GET", "/specimen/modifications", &[("accept", accept)], "");
        assert_eq!(answer.header("content-type"), Some(kind), "{accept}");
        let varies: BTreeSet<&str> = answer.header("vary").unwrap_or_default().split(", ").collect();
        assert!(varies.contains("accept") && varies.contains("cookie"), "{accept}: {answer:?}");
    }
    // An address that answers in one form alone does not vary with it.
    assert_eq!(server.page("/api/v1/specimen/modifications").header("vary"), None);
}

#[test]
fn what_is_held_is_not_sent_again_until_the_record_moves_on() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    let mut tags = BTreeSet::new();
    // The demonstration shows its minute, which may end between two requests.
    let unchanged = |path: &str, accept: &str| {
        (0..3).any(|_| {
            let first = server.ask("GET", path, &[("accept", accept)], "");
            let tag = first.header("etag").unwrap_or_else(|| panic!("{path}: {first:?}")).to_owned();
            assert!(tag.starts_with('"') && tag.ends_with('"'), "a strong tag: {tag}");
            let weak = format!("\"another\", W/{tag}");
            [&tag, &weak, "*"].iter().all(|held| {
                let again = server.ask("GET", path, &[("accept", accept), ("if-none-match", held)], "");
                (again.status, again.body.as_str(), again.header("etag")) == (304, "", Some(&tag))
            })
        })
    };
    for path in ["/specimen/modifications", "/specimen/modifications/cp061", "/specimen/record", "/sec/code/section-d"]
    {
        for accept in ["text/html", "application/json"] {
            assert!(unchanged(path, accept), "{path} {accept}");
            tags.insert(server.ask("GET", path, &[("accept", accept)], "").header("etag").unwrap().to_owned());
        }
    }
    assert_eq!(tags.len(), 8, "page and data, and each address, have tags of their own: {tags:?}");
    let data = server.data("/specimen/modifications");
    let held = data.header("etag").unwrap().to_owned();
    let act =
        json!({ "act": "raise-draft-proposal", "by": "code-manager", "title": "One more", "issue": "It is one." });
    assert_eq!(server.act("specimen", &[], &act).status, 201);
    let headers = [("accept", "application/json"), ("if-none-match", held.as_str())];
    assert_eq!(server.ask("GET", "/specimen/modifications", &headers, "").status, 200, "the record has moved on");
    // What is for one reader alone, or was not found, has no tag.
    for path in ["/specimen/follow?page=/modifications", "/specimen/modifications/none"] {
        assert_eq!(server.page(path).header("etag"), None, "{path}");
    }
    // Another reader's page is another page.
    let hers = server.ask("GET", "/specimen/modifications", &[("cookie", "enact-person=specimen:davina-rowe")], "");
    assert_ne!(hers.header("etag"), server.page("/specimen/modifications").header("etag"));
}
