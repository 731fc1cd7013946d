//! Folding events about words: documents loaded, editions designated, legal texts attached and brought into force.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use legaltext::{Amendment, Document, markup};

use super::super::timeline::{Later, Maker, NotMade, Timeline};
use super::super::{Attached, Designation, KnownReach, LivePart, Loaded, Proposal, Register, origin_of};
use crate::event::Event;
use crate::legal_text::Assembled;
use crate::names::{ProposalId, SolutionId, Stage, day};

impl Register {
    /// A document loaded, or an edition designated; other events change nothing here.
    pub(super) fn fold_words(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        if let Event::DocumentLoaded { markup, from, until, tested, checked } = event {
            // An identity derived anew where the document was held before: what is new in it is no provision of old.
            let held = self.editions().any(|(_, edition)| markup_names(markup, edition));
            let origin = if held { format!("document {}", self.position + 1) } else { "document".to_owned() };
            let document = read(markup, &origin)?;
            let was_unheld =
                |edition: &legaltext::Edition| edition.document(document.id()).is_some_and(Document::has_unheld);
            let tells_more = self.edition_at(*from).is_some_and(was_unheld);
            if !checked.is_empty() {
                let document = document.id().clone();
                self.loads.push(Loaded { document, from: *from, at, checked: checked.clone() });
            }
            let later = if *tested { Later::MustFit } else { Later::MayDiffer };
            let next = self.loaded(document, (*from, *until), self.position + 1, later).map_err(not_made)?;
            let before = std::mem::replace(&mut self.timeline, next);
            if tells_more {
                self.refresh_drafts(&before, *from);
            }
        }
        if let Event::EditionDesignated { name, from, documents, amendments, reasons, by, edition, changed } = event {
            let origin = format!("designation {name}");
            let mut given = Vec::new();
            for text in documents {
                given.extend(markup::parse_documents(text, &origin).map_err(|errors| first(&errors))?);
            }
            let maker = Maker::Designated { name: name.clone(), documents: given, amendments: amendments.clone() };
            let next = self.with_maker(*from, maker).map_err(not_made)?;
            if !is_recorded(&next, (*from, self.position + 1), edition) {
                return Err(format!(
                    "the Code of {} is not the one that was recorded when {name} was designated",
                    day(*from)
                ));
            }
            self.timeline = next;
            let (name, by, reasons) = (name.clone(), by.clone(), reasons.clone());
            self.note_designated(&name, *from, changed, at);
            self.designations.push(Designation { name, from: *from, by, at, reasons, edition: edition.clone() });
        }
        Ok(())
    }

    /// Drafts whose base was known without its words are drafted against the same edition, now with them.
    fn refresh_drafts(&mut self, before: &Timeline, from: Date) {
        for held in self.proposals.values_mut().filter(|held| !held.legal_texts.is_empty()) {
            let proposal = Arc::make_mut(held);
            for text in &mut proposal.legal_texts {
                let known = before.at(text.drafted_for).map(legaltext::Edition::hash);
                if text.drafted_for < from || text.drafted_on.as_ref().map(legaltext::Edition::hash) != known {
                    continue;
                }
                Arc::make_mut(text).drafted_on = self.timeline.at(text.drafted_for).cloned();
            }
            proposal.settle_legal_text();
        }
    }

    /// A legal text attached or re-based: it takes the place of those that stood for its solutions.
    pub(super) fn fold_legal_text(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        let Event::LegalTextAttached {
            proposal: id,
            version,
            base,
            amendments,
            parts,
            solutions,
            by,
            amends,
            difference,
            rebased_from,
        } = event
        else {
            return Ok(());
        };
        let known = self.known(id)?;
        let earlier =
            amends.as_ref().and_then(|version| known.legal_texts.iter().find(|text| text.version == *version));
        let (drafted_on, drafted_for) = match earlier {
            Some(earlier) => (earlier.drafted_on.clone(), earlier.drafted_for),
            None => self.drafted_on(base.as_deref(), at.date()),
        };
        // A record from before parts and solutions: one part, for the Proposed Solution.
        let parts = if parts.is_empty() { Assembled::whole(amendments.clone()).parts } else { parts.clone() };
        let solutions = if solutions.is_empty() { vec![SolutionId::proposed()] } else { solutions.clone() };
        let replaced = known.standing_texts().filter(|text| text.solutions.iter().any(|one| solutions.contains(one)));
        let attached = Attached {
            version: version.clone(),
            base: base.clone(),
            drafted_on,
            drafted_for,
            amendments: amendments.clone(),
            parts,
            replaces: replaced.map(|text| text.version.clone()).collect(),
            solutions,
            amends: amends.clone(),
            difference: difference.clone(),
            rebased_from: rebased_from.clone(),
            at,
            by: by.clone(),
            known_reach: KnownReach::default(),
        };
        let known = self.known_mut(id)?;
        known.legal_texts.push(Arc::new(attached));
        known.settle_legal_text();
        Ok(())
    }

