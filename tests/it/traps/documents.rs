//! What the desk prints, on a stick of traps: papers again, slips, forms, an evening's files, lists to call back. The worker does
//! what the screens ask for. A new batch of papers has a name that is drawn by chance, so nothing can wait for it.

use super::{
    PATIENCE, below, chosen,
    stick::{Outside, Trap},
};
use crate::{
    outbox::place::at,
    street::{AtDesk, Booth, closing},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};
use tramso::{
    report::Certificate,
    tui::{Effect, Msg},
};

/// Longest time that all traps of one document may take.
const LONGEST: Duration = Duration::from_secs(400);

type Ask = fn(&mut AtDesk, &Booth) -> Effect;

fn again(worker: &mut AtDesk, _: &Booth) -> Effect {
    let newest = |worker: &mut AtDesk| match worker.perform(Effect::Papers, at(40)).pop() {
        Some(Msg::Papers(batches)) => batches.last().map(|batch| batch.batch),
        _ => panic!("no list"),
    };
    let batch = newest(worker).or_else(|| {
        worker.perform(Effect::PrintPapers(1), at(39));
        newest(worker)
    });
    Effect::PrintAgain(batch.unwrap())
}

/// What the screen of a slip asks for, for somebody who has one.
fn slip(worker: &mut AtDesk, booth: &Booth) -> Effect {
    let person = closing::person(booth, 0);
    worker.perform(Effect::OpenPerson(person), at(39));
    match worker.perform(Effect::MakeCertificate(person), at(40)).pop() {
        Some(Msg::CertificateMade { number, .. }) => {
            Effect::SaveCertificate(Box::new(Certificate { number, ..crate::report::sample() }))
        }
        _ => panic!("no slip"),
    }
}

/// Takes everything away, whatever it is.
fn clear(stick: &Path) {
    for entry in fs::read_dir(stick).unwrap() {
        let path = entry.unwrap().path();
        if fs::symlink_metadata(&path).unwrap().is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
    }
}

/// What was answered: a notice, or the names of files.
fn answered(shown: &[Msg]) -> Result<Vec<PathBuf>, String> {
    for msg in shown {
        match msg {
            Msg::FileWritten(path) => return Ok(vec![path.into()]),
            Msg::EveningPrinted(printed) => return Ok(printed.files.iter().map(PathBuf::from).collect()),
            Msg::Failed(failure) if failure.code.starts_with("TS-") => return Err(failure.code.to_owned()),
            _ => (), // else: progress
        }
    }
    panic!("{} messages and neither a file nor a notice", shown.len())
}

/// Writes a document with each trap in the place of a file of it, and of its temporary name.
fn holds(ask: Ask) -> usize {
    let (booth, stick, mut worker) = closing::evening();
    let effect = ask(&mut worker, &booth);
    clear(stick.path());
    let began = Instant::now();
    let written = answered(&worker.answers(effect, at(41))).unwrap();
    // Drawing is work of the processor, which others may use meanwhile; what a trap holds up waits for ever.
    let limit = began.elapsed() * 4 + PATIENCE;
    let made = below(stick.path());
    let (mut tried, mut broken) = (0, Vec::new());
    assert!(!written.is_empty() && written.iter().all(|path| path.exists()));
    let files: Vec<&PathBuf> = made.iter().filter(|(_, bytes)| bytes.is_some()).map(|(file, _)| file).collect();
    for (first, file) in files.iter().enumerate() {
        let places = [file.to_path_buf(), PathBuf::from(format!("{}.part", file.display()))];
        // Documents of several files are slow to draw: each trap waits at one of them.
        let traps = Trap::IN_A_FILES_PLACE.iter().skip(first).step_by(files.len());
        for (trap, place) in
            traps.flat_map(|trap| places.iter().map(move |at| (trap, at))).enumerate().filter_map(chosen)
        {
            clear(stick.path());
            let (outside, place) = (Outside::new(), stick.path().join(place));
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            trap.set(&place, &outside);
            let effect = ask(&mut worker, &booth);
            let began = Instant::now();
            let answer = answered(&worker.answers(effect, at(42)));
            tried += 1;
            let mut why = outside.changes();
            if began.elapsed() > limit {
                why.push(format!("waited {:?}", began.elapsed()));
            }
            let is_whole =
                |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_file() && found.len() > 0);
            if answer.is_ok_and(|files| !files.iter().all(is_whole)) {
                why.push("a file that is not there was reported".to_owned());
            }
            broken.extend(why.iter().map(|why| format!("{} at {}: {why}", trap.name, place.display())));
        }
    }
    assert!(broken.is_empty(), "{} of {tried}:\n{}", broken.len(), broken.join("\n"));
    tried
}

/// As `holds`, on a thread of its own: what waits for ever ends the test all the same.
#[track_caller]
fn each_trap(ask: Ask) {
    let (done, waits) = mpsc::channel();
    let running = thread::spawn(move || {
        let tried = holds(ask);
        let _ = done.send(());
        tried
    });
    // Disconnected: it ended by a panic, which joining shows.
    assert!(waits.recv_timeout(LONGEST) != Err(mpsc::RecvTimeoutError::Timeout), "a trap holds it up");
    let tried = running.join().unwrap();
    assert!(tried >= Trap::IN_A_FILES_PLACE.len(), "only {tried} traps were set");
}

#[test]
fn papers_printed_again_are_written_through_nothing() {
    each_trap(again);
}

#[test]
fn a_slip_from_its_screen_is_written_through_nothing() {
    each_trap(slip);
}

#[test]
fn forms_are_written_through_nothing() {
    each_trap(|_, _| Effect::PrintForms);
}

#[test]
fn an_evenings_files_are_written_through_nothing() {
    each_trap(|_, _| Effect::PrintEvening);
}

#[test]
fn lists_to_call_back_are_written_through_nothing() {
    each_trap(|_, _| Effect::PrintCallBacks);
}
