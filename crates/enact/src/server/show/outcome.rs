//! What a draft would do: its instructions, its redline, where it meets others, and what it would leave wrong.

use std::collections::BTreeSet;

use legaltext::graph::Level;
use legaltext::{Applied, Draft, Edition, Effects, LegalText, instructions};
use serde_json::{Value, json};

use super::draft::Base;
use super::drafting::{Drafting, ORIGIN};
use super::redlined::{self, Numbers};
use crate::server::{Visit, sentence};
use crate::web::pages::{DraftClash, DraftOutcome};

/// What it would do, as the page shows it.
pub(super) fn of(visit: &Visit, base: &Base<'_>, drafted: &Drafting) -> DraftOutcome {
    let edition = &base.shown.edition;
    let text = LegalText { amendments: drafted.amendments.clone(), ..LegalText::default() };
    let mut outcome = DraftOutcome {
        instructions: instructions::print(&text),
        losses: drafted.losses.clone(),
        ..DraftOutcome::default()
    };
    match legaltext::apply(edition, &drafted.amendments, ORIGIN) {
        Err(conflicts) => {
            outcome.conflicts = conflicts.iter().map(|conflict| sentence(&conflict.message)).collect();
        }
        Ok(applied) => {
            let applied = applied.telling(edition, &drafted.amendments);
            let (old, new) = only_changed(edition, &applied.edition);
            let numbers = Numbers { visit, document: None, point: None };
            outcome.redline = Some(redlined::of_editions(&numbers, &old, &new, &base.shown.words, "this draft"));
            outcome.findings = findings(visit, edition, &applied);
            outcome.clashes = clashes(visit, edition, drafted);
        }
    }
    outcome
}

/// The same as data.
pub(super) fn as_data(visit: &Visit, base: &Base<'_>, drafted: &Drafting) -> Value {
    let shown = of(visit, base, drafted);
    let redline = legaltext::apply(&base.shown.edition, &drafted.amendments, ORIGIN).ok().map(|applied| {
        legaltext::redline::editions(&base.shown.edition, &applied.edition).named(&base.shown.words, "draft")
    });
    let clashes = shown.clashes.iter().map(|clash| {
        json!({
            "with": clash.with.words, "message": clash.message, "merges": clash.merges,
            "base": clash.base, "yours": clash.yours, "theirs": clash.theirs,
        })
    });
    json!({
        "against": base.shown.words,
        "applies": shown.conflicts.is_empty(),
        "amendments": drafted.amendments,
        "instructions": shown.instructions,
        "conflicts": shown.conflicts,
        "clashes": clashes.collect::<Vec<_>>(),
        "findings": shown.findings,
        "losses": shown.losses,
        "redline": redline,
    })
}

/// The documents that differ, in both texts.
pub(super) fn only_changed(old: &Edition, new: &Edition) -> (Edition, Edition) {
    let differs = |id: &legaltext::DocumentId| {
        old.document(id).map(legaltext::Document::hash) != new.document(id).map(legaltext::Document::hash)
    };
    let cut = |edition: &Edition| {
        let kept = edition.documents().iter().filter(|document| differs(document.id()));
        Edition::new(edition.code(), kept.map(|document| document.as_ref().clone()))
    };
    (cut(old), cut(new))
}

/// Where the draft meets open proposals, conflicts first.
fn clashes(visit: &Visit, base: &Edition, drafted: &Drafting) -> Vec<DraftClash> {
    let own = Effects::of(&Draft { name: "This draft", base, amendments: &drafted.amendments });
    meetings(visit, &own, None)
}

/// Where a draft meets open proposals other than its own, conflicts first.
pub(super) fn meetings(visit: &Visit, own: &Effects, not: Option<&str>) -> Vec<DraftClash> {
    let outlook = visit.server.outlooks.at(visit);
    let mut found: Vec<DraftClash> = Vec::new();
    for other in outlook.drafts.iter().filter(|other| Some(other.number.as_str()) != not) {
        for clash in legaltext::clashes(own, &other.effects) {
            found.push(DraftClash {
                with: visit.numbered_link(&other.number),
                message: sentence(&clash.message),
                merges: clash.merges,
                base: clash.base,
                yours: clash.left.text,
                theirs: clash.right.text,
            });
        }
    }
    found.sort_by_key(|clash| clash.merges);
    found
}

/// What the draft would leave wrong that is not wrong now, and what cannot be checked.
fn findings(visit: &Visit, base: &Edition, applied: &Applied) -> Vec<String> {
    let mut found: Vec<String> = applied.notices.iter().map(|notice| sentence(&notice.message)).collect();
    let wrong = |edition: &Edition| {
        let defects = visit.server.graphs.of(visit, edition).defects();
        let grave = defects.into_iter().filter(|defect| defect.level != Level::Note);
        grave.map(|defect| defect.message).collect::<BTreeSet<String>>()
    };
    let before = wrong(base);
    found.extend(wrong(&applied.edition).difference(&before).map(|finding| sentence(finding)));
    found.extend(
        applied
            .unverified
            .iter()
            .map(|at| format!("The words of {at} are not held, so the amendment could not be checked against them.")),
    );
    found.extend(
        applied
            .rewritten
            .iter()
            .map(|one| format!("The reference in {} to {} becomes one to {}.", one.at, one.from, one.to)),
    );
    let mut seen = BTreeSet::new();
    found.retain(|finding| seen.insert(finding.clone()));
    found
}
