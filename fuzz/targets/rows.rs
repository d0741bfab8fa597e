#![no_main]
mod inputs;
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| inputs::rows(bytes));
