//! Addresses: the same one for page and data, and what is answered where there is nothing.

use crate::program::Serving;

#[test]
fn what_was_nearly_the_address_leads_on_or_says_why_not() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for (asked, leads) in [
        ("/specimen/modifications/", "/specimen/modifications"),
        ("/Specimen/Modifications/CP061/", "/specimen/modifications/cp061"),
        ("/specimen/modifications/?page=2", "/specimen/modifications?page=2"),
        ("/api/v1/specimen/modifications/", "/api/v1/specimen/modifications"),
    ] {
        let moved = server.page(asked);
        assert_eq!((moved.status, moved.header("location")), (308, Some(leads)), "{asked}");
    }
    assert_eq!(server.page("/api/v1").json(), server.page("/api/v1/").json());
    for (path, why) in [
        ("/sec/code/section-d/10.22@2024-02-30", "`2024-02-30` is no day of the calendar"),
        ("/sec/code/section-d/compare/2020-06-25..2024-13-01", "`2024-13-01` is no day"),
        ("/sec/code/section-d/10.22@2024-02-29,known-2023-02-29", "`2023-02-29` is no day"),
        ("/specimen/modifications?stage=bogus", "`bogus` is no stage"),
        ("/specimen/modifications?page=9999", "no page 9999"),
    ] {
        let page = server.page(path);
        assert!(page.status == 404 && page.body.contains(why), "{path}: {page:?}");
        assert!(!page.body.contains("as=csv"), "{path}: what is not there is offered as a table");
    }
    server.data("/specimen/modifications?stage=bogus").problem(404);
    // The controls: a stage and a last page that there are.
    assert_eq!(server.page("/specimen/modifications?stage=vote").status, 200);
    assert_eq!(server.data("/specimen/modifications?stage=vote").status, 200);
}

#[test]
fn a_page_and_its_data_share_one_address() {
    let demonstration = Serving::demonstration();
    let server = demonstration.server();
    for address in [
        "/",
        "/specimen",
        "/specimen/modifications",
        "/specimen/modifications/cp061",
        "/specimen/releases",
        "/specimen/releases/february-2027",
        "/specimen/code",
        "/specimen/code/section-e",
        "/specimen/code/section-e/2.2",
        "/specimen/code/section-b/1.3@2026-02-25",
        "/specimen/code/section-b/1.3@2026-02-26",
        "/specimen/code/section-b/compare/4.0..6.0",
        "/specimen/code/compare/2026-02-25..2026-02-26",
        "/specimen/consultations",
        "/specimen/bodies",
        "/specimen/rules?at=2026-02-26",
        "/specimen/rules/b1.3-who-may-raise",
        "/specimen/calendar",
        "/specimen/record",
        "/specimen/record/5",
        "/sec/modifications",
        "/sec/modifications/mp167b?decided=2024-03-01",
        "/sec/releases/june-2020",
        "/sec/consultations/mp167b-refinement",
        "/sec/meetings",
        "/sec/meetings/change-board-1",
        "/sec/bodies/change-board",
        "/sec/parties",
        "/sec/parties/northwold-supply-ltd",
        "/sec/duties",
        "/sec/duties?body=code-administrator",
        "/sec/reviews",
        "/sec/policies",
        "/sec/measures",
        "/sec/code",
    ] {
        let page = server.page(address);
        assert_eq!(page.status, 200, "{address}: {page:?}");
        assert!(page.body.starts_with("<!doctype html>"), "{address}: {page:?}");
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{address}");
        assert!(!page.body.contains("<script") && !page.body.contains("style=\""), "{address}");
        let data = server.data(address);
        assert_eq!((data.status, data.header("content-type")), (200, Some("application/json")), "{address}");
        let beneath = server.ask("GET", &format!("/api/v1{address}"), &[], "");
        assert_eq!(beneath.json(), data.json(), "{address}");
        let head = server.ask("HEAD", address, &[("accept", "text/html")], "");
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{address}");
    }
    let before = server.data("/specimen/code/section-b/1.3@2026-02-25").body;
    let after = server.data("/specimen/code/section-b/1.3@2026-02-26").body;
    assert!(!before.contains("Heat Consumers Forum") && after.contains("Heat Consumers Forum"), "{before}\n{after}");
    nothing_there(&demonstration);
    capitals_lead_on(&demonstration);
    dates_that_are_none(&demonstration);
    alive(&demonstration);
}

