//! A grant of chance, signed by the centre: the part that is read before it is believed, and the whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use tramso::{
    bundle::enrol::{grant, request::{self, Request}},
    crypto::{demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT}, minisig::PublicKey},
    domain::{Moment, UnitCode},
};
use tramso_fuzz::{CENTRE, EPOCH, STATION, key, tied};

/// The request that is answered: the station's own key, as a first request must have.
fn asked() -> &'static Request {
    static ASKED: OnceLock<Request> = OnceLock::new();
    ASKED.get_or_init(|| {
        let key: PublicKey = key(STATION).public().clone();
        Request {
            station: request::station_of(&key),
            epoch: EPOCH.parse().unwrap(),
            key,
            recipient: CENTRE_RECIPIENT.into(),
            commune: UnitCode::parse("11113").expect("five digits"),
            village: "Thôn Một".into(),
            app: "tramso 0.1.0".into(),
            wall: Moment(1_790_000_000_000),
            check: None,
        }
    })
}

fuzz_target!(|body: &[u8]| {
    let asked = asked();
    let comment = format!("tramso-enrol/1 grant {} {EPOCH} 1", asked.station);
    let Ok(signature) = key(CENTRE).sign(body, &comment) else { return };
    let bytes =
        tied(&[("grant.json", body), ("grant.json.minisig", signature.as_bytes()), ("secrets.json.age", b"sealed")]);
    let _ = grant::claimed_pack(&bytes);
    let found = grant::open(&bytes, &[key(CENTRE).public().clone()], asked, CENTRE_IDENTITY);
    assert!(found.is_err(), "no secrets were sealed");
});
