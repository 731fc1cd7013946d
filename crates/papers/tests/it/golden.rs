//! Expected output as files. `ENACT_ACCEPT=1` writes what was read in place of what was expected, to be looked at and
//! compared with the document by eye before it is committed.

use std::path::Path;

use serde_json::Value;

/// Compares a value with the file of its expected form.
pub(crate) fn compare(expected: &Path, actual: &Value) {
    let actual = serde_json::to_string_pretty(actual).unwrap() + "\n";
    if std::env::var_os("ENACT_ACCEPT").is_some() {
        std::fs::write(expected, &actual).unwrap();
        return;
    }
    let wanted = std::fs::read_to_string(expected).unwrap_or_default();
    if let Some((line, (wanted, actual))) = wanted.lines().zip(actual.lines()).enumerate().find(|(_, (a, b))| a != b) {
        panic!("{} line {}:\n  expected {wanted}\n  read     {actual}", expected.display(), line + 1);
    }
    assert_eq!(wanted.lines().count(), actual.lines().count(), "{} has another length", expected.display());
}
