//! Everything around the bytes of chance is right: signed by the station or the centre, sealed to the centre, of the stated length.
//! So a target reaches the parser that it is about, and not only the signature before it.

use std::{io::Write, sync::OnceLock};
use tramso::{
    bundle::{Anchor, BundleFault, EpochRef, Examined, examine},
    crypto::{
        Secret,
        demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT, RECOVERY_RECIPIENT},
        hex,
        minisig::SigningKey,
        parcel::{self, Member},
        seal::Sealing,
        sha256,
    },
};

pub const KIOSK: &str = "0123456789abcdef0123456789abcdef";
pub const EPOCH: &str = "89abcdef";
pub const CONTEST: &str = "thu-nghiem";
const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The station's key, and the centre's.
pub fn key(of: u8) -> &'static SigningKey {
    static KEYS: OnceLock<Vec<SigningKey>> = OnceLock::new();
    let make = |seed: u8| SigningKey::from_seed(&Secret::from_bytes(&mut [seed; 32])).expect("a seed is a key");
    &KEYS.get_or_init(|| (1..=3).map(make).collect())[usize::from(of)]
}

pub const STATION: u8 = 0;
pub const NEXT_EPOCH: u8 = 1;
pub const CENTRE: u8 = 2;

pub fn of() -> EpochRef {
    EpochRef { contest: CONTEST.into(), station: KIOSK.parse().unwrap(), epoch: EPOCH.parse().unwrap() }
}

pub fn tied(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<Member<'_>> = members.iter().map(|(name, bytes)| Member { name, bytes }).collect();
    parcel::write(&members).unwrap_or_default()
}

/// A file and its signature.
pub fn signed(name: &str, bytes: &[u8], by: u8, comment: &str) -> Option<Vec<u8>> {
    let signature = key(by).sign(bytes, comment).ok()?;
    Some(tied(&[(name, bytes), (&format!("{name}.minisig"), signature.as_bytes())]))
}

pub fn sealed(bytes: &[u8], to: &[&str]) -> Vec<u8> {
    let mut sealing = Sealing::begin(to, Vec::new()).expect("recipients of the demo centre");
    sealing.write_all(bytes).expect("memory takes it");
    sealing.finish().expect("memory takes it")
}

pub fn packed(lines: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 3).expect("memory");
    encoder.write_all(lines).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// The first line of the bundle that `with_packed` makes.
pub fn first_line() -> String {
    format!(
        r#"{{"v":1,"kind":"records","contest":"{CONTEST}","kiosk":"{KIOSK}","epoch":"{EPOCH}","seq":1,"prev":"{ZEROS}"}}"#
    )
}

/// Opens a bundle whose compressed content this is; how long it unpacks to is as stated.
pub fn open_packed(packed: &[u8], plain_len: usize, records: u64) -> Option<()> {
    let payload = sealed(packed, &[CENTRE_RECIPIENT, RECOVERY_RECIPIENT]);
    let manifest = format!(
        r#"{{"v":1,"kind":"bundle","contest":"{CONTEST}","commune":"11113","kiosk":"{KIOSK}","epoch":"{EPOCH}","seq":1,"prev":"{ZEROS}","events":{{"first":1,"last":{records},"head_before":"{ZEROS}","head":"{}"}},"records":{records},"payload":{{"len":{},"sha256":"{}","plain_len":{plain_len}}},"recipients":["0123456789abcdef","0123456789abcdef"],"packs":[],"app":"tramso 0.1.0","clock":{{"wall_ms":1790000000000,"mono_ms":12345,"boot":7,"suspect":false}},"floor_ms":1780000000000,"hardware":null}}"#,
        "1".repeat(64),
        payload.len(),
        hex(&sha256(&[&payload])),
    );
    let bytes = bundle(manifest.as_bytes(), &payload, 1)?;
    let (of, anchor) = (of(), key(STATION));
    let examined = examine(&bytes, &Anchor { of: &of, key: anchor.public() }).ok()?;
    assert!(read(&examined).is_err(), "no bytes of chance lead to the stated head");
    Some(())
}

/// A bundle with this manifest, signed for the seq that it states.
pub fn bundle(manifest: &[u8], payload: &[u8], seq: u32) -> Option<Vec<u8>> {
    let comment = format!("tramso-bundle/1 {KIOSK} {EPOCH} {seq}");
    let signature = key(STATION).sign(manifest, &comment).ok()?;
    let members: [(&str, &[u8]); 3] = [
        ("manifest.json", manifest),
        ("manifest.json.minisig", signature.as_bytes()),
        ("records.jsonl.zst.age", payload),
    ];
    Some(tied(&members))
}

pub fn read(examined: &Examined<'_>) -> Result<u64, BundleFault> {
    let mut records = 0;
    examined.read(&[CENTRE_IDENTITY], |_| {
        records += 1;
        Ok::<(), BundleFault>(())
    })?;
    Ok(records)
}
