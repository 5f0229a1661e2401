//! The end of an evening: slips, the summary and who is to be called back, on a stick.

use super::{AtDesk, Booth};
use crate::{
    outbox::place::at,
    report::Paper,
    store::fixture::{answer, message, opened, resident, submitted, topic},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, mpsc},
};
use tramso::{
    domain::{PersonKey, Phone, Registration},
    kiosk::{
        event::AppEvent,
        worker::{Job, Worker, WorkerConfig},
    },
    record::{Body, CertificateV1, Event, HelpMode, RegistrationV1},
    store::Station,
    tui::{Effect, EveningFiles, ListKind, Msg, Pace, Secret, Stage, StationLine},
};

const DAY_S: i64 = 86_400;
/// Who finishes in an evening; the one behind them does not.
const FINISHED: usize = 5;
const PHONE: &str = "0912345678";

fn entry() -> Vec<Event> {
    let topics = (1..=4).map(topic);
    topics.chain([opened(), answer(0, 1), submitted(), message("Tôi đã học được nhiều điều hay.")]).collect()
}

/// Somebody who left a telephone number and the test undone.
fn half_way(worker: &mut AtDesk, booth: &Booth) {
    let registration =
        Registration { phone: Some(Phone::parse(PHONE).unwrap()), ..super::worker::registration(FINISHED) };
    let events = vec![
        Event::Record(Body::Consent { text_version: 1 }),
        Event::Record(Body::Registration { registration: Box::new(RegistrationV1::from(&registration)) }),
    ];
    let registration = Box::new(registration);
    worker.perform(Effect::NewPerson { registration, mode: HelpMode::ReadOut, events, ordinal: None }, at(20));
    worker.save(person(booth, FINISHED), vec![topic(1), topic(2), topic(3)], 21);
    worker.perform(Effect::Leave, at(22));
}

pub fn person(booth: &Booth, n: usize) -> PersonKey {
    let shown = booth.temp.path().join(format!("ban-sao-{n}"));
    if !shown.exists() {
        crate::store::slots::copy(&booth.dir, &shown);
    }
    let station = Station::find(&shown).unwrap();
    resident(n).key(&station.unlock_in(booth.key.clone(), &super::quick(), &mut |_| ()).unwrap())
}

#[test]
fn two_stations_share_a_stick_on_one_evening() {
    let (one, stick, mut first) = evening();
    let (other, _stick, second) = evening();
    drop(second);
    let mut second = other.worker(&[stick.path().to_owned()], at(29));
    printed(&mut first, 30);
    let before = files(stick.path());
    printed(&mut second, 30);
    let after = files(stick.path());
    assert_eq!((before.len(), after.len()), (4, 8));
    assert!(before.iter().all(|(name, bytes)| after[name] == *bytes), "nothing of the first station is written over");
    let names = |booth: &Booth| KINDS.map(|kind| file(booth, kind, 30));
    assert!(names(&one).iter().chain(&names(&other)).all(|name| after.contains_key(name)));
}

/// Five who have finished, the first with a slip, and one half-way.
pub fn evening() -> (Booth, tempfile::TempDir, AtDesk) {
    let booth = Booth::new(at(0));
    let stick = crate::pty::medium();
    let mut worker = booth.worker(&[stick.path().to_owned()], at(1));
    for n in 0..FINISHED {
        worker.arrive(n, 2);
        worker.save(person(&booth, n), entry(), 3);
        if n == 0 {
            let shown = worker.perform(Effect::MakeCertificate(person(&booth, n)), at(4));
            let Some(Msg::CertificateMade { number, check, .. }) = shown.into_iter().next() else { panic!("no slip") };
            let certificate = CertificateV1 { number, check };
            worker.save(person(&booth, n), vec![Event::Record(Body::CertificateAsked { certificate })], 5);
        }
        worker.perform(Effect::Leave, at(6));
    }
    half_way(&mut worker, &booth);
    (booth, stick, worker)
}

