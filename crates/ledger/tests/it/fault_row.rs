//! Rows of the table of reliability: each test of a fault writes its own at its end, with what this run of it reached.
//!
//! `tests/reliability` joins them; `./check` prints the table.

use std::path::PathBuf;

/// How often a fault is tried: usually, and in `./check --long`.
pub(crate) fn rounds(usual: usize, long: usize) -> usize {
    if std::env::var_os("ENACT_LONG").is_some() { long } else { usual }
}

/// A test of a fault.
pub(crate) struct Fault {
    /// Its number and what is done: `A2 the program killed at its calls to the disk`.
    pub(crate) test: &'static str,
    /// The figure wanted.
    pub(crate) wanted: &'static str,
    /// Where the test stands.
    pub(crate) place: &'static str,
}

impl Fault {
    /// Writes the row: what was reached, and how the control was seen to fail.
    pub(crate) fn reached(&self, reached: impl AsRef<str>, control: &str) {
        let folder = std::env::var_os("ENACT_FAULT_ROWS")
            .map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("faults"), PathBuf::from);
        std::fs::create_dir_all(&folder).unwrap();
        let name: String =
            self.test.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(90).collect();
        let row = format!("| {} | {} | {} | {control} | {} |\n", self.test, self.wanted, reached.as_ref(), self.place);
        // Two tests may write one row at once: it is put in its place whole.
        let aside = folder.join(format!(".{}-{:?}", std::process::id(), std::thread::current().id()));
        std::fs::write(&aside, row).unwrap();
        std::fs::rename(aside, folder.join(name + ".row")).unwrap();
    }
}
