//! The commands without screens, as a volunteer and a script use them.

use serde_json::Value;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A demo station in a folder of its own, and the file with its passphrase.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let made = run(&[
            "init",
            "--demo",
            "--volunteer",
            "Cô Mai",
            "--json",
            "--dir",
            place.dir("station").to_str().unwrap(),
        ]);
        assert!(made.status.success(), "{made:?}");
        let shown: Value = serde_json::from_slice(&made.stdout).unwrap();
        fs::write(place.dir("passphrase"), shown["passphrase"].as_str().unwrap()).unwrap();
        place
    }

    fn dir(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run_at(&self, station: &str, args: &[&str]) -> Output {
        let (dir, file) = (self.dir(station), self.dir("passphrase"));
        let tail = ["--dir", dir.to_str().unwrap(), "--passphrase-file", file.to_str().unwrap()];
        run(&[args, &tail].concat())
    }

    #[track_caller]
    fn json(&self, station: &str, args: &[&str]) -> Value {
        let out = self.run_at(station, &[args, &["--json"]].concat());
        assert!(out.status.success(), "{args:?}: {out:?}");
        serde_json::from_slice(&out.stdout).unwrap()
    }
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tramso")).args(args).output().unwrap()
}

fn only_entry(folder: &Path) -> PathBuf {
    let mut found = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let one = found.next().unwrap();
    assert!(found.next().is_none());
    one
}

#[test]
fn doctor_without_a_passphrase_calls_sound_what_it_looked_at_only() {
    let place = Place::new();
    let doctor = || {
        let out = run(&["doctor", "--json", "--dir", place.dir("station").to_str().unwrap()]);
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, shown) = doctor();
    assert!(code == Some(0) && shown.contains("\"opened\":false"), "{shown}");
    let (file, away) = (place.dir("station").join("tramso.db"), place.dir("away"));
    fs::rename(&file, &away).unwrap();
    let (code, shown) = doctor();
    assert!(code == Some(1) && shown.contains("TS-S04"), "without its data: {shown}");
    fs::rename(&away, &file).unwrap();
    let out = place.run_at("station", &["doctor", "--json"]);
    assert!(String::from_utf8(out.stdout).unwrap().contains("\"opened\":true"));
}

