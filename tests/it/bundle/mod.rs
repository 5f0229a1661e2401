//! Bundles, receipts and enrolment at their door.

mod broken;
mod chain;
mod codes;
mod enrol;
mod flips;
mod good;
mod hostile;
mod memory;
mod raw;
mod receipts;
mod stock;

use chain::{Chain, people};
use std::path::PathBuf;
use tramso::{
    bundle::{
        Anchor, BundleFault, Caps, EpochRef, Opened, Plan, Start, Written, enrol::request::station_of, open, write,
    },
    crypto::{
        Secret,
        demo_centre::{self, CENTRE_IDENTITY, CENTRE_RECIPIENT, RECOVERY_RECIPIENT},
        minisig::SigningKey,
    },
    domain::{Moment, UnitCode},
    record::StampV1,
};

const CONTEST: &str = "thu-nghiem";

/// The key that the station's first epoch has in all these tests.
fn station_key() -> SigningKey {
    SigningKey::from_seed(&Secret::from_bytes(&mut [7; 32])).unwrap()
}

/// The key of somebody else.
fn other_key() -> SigningKey {
    SigningKey::from_seed(&Secret::from_bytes(&mut [8; 32])).unwrap()
}

fn first_epoch() -> EpochRef {
    let station = station_of(station_key().public());
    EpochRef { contest: CONTEST.to_owned(), station, epoch: "9a3b5c7d".parse().unwrap() }
}

fn commune() -> UnitCode {
    UnitCode::parse("11113").unwrap()
}

fn demo_key(file: &str) -> SigningKey {
    SigningKey::from_open_file(file).unwrap()
}

fn plan<'a>(of: &'a EpochRef, commune: &'a UnitCode, start: Start) -> Plan<'a> {
    Plan {
        of,
        commune,
        start,
        recipients: [CENTRE_RECIPIENT, RECOVERY_RECIPIENT],
        certificates: &[],
        packs: &[],
        app: "tramso 0.1.0",
        clock: StampV1 { wall_ms: crate::days::MADE_MS, mono_ms: 12_345, boot: 7, suspect: false },
        floor: Moment(1_780_000_000_000),
        hardware: Some([5; 32]),
        caps: Caps::default(),
    }
}

/// All of a chain in bundles.
fn written(chain: &Chain, caps: Caps) -> Vec<Written> {
    let (of, commune) = (first_epoch(), commune());
    let mut links = chain.links().peekable();
    let (mut start, mut bundles) = (Start::EPOCH, Vec::new());
    while links.peek().is_some() {
        let one = write(&Plan { caps, ..plan(&of, &commune, start) }, &station_key(), &mut links).unwrap();
        start = one.next;
        bundles.push(one);
    }
    bundles
}

/// What the centre makes of a bundle of the first epoch.
fn opened(bytes: &[u8]) -> Result<Opened, BundleFault> {
    let (of, key) = (first_epoch(), station_key());
    open(bytes, &Anchor { of: &of, key: key.public() }, &[CENTRE_IDENTITY])
}

fn fixtures(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures").join(folder)
}

/// Whether fixtures are to be made again.
fn making() -> bool {
    std::env::var_os("TRAMSO_WRITE").is_some()
}
