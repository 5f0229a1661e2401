use super::{args::StationArgs, clock, commands, enrol, explain};
use crate::{
    cli::Console,
    crypto::{Passphrase, hex, random},
    domain::UnitCode,
    platform,
    store::{Station, StoreError, Surroundings},
    tui::Failure,
};
use std::path::{Path, PathBuf};

/// The sample station's place (xã Tân Kỳ) and helper.
const UNIT: &str = "11113";
const VILLAGE: &str = "thôn Ngọc Lặc";
const VOLUNTEER: &str = "Cô Mai";
/// File of the demo's passphrase, readable, beside the station: it protects nothing but sample data.
const PASSPHRASE_FILE: &str = "demo-passphrase.txt";

/// Opens the demo: in a folder that is kept, or in one that is thrown away at the end.
///
/// # Errors
/// The station cannot be made or opened.
pub fn run(args: &StationArgs, console: &Console) -> Result<(), Vec<Failure>> {
    let (dir, throw_away) = match &args.dir {
        Some(dir) => (dir.clone(), false),
        // A name that nobody foretells: in a folder that others may write to, a station of theirs could wait under it.
        None => (std::env::temp_dir().join(format!("tramso-demo-{}", hex(&random::<6>()))), true),
    };
    let passphrase = prepare(&dir).map_err(|failure| vec![failure])?;
    let args = StationArgs { dir: Some(dir.clone()), ..args.clone() };
    let ran = commands::run_demo(&args, passphrase, console);
    if throw_away {
        // Whatever cannot be removed is sample data.
        platform::remove_folder(&dir);
    } else {
        console.paragraph(&console.words().with("cli-demo-kept", &[("folder", dir.display().to_string().into())]));
    }
    ran
}

/// Makes the sample station unless it is there; returns its passphrase.
fn prepare(dir: &Path) -> Result<String, Failure> {
    let folder = dir.display().to_string();
    let file = passphrase_file(dir);
    if let (Ok(station), Some(text)) = (Station::find(dir), platform::first_line(&file))
        && station.demo
    {
        return Ok(text.to_string());
    }
    let passphrase = Passphrase::generate();
    make(dir, None, VOLUNTEER, &passphrase)?;
    platform::write_atomically(&file, passphrase.text().as_bytes())
        .map_err(|fault| explain::store(&fault.into(), &folder))?;
    Ok(passphrase.text().to_owned())
}

/// Makes a station and enrols it with the demo centre built into the program, as a real one is enrolled
/// (docs/decisions/012-before-enrolment.md).
///
/// # Errors
/// The folder is not empty, or the disk refused.
pub fn make(
    dir: &Path,
    place: Option<(&UnitCode, &str)>,
    volunteer: &str,
    passphrase: &Passphrase,
) -> Result<(), Failure> {
    let folder = dir.display().to_string();
    let failed = |fault: StoreError| explain::store(&fault, &folder);
    let sample = UnitCode::parse(UNIT).ok_or(StoreError::NoStation).map_err(failed)?;
    let place = place.unwrap_or((&sample, VILLAGE));
    let surroundings = Surroundings::default();
    let (station, key) =
        Station::create_unenrolled(dir, place, (volunteer, passphrase), &surroundings).map_err(failed)?;
    let enrolled = station.unlock_with_key(key).map_err(failed).and_then(|mut store| {
        let now = clock::stamp_now();
        let asked = enrol::ask(&mut store, now)?;
        let grant = enrol::demo_answer(&asked.bytes, now)?;
        let name = Path::new(&asked.name);
        // Its root is the one that is built in: there is nobody to compare it with.
        enrol::accept(&mut store, (name, &grant), &enrol::Source::BuiltIn, true, &mut |_| Ok(()), now)?;
        store.close().map_err(failed)
    });
    if enrolled.is_err() {
        // A demo that could not be enrolled is no demo; what failed is reported.
        platform::remove_folder(dir);
    }
    enrolled
}

fn passphrase_file(dir: &Path) -> PathBuf {
    dir.join(PASSPHRASE_FILE)
}
