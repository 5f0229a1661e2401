//! The commands that read or write a place that a person names, and what each needs before it can be run.

pub use std::process::Command;

use crate::central::{cli::pack, office::Folder};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};
use tramso::crypto::demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT};

const CONTEST: &str = "hoc-so-2025";

/// A command that writes below the stick.
pub struct Writer {
    pub name: &'static str,
    pub command: fn(&Ground, &Path) -> Command,
}

/// A command that reads what is on the stick.
pub struct Reader {
    pub name: &'static str,
    /// Puts on the stick what the command is to read.
    pub fill: fn(&Ground, &Path),
    pub command: fn(&Ground, &Path) -> Command,
    /// Its exit code where nothing is wrong with the stick.
    pub code: i32,
    /// Whether it reads whatever it finds, so that a trap beside what it looks for must change nothing.
    pub looks_around: bool,
    /// So many of its files are replaced by each trap.
    pub most: usize,
}

/// Stations, centres and files that commands are run with; made once, copied for each run.
pub struct Ground {
    pub(super) made: &'static Made,
}

pub(super) struct Made {
    /// A real centre, a station that it enrolled, one that has only asked, and what travelled between them (`usb`).
    pub(super) real: Folder,
    /// The demo's centre, a demo station (`mau`) and what it handed in (`ra`).
    pub(super) demo: Folder,
    request: String,
    fingerprint: String,
    root: String,
    slip: String,
    copies: AtomicUsize,
}

pub(super) fn program(which: &str) -> Command {
    let path = match which {
        "tramso" => env!("CARGO_BIN_EXE_tramso"),
        "tramso-studio" => env!("CARGO_BIN_EXE_tramso-studio"),
        _ => env!("CARGO_BIN_EXE_tramso-central"),
    };
    let mut command = Command::new(path);
    command.env("LANG", "vi_VN.UTF-8").env_remove("CREDENTIALS_DIRECTORY").env_remove("TRAMSO_DATABASE");
    command
}

pub(super) fn done(command: &mut Command) -> serde_json::Value {
    let out = command.arg("--json").output().unwrap();
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap_or_default()
}

impl Made {
    fn new() -> Self {
        let (real, demo) = (Folder::empty(), Folder::new());
        let station = |folder: &Folder, dir: &str, words: &[&str]| {
            let mut command = program("tramso");
            command.args(words).args(["--dir", &folder.path(dir), "--passphrase-file", &folder.path("mat-khau")]);
            done(&mut command)
        };
        let centre = |words: &[&str]| done(&mut real.command(words));
        let name = "Sở Khoa học và Công nghệ";
        let page = real.path("trang");
        let shown = centre(&["init", "--contest", CONTEST, "--name", name, "--page-passphrase-file", &page]);
        fs::write(real.path("cat"), shown["offline_passphrase"].as_str().unwrap()).unwrap();
        let (bytes, root) = pack(&real, CONTEST, Some(CENTRE_RECIPIENT));
        fs::write(real.path("goi.tsp"), bytes).unwrap();
        fs::write(real.path("de-thi.age"), CENTRE_IDENTITY).unwrap();
        copy(&real.centre(), Path::new(&real.path("trung-tam-moi")));
        let (goi, identity, usb) = (real.path("goi.tsp"), real.path("de-thi.age"), real.path("usb"));
        centre(&["pack", "add", &goi, "--identity", &identity, "--root-fingerprint", &root]);
        fs::create_dir(&usb).unwrap();
        station(&real, "tram", &["init", "--volunteer", "Cô Mai", "--unit", "11113", "--village", "thôn Quý Cao"]);
        let asked = station(&real, "tram", &["enrol", "request", "--out", &usb]);
        let (request, fingerprint) =
            (asked["path"].as_str().unwrap().to_owned(), asked["fingerprint"].as_str().unwrap().to_owned());
        let key = real.centre().join("cat-di/cap-phep.key").display().to_string();
        let enrol = ["--enrol-key", &key, "--enrol-passphrase-file", &real.path("cat")];
        centre(&[&["enrol", "approve", &request, "--out", &usb, "--fingerprint", &fingerprint], &enrol[..]].concat());

        station(&demo, "mau", &["init", "--demo", "--volunteer", "Cô Mai"]);
        station(&demo, "mau", &["simulate", "--people", "12", "--seed", "5"]);
        let out = demo.path("ra");
        fs::create_dir(&out).unwrap();
        station(&demo, "mau", &["export", &out]);
        let copies = demo.path("sao");
        fs::create_dir(&copies).unwrap();
        station(&demo, "mau", &["backup", &copies]);
        let slip = (1..=12).map(|at| format!("SIM-{at}")).find(|number| {
            let mut command = program("tramso");
            command.args(["certificate", number, "--out", &demo.path("thu.pdf")]);
            command.args(["--dir", &demo.path("mau"), "--passphrase-file", &demo.path("mat-khau")]);
            command.output().unwrap().status.success()
        });
        let copies = demo.path("sao-tt");
        fs::create_dir(&copies).unwrap();
        done(&mut demo.command(&["backup", &copies]));
        done(program("tramso-studio").args(["pack", "build", "--demo", "--out", &demo.path("mau.tsp")]));
        assert!(program("tramso-studio").args(["new", &demo.path("moi")]).output().unwrap().status.success());
        let gift = demo.path("cau-hoi.gift");
        done(program("tramso-studio").args(["export", "--to", "gift", "--out", &gift, &demo.path("moi")]));
        let slip = slip.expect("somebody finished");
        Self { real, demo, request, fingerprint, root, slip, copies: AtomicUsize::new(0) }
    }
}

