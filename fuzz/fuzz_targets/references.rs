//! `cargo fuzz run references`: see `enact_fuzz::readers::references`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::references(bytes));
