//! `doctor`: every finding at once, nothing changed.

use super::office::{Folder, set_clock};
use std::{fs, os::unix::fs::PermissionsExt, process::Output};

fn found(output: &Output) -> (bool, Vec<(String, bool)>) {
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let one = |one: &serde_json::Value| (one["code"].as_str().unwrap().to_owned(), one["grave"].as_bool().unwrap());
    (shown["sound"].as_bool().unwrap(), shown["findings"].as_array().unwrap().iter().map(one).collect())
}

fn codes(output: &Output) -> Vec<(String, bool)> {
    // How full this machine's disk is does not matter here.
    found(output).1.into_iter().filter(|(code, _)| code != "TS-D02").collect()
}

#[test]
fn a_centre_is_looked_through_and_everything_found_is_named_at_once() {
    let folder = Folder::new();
    let doctor = |more: &[&str]| folder.run(&[&["doctor", "--json"], more].concat());
    fs::set_permissions(folder.path("mat-khau"), fs::Permissions::from_mode(0o600)).unwrap();
    let no_pack = ("TS-M133".to_owned(), false);
    assert_eq!(
        codes(&doctor(&["--full"])),
        vec![no_pack.clone()],
        "control: the demo's centre is sound, and has no pack"
    );
    assert!(found(&doctor(&[])).0 && doctor(&[]).status.success());
    // Light things do not keep anybody from going on.
    let keys = folder.centre().join("keys.age");
    fs::set_permissions(&keys, fs::Permissions::from_mode(0o644)).unwrap();
    fs::create_dir(folder.centre().join("cat-di")).unwrap();
    let light = doctor(&[]);
    assert_eq!(codes(&light), [("TS-M131".to_owned(), false), ("TS-M132".to_owned(), false), no_pack]);
    assert!(light.status.success());
    // A clock that nobody believes, beside them.
    let mut command = folder.command(&["doctor", "--json"]);
    set_clock(&mut command, "@2016-01-02 10:00:00");
    let late = command.output().unwrap();
    assert!(codes(&late).contains(&("TS-M151".to_owned(), true)), "{late:?}");
    assert_eq!((late.status.code(), codes(&late).len()), (Some(1), 4), "everything at once");
    // A ledger that is behind what it once held.
    let before = fs::read(folder.centre().join("so-cai.db")).unwrap();
    fs::remove_file(folder.centre().join("so-cai.moc")).unwrap();
    let lost = doctor(&[]);
    assert!(codes(&lost).contains(&("TS-M130".to_owned(), true)) && lost.status.code() == Some(1), "{lost:?}");
    assert_eq!(fs::read(folder.centre().join("so-cai.db")).unwrap(), before, "nothing was changed");
}

#[test]
fn a_real_centre_without_a_pack_or_with_another_passphrase_is_named_so() {
    let folder = Folder::empty();
    fs::set_permissions(folder.path("mat-khau"), fs::Permissions::from_mode(0o600)).unwrap();
    let made = folder.run(&["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ", "--json"]);
    assert!(made.status.success(), "{made:?}");
    let new = folder.run(&["doctor", "--json"]);
    assert_eq!(codes(&new), [("TS-M131".to_owned(), false), ("TS-M133".to_owned(), false)]);
    fs::write(folder.path("mat-khau"), "mot cau khac han, cung dai nhu the\n").unwrap();
    let locked = folder.run(&["doctor", "--json"]);
    assert!(codes(&locked).contains(&("TS-M02".to_owned(), true)) && locked.status.code() == Some(1), "{locked:?}");
    let words = String::from_utf8(folder.run(&["doctor"]).stdout).unwrap();
    assert!(words.contains("✗ TS-M02") && words.contains("▲ TS-M131"), "{words}");
}
