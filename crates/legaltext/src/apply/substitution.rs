//! New words for a provision, and taking one away.

use std::sync::Arc;

use crate::citation::Citation;
use crate::conflict::{Conflict, ConflictKind};
use crate::markup::{print_provision, read_fragment_of};
use crate::number::Number;
use crate::provision::{Provision, ProvisionParts, Words};

use super::Work;
use super::place::{self, Found};

/// Where a provision stands, and the provision.
type Target = (Vec<usize>, Arc<Provision>);

impl Work<'_> {
    /// The path of the provision cited and the provision; none when it lies below words that are not held.
    pub(super) fn target(&mut self, at: &Citation) -> Result<Option<Target>, Conflict> {
        let (id, document) = self.document_of(at)?;
        let printed = id.printed();
        let (kind, says) = match place::locate(document, at) {
            Found::At(path) => match place::provision(document, &path).cloned() {
                Some(provision) => return Ok(Some((path, provision))),
                None => (
                    ConflictKind::TargetAbsent,
                    format!("{at} names no provision; name one, not the whole of {printed}"),
                ),
            },
            Found::BelowUnheld => return Ok(None),
            Found::Absent => (
                ConflictKind::TargetAbsent,
                format!("{at} is not in {printed} of this edition; check the number and the edition"),
            ),
            Found::Twice => (
                ConflictKind::MatchesTwice,
                format!("{at} stands in {printed} more than once; renumber one of them first"),
            ),
        };
        Err(self.conflict(Some(at.clone()), kind, says))
    }

    pub(super) fn substitute(
        &mut self,
        at: &Citation,
        text: &str,
        old: Option<&str>,
        heading: Option<&str>,
    ) -> Result<(), Conflict> {
        let Some((path, target)) = self.target(at)? else {
            self.unverified(at.clone());
            return Ok(());
        };
        self.check_old(at, &target, old)?;
        if !target.is_held() {
            self.unverified(at.clone());
        } else if text.trim().is_empty() && heading.is_none() {
            let says = format!("{at} is to be amended but no new words are given; give them, or omit the provision");
            return Err(self.conflict(Some(at.clone()), ConflictKind::Unreadable, says));
        }
        let was = Arc::clone(&target);
        let worded = if text.trim().is_empty() { None } else { Some(self.new_words(at, text, &target)?) };
        let new = match (worded, heading) {
            (Some(worded), None) => worded,
            (None, None) => target,
            (worded, Some(heading)) => {
                let mut parts = worded.as_ref().unwrap_or(&target).to_parts();
                match &mut parts.words {
                    Words::Unheld { heading: known } => heading.clone_into(known),
                    Words::Held { .. } => parts.heading = Some(heading.to_owned()),
                }
                Arc::new(Provision::new(parts))
            }
        };
        self.left_out(at, &was, &new);
        let (_, document) = self.document_of(at)?;
        place::replace(document, &path, new);
        Ok(())
    }

    /// Paragraphs that the new words leave out are gone as those that are omitted are.
    fn left_out(&mut self, at: &Citation, was: &Provision, new: &Provision) {
        for child in was.children().iter().filter(|child| child.number().is_label()) {
            match new.children().iter().find(|other| other.number() == child.number()) {
                Some(other) => self.left_out(&at.child(child.number()), child, other),
                None => self.omitted.push((self.index, at.child(child.number()))),
            }
        }
    }

    pub(super) fn omit(&mut self, at: &Citation, old: Option<&str>) -> Result<(), Conflict> {
        let Some((path, target)) = self.target(at)? else {
            self.unverified(at.clone());
            return Ok(());
        };
        self.check_old(at, &target, old)?;
        if target.has_unheld() {
            self.unverified(at.clone());
        }
        let (_, document) = self.document_of(at)?;
        if let Some((last, above)) = path.split_last() {
            place::edit(document, above, |level| {
                if *last < level.len() {
                    level.remove(*last);
                }
            });
        }
        let document = document.id().clone();
        self.undefine_with(&document, &target);
        self.omitted.push((self.index, at.clone()));
        Ok(())
    }

    /// The words said to stand there must be those that do.
    fn check_old(&mut self, at: &Citation, target: &Arc<Provision>, old: Option<&str>) -> Result<(), Conflict> {
        let Some(old) = old else { return Ok(()) };
        if !target.is_held() {
            self.unverified(at.clone());
            return Ok(());
        }
        // Mostly the words are quoted as they are printed, and need not be read.
        if old.trim_end() == print_provision(target).trim_end() {
            return Ok(());
        }
        if self.new_words(at, old, target)?.hash() == target.hash() {
            return Ok(());
        }
        let says = format!(
            "the words that the amendment says stand at {at} are not those that stand there; redraft it against this edition"
        );
        Err(self.conflict(Some(at.clone()), ConflictKind::OldWordsDiffer, says))
    }

    /// The target with these words. What the text does not mention stays: heading, caption, clauses of a group, definitions.
    fn new_words(&self, at: &Citation, text: &str, target: &Arc<Provision>) -> Result<Arc<Provision>, Conflict> {
        let operation = self.operation();
        let under = if target.number().is_label() { at.without_last_label() } else { document_citation(at) };
        let whole = numbered(text, target.number());
        let read = read_fragment_of(target, &whole, &under, self.ids(&operation));
        let mut read = read.map_err(|e| self.unreadable(Some(at.clone()), &e))?;
        let (Some(new), [], []) = (read.provisions.pop(), read.provisions.as_slice(), read.definitions.as_slice())
        else {
            let says = format!(
                "the text for {at} must hold that provision and nothing else; indent its list, and use an amendment for each provision"
            );
            return Err(self.conflict(Some(at.clone()), ConflictKind::Unreadable, says));
        };
        if new.number() != target.number() {
            let says = format!(
                "the text for {at} begins with the number {}; begin with {} or with the words",
                new.number(),
                target.number()
            );
            return Err(self.conflict(Some(at.clone()), ConflictKind::Unreadable, says));
        }
        let clauses = |provision: &Provision| provision.children().iter().any(|c| !c.number().is_label());
        let inherits = new.heading().is_none() && target.heading().is_some()
            || new.caption().is_none() && target.caption().is_some()
            || !clauses(&new) && clauses(target)
            || new.definitions().is_empty() && !target.definitions().is_empty();
        if !inherits {
            return Ok(new);
        }
        let mut parts: ProvisionParts = Arc::unwrap_or_clone(new).into();
        parts.heading = parts.heading.or_else(|| target.heading().map(str::to_owned));
        parts.caption = parts.caption.or_else(|| target.caption().map(str::to_owned));
        if !parts.children.iter().any(|c| !c.number().is_label()) {
            parts.children.extend(target.children().iter().filter(|c| !c.number().is_label()).cloned());
        }
        if parts.definitions.is_empty() {
            parts.definitions = target.definitions().to_vec();
        }
        Ok(Arc::new(Provision::new(parts)))
    }
}

pub(super) fn document_citation(at: &Citation) -> Citation {
    at.document_id().map_or_else(|| at.clone(), |d| Citation::of_document(&d))
}

/// The text with the number at its head, when no number is there already.
fn numbered(text: &str, number: &Number) -> String {
    let first = text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with("### ")).unwrap_or("");
    let head = first.strip_prefix("## ").or_else(|| first.strip_prefix("unheld ")).unwrap_or(first);
    let stated = head.split([' ', '\t', ':']).next().and_then(|token| token.parse::<Number>().ok());
    // "28 days" begins with words; "B4.2" and "(a)" are somebody's numbers and are read as such, right or wrong.
    let is_number = |n: &Number| n == number || n.is_label() || !n.letters().is_empty() || n.as_str().contains('.');
    if stated.is_some_and(|n| is_number(&n)) {
        return text.to_owned();
    }
    let words = text.trim_start();
    format!("{number} {}", words.strip_prefix('\\').unwrap_or(words))
}