impl Ground {
    pub fn new() -> Self {
        static MADE: OnceLock<Made> = OnceLock::new();
        Self { made: MADE.get_or_init(Made::new) }
    }

    /// A path where nothing is yet.
    pub(super) fn fresh(&self, folder: &Folder) -> String {
        folder.path(&format!("lan-{}", self.made.copies.fetch_add(1, Ordering::Relaxed)))
    }

    /// A fresh copy of a folder: what a command does to it is gone with the next run.
    fn copy(&self, folder: &Folder, name: &str) -> PathBuf {
        let number = self.made.copies.fetch_add(1, Ordering::Relaxed);
        let to = PathBuf::from(folder.path(&format!("lan-{number}")));
        copy(Path::new(&folder.path(name)), &to);
        to
    }

    fn station(&self, words: &[&str]) -> Command {
        self.station_of(&self.made.demo, "mau", words)
    }

    fn station_of(&self, folder: &Folder, name: &str, words: &[&str]) -> Command {
        let mut command = program("tramso");
        command.args(words).arg("--dir").arg(self.copy(folder, name));
        command.args(["--passphrase-file", &folder.path("mat-khau")]);
        command
    }

    pub(super) fn centre_of(&self, folder: &Folder, name: &str, words: &[&str]) -> Command {
        let mut command = program("tramso-central");
        command.args(words).arg("--dir").arg(self.copy(folder, name));
        command.args(["--passphrase-file", &folder.path("mat-khau")]);
        command
    }
}

/// Copies what is not there yet: a trap that was set stays.
pub(super) fn copy(from: &Path, to: &Path) {
    if fs::symlink_metadata(to).is_err() {
        fs::create_dir_all(to).unwrap();
    }
    if !fs::symlink_metadata(to).unwrap().is_dir() {
        return;
    }
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if fs::symlink_metadata(&target).is_err() {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

pub(super) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(super) fn single(from: &str, stick: &Path, name: &str) {
    fs::copy(from, stick.join(name)).unwrap();
}

pub const WRITERS: &[Writer] = &[
    Writer { name: "export", command: |ground, stick| ground.station(&["export", text(stick)]) },
    Writer { name: "backup", command: |ground, stick| ground.station(&["backup", text(stick)]) },
    Writer {
        name: "certificate",
        command: |ground, stick| {
            ground.station(&["certificate", &ground.made.slip, "--out", text(&stick.join("phieu.pdf")), "--force"])
        },
    },
    Writer {
        name: "enrol request",
        command: |ground, stick| {
            ground.station_of(&ground.made.real, "tram", &["enrol", "request", "--out", text(stick)])
        },
    },
    Writer {
        name: "enrol approve",
        command: |ground, stick| {
            let made = ground.made;
            let key = made.real.centre().join("cat-di/cap-phep.key");
            let mut command = ground.centre_of(&made.real, "trung-tam", &["enrol", "approve", &made.request]);
            command.args(["--out", text(stick), "--fingerprint", &made.fingerprint, "--force"]);
            command.args(["--enrol-key", text(&key), "--enrol-passphrase-file", &made.real.path("cat")]);
            command
        },
    },
    Writer {
        name: "ingest",
        command: |ground, stick| {
            copy(Path::new(&ground.made.demo.path("ra")), stick);
            ground.centre_of(&ground.made.demo, "trung-tam", &["ingest", text(stick)])
        },
    },
    Writer {
        name: "pack build",
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["pack", "build", "--demo", "--out", text(&stick.join("goi.tsp"))]);
            command
        },
    },
    Writer {
        name: "studio checklist",
        command: |ground, stick| {
            let mut command = program("tramso-studio");
            command.args(["checklist", &ground.made.demo.path("moi"), "--all"]);
            command.args(["--out", text(&stick.join("ra-soat.pdf")), "--force"]);
            command
        },
    },
    Writer {
        name: "studio export",
        command: |ground, stick| {
            let mut command = program("tramso-studio");
            command.args([
                "export",
                "--to",
                "gift",
                "--out",
                text(&stick.join("cau.gift")),
                &ground.made.demo.path("moi"),
            ]);
            command
        },
    },
    Writer {
        name: "studio import",
        command: |ground, stick| {
            let mut command = program("tramso-studio");
            let gift = ground.made.demo.path("cau-hoi.gift");
            command.args(["import", &gift, "--out", text(&stick.join("moi.toml"))]);
            command
        },
    },
    Writer {
        name: "loadgen",
        command: |_, stick| {
            let mut command = program("tramso-central");
            command.args([
                "loadgen",
                "--write",
                text(&stick.join("tai")),
                "--stations",
                "1",
                "--people",
                "2",
                "--seed",
                "1",
            ]);
            command
        },
    },
];

