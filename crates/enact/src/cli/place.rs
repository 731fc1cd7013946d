//! Where a record is: a data folder or a database.

use std::path::Path;

use crate::failure::Failure;

/// The file of the embedded database in a data folder.
pub(super) const FILE: &str = "enact.db";

/// The address of a record that is there already.
pub(super) fn of(folder: Option<&Path>, database: Option<&str>) -> Result<String, Failure> {
    match (folder, database) {
        (Some(folder), _) => {
            let file = folder.join(FILE);
            if !file.is_file() {
                let folder = folder.display();
                return Err(Failure::new(format!("{folder} holds no record; give the folder of `enact serve`")));
            }
            Ok(format!("sqlite:{}", file.display()))
        }
        (None, Some(url)) => Ok(url.to_owned()),
        (None, None) => Err(Failure::new("give --data DIR or --database URL")),
    }
}

/// Refuses the address of a file that is not there: opening it would make it.
pub(super) fn must_be_there(url: &str) -> Result<(), Failure> {
    match url.strip_prefix("sqlite:") {
        Some(path) if !Path::new(path.strip_prefix("//").unwrap_or(path)).is_file() => {
            Err(Failure::new(format!("{path} holds no record; give the file `{FILE}` of a data folder")))
        }
        Some(_) | None => Ok(()),
    }
}
