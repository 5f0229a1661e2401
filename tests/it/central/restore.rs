//! A centre that is lost and restored, by its commands, as the handbook's page has them (docs/so-tay-trung-tam/sao-luu-khoi-phuc.md).

use super::{
    office::{Folder, Station},
    postgres::{Postgres, QUICK},
};
use std::{
    fs,
    io::Cursor,
    path::Path,
    process::{Output, Stdio},
};
use tramso::{
    centre::{
        Centre, Keys,
        backup::{self, BackupFault},
    },
    domain::Moment,
    ledger,
};

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refused(output: &Output, code: &str) {
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && printed.contains(code), "{printed}");
}

/// A station and the sealed bundle that it hands in, the same bytes each time.
type Handing = (Station, Vec<u8>);

fn handing(number: u8) -> Handing {
    let station = Station::new(number);
    let bundle = station.bundle(3);
    (station, bundle)
}

/// Hands in a station's grant and its bundle by a folder; returns how many were new, and the generation and number of the receipt.
fn hand_in(folder: &Folder, (station, bundle): &Handing, more: &[&str]) -> (u64, (u64, u64)) {
    let stick = folder.dir.path().join(format!("usb-{}", &station.of.station[..8]));
    fs::create_dir_all(&stick).unwrap();
    fs::write(stick.join("a.tsg"), station.grant()).unwrap();
    fs::write(stick.join("a.tsb"), bundle).unwrap();
    let _ = fs::remove_dir_all(stick.join("tramso-nhan"));
    let args = [&["ingest", stick.to_str().unwrap(), "--json"], more].concat();
    let done = json(&folder.run(&args));
    let receipts: Vec<_> =
        fs::read_dir(stick.join("tramso-nhan")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let newest = receipts.iter().map(|path| station.receipt(&fs::read(path).unwrap())).max_by_key(|one| one.order());
    (done["new"].as_u64().unwrap(), newest.unwrap().order())
}

fn stations(folder: &Folder, more: &[&str]) -> usize {
    let args = [&["enrol", "list", "--json"], more].concat();
    json(&folder.run(&args))["stations"].as_array().unwrap().len()
}

#[test]
fn a_lost_centre_is_restored_on_another_machine_and_stations_are_told() {
    let folder = Folder::new();
    let [one, two, three] = [40, 41, 42].map(handing);
    assert_eq!(hand_in(&folder, &one, &[]), (1, (1, 1)));
    assert_eq!(hand_in(&folder, &two, &[]), (1, (1, 1)));
    let usb = folder.dir.path().join("usb");
    fs::create_dir(&usb).unwrap();
    let made = json(&folder.run(&["backup", usb.to_str().unwrap(), "--json"]));
    assert_eq!((&made["bundles"], &made["generation"]), (&2.into(), &1.into()));
    let backup = made["backup"].as_str().unwrap().to_owned();
    assert!(Path::new(&backup).join("keys.age").is_file());
    assert!(!folder.centre().join("so-cai.tsk.part").exists());
    assert_eq!(json(&folder.run(&["verify", &backup, "--json"]))["bundles"], 2);
    assert_eq!(hand_in(&folder, &three, &[]), (1, (1, 1)), "after the backup");
    refused(&folder.run(&["restore", &backup]), "TS-M127");
    // The machine burns; the stick and the passphrase are left.
    let other = Folder::empty();
    let restored = json(&other.run(&["restore", &backup, "--json"]));
    let generation = restored["generation"].as_u64().unwrap();
    assert!(generation > 1);
    assert_eq!((&restored["bundles"], stations(&other, &[])), (&2.into(), 2), "the third came after the backup");
    let (new, order) = hand_in(&other, &one, &[]);
    assert_eq!((new, order.0), (0, generation), "a repeated bundle gets a receipt of the new generation");
    assert!(order.1 > 1);
    let (new, order) = hand_in(&other, &three, &[]);
    assert_eq!((new, order.0), (1, generation), "what came after the backup is taken again");
    refused(&folder.run(&["verify", usb.to_str().unwrap()]), "TS-M122");
    let sealed = Path::new(&backup).join("so-cai.tsk");
    let mut bytes = fs::read(&sealed).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&sealed, bytes).unwrap();
    refused(&folder.run(&["verify", &backup]), "TS-M123");
    let third = Folder::empty();
    refused(&third.run(&["restore", &backup]), "TS-M123");
}

