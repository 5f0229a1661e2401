//! What is printed at the station: drawn by the worker, handed to the printer and watched by a thread of its own, so that no answer waits
//! for a printer.

use super::{Replies, Worker, documents::SlipOf};
use crate::{
    domain::{PersonKey, Stamp},
    kiosk::{
        award::{self, Earlier},
        error_log::logged,
        event::AppEvent,
        explain,
        printing::{
            AT_THE_DESK, FoundPrinter, OnTheWay, PrintFault, SLIP, cancel_waiting, explain_print, explain_trouble,
            find_printer, print_document, printers,
        },
    },
    platform::{Document, Sides, Spooler},
    report::{Certificate, Fonts, test_page},
    store::StoreError,
    text::{Words, codes},
    tui::{Effect, Failure, Msg, PrintNews, PrinterLine, Printout},
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread::{self, JoinHandle},
};

/// What the worker knows of its threads at the spooler.
#[derive(Default)]
pub(super) struct Printing {
    /// The document that is on its way, and the flag that cancels it.
    running: Option<(JoinHandle<()>, Arc<AtomicBool>)>,
    /// Printers are being looked for.
    looking: Option<JoinHandle<()>>,
    /// A spooler was there when it was looked for last.
    known: bool,
}

/// A document, drawn.
struct Drawn {
    title: &'static str,
    sides: Sides,
    pdf: Vec<u8>,
    left_out: Vec<String>,
}

/// What the spooler shows of a document, as `SLIP`.
const SLIPS: &str = "tramso: cac phieu";
const SUMMARY: &str = "tramso: tong ket";
const CALLS: &str = "tramso: goi lai";
const FORMS: &str = "tramso: phieu dang ky";
const TESTS: &str = "tramso: de thi";
const TEST_PAGE: &str = "tramso: in thu";

/// Why there is no document.
enum NotDrawn {
    Store(StoreError),
    Notice(Failure),
}

impl From<StoreError> for NotDrawn {
    fn from(fault: StoreError) -> Self {
        Self::Store(fault)
    }
}

impl From<Failure> for NotDrawn {
    fn from(failure: Failure) -> Self {
        Self::Notice(failure)
    }
}

impl Worker {
    /// Which printers there are: asked aside, and answered when the spooler has answered.
    pub(super) fn look_for_printers(&mut self) {
        let is_looking = self.printing.looking.as_ref().is_some_and(|thread| !thread.is_finished());
        let is_there = Spooler::find().is_some();
        if is_looking || !(is_there || self.printing.known) {
            return;
        }
        self.printing.known = is_there;
        let replies = self.replies.clone();
        self.printing.looking = beside("printers", move || {
            // A spooler that does not answer has no printer for anybody.
            report(&replies, Msg::Printers(printers().unwrap_or_default()));
        });
    }

    /// What the window of printing asks for.
    pub(super) fn at_printer(&mut self, effect: &Effect, now: Stamp) -> Replies {
        Ok(match effect {
            Effect::FindPrinter(wanted) => self.find_printer(wanted.as_deref()),
            Effect::Print { what, printer, instead } => self.print(*what, (printer, *instead), now),
            Effect::StopPrinting => self.stop_printing(),
            _ => Vec::new(), // else: nothing of a printer
        })
    }

    fn find_printer(&mut self, wanted: Option<&str>) -> Vec<Msg> {
        if self.is_printing() {
            return failed(Failure::new(codes::printing::PRINTING_ALREADY, []));
        }
        let (replies, dir) = (self.replies.clone(), self.station.dir().to_owned());
        let wanted = wanted.map(str::to_owned);
        let found = beside("printer", move || {
            let news = match find_printer(Spooler::find().as_ref(), wanted.as_deref()) {
                Ok(FoundPrinter::Ready(printer)) => PrintNews::Ready(printer),
                Ok(FoundPrinter::Waiting(printer, jobs)) => PrintNews::Waiting(printer, jobs),
                Ok(FoundPrinter::Choose(printers)) => PrintNews::Choose(printers),
                Err(fault) => PrintNews::Failed(logged(&dir, explain_print(&fault), &fault)),
            };
            report(&replies, Msg::Print(news));
        });
        if found.is_none() { failed(explain_print(&PrintFault::NoPrinter)) } else { Vec::new() }
    }

