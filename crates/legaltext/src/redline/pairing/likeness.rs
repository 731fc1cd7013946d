//! How alike two provisions are: the share of pairs of neighbouring words that they have in common. Single words will not
//! do: all clauses of a code are made of the same ones.

mod elsewhere;
mod words;

use std::cell::{OnceCell, RefCell};

use super::super::ends::{same_at_foot, same_at_head};
use super::{Pairs, Unit, heaviest};
use words::{Common, Words};

/// Least share of common words for two provisions with different numbers to be one provision that changed.
const ALIKE: f64 = 0.3;
/// The same for two provisions with the same number.
const ALIKE_SAME_NUMBER: f64 = 0.06;
/// Largest number of pairs in one gap that are all compared.
const MOST_PAIRS: usize = 250_000;

/// How alike definitions of different terms must be to be one that was renamed: many say nearly the same.
const ALIKE_TERMS: f64 = 0.75;

/// The units of two texts that have no pair yet, with what they say. A unit that found its pair since is left where it is.
pub(super) struct Likeness<'u, 't> {
    old: Side<'u, 't>,
    new: Side<'u, 't>,
}

/// One text.
struct Side<'u, 't> {
    units: &'u [Unit<'t>],
    /// For each unit its place in `words`, when it had no pair at the beginning.
    open: Vec<u32>,
    words: Vec<OnceCell<Words>>,
    /// Kept from one unit to the next, so that each takes no more room than its words need.
    scratch: RefCell<Vec<u32>>,
}

impl<'u, 't> Side<'u, 't> {
    fn of(units: &'u [Unit<'t>], pairs: &[Option<usize>]) -> Side<'u, 't> {
        let mut count = 0;
        let mut place = |pair: &Option<usize>| {
            count += u32::from(pair.is_none());
            if pair.is_none() { count - 1 } else { u32::MAX }
        };
        let open = pairs.iter().map(&mut place).collect();
        Side { units, open, words: vec![OnceCell::new(); count as usize], scratch: RefCell::default() }
    }

    fn body(&self, at: usize) -> &str {
        self.units.get(at).map_or("", |unit| unit.body())
    }

    /// The words of a unit, found when they are first asked for.
    fn words(&self, at: usize) -> &Words {
        static NONE: Words = Words::NONE;
        let cell = self.open.get(at).and_then(|place| self.words.get(*place as usize));
        cell.map_or(&NONE, |cell| cell.get_or_init(|| Words::of(self.body(at), &mut self.scratch.borrow_mut())))
    }

    fn number(&self, at: usize) -> Option<&str> {
        self.units.get(at).and_then(|unit| unit.number.as_deref())
    }

    /// True for a definition.
    fn is_term(&self, at: usize) -> bool {
        self.number(at).is_some_and(|number| number.starts_with(['"', '\u{201c}']))
    }
}

