//! From the station's user to the one who owns its programs.

use super::*;
use std::{fs, io::Cursor};
use tramso::kiosk::release::{Choice, HandFault, give, kept, take};

/// A station's folder with a release that was chosen.
fn chosen(office: &Office, of: &str) -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    add(temp.path(), office, of, of);
    temp
}

fn add(dir: &Path, office: &Office, of: &str, floor: &str) {
    let programs: [(System, &[u8]); 1] = [(System::Linux, &crashing())];
    let plan = ReleasePlan { floor: version(floor), ..plan(of, &programs, &office.roots) };
    let path = file(dir, &office.signed_by(&key(3), &plan));
    staged(&dir.join("releases"), &path, &office.pinned()).unwrap();
    Choice::change(&dir.join("releases"), |choice| choice.current = Some(version(of))).unwrap();
}

fn given(dir: &Path) -> Vec<u8> {
    let mut stream = Vec::new();
    give(dir, &mut stream).unwrap();
    stream
}

#[test]
fn what_one_user_gives_the_other_verifies_and_owns() {
    let (office, temp) = (Office::new(), tempfile::tempdir().unwrap());
    let (station, programs) = (chosen(&office, "0.3.0"), temp.path().join("programs"));
    fs::create_dir(&programs).unwrap();
    let stream = given(station.path());
    assert_eq!(take(&programs, &mut Cursor::new(&stream)).unwrap(), Some(version("0.3.0")));
    assert_eq!(fs::read(kept(&programs, version("0.3.0")).unwrap().program).unwrap(), crashing());
    assert_eq!(take(&programs, &mut Cursor::new(&stream)).unwrap(), Some(version("0.3.0")), "again changes nothing");
    assert_eq!(take(&programs, &mut Cursor::new(b"")).unwrap(), None, "nothing came");
    // Nothing was chosen: nothing is given.
    let empty = tempfile::tempdir().unwrap();
    assert!(!give(empty.path(), &mut Vec::new()).unwrap());
}

#[test]
fn a_stream_that_is_cut_changed_or_another_centres_leaves_nothing() {
    let (office, temp) = (Office::new(), tempfile::tempdir().unwrap());
    let (station, programs) = (chosen(&office, "0.3.0"), temp.path().join("programs"));
    fs::create_dir(&programs).unwrap();
    let stream = given(station.path());
    for at in (0..stream.len()).step_by(61) {
        let mut changed = stream.clone();
        changed[at] ^= 1;
        assert!(take(&programs, &mut Cursor::new(&changed)).is_err(), "byte {at}");
        assert!(at == 0 || take(&programs, &mut Cursor::new(&stream[..at])).is_err(), "cut at {at}");
        assert!(!programs.join("0.3.0").exists(), "byte {at}");
    }
    take(&programs, &mut Cursor::new(&stream)).unwrap();
    // The station's user was taken over: another root, with releases that follow from it.
    let other = Office { roots: vec![signed(&Root { centre: "Ai đó".to_owned(), ..first_root() }, &[&key(1)])] };
    let stranger = chosen(&other, "0.9.0");
    let refused = take(&programs, &mut Cursor::new(given(stranger.path())));
    assert!(matches!(refused, Err(HandFault::Release(_))), "{refused:?}");
}

#[test]
fn nobody_goes_below_a_floor() {
    let (office, temp) = (Office::new(), tempfile::tempdir().unwrap());
    let programs = temp.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let station = tempfile::tempdir().unwrap();
    for (of, floor) in [("0.3.0", "0.2.5"), ("0.4.0", "0.3.5")] {
        add(station.path(), &office, of, floor);
        take(&programs, &mut Cursor::new(given(station.path()))).unwrap();
    }
    let older = tempfile::tempdir().unwrap();
    add(older.path(), &office, "0.3.1", "0.3.1");
    let refused = take(&programs, &mut Cursor::new(given(older.path())));
    assert!(matches!(refused, Err(HandFault::Release(ReleaseFault::BelowFloor { .. }))), "{refused:?}");
    add(older.path(), &office, "0.3.6", "0.3.0");
    assert!(take(&programs, &mut Cursor::new(given(older.path()))).is_ok(), "control: at the floor");
}
