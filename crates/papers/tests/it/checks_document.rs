//! `docs/generated/checks.md`: all checks in one table, written from their own explanations.

use std::fmt::Write;

use papers::checks::explained;

const PATH: &str = "docs/generated/checks.md";

fn document() -> String {
    let mut text = String::from(
        "# Checks\n\nWritten from the checks themselves (`crates/papers/src/checks`); a test says when it is stale. `enact check FILE` runs\n\
         all of them, `--select` and `--ignore` choose among them by rule or name, `enact explain RULE` prints one with its example.\n\n\
         *error*: the document contradicts itself, the Code or the register; *warning*: a reader would be misled, or something promised\n\
         is missing; *note*: worth a look. The level is the gravest that a check reports. Words that a scan damaged never give an error.\n\n\
         | rule | name | level | looks for | why | example |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for one in explained() {
        let cell = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        let example = |kind: &str| format!("[{kind}](../../golden/checks/{}-{kind}.txt)", one.rule);
        let held = crate::root().join(format!("golden/checks/{}-wrong.txt", one.rule)).is_file();
        let examples =
            if held { format!("{}, {}", example("wrong"), example("right")) } else { "`enact explain`".to_owned() };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {examples} |",
            one.rule,
            one.name,
            one.level.word(),
            cell(one.explain.looks_for),
            cell(one.explain.why)
        )
        .unwrap();
    }
    text
}

#[test]
fn the_table_of_checks_is_fresh() {
    let file = crate::root().join(PATH);
    if std::env::var_os("ENACT_WRITE").is_some() {
        std::fs::write(&file, document()).unwrap();
        return;
    }
    let held = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        held == document(),
        "{PATH} is stale; write it anew with ENACT_WRITE=1 cargo test -p papers --test it checks_document"
    );
}
