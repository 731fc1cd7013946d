//! The state of the register page, held in its address.

use std::{fmt, num::NonZeroU32};

use super::parameter;

/// What the rows of the register are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The next deadline, soonest first; proposals without one last.
    #[default]
    Deadline,
    /// The number of the proposal.
    Number,
    /// The title.
    Title,
    /// The stage, in the order of the process.
    Stage,
    /// The last change.
    Changed,
}

impl Sort {
    /// Every order, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Number, Self::Title, Self::Stage, Self::Deadline, Self::Changed];

    fn as_str(self) -> &'static str {
        match self {
            Self::Deadline => "deadline",
            Self::Number => "number",
            Self::Title => "title",
            Self::Stage => "stage",
            Self::Changed => "changed",
        }
    }
}

/// Which rows of the register are shown, and how: `?stage=refinement&sort=title&order=down&page=2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterQuery {
    /// The short name of a stage, in lower case with hyphens; `None` shows every stage.
    pub stage: Option<String>,
    /// The order.
    pub sort: Sort,
    /// The order is turned round.
    pub down: bool,
    /// The page of rows, from 1.
    pub page: NonZeroU32,
}

impl Default for RegisterQuery {
    fn default() -> Self {
        Self { stage: None, sort: Sort::default(), down: false, page: NonZeroU32::MIN }
    }
}

impl RegisterQuery {
    /// Reads what it knows of a query; what cannot be read counts as absent.
    pub fn parse(query: &str) -> Self {
        let stage = parameter(query, "stage")
            .filter(|stage| !stage.is_empty() && stage.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
        let sort = parameter(query, "sort").and_then(|sort| Sort::ALL.into_iter().find(|known| known.as_str() == sort));
        Self {
            stage: stage.map(str::to_owned),
            sort: sort.unwrap_or_default(),
            down: parameter(query, "order") == Some("down"),
            page: parameter(query, "page").and_then(|page| page.parse().ok()).unwrap_or(NonZeroU32::MIN),
        }
    }

    /// The same rows on another page.
    #[must_use]
    pub fn on_page(&self, page: NonZeroU32) -> Self {
        Self { page, ..self.clone() }
    }

    /// The first page of one stage, or of all.
    #[must_use]
    pub fn of_stage(&self, stage: Option<&str>) -> Self {
        Self { stage: stage.map(str::to_owned), page: NonZeroU32::MIN, ..self.clone() }
    }

    /// The first page in another order; the order that is shown already is turned round.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        let down = self.sort == sort && !self.down;
        Self { sort, down, page: NonZeroU32::MIN, ..self.clone() }
    }
}

/// What cannot be read in the query of the register, in a sentence; `typed` gives what is written for a name.
pub(super) fn unread(typed: &dyn Fn(&'static str) -> Option<String>) -> Option<String> {
    let sorts = Sort::ALL.map(Sort::as_str);
    let one_of = |name: &'static str, known: &[&str]| {
        let wrong = typed(name).filter(|value| !known.contains(&value.as_str()));
        wrong.map(|value| format!("the register has no `{name}` of `{value}`; it is one of {}", known.join(", ")))
    };
    let no_page = || {
        let wrong = typed("page").filter(|page| page.parse::<NonZeroU32>().is_err());
        wrong.map(|page| format!("`{page}` is no page; write `page` as a number from 1"))
    };
    one_of("sort", &sorts).or_else(|| one_of("order", &["up", "down"])).or_else(no_page)
}

impl fmt::Display for RegisterQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut mark = '?';
        let mut part = |f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Display| -> fmt::Result {
            write!(f, "{mark}{name}={value}")?;
            mark = '&';
            Ok(())
        };
        if let Some(stage) = &self.stage {
            part(f, "stage", stage)?;
        }
        if self.sort != Sort::default() {
            part(f, "sort", &self.sort.as_str())?;
        }
        if self.down {
            part(f, "order", &"down")?;
        }
        if self.page > NonZeroU32::MIN {
            part(f, "page", &self.page)?;
        }
        Ok(())
    }
}
