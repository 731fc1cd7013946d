//! Ways to take what is another's, to count twice, or to change what is past: each refused, or without effect.

use procedure::Rulebook;
use procedure::scenario::{Played, Scenario, play};

use crate::scenarios::files_of;

const CAST: &str = r#"
rulebook = "sec"
title = "Misuse"
[[party]]
name = "Tarn Metering Ltd"
category = "other-sec-party"
[[person]]
name = "Ada Quill"
acts_for = "change-board"
office = "member"
seat = "large-supplier"
[[person]]
name = "Bo Farr"
acts_for = "change-board"
office = "member"
seat = "consumer"
[[person]]
name = "Ines Holt"
acts_for = "security-sub-committee"
office = "member"
"#;

fn played(steps: &[&str]) -> Result<Played, String> {
    let files = files_of("sec");
    let rulebook = Rulebook::load(&files).unwrap();
    let documents: Vec<String> =
        files.iter().filter(|file| file.path.starts_with("text/")).map(|file| file.text.clone()).collect();
    let text = format!("{CAST}{}", steps.iter().map(|step| format!("[[step]]\n{step}\n")).collect::<String>());
    let scenario = Scenario::read(&text, "code-administrator").map_err(|error| error.to_string())?;
    let played = play(&scenario, &rulebook, &documents)?;
    let not_ruled_on = played.not_ruled_on().next().map(|step| step.reasons.join("; "));
    not_ruled_on.map_or(Ok(played), Err)
}

fn raise(at: &str, id: &str) -> String {
    format!(
        "at = \"{at}\"\nby = \"Tarn Metering Ltd\"\nact = \"raise-draft-proposal\"\nid = \"{id}\"\ntitle = \"Matter {id}\""
    )
}

fn agree(at: &str, id: &str) -> String {
    format!(
        "at = \"{at}\"\nby = \"panel\"\nact = \"agree-modification-proposal\"\nproposal = \"{id}\"\npath = \"self-governance\"\n\
         path_reason = \"Text only.\"\njudgements = {{ \"D2.7-not-material\" = {{ answer = true, reasons = \"x\" }} }}"
    )
}

/// S2-048: no number is used again.
#[test]
fn the_parts_of_a_split_take_no_number_that_is_another_s() {
    let split = "at = \"2024-01-03T10:00\"\nby = \"code-administrator\"\nact = \"split\"\nproposal = \"DP500\"\n\
                 reasons = \"Two matters.\"\ninto = [{ title = \"One\", issue = \"The first.\" }, { title = \"Two\", issue = \"The second.\" }]";
    let taken = raise("2024-01-02T10:10", "DP500A");
    let result = played(&[&raise("2024-01-02T10:00", "DP500"), &taken, split]).unwrap();
    let proposals = &result.state["proposals"];
    assert_eq!(proposals["DP500A"]["title"], "Matter DP500A", "the other matter stays");
    assert_eq!(proposals["DP500B"]["title"], "One");
    assert_eq!(proposals["DP500C"]["title"], "Two");
    let given = split.replace("{ title = \"One\"", "{ id = \"DP500A\", title = \"One\"");
    let refused = played(&[&raise("2024-01-02T10:00", "DP500"), &taken, &given]).unwrap_err();
    assert!(refused.contains("DP500A is taken"), "{refused}");
}

/// S1-003, S2-048: a number has its form and is used once.
#[test]
fn a_draft_takes_no_modification_s_number() {
    let refused = played(&[&raise("2024-01-02T10:00", "MP700")]).unwrap_err();
    assert!(refused.contains("write it like DP001"), "{refused}");
    let twice = played(&[&raise("2024-01-02T10:00", "DP700"), &raise("2024-01-02T10:10", "DP700")]).unwrap_err();
    assert!(twice.contains("DP700 is taken"), "{twice}");
}