    /// The edition that a text stands against, and a day of it: that of the day of the act, unless it says otherwise.
    fn drafted_on(&self, base: Option<&str>, day: Date) -> (Option<legaltext::Edition>, Date) {
        let named = |edition: &legaltext::Edition| base.is_none_or(|hash| edition.hash().to_string() == hash);
        let today = self.edition_at(day);
        match base.and_then(|hash| self.timeline.by_hash(hash)).filter(|_| !today.is_some_and(named)) {
            Some(other) => {
                let day =
                    self.made().rev().find(|made| made.edition.hash() == other.hash()).map_or(day, |made| made.from);
                (Some(other.clone()), day)
            }
            None => (today.cloned(), day),
        }
    }

    /// Words brought into force, all of them or some parts.
    pub(super) fn fold_go_live(&mut self, event: &Event, at: DateTime) -> Result<(), String> {
        let Event::WentLive { proposal: id, numbers, date, edition, parts, waiting, .. } = event else { return Ok(()) };
        self.amend_edition(id, *date, parts, edition.as_deref())?;
        for number in numbers {
            let number = number.to_lowercase();
            self.live.extend(parts.iter().map(|part| (format!("{number}/{}", part.to_lowercase()), *date)));
            if waiting.is_empty() {
                self.live.insert(number, *date);
            }
        }
        let known = self.known_mut(id)?;
        let live = |part: Option<&String>| LivePart { part: part.cloned(), date: *date, edition: edition.clone() };
        match parts.as_slice() {
            [] => known.live_parts.push(live(None)),
            parts => known.live_parts.extend(parts.iter().map(|part| live(Some(part)))),
        }
        if waiting.is_empty() {
            known.live = Some(*date);
            known.come_to(Stage::Implemented, at);
        }
        Ok(())
    }

    fn amend_edition(
        &mut self,
        id: &ProposalId,
        date: Date,
        parts: &[String],
        expected: Option<&str>,
    ) -> Result<(), String> {
        let known = self.known(id)?;
        let Some(text) = known.approved_text() else { return Ok(()) };
        if self.edition_at(date).is_none() {
            return Ok(());
        }
        let maker = going_live(known, text, parts);
        let next = self.with_maker(date, maker).map_err(|not_made| {
            format!("the legal text of {id} does not apply to the Code of {}", day(not_made.from))
        })?;
        if expected.is_some_and(|hash| !is_recorded(&next, (date, self.position + 1), hash)) {
            return Err(format!("the Code of {} is not the one that was recorded when {id} went live", day(date)));
        }
        self.timeline = next;
        Ok(())
    }
}

/// What makes the edition when parts of a text go live; no part named means all of it.
fn going_live(proposal: &Proposal, text: &Attached, parts: &[String]) -> Maker {
    let named: Vec<_> = parts.iter().filter_map(|name| text.part(name)).collect();
    let amendments: Vec<Amendment> = match parts {
        [] => text.amendments.clone(),
        parts => parts.iter().flat_map(|name| text.amendments_of_part(name)).cloned().collect(),
    };
    Maker::WentLive {
        proposal: proposal.id.clone(),
        parts: parts.to_vec(),
        amendments,
        origin: origin_of(proposal, &named),
    }
}

/// Whether the edition that an event makes is the one that was recorded with it.
fn is_recorded(timeline: &Timeline, (from, position): (Date, u64), hash: &str) -> bool {
    timeline.made_by(from, position).is_some_and(|made| made.edition.hash().to_string() == hash)
}

fn read(text: &str, origin: &str) -> Result<Document, String> {
    markup::parse(text, origin).map_err(|errors| first(&errors))
}

fn first(errors: &[legaltext::MarkupError]) -> String {
    errors.first().map_or_else(|| "its document cannot be read".to_owned(), ToString::to_string)
}

fn markup_names(text: &str, edition: &legaltext::Edition) -> bool {
    let named = text.lines().find_map(|line| line.strip_prefix("# ")).and_then(|head| head.split(':').next());
    named
        .and_then(|name| legaltext::DocumentId::from_printed(name).ok())
        .is_some_and(|id| edition.document(&id).is_some())
}

fn not_made(not_made: NotMade) -> String {
    let sentences: Vec<String> = not_made.conflicts.into_iter().map(|conflict| conflict.message).collect();
    format!("the Code of {} cannot be made: {}", day(not_made.from), sentences.join("; "))
}
