//! Finds which unit of one edition's flow is which of another's: by identity, by place, by likeness between neighbours.

use std::collections::HashMap;

use legaltext::redline::rising;

use super::align::{Bag, SAME, align};
use super::flow::{Owner, Piece, Unit};

/// Two units in one place must share this much (of 1000) to be the same provision without a shared identity.
const LIKE_IN_PLACE: u32 = 300;
/// And this much when their numbers differ.
const LIKE_ELSEWHERE: u32 = 500;

/// Which old unit each new one is.
pub(super) struct Pairs {
    /// For each new unit, the place of its old one.
    pub(super) old_of: Vec<Option<usize>>,
    /// For each old unit, the place of its new one.
    pub(super) new_of: Vec<Option<usize>>,
    /// The pairs that kept their place, in order.
    pub(super) kept: Vec<(usize, usize)>,
    /// For each new unit that moved, the name of the move; units that moved together share it. 0 for all others.
    pub(super) moves: Vec<usize>,
}

/// Pairs the units of two flows.
pub(super) fn pair(old: &[Unit<'_>], new: &[Unit<'_>]) -> Pairs {
    let mut pairs = Pairs {
        old_of: vec![None; new.len()],
        new_of: vec![None; old.len()],
        kept: Vec::new(),
        moves: vec![0; new.len()],
    };
    // Whatever comes or goes behind the last document that stays, the file ends with the last one of either text.
    if let (Some(was), Some(is)) = (old.len().checked_sub(1), new.len().checked_sub(1)) {
        pairs.set(was, is);
    }
    pairs.by_identity(old, new);
    pairs.by_place(old, new);
    pairs.between_neighbours(old, new);
    pairs.kept = pairs.in_both_orders(new);
    pairs.name_moves();
    pairs
}

impl Pairs {
    fn set(&mut self, was: usize, is: usize) {
        if let (Some(new_of), Some(old_of)) = (self.new_of.get_mut(was), self.old_of.get_mut(is))
            && new_of.is_none()
            && old_of.is_none()
        {
            *new_of = Some(is);
            *old_of = Some(was);
        }
    }

    fn is_open(list: &[Option<usize>], at: usize) -> bool {
        list.get(at).is_some_and(Option::is_none)
    }

