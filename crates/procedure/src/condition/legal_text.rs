//! Conditions on legal texts: there, fitting, and drafted against the Code that they come into.

use legaltext::instructions::{Base, LegalText};
use legaltext::{Conflict, DocumentId, Edition};

use super::{Answer, list};
use crate::act::{Act, ActName};
use crate::case::Case;
use crate::names::day;
use crate::register::{Attached, Maker, Proposal, Rebasing, Standing, Unmerged};

pub(super) fn attached(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return no_proposal() };
    let number = proposal.number();
    let without: Vec<String> = proposal
        .solutions
        .iter()
        .filter(|solution| proposal.legal_text_of(&solution.id).is_none())
        .map(|solution| solution.id.words())
        .collect();
    if without.len() == proposal.solutions.len() {
        return Answer::NotMet(format!("{number} has no legal text"));
    }
    if !without.is_empty() {
        return Answer::NotMet(format!("{number} has no legal text for its {}", list(without)));
    }
    let missing = |text: &Attached| {
        let absent = text.parts.iter().filter(|part| part.amendments == 0);
        let name = |part: &crate::legal_text::TextPart| part.file.clone().unwrap_or_else(|| part.name.clone());
        absent.map(|part| format!("{} of version {}", name(part), text.version)).collect::<Vec<_>>()
    };
    let missing: Vec<String> = proposal.standing_texts().flat_map(|text| missing(text)).collect();
    if !missing.is_empty() {
        return Answer::NotMet(format!("parts of the legal text are named and have not come: {}", list(missing)));
    }
    let versions = proposal.standing_texts().map(|text| text.version.clone());
    Answer::Met(format!("legal text version {} is attached", list(versions)))
}

pub(super) fn applies(case: &Case<'_>) -> Answer {
    match (case.act, case.proposal) {
        (Some(Act::AttachLegalText(act)), Some(proposal)) => match act.drafted(proposal) {
            Err(problem) => Answer::NotMet(problem.message),
            Ok(drafted) => {
                let earlier = drafted.amends.as_ref();
                let earlier =
                    earlier.and_then(|version| proposal.legal_texts.iter().find(|text| text.version == *version));
                match earlier {
                    Some(earlier) => amends_earlier(earlier, &drafted.whole.amendments),
                    None => fits(case, &drafted.whole.amendments),
                }
            }
        },
        (None, _) if case.name == ActName::AttachLegalText => {
            Answer::Open("the legal text must fit the Code in force".to_owned())
        }
        (_, Some(proposal)) => match (case.name, proposal.approved_text()) {
            (_, None) => Answer::Met("there is no legal text to apply".to_owned()),
            (ActName::GoLive, Some(text)) => goes_in(case, proposal, text),
            (_, Some(text)) => fits(case, &text.amendments),
        },
        (Some(_) | None, None) => no_proposal(),
    }
}

/// Amendments of an earlier draft fit the text that it makes of its own edition.
fn amends_earlier(earlier: &Attached, amendments: &[legaltext::Amendment]) -> Answer {
    let version = &earlier.version;
    let Some(edition) = &earlier.drafted_on else {
        return Answer::Met(format!("version {version} was drafted against no edition, so nothing could be compared"));
    };
    match legaltext::apply(edition, amendments, "check") {
        Ok(_) => Answer::Met(format!("the amendments fit the text of version {version}, word for word")),
        Err(conflicts) => {
            let sentences = conflicts.into_iter().map(|conflict| conflict.message);
            Answer::NotMet(format!("the amendments do not fit the text of version {version}: {}", list(sentences)))
        }
    }
}

fn fits(case: &Case<'_>, amendments: &[legaltext::Amendment]) -> Answer {
    let on = case.edition_date();
    let date = day(on);
    let Some(edition) = case.register.edition_at(on) else {
        return Answer::Met(format!("no document of the Code is held for {date}, so nothing could be compared"));
    };
    if let Some(answer) = drafted_otherwise(case, edition) {
        return answer;
    }
    let unchecked = versions_unchecked(case, edition);
    match legaltext::apply(edition, amendments, "check") {
        Ok(applied) if applied.unverified.is_empty() => {
            Answer::Met(format!("the legal text applies to the Code of {date}, word for word{unchecked}"))
        }
        Ok(applied) => Answer::Met(format!(
            "the legal text fits the numbers of the Code of {date}; its words are not held at {}{unchecked}",
            list(applied.unverified.iter().map(ToString::to_string))
        )),
        Err(conflicts) => unfit(&date.to_string(), &conflicts),
    }
}

