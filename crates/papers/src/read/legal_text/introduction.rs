//! What stands before and between the changes: the modification, the base, the documents, footnotes, attachments.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::LegalTextContext;
use super::damage;
use super::sheet::Row;
use crate::facts::{Base, BaseScope, CodeDocument, Placed};
use crate::finding::Finding;
use crate::layout::pattern::pattern;
use crate::source::Lines;

static MODIFICATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([A-Z]{0,6}P)(\d{2,5})([A-Z]?)\b"));
static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<document>(?:Section|Appendix|Schedule|Annex) (?:[A-Z]{1,2}|\d{1,3}))\s*[–-]?\s+[‘'“\x22](?P<title>[^’”\x22]*[^’'”\x22\s])(?P<end>[’'”\x22])?$",
    )
});
static BASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:drafted|redlined|marked|prepared|made) against (?:the )?(?P<what>.+?),? [Vv]ersion (?P<version>\d+(?:\.\d+)*)",
    )
});
static ANNEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Annex (?:[A-Z]|\d{1,2})$"));
static SECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:Section|Appendix|Schedule) (?:[A-Z]{1,2}|\d{1,3})$"));
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:Draft )?[Ll]egal [Tt]ext\s*[–—,:-]?\s*\(?[Vv]ersion (\d+(?:\.\d+)*)(?:$|\s*[,;|()–—-])")
});
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\bseparate (?:attachment|document|file|annex)\b|\bprovided separately\b|\bin (?:a|the) attachment\b")
});
/// A footnote: its mark, perhaps misread, at the start of a line, without or with a space before its words.
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([1-9Il¹²³])\s?(\p{Lu}\p{Ll}+\b.*)$"));

/// The modification that the text delivers: what encloses it says so, else its own introduction.
///
/// The introduction may print it in two forms. The one with as many digits as the document's other numbers of that
/// kind is taken; the other is left for the checks to report.
pub(super) fn modification(lines: &Lines<'_>, context: &LegalTextContext) -> Option<Placed<String>> {
    let mut all: Vec<(String, usize, Placed<String>)> = Vec::new();
    let mut introduction = None;
    for line in *lines {
        if introduction.is_none() && names_document(line.trimmed()) && DOCUMENT.is_match(line.trimmed()) {
            introduction = Some(all.len());
        }
        for found in MODIFICATION.captures_iter(&line.text).take(if line.text.contains('P') { usize::MAX } else { 0 }) {
            if let (Some(whole), Some(stem), Some(digits)) = (found.get(0), found.get(1), found.get(2)) {
                let stem = stem.as_str().to_owned();
                all.push((stem, digits.len(), Placed::on(line.number, whole.as_str().to_owned())));
            }
        }
    }
    if let Some(id) = &context.modification {
        let first = lines.iter().next().map_or(1, |line| line.number);
        let printed = all.iter().find(|(_, _, printed)| printed.value == *id).map(|(_, _, printed)| printed.clone());
        return Some(printed.unwrap_or_else(|| Placed::on(first, id.clone())));
    }
    let own = all.get(..introduction.unwrap_or(all.len())).unwrap_or_default();
    let mut counts: HashMap<(&str, usize), usize> = HashMap::new();
    for (stem, digits, _) in &all {
        *counts.entry((stem, *digits)).or_default() += 1;
    }
    let usual = |stem: &str, digits: usize| counts.get(&(stem, digits)).copied().unwrap_or(0);
    let best = own.iter().map(|(stem, digits, _)| usual(stem, *digits)).max()?;
    own.iter().find(|(stem, digits, _)| usual(stem, *digits) == best).map(|(_, _, id)| id.clone())
}

/// What stands before the first heading of a document or instruction.
pub(super) fn cover<'a>(lines: &Lines<'a>) -> Lines<'a> {
    const LONGEST: usize = 80;
    let heads = |text: &str| {
        names_document(text) && DOCUMENT.is_match(text)
            || ["Add ", "Insert ", "Amend ", "Delete ", "Replace "].iter().any(|verb| text.starts_with(verb))
    };
    let end = lines.iter().take(LONGEST).position(|line| heads(line.trimmed())).unwrap_or(LONGEST);
    lines.range(0, end)
}

/// The version in the heading of an annex.
pub(super) fn version(rows: &[Row]) -> Option<Placed<String>> {
    rows.iter().find_map(|row| {
        let found = VERSION.captures(&row.text)?;
        Some(Placed::on(row.line, found.get(1)?.as_str().to_owned()))
    })
}

/// A document heading that begins with the first row, over up to three rows, and how many it takes.
pub(super) fn document(rows: &[Row]) -> Option<(CodeDocument, usize)> {
    let first = rows.first().filter(|first| names_document(&first.text))?;
    let mut text = String::new();
    for (index, row) in rows.iter().take(3).enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(&row.text);
        let found = DOCUMENT.captures(&text)?;
        if found.name("end").is_some() {
            let name = found.name("document")?.as_str().to_owned();
            let title = found.name("title").map(|title| title.as_str().to_owned());
            return Some((CodeDocument { document: Placed::over(first.line, row.line, name), title }, index + 1));
        }
    }
    None
}