#[track_caller]
fn printed(worker: &mut AtDesk, seconds: i64) -> EveningFiles {
    let shown = worker.perform(Effect::PrintEvening, at(seconds));
    let [Msg::EveningPrinted(files)] = shown.as_slice() else { panic!("{} messages, no files", shown.len()) };
    (**files).clone()
}

#[test]
fn posters_of_the_station_are_on_the_stick_and_the_code_that_is_missing_is_named() {
    let (_booth, stick, mut worker) = evening();
    let mut shown = worker.answers(Effect::PrintPosters, at(40));
    shown.retain(|msg| !matches!(msg, Msg::Pace(_)));
    let Some(Msg::PostersPrinted(paths)) = shown.first() else { panic!("{} messages, no posters", shown.len()) };
    assert_eq!(paths.len(), 7, "five posters, the handbook and its sheet");
    assert!(paths.iter().all(|path| Path::new(path).starts_with(stick.path())));
    assert!(paths.iter().all(|path| fs::read(path).unwrap().starts_with(b"%PDF-")));
    let poster = crate::report::Paper::keep(&fs::read(&paths[0]).unwrap()).text();
    assert!(poster.contains("Nhà văn hóa") && poster.contains("Dán mã chính"), "{poster}");
    let [_, Msg::Failed(failure)] = shown.as_slice() else { panic!("{} messages", shown.len()) };
    assert_eq!(failure.code, "TS-K62");
}

/// The files of a stick by their names.
fn files(stick: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().path());
    let named = entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path));
    named.filter(|(_, path)| path.is_file()).map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// Kinds of an evening's files, as their names begin; the last one is a text.
const KINDS: [&str; 4] = ["phieu", "tong-ket", "goi-lai", ANNOUNCED];
const ANNOUNCED: &str = "loa-zalo";

/// Name of an evening's file.
fn file(booth: &Booth, kind: &str, seconds: i64) -> String {
    let station = Station::find(&booth.dir).unwrap().station;
    let ending = if kind == ANNOUNCED { "txt" } else { "pdf" };
    format!("{kind}-{}-{}.{ending}", at(seconds).wall.date().format("%Y-%m-%d"), &station[..8])
}

/// Numbers of the slips of the first people, each as often as it was asked for.
fn numbers(booth: &Booth, dir: &Path) -> Vec<Vec<String>> {
    let station = Station::find(dir).unwrap();
    let store = station.unlock_in(booth.key.clone(), &super::quick(), &mut |_| ()).unwrap();
    assert!(store.verify_chain().unwrap().is_empty());
    let asked = |n: usize| {
        let row = store.find_by_key(&resident(n).key(&store)).unwrap().unwrap();
        let history = store.history(row).unwrap();
        let number = history.into_iter().filter_map(|(_, event)| match event {
            Event::Record(Body::CertificateAsked { certificate }) => Some(certificate.number),
            _ => None,
        });
        number.collect::<Vec<_>>()
    };
    (0..=FINISHED).map(asked).collect()
}

fn is_once_each(numbers: &[Vec<String>]) -> bool {
    let (given, left) = numbers.split_at(FINISHED);
    let different: BTreeSet<&String> = given.iter().flatten().collect();
    given.iter().all(|one| one.len() == 1) && different.len() == FINISHED && left == [Vec::<String>::new()]
}

