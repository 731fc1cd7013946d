//! Every state that the SEC's process of one proposal can come to within bounds, by the real door and the real register: no law
//! of the process is broken in any, every one has a lawful way to an end, and its record plays again. What comes beside the straight
//! way (adoption, alternatives, referral) is explored by itself from where it begins, so that the states do not multiply.

mod guards;
mod laws;
mod model;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use procedure::ruling::Outcome;
use procedure::{Recorded, Register, Rulebook, decide};
use stateright::{Checker, Model};

use crate::scenarios::files_of;
use model::{Found, Process, State, Step};
use plan::Plan;

/// The parts of the process that are explored, each by the plan of its name.
const PARTS: [&str; 4] = ["proposal", "adoption", "alternatives", "referral"];

fn process(part: &str) -> Process {
    let rulebook = Arc::new(Rulebook::load(&files_of("sec")).unwrap());
    let plan = Arc::new(Plan::read(part, &rulebook));
    Process::new(rulebook, plan)
}

/// Everything within the bounds, explored once for all tests.
fn explored() -> &'static [(Process, Found)] {
    static EXPLORED: OnceLock<Vec<(Process, Found)>> = OnceLock::new();
    EXPLORED.get_or_init(|| PARTS.iter().map(|part| explore(part, process(part), true)).collect())
}

/// Explores everything within the bounds, and what was found.
fn explore(part: &str, mut process: Process, keeps_states: bool) -> (Process, Found) {
    let found = Arc::new(Mutex::new(Found::default()));
    process.found = Some(Arc::clone(&found));
    process.keeps_states = keeps_states;
    let checker = process.clone().checker().threads(2).spawn_bfs().join();
    println!(
        "{part}: {} states, {} ways to them, {} steps deep",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth()
    );
    for (name, path) in checker.discoveries() {
        let state = path.last_state();
        assert!(state.broken.is_none(), "{name}: {:?} breaks it after {}", state.broken, told(&process, state));
    }
    checker.assert_properties();
    process.found = None;
    let mut found = found.lock().unwrap();
    (process, std::mem::take(&mut *found))
}

/// The steps to a state in words.
fn told(process: &Process, state: &State) -> String {
    let words = |(day, step): &(usize, Step)| match step {
        Step::ADayPasses => format!("until {}", process.plan.days[day + 1]),
        Step::Tries { actor, attempt } => {
            let act = serde_json::to_string(&process.plan.attempts[*attempt].acts[*day]).unwrap();
            format!("{}: {act}", process.plan.actors[*actor])
        }
    };
    state.steps.iter().map(words).collect::<Vec<_>>().join("\n  ")
}

/// States from which no end can be reached, looked for backwards from the ends, and from what was not looked at any more.
fn without_exit(found: &Found) -> BTreeSet<u64> {
    let mut backwards: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    let mut stuck: BTreeSet<u64> = BTreeSet::new();
    for (from, onward) in &found.onward {
        stuck.insert(*from);
        stuck.extend(onward);
        for to in onward {
            backwards.entry(*to).or_default().push(*from);
        }
    }
    let unknown = stuck.iter().filter(|state| !found.looked_at.contains(state));
    let mut wave: Vec<u64> = found.ends.iter().chain(unknown).copied().collect();
    while let Some(state) = wave.pop() {
        if stuck.remove(&state) {
            wave.extend(backwards.get(&state).into_iter().flatten());
        }
    }
    stuck
}

/// Plays the steps of a state once more, each from the record as it is written down and read again.
fn plays_again(process: &Process, state: &State) {
    let mut register = Register::clone(&process.starts[0].register);
    for (day, step) in &state.steps {
        let Step::Tries { actor, attempt } = *step else { continue };
        let now = State::new(register.clone(), *day, Vec::new(), None);
        let (submission, _) = process.attempt(&now, actor, attempt).expect("it was permitted before");
        let at = process.plan.days[*day].at(10, 0, 0, 0);
        let ruling = decide(&register, &submission, &process.rulebook, at).unwrap();
        let Outcome::Permitted(events) = ruling.outcome else { panic!("{}", told(process, state)) };
        for event in events {
            let position = register.position() + 1;
            let recorded =
                Recorded { position, took_effect: at, by: submission.by.clone(), grounds: Vec::new(), event };
            let written = serde_json::to_string(&recorded).unwrap();
            register.fold(&serde_json::from_str(&written).unwrap()).unwrap();
        }
    }
    let again = State::new(register, state.day, Vec::new(), None);
    assert_eq!(again.digest, state.digest, "{}", told(process, state));
}

/// The laws in every state, an exit from every state, and the record played again.
#[test]
#[ignore = "./check runs it by itself"]
fn no_law_is_broken_in_any_state_and_every_state_has_an_exit() {
    for (process, found) in explored() {
        let stuck = without_exit(found);
        let example = stuck.iter().find_map(|digest| found.states.get(digest)).map(|state| told(process, state));
        assert!(stuck.is_empty(), "{} states have no way to an end: {}", stuck.len(), example.unwrap_or_default());
        for state in found.states.values().step_by(5) {
            plays_again(process, state);
        }
    }
}

/// Guards of what could not be kept anyway: without them the act still names nothing that could hold it, so nothing happens.
const HELD_ANYWAY: [&str; 3] = ["C7-past-outcomes-as-told", "D6-respond-to-something", "D6-rebase-what-is-behind"];

/// Without any one other guard that stands alone somewhere, the exploration fails.
#[test]
#[ignore = "./check runs it by itself"]
fn each_guard_is_missed_when_it_is_taken_away() {
    let guards = guards::taken_away(explored());
    let unmissed = guards.iter().filter(|guard| guard.broken.is_none() && guard.stands_alone);
    let unmissed: Vec<&str> = unmissed.map(|guard| guard.rule.as_str()).collect();
    guards::tell(&guards::table(&guards));
    assert_eq!(unmissed, HELD_ANYWAY);
}

/// The same laws with fewer bounds, over as many states as `ENACT_STATES` says; nothing where it says nothing.
#[test]
#[ignore = "./check --long runs it by itself"]
fn a_longer_run_breaks_no_law() {
    let Some(wanted) = std::env::var("ENACT_STATES").ok().and_then(|count| count.parse().ok()) else { return };
    let began = std::time::Instant::now();
    let process = Process { widely: true, ..process("proposal") };
    let checker = process.clone().checker().threads(2).target_state_count(wanted).spawn_bfs().join();
    let seconds = began.elapsed().as_secs_f64();
    println!("{} states, {} ways to them, in {seconds:.0} s", checker.unique_state_count(), checker.state_count());
    for (name, path) in checker.discoveries() {
        let state = path.last_state();
        assert!(state.broken.is_none(), "{name}: {:?} breaks it after {}", state.broken, told(&process, state));
    }
}
