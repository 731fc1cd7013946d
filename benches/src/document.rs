//! Documents of a hundred pages, made of the sample papers or of other papers that a folder holds.

use std::path::{Path, PathBuf};

use papers::read;
use papers::source::Source;

/// How many physical lines count as a page, blank ones too: the published papers have 42 to 50.
pub const LINES_A_PAGE: usize = 50;

/// A text to read and check.
#[derive(Debug, Clone)]
pub struct Document {
    /// The kind of document and the file it was made of.
    pub name: String,
    /// Its bytes.
    pub text: String,
}

/// The sample papers of the repository, each repeated until it has so many pages; then the papers of
/// `ENACT_PAPERS=DIR`, where that is set, in the order of their names.
///
/// # Errors
/// A folder or a file cannot be read, or a file is not a document of a known kind; the sentence names it.
pub fn of_pages(pages: usize) -> Result<Vec<Document>, String> {
    let mut folders = vec![root().join("golden/papers")];
    folders.extend(std::env::var_os("ENACT_PAPERS").map(PathBuf::from));
    let mut documents = Vec::new();
    for folder in folders {
        let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&folder).map_err(fail)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        paths.sort();
        for path in paths {
            let once = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            documents.push(Document { name: name(&path, &once)?, text: repeated(&once, pages * LINES_A_PAGE) });
        }
    }
    Ok(documents)
}

/// The folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

fn name(path: &Path, text: &str) -> Result<String, String> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = Source::from_bytes(&file, text.as_bytes()).map_err(|error| error.to_string())?;
    let kind = read::recognise(&source).map_err(|error| error.to_string())?;
    Ok(format!("{} ({file})", kind.name()))
}

/// The text again and again, cut after so many lines.
fn repeated(once: &str, lines: usize) -> String {
    let mut text = String::new();
    for line in once.lines().cycle().take(lines) {
        text.push_str(line);
        text.push('\n');
    }
    text
}
