//! The commands of the centre and of the content office that came later.

use super::{
    PATIENCE,
    commands::{Command, Ground, Reader, Writer, copy, program, single, text},
    faults, run,
    stick::{Outside, Stick, Trap},
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const ROSTER: &str = "Mã đơn vị,11113,xã Tân Kỳ,\nLoại,Tên,Số người,Ghi chú\nthôn,Ngọc Lặc,850,\n";

/// The backup of the demo's centre.
fn backup(ground: &Ground) -> PathBuf {
    fs::read_dir(ground.made.demo.path("sao-tt")).unwrap().next().unwrap().unwrap().path()
}

/// A command over a backup on the stick, with a centre's folder that is not there yet.
fn over_backup(ground: &Ground, stick: &Path, word: &str) -> Command {
    let demo = &ground.made.demo;
    let mut command = program("tramso-central");
    command.args([word, text(&stick.join("sao")), "--dir", &ground.fresh(demo)]);
    command.args(["--passphrase-file", &demo.path("mat-khau")]);
    command
}

pub const WRITERS: &[Writer] = &[
    Writer {
        name: "units template",
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["units", "template", "--unit", "11113", "--out", text(&stick.join("mau.csv")), "--force"]);
            command
        },
    },
    Writer {
        name: "new-key",
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["pack", "new-key", "--seal", "--out", text(&stick.join("de-thi")), "--force"]);
            command
        },
    },
];

pub const READERS: &[Reader] = &[
    Reader {
        name: "centre verify",
        fill: |ground, stick| copy(&backup(ground), &stick.join("sao")),
        command: |ground, stick| over_backup(ground, stick, "verify"),
        code: 0,
        looks_around: false,
        most: 4,
    },
    Reader {
        name: "centre restore",
        fill: |ground, stick| copy(&backup(ground), &stick.join("sao")),
        command: |ground, stick| over_backup(ground, stick, "restore"),
        code: 0,
        looks_around: false,
        most: 4,
    },
    Reader {
        name: "units import",
        fill: |_, stick| fs::write(stick.join("xa.csv"), ROSTER).unwrap(),
        command: |ground, stick| {
            let demo = &ground.made.demo;
            let into = PathBuf::from(ground.fresh(demo));
            copy(Path::new(&demo.path("moi")), &into);
            let mut command = program("tramso-studio");
            command.args(["units", "import", text(&stick.join("xa.csv")), "--into", text(&into)]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "questions of a pack",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["draw", "--pack", text(&stick.join("goi.tsp")), "--seed", &"00".repeat(32)]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
];

/// A backup of the centre has the second in its name: traps wait under the names of many seconds to come.
#[test]
fn a_centres_backup_is_written_through_nothing() {
    const SECONDS: i64 = 60;
    let ground = Ground::new();
    let backup = |stick: &Path| ground.centre_of(&ground.made.demo, "trung-tam", &["backup", text(stick)]);
    let clean = Stick::new();
    let plain = run(&mut backup(clean.path()), Duration::from_secs(60));
    assert_eq!(plain.code, Some(0), "{}", String::from_utf8_lossy(&plain.shown));
    let made = fs::read_dir(clean.path()).unwrap().next().unwrap().unwrap().file_name().into_string().unwrap();
    let (kind, time) = made.split_at(made.len() - "20251001-120000".len());
    let second = chrono::NaiveDateTime::parse_from_str(time, "%Y%m%d-%H%M%S").unwrap();
    let mut broken = Vec::new();
    let mut from = 0;
    for trap in Trap::IN_A_FOLDERS_PLACE {
        let (stick, outside) = (Stick::new(), Outside::new());
        let later = |n| second + chrono::Duration::seconds(n);
        for n in from..from + SECONDS {
            trap.set(&stick.path().join(format!("{kind}{}", later(n).format("%Y%m%d-%H%M%S"))), &outside);
        }
        let began = std::time::Instant::now();
        let ran = run(&mut backup(stick.path()), plain.took * 2 + PATIENCE);
        if ran.code == Some(0) {
            broken.push(format!("{}: a backup was made in its place", trap.name));
        }
        broken.extend(faults(&ran, &outside).into_iter().map(|why| format!("{}: {why}", trap.name)));
        from += i64::try_from(began.elapsed().as_secs()).unwrap();
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
