//! Lines of chance, packed, sealed and signed as they must be.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso_fuzz::{first_line, open_packed, packed};

fuzz_target!(|lines: &[u8]| {
    let lines = [first_line().as_bytes(), b"\n", lines].concat();
    let records = lines.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1).max(1);
    open_packed(&packed(&lines), lines.len(), records as u64);
});
