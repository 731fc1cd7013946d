//! The printed number of a provision.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::as_string::as_string;

/// The number of a provision as it is printed: `D10.22`, `D9A`, `D2A.3`, `3.2.4`, or a list label `(a)`, `(i)`, `(A)`.
///
/// The order is the order of a code: `D9` before `D9A` before `D10`, `D9.4` before `D9A`, `(z)` before `(aa)`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Printed);

/// A printed number, which is ASCII. A Code holds a hundred thousand of them and compares them all the time, so all but the
/// longest stand in place; what is left of the room is zero, so that equal numbers have equal bytes.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Printed {
    Short { length: u8, room: [u8; ROOM] },
    Long(Arc<Box<str>>),
}

/// Most bytes of a number that stand in place.
const ROOM: usize = 14;

as_string!(Number, "The printed number of a provision or the label of a list item.", "D10.22");

/// Why a text is not a provision's number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a number of the form D10.22, 3.2.4 or (a); write it as it is printed")]
pub struct NumberError(pub String);

/// Longest label between brackets; roman numerals up to (xxxviii).
const LONGEST_LABEL: usize = 7;

impl Number {
    /// A text that is known to be a number.
    fn of(text: &str) -> Number {
        let mut room = [0; ROOM];
        match (u8::try_from(text.len()), room.get_mut(..text.len())) {
            (Ok(length), Some(slot)) => {
                slot.copy_from_slice(text.as_bytes());
                Number(Printed::Short { length, room })
            }
            (_, _) => Number(Printed::Long(Arc::new(text.into()))),
        }
    }

    /// The number as printed.
    pub fn as_str(&self) -> &str {
        str::from_utf8(self.bytes()).unwrap_or("")
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match &self.0 {
            Printed::Short { length, room } => room.get(..usize::from(*length)).unwrap_or_default(),
            Printed::Long(text) => text.as_bytes(),
        }
    }

    /// True for the label of a list item, `(a)`, as against a clause's own number, `D10.22`.
    pub fn is_label(&self) -> bool {
        self.bytes().first() == Some(&b'(')
    }

    /// The letters before the first digit: `D` of `D10.22`, empty for `3.2.4` and for labels.
    pub fn letters(&self) -> &str {
        if self.is_label() {
            return "";
        }
        let text = self.as_str();
        let digits = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(text.len());
        text.get(..digits).unwrap_or("")
    }

    /// The numbers that this one stands under by its own form, topmost first, and itself: `3`, `3.2`, `3.2.4`.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        let text = self.as_str();
        text.match_indices('.').map(|(at, _)| at).chain(Some(text.len())).filter_map(|end| text.get(..end))
    }

    /// True when this is the other number or stands under it by its form: `D10.22` and `D10` are within `D10`.
    pub(crate) fn is_within(&self, other: &Number) -> bool {
        self.bytes().strip_prefix(other.bytes()).is_some_and(|rest| rest.is_empty() || rest.first() == Some(&b'.'))
    }

    /// The number that this one stands under by its own form: `D10` for `D10.22`; none for `D10` and for labels.
    pub fn parent(&self) -> Option<Number> {
        if self.is_label() {
            return None;
        }
        self.as_str().rsplit_once('.').map(|(above, _)| Number::of(above))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if is_label(text) || is_clause_number(text) { Ok(Number::of(text)) } else { Err(NumberError(text.to_owned())) }
    }
}

