//! `cargo fuzz run section_text`: see `enact_fuzz::readers::section_text`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| enact_fuzz::readers::section_text(bytes));
