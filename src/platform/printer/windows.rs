//! Windows' spooler. It takes what a driver has drawn and no PDF, so that pages are drawn here (hayro) and handed to the driver as pictures
//! (docs/decisions/081-the-station-on-windows.md).

use super::{Document, JobId, JobState, Printer, Sides, SpoolFault, SpoolJob, Trouble};
use crate::platform::windows::{
    ListedPrinter, PageImage, PrinterCanvas, default_printer, delete_job, job, jobs, printer, printers,
};
use hayro::{
    RenderCache, RenderSettings,
    hayro_interpret::InterpreterSettings,
    hayro_syntax::{Pdf, page::Page},
    render,
    vello_cpu::color::palette::css::WHITE,
};
use std::path::Path;
use windows_sys::Win32::{
    Foundation::{ERROR_INVALID_PARAMETER, ERROR_INVALID_PRINTER_NAME, ERROR_PRINTER_DELETED},
    Graphics::Printing::{
        JOB_STATUS_COMPLETE, JOB_STATUS_DELETED, JOB_STATUS_DELETING, JOB_STATUS_OFFLINE, JOB_STATUS_PAPEROUT,
        JOB_STATUS_PAUSED, JOB_STATUS_PRINTED, PRINTER_ATTRIBUTE_WORK_OFFLINE, PRINTER_STATUS_DOOR_OPEN,
        PRINTER_STATUS_MANUAL_FEED, PRINTER_STATUS_NO_TONER, PRINTER_STATUS_NOT_AVAILABLE, PRINTER_STATUS_OFFLINE,
        PRINTER_STATUS_PAPER_JAM, PRINTER_STATUS_PAPER_OUT, PRINTER_STATUS_PAPER_PROBLEM, PRINTER_STATUS_PAUSED,
        PRINTER_STATUS_PENDING_DELETION,
    },
};

/// What the titles of our documents begin with: the spooler knows no owner but the user, and other programs print too.
const OURS: &str = "tramso: ";
/// Ports behind which there is no paper: a file whose name a window asks for, which nobody at a station would see.
const NO_PAPER: [&str; 6] = ["PORTPROMPT:", "FILE:", "SHRFAX:", "XPSPORT:", "NUL:", "MICROSOFT."];
/// Points in an inch of a page that is drawn here: more is not seen in letters and codes, and takes memory.
const FINEST: u32 = 300;
/// Points in an inch of PDF.
const PDF_POINTS: f32 = 72.0;
/// A printer is not there any more, or a document.
const UNKNOWN: [u32; 3] = [ERROR_INVALID_PRINTER_NAME, ERROR_PRINTER_DELETED, ERROR_INVALID_PARAMETER];
/// The spooler's service is not running (`RPC_S_SERVER_UNAVAILABLE`).
const NOT_RUNNING: u32 = 1722;

/// The spooler of Windows.
pub(super) struct Spooler;

impl Spooler {
    pub(super) fn find() -> Option<Self> {
        Some(Self)
    }

    pub(super) fn at(_socket: &Path) -> Option<Self> {
        None
    }

    pub(super) fn printers(&self) -> Result<Vec<Printer>, SpoolFault> {
        let usual = default_printer();
        let all = printers().map_err(fault)?;
        Ok(all.into_iter().filter(has_paper).map(|one| described(one, usual.as_deref())).collect())
    }

    pub(super) fn print(&self, printer: &str, document: &Document<'_>) -> Result<JobId, SpoolFault> {
        let pdf = Pdf::new(document.pdf.to_vec()).map_err(|_| SpoolFault::NotUnderstood)?;
        let mut canvas = PrinterCanvas::begin(printer, document.title, document.sides == Sides::Both)
            .ok_or_else(|| refused(printer))?;
        let per_inch = canvas.per_inch().clamp(72, FINEST);
        let cache = RenderCache::new();
        for page in pdf.pages().iter() {
            let image = drawn(page, &cache, per_inch).ok_or(SpoolFault::NotUnderstood)?;
            canvas.page(&image).ok_or_else(|| refused(printer))?;
        }
        canvas.finish().map(JobId).ok_or_else(|| refused(printer))
    }

    pub(super) fn state(&self, job_id: JobId, name: &str) -> Result<JobState, SpoolFault> {
        let found = match job(name, unsigned(job_id)) {
            Ok(found) => found,
            Err(number) if UNKNOWN.contains(&number) => None,
            Err(number) => return Err(fault(number)),
        };
        let wants = || printer(name).ok().and_then(|printer| trouble(&printer));
        let Some(found) = found else { return Ok(JobState::Gone(wants())) };
        let has = |bits: u32| found.status & bits != 0;
        let of_job = [
            (JOB_STATUS_PAPEROUT, Trouble::NoPaper),
            (JOB_STATUS_OFFLINE, Trouble::Off),
            (JOB_STATUS_PAUSED, Trouble::Stopped),
        ];
        Ok(match () {
            () if has(JOB_STATUS_DELETED | JOB_STATUS_DELETING) => JobState::Cancelled,
            () if has(JOB_STATUS_PRINTED | JOB_STATUS_COMPLETE) => JobState::Done,
            () => {
                let own = of_job.into_iter().find(|(bit, _)| has(*bit)).map(|(_, trouble)| trouble);
                JobState::Under(wants().or(own))
            }
        })
    }

