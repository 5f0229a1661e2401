//! The commands, as who sits at the server types them.

use super::office::{Folder, PASSPHRASE, Station, set_clock};
use crate::days;
use std::{
    fs,
    io::Write,
    process::{Output, Stdio},
};
use tramso::{
    content::{
        builtin::{self, DemoDates},
        pack::{AppVersion, Plan, Role, Root, SignedRoot, build},
    },
    crypto::{
        Secret,
        demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT, PACK_KEY, RECOVERY_IDENTITY, ROOT_KEY},
        minisig::{PublicKey, SigningKey},
    },
    domain::{CheckedPart, Light, MachineCheck},
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
    fs::copy(inside.join("one.tsg"), inside.join("one copied by a person.tsg")).unwrap();
    fs::write(inside.join("thu-rieng.txt"), "not ours").unwrap();
    let run = folder.run(&["ingest", inside.to_str().unwrap(), "--json"]);
    assert_eq!(run.status.code(), Some(1), "one of them is not known");
    assert!(String::from_utf8_lossy(&run.stderr).contains("TS-B52"));
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!((&told["new"], &told["refused"], &told["grants"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(told["files"].as_array().unwrap().len(), 4, "every file is told of");
    let receipts: Vec<_> =
        fs::read_dir(stick.join("tramso-nhan")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(receipts.len(), 1);
    let kept = fs::read(&receipts[0]).unwrap();
    assert_eq!(one.receipt(&kept).ack_upto, 3);
    fs::write(inside.join("two.tsg"), other.grant()).unwrap();
    let again = json(&folder.run(&["ingest", stick.to_str().unwrap(), "--json"]));
    assert_eq!((&again["new"], &again["known"], &again["refused"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!(again["grants"], 2, "control: two stations' grants are two");
    assert_eq!(fs::read(&receipts[0]).unwrap(), kept, "the same bundle, the same receipt");
    let listed = json(&folder.run(&["enrol", "list", "--json"]));
    assert_eq!(listed["stations"].as_array().unwrap().len(), 2);
    assert_eq!(again["waiting"], 0, "control: nothing is doubted");
    fs::write(inside.join("c.tsb"), one.bundle(5)).unwrap(); // a copy of the station hands in too
    let doubted = json(&folder.run(&["ingest", stick.to_str().unwrap(), "--json"]));
    assert_eq!((&doubted["new"], &doubted["waiting"]), (&1.into(), &2.into()), "both wait");
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
    assert!(refused(&folder.run(&["revoke", &station.of.station[..4]])).contains("TS-E38"), "four digits are too few");
    let told = json(&folder.run(&["revoke", &station.of.station[..8], "--json"]));
    assert_eq!(told["kiosk"], station.of.station.as_str());
    assert!(refused(&folder.run(&["revoke", &station.of.station])).contains("TS-E40"));
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
fn the_term_is_ended_after_its_last_day_and_on_a_typed_word_alone() {
    let folder = Folder::new();
    let end = |day: Option<&str>, typed: &str| {
        let mut command = folder.command(&["end"]);
        if let Some(day) = day {
            set_clock(&mut command, day);
        }
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses at once reads nothing.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    };
    let status = || json(&folder.run(&["status", "--json"]));
    let station = Station::new(33);
    fs::write(folder.path("s.tsg"), station.grant()).unwrap();
    json(&folder.run(&["ingest", folder.dir.path().to_str().unwrap(), "--json"]));
    assert!(refused(&end(None, "XOA HET\n")).contains("TS-M140"));
    let later = Some("@2100-02-01 12:00:00");
    assert!(refused(&end(later, "XOA HET\n")).contains("TS-M151"), "no clock alone removes everything");
    let mut accept = folder.command(&["clock", "--accept", "01/02/2100", "--json"]);
    set_clock(&mut accept, "@2100-02-01 12:00:00");
    json(&accept.output().unwrap());
    for typed in ["", "\n", "xoa\n", "co\n"] {
        assert!(refused(&end(later, typed)).contains("TS-M142"), "{typed:?}");
    }
    assert!(status()["ended_ms"].is_null(), "control: nothing was begun");
    assert_eq!(status()["kept_until"], "2100-01-30");
    let done = end(later, "XOA HET\n");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(status()["ended_ms"].is_number());
    assert!(refused(&folder.run(&["recount"])).contains("TS-M141"));
    assert!(end(None, "").status.success(), "a second time there is nothing to ask");
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
        &["end"],
        &["password"],
        &["recount"],
        &["closing", "check"],
        &["closing", "freeze"],
        &["closing", "sign"],
        &["closing", "verify"],
        &["closing", "show"],
        &["demo"],
        &["certificate", "verify"],
        &["key", "certificate"],
        &["key", "closing"],
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

/// The key that signs releases for the centres of tests.
pub fn release_key() -> SigningKey {
    SigningKey::from_seed(&Secret::from_bytes(&mut [0x52; 32])).unwrap()
}

/// A root that names the keys of this centre.
pub fn root(folder: &Folder) -> SignedRoot {
    let public = |name: &str| PublicKey::from_file(&fs::read_to_string(folder.centre().join(name)).unwrap()).unwrap();
    let open = |file: &str| SigningKey::from_open_file(file).unwrap();
    let (root_key, pack_key, release_key) = (open(ROOT_KEY), open(PACK_KEY), release_key());
    let role = |key: &PublicKey| Role { threshold: 1, keys: vec![key.clone()] };
    let DemoDates { opens, closes } = days::open_contest();
    let root = Root {
        version: 1,
        centre: "Sở Khoa học và Công nghệ".to_owned(),
        issued: opens,
        expires: closes,
        root: role(root_key.public()),
        pack: role(pack_key.public()),
        receipt: role(&public("bien-nhan.pub")),
        enrol: role(&public("cap-phep.pub")),
        certificate: role(&public("chung-nhan.pub")),
        closing: role(&public("chot.pub")),
        release: role(release_key.public()),
    };
    let bytes = root.write();
    let signature = root_key.sign(&bytes, &Root::comment(1)).unwrap();
    SignedRoot { bytes, signatures: vec![(root_key.public().id(), signature)] }
}

/// A pack of a real contest, under that root; and the root's fingerprint.
pub fn pack(folder: &Folder, contest: &str, seal_to: Option<&str>) -> (Vec<u8>, String) {
    let root = root(folder);
    let fingerprint = tramso::crypto::fingerprint(&root.bytes);
    let (roots, pack_key) = ([root], SigningKey::from_open_file(PACK_KEY).unwrap());
    let DemoDates { opens, closes } = days::open_contest();
    let mut content = builtin::pack(DemoDates { opens, closes }).unwrap();
    content.contest.id = contest.to_owned();
    let plan = Plan {
        pack: &content,
        version: 1,
        issued: opens,
        expires: closes,
        min_app: AppVersion { major: 0, minor: 1, patch: 0 }, // its root raises it
        revoked: &[],
        roots: &roots,
        seal_to,
    };
    (build(&plan, &pack_key).unwrap(), fingerprint)
}

/// What a station's check of its machine found: one part of each light.
fn machine_check() -> MachineCheck {
    let part = |part: &str, light, code: Option<&str>| CheckedPart {
        part: part.to_owned(),
        light,
        code: code.map(str::to_owned),
    };
    MachineCheck {
        at: tramso::domain::Moment(days::now().wall.0),
        columns: Some(85),
        rows: Some(24),
        answer_us: Some(1_840),
        free_mb: Some(52_100),
        memory_mb: Some(1_960),
        parts: vec![
            part("screen", Light::Green, None),
            part("disk", Light::Amber, Some("TS-D39")),
            part("user", Light::Red, Some("TS-D47")),
        ],
    }
}

#[test]
fn a_real_centre_from_its_keys_to_a_grant_that_opens() {
    let folder = Folder::empty();
    let told = json(&folder.run(&["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ", "--json"]));
    fs::write(folder.path("cat"), told["offline_passphrase"].as_str().unwrap()).unwrap();
    let (pack, fingerprint) = pack(&folder, "hoc-so-2025", Some(CENTRE_RECIPIENT));
    fs::write(folder.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
    fs::write(folder.path("goi.tsp"), &pack).unwrap();
    let mut asked = Station::new(50).asked;
    asked.wall = asked.wall.plus_ms(1);
    asked.check = Some(machine_check());
    let station = Station::new(50);
    let bytes = tramso::bundle::enrol::request::write(&asked, &station.key).unwrap();
    fs::write(folder.path("xin.tsq"), bytes).unwrap();
    let (request, out) = (folder.path("xin.tsq"), folder.path("usb"));
    fs::create_dir(&out).unwrap();
    let key = folder.centre().join("cat-di/cap-phep.key").display().to_string();
    let cat = folder.path("cat");
    let approve = |fingerprint: &str| {
        let enrol = ["--enrol-key", &key, "--enrol-passphrase-file", &cat];
        folder.run(
            &[&["enrol", "approve", &request, "--out", &out, "--fingerprint", fingerprint, "--json"], &enrol[..]]
                .concat(),
        )
    };
    assert!(refused(&approve(&asked.fingerprint())).contains("TS-E35"), "no pack yet");
    assert!(refused(&folder.run(&["pack", "add", &folder.path("goi.tsp")])).contains("TS-M45"), "whose root is it?");
    let other = "ba be bi bo bu ca ce co";
    let (goi, identity) = (folder.path("goi.tsp"), folder.path("de-thi.age"));
    let add =
        |told: &str| folder.run(&["pack", "add", &goi, "--identity", &identity, "--root-fingerprint", told, "--json"]);
    assert!(refused(&add(other)).contains("TS-M46"));
    assert_eq!(json(&add(&fingerprint))["known"], false);
    assert_eq!(json(&add(&fingerprint))["known"], true);
    assert!(refused(&approve(other)).contains("TS-E32"));
    let silent = folder.run(&["enrol", "approve", &request, "--out", &out, "--enrol-key", &key]);
    assert!(refused(&silent).contains("TS-E31"), "nobody has compared it");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0);
    let shown = folder.run(&["enrol", "approve", &request, "--out", &out, "--enrol-key", &key]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("1 mục tốt, 1 mục nên xem, 1 mục phải sửa"), "{shown}");
    assert!(shown.contains("✗ Người dùng (TS-D47)") && shown.contains("▲ Ghi xuống đĩa (TS-D39)"), "{shown}");
    let granted = json(&approve(&asked.fingerprint().replace('-', " ").to_uppercase()));
    assert_eq!(granted["root_fingerprint"], fingerprint.as_str());
    let grant = fs::read(granted["file"].as_str().unwrap()).unwrap();
    let enrol = fs::read_to_string(folder.centre().join("cap-phep.pub")).unwrap();
    let keys = [PublicKey::from_file(&enrol).unwrap()];
    let (opened, secrets) = tramso::bundle::enrol::grant::open(&grant, &keys, &asked, CENTRE_IDENTITY).unwrap();
    assert_eq!((opened.of.contest.as_str(), opened.number, opened.max_per_day), ("hoc-so-2025", 1, 200));
    assert_eq!(opened.valid_to.to_string(), days::open_contest().closes.to_string());
    assert_eq!(granted["remarks"], serde_json::json!([]), "control: the contest is open");
    let over = DemoDates { opens: days::in_days(-20), closes: days::in_days(-1) };
    let late = folder.run(&[
        "enrol",
        "approve",
        &request,
        "--out",
        &folder.path("muon.tsg"),
        "--fingerprint",
        &asked.fingerprint(),
        "--valid-from",
        &over.opens.to_string(),
        "--valid-to",
        &over.closes.to_string(),
        "--enrol-key",
        &key,
        "--enrol-passphrase-file",
        &cat,
        "--json",
    ]);
    assert_eq!(json(&late)["remarks"], serde_json::json!(["TS-E50"]), "days that are over are granted, and told");
    let told = String::from_utf8_lossy(&late.stderr).into_owned();
    assert!(told.contains("TS-E50") && told.contains(&over.closes.format("%d/%m/%Y").to_string()), "{told}");
    assert_ne!(secrets.draw_key.bytes(), secrets.person_key.bytes());
    assert_eq!(fs::read(folder.dir.path().join("usb/hoc-so-2025-1.tsp")).unwrap(), pack, "the pack lies beside");
    let listed = json(&folder.run(&["enrol", "list", "--json"]));
    assert_eq!(listed["stations"][0]["kiosk"], asked.station.as_str());
    let check = &listed["stations"][0]["check"];
    assert_eq!(
        (&check["red"], &check["columns"], &check["problems"][0]["code"]),
        (&1.into(), &85.into(), &"TS-D47".into())
    );
    let listed = folder.run(&["enrol", "list"]);
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(listed.contains("xã Tân Kỳ (11113)"), "{listed}");
    let server = folder.serve(&[]);
    let served = server.get("/v1/packs/hoc-so-2025/newest");
    assert_eq!(served.body, pack);
    let tag = served.header("etag").unwrap();
    assert_eq!(server.send("GET", "/v1/packs/hoc-so-2025/newest", &[("If-None-Match", &tag)], &[]).status, 304);
    assert_eq!(server.post("/v1/grants", &grant).status, 204, "it is known already");
    let demo = Station::new(51);
    let refused = server.post("/v1/grants", &demo.grant());
    assert_eq!(refused.status, 422, "no real centre takes the demo's: {}", refused.text());
    let refused = server.post("/v1/bundles", &demo.bundle(1));
    assert!(refused.status == 422 && refused.text().contains("TS-B53"), "nor what it sends: {}", refused.text());
}

#[test]
fn a_key_that_does_not_open_the_pack_is_not_kept() {
    let folder = Folder::empty();
    json(&folder.run(&["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ", "--json"]));
    let (pack, fingerprint) = pack(&folder, "hoc-so-2025", Some(CENTRE_RECIPIENT));
    fs::write(folder.path("goi.tsp"), &pack).unwrap();
    fs::write(folder.path("sai.age"), RECOVERY_IDENTITY).unwrap();
    fs::write(folder.path("dung.age"), CENTRE_IDENTITY).unwrap();
    let add = |more: &[&str]| {
        let goi = folder.path("goi.tsp");
        folder.run(&[&["pack", "add", &goi, "--root-fingerprint", &fingerprint, "--json"], more].concat())
    };
    let keys = || fs::read(folder.centre().join("keys.age")).unwrap();
    let before = keys();
    assert!(refused(&add(&[])).contains("TS-M210"), "sealed, and no key");
    assert!(refused(&add(&["--identity", &folder.path("sai.age")])).contains("TS-M49"));
    assert_eq!(keys(), before, "grants would carry it to stations");
    assert_eq!(json(&add(&["--identity", &folder.path("dung.age")]))["known"], false);
    assert_ne!(keys(), before, "control");
}

#[test]
fn an_example_of_the_help_can_be_copied_as_one_line() {
    let help = Folder::empty().run(&["enrol", "approve", "--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let example =
        help.lines().find(|line| line.trim_start().starts_with("tramso-central enrol approve /media")).unwrap();
    assert!(example.ends_with("--dir trung-tam") && example.len() > 100, "{help}");
    assert!(help.chars().all(|sign| !('\u{e000}'..='\u{f8ff}').contains(&sign)), "nothing of ours is left in it");
}

#[test]
fn an_address_of_a_ledger_that_is_none_is_said_so() {
    let folder = Folder::new();
    assert!(refused(&folder.run(&["recount", "--database", "mysql://may/tramso"])).contains("TS-M50"));
}

#[test]
fn what_lies_in_the_place_of_the_folder_for_receipts_is_named_and_nothing_is_taken() {
    let folder = Folder::new();
    let station = Station::new(34);
    let stick = folder.dir.path().join("usb");
    let (from, receipts) = (stick.join("tramso-nop"), stick.join("tramso-nhan"));
    fs::create_dir_all(&from).unwrap();
    fs::write(from.join("s.tsg"), station.grant()).unwrap();
    fs::write(from.join("s.tsb"), station.bundle(3)).unwrap();
    let ingest = || folder.run(&["ingest", from.to_str().unwrap()]);
    std::os::unix::fs::symlink(folder.dir.path(), &receipts).unwrap();
    assert!(refused(&ingest()).contains("TS-K24"));
    fs::remove_file(&receipts).unwrap();
    fs::write(&receipts, "a file").unwrap();
    assert!(refused(&ingest()).contains("TS-K24"));
    assert_eq!(json(&folder.run(&["status", "--json"]))["bundles"], 0);
    fs::remove_file(&receipts).unwrap();
    assert!(ingest().status.success(), "control");
    assert_eq!(json(&folder.run(&["status", "--json"]))["bundles"], 1);
    let told = refused(&folder.run(&["backup", &folder.path("khong-co")]));
    assert!(told.contains("TS-M40"), "a folder that is not there is not called full: {told}");
}
