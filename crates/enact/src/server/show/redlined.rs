//! Redlines as pages show them.

use std::collections::BTreeSet;

use askama::Template;
use legaltext::redline::{self, Change, ChangeKind, Op, Redline};
use legaltext::{Citation, Draft, Edition, Effects};
use procedure::register::Proposal;

use crate::server::Visit;
use crate::web::{Frame, Link, ProvisionChange, RedlineView, Segment};

/// What a proposal's legal text changes in the Code in force today; none where it has none or it does not apply.
pub(super) fn of_proposal(visit: &Visit, proposal: &Proposal) -> Option<RedlineView> {
    let text = proposal.legal_text.as_ref()?;
    let day = proposal.live.and_then(|live| live.yesterday().ok()).unwrap_or(visit.today());
    let base = visit.register.edition_at(day)?;
    let applied = legaltext::apply(base, &text.amendments, proposal.number()).ok()?;
    let old = format!("the Code of {}", crate::web::Day(day));
    let new = format!("{}, legal text {}", proposal.number(), text.version);
    let mut view = of_editions(visit, base, &applied.edition, &old, &new);
    let mine = Effects::of(&Draft { name: proposal.number(), base, amendments: &text.amendments });
    let others = visit.register.proposals().filter(|other| other.id != proposal.id && !other.stage.is_end());
    for other in others {
        let Some(theirs) = &other.legal_text else { continue };
        let theirs = Draft { name: other.number(), base, amendments: &theirs.amendments };
        for clash in legaltext::clashes(&mine, &Effects::of(&theirs)).iter().filter(|clash| !clash.merges) {
            let place = clash.at.clause().to_string();
            let link = visit.proposal_link(other);
            let hit = view.changes.iter_mut().filter(|change| change.number == place && change.conflict.is_none());
            hit.for_each(|change| change.conflict = Some(link.clone()));
        }
    }
    Some(view)
}

/// What differs between two editions.
pub(super) fn of_editions(visit: &Visit, old: &Edition, new: &Edition, of: &str, to: &str) -> RedlineView {
    let redline = redline::editions(old, new).named(of, to);
    let mut view = view_of(&redline);
    for change in &mut view.changes {
        change.link = (!change.number.is_empty()).then(|| visit.clause_link(&change.number));
    }
    view
}

/// A redline as a page of its own, in one file.
///
/// # Errors
/// The template fails.
pub fn redline_file(redline: &Redline) -> Result<String, askama::Error> {
    RedlineFile { style: crate::web::style_sheet(), redline: view_of(redline), frame: Frame::bare() }.render()
}

/// A redline with its style sheet inside, to be sent about as one file.
#[derive(Template)]
#[template(path = "pages/redline_file.html")]
struct RedlineFile {
    style: &'static str,
    redline: RedlineView,
    #[allow(dead_code, reason = "the parts that the template shares with pages take it")]
    frame: Frame,
}

fn view_of(redline: &Redline) -> RedlineView {
    let mut anchors = BTreeSet::new();
    let count = |words: usize| u32::try_from(words).unwrap_or(u32::MAX);
    RedlineView {
        old: redline.old.clone(),
        new: redline.new.clone(),
        words_inserted: count(redline.words.added),
        words_omitted: count(redline.words.removed),
        changes: redline.changes.iter().flat_map(|change| lines_of(change, &mut anchors)).collect(),
    }
}

