//! `cargo fuzz run manuscript`: see `enact_fuzz::readers::manuscript`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::manuscript(bytes));
