//! What a form chose: names and values in the query of an address.

use std::fmt;

use super::escape::{encode, form_text};

/// Names and values, in order, as a form sends them with GET. Values may be anything; whoever uses one reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picked(Vec<(String, String)>);

impl Picked {
    /// Nothing chosen.
    pub fn none() -> Self {
        Self::default()
    }

    /// The same with one choice more.
    #[must_use]
    pub fn and(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// Reads a query. Parts without a name or a value are passed over.
    pub(super) fn parse(query: &str) -> Self {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let read = pairs.map(|(name, value)| (form_text(name), form_text(value)));
        Self(read.filter(|(name, value)| !name.is_empty() && !value.is_empty()).collect())
    }

    /// The first value of a name, without space at its ends; none where nothing was typed.
    pub fn first(&self, name: &str) -> Option<&str> {
        let values = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
        values.into_iter().find(|value| !value.is_empty())
    }

    /// All names and values, in order.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Every value of a name.
    pub fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

impl fmt::Display for Picked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.0.iter().enumerate() {
            let mark = if index == 0 { '?' } else { '&' };
            write!(f, "{mark}{}={}", encode(name), encode(value))?;
        }
        Ok(())
    }
}
