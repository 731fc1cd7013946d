//! Which rules stand together: the days of a rulebook cut into spans in which none of its rules begins and none ends.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jiff::civil::Date;

use crate::act_name::ActName;

/// The first day of a rule and the first on which it is no longer in force, as far as they are known.
pub(crate) type RuleDays = (Option<Date>, Option<Date>);

/// The spans of a rulebook in one state of what its rules wait for. What stands in a span is put together when it is first asked for.
#[derive(Debug)]
pub(crate) struct Spans {
    /// The day of each modification that rules wait for, in the order of the rulebook.
    awaited: Awaited,
    /// The days on which rules change, in order.
    changes: Vec<Date>,
    /// What stands before the first change, from each up to the next, and from the last one on.
    together: Vec<OnceLock<Together>>,
}

/// The rules that are in force together, by their places in the rulebook.
#[derive(Debug, Default)]
pub(crate) struct Together {
    /// All of them, in the order of the files.
    pub(crate) all: Vec<usize>,
    /// Those that have committees watch parts of the Code.
    pub(crate) screenings: Vec<usize>,
    /// Those that govern an act.
    pub(crate) of_acts: BTreeMap<ActName, Governs>,
}

/// What governs one act in a span.
#[derive(Debug, Default)]
pub(crate) struct Governs {
    /// The rules, in the order of the files.
    pub(crate) rules: Vec<usize>,
    /// The transitions that may change them for what is under way.
    pub(crate) transitions: Vec<Changes>,
}

/// What a transition would change in the rules of an act.
#[derive(Debug)]
pub(crate) struct Changes {
    /// The transition.
    pub(crate) by: usize,
    /// The day on which the rules changed for others.
    pub(crate) since: Date,
    /// Rules that began on that day.
    pub(crate) held_off: Vec<usize>,
    /// Rules that ended on that day.
    pub(crate) kept: Vec<usize>,
}

impl Spans {
    /// The spans of rules with these days.
    pub(crate) fn new(awaited: Awaited, days: &[RuleDays]) -> Self {
        let mut changes: Vec<Date> = days.iter().flat_map(|(from, until)| from.iter().chain(until)).copied().collect();
        changes.sort_unstable();
        changes.dedup();
        let together = (0..=changes.len()).map(|_| OnceLock::new()).collect();
        Self { awaited, changes, together }
    }

    /// The days of what the rules wait for that these are the spans of.
    pub(crate) fn awaited(&self) -> &[Option<Date>] {
        &self.awaited
    }

    /// The place of the span of a day.
    pub(crate) fn place(&self, on: Date) -> usize {
        self.changes.partition_point(|change| *change <= on)
    }

    /// What stands in the span at a place, where it was put together already.
    pub(crate) fn known(&self, place: usize) -> Option<&Together> {
        self.together.get(place)?.get()
    }

    /// Puts together what stands in the span of a day, unless it was done before; its place comes back.
    pub(crate) fn of_day(&self, on: Date, put_together: impl FnOnce() -> Together) -> usize {
        let place = self.place(on);
        if let Some(span) = self.together.get(place) {
            span.get_or_init(put_together);
        }
        place
    }
}

/// The days of what a rulebook waits for, in its order.
type Awaited = Vec<Option<Date>>;

/// The spans of one rulebook that were put together, by the days of what its rules wait for. A copy of a rulebook shares them.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<BTreeMap<Awaited, Arc<Spans>>>>);

/// Beyond so many the older ones are forgotten, all at once.
const MOST_KEPT: usize = 512;

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Kept {
    /// The spans for these days of what is waited for.
    pub(crate) fn spans(&self, awaited: Awaited, days: impl FnOnce() -> Vec<RuleDays>) -> Arc<Spans> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept.get(&awaited) {
            return Arc::clone(known);
        }
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        let spans = Arc::new(Spans::new(awaited.clone(), &days()));
        kept.insert(awaited, Arc::clone(&spans));
        spans
    }
}

/// The spans that a register has come to under the rulebook that asked first, until something goes live or ends in it. Forgetting them
/// only costs time.
#[derive(Clone, Default)]
pub(crate) struct Reached(OnceLock<(Kept, Arc<Spans>)>);

impl fmt::Debug for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reached")
    }
}

impl Reached {
    /// The spans under a rulebook, worked out where they are not known.
    pub(crate) fn under(&self, kept: &Kept, work_out: impl FnOnce() -> Arc<Spans>) -> Arc<Spans> {
        if let Some((of, spans)) = self.0.get()
            && Arc::ptr_eq(&of.0, &kept.0)
        {
            return Arc::clone(spans);
        }
        let spans = work_out();
        // Another rulebook may have asked first; then each ruling under this one works them out.
        let _ = self.0.set((kept.clone(), Arc::clone(&spans)));
        spans
    }

    /// Forgets them.
    pub(crate) fn forget(&mut self) {
        self.0 = OnceLock::new();
    }
}
