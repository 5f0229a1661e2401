//! A real contest is closed by its commands: checked, frozen, signed where the closing key is, verified with stock minisign.

use super::{
    cli::pack,
    office::{Folder, PASSPHRASE, set_clock},
};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tramso::{
    centre::closing::FrozenSet,
    crypto::demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT},
};

const CONTEST: &str = "hoc-so-2025";

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(output: &Output, code: &str) {
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && printed.contains(code), "{printed}");
}

/// A command some days after today.
fn later(folder: &Folder, days: u32, args: &[&str]) -> Output {
    let mut command = folder.command(args);
    set_clock(&mut command, &format!("+{days}d"));
    command.output().unwrap()
}

/// Whether the stock program accepts the signature.
fn minisign(file: &Path, key: &Path) -> bool {
    let mut stock = Command::new("minisign");
    stock.arg("-V").arg("-p").arg(key).arg("-m").arg(file);
    stock.output().expect("minisign is in .ci/needs").status.success()
}

#[test]
fn a_contest_is_closed_signed_elsewhere_and_verified_by_the_stock_program() {
    let folder = Folder::empty();
    let made = json(&folder.run(&["init", "--contest", CONTEST, "--name", "Sở Khoa học và Công nghệ", "--json"]));
    fs::write(folder.path("cat"), made["offline_passphrase"].as_str().unwrap()).unwrap();
    refused(&folder.run(&["closing", "freeze"]), "TS-O31");
    let (pack, fingerprint) = pack(&folder, CONTEST, Some(CENTRE_RECIPIENT));
    fs::write(folder.path("goi.tsp"), pack).unwrap();
    fs::write(folder.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
    let (goi, identity) = (folder.path("goi.tsp"), folder.path("de-thi.age"));
    json(&folder.run(&["pack", "add", &goi, "--identity", &identity, "--root-fingerprint", &fingerprint, "--json"]));
    let open = json(&folder.run(&["closing", "check", "--json"]));
    let line = |list: &serde_json::Value, name: &str| {
        list["lines"].as_array().unwrap().iter().find(|one| one["line"] == name).unwrap().clone()
    };
    assert_eq!((&open["ready"], &line(&open, "days")["blocks"]), (&false.into(), &true.into()));
    refused(&folder.run(&["closing", "freeze"]), "TS-O32");
    let days = u32::try_from(line(&open, "days")["figure"].as_u64().unwrap()).unwrap();
    // A clock that jumps by two months is believed by nobody: somebody did something in between.
    json(&later(&folder, days / 2, &["user", "add", "lan", "--role", "viewer", "--json"]));
    refused(&later(&folder, days, &["closing", "freeze", "--word", "la=x"]), "TS-O47");
    refused(&later(&folder, days, &["closing", "freeze", "--word", "gaps=Đã xem"]), "TS-O34");
    let usb = folder.path("usb");
    fs::create_dir(&usb).unwrap();
    assert_eq!(json(&later(&folder, days, &["closing", "check", "--json"]))["ready"], true);
    let frozen = json(&later(&folder, days, &["closing", "freeze", "--out", &usb, "--json"]));
    let file = frozen["file"].as_str().unwrap().to_owned();
    let bytes = fs::read(&file).unwrap();
    let set = FrozenSet::read(&bytes).unwrap();
    assert_eq!((set.contest.as_str(), set.number, set.by.as_str()), (CONTEST, 1, "command-line"));

    // Where the key is, there is no ledger.
    let elsewhere = Folder::empty();
    let keys = folder.centre().join("cat-di");
    let (key, public) = (keys.join("chot.key").display().to_string(), folder.centre().join("chot.pub"));
    let sign = |file: &str, key: &str, cat: &str| {
        elsewhere.run(&["closing", "sign", file, "--key", key, "--key-passphrase-file", cat, "--json"])
    };
    let cat = folder.path("cat");
    refused(&sign(&file, &key, &folder.path("mat-khau")), "TS-O45");
    refused(&sign(&folder.path("goi.tsp"), &key, &cat), "TS-O44");
    refused(&sign(&folder.path("khong-co"), &key, &cat), "TS-O46");
    let enrolment = keys.join("cap-phep.key").display().to_string();
    json(&sign(&file, &enrolment, &cat));
    refused(&folder.run(&["closing", "verify", &file]), "TS-O41");
    let signature = format!("{file}.minisig");
    refused(&sign(&file, &key, &cat), "TS-O48");
    fs::remove_file(&signature).unwrap();
    json(&sign(&file, &key, &cat));
    let (path, public_file) = (Path::new(&file), public.display().to_string());
    assert!(minisign(path, &public), "the stock program verifies it");
    assert!(!minisign(path, &folder.centre().join("bien-nhan.pub")), "control: not another key");

    // With the file, the signature and the public key alone.
    json(&elsewhere.run(&["closing", "verify", &file, "--key", &public_file, "--json"]));
    refused(&elsewhere.run(&["closing", "verify", &file, "--key", &folder.path("de-thi.age")]), "TS-O49");
    let changed = folder.path("khac.json");
    let other = String::from_utf8(bytes.clone()).unwrap().replace("\"number\":1", "\"number\":2");
    fs::write(&changed, other).unwrap();
    let with = ["closing", "verify", &changed, "--signature", &signature, "--key", &public_file];
    refused(&elsewhere.run(&with), "TS-O42");
    assert!(!minisign(Path::new(&changed), &public), "the stock program finds no signature of it");

    // The server keeps it once.
    let keep = ["closing", "verify", &file, "--keep", "--json"];
    assert_eq!(json(&later(&folder, days, &keep))["kept"], true);
    refused(&later(&folder, days, &keep), "TS-O38");
    let shown = json(&later(&folder, days, &["closing", "show", "1", "--out", &folder.path(""), "--json"]));
    assert!(shown["signed_ms"].as_i64().unwrap() > 0 && shown["later_bundles"] == 0, "{shown}");
    let again = folder.dir.path().join(Path::new(&file).file_name().unwrap());
    assert_eq!(fs::read(&again).unwrap(), bytes, "the same bytes come out of the ledger");
    assert!(minisign(&again, &public));
    refused(&later(&folder, days, &["closing", "show", "2"]), "TS-O37");
    refused(&later(&folder, days, &["closing", "show", "1", "--out", &folder.path("")]), "TS-O48");
    let all = json(&later(&folder, days, &["closing", "show", "--json"]));
    assert_eq!(all["sets"].as_array().unwrap().len(), 1);
    assert!(!String::from_utf8_lossy(&bytes).contains(PASSPHRASE));
}

#[test]
fn the_demos_set_is_signed_without_a_key_and_no_other_one_is() {
    let folder = Folder::new();
    let usb = folder.path("usb");
    fs::create_dir(&usb).unwrap();
    refused(&folder.run(&["closing", "freeze"]), "TS-O33");
    let listed = folder.run(&["closing", "check"]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("không có ngày cuối") && !listed.contains("còn lại"), "{listed}");
    let frozen = json(&folder.run(&["closing", "freeze", "--word", "days=Tập chốt", "--out", &usb, "--json"]));
    let file = frozen["file"].as_str().unwrap();
    json(&folder.run(&["closing", "sign", file, "--json"]));
    assert_eq!(json(&folder.run(&["closing", "verify", file, "--keep", "--json"]))["kept"], true);
    // A set of another contest needs the key of that contest.
    let text = fs::read_to_string(file).unwrap().replace("\"contest\":\"demo\"", "\"contest\":\"hoc-so-2025\"");
    let real = folder.path("that.json");
    fs::write(&real, text).unwrap();
    refused(&folder.run(&["closing", "sign", &real]), "TS-O45");
    assert!(!Path::new(&format!("{real}.minisig")).exists(), "nothing is left behind");
}