#[test]
fn a_name_is_one_body_s_party_s_or_person_s() {
    for name in ["panel", "SECAS", "Ada Quill", "A  B", "\\u202E"] {
        let step = format!(
            "at = \"2024-01-02T10:00\"\nby = \"code-administrator\"\nact = \"admit-party\"\nname = \"{name}\"\ncategory = \"small-supplier\""
        );
        assert!(played(&[&step]).is_err(), "{name}");
    }
}

#[test]
fn a_title_holds_no_unseen_characters() {
    for title in ["Bell \\u0007", "Two\\nlines", "Turned \\u202e round"] {
        let step = raise("2024-01-02T10:00", "DP700").replace("Matter DP700", title);
        assert!(played(&[&step]).unwrap_err().contains("not seen"), "{title}");
    }
}

/// A refusal is a sentence that names who was meant, and since or until when.
#[test]
fn refusals_say_who_is_not_what_and_since_when() {
    let text = format!(
        "{CAST}[[party]]\nname = \"Later Ltd\"\ncategory = \"small-supplier\"\nsince = \"2025-01-01\"\n[[person]]\n\
         name = \"Cy Past\"\nacts_for = \"change-board\"\noffice = \"member\"\nseat = \"consumer\"\n\
         since = \"2020-01-01\"\nuntil = \"2023-09-01\"\n"
    );
    let raise = |by: &str| {
        let step = raise("2024-01-02T10:00", "DP700").replace("Tarn Metering Ltd", by);
        let files = files_of("sec");
        let rulebook = Rulebook::load(&files).unwrap();
        let scenario = Scenario::read(&format!("{text}[[step]]\n{step}\n"), "code-administrator").unwrap();
        play(&scenario, &rulebook, &[]).unwrap().steps[0].reasons.join("\n")
    };
    let later = raise("Later Ltd");
    assert!(later.contains("is not a Party, "), "{later}");
    assert!(later.contains("Later Ltd is a Party only from 1 January 2025"), "{later}");
    let past = raise("Cy Past");
    assert!(past.contains("Cy Past has not been a member of the Change Board since 1 September 2023"), "{past}");
}

#[test]
fn a_stage_that_is_none_is_told_with_those_there_are() {
    let step = format!("{}\nexpect = {{ stage = \"nonsense\" }}", raise("2024-01-02T10:00", "DP700"));
    let refused = played(&[&step]).unwrap_err();
    assert!(refused.contains("`expect`: `nonsense` is no stage; the stages are development, refinement"), "{refused}");
    for stage in procedure::names::Stage::ALL {
        assert_eq!(serde_json::to_value(stage).unwrap(), stage.key());
    }
}

/// S1-090: one vote opens the way once.
#[test]
fn a_vote_not_to_raise_lets_one_member_raise_once() {
    let vote = "at = \"2024-01-02T10:00\"\nby = \"security-sub-committee\"\nact = \"vote-not-to-raise\"\nsubject = \"security-arrangements\"";
    let by_member = |minute: u8, expect: &str| {
        format!(
            "at = \"2024-01-02T11:{minute}\"\nby = \"Ines Holt\"\nact = \"raise-draft-proposal\"\ntitle = \"Alone\"\n\
             subjects = [\"security-arrangements\"]\nexpect = {expect}"
        )
    };
    let result = played(&[vote, &by_member(10, "\"accepted\""), &by_member(20, "{ refused = [\"G7.20(b)\"] }")]);
    assert!(result.unwrap().as_expected);
}

#[test]
fn what_is_past_in_the_code_is_not_replaced() {
    let load = "at = \"2024-01-02T10:00\"\nby = \"code-administrator\"\nact = \"load-document\"\n\
                markup = \"# Section D: Gone\\n\\nunheld D1.2\\n\"\nfrom = \"2019-04-01\"";
    let refused = played(&[load]).unwrap_err();
    assert!(refused.contains("its past stays as it is"), "{refused}");
}

