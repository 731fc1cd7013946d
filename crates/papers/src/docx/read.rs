//! Reads a Word file that anybody may have made, edited or damaged.
//!
//! The package is opened under limits, so that no file can fill the memory; nothing outside the package is ever asked for.
//! What can be read of a damaged file is read, and what could not be is listed among its losses.

mod archive;
mod content;
mod extras;
mod inspection;
pub(super) mod numbering;
mod runs;
mod styles;
mod tables;
mod tags;

use super::error::DocxError;
use super::loss::{Loss, LossKind};
use super::word_file::WordFile;
use archive::Archive;
use content::Content;

/// How much of a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest package, in bytes.
    pub packed: u64,
    /// Most entries in the package.
    pub entries: usize,
    /// Most bytes of all parts that are read, unpacked.
    pub unpacked: u64,
    /// How many times larger than packed a part may get, once it is larger than a megabyte.
    pub ratio: u64,
    /// Deepest nesting of tables, content controls and other elements.
    pub depth: usize,
    /// Most paragraphs.
    pub paragraphs: usize,
}

impl Default for Limits {
    /// A whole Code of three million words fits; a bomb does not.
    fn default() -> Limits {
        Limits { packed: 64 << 20, entries: 4096, unpacked: 192 << 20, ratio: 400, depth: 64, paragraphs: 500_000 }
    }
}

/// Reads a Word file.
///
/// # Errors
/// When the file is no Word file, is beyond the limits, or is damaged so that no paragraph can be read.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<WordFile, DocxError> {
    let mut archive = Archive::open(bytes, limits)?;
    let main = archive.main_part()?;
    let text = archive.text(&main)?.ok_or(DocxError::NoDocument)?;
    let mut word = WordFile::default();
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let part = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let extra = |archive: &mut Archive<'_>, word: &mut WordFile, name: String| match archive.text(&name) {
        Ok(text) => text.unwrap_or_default(),
        Err(error) => {
            let message = format!("This part of the file cannot be read and is passed over: {error}.");
            word.losses.push(Loss::new(LossKind::Damaged, &name, message));
            String::new()
        }
    };
    word.losses.extend(inspection::active_parts(&archive.names));
    for relations in ["document.xml.rels", "settings.xml.rels"] {
        // Relations that cannot be read fetch nothing.
        let text = archive.text(&part(&format!("_rels/{relations}"))).ok().flatten().unwrap_or_default();
        word.losses.extend(inspection::fetches(&text));
    }
    let styles = styles::read(&extra(&mut archive, &mut word, part("styles.xml")));
    word.numbering = numbering::read(&extra(&mut archive, &mut word, part("numbering.xml")));
    for (name, is_comment) in [("comments.xml", true), ("footnotes.xml", false), ("endnotes.xml", false)] {
        let text = extra(&mut archive, &mut word, part(name));
        if is_comment {
            word.comments = extras::comments(&text);
        } else {
            word.notes.extend(extras::notes(&text, name.split_at_checked(1).map_or("", |(first, _)| first)));
        }
    }
    let margins: Vec<String> = archive.names.iter().filter(|name| is_margin(name, folder)).cloned().collect();
    for name in margins {
        let text = extra(&mut archive, &mut word, name.clone());
        if text.contains("<w:ins ") || text.contains("<w:del ") {
            let message = "Tracked changes in a header or footer are no words of the Code and are not read.";
            word.losses.push(Loss::new(LossKind::Other, &name, message));
        }
    }
    for name in ["docProps/core.xml", "docProps/custom.xml"] {
        let text = extra(&mut archive, &mut word, name.to_owned());
        word.properties.extend(extras::properties(&text));
    }
    for name in std::mem::take(&mut archive.damaged) {
        let message = "This part of the file is damaged: its bytes do not match their checksum, so words in it may be wrong or \
                       missing. Compare it with the original.";
        word.losses.push(Loss::new(LossKind::Damaged, &name, message));
    }
    let mut content = Content::new(&mut word, &styles, limits);
    let damage = content.document(&text);
    if word.blocks.is_empty()
        && let Some(damage) = damage
    {
        return Err(DocxError::Damaged(damage));
    }
    if let Some(damage) = damage {
        let message = format!("The file is damaged: {damage}. What stands after that is not read.");
        word.losses.push(Loss::new(LossKind::Damaged, &main, message));
    }
    Ok(word)
}

/// A header or footer of the main part.
fn is_margin(name: &str, folder: &str) -> bool {
    let name = name.strip_prefix(folder).map_or(name, |name| name.trim_start_matches('/'));
    (name.starts_with("header") || name.starts_with("footer")) && name.ends_with(".xml")
}
