//! Documents of the change process: read into facts, and checked.
//!
//! Reading order: [`source`] (the text of a file as lines), [`facts`] (what a document says, each fact with its
//! place), [`read`] (text to facts), [`manuscript`] (a legal text's facts to amendments), [`finding`] (what a check
//! reports), [`checks`] (one file each). Beside them stand the forms in which the words of a Code go out and come in:
//! [`akoma`] (Akoma Ntoso).

pub mod akoma;
pub mod checks;
pub mod compose;
pub mod docx;
pub mod facts;
pub mod finding;
mod layout;
pub mod manuscript;
pub mod pdf;
pub mod read;
pub mod section;
pub mod source;
