//! The legal text of a modification, alone or as an annex of a report.

use jiff::civil::Date;

use crate::facts::LegalText;
use crate::finding::Finding;
use crate::source::Lines;

/// What the report that encloses a legal text says of it; all absent where the text stands alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LegalTextContext {
    /// The modification, as the head of the annex or the report states it.
    pub modification: Option<String>,
    /// The version of the legal text, where the head of the annex states it.
    pub version: Option<String>,
    /// The date of the report.
    pub date: Option<Date>,
}

/// Reads a legal text.
pub fn read(_lines: &Lines<'_>, _context: &LegalTextContext) -> (LegalText, Vec<Finding>) {
    (LegalText::default(), Vec::new())
}
