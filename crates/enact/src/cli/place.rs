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
