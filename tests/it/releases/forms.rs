//! A release at its door: who signed it, what it is, what it is for.

use super::*;
use std::fs;
use tramso::content::pack::{
    PackFault,
    release::{Front, Release},
};

const GOLDEN: &str = "tests/it/fixtures/good-releases/tramso-0.3.0.tsu";

fn both() -> Vec<(System, Vec<u8>)> {
    vec![(System::Linux, crashing()), (System::Windows, for_windows())]
}

fn named(programs: &[(System, Vec<u8>)]) -> Vec<(System, &[u8])> {
    programs.iter().map(|(system, bytes)| (*system, bytes.as_slice())).collect()
}

#[test]
fn a_golden_release_is_read_as_ever() {
    let office = Office::new();
    if std::env::var("TRAMSO_GOLDEN").is_ok_and(|wanted| wanted == "write") {
        fs::write(GOLDEN, office.release("0.3.0", &named(&both()))).unwrap();
    }
    let bytes = fs::read(GOLDEN).unwrap();
    let front = Front::read(&bytes, Some(&office.pinned())).unwrap();
    assert_eq!(front.signer, key(3).public().id());
    let Release { version: found, floor, data, ref programs, .. } = front.release;
    assert_eq!((found, floor, data, programs.len()), (version("0.3.0"), version("0.3.0"), 6, 2));
    assert_eq!(front.release.changes, *changes());
    let (places, total) = front.places();
    assert_eq!(total, bytes.len() as u64);
    assert_eq!(places.len(), 2);
    assert_eq!(front.release.write(), Release::read(&front.release.write()).unwrap().write());
    assert_eq!(front.release.comment(), "tramso-release/1 0.3.0");
}

/// Stock `tar` and `minisign` read the same.
#[test]
fn stock_tools_take_it_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(GOLDEN, folder.path().join("ban.tsu")).unwrap();
    let run = |command: &str| {
        let done =
            std::process::Command::new("sh").arg("-ec").arg(command).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    };
    run("tar xf ban.tsu");
    let checked = run(&format!("minisign -V -H -P {} -m release.json", key(3).public().text()));
    assert!(checked.contains("tramso-release/1 0.3.0"), "{checked}");
    assert_eq!(fs::read(folder.path().join("tramso-linux-x86-64")).unwrap(), crashing());
}

#[test]
fn only_the_roots_key_for_releases_signs_one() {
    let (office, programs) = (Office::new(), both());
    let programs = named(&programs);
    let bytes = office.release("0.3.0", &programs);
    assert!(Front::read(&bytes, Some(&office.pinned())).is_ok(), "control");
    // The key of packs, and one that nobody named: the office's own tool refuses to make it.
    for other in [key(2), key(9)] {
        let made = build(&plan("0.3.0", &programs, &office.roots), &other);
        assert!(matches!(made, Err(ReleaseFault::Front(PackFault::WrongKey { .. }))), "{made:?}");
        // A thief's tool does not.
        let (from, to) = (signature(&bytes), other.sign(&manifest(&bytes), "tramso-release/1 0.3.0").unwrap());
        let forged = replaced(&bytes, &from, &to);
        let read = Front::read(&forged, Some(&office.pinned()));
        assert!(matches!(read, Err(ReleaseFault::Front(PackFault::WrongKey { .. }))), "{read:?}");
    }
    // The right key, for another purpose.
    let forged = replaced(&bytes, &signature(&bytes), &key(3).sign(&manifest(&bytes), "tramso-pack/1 x 3").unwrap());
    let read = Front::read(&forged, Some(&office.pinned()));
    assert!(matches!(read, Err(ReleaseFault::Front(PackFault::Comment { .. }))), "{read:?}");
    // Another centre's, and a root that names nobody.
    let read = Front::read(&bytes, Some(&PinnedRoot { version: 1, digest: [7; 32] }));
    assert_eq!(read.unwrap_err(), ReleaseFault::Front(PackFault::RootOther { version: 1 }));
    let bare = signed(&Root { release: Role::none(), ..first_root() }, &[&key(1)]);
    let made = build(&plan("0.3.0", &programs, &[bare]), &key(3));
    assert_eq!(made.unwrap_err(), ReleaseFault::NobodySigns);
}

#[test]
fn a_key_that_a_newer_root_took_away_signs_no_more() {
    let programs = both();
    let programs = named(&programs);
    let (before, after) = (Office::new(), Office::new().rotated(&key(4)));
    let stolen = before.release("0.4.0", &programs);
    assert!(Front::read(&stolen, Some(&before.pinned())).is_ok(), "control: before the rotation it was good");
    let read = Front::read(&stolen, Some(&after.pinned()));
    assert_eq!(read.unwrap_err(), ReleaseFault::Front(PackFault::RootOlder { carried: 1, pinned: 2 }));
    // With the new root beside it, it is the wrong key.
    let made = build(&plan("0.4.0", &programs, &after.roots), &key(3));
    assert!(matches!(made, Err(ReleaseFault::Front(PackFault::WrongKey { .. }))), "{made:?}");
    // A station that knows the first root alone follows to the second.
    let rescued = after.signed_by(&key(4), &plan("0.4.1", &programs, &after.roots));
    assert_eq!(Front::read(&rescued, Some(&before.pinned())).unwrap().root, after.pinned());
}

