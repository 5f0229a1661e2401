use super::explain;
use crate::{
    content::{MOST_BYTES, Pack, Source, builtin, lint},
    domain::Moment,
    platform::read_folder,
    text::Words,
    tui::Failure,
};
use chrono::Days;
use std::path::Path;

/// Days that a demo's contest has been open, and will be.
const DEMO_DAYS: (u64, u64) = (10, 20);
/// More files than a campaign has; a folder with more is not one.
const MOST_FILES: usize = 2000;

/// The content of a station: a folder that was named, read and checked whole, or the built-in course as a demo contest that is
/// open on the day of `now`.
///
/// # Errors
/// Every fault of the folder, each with its file and line, in these words.
pub fn load(folder: Option<&Path>, now: Moment, words: &Words) -> Result<Pack, Vec<Failure>> {
    match folder {
        Some(folder) => from_folder(folder, now, words),
        None => builtin::pack(demo_dates(now)).map_err(|faults| explain::content(words, &faults)),
    }
}

/// When the demo contest is open, seen from this moment.
#[must_use]
pub fn demo_dates(now: Moment) -> builtin::DemoDates {
    let today = now.date();
    builtin::DemoDates { opens: today - Days::new(DEMO_DAYS.0), closes: today + Days::new(DEMO_DAYS.1) }
}

fn from_folder(folder: &Path, now: Moment, words: &Words) -> Result<Pack, Vec<Failure>> {
    let files = read_folder(folder, MOST_FILES, MOST_BYTES).map_err(|path| vec![explain::unreadable(&path)])?;
    let units = builtin::haiphong().map_err(|faults| explain::content(words, &faults))?;
    let sources: Vec<Source<'_>> = files.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    lint(&sources, &units, now.date()).map(|reading| reading.pack).map_err(|faults| explain::content(words, &faults))
}