pub const READERS: &[Reader] = &[
    Reader {
        name: "receive",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |ground, stick| ground.station(&["receive", text(stick)]),
        code: 0,
        looks_around: true,
        most: 9,
    },
    Reader {
        name: "receive file",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |ground, stick| ground.station(&["receive", text(&stick.join("goi.tsp"))]),
        code: 0,
        looks_around: false,
        most: 9,
    },
    Reader {
        name: "enrol accept",
        fill: |ground, stick| copy(Path::new(&ground.made.real.path("usb")), stick),
        command: |ground, stick| {
            let words = ["enrol", "accept", text(stick), "--root-fingerprint", &ground.made.root];
            ground.station_of(&ground.made.real, "tram", &words)
        },
        code: 0,
        looks_around: true,
        most: 9,
    },
    Reader {
        name: "verify",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |_, stick| {
            let mut command = program("tramso");
            command.args(["verify", text(&stick.join("goi.tsp"))]);
            command
        },
        code: 0,
        looks_around: false,
        most: 9,
    },
    Reader {
        name: "restore",
        fill: |ground, stick| {
            let backup = fs::read_dir(ground.made.demo.path("sao")).unwrap().next().unwrap().unwrap().path();
            copy(&backup, &stick.join("sao"));
        },
        command: |ground, stick| {
            let made = ground.made;
            let to = made.demo.path(&format!("lan-{}", made.copies.fetch_add(1, Ordering::Relaxed)));
            let mut command = program("tramso");
            command.args(["restore", text(&stick.join("sao")), "--dir", &to]);
            command.args(["--passphrase-file", &made.demo.path("mat-khau")]);
            command
        },
        code: 0,
        looks_around: false,
        most: 4,
    },
    Reader {
        name: "ingest",
        fill: |ground, stick| copy(Path::new(&ground.made.demo.path("ra")), stick),
        command: |ground, stick| ground.centre_of(&ground.made.demo, "trung-tam", &["ingest", text(stick)]),
        code: 0,
        looks_around: true,
        most: 2,
    },
    Reader {
        name: "enrol approve",
        fill: |ground, stick| single(&ground.made.request, stick, "don.tsq"),
        command: |ground, stick| {
            let made = ground.made;
            let key = made.real.centre().join("cat-di/cap-phep.key");
            let request = stick.join("don.tsq");
            let mut command = ground.centre_of(&made.real, "trung-tam", &["enrol", "approve", text(&request)]);
            command.args(["--out", text(stick), "--fingerprint", &made.fingerprint, "--force"]);
            command.args(["--enrol-key", text(&key), "--enrol-passphrase-file", &made.real.path("cat")]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "pack add",
        fill: |ground, stick| single(&ground.made.real.path("goi.tsp"), stick, "goi.tsp"),
        command: |ground, stick| {
            let made = ground.made;
            let goi = stick.join("goi.tsp");
            let mut command = ground.centre_of(&made.real, "trung-tam-moi", &["pack", "add", text(&goi)]);
            command.args(["--identity", &made.real.path("de-thi.age"), "--root-fingerprint", &made.root]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "pack verify",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["pack", "verify", text(&stick.join("goi.tsp")), "--demo"]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "pack show",
        fill: |ground, stick| single(&ground.made.demo.path("mau.tsp"), stick, "goi.tsp"),
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["pack", "show", text(&stick.join("goi.tsp"))]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "studio import",
        fill: |ground, stick| single(&ground.made.demo.path("cau-hoi.gift"), stick, "cau.gift"),
        command: |ground, stick| {
            let made = ground.made;
            let to = made.demo.path(&format!("lan-{}.toml", made.copies.fetch_add(1, Ordering::Relaxed)));
            let mut command = program("tramso-studio");
            command.args(["import", text(&stick.join("cau.gift")), "--out", &to]);
            command
        },
        code: 0,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "links scan",
        fill: |_, stick| fs::write(stick.join("anh.png"), b"no picture at all").unwrap(),
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["links", "scan", text(&stick.join("anh.png"))]);
            command
        },
        code: 1,
        looks_around: false,
        most: 1,
    },
    Reader {
        name: "lint",
        fill: |ground, stick| copy(Path::new(&ground.made.demo.path("moi")), &stick.join("bo")),
        command: |_, stick| {
            let mut command = program("tramso-studio");
            command.args(["lint", text(&stick.join("bo"))]);
            command
        },
        code: 0,
        looks_around: false,
        most: 4,
    },
];