#[test]
fn everybody_who_finished_gets_one_slip_and_the_same_again() {
    let (booth, stick, mut worker) = evening();
    let done = printed(&mut worker, 30);
    let names = KINDS.map(|name| file(&booth, name, 30));
    let paths: Vec<String> = names.iter().map(|name| stick.path().join(name).display().to_string()).collect();
    assert_eq!((done.files, done.slips, done.left_out), (paths, FINISHED, vec![]));
    let first = files(stick.path());
    assert_eq!(first.keys().cloned().collect::<BTreeSet<_>>(), names.iter().cloned().collect(), "and nothing else");

    let slips = Paper::keep(&first[&names[0]]).pages();
    assert_eq!(slips.len(), FINISHED.div_ceil(2) + 1, "two on a sheet, and the list");
    // Hòa, Lượng, Ngọc, Sửu, Thủy: by given name, whatever the family's.
    let by_given: Vec<String> = (0..FINISHED).map(|n| resident(n).name).collect();
    let list = slips.last().unwrap();
    let places: Vec<usize> = by_given.iter().map(|name| list.find(name.as_str()).expect(name)).collect();
    assert!(places.is_sorted(), "{list}");
    assert!(slips[0].contains(&by_given[0]) && slips[0].contains(&by_given[1]) && slips[2].contains(&by_given[4]));
    let all = slips.concat();
    assert!(!all.contains(&resident(FINISHED).name), "who has not finished has none");
    assert!(all.contains("BẢN DÙNG THỬ"), "a demo's are marked");

    let calls = Paper::keep(&first[&names[2]]).text();
    let half = resident(FINISHED);
    for shown in [half.name.as_str(), "0912 345 678", "học chuyên đề 4", "bài thi"] {
        assert!(calls.contains(shown), "{shown} in\n{calls}");
    }
    assert!(by_given.iter().all(|name| !calls.contains(name.as_str())), "{calls}");

    let summary = Paper::keep(&first[&names[1]]).text();
    for (line, count) in [
        ("Số người đăng ký", "6"),
        ("Số người học đủ chuyên đề", "5"),
        ("Bài thi làm trên máy", "5"),
        ("Bài dự thi hợp lệ", "5"),
        ("Bài còn chờ nộp", "5"),
        ("Đề giấy đã in", "0"),
        ("Người hỗ trợ:", "Mai"),
    ] {
        let shown = summary.lines().find(|one| one.contains(line)).unwrap_or_else(|| panic!("{line} in\n{summary}"));
        assert!(shown.trim_end().ends_with(count), "{shown}");
    }

    let announced = String::from_utf8(first[&names[3]].clone()).unwrap();
    for shown in ["6 bà con đăng ký", "5 bà con hoàn thành", "Còn 1 bà con", "6 người đăng ký, 5 người hoàn thành"]
    {
        assert!(announced.contains(shown), "{shown} in\n{announced}");
    }
    assert!(announced.starts_with("BẢN DÙNG THỬ") && !announced.contains('⟦'), "{announced}");
    assert!((0..=FINISHED).all(|n| !announced.contains(&resident(n).name)), "nobody is named");

    assert_eq!(printed(&mut worker, 31).slips, FINISHED);
    assert_eq!(files(stick.path()), first, "the same, byte for byte");
    drop(worker);
    let numbers = numbers(&booth, &booth.dir);
    assert!(is_once_each(&numbers), "{numbers:?}");
    assert!(numbers.iter().flatten().all(|number| all.contains(number.as_str())));
    assert_eq!(booth.open().settings_get("at-keyboard").unwrap().unwrap_or_default(), "", "nobody sits there");
}

