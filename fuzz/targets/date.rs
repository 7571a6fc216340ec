#![no_main]
//! See tests/native/fuzz/targets/date.rs.

#[path = "../../tests/native/fuzz/targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::date::check(data));
