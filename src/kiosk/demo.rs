use super::{cli::StationArgs, commands, explain, say::Say};
use crate::{
    content::builtin,
    crypto::Passphrase,
    domain::UnitCode,
    platform,
    store::{Grant, Setup, Station},
    tui::Failure,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The sample station's place (xã Tân Kỳ) and helper.
const UNIT: &str = "11113";
const VILLAGE: &str = "thôn Ngọc Lặc";
const VOLUNTEER: &str = "Cô Mai";
/// The demo's passphrase lies beside the station, readable: it protects nothing but sample data.
const PASSPHRASE_FILE: &str = "demo-passphrase.txt";

/// Opens the demo: in a folder that is kept, or in one that is thrown away at the end.
///
/// # Errors
/// The station cannot be made or opened.
pub fn run(args: &StationArgs, say: &Say) -> Result<(), Vec<Failure>> {
    let (dir, throw_away) = match &args.dir {
        Some(dir) => (dir.clone(), false),
        None => (std::env::temp_dir().join(format!("tramso-demo-{}", std::process::id())), true),
    };
    let passphrase = prepare(&dir).map_err(|failure| vec![failure])?;
    let args = StationArgs { dir: Some(dir.clone()), ..args.clone() };
    let ran = commands::run_demo(&args, passphrase, say);
    if throw_away {
        // Whatever cannot be removed is sample data.
        let _ = fs::remove_dir_all(&dir);
    } else {
        say.line(&say.words().with("cli-demo-kept", &[("folder", dir.display().to_string().into())]));
    }
    ran
}

/// Makes the sample station unless it is there; returns its passphrase.
fn prepare(dir: &Path) -> Result<String, Failure> {
    let folder = dir.display().to_string();
    let file = passphrase_file(dir);
    if let (Ok(station), Ok(text)) = (Station::find(dir), fs::read_to_string(&file))
        && station.demo
    {
        return Ok(text.trim().to_owned());
    }
    let passphrase = Passphrase::generate();
    make(dir, VOLUNTEER, &passphrase).map_err(|fault| explain::store(&fault, &folder))?;
    platform::write_atomically(&file, passphrase.text().as_bytes())
        .map_err(|fault| explain::store(&fault.into(), &folder))?;
    Ok(passphrase.text().to_owned())
}

/// Makes a station that is enrolled with the demo centre built into the program (DECISIONS 12).
///
/// # Errors
/// The folder is taken, or the disk refused.
pub fn make(dir: &Path, volunteer: &str, passphrase: &Passphrase) -> Result<Station, crate::store::StoreError> {
    let unit = UnitCode::parse(UNIT).ok_or(crate::store::StoreError::NoStation)?;
    let setup =
        Setup { contest: builtin::DEMO_CONTEST.to_owned(), unit, village: VILLAGE.to_owned(), grant: Grant::demo() };
    Station::create(dir, &setup, volunteer, passphrase)
}

fn passphrase_file(dir: &Path) -> PathBuf {
    dir.join(PASSPHRASE_FILE)
}
