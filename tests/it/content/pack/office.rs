//! The content office's commands, as its people use them.

use crate::{central::office::set_clock, days};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tramso::content::pack::{AppVersion, PackFault, PinnedRoot, Trust, demo_pinned, open};

const PASSPHRASE: &str = "một câu đủ dài cho phép thử này";

/// A folder to work in, with a passphrase in a file.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("pass"), PASSPHRASE).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    /// A line of the studio's. A pack that is built has a contest of these days, which the files' own are not.
    fn command(&self, line: &str) -> Command {
        let campaign = super::super::fixtures().join("good-content");
        let days = if line.starts_with("pack build ") && !line.contains("--closes") && !line.contains("--demo") {
            format!(" --closes {}", days::in_days(30))
        } else {
            String::new()
        };
        let line = line.replace("CAMPAIGN", campaign.to_str().unwrap()) + &days;
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso-studio"));
        command.args(line.split(' ')).current_dir(self.0.path()).env("LANG", "vi");
        command
    }

    #[track_caller]
    fn done(&self, line: &str) -> String {
        let out = self.run(line);
        assert!(out.status.success(), "{line}: {out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    #[track_caller]
    fn refused(&self, line: &str) -> String {
        let out = self.run(line);
        assert_eq!(out.status.code(), Some(1), "{line}: {out:?}");
        let told = [out.stdout, out.stderr].concat();
        let told = String::from_utf8(told).unwrap();
        told.split("TS-").nth(1).map_or(String::new(), |rest| format!("TS-{}", &rest[..3]))
    }

    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.done(line)).unwrap()
    }

    fn station(&self, root: PinnedRoot) -> Trust<'static> {
        Trust { root, contest: "thu-2026", held: None, app: AppVersion::own(), today: days::today() }
    }
}

fn pinned(folder: &Path, version: u32) -> PinnedRoot {
    let bytes = fs::read(folder.join(format!("root-{version}.json"))).unwrap();
    PinnedRoot { version, digest: tramso::crypto::sha256(&[&bytes]) }
}

#[test]
fn an_office_makes_its_keys_packs_and_a_new_root() {
    let desk = Desk::new();
    desk.done("root init --out goc --centre Sở --passphrase-file pass");
    assert_eq!(desk.json("root show goc --json")["complete"], true);
    let recipient = desk.done("pack new-key --seal --out de-thi --passphrase-file pass");
    let recipient = recipient.split("age1").nth(1).unwrap().trim();
    fs::write(desk.path("thu-hoi"), "# mất\n0123456789abcdef0123456789abcdef\n\n").unwrap();
    let build = format!(
        "pack build CAMPAIGN --root goc --key goc/packs.key --passphrase-file pass --seal-to age1{recipient} \
         --version 3 --expires {} --revoked thu-hoi",
        days::in_days(40)
    );
    let built = desk.json(&format!("{build} --json --out goi.tsp"));
    assert_eq!((&built["version"], &built["questions"], &built["sealed"]), (&3.into(), &8.into(), &true.into()));
    assert_eq!(desk.refused(&format!("{build} --out goi.tsp")), "TS-P52");

    let shown = desk.json("pack show goi.tsp --json --identity de-thi.age --passphrase-file pass");
    assert_eq!(shown["fingerprint"], built["fingerprint"]);
    assert_eq!(shown["revoked"][0], "0123456789abcdef0123456789abcdef");
    assert_eq!(shown["questions"], 8);
    assert!(desk.done("pack show goi.tsp").contains("niêm phong"));
    assert!(
        desk.done("pack verify goi.tsp --root goc --contest thu-2026").contains(built["fingerprint"].as_str().unwrap())
    );
    assert_eq!(desk.refused("pack verify goi.tsp --root goc --contest khac"), "TS-P23");
    assert_eq!(desk.refused("pack verify goi.tsp --demo"), "TS-P22");

    // A new pack key: two of the holders sign, the third may stay at home.
    desk.done("pack new-key --out goi-2 --passphrase-file pass");
    desk.done("root rotate goc --pack-key goi-2.pub");
    assert_eq!(desk.json("root show goc --json")["complete"], false);
    let next = build.replace("goc/packs.key", "goi-2.key").replace("--version 3", "--version 4");
    assert_eq!(desk.refused(&format!("{next} --out goi-4.tsp")), "TS-P20");
    assert_eq!(desk.refused("root sign goc --key goi-2.key --passphrase-file pass"), "TS-P55");
    desk.done("root sign goc --key goc/root-key-3.key --passphrase-file pass");
    desk.done("root sign goc --key goc/root-key-1.key --passphrase-file pass");
    assert_eq!(desk.json("root show goc --json")["complete"], true);
    desk.done(&format!("{next} --out goi-4.tsp"));
    let bytes = fs::read(desk.path("goi-4.tsp")).unwrap();
    let identity = tramso::crypto::slot::open(
        &tramso::crypto::Passphrase::read(PASSPHRASE).unwrap(),
        &fs::read(desk.path("de-thi.age")).unwrap(),
    )
    .unwrap();
    let identity = std::str::from_utf8(identity.bytes()).unwrap();
    let goc = desk.path("goc");
    let opened = open(&bytes, &desk.station(pinned(&goc, 1)), &[identity]).unwrap();
    assert_eq!(opened.root, pinned(&goc, 2), "the station follows to the new root");
    assert_eq!(open(&bytes, &desk.station(pinned(&goc, 1)), &[]).unwrap_err(), PackFault::Sealed);
    assert_eq!(desk.refused(&format!("{build} --out goi-5.tsp")), "TS-P69");
}

