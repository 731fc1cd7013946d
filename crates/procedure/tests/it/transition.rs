//! Transitions: what was under way when the rules changed goes on by the rules as they stood, and says so.

use procedure::rule::Check;
use procedure::rulebook::SourceFile;
use procedure::ruling::Bearing;
use procedure::{Register, Rulebook, decide};

use crate::coverage::Loosened;
use crate::replay::replay;
use crate::scenarios::{HeldCode, Story, files_of};

/// A transition that changes no outcome anywhere says nothing.
#[test]
fn without_each_transition_a_scenario_comes_out_otherwise_and_the_ruling_cites_it() {
    let stories = Story::all();
    let mut idle = Vec::new();
    for code in HeldCode::all() {
        for loaded in code.rulebook.rules().iter().filter(|one| matches!(one.rule.check, Check::Transition(_))) {
            let id = loaded.rule.id.as_str();
            let mut loosened = Loosened::default();
            let rulebook = loosened.rulebook(&code, id);
            let mut otherwise = 0;
            for story in stories.iter().filter(|story| story.code.id == code.id) {
                if !story.scenario.steps.iter().any(|step| loaded.rule.governs.contains(&step.submission.act.name())) {
                    continue;
                }
                replay(story, |register, step, ruling| {
                    let other = decide(register, &step.submission, rulebook, step.at).unwrap();
                    if other.is_permitted() != ruling.is_permitted() {
                        let cited = ruling.grounds.iter().find(|ground| ground.rule.as_str() == id);
                        let cited = cited.unwrap_or_else(|| panic!("{}: {id} decides and is not cited", story.name));
                        let wanted = if ruling.is_permitted() { Bearing::Supports } else { Bearing::Refuses };
                        assert_eq!(cited.bearing, wanted, "{}", cited.reason);
                        assert!(cited.reason.contains("it goes on by the rules as they stood"), "{}", cited.reason);
                        otherwise += 1;
                    }
                });
            }
            if otherwise == 0 {
                idle.push(id.to_owned());
            }
        }
    }
    assert!(idle.is_empty(), "no scenario comes out otherwise without {idle:?}");
}

/// The specimen Code with rules of a modification that the register itself brings into force.
fn specimen_with(more: &str) -> Result<Rulebook, String> {
    let mut files = files_of("specimen");
    files.push(SourceFile { path: "rules/zz-more.toml".to_owned(), text: more.to_owned() });
    Rulebook::load(&files).map_err(|error| error.to_string())
}

#[test]
fn a_transition_that_names_what_it_cannot_keep_is_refused_when_it_is_loaded() {
    let transition = |rules: &str, governs: &str, from: &str| {
        let some = "[[rule]]\nid = \"a\"\nsays = \"A.\"\ncites = [\"A1\"]\ngoverns = \"withdraw\"\nbasis = \"source\"\n\
                    in-force = { from = \"2021-01-01\" }\n[rule.check]\ncondition = \"reasons-given\"\n";
        specimen_with(&format!(
            "{some}[[rule]]\nid = \"t\"\nsays = \"T.\"\ncites = [\"A1\"]\ngoverns = \"{governs}\"\nbasis = \"source\"\n\
             in-force = {{ from = \"{from}\" }}\n[rule.check.transition]\nrules = [{rules}]\nunder-way = [\"raised\"]\n"
        ))
    };
    assert!(transition("\"a\"", "withdraw", "2021-01-01").is_ok());
    for (rules, governs, from, said) in [
        ("\"b\"", "withdraw", "2021-01-01", "which is no rule of this Code"),
        ("\"a\"", "withdraw", "2021-01-02", "neither begins nor ends with that"),
        ("\"a\"", "go-live", "2021-01-01", "governs go-live, but none of its rules does"),
        ("\"t\"", "withdraw", "2021-01-01", "a transition is not kept by one"),
        ("", "withdraw", "2021-01-01", "names no rule"),
    ] {
        let error = transition(rules, governs, from).unwrap_err();
        assert!(error.contains(said), "{error}");
    }
}

/// A condition that ended goes on for what was raised before, and refuses with the reason why it still does.
#[test]
fn a_rule_that_ended_goes_on_for_what_was_under_way() {
    let story = Story::all().into_iter().find(|story| story.name.ends_with("withdraw/permitted-by-the-proposer.toml"));
    let story = story.unwrap();
    let day = "2023-05-18";
    let rules = format!(
        "[[rule]]\nid = \"old\"\nsays = \"Old.\"\ncites = [\"D5.9\"]\ngoverns = \"withdraw\"\nbasis = \"inferred\"\n\
         in-force = {{ from = \"2018-11-01\", until = \"{day}\" }}\n[rule.check.condition]\nstage-is = [\"vote\"]\n\
         [[rule]]\nid = \"keeps\"\nsays = \"Keeps.\"\ncites = [\"D5.8\"]\ngoverns = \"withdraw\"\nbasis = \"inferred\"\n\
         in-force = {{ from = \"{day}\" }}\n[rule.check.transition]\nrules = [\"old\"]\nunder-way = [\"raised\"]\n"
    );
    let mut files = files_of("sec");
    files.push(SourceFile { path: "rules/zz-more.toml".to_owned(), text: rules });
    let rulebook = Rulebook::load(&files).unwrap();
    let mut last: Option<(Register, procedure::scenario::Step)> = None;
    replay(&story, |register, step, _| last = Some((register.clone(), step.clone())));
    let (register, step) = last.unwrap();
    let ruling = decide(&register, &step.submission, &rulebook, step.at).unwrap();
    assert_eq!(ruling.refusing_clauses(), ["D5.9"]);
    let reason = &ruling.refusing().next().unwrap().reason;
    assert!(
        reason.ends_with(
            "this rule has ended, but MP400 had been raised when the rules changed on 18 May 2023: \
             it goes on by the rules as they stood, with old"
        ),
        "{reason}"
    );
}
