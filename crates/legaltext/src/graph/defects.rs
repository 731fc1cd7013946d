//! What is wrong with the terms, references and lists of an edition.

mod headings;
mod joiners;
mod labels;
mod phrases;
mod references;
mod terms;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::edition::Edition;

use super::Graph;
use super::place::Place;

/// How sure and how grave a defect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The words cannot mean what they say: a reference to nothing, one term with two meanings.
    Error,
    /// The words can be read, and very likely say something else than was meant.
    Warning,
    /// Worth a look; often intended.
    Note,
}

/// What kind of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DefectKind {
    /// A term stands for another that is not defined.
    UndefinedTerm,
    /// Words in capitals that go on from a defined term, or end as several do, and are not defined.
    UndefinedPhrase,
    /// A term is defined and never used.
    UnusedTerm,
    /// One term is defined twice where both count.
    TermTwice,
    /// A definition of one document or clause hides the Code's own.
    TermHidden,
    /// A definition points to a provision that is not there.
    PointerDangling,
    /// The heading that a definition gives for the provision that it points to is not its heading.
    PointerLabel,
    /// The provision that a definition points to does not define the term.
    PointerEmpty,
    /// Terms stand for one another in a circle.
    AliasLoop,
    /// A reference to a provision that is not there.
    DanglingReference,
    /// A reference to a number that a provision had in an earlier edition and has no longer.
    MovedReference,
    /// A reference that fits several places, or does not say where.
    AmbiguousReference,
    /// The heading printed after a reference is not that of the provision cited.
    ReferenceLabel,
    /// A range whose end stands before its beginning.
    BackwardsRange,
    /// Two provisions of one list or group carry one number.
    NumberTwice,
    /// A label is missing from a list, or stands out of its order.
    ListGap,
    /// `and` or `or` stands after another item than the last but one.
    JoinerMisplaced,
    /// One list is joined by both `and` and `or`.
    JoinersMixed,
    /// Nothing says whether all items of a list are meant or any.
    JoinerMissing,
}

impl DefectKind {
    /// Every kind.
    pub const ALL: [DefectKind; 19] = [
        DefectKind::UndefinedTerm,
        DefectKind::UndefinedPhrase,
        DefectKind::UnusedTerm,
        DefectKind::TermTwice,
        DefectKind::TermHidden,
        DefectKind::PointerDangling,
        DefectKind::PointerLabel,
        DefectKind::PointerEmpty,
        DefectKind::AliasLoop,
        DefectKind::DanglingReference,
        DefectKind::MovedReference,
        DefectKind::AmbiguousReference,
        DefectKind::ReferenceLabel,
        DefectKind::BackwardsRange,
        DefectKind::NumberTwice,
        DefectKind::ListGap,
        DefectKind::JoinerMisplaced,
        DefectKind::JoinersMixed,
        DefectKind::JoinerMissing,
    ];
}

/// One thing that is wrong with the words of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What kind of thing.
    pub kind: DefectKind,
    /// How sure and how grave.
    pub level: Level,
    /// Where.
    pub at: Place,
    /// The term, when it is about one.
    pub term: Option<String>,
    /// One sentence: what, where, what to do.
    pub message: String,
    /// Other places that it is about.
    pub related: Vec<Place>,
}

/// Everything that is wrong with the terms, references and lists of an edition, in the order of the Code.
pub fn defects(edition: &Edition) -> Vec<Defect> {
    Graph::of(edition).defects()
}

impl Graph {
    /// Everything that is wrong with the terms, references and lists of the edition, in the order of the Code. Where words
    /// are not held, nothing is said that they could prove wrong.
    pub fn defects(&self) -> Vec<Defect> {
        let mut found = Vec::new();
        terms::check(self, &mut found);
        references::check(self, &mut found);
        phrases::check(self, &mut found);
        for document in self.edition().documents() {
            labels::check(document, &mut found);
            joiners::check(document, &mut found);
        }
        found.sort_by(|a, b| {
            let order = |d: &Defect| (d.at.at.document_id(), d.at.clone(), d.level, d.kind);
            order(a).cmp(&order(b)).then_with(|| a.message.cmp(&b.message))
        });
        found.dedup();
        found
    }
}

/// A defect about a place and nothing else.
fn defect(kind: DefectKind, level: Level, at: Place, message: String) -> Defect {
    Defect { kind, level, at, term: None, message, related: Vec::new() }
}

#[cfg(test)]
mod tests;
