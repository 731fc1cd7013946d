//! The parts of one file: the report, and each annex with its head.

use std::sync::LazyLock;

use regex::Regex;

use super::cover::names_kind;
use crate::facts::{Annex, Placed};
use crate::layout::flow::Flow;
use crate::layout::marks;
use crate::layout::pattern::{PROPOSAL, pattern};
use crate::read::outline::is_heading;
use crate::source::{Line, Lines};

/// A file parted at the heads of its annexes.
pub(super) struct Parts<'a> {
    /// The report itself.
    pub(super) report: Lines<'a>,
    /// The annexes in order.
    pub(super) annexes: Vec<Part<'a>>,
}

/// An annex.
pub(super) struct Part<'a> {
    /// What its head says.
    pub(super) head: Annex,
    /// What stands under the line that names it.
    pub(super) lines: Lines<'a>,
}

static ANNEX: LazyLock<Regex> = LazyLock::new(|| pattern(r"^#*\s*Annex ([A-Z])(?:\s*[:–—-]\s*(\S.*))?$"));
static CLASSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^this document (?:is classified|has a classification)"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({PROPOSAL})\b[:\s–-]*")));
static VERSION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bversion\s+(\d+(?:\.\d+)*)"));

/// How many printed lines the head of an annex may have above the line that names it.
const HEAD: usize = 6;

/// The version that the head of an annex states.
pub(super) fn version_in(head: &str) -> Option<String> {
    Some(VERSION.captures(head)?.get(1)?.as_str().to_owned())
}

/// Parts a file at the lines that name an annex and nothing else.
pub(super) fn parts(lines: Lines<'_>) -> Parts<'_> {
    let named: Vec<usize> = (0..lines.len()).filter(|at| lines.get(*at).is_some_and(names_annex)).collect();
    let named: Vec<usize> = named.iter().copied().filter(|at| !is_in_contents(lines, *at, &named)).collect();
    let starts: Vec<usize> = named.iter().map(|at| head_start(lines, *at)).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let annexes =
        named.iter().zip(&starts).zip(ends).filter_map(|((at, start), end)| part(lines, *start, *at, end)).collect();
    Parts { report: lines.range(0, starts.first().copied().unwrap_or(lines.len())), annexes }
}

fn names_annex(line: &Line) -> bool {
    let text = marks::plain(line.trimmed());
    marks::bullet(&text).is_none() && !line.text.contains('\t') && is_head(&text)
}

/// The head of an annex may be longer than other headings.
pub(in crate::read) fn is_head(text: &str) -> bool {
    ANNEX.is_match(text)
        && !text.ends_with(['.', ',', ';', ':'])
        && !text.contains("...")
        && text.split_whitespace().count() <= 24
}

/// A list of contents names the annex first: the same line comes again, and another heading stands right behind this one.
fn is_in_contents(lines: Lines<'_>, at: usize, named: &[usize]) -> bool {
    let text = |at: usize| lines.get(at).map(|line| marks::plain(line.trimmed()).into_owned()).unwrap_or_default();
    let again = named.iter().any(|other| *other > at && text(*other) == text(at));
    let next = (at + 1..lines.len()).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
    again
        && next.is_some_and(|next| {
            is_heading(text(next).trim_start_matches(|c: char| c.is_ascii_digit() || ". ".contains(c)))
        })
}

/// Where the head of an annex begins: with the class or the modification's number printed above its name.
fn head_start(lines: Lines<'_>, named: usize) -> usize {
    let mut start = named;
    let printed = (0..named).rev().filter(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
    for at in printed.take(HEAD) {
        let text = lines.get(at).map(|line| marks::plain(line.trimmed()).into_owned()).unwrap_or_default();
        if CLASSED.is_match(&text) {
            return at;
        }
        if NUMBER.is_match(&text) {
            start = at;
        }
    }
    start
}

fn part(lines: Lines<'_>, start: usize, named: usize, end: usize) -> Option<Part<'_>> {
    let line = lines.get(named)?;
    let text = marks::plain(line.trimmed()).into_owned();
    let found = ANNEX.captures(&text)?;
    let letter = Placed::on(line.number, found.get(1)?.as_str().to_owned());
    let below = lines.range(named + 1, end);
    let inline = found.get(2).map(|holds| holds.as_str().to_owned());
    let holds = inline.or_else(|| {
        let next = below.iter().find(|line| !line.is_blank())?;
        Some(marks::plain(next.trimmed()).into_owned())
    });
    let (id, title) = named_modification(lines.range(start, named));
    Some(Part { head: Annex { letter, holds, id, title }, lines: below })
}

/// The modification's number and title in the head of an annex.
fn named_modification(head: Lines<'_>) -> (Option<Placed<String>>, Option<Placed<String>>) {
    // A page's header names the report by its number and its kind, and gives no title.
    let is_number = |line: &&Line| {
        let text = marks::plain(line.trimmed());
        NUMBER.find(&text).is_some_and(|number| !names_kind(text.get(number.end()..).unwrap_or_default()))
    };
    let flow = Flow::of(head.iter().skip_while(|line| !is_number(line)));
    let Some(found) = NUMBER.captures(&flow.text) else { return (None, None) };
    let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { return (None, None) };
    let id = flow.placed(number.range(), number.as_str().to_owned());
    let rest = flow.text.get(whole.end()..).unwrap_or_default();
    let title = marks::quoted_prefix(rest).map_or_else(|| marks::unquoted(rest), |(title, _)| title);
    let title = (!title.is_empty()).then(|| flow.placed(whole.end()..flow.text.len(), title.to_owned()));
    (Some(id), title)
}