/// What a go-live brings into force fits the Code of its day and of every later day on record.
fn goes_in(case: &Case<'_>, proposal: &Proposal, text: &Attached) -> Answer {
    let on = case.edition_date();
    if case.register.edition_at(on).is_none() {
        return Answer::Met(format!("no document of the Code is held for {}, so nothing could be compared", day(on)));
    }
    if let Standing::Conflicts { against, unmerged } = case.register.standing_of(proposal, text, on).as_ref() {
        return Answer::NotMet(format!(
            "the legal text does not fit the Code of {}, changed since by {}: {}",
            day(on),
            list(against.iter().cloned()),
            both_texts(unmerged)
        ));
    }
    let Some(going) = case.proposal.and_then(|proposal| case.going_live(proposal).ok()) else {
        return Answer::Met("nothing of the legal text is left to come into force".to_owned());
    };
    for (from, later) in case.register.edition_days_after(on) {
        if let Err(conflicts) = legaltext::apply(later, &going.amendments, "check") {
            return unfit(&day(from).to_string(), &conflicts);
        }
    }
    match case.register.standing_of(proposal, text, on).as_ref() {
        // Whether a merged text may go live is another rule's question.
        Standing::Merges(_) => Answer::Met(format!("the legal text merges with the Code of {}", day(on))),
        Standing::Nothing | Standing::Current | Standing::Conflicts { .. } => fits(case, &going.amendments),
    }
}

fn unfit(date: &str, conflicts: &[Conflict]) -> Answer {
    let sentences: Vec<&str> = conflicts.iter().map(|conflict| conflict.message.as_str()).collect();
    Answer::NotMet(format!("the legal text does not fit the Code of {date}: {}", sentences.join("; ")))
}

/// Each place that does not merge, with both texts.
fn both_texts(unmerged: &[Unmerged]) -> String {
    let one = |one: &Unmerged| match (&one.now, &one.draft) {
        (Some(now), Some(draft)) => {
            format!("{} (in force: \u{201c}{now}\u{201d}; drafted: \u{201c}{draft}\u{201d})", one.message)
        }
        (Some(now), None) => format!("{} (in force: \u{201c}{now}\u{201d})", one.message),
        (None, Some(draft)) => format!("{} (drafted: \u{201c}{draft}\u{201d})", one.message),
        (None, None) => one.message.clone(),
    };
    unmerged.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What a typed legal text says of itself that is not so: its modification, or the versions it was drafted against.
fn drafted_otherwise(case: &Case<'_>, edition: &Edition) -> Option<Answer> {
    typed_texts(case).into_iter().find_map(|text| {
        let proposal = case.proposal?;
        if let Some(named) = &text.modification
            && !proposal.numbers().any(|number| number.eq_ignore_ascii_case(named))
        {
            return Some(Answer::NotMet(format!(
                "the legal text says that it is for {named}, not {}",
                proposal.number()
            )));
        }
        text.base.iter().find_map(|base| {
            let held = version_held(case, edition, base)?;
            (held != base.version).then(|| {
                Answer::NotMet(format!(
                    "the legal text was drafted against version {} of {}; version {held} is in force",
                    base.version,
                    name_of(base)
                ))
            })
        })
    })
}

/// The legal texts that an act hands in as typed instructions; none of those that cannot be read.
fn typed_texts(case: &Case<'_>) -> Vec<LegalText> {
    let Some(Act::AttachLegalText(act)) = case.act else { return Vec::new() };
    let typed = act.instructions.iter().chain(act.parts.iter().filter_map(|part| part.instructions.as_ref()));
    typed.filter_map(|text| legaltext::instructions::parse(text).ok()).collect()
}

/// The version in force of what a legal text says it was drafted against: a document's own, or the whole Code's, which is
/// known while the edition in force is one that was designated by that name. None where there is none to compare with.
fn version_held(case: &Case<'_>, edition: &Edition, base: &Base) -> Option<String> {
    let Some(document) = &base.document else {
        let made = case.register.made().rfind(|made| made.edition.hash() == edition.hash())?;
        return match &made.by {
            Maker::Designated { name, .. } => Some(name.clone()),
            Maker::Loaded { .. } | Maker::Ended { .. } | Maker::WentLive { .. } => None,
        };
    };
    edition.document(document)?.version().map(str::to_owned)
}

fn name_of(base: &Base) -> String {
    base.document.as_ref().map_or_else(|| "the Code".to_owned(), DocumentId::printed)
}

/// The versions that a legal text says it was drafted against and that nothing on record can be compared with, as the end
/// of a sentence; empty where there are none.
fn versions_unchecked(case: &Case<'_>, edition: &Edition) -> String {
    let stated = typed_texts(case).into_iter().flat_map(|text| text.base);
    let unchecked: Vec<String> = stated
        .filter(|base| version_held(case, edition, base).is_none())
        .map(|base| format!("version {} of {}", base.version, name_of(&base)))
        .collect();
    if unchecked.is_empty() {
        return String::new();
    }
    format!(
        "; that it was drafted against {} could not be checked, as the register holds no version of it",
        list(unchecked)
    )
}

/// The texts that the act is about: the one that is re-based, the one that goes live, or each that stands.
fn texts_concerned<'a>(case: &Case<'a>, proposal: &'a Proposal) -> Vec<&'a Attached> {
    match case.act {
        Some(Act::RebaseLegalText(act)) => act.text(case).into_iter().collect(),
        _ if proposal.decision.is_some() => proposal.approved_text().into_iter().map(AsRef::as_ref).collect(),
        _ => proposal.standing_texts().map(AsRef::as_ref).collect(),
    }
}

/// Before which changes a text was drafted. Where none is on record, what it follows is words of its own that are still to come.
fn before_what(against: &[String]) -> String {
    match against.is_empty() {
        true => "to follow parts of it that are not in force yet".to_owned(),
        false => format!("before {} changed the Code", list(against.iter().cloned())),
    }
}

pub(super) fn current(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return no_proposal() };
    let on = case.edition_date();
    for text in texts_concerned(case, proposal) {
        let (version, day) = (&text.version, day(on));
        match case.register.standing_of(proposal, text, on).as_ref() {
            Standing::Nothing | Standing::Current => {}
            Standing::Merges(rebasing) => {
                return Answer::NotMet(format!(
                    "version {version} of the legal text was drafted {}; it merges with the Code of \
                     {day}: re-base it, so that somebody has looked at it",
                    before_what(&rebasing.against)
                ));
            }
            Standing::Conflicts { against, unmerged } => {
                return Answer::NotMet(format!(
                    "version {version} of the legal text was drafted {} and does not merge with the Code of {day}: {}",
                    before_what(against),
                    both_texts(unmerged)
                ));
            }
        }
    }
    Answer::Met("the legal text stands against the Code that it comes into".to_owned())
}

