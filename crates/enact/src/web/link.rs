//! Links: words and the address that they lead to.

use std::fmt;

use crate::paths::Address;

/// Words that lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What the reader sees.
    pub words: String,
    /// Where it leads.
    pub to: Address,
    /// The id of an element on that page, without the `#`.
    pub anchor: Option<String>,
}

impl Link {
    /// A link to a page.
    pub fn new(words: impl Into<String>, to: Address) -> Self {
        Self { words: words.into(), to, anchor: None }
    }

    /// The same link, to one element of the page.
    #[must_use]
    pub fn anchored(mut self, anchor: impl Into<String>) -> Self {
        self.anchor = Some(anchor.into());
        self
    }

    /// The address with its anchor, as it stands in the page.
    pub fn href(&self) -> Href<'_> {
        Href(self)
    }
}

/// Writes a link's address with its anchor.
#[derive(Debug, Clone, Copy)]
pub struct Href<'l>(&'l Link);

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.to)?;
        match &self.0.anchor {
            Some(anchor) => write!(f, "#{anchor}"),
            None => Ok(()),
        }
    }
}

/// One step of the way from the front page to this one.
pub type Crumb = Link;
