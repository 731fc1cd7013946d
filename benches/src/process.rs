//! The process of thirteen steps from a Draft Proposal to words in force, as often as wanted, under the SEC's own rules.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, datetime};
use procedure::ruling::Outcome;
use procedure::{Act, Judged, Recorded, Register, Rulebook, Ruling, Submission, decide};

/// How many steps a case has.
pub const STEPS: usize = 13;

/// A step: when, by whom, and the act as JSON with `NUMBER` for the proposal's number.
type Told = (DateTime, &'static str, &'static str);

fn day(month: i8, day: i8) -> DateTime {
    datetime(2024, month, day, 10, 0, 0, 0)
}

/// What the draft of a report holds: something under each item that the Code asks for.
const REPORT: &str = r#"{"act":"draft-document","proposal":"DPNUMBER","document":"modification-report","sections":[{"item":"background","text":"How it stands."},{"item":"issue","text":"Dates are read in two ways."},{"item":"solution","text":"One clause says how."},{"item":"impacts","text":"Parties that read meters."},{"item":"costs","text":"Two days."},{"item":"implementation","text":"With a release."},{"item":"timetable","text":"Consultation, vote, release."},{"item":"views","text":"Nobody was against it."},{"item":"representations","none":true}]}"#;

/// The thirteen steps of a case under Self-Governance.
fn told() -> [Told; STEPS] {
    const SECAS: &str = "code-administrator";
    const CSC: &str = "change-sub-committee";
    let agree = r#"{"act":"agree-modification-proposal","proposal":"DPNUMBER","path":"self-governance","path_reason":"No one is worse off."}"#;
    let text = r#"{"act":"attach-legal-text","proposal":"DPNUMBER","amendments":[{"op":"insert","after":"D10.21","number":"D10.22","heading":"Reading dates"}]}"#;
    [
        (day(1, 8), "Alder Supply Ltd", r#"{"act":"raise-draft-proposal","title":"Clearer reading dates"}"#),
        (day(1, 8), CSC, agree),
        (day(1, 8), SECAS, text),
        (day(1, 8), SECAS, r#"{"act":"put-in-release","proposal":"DPNUMBER","release":"june-2024"}"#),
        (day(1, 8), SECAS, r#"{"act":"open-consultation","proposal":"DPNUMBER","closes":"2024-01-29"}"#),
        (day(1, 9), "Beech Networks Ltd", r#"{"act":"respond","proposal":"DPNUMBER","comment":"We agree."}"#),
        (day(1, 30), SECAS, REPORT),
        (day(1, 30), CSC, r#"{"act":"approve-report","proposal":"DPNUMBER"}"#),
        (day(1, 30), SECAS, r#"{"act":"consult-on-report","proposal":"DPNUMBER","closes":"2024-02-20"}"#),
        (day(2, 21), SECAS, r#"{"act":"open-vote","proposal":"DPNUMBER"}"#),
        (
            day(2, 21),
            "Ash",
            r#"{"act":"cast-vote","proposal":"DPNUMBER","vote":"approve","reasons":"It serves objective (a)."}"#,
        ),
        (day(2, 21), SECAS, r#"{"act":"close-vote","proposal":"DPNUMBER"}"#),
        (day(6, 27), SECAS, r#"{"act":"go-live","proposal":"DPNUMBER"}"#),
    ]
}

/// Those who take part, and the release.
const CAST: [&str; 4] = [
    r#"{"act":"admit-party","name":"Alder Supply Ltd","category":"large-supplier","since":"2015-01-01"}"#,
    r#"{"act":"admit-party","name":"Beech Networks Ltd","category":"electricity-network","since":"2015-01-01"}"#,
    r#"{"act":"name-person","name":"Ash","acts_for":"change-board","office":"member","seat":"large-supplier","appointed_by":"Alder Supply Ltd"}"#,
    r#"{"act":"schedule-release","id":"june-2024","name":"June 2024 SEC Release","date":"2024-06-27"}"#,
];

/// A submission with the moment it takes effect.
pub type Timed = (DateTime, Submission);

/// The submissions of one case.
///
/// # Errors
/// A step is no act.
pub fn case(number: usize) -> Result<Vec<Timed>, String> {
    let number = format!("{number:03}");
    told().iter().map(|(at, by, act)| Ok((*at, submission(by, &act.replace("NUMBER", &number))?))).collect()
}

/// A submission of an act written as JSON, with the one judgement that it may need.
fn submission(by: &str, act: &str) -> Result<Submission, String> {
    let value = serde_json::from_str(act).map_err(|error| error.to_string())?;
    let act = Act::read(value).map_err(|error| error.to_string())?;
    let judged = Judged { answer: true, reasons: "Nobody is treated otherwise than today.".to_owned() };
    let judgements = if matches!(act, Act::AgreeModificationProposal(_)) {
        BTreeMap::from([("D2.7-not-material".into(), judged)])
    } else {
        BTreeMap::new()
    };
    Ok(Submission { by: by.to_owned(), act, judgements })
}

/// The register with those who take part.
///
/// # Errors
/// One of them cannot be brought in.
pub fn beginning(rulebook: &Rulebook) -> Result<Register, String> {
    let mut register = Register::new(&rulebook.code().id);
    for act in CAST {
        let submission = submission(rulebook.code().administrator.as_str(), act)?;
        step(&mut register, rulebook, &(day(1, 8), submission))?;
    }
    Ok(register)
}

/// Rules on one submission and folds what happened; what was recorded comes back.
///
/// # Errors
/// It is refused, or cannot be ruled on.
pub fn step(register: &mut Register, rulebook: &Rulebook, timed: &Timed) -> Result<Vec<Recorded>, String> {
    let (at, submission) = timed;
    let Ruling { outcome, grounds } = decide(register, submission, rulebook, *at).map_err(|error| error.to_string())?;
    let Outcome::Permitted(events) = outcome else {
        return Err(format!("{} is not permitted: {grounds:?}", submission.act.name()));
    };
    let mut recorded = Vec::new();
    for event in events {
        let position = register.position() + 1;
        let one = Recorded { position, took_effect: *at, by: submission.by.clone(), grounds: grounds.clone(), event };
        register.fold(&one).map_err(|error| error.to_string())?;
        recorded.push(one);
    }
    Ok(recorded)
}

/// The log of many cases, one after the other step by step, so that all are open together; only the first `steps` of each.
///
/// # Errors
/// A step is refused.
pub fn log(rulebook: &Rulebook, cases: usize, steps: usize) -> Result<(Register, Vec<Recorded>), String> {
    let beginning = beginning(rulebook)?;
    let mut register = beginning;
    let cases: Vec<Vec<Timed>> = (1..=cases).map(case).collect::<Result<_, _>>()?;
    let mut log = Vec::new();
    for index in 0..steps {
        for timed in cases.iter().filter_map(|case| case.get(index)) {
            log.extend(step(&mut register, rulebook, timed)?);
        }
    }
    Ok((register, log))
}