#[test]
fn a_station_is_filled_examined_saved_and_restored() {
    let place = Place::new();
    let done = place.json("station", &["simulate", "--people", "12", "--seed", "5"]);
    let before = place.json("station", &["status"]);
    assert_eq!(before["registered"], 12);
    assert_eq!(before["finished"], done["finished"]);
    assert!(place.run_at("station", &["doctor"]).status.success());

    let stick = place.dir("stick");
    let nowhere = place.run_at("station", &["backup", stick.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("TS-B32"), "a stick that is not there is none");
    assert!(!stick.exists(), "nothing lands on the machine's own disk");
    fs::create_dir(&stick).unwrap();
    place.json("station", &["backup", stick.to_str().unwrap()]);
    let copy = only_entry(&stick);
    place.json("again", &["restore", copy.to_str().unwrap()]);
    let after = place.json("again", &["status"]);
    assert_eq!((&after["registered"], &after["finished"]), (&before["registered"], &before["finished"]));
    assert_ne!(after["epoch"], before["epoch"], "a restored station goes on in a new epoch");
    assert!(place.run_at("again", &["doctor"]).status.success());
    let taken = place.run_at("again", &["restore", copy.to_str().unwrap()]);
    assert_eq!(taken.status.code(), Some(1), "never over another station");
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let (a, b) = (Place::new(), Place::new());
    let people = |place: &Place, seed| place.json("station", &["simulate", "--people", "9", "--seed", seed]);
    assert_eq!(people(&a, "3"), people(&b, "3"));
}

#[test]
fn a_slip_is_printed_again_and_the_centre_knows_its_own() {
    let place = Place::new();
    place.json("station", &["simulate", "--people", "12", "--seed", "5"]);
    let key = place.json("station", &["status"])["public_key"].as_str().unwrap().to_owned();
    let pdf = place.dir("slip.pdf");
    let number = (1..=12).map(|at| format!("SIM-{at}"));
    let mut made = number
        .map(|number| place.run_at("station", &["certificate", &number, "--out", pdf.to_str().unwrap(), "--json"]));
    let out = made.find(|out| out.status.success()).expect("somebody finished");
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let shown: Value = serde_json::from_slice(&out.stdout).unwrap();
    let link = shown["link"].as_str().unwrap();

    let verify = |key: &str, link: &str| {
        let central = env!("CARGO_BIN_EXE_tramso-central");
        Command::new(central).args(["certificate", "verify", "--demo", "--key", key, link]).output().unwrap()
    };
    let central = env!("CARGO_BIN_EXE_tramso-central");
    let refused = Command::new(central).args(["certificate", "verify", "--key", &key, link]).output().unwrap();
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(refused.status.code() == Some(1) && said.starts_with("TS-S42"), "a demo's slip proves nothing: {said}");
    let genuine = verify(&key, link);
    assert!(genuine.status.success(), "{genuine:?}");
    let mut typed = Command::new(central);
    typed.args(["certificate", "verify", "--demo", "--key", &key, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut typed = typed.spawn().unwrap();
    writeln!(typed.stdin.take().unwrap(), "{link}").unwrap();
    let typed = typed.wait_with_output().unwrap();
    assert_eq!((typed.status.code(), &typed.stdout), (Some(0), &genuine.stdout), "no argument has the name in it");
    let statement: Value = serde_json::from_slice(&genuine.stdout).unwrap();
    assert_eq!(statement["contest"], "demo");
    // The control: another key, a changed statement, a link cut short.
    let other = format!("{}{}", if key.starts_with('0') { '1' } else { '0' }, &key[1..]);
    assert!(String::from_utf8(verify(&other, link).stderr).unwrap().starts_with("TS-V03"));
    let changed = link.replacen("#ey", "#eY", 1);
    assert_eq!(verify(&key, &changed).status.code(), Some(1));
    assert!(String::from_utf8(verify(&key, link.split('#').next().unwrap()).stderr).unwrap().starts_with("TS-V02"));
    assert!(String::from_utf8(verify("xyz", link).stderr).unwrap().starts_with("TS-V01"));
}

#[test]
fn a_slip_is_written_over_nothing_without_force_and_never_into_a_folder_that_is_not_there() {
    let place = Place::new();
    place.json("station", &["simulate", "--people", "12", "--seed", "5"]);
    let pdf = place.dir("slip.pdf");
    let slip = |out: &Path, more: &[&str]| {
        let mut tried = (1..=12).map(|number| {
            let number = format!("SIM-{number}");
            place.run_at("station", &[&["certificate", &number, "--out", out.to_str().unwrap()], more].concat())
        });
        let is_nobodys = |out: &Output| String::from_utf8_lossy(&out.stderr).starts_with("TS-K18");
        let out = tried.find(|out| !is_nobodys(out)).expect("somebody finished");
        (out.status.success(), String::from_utf8(out.stderr).unwrap())
    };
    fs::write(&pdf, "mine").unwrap();
    let (_, refused) = slip(&pdf, &[]);
    assert!(refused.starts_with("TS-K28") && fs::read(&pdf).unwrap() == b"mine", "{refused}");
    assert!(slip(&pdf, &["--force"]).0 && fs::read(&pdf).unwrap().starts_with(b"%PDF-"), "control: it is asked for");
    let (_, refused) = slip(&place.dir("none").join("slip.pdf"), &[]);
    assert!(refused.starts_with("TS-S48"), "no stick was pulled: {refused}");
}

#[test]
fn posters_are_of_a_station_and_nothing_is_written_where_what_was_typed_cannot_be_printed() {
    let place = Place::new();
    let folder = place.dir("posters");
    let poster = |more: &[&str]| {
        let out = place.run_at("station", &[&["poster", "--out", folder.to_str().unwrap()], more].concat());
        (out.status.success(), String::from_utf8(out.stderr).unwrap())
    };
    let (_, nowhere) = poster(&[]);
    assert!(nowhere.starts_with("TS-S48"), "{nowhere}");
    fs::create_dir(&folder).unwrap();
    let endless = "rất dài ".repeat(200);
    for (args, code) in [
        (["--hotline", "<b>0904 540 490</b>\u{7}"], "TS-K61"),
        (["--place", endless.as_str()], "TS-K60"),
        (["--hours", "7 giờ\u{1b}[2J"], "TS-K60"),
        (["--about", "村"], "TS-K60"),
        (["--unit", "99999"], "TS-E13"),
    ] {
        let (done, shown) = poster(&args);
        assert!(!done && shown.starts_with(code) && !shown.contains('\u{1b}'), "{args:?}: {shown}");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{args:?}");
    }
    let (done, shown) = poster(&["--hours", "Thứ bảy, 8 giờ"]);
    assert!(done && shown.starts_with("TS-K62"), "the sample has no official code: {shown}");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["ap-phich-a3.pdf", "ap-phich-a4.pdf", "bien-de-ban.pdf", "phieu-dang-ky.pdf", "to-roi.pdf"]);
    for name in names {
        let text = crate::report::Paper::keep(&fs::read(folder.join(&name)).unwrap()).text();
        assert!(text.contains("BẢN DÙNG THỬ, không có giá trị"), "{name} is a demo's:\n{text}");
    }
    let (done, shown) = poster(&["form"]);
    assert!(!done && shown.starts_with("TS-K28"), "{shown}");
    assert_eq!(poster(&["form", "--force"]), (true, String::new()), "a form has no codes");
}

#[test]
fn posters_are_drawn_from_a_folder_of_content_before_there_is_a_station() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("poster.pdf");
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks/cong-dan-so");
    let poster = |kinds: &[&str], more: &[&str]| {
        let fixed = ["--out", path.to_str().unwrap(), "--content", content.to_str().unwrap()];
        run(&[&["poster"], kinds, &fixed, more].concat())
    };
    let both = poster(&["a4", "a3"], &[]);
    assert!(String::from_utf8_lossy(&both.stderr).starts_with("TS-K63") && !path.exists(), "{both:?}");
    let text = || crate::report::Paper::keep(&fs::read(&path).unwrap()).text();
    assert!(poster(&["a4"], &[]).status.success());
    let blank = text();
    assert!(blank.contains("0904 540 490") && !blank.contains("Nhà văn hóa") && !blank.contains("DÙNG THỬ"), "{blank}");
    assert!(poster(&["a4"], &["--force", "--unit", "11113", "--place", "Nhà văn hóa thôn Quý Cao"]).status.success());
    let own = text();
    assert!(own.contains("XÃ TÂN KỲ") && own.contains("Nhà văn hóa thôn Quý Cao"), "{own}");
}

#[test]
fn a_slip_is_printed_and_nothing_of_the_person_is_at_the_spooler() {
    use crate::kiosk::cups::{Cups, OnError};
    let place = Place::new();
    place.json("station", &["simulate", "--people", "12", "--seed", "5"]);
    let cups = Cups::start(&[("mot", OnError::Retry), ("hai", OnError::Retry)], false);
    let (dir, file) = (place.dir("station"), place.dir("passphrase"));
    let slip = |number: &str, more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tramso"));
        command.args(["certificate", number]).args(more).env("CUPS_SERVER", cups.socket());
        command.arg("--dir").arg(&dir).arg("--passphrase-file").arg(&file).output().unwrap()
    };
    let said = |out: &Output| String::from_utf8(out.stderr.clone()).unwrap();
    // Of these people the sixth finished; opening a station takes its time.
    let numbers = std::iter::once(6).chain(1..=12).map(|at| format!("SIM-{at}"));
    let mut tried = numbers.map(|number| (said(&slip(&number, &["--print"])), number));
    let (several, number) = tried.find(|(said, _)| !said.starts_with("TS-K18")).expect("somebody finished");
    let slip = |more: &[&str]| slip(&number, more);
    assert!(several.starts_with("TS-K31") && several.contains("hai, mot"), "{several}");
    assert!(said(&slip(&["--print", "ba"])).starts_with("TS-K30"));
    let printed = slip(&["--print", "hai", "--json"]);
    assert!(printed.status.success(), "{printed:?}");
    // What is printed is what the file has.
    let pdf = place.dir("slip.pdf");
    assert!(slip(&["--out", pdf.to_str().unwrap()]).status.success());
    assert!(cups.printed("hai") == [fs::read(&pdf).unwrap()]);
    assert_eq!((cups.printed("mot").len(), cups.kept()), (0, Vec::new()));
    let given = cups.arguments("hai").concat();
    assert!(given.contains("tramso: phieu") && !given.contains("SIM-"), "neither name nor number: {given}");
    let usage = slip(&["--print", "hai", "--out", "x.pdf"]);
    assert_eq!(usage.status.code(), Some(2), "one of them");
}