/// Two releases: whichever goes live first, the Code of the later day holds the words of both.
#[test]
fn a_late_go_live_is_in_every_later_edition() {
    let release = |id: &str, date: &str| {
        format!(
            "at = \"2023-01-03T10:00\"\nby = \"panel\"\nact = \"schedule-release\"\nid = \"{id}\"\nname = \"{id}\"\ndate = \"{date}\""
        )
    };
    let mut steps = vec![release("june", "2024-06-27"), release("november", "2024-11-07")];
    for (id, after, release) in [("DP801", "D10.13", "june"), ("DP802", "D10.21", "november")] {
        let mp = id.replace("DP", "MP");
        let by = |at: &str, by: &str, act: &str, more: &str| {
            format!("at = \"{at}\"\nby = \"{by}\"\nact = \"{act}\"\nproposal = \"{mp}\"\n{more}")
        };
        let clerk = "code-administrator";
        let text = format!(
            "amendments = [{{ op = \"insert\", after = \"{after}\", number = \"{after}A\", heading = \"x\" }}]"
        );
        steps.push(raise("2023-01-04T10:00", id));
        steps.push(agree("2023-01-05T10:00", id));
        steps.push(by("2023-01-06T10:00", clerk, "attach-legal-text", &text));
        steps.push(by("2023-01-06T11:00", clerk, "put-in-release", &format!("release = \"{release}\"")));
        steps.push(by("2023-01-09T10:00", clerk, "open-consultation", "closes = \"2023-02-10\""));
        let items = ["background", "issue", "solution", "impacts", "costs", "implementation", "timetable", "views"];
        let sections = items.map(|item| format!("{{ item = \"{item}\", text = \"As drafted.\" }}")).join(", ");
        let none = "{ item = \"representations\", none = true }";
        let draft = format!("document = \"modification-report\"\nsections = [{sections}, {none}]");
        steps.push(by("2023-02-13T09:00", clerk, "draft-document", &draft));
        steps.push(by("2023-02-13T10:00", "panel", "approve-report", ""));
        steps.push(by("2023-02-14T10:00", clerk, "consult-on-report", "closes = \"2023-03-14\""));
        steps.push(by("2023-03-20T10:00", clerk, "open-vote", ""));
        steps.push(by("2023-03-20T11:00", "Ada Quill", "cast-vote", "vote = \"approve\""));
        steps.push(by("2023-03-20T12:00", "change-board", "close-vote", ""));
    }
    steps.sort_by_key(|step| step.lines().next().map(str::to_owned));
    let live = |id: &str, at: &str| {
        format!(
            "at = \"{at}\"\nby = \"code-administrator\"\nact = \"go-live\"\nproposal = \"{id}\"\n\
             judgements = {{ \"D10-late-record\" = {{ answer = true, reasons = \"They were on the Website.\" }} }}\n\
             expect = {{ stage = \"implemented\" }}"
        )
    };
    let last_edition = |order: [&str; 2]| {
        let mut all = steps.clone();
        let checked = |id: &str, at: &str| {
            format!("at = \"{at}\"\nby = \"panel\"\nact = \"rebase-legal-text\"\nproposal = \"{id}\"")
        };
        all.extend([checked(order[0], "2024-11-07T08:00"), live(order[0], "2024-11-07T09:00")]);
        all.extend([checked(order[1], "2024-11-08T08:00"), live(order[1], "2024-11-08T09:00")]);
        let result = played(&all.iter().map(String::as_str).collect::<Vec<_>>()).unwrap();
        assert!(result.as_expected, "{:?}", result.steps.iter().filter(|step| !step.as_expected).collect::<Vec<_>>());
        result.state["editions"].as_array().unwrap().last().unwrap().clone()
    };
    assert_eq!(last_edition(["MP801", "MP802"]), last_edition(["MP802", "MP801"]));
}