fn nothing_there(demonstration: &Serving) {
    let server = demonstration.server();
    for address in [
        "/gas",
        "/specimen/modifications/cp999",
        "/specimen/code/section-e/99.9",
        "/specimen/code/section-e@2026-02-30",
        "/specimen/code/section-z",
        "/specimen/record/0",
        "/specimen/record/05",
        "/specimen/record/999999",
        "/specimen/acts/frob",
        "/specimen/../../etc/passwd",
        "/specimen/%2e%2e/%00",
        "/static/other.css",
        "//",
    ] {
        let page = server.page(address);
        assert_eq!(page.status, 404, "{address}: {page:?}");
        assert!(page.body.contains("<h1"), "{address}: a page that leads on: {page:?}");
        server.data(address).problem(404);
    }
    for method in ["PUT", "DELETE", "PATCH"] {
        let status = server.ask(method, "/specimen/modifications/cp061", &[], "").status;
        assert_eq!(status, 405, "{method}");
    }
    let posted = server.ask("POST", "/specimen/code", &[("content-type", "application/x-www-form-urlencoded")], "a=b");
    assert_eq!((posted.status, posted.header("allow")), (405, Some("GET, HEAD")), "{posted:?}");
    assert!(posted.body.contains("<h1"), "a page of the site says so: {posted:?}");
    server.ask("POST", "/api/v1/specimen/code", &[], "").problem(405);
    for (method, address, allowed) in [
        ("DELETE", "/api/v1/specimen/acts", "POST"),
        ("GET", "/api/v1/specimen/acts", "POST"),
        ("DELETE", "/specimen/draft", "GET, HEAD, POST"),
    ] {
        let refused = server.ask(method, address, &[], "");
        assert_eq!((refused.status, refused.header("allow")), (405, Some(allowed)), "{method} {address}");
    }
    let large = "x".repeat(5 * 1024 * 1024);
    let answered = server.ask("POST", "/specimen/draft", &[("content-type", "text/plain")], &large);
    assert_eq!(answered.status, 413, "{}", answered.body.len());
    assert!(answered.body.contains("<h1") && answered.body.contains("4 MB"), "{}", answered.body);
}

fn capitals_lead_on(demonstration: &Serving) {
    let server = demonstration.server();
    for (written, plain) in [
        ("/SPECIMEN/modifications", "/specimen/modifications"),
        ("/specimen/Modifications", "/specimen/modifications"),
        ("/specimen/modifications/CP061", "/specimen/modifications/cp061"),
        ("/specimen/code/Section-B/1.3%402026-02-25", "/specimen/code/section-b/1.3@2026-02-25"),
        ("/api/v1/SPECIMEN/code", "/api/v1/specimen/code"),
        ("/specimen/code/section-b/B1.3", "/specimen/code/section-b/1.3"),
        ("/specimen/code/section-b/b1.3", "/specimen/code/section-b/1.3"),
    ] {
        let answered = server.page(written);
        assert_eq!((answered.status, answered.header("location")), (308, Some(plain)), "{written}");
        assert_eq!(server.page(plain).status, 200, "{plain}");
    }
}

fn dates_that_are_none(demonstration: &Serving) {
    let server = demonstration.server();
    for (address, words) in [
        ("/specimen/rules?at=2026-02-30", "2026-02-30"),
        ("/specimen/code/section-b?as=odt", "docx"),
        ("/specimen/code/pick?document=section-b&date=yesterday&do=read", "yesterday"),
    ] {
        let page = server.page(address);
        assert!(page.status == 400 && page.body.contains(words), "{address}: {page:?}");
    }
    let unknown = server.page("/specimen/code/section-e@7.0");
    assert!(unknown.status == 404 && unknown.body.contains("it has 2.0, 3.0"), "{unknown:?}");
    let chosen = server.page("/specimen/code/pick?document=section-b&text=&date=2026-02-26&with=cp079a&do=read");
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/specimen/code/section-b@2026-02-26+cp079a")));
}

fn alive(demonstration: &Serving) {
    let server = demonstration.server();
    assert_eq!(server.ask("GET", "/healthz", &[], "").status, 200);
    let ready = server.ask("GET", "/readyz", &[], "");
    assert_eq!(ready.status, 200);
    let home = server.data("/specimen").json();
    assert_eq!(ready.json()["positions"]["specimen"], home["position"]);
    let sheet =
        server.page("/specimen").body.split("href=\"").find(|link| link.starts_with("/static/")).map(str::to_owned);
    let sheet = sheet.as_deref().and_then(|link| link.split('"').next()).expect("a style sheet");
    let sheet = server.ask("GET", sheet, &[], "");
    assert!(sheet.header("cache-control").is_some_and(|kept| kept.contains("immutable")), "{sheet:?}");
}
