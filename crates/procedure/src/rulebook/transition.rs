//! The rules that govern an act on one proposal or release: those of the day, but for those that a transition leaves as they stood.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Loaded, Rulebook};
use crate::act::ActName;
use crate::names::day;
use crate::register::{Proposal, Register, Release};
use crate::rule::{Since, UnderWay};
use crate::spans::{Changes, RuleDays, Spans};

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
    rulebook: &'a Rulebook,
    chosen: Chosen,
    /// The transitions that make a difference.
    pub transitions: Vec<Kept<'a>>,
}

/// Which rules govern.
#[derive(Debug)]
enum Chosen {
    /// Those of an act in a span of days.
    OfSpan(Arc<Spans>, usize, ActName),
    /// These, by their places in the rulebook: a transition makes a difference.
    These(Vec<usize>),
}

impl<'a> Governing<'a> {
    /// Each rule, in the order of its file.
    pub fn rules(&self) -> impl Iterator<Item = &'a Loaded> {
        let places = match &self.chosen {
            Chosen::OfSpan(spans, place, act) => {
                spans.known(*place).and_then(|together| together.of_acts.get(act)).map(|governs| &governs.rules)
            }
            Chosen::These(places) => Some(places),
        };
        let rulebook = self.rulebook;
        places.into_iter().flatten().filter_map(|&index| rulebook.rules.get(index))
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
        let (spans, place) = self.spans(on, register);
        let of_day = spans.known(place).and_then(|together| together.of_acts.get(&act));
        let reaching: Vec<(&Changes, String)> = of_day
            .map(|governs| governs.transitions.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|changes| Some((changes, self.reaches(changes, register, subject)?)))
            .collect();
        if reaching.is_empty() {
            return Governing { rulebook: self, chosen: Chosen::OfSpan(spans, place, act), transitions: Vec::new() };
        }
        let mut places: Vec<usize> = of_day.map(|governs| governs.rules.clone()).unwrap_or_default();
        places.retain(|index| !reaching.iter().any(|(changes, _)| changes.held_off.contains(index)));
        places.extend(reaching.iter().flat_map(|(changes, _)| &changes.kept));
        places.sort_unstable();
        places.dedup();
        let loaded = |places: &[usize]| places.iter().filter_map(|&index| self.rules.get(index)).collect();
        let kept = |(changes, because): (&Changes, String)| {
            let (held_off, kept) = (loaded(&changes.held_off), loaded(&changes.kept));
            Some(Kept { by: self.rules.get(changes.by)?, since: changes.since, because, held_off, kept })
        };
        let transitions = reaching.into_iter().filter_map(kept).collect();
        Governing { rulebook: self, chosen: Chosen::These(places), transitions }
    }

    /// What a transition in force would change in the rules of an act, where the rule at a place is one and it would change any.
    pub(super) fn changes(&self, act: ActName, by: usize, days: &[RuleDays]) -> Option<Changes> {
        let rule = &self.rules.get(by)?.rule;
        let transition = rule.check.transition()?;
        let since = days.get(by)?.0?;
        let mark = &rule.in_force.from;
        let mut changes = Changes { by, since, held_off: Vec::new(), kept: Vec::new() };
        for id in &transition.rules {
            let Some(place) = self.rules.iter().position(|loaded| loaded.rule.id == *id) else { continue };
            let Some(named) = self.rules.get(place).filter(|loaded| loaded.rule.governs.contains(&act)) else {
                continue;
            };
            if named.rule.in_force.from == *mark {
                changes.held_off.push(place);
            } else if named.rule.in_force.until.as_ref() == Some(mark)
                && days.get(place).and_then(|days| days.0).is_some_and(|from| from < since)
            {
                changes.kept.push(place);
            }
        }
        (!changes.held_off.is_empty() || !changes.kept.is_empty()).then_some(changes)
    }

    /// Why a transition reaches a proposal or release; nothing where it does not.
    fn reaches(&self, changes: &Changes, register: &Register, subject: Subject<'_>) -> Option<String> {
        let by = &self.rules.get(changes.by)?.rule;
        let since = changes.since;
        let how = by.check.transition()?.under_way.iter().find_map(|how| how.was_so(since, register, subject))?;
        Some(match &by.in_force.from {
            Since::Modification(number) => format!("{how} when {number} came into force on {}", day(since)),
            Since::Day(_) => format!("{how} when the rules changed on {}", day(since)),
        })
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
