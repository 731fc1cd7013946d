//! Playing a scenario step by step with every ruling in view.

use procedure::ruling::Outcome;
use procedure::scenario::Step;
use procedure::{Event, Recorded, Register, Ruling, decide};

use crate::scenarios::Story;

/// Plays a story and shows each step with the register before it and its ruling.
pub(crate) fn replay(story: &Story, mut see: impl FnMut(&Register, &Step, &Ruling)) {
    let rulebook = &story.code.rulebook;
    let mut register = Register::new(&rulebook.code().id);
    let begins = rulebook.code().begins;
    for markup in story.code.documents.clone() {
        record(&mut register, begins.at(0, 0, 0, 0), "", rulebook.loading(&markup));
    }
    for step in story.scenario.cast.iter().chain(&story.scenario.steps) {
        let ruling = decide(&register, &step.submission, rulebook, step.at)
            .unwrap_or_else(|problem| panic!("{}, line {}: {problem}", story.name, step.line));
        see(&register, step, &ruling);
        if let Outcome::Permitted(events) = ruling.outcome {
            for event in events {
                record(&mut register, step.at, &step.submission.by, event);
            }
        }
    }
}

fn record(register: &mut Register, took_effect: jiff::civil::DateTime, by: &str, event: Event) {
    let position = register.position() + 1;
    register.fold(&Recorded { position, took_effect, by: by.to_owned(), grounds: Vec::new(), event }).unwrap();
}
