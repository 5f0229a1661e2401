//! City as files: what its stations would bring on sticks, for anyone who sends it in another way.

use super::{City, CityFault, Progress, each::Each, make::make};
use crate::platform::{FileFault, fresh_folder, publish_folder, write_new};
use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

/// Content of the written folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// Number of records.
    pub records: u64,
    /// Number of bundles.
    pub bundles: usize,
    /// Bytes of all bundles.
    pub bytes: u64,
}

/// Fault of writing a city: the folder was not published.
#[derive(Debug, thiserror::Error)]
pub enum LayFault {
    /// The city cannot be made.
    #[error("the city cannot be made")]
    City(#[source] CityFault),
    /// The folder or a file in it cannot be written.
    #[error("the city's files cannot be written")]
    File(#[source] FileFault),
}

/// Writes every station's grant (`.tsg`) and bundles (`.tsb`) of `records` records into a folder that is new or empty: all
/// of them, or none. Stations are made one after another by each thread, so that memory does not grow with the city.
///
/// # Errors
/// `File` where the folder is not empty or cannot be written, `City`.
pub fn lay(
    city: &City,
    folder: &Path,
    (records, threads): (u64, usize),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Laid, LayFault> {
    let part = fresh_folder(folder).map_err(LayFault::File)?;
    let total = city.stations as usize;
    let laid = Mutex::new(Laid::default());
    Each::new(total, threads, |done| progress(Progress::Made(done, total))).run(|at| {
        let station = make(city, u32::try_from(at).unwrap_or(u32::MAX), records).map_err(LayFault::City)?;
        let one = |name: &str, bytes: &[u8]| write_new(&part.join(name), bytes).map_err(LayFault::File);
        one(&station.grant_name, &station.grant)?;
        for bundle in &station.bundles {
            one(&bundle.name, &bundle.bytes)?;
        }
        let mut laid = laid.lock().unwrap_or_else(PoisonError::into_inner);
        laid.records += station.last;
        laid.bundles += station.bundles.len();
        laid.bytes += station.bundles.iter().map(|bundle| bundle.bytes.len() as u64).sum::<u64>();
        Ok(())
    })?;
    publish_folder(&part, folder).map_err(LayFault::File)?;
    Ok(laid.into_inner().unwrap_or_else(PoisonError::into_inner))
}