/// The line begins as the heading of a document does.
fn names_document(line: &str) -> bool {
    ["Section ", "Appendix ", "Schedule ", "Annex "].iter().any(|kind| line.starts_with(kind))
}

/// The heading of an annex: after the changes, the legal text has ended.
pub(super) fn next_annex(row: &Row) -> bool {
    ANNEX.is_match(&row.text)
}

/// A statement of the edition that the text is drawn against, and how many rows it takes.
pub(super) fn base(rows: &[Row], document: Option<&str>) -> Option<(Base, usize)> {
    let mut text = String::new();
    for (index, row) in rows.iter().take(3).enumerate() {
        if index > 0 {
            if row.gap {
                return None;
            }
            text.push(' ');
        }
        text.push_str(&row.text);
        if !text.contains(" against ") {
            continue;
        }
        if let Some(found) = BASE.captures(&text) {
            let version = Placed::on(row.line, found.name("version")?.as_str().to_owned());
            let what = found.name("what")?.as_str().trim();
            let section = if SECTION.is_match(what) {
                Some(what.to_owned())
            } else if what.contains("Code") || what.chars().all(char::is_uppercase) {
                None
            } else {
                document.map(str::to_owned)
            };
            let scope = if section.is_some() { BaseScope::Section } else { BaseScope::Code };
            return Some((Base { scope, document: section, version }, index + 1));
        }
    }
    None
}

/// A sentence that sends the reader to another file, and how many rows it takes.
pub(super) fn attachment(rows: &[Row]) -> Option<usize> {
    let first = rows.first()?;
    if !(first.text.starts_with("Please see") || first.text.starts_with("See ") || first.text.starts_with("The ")) {
        return None;
    }
    let mut text = first.text.clone();
    if let Some(next) = rows.get(1).filter(|next| !next.gap) {
        text = format!("{text} {}", next.text);
    }
    if ATTACHED.is_match(&first.text) {
        return Some(1);
    }
    ATTACHED.is_match(&text).then_some(2)
}

/// Takes footnotes off the foot of their pages, and their marks off the figures that a scan glued them to.
///
/// A mark is taken off only where the footnote of that mark stands on the same page and one figure alone can bear it.
pub(super) fn settle_footnotes(rows: &mut Vec<Row>, findings: &mut Vec<Finding>) {
    let starts: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(index, row)| {
            row.gap && mark(&row.text).is_some() && super::numbers::start(&row.text).is_none() && *index > 0
        })
        .map(|(index, _)| index)
        .collect();
    for start in starts.into_iter().rev() {
        let Some(mark) = rows.get(start).and_then(|row| mark(&row.text)) else { continue };
        let block = 1 + rows.iter().skip(start + 1).take_while(|row| !row.gap && !row.page).count();
        if !rows.get(start + block).is_none_or(|next| next.page) {
            continue;
        }
        let page = rows.iter().take(start).rposition(|row| row.page).unwrap_or(0);
        let mut bearing: Vec<&mut Row> =
            rows.iter_mut().take(start).skip(page).filter(|row| bears(&row.text, mark)).collect();
        let [row] = bearing.as_mut_slice() else { continue };
        let printed = row.text.clone();
        row.text = without_mark(&printed, mark);
        let message = format!(
            "The figure at the end of “{printed}” bears the mark of footnote {mark} on this page: it is read as “{}”. Compare it with \
             the original.",
            row.text
        );
        let mut finding = damage::damaged(row.line, row.line, message);
        let note: Vec<&str> = rows.iter().skip(start).take(block).map(|row| row.text.as_str()).collect();
        finding.values.insert("footnote", note.join(" ").into());
        findings.push(finding);
        rows.drain(start..start + block);
    }
}

/// The mark of a footnote that a row begins.
fn mark(text: &str) -> Option<char> {
    let found = FOOTNOTE.captures(text)?;
    let word = found.get(2)?.as_str();
    let glued = !text.chars().nth(1).is_some_and(char::is_whitespace);
    match found.get(1)?.as_str().chars().next()? {
        // A capital I is a mark only where it is glued to a word that begins with a capital of its own.
        'I' | 'l' if glued && word.chars().count() > 3 => Some('1'),
        'I' | 'l' => None,
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        other => Some(other),
    }
}

/// A decimal figure that the mark can be glued to stands at the end of a sentence in the text.
fn bears(text: &str, mark: char) -> bool {
    let figure = text.trim_end_matches(['.', ',', ';']);
    let last = figure.rsplit(char::is_whitespace).next().unwrap_or("");
    let glued = last.strip_suffix(mark).or_else(|| last.strip_suffix(raised(mark)));
    glued.is_some_and(|rest| {
        rest.split_once('.').is_some_and(|(whole, part)| {
            !part.is_empty() && [whole, part].iter().all(|digits| digits.chars().all(|c| c.is_ascii_digit()))
        })
    })
}

fn without_mark(text: &str, mark: char) -> String {
    let figure = text.trim_end_matches(['.', ',', ';']);
    let stop = text.strip_prefix(figure).unwrap_or("");
    let bare = figure.strip_suffix(mark).or_else(|| figure.strip_suffix(raised(mark))).unwrap_or(figure);
    format!("{bare}{stop}")
}

fn raised(mark: char) -> char {
    match mark {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        other => other,
    }
}
