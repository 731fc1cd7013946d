//! Bodies, seats, meetings and votes of Parties, as pages and other Codes ask for them.

use jiff::civil::{DateTime, date};
use procedure::names::{BodyId, Outcome};
use procedure::register::Actor;
use procedure::rulebook::SourceFile;
use procedure::scenario::Scenario;
use procedure::{Event, Recorded, Register, Rulebook, decide, meetings, roster, ruling};

use crate::scenarios::files_of;

/// The register after these steps, each of which must be permitted.
fn after(rulebook: &Rulebook, text: &str) -> Register {
    let mut register = Register::new("sec");
    let head = "rulebook = \"sec\"\ntitle = \"Bodies\"\n";
    let scenario = Scenario::read(&format!("{head}{text}"), "code-administrator").unwrap();
    for step in scenario.cast.iter().chain(&scenario.steps) {
        let ruling = decide(&register, &step.submission, rulebook, step.at)
            .unwrap_or_else(|problem| panic!("line {}: {problem}", step.line));
        let refusing: Vec<_> = ruling.refusing().map(|ground| ground.reason.clone()).collect();
        let ruling::Outcome::Permitted(events) = ruling.outcome else { panic!("line {}: {refusing:?}", step.line) };
        for event in events {
            record(&mut register, step.at, &step.submission.by, event);
        }
    }
    register
}

fn record(register: &mut Register, took_effect: DateTime, by: &str, event: Event) {
    let position = register.position() + 1;
    // As a record keeps it: what is written must read back.
    let event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
    register.fold(&Recorded { position, took_effect, by: by.to_owned(), grounds: Vec::new(), event }).unwrap();
}

fn sec() -> Rulebook {
    Rulebook::load(&files_of("sec")).unwrap()
}

fn party(name: &str, category: &str, more: &str) -> String {
    format!("[[party]]\nname = \"{name}\"\ncategory = \"{category}\"\nsince = \"2015-01-01\"\n{more}\n")
}

fn member(name: &str, body: &str, seat: &str, more: &str) -> String {
    format!("[[person]]\nname = \"{name}\"\nacts_for = \"{body}\"\noffice = \"member\"\nseat = \"{seat}\"\n{more}\n")
}

fn step(at: &str, by: &str, act: &str, more: &str) -> String {
    format!("[[step]]\nat = \"{at}\"\nby = \"{by}\"\nact = \"{act}\"\n{more}\n")
}

#[test]
fn seats_follow_the_voting_groups_and_the_day() {
    let rulebook = sec();
    let text = [
        party("Merrow Energy Ltd", "large-supplier", "voting_group = \"Merrow\""),
        party("Merrow Gas Ltd", "large-supplier", "voting_group = \"Merrow\""),
        party("Castlegate Power plc", "large-supplier", ""),
        member(
            "Ada Quill",
            "change-board",
            "large-supplier",
            "appointed_by = \"Merrow Gas Ltd\"\nuntil = \"2025-05-01\"",
        ),
        step("2023-05-02T10:00", "panel", "schedule-meeting", "body = \"panel\"\ndate = \"2023-05-19\""),
    ]
    .concat();
    let register = after(&rulebook, &text);
    let board = BodyId::from("change-board");
    let large = |day| {
        let seats = roster::seats_on(&register, &rulebook, &board, day);
        let held = seats.into_iter().find(|held| held.group.group == "large-supplier").unwrap();
        (held.number, held.vacant(), held.holders.iter().map(|holder| holder.name.clone()).collect::<Vec<_>>())
    };
    assert_eq!(large(date(2023, 6, 1)), (2, 1, vec!["Ada Quill".to_owned()]));
    assert_eq!(large(date(2025, 5, 1)), (2, 2, vec![]), "her term is over");
    let panel = roster::seats_on(&register, &rulebook, &BodyId::from("panel"), date(2023, 6, 1));
    assert_eq!(panel.iter().map(|held| held.number).sum::<usize>(), 12, "MP084 was rejected and brought no seat");
}

