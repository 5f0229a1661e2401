//! The power is cut while content packs are taken into use: the station has the old one or the new one, whole, and the root of
//! trust that came with it.

use super::{
    child::{Task, print},
    disk::Disk,
    judge::Verdict,
    place::Place,
    power::acknowledged,
    replay::Run,
    scale::{self, scaled},
    strace,
};
use std::path::Path;
use tramso::{
    crypto::sha256,
    domain::Moment,
    store::{HeldPack, Station},
};

const PACKS: u8 = 5;

/// Longer than a block of the disk, so that it can be torn.
fn bytes(number: u8) -> Vec<u8> {
    (0..9_000_u32).map(|at| number.wrapping_mul(31).wrapping_add(u8::try_from(at % 251).unwrap())).collect()
}

fn root(number: u8) -> Vec<u8> {
    format!("root of {number}").into_bytes()
}

pub fn child(place: &Place) -> i32 {
    let mut store = place.open().unwrap();
    for number in 1..=PACKS {
        let bytes = bytes(number);
        let installed = Moment(i64::from(number));
        let pack = HeldPack { digest: sha256(&[&bytes]), version: u32::from(number), installed };
        store.install_pack(pack, &bytes, &root(number)).unwrap();
        print(&format!("ACK {number}"));
    }
    0
}

#[test]
fn the_old_pack_or_the_new_one_is_in_use_and_whole() {
    let root = scale::scratch();
    let place = Place::make(&root.path().join("station"));
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Packs { place: place.clone() });
    let run = Run { before, ops };
    let sweep = run.sweep(scaled(8, 60), &|image, acks| look(&image.join("station"), &place, acknowledged(acks)));
    sweep.report("content packs");
    assert!(sweep.is_clean(), "{sweep:#?}");
    assert_eq!(sweep.acks, usize::from(PACKS));
}

#[test]
fn control_a_pack_that_is_gone_or_torn_is_seen() {
    let root = scale::scratch();
    let place = Place::make(&root.path().join("station"));
    assert_eq!(child(&place), 0);
    let dir = root.path().join("station");
    let all = usize::from(PACKS);
    assert!(matches!(look(&dir, &place, all), Verdict::Sound));
    assert!(matches!(look(&dir, &place, all - 2), Verdict::Wrong(_)), "a pack that nobody took yet");
    let file = std::fs::read_dir(dir.join("packs")).unwrap().map(|entry| entry.unwrap().path());
    let newest = file.into_iter().find(|path| std::fs::read(path).unwrap() == bytes(PACKS)).unwrap();
    std::fs::write(&newest, &bytes(PACKS)[..4096]).unwrap();
    assert!(matches!(look(&dir, &place, all), Verdict::Lost(_)), "torn");
    std::fs::remove_file(&newest).unwrap();
    assert!(matches!(look(&dir, &place, all), Verdict::Lost(_)), "gone");
}

fn look(dir: &Path, place: &Place, acks: usize) -> Verdict {
    let opened = Station::find(dir).and_then(|station| station.unlock_with_key(place.key()));
    let store = match opened {
        Ok(store) => store,
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let (held, trusted) = (store.pack_in_use().unwrap(), store.root().unwrap());
    let number = held.map_or(0, |held| held.version);
    if ![acks, acks + 1].contains(&usize::try_from(number).unwrap()) {
        return Verdict::Wrong(format!("pack {number} after {acks}"));
    }
    let number = u8::try_from(number).unwrap();
    if trusted != (number > 0).then(|| root(number)) {
        return Verdict::Wrong(format!("pack {number} with another root"));
    }
    let Some(held) = held else { return Verdict::Sound };
    match store.pack_bytes(&held.digest) {
        Ok(Some(found)) if found == bytes(number) => Verdict::Sound,
        Ok(found) => Verdict::Lost(format!("pack {number}: {:?} bytes", found.map(|found| found.len()))),
        Err(fault) => Verdict::Lost(format!("pack {number}: {fault:?}")),
    }
}
