//! An enrolled station with synthetic residents, and the demo centre that opens what it hands in.

use crate::store::fixture::{self, Place};
use tramso::{
    bundle::{Anchor, EpochRef, Opened, open},
    crypto::{demo_centre::CENTRE_IDENTITY, minisig::PublicKey},
    domain::Stamp,
    kiosk::outbox::{self, Ready},
    store::Store,
};

pub use fixture::{act, at, register};

/// One resident who goes all the way: seven records.
pub fn finish(store: &mut Store, n: usize, seconds: i64) {
    let person = register(store, n, seconds);
    let mut deeds: Vec<_> = (1..=4).map(fixture::topic).collect();
    deeds.extend([fixture::opened(), fixture::submitted(), fixture::message("Tôi đã biết tự giữ mật khẩu.")]);
    store.save(Some(person), &act(seconds + 1), &deeds).unwrap();
}

pub fn prepare(store: &mut Store, now: Stamp) -> Ready {
    outbox::prepare(store, now, &mut |_| ()).unwrap()
}

/// Where the centre's trust in this station begins.
pub struct Enrolled {
    pub of: EpochRef,
    pub key: PublicKey,
}

pub fn enrolled(store: &Store) -> Enrolled {
    let first = store.epochs().unwrap().remove(0);
    let of = EpochRef { contest: store.contest().to_owned(), kiosk: store.kiosk().to_owned(), epoch: first.id.clone() };
    Enrolled { of, key: PublicKey::of_point(&first.public_key).unwrap() }
}

/// Opens a bundle as the centre does.
pub fn opened(enrolled: &Enrolled, bytes: &[u8]) -> Opened {
    let anchor = Anchor { of: &enrolled.of, key: &enrolled.key };
    open(bytes, &anchor, &[CENTRE_IDENTITY]).unwrap()
}

pub fn station() -> Place {
    Place::new()
}
