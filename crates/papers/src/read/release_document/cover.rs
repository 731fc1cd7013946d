//! The cover: title, version, release, class.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::{Placed, ReleaseDocument};
use crate::layout::dates;
use crate::layout::marks::plain;
use crate::layout::pattern::pattern;
use crate::read::cover;
use crate::read::outline::Outline;
use crate::read::recognise::is_release_document_title;
use crate::source::{Lines, Source};

static RELEASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z][a-z]+ (?:\d{4} )?(?:[A-Za-z-]+ ){0,3}Release)$"));
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\((.+)\)$"));

pub(super) fn read(source: &Source, outline: &Outline<'_>, facts: &mut ReleaseDocument) {
    facts.classification = cover::classification(source.lines());
    facts.version = cover::version(outline.cover);
    facts.title = title(outline.cover).or_else(|| title(source.lines().range(0, 60)));
    release(outline.cover, facts);
    // A date alone on its line is the document's; the one in brackets under the release is the release's.
    facts.date = cover::date(outline.cover);
}

fn title(lines: Lines<'_>) -> Option<Placed<String>> {
    let printed: Vec<_> = lines.iter().filter(|line| !line.is_blank()).collect();
    let alone = printed.iter().find(|line| is_release_document_title(line.trimmed()));
    let wrapped = printed.windows(2).find_map(|pair| match pair {
        [first, second] => {
            let joined = format!("{} {}", first.trimmed(), second.trimmed());
            is_release_document_title(&joined).then(|| Placed::over(first.number, second.number, joined))
        }
        _ => None,
    });
    alone.map(|line| Placed::on(line.number, line.trimmed().to_owned())).or(wrapped)
}

fn release(cover: Lines<'_>, facts: &mut ReleaseDocument) {
    let printed: Vec<_> = cover.iter().filter(|line| !line.is_blank()).collect();
    for (index, line) in printed.iter().enumerate() {
        let bracketed = IN_BRACKETS.captures(line.trimmed()).and_then(|found| dates::date(found.get(1)?.as_str()));
        if let Some(date) = bracketed {
            facts.release.date = Some(Placed::on(line.number, date));
            let above = index.checked_sub(1).and_then(|above| printed.get(above));
            facts.release.name = above.map(|above| Placed::on(above.number, plain(above.trimmed()).into_owned()));
            return;
        }
    }
    facts.release.name = printed.iter().find_map(|line| {
        let name = RELEASE.captures(&plain(line.trimmed()))?.get(1)?.as_str().to_owned();
        Some(Placed::on(line.number, name))
    });
}
