//! What the fuzz targets run, run here too: each reader on texts made at random from pieces of real ones, and on the kept corpora.

use proptest::prelude::*;

#[allow(unreachable_pub, reason = "the fuzz targets reach them in a crate of their own")]
#[path = "../../../../fuzz/src/readers.rs"]
mod readers;

use crate::program::project;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 9] = [
    ("text", readers::text),
    ("word", readers::word),
    ("tagged", readers::tagged),
    ("akoma", readers::akoma),
    ("section_text", readers::section_text),
    ("manuscript", readers::manuscript),
    ("references", readers::references),
    ("scenario", readers::scenario),
    ("settle", readers::settle),
];

/// Lines of real papers, and what trips readers up.
fn pieces() -> Vec<String> {
    let mut pieces: Vec<String> = ["golden/papers", "golden/papers-composed", "golden/checks"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(project().join(folder)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            text.lines().filter(|line| !line.trim().is_empty()).step_by(7).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let odd = [
        "",
        "\u{c}",
        "\t\t\t",
        "1. Costs",
        "£99999999999999999999",
        "31 February 2031",
        "(a)",
        "“",
        "Question 1: ?",
        "…",
        "- ",
        "**",
        "\u{a0}\u{202e}",
        "<a>&b;",
        "[[step]]",
        "D99999999999.1(zz)",
    ];
    pieces.extend(odd.map(str::to_owned));
    pieces.sort();
    pieces.dedup();
    pieces
}

#[test]
fn the_kept_corpora_bring_no_reader_down() {
    for (name, run) in TARGETS {
        for file in std::fs::read_dir(project().join("fuzz/corpus").join(name)).into_iter().flatten() {
            run(&std::fs::read(file.unwrap().path()).unwrap());
        }
    }
    let targets = std::fs::read_dir(project().join("fuzz/fuzz_targets")).unwrap().count();
    assert_eq!(targets, TARGETS.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn lines_of_real_papers_in_any_order_bring_no_reader_down(
        lines in proptest::collection::vec(proptest::sample::select(pieces()), 1..60),
    ) {
        let text = lines.join("\n");
        for (_, run) in TARGETS {
            run(text.as_bytes());
        }
    }

    #[test]
    fn bytes_at_random_bring_no_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for (_, run) in TARGETS {
            run(&bytes);
        }
    }
}
