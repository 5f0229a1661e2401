//! Machines of the centre whose clocks are wrong: nothing is signed, counted or removed by a date that the trail disproves
//! (docs/decisions/048-the-clock-of-the-centre.md).

use super::{
    cli::pack,
    office::{Folder, PASSWORD, Reply, Station, credentials, set_clock},
};
use std::{fs, path::PathBuf, process::Output};
use tramso::{
    crypto::demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT},
    domain::{Date, Moment},
};

fn at(clock: &str, folder: &Folder, args: &[&str]) -> Output {
    let mut command = folder.command(args);
    set_clock(&mut command, clock);
    command.output().unwrap()
}

#[track_caller]
fn refused(output: &Output, code: &str) -> String {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && told.contains(code), "{told}");
    told
}

#[track_caller]
fn done(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Lines of the trail, signed receipts, and the rest that a command may not have touched.
fn kept(folder: &Folder) -> (serde_json::Value, usize) {
    let trail = folder.run(&["trail", "--json"]);
    done(&trail);
    let receipts = fs::read_dir(folder.dir.path().join("tramso-nhan")).map_or(0, Iterator::count);
    (serde_json::from_slice(&trail.stdout).unwrap(), receipts)
}

/// The day so many days from now, as it is typed.
fn typed(days: i64) -> String {
    let today: Date = Moment(i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis()).unwrap()).date();
    (today + chrono::TimeDelta::days(days)).format("%d/%m/%Y").to_string()
}

#[test]
fn commands_do_nothing_by_a_clock_that_the_trail_disproves() {
    let folder = Folder::new();
    let station = Station::new(41);
    fs::write(folder.path("s.tsg"), station.grant()).unwrap();
    let here = folder.dir.path().to_str().unwrap().to_owned();
    done(&folder.run(&["ingest", &here]));
    fs::write(folder.path("s.tsb"), station.bundle(3)).unwrap();
    let before = kept(&folder);
    let commands: [&[&str]; 5] = [
        &["ingest", &here],
        &["revoke", station.of.station.short()],
        &["user", "add", "lan", "--role", "viewer"],
        &["user", "enable", "thanh-pho"],
        &["end"],
    ];
    for clock in ["@1970-01-02 10:00:00", "@2016-03-04 10:00:00", "-2d", "+61d", "@2038-01-12 10:00:00"] {
        for args in commands {
            let told = refused(&at(clock, &folder, args), "TS-M151");
            assert!(told.contains("clock --accept"), "{told}");
        }
        let told = at(clock, &folder, &["status"]);
        done(&told);
        assert!(String::from_utf8_lossy(&told.stderr).contains("TS-M151"), "figures are shown, and the clock is named");
        refused(&at(clock, &folder, &["clock"]), "TS-M151");
        fs::create_dir(folder.path("sao-luu")).unwrap();
        done(&at(clock, &folder, &["backup", &folder.path("sao-luu")]));
        fs::remove_dir_all(folder.path("sao-luu")).unwrap();
    }
    assert_eq!(kept(&folder), before, "nothing was changed");
    // The control: by these clocks everything goes on.
    for clock in ["-12h", "+0", "+59d"] {
        done(&at(clock, &folder, &["clock"]));
    }
    done(&folder.run(&["ingest", &here]));
    assert_ne!(kept(&folder), before);
}

#[test]
fn a_date_that_was_typed_is_believed_and_another_is_not() {
    let folder = Folder::new();
    done(&folder.run(&["user", "enable", "thanh-pho"]));
    for wrong in [typed(0), typed(399), "29-11-2026".to_owned(), String::new(), "\u{1b}[2J".to_owned()] {
        let told = refused(&at("+400d", &folder, &["clock", "--accept", &wrong]), "TS-M152");
        assert!(!told.contains('\u{1b}'));
    }
    refused(&at("+400d", &folder, &["user", "enable", "thanh-pho"]), "TS-M151");
    done(&at("+400d", &folder, &["clock", "--accept", &typed(400)]));
    done(&at("+400d", &folder, &["user", "enable", "thanh-pho"]));
    // It was a mistake after all: the right clock is behind now, and is believed in the same way.
    refused(&folder.run(&["user", "enable", "thanh-pho"]), "TS-M151");
    done(&folder.run(&["clock", "--accept", &typed(0)]));
    done(&folder.run(&["user", "enable", "thanh-pho"]));
    let trail = String::from_utf8(folder.run(&["trail"]).stdout).unwrap();
    assert_eq!(trail.matches("nhận ngày của đồng hồ").count(), 2, "{trail}");
}

