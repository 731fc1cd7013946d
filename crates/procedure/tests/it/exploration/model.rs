//! The model: the real door and the real register, with days that pass and everybody trying everything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use jiff::civil::DateTime;
use procedure::names::{RuleId, Stage};
use procedure::ruling::Outcome;
use procedure::{Event, Judged, Recorded, Register, Rulebook, Ruling, Submission, decide};
use stateright::{Model, Property};

use super::laws::{Law, broken};
use super::plan::Plan;

/// Somebody does something, or a day passes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Step {
    Tries { actor: usize, attempt: usize },
    ADayPasses,
}

/// What is the case after some steps. Two states are one where the registers say the same on the same day.
#[derive(Clone)]
pub(super) struct State {
    pub(super) register: Arc<Register>,
    pub(super) day: usize,
    pub(super) steps: Vec<(usize, Step)>,
    pub(super) broken: Option<Law>,
    pub(super) digest: u64,
}

impl Hash for State {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "day {} after {:?}: {:?}", self.day, self.steps, self.broken)
    }
}

impl State {
    pub(super) fn new(register: Register, day: usize, steps: Vec<(usize, Step)>, broken: Option<Law>) -> Self {
        let mut hasher = DefaultHasher::new();
        (said(&register), day, broken).hash(&mut hasher);
        Self { register: Arc::new(register), day, steps, broken, digest: hasher.finish() }
    }

    pub(super) fn stage(&self) -> Option<Stage> {
        self.register.proposals().next().map(|proposal| proposal.stage)
    }

    fn is_at(&self, stage: Stage) -> bool {
        self.stage() == Some(stage)
    }
}

/// In how many states each guard is taken away, for each act that it alone refused: in one of them what then happens may have
/// nowhere to be kept.
const KEPT_ALONE: usize = 12;

/// Times that no rule asks for: the struct and the field. Two stories that differ in them alone are one.
const UNASKED: [(&str, &str); 5] =
    [("Viewed", "at"), ("Cast", "at"), ("Received", "at"), ("Solution", "at"), ("Attached", "at")];

/// All that a register says, without its own place in the log, so that two ways to one state meet. It is read from what the
/// register prints of itself, so that whatever is added to registers counts from then on.
fn said(register: &Register) -> String {
    let whole = format!("{register:?}");
    let from = whole.find(", parties: ").unwrap();
    let mut text = String::with_capacity(whole.len());
    let mut within: &str = "";
    for part in whole.split_at(from).1.split_inclusive(", ") {
        if let Some(open) = part.rfind(" {") {
            within = part.split_at(open).0.rsplit([' ', '(', '[', '{']).next().unwrap_or_default();
        }
        let unasked = UNASKED.iter().any(|(of, field)| *of == within && part.starts_with(&format!("{field}: ")));
        if !unasked {
            text.push_str(part);
        }
    }
    text
}

/// What was found: for each state what is permitted in it and where that leads.
#[derive(Default)]
pub(super) struct Found {
    pub(super) onward: BTreeMap<u64, BTreeSet<u64>>,
    pub(super) permitted: BTreeMap<u64, BTreeSet<Step>>,
    pub(super) ends: BTreeSet<u64>,
    /// States in which everything was tried.
    pub(super) looked_at: BTreeSet<u64>,
    pub(super) states: BTreeMap<u64, State>,
    /// Of each rule what it alone refused: who tried what, with a few of the states, the least of them.
    pub(super) alone: BTreeMap<String, BTreeMap<Step, BTreeSet<u64>>>,
}

/// The process of one proposal under some rules.
#[derive(Clone)]
pub(super) struct Process {
    /// The rules that are ruled by.
    pub(super) rulebook: Arc<Rulebook>,
    /// The Code's own rules, which those are, but where a guard is taken away.
    pub(super) rules: Arc<Rulebook>,
    pub(super) plan: Arc<Plan>,
    pub(super) starts: Vec<State>,
    /// Whether acts are followed on every day.
    pub(super) widely: bool,
    /// Where what is found is kept; states too where they are wanted.
    pub(super) found: Option<Arc<Mutex<Found>>>,
    pub(super) keeps_states: bool,
}

