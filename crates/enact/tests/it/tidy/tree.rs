//! The files of the project, as the tidy rules see them.

use std::path::{Path, PathBuf};

/// The folder that holds the workspace.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is above the crate")
}

/// A file of the project: its path from the root with forward slashes, and its text (nothing for a file that is not text).
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: Option<String>,
}

/// Folders that hold no work of ours: what is built, what is fetched, and what belongs to git.
const PASSED_OVER: [&str; 4] = ["target", "node_modules", ".git", "__pycache__"];

/// Every file of the project, sorted by path.
pub(super) fn files() -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the project can be read").flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            if PASSED_OVER.iter().any(|passed| name == *passed) {
                continue;
            }
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else {
                let below =
                    path.strip_prefix(&root).expect("it is below the root").to_string_lossy().replace('\\', "/");
                found.push(File { path: below, text: std::fs::read_to_string(&path).ok() });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The Rust files of the project with their text.
pub(super) fn rust() -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|file| file.path.ends_with(".rs"))
        .filter_map(|file| Some((file.path, file.text?)))
        .collect()
}
