//! Reads what stands beside the words: comments, notes, properties.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::tags::{Tag, Tags};
use crate::docx::word_file::Comment;

/// The comments, without their places.
pub(super) fn comments(text: &str) -> Vec<Comment> {
    let mut found: Vec<Comment> = Vec::new();
    each_text(text, "comment", |id, author, date, words| {
        found.push(Comment { id, author, date, text: words, place: String::new() });
    });
    found
}

/// Footnotes or endnotes by id; `kind` keeps the two apart: `f1`, `e1`.
pub(super) fn notes(text: &str, kind: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let name = if kind == "f" { "footnote" } else { "endnote" };
    each_text(text, name, |id, _, _, words| {
        // The separators that Word keeps among the notes have no words.
        if !words.is_empty() {
            found.insert(format!("{kind}{id}"), words);
        }
    });
    found
}

/// Calls `take` with the id, author, date and words of each element of this name.
fn each_text(text: &str, name: &str, mut take: impl FnMut(String, String, Option<DateTime>, String)) {
    let mut tags = Tags::new(text);
    let mut under_way: Option<(String, String, Option<DateTime>, String)> = None;
    let (mut depth, mut from) = (0_usize, 0_usize);
    let mut in_text = false;
    while let Some(Ok(tag)) = tags.next() {
        match tag {
            Tag::Open(element) => {
                depth += 1;
                in_text = element.word() == "t";
                if element.word() == name {
                    let get = |name: &str| element.attribute(name).unwrap_or_default();
                    under_way = Some((get("id"), get("author"), date(&get("date")), String::new()));
                    from = depth;
                } else if element.word() == "p"
                    && let Some((_, _, _, words)) = under_way.as_mut().filter(|(_, _, _, words)| !words.is_empty())
                {
                    words.push(' ');
                }
            }
            Tag::Close => {
                in_text = false;
                if depth == from
                    && let Some((id, author, date, words)) = under_way.take()
                {
                    take(id, author, date, words.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                depth = depth.saturating_sub(1);
            }
            Tag::Text(part) if in_text => {
                if let Some((_, _, _, words)) = under_way.as_mut() {
                    words.push_str(&part);
                }
            }
            Tag::Text(_) | Tag::Empty(_) => {}
        }
    }
}

/// A time as Word writes it; whatever zone it names is passed over, as Word does.
pub(super) fn date(text: &str) -> Option<DateTime> {
    text.get(..19).unwrap_or(text).parse().ok()
}

/// Properties of the file by their names: `title`, `creator`, and those that programs set.
pub(super) fn properties(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut tags = Tags::new(text);
    let mut name = String::new();
    while let Some(Ok(tag)) = tags.next() {
        match tag {
            Tag::Open(element) => match element.local() {
                "property" => name = element.attribute("name").unwrap_or_default(),
                "lpwstr" => {}
                other => other.clone_into(&mut name),
            },
            Tag::Text(words) if !words.trim().is_empty() && !name.is_empty() => {
                found.entry(name.clone()).or_insert_with(String::new).push_str(&words);
            }
            Tag::Text(_) | Tag::Close | Tag::Empty(_) => {}
        }
    }
    found
}
