//! Every page is printed with sample values. With `ENACT_PREVIEW` set to a folder, the pages are also written there.

use std::collections::BTreeSet;

use super::pages::ProblemPage;
use super::{Day, Frame, Moment, samples};
use crate::paths::Address;
use askama::Template as _;
use jiff::civil::{date, datetime};

/// The values of an attribute in a page, as written.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    html.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn plain(escaped: &str) -> String {
    escaped.replace("&#38;", "&").replace("&amp;", "&")
}

#[test]
fn every_page_prints_with_sample_values() {
    let pages = samples::all();
    for (name, html) in &pages {
        assert!(html.starts_with("<!doctype html>"), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name} has one heading of the first rank");
        let own = format!("<script src=\"/static/enact.js?v={}\" defer></script>", super::script_version());
        assert!(
            !html.replace(&own, "").contains("<script") && !html.contains(" style="),
            "{name} has neither scripts but our own nor inline style"
        );
        assert_eq!(html.contains(&own), name.starts_with("draft"), "{name}: only the drafting page has the script");
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

#[test]
fn every_link_and_form_of_a_page_leads_to_an_address() {
    for (name, html) in samples::all() {
        for written in values(&html, "href").into_iter().chain(values(&html, "action")) {
            if written.starts_with('#') || written == "data:," {
                continue;
            }
            let address = plain(written);
            let address = address.split('#').next().unwrap();
            let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
            assert!(Address::parse(path, query).is_some(), "{name} links to {written}, which no page has");
        }
    }
}

#[test]
fn every_id_of_a_page_stands_once_and_everything_that_names_an_id_finds_it() {
    for (name, html) in samples::all() {
        let ids = values(&html, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name} has an id twice: {ids:?}");
        let jumps = values(&html, "href").into_iter().filter_map(|to| to.strip_prefix('#'));
        let labels = values(&html, "for").into_iter();
        let described = values(&html, "aria-describedby").into_iter().chain(values(&html, "aria-labelledby"));
        for named in jumps.chain(labels).chain(described.flat_map(str::split_whitespace)) {
            assert!(known.contains(named), "{name} names `{named}`, which no element of it has as its id");
        }
    }
}

#[test]
fn what_people_write_never_becomes_markup() {
    let words = "<b onclick=\"x\">&'".to_owned();
    let page = ProblemPage::gone(Frame::bare(), words, Vec::new()).render().unwrap();
    assert!(!page.contains("<b onclick"), "{page}");
    assert!(page.contains("&#60;b onclick=&#34;x&#34;&#62;&#38;&#39;"), "{page}");
}

#[test]
fn inserted_and_omitted_words_are_said_as_well_as_marked() {
    let pages = samples::all();
    let (_, page) = pages.iter().find(|(name, _)| *name == "compare").unwrap();
    for (tag, before, after) in [("ins", "inserted ", " end of insertion"), ("del", "omitted ", " end of omission")] {
        let opened = page.matches(&format!("<{tag}>")).count();
        assert!(opened > 1);
        assert_eq!(page.matches(&format!("<{tag}><span class=\"hidden\">{before}</span>")).count(), opened);
        assert_eq!(page.matches(&format!("<span class=\"hidden\">{after}</span></{tag}>")).count(), opened);
    }
}

#[test]
fn days_and_moments_are_written_as_a_reader_says_them() {
    assert_eq!(Day(date(2024, 2, 29)).to_string(), "29 February 2024");
    assert_eq!(Day(date(2024, 2, 29)).weekday(), "Thursday");
    let clock = |hour, minute| Moment(datetime(2023, 7, 19, hour, minute, 0, 0)).clock();
    assert_eq!(clock(17, 0), "5pm");
    assert_eq!(clock(9, 5), "9:05am");
    assert_eq!(clock(12, 0), "midday");
    assert_eq!(clock(12, 30), "12:30pm");
    assert_eq!(clock(0, 0), "midnight");
    assert_eq!(Moment(datetime(2023, 7, 19, 17, 0, 0, 0)).iso(), "2023-07-19T17:00");
}
