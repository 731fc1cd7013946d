//! Reading the files that a command names.

use std::io::Read;
use std::path::Path;

use papers::source::{LARGEST, Source, Unreadable, exact_text, refuse_size};

use super::Failure;
use crate::reader::Reader;

/// The bytes of a file that is no larger than the program reads.
///
/// # Errors
/// It is not there, is a folder, is too large or cannot be read.
pub(super) fn bytes(path: &str) -> Result<Vec<u8>, Failure> {
    let cannot = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            return Failure::new(format!("{path} is not there; give the name of a file"));
        }
        Failure::new(format!("{path} cannot be read: {error}"))
    };
    let about = std::fs::metadata(Path::new(path)).map_err(cannot)?;
    if about.is_dir() {
        return Err(Failure::new(format!("{path} is a folder; give the names of files")));
    }
    let too_large = |size| refuse_size(path, size).map_err(|error| Failure::new(error.to_string()));
    too_large(about.len())?;
    // A device or a pipe has no size beforehand, and a file may grow meanwhile.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0).saturating_add(1));
    let read = std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    too_large(read.map_err(cannot)? as u64)?;
    Ok(bytes)
}

/// The words of a document: a text, a Word file or a PDF.
///
/// # Errors
/// As [`bytes`], or it is none of these, is refused as dangerous, or has no words.
pub(super) fn source(path: &str) -> Result<Source, Failure> {
    source_of(path, &bytes(path)?)
}

/// The words of a document whose bytes were read.
///
/// # Errors
/// As [`source`].
pub(super) fn source_of(path: &str, bytes: &[u8]) -> Result<Source, Failure> {
    Reader::own()?.source(path, bytes)
}

/// A file as UTF-8, as [`as_text`] reads it.
///
/// # Errors
/// As [`source`].
pub(super) fn text(path: &str) -> Result<String, Failure> {
    as_text(path, bytes(path)?)
}

/// The bytes of a file as UTF-8, without the byte order mark that some editors put before them, and with each line ended by
/// `\n` alone: neither is a word of the text.
///
/// # Errors
/// They are no text, or empty; the sentence names the file.
pub(super) fn as_text(path: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = as_text_or_nothing(path, bytes)?;
    if text.trim().is_empty() {
        return Err(Failure::new(Unreadable::Empty { path: path.to_owned() }.to_string()));
    }
    Ok(text)
}

/// As [`as_text`]; there may be no words.
///
/// # Errors
/// As [`as_text`], emptiness apart.
pub(super) fn as_text_or_nothing(path: &str, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = exact_text(path, bytes).map_err(|error| Failure::new(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text })
}