#[cfg(unix)]
#[test]
fn secret_keys_are_for_their_owner_alone_and_open_with_their_passphrase_only() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let told = desk.done("pack new-key --out a");
    assert!(told.contains("a.key"), "a generated passphrase is shown once: {told}");
    desk.done("pack new-key --seal --out b --passphrase-file pass");
    for name in ["a.key", "b.age"] {
        assert_eq!(fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
    for name in ["b.age", "a.key"] {
        let bytes = fs::read(desk.path(name)).unwrap();
        assert!(!bytes.windows(14).any(|part| part == b"AGE-SECRET-KEY"), "{name}");
    }
    desk.done("pack build --demo --out mau.tsp");
    fs::write(desk.path("pass"), "một câu khác hẳn, cũng đủ dài").unwrap();
    assert_eq!(desk.refused("pack show mau.tsp --identity b.age --passphrase-file pass"), "TS-P51");
    assert_eq!(desk.refused("pack show mau.tsp --identity a.pub"), "TS-P50");
    fs::write(desk.path("pass"), "ngắn").unwrap();
    assert_eq!(desk.refused("pack new-key --out c --passphrase-file pass"), "TS-P62");
    assert!(!desk.path("c.key").exists());
}

#[test]
fn the_demo_pack_is_for_demo_stations_of_today() {
    let desk = Desk::new();
    let built = desk.json("pack build --demo --json --out mau.tsp");
    assert_eq!((&built["contest"], &built["sealed"]), (&"demo".into(), &false.into()));
    let bytes = fs::read(desk.path("mau.tsp")).unwrap();
    let trust = Trust { root: demo_pinned(), contest: "demo", ..desk.station(demo_pinned()) };
    let opened = open(&bytes, &trust, &[]).unwrap();
    let days = (opened.pack.contest.closes - opened.pack.contest.opens).num_days();
    assert_eq!(days, 30 + 365);
    assert!(opened.pack.bank.len() > 50);
    desk.done("pack verify mau.tsp --demo");
    desk.done("pack build CAMPAIGN --demo --out nho.tsp");
}

#[test]
fn what_is_missing_or_wrong_is_said_with_its_code() {
    let desk = Desk::new();
    assert_eq!(desk.refused("pack build --out x.tsp"), "TS-P63");
    assert_eq!(desk.refused("pack build CAMPAIGN --out x.tsp"), "TS-P63");
    assert_eq!(desk.refused("pack show nowhere.tsp"), "TS-C02");
    assert_eq!(desk.refused("root show nowhere"), "TS-P54");
    assert_eq!(desk.refused("draw --pack x.tsp --seed 12"), "TS-P60");
    assert_eq!(desk.refused("pack build CAMPAIGN --demo --expires mai --out x.tsp"), "TS-P65");
    fs::write(desk.path("thu-hoi"), "ổn\n").unwrap();
    assert_eq!(desk.refused("pack build CAMPAIGN --demo --revoked thu-hoi --out x.tsp"), "TS-P59");
    fs::create_dir(desk.path("broken")).unwrap();
    fs::write(desk.path("broken/contest.toml"), "id = 3").unwrap();
    let out = desk.run("pack build broken --demo --out x.tsp");
    assert!(String::from_utf8(out.stderr).unwrap().contains("TS-P58"), "what the linter refuses is not packed");
    assert!(!desk.path("x.tsp").exists());
    fs::write(desk.path("text.tsp"), "không phải gói").unwrap();
    assert_eq!(desk.refused("pack verify text.tsp"), "TS-P06");
}

#[test]
fn what_is_asked_for_is_never_half_done() {
    let desk = Desk::new();
    let wrong = |line: &str| assert_eq!(desk.run(line).status.code(), Some(2), "{line}");
    wrong("pack build --demo --key a.key --out x.tsp");
    wrong("pack build --demo --root goc --out x.tsp");
    wrong("pack build CAMPAIGN --root goc --key a.key --version 0 --out x.tsp");
    let missing = String::from_utf8(desk.run("pack build CAMPAIGN --out x.tsp").stderr).unwrap();
    assert!(missing.contains("--root, --key, --version"), "{missing}");

    let nowhere = desk.run("pack new-key --out chua-co/khoa");
    assert_eq!((nowhere.status.code(), nowhere.stdout.len()), (Some(1), 0), "no passphrase for nothing");
    desk.done("pack new-key --seal --out de-thi --passphrase-file pass");
    assert_eq!(desk.refused("root init --out goc --centre Sở --threshold 4"), "TS-P67");
    assert!(!desk.path("goc").exists());
    desk.done("root init --out goc --centre Sở --passphrase-file pass");
    assert_eq!(desk.refused("root init --out goc --centre Sở --passphrase-file pass"), "TS-P66");
    desk.done(
        "pack build CAMPAIGN --root goc --key goc/packs.key --passphrase-file pass --seal-to de-thi.pub --version 1 \
         --out goi.tsp",
    );
    assert_eq!(desk.refused("pack show goi.tsp --identity de-thi.pub"), "TS-P68");
    assert_eq!(desk.json("pack show goi.tsp --json")["villages"], 0);
    assert!(desk.done("pack show goi.tsp --identity de-thi.age --passphrase-file pass").contains("thôn"));
}

#[test]
fn a_root_that_waits_for_its_signatures_is_no_refusal() {
    let desk = Desk::new();
    for name in ["a", "b", "c"] {
        desk.done(&format!("pack new-key --out {name} --passphrase-file pass"));
    }
    let init = "root init --out goc --centre Sở --key a.pub --key b.pub --pack-key c.pub";
    let begun = desk.run(init);
    assert!(begun.stderr.is_empty() && String::from_utf8(begun.stdout).unwrap().contains("Còn thiếu 2 chữ ký"));
    assert!(desk.done("root sign goc --key a.key --passphrase-file pass").contains("Còn thiếu 1 chữ ký"));
    let whole = desk.done("root sign goc --key b.key --passphrase-file pass");
    assert!(whole.contains("Đủ chữ ký") && !whole.contains("Còn thiếu"), "control: {whole}");
}

/// The same on every machine and in every version.
#[test]
fn the_golden_pack_draws_the_golden_paper() {
    let desk = Desk::new();
    let pack = super::super::fixtures().join("good-packs/good.tsp");
    let seed = "5eed".repeat(16);
    let drawn = desk.done(&format!("draw --pack {} --seed {seed}", pack.display()));
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden/draw.json");
    if std::env::var_os("TRAMSO_WRITE").is_some() {
        fs::write(&golden, &drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(golden).unwrap());
    let other = desk.done(&format!("draw --pack {} --seed {}", pack.display(), "0".repeat(64)));
    assert_ne!(drawn, other, "the control");
}

#[test]
fn every_command_has_help_with_an_example() {
    let desk = Desk::new();
    let commands = [
        "root",
        "root init",
        "root sign",
        "root rotate",
        "root show",
        "pack",
        "pack new-key",
        "pack build",
        "pack show",
        "pack verify",
        "draw",
    ];
    for command in commands {
        assert!(desk.done(&format!("{command} --help")).contains("Ví dụ:"), "{command}");
    }
}

/// The open campaign with its contest's days in the questions' time.
fn open_campaign(more: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so");
    format!(
        "pack build {} --root goc --key goc/packs.key --passphrase-file pass --seal-to de-thi.pub --opens 2026-12-01 {more}",
        folder.display()
    )
}

#[test]
fn a_real_contest_asks_nothing_open_and_a_rehearsal_is_called_one() {
    let desk = Desk::new();
    desk.done("root init --out goc --centre Sở --passphrase-file pass");
    desk.done("pack new-key --seal --out de-thi --passphrase-file pass");
    let closes = "--closes 2026-12-31";
    assert_eq!(desk.refused(&open_campaign(&format!("{closes} --version 1 --out thi.tsp"))), "TS-P72");
    assert!(!desk.path("thi.tsp").exists());
    desk.done(&open_campaign(&format!("{closes} --version 1 --rehearsal --out tap.tsp")));
    let bytes = fs::read(desk.path("tap.tsp")).unwrap();
    let open = tramso::content::pack::examine(&bytes, None).unwrap().open_part().unwrap();
    assert!(open.contest.rehearsal && open.contest.title.starts_with("Diễn tập: "));
    // Days that are chosen here are compared with the questions' last days too.
    let late = open_campaign("--closes 2031-12-31 --version 2 --rehearsal --out muon.tsp");
    assert_eq!(desk.refused(&late), "TS-P71");
    // The control: questions of one's own are no open ones.
    desk.done(
        "pack build CAMPAIGN --root goc --key goc/packs.key --passphrase-file pass --seal-to de-thi.pub --version 1 \
         --out rieng.tsp",
    );
}

#[test]
fn the_next_pack_of_a_contest_teaches_by_the_same_path() {
    let desk = Desk::new();
    desk.done("root init --out goc --centre Sở --passphrase-file pass");
    desk.done("pack new-key --seal --out de-thi --passphrase-file pass");
    let build = "pack build CAMPAIGN --root goc --key goc/packs.key --passphrase-file pass --seal-to de-thi.pub";
    desk.done(&format!("{build} --version 1 --out thu-2026-1.tsp"));
    desk.done(&format!("{build} --version 2 --out thu-2026-2.tsp"));
    // A required lesson that teaches one fact more is another path.
    let campaign = super::super::fixtures().join("good-content");
    for file in super::super::files_below(&campaign) {
        let to = desk.path("khac").join(file.strip_prefix(&campaign).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = fs::read_to_string(&file).unwrap();
        let is_lesson = to.ends_with("lessons/1-1.md");
        fs::write(&to, if is_lesson { text.replacen("facts: ", "facts: B01 ", 1) } else { text }).unwrap();
    }
    let other = build.replace("CAMPAIGN", desk.path("khac").to_str().unwrap());
    assert_eq!(desk.refused(&format!("{other} --version 3 --out thu-2026-3.tsp")), "TS-P73", "found beside it");
    assert_eq!(desk.refused(&format!("{other} --version 5 --previous thu-2026-1.tsp --out b.tsp")), "TS-P73");
    desk.done(&format!("{other} --version 5 --out c.tsp"));
}

/// Stations with wrong clocks go by the day of a pack and of a root (docs/decisions/048-the-clock-of-the-centre.md).
#[test]
fn nothing_is_signed_on_a_day_that_the_content_or_the_root_disproves() {
    let desk = Desk::new();
    desk.done("root init --out goc --centre Sở --passphrase-file pass");
    desk.done("pack new-key --seal --out de-thi --passphrase-file pass");
    desk.done("pack new-key --out goi-2 --passphrase-file pass");
    let build = "pack build CAMPAIGN --root goc --key goc/packs.key --passphrase-file pass --seal-to de-thi.pub \
                 --version 1 --out goi.tsp";
    let rehearsal = format!("{build} --rehearsal");
    let rotate = "root rotate goc --pack-key goi-2.pub";
    let wrong = [
        ("@2016-03-04 10:00:00", build, "TS-P74"),
        ("@1970-01-01 10:00:00", &rehearsal, "TS-P74"),
        ("-2d", build, "TS-P74"),
        ("+40d", build, "TS-P75"),
        ("@2038-01-12 10:00:00", &rehearsal, "TS-P75"),
        ("-2d", rotate, "TS-P74"),
    ];
    for (clock, line, code) in wrong {
        let mut command = desk.command(line);
        set_clock(&mut command, clock);
        let out = command.output().unwrap();
        let told = String::from_utf8_lossy(&out.stderr);
        assert!(out.status.code() == Some(1) && told.contains(code), "{clock} {line}: {told}");
        assert!(!desk.path("goi.tsp").exists() && !desk.path("goc/root-2.json").exists(), "{clock} {line}");
    }
    desk.done(build);
    desk.done(rotate);
}
