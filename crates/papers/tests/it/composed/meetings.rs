//! The papers of a meeting and of a policy.

use papers::compose;

use super::{Played, accepted, demonstration, scenario};

/// An ad hoc meeting of the Panel with decisions, an action and minutes.
pub(super) fn panel() -> Played {
    let text = scenario("scenarios/sec/record-decision/permitted-in-an-ad-hoc-meeting-with-a-quorum.toml");
    Played::of(&format!(
        "{text}
[[step]]
at = \"2020-01-17T12:00\"
by = \"code-administrator\"
act = \"open-action\"
meeting = \"panel-70\"
task = \"ask the DCC for its test plan\"
owner = \"dcc\"
due = \"2020-02-14\"

[[step]]
at = \"2020-01-31T10:00\"
by = \"code-administrator\"
act = \"publish-minutes\"
meeting = \"panel-70\"
text = \"\"\"
The Chair recalled why the meeting was called.

Nothing else was raised.
\"\"\"
"
    ))
}

#[test]
fn the_papers_of_a_meeting_are_as_accepted() {
    let (ahead, held) = (demonstration(), panel());
    for (played, kind, of) in [
        (&ahead, "agenda", "change-board-1"),
        (&ahead, "meeting-pack", "change-board-1"),
        (&held, "agenda", "panel-70"),
        (&held, "minutes", "panel-70"),
    ] {
        let paper = played.paper(kind, of);
        accepted(played, &paper, &format!("{kind}-{of}.txt"));
        assert!(papers::docx::write_paper(&paper).is_ok(), "{kind}");
    }
    let refused = |kind: &str, of: &str| (compose::kind(kind).unwrap().compose)(&ahead.view(), of).unwrap_err();
    assert_eq!(
        refused("minutes", "change-board-1"),
        "Change Board meeting 1 is on 20 September 2023 and was not held yet"
    );
    assert_eq!(refused("agenda", "panel-9999"), "no meeting is known as panel-9999");
}

/// A late paper is marked, and a pack says which papers it cannot hold.
#[test]
fn a_pack_says_what_it_cannot_hold() {
    let played = Played::of(&scenario("scenarios/sec/table-item/permitted-in-time-and-late.toml"));
    let paper = played.paper("meeting-pack", "panel-61");
    assert_eq!(paper.missing.len(), 2, "{:?}", paper.missing);
    assert!(paper.missing.iter().all(|what| what.contains("which is about no proposal")), "{:?}", paper.missing);
    assert!(compose::text(&paper).contains(", late"));
}

#[test]
fn a_policy_is_as_accepted() {
    let played = Played::of(&scenario("scenarios/sec/publish-policy/permitted-and-the-duty-is-done.toml"));
    let paper = played.paper("policy", "pap");
    accepted(&played, &paper, "policy-pap.txt");
    assert_eq!(paper.front.version.as_deref(), Some("1.0"), "the version in force, not the drafts after it");
    let refused = (compose::kind("policy").unwrap().compose)(&played.view(), "none").unwrap_err();
    assert_eq!(refused, "no policy is known as none");
}
