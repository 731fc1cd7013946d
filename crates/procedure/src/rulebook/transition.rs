//! The rules that govern an act on one proposal or release: those of the day, but for those that a transition leaves as they stood.

use jiff::civil::Date;

use super::{Days, Loaded, Rulebook};
use crate::act::ActName;
use crate::names::day;
use crate::register::{Proposal, Register, Release};
use crate::rule::{Since, Transition, UnderWay};

/// What an act is about, as far as the choice of its rules is concerned.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject<'a> {
    /// The proposal.
    pub proposal: Option<&'a Proposal>,
    /// The release.
    pub release: Option<&'a Release>,
}

/// A transition that leaves a rule, or several, as they stood.
#[derive(Debug, Clone)]
pub struct Kept<'a> {
    /// The transition.
    pub by: &'a Loaded,
    /// The day on which the rules changed for others.
    pub since: Date,
    /// Why it reaches the proposal or release, as a sentence without its full stop.
    pub because: String,
    /// Rules that began on the day, and do not come to it.
    pub held_off: Vec<&'a Loaded>,
    /// Rules that ended on the day, and go on for it.
    pub kept: Vec<&'a Loaded>,
}

impl Kept<'_> {
    /// What the transition does, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let list = |rules: &[&Loaded]| rules.iter().map(|one| one.rule.id.as_str()).collect::<Vec<_>>().join(", ");
        let mut words = format!("{}: it goes on by the rules as they stood", self.because);
        if !self.held_off.is_empty() {
            words = format!("{words}, without {}", list(&self.held_off));
        }
        if !self.kept.is_empty() {
            words = format!("{words}, with {}", list(&self.kept));
        }
        words
    }
}

/// The rules that govern an act on one proposal or release on a day.
#[derive(Debug)]
pub struct Governing<'a> {
    rules: Vec<&'a Loaded>,
    /// The transitions that make a difference.
    pub transitions: Vec<Kept<'a>>,
}

impl<'a> Governing<'a> {
    /// Each rule, in the order of its file.
    pub fn rules(&self) -> impl Iterator<Item = &'a Loaded> {
        self.rules.iter().copied()
    }

    /// The transition by which a rule goes on although it has ended for others.
    #[must_use]
    pub fn kept_by(&self, rule: &Loaded) -> Option<&Kept<'a>> {
        self.transitions.iter().find(|one| one.kept.iter().any(|kept| kept.rule.id == rule.rule.id))
    }

    /// Whether a rule does not come to what the act is about, although it is in force for others.
    #[must_use]
    pub fn is_held_off(&self, rule: &Loaded) -> bool {
        self.transitions.iter().any(|one| one.held_off.iter().any(|held_off| held_off.rule.id == rule.rule.id))
    }
}

impl Rulebook {
    /// The rules that govern an act on one proposal or release on a day: those in force, but for those that a transition leaves as
    /// they stood when it came.
    #[must_use]
    pub fn governing_for<'a>(
        &'a self,
        act: ActName,
        on: Date,
        register: &'a Register,
        subject: Subject<'a>,
    ) -> Governing<'a> {
        let indices = self.by_act.get(&act).map(Vec::as_slice).unwrap_or_default();
        let changing = self.transitions.get(&act).map(Vec::as_slice).unwrap_or_default();
        let transitions = changing
            .iter()
            .filter_map(|&index| self.rules.get(index))
            .filter_map(|loaded| self.kept(loaded, loaded.rule.check.transition()?, on, register, subject))
            .map(|kept| kept.about(act))
            .filter(|kept| !(kept.held_off.is_empty() && kept.kept.is_empty()))
            .collect();
        let mut governing = Governing { rules: Vec::with_capacity(indices.len()), transitions };
        let mut days = Days::new(self, register);
        for &index in indices {
            let Some(loaded) = self.rules.get(index) else { continue };
            let holds = match days.are_on(index, on) {
                true => !governing.is_held_off(loaded),
                false => governing.kept_by(loaded).is_some(),
            };
            if holds {
                governing.rules.push(loaded);
            }
        }
        governing
    }

    /// What a transition leaves as it stood for a proposal or release; nothing where it does not reach it.
    fn kept<'a>(
        &'a self,
        by: &'a Loaded,
        transition: &'a Transition,
        on: Date,
        register: &'a Register,
        subject: Subject<'a>,
    ) -> Option<Kept<'a>> {
        let (since, until) = self.days_of(&by.rule, register);
        let since = since.filter(|since| *since <= on && until.is_none_or(|until| on < until))?;
        let mark = &by.rule.in_force.from;
        let how = transition.under_way.iter().find_map(|how| how.was_so(since, register, subject))?;
        let because = match mark {
            Since::Modification(number) => format!("{how} when {number} came into force on {}", day(since)),
            Since::Day(_) => format!("{how} when the rules changed on {}", day(since)),
        };
        let (mut held_off, mut kept) = (Vec::new(), Vec::new());
        for rule in transition.rules.iter().filter_map(|id| self.rule(id)) {
            let days = &rule.rule.in_force;
            if days.from == *mark {
                held_off.push(rule);
            } else if days.until.as_ref() == Some(mark)
                && self.day_of(&days.from, register).is_some_and(|from| from < since)
            {
                kept.push(rule);
            }
        }
        Some(Kept { by, since, because, held_off, kept })
    }
}

impl Kept<'_> {
    /// What of it concerns one act.
    fn about(mut self, act: ActName) -> Self {
        self.held_off.retain(|loaded| loaded.rule.governs.contains(&act));
        self.kept.retain(|loaded| loaded.rule.governs.contains(&act));
        self
    }
}

impl UnderWay {
    /// That a proposal or release was under way when a day began, as the start of a sentence; nothing where it was not.
    fn was_so(&self, on: Date, register: &Register, subject: Subject<'_>) -> Option<String> {
        let proposal = subject.proposal;
        match self {
            Self::Raised => {
                let proposal = proposal.filter(|proposal| proposal.raised.date() < on)?;
                Some(format!("{} had been raised", proposal.number()))
            }
            Self::AtStage(stages) => {
                let proposal = proposal?;
                let stage = proposal.stage_when_began(on).filter(|stage| stages.contains(stage))?;
                Some(format!("{} stood at the stage {}", proposal.number(), stage.words()))
            }
            Self::ConsultationOpen(kind) => {
                let proposal = proposal?;
                let open =
                    |held: &crate::register::Consultation| held.kind == *kind && held.opened < on && on <= held.closes;
                proposal
                    .consultations
                    .iter()
                    .any(open)
                    .then(|| format!("the {} on {} was open", kind.words(), proposal.number()))
            }
            Self::Reached(gates) => {
                let own = || proposal?.release().and_then(|id| register.release(id.as_str()));
                let release = subject.release.or_else(own)?;
                let was = |gate: &&crate::gate::Gate| register.reached(release, gate).is_some_and(|day| day < on);
                let gate = gates.iter().find(was)?;
                Some(format!("the {} had come so far that {}", release.name, gate.words()))
            }
        }
    }
}