impl Process {
    pub(super) fn new(rulebook: Arc<Rulebook>, plan: Arc<Plan>) -> Self {
        let start = start(&rulebook, &plan);
        let rules = Arc::clone(&rulebook);
        Self { rulebook, rules, plan, starts: vec![start], widely: false, found: None, keeps_states: false }
    }

    /// Whether nothing more is to come of the proposal.
    fn is_over(&self, state: &State) -> bool {
        state.stage().is_some_and(|stage| stage.is_end() && !self.plan.goes_on_from.contains(&stage))
    }

    fn time(&self, day: usize) -> DateTime {
        self.plan.days[day].at(10, 0, 0, 0)
    }

    /// What somebody's attempt comes to: the act with the judgements answered for it, and the events.
    pub(super) fn attempt(&self, state: &State, actor: usize, attempt: usize) -> Option<(Submission, Vec<Event>)> {
        let act = self.plan.attempts[attempt].acts[state.day].clone()?;
        let submission = Submission { by: self.plan.actors[actor].clone(), act, judgements: BTreeMap::new() };
        let (submission, ruling) = ruled(&state.register, submission, &self.rulebook, self.time(state.day))?;
        match ruling.outcome {
            Outcome::Permitted(events) => Some((submission, events)),
            Outcome::Refused => {
                self.note_what_stands_alone(state, Step::Tries { actor, attempt }, &ruling);
                None
            }
            Outcome::NeedsJudgement => None,
        }
    }

    /// Keeps what one rule alone refused. Any one power would have been enough, so powers stand alone together.
    fn note_what_stands_alone(&self, state: &State, step: Step, ruling: &Ruling) {
        let Some(found) = self.found.as_ref().filter(|_| self.keeps_states) else { return };
        let refusing: BTreeSet<&RuleId> = ruling.refusing().map(|ground| &ground.rule).collect();
        let is_power = |id: &&RuleId| self.rulebook.rule(id).is_some_and(|loaded| loaded.rule.check.power().is_some());
        if refusing.len() > 1 && !refusing.iter().all(is_power) {
            return;
        }
        let mut found = found.lock().unwrap();
        for id in refusing {
            let least = found.alone.entry(id.to_string()).or_default().entry(step).or_default();
            least.insert(state.digest);
            if least.len() > KEPT_ALONE {
                least.pop_last();
            }
        }
    }

    /// Whether the Code's own rules refuse what was permitted without one of them.
    fn is_refused_by_the_code(&self, state: &State, submission: &Submission) -> bool {
        !Arc::ptr_eq(&self.rulebook, &self.rules) && {
            let ruling = decide(&state.register, submission, &self.rules, self.time(state.day)).unwrap();
            ruling.outcome == Outcome::Refused
        }
    }

    /// The state after a permitted attempt; the law that it breaks is kept in it.
    pub(super) fn after(&self, state: &State, step: Step, submission: &Submission, events: &[Event]) -> State {
        let mut register = Register::clone(&state.register);
        for event in events {
            record(&mut register, self.time(state.day), &submission.by, event.clone());
        }
        let today = self.plan.days[state.day];
        let refused = || self.is_refused_by_the_code(state, submission).then_some(Law::Permitted);
        let broken = broken(&self.rulebook, &state.register, &register, submission, events, today).or_else(refused);
        let mut steps = state.steps.clone();
        steps.push((state.day, step));
        State::new(register, state.day, steps, broken)
    }

    fn next(&self, state: &State, step: Step) -> Option<State> {
        let Step::Tries { actor, attempt } = step else {
            let mut steps = state.steps.clone();
            steps.push((state.day, step));
            let register = Register::clone(&state.register);
            return Some(State::new(register, state.day + 1, steps, state.broken));
        };
        let (submission, events) = self.attempt(state, actor, attempt)?;
        if let Some(found) = self.found.as_ref().filter(|_| self.keeps_states) {
            found.lock().unwrap().permitted.entry(state.digest).or_default().insert(step);
        }
        let next = self.after(state, step, &submission, &events);
        let tried = &self.plan.attempts[attempt];
        let done = state.steps.iter().filter(|(_, done)| *done == step).count();
        let stage = state.stage();
        let over = self.is_over(state);
        let followed = !over && done < tried.times && tried.is_followed(actor, state.day, stage, self.widely);
        if !followed && next.broken.is_none() {
            // What is not followed is a lawful way out all the same where it ends the proposal.
            if let Some(found) = self.found.as_ref().filter(|_| next.stage().is_some_and(Stage::is_end)) {
                found.lock().unwrap().ends.insert(state.digest);
            }
            return None;
        }
        Some(next)
    }

