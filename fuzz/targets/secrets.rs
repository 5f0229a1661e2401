//! The sealed part of a grant, of chance, behind a grant that states it rightly.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use tramso::{
    bundle::enrol::{grant, request::{self, Request}},
    crypto::{demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT, RECOVERY_RECIPIENT}, hex, sha256},
    domain::{Moment, UnitCode},
};
use tramso_fuzz::{CENTRE, CONTEST, EPOCH, STATION, key, sealed, tied};

fn asked() -> &'static Request {
    static ASKED: OnceLock<Request> = OnceLock::new();
    ASKED.get_or_init(|| Request {
        station: request::station_of(key(STATION).public()),
        epoch: EPOCH.parse().unwrap(),
        key: key(STATION).public().clone(),
        recipient: CENTRE_RECIPIENT.into(),
        commune: UnitCode::parse("11113").expect("five digits"),
        village: "Thôn Một".into(),
        app: "tramso 0.1.0".into(),
        wall: Moment(1_790_000_000_000),
            check: None,
    })
}

fuzz_target!(|plain: &[u8]| {
    let asked = asked();
    let secrets = sealed(plain, &[CENTRE_RECIPIENT]);
    let body = format!(
        r#"{{"v":1,"kind":"grant","contest":"{CONTEST}","kiosk":"{}","epoch":"{EPOCH}","key":"{}","request":"{}","number":1,"commune":"11113","village":"Thôn Một","centre":"Sở","recipients":{{"centre":"{CENTRE_RECIPIENT}","recovery":"{RECOVERY_RECIPIENT}"}},"root":{{"version":1,"sha256":"{}"}},"pack":{{"version":1,"sha256":"{}"}},"valid_from":"2026-01-01","valid_to":"2026-12-31","max_per_day":200,"time_ms":1790000000000,"secrets":{{"len":{},"sha256":"{}","plain_len":{}}}}}"#,
        asked.station,
        asked.key.text(),
        hex(&asked.digest()),
        "1".repeat(64),
        "2".repeat(64),
        secrets.len(),
        hex(&sha256(&[&secrets])),
        plain.len(),
    );
    let Ok(signature) = key(CENTRE).sign(body.as_bytes(), &format!("tramso-enrol/1 grant {} {EPOCH} 1", asked.station))
    else {
        return;
    };
    let bytes = tied(&[
        ("grant.json", body.as_bytes()),
        ("grant.json.minisig", signature.as_bytes()),
        ("secrets.json.age", &secrets),
    ]);
    let _ = grant::open(&bytes, &[key(CENTRE).public().clone()], asked, CENTRE_IDENTITY);
});