fn is_label(text: &str) -> bool {
    text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(|inner| {
        (1..=LONGEST_LABEL).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Up to three capitals, then digits with at most three trailing letters, then more of the same after full stops.
pub(crate) fn is_clause_number(text: &str) -> bool {
    let letters = text.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    letters <= 3 && text.as_bytes().get(letters..).is_some_and(|rest| rest.split(|byte| *byte == b'.').all(is_numeral))
}

fn is_numeral(part: &[u8]) -> bool {
    let digits = part.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = part.get(digits..).unwrap_or_default();
    (1..=6).contains(&digits) && after.len() <= 3 && after.iter().all(u8::is_ascii_alphabetic)
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0 == other.0 {
            return Ordering::Equal;
        }
        let (left, right) = (self.as_str(), other.as_str());
        natural(left, right).then_with(|| left.cmp(right))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares two printed numbers run by run: marks before digits before letters, digits by value, letters shorter first.
pub(crate) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        let (Some(l), Some(r)) = (next_run(&mut left), next_run(&mut right)) else {
            // One ran out first; `next_run` has already taken a run from `left` when only `right` is empty.
            return Ordering::Equal;
        };
        let order = l.0.cmp(&r.0).then_with(|| l.1.len().cmp(&r.1.len())).then_with(|| l.1.cmp(r.1));
        if order != Ordering::Equal {
            return order;
        }
        match (left.is_empty(), right.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
    }
}

/// The value of a roman numeral in one case, from 1 to 99: 4 for `iv`. None for anything else, and for `iiii`.
pub(crate) fn roman(text: &str) -> Option<u8> {
    const TENS: [&str; 10] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let one_case = text.bytes().all(|b| b.is_ascii_lowercase()) || text.bytes().all(|b| b.is_ascii_uppercase());
    if text.is_empty() || text.len() > LONGEST_LABEL || !one_case {
        return None;
    }
    let small = text.to_ascii_lowercase();
    (0_u8..10).zip(TENS).find_map(|(ten, tens)| {
        let rest = small.strip_prefix(tens)?;
        let one = (0_u8..10).zip(ONES).find(|(_, ones)| *ones == rest)?.0;
        Some(ten * 10 + one).filter(|value| *value > 0)
    })
}

/// Takes the next run of one kind off the front: 0 a mark, 1 digits (without leading zeros), 2 capitals, 3 small letters. The
/// `A` of an inserted `(aA)` is a run of its own, so that it stands between `(a)` and `(b)`.
fn next_run<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let kind = |byte: u8| match byte {
        b'0'..=b'9' => 1,
        b'A'..=b'Z' => 2,
        b'a'..=b'z' => 3,
        _ => 0,
    };
    let of = kind(*rest.first()?);
    let end = rest.iter().position(|byte| kind(*byte) != of).unwrap_or(rest.len());
    let (run, after) = rest.split_at_checked(end)?;
    *rest = after;
    let zeros = if of == 1 { run.iter().take_while(|byte| **byte == b'0').count() } else { 0 };
    Some((of, run.get(zeros..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    /// S1-145: the numbers of an Appendix carry no letter.
    #[test]
    fn numbers_of_the_code_are_read_and_printed_as_they_stand() {
        for text in ["D10.22", "D9A", "D2A.3", "3.2.4", "(a)", "(i)", "(A)", "(aa)", "A1.1", "Z1.6", "(xviii)", "1"] {
            assert_eq!(number(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for text in ["", "D", "D10.", ".1", "(a", "a)", "()", "D10 .2", "d10.2", "The", "D10.22(a)", "(a b)"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_order_is_that_of_a_code() {
        let order = ["A1.1", "D2A.3", "D9", "D9.1", "D9.4", "D9.10", "D9A", "D9A.2", "D10", "D10.22"];
        for pair in order.windows(2) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
        let labels = ["(a)", "(aA)", "(aB)", "(ab)"];
        for pair in labels.windows(2).chain([["(aA)", "(b)"].as_slice(), &["(iiA)", "(iii)"], &["(z)", "(aa)"]]) {
            assert!(number(pair[0]) < number(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn a_number_knows_what_it_stands_under() {
        assert_eq!(number("D10.22").parent(), Some(number("D10")));
        assert_eq!(number("3.2.4").parent(), Some(number("3.2")));
        assert_eq!(number("D10").parent(), None);
        assert_eq!(number("(a)").parent(), None);
        assert_eq!(number("D10.22").letters(), "D");
        assert_eq!(number("3.2.4").letters(), "");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::arbitrary::cases(256)))]
        #[test]
        fn the_order_is_total(a in "[A-D]?[0-9]{1,3}[AB]?(\\.[0-9]{1,2}[AB]?)?", b in "[A-D]?[0-9]{1,3}[AB]?(\\.[0-9]{1,2}[AB]?)?", c in "[A-D]?[0-9]{1,3}[AB]?(\\.[0-9]{1,2}[AB]?)?") {
            let (a, b, c) = (number(&a), number(&b), number(&c));
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a == b, a.cmp(&b) == Ordering::Equal);
            if a <= b && b <= c { prop_assert!(a <= c); }
        }
    }
}
