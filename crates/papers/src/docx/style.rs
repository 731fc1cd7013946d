//! What the caller decides about a Word file: names in its header, its language, who wrote it and when.

use jiff::civil::DateTime;

/// What a clean Word file says of itself. The same style and words always give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The Code's name, at the left of the header: `Smart Energy Code`. Empty prints none.
    pub code: String,
    /// What edition the words are, at the right of the header: `In force on 29 February 2024`. Empty prints none.
    pub edition: String,
    /// Who made the file, as its properties state it.
    pub author: String,
    /// When the file was made, as its properties state it. No clock is read.
    pub created: DateTime,
    /// The language of the words, as Word names it: `en-GB`.
    pub language: String,
    /// Whether Word tracks what its reader changes from the moment it is opened.
    pub track_changes: bool,
}

impl Default for Style {
    /// No names, British English, changes tracked, made at the start of 2000.
    fn default() -> Style {
        Style {
            code: String::new(),
            edition: String::new(),
            author: String::new(),
            created: DateTime::constant(2000, 1, 1, 0, 0, 0, 0),
            language: "en-GB".to_owned(),
            track_changes: true,
        }
    }
}

/// Who made the tracked changes of a redline, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The name that Word shows beside each change. Word needs one: an empty name becomes `Unknown`.
    pub author: String,
    /// The time that Word shows beside each change. Word knows no time zone here and shows it as it stands.
    pub date: DateTime,
}
