//! Opens the centre of a folder: its keys, its ledger, the rules over them.

use super::{
    erasures::{ERASURES, ErasureFile},
    location::{CentreLocation, LEDGER},
    mark::{self, MARK, MarkFile, MarkedLedger},
};
use crate::{
    centre::{Centre, ClockReading, Keys, explain},
    cli::Console,
    domain::Moment,
    ledger::{self, Ledger},
    notices::{Failure, failure},
    platform,
    text::codes,
};
use std::sync::Arc;

/// The machine's clock, believed or not: for what must work whatever it shows.
pub fn clock() -> Moment {
    Moment(platform::now().wall_ms)
}

/// The present (docs/decisions/048-the-clock-of-the-centre.md).
///
/// # Errors
/// The clock contradicts what the centre has done, or the ledger failed.
pub fn now(centre: &Centre) -> Result<Moment, Vec<Failure>> {
    let platform::Reading { wall_ms, mono_ms, .. } = platform::now();
    let reading = ClockReading { wall: Moment(wall_ms), steady_ms: mono_ms };
    centre.present(reading).map_err(|refusal| vec![explain::clock(&refusal)])
}

/// Centre of this location, ready for work.
///
/// # Errors
/// Its keys do not open, or its ledger does not.
pub fn centre(location: &CentreLocation, console: &Console) -> Result<Centre, Vec<Failure>> {
    let keys = location.open_keys(console)?;
    let centre = centre_of(location, keys)?;
    warn(&centre, console);
    Ok(centre)
}

/// Prints what somebody should look at in how the ledger is reached.
pub fn warn(centre: &Centre, console: &Console) {
    if centre.has_open_way() {
        console.note(failure_line(console, codes::database::WAY_UNENCRYPTED));
    }
}

/// A notice on one line.
fn failure_line(console: &Console, code: &'static str) -> String {
    Failure::new(code, []).notice(console.words()).to_string()
}

/// The same where the keys are opened already.
///
/// # Errors
/// The ledger does not open.
pub fn centre_of(location: &CentreLocation, keys: Keys) -> Result<Centre, Vec<Failure>> {
    let erasures = Arc::new(ErasureFile::open(location.beside(ERASURES))?);
    let file = MarkFile::new(location.beside(MARK), &keys);
    let ledger = MarkedLedger::new(checked(location, &keys, &erasures)?, Arc::clone(&erasures), file)?;
    let centre = Centre::open(Box::new(ledger), keys).map_err(|fault| vec![explain::ledger(&fault)])?;
    Ok(centre.with_erasures(erasures))
}

/// The ledger, compared with its mark.
///
/// # Errors
/// It does not open, or lacks what it once held.
pub fn checked_ledger(location: &CentreLocation, keys: &Keys) -> Result<Box<dyn Ledger>, Vec<Failure>> {
    checked(location, keys, &ErasureFile::open(location.beside(ERASURES))?)
}

fn checked(location: &CentreLocation, keys: &Keys, erasures: &ErasureFile) -> Result<Box<dyn Ledger>, Vec<Failure>> {
    let ledger = bare_ledger(location, keys)?;
    mark::check(ledger.as_ref(), erasures, &MarkFile::new(location.beside(MARK), keys))?;
    Ok(ledger)
}

/// The ledger, whatever it lacks.
///
/// # Errors
/// It does not open.
pub fn bare_ledger(location: &CentreLocation, keys: &Keys) -> Result<Box<dyn Ledger>, Vec<Failure>> {
    let opened = match location.database() {
        Some(url) if !is_address(&url) => return Err(failure(codes::centre::LEDGER_ADDRESS_INVALID, [])),
        None => ledger::open_sqlite(&location.folder().join(LEDGER), &keys.ledger_key()),
        Some(url) => ledger::open_postgres(&url, &keys.ledger_key()),
    };
    opened.map_err(|fault| vec![explain::ledger(&fault)])
}

/// Whether it looks like the address of a PostgreSQL server, as a typing error does not.
pub fn is_address(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}
