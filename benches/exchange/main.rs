//! What carrying results costs, each figure beside the bare chain of the same run: the same lines through the same crates without
//! our program around them. Contestants take turns, a ratio is taken within a round, and what counts
//! is the time that the thread worked, so that a busy machine changes it little.
//!
//! `cargo bench --no-default-features --features central --bench exchange`; `-- --short`: few rounds, to see that it works.

#[path = "../bare_open.rs"]
mod bare_open;
mod judging;
#[path = "../measure.rs"]
#[allow(dead_code)]
mod measure;
mod people;

use bare_open::bare_open;
use measure::{Stop, clock, spread, worked};
use people::{CENTRE, People, RECOVERY};
use std::{io::Write, process::ExitCode};
use tramso::{
    bundle::{Anchor, Arrived, BundleFault, Written, examine, write},
    crypto::{demo_centre::CENTRE_IDENTITY, parcel, seal::Sealing},
};

/// What the issue asks for: writing at most so many times the bare chain, the file at most so many times the bare one, opening at
/// least so much of the bare speed.
const WRITING: f64 = 10.0;
const SIZE: f64 = 1.02;
const OPENING: f64 = 0.6;
const ENTRIES: u32 = 500;

fn main() -> ExitCode {
    match all(std::env::args().any(|arg| arg == "--short")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn all(short: bool) -> Result<(), Stop> {
    let rounds = if short { 3 } else { 31 };
    let people = People::new(ENTRIES);
    let written = ours(&people)?;
    let payload = member(&written.bytes)?;
    let lines = people.lines();
    println!("{ENTRIES} entries, {} records, {} KiB of lines\n", people.records.len(), lines.len() >> 10);

    let hall = judging::Hall::new(&people);
    let (mut writing, mut opening, mut judging) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        writing.push((timed(|| ours(&people))?, timed(|| bare_write(&people))?));
        opening.push((timed(|| opened(&people, &written))?, timed(|| bare_open(payload))?));
        judging.push((timed(|| hall.judged(&people, &written))?, timed(|| bare_open(payload))?));
    }
    let many = print_figures("write 500 entries", &writing);
    let speed = 1.0 / print_figures("open, verify and parse them", &opening);
    let judged = 1.0 / print_figures("open them, draw and score them again, judge them", &judging);
    hall.stages(&people, &written, rounds)?;
    let size = written.bytes.len() as f64 / sealed(&packed(&lines)?)?.len() as f64;
    println!("file: {} bytes, {size:.3} of `zstd -3` and age over the same lines", written.bytes.len());
    println!("\nwriting   {many:.2} of the bare chain (at most {WRITING})");
    println!("file      {size:.3} of the bare file (at most {SIZE})");
    println!("opening   {speed:.2} of the bare speed (at least {OPENING})");
    println!("judging   {judged:.2} of the bare speed (at least {OPENING})");
    if many > WRITING || size > SIZE || speed < OPENING || judged < OPENING {
        return Err(Stop("a goal is missed".to_owned()));
    }
    Ok(())
}

/// The sealed member of a bundle.
fn member(bytes: &[u8]) -> Result<&[u8], Stop> {
    let members = parcel::read(bytes, 3)?;
    members.last().map(|member| member.bytes).ok_or_else(|| Stop("no payload".to_owned()))
}

/// Milliseconds of this thread's work: what others do on the machine meanwhile does not count.
fn timed<T>(work: impl FnOnce() -> Result<T, Stop>) -> Result<f64, Stop> {
    Ok(worked(work)? * 1e3)
}

/// Prints medians with their range, and answers with the median of the ratios.
fn print_figures(name: &str, rounds: &[(f64, f64)]) -> f64 {
    let (ours, ours_least, ours_most) = spread(rounds.iter().map(|(ours, _)| *ours).collect());
    let (bare, bare_least, bare_most) = spread(rounds.iter().map(|(_, bare)| *bare).collect());
    let (ratio, least, most) = spread(rounds.iter().map(|(ours, bare)| ours / bare).collect());
    println!(
        "{name}: {ours:.2} ms ({ours_least:.2}-{ours_most:.2}); bare {bare:.2} ({bare_least:.2}-{bare_most:.2}); ratio {ratio:.2} ({least:.2}-{most:.2})"
    );
    ratio
}

/// The station's way: from the kept bytes of each record to the signed file.
fn ours(people: &People) -> Result<Written, Stop> {
    let (of, commune) = people.station();
    Ok(write(&people.plan(&of, &commune), &people.key, &mut people.links().peekable())?)
}

/// The bare way: each record made JSON, compressed, sealed, and a digest of it signed.
fn bare_write(people: &People) -> Result<Vec<u8>, Stop> {
    let mut lines = Vec::new();
    for record in &people.records {
        serde_json::to_writer(&mut lines, record)?;
        lines.push(b'\n');
    }
    let sealed = sealed(&packed(&lines)?)?;
    people.key.sign(&tramso::crypto::sha256(&[&sealed]), "bare")?;
    Ok(sealed)
}

/// The centre's way: signature, sizes, digests, chain, every record in its one form.
fn opened(people: &People, written: &Written) -> Result<usize, Stop> {
    let (of, _) = people.station();
    let mut found = Vec::with_capacity(people.records.len());
    let examined = examine(&written.bytes, &Anchor { of: &of, key: people.key.public() })?;
    examined.read(&[CENTRE_IDENTITY], |arrived: Arrived<'_>| {
        found.push(arrived.record);
        Ok::<(), BundleFault>(())
    })?;
    Ok(found.len())
}

fn packed(lines: &[u8]) -> Result<Vec<u8>, Stop> {
    Ok(zstd::stream::encode_all(lines, 3)?)
}

fn sealed(packed: &[u8]) -> Result<Vec<u8>, Stop> {
    let mut sealing = Sealing::begin(&[CENTRE, RECOVERY], Vec::new())?;
    sealing.write_all(packed)?;
    Ok(sealing.finish()?)
}
