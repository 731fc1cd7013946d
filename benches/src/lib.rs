//! Inputs for the measurements: generated with fixed seeds, or made from what the repository holds.

/// What the program has, so that figures are those of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod code;
pub mod document;
pub mod history;
pub mod process;
pub mod rules;
