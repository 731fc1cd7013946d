//! The files of a Code's audit log, with the paths that C2SP tlog-tiles gives them.

use std::fmt;

use super::parameter;

/// A file of the audit log, below `/{code}/record`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFile {
    /// `/record/checkpoint`: the signed size and root of the log.
    Checkpoint,
    /// `/record/tile/0/x001/067`, `/record/tile/0/x001/067.p/12`: hashes of the tree.
    Tile {
        /// The level of the tile: 0 holds the leaves.
        level: u8,
        /// The tile's place in its level, from 0.
        index: u64,
        /// How many hashes it holds: 1 to 256.
        width: u16,
    },
    /// `/record/tile/entries/000`: the entries of the log.
    Entries {
        /// The bundle's place, from 0.
        index: u64,
        /// How many entries it holds: 1 to 256.
        width: u16,
    },
    /// `/record/proof/12`, `/record/proof/12?size=100`: what proves that an event stands in the log.
    Inclusion {
        /// The position of the event.
        position: u64,
        /// The size of the log that it is proved in; as it is now, without one.
        size: Option<u64>,
    },
    /// `/record/proof/from/12`, `/record/proof/from/12?size=100`: what proves that the log goes on from when it had so many
    /// events.
    Consistency {
        /// How many events it had.
        old: u64,
        /// How many it has later; as it is now, without one.
        size: Option<u64>,
    },
}

/// How many hashes a whole tile holds.
const WHOLE: u16 = 256;

impl LogFile {
    /// Reads the parts of a path below `/record`.
    pub(super) fn parse(parts: &[&str], query: &str) -> Option<Self> {
        let size = parameter(query, "size").and_then(number);
        match parts {
            ["checkpoint"] => Some(Self::Checkpoint),
            ["proof", position] => Some(Self::Inclusion { position: number(position)?, size }),
            ["proof", "from", old] => Some(Self::Consistency { old: number(old)?, size }),
            ["tile", "entries", place @ ..] => {
                let (index, width) = place_of(place)?;
                Some(Self::Entries { index, width })
            }
            ["tile", level, place @ ..] => {
                let (index, width) = place_of(place)?;
                let level = u8::try_from(number(level)?).ok().filter(|level| *level < 64)?;
                Some(Self::Tile { level, index, width })
            }
            [..] => None,
        }
    }
}

/// A number as it is written: without signs and leading zeros.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// The index and width of a tile: `x001/x234/067`, with `.p/12` behind it where the tile is not whole.
fn place_of(parts: &[&str]) -> Option<(u64, u16)> {
    let (parts, width) = match parts {
        [before @ .., last, width] if last.ends_with(".p") => {
            let width = u16::try_from(number(width)?).ok().filter(|width| (1..WHOLE).contains(width))?;
            let mut parts = before.to_vec();
            parts.push(last.strip_suffix(".p")?);
            (parts, width)
        }
        whole => (whole.to_vec(), WHOLE),
    };
    let (last, before) = parts.split_last()?;
    let three =
        |text: &str| text.parse::<u64>().ok().filter(|_| text.len() == 3 && text.bytes().all(|c| c.is_ascii_digit()));
    let mut index = 0_u64;
    for part in before {
        index = index.checked_mul(1000)?.checked_add(three(part.strip_prefix('x')?)?)?;
        if index == 0 {
            return None;
        }
    }
    Some((index.checked_mul(1000)?.checked_add(three(last)?)?, width))
}

fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let (mut parts, mut rest) = (vec![format!("{:03}", index % 1000)], index / 1000);
    while rest > 0 {
        parts.push(format!("x{:03}", rest % 1000));
        rest /= 1000;
    }
    parts.reverse();
    f.write_str(&parts.join("/"))?;
    if width < WHOLE { write!(f, ".p/{width}") } else { Ok(()) }
}

impl fmt::Display for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |f: &mut fmt::Formatter<'_>, size: &Option<u64>| match size {
            Some(size) => write!(f, "?size={size}"),
            None => Ok(()),
        };
        match self {
            Self::Checkpoint => f.write_str("/record/checkpoint"),
            Self::Tile { level, index, width } => {
                write!(f, "/record/tile/{level}/")?;
                write_place(f, *index, *width)
            }
            Self::Entries { index, width } => {
                f.write_str("/record/tile/entries/")?;
                write_place(f, *index, *width)
            }
            Self::Inclusion { position, size } => {
                write!(f, "/record/proof/{position}")?;
                at(f, size)
            }
            Self::Consistency { old, size } => {
                write!(f, "/record/proof/from/{old}")?;
                at(f, size)
            }
        }
    }
}
