//! Every page is printed with sample values. With `ENACT_PREVIEW` set to a folder, the pages are also written there.

use super::samples;

#[test]
fn every_page_prints_with_sample_values() {
    let pages = samples::all();
    for (name, html) in &pages {
        assert!(html.starts_with("<!doctype html>"), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading of the first rank");
    }
    if let Some(folder) = std::env::var_os("ENACT_PREVIEW") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (name, html) in &pages {
            let sheet = super::style_version();
            let html = html.replace(&format!("/static/enact.css?v={sheet}"), "enact.css");
            std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
        }
        std::fs::write(folder.join("enact.css"), super::style_sheet()).unwrap();
    }
}
