//! A Code of this repository as data: its rules and its documents.

use legaltext::Edition;
use procedure::Rulebook;
use procedure::rulebook::SourceFile;

/// The rules and the documents of `codes/ID`.
pub(crate) fn code(id: &str) -> (Rulebook, Edition) {
    let folder = crate::root().join("codes").join(id);
    let files = |below: &str| {
        let entries = std::fs::read_dir(folder.join(below)).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_file()).collect::<Vec<_>>()
    };
    let source = |path: std::path::PathBuf| SourceFile {
        path: path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned(),
        text: std::fs::read_to_string(&path).unwrap(),
    };
    let rules: Vec<SourceFile> = files("").into_iter().chain(files("rules")).map(source).collect();
    let texts = files("text").into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    let documents = texts.map(|text| legaltext::markup::parse(&text, id).unwrap());
    (Rulebook::load(&rules).unwrap(), Edition::new(id, documents))
}
