//! An enrolled station with synthetic residents, and the demo centre that opens what it hands in.

use crate::store::fixture::{self, Place};
use std::{fs, path::PathBuf};
use tramso::{
    bundle::{
        Anchor, EpochRef, Opened, open,
        receipt::{Held, Receipt, write},
    },
    crypto::{
        demo_centre::{CENTRE_IDENTITY, RECEIPT_KEY},
        minisig::{PublicKey, SigningKey},
    },
    domain::Stamp,
    kiosk::outbox::{
        self, Ready,
        receive::{Received, take},
    },
    store::Store,
    tui::Failure,
};

pub use fixture::{act, at, register};

/// One resident who goes all the way: nine records.
pub fn finish(store: &mut Store, n: usize, seconds: i64) {
    let person = register(store, n, seconds);
    let mut events: Vec<_> = (1..=4).map(fixture::topic).collect();
    events.extend([fixture::opened(), fixture::submitted(), fixture::message("Tôi đã biết tự giữ mật khẩu.")]);
    store.save(Some(person), &act(seconds + 1), &events).unwrap();
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
    let of = EpochRef {
        contest: store.contest().to_owned(),
        station: store.station_id().to_owned(),
        epoch: first.id.clone(),
    };
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

/// The bundles of one epoch that have been made, as the centre has them.
pub fn bundles(store: &Store, epoch: u32) -> Vec<Opened> {
    let from = enrolled(store);
    let of_epoch = store.bundles().unwrap().into_iter().filter(|line| line.epoch == epoch);
    of_epoch.map(|line| opened(&from, &fs::read(store.spooled(&line.name)).unwrap())).collect()
}

/// A receipt for everything that was made in the newest epoch.
pub fn receipt(store: &Store, number: u64) -> Receipt {
    let epoch = store.epoch().number;
    let held: Vec<_> = bundles(store, epoch);
    let of = EpochRef { epoch: store.epoch().id.clone(), ..enrolled(store).of };
    let (ack_upto, head) = held.last().map_or((0, [0; 32]), |last| (last.manifest.last, last.manifest.head));
    Receipt {
        of,
        number,
        generation: 1,
        time: at(0).wall,
        confirmed: true,
        ack_upto,
        head,
        judged_upto: ack_upto,
        held: held.iter().map(|one| Held { seq: one.manifest.seq, digest: one.digest }).collect(),
        quarantined: Vec::new(),
        parted: Vec::new(),
        rejected: Vec::new(),
        resend_from: None,
        erase: Vec::new(),
        packs: Vec::new(),
        revoked: Vec::new(),
        root: 1,
    }
}

pub fn signed(receipt: &Receipt) -> Vec<u8> {
    write(receipt, &SigningKey::from_open_file(RECEIPT_KEY).unwrap()).unwrap()
}

/// Takes one receipt as the desk does.
pub fn take_one(place: &Place, store: &mut Store, bytes: &[u8], now: Stamp) -> Result<Received, Failure> {
    let file: PathBuf = place.temp.path().join("one.tsr");
    fs::write(&file, bytes).unwrap();
    let received = take(store, &[file], now).unwrap();
    match received.refused.first() {
        Some((_, failure)) => Err(failure.clone()),
        None => Ok(received),
    }
}
