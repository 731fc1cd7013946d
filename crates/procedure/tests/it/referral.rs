//! A decision referred, and another made in its place.

use procedure::{Act, decide};

use crate::replay::replay;
use crate::scenarios::Story;

const STORY: &str = "decide-referred-decision/permitted-the-alternative-solution.toml";

/// S1-029: where there are several solutions, the one that is to be made is named, and is the one that is made.
#[test]
fn a_referral_that_approves_makes_the_solution_that_it_names() {
    let story = Story::all().into_iter().find(|story| story.name.ends_with(STORY)).unwrap();
    let (mut unnamed_was_refused, mut made) = (false, None);
    replay(&story, |register, step, _| {
        if let Act::DecideReferredDecision(_) = &step.submission.act {
            let mut unnamed = step.submission.clone();
            if let Act::DecideReferredDecision(details) = &mut unnamed.act {
                details.solution = None;
            }
            let problem = decide(register, &unnamed, &story.code.rulebook, step.at).unwrap_err().to_string();
            assert!(problem.contains("name one of proposed, alternative-1"), "{problem}");
            unnamed_was_refused = true;
        }
        if let Act::GoLive(_) = &step.submission.act {
            made = register.proposal("MP424").unwrap().decision.clone().unwrap().solution;
        }
    });
    assert!(unnamed_was_refused);
    assert_eq!(made.unwrap().as_str(), "alternative-1");
}
