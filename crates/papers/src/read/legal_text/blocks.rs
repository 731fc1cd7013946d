//! Labels printed in a block apart from their paragraphs: matched by order and count, never by guess.

use super::damage::Repair;
use super::labels::{Counting, Fit, Label};
use super::lists::{Draft, Open};
use crate::facts::Placed;

/// A block of labels and the paragraphs that have followed it.
#[derive(Debug)]
pub(super) struct Block {
    /// The labels with their lines, in order.
    pub(super) labels: Vec<(usize, Label)>,
    /// How deep the list stands that the block belongs to: 0 is the outermost.
    pub(super) level: usize,
    /// How many paragraphs have followed.
    pub(super) paragraphs: usize,
    /// The place of the first of them among the paragraphs of their list, from 0.
    pub(super) first: usize,
    /// An elision stands before the first of them.
    pub(super) after_elision: bool,
}

impl Block {
    /// A block of the list at a depth, without labels yet.
    pub(super) fn new(level: usize) -> Self {
        Self { labels: Vec::new(), level, paragraphs: 0, first: 0, after_elision: false }
    }

    /// Labels whose paragraphs have not come yet.
    pub(super) fn waiting(&self) -> usize {
        self.labels.len().saturating_sub(self.paragraphs)
    }

    /// How the list is counted: as its first label says, else as a list at that depth is.
    pub(super) fn counting(&self, usual: Counting) -> Counting {
        match self.labels.first().filter(|(_, label)| label.clean).map(|(_, label)| label.printed.as_str()) {
            Some("(a)") => Counting::Letters,
            Some("(i)") => Counting::Roman,
            Some("(A)") => Counting::Capitals,
            _ => usual,
        }
    }
}

/// What a paragraph's label is.
type Settled = (Option<usize>, Option<(usize, Label)>);

/// Gives the paragraphs of a block their labels.
///
/// As many labels as paragraphs: each label belongs to its paragraph, and its place must agree with it. Fewer labels:
/// the paragraphs are labelled only where the label before the block and the one that ends it, or follows it, prove
/// the whole run. More labels: nothing tells which paragraph was lost, so none is labelled.
pub(super) fn settle(
    block: Block,
    open: &mut Open,
    following: Option<&Label>,
    damaged: bool,
    repairs: &mut Vec<Repair>,
    idle: &mut Vec<Placed<String>>,
) {
    let counting = open.counting;
    let before = block.first.checked_sub(1).and_then(|last| open.drafts.get(last));
    let start = match before {
        _ if block.after_elision => None,
        Some(draft) => draft.place.map(|place| place + 1),
        None => Some(1),
    };
    let start = start.or_else(|| start_from_labels(&block, counting));
    let drafts = open.drafts.iter_mut().skip(block.first);
    let settled = match block.labels.len().cmp(&block.paragraphs) {
        std::cmp::Ordering::Equal => equal(&block, start),
        std::cmp::Ordering::Less => fewer(&block, start, counting, following, damaged),
        std::cmp::Ordering::Greater => None,
    };
    let Some(settled) = settled else {
        idle.extend(block.labels.into_iter().map(|(line, label)| Placed::on(line, label.printed)));
        for draft in drafts {
            repairs.push(Repair { printed: Placed::on(draft.line, String::new()), read: None });
        }
        return;
    };
    for (draft, (place, label)) in drafts.zip(settled) {
        give(draft, place, label, counting, damaged, repairs);
    }
}

/// The place of the first paragraph as the clean labels of a block that matches its paragraphs tell it, all alike.
fn start_from_labels(block: &Block, counting: Counting) -> Option<usize> {
    let mut starts =
        block.labels.iter().enumerate().filter(|(_, (_, label))| label.clean).filter_map(|(index, (_, label))| {
            counting.place(&label.printed).and_then(|place| place.checked_sub(index))
        });
    let start = starts.next()?;
    (block.labels.len() == block.paragraphs && starts.all(|other| other == start)).then_some(start)
}

fn equal(block: &Block, start: Option<usize>) -> Option<Vec<Settled>> {
    let place = |index: usize| start.map(|start| start + index);
    Some(block.labels.iter().cloned().enumerate().map(|(index, label)| (place(index), Some(label))).collect())
}

/// Fewer labels than paragraphs: every paragraph's place is certain only if the run is closed at its end.
fn fewer(
    block: &Block,
    start: Option<usize>,
    counting: Counting,
    following: Option<&Label>,
    damaged: bool,
) -> Option<Vec<Settled>> {
    let start = start?;
    let end = start + block.paragraphs;
    let exact = |label: &Label, place: usize| label.fit(counting, place, false) == Fit::Exact;
    let closed = block.labels.last().is_some_and(|(_, label)| exact(label, end - 1))
        || following.is_some_and(|label| exact(label, end));
    if !closed {
        return None;
    }
    let mut settled: Vec<Settled> = (start..end).map(|place| (Some(place), None)).collect();
    // Labels that read as their own place divide the run; what is printed between two of them belongs there, and to one
    // paragraph certainly only where there are as many labels as paragraphs.
    let mut from = 0;
    let mut between: Vec<&(usize, Label)> = Vec::new();
    for printed in &block.labels {
        let own = (from..settled.len()).find(|at| exact(&printed.1, start + at));
        let Some(at) = own else {
            between.push(printed);
            continue;
        };
        place_between(&mut settled, from, at, &between, counting, damaged)?;
        between.clear();
        settled.get_mut(at)?.1 = Some(printed.clone());
        from = at + 1;
    }
    let end = settled.len();
    place_between(&mut settled, from, end, &between, counting, damaged)?;
    Some(settled)
}

/// Puts damaged labels to the places from `from` up to `to`. Nothing, where one of them fits none of these places.
fn place_between(
    settled: &mut [Settled],
    from: usize,
    to: usize,
    labels: &[&(usize, Label)],
    counting: Counting,
    damaged: bool,
) -> Option<()> {
    let free = settled.get_mut(from..to)?;
    let fits =
        |label: &Label, place: Option<usize>| place.is_some_and(|place| label.fit(counting, place, damaged) != Fit::No);
    if labels.len() > free.len() || labels.iter().any(|(_, label)| !free.iter().any(|(place, _)| fits(label, *place))) {
        return None;
    }
    if labels.len() == free.len() {
        for ((place, given), printed) in free.iter_mut().zip(labels) {
            *given = Some((*printed).clone()).filter(|(_, label)| fits(label, *place));
            given.as_ref()?;
        }
    }
    Some(())
}

fn give(
    draft: &mut Draft,
    place: Option<usize>,
    label: Option<(usize, Label)>,
    counting: Counting,
    damaged: bool,
    repairs: &mut Vec<Repair>,
) {
    let due = place.and_then(|place| counting.label(place));
    let (line, printed) = match &label {
        Some((line, label)) => (*line, label.printed.clone()),
        None => (draft.line, String::new()),
    };
    let fit = match (&label, place) {
        (Some((_, label)), Some(place)) => label.fit(counting, place, damaged),
        (None, Some(_)) => Fit::Damaged,
        (Some((_, label)), None) if label.clean => {
            draft.place = counting.place(&label.printed);
            draft.label = Some(label.printed.clone());
            return;
        }
        (_, None) => Fit::No,
    };
    match fit {
        Fit::Exact => (draft.label, draft.place) = (due, place),
        Fit::Damaged => {
            (draft.label, draft.place) = (due.clone(), place);
            repairs.push(Repair { printed: Placed::on(line, printed), read: due });
        }
        Fit::No => repairs.push(Repair { printed: Placed::on(line, printed), read: None }),
    }
}