/// A changed provision, line by line: its own words, then each paragraph below it at its depth.
fn lines_of(change: &Change, anchors: &mut BTreeSet<String>) -> Vec<ProvisionChange> {
    let printed = change.new_number.clone().or_else(|| change.old_number.clone()).unwrap_or_default();
    let is_term = printed.starts_with('"');
    let from = change.old_number.clone().unwrap_or_default();
    let what = match change.kind {
        ChangeKind::Unchanged | ChangeKind::Changed => None,
        ChangeKind::Inserted if is_term => Some("Definition inserted".to_owned()),
        ChangeKind::Inserted => Some("Inserted".to_owned()),
        ChangeKind::Removed => Some("Omitted".to_owned()),
        ChangeKind::Moved => Some(format!("Moved from {from}")),
        ChangeKind::Renumbered => Some(format!("Renumbered from {from}")),
    };
    let mut anchor = format!("change-{}", super::law::anchor(&printed));
    while !anchors.insert(anchor.clone()) {
        anchor.push('x');
    }
    let mut heading = None;
    let mut lines: Vec<ProvisionChange> = Vec::new();
    for line in split_lines(change) {
        let text: String = line.iter().map(|segment| segment.text.as_str()).collect();
        if let Some(words) = text.trim().strip_prefix('#') {
            heading = Some(words.trim_start_matches('#').trim().to_owned());
            continue;
        }
        if text.trim().is_empty() {
            continue;
        }
        let first = lines.is_empty();
        let indent = text.len() - text.trim_start().len();
        let label = text.split_whitespace().next().filter(|word| word.starts_with('(') && word.ends_with(')'));
        let number = match (first, is_term, label) {
            (true, false, _) => printed.clone(),
            (true, true, _) => "Term".to_owned(),
            (false, _, None) => String::new(),
            (false, _, Some(label)) => label.to_owned(),
        };
        let head = if is_term { String::new() } else { number.clone() };
        lines.push(ProvisionChange {
            heading: heading.take(),
            depth: if first { 0 } else { u8::try_from(indent / 4).unwrap_or(3).min(3) },
            segments: segments(&line, &head),
            link: None::<Link>,
            conflict: None,
            number,
            anchor: if first { anchor.clone() } else { format!("{anchor}-{}", lines.len()) },
            what: if first { what.clone() } else { None },
        });
    }
    lines
}

/// The segments of a change, cut where a line of the markup ends.
fn split_lines(change: &Change) -> Vec<Vec<legaltext::redline::Segment>> {
    let mut lines = vec![Vec::new()];
    for segment in &change.segments {
        // Only the new text ends lines, unless there is none: omitted words stand in the line that they were in.
        let joined = segment.op == Op::Delete && change.kind != ChangeKind::Removed;
        let text = if joined { segment.text.replace('\n', " ") } else { segment.text.clone() };
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                line.push(legaltext::redline::Segment { op: segment.op, text: part.to_owned() });
            }
        }
    }
    lines
}

/// The words without the number at their head, which the page prints by itself.
fn segments(line: &[legaltext::redline::Segment], number: &str) -> Vec<Segment> {
    let mut at_head = true;
    let mut shown = Vec::new();
    for segment in line {
        let mut text = segment.text.as_str();
        let unheld;
        if at_head {
            text = text.trim_start();
            if let Some(rest) = text.strip_prefix("unheld ") {
                let heading = rest.strip_prefix(number).unwrap_or(rest).trim_start_matches(':').trim();
                unheld = format!("{heading} (words not held)").trim_start().to_owned();
                text = &unheld;
            }
            text = text.strip_prefix(number).unwrap_or(text).trim_start();
            at_head = text.is_empty();
        }
        if text.is_empty() {
            continue;
        }
        let text = text.to_owned();
        shown.push(match segment.op {
            Op::Equal => Segment::Same(text),
            Op::Insert => Segment::Inserted(text),
            Op::Delete => Segment::Omitted(text),
        });
    }
    shown
}

/// The clauses that a proposal's legal text changes.
pub(super) fn clauses_changed(proposal: &Proposal) -> impl Iterator<Item = Citation> {
    use legaltext::Amendment;
    let amendments = proposal.legal_text.iter().flat_map(|text| &text.amendments);
    amendments.filter_map(|amendment| match amendment {
        Amendment::Substitute { at, .. }
        | Amendment::Omit { at, .. }
        | Amendment::Renumber { at, .. }
        | Amendment::Move { at, .. } => Some(at.clause()),
        Amendment::Insert { number: Some(number), after, into, .. } => {
            let document = after.as_ref().and_then(Citation::document_id).or_else(|| into.clone())?;
            Some(Citation::new(&document, number.clone()))
        }
        Amendment::Insert { text, after, into, .. } => {
            let document = after.as_ref().and_then(Citation::document_id).or_else(|| into.clone())?;
            let first = text.split_whitespace().next()?.parse().ok()?;
            Some(Citation::new(&document, first))
        }
        Amendment::NewDocument { .. }
        | Amendment::Define { .. }
        | Amendment::Redefine { .. }
        | Amendment::Undefine { .. } => None,
    })
}
