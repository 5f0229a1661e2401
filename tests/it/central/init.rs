//! Making a centre: everything or nothing, and one table of what each passphrase opens.

use super::office::Folder;
use std::fs;
use tramso::crypto::minisig::SigningKey;

fn json(output: &std::process::Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const NEW: [&str; 5] = ["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ"];

#[test]
fn a_database_that_does_not_answer_leaves_nothing_behind() {
    let folder = Folder::empty();
    let away = folder.path("cat");
    for database in ["postgresql://nobody@127.0.0.1:1/none", "mysql://x"] {
        let more = ["--database", database, "--offline", &away];
        let refused = folder.run(&[&NEW[..], &more].concat());
        let printed = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && printed.contains("TS-M"), "{printed}");
        assert!(!folder.centre().exists() && !folder.dir.path().join("cat").exists(), "{database}: keys are left");
        let shown = String::from_utf8_lossy(&refused.stdout).into_owned();
        assert!(!shown.contains("keys.age"), "no passphrase of what is not there: {shown}");
    }
    // A folder in which the ledger cannot be made.
    fs::create_dir_all(folder.centre().join("so-cai.db")).unwrap();
    fs::write(folder.centre().join("ghi-chu"), "của người").unwrap();
    assert!(!folder.run(&NEW).status.success());
    let mut left: Vec<_> = fs::read_dir(folder.centre()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["ghi-chu", "so-cai.db"], "what was there stays, and nothing else");
    fs::remove_dir(folder.centre().join("so-cai.db")).unwrap();
    // The control: with a ledger everything is made.
    let made = folder.run(&NEW);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    for name in [
        "keys.age",
        "so-cai.db",
        "bien-nhan.pub",
        "cap-phep.pub",
        "chung-nhan.pub",
        "chot.pub",
        "cat-di/cap-phep.key",
        "cat-di/chot.key",
        "cat-di/khoi-phuc.age",
    ] {
        assert!(folder.centre().join(name).is_file(), "{name}");
    }
}

#[test]
fn a_weak_passphrase_makes_no_centre() {
    let folder = Folder::empty();
    fs::write(folder.path("yeu"), "aaaaaaaaaaaaaaaaaaaa\n").unwrap();
    for option in ["--offline-passphrase-file", "--page-passphrase-file"] {
        let refused = folder.run(&[&NEW[..], &[option, &folder.path("yeu")]].concat());
        let printed = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && printed.contains("TS-M99"), "{option}: {printed}");
        assert!(!folder.centre().exists(), "{option}");
    }
}

#[test]
fn one_table_shows_which_passphrase_opens_what() {
    let folder = Folder::empty();
    let made = folder.run(&NEW);
    let shown = String::from_utf8_lossy(&made.stdout).into_owned();
    let table = &shown[shown.find("Mật khẩu nào mở cái gì").unwrap()..];
    for opened in ["(mật khẩu trong tệp đã đưa)", "keys.age", "cat-di", "trang xem"] {
        assert!(table.contains(opened), "{opened}: {table}");
    }
    let six = |line: &&str| line.trim().split('-').count() == 6 && !line.trim().contains(' ');
    assert_eq!(table.lines().filter(six).count(), 2, "the two that were made: {table}");
    assert!(table.lines().all(|line| line.chars().count() <= 120), "{table}");
}

#[test]
fn the_certificate_key_follows_from_the_key_file_and_the_closing_key_is_never_beside_it() {
    let folder = Folder::empty();
    let made = json(&folder.run(&[&NEW[..], &["--json"]].concat()));
    let public = |path: &std::path::Path| fs::read_to_string(path).unwrap();
    let first = public(&folder.centre().join("chung-nhan.pub"));
    // A key file of before has the same key: nothing of it is written there.
    assert!(folder.run(&["key", "certificate", "--out", &folder.path("usb")]).status.success());
    assert_eq!(public(&folder.dir.path().join("usb/chung-nhan.pub")), first);
    let closing = public(&folder.centre().join("chot.pub"));
    assert_ne!(closing, first);
    assert!(!folder.centre().join("chot.key").exists() && folder.centre().join("cat-di/chot.key").is_file());
    let secret = public(&folder.centre().join("cat-di/chot.key"));
    let passphrase = made["offline_passphrase"].as_str().unwrap();
    let key = SigningKey::from_typed(&secret, passphrase).unwrap();
    assert_eq!(key.public().to_file(), closing, "sealed by the passphrase of what is carried away");
    assert!(SigningKey::from_typed(&secret, "ba be bi bo bu ca").is_err());
    // For a centre of before; what is there is not written over.
    let more = ["key", "closing", "--out", &folder.path("cu"), "--json"];
    let made = json(&folder.run(&more));
    let secret = public(&folder.dir.path().join("cu/chot.key"));
    assert!(SigningKey::from_typed(&secret, made["offline_passphrase"].as_str().unwrap()).is_ok());
    assert!(!folder.run(&more).status.success());
}
