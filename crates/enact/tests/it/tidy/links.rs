//! What the documents say of the project: that the files which they link to are there.

use super::{nothing_wrong, tree};

/// Links of a document to files of the project that are not there. Links to other sites are not followed.
fn broken(path: &str, text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let own =
        targets.filter(|target| !target.contains("://") && !target.starts_with(['#', '/']) && !target.contains(' '));
    let files = own.filter_map(|target| target.split('#').next());
    files
        .map(|file| resolve(folder, file))
        .filter(|file| !exists(file))
        .map(|file| format!("{path} links to {file}"))
        .collect()
}

/// A path from a folder, with its `..` walked.
fn resolve(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn documents_link_to_what_is_there() {
    let documents =
        tree::files().into_iter().filter(|file| file.path.ends_with(".md") && !file.path.starts_with("golden/"));
    let exists = |file: &str| tree::root().join(file).exists();
    let faults = documents.flat_map(|file| broken(&file.path, &file.text.unwrap_or_default(), exists)).collect();
    nothing_wrong("a link leads somewhere", faults);
}

#[test]
fn a_broken_link_is_found() {
    let text = "[a](a.md#part) and [b](../b.md), [c](https://example.com/c.md)";
    assert!(broken("docs/x.md", text, |file| ["docs/a.md", "b.md"].contains(&file)).is_empty());
    assert_eq!(broken("docs/x.md", text, |file| file == "b.md"), ["docs/x.md links to docs/a.md"]);
}
