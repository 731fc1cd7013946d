//! `cargo fuzz run settle`: see `enact_fuzz::readers::settle`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::settle(bytes));
