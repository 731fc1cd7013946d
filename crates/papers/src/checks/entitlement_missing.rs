//! EN136: whoever is to consider raising a proposal may raise one.

use std::sync::LazyLock;

use jiff::civil::Date;
use procedure::act::ActName;
use procedure::code::Body;
use procedure::holder::Holder;
use procedure::names::Since;
use procedure::rule::Check as RuleCheck;
use procedure::rulebook::Rulebook;
use regex::Regex;

use super::prose::pattern;
use super::{Check, Explanation, Papers};
use crate::facts::Change;
use crate::finding::{Finding, Level};

/// The check.
pub(super) const CHECK: Check = Check {
    rule: "EN136",
    name: "entitlement-missing",
    level: Level::Note,
    explain: Explanation {
        looks_for: "A clause in which a body of the Code considers whether to submit a proposal, where neither the text nor a \
                    rule of the Code in force on the day of the text entitles it to. A clause that says that it may or \
                    shall submit one entitles it by itself.",
        why: "A duty to consider what one may not do ends in nothing, or in a proposal that is refused.",
        wrong: WRONG,
        right: RIGHT,
    },
    run,
};

const WRONG: &str = include_str!("../../../../golden/checks/EN136-wrong.txt");
const RIGHT: &str = include_str!("../../../../golden/checks/EN136-right.txt");

static CONSIDERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b[Tt]he ((?:[A-Z][\w-]+ ?){1,6}?) ?(?:shall|must|will|may) consider (?:whether (?:or not )?to |)(?:submit|submitting|raise|raising) (?:[a-z]+ ){0,4}(?:Draft|Modification|Change) (?:Proposal|Note|Request)s?\b",
    )
});
static ENTITLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b[Tt]he ((?:[A-Z][\w-]+ ?){1,6}?) ?(?:shall be entitled to|is entitled to|may|shall|must) (?:submit|raise|propose) (?:[a-z]+ ){0,4}(?:Draft|Modification|Change) (?:Proposal|Note|Request)s?\b",
    )
});

fn run(papers: &Papers<'_>, found: &mut Vec<Finding>) {
    let (Some(text), Some(rulebook)) = (papers.this.legal_text(), papers.known.rulebook()) else { return };
    let report_date = papers.this.report().and_then(|report| report.date.as_ref());
    let Some(day) = text.date.as_ref().or(report_date).map(|date| date.value) else { return };
    let own = text.modification.as_ref().map(|id| id.value.as_str());
    let units = papers.units();
    let entitled: Vec<&str> = units
        .iter()
        .flat_map(|unit| ENTITLED.captures_iter(unit.words))
        .filter_map(|found| found.get(1))
        .map(|actor| actor.as_str().trim())
        .collect();
    for unit in units.iter().filter(|unit| unit.change != Change::Context) {
        for said in CONSIDERS.captures_iter(unit.words) {
            let Some(actor) = said.get(1).map(|actor| actor.as_str().trim()) else { continue };
            let named = format!("the {actor}");
            let Some(body) = rulebook.code().body(&named).or_else(|| rulebook.code().body(actor)) else { continue };
            if entitled.contains(&actor) || may_raise(rulebook, body, day, own) {
                continue;
            }
            let message = format!(
                "The {actor} is to consider submitting a proposal; neither this text nor a rule known to be in force on {} entitles it to.",
                super::wording::day(day)
            );
            found.push(
                CHECK
                    .finding(Level::Note, unit.place(papers.this, actor), message)
                    .value("body", body.title.as_str())
                    .value("day", day.to_string())
                    .mended_by(format!("Entitle the {actor}, or name the one who is to submit it.")),
            );
        }
    }
}

/// Whether the body held a power to raise a proposal on the day, the text's own modification included; also where no power of
/// that day is known at all, for then nothing is known of its absence.
fn may_raise(rulebook: &Rulebook, body: &Body, day: Date, own: Option<&str>) -> bool {
    let began = |since: &Since| match since {
        Since::Day(from) => *from <= day,
        Since::Modification(id) => {
            let in_force = rulebook.past(id).and_then(|past| past.in_force);
            own.is_some_and(|own| own.eq_ignore_ascii_case(id)) || in_force.is_some_and(|from| from <= day)
        }
    };
    let held_by = |holder: &Holder| match holder {
        Holder::Anyone => true,
        Holder::Body(id) => *id == body.id,
        Holder::BodyOfKind(kind) => *kind == body.kind,
        Holder::Party | Holder::PartyOf(_) | Holder::Proposer | Holder::MemberOf(_) => false,
    };
    let mut any = false;
    for rule in rulebook.rules().iter().map(|loaded| &loaded.rule) {
        let RuleCheck::Power(power) = &rule.check else { continue };
        if !rule.governs.contains(&ActName::RaiseDraftProposal) || !began(&rule.in_force.from) {
            continue;
        }
        any = true;
        if power.held_by.iter().any(held_by) {
            return true;
        }
    }
    !any
}
