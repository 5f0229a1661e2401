//! `certificate`: a slip that was given out, as PDF or on paper.

use super::{
    args::StationArgs,
    award::{self, SlipFault},
    clock,
    commands::{Opened, open},
    content,
    error_log::logged,
    explain,
    printing::{
        AT_THE_DESK, FoundPrinter, OnTheWay, PrintFault, SLIP, cancel_waiting, explain_print, explain_trouble,
        find_printer, print_document,
    },
};
use crate::{
    cli::{Console, free_destination},
    content::{Pack, pack::Opened as OpenedPack},
    platform::{self, Document, Sides, Spooler},
    report::{Certificate, Fonts, PdfFault, pdf},
    store::{Store, StoreError},
    text::codes,
    tui::Failure,
};
use serde_json::json;
use std::{path::Path, sync::atomic::AtomicBool};

/// Where a slip goes.
#[derive(Clone, Copy)]
pub enum SlipTo<'a> {
    /// To a file; one that is there already is written over by `--force` alone.
    File(&'a Path),
    /// To this printer, else to the machine's usual or only one.
    Printer(Option<&'a str>),
}

/// Draws the slip of that number as PDF.
///
/// # Errors
/// Nobody has such a slip, or the file cannot be written, or it is not printed.
pub fn run(
    args: &StationArgs,
    number: &str,
    (to, force): (SlipTo<'_>, bool),
    console: &Console,
) -> Result<(), Vec<Failure>> {
    let Opened { store, pack, .. } = open(args, console)?;
    let failed = |fault: StoreError| vec![explain::store_logged(&store, &fault)];
    let pack = pack_of(&store, pack, args, console)?;
    let slip = award::find(&store, &pack, number).map_err(|fault| match fault {
        SlipFault::Store(fault) => failed(fault),
        SlipFault::Lost => vec![explain::lost_slip()],
    })?;
    let slip =
        slip.ok_or_else(|| vec![Failure::new(codes::removable::NO_CERTIFICATE, [("number", number.to_owned())])])?;
    // A file that is there already is refused before anything is drawn.
    let free = |out| free_destination(out, &format!("{}.pdf", slip.number), force).map_err(|failure| vec![failure]);
    let place = match to {
        SlipTo::File(out) => Ok(free(out)?),
        SlipTo::Printer(named) => Err(named),
    };
    let dir = store.station_dir();
    let not_drawn = |fault: PdfFault| vec![logged(dir, explain::pdf(&fault), &fault)];
    let fonts = Fonts::embedded().map_err(not_drawn)?;
    let bytes = pdf(&slip, console.words(), &fonts).map_err(not_drawn)?;
    match place {
        Ok(out) => write(&bytes, &out, &slip, dir, console),
        Err(named) => print(&bytes, (named, force), dir, console),
    }
}

fn write(bytes: &[u8], out: &Path, slip: &Certificate, dir: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    platform::write_atomically(out, bytes).map_err(|fault| vec![logged(dir, explain::stick(&fault, out), &fault)])?;
    let path = out.display().to_string();
    console.paragraph(&console.words().with("cli-written", &[("path", path.as_str().into())]));
    console.json(&json!({ "path": path, "link": slip.statement_url }));
    Ok(())
}

/// Prints it, and waits until it is done. What waits at the printer from before is cancelled by `--force` alone.
fn print(pdf: &[u8], (named, force): (Option<&str>, bool), dir: &Path, console: &Console) -> Result<(), Vec<Failure>> {
    let failed = |fault: PrintFault| vec![logged(dir, explain_print(&fault), &fault)];
    let spooler = Spooler::find();
    let printer = match find_printer(spooler.as_ref(), named).map_err(failed)? {
        FoundPrinter::Ready(printer) => printer,
        FoundPrinter::Waiting(printer, _) if force => printer,
        FoundPrinter::Waiting(printer, jobs) => {
            let values = [("printer", printer.shown), ("n", jobs.to_string())];
            return Err(vec![Failure::new(codes::printing::WAITING_FROM_BEFORE, values)]);
        }
        FoundPrinter::Choose(printers) => {
            let names: Vec<String> = printers.into_iter().map(|printer| printer.name).collect();
            let first = names.first().cloned().unwrap_or_default();
            let values = [("printers", names.join(", ")), ("first", first)];
            return Err(vec![Failure::new(codes::printing::SEVERAL_PRINTERS, values)]);
        }
    };
    let spooler = spooler.ok_or_else(|| failed(PrintFault::NoPrinter))?;
    if force {
        cancel_waiting(&spooler, &printer.name).map_err(failed)?;
    }
    let document = Document { title: SLIP, sides: Sides::One, pdf };
    let mut on_the_way = |step| {
        if let OnTheWay::Trouble(Some(trouble)) = step {
            let notice = explain_trouble(trouble, &printer.shown).notice(console.words());
            console.note(
                console
                    .words()
                    .with("printer-trouble", &[("what", notice.what().into()), ("now", notice.now().into())]),
            );
        }
    };
    let stop = AtomicBool::new(false);
    print_document(&spooler, &printer, &document, (AT_THE_DESK, &stop), &mut on_the_way).map_err(failed)?;
    console.message("printer-printed", &[("printer", printer.shown.as_str().into())]);
    console.json(&json!({ "printer": printer.name }));
    Ok(())
}

/// The content of the station's contest, as its screens use it: the folder that was named, the pack in use, or what came with the
/// program.
///
/// # Errors
/// The station is not enrolled, and has no contest; the content cannot be read, or is of another contest.
pub fn pack_of(
    store: &Store,
    in_use: Result<Option<OpenedPack>, Failure>,
    args: &StationArgs,
    console: &Console,
) -> Result<Pack, Vec<Failure>> {
    if !store.is_enrolled() {
        return Err(vec![explain::store_logged(store, &StoreError::NotEnrolled)]);
    }
    let in_use = if args.content.is_none() { in_use.map_err(|failure| vec![failure])? } else { None };
    let pack = match in_use {
        Some(opened) => opened.pack,
        None => content::load(args.content.as_deref(), clock::now(store).at(), console.words())?,
    };
    if pack.contest.id != store.contest() {
        let (found, expected) = (store.contest().to_owned(), pack.contest.id);
        return Err(vec![explain::store_logged(store, &StoreError::AnotherContest { found, expected })]);
    }
    Ok(pack)
}
