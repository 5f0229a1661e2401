//! Two processes want the same station.

use super::{
    child::{self, GAVE_UP, Task, print},
    place::Place,
    scale,
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    os::unix::process::CommandExt,
    process::{Command, Stdio},
};
use tramso::store::{Finding, StoreError, doctor};

/// Holds the station until standard input ends.
pub fn child(place: &Place) -> i32 {
    let store = place.open().unwrap();
    print("AT 0");
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    store.close().map_or(GAVE_UP, |()| 0)
}

#[test]
fn a_second_process_is_refused_and_writes_nothing() {
    let root = scale::scratch();
    let place = Place::make(&root.path().join("station"));
    let mut first = child::command(&Task::Hold { place: place.clone() })
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(first.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "AT 0"), "the first does not open");
    let before = place.digest();
    assert!(matches!(place.open(), Err(StoreError::AlreadyRunning)));
    let second = child::command(&Task::Open { place: place.clone() }).output().unwrap();
    assert_eq!(second.status.code(), Some(GAVE_UP));
    let findings = doctor(&place.dir, Some(place.key()));
    assert!(findings.iter().any(|one| matches!(one, Finding::Station(StoreError::AlreadyRunning))), "{findings:?}");
    assert_eq!(place.digest(), before, "the second has written");
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    place.open().unwrap();
}

#[test]
fn a_process_that_is_being_started_does_not_hold_the_station() {
    let root = scale::scratch();
    let place = Place::make(&root.path().join("station"));
    let store = place.open().unwrap();
    let (mut began, began_here) = std::io::pipe().unwrap();
    let (go_on_there, go_on) = std::io::pipe().unwrap();
    let mut starting = Command::new("true");
    let halt = move || {
        // Between fork and exec: everything that is open here is open there too.
        (&began_here).write_all(&[1])?;
        (&go_on_there).read_exact(&mut [0])
    };
    // SAFETY: the closure reads and writes pipes and allocates nothing.
    unsafe { starting.pre_exec(halt) };
    let started = std::thread::spawn(move || starting.status());
    began.read_exact(&mut [0]).unwrap();
    store.close().unwrap();
    let opened = place.open();
    (&go_on).write_all(&[1]).unwrap();
    started.join().unwrap().unwrap();
    opened.unwrap();
}
