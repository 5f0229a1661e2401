//! Printers as the check sees them: the same spooler that prints, asked in the same way. How the paper looks is known once a test page is out.

use crate::platform::{SpoolFault, Spooler};

/// What there is to print with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// No printing service, or none that runs.
    Missing,
    /// The printing service does not answer.
    Silent,
    /// A service with so many queues.
    Queues(usize),
}

/// The queues that the spooler offers to this user; it answers within its own patience.
pub fn find() -> Printer {
    match Spooler::find().map(|spooler| spooler.printers()) {
        None | Some(Err(SpoolFault::NotThere)) => Printer::Missing,
        Some(Ok(printers)) => Printer::Queues(printers.len()),
        Some(Err(_)) => Printer::Silent, // else: it is there and gives no list
    }
}
