//! Manual pages and completions of the program, for its package.

use super::explain;
use crate::{
    cli::{Console, program_pages},
    platform::write_atomically,
    tui::Failure,
};
use clap::Parser;
use std::path::Path;

/// Writes them to a folder that is there.
///
/// # Errors
/// The folder takes no file.
pub fn write<P: Parser>(folder: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    for (name, bytes) in program_pages::<P>() {
        let file = folder.join(name);
        write_atomically(&file, &bytes).map_err(|fault| vec![explain::stick(&fault, &file)])?;
        console.verbatim(file.display());
    }
    Ok(())
}