    /// Provisions and definitions by their lasting identity, heads and ends by their document.
    fn by_identity(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        let mut known: HashMap<(Owner<'_>, &str), usize> = HashMap::with_capacity(old.len());
        for (was, unit) in old.iter().enumerate() {
            known.entry(identity(unit)).or_insert(was);
        }
        for (is, unit) in new.iter().enumerate() {
            if let Some(was) = known.get(&identity(unit)) {
                self.set(*was, is);
            }
        }
    }

    /// Those that have no identity in common, by document and number, when their words are alike.
    fn by_place(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        if self.old_of.iter().all(Option::is_some) {
            return;
        }
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (was, unit) in old.iter().enumerate().filter(|(was, _)| Self::is_open(&self.new_of, *was)) {
            known.entry(unit.place.as_str()).or_insert(was);
        }
        for (is, unit) in new.iter().enumerate() {
            let Some(was) = known.get(unit.place.as_str()).filter(|_| Self::is_open(&self.old_of, is)) else {
                continue;
            };
            let alike = old.get(*was).is_some_and(|o| {
                kind(o) == kind(unit) && (o.pieces == unit.pieces || bag(o).likeness(&bag(unit)) >= LIKE_IN_PLACE)
            });
            if alike {
                self.set(*was, is);
            }
        }
    }

    /// Between two that kept their place, what is left pairs by likeness, in order.
    fn between_neighbours(&mut self, old: &[Unit<'_>], new: &[Unit<'_>]) {
        let anchors = self.in_both_orders(new);
        let mut from = (0, 0);
        for (was, is) in anchors.into_iter().chain(Some((old.len(), new.len()))) {
            let olds: Vec<usize> = (from.0..was).filter(|at| Self::is_open(&self.new_of, *at)).collect();
            let news: Vec<usize> = (from.1..is).filter(|at| Self::is_open(&self.old_of, *at)).collect();
            from = (was + 1, is + 1);
            if olds.is_empty() || news.is_empty() {
                continue;
            }
            let bags = |units: &[Unit<'_>], at: &[usize]| -> Vec<Bag> {
                at.iter().map(|at| units.get(*at).map(bag).unwrap_or_default()).collect()
            };
            let (old_bags, new_bags) = (bags(old, &olds), bags(new, &news));
            let score = |a: usize, b: usize| {
                let units = olds.get(a).and_then(|at| old.get(*at)).zip(news.get(b).and_then(|at| new.get(*at)));
                let Some((o, n)) = units.filter(|(o, n)| kind(o) == kind(n)) else { return 0 };
                if o.pieces == n.pieces {
                    return SAME;
                }
                let like = old_bags.get(a).zip(new_bags.get(b)).map_or(0, |(o, n)| o.likeness(n));
                if like >= LIKE_ELSEWHERE { like } else { 0 }
            };
            for (a, b) in align(olds.len(), news.len(), score) {
                if let (Some(was), Some(is)) = (olds.get(a), news.get(b)) {
                    self.set(*was, *is);
                }
            }
        }
    }

    /// The pairs that stand in the same order in both, as many words as there are.
    fn in_both_orders(&self, new: &[Unit<'_>]) -> Vec<(usize, usize)> {
        let pairs: Vec<(usize, usize)> =
            self.old_of.iter().enumerate().filter_map(|(is, was)| Some(((*was)?, is))).collect();
        if pairs.is_sorted() {
            return pairs;
        }
        rising(&pairs, |(_, is)| new.get(is).map_or(1, |unit| 1 + u64::try_from(length(unit)).unwrap_or(0)))
    }

    /// Gives neighbours that moved together one name.
    fn name_moves(&mut self) {
        let mut kept = self.kept.iter().map(|(_, is)| *is).peekable();
        let mut name = 0;
        let mut last: Option<usize> = None;
        for (is, was) in self.old_of.iter().enumerate() {
            if kept.next_if_eq(&is).is_some() {
                last = None;
                continue;
            }
            if let Some(was) = was {
                if last.is_none_or(|last| last + 1 != *was) {
                    name += 1;
                }
                if let Some(slot) = self.moves.get_mut(is) {
                    *slot = name;
                }
            }
            last = *was;
        }
    }
}

fn identity<'u>(unit: &'u Unit<'u>) -> (Owner<'u>, &'u str) {
    match unit.owner {
        Owner::Head | Owner::End => (unit.owner, unit.place.as_str()),
        Owner::Own(_) | Owner::Tail(_) | Owner::Definition(_) | Owner::DefinitionTail(_) => (unit.owner, ""),
    }
}

/// Units of different kinds never pair by likeness: a list item never becomes a clause.
fn kind(unit: &Unit<'_>) -> u8 {
    let is_label = unit.place.ends_with(')');
    match unit.owner {
        Owner::Head => 0,
        Owner::Own(_) if is_label => 1,
        Owner::Own(_) => 2,
        Owner::Tail(_) => 3,
        Owner::Definition(_) => 4,
        Owner::DefinitionTail(_) => 5,
        Owner::End => 6,
    }
}

fn texts<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = &'u str> {
    unit.pieces.iter().flat_map(|piece| {
        let (line, rows) = match piece {
            Piece::Line(line) => (Some(line.words.as_ref()), None),
            Piece::Table { rows, .. } => (None, Some(rows)),
        };
        line.into_iter().chain(rows.into_iter().flatten().flat_map(|row| row.cells.iter().map(AsRef::as_ref)))
    })
}

fn bag(unit: &Unit<'_>) -> Bag {
    Bag::of(texts(unit))
}

/// About how many words a unit has; an estimate by its bytes, to weigh what moved.
fn length(unit: &Unit<'_>) -> usize {
    texts(unit).map(str::len).sum::<usize>() / 5
}