#[test]
fn a_ledger_that_lacks_something_is_not_served_before_that_is_accepted() {
    let folder = Folder::new();
    let [one, two] = [43, 44].map(handing);
    hand_in(&folder, &one, &[]);
    let db = folder.centre().join("so-cai.db");
    let old = fs::read(&db).unwrap();
    hand_in(&folder, &two, &[]);
    let whole = fs::read(&db).unwrap();
    fs::write(&db, &old).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["enrol", "list"], &["recount"], &["backup", "/tmp"]] {
        refused(&folder.run(command), "TS-M120");
    }
    fs::write(&db, whole).unwrap();
    assert_eq!(stations(&folder, &[]), 2, "control: the right ledger is served");
    fs::write(&db, old).unwrap();
    let accepted = json(&folder.run(&["restore", "--accept-loss", "--json"]));
    let generation = accepted["generation"].as_u64().unwrap();
    assert_eq!(stations(&folder, &[]), 1);
    let (new, order) = hand_in(&folder, &two, &[]);
    assert_eq!((new, order.0), (1, generation));
    // A mark that somebody else has written, or none, vouches for nothing.
    let mark = folder.centre().join("so-cai.moc");
    let good = fs::read(&mark).unwrap();
    for bad in [&b"{}"[..], &[0; 130], b""] {
        fs::write(&mark, bad).unwrap();
        refused(&folder.run(&["status"]), "TS-M130");
    }
    fs::remove_file(&mark).unwrap();
    refused(&folder.run(&["status"]), "TS-M130");
    fs::rename(&db, folder.centre().join("weg.db")).unwrap();
    refused(&folder.run(&["status"]), "TS-M130"); // keys alone are no centre
    fs::rename(folder.centre().join("weg.db"), &db).unwrap();
    fs::write(&mark, &good).unwrap();
    assert_eq!(stations(&folder, &[]), 2, "control: with its own mark it is used");
    fs::remove_file(&mark).unwrap();
    json(&folder.run(&["restore", "--accept-loss", "--json"]));
    assert_eq!(stations(&folder, &[]), 2, "the way out");
}

/// Keys and ledger were copied into another folder, and the mark was left behind.
#[test]
fn a_ledger_that_was_copied_without_its_mark_is_not_served() {
    let folder = Folder::new();
    let station = handing(48);
    hand_in(&folder, &station, &[]);
    let other = Folder::empty();
    fs::create_dir(other.centre()).unwrap();
    for name in ["keys.age", "so-cai.db"] {
        fs::copy(folder.centre().join(name), other.centre().join(name)).unwrap();
    }
    refused(&other.run(&["serve", "--listen", "127.0.0.1:0"]), "TS-M130");
    fs::copy(folder.centre().join("so-cai.moc"), other.centre().join("so-cai.moc")).unwrap();
    assert_eq!(stations(&other, &[]), 1, "control: with its mark it is a copy of the whole");
}

