//! A document on its way to a printer: which printer takes it, what becomes of it there, and that nothing of it stays behind.

use crate::{
    notices::Failure,
    platform::{Document, JobId, JobState, Printer, SpoolFault, Spooler, Trouble},
    text::codes,
    tui::PrinterLine,
};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

/// What the spooler shows of a slip: its kind, and nobody's name or number.
pub const SLIP: &str = "tramso: phieu";

/// How long is waited for what.
#[derive(Clone, Copy, Debug)]
pub struct PrinterPatience {
    /// Between two looks at the document.
    pub look: Duration,
    /// Something that a printer reports for a shorter while is on its way.
    pub trouble: Duration,
    /// After so long a time in the same trouble the document is cancelled: what is left in a spooler is printed when nobody is there any
    /// more who should see it.
    pub stuck: Duration,
    /// The same for one that is being printed, without any trouble that the printer reports.
    pub endless: Duration,
    /// A spooler that is being started again answers within this time.
    pub silence: Duration,
}

/// At the desk: a printer warms up within seconds, somebody fetches paper within minutes, and an evening's slips take ten.
pub const AT_THE_DESK: PrinterPatience = PrinterPatience {
    look: Duration::from_millis(400),
    trouble: Duration::from_secs(4),
    stuck: Duration::from_secs(3 * 60),
    endless: Duration::from_secs(20 * 60),
    silence: Duration::from_secs(15),
};

/// A printer that takes a document, or what has to be decided first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundPrinter {
    /// It takes documents.
    Ready(PrinterLine),
    /// So many of this program's documents wait there.
    Waiting(PrinterLine, usize),
    /// There are several, none was chosen, and the machine has no usual one.
    Choose(Vec<PrinterLine>),
}

/// Why something is not printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintFault {
    /// The machine has no printer, or nothing that knows of printers.
    #[error("no printer")]
    NoPrinter,
    /// The printer that was named or chosen is not there.
    #[error("no such printer")]
    UnknownPrinter(String),
    /// The printer takes no documents.
    #[error("the printer takes nothing")]
    Refuses(String),
    /// It waited for the printer until nobody could be expected to be there, and was cancelled.
    #[error("stuck: {1:?}")]
    Stuck(String, Option<Trouble>),
    /// The spooler gave it up.
    #[error("given up by the spooler")]
    Aborted(String),
    /// Somebody cancelled it, but not here.
    #[error("cancelled elsewhere")]
    CancelledElsewhere(String),
    /// It was cancelled here.
    #[error("cancelled")]
    Cancelled,
    /// It should have been cancelled, and the spooler did not do it.
    #[error("not cancelled: {0}")]
    NotCancelled(SpoolFault),
    /// Nobody knows whether it is printed: the spooler does not answer any more.
    #[error("out of sight: {0}")]
    OutOfSight(SpoolFault),
    /// The spooler did not take it.
    #[error("not taken: {0}")]
    NotTaken(SpoolFault),
}

/// What happens on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnTheWay {
    /// The spooler has the whole document.
    Sent,
    /// What the printer wants before it goes on; none when it wants nothing more.
    Trouble(Option<Trouble>),
}

/// The printers of this machine. What of earlier documents is over and still kept by the spooler is taken away.
///
/// # Errors
/// The spooler does not answer.
pub fn printers() -> Result<Vec<PrinterLine>, SpoolFault> {
    let Some(spooler) = Spooler::find() else { return Ok(Vec::new()) };
    let printers = match spooler.printers() {
        Err(SpoolFault::NotThere) => return Ok(Vec::new()),
        printers => printers?, // else: whatever else it answers
    };
    tidy(&spooler);
    Ok(lines(&printers))
}

