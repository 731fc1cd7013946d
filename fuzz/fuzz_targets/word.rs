//! `cargo fuzz run word`: see `enact_fuzz::readers::word`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::word(bytes));
