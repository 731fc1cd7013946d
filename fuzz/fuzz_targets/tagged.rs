//! `cargo fuzz run tagged`: see `enact_fuzz::readers::tagged`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::tagged(bytes));