#[test]
fn another_day_has_its_own_files_and_its_lessons_and_papers_are_counted() {
    let (booth, stick, mut worker) = evening();
    worker.perform(Effect::PrintPapers(7), at(30));
    let shown = worker.perform(Effect::Papers, at(31));
    let [Msg::Papers(batches)] = shown.as_slice() else { panic!("no list") };
    let papers: Vec<_> = batches[0].papers.iter().map(|paper| paper.number).collect();
    worker.perform(Effect::CollectPapers(papers[..4].to_vec()), at(32));
    worker.perform(Effect::VoidPapers(papers[6..].to_vec()), at(33));
    printed(&mut worker, 40);
    let text = |name: &str, seconds| Paper::keep(&files(stick.path())[&file(&booth, name, seconds)]).text();
    let figure = |text: &str, line: &str| {
        let shown = text.lines().find(|one| one.contains(line)).unwrap().trim_end().to_owned();
        shown.rsplit(' ').next().unwrap().parse::<u32>().unwrap()
    };
    let summary = text("tong-ket", 40);
    let papers = ["Đề giấy đã in", "Đề giấy đã thu", "Đề giấy đã nhập", "Đề giấy đã hủy"];
    assert_eq!(papers.map(|line| figure(&summary, line)), [7, 4, 0, 1]);

    let next = printed(&mut worker, DAY_S);
    assert_eq!((next.files.len(), next.slips), (3, 0), "nobody finished on that day");
    let summary = text("tong-ket", DAY_S);
    assert_eq!(papers.map(|line| figure(&summary, line)), [0; 4]);
    assert_eq!(["Bài dự thi hợp lệ", "Bài còn chờ nộp"].map(|line| figure(&summary, line)), [0, 5]);
    assert!(text("goi-lai", DAY_S).contains("0912 345 678"), "who was not called yet stays on the list");

    // The list at the desk has the telephone; who has finished is called by nobody.
    let mut phones = |kind| {
        let shown = worker.perform(Effect::List(kind), at(DAY_S + 1));
        let [Msg::People(lines)] = shown.as_slice() else { panic!("no list") };
        lines.iter().map(|line| line.phone.clone()).collect::<Vec<_>>()
    };
    assert_eq!(phones(ListKind::ToLearn), ["0912 345 678"]);
    assert_eq!(phones(ListKind::All), [""; FINISHED + 1]);
    let shown = worker.perform(Effect::PrintCallBacks, at(DAY_S + 2));
    assert!(matches!(shown.as_slice(), [Msg::FileWritten(path)] if path.ends_with(&file(&booth, "goi-lai", DAY_S))));
    drop(worker);
    assert!(is_once_each(&numbers(&booth, &booth.dir)));
}

#[test]
fn a_stick_that_takes_nothing_is_told_and_the_slips_stay_what_they_are() {
    let (booth, stick, mut worker) = evening();
    let code = |worker: &mut AtDesk| {
        let shown = worker.0.perform(&Job { effect: Effect::PrintEvening, now: at(30) });
        let [Msg::Failed(failure)] = shown.as_slice() else { panic!("{} messages, none a refusal", shown.len()) };
        failure.code.to_owned()
    };
    let summary = stick.path().join(file(&booth, "tong-ket", 30));
    fs::create_dir(&summary).unwrap();
    assert_eq!(code(&mut worker), "TS-K23");
    let names: Vec<String> = files(stick.path()).into_keys().collect();
    assert_eq!(names, [file(&booth, "phieu", 30)], "what is there is whole, and nothing half-written is");
    let slips = files(stick.path());
    fs::remove_dir(&summary).unwrap();
    // No stick at all: before anything is issued.
    drop(worker);
    let (other, gone, _) = evening();
    let mut worker = other.worker(&[], at(29));
    assert_eq!(code(&mut worker), "TS-K01");
    drop((worker, gone));
    assert!(numbers(&other, &other.dir)[1..].iter().all(Vec::is_empty));
    let mut worker = booth.worker(&[stick.path().to_owned()], at(31));
    printed(&mut worker, 32);
    let name = file(&booth, "phieu", 30);
    assert_eq!(files(stick.path())[&name], slips[&name]);
}

const TASK: &str = "TRAMSO_CLOSING_TASK";
/// Tasks of the child: it dies when all slips are issued and nothing is drawn yet; or its stick is a small drive of its own.
const DIE: &str = "die";
const NO_ROOM: &str = "no room";

