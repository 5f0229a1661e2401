use super::{
    args::{InitArgs, StationArgs},
    commands::dir_of,
    demo, explain, founding, passphrase,
};
use crate::{
    cli::Console,
    content::builtin,
    crypto::Passphrase,
    domain::{UnitCode, tidy_spaces},
    store::{Station, Surroundings},
    text::codes,
    tui::Failure,
};
use serde_json::json;

/// Makes a new station; its passphrase is shown once. Without `--demo` it offers practice only until a centre has granted it its
/// place.
///
/// # Errors
/// The folder is not empty, the place is not one of the city, or the passphrase of the file is too short.
pub fn run(args: &StationArgs, wanted: &InitArgs, console: &Console) -> Result<(), Vec<Failure>> {
    let dir = dir_of(args);
    let folder = dir.display().to_string();
    let (named, wanted) = if wanted.ask {
        // Nobody answers questions for a folder that takes no station.
        Station::check_free(&dir).map_err(|fault| vec![explain::store(&fault, &folder)])?;
        let (volunteer, wanted) = founding::completed(args.volunteer.as_deref(), wanted, console)?;
        (Some(volunteer), wanted)
    } else {
        (args.volunteer.clone(), wanted.clone())
    };
    let place = place(&wanted)?;
    let volunteer = named.unwrap_or_else(|| console.words().get("cli-volunteer").into_owned());
    let own = match &args.passphrase_file {
        Some(file) => Some(passphrase::own_from_file(file, &[&volunteer])?),
        None => None,
    };
    let passphrase = own.as_ref().map_or_else(Passphrase::generate, Clone::clone);
    let is_copied = wanted.ask && own.is_none();
    if is_copied {
        // Before anything is made: a station that is there is asked nothing again, and would be one that nobody can open.
        founding::have_copied(console, &passphrase)?;
    }
    let at = place.as_ref().map(|(unit, village)| (unit, village.as_str()));
    match at.filter(|_| !wanted.demo) {
        Some(at) => {
            let surroundings = Surroundings::default();
            Station::create_unenrolled(&dir, at, (&volunteer, &passphrase), &surroundings)
                .map_err(|fault| vec![explain::store(&fault, &folder)])?;
        }
        None => demo::make(&dir, at, &volunteer, &passphrase).map_err(|failure| vec![failure])?,
    }
    let words = console.words();
    console
        .paragraph(&words.with("cli-made", &[("folder", folder.as_str().into()), ("name", volunteer.as_str().into())]));
    if own.is_none() && !is_copied {
        console.paragraph(&words.with("cli-passphrase", &[("passphrase", passphrase.text().into())]));
    }
    // Who was asked has no shell for commands; the desk has what comes next.
    if !wanted.demo && !wanted.ask {
        console.paragraph(&words.with("enrol-next", &[("folder", folder.as_str().into())]));
    }
    let shown = (own.is_none() && !is_copied).then(|| passphrase.text().to_owned());
    console.json(&json!({
        "folder": folder, "volunteer": volunteer, "passphrase": shown, "enrolled": wanted.demo,
    }));
    Ok(())
}

/// Place of the station: needed without `--demo`, which has a sample place of its own.
fn place(wanted: &InitArgs) -> Result<Option<(UnitCode, String)>, Vec<Failure>> {
    let (unit, village) = match (&wanted.unit, &wanted.village) {
        (None, None) if wanted.demo => return Ok(None),
        (Some(unit), Some(village)) => (unit, tidy_spaces(village)),
        _ => return Err(vec![Failure::new(codes::enrol::PLACE_MISSING, [])]),
    };
    let unknown = || vec![founding::unknown_unit(unit)];
    let code = UnitCode::parse(unit).ok_or_else(unknown)?;
    let known = builtin::haiphong().is_ok_and(|units| units.iter().any(|unit| unit.code == code));
    if !known {
        return Err(unknown());
    }
    let sound =
        !village.is_empty() && village.chars().count() <= 100 && !village.chars().any(crate::domain::is_forbidden_char);
    if !sound {
        return Err(vec![Failure::new(codes::enrol::PLACE_MISSING, [])]);
    }
    Ok(Some((code, village)))
}