#[test]
fn refusals_have_a_code_and_a_status() {
    let place = Place::new();
    let missing = run(&["status", "--dir", place.dir("nowhere").to_str().unwrap()]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8(missing.stderr).unwrap().starts_with("TS-S09"));
    let usage = run(&["simulate", "--people", "many"]);
    assert_eq!(usage.status.code(), Some(2));
    fs::write(place.dir("passphrase"), "một câu không phải của trạm này đâu").unwrap();
    let wrong = place.run_at("station", &["status"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(String::from_utf8(wrong.stderr).unwrap().starts_with("TS-S01"));
    let soon = place.run_at("station", &["status"]);
    assert!(String::from_utf8(soon.stderr).unwrap().starts_with("TS-S0"), "wrong again, or too soon");
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in ["run", "demo", "init", "status", "doctor", "backup", "restore", "simulate", "certificate", "qr"] {
        let help = run(&[command, "--help"]);
        assert!(help.status.success());
        assert!(String::from_utf8(help.stdout).unwrap().contains("Ví dụ:"), "{command}");
    }
}

#[test]
fn the_content_office_sees_no_error_in_the_built_in_course() {
    let course = concat!(env!("CARGO_MANIFEST_DIR"), "/question_banks/cong-dan-so");
    let lint = |path: &str| Command::new(env!("CARGO_BIN_EXE_tramso-studio")).args(["lint", path]).output().unwrap();
    let good = lint(course);
    assert!(good.status.success(), "{good:?}");
    let place = Place::new();
    fs::write(place.dir("contest.toml"), "id = 3").unwrap();
    assert_eq!(lint(place.folder.path().to_str().unwrap()).status.code(), Some(1), "the control");
}

/// A stick that is not plugged in is not imitated by a file, nor by a folder on the machine's own disk.
#[test]
fn out_names_a_folder_that_is_there_or_a_file_with_an_ending() {
    let place = Place::new();
    let (usb, key) = (place.dir("USB"), place.dir("xin.tsq"));
    let request =
        |out: &std::path::Path| place.run_at("station", &["enrol", "request", "--out", out.to_str().unwrap()]);
    for out in [usb.clone(), usb.join("")] {
        let refused = request(&out);
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8(refused.stderr).unwrap().contains("TS-S48"));
        assert!(!usb.exists(), "nothing is made under that name");
    }
    assert!(request(&key).status.success() && key.is_file(), "control: a name with an ending is the file");
    fs::create_dir(&usb).unwrap();
    assert!(request(&usb).status.success());
    let name = fs::read_dir(&usb).unwrap().next().unwrap().unwrap().file_name();
    assert!(name.to_str().unwrap().ends_with(".tsq"), "{name:?}");
}