#[test]
fn a_person_with_two_offices_is_two_actors_and_an_office_can_be_named() {
    let rulebook = sec();
    let text = [
        party("Merrow Energy Ltd", "large-supplier", ""),
        "[[person]]\nname = \"Elin Hope\"\nacts_for = \"Merrow Energy Ltd\"\n".to_owned(),
        member("Elin Hope", "change-board", "consumer", ""),
        step("2023-05-02T10:00", "panel", "schedule-meeting", "body = \"panel\"\ndate = \"2023-05-19\""),
    ]
    .concat();
    let register = after(&rulebook, &text);
    let code = rulebook.code();
    let actors = |name: &str| register.actors(name, code, date(2023, 5, 3)).unwrap();
    assert_eq!(actors("Elin Hope").len(), 2);
    let named: Vec<String> = actors("Elin Hope for the Change Board".replace("the ", "").as_str())
        .iter()
        .map(|one| one.stands_for().to_owned())
        .collect();
    assert_eq!(named, ["Elin Hope"]);
    assert_eq!(actors("elin hope for merrow energy ltd").first().map(Actor::stands_for), Some("Merrow Energy Ltd"));
    assert!(register.actors("Elin Hope for tabasc", code, date(2023, 5, 3)).is_err());
}

#[test]
fn an_agenda_is_proposed_a_quorum_holds_while_members_are_there_and_acts_belong_to_their_meeting() {
    let rulebook = sec();
    let attend = |person: &str, times: &str| {
        step(
            "2023-05-19T16:00",
            "code-administrator",
            "record-attendance",
            &format!("meeting = \"panel-1\"\nperson = \"{person}\"\n{times}"),
        )
    };
    let text = [
        party("Merrow Energy Ltd", "large-supplier", ""),
        member("Alan Frost", "panel", "chair", ""),
        member("Bea Holt", "panel", "consumer", ""),
        member("Carl Ives", "panel", "consumer", ""),
        step("2023-05-02T10:00", "panel", "schedule-meeting", "body = \"panel\"\ndate = \"2023-05-19\""),
        step(
            "2023-05-03T10:00",
            "Merrow Energy Ltd",
            "raise-draft-proposal",
            "id = \"DP400\"\ntitle = \"Clearer dates\"",
        ),
    ]
    .concat();
    let panel = BodyId::from("panel");
    let before = after(&rulebook, &text);
    let waiting = meetings::waiting_for(&before, &rulebook, &panel, date(2023, 5, 19).at(9, 0, 0, 0));
    let found: Vec<_> = waiting.iter().map(|one| (one.number.as_str(), one.act.name())).collect();
    assert_eq!(found, [("DP400", "agree-modification-proposal")]);
    let more = [
        step(
            "2023-05-19T11:00",
            "panel",
            "agree-modification-proposal",
            "proposal = \"DP400\"\npath = \"self-governance\"\npath_reason = \"x\"\n\
             judgements = { \"D2.7-not-material\" = { answer = true, reasons = \"x\" } }",
        ),
        attend("Alan Frost", "arrived = \"2023-05-19T10:00\""),
        attend("Bea Holt", "arrived = \"2023-05-19T10:00\"\nleft = \"2023-05-19T11:30\""),
    ]
    .concat();
    let register = after(&rulebook, &format!("{text}{more}"));
    let meeting = register.meeting_on(&panel, date(2023, 5, 19)).unwrap();
    assert_eq!(meeting.acts.iter().map(|act| act.event).collect::<Vec<_>>(), ["modification-proposal-agreed"]);
    let at = |hour: i8, minute: i8| {
        let moment = date(2023, 5, 19).at(hour, minute, 0, 0);
        meetings::quorum_at(&register, &rulebook, meeting, moment, None)
            .iter()
            .map(|one| (one.needed, one.present))
            .collect::<Vec<_>>()
    };
    assert_eq!((at(9, 59), at(11, 0), at(11, 30)), (vec![(2, 0)], vec![(2, 2)], vec![(2, 1)]));
    assert!(meetings::waiting_for(&register, &rulebook, &panel, date(2023, 5, 20).at(9, 0, 0, 0)).is_empty());
}

