//! A certificate of an epoch of chance, signed by the key before it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::bundle::{Anchor, Certificate, examine};
use tramso_fuzz::{KIOSK, NEXT_EPOCH, STATION, key, of, tied};

fuzz_target!(|certificate: &[u8]| {
    if let Ok(read) = Certificate::read(2, certificate) {
        assert_eq!(read.write(), certificate, "what is accepted has one form");
    }
    let Ok(signature) = key(STATION).sign(certificate, &format!("tramso-epoch/1 {KIOSK} 01234567")) else { return };
    let Ok(manifest) = key(NEXT_EPOCH).sign(b"{}", &format!("tramso-bundle/1 {KIOSK} 01234567 1")) else { return };
    let bytes = tied(&[
        ("epoch-2.json", certificate),
        ("epoch-2.json.minisig", signature.as_bytes()),
        ("manifest.json", b"{}"),
        ("manifest.json.minisig", manifest.as_bytes()),
        ("records.jsonl.zst.age", b"sealed"),
    ]);
    let of = of();
    assert!(examine(&bytes, &Anchor { of: &of, key: key(STATION).public() }).is_err());
});
