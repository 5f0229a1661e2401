//! Certificates of a whole commune and of ten thousand people: issued, and drawn by two threads as a clerk's browser asks for them.

use super::{Amount, Figure, Goal, Stop, ingest::people, place, timed};
use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
};
use tramso::{
    centre::{Access, Actor, Centre},
    crypto::sha256,
    domain::{Moment, PersonKey},
    ledger::{Ledger, PersonRow},
};

const UNIT: &str = "11113";
/// People of a village.
const VILLAGE: u64 = 150;
const AT_ONCE: u64 = 5_000;
const MIB: f64 = 1_048_576.0;

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let folder = place::scratch()?;
    let wanted = u64::try_from(amount.people_exported).unwrap_or(1_000);
    let (centre, now) = filled(place::embedded(folder.path())?, wanted)?;
    let by = (Actor::CommandLine, now);
    let refused = |_| Stop("refused".to_owned());
    let (issuing, issued) = timed(|| centre.issue_certificates(&Access::City, UNIT, by).map_err(refused))?;
    if issued.issued != wanted {
        return Err(Stop(format!("{} issued of {wanted}", issued.issued)));
    }
    let mut single = Vec::new();
    let mut bytes = Vec::new();
    for number in 1..=20 {
        let number = format!("GCN-{number:06}");
        let (took, file) = timed(|| centre.certificate_file(&Access::City, &number, by).map_err(refused))?;
        single.push(took * 1_000.0);
        bytes.push(file.pdf.len() as f64 / 1_024.0);
    }
    let (first, _) = timed(|| centre.certificate_files(&Access::City, UNIT, Some(0), by).map_err(refused))?;
    let parts = centre.certificate_holders(&Access::City, UNIT).map_err(refused)?.parts.len();
    // The peak from here on.
    fs::write("/proc/self/clear_refs", "5").map_err(|_| Stop("no /proc".to_owned()))?;
    let before = memory("VmRSS:")?;
    let next = AtomicUsize::new(0);
    let (took, ()) = timed(|| {
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..2).map(|_| scope.spawn(|| draw(&centre, &next, parts, now))).collect();
            workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| Stop("panicked".to_owned()))?)
        })
    })?;
    let peak = memory("VmHWM:")?;
    let figure = |name, unit, ours, goal| Figure { name, unit, ours, bare: None, goal };
    Ok(vec![
        figure("certificates issued", "a second", vec![wanted as f64 / issuing], Goal::None),
        figure("one certificate drawn", "ms", single, Goal::AtMost(60.0)),
        figure("one certificate", "KB", bytes, Goal::AtMost(120.0)),
        figure("first file of a unit, a hundred of them", "s", vec![first], Goal::AtMost(2.0)),
        figure("certificates of a batch, two cores", "a second", vec![wanted as f64 / took], Goal::AtLeast(40.0)),
        figure("memory of the batch at its peak", "MiB", vec![peak / MIB], Goal::AtMost(200.0)),
        figure("memory before it", "MiB", vec![before / MIB], Goal::None),
    ])
}

fn draw(centre: &Centre, next: &AtomicUsize, parts: usize, now: Moment) -> Result<(), Stop> {
    loop {
        let part = next.fetch_add(1, Ordering::Relaxed);
        if part >= parts {
            return Ok(());
        }
        let file = centre.certificate_files(&Access::City, UNIT, Some(part), (Actor::CommandLine, now));
        let file = file.map_err(|_| Stop("refused".to_owned()))?;
        if !file.left_out.is_empty() {
            return Err(Stop(format!("{} left out", file.left_out.len())));
        }
    }
}

/// A unit with so many people who have a valid entry, each village of its own size.
fn filled(ledger: Box<dyn Ledger>, wanted: u64) -> Result<(Centre, Moment), Stop> {
    let city = place::city(300, 1)?;
    let bundles = place::bundles(&city)?;
    let centre = place::centre(ledger, &bundles, city.now)?;
    for (_, bundle) in &bundles {
        centre.ingest(&Access::City, &bundle.bytes, city.now.plus_ms(1_000))?;
    }
    let rows: Vec<PersonRow> =
        people(&centre)?.into_iter().filter(|row| row.standing.valid.is_some() && !row.card.is_empty()).collect();
    let keys: Vec<PersonKey> = people(&centre)?.iter().map(|row| row.key).collect();
    centre.ledger().write(&mut |tx| tx.remove_people(&keys))?;
    let mut number = 0;
    while number < wanted {
        let end = wanted.min(number + AT_ONCE);
        let more = (number..end).filter_map(|number| {
            let mut row = rows.get(usize::try_from(number).unwrap_or(0) % rows.len().max(1))?.clone();
            row.key = PersonKey(sha256(&[&number.to_be_bytes()]));
            row.standing.unit = Some(UNIT.to_owned());
            row.standing.village = Some(format!("thôn {}", number / VILLAGE + 1));
            Some(row)
        });
        let more: Vec<PersonRow> = more.collect();
        centre.ledger().write(&mut |tx| tx.add_people(&more).map(drop))?;
        number = end;
    }
    Ok((centre, city.now.plus_ms(2_000)))
}

fn memory(name: &str) -> Result<f64, Stop> {
    let status = fs::read_to_string("/proc/self/status").map_err(|_| Stop("no /proc".to_owned()))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    let kib = line.trim().trim_end_matches(" kB").parse::<f64>();
    kib.map(|kib| kib * 1_024.0).map_err(|_| Stop("no figure".to_owned()))
}
