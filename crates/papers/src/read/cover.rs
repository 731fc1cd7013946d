//! What covers of all kinds have in common: the information class, the version and the date.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::facts::Placed;
use crate::layout::dates;
use crate::layout::flow::Flow;
use crate::layout::pattern::pattern;
use crate::source::{Line, Lines};

static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bclassified as ([A-Z][\w-]*)|\bclassification\s+of\s+([A-Z][\w-]*)|\bclassification:\s*([A-Z][\w-]*)",
    )
});
static VERSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^version(?: number| no\.?)?:?\s+(\d+(?:\.\d+)*)$"));
/// `Version 2.3` at the start or the end of a line that says the date too, perhaps behind what the document is.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:draft )?legal (?:text|drafting)\s*[–—,:-]?\s*)?\(?(?:version|v|issue)\.?\s?(\d+(?:\.\d+)*)\)?(?:\s*[,;|(–—-]+\s*|\s+)|(?:\s*[,;|(–—-]+\s*|\s+)(?:version|v|issue)\.?\s?(\d+(?:\.\d+)*)\)?$",
    )
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:date(?:d| of (?:issue|publication|(?:this )?document|(?:this )?version))?|(?:issue|publication|document|version) date|issued(?: on)?|published(?: on)?)\b\s*[:–—-]?\s*",
    )
});
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+"));

/// The information class that the document gives itself.
pub(super) fn classification(lines: Lines<'_>) -> Option<Placed<String>> {
    let flow = Flow::of(lines.range(0, 80));
    let found = CLASS.captures(&flow.text)?;
    let class = found.iter().skip(1).flatten().next()?;
    Some(flow.placed(class.range(), class.as_str().to_owned()))
}

/// The version: alone on its line, or beside the date.
pub(super) fn version(cover: Lines<'_>) -> Option<Placed<String>> {
    cover.iter().find_map(|line| {
        let text = level(line);
        let alone = VERSION.captures(&text).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
        let version = alone.or_else(|| beside(&text).map(|(version, _)| version))?;
        Some(Placed::on(line.number, version))
    })
}

/// The date of the document: alone on its line, behind a label that says so (`Date:`, `Issued`), or beside the version.
///
/// A date in brackets alone is that of something named above it, such as a release.
pub(super) fn date(cover: Lines<'_>) -> Option<Placed<Date>> {
    cover.iter().find_map(|line| {
        let text = level(line);
        let date = whole_date(&text).or_else(|| beside(&text).map(|(_, date)| date))?;
        Some(Placed::on(line.number, date))
    })
}

/// A line of a cover without its marks: a label and its value may be two cells of a table.
fn level(line: &Line) -> String {
    let text = crate::layout::marks::plain(line.trimmed()).replace(['\t', '|'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn whole_date(text: &str) -> Option<Date> {
    let text = LABEL.find(text).map_or(text, |label| text.get(label.end()..).unwrap_or_default());
    let text = WEEKDAY.find(text).map_or(text, |day| text.get(day.end()..).unwrap_or_default());
    dates::date(text.trim_end_matches('.'))
}

/// A line that says a version and a date, and nothing else.
fn beside(text: &str) -> Option<(String, Date)> {
    let found = BESIDE.captures(text)?;
    let (whole, version) = (found.get(0)?, found.iter().skip(1).flatten().next()?);
    let rest = if whole.start() == 0 { text.get(whole.end()..)? } else { text.get(..whole.start())? };
    let date = whole_date(rest.trim_matches(|c: char| " ()[],;".contains(c)))?;
    Some((version.as_str().to_owned(), date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn of(line: &str) -> (Option<String>, Option<String>) {
        let source = Source::from_bytes("f", line.as_bytes()).unwrap();
        let lines = source.lines();
        (version(lines).map(|version| version.value), date(lines).map(|date| date.value.to_string()))
    }

    #[test]
    fn a_cover_says_its_date_and_version_in_many_layouts() {
        let day = Some("2024-05-14".to_owned());
        for line in [
            "14 May 2024",
            "14th May 2024",
            "**14 May, 2024**",
            "Date: 14 May 2024",
            "Date\t14 May 2024",
            "Date of issue – Tuesday 14 May 2024",
            "Published 14 May 2024.",
        ] {
            assert_eq!(of(line), (None, day.clone()), "{line}");
        }
        for line in [
            "Version 2.3, 14 May 2024",
            "Version 2.3 – 14 May 2024",
            "Version 2.3 (14 May 2024)",
            "v2.3 | 14 May 2024",
            "14 May 2024, version 2.3",
            "Version 2.3 Date: 14 May 2024",
            "Legal text – version 2.3, 14 May 2024",
        ] {
            assert_eq!(of(line), (Some("2.3".to_owned()), day.clone()), "{line}");
        }
        for line in [
            "(14 May 2024)",
            "Implementation date: 14 May 2024",
            "The Board met on 14 May 2024",
            "Section A version 2.3 of 14 May 2024",
            "14 May",
        ] {
            assert_eq!(of(line), (None, None), "{line}");
        }
        assert_eq!(of("Version: 2.3"), (Some("2.3".to_owned()), None));
    }
}
