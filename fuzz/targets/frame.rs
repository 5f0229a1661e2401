//! Frames that claim to be zstd.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso_fuzz::open_packed;

fuzz_target!(|packed: &[u8]| {
    open_packed(packed, packed.len().saturating_mul(20).clamp(1, 1 << 20), 3);
});
