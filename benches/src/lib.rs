//! Inputs for the measurements: generated, with fixed seeds.

pub mod code;