    /// Draws the document and hands it to a thread. Tests on paper have their numbers on the disk before anything is drawn.
    fn print(&mut self, what: Printout, (printer, instead): (&PrinterLine, bool), now: Stamp) -> Vec<Msg> {
        if self.is_printing() {
            return failed(Failure::new(codes::printing::PRINTING_ALREADY, []));
        }
        let mut msgs = Vec::new();
        let drawn = self.issued(what, now, &mut msgs).and_then(|what| self.drawn(what, now));
        match drawn {
            Ok(drawn) => msgs.extend(self.hand_to(printer, instead, drawn)),
            Err(NotDrawn::Notice(failure)) => msgs.extend(failed(failure)),
            Err(NotDrawn::Store(fault)) => msgs.extend(failed(self.explain(&fault))),
        }
        msgs
    }

    fn stop_printing(&self) -> Vec<Msg> {
        // What became of one that is over is on its way already.
        if let Some((_, stop)) = &self.printing.running {
            stop.store(true, Ordering::Relaxed);
        }
        Vec::new()
    }

    fn is_printing(&self) -> bool {
        self.printing.running.as_ref().is_some_and(|(thread, _)| !thread.is_finished())
    }

    fn hand_to(&mut self, printer: &PrinterLine, instead: bool, drawn: Drawn) -> Vec<Msg> {
        let stop = Arc::new(AtomicBool::new(false));
        let printer = printer.clone();
        let way = Way { replies: self.replies.clone(), dir: self.station.dir().to_owned(), stop: stop.clone() };
        let thread = beside("printing", move || way.go(&printer, instead, &drawn));
        match thread {
            Some(thread) => {
                self.printing.running = Some((thread, stop));
                Vec::new()
            }
            None => failed(explain_print(&PrintFault::NoPrinter)),
        }
    }

    /// New tests on paper get their numbers, and are a batch like another from then on; whatever else is printed has its own already.
    fn issued(&mut self, what: Printout, now: Stamp, msgs: &mut Vec<Msg>) -> Result<Printout, NotDrawn> {
        let Printout::NewPapers(count) = what else { return Ok(what) };
        let batch = self.issue_papers(count, now)??;
        msgs.push(Msg::Print(PrintNews::Issued(batch)));
        msgs.extend(self.papers()?);
        Ok(Printout::Papers(batch))
    }

    fn drawn(&mut self, what: Printout, now: Stamp) -> Result<Drawn, NotDrawn> {
        let drawn = |title, pdf| Drawn { title, sides: Sides::One, pdf, left_out: Vec::new() };
        Ok(match what {
            Printout::Slip | Printout::SlipOf(_) => {
                let slip =
                    if let Printout::SlipOf(key) = what { self.slip_to_issue(&key, now) } else { self.slip_here() };
                drawn(SLIP, self.drawn_slip(&slip?)?)
            }
            Printout::EveningSlips => {
                let slips = self.drawn_slips(now)?.map_err(|fault| self.not_drawn(&fault))?;
                let pdf = slips.pdf.ok_or_else(|| Failure::new(codes::printing::NO_SLIPS_TODAY, []))?;
                Drawn { left_out: slips.left_out, ..drawn(SLIPS, pdf) }
            }
            Printout::EveningSummary => {
                drawn(SUMMARY, self.drawn_summary(now)?.map_err(|fault| self.not_drawn(&fault))?)
            }
            Printout::CallBacks => drawn(CALLS, self.drawn_calls(now)?.map_err(|fault| self.not_drawn(&fault))?),
            Printout::Forms => drawn(FORMS, self.drawn_forms(now)?.map_err(|fault| self.not_drawn(&fault))?),
            Printout::TestPage => {
                let page = Fonts::embedded()
                    .and_then(|fonts| test_page(self.line.known.now(now).date(), &Words::new(self.language()), &fonts))
                    .map_err(|fault| self.not_drawn(&fault))?;
                drawn(TEST_PAGE, page)
            }
            Printout::Papers(batch) => Drawn { sides: Sides::Both, ..drawn(TESTS, self.drawn_papers(batch)??) },
            // They have their numbers by now, and are a batch.
            Printout::NewPapers(_) => return Err(StoreError::NoPerson.into()),
        })
    }

