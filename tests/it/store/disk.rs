//! A disk that is full or fails, and what an answer costs it.

use super::{
    child::{acknowledged, start},
    fixture::{Place, act, answer, quick, register, resident, setup, submitted, topic},
};
use std::{collections::BTreeSet, fs, path::Path, process::Command};
use tramso::{
    crypto::Passphrase,
    record::{Event, Row},
    store::{PersonRef, Station, Store, StoreError},
};

/// Places of the answers that are found.
fn found(store: &Store, person: PersonRef) -> BTreeSet<u16> {
    let place = |event: &Event| match event {
        Event::Journal(Row::Answer { place, .. }) => Some(*place),
        _ => None,
    };
    store.history(person).unwrap().iter().filter_map(|(_, event)| place(event)).collect()
}

/// A small file system in memory, taken away again.
struct Small(tempfile::TempDir);

impl Small {
    fn new(size: &str) -> Self {
        let place = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(place.path())
            .status();
        assert!(mounted.is_ok_and(|status| status.success()), "mounting a small tmpfs needs root (or `unshare -rm`)");
        Self(place)
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_costs_no_answer_and_the_station_goes_on_when_there_is_room() {
    let disk = Small::new("16m");
    let dir = disk.0.path().join("station");
    let passphrase = Passphrase::generate();
    let station = Station::create_in(&dir, &setup(), ("Lan", &passphrase), &quick()).unwrap();
    let key = station.key(station.slots[0].id, &passphrase).unwrap();
    let mut store = station.unlock_in(key.clone(), &quick(), &mut |_| ()).unwrap();
    let person = register(&mut store, 0, 0);
    let filler = disk.0.path().join("filler");
    fill(&filler);

    let mut saved = BTreeSet::new();
    let reserve = station.path("reserve");
    assert!(reserve.exists());
    let mut saved_without_reserve = 0;
    let mut number = 0..60_000;
    let fault = loop {
        let place = number.next().unwrap();
        match store.save(Some(person), &act(1), &[answer(place, 1)]) {
            Ok(_) => saved_without_reserve += usize::from(!reserve.exists()),
            Err(fault) => break fault,
        }
        saved.insert(place);
    };
    assert!(matches!(fault, StoreError::Full), "{fault:?}");
    assert!(store.space_is_short(), "it is told");
    assert!(saved_without_reserve > 100, "the reserve had room for some hundred answers: {saved_without_reserve}");
    assert!(matches!(store.save(Some(person), &act(1), &[answer(60_001, 1)]), Err(StoreError::Full)));

    drop(store);
    let key = station.key(station.slots[0].id, &passphrase).expect("a full drive keeps nobody out");
    let mut store = station.unlock_in(key.clone(), &quick(), &mut |_| ()).unwrap();
    assert!(store.space_is_short());
    assert_eq!(found(&store, person), saved);

    fs::remove_file(&filler).unwrap();
    for place in 60_001..60_020 {
        store.save(Some(person), &act(2), &[answer(place, 1)]).unwrap();
        saved.insert(place);
    }
    store.checkpoint().unwrap();
    assert_eq!(found(&store, person), saved);
    drop(store);
    let store = station.unlock_in(key, &quick(), &mut |_| ()).unwrap();
    assert_eq!(found(&store, person), saved);
    assert!(store.verify_chain().unwrap().is_empty());
}

fn fill(file: &Path) {
    let mut bytes = 15 << 20;
    while bytes > 0 {
        match fs::write(file, vec![1; bytes]) {
            Ok(()) => return,
            Err(_) => bytes -= 64 << 10,
        }
    }
}

/// Each system call in turn fails once, and from then on; the answers that were acknowledged must be found
/// (docs/THREAT-MODEL.md K4).
#[test]
fn a_disk_that_fails_costs_no_acknowledged_answer() {
    let mut refused = 0;
    let calls = [("fdatasync", 14), ("pwrite64", 60), ("fsync", 6)];
    for (call, count) in calls {
        for when in (1..=count).step_by(if call == "pwrite64" { 7 } else { 3 }) {
            for then in ["", "+"] {
                let place = Place::new();
                let inject = format!("inject={call}:error=EIO:when={when}{then}");
                let strace: Vec<String> =
                    ["strace", "-f", "-o", "/dev/null", "-e", &inject].map(str::to_owned).to_vec();
                let acked = acknowledged(start(&strace, place.station.dir(), &place.passphrase, "answer"));
                let _ = fs::remove_file(place.station.path("guard.json"));
                let store = place.open();
                let Some(person) = store.find_by_key(&resident(0).key(&store)).unwrap() else {
                    assert!(acked.is_empty());
                    continue;
                };
                let found = found(&store, person);
                let lost: Vec<_> = acked.iter().filter(|one| !found.contains(one)).collect();
                assert!(lost.is_empty(), "{inject}: {lost:?} of {} lost", acked.len());
                assert!(found.len() <= acked.len() + 1, "{inject}");
                assert!(store.verify_chain().unwrap().is_empty());
                refused += usize::from(acked.len() < 40);
                if then.is_empty() && !acked.is_empty() {
                    assert_eq!(acked.len(), 40, "{inject}: one fault is overcome");
                }
            }
        }
    }
    assert!(refused > 5, "the faults must have hit something");
}

/// The cost of an answer (docs/decisions/024-one-sync-an-answer.md), over thirty visits of a hundred steps.
#[test]
fn an_answer_costs_at_most_three_pages_and_never_more_than_six() {
    let place = Place::new();
    let mut store = place.open();
    let mut costs = Vec::new();
    for n in 0..30 {
        let person = register(&mut store, n, 0);
        store.save(Some(person), &act(1), &[topic(1), topic(2), topic(3), topic(4)]).unwrap();
        for step in 0..100 {
            let before = store.log_pages();
            store.save(Some(person), &act(step), &[answer(u16::try_from(step % 20).unwrap(), 3)]).unwrap();
            costs.push(store.log_pages() - before);
        }
        store.save(Some(person), &act(2), &[submitted()]).unwrap();
        store.checkpoint().unwrap();
    }
    costs.sort_unstable();
    let (median, most) = (costs[costs.len() / 2], costs[costs.len() - 1]);
    println!("pages an answer: median {median}, most {most}, of {} answers", costs.len());
    assert!(median <= 3 && most <= 6, "median {median}, most {most}");
}

#[test]
fn an_answer_costs_one_sync() {
    let place = Place::new();
    let trace = place.temp.path().join("trace");
    let calls = "trace=fsync,fdatasync,write,pwrite64";
    let strace: Vec<String> = ["strace", "-f", "-o", trace.to_str().unwrap(), "-e", calls].map(str::to_owned).to_vec();
    let acked = acknowledged(start(&strace, place.station.dir(), &place.passphrase, "answer"));
    assert_eq!(acked.len(), 40);
    // Between the first and the last acknowledgement: what 39 answers cost.
    let lines = fs::read_to_string(&trace).unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    let acks: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains("ACK ")).collect();
    let between = &lines[acks[0]..acks[acks.len() - 1]];
    let count = |call: &str| between.iter().filter(|line| line.contains(call)).count();
    let (data, all, pages) = (count("fdatasync("), count("fsync("), count("pwrite64("));
    println!("39 answers: {data} fdatasync, {all} fsync, {pages} pwrite64");
    assert_eq!((data, all), (39, 0));
}
