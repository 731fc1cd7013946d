//! Looks at the directory of a package before anything in it is unpacked.

use zip::ZipArchive;

use super::Limits;
use super::tags::{Tag, Tags};
use crate::docx::error::DocxError;
use crate::docx::loss::{Loss, LossKind};

/// Refuses a package by its raw bytes, before its directory is read: a directory can be longer than any memory.
///
/// # Errors
/// [`DocxError::TooLarge`] where it has more entries than are read.
pub(super) fn refuse_many(bytes: &[u8], limits: &Limits) -> Result<(), DocxError> {
    // Every entry of every directory has this mark, whatever the end of the package says about their number.
    let mut entries = 0_usize;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'P') {
        rest = rest.get(at + 1..).unwrap_or_default();
        entries += usize::from(rest.starts_with(b"K\x01\x02"));
        if entries > limits.entries {
            return Err(DocxError::TooLarge(format!("it has more than {} entries", limits.entries)));
        }
    }
    Ok(())
}

/// Refuses what no maker of Word files writes: parts that share their bytes, names that lead elsewhere, links, and more
/// bytes unpacked than are read.
///
/// # Errors
/// One sentence for each.
pub(super) fn refuse_traps<R: std::io::Read + std::io::Seek>(
    zip: &mut ZipArchive<R>,
    limits: &Limits,
) -> Result<Vec<String>, DocxError> {
    let mut total = 0_u64;
    let mut spans = Vec::with_capacity(zip.len());
    let mut names = Vec::with_capacity(zip.len());
    for index in 0..zip.len() {
        let Ok(entry) = zip.by_index_raw(index) else { continue };
        let name = entry.name().map_or_else(|_| "\u{fffd}".to_owned(), std::borrow::Cow::into_owned);
        if leads_elsewhere(&name) || entry.is_symlink() {
            let what = format!("its part {:?} has a name that leads out of the package, or is a link", short(&name));
            return Err(DocxError::Trap(what));
        }
        total = total.saturating_add(entry.size());
        if total > limits.unpacked {
            return Err(DocxError::TooLarge(format!("it unpacks to more than {} bytes", limits.unpacked)));
        }
        let start = entry.header_start();
        let end = entry.data_start().unwrap_or(start).saturating_add(entry.compressed_size());
        spans.push((start, end));
        names.push(name);
    }
    spans.sort_unstable();
    let overlaps = spans.iter().zip(spans.iter().skip(1)).any(|((_, end), (start, _))| start < end);
    if overlaps {
        return Err(DocxError::Trap("some of its parts share the same bytes".to_owned()));
    }
    Ok(names)
}

fn short(name: &str) -> String {
    name.chars().take(60).collect()
}

/// A name that is no plain path inside the package, or one that shows as another name than it is.
fn leads_elsewhere(name: &str) -> bool {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    name.starts_with('/')
        || name.contains('\\')
        || name.contains(':')
        || name.chars().any(|c| c.is_control() || turns(c))
        || name.split('/').any(|part| part == "..")
}

/// Parts that would run, by their names.
pub(super) fn active_parts(names: &[String]) -> Vec<Loss> {
    let mut found = Vec::new();
    let mut tell = |here: bool, message: &str| {
        if here {
            found.push(Loss::new(LossKind::Active, "", message));
        }
    };
    let lower: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    let any = |test: &dyn Fn(&str) -> bool| lower.iter().any(|name| test(name));
    tell(
        any(&|name| name.contains("vbaproject") || name.contains("vbadata")),
        "The file holds macros. They were not touched; save it as .docx without macros before it is sent on.",
    );
    tell(
        any(&|name| name.contains("/embeddings/") || name.ends_with("oleobject.bin")),
        "The file holds embedded objects of other programs. They were not opened, and words in them were not read.",
    );
    tell(any(&|name| name.contains("/activex/")), "The file holds ActiveX controls. They were not touched.");
    found
}

/// What the relations of a part would fetch from outside the package. Links that a person may follow are none.
pub(super) fn fetches(relations: &str) -> Vec<Loss> {
    let mut found: Vec<Loss> = Vec::new();
    let mut tags = Tags::new(relations);
    while let Some(Ok(tag)) = tags.next() {
        let (Tag::Open(element) | Tag::Empty(element)) = tag else { continue };
        if !element.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")) {
            continue;
        }
        let kind = element.attribute("Type").unwrap_or_default();
        let what = match kind.rsplit('/').next().unwrap_or_default() {
            "hyperlink" => continue,
            "attachedTemplate" => "its template",
            "image" => "a picture",
            "oleObject" => "an embedded object",
            "frame" | "subDocument" | "aFChunk" => "a part of its words",
            _ => "something",
        };
        let target: String = element.attribute("Target").unwrap_or_default().chars().take(120).collect();
        let message = format!("The file would fetch {what} from {target}. It was not fetched.");
        if !found.iter().any(|loss| loss.message == message) && found.len() < 20 {
            found.push(Loss::new(LossKind::Active, "", message));
        }
    }
    found
}
