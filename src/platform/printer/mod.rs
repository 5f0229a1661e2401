//! Printers: which there are, what is wrong with one, and documents sent to one from memory. One file for each system that has a spooler
//! we know.
//!
//! No document touches a file of ours, no process is started for it, and what the spooler is given to show of it (its title, its owner)
//! is the same for everybody.

#[cfg(unix)]
mod ipp;
#[cfg_attr(unix, path = "cups.rs")]
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(any(unix, windows)), path = "elsewhere.rs")]
mod system;

use std::path::Path;

/// A printer that the machine's spooler knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name at the spooler.
    pub name: String,
    /// What people call it.
    pub shown: String,
    /// Documents go there where no printer is named.
    pub is_default: bool,
    /// It takes documents now.
    pub accepts: bool,
    /// It was stopped at the spooler: what it takes waits until somebody lets it go on.
    pub is_stopped: bool,
}

/// What a printer wants before it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is switched off, or no cable leads to it.
    Off,
    /// It has no paper.
    NoPaper,
    /// Paper is stuck in it.
    Jam,
    /// A lid or a tray is open.
    Open,
    /// It has no ink or toner.
    NoInk,
    /// It was stopped at the spooler.
    Stopped,
}

/// How a page is turned between its two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// One side of each sheet.
    One,
    /// Both sides, turned over the long edge; a printer that cannot do that prints one side of each sheet.
    Both,
}

/// What is printed.
pub struct Document<'a> {
    /// What the spooler shows of it. It is in its lists and in the arguments of its processes: nobody's data.
    pub title: &'a str,
    /// Sides of a sheet.
    pub sides: Sides,
    /// The whole document.
    pub pdf: &'a [u8],
}

/// How far a document has come at the spooler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It waits, or is being printed; what the printer wants meanwhile.
    Under(Option<Trouble>),
    /// The spooler has handed all of it to the printer.
    Done,
    /// Somebody has cancelled it.
    Cancelled,
    /// The spooler has given it up.
    Aborted,
    /// The spooler does not know it any more; what the printer wants now.
    Gone(Option<Trouble>),
}

/// A document of this program at the spooler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoolJob {
    /// Its number.
    pub id: JobId,
    /// The printer's name; empty where the spooler does not report it.
    pub printer: String,
    /// It is printed, cancelled or given up.
    pub is_over: bool,
    /// The spooler keeps its pages.
    pub is_kept: bool,
}

/// Number of a document at the spooler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobId(pub i32);

/// Why the spooler did not do what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpoolFault {
    /// There is no spooler, or it is not running.
    #[error("no spooler")]
    NotThere,
    /// It does not answer.
    #[error("the spooler is silent")]
    Silent,
    /// The line to it broke.
    #[error("line to the spooler: {0}")]
    Broken(std::io::ErrorKind),
    /// It answers what cannot be read.
    #[error("the spooler's answer")]
    NotUnderstood,
    /// There is no such printer, or no such document.
    #[error("unknown to the spooler")]
    Unknown,
    /// The printer takes no documents now.
    #[error("the printer takes nothing")]
    NotAccepting,
    /// It refused with this number.
    #[error("the spooler refused: {0:#06x}")]
    Refused(u16),
}

/// The machine's spooler.
pub struct Spooler {
    system: system::Spooler,
}

impl Spooler {
    /// The spooler, where there is one. That it runs is known once it is asked something.
    ///
    /// Unix: CUPS at its local socket; the variable `CUPS_SERVER` names another socket by its path. Nothing is asked over a network.
    /// Windows: its own, without the printers that make files.
    #[must_use]
    pub fn find() -> Option<Self> {
        system::Spooler::find().map(|system| Self { system })
    }

    /// The spooler at a socket; none where a system's is not reached by one.
    #[must_use]
    pub fn at(socket: &Path) -> Option<Self> {
        system::Spooler::at(socket).map(|system| Self { system })
    }

    /// The printers, in the spooler's order.
    ///
    /// # Errors
    /// It does not answer, or refuses.
    pub fn printers(&self) -> Result<Vec<Printer>, SpoolFault> {
        self.system.printers()
    }

    /// Hands a document over: the spooler has it whole, or not at all.
    ///
    /// # Errors
    /// It does not answer, or refuses. `Silent`, `Broken` and `NotUnderstood` leave open whether it has the document.
    pub fn print(&self, printer: &str, document: &Document<'_>) -> Result<JobId, SpoolFault> {
        self.system.print(printer, document)
    }

    /// How far a document has come.
    ///
    /// # Errors
    /// It does not answer, or refuses.
    pub fn state(&self, job: JobId, printer: &str) -> Result<JobState, SpoolFault> {
        self.system.state(job, printer)
    }

    /// Cancels a document that is not over, and takes its pages and its line in the spooler's lists away. One that is gone is forgotten.
    ///
    /// # Errors
    /// It does not answer, or refuses.
    pub fn forget(&self, job: JobId) -> Result<(), SpoolFault> {
        self.system.forget(job)
    }

    /// The documents of this program that it still knows.
    ///
    /// # Errors
    /// It does not answer, or refuses.
    pub fn jobs(&self) -> Result<Vec<SpoolJob>, SpoolFault> {
        self.system.jobs()
    }
}
