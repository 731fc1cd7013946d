//! The key that signs checkpoints of the record.

use std::io::Write;
use std::path::Path;

use ledger::Signer;

use super::configuration::{Configuration, LOG_KEY, LOG_NAME};
use crate::failure::Failure;

/// Where the key stands in a data folder.
const FILE: &str = "log.key";

/// The key: the one configured, or that of a file in the data folder that only its owner may read. A folder without one
/// gets a fresh key, named as configured; without a folder there is none.
pub(super) fn signer(folder: Option<&Path>, configured: &Configuration) -> Result<Option<Signer>, Failure> {
    if let Some(key) = configured.get(LOG_KEY) {
        let read = Signer::read(key);
        return read.map(Some).map_err(|why| Failure::new(format!("the log-key configured cannot be used: {why}")));
    }
    let Some(folder) = folder else { return Ok(None) };
    let path = folder.join(FILE);
    let cannot = |why: String| Failure::new(format!("{} cannot be used: {why}", path.display()));
    match std::fs::read_to_string(&path) {
        Ok(key) => return Signer::read(&key).map(Some).map_err(cannot),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(cannot(error.to_string())),
    }
    let name = configured.get(LOG_NAME).unwrap_or("enact");
    let signer = Signer::fresh(name).map_err(|why| Failure::new(format!("log-name: {why}")))?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(|error| cannot(error.to_string()))?;
    writeln!(file, "{}", signer.written()).and_then(|()| file.sync_all()).map_err(|error| cannot(error.to_string()))?;
    Ok(Some(signer))
}