/// S2-054, S2-056: the SEC's objectives have the letters (a) to (g) and words of their own; there is no other letter.
#[test]
fn a_vote_speaks_of_objectives_that_there_are() {
    let files = files_of("sec");
    let rulebook = Rulebook::load(&files).unwrap();
    let objectives = &rulebook.code().objectives;
    let letters: String = objectives.iter().map(|objective| objective.id.as_str()).collect();
    assert_eq!(letters, "abcdefg");
    assert!(objectives.iter().all(|objective| objective.title.split(' ').count() >= 4));
    let vote = |letter: &str| {
        format!(
            "at = \"2024-01-04T10:00\"\nby = \"Ada Quill\"\nact = \"cast-vote\"\nproposal = \"DP500\"\nvote = \"approve\"\n\
             objectives = {{ {letter} = \"approve\" }}\nexpect = {{ refused = [\"D8\"] }}"
        )
    };
    let raised = raise("2024-01-02T10:00", "DP500");
    assert!(played(&[&raised, &vote("g")]).unwrap().as_expected, "it is not voted on yet");
    let unknown = played(&[&raised, &vote("h")]).unwrap_err();
    assert!(unknown.contains("`h` is no objective") && unknown.contains("a, b, c"), "{unknown}");
}

/// S1-001, S1-002, S1-003: a legal text stands under a modification that there is.
#[test]
fn a_legal_text_belongs_to_a_modification_that_there_is() {
    let (raised, agreed) = (raise("2024-01-02T10:00", "DP500"), agree("2024-01-03T10:00", "DP500"));
    let text = |number: &str| {
        format!(
            "at = \"2024-01-04T10:00\"\nby = \"code-administrator\"\nact = \"attach-legal-text\"\nproposal = \"{number}\"\n\
             amendments = [{{ op = \"insert\", after = \"D10.21\", number = \"D10.22\", heading = \"Reading dates\" }}]"
        )
    };
    assert!(played(&[&raised, &agreed, &text("MP500")]).unwrap().as_expected);
    for unknown in ["MP501", "SECMP00500", "500", ""] {
        assert!(played(&[&raised, &agreed, &text(unknown)]).is_err(), "{unknown}");
    }
}

/// A mistyped rule is told: the question that was meant would stay unanswered.
#[test]
fn a_judgement_under_the_id_of_no_rule_is_not_swallowed() {
    let raised = raise("2024-02-01T10:00", "DP900");
    let agreed = |id: &str| {
        format!(
            "at = \"2024-02-02T10:00\"\nby = \"change-sub-committee\"\nact = \"agree-modification-proposal\"\n\
             proposal = \"DP900\"\npath = \"self-governance\"\npath_reason = \"r\"\n\
             judgements = {{ \"{id}\" = {{ answer = true, reasons = \"r\" }} }}"
        )
    };
    let error = played(&[&raised, &agreed("D2.7-not-materiel")]).unwrap_err();
    assert!(error.contains("this Code has no rule D2.7-not-materiel"), "{error}");
    assert!(played(&[&raised, &agreed("D2.7-not-material")]).is_ok());
}

/// One act that says of a criterion that it is met and that it is not says nothing.
#[test]
fn a_criterion_answered_twice_is_told() {
    let release = "at = \"2024-02-01T10:00\"\nby = \"code-administrator\"\nact = \"schedule-release\"\nid = \"june-2024\"\n\
                   name = \"June 2024\"\ndate = \"2024-06-27\"";
    let exit = "at = \"2024-02-02T10:00\"\nby = \"panel\"\nact = \"approve-test-phase\"\nrelease = \"june-2024\"\nphase = \"sit\"\n\
                step = \"exit\"\ncriteria = [{ criterion = \"All is run\", met = true }, { criterion = \"All is run\", met = false }]";
    let error = played(&[release, exit]).unwrap_err();
    assert!(error.contains("answers “All is run” twice"), "{error}");
}
