//! Names that say nothing, words that do not belong in the project, and files of a shape we do not use.

use super::source::Source;
use super::{nothing_wrong, tree};

/// A module of one of these names collects what nobody found a place for.
const SAY_NOTHING: [&str; 7] = ["utils", "common", "core", "helpers", "manager", "service", "types"];

/// Written in two halves, so that this file does not hold what it forbids.
const UNFINISHED: [&str; 4] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("HA", "CK:")];

/// Paths that exist on somebody's machine and on no other.
const SOMEBODYS_MACHINE: [&str; 4] =
    [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/tmp/tar", "get")];

/// A folder or file on this path that says nothing, or a module file of the old shape.
fn bad_name(path: &str) -> Option<String> {
    let part =
        path.split('/').map(|part| part.strip_suffix(".rs").unwrap_or(part)).find(|part| SAY_NOTHING.contains(part));
    if let Some(part) = part {
        return Some(format!("{path}: `{part}` does not say what is in it"));
    }
    path.ends_with("/mod.rs").then(|| format!("{path}: write name.rs beside name/"))
}

/// Inline modules of such a name.
fn bad_modules(path: &str, text: &str) -> Vec<String> {
    let code = Source::of(text).code;
    let named = SAY_NOTHING.iter().filter(|name| {
        code.match_indices("mod ").any(|(at, _)| {
            let name_here: String = code[at + 4..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            name_here == **name
        })
    });
    named.map(|name| format!("{path}: `mod {name}` does not say what is in it")).collect()
}

fn bad_words(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let found = lines.filter_map(|(number, line)| {
        let word = UNFINISHED.iter().chain(&SOMEBODYS_MACHINE).find(|word| line.contains(**word))?;
        Some(format!("{path}:{}: {word}", number + 1))
    });
    found.collect()
}

#[test]
fn every_name_says_what_is_in_it() {
    let ours = |path: &&tree::File| path.path.starts_with("crates/") || path.path.starts_with("benches/");
    let mut faults: Vec<String> = tree::files().iter().filter(ours).filter_map(|file| bad_name(&file.path)).collect();
    faults.extend(tree::rust().iter().flat_map(|(path, text)| bad_modules(path, text)));
    nothing_wrong("names say what is in a file", faults);
}

#[test]
fn a_name_that_says_nothing_is_found() {
    assert!(bad_name("crates/ledger/src/utils.rs").is_some());
    assert!(bad_name("crates/ledger/src/core/event.rs").is_some());
    assert!(bad_name("crates/ledger/src/event/mod.rs").is_some());
    assert!(bad_name("crates/ledger/src/event.rs").is_none());
    assert_eq!(bad_modules("a.rs", "pub mod helpers { }\nmod types_of_party;\n// mod core").len(), 1);
}

#[test]
fn nothing_is_left_unfinished_and_no_path_is_somebodys() {
    // What is in golden/ are documents, and a lock file is not written by people.
    let ours = |file: &tree::File| !file.path.starts_with("golden/") && !file.path.contains("lock");
    let files = tree::files().into_iter().filter(ours);
    let faults = files.flat_map(|file| bad_words(&file.path, &file.text.unwrap_or_default())).collect();
    nothing_wrong("a thing is done, or it is an issue; and a path works on every machine", faults);
}

#[test]
fn an_unfinished_thing_is_found() {
    for word in UNFINISHED.iter().chain(&SOMEBODYS_MACHINE) {
        assert_eq!(bad_words("a.md", &format!("fine\nhere: {word}x")), [format!("a.md:2: {word}")]);
    }
}
