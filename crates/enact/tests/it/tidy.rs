//! The rules of the house that no compiler checks: sizes, names, the direction of the crates, where SQL may stand, module
//! cycles, and lists that must name every file beside them.
//!
//! Each rule is a function from text to what is wrong with it. Each has one test that runs it over the project and one that
//! plants a fault and sees it found.

#![allow(
    clippy::string_slice,
    reason = "places in a text come from searching that text, and a wrong one fails the test"
)]

mod links;
mod lists;
mod modules;
mod names;
mod source;
mod tree;
mod walls;

use source::{Source, closing_brace};

/// A file may have this many lines.
const FILE_LINES: usize = 700;
/// A function may have this many lines of code, from its `fn` to its closing brace; comments and blank lines are free.
const FUNCTION_LINES: usize = 70;

/// Fails with every fault on a line of its own.
fn nothing_wrong(rule: &str, faults: Vec<String>) {
    assert!(faults.is_empty(), "{rule}:\n  {}\n", faults.join("\n  "));
}

fn long_file(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > FILE_LINES).then(|| format!("{path} has {lines} lines"))
}

/// The functions of a file that are too long, with the line on which each starts.
fn long_functions(path: &str, text: &str) -> Vec<String> {
    let code = Source::of(text).code;
    let mut faults = Vec::new();
    for (start, _) in code.match_indices("fn ") {
        let before = code[..start].chars().next_back().unwrap_or(' ');
        let Some(end) = body(&code, start).and_then(|open| closing_brace(&code, open)) else { continue };
        let lines = code[start..end].lines().filter(|line| !line.trim().is_empty()).count();
        if lines > FUNCTION_LINES && !before.is_alphanumeric() && before != '_' {
            let name: String = code[start + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            faults.push(format!("{path}:{}: {name} has {lines} lines", code[..start].matches('\n').count() + 1));
        }
    }
    faults
}

/// Where the body of the function that starts at `start` opens; nothing for a declaration, which ends in a semicolon.
fn body(code: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, c) in code[start..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '{' if depth == 0 => return Some(start + offset),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn no_file_is_too_long() {
    let read_by_people = [".rs", ".mjs", ".html", ".sh"];
    let files = tree::files().into_iter().filter(|file| read_by_people.iter().any(|end| file.path.ends_with(end)));
    let faults = files.filter_map(|file| long_file(&file.path, file.text.as_deref().unwrap_or_default())).collect();
    nothing_wrong(&format!("files stop at {FILE_LINES} lines"), faults);
}

#[test]
fn a_long_file_is_found() {
    assert!(long_file("a.rs", &"//\n".repeat(FILE_LINES + 1)).is_some());
    assert!(long_file("a.rs", &"//\n".repeat(FILE_LINES)).is_none());
}

#[test]
fn no_function_is_too_long() {
    // A list of sample values that only tests hold is as long as what it shows.
    let written = tree::rust().into_iter().filter(|(path, _)| !path.contains("/samples/"));
    let faults = written.flat_map(|(path, text)| long_functions(&path, &text)).collect();
    nothing_wrong(&format!("functions stop at {FUNCTION_LINES} lines"), faults);
}

#[test]
fn a_long_function_is_found() {
    let long = |lines: usize| {
        format!(
            "trait T {{ fn declared(a: [u8; 4]); }}\n/// Doc.\nfn long() {{\n{}}}\nfn short() {{}}\n",
            "    \"}\"; // }\n\n".repeat(lines)
        )
    };
    assert_eq!(long_functions("a.rs", &long(69)), ["a.rs:3: long has 71 lines"]);
    assert!(long_functions("a.rs", &long(68)).is_empty());
}
