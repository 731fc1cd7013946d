//! The list of contents against the headings: no number is left out, and none is another than the list says.

use super::super::Papers;
use super::CHECK;
use crate::finding::{Finding, Level};
use crate::read::outline::Entry;

/// With fewer entries than these it is not sure that a list is one of contents.
const FEWEST: usize = 3;

pub(super) fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let listed = list(&papers.contents.listed);
    let Some(last) = listed.last().filter(|_| listed.len() >= FEWEST) else { return };
    for (before, entry) in listed.iter().zip(listed.iter().skip(1)) {
        if let (Some(from), Some(to)) = (before.number, entry.number)
            && to != from + 1
        {
            let message = format!("In the contents, {to} “{}” follows {from} “{}”.", entry.title, before.title);
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place(entry.line, entry.line, &entry.title), message)
                    .value("after", from)
                    .value("number", to)
                    .mended_by("Put the missing section back, or number the sections anew."),
            );
        }
    }
    let headings: Vec<(&Entry, &Entry)> = listed
        .iter()
        .filter_map(|entry| {
            let same = |heading: &&Entry| {
                heading.line > last.line && heading.title.trim_end().eq_ignore_ascii_case(entry.title.trim_end())
            };
            let mut headings = papers.contents.numbered.iter().filter(same);
            // Where the words stand twice, it is not known which of them is the heading.
            let heading = headings.next()?;
            headings.next().is_none().then_some((*entry, heading))
        })
        .collect();
    for (entry, heading) in &headings {
        if let (Some(listed), Some(printed)) = (entry.number, heading.number)
            && listed != printed
        {
            let message = format!("“{}” is section {listed} in the contents and {printed} in the text.", heading.title);
            found.push(
                CHECK
                    .finding(Level::Warning, papers.this.place(heading.line, heading.line, &heading.title), message)
                    .value("contents", listed)
                    .value("number", printed)
                    .see(entry.line, "the contents"),
            );
        }
    }
    // What has another number was told of already.
    let same = |(entry, heading): &&(&Entry, &Entry)| entry.number == heading.number;
    let headings: Vec<_> = headings.iter().filter(same).collect();
    for (before, after) in headings.iter().zip(headings.iter().skip(1)) {
        if after.1.line < before.1.line {
            let message =
                format!("“{}” stands behind “{}” here, and before it in the contents.", before.1.title, after.1.title);
            let place = papers.this.place(before.1.line, before.1.line, &before.1.title);
            found.push(CHECK.finding(Level::Warning, place, message).see(before.0.line, "the contents"));
        }
    }
}

/// The numbered entries from the first on, as far as they belong to one list.
fn list(entries: &[Entry]) -> Vec<&Entry> {
    let numbered = entries.iter().filter(|entry| entry.number.is_some());
    let mut list: Vec<&Entry> = Vec::new();
    for entry in numbered.skip_while(|entry| entry.number != Some(1)) {
        // A list of tables or figures begins anew.
        if list.last().is_some_and(|before| entry.number <= before.number) {
            break;
        }
        list.push(entry);
    }
    list
}