    /// The slip of who sits at the keyboard.
    fn slip_here(&mut self) -> Result<Certificate, NotDrawn> {
        let (person, _) = self.at_keyboard.ok_or(StoreError::NoPerson)?;
        let pack = self.pack.clone().ok_or(StoreError::NoPerson)?;
        let store = self.open()?;
        let history = store.history(person)?;
        match award::earlier(store, &pack, &history)? {
            Earlier::Same(issued) => Ok(award::slip(store, &pack, &issued)),
            Earlier::None => Err(Failure::new(codes::printing::NO_SLIP_YET, []).into()),
            Earlier::Lost(_) => Err(explain::lost_slip().into()),
        }
    }

    /// The slip of somebody who is not there: the one that they have, or one by the rules of a visit.
    fn slip_to_issue(&mut self, key: &PersonKey, now: Stamp) -> Result<Certificate, NotDrawn> {
        let person = self.open()?.find_by_key(key)?.ok_or(StoreError::NoPerson)?;
        match self.slip_of(person, now)? {
            SlipOf::Given(issued) => {
                let pack = self.pack.clone().ok_or(StoreError::NoPerson)?;
                Ok(award::slip(self.open()?, &pack, &issued))
            }
            SlipOf::None => Err(Failure::new(codes::printing::NO_SLIP_YET, []).into()),
            SlipOf::Lost(_) => Err(explain::lost_slip().into()),
        }
    }
}

/// What a thread needs to print and to report.
struct Way {
    replies: Sender<AppEvent>,
    dir: PathBuf,
    stop: Arc<AtomicBool>,
}

impl Way {
    fn go(&self, printer: &PrinterLine, instead: bool, drawn: &Drawn) {
        let news = match self.print(printer, instead, drawn) {
            Ok(()) => PrintNews::Done,
            Err(PrintFault::Cancelled) => PrintNews::Cancelled,
            // else: it was not wished for
            Err(fault) => PrintNews::Failed(logged(&self.dir, explain_print(&fault), &fault)),
        };
        report(&self.replies, Msg::Print(news));
    }

    fn print(&self, printer: &PrinterLine, instead: bool, drawn: &Drawn) -> Result<(), PrintFault> {
        let spooler = Spooler::find().ok_or(PrintFault::NoPrinter)?;
        if instead {
            cancel_waiting(&spooler, &printer.name)?;
        }
        let document = Document { title: drawn.title, sides: drawn.sides, pdf: &drawn.pdf };
        let mut on_the_way = |step| {
            let news = match step {
                OnTheWay::Sent => PrintNews::Sent { left_out: drawn.left_out.clone() },
                OnTheWay::Trouble(trouble) => {
                    PrintNews::Trouble(trouble.map(|trouble| explain_trouble(trouble, &printer.shown)))
                }
            };
            report(&self.replies, Msg::Print(news));
        };
        print_document(&spooler, printer, &document, (AT_THE_DESK, &self.stop), &mut on_the_way)
    }
}

/// A thread beside the worker; none where the machine has no room for one.
fn beside(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(work).ok()
}

fn failed(failure: Failure) -> Vec<Msg> {
    vec![Msg::Print(PrintNews::Failed(failure))]
}

fn report(replies: &Sender<AppEvent>, msg: Msg) {
    // Nobody listens once the loop has ended.
    drop(replies.send(AppEvent::World(Box::new(msg))));
}
