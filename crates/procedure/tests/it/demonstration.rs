//! The SEC's demonstration: what its sources say stands in the register, and a person can go on from its last day.

use jiff::civil::date;
use procedure::Event;
use procedure::act::ActName;
use procedure::names::Stage;
use procedure::next::{deadlines, next_steps};
use procedure::ruling::Outcome;
use procedure::scenario::Scenario;

use crate::replay::replay;
use crate::scenarios::Story;

/// What a visitor does after the last step, from the plan of MP167B's report.
const REST: &str = r#"
[[step]]
at = "2023-09-07T16:00"
by = "Castlegate Power plc"
act = "respond"
proposal = "MP167B"
view = "supports"

[[step]]
at = "2023-09-07T16:10"
by = "code-administrator"
act = "open-vote"
proposal = "MP167B"
expect = { refused = ["D7.8"] }

[[step]]
at = "2023-09-20T10:00"
by = "Priya Raman"
act = "open-vote"
proposal = "MP167B"

[[step]]
at = "2023-09-20T10:10"
by = "Anneliese Grant"
act = "cast-vote"
proposal = "MP167B"
vote = "approve"

[[step]]
at = "2023-09-20T10:20"
by = "Clara Montrose"
act = "cast-vote"
proposal = "MP167B"
vote = "approve"

[[step]]
at = "2023-09-20T10:30"
by = "Lewis Thackray"
act = "cast-vote"
proposal = "MP167B"
vote = "approve"

[[step]]
at = "2023-09-20T10:40"
by = "Sian Prosser"
act = "close-vote"
proposal = "MP167B"
expect = { refused = ["D8"] }

[[step]]
at = "2023-09-20T10:50"
by = "Nerys Bowen"
act = "cast-vote"
proposal = "MP167B"
vote = "abstain"

[[step]]
at = "2023-09-20T11:00"
by = "Sian Prosser"
act = "close-vote"
proposal = "MP167B"
expect = { stage = "approved" }

[[step]]
at = "2024-02-28T09:00"
by = "Priya Raman"
act = "go-live"
proposal = "MP167B"
expect = { refused = ["D10"] }

[[step]]
at = "2024-02-29T09:00"
by = "Priya Raman"
act = "go-live"
proposal = "MP167B"
expect = { stage = "implemented" }
"#;

fn demonstration() -> Story {
    Story::all().into_iter().find(|story| story.name == "codes/sec/demonstration.toml").unwrap()
}

#[test]
fn every_step_of_a_demonstration_is_permitted_without_being_asked_twice() {
    for story in Story::all().iter().filter(|story| story.name.ends_with("demonstration.toml")) {
        replay(story, |_, step, ruling| {
            assert!(ruling.is_permitted(), "{}, line {}: {:?}", story.name, step.line, ruling.refusing().next());
        });
    }
}

/// What comes next is not asked of anybody in particular: that a ballot is for those on the roster is no reason to wait.
#[test]
fn an_open_vote_waits_for_ballots_and_for_nothing_else() {
    let mut seen = false;
    for story in Story::all().iter().filter(|story| story.name.ends_with("demonstration.toml")) {
        replay(story, |register, step, _| {
            for proposal in register.proposals().filter(|proposal| proposal.stage == Stage::Vote) {
                let steps = next_steps(register, &story.code.rulebook, proposal, step.at);
                let cast = steps.iter().find(|step| step.act == ActName::CastVote).unwrap();
                assert!(cast.waits_for.is_empty(), "{}, line {}: {:?}", story.name, step.line, cast.waits_for);
                seen = true;
            }
        });
    }
    assert!(seen);
}

/// S2-018, S2-043, S2-044, S2-050, S2-060, S2-064, S2-066, S2-115, S4-099: what the sources say stands in the register.
#[test]
fn the_register_holds_what_the_report_on_mp167b_says() {
    let mut story = demonstration();
    // One more step shows the register as the last one left it.
    let last = story.scenario.steps.last().unwrap().clone();
    story.scenario.steps.push(last);
    let mut seen = false;
    let count = story.scenario.cast.len() + story.scenario.steps.len();
    let mut number = 0;
    replay(&story, |register, _, _| {
        number += 1;
        if number < count {
            return;
        }
        seen = true;
        let proposal = register.proposal("MP167B").unwrap();
        assert_eq!(proposal.stage, Stage::Report);
        assert_eq!(proposal.split_from.as_ref().map(|id| id.as_str()), Some("DP167"));
        let windows: Vec<_> = proposal.consultations.iter().map(|held| (held.opened, held.closes)).collect();
        let expected = [(date(2023, 6, 28), date(2023, 7, 19)), (date(2023, 8, 16), date(2023, 9, 7))];
        assert_eq!(windows, expected);
        let respondents: Vec<_> =
            proposal.consultations[0].responses.iter().map(|held| held.respondent.as_str()).collect();
        let expected = ["National Grid Electricity Distribution", "Utilita", "Electricity North West Limited"];
        assert_eq!(respondents, expected);
        assert!(proposal.consultations[0].responses.iter().all(|held| held.counted));
        let targets: Vec<_> = proposal.targets.iter().map(|target| (target.release.as_str(), target.cut_off)).collect();
        let expected = [("february-2024", Some(date(2024, 2, 15))), ("june-2024", Some(date(2024, 6, 13)))];
        assert_eq!(targets, expected);
        // The day on which the consultation closes was planned in the report too, and is told once.
        let ahead = deadlines(register, proposal, date(2023, 8, 17).at(9, 0, 0, 0));
        assert_eq!(ahead.iter().filter(|ahead| ahead.date == date(2023, 9, 7)).count(), 1, "{ahead:?}");
        let june = register.release("june-2020").unwrap();
        assert_eq!(june.date, date(2020, 6, 25));
        let total: i64 = june.costs.iter().map(|cost| cost.amount).sum();
        assert_eq!(total, 1_180_042, "the sum of the cost table in the June 2020 release document");
    });
    assert!(seen);
}

/// S2-066, S2-067: the vote after the consultation, and words in force.
#[test]
fn a_person_takes_mp167b_from_the_last_day_to_words_in_force() {
    let mut story = demonstration();
    let text = std::fs::read_to_string(crate::scenarios::root().join(&story.name)).unwrap() + REST;
    story.scenario = Scenario::read(&text, story.code.rulebook.code().administrator.as_str()).unwrap();
    let played = procedure::scenario::play(&story.scenario, &story.code.rulebook, &story.code.documents).unwrap();
    let wrong: Vec<_> = played.steps.iter().filter(|step| !step.as_expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The two stories about lateness: what came late is kept, and its event says that it does not count.
/// S2-064: late answers are kept and marked.
#[test]
fn what_came_late_is_kept_and_not_counted() {
    let late = |name: &str| {
        let story = Story::all().into_iter().find(|story| story.name.ends_with(name)).unwrap();
        let mut counted = Vec::new();
        replay(&story, |_, _, ruling| {
            let Outcome::Permitted(events) = &ruling.outcome else { return };
            for event in events {
                if let Event::ResponseReceived { counted: so, .. } | Event::BallotCast { counted: so, .. } = event {
                    counted.push(*so);
                }
            }
        });
        counted
    };
    assert_eq!(late("respond/permitted-late-and-not-counted.toml"), [true, false]);
    assert_eq!(late("cast-vote/permitted-late-and-not-counted.toml"), [true, false]);
}