/// Does nothing when it is run as a test: it is the child's way in.
#[test]
fn process() {
    let Ok(task) = std::env::var(TASK) else { return };
    let [what, dir, stick, passphrase] = task.split('\n').collect::<Vec<_>>()[..] else { panic!("no task") };
    let mount = |options: &str| {
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs", stick]).status();
        assert!(done.is_ok_and(|status| status.success()), "a small drive cannot be mounted");
    };
    if what == NO_ROOM {
        mount("size=1m");
    }
    let (sender, receiver) = mpsc::channel();
    let dies = what == DIE;
    std::thread::spawn(move || {
        for event in receiver {
            if let AppEvent::World(msg) = event
                && matches!(*msg, Msg::Pace(Pace { stage: Stage::Making, .. }))
                && dies
            {
                std::process::abort();
            }
        }
    });
    let station = Station::find(Path::new(dir)).unwrap();
    let slot = station.slots[0].id.0.to_string();
    let config = WorkerConfig {
        station,
        line: StationLine { enrolled: true, demo: true, ..StationLine::default() },
        content: None,
        drive_roots: vec![PathBuf::from(stick)],
        stop: Arc::default(),
    };
    let mut worker = Worker::new(config, sender);
    let _ = worker.begin(at(40));
    let unlock = Effect::Unlock { slot, passphrase: Secret::new(passphrase) };
    let _ = worker.perform(&Job { effect: unlock, now: at(40) });
    let _ = worker.perform(&Job { effect: Effect::OpenShift { pin: Secret::new("1234") }, now: at(40) });
    let mut print = || match worker.perform(&Job { effect: Effect::PrintEvening, now: at(41) }).as_slice() {
        [Msg::Failed(failure)] => println!("\nREFUSED {}", failure.code),
        [Msg::EveningPrinted(done)] => println!("\nPRINTED {} {}", done.slips, files(Path::new(stick)).len()),
        other => panic!("{} messages", other.len()),
    };
    print();
    if what == NO_ROOM {
        println!("ON IT {}", fs::read_dir(stick).unwrap().count());
        mount("remount,size=64m");
        print();
    }
}

fn child(what: &str, booth: &Booth, stick: &Path, through: &[&str]) -> (bool, String) {
    let task = [what, booth.dir.to_str().unwrap(), stick.to_str().unwrap(), booth.passphrase.text()].join("\n");
    let own = std::env::current_exe().unwrap();
    let line: Vec<&str> = through.iter().copied().chain([own.to_str().unwrap()]).collect();
    let output = Command::new(line[0])
        .args(&line[1..])
        .args(["--exact", "street::closing::process", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .output()
        .unwrap_or_else(|fault| panic!("{} does not start ({fault}): apt-get install util-linux", line[0]));
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn killed_between_the_records_and_the_files_the_same_slips_are_written_later() {
    let (booth, stick, worker) = evening();
    drop(worker);
    let (ended_well, shown) = child(DIE, &booth, stick.path(), &[]);
    assert!(!ended_well && !shown.contains("PRINTED"), "{shown}");
    assert_eq!(files(stick.path()), BTreeMap::new(), "nothing is half there");
    let before = numbers(&booth, &booth.dir);
    assert!(is_once_each(&before), "all were issued: {before:?}");
    let mut worker = booth.worker(&[stick.path().to_owned()], at(50));
    assert_eq!(printed(&mut worker, 51).slips, FINISHED);
    drop(worker);
    assert_eq!(numbers(&booth, &booth.dir), before);
    let all = Paper::keep(&files(stick.path())[&file(&booth, "phieu", 51)]).text();
    assert!(before.iter().flatten().all(|number| all.contains(number.as_str())));
}

#[test]
fn a_full_stick_is_told_before_anything_is_issued_and_with_room_it_goes_on() {
    let (booth, _stick, worker) = evening();
    drop(worker);
    let place = tempfile::tempdir().unwrap();
    // SAFETY: it only asks.
    let is_root = unsafe { libc::geteuid() == 0 };
    let (ended_well, shown) =
        child(NO_ROOM, &booth, place.path(), &["unshare", if is_root { "-m" } else { "-rm" }, "--"]);
    let lines: Vec<&str> =
        shown.lines().filter(|line| line.starts_with(|one: char| one.is_ascii_uppercase())).collect();
    assert!(ended_well, "{shown}");
    assert_eq!(lines, ["REFUSED TS-K22", "ON IT 0", "PRINTED 5 4"], "{shown}");
    assert!(is_once_each(&numbers(&booth, &booth.dir)));
}
