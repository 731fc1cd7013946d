//! Arguments that say nothing that can be done.

use crate::program::run;

#[test]
fn bad_usage_is_one_sentence_that_says_where_help_is() {
    for (arguments, words) in [
        (vec!["frob"], "'frob'"),
        (vec!["chekc", "a.txt"], "'check'"),
        (vec!["check"], "<FILE>"),
        (vec!["check", "--frob", "a.txt"], "'--frob'"),
        (vec!["check", "a.txt", "--format", "yaml"], "human, json"),
        (vec!["redline", "a.txt"], "<NEW>"),
        (vec!["apply", "a.txt"], "--to <BASE>"),
        (vec!["serve"], "--data"),
        (vec!["serve", "--data", "a", "--database", "postgres://b/c"], "cannot be used with"),
    ] {
        let ran = run(&arguments);
        let sentence = ran.sentence();
        assert!(sentence.contains(words) && sentence.contains("--help"), "{arguments:?}: {sentence}");
    }
}

#[test]
fn a_value_that_cannot_be_is_one_sentence_that_says_what_can() {
    for (arguments, words) in [
        (vec!["rules", "--at", "tomorrow"], "write it like 2024-03-01"),
        (vec!["rules", "--at", "2024-02-30"], "write it like 2024-03-01"),
        (vec!["rules", "--code", "gas"], "sec, specimen"),
        (vec!["explain", "EN999"], "`enact explain` lists"),
        (vec!["acts", "raise"], "raise-draft-proposal"),
        (vec!["demo", "--listen", "nowhere"], "nowhere cannot be listened on"),
        (vec!["demo", "--listen", "127.0.0.1:99999"], "127.0.0.1:99999 cannot be listened on"),
        (vec!["redline", "README.md", "README.md", "--out", "a.doc"], "must end in .html"),
    ] {
        let ran = run(&arguments);
        let sentence = ran.sentence();
        assert!(sentence.contains(words), "{arguments:?}: {sentence}");
    }
}

#[test]
fn without_a_word_the_program_says_what_it_does() {
    let ran = run(&[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("Usage: enact"), "{ran:?}");
}
