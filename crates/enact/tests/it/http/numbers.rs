//! Old numbers lead on, what is gone says so, and a document that is gone leads to what is left.

use std::path::Path;

use crate::program::{Folder, Serving, enact, project};

/// What a modification of the demonstration that is in force does besides.
const BESIDES: &str = r#"
[[step.amendments]]
op = "renumber"
at = "H2.4"
to = "H2.5"
[[step.amendments]]
op = "omit"
at = "H4.2"
[[step.amendments]]
op = "omit"
at = "Schedule 1"
"#;

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copied(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

#[test]
fn old_numbers_lead_on_and_what_is_gone_says_so() {
    let scratch = Folder::new();
    let codes = scratch.path("codes");
    copied(&project().join("codes"), &codes);
    let story = codes.join("specimen/demonstration.toml");
    let told = std::fs::read_to_string(&story).unwrap();
    let ends = "    (e) the Heat Consumers Forum.\n'''\n";
    assert_eq!(told.matches(ends).count(), 1);
    std::fs::write(&story, told.replace(ends, &format!("{ends}{BESIDES}"))).unwrap();
    let demonstration =
        Serving::start(&mut enact(&["demo", "--codes", codes.to_str().unwrap(), "--listen", "127.0.0.1:0"]));
    let server = demonstration.server();

    let renumbered = server.page("/specimen/code/section-h/2.4");
    assert_eq!((renumbered.status, renumbered.header("location")), (308, Some("/specimen/code/section-h/2.5")));
    assert_eq!(renumbered.header("cache-control"), Some("no-cache"), "the number may be given to another clause");
    assert!(renumbered.header("set-cookie").is_some_and(|cookie| cookie.contains("H2.5")), "{renumbered:?}");
    assert_eq!(server.page("/specimen/code/section-h/2.5").status, 200);
    assert_eq!(server.page("/specimen/code/section-h/2.4@2026-01-15").status, 200, "its own day keeps the number");
    assert_eq!(server.page("/specimen/code/section-h/2.5@2026-01-15").status, 308, "and leads back to it");

    let gone = server.page("/specimen/code/section-h/4.2");
    assert_eq!(gone.status, 410, "{gone:?}");
    assert!(
        gone.body.contains("H4.2 is no longer in the Code: it was taken away on 26 February 2026"),
        "{}",
        gone.body
    );
    assert!(gone.body.contains("CP061"), "who took it away: {}", gone.body);
    let data = server.data("/specimen/code/section-h/2.4");
    assert_eq!((data.status, data.header("location")), (308, Some("/specimen/code/section-h/2.5")), "as data too");
    let data = server.data("/specimen/code/section-h/4.2");
    assert!(data.problem(410).to_string().contains("H4.2"), "{data:?}");
    assert_eq!(server.page("/specimen/code/section-h/4.99").status, 404, "a number that never was");

    for old in ["/specimen/code/schedule-1@2026-01-15", "/specimen/code/section-h/4.2@2026-01-15"] {
        let page = server.page(old);
        let words = "Read the text in force today";
        assert!(page.status == 200 && page.body.contains(words), "{old}: {page:?}");
        let before = page.body.split(words).next().unwrap();
        let leads = before.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
        assert_eq!(server.page(leads).status, 200, "{old} leads to {leads}");
    }
}
