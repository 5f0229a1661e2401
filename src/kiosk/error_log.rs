use crate::{
    platform::{ErrorKinds, Log, LogEvent},
    tui::Failure,
};
use std::{error::Error, path::Path};

/// Log of a station, in its folder: it is made by the first error.
const FILE: &str = "tramso.log";

/// Logs an error at the place where it becomes a notice: the notice's code and the kinds of the error's chain, and none of the
/// values. Returns the notice. A log that cannot be written stops nobody.
#[must_use]
pub fn logged(station_dir: &Path, failure: Failure, error: &(dyn Error + 'static)) -> Failure {
    if let Ok(mut log) = Log::open(&station_dir.join(FILE)) {
        log.write(&LogEvent::Failed { code: failure.code, kinds: ErrorKinds::from(error) });
    }
    failure
}
