//! Redlines as pages show them.

use std::collections::BTreeSet;

use askama::Template;
use legaltext::redline::{self, Change, ChangeKind, Folded, Op, Redline};
use legaltext::{DocumentId, Edition};
use procedure::register::Proposal;

use super::changed_lines::lines_of;
use super::{law, outlook};
use crate::paths::Point;
use crate::server::Visit;
use crate::web::{Frame, Link, ProvisionChange, RedlineEntry, RedlineView};

/// How many unchanged provisions stand beside each changed one.
const CONTEXT: usize = 1;
/// The most provisions that a page holds folded; beyond, a fold only counts them.
const MOST_FOLDED: usize = 600;

/// Where the numbers of a redline lead.
pub(super) struct Numbers<'v> {
    pub(super) visit: &'v Visit,
    /// The document of numbers that do not name theirs.
    pub(super) document: Option<&'v DocumentId>,
    /// The text that they are read in.
    pub(super) point: Option<Point>,
}

impl Numbers<'_> {
    fn link(&self, printed: &str) -> Option<Link> {
        let citation = printed.parse::<legaltext::Citation>().ok()?;
        let id = citation.document_id().or_else(|| self.document.cloned())?;
        law::provision_link(self.visit, &id, citation.number()?.as_str(), self.point.clone())
    }
}

/// What a proposal's legal text changes in the Code in force today, or in the Code that it changed; none where it has none or
/// it does not apply.
pub(super) fn of_proposal(visit: &Visit, proposal: &Proposal) -> Option<RedlineView> {
    let amendments = outlook::amendments_of(proposal)?;
    let day = proposal.live.and_then(|live| live.yesterday().ok()).unwrap_or(visit.today());
    let base = visit.register.edition_at(day)?;
    let applied = legaltext::apply(base, amendments, proposal.number()).ok()?;
    let old = format!("the Code of {}", crate::web::Day(day));
    let new = format!("{}, legal text {}", proposal.number(), outlook::version_of(proposal).unwrap_or_default());
    let point = match proposal.live {
        Some(live) => Some(Point::on(live)),
        None => law::with(proposal, None, visit.today()),
    };
    let numbers = Numbers { visit, document: None, point };
    let mut view = of_editions(&numbers, base, &applied.edition, &old, &new);
    mark_clashes(visit, proposal, &mut view);
    Some(view)
}

/// What a legal text changes that does not stand for its proposal: the same, without the marks of conflicts.
pub(super) fn of_text(
    visit: &Visit,
    proposal: &Proposal,
    amendments: &[legaltext::Amendment],
    version: &str,
) -> Option<RedlineView> {
    let base = visit.register.edition_at(visit.today())?;
    let applied = legaltext::apply(base, amendments, proposal.number()).ok()?;
    let numbers = Numbers { visit, document: None, point: None };
    let old = format!("the Code of {}", crate::web::Day(visit.today()));
    let new = format!("{}, legal text {version}", proposal.number());
    let mut view = of_editions(&numbers, base, &applied.edition, &old, &new);
    view.key = format!(" by legal text {version}");
    let slug = crate::server::slug(version);
    for entry in &mut view.entries {
        if let RedlineEntry::Shown(change) = entry {
            change.anchor = format!("{}-{slug}", change.anchor);
        }
    }
    Some(view)
}

/// Marks the provisions that other open proposals want otherwise.
fn mark_clashes(visit: &Visit, proposal: &Proposal, view: &mut RedlineView) {
    let outlook = visit.server.outlooks.at(visit);
    let Some(own) = outlook.drafts.iter().find(|drafted| drafted.number == proposal.number()) else { return };
    for drafted in outlook.drafts.iter().filter(|drafted| drafted.number != own.number) {
        for clash in legaltext::clashes(&own.effects, &drafted.effects).iter().filter(|clash| !clash.merges) {
            let place = clash.at.clause().to_string();
            let link = visit.numbered_link(&drafted.number);
            for entry in &mut view.entries {
                let RedlineEntry::Shown(change) = entry else { continue };
                let known = change.clashes.iter().any(|(other, _)| *other == link);
                if change.number == place && change.is_changed() && !known {
                    change.clashes.push((link.clone(), clash.message.clone()));
                }
            }
        }
    }
}

/// What differs between two editions, with the unchanged provisions beside each change.
pub(super) fn of_editions(numbers: &Numbers<'_>, old: &Edition, new: &Edition, of: &str, to: &str) -> RedlineView {
    view_of(&redline_of(old, new).named(of, to), Some(numbers))
}

/// The redline of two editions: of single documents with all that did not change, of more without.
pub(super) fn redline_of(old: &Edition, new: &Edition) -> Redline {
    let in_full = old.documents().len().max(new.documents().len()) <= 1;
    if in_full { redline::editions_in_full(old, new) } else { redline::editions(old, new) }
}

