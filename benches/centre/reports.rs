//! Reports over a ledger with a hundred thousand people in one unit: rows of people who were really taken in, each again under other
//! keys. Memory is the most that the process held beyond what it held before.

use super::{
    Amount, Figure, Goal, Stop,
    ingest::people,
    place,
    server::{Postgres, QUICK},
    timed,
};
use std::fs;
use tramso::{
    centre::{
        Access, Actor, Centre,
        reports::{ListPurpose, ReportFile, ReportKind, WantedDays},
    },
    crypto::sha256,
    domain::{Moment, PersonKey},
    ledger::{Counts, PersonRow, Scope, TallyKey, open_postgres},
    text::{Language, Words},
};

/// The unit that everybody lives in.
const UNIT: &str = "11113";
/// People that are added at once.
const AT_ONCE: u64 = 10_000;
/// Days of a contest.
const DAYS: i32 = 50;

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let many = u64::from(amount.people_exported) * 10;
    let city = place::city(78, 1)?;
    let bundles = place::bundles(&city)?;
    let postgres = Postgres::start(&[QUICK, &["shared_buffers=256MB"]].concat());
    let sealed = open_postgres(&postgres.database("reports"), &place::keys()?.ledger_key())?;
    let mut figures = Vec::new();
    for (ledger, lists, memory) in [
        (place::embedded(folder.path())?, "people as XLSX, embedded ledger, s", "memory for them, embedded ledger"),
        (sealed, "people as XLSX, PostgreSQL, s", "memory for them, PostgreSQL"),
    ] {
        let centre = place::centre(ledger, &bundles, city.now)?;
        for (_, bundle) in &bundles {
            centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?;
        }
        fill(&centre, &people(&centre)?, many)?;
        let (took, most) = list(&centre, city.now, amount.rounds.min(5))?;
        let goal = if many >= 100_000 { Goal::AtMost(4.0) } else { Goal::None };
        figures.push(Figure { name: lists, unit: "s", ours: took, bare: None, goal });
        figures.push(Figure { name: memory, unit: "MiB", ours: most, bare: None, goal: Goal::None });
        if figures.len() == 2 {
            figures.extend(files(&centre, city.now, amount.rounds)?);
        }
    }
    Ok(figures)
}

/// The same people again and again under other keys, in one unit, and sums by day.
fn fill(centre: &Centre, rows: &[PersonRow], many: u64) -> Result<(), Stop> {
    for begin in (0..many).step_by(usize::try_from(AT_ONCE)?) {
        let one = |number: u64| {
            let mut row = rows.get(usize::try_from(number).unwrap_or(0) % rows.len())?.clone();
            row.key = PersonKey(sha256(&[&number.to_be_bytes()]));
            row.standing.unit = Some(UNIT.to_owned());
            row.standing.village = Some(format!("thôn {}", number % 40));
            Some(row)
        };
        let more: Vec<PersonRow> = (begin..many.min(begin + AT_ONCE)).filter_map(one).collect();
        centre.ledger().write(&mut |tx| tx.add_people(&more).map(drop))?;
    }
    let each = i64::try_from(many)? / i64::from(DAYS);
    let counts = Counts { registered: each, finished: each, valid: each, ..Counts::default() };
    let key = |day| TallyKey { scope: Scope::Day, unit: UNIT.to_owned(), name: String::new(), day };
    let changes: Vec<_> = (0..DAYS).map(|day| (key(20_700 + day), counts)).collect();
    centre.ledger().write(&mut |tx| tx.add_tallies(&changes))?;
    Ok(())
}

/// Seconds and MiB of the list of everybody.
fn list(centre: &Centre, now: Moment, rounds: usize) -> Result<(Vec<f64>, Vec<f64>), Stop> {
    let words = Words::new(Language::Vietnamese);
    let (mut took, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let before = begin_peak()?;
        let purpose = (UNIT, ListPurpose::Compare);
        let (seconds, file) =
            timed(|| Ok(centre.people_file(&Access::City, purpose, (Actor::CommandLine, now), &words)?))?;
        let file = file.ok_or_else(|| Stop("no unit".to_owned()))?;
        took.push(seconds);
        memory.push(peak()? - before);
        eprintln!("{} people, {} KiB of XLSX", file.people, file.file.bytes.len() >> 10);
    }
    Ok((took, memory))
}

/// Milliseconds of a unit's files, from the ledger to the bytes.
fn files(centre: &Centre, now: Moment, rounds: usize) -> Result<Vec<Figure>, Stop> {
    let words = Words::new(Language::Vietnamese);
    let mut figures = Vec::new();
    for (name, unit, kind, most) in [
        ("a unit's report as DOCX", Some(UNIT), ReportKind::Word, 100.0),
        ("the city's report as DOCX", None, ReportKind::Word, 100.0),
        ("a unit's report as XLSX", Some(UNIT), ReportKind::Book, 1_000.0),
        ("the city's report as XLSX", None, ReportKind::Book, 1_000.0),
    ] {
        let mut ours = Vec::new();
        for _ in 0..rounds {
            let (seconds, _) = timed(|| {
                let days = WantedDays::default();
                let report = match unit {
                    Some(unit) => {
                        centre.unit_report(&Access::City, unit, days, now)?.ok_or_else(|| Stop("no unit".to_owned()))?
                    }
                    None => centre.city_report(&Access::City, days, now)?,
                };
                Ok(ReportFile::new(&report, kind, &words).bytes)
            })?;
            ours.push(seconds * 1e3);
        }
        figures.push(Figure { name, unit: "ms", ours, bare: None, goal: Goal::AtMost(most) });
    }
    Ok(figures)
}

/// MiB that the process holds; from now on its peak is counted again.
fn begin_peak() -> Result<f64, Stop> {
    fs::write("/proc/self/clear_refs", "5")?;
    status("VmRSS:")
}

/// The most MiB that it held since.
fn peak() -> Result<f64, Stop> {
    status("VmHWM:")
}

fn status(field: &str) -> Result<f64, Stop> {
    let text = fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    Ok(kib.ok_or_else(|| Stop(field.to_owned()))? / 1024.0)
}
