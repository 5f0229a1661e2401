//! A manifest of chance, signed by its station.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::bundle::{Anchor, examine};
use tramso_fuzz::{STATION, bundle, key, of};

fuzz_target!(|manifest: &[u8]| {
    let Some(bytes) = bundle(manifest, b"sealed", 1) else { return };
    let of = of();
    if let Ok(examined) = examine(&bytes, &Anchor { of: &of, key: key(STATION).public() }) {
        assert_eq!(examined.manifest.write(), manifest, "what is accepted has one form");
    }
});
