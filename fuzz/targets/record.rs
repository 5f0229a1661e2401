//! A record's bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::record::{Body, Record};

fuzz_target!(|bytes: &[u8]| {
    let Ok(record) = Record::read(bytes) else { return };
    assert_eq!(record.bytes(), bytes, "what is accepted has one form");
    if let Body::Registration { registration } | Body::Correction { registration } = &record.body {
        let _ = registration.registration();
    }
});
