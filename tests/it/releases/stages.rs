//! From a file to a folder of the station's: whole and read back, or nothing is there.

use super::*;
use std::fs;
use tramso::kiosk::release::{Choice, kept, refused, stage_failure};

fn names(folder: &Path) -> Vec<String> {
    let Ok(inside) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = inside.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A release with a program of some size, and one for Windows.
fn release(office: &Office) -> (Vec<u8>, Vec<u8>) {
    let program = [crashing(), (0..70_000_u32).flat_map(u32::to_le_bytes).collect()].concat();
    let bytes = office.release("0.3.0", &[(System::Linux, &program), (System::Windows, &for_windows())]);
    (bytes, program)
}

#[test]
fn a_release_is_kept_whole() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let (folder, (bytes, program)) = (temp.path().join("releases"), release(&office));
    let mut paces = Vec::new();
    let before = Before { pinned: &office.pinned(), standing: standing("0.2.0"), copy: 0 };
    let done = stage(&folder, &file(temp.path(), &bytes), &before, &mut |pace| {
        paces.push((pace.done, pace.of));
        true
    });
    assert_eq!(done.unwrap().release.version, version("0.3.0"));
    assert_eq!(names(&folder), ["0.3.0", "root"]);
    assert_eq!(names(&folder.join("0.3.0")), ["front", "tramso"]);
    let found = kept(&folder, version("0.3.0")).unwrap();
    assert_eq!(fs::read(&found.program).unwrap(), program);
    assert!(paces.is_sorted() && paces.iter().all(|(done, of)| done < of && *of == bytes.len() as u64));
    let rights =
        |path: &Path| std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777;
    assert_eq!(
        (rights(&found.program), rights(&folder.join("root"))),
        (0o755, 0o644),
        "others may run it, nobody else may write"
    );
}

#[test]
fn what_is_not_as_it_was_signed_leaves_nothing_behind() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let (folder, (bytes, _)) = (temp.path().join("releases"), release(&office));
    let refuse = |what: &str, bytes: &[u8]| {
        let fault = staged(&folder, &file(temp.path(), bytes), &office.pinned()).expect_err(what);
        assert!(names(&folder).is_empty(), "{what}: {:?}", names(&folder));
        stage_failure(temp.path(), &fault).code
    };
    let front = office_front(&office, &bytes);
    let windows = bytes.len() - 1024 - 1024;
    let places = [
        ("the manifest", 600, "TS-D66"),
        ("a header behind the front", front + 3, "TS-D65"),
        ("the first byte of the program", front + 512, "TS-D65"),
        ("the middle of the program", front + 100_000, "TS-D65"),
        ("the program for the other machine", windows + 7, "TS-D65"),
        ("the end", bytes.len() - 3, "TS-D65"),
    ];
    for (what, at, code) in places {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        assert_eq!(refuse(what, &changed), code, "{what}");
    }
    assert_eq!(refuse("torn", &bytes[..bytes.len() - 700]), "TS-D65");
    assert_eq!(refuse("torn in the front", &bytes[..900]), "TS-D65");
    assert_eq!(refuse("nothing", &[]), "TS-D65");
    assert_eq!(refuse("longer", &[&bytes[..], &[0; 512]].concat()), "TS-D65");
    let name = bytes.windows(19).position(|part| part == b"tramso-linux-x86-64").unwrap();
    let mut path = bytes.clone();
    path[name..name + 3].copy_from_slice(b"../");
    assert_eq!(refuse("a name that is a path", &path), "TS-D65");
    let mut link = bytes.clone();
    link[name + 156] = b'2';
    assert_eq!(refuse("a link", &link), "TS-D65");
    assert!(staged(&folder, &file(temp.path(), &bytes), &office.pinned()).is_ok(), "control");
}

fn office_front(office: &Office, bytes: &[u8]) -> usize {
    tramso::content::pack::release::Front::read(bytes, Some(&office.pinned())).unwrap().len
}

/// A bomb: the manifest promises little, and the file goes on for ever; or it is no file at all.
#[test]
fn endless_files_and_what_is_no_file_cost_nothing() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let (folder, (bytes, _)) = (temp.path().join("releases"), release(&office));
    let path = file(temp.path(), &bytes);
    fs::File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    let fault = staged(&folder, &path, &office.pinned()).unwrap_err();
    assert!(matches!(fault, StageFault::Release(ReleaseFault::Length { .. })), "{fault:?}");
    let link = temp.path().join("lien-ket.tsu");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert!(matches!(staged(&folder, &link, &office.pinned()), Err(StageFault::Stick(_))));
    assert!(matches!(staged(&folder, temp.path(), &office.pinned()), Err(StageFault::Stick(_))));
    assert!(matches!(staged(&folder, &temp.path().join("khong"), &office.pinned()), Err(StageFault::Stick(_))));
    assert!(names(&folder).is_empty());
}