#[test]
fn a_key_of_releases_is_in_no_other_role() {
    let root = first_root();
    let doubled = [
        Root { root: root.release.clone(), ..root.clone() },
        Root { pack: root.release.clone(), ..root.clone() },
        Root { receipt: root.release.clone(), ..root.clone() },
        Root { enrol: root.release.clone(), ..root.clone() },
        Root { certificate: root.release.clone(), ..root.clone() },
        Root { closing: root.release.clone(), ..root.clone() },
    ];
    for root in doubled {
        assert_eq!(Root::read(1, &root.write()), Err(PackFault::RootKeys { version: 1, role: "release" }));
    }
    assert_eq!(Root::read(1, &root.write()).unwrap(), root, "control");
    let first = Root { release: Role::none(), ..root };
    assert!(first.write().starts_with(br#"{"v":1,"kind":"root""#), "an old root stays one of edition 1");
    assert_eq!(Root::read(1, &first.write()).unwrap(), first);
}

#[test]
fn versions_floors_schemas_and_machines_are_compared() {
    let (office, programs) = (Office::new(), both());
    let of = |text: &str, data| {
        let programs = named(&programs);
        let plan = ReleasePlan { data, floor: version("0.1.0"), ..plan(text, &programs, &office.roots) };
        Front::read(&office.signed_by(&key(3), &plan), Some(&office.pinned())).unwrap()
    };
    let linux = Some(System::Linux);
    let knows = Standing { app: version("0.3.0"), floor: version("0.2.0"), data: 6 };
    assert_eq!(of("0.3.1", 6).check(&knows, linux).unwrap().system, System::Linux);
    assert!(of("0.10.0", 7).check(&knows, Some(System::Windows)).is_ok());
    let older = |text: &str| ReleaseFault::Older { version: version(text), app: version("0.3.0") };
    assert_eq!(of("0.3.0", 6).check(&knows, linux), Err(older("0.3.0")));
    assert_eq!(of("0.2.9", 6).check(&knows, linux), Err(older("0.2.9")));
    let below = ReleaseFault::BelowFloor { version: version("0.1.9"), floor: version("0.2.0") };
    assert_eq!(of("0.1.9", 6).check(&knows, linux), Err(below));
    assert_eq!(of("0.3.1", 5).check(&knows, linux), Err(ReleaseFault::OlderData { brings: 5, known: 6 }));
    assert_eq!(of("0.3.1", 6).check(&knows, None), Err(ReleaseFault::NoProgram));
    let programs = named(&programs);
    let floor = ReleasePlan { floor: version("0.4.0"), ..plan("0.3.1", &programs, &office.roots) };
    assert!(build(&floor, &key(3)).is_err(), "a floor above its own release");
}

#[test]
fn a_program_is_for_the_machine_that_it_is_named_for() {
    let office = Office::new();
    let swapped = [(System::Linux, for_windows())];
    let made = build(&plan("0.3.0", &named(&swapped), &office.roots), &key(3));
    assert_eq!(made.unwrap_err(), ReleaseFault::OtherMachine(System::Linux));
    let arm: Vec<u8> = crashing().into_iter().enumerate().map(|(at, byte)| if at == 18 { 183 } else { byte }).collect();
    for head in [&arm[..], b"#!/bin/sh\n", b"", b"MZ", &for_windows()[..130]] {
        assert_eq!(System::of_program(head), None);
    }
    assert_eq!(System::of_program(&crashing()), Some(System::Linux));
    assert_eq!(System::of_program(&std::fs::read(std::env::current_exe().unwrap()).unwrap()), System::own());
}

/// The schema that releases are compared by is the one that the store brings a database to.
#[test]
fn the_schema_of_a_release_is_the_stores() {
    let newest = fs::read_dir("src/store/migrations").unwrap().count();
    assert_eq!(u32::try_from(newest).unwrap(), OWN_DATA);
}

/// Each bit of the front counts.
#[test]
fn a_front_with_one_bit_changed_is_refused() {
    let office = Office::new();
    let bytes = fs::read(GOLDEN).unwrap();
    let front = Front::read(&bytes, Some(&office.pinned())).unwrap().len;
    for at in (0..front).step_by(crate::durability::scale::stride()) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(Front::read(&changed, Some(&office.pinned())).is_err(), "byte {at} of {front}");
    }
    for len in (0..front).step_by(97) {
        assert!(Front::read(&bytes[..len], Some(&office.pinned())).is_err(), "cut at {len}");
    }
}

/// The bytes of a member.
fn member(bytes: &[u8], at: usize) -> &[u8] {
    let size = std::str::from_utf8(&bytes[at + 124..at + 135]).unwrap();
    &bytes[at + 512..at + 512 + usize::from_str_radix(size, 8).unwrap()]
}

fn manifest(bytes: &[u8]) -> Vec<u8> {
    member(bytes, 0).to_vec()
}

fn signature(bytes: &[u8]) -> String {
    let at = 512 + manifest(bytes).len().next_multiple_of(512);
    String::from_utf8(member(bytes, at).to_vec()).unwrap()
}

/// One signature in another's place, in a header of its own size.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = 512 + manifest(bytes).len().next_multiple_of(512);
    let behind = at + 512 + from.len().next_multiple_of(512);
    let written = tramso::crypto::parcel::write(&[tramso::crypto::parcel::Member {
        name: "release.json.minisig",
        bytes: to.as_bytes(),
    }])
    .unwrap();
    let (front, end) = (&bytes[..at], &bytes[behind..]);
    [front, &written[..written.len() - 1024], end].concat()
}
