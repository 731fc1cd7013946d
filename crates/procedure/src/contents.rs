//! What a document of the process must hold: the items of a checklist that a rule keeps as data, and what a draft says under each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A rule's checklist for one kind of document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Contents {
    /// The kind of document (`modification-report`).
    pub document: String,
    /// What it must hold, in order.
    pub items: Vec<Item>,
}

/// One item of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Item {
    /// Its name in drafts (`costs`).
    pub item: String,
    /// What it is, in our words.
    pub words: String,
    /// The clause that asks for it, where that is another than the rule's own.
    #[serde(default)]
    pub clause: Option<String>,
    /// Whether a draft may say that there is nothing of the kind; it must say so then.
    #[serde(default)]
    pub may_be_none: bool,
}

/// What a draft says under one item of its checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The item (`costs`).
    pub item: String,
    /// What the document says there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// There is nothing of the kind, and the document says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub none: bool,
}

impl Section {
    fn says_something(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

impl Contents {
    /// What is missing from a draft, item by item, in words.
    #[must_use]
    pub fn missing(&self, sections: &[Section]) -> Vec<String> {
        self.items.iter().filter_map(|item| item.missing(sections)).collect()
    }
}

impl Item {
    fn missing(&self, sections: &[Section]) -> Option<String> {
        let mut own = sections.iter().filter(|section| section.item.trim().eq_ignore_ascii_case(&self.item)).peekable();
        let clause = self.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
        if own.peek().is_none() {
            let none = if self.may_be_none { ", or that there is none" } else { "" };
            return Some(format!("{}{clause}{none}", self.words));
        }
        let said = own.clone().any(Section::says_something);
        match (said, own.any(|section| section.none), self.may_be_none) {
            (true, false, _) | (false, true, true) => None,
            (true, true, _) => Some(format!("{}{clause}: it says something and that there is none", self.words)),
            (false, true, false) => Some(format!("{}{clause}: it cannot be left out", self.words)),
            (false, false, _) => Some(format!("{}{clause}: the item is empty", self.words)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(item: &str, text: &str, none: bool) -> Section {
        Section { item: item.to_owned(), text: text.to_owned(), none }
    }

    #[test]
    fn each_way_of_leaving_an_item_out_is_told_apart() {
        let item = |item: &str, may_be_none| Item {
            item: item.to_owned(),
            words: format!("the {item}"),
            clause: None,
            may_be_none,
        };
        let contents =
            Contents { document: "report".to_owned(), items: vec![item("costs", false), item("views", true)] };
        let missing = |sections: &[Section]| contents.missing(sections);
        assert_eq!(missing(&[]), ["the costs", "the views, or that there is none"]);
        assert_eq!(
            missing(&[section("costs", " ", false), section("views", "", true)]),
            ["the costs: the item is empty"]
        );
        assert_eq!(
            missing(&[section("costs", "", true), section("views", "Two.", true)]),
            ["the costs: it cannot be left out", "the views: it says something and that there is none"]
        );
        assert!(missing(&[section("costs", "£600", false), section("views", "", true)]).is_empty());
    }
}
