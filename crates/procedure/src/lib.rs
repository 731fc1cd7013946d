//! The change process of a Code: what may happen, who may do it, under which clause, by when.
//!
//! The one function that matters is [`decide()`]: register, act, rulebook and instant give a [`Ruling`] with its
//! grounds. Permitted rulings hold [`Event`]s; folded, events are the [`Register`]. Pure: no input or output, no clock.
//!
//! Reading order: [`names`], [`act_name`], [`act`], [`event`], [`register`], [`rule`], [`rulebook`], [`condition`], [`case`],
//! [`decide()`], [`next`], [`scenario`].

pub mod act;
pub mod act_name;
pub mod calendar;
pub mod call;
pub mod case;
pub mod changed;
pub mod code;
pub mod collation;
pub mod condition;
pub mod confidential;
pub mod contents;
pub mod count;
mod decide;
pub mod duty;
pub mod event;
mod fingerprint;
pub mod forecast;
pub mod gate;
pub mod ground;
pub mod holder;
pub mod legal_text;
pub mod measures;
pub mod meetings;
pub mod names;
pub mod next;
pub mod register;
pub mod roster;
pub mod rule;
pub mod rulebook;
pub mod ruling;
mod said;
pub mod scenario;
pub mod screening;
mod spans;
pub mod tally;
pub mod tallying;
pub mod trial;

pub use act::{Act, ActName};
pub use case::Judged;
pub use case::holder_words;
pub use decide::{Submission, Unreadable, decide, foresee, foresee_on_release};
pub use event::{Event, Recorded};
pub use register::Register;
pub use rulebook::Rulebook;
pub use ruling::{Ground, Ruling};
