//! Client of the centre whose address the station keeps.

use super::{
    error_log::logged,
    explain,
    send::{Address, Client, Patience},
};
use crate::{
    platform::read_up_to,
    text::{Language, codes},
    tui::Failure,
};
use std::path::Path;

/// Certificates of the centre's own authority in the station's folder: where they are, no others are trusted.
const AUTHORITY: &str = "centre-ca.pem";
/// A longer file holds more than one centre's certificates.
const MOST: usize = 256 << 10;

/// The road to this address. `authority` names a file of certificates that are trusted in place of the well-known ones.
///
/// # Errors
/// There is no address, or it or the certificates cannot be used.
pub fn client(
    dir: &Path,
    address: &str,
    authority: Option<&Path>,
    patience: Patience,
    language: Language,
) -> Result<Client, Failure> {
    if address.trim().is_empty() {
        return Err(Failure::new(codes::sending::NO_ADDRESS, []));
    }
    let address = Address::parse(address).map_err(|fault| logged(dir, explain::address(fault), &fault))?;
    let own = dir.join(AUTHORITY);
    let file = match authority {
        Some(file) => Some(file),
        None => own.is_file().then_some(own.as_path()),
    };
    let refused =
        |file: &Path| Failure::new(codes::sending::CERTIFICATE_FILE_UNREADABLE, [("file", file.display().to_string())]);
    let pem = match file {
        Some(file) => Some(read_up_to(file, MOST).map_err(|fault| logged(dir, refused(file), &fault))?),
        None => None,
    };
    let made = Client::new(address, pem.as_deref(), patience, language);
    made.map_err(|fault| logged(dir, file.map_or_else(|| explain::sent(&fault), refused), &fault))
}
