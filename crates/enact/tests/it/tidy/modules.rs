//! Which top-level module of a crate names which other: read from `crate::…`, `super::…` and `self::…` paths.

use std::collections::{BTreeMap, BTreeSet};

use super::source::Source;

/// A file of a crate: its module path (`["checks", "glossary"]`; empty for the root) and its text.
pub(super) type File = (Vec<String>, String);

/// For each top-level module, the other top-level modules that its files name.
pub(super) type Graph = BTreeMap<String, BTreeSet<String>>;

/// The module path of a file below `src`: `checks/glossary.rs` is `checks::glossary`; the roots are the empty path.
pub(super) fn module_path(below_src: &str) -> Vec<String> {
    let stem = below_src.strip_suffix(".rs").unwrap_or(below_src);
    if stem == "lib" || stem == "main" { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

/// Reads the graph of one crate. Unit tests are left out: a test may look anywhere. A name that the crate's root re-exports
/// counts as its module, so that `use crate::Ledger` hides nothing.
pub(super) fn graph(files: &[File]) -> Graph {
    let mut graph: Graph =
        files.iter().filter_map(|(path, _)| Some((path.first()?.clone(), BTreeSet::new()))).collect();
    let exported = root_exports(files);
    for (path, text) in files {
        let Some(own) = path.first() else { continue };
        if path.last().is_some_and(|name| name == "tests") {
            continue;
        }
        for named in paths(&Source::of(text).without_tests(), path) {
            let Some(first) = named.first() else { continue };
            let module = if graph.contains_key(first) { first } else { exported.get(first).unwrap_or(own) };
            if module != own
                && let Some(edges) = graph.get_mut(own)
            {
                edges.insert(module.clone());
            }
        }
    }
    graph
}

/// What `pub use module::Name` in the root makes nameable as `crate::Name`, with the module that it comes from.
fn root_exports(files: &[File]) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for (_, text) in files.iter().filter(|(path, _)| path.is_empty()) {
        let code = Source::of(text).without_tests();
        for statement in code.split(';').filter_map(|part| part.rsplit_once("pub use ")).map(|(_, rest)| rest) {
            for path in expand(&tokens(statement), &mut 0) {
                let path: Vec<&String> = path.iter().filter(|part| *part != "self" && *part != "crate").collect();
                if let [module, .., name] = path.as_slice() {
                    exports.insert((*name).clone(), (*module).clone());
                }
            }
        }
    }
    exports
}

/// Every path in the code that starts at `crate`, `super` or `self`, from the crate's root, groups written out.
fn paths(code: &str, own: &[String]) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts = matches!(tokens[at].as_str(), "crate" | "super" | "self")
            && tokens.get(at + 1).is_some_and(|next| next == "::")
            && (at == 0 || tokens[at - 1] != "::");
        if starts {
            found.extend(expand(&tokens, &mut at).into_iter().map(|path| from_root(&path, own)));
        } else {
            at += 1;
        }
    }
    found
}

fn from_root(path: &[String], own: &[String]) -> Vec<String> {
    let mut base = own.to_vec();
    let mut rest = path;
    while let [first, tail @ ..] = rest {
        match first.as_str() {
            "crate" => base.clear(),
            "super" => drop(base.pop()),
            "self" => {}
            _ => break,
        }
        rest = tail;
    }
    base.extend(rest.iter().cloned());
    base
}

/// Words and `::`, `{`, `}`, `,`; everything else is a stop.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut token = c.to_string();
        if c.is_alphanumeric() || c == '_' {
            while let Some(next) = chars.next_if(|next| next.is_alphanumeric() || *next == '_') {
                token.push(next);
            }
        } else if c == ':' && chars.next_if_eq(&':').is_some() {
            token.push(':');
        }
        tokens.push(token);
    }
    tokens
}

/// One path with its groups written out: `a::{b, c::d}` is `a::b` and `a::c::d`. Leaves `at` after the path.
fn expand(tokens: &[String], at: &mut usize) -> Vec<Vec<String>> {
    let mut prefix = Vec::new();
    while let Some(token) = tokens.get(*at) {
        let is_word = token.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if token == "{" {
            *at += 1;
            return group(tokens, at).into_iter().map(|tail| [prefix.clone(), tail].concat()).collect();
        } else if token == "*" || !is_word {
            break;
        }
        prefix.push(token.clone());
        *at += 1;
        if tokens.get(*at).is_none_or(|next| next != "::") {
            break;
        }
        *at += 1;
    }
    vec![prefix]
}

/// The members of a group, from just after its brace to just after the closing one.
fn group(tokens: &[String], at: &mut usize) -> Vec<Vec<String>> {
    let mut members = Vec::new();
    while let Some(token) = tokens.get(*at) {
        match token.as_str() {
            "}" => {
                *at += 1;
                break;
            }
            "as" => *at += 2,
            first if first.starts_with(|c: char| c.is_alphanumeric() || c == '_') => members.extend(expand(tokens, at)),
            _ => *at += 1,
        }
    }
    members
}

/// One cycle of the graph as the list of modules on it, the first named again at its end; nothing if there is none.
pub(super) fn cycle(graph: &Graph) -> Option<Vec<String>> {
    let mut done = BTreeSet::new();
    graph.keys().find_map(|start| walk(graph, start, &mut Vec::new(), &mut done))
}

fn walk(graph: &Graph, at: &str, trail: &mut Vec<String>, done: &mut BTreeSet<String>) -> Option<Vec<String>> {
    if let Some(first) = trail.iter().position(|name| name == at) {
        return Some([&trail[first..], &[at.to_owned()]].concat());
    }
    if done.contains(at) {
        return None;
    }
    trail.push(at.to_owned());
    let found = graph.get(at).into_iter().flatten().find_map(|next| walk(graph, next, trail, done));
    trail.pop();
    done.insert(at.to_owned());
    found
}

fn crate_of(files: &[(&str, &str)]) -> Vec<File> {
    files.iter().map(|(path, text)| (module_path(path), (*text).to_owned())).collect()
}

#[test]
fn a_cycle_is_found_through_groups_children_and_the_root() {
    let grouped = crate_of(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "use crate::{b::Thing, c};"),
        ("b.rs", "mod inner;"),
        ("b/inner.rs", "fn f() -> super::super::c::X { loop {} }"),
        ("c.rs", "fn f() { crate::a::g() }"),
    ]);
    assert_eq!(cycle(&graph(&grouped)).expect("a, b and c name each other"), ["a", "b", "c", "a"]);

    let through_root = crate_of(&[
        ("lib.rs", "mod a; mod b; pub use b::{Thing, Other as Renamed};"),
        ("a.rs", "use crate::Thing;"),
        ("b.rs", "use super::a;"),
    ]);
    assert!(cycle(&graph(&through_root)).is_some(), "the re-export hides nothing");
}

#[test]
fn a_tree_without_a_cycle_has_none() {
    let files = crate_of(&[
        ("lib.rs", "mod a; mod b; pub use b::Thing;"),
        ("a.rs", "use crate::b; use self::inner::X; mod inner; // crate::c is not code"),
        ("a/inner.rs", "use super::Y; use crate::Thing;"),
        ("b.rs", "fn f() { let s = \"crate::a\"; }\n#[cfg(test)]\nmod tests { use crate::a; }"),
        ("b/tests.rs", "use crate::a::Z;"),
    ]);
    let graph = graph(&files);
    assert_eq!(cycle(&graph), None, "{graph:?}");
    assert!(graph["a"].contains("b") && graph["b"].is_empty());
}
