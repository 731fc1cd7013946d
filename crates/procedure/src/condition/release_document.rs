//! Conditions on the versions of the Release Implementation Document.

use super::{Answer, list};
use crate::act::Act;
use crate::case::Case;
use crate::names::day;
use crate::register::DocumentVersion;

/// Whether the version is the next of its kind: drafts count on from the last baseline, baselines are whole numbers.
pub(super) fn version_in_scheme(case: &Case<'_>) -> Answer {
    let Some(release) = case.release else { return Answer::Open("no release is named yet".to_owned()) };
    let last = release.latest_document().map(|issued| issued.version);
    let at_last = last.unwrap_or(DocumentVersion { whole: 0, draft: 0 });
    let last_words = last.map_or_else(|| "there is none yet".to_owned(), |last| format!("the last is {last}"));
    let (version, next, kind) = match case.act {
        Some(Act::BaselineRid(act)) => {
            (act.version, DocumentVersion { whole: at_last.whole + 1, draft: 0 }, "baseline")
        }
        Some(Act::IssueRid(act)) => (act.version, DocumentVersion { draft: at_last.draft + 1, ..at_last }, "draft"),
        Some(_) | None => return Answer::Open(last_words),
    };
    Answer::when(
        version == next,
        || format!("{version} is the next {kind}: {last_words}"),
        || {
            format!(
                "{version} is not the next {kind}: {last_words}, so that is {next}; whole numbers are for baselines of the \
                 Panel, and an issued version is never written over"
            )
        },
    )
}

/// Whether the plan that a baseline settled says the new day of its release.
pub(super) fn day_in_new_version(case: &Case<'_>) -> Answer {
    let Some(Act::ScheduleRelease(act)) = case.act else {
        return Answer::Open("a baselined plan is for its day".to_owned());
    };
    let moved = case.register.release(&act.id).filter(|release| release.date != act.date);
    let Some(release) = moved else { return Answer::Met("no release gets another day".to_owned()) };
    match release.latest_document().filter(|last| last.is_baseline()) {
        None => Answer::Met("the day is not the one of a baselined plan".to_owned()),
        Some(last) => Answer::NotMet(format!(
            "version {} of the Release Implementation Document of the {} is baselined for {}; issue a draft after it first",
            last.version,
            release.name,
            day(release.date)
        )),
    }
}

/// Whether each of these was sent a draft for comment.
pub(super) fn commented_on(case: &Case<'_>, recipients: &[String]) -> Answer {
    let Some(release) = case.release else { return Answer::Open("no release is named yet".to_owned()) };
    let title = |name: &String| case.rulebook.code().title_of(name).to_owned();
    let asked = |name: &String| {
        release.document.iter().any(|issued| issued.issued_to.iter().any(|to| title(to) == title(name)))
    };
    let lacking = list(recipients.iter().filter(|name| !asked(name)).map(title));
    Answer::when(
        lacking.is_empty(),
        || format!("a draft was issued for comment to {}", list(recipients.iter().map(title))),
        || format!("no draft was issued for comment to: {lacking}"),
    )
}
