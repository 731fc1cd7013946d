//! What a report claims of bodies and systems, against what the register holds of its proposal.

use std::sync::LazyLock;

use procedure::act::View;
use procedure::register::Proposal;
use regex::Regex;

use super::super::Papers;
use super::super::prose::pattern;
use super::super::wording::day;
use super::CHECK;
use crate::facts::ModificationReport;
use crate::finding::Level;

/// A body, and that it is content with the proposal.
static CONTENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,5}),? (?:which )?(?:has |have )?(?:unanimously )?(?:approved|endorsed|supported|backed|agreed with)(?: of)? (?:the |this )(?:[Pp]roposed [Ss]olution|[Ss]olution|[Mm]odification|[Pp]roposal|[Cc]hange)\b",
    )
});
/// That no system is touched.
static NO_SYSTEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:does|do|will|would) not (?:impact|affect|change)(?: on)?|(?:has|have|having) no impact on|no impact on) (?:the |any )?(?:[a-z]+ )?systems?\b",
    )
});

/// Holds the report against its proposal in the register, where one is given that has it.
pub(super) fn run(papers: &Papers<'_>, report: &ModificationReport, found: &mut Vec<crate::finding::Finding>) {
    let proposal = report.id.as_ref().and_then(|id| papers.known.register()?.proposal(&id.value));
    let Some(proposal) = proposal else { return };
    // What came before an import is known from papers alone.
    if proposal.imported.is_none() {
        bodies(papers, proposal, found);
    }
    systems(papers, proposal, found);
}

fn bodies(papers: &Papers<'_>, proposal: &Proposal, found: &mut Vec<crate::finding::Finding>) {
    let Some(code) = papers.known.code() else { return };
    let mut told = Vec::new();
    for claim in CONTENT.captures_iter(papers.own.text()) {
        let (Some(whole), Some(named)) = (claim.get(0), claim.get(1)) else { continue };
        // Words of a heading may stand before the name.
        let body = code.bodies.iter().find(|body| named.as_str().ends_with(body.title.as_str()));
        let Some(body) = body.filter(|body| !told.contains(&body.id)) else { continue };
        let of_body =
            |view: &&procedure::register::Viewed| code.body(&view.body).is_some_and(|held| held.id == body.id);
        let last = proposal.views.iter().rev().find(of_body);
        let (level, message) = match last.map(|view| (view.view, view.at.date())) {
            Some((View::Supports, _)) => continue,
            Some((view @ (View::Opposes | View::Neutral), at)) => (
                Level::Warning,
                format!(
                    "The report says that the {} is content with it; the register holds that on {} it “{}” it.",
                    body.title,
                    day(at),
                    view.words()
                ),
            ),
            None => (
                Level::Note,
                format!(
                    "The report says that the {} is content with it, and the register holds no view of that body on {}.",
                    body.title,
                    proposal.number()
                ),
            ),
        };
        told.push(body.id.clone());
        found.push(
            CHECK
                .finding(level, papers.own.place(whole.start(), whole.end()), message)
                .value("body", body.title.as_str())
                .mended_by("Say what the body said, or record its view."),
        );
    }
}

fn systems(papers: &Papers<'_>, proposal: &Proposal, found: &mut Vec<crate::finding::Finding>) {
    let Some(claim) = NO_SYSTEM.find(papers.own.text()) else { return };
    let assessed = proposal.course.lead_time().filter(|days| *days > 0);
    let message = match assessed {
        Some(days) => format!(
            "The report says that no system is touched; the assessment in the register gives systems {days} Working Days to change."
        ),
        None if proposal.systems_impacted => {
            "The report says that no system is touched; the register holds that systems must change for it.".to_owned()
        }
        None => return,
    };
    found.push(
        CHECK
            .finding(Level::Warning, papers.own.place(claim.start(), claim.end()), message)
            .value("modification", proposal.number())
            .mended_by("State the impact on systems as it was assessed."),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_on_bodies_and_systems_are_read() {
        let body = |text: &str| CONTENT.captures(text).map(|found| found[1].to_owned());
        let group = Some("Working Group".to_owned());
        assert_eq!(body("the Working Group approved of the Proposed Solution"), group);
        assert_eq!(body("the Working Group, which approved of the solution"), group);
        assert_eq!(body("The Working Group approved the minutes"), None);
        assert!(NO_SYSTEM.is_match("This modification does not impact DCC Systems, however"));
        assert!(NO_SYSTEM.is_match("It will have no impact on systems."));
        assert!(!NO_SYSTEM.is_match("This modification does not impact Users."));
    }
}