#[test]
fn a_backup_that_is_none_leaves_no_centre_behind_and_a_damaged_list_of_erased_people_is_none() {
    let folder = Folder::new();
    hand_in(&folder, &handing(49), &[]);
    let usb = folder.dir.path().join("usb");
    fs::create_dir(&usb).unwrap();
    json(&folder.run(&["backup", usb.to_str().unwrap(), "--json"]));
    let backup = fs::read_dir(&usb).unwrap().next().unwrap().unwrap().path();
    let sealed = backup.join("so-cai.tsk");
    let whole = fs::read(&sealed).unwrap();
    fs::write(&sealed, &whole[..whole.len() / 2]).unwrap();
    let new = Folder::empty();
    refused(&new.run(&["restore", backup.to_str().unwrap()]), "TS-M123");
    assert!(!new.centre().join("so-cai.db").exists() && !new.centre().join("keys.age").exists());
    fs::write(&sealed, &whole).unwrap();

    let list = folder.dir.path().join("da-xoa-cu.txt");
    let person = "0f".repeat(32);
    for bad in [
        "",
        "hello",
        "hello\n",
        &person,
        &format!("{person}\nx"),
        &format!("{person}\n{}", &person[..20]),
        &"\0".repeat(65),
    ] {
        fs::write(&list, bad).unwrap();
        let new = Folder::empty();
        refused(&new.run(&["restore", backup.to_str().unwrap(), "--erased", list.to_str().unwrap()]), "TS-M129");
        assert!(!new.centre().join("so-cai.db").exists(), "{bad:?}");
    }
    for good in [format!("{person}\n"), format!("{person}\r\n{person}\r\n")] {
        fs::write(&list, good).unwrap();
        let new = Folder::empty();
        json(&new.run(&["restore", backup.to_str().unwrap(), "--erased", list.to_str().unwrap(), "--json"]));
    }
    // The copy in a backup is as the own list was: torn where a power cut tore that.
    let copy = backup.join("da-xoa.txt");
    fs::write(&copy, format!("{}\n{person}\n{}", &person[..7], &person[..5])).unwrap();
    let new = Folder::empty();
    json(&new.run(&["restore", backup.to_str().unwrap(), "--json"]));
    assert!(fs::read_to_string(new.centre().join("da-xoa.txt")).unwrap().contains(&person));
    fs::write(&copy, "x").unwrap();
    let new = Folder::empty();
    refused(&new.run(&["restore", backup.to_str().unwrap()]), "TS-M129");
    assert!(!new.centre().join("keys.age").exists());
    // The own list may end with what a power cut tore.
    let own = folder.centre().join("da-xoa.txt");
    for torn in
        [format!("{person}\n{}", &person[..7]), format!("{person}\n\0\0\0"), format!("{}\n{person}\n", &person[..7])]
    {
        fs::write(&own, torn).unwrap();
        assert_eq!(stations(&folder, &[]), 1);
    }
    fs::write(&own, "x").unwrap();
    refused(&folder.run(&["status"]), "TS-M129");
}