impl<'u, 't> Likeness<'u, 't> {
    pub(super) fn of(old: &'u [Unit<'t>], new: &'u [Unit<'t>], pairs: &Pairs) -> Likeness<'u, 't> {
        Likeness { old: Side::of(old, &pairs.new_of), new: Side::of(new, &pairs.old_of) }
    }

    fn same_number(&self, was: usize, is: usize) -> bool {
        self.old.number(was).is_some_and(|number| self.new.number(is) == Some(number))
    }

    /// How much two units have in common, when that is at least `least` of what both say. Units that are too unlike in
    /// length are not looked into.
    fn common(&self, was: usize, is: usize, least: f64) -> Option<Common> {
        let (a, b) = (self.old.words(was), self.new.words(is));
        let most = Common { words: a.length.min(b.length), all: a.length + b.length };
        (most.share() >= least)
            .then(|| Words::common(a, b))
            .filter(|common| common.words > 0 && common.share() >= least)
    }

    /// The weight of a pair inside one gap; 0 when the two are not one provision.
    fn weight(&self, was: usize, is: usize) -> u32 {
        let same_number = self.same_number(was, is);
        let terms = !same_number && (self.old.is_term(was) || self.new.is_term(is));
        let least = match (same_number, terms) {
            (true, _) => ALIKE_SAME_NUMBER,
            (false, true) => ALIKE_TERMS,
            (false, false) => ALIKE,
        };
        let Some(common) = self.common(was, is, least) else {
            // The same place and number with other words altogether is still one provision, if nothing better is there.
            return u32::from(same_number);
        };
        let weight = match (common.share() >= ALIKE, same_number) {
            (true, true) => common.words * 5 + 4,
            (true, false) => common.words * 4,
            (false, _) => common.words * 2 + 4,
        };
        u32::try_from(weight).unwrap_or(u32::MAX / 2)
    }

    /// True for two units of which most is the same from the head or to the foot, which shows without looking at words.
    fn plainly_alike(&self, was: usize, is: usize) -> bool {
        if !self.same_number(was, is) && (self.old.is_term(was) || self.new.is_term(is)) {
            return false;
        }
        let (a, b) = (self.old.body(was).as_bytes(), self.new.body(is).as_bytes());
        let head = same_at_head(a, b);
        let room = a.len().min(b.len()) - head;
        let same = head + same_at_foot(a, b).min(room);
        same * 5 >= a.len().max(b.len()) * 3 && same > 0
    }

    /// The pairs of one gap, in order in both texts, with the greatest weight together. At both ends of the gap units that
    /// are plainly one need no weighing.
    pub(super) fn in_order(&self, olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
        let same = |(was, is): &(&usize, &usize)| self.same_number(**was, **is) && self.plainly_alike(**was, **is);
        let head = olds.iter().zip(news).take_while(same).count();
        let room = olds.len().min(news.len()) - head;
        let foot = olds.iter().rev().zip(news.iter().rev()).take(room).take_while(same).count();
        let middle = |units: &'_ [usize]| head..units.len() - foot;
        let (old_middle, new_middle) = (olds.get(middle(olds)).unwrap_or(&[]), news.get(middle(news)).unwrap_or(&[]));
        let mut pairs: Vec<(usize, usize)> = olds.iter().copied().zip(news.iter().copied()).take(head).collect();
        pairs.extend(self.weighed(old_middle, new_middle));
        let tail = |units: &'_ [usize]| units.len() - foot..;
        let tails = (olds.get(tail(olds)).unwrap_or(&[]), news.get(tail(news)).unwrap_or(&[]));
        pairs.extend(tails.0.iter().copied().zip(tails.1.iter().copied()));
        pairs
    }

    /// The pairs of a gap after weighing all against all.
    fn weighed(&self, olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
        if let ([was], [is]) = (olds, news)
            && (self.same_number(*was, *is) || self.plainly_alike(*was, *is))
        {
            // The same number is enough here, however unlike they are.
            return vec![(*was, *is)];
        }
        if olds.len().saturating_mul(news.len()) > MOST_PAIRS {
            return self.by_number(olds, news);
        }
        let unit = |places: &[usize], at: usize| places.get(at).copied().unwrap_or(usize::MAX);
        let pairs = heaviest(olds.len(), news.len(), |i, j| self.weight(unit(olds, i), unit(news, j)));
        pairs.into_iter().map(|(i, j)| (unit(olds, i), unit(news, j))).collect()
    }

    /// For a gap too wide to compare all with all: the pairs that have the same number and are alike, in order; then the
    /// smaller gaps between them.
    fn by_number(&self, olds: &[usize], news: &[usize]) -> Vec<(usize, usize)> {
        let mut numbered: Vec<(&str, usize)> =
            news.iter().enumerate().filter_map(|(at, is)| Some((self.new.number(*is)?, at))).collect();
        numbered.sort_unstable();
        let mut pairs = Vec::new();
        let (mut from_old, mut from_new) = (0, 0);
        for (i, was) in olds.iter().enumerate() {
            let Some(number) = self.old.number(*was) else { continue };
            let first = numbered.partition_point(|(n, _)| *n < number);
            let Some((_, j)) = numbered.get(first).filter(|(n, j)| *n == number && *j >= from_new) else { continue };
            let Some(is) = news.get(*j) else { continue };
            if self.common(*was, *is, ALIKE_SAME_NUMBER).is_none() {
                continue;
            }
            pairs.extend(self.smaller(olds.get(from_old..i), news.get(from_new..*j)));
            pairs.push((*was, *is));
            (from_old, from_new) = (i + 1, j + 1);
        }
        pairs.extend(self.smaller(olds.get(from_old..), news.get(from_new..)));
        pairs
    }

    /// The pairs of a part of a gap, unless it is too wide as well.
    fn smaller(&self, olds: Option<&[usize]>, news: Option<&[usize]>) -> Vec<(usize, usize)> {
        let (olds, news) = (olds.unwrap_or(&[]), news.unwrap_or(&[]));
        let fits = olds.len().saturating_mul(news.len()) <= MOST_PAIRS;
        if fits { self.in_order(olds, news) } else { Vec::new() }
    }
}