/// The printer for a document: the one that is named, else the machine's usual one, else the only one. One that is gone is chosen again where
/// there are others.
///
/// # Errors
/// There is none, or it takes no documents.
pub fn find_printer(spooler: Option<&Spooler>, named: Option<&str>) -> Result<FoundPrinter, PrintFault> {
    let spooler = spooler.ok_or(PrintFault::NoPrinter)?;
    let printers = match spooler.printers() {
        Ok(printers) => printers,
        Err(SpoolFault::NotThere) => return Err(PrintFault::NoPrinter),
        Err(fault) => return Err(PrintFault::NotTaken(fault)), // else: it is there, and does not do it
    };
    tidy(spooler);
    let is_named = |printer: &&Printer| named == Some(printer.name.as_str());
    let usual = || printers.iter().find(|printer| named.is_none() && printer.is_default);
    let printer = match (printers.iter().find(is_named).or_else(usual), printers.as_slice(), named) {
        (Some(printer), ..) => printer,
        (None, [], _) => return Err(PrintFault::NoPrinter),
        (None, [only], None) => only,
        (None, several, None) => return Ok(FoundPrinter::Choose(lines(several))),
        (None, _, Some(name)) => return Err(PrintFault::UnknownPrinter(name.to_owned())),
    };
    if !printer.accepts {
        return Err(PrintFault::Refuses(printer.shown.clone()));
    }
    if printer.is_stopped {
        return Err(PrintFault::Stuck(printer.shown.clone(), Some(Trouble::Stopped)));
    }
    let waiting = spooler.jobs().map_err(PrintFault::NotTaken)?;
    let waiting = waiting.iter().filter(|job| !job.is_over && job.printer == printer.name).count();
    Ok(match waiting {
        0 => FoundPrinter::Ready(line(printer)),
        count => FoundPrinter::Waiting(line(printer), count),
    })
}

/// Cancels what this program's documents wait for at a printer.
///
/// # Errors
/// The spooler did not do it.
pub fn cancel_waiting(spooler: &Spooler, printer: &str) -> Result<(), PrintFault> {
    let jobs = spooler.jobs().map_err(PrintFault::NotCancelled)?;
    let waiting = jobs.iter().filter(|job| !job.is_over && job.printer == printer);
    waiting.map(|job| spooler.forget(job.id)).collect::<Result<(), _>>().map_err(PrintFault::NotCancelled)
}

/// Prints a document, watches the printer until it is done, and takes what the spooler keeps of it away.
///
/// # Errors
/// It is not printed, or nobody knows whether it is.
pub fn print_document(
    spooler: &Spooler,
    printer: &PrinterLine,
    document: &Document<'_>,
    (patience, stop): (PrinterPatience, &AtomicBool),
    on_the_way: &mut dyn FnMut(OnTheWay),
) -> Result<(), PrintFault> {
    if stop.load(Ordering::Relaxed) {
        return Err(PrintFault::Cancelled);
    }
    let job = spooler.print(&printer.name, document).map_err(|fault| match fault {
        SpoolFault::NotThere => PrintFault::NoPrinter,
        SpoolFault::Unknown => PrintFault::UnknownPrinter(printer.shown.clone()),
        SpoolFault::NotAccepting => PrintFault::Refuses(printer.shown.clone()),
        SpoolFault::Refused(_) => PrintFault::NotTaken(fault),
        SpoolFault::Silent | SpoolFault::Broken(_) | SpoolFault::NotUnderstood => PrintFault::OutOfSight(fault),
    })?;
    on_the_way(OnTheWay::Sent);
    let watched = watch(&Watched { spooler, printer, job }, patience, stop, on_the_way);
    match watched {
        // It is not known what the spooler does with it.
        Err(PrintFault::OutOfSight(_) | PrintFault::NotCancelled(_)) => watched,
        // else: it is over, or is to be; its pages are nobody's business any more.
        over => match (spooler.forget(job), over) {
            (Err(fault), Err(PrintFault::Cancelled | PrintFault::Stuck(..))) => Err(PrintFault::NotCancelled(fault)),
            (_, over) => over, // else: what became of it is what counts
        },
    }
}

struct Watched<'a> {
    spooler: &'a Spooler,
    printer: &'a PrinterLine,
    job: JobId,
}

fn watch(
    watched: &Watched<'_>,
    patience: PrinterPatience,
    stop: &AtomicBool,
    on_the_way: &mut dyn FnMut(OnTheWay),
) -> Result<(), PrintFault> {
    let name = || watched.printer.shown.clone();
    // Since when it has been as it is, since when the spooler has answered nothing, and what was reported of it.
    let (mut now_in, mut since, mut silent, mut reported) = (None, Instant::now(), None, None);
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(PrintFault::Cancelled);
        }
        let trouble = match watched.spooler.state(watched.job, &watched.printer.name) {
            Ok(JobState::Done | JobState::Gone(None)) => return Ok(()),
            Ok(JobState::Cancelled) => return Err(PrintFault::CancelledElsewhere(name())),
            Ok(JobState::Aborted | JobState::Gone(Some(_))) => return Err(PrintFault::Aborted(name())),
            Ok(JobState::Under(trouble)) => {
                silent = None;
                trouble
            }
            Err(fault) => {
                let first = *silent.get_or_insert_with(Instant::now);
                if first.elapsed() > patience.silence {
                    return Err(PrintFault::OutOfSight(fault));
                }
                now_in
            }
        };
        if trouble != now_in {
            (now_in, since) = (trouble, Instant::now());
        }
        let limit = if trouble.is_some() { patience.stuck } else { patience.endless };
        if since.elapsed() > limit {
            return Err(PrintFault::Stuck(name(), trouble));
        }
        if trouble != reported && (trouble.is_none() || since.elapsed() > patience.trouble) {
            reported = trouble;
            on_the_way(OnTheWay::Trouble(trouble));
        }
        thread::sleep(patience.look);
    }
}

