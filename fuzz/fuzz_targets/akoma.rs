//! `cargo fuzz run akoma`: see `enact_fuzz::readers::akoma`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::akoma(bytes));
