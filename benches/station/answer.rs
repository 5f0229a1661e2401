//! What it costs to keep one answer: syncs, pages, time.

use super::{
    Scale, bare,
    figure::{Figure, Goal, Rounds, Stop},
    place::{Place, Reach, act, pack, resident},
};
use std::{
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};
use tramso::{
    record::{Event, Row},
    store::{PersonRef, Station, Store},
};

/// The word that makes this binary keep answers in a folder's station, under the eyes of strace.
pub const CHILD: &str = "child:answers";
/// As a resident has them: answers to twenty places, some of them changed.
const PLACES: u16 = 20;

pub fn measure(scale: Scale) -> Result<Vec<Figure>, Stop> {
    let place = Place::quick()?;
    let pack = pack()?;
    let mut store = place.open()?;
    let (person, _, _) = resident(&mut store, &pack, Reach::Testing)?;
    store.save(Some(person), &act(), &[answer(0)])?;
    store.checkpoint()?;
    let mut database = bare::Database::create(&place.dir.path().join("bare.db"))?;
    let mut file = bare::Raw::create(&place.dir.path().join("bare.raw"), 100)?;

    let mut pages = Vec::new();
    let (mut beside_statements, mut beside_disk) = (Rounds::default(), Rounds::default());
    for _ in 0..scale.rounds {
        let each = 0..scale.of(100);
        let raw: Vec<f64> = each.clone().map(|_| Ok(file.write()? * 1e6)).collect::<Result<_, Stop>>()?;
        let bare: Vec<f64> = each.clone().map(|_| Ok(database.answer()? * 1e6)).collect::<Result<_, Stop>>()?;
        let ours: Vec<f64> = each.map(|at| keep(&mut store, person, at, &mut pages)).collect::<Result<_, _>>()?;
        beside_disk.ours.push(ours.clone());
        beside_disk.bare.push(raw);
        beside_statements.ours.push(ours);
        beside_statements.bare.push(bare);
        store.checkpoint()?;
        database.checkpoint()?;
    }
    store.close()?;
    let most = pages.iter().copied().fold(0.0, f64::max);
    let name = "pages in the write-ahead log an answer";
    Ok(vec![
        syncs(&place, scale)?,
        Figure::alone(name, "pages", pages).goal(Goal::AtMost(3.0)).note(format!("at most {most:.0}, which may be 6")),
        Figure::beside("an answer kept", "us", "the same statements, rusqlite alone", &beside_statements)
            .goal(Goal::TimesBare(1.3)),
        Figure::beside("an answer kept, against the disk", "us", "4,152 B written over + fdatasync", &beside_disk)
            .goal(Goal::TimesBare(1.8)),
    ])
}

fn answer(at: usize) -> Event {
    let at = u16::try_from(at).unwrap_or(0);
    Event::Journal(Row::Answer {
        attempt: 1,
        place: at % PLACES,
        option: u8::try_from(at % 4).unwrap_or(0),
        seconds: 11,
    })
}

/// Keeps one answer; how many microseconds that took.
fn keep(store: &mut Store, person: PersonRef, at: usize, pages: &mut Vec<f64>) -> Result<f64, Stop> {
    let (event, act) = ([answer(at)], act());
    let before = store.log_pages();
    let start = Instant::now();
    store.save(Some(person), &act, &event)?;
    let took = start.elapsed();
    // A checkpoint within the save would have begun the log again.
    pages.extend(store.log_pages().checked_sub(before).map(f64::from));
    Ok(took.as_secs_f64() * 1e6)
}

/// Syncs an answer, as strace counts them: a run with many answers less a run with few, so that opening and closing cancel out.
fn syncs(place: &Place, scale: Scale) -> Result<Figure, Stop> {
    let (few, answers) = (10, scale.of(200));
    traced(place, few)?; // so that both that count find the station as such a run leaves it
    let (opened, whole) = (traced(place, few)?, traced(place, few + answers)?);
    let each = (whole.len() as f64 - opened.len() as f64) / answers as f64;
    let kind = if whole.iter().any(|line| line.contains("fdatasync")) { "fdatasync" } else { "fsync" };
    let note = format!("{kind}; {answers} answers; opening and closing the station: {}", opened.len() - few);
    Ok(Figure::alone("syncs an answer", "calls", vec![each]).goal(Goal::AtMost(1.0)).note(note))
}

/// The syncs of a run with so many answers.
fn traced(place: &Place, answers: usize) -> Result<Vec<String>, Stop> {
    let log = place.dir.path().join("strace.log");
    let status = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=fdatasync,fsync,sync_file_range,msync", "-o"])
        .arg(&log)
        .arg(std::env::current_exe()?)
        .arg(CHILD)
        .arg(place.station.dir())
        .arg(place.passphrase.text())
        .arg(answers.to_string())
        .stdout(Stdio::null())
        .status()
        .map_err(|fault| Stop(format!("strace ({fault}): apt-get install strace")))?;
    if !status.success() {
        return Err(Stop(format!("strace ended with {status}; it needs ptrace, which this machine may forbid")));
    }
    let log = std::fs::read_to_string(log)?;
    Ok(log.lines().filter(|line| line.contains("sync")).map(str::to_owned).collect())
}

/// Keeps so many answers of the first resident: arguments folder, passphrase, how many.
pub fn child(args: &[String]) -> Result<(), Stop> {
    let [dir, passphrase, answers] = args else { return Err(Stop("folder, passphrase, answers".to_owned())) };
    let station = Station::find(Path::new(dir))?;
    let slot = station.slots.first().ok_or("no slot")?.id;
    let mut store = station.unlock(slot, &tramso::crypto::Passphrase::read(passphrase)?)?;
    let person = store.everybody()?.first().ok_or("nobody")?.person;
    for at in 0..answers.parse()? {
        store.save(Some(person), &act(), &[answer(at)])?;
    }
    Ok(store.close()?)
}
