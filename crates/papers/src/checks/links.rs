//! EN143: each link leads somewhere, and none stands twice.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::finding::{Finding, Level};
use crate::source::Line;

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN143",
    name: "links",
    level: Level::Warning,
    explain: Explanation {
        looks_for: "A link with no address (`[here](#)`), an address whose beginning is misspelled, a link that shows \
                    another address than it leads to, and an address that stands twice in a row. No address is tried: \
                    nothing of a document leaves the machine.",
        why: "The reader who wants the document behind the link has no other way to it.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN143-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN143-right.txt");

static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\[((?:\\.|[^\]\\])+)\]\(([^()\s]*)\)"));
static BAD_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:^|[\s(<])((?:https?:/[^/\s]|https?//|htt?ps?;//|htps?://|ttps?://|https?:\\)\S*)")
});
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^<?(https?://[^\s<>]+)>?$"));

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let mut before: Option<(&str, usize)> = None;
    for line in papers.own_lines() {
        marked(papers, line, found);
        misspelled(papers, line, found);
        let text = line.trimmed();
        if text.is_empty() {
            continue;
        }
        let address = text
            .contains("://")
            .then(|| ADDRESS.captures(text))
            .flatten()
            .and_then(|found| found.get(1))
            .map(|found| found.as_str());
        if let (Some(address), Some((earlier, first))) = (address, before)
            && same(address, earlier)
        {
            let message = "The same address stands on two lines in a row.".to_owned();
            found.push(
                CHECK
                    .finding(Level::Note, papers.this.place(line.number, line.number, ""), message)
                    .value("address", address)
                    .see(first, "the first of them")
                    .mended_by("Take one away, or give the address that was meant."),
            );
        }
        before = address.map(|address| (address, line.number));
    }
}

/// Links as markdown writes them.
fn marked(papers: &Papers<'_>, line: &Line, found: &mut Vec<Finding>) {
    if !line.text.contains("](") {
        return;
    }
    for link in MARKED.captures_iter(&line.text) {
        let (Some(whole), Some(shown), Some(target)) = (link.get(0), link.get(1), link.get(2)) else { continue };
        let place = papers.this.place(line.number, line.number, whole.as_str());
        let (shown, target) = (shown.as_str(), target.as_str());
        if target.is_empty() || target == "#" {
            let message = format!("The link “{}” leads nowhere.", crate::layout::marks::plain(shown));
            found.push(
                CHECK
                    .finding(Level::Warning, place, message)
                    .value("text", shown)
                    .mended_by("Give the address of what it names."),
            );
        } else if shown.starts_with("http") && target.starts_with("http") && host(shown) != host(target) {
            let message = format!("The link shows the address {shown} and leads to {target}.");
            found.push(CHECK.finding(Level::Warning, place, message).value("shown", shown).value("target", target));
        }
    }
}

fn misspelled(papers: &Papers<'_>, line: &Line, found: &mut Vec<Finding>) {
    if !line.text.contains("//") && !line.text.contains(":/") && !line.text.contains(":\\") {
        return;
    }
    for address in BAD_START.captures_iter(&line.text).filter_map(|found| found.get(1)) {
        let message = format!("“{}” is no address that can be followed.", address.as_str());
        let place = papers.this.place(line.number, line.number, address.as_str());
        found.push(CHECK.finding(Level::Warning, place, message).mended_by("Begin it with https://."));
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim_end_matches('/')
}

/// `example.org` of `https://www.example.org/page`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().trim_start_matches("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_begins_as_it_should() {
        for bad in
            ["see https:/harbour.example/a", "htps://harbour.example", "https//harbour.example", "(http:/x.example)"]
        {
            assert!(BAD_START.is_match(bad), "{bad}");
        }
        for good in ["see https://harbour.example/a//b", "http://x.example", "and/or", "9:/10"] {
            assert!(!BAD_START.is_match(good), "{good}");
        }
        assert_eq!(host("https://www.harbour.example/a?b"), "harbour.example");
        assert!(same("https://a.example/b/", "https://a.example/b"));
    }
}
