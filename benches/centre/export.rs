//! A station's export, database read included, beside the bare build of the same records: JSON, zstd, age, one signature. And how
//! much memory a large one takes.

use super::{Amount, Figure, Goal, Stop, place, worked};
use std::{
    io::{Read, Write},
    process::{Command, ExitCode},
};
use tramso::{
    crypto::{
        Secret,
        demo_centre::{CENTRE_IDENTITY, CENTRE_RECIPIENT, RECOVERY_RECIPIENT},
        minisig::SigningKey,
        open_with, parcel,
        seal::Sealing,
        sha256,
    },
    kiosk::outbox,
    record::Record,
};

pub fn all(amount: Amount) -> Result<Vec<Figure>, Stop> {
    let (mut ours, mut bare, mut sizes) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..amount.rounds {
        let mut filled = place::Filled::new(700 + round as u64, place::ENTRIES)?;
        let mut made = None;
        ours.push(
            worked(|| {
                made = Some(outbox::prepare(&mut filled.store, place::now(), &mut |_| ())?);
                Ok(())
            })? * 1e3,
        );
        let bundles = made.map(|ready| ready.bundles).unwrap_or_default();
        let file = std::fs::read(&bundles.first().ok_or_else(|| Stop("no bundle".to_owned()))?.path)?;
        let lines = lines(&file)?;
        let records = records(&lines)?;
        let mut size = 0;
        bare.push(
            worked(|| {
                size = bare_build(&records)?;
                Ok(())
            })? * 1e3,
        );
        let packed = sealed(&zstd::stream::encode_all(&lines[..], 3)?)?;
        sizes.push(file.len() as f64 / packed.len() as f64);
    }
    let memory = memory(amount.people_exported)?;
    Ok(vec![
        Figure {
            name: "export of 500 entries, database read included",
            unit: "ms worked",
            ours,
            bare: Some(("JSON + zstd + age + signature", bare)),
            goal: Goal::RatioAtMost(10.0),
        },
        Figure {
            name: "the file beside zstd -3 + age of the same lines",
            unit: "times",
            ours: sizes,
            bare: None,
            goal: Goal::AtMost(1.02),
        },
        Figure {
            name: if amount.people_exported >= 10_000 {
                "most memory, 10,000 people"
            } else {
                "most memory, 1,000 people"
            },
            unit: "MiB, the whole process",
            ours: vec![memory],
            bare: None,
            goal: Goal::AtMost(64.0),
        },
    ])
}

/// The lines that were sealed.
fn lines(file: &[u8]) -> Result<Vec<u8>, Stop> {
    let members = parcel::read(file, 16)?;
    let payload = members.last().map(|member| member.bytes).unwrap_or_default();
    let packed = open_with(CENTRE_IDENTITY, payload)?;
    let mut lines = Vec::new();
    zstd::stream::read::Decoder::with_buffer(packed.bytes())?.take(64 << 20).read_to_end(&mut lines)?;
    Ok(lines)
}

fn records(lines: &[u8]) -> Result<Vec<Record>, Stop> {
    #[derive(serde::Deserialize)]
    struct Line {
        record: Record,
    }
    let each = lines.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.is_empty());
    each.map(|line| Ok(serde_json::from_slice::<Line>(line)?.record)).collect()
}

fn bare_build(records: &[Record]) -> Result<usize, Stop> {
    let key = SigningKey::from_seed(&Secret::from_bytes(&mut [7; 32]))?;
    let mut lines = Vec::new();
    for record in records {
        serde_json::to_writer(&mut lines, record)?;
        lines.push(b'\n');
    }
    let sealed = sealed(&zstd::stream::encode_all(&lines[..], 3)?)?;
    key.sign(&sha256(&[&sealed]), "bare")?;
    Ok(sealed.len())
}

fn sealed(packed: &[u8]) -> Result<Vec<u8>, Stop> {
    let mut sealing = Sealing::begin(&[CENTRE_RECIPIENT, RECOVERY_RECIPIENT], Vec::new())?;
    sealing.write_all(packed)?;
    Ok(sealing.finish()?)
}

/// MiB that a process of its own held at most while it filled a station and exported it.
fn memory(people: u32) -> Result<f64, Stop> {
    let output = Command::new(std::env::current_exe()?).args(["--memory-of", &people.to_string()]).output()?;
    let stdout = String::from_utf8(output.stdout)?;
    let kib: f64 = stdout.trim().parse().map_err(|_| Stop(String::from_utf8_lossy(&output.stderr).into_owned()))?;
    Ok(kib / 1024.0)
}

/// The other side of `memory`.
pub fn child(people: &str) -> ExitCode {
    let run = || {
        let mut filled = place::Filled::new(900, people.parse::<u32>()?)?;
        outbox::prepare(&mut filled.store, place::now(), &mut |_| ())?;
        let status = std::fs::read_to_string("/proc/self/status")?;
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        println!("{}", most.and_then(|rest| rest.split_whitespace().next()).unwrap_or("0"));
        Ok::<(), Stop>(())
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
