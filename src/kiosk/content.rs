use super::explain;
use crate::{
    content::{Pack, Source, builtin, read},
    domain::Moment,
    text::Words,
    tui::Failure,
};
use chrono::Days;
use std::{
    fs,
    path::{Path, PathBuf},
};

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
        Some(folder) => from_folder(folder, words),
        None => {
            let today = now.date();
            let dates =
                builtin::DemoDates { opens: today - Days::new(DEMO_DAYS.0), closes: today + Days::new(DEMO_DAYS.1) };
            builtin::pack(dates).map_err(|faults| explain::content(words, &faults))
        }
    }
}

fn from_folder(folder: &Path, words: &Words) -> Result<Pack, Vec<Failure>> {
    let missing = |path: &Path| vec![explain::unreadable(path)];
    let mut paths = Vec::new();
    files_below(folder, &mut paths).map_err(|path| missing(&path))?;
    paths.sort();
    let mut files = Vec::new();
    for path in &paths {
        let bytes = fs::read(path).map_err(|_| missing(path))?;
        let name: Vec<String> =
            path.strip_prefix(folder).unwrap_or(path).iter().map(|part| part.to_string_lossy().into_owned()).collect();
        files.push((name.join("/"), bytes));
    }
    let units = builtin::haiphong().map_err(|faults| explain::content(words, &faults))?;
    let sources: Vec<Source<'_>> = files.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    read(&sources, &units).map(|reading| reading.pack).map_err(|faults| explain::content(words, &faults))
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), PathBuf> {
    let entries = fs::read_dir(folder).map_err(|_| folder.to_owned())?;
    for entry in entries {
        let path = entry.map_err(|_| folder.to_owned())?.path();
        if path.is_dir() {
            files_below(&path, found)?;
        } else if found.len() < MOST_FILES {
            found.push(path);
        } else {
            return Err(folder.to_owned());
        }
    }
    Ok(())
}
