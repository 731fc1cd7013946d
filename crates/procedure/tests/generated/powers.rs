//! Who may do what at which stage, on four days that lie before and after great changes of the SEC's process.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::{Date, date};
use procedure::condition::Condition;
use procedure::names::Stage;
use procedure::rule::{Check, Holder};
use procedure::rulebook::SourceFile;
use procedure::{ActName, Register, Rulebook};

use super::{files_below, fresh};

/// Before SECMP0049; under it; after MP079 and MP088; after MP167A and MP167B.
const DAYS: [Date; 4] = [date(2018, 1, 1), date(2019, 6, 1), date(2020, 7, 1), date(2024, 3, 1)];

fn rulebook() -> Rulebook {
    let strip =
        |(path, text): (String, String)| SourceFile { path: path.trim_start_matches("codes/sec/").to_owned(), text };
    let files: Vec<SourceFile> = files_below("codes/sec", "toml").into_iter().map(strip).collect();
    Rulebook::load(&files).unwrap()
}

/// The stages at which the rules let an act on a proposal happen, in the order of the process.
fn stages(rulebook: &Rulebook, act: ActName, day: Date, register: &Register) -> Vec<Stage> {
    let mut stages = Stage::ALL.to_vec();
    for loaded in rulebook.governing(act, day, register) {
        if let (Check::Condition(Condition::StageIs(wanted)), true) = (&loaded.rule.check, loaded.rule.when.is_empty())
        {
            stages.retain(|stage| wanted.contains(stage));
        }
    }
    stages
}

fn holder_name(holder: &Holder) -> String {
    match holder {
        Holder::Anyone => "anyone".to_owned(),
        Holder::Party => "any Party".to_owned(),
        Holder::PartyOf(category) => format!("a Party: {category}"),
        Holder::Proposer => "the Proposer".to_owned(),
        Holder::Body(body) => body.to_string(),
        Holder::BodyOfKind(kind) => format!("any body: {kind}"),
        Holder::MemberOf(body) => format!("one member of {body}"),
    }
}

/// The powers of every role: for each act a tick for each stage at which it may be done, a cross for each at which it may
/// not, and the rules that give the power; then the acts that the role may not do at all.
fn table(rulebook: &Rulebook) -> String {
    let mut text = String::from(
        "# Who may do what on four days: role, act, stage. A tick: the rules named give the power and no rule on stages is\n\
         # against it; a cross: not at that stage. A rule in brackets gives the power only under conditions of its own.\n\
         # Stages in order: ",
    );
    text.push_str(&Stage::ALL.map(Stage::words).join(", "));
    text.push('\n');
    for day in DAYS {
        // The history of the Code says which modifications were live; nothing more need have happened.
        let register = Register::new("sec");
        let mut roles: BTreeMap<String, BTreeMap<ActName, Vec<String>>> = BTreeMap::new();
        let mut all: BTreeSet<String> = rulebook.code().bodies.iter().map(|body| body.id.to_string()).collect();
        for act in ActName::ALL {
            for loaded in rulebook.governing(*act, day, &register) {
                let Check::Power(power) = &loaded.rule.check else { continue };
                let bare = power.conditions.is_empty() && loaded.rule.when.is_empty();
                let rule = if bare { loaded.rule.id.to_string() } else { format!("({})", loaded.rule.id) };
                for holder in &power.held_by {
                    let name = holder_name(holder);
                    all.insert(name.clone());
                    roles.entry(name).or_default().entry(*act).or_default().push(rule.clone());
                }
            }
        }
        let _ = writeln!(text, "\n== {day}");
        for role in all {
            let _ = writeln!(text, "\n{role}");
            let held = roles.remove(&role).unwrap_or_default();
            for (act, rules) in &held {
                let ticks: String = if act.is_about_a_proposal() {
                    let open = stages(rulebook, *act, day, &register);
                    Stage::ALL.iter().map(|stage| if open.contains(stage) { '✓' } else { '✗' }).collect()
                } else {
                    "✓".to_owned()
                };
                let _ = writeln!(text, "  {ticks:<11} {:<34} {}", act.name(), rules.join(", "));
            }
            let none: Vec<&str> =
                ActName::ALL.iter().filter(|act| !held.contains_key(act)).map(|act| act.name()).collect();
            let _ = writeln!(text, "  ✗ {}", none.join(", "));
        }
    }
    text
}

#[test]
fn the_table_of_powers_is_fresh() {
    fresh("golden/sec/powers.txt", &table(&rulebook()));
}

/// MP088 let the Code Administrator raise; before it only the table of the days after may show the tick.
#[test]
fn the_table_switches_on_the_day_of_the_go_live() {
    let rulebook = rulebook();
    let register = Register::new("sec");
    let may = |day: Date| {
        rulebook.governing(ActName::RaiseDraftProposal, day, &register).any(|loaded| {
            matches!(&loaded.rule.check, Check::Power(power)
                if power.held_by.contains(&Holder::Body("code-administrator".into())))
        })
    };
    assert_eq!(DAYS.map(may), [false, false, true, true]);
}
