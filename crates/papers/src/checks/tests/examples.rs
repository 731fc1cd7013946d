//! The examples that explain a check are documents: read and checked, the wrong one has exactly its fault and the right
//! one has none. Each is held against the Code that it names.

use super::*;
use crate::read::read;

fn found_in(name: &str, text: &str) -> Vec<(&'static str, usize, String)> {
    let source = Source::from_bytes(name, text.as_bytes()).unwrap();
    let paper = Paper::new(&source, read(&source).unwrap());
    let (rulebook, edition) = if text.contains("Shared Heat Code") { specimen() } else { sec() };
    let base = Base::of(rulebook).with_edition(edition);
    check(&[paper], base)
        .remove(0)
        .findings
        .into_iter()
        .map(|finding| (finding.rule, finding.line, finding.message))
        .collect()
}

#[test]
fn each_example_of_wrong_has_its_fault_and_each_of_right_none() {
    for check in all() {
        let wrong = found_in("wrong.txt", check.explain.wrong);
        assert_eq!(wrong.iter().map(|found| found.0).collect::<Vec<_>>(), [check.rule], "{wrong:#?}");
        let right = found_in("right.txt", check.explain.right);
        assert!(right.is_empty(), "{}: {right:#?}", check.rule);
    }
}
