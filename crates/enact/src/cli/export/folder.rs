//! The folder that an export fills: made aside, hashed as it is written, and put in its place when it is whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::layout;
use crate::failure::Failure;

/// The folder in the making.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where it is to stand.
    out: PathBuf,
    /// Where it is made.
    partial: PathBuf,
    /// Every file: path, length in bytes, hash.
    files: Vec<(String, u64, String)>,
}

impl Folder {
    /// Begins the folder beside its place.
    pub(super) fn make(out: &Path) -> Result<Folder, Failure> {
        if out.exists() {
            let out = out.display();
            return Err(Failure::new(format!("{out} is there already; name a folder that is not there yet")));
        }
        let name = out.file_name().ok_or_else(|| Failure::new("--out names no folder; give one with a name"))?;
        let partial = out.with_file_name(format!("{}.partial-{}", name.to_string_lossy(), std::process::id()));
        let folder = Folder { out: out.to_owned(), partial, files: Vec::new() };
        fs::create_dir_all(&folder.partial).map_err(|error| folder.cannot(&error))?;
        Ok(folder)
    }

    fn cannot(&self, error: &std::io::Error) -> Failure {
        let out = self.out.display();
        Failure::new(format!("{out} cannot be written: {error}; name a place that this program may write in"))
    }

    /// A whole file.
    pub(super) fn text(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        self.stream(path, |file| file.put(text))
    }

    /// A value as JSON.
    pub(super) fn json(&mut self, path: &str, value: &Value) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(|error| Failure::new(error.to_string()))?;
        self.text(path, &format!("{text}\n"))
    }

    /// A file that is written piece by piece.
    pub(super) fn stream(
        &mut self,
        path: &str,
        write: impl FnOnce(&mut Stream) -> std::io::Result<()>,
    ) -> Result<(), Failure> {
        let mut stream = self.open(path)?;
        write(&mut stream).map_err(|error| self.cannot(&error))?;
        self.close(stream)
    }

    /// Begins a file; [`Folder::close`] ends it.
    pub(super) fn open(&self, path: &str) -> Result<Stream, Failure> {
        let whole = self.partial.join(path);
        let above = whole.parent().map_or(Ok(()), fs::create_dir_all);
        let file = above.and_then(|()| File::create(&whole)).map_err(|error| self.cannot(&error))?;
        Ok(Stream { path: path.to_owned(), out: BufWriter::new(file), hash: Sha256::new(), length: 0 })
    }

    /// Ends a file and remembers its hash.
    pub(super) fn close(&mut self, mut stream: Stream) -> Result<(), Failure> {
        stream.out.flush().map_err(|error| self.cannot(&error))?;
        let hash = stream.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.files.push((stream.path, stream.length, hash));
        Ok(())
    }

    /// A sentence for a file that could not be written to.
    pub(super) fn failed(&self, error: &std::io::Error) -> Failure {
        self.cannot(error)
    }

    /// Writes README and manifest and puts the folder in its place; gives the number of files.
    pub(super) fn finish(mut self, codes: &[Value]) -> Result<usize, Failure> {
        self.text("README.md", layout::README)?;
        self.files.sort();
        let rows = self.files.iter().map(|(path, bytes, hash)| json!({ "path": path, "bytes": bytes, "sha256": hash }));
        let manifest = json!({ "format": layout::FORMAT, "codes": codes, "files": rows.collect::<Vec<_>>() });
        self.json("manifest.json", &manifest)?;
        fs::rename(&self.partial, &self.out).map_err(|error| self.cannot(&error))?;
        Ok(self.files.len())
    }

    /// Gives the folder up.
    pub(super) fn forget(self) {}
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that was put in its place is no longer here; half a one is of no use to anybody.
        let _ = fs::remove_dir_all(&self.partial);
    }
}

/// A file in the making.
#[derive(Debug)]
pub(super) struct Stream {
    path: String,
    out: BufWriter<File>,
    hash: Sha256,
    length: u64,
}

impl Stream {
    /// The next piece.
    pub(super) fn put(&mut self, text: &str) -> std::io::Result<()> {
        self.hash.update(text.as_bytes());
        self.length += text.len() as u64;
        self.out.write_all(text.as_bytes())
    }
}