    fn keep(&self, from: &State, to: &State) {
        let Some(found) = &self.found else { return };
        let mut found = found.lock().unwrap();
        found.onward.entry(from.digest).or_default().insert(to.digest);
        // Where nothing is raised there is nothing to end.
        let ends = [from, to].into_iter().filter(|state| state.stage().is_none_or(Stage::is_end));
        found.ends.extend(ends.map(|state| state.digest));
        if self.keeps_states {
            for state in [from, to] {
                found.states.entry(state.digest).or_insert_with(|| state.clone());
            }
        }
    }
}

/// The register as the exploration begins.
fn start(rulebook: &Rulebook, plan: &Plan) -> State {
    let mut register = Register::new(&rulebook.code().id);
    let mut day = 0;
    for told in &plan.told {
        day = told.on;
        let at = plan.days[day].at(9, 0, 0, 0);
        let submission = Submission { by: told.by.clone(), act: told.act.clone(), judgements: BTreeMap::new() };
        let (_, ruling) = ruled(&register, submission, rulebook, at).unwrap();
        let Outcome::Permitted(events) = ruling.outcome else { panic!("{:?}: {:?}", told.act, ruling.grounds) };
        for event in events {
            record(&mut register, at, &told.by, event);
        }
    }
    State::new(register, day, Vec::new(), None)
}

/// The ruling on an act; questions are answered with yes by whoever acts. None where it cannot be read.
fn ruled(
    register: &Register,
    mut submission: Submission,
    rulebook: &Rulebook,
    at: DateTime,
) -> Option<(Submission, Ruling)> {
    let mut ruling = decide(register, &submission, rulebook, at).ok()?;
    if ruling.outcome == Outcome::NeedsJudgement {
        let yes = || Judged { answer: true, reasons: "r".to_owned() };
        submission.judgements = ruling.asking().map(|ground| (ground.rule.clone(), yes())).collect();
        ruling = decide(register, &submission, rulebook, at).ok()?;
    }
    Some((submission, ruling))
}

pub(super) fn record(register: &mut Register, took_effect: DateTime, by: &str, event: Event) {
    let position = register.position() + 1;
    let recorded = Recorded { position, took_effect, by: by.to_owned(), grounds: Vec::new(), event };
    register.fold(&recorded).unwrap();
}

impl Model for Process {
    type State = State;
    type Action = Step;

    fn init_states(&self) -> Vec<State> {
        self.starts.clone()
    }

    fn actions(&self, state: &State, actions: &mut Vec<Step>) {
        if state.broken.is_some() {
            return;
        }
        if let Some(found) = &self.found {
            found.lock().unwrap().looked_at.insert(state.digest);
        }
        for attempt in 0..self.plan.attempts.len() {
            actions.extend((0..self.plan.actors.len()).map(|actor| Step::Tries { actor, attempt }));
        }
        if !self.is_over(state) && state.day + 1 < self.plan.days.len() {
            actions.push(Step::ADayPasses);
        }
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        let next = self.next(state, step)?;
        self.keep(state, &next);
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        type At = fn(&Process, &State) -> bool;
        let ends: [(Stage, &'static str, At); 5] = [
            (Stage::Implemented, "a proposal goes live", |_, state| state.is_at(Stage::Implemented)),
            (Stage::Rejected, "a proposal is rejected", |_, state| state.is_at(Stage::Rejected)),
            (Stage::Withdrawn, "a proposal is withdrawn", |_, state| state.is_at(Stage::Withdrawn)),
            (Stage::Refused, "a proposal is refused", |_, state| state.is_at(Stage::Refused)),
            (Stage::Split, "a proposal is split", |_, state| state.is_at(Stage::Split)),
        ];
        let reached = ends.into_iter().filter(|(stage, ..)| self.plan.reaches.contains(stage));
        let reached = reached.map(|(_, words, at)| Property::sometimes(words, at));
        Law::properties().into_iter().chain(reached).collect()
    }
}
