//! `cargo fuzz run text`: see `enact_fuzz::readers::text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::text(bytes));