pub(super) fn behind(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return no_proposal() };
    let on = case.edition_date();
    let changed = texts_concerned(case, proposal).into_iter().find_map(|text| {
        match case.register.standing_of(proposal, text, on).as_ref() {
            Standing::Nothing | Standing::Current => None,
            Standing::Merges(Rebasing { against, .. }) | Standing::Conflicts { against, .. } => Some(against.clone()),
        }
    });
    match changed {
        Some(against) => Answer::Met(format!("the Code was changed since by {}", list(against))),
        None => {
            Answer::NotMet("the legal text stands against the Code in force; there is nothing to re-base".to_owned())
        }
    }
}

pub(super) fn merges(case: &Case<'_>) -> Answer {
    let Some(proposal) = case.proposal else { return no_proposal() };
    let Some(Act::RebaseLegalText(act)) = case.act else {
        return Answer::Open("the text must merge with the Code in force, or be settled by hand".to_owned());
    };
    let text = match act.text(case) {
        Ok(text) => text,
        Err(problem) => return Answer::NotMet(problem.message),
    };
    match act.settled(text) {
        Err(problem) => Answer::NotMet(problem.message),
        Ok(Some(settled)) => fits(case, &settled.amendments),
        Ok(None) => match case.register.standing_of(proposal, text, case.edition_date()).as_ref() {
            Standing::Nothing | Standing::Current => Answer::Met("there is nothing to merge".to_owned()),
            Standing::Merges(rebasing) if rebasing.to_look_at.is_empty() => {
                Answer::Met(format!("it merges with what {} changed", list(rebasing.against.iter().cloned())))
            }
            Standing::Merges(rebasing) => Answer::Met(format!(
                "it merges with what {} changed; to be looked at: {}",
                list(rebasing.against.iter().cloned()),
                rebasing.to_look_at.join("; ")
            )),
            Standing::Conflicts { against, unmerged } => Answer::NotMet(format!(
                "it does not merge with what {} changed; settle it by hand: {}",
                list(against.iter().cloned()),
                both_texts(unmerged)
            )),
        },
    }
}

pub(super) fn settled_by_hand(case: &Case<'_>) -> Answer {
    let Some(Act::RebaseLegalText(act)) = case.act else {
        return Answer::NotMet("no text was settled by hand".to_owned());
    };
    Answer::when(
        act.is_by_hand(),
        || "the text was settled by hand".to_owned(),
        || "the text was taken over as it merges".to_owned(),
    )
}

pub(super) fn designation_applies(case: &Case<'_>) -> Answer {
    let Some(Act::DesignateEdition(act)) = case.act else {
        return Answer::Open("what is designated must fit the Code of its day".to_owned());
    };
    match case.designated(act) {
        Ok(_) => Answer::Met("what is designated fits the Code of its day".to_owned()),
        Err(message) => Answer::NotMet(message),
    }
}

fn no_proposal() -> Answer {
    Answer::Open("no proposal is named yet".to_owned())
}
