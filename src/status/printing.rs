use crate::{
    domain::{PaperBatch, PersonKey},
    notices::Failure,
};

/// A printer of the machine, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterLine {
    /// Its name at the spooler, as settings keep it.
    pub name: String,
    /// What people call it.
    pub shown: String,
}

/// What is to be put on paper here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printout {
    /// The slip of who sits at the keyboard.
    Slip,
    /// The slip of this person; it is issued where that has not been done yet.
    SlipOf(PersonKey),
    /// The slips of everybody who finished today.
    EveningSlips,
    /// The summary of the evening.
    EveningSummary,
    /// Who is to be called back.
    CallBacks,
    /// Forms to register at home.
    Forms,
    /// The page that shows what the printer can do.
    TestPage,
    /// So many tests on paper, which get their numbers now.
    NewPapers(u8),
    /// The tests of a batch, as they were numbered.
    Papers(PaperBatch),
}

/// What the station has to report of a printout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintNews {
    /// There are several printers, and none is chosen: which one.
    Choose(Vec<PrinterLine>),
    /// So many of the station's documents from before wait at this printer.
    Waiting(PrinterLine, usize),
    /// This printer takes documents.
    Ready(PrinterLine),
    /// Tests on paper have their numbers from now on: whatever becomes of the printing, it is this batch that is printed.
    Issued(PaperBatch),
    /// The spooler has the whole document; numbers of slips that are not in it.
    Sent {
        /// They cannot be drawn, or not be made again as they were.
        left_out: Vec<String>,
    },
    /// What the printer wants before it goes on; none when it wants nothing more.
    Trouble(Option<Failure>),
    /// It is printed.
    Done,
    /// It was cancelled, as was asked for.
    Cancelled,
    /// It is not printed.
    Failed(Failure),
}
