//! The zip package around the parts of a Word file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::error::DocxError;

/// How hard the parts are compressed, 1 to 9. Above 2 the file gets a tenth smaller and writing takes twice as long.
const EFFORT: i64 = 2;

/// Zips the parts, in the order given. No times are written, so the same parts give the same bytes.
///
/// # Errors
/// When a part is larger than a zip file can hold.
pub fn zipped(parts: &[(String, String)]) -> Result<Vec<u8>, DocxError> {
    let failed = |error: &dyn std::fmt::Display| DocxError::Unwritable(error.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(EFFORT))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let room: usize = parts.iter().map(|(_, text)| text.len() / 4).sum();
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    for (name, text) in parts {
        archive.start_file(name.as_str(), options).map_err(|e| failed(&e))?;
        archive.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(archive.finish().map_err(|e| failed(&e))?.into_inner())
}