#[test]
fn a_server_whose_clock_jumps_signs_nothing_until_it_is_right() {
    let folder = Folder::new();
    let clock: PathBuf = folder.dir.path().join("gio");
    let set = |text: &str| {
        fs::write(clock.with_extension("moi"), format!("{text}\n")).unwrap();
        fs::rename(clock.with_extension("moi"), &clock).unwrap();
    };
    set("+0");
    let server = folder.serve_by_clock(&clock);
    let cookie = server.sign_in();
    let station = Station::new(42);
    assert_eq!(server.post("/v1/grants", &station.grant()).status, 204);
    let receipt = format!("/v1/receipts/{}/{}", station.of.station, station.of.epoch);
    let trail = kept(&folder);
    for wrong in ["-4000d", "-30h", "+61d", "+4000d"] {
        set(wrong);
        let asked: [Reply; 8] = [
            server.page("/", &cookie),
            server.page("/vao", ""),
            server.form("/vao", "", &credentials("thanh-pho", PASSWORD)),
            server.form("/ra", &cookie, ""),
            server.page("/v1/totals", &cookie),
            server.post("/v1/bundles", &station.bundle(3)),
            server.get(&receipt),
            server.get("/v1/health"),
        ];
        for reply in asked {
            assert!(reply.status == 503 && reply.text().contains("TS-M151"), "{wrong}: {}", reply.text());
        }
        assert_eq!(server.get("/trang.css").status, 200);
        assert_eq!(server.get("/het-phien").status, 200);
        assert_eq!(kept(&folder), trail, "{wrong}: nothing was changed");
        set("+0");
        assert_eq!(server.page("/", &cookie).status, 200, "{wrong}: the session was not lost by it");
    }
    // A step that the trail does not disprove, and one whose date somebody has confirmed at the command line.
    set("+40d");
    assert_eq!(server.get("/v1/health").status, 200);
    set("+4000d");
    assert_eq!(server.get("/v1/health").status, 503);
    done(&at("+4000d", &folder, &["clock", "--accept", &typed(4000)]));
    assert_eq!(server.get("/v1/health").status, 200, "it need not be started again");
}

#[test]
fn a_centre_is_restored_whatever_the_clock_shows() {
    let folder = Folder::new();
    fs::create_dir(folder.path("usb")).unwrap();
    done(&folder.run(&["backup", &folder.path("usb")]));
    let backup = fs::read_dir(folder.path("usb")).unwrap().next().unwrap().unwrap().path();
    let new = Folder::empty();
    done(&at("@2016-03-04 10:00:00", &new, &["restore", backup.to_str().unwrap()]));
    refused(&at("@2016-03-04 10:00:00", &new, &["user", "enable", "thanh-pho"]), "TS-M151");
    done(&new.run(&["user", "enable", "thanh-pho"]));
}

#[test]
fn no_typed_date_lies_before_the_day_on_which_the_office_signed_the_pack() {
    let folder = Folder::empty();
    done(&folder.run(&["init", "--contest", "hoc-so-2025", "--name", "Sở Khoa học và Công nghệ"]));
    let (sealed, fingerprint) = pack(&folder, "hoc-so-2025", Some(CENTRE_RECIPIENT));
    fs::write(folder.path("goi.tsp"), &sealed).unwrap();
    fs::write(folder.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
    let (file, identity) = (folder.path("goi.tsp"), folder.path("de-thi.age"));
    let add = ["pack", "add", &file, "--identity", &identity, "--root-fingerprint", &fingerprint];
    // A pack of a day that is yet to come would bind this centre to it.
    refused(&at("-300d", &folder, &["clock"]), "TS-M151");
    done(&at("-300d", &folder, &["clock", "--accept", &typed(-300)]));
    refused(&at("-300d", &folder, &add), "TS-M154");
    done(&folder.run(&["clock", "--accept", &typed(0)]));
    done(&folder.run(&add));
    let told = refused(&at("-3700d", &folder, &["clock", "--accept", &typed(-3700)]), "TS-M153");
    assert!(told.contains("gói nội dung"), "{told}");
    refused(&at("-3700d", &folder, &["user", "enable", "thanh-pho"]), "TS-M151");
    // The control: after that day a typed date is believed.
    done(&at("+400d", &folder, &["clock", "--accept", &typed(400)]));
    done(&folder.run(&["clock", "--accept", &typed(0)]));
}
