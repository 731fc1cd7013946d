//! Each guard taken away in turn: what then happens in a state where it alone had stood in the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;

use procedure::Rulebook;
use procedure::rule::Rule;
use procedure::rulebook::SourceFile;

use super::laws::Law;
use super::model::{Found, Process, Step};
use crate::coverage::{can_refuse, loosen};
use crate::scenarios::{files_of, root};

/// What taking one guard away comes to.
pub(super) struct Guard {
    pub(super) rule: String,
    governs: String,
    /// Whether it was anywhere the only one that refused.
    pub(super) stands_alone: bool,
    /// The law that is broken then, and by what; none where the guard is nowhere the only one.
    pub(super) broken: Option<(Law, String)>,
}

/// Every rule that can refuse an act which the exploration tries, on a day that it knows.
fn guards(process: &Process) -> impl Iterator<Item = &Rule> {
    let tried: BTreeSet<_> = process.plan.attempts.iter().filter_map(|attempt| attempt.name()).collect();
    let begins = &process.starts[0].register;
    let in_force = |rule: &&Rule| process.plan.days.iter().any(|day| process.rules.is_in_force(rule, *day, begins));
    let rules = process.rules.rules().iter().map(|loaded| &loaded.rule).filter(|rule| can_refuse(rule));
    rules.filter(move |rule| rule.governs.iter().any(|act| tried.contains(act))).filter(in_force)
}

/// Each guard of any part of the process, with what its absence breaks in the first part where it breaks anything.
pub(super) fn taken_away(explored: &[(Process, Found)]) -> Vec<Guard> {
    let files = files_of("sec");
    let mut all: Vec<Guard> = Vec::new();
    for (process, found) in explored {
        for rule in guards(process) {
            let id = rule.id.as_str();
            let place = all.iter().position(|guard| guard.rule == id).unwrap_or_else(|| {
                let governs = rule.governs.iter().map(|act| act.name()).collect::<Vec<_>>().join(", ");
                all.push(Guard { rule: id.to_owned(), governs, stands_alone: false, broken: None });
                all.len() - 1
            });
            if let (Some(alone), None) = (found.alone.get(id), &all[place].broken) {
                all[place].stands_alone = true;
                all[place].broken = without(process, found, id, alone, &files);
            }
        }
    }
    all
}

/// The first law, in their order, that is broken where the guard had refused by itself.
fn without(
    process: &Process,
    found: &Found,
    id: &str,
    alone: &BTreeMap<Step, BTreeSet<u64>>,
    files: &[SourceFile],
) -> Option<(Law, String)> {
    let loosened: Vec<SourceFile> = files.iter().map(|file| loosen(file, id)).collect();
    let process = Process { rulebook: Arc::new(Rulebook::load(&loosened).unwrap()), ..process.clone() };
    let tried = alone.iter().flat_map(|(step, states)| states.iter().map(move |digest| (step, digest)));
    let broken = tried.filter_map(|(step, digest)| {
        let Step::Tries { actor, attempt } = *step else { return None };
        let state = &found.states[digest];
        let (submission, events) = process.attempt(state, actor, attempt)?;
        let law = process.after(state, *step, &submission, &events).broken?;
        Some((law, format!("{} by {}", submission.act.name(), submission.by)))
    });
    broken.min_by_key(|(law, _)| *law)
}

/// The table of the guards.
pub(super) fn table(guards: &[Guard]) -> String {
    let mut text = String::from(
        "# Guards taken away\n\n\
         Written by the exploration of one proposal's process (`crates/procedure/tests/it/exploration`).\n\
         Each rule that can refuse an act which the exploration tries is taken away by itself, or, where it gives a power, given to\n\
         everybody. In the states where that rule alone had refused, somebody then does what is told here, and the law beside it is broken.\n\
         The last law is broken by whatever the Code's own rules would have refused; the others are told a second time, from the clauses\n\
         and not from the rule files. A rule without which nothing happens is doubled by another in every state within the bounds, or its\n\
         case does not come up in them, or what it guards has nowhere to be kept; the scenarios show it then.\n\n",
    );
    let alone = guards.iter().filter(|guard| guard.broken.is_some()).count();
    let _ = writeln!(text, "{} guards; {alone} stand alone somewhere, and each of those is missed.\n", guards.len());
    text.push_str("| guard | governs | what happens without it | law that is broken |\n| --- | --- | --- | --- |\n");
    for Guard { rule, governs, broken, .. } in guards {
        let (what, law) = match broken {
            Some((law, what)) => (what.as_str(), law.words()),
            None => ("nothing", "—"),
        };
        let _ = writeln!(text, "| {rule} | {governs} | {what} | {law} |");
    }
    text
}

/// Prints the table, or writes it where that is asked for (`ENACT_WRITE=1`).
pub(super) fn tell(text: &str) {
    if std::env::var_os("ENACT_WRITE").is_some() {
        fs::write(root().join("docs/generated/guards.md"), text).unwrap();
    }
    println!("{text}");
}
