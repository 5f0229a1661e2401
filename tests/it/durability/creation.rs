//! The power is cut while a station is made: there is all of it or none, and what is left over is in nobody's way.

use super::{
    child::{Task, print},
    disk::Disk,
    judge::Verdict,
    place,
    replay::Run,
    scale::{self, scaled},
    strace,
};
use std::path::Path;
use tramso::store::{SlotId, Station, StoreError};

pub fn child(dir: &Path) -> i32 {
    place::create(dir).unwrap();
    print("ACK 1");
    0
}

#[test]
fn a_station_is_made_whole_or_not_at_all() {
    let root = scale::scratch();
    let before = Disk::of(root.path());
    let ops = strace::record(root.path(), &Task::Create { dir: root.path().join("station") });
    let run = Run { before, ops };
    let each = scaled(1, 20);
    let sweep = run.sweep(each, &|image, acks| look(&image.join("station"), !acks.is_empty()));
    sweep.report("making a station");
    assert!(sweep.is_clean(), "{sweep:#?}");
}

fn look(dir: &Path, is_acknowledged: bool) -> Verdict {
    let is_there = match Station::find(dir) {
        Ok(_) => true,
        Err(StoreError::NoStation) if is_acknowledged => return Verdict::Lost("no station".to_owned()),
        Err(StoreError::NoStation) => false,
        Err(fault) => return Verdict::Unopenable(format!("{fault:?}")),
    };
    let opens = || -> Result<(), StoreError> {
        let station = if is_there { Station::find(dir)? } else { place::create(dir)? };
        let mut store = station.unlock_with_key(station.key(SlotId(1), &place::passphrase())?)?;
        store.check(&mut |_| ())
    };
    opens()
        .map_or_else(|fault| Verdict::Unopenable(format!("there before: {is_there}; {fault:?}")), |()| Verdict::Sound)
}
