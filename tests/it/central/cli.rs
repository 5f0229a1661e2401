//! The commands, as who sits at the server types them.

use super::office::{Folder, PASSPHRASE, Station};
use std::{
    fs,
    io::Write,
    process::{Output, Stdio},
};

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("TS-"), "{told}");
    told
}

#[test]
fn a_new_centre_keeps_the_keys_apart_and_shows_each_passphrase_once() {
    let folder = Folder::empty();
    let args = ["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ", "--json"];
    let told = json(&folder.run(&args));
    let centre = folder.centre();
    for name in
        ["keys.age", "bien-nhan.pub", "cap-phep.pub", "so-cai.db", "cat-di/cap-phep.key", "cat-di/khoi-phuc.age"]
    {
        assert!(centre.join(name).is_file(), "{name}");
    }
    assert!(!centre.join("cap-phep.key").exists() && told["passphrase"].is_null());
    let offline = told["offline_passphrase"].as_str().unwrap();
    let page = told["page_passphrase"].as_str().unwrap();
    assert!(offline.split('-').count() == 6 && page.split('-').count() == 6 && offline != page);
    for name in ["keys.age", "cat-di/cap-phep.key", "so-cai.db"] {
        let bytes = fs::read(centre.join(name)).unwrap();
        for secret in [offline, page, PASSPHRASE, "AGE-SECRET-KEY"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{name}");
        }
    }
    #[cfg(unix)]
    for name in ["keys.age", "cat-di/cap-phep.key", "cat-di/khoi-phuc.age"] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(centre.join(name)).unwrap().permissions());
        assert_eq!(mode & 0o077, 0, "{name} is its owner's alone");
    }
    let before = fs::read(centre.join("keys.age")).unwrap();
    assert!(refused(&folder.run(&args)).contains("TS-M10"));
    assert_eq!(fs::read(centre.join("keys.age")).unwrap(), before, "a centre is not made over another");
    assert!(refused(&Folder::empty().run(&["init", "--contest", "demo", "--name", "X"])).contains("TS-M11"));
    assert_eq!(Folder::empty().run(&["init"]).status.code(), Some(2));
}

#[test]
fn the_passphrase_opens_and_another_one_does_not() {
    let folder = Folder::new();
    assert_eq!(json(&folder.run(&["enrol", "list", "--json"]))["stations"].as_array().unwrap().len(), 0);
    fs::write(folder.path("mat-khau"), "mot cau dai hon hai muoi chu khac\n").unwrap();
    assert!(refused(&folder.run(&["enrol", "list"])).contains("TS-M02"));
    fs::write(folder.path("mat-khau"), format!("{PASSPHRASE}\n")).unwrap();
    fs::write(folder.centre().join("keys.age"), b"age-encryption.org/v1\nrubbish").unwrap();
    assert!(refused(&folder.run(&["enrol", "list"])).contains("TS-M04"));
    fs::remove_file(folder.centre().join("keys.age")).unwrap();
    assert!(refused(&folder.run(&["enrol", "list"])).contains("TS-M01"));
}

#[test]
fn a_stick_is_taken_and_receipts_lie_beside() {
    let folder = Folder::new();
    let stick = folder.dir.path().join("usb");
    let inside = stick.join("tramso-nop");
    fs::create_dir_all(&inside).unwrap();
    let (one, other) = (Station::new(30), Station::new(31));
    fs::write(inside.join("a.tsb"), one.bundle(3)).unwrap();
    fs::write(inside.join("b.TSB"), other.bundle(4)).unwrap();
    fs::write(inside.join("one.tsg"), one.grant()).unwrap();
    fs::write(inside.join("thu-rieng.txt"), "not ours").unwrap();
    let run = folder.run(&["ingest", inside.to_str().unwrap(), "--json"]);
    assert_eq!(run.status.code(), Some(1), "one of them is not known");
    assert!(String::from_utf8_lossy(&run.stderr).contains("TS-B52"));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!((&told["new"], &told["refused"], &told["grants"]), (&1.into(), &1.into(), &1.into()));
    let receipts: Vec<_> =
        fs::read_dir(stick.join("tramso-nhan")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(receipts.len(), 1);
    let kept = fs::read(&receipts[0]).unwrap();
    assert_eq!(one.receipt(&kept).ack_upto, 3);
    fs::write(inside.join("two.tsg"), other.grant()).unwrap();
    let again = json(&folder.run(&["ingest", stick.to_str().unwrap(), "--json"]));
    assert_eq!((&again["new"], &again["known"], &again["refused"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!(fs::read(&receipts[0]).unwrap(), kept, "the same bundle, the same receipt");
    let listed = json(&folder.run(&["enrol", "list", "--json"]));
    assert_eq!(listed["stations"].as_array().unwrap().len(), 2);
    let empty = folder.dir.path().join("trong");
    fs::create_dir(&empty).unwrap();
    assert!(refused(&folder.run(&["ingest", empty.to_str().unwrap()])).contains("TS-M41"));
    assert!(refused(&folder.run(&["ingest", "/nowhere"])).contains("TS-M40"));
}

#[test]
fn a_station_is_revoked_by_the_first_digits_of_its_id() {
    let folder = Folder::new();
    let station = Station::new(32);
    fs::write(folder.path("s.tsg"), station.grant()).unwrap();
    json(&folder.run(&["ingest", folder.dir.path().to_str().unwrap(), "--json"]));
    assert!(refused(&folder.run(&["revoke", "00000000"])).contains("TS-E38"));
    assert!(refused(&folder.run(&["revoke", &station.of.kiosk[..4]])).contains("TS-E38"), "four digits are too few");
    let told = json(&folder.run(&["revoke", &station.of.kiosk[..8], "--json"]));
    assert_eq!(told["kiosk"], station.of.kiosk.as_str());
    assert!(refused(&folder.run(&["revoke", &station.of.kiosk])).contains("TS-E40"));
}

#[test]
fn an_id_number_is_never_an_argument() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["forget", "031123456789"]).status.code(), Some(2));
    let forget = |typed: &str| {
        let mut child = folder.command(&["forget"]);
        let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert!(refused(&forget("12345")).contains("TS-M42"));
    let unknown = refused(&forget("031175001234\n"));
    assert!(unknown.contains("TS-M43") && !unknown.contains("031175001234"));
}

#[test]
fn every_command_has_its_page_of_help_with_an_example() {
    let commands: &[&[&str]] = &[
        &["init"],
        &["pack", "add"],
        &["enrol", "approve"],
        &["enrol", "list"],
        &["revoke"],
        &["ingest"],
        &["serve"],
        &["cases"],
        &["decide"],
        &["undo"],
        &["forget"],
        &["password"],
        &["recount"],
        &["demo"],
        &["certificate", "verify"],
    ];
    let folder = Folder::empty();
    for command in commands {
        let help = folder.run(&[command, &["--help"][..]].concat());
        let told = String::from_utf8_lossy(&help.stdout).into_owned();
        assert!(help.status.success() && told.contains("tramso-central"), "{command:?}");
        assert!(told.contains("Ví dụ"), "{command:?}: {told}");
    }
    assert_eq!(folder.run(&["nothing"]).status.code(), Some(2));
}