/// A Code in which the Parties vote themselves, each Voting Group of a category as one voter with its weight, and every
/// category must reach its share: said in rules alone.
#[test]
fn parties_vote_by_weight_in_each_category_where_the_rules_say_so() {
    let mut files = files_of("sec");
    let change = |file: &mut SourceFile, from: &str, to: &str| {
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replace(from, to);
    };
    for file in files.iter_mut().filter(|file| file.path == "rules/d08-vote-and-decision.toml") {
        change(file, "held-by = [\"member-of:change-board\"]", "held-by = [\"party\"]");
        change(
            file,
            "unit = \"category-majority\"\nseats = [\"large-supplier\", \"small-supplier\", \"network\", \"other-sec-party\", \"consumer\"]\nquorum = [{ share = \"1/2\" }]",
            "unit = \"weighted-groups\"\nvoters = \"parties\"\nwithin = { at-least = \"65%\" }\noverall = { at-least = \"1/1\" }",
        );
    }
    let rulebook = Rulebook::load(&files).unwrap();
    let mut text = [
        party("Merrow Energy Ltd", "large-supplier", "voting_group = \"Merrow\"\nweight = 40"),
        party("Merrow Gas Ltd", "large-supplier", "voting_group = \"Merrow\"\nweight = 25"),
        party("Castlegate Power plc", "large-supplier", "weight = 35"),
        party("Teasel Energy Ltd", "small-supplier", ""),
    ]
    .concat();
    let items = ["background", "issue", "solution", "impacts", "costs", "implementation", "timetable", "views"];
    let sections = items.map(|item| format!("{{ item = \"{item}\", text = \"x\" }}")).join(", ");
    let none = "{ item = \"representations\", none = true }";
    let report = format!("document = \"modification-report\"\nsections = [{sections}, {none}]");
    let dp = "proposal = \"DP400\"\n";
    let text_of = "amendments = [{ op = \"insert\", after = \"D10.21\", number = \"D10.22\", heading = \"x\" }]";
    let agreed = "path = \"self-governance\"\npath_reason = \"x\"\njudgements = { \"D2.7-not-material\" = { answer = true, reasons = \"x\" } }";
    for (at, by, act, more) in [
        (
            "2023-05-02T10:00",
            "Teasel Energy Ltd",
            "raise-draft-proposal",
            "id = \"DP400\"\ntitle = \"Clearer dates\"".to_owned(),
        ),
        ("2023-05-16T10:00", "panel", "agree-modification-proposal", format!("{dp}{agreed}")),
        ("2023-06-29T10:00", "code-administrator", "attach-legal-text", format!("{dp}{text_of}")),
        ("2023-06-30T10:00", "code-administrator", "open-consultation", format!("{dp}closes = \"2023-07-21\"")),
        ("2023-08-15T09:00", "code-administrator", "draft-document", format!("{dp}{report}")),
        ("2023-08-15T10:00", "panel", "approve-report", dp.to_owned()),
        ("2023-08-16T10:00", "code-administrator", "consult-on-report", format!("{dp}closes = \"2023-09-07\"")),
        ("2023-09-20T10:00", "code-administrator", "open-vote", dp.to_owned()),
        ("2023-09-20T10:10", "Merrow Energy Ltd", "cast-vote", format!("{dp}vote = \"reject\"")),
        ("2023-09-20T10:20", "Merrow Gas Ltd", "cast-vote", format!("{dp}vote = \"approve\"")),
        ("2023-09-20T10:30", "Castlegate Power plc", "cast-vote", format!("{dp}vote = \"reject\"")),
        ("2023-09-20T10:40", "Teasel Energy Ltd", "cast-vote", format!("{dp}vote = \"approve\"")),
        ("2023-09-20T11:00", "code-administrator", "close-vote", dp.to_owned()),
    ] {
        text.push_str(&step(at, by, act, &more));
    }
    let register = after(&rulebook, &text);
    let count = register.proposal("DP400").unwrap().ballot.as_ref().unwrap().result.as_ref().unwrap().clone();
    let large = count.groups.iter().find(|group| group.seats == "large-supplier").unwrap();
    assert_eq!((large.approve, large.reject), (65, 35), "a Voting Group is one voter, and its last vote counts");
    assert_eq!(count.outcome, Outcome::Approved);
}