#[test]
fn a_stick_that_is_pulled_and_a_hand_that_stops_leave_nothing() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let (folder, (bytes, _)) = (temp.path().join("releases"), release(&office));
    let path = file(temp.path(), &bytes);
    let before = Before { pinned: &office.pinned(), standing: standing("0.2.0"), copy: 0 };
    let stopped = stage(&folder, &path, &before, &mut |_| false);
    assert!(matches!(stopped, Err(StageFault::Stopped)), "{stopped:?}");
    assert_eq!(names(&folder), [""; 0]);
    // What is behind the block that was read last is gone.
    let cut = stage(&folder, &path, &before, &mut |pace| {
        fs::File::options().write(true).open(&path).unwrap().set_len(pace.done).unwrap();
        true
    });
    assert!(matches!(cut, Err(StageFault::Stick(_) | StageFault::Release(ReleaseFault::Program(_)))), "{cut:?}");
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn room_is_looked_for_before_a_byte_is_written() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let folder = temp.path().join("releases");
    let programs: [(System, &[u8]); 1] = [(System::Linux, &crashing())];
    let plan = ReleasePlan { data: OWN_DATA + 1, ..plan("0.3.0", &programs, &office.roots) };
    let path = file(temp.path(), &office.signed_by(&key(3), &plan));
    let before = Before { pinned: &office.pinned(), standing: standing("0.2.0"), copy: 1 << 60 };
    let fault = stage(&folder, &path, &before, &mut |_| true).unwrap_err();
    assert!(matches!(fault, StageFault::NoRoom { .. }), "{fault:?}");
    assert_eq!(stage_failure(temp.path(), &fault).code, "TS-D71");
    assert!(names(&folder).is_empty());
    let same = Before { standing: Standing { data: OWN_DATA + 1, ..standing("0.2.0") }, ..before };
    assert!(
        stage(&folder, &path, &same, &mut |_| true).is_ok(),
        "control: no copy is made of data that stay as they are"
    );
}

/// Every start looks again: at the program, at what was signed, at whose root it is.
#[test]
fn a_kept_release_that_was_changed_is_not_started() {
    let (temp, office) = (tempfile::tempdir().unwrap(), Office::new());
    let (folder, (bytes, program)) = (temp.path().join("releases"), release(&office));
    let path = file(temp.path(), &bytes);
    let of = version("0.3.0");
    let renew = || drop(staged(&folder, &path, &office.pinned()).unwrap());
    let inside = |name: &str| folder.join("0.3.0").join(name);
    renew();
    assert!(kept(&folder, of).is_ok(), "control");
    let mut other = program.clone();
    other[200_000] ^= 1;
    fs::write(inside("tramso"), &other).unwrap();
    assert!(kept(&folder, of).is_err(), "a byte of the program");
    fs::write(inside("tramso"), &program[..program.len() - 1]).unwrap();
    assert!(kept(&folder, of).is_err(), "a shorter program");
    fs::write(inside("tramso"), [&program[..], b"x"].concat()).unwrap();
    assert!(kept(&folder, of).is_err(), "a longer program");
    fs::remove_file(inside("tramso")).unwrap();
    std::os::unix::fs::symlink("/bin/sh", inside("tramso")).unwrap();
    assert!(kept(&folder, of).is_err(), "a link");
    renew();
    fs::write(folder.join("root"), format!("1 {}", "ab".repeat(32))).unwrap();
    assert!(kept(&folder, of).is_err(), "another root");
    renew();
    fs::rename(folder.join("0.3.0"), folder.join("0.9.0")).unwrap();
    assert!(kept(&folder, version("0.9.0")).is_err(), "under a higher number");
}

#[test]
fn a_choice_is_read_as_it_was_written_and_torn_ones_are_known() {
    let temp = tempfile::tempdir().unwrap();
    assert_eq!(Choice::read(temp.path()).unwrap(), None);
    Choice::change(temp.path(), |choice| {
        (choice.current, choice.tries, choice.floor) = (Some(version("0.3.0")), Some(1), Some(version("0.2.0")));
    })
    .unwrap();
    let read = Choice::read(temp.path()).unwrap().unwrap();
    assert_eq!(
        (read.current, read.tries, read.floor, read.staged),
        (Some(version("0.3.0")), Some(1), Some(version("0.2.0")), None)
    );
    let path = temp.path().join("choice.json");
    let bytes = fs::read_to_string(&path).unwrap();
    for wrong in [&bytes[..bytes.len() - 4], "", "{}", &bytes.replace("0.3.0", "../../x"), "[]"] {
        fs::write(&path, wrong).unwrap();
        assert!(Choice::read(temp.path()).is_err(), "{wrong}");
    }
    // A later program's field is no fault.
    fs::write(&path, bytes.replace("{\"v\"", "{\"later\":[1],\"v\"")).unwrap();
    assert_eq!(Choice::read(temp.path()).unwrap().unwrap(), read);
}

#[test]
fn each_refusal_has_a_notice_of_its_own() {
    let older = ReleaseFault::Older { version: version("0.1.0"), app: version("0.2.0") };
    let below = ReleaseFault::BelowFloor { version: version("0.1.0"), floor: version("0.2.0") };
    let codes = [
        (older, "TS-D67"),
        (below, "TS-D68"),
        (ReleaseFault::NoProgram, "TS-D69"),
        (ReleaseFault::OlderData { brings: 1, known: 2 }, "TS-D70"),
        (ReleaseFault::NobodySigns, "TS-D75"),
    ];
    for (fault, code) in codes {
        assert_eq!(refused(&fault).code, code);
    }
}
