//! Systems whose spooler is not known here: there is none.

use super::{Document, JobId, JobState, Printer, SpoolFault, SpoolJob};
use std::path::Path;

/// No spooler.
pub(super) enum Spooler {}

impl Spooler {
    pub(super) fn find() -> Option<Self> {
        None
    }

    pub(super) fn at(_socket: &Path) -> Option<Self> {
        None
    }

    pub(super) fn printers(&self) -> Result<Vec<Printer>, SpoolFault> {
        match *self {}
    }

    pub(super) fn print(&self, _printer: &str, _document: &Document<'_>) -> Result<JobId, SpoolFault> {
        match *self {}
    }

    pub(super) fn state(&self, _job: JobId, _printer: &str) -> Result<JobState, SpoolFault> {
        match *self {}
    }

    pub(super) fn forget(&self, _job: JobId) -> Result<(), SpoolFault> {
        match *self {}
    }

    pub(super) fn jobs(&self) -> Result<Vec<SpoolJob>, SpoolFault> {
        match *self {}
    }
}
