//! `certificate`: a slip that was given out, as PDF.

use super::{
    args::StationArgs,
    award::{self, SlipFault},
    clock,
    commands::{Opened, open},
    content,
    error_log::logged,
    explain,
};
use crate::{
    cli::{Console, free_destination},
    content::{Pack, pack::Opened as OpenedPack},
    platform,
    report::{Fonts, PdfFault, pdf},
    store::{Store, StoreError},
    text::codes,
    tui::Failure,
};
use serde_json::json;
use std::path::Path;

/// Draws the slip of that number as PDF.
///
/// # Errors
/// Nobody has such a slip, or the file cannot be written; one that is there already is written over by `--force` alone.
pub fn run(
    args: &StationArgs,
    number: &str,
    (out, force): (&Path, bool),
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
    let out = free_destination(out, &format!("{}.pdf", slip.number), force).map_err(|failure| vec![failure])?;
    let dir = store.station_dir();
    let not_drawn = |fault: PdfFault| vec![logged(dir, explain::pdf(&fault), &fault)];
    let fonts = Fonts::embedded().map_err(not_drawn)?;
    let bytes = pdf(&slip, console.words(), &fonts).map_err(not_drawn)?;
    platform::write_atomically(&out, &bytes)
        .map_err(|fault| vec![logged(dir, explain::stick(&fault, &out), &fault)])?;
    let path = out.display().to_string();
    console.paragraph(&console.words().with("cli-written", &[("path", path.as_str().into())]));
    console.json(&json!({ "path": path, "link": slip.statement_url }));
    Ok(())
}

/// The content of the station's contest, as its screens use it: the folder that was named, the pack in use, or what came with the
/// program.
///
/// # Errors
/// It cannot be read, or is of another contest.
pub fn pack_of(
    store: &Store,
    in_use: Result<Option<OpenedPack>, Failure>,
    args: &StationArgs,
    console: &Console,
) -> Result<Pack, Vec<Failure>> {
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