    pub(super) fn forget(&self, wanted: JobId) -> Result<(), SpoolFault> {
        let own = self.jobs()?.into_iter().filter(|own| own.id == wanted);
        for own in own {
            match delete_job(&own.printer, unsigned(wanted)) {
                Err(number) if !UNKNOWN.contains(&number) => return Err(fault(number)),
                Ok(()) | Err(_) => (), // else: it is gone
            }
        }
        Ok(())
    }

    pub(super) fn jobs(&self) -> Result<Vec<SpoolJob>, SpoolFault> {
        let mut own = Vec::new();
        for printer in printers().map_err(fault)?.into_iter().filter(has_paper) {
            let all = jobs(&printer.name).unwrap_or_default(); // a printer that cannot be asked has none of which we know
            own.extend(all.into_iter().filter(|job| job.title.starts_with(OURS)).map(|job| SpoolJob {
                id: JobId(i32::try_from(job.id).unwrap_or_default()),
                printer: printer.name.clone(),
                is_over: job.status & (JOB_STATUS_PRINTED | JOB_STATUS_COMPLETE | JOB_STATUS_DELETED) != 0,
                // "Keep printed documents" of the printer's settings.
                is_kept: job.status & JOB_STATUS_PRINTED != 0,
            }));
        }
        Ok(own)
    }
}

/// A page as points, upright. What has no colour is grey, which takes a third of the room at the spooler.
fn drawn<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, per_inch: u32) -> Option<PageImage> {
    let scale = f32::from(u16::try_from(per_inch).ok()?) / PDF_POINTS;
    let look = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
    let picture = render(page, cache, &InterpreterSettings::default(), &look);
    let (width, height) = (usize::from(picture.width()), usize::from(picture.height()));
    let (points, _) = picture.data_as_u8_slice().as_chunks::<4>();
    let is_grey = points.iter().all(|[red, green, blue, _]| red == green && green == blue);
    let depth = if is_grey { 1 } else { 3 };
    let mut bytes = Vec::with_capacity(points.len() * depth);
    let mut put = |point: &[u8; 4]| match point {
        [red, ..] if is_grey => bytes.push(*red),
        [red, green, blue, _] => bytes.extend([*blue, *green, *red]),
    };
    if width <= height {
        points.iter().for_each(&mut put);
        return Some(PageImage { width, height, depth, points: bytes, per_inch });
    }
    // A page in landscape is turned by a quarter: the paper is upright.
    for x in 0..width {
        (0..height).rev().filter_map(|y| points.get(y * width + x)).for_each(&mut put);
    }
    Some(PageImage { width: height, height: width, depth, points: bytes, per_inch })
}

fn described(one: ListedPrinter, usual: Option<&str>) -> Printer {
    Printer {
        shown: one.name.clone(),
        is_default: usual == Some(one.name.as_str()),
        accepts: one.status & PRINTER_STATUS_PENDING_DELETION == 0,
        is_stopped: one.status & PRINTER_STATUS_PAUSED != 0,
        name: one.name,
    }
}

fn has_paper(printer: &ListedPrinter) -> bool {
    let ports = printer.port.to_ascii_uppercase();
    !ports.split(',').any(|port| NO_PAPER.iter().any(|none| port.trim().starts_with(none)))
}

/// The gravest of what a printer reports, what stops everything first.
fn trouble(printer: &ListedPrinter) -> Option<Trouble> {
    let paper = PRINTER_STATUS_PAPER_OUT | PRINTER_STATUS_MANUAL_FEED | PRINTER_STATUS_PAPER_PROBLEM;
    let all = [
        (PRINTER_STATUS_PAPER_JAM, Trouble::Jam),
        (PRINTER_STATUS_DOOR_OPEN, Trouble::Open),
        (paper, Trouble::NoPaper),
        (PRINTER_STATUS_NO_TONER, Trouble::NoInk),
        (PRINTER_STATUS_OFFLINE | PRINTER_STATUS_NOT_AVAILABLE, Trouble::Off),
        (PRINTER_STATUS_PAUSED, Trouble::Stopped),
    ];
    let is_away = printer.attributes & PRINTER_ATTRIBUTE_WORK_OFFLINE != 0;
    let reported = all.into_iter().find(|(bits, _)| printer.status & bits != 0).map(|(_, trouble)| trouble);
    reported.or(is_away.then_some(Trouble::Off))
}

/// Why a document was not taken, by what the printer reports now.
fn refused(name: &str) -> SpoolFault {
    match printer(name) {
        Ok(_) => SpoolFault::NotAccepting,
        Err(number) => fault(number),
    }
}

fn fault(number: u32) -> SpoolFault {
    match number {
        NOT_RUNNING => SpoolFault::NotThere,
        number if UNKNOWN.contains(&number) => SpoolFault::Unknown,
        number => SpoolFault::Refused(u16::try_from(number).unwrap_or(u16::MAX)),
    }
}

fn unsigned(job: JobId) -> u32 {
    u32::try_from(job.0).unwrap_or_default()
}
