//! What covers of all kinds have in common: the information class and the version.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::Placed;
use crate::layout::flow::Flow;
use crate::layout::pattern::compiled;
use crate::source::Lines;

static CLASS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?i)\bclassified as ([A-Z][\w-]*)|\bclassification\s+of\s+([A-Z][\w-]*)|\bclassification:\s*([A-Z][\w-]*)",
    )
});
static VERSION: LazyLock<Regex> = LazyLock::new(|| compiled(r"(?i)^version:?\s+(\d+(?:\.\d+)*)$"));

/// The information class that the document gives itself.
pub(super) fn classification(lines: Lines<'_>) -> Option<Placed<String>> {
    let flow = Flow::of(lines.range(0, 80));
    let found = CLASS.captures(&flow.text)?;
    let class = found.iter().skip(1).flatten().next()?;
    Some(flow.placed(class.range(), class.as_str().to_owned()))
}

/// The version, alone on its line.
pub(super) fn version(cover: Lines<'_>) -> Option<Placed<String>> {
    cover.iter().find_map(|line| {
        let text = crate::layout::marks::plain(line.trimmed());
        let version = VERSION.captures(&text)?.get(1)?.as_str().to_owned();
        Some(Placed::on(line.number, version))
    })
}
