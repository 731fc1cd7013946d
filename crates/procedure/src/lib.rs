//! The change process of a Code.

pub mod calendar;
mod fingerprint;
