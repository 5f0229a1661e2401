//! A request of chance, signed by the key that it may name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tramso::bundle::enrol::request;
use tramso_fuzz::{EPOCH, STATION, key, signed};

fuzz_target!(|body: &[u8]| {
    let station = request::station_of(key(STATION).public());
    let Some(bytes) = signed("request.json", body, STATION, &format!("tramso-enrol/1 request {station} {EPOCH}")) else {
        return;
    };
    if let Ok(found) = request::open(&bytes) {
        assert_eq!(found.fingerprint().split(' ').count(), 8);
        assert!(request::write(&found, key(STATION)).is_ok(), "what is accepted can be written");
    }
});