/// A redline as a page of its own, in one file.
///
/// # Errors
/// The template fails.
pub fn redline_file(redline: &Redline) -> Result<String, askama::Error> {
    RedlineFile { style: crate::web::style_sheet(), redline: view_of(redline, None), frame: Frame::bare() }.render()
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

fn view_of(redline: &Redline, numbers: Option<&Numbers<'_>>) -> RedlineView {
    let mut anchors = BTreeSet::new();
    let mut view = RedlineView {
        old: redline.old.clone(),
        new: redline.new.clone(),
        counts: counts(redline),
        ..RedlineView::default()
    };
    if redline.is_empty() {
        return view;
    }
    let mut rest = redline.changes.iter();
    let unchanged = redline.changes.iter().filter(|change| change.kind == ChangeKind::Unchanged).count();
    for entry in redline.folded(CONTEXT) {
        match entry {
            Folded::Shown(change) => {
                rest.find(|listed| std::ptr::eq(*listed, change));
                let shown = provision_change(change, numbers, &mut anchors);
                view.entries.push(RedlineEntry::Shown(Box::new(shown)));
            }
            Folded::LeftOut(count) => {
                let listed: Vec<&Change> =
                    if unchanged == 0 { Vec::new() } else { rest.by_ref().take(count).collect() };
                let shown = if unchanged > MOST_FOLDED { Vec::new() } else { listed };
                let shown = shown.into_iter().map(|change| provision_change(change, numbers, &mut anchors)).collect();
                view.entries.push(RedlineEntry::Folded(entry.to_string(), shown));
            }
        }
    }
    view
}

/// The words and provisions that differ, in one sentence.
fn counts(redline: &Redline) -> String {
    let many = |count: usize, one: &str, more: &str| {
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { more }))
    };
    let words = [
        many(redline.words.added, "word inserted", "words inserted"),
        many(redline.words.removed, "word omitted", "words omitted"),
    ];
    let kinds = redline.provisions;
    let provisions = [
        many(kinds.changed, "amended", "amended"),
        many(kinds.inserted, "inserted", "inserted"),
        many(kinds.removed, "omitted", "omitted"),
        many(kinds.moved, "moved", "moved"),
        many(kinds.renumbered, "renumbered", "renumbered"),
    ];
    let words = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let provisions = provisions.into_iter().flatten().collect::<Vec<_>>().join(", ");
    match (words.is_empty(), provisions.is_empty()) {
        (true, true) => "Nothing differs.".to_owned(),
        (false, true) => format!("{words}."),
        (true, false) => format!("Provisions: {provisions}."),
        (false, false) => format!("{words}. Provisions: {provisions}."),
    }
}

fn provision_change(change: &Change, numbers: Option<&Numbers<'_>>, anchors: &mut BTreeSet<String>) -> ProvisionChange {
    let printed = change.new_number.clone().or_else(|| change.old_number.clone()).unwrap_or_default();
    let mut anchor = format!("change-{}", law::anchor(&printed));
    while !anchors.insert(anchor.clone()) {
        anchor.push('x');
    }
    let (what, class) = what_happened(change);
    ProvisionChange {
        link: numbers.filter(|_| change.kind != ChangeKind::Removed).and_then(|numbers| numbers.link(&printed)),
        number: printed.trim_matches('"').to_owned(),
        anchor,
        what,
        class,
        lines: lines_of(change),
        clashes: Vec::new(),
    }
}

/// What became of a provision, in words, and the style sheet's name for it.
fn what_happened(change: &Change) -> (String, &'static str) {
    let words = |wanted: Op| {
        let marked = change.segments.iter().filter(|segment| segment.op == wanted);
        marked.map(|segment| segment.text.split_whitespace().count()).sum::<usize>()
    };
    let (inserted, omitted) = (words(Op::Insert), words(Op::Delete));
    let many = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 word {what}")),
        count => Some(format!("{count} words {what}")),
    };
    let marked: Vec<String> = [many(inserted, "inserted"), many(omitted, "omitted")].into_iter().flatten().collect();
    let marked = marked.join(", ");
    let from = change.old_number.as_deref().unwrap_or_default();
    let is_term = |number: &Option<String>| number.as_ref().is_some_and(|number| number.starts_with('"'));
    let also = |first: String| if marked.is_empty() { first } else { format!("{first}; {marked}") };
    match change.kind {
        ChangeKind::Unchanged => (String::new(), ""),
        ChangeKind::Changed if marked.is_empty() => ("Set out otherwise".to_owned(), "amended"),
        ChangeKind::Changed => (marked, "amended"),
        ChangeKind::Inserted if is_term(&change.new_number) => ("Definition inserted".to_owned(), "inserted"),
        ChangeKind::Inserted => ("Inserted".to_owned(), "inserted"),
        ChangeKind::Removed if is_term(&change.old_number) => ("Definition omitted".to_owned(), "omitted"),
        ChangeKind::Removed => ("Omitted".to_owned(), "omitted"),
        ChangeKind::Moved if change.old_number == change.new_number => (also("Moved".to_owned()), "moved"),
        ChangeKind::Moved => (also(format!("Moved from {from}")), "moved"),
        ChangeKind::Renumbered => (also(format!("Renumbered from {from}")), "moved"),
    }
}