/// What is over and still kept: a station that was killed while it printed has left it there. What cannot be taken away now is the next
/// time.
fn tidy(spooler: &Spooler) {
    for job in spooler.jobs().unwrap_or_default().iter().filter(|job| job.is_over) {
        let _ = spooler.forget(job.id);
    }
}

/// What doctor finds at the spooler: documents of the station that lie there.
#[must_use]
pub fn remarks() -> Vec<Failure> {
    let Some(spooler) = Spooler::find() else { return Vec::new() };
    let jobs = spooler.jobs().unwrap_or_default();
    let left = jobs.iter().filter(|job| !job.is_over || job.is_kept).count();
    let left = (left > 0).then(|| Failure::new(codes::printing::LEFT_AT_SPOOLER, [("n", left.to_string())]));
    let stopped = spooler.printers().unwrap_or_default().into_iter().filter(|printer| printer.is_stopped);
    left.into_iter().chain(stopped.map(|printer| of(codes::printing::PRINTER_STOPPED, &printer.shown))).collect()
}

/// Printers to choose from: those that people call alike have their names too.
fn lines(printers: &[Printer]) -> Vec<PrinterLine> {
    let is_doubled = |one: &PrinterLine| printers.iter().filter(|other| other.shown == one.shown).count() > 1;
    let distinguished = |one: PrinterLine| match is_doubled(&one) {
        true => PrinterLine { shown: format!("{} ({})", one.shown, one.name), ..one },
        false => one,
    };
    printers.iter().map(line).map(distinguished).collect()
}

fn line(printer: &Printer) -> PrinterLine {
    PrinterLine { name: printer.name.clone(), shown: printer.shown.clone() }
}

fn of(code: &'static str, printer: &str) -> Failure {
    Failure::new(code, [("printer", printer.to_owned())])
}

/// Notice for what a printer wants.
#[must_use]
pub fn explain_trouble(trouble: Trouble, printer: &str) -> Failure {
    let code = match trouble {
        Trouble::Off => codes::printing::PRINTER_OFF,
        Trouble::NoPaper => codes::printing::OUT_OF_PAPER,
        Trouble::Jam => codes::printing::PAPER_JAM,
        Trouble::Open => codes::printing::LID_OPEN,
        Trouble::NoInk => codes::printing::OUT_OF_INK,
        Trouble::Stopped => codes::printing::PRINTER_STOPPED,
    };
    of(code, printer)
}

/// Notice for why something is not printed.
#[must_use]
pub fn explain_print(fault: &PrintFault) -> Failure {
    match fault {
        PrintFault::NoPrinter => Failure::new(codes::printing::NO_PRINTER, []),
        PrintFault::UnknownPrinter(name) => of(codes::printing::PRINTER_GONE, name),
        PrintFault::Refuses(name) => of(codes::printing::PRINTER_REFUSES, name),
        PrintFault::Stuck(name, Some(Trouble::Stopped)) => of(codes::printing::PRINTER_STOPPED, name),
        PrintFault::Stuck(name, _) => of(codes::printing::NOTHING_CAME, name),
        PrintFault::Aborted(name) => of(codes::printing::GIVEN_UP, name),
        PrintFault::CancelledElsewhere(name) => of(codes::printing::CANCELLED_ELSEWHERE, name),
        PrintFault::Cancelled => Failure::new(codes::printing::CANCELLED, []),
        PrintFault::NotCancelled(_) => Failure::new(codes::printing::NOT_CANCELLED, []),
        PrintFault::OutOfSight(_) => Failure::new(codes::printing::OUT_OF_SIGHT, []),
        PrintFault::NotTaken(_) => Failure::new(codes::printing::NOT_TAKEN, []),
    }
}
