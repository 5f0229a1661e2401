//! Notices of printers.

/// TS-K07: this machine has no printer.
pub const NO_PRINTER: &str = "TS-K07";

/// TS-K08: the printer did not take the job.
pub const NOT_TAKEN: &str = "TS-K08";

/// TS-K30: there is no printer ‹printer›.
pub const PRINTER_GONE: &str = "TS-K30";

/// TS-K31: there are several printers: ‹printers›.
pub const SEVERAL_PRINTERS: &str = "TS-K31";

/// TS-K32: the printer ‹printer› takes no documents now.
pub const PRINTER_REFUSES: &str = "TS-K32";

/// TS-K33: the printer ‹printer› was stopped.
pub const PRINTER_STOPPED: &str = "TS-K33";

/// TS-K34: the printer ‹printer› is off or not plugged in.
pub const PRINTER_OFF: &str = "TS-K34";

/// TS-K35: the printer ‹printer› has no paper.
pub const OUT_OF_PAPER: &str = "TS-K35";

/// TS-K36: paper is stuck in the printer ‹printer›.
pub const PAPER_JAM: &str = "TS-K36";

/// TS-K37: a lid or a tray of the printer ‹printer› is open.
pub const LID_OPEN: &str = "TS-K37";

/// TS-K38: the printer ‹printer› has no ink.
pub const OUT_OF_INK: &str = "TS-K38";

/// TS-K39: the printer ‹printer› did not go on, and the document was cancelled.
pub const NOTHING_CAME: &str = "TS-K39";

/// TS-K40: the document was given up before the printer ‹printer› had printed it.
pub const GIVEN_UP: &str = "TS-K40";

/// TS-K41: it is not known whether the document was printed.
pub const OUT_OF_SIGHT: &str = "TS-K41";

/// TS-K42: the document was cancelled at the machine's printing system.
pub const CANCELLED_ELSEWHERE: &str = "TS-K42";

/// TS-K43: another document is being printed.
pub const PRINTING_ALREADY: &str = "TS-K43";

/// TS-K44: the document could not be cancelled.
pub const NOT_CANCELLED: &str = "TS-K44";

/// TS-K45: ‹n› documents of the station lie at the printing system.
pub const LEFT_AT_SPOOLER: &str = "TS-K45";

/// TS-K46: this person has no slip yet.
pub const NO_SLIP_YET: &str = "TS-K46";

/// TS-K47: nobody has finished today.
pub const NO_SLIPS_TODAY: &str = "TS-K47";

/// TS-K48: printing was cancelled.
pub const CANCELLED: &str = "TS-K48";

/// TS-K49: documents of the station from before wait at the printer ‹printer›.
pub const WAITING_FROM_BEFORE: &str = "TS-K49";
