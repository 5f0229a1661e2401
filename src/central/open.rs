//! Opens the centre of a folder: its keys, its ledger, the rules over them.

use super::location::{CentreLocation, LEDGER};
use crate::{
    centre::{Centre, Keys, explain},
    cli::Console,
    domain::Moment,
    ledger::{self, Ledger},
    notices::{Failure, failure},
    platform,
    text::codes,
};

/// The machine's clock.
pub fn now() -> Moment {
    Moment(platform::now().wall_ms)
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
    let ledger = open_ledger(location, &keys)?;
    Centre::open(ledger, keys).map_err(|fault| vec![explain::ledger(&fault)])
}

fn open_ledger(location: &CentreLocation, keys: &Keys) -> Result<Box<dyn Ledger>, Vec<Failure>> {
    let opened = match location.database() {
        Some(url) if !is_address(&url) => return Err(failure(codes::centre::LEDGER_ADDRESS_INVALID, [])),
        None => ledger::open_sqlite(&location.folder().join(LEDGER), &keys.ledger_key()),
        Some(url) => ledger::open_postgres(&url, &keys.ledger_key()),
    };
    opened.map_err(|fault| vec![explain::ledger(&fault)])
}

/// Whether it looks like the address of a PostgreSQL server, as a typing error does not.
fn is_address(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}
