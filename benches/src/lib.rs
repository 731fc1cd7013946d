//! Inputs for the measurements: generated with fixed seeds, or made from what the repository holds.

pub mod code;
pub mod document;
pub mod history;
pub mod process;
pub mod rules;
