//! Addresses: the same one for page and data, and what is answered where there is nothing.

use crate::program::Serving;

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
        "/specimen/consultations",
        "/specimen/bodies",
        "/specimen/rules?at=2026-02-26",
        "/specimen/record",
        "/specimen/record/5",
        "/sec/modifications",
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
    alive(&demonstration);
}

fn nothing_there(demonstration: &Serving) {
    let server = demonstration.server();
    for address in [
        "/gas",
        "/SPECIMEN/modifications",
        "/specimen/Modifications",
        "/specimen/modifications/CP061",
        "/specimen/modifications/cp999",
        "/specimen/modifications/",
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
        assert!(status == 404 || status == 405, "{method}: {status}");
    }
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