/// On a drive of a size, mounted in namespaces of its own: the keys fit, the ledger's copy does not.
#[test]
fn a_backup_that_a_full_stick_does_not_take_leaves_no_keys_behind() {
    let folder = Folder::new();
    let usb = folder.dir.path().join("usb");
    fs::create_dir(&usb).unwrap();
    hand_in(&folder, &handing(50), &[]);
    for (size, left) in [("16k", 0), ("4m", 1)] {
        let wanted = folder.command(&["backup", usb.to_str().unwrap()]);
        let script = format!("mount -t tmpfs -o size={size} tmpfs \"$0\" && \"$@\"; ls \"$0\"");
        let output = std::process::Command::new("unshare")
            .args(["-rm", "--", "sh", "-c", &script])
            .arg(&usb)
            .arg(wanted.get_program())
            .args(wanted.get_args())
            .output()
            .unwrap();
        let (printed, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let names = printed.lines().filter(|line| line.starts_with("sao-luu-")).count();
        assert_eq!((names, told.contains("TS-M121")), (left, left == 0), "{printed}{told}");
    }
}

#[test]
fn a_list_of_erased_people_that_was_cut_at_the_end_of_a_line_is_found() {
    let folder = Folder::new();
    hand_in(&folder, &handing(47), &[]);
    let [first, second] = ["0f", "1e"].map(|half| half.repeat(32));
    let own = folder.centre().join("da-xoa.txt");
    let whole = format!("{first}\n{second}\n");
    fs::write(&own, &whole).unwrap();
    assert_eq!(stations(&folder, &[]), 1);
    let onto = tempfile::tempdir().unwrap();
    let backup = json(&folder.run(&["backup", onto.path().to_str().unwrap(), "--json"]))["backup"].clone();
    let copy = std::path::Path::new(backup.as_str().unwrap()).join("da-xoa.txt");
    for cut in [format!("{first}\n"), String::new()] {
        fs::write(&own, &cut).unwrap();
        refused(&folder.run(&["status"]), "TS-M134");
        refused(&folder.run(&["backup", onto.path().to_str().unwrap()]), "TS-M134");
    }
    fs::remove_file(&own).unwrap();
    refused(&folder.run(&["status"]), "TS-M134");
    json(&folder.run(&["restore", "--accept-loss", "--erased", copy.to_str().unwrap(), "--json"]));
    assert_eq!(stations(&folder, &[]), 1);
    let sorted = |text: String| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(sorted(fs::read_to_string(&own).unwrap()), sorted(whole));
    // A backup whose list was cut is restored, with a warning.
    fs::write(&copy, format!("{first}\n")).unwrap();
    let new = Folder::empty();
    let restored = new.run(&["restore", backup.as_str().unwrap()]);
    assert!(restored.status.success() && String::from_utf8_lossy(&restored.stderr).contains("TS-M134"));
}

#[test]
fn many_commands_at_once_do_not_fight_over_the_mark() {
    let folder = Folder::new();
    hand_in(&folder, &handing(47), &[]);
    let server = folder.serve(&[]);
    let mark = folder.centre().join("so-cai.moc");
    let before = fs::read(&mark).unwrap();
    for _ in 0..2 {
        let running: Vec<_> = (0..8)
            .map(|_| {
                folder.command(&["status", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for one in running {
            assert_eq!(json(&one.wait_with_output().unwrap())["bundles"], 1);
        }
        assert_eq!(fs::read(&mark).unwrap(), before, "whole, and as far as it was");
    }
    drop(server);
}

#[test]
fn one_backup_at_a_time() {
    let folder = Folder::new();
    let usb = folder.dir.path().join("usb");
    fs::create_dir(&usb).unwrap();
    let lock = fs::File::create(folder.centre().join("so-cai.tsk.khoa")).unwrap();
    lock.lock().unwrap();
    refused(&folder.run(&["backup", usb.to_str().unwrap()]), "TS-M150");
    assert_eq!(fs::read_dir(&usb).unwrap().count(), 0);
    lock.unlock().unwrap();
    json(&folder.run(&["backup", usb.to_str().unwrap(), "--json"]));
}

#[test]
fn a_ledger_moves_to_postgresql_and_back_and_the_one_it_left_is_not_used() {
    let server = Postgres::start(QUICK);
    let [empty, moved] = ["trong", "moi"].map(|name| server.database(name));
    let folder = Folder::new();
    let [one, two] = [45, 46].map(handing);
    hand_in(&folder, &one, &[]);
    refused(&folder.run(&["enrol", "list", "--database", &empty]), "TS-M120");
    let done = json(&folder.run(&["move", "--to", &moved, "--json"]));
    assert_eq!(done["bundles"], 1);
    let there = ["--database", moved.as_str()];
    assert_eq!(stations(&folder, &there), 1);
    let (new, order) = hand_in(&folder, &two, &there);
    assert!(new == 1 && order.0 > 1, "ids follow on those that were copied");
    refused(&folder.run(&["enrol", "list"]), "TS-M120");
    refused(&folder.run(&["move", "--to", "tep", "--database", &moved]), "TS-M127");
    fs::rename(folder.centre().join("so-cai.db"), folder.centre().join("so-cai-cu.db")).unwrap();
    json(&folder.run(&["move", "--to", "tep", "--database", &moved, "--json"]));
    assert_eq!(stations(&folder, &[]), 2);
    assert_eq!(json(&folder.run(&["recount", "--json"]))["differences"].as_array().unwrap().len(), 0);
}

#[test]
fn no_byte_of_a_backup_can_be_changed_and_nobody_else_can_make_one() {
    let dir = tempfile::tempdir().unwrap();
    let keys = Keys::demo().unwrap();
    let open = || ledger::open_sqlite(&dir.path().join("so-cai.db"), &Keys::demo().unwrap().ledger_key()).unwrap();
    let centre = Centre::open(open(), Keys::demo().unwrap()).unwrap();
    let mut sealed = Vec::new();
    backup::write(centre.ledger(), &keys, Moment(1), &mut sealed, &mut |_, _| ()).unwrap();
    let read = |bytes: &[u8]| backup::read(&keys, Cursor::new(bytes.to_vec()), &mut |_, _| ());
    assert!(read(&sealed).is_ok(), "control");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(read(&changed).is_err(), "byte {at} of {}", sealed.len());
        assert!(read(&sealed[..at]).is_err(), "cut at {at}");
    }
    // Everybody may seal to the centre's key: the file's own proof is of the master key.
    let other = Keys { master: tramso::crypto::Secret::random(), ..Keys::demo().unwrap() };
    let mut forged = Vec::new();
    backup::write(centre.ledger(), &other, Moment(1), &mut forged, &mut |_, _| ()).unwrap();
    assert!(matches!(read(&forged), Err(BackupFault::Damaged)));
}
