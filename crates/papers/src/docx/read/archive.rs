//! Opens the zip package of a Word file under limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::tags::{Tag, Tags};
use super::{Limits, inspection};
use crate::docx::error::DocxError;

/// An open package.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    ratio: u64,
    /// Parts that were unpacked only in part, or whose checksum is wrong.
    pub(super) damaged: Vec<String>,
    /// The names of all its parts.
    pub(super) names: Vec<String>,
}

/// A part may be this large whatever it was packed to: short parts of like lines pack very well.
const FREE: u64 = 1 << 20;

impl<'b> Archive<'b> {
    /// # Errors
    /// When the bytes are no zip package or have too many entries.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Archive<'b>, DocxError> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            return Err(DocxError::OldOrLocked);
        }
        if bytes.len() as u64 > limits.packed {
            return Err(DocxError::TooLarge(format!(
                "it has {} bytes and at most {} are read",
                bytes.len(),
                limits.packed
            )));
        }
        if !bytes.starts_with(b"PK") {
            return Err(DocxError::NoPackage("it does not begin as a zip package does".to_owned()));
        }
        if declared_entries(bytes).is_some_and(|entries| entries > limits.entries) {
            return Err(DocxError::TooLarge(format!("it has more than {} entries", limits.entries)));
        }
        inspection::refuse_many(bytes, limits)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            DocxError::NoPackage("the list of its parts, which stands at its end, cannot be read".to_owned())
        })?;
        if zip.len() > limits.entries {
            return Err(DocxError::TooLarge(format!("it has more than {} entries", limits.entries)));
        }
        let names = inspection::refuse_traps(&mut zip, limits)?;
        Ok(Archive { zip, left: limits.unpacked, ratio: limits.ratio.max(1), damaged: Vec::new(), names })
    }

    /// The part that holds the document, as the package's relations name it.
    ///
    /// # Errors
    /// When the package holds no Word document.
    pub(super) fn main_part(&mut self) -> Result<String, DocxError> {
        const USUAL: &str = "word/document.xml";
        let relations = self.text("_rels/.rels").ok().flatten().unwrap_or_default();
        let mut tags = Tags::new(&relations);
        while let Some(Ok(tag)) = tags.next() {
            if let Tag::Open(element) | Tag::Empty(element) = tag
                && element.local() == "Relationship"
                && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
                && let Some(target) = element.attribute("Target")
            {
                let target = target.trim_start_matches('/').to_owned();
                if self.zip.index_for_name(&target).is_some()
                    && !target.starts_with("xl/")
                    && !target.starts_with("ppt/")
                {
                    return Ok(target);
                }
            }
        }
        if self.zip.index_for_name(USUAL).is_some() { Ok(USUAL.to_owned()) } else { Err(DocxError::NoDocument) }
    }

    /// The text of a part; none when the package has no such part. What is damaged at its end is left out.
    ///
    /// # Errors
    /// When the part is beyond the limits, damaged from its first byte, or encrypted.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, DocxError> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let damaged = || DocxError::Damaged(format!("the part {name} cannot be unpacked"));
        let entry = self.zip.by_index(index).map_err(|_| damaged())?;
        let allowed = entry.compressed_size().saturating_mul(self.ratio).max(FREE).min(self.left);
        if entry.size() > allowed {
            let message = format!("its part {name} says that it unpacks to {} bytes", entry.size());
            return Err(DocxError::TooLarge(message));
        }
        let room = usize::try_from(entry.size().min(allowed)).unwrap_or(0).min(1 << 24);
        let mut bytes = Vec::with_capacity(room);
        let outcome = entry.take(allowed.saturating_add(1)).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        if size > allowed {
            let message = format!("its part {name} unpacks to more than {allowed} bytes");
            return Err(DocxError::TooLarge(message));
        }
        if outcome.is_err() && bytes.is_empty() {
            return Err(damaged());
        }
        self.left -= size;
        if outcome.is_err() {
            self.damaged.push(name.to_owned());
        }
        Ok(Some(decoded(bytes)))
    }
}

/// How many entries the end of the package says it has; asked before the list is read, because a list can be long.
fn declared_entries(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..)?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    match tail.get(at + 10..at + 12)? {
        [low, high] => Some(usize::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}

/// XML is UTF-8 unless it begins with a mark that says UTF-16. Bytes that fit no character become U+FFFD.
fn decoded(bytes: Vec<u8>) -> String {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| match pair {
                [a, b] => Some(read([*a, *b])),
                _ => None,
            })
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}
