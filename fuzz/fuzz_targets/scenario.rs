//! `cargo fuzz run scenario`: see `enact_fuzz::readers::scenario`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::scenario(bytes));
