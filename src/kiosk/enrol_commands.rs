use super::{
    args::{AcceptArgs, StationArgs},
    clock,
    commands::{open, print_dates},
    enrol::{self, Compare, RequestCheck, Source},
    error_log::logged,
    explain,
    outbox::{self, Kind},
    packs,
};
use crate::{
    cli::{Console, destination},
    domain::{Contest, Date, Now, Window},
    platform::{FileFault, read_up_to, write_atomically},
    text::{Words, codes},
    tui::Failure,
};
use serde_json::json;
use std::{
    io::{IsTerminal, Write, stderr, stdin},
    path::{Path, PathBuf},
};

type Done = Result<(), Vec<Failure>>;

/// Writes the station's request and prints its fingerprint.
///
/// # Errors
/// The station cannot be opened, or the file cannot be written.
pub fn request(args: &StationArgs, (out, check): (&Path, RequestCheck), console: &Console) -> Done {
    let mut opened = open(args, console)?;
    let now = clock::now(&opened.store).stamp;
    let asked = enrol::ask_with(&mut opened.store, check, now).map_err(|failure| vec![failure])?;
    let path = destination(out, &asked.name).map_err(|failure| vec![failure])?;
    let dir = opened.store.station_dir();
    let unwritten = |fault: FileFault| vec![logged(dir, explain::stick(&fault, &path), &fault)];
    match read_up_to(&path, asked.bytes.len()) {
        Ok(found) if found == asked.bytes => (),
        Ok(_) => return Err(unwritten(FileFault::Exists)),
        Err(FileFault::Gone) => write_atomically(&path, &asked.bytes).map_err(unwritten)?,
        Err(fault) => return Err(unwritten(fault)), // else: it cannot be read
    }
    let shown = path.display().to_string();
    console.paragraph(&console.words().with("enrol-asked", &[("path", shown.as_str().into())]));
    console
        .paragraph(&console.words().with("enrol-fingerprint", &[("fingerprint", asked.fingerprint.as_str().into())]));
    if !asked.has_check && check == RequestCheck::Kept {
        console.note(Failure::new(codes::machine::REQUEST_WITHOUT_CHECK, []).notice(console.words()));
    }
    console.json(&json!({ "path": shown, "fingerprint": asked.fingerprint, "check": asked.has_check }));
    Ok(())
}

/// Takes a grant and the pack that it names.
///
/// # Errors
/// Why it must not be taken; the station is as it was.
pub fn accept(args: &StationArgs, wanted: &AcceptArgs, console: &Console) -> Done {
    let (path, bytes, mut beside) = find(&wanted.from).map_err(|failure| vec![failure])?;
    if let Some(pack) = &wanted.pack {
        beside = vec![pack.clone()];
    }
    let mut opened = open(args, console)?;
    let now = clock::now(&opened.store).stamp;
    let mut compare = |shown: &Compare<'_>| match &wanted.root_fingerprint {
        Some(typed) if plain(typed) == plain(shown.fingerprint) => Ok(()),
        Some(_) => {
            Err(Failure::new(codes::enrol::FINGERPRINT_DIFFERS, [("fingerprint", shown.fingerprint.to_owned())]))
        }
        None => ask(shown, console),
    };
    let source = Source::Files(&beside);
    let news = enrol::accept(&mut opened.store, (&path, &bytes), &source, wanted.demo, &mut compare, now)
        .map_err(|failure| vec![failure])?;
    let words = console.words();
    let key = if news.known { "enrol-known" } else { "enrol-accepted" };
    console.paragraph(&words.with(key, &[("centre", news.centre.as_str().into()), ("number", news.number.into())]));
    let pack = packs::in_use(&opened.store).ok().flatten();
    if let Some(pack) = &pack {
        opened.store.know_pack(packs::dates(pack));
    }
    if pack.as_ref().is_some_and(|opened| opened.pack.contest.rehearsal) {
        console.paragraph(&words.get("cli-rehearsal"));
    }
    let present = clock::now(&opened.store);
    let entries = Entries::today(pack.as_ref().map(|opened| &opened.pack.contest), present);
    if !news.known {
        console.paragraph(&entries.typed(words));
        print_dates(present, console);
    }
    // Keys were renewed; a newer pack beside the grant is taken by another command, and must not be forgotten on the stick.
    if let Some(version) = packs::newer(&opened.store, &beside) {
        let from = wanted.from.display().to_string();
        let values = [("version", version.into()), ("from", from.into()), ("folder", opened.folder.as_str().into())];
        console.paragraph(&words.with("enrol-newer-pack", &values));
    }
    console.json(&json!({
        "contest": opened.store.contest(), "centre": news.centre, "number": news.number, "known": news.known,
        "rehearsal": pack.as_ref().is_some_and(|opened| opened.pack.contest.rehearsal),
        "open": entries == Entries::Taken, "date": present.date().to_string(),
        "machine_date": present.machine_date().to_string(),
    }));
    let dir = opened.store.station_dir().to_owned();
    opened.store.close().map_err(|fault| vec![explain::store_in(&dir, &fault)])
}

/// Whether the enrolled station takes entries today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entries {
    Taken,
    NotYet { opens: Date },
    NoMore { closes: Date },
}

impl Entries {
    /// By the contest of the pack in use; the demo's, which is built in, is always open, and a clock in doubt stops nobody. A
    /// pack that cannot be opened is reported where
    /// the station is opened.
    fn today(contest: Option<&Contest>, now: Now) -> Self {
        match contest.filter(|contest| !contest.is_open(now)).map(|contest| (contest.window(now.at()), contest)) {
            Some((Window::Before { .. }, contest)) => Self::NotYet { opens: contest.opens },
            Some((Window::After, contest)) => Self::NoMore { closes: contest.closes },
            Some((Window::Open { .. }, _)) | None => Self::Taken,
        }
    }

    fn typed(self, words: &Words) -> String {
        let date = |date: Date| [("date", words.date(date).into())];
        match self {
            Self::Taken => words.get("enrol-open").into_owned(),
            Self::NotYet { opens } => words.with("enrol-before", &date(opens)),
            Self::NoMore { closes } => words.with("enrol-closed", &date(closes)),
        }
    }
}

/// The newest grant at a place, and the packs beside it.
fn find(from: &Path) -> Result<(PathBuf, Vec<u8>, Vec<PathBuf>), Failure> {
    let folder = if from.is_dir() { from } else { from.parent().unwrap_or(Path::new(".")) };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let beside = outbox::inbox(&[folder.to_owned()]);
    let kind = |path: &PathBuf| outbox::read(path).ok().and_then(|(_, kind)| kind);
    let packs = beside.iter().filter(|path| kind(path) == Some(Kind::Pack)).cloned().collect();
    // Names of grants end with their numbers: the last one is the newest.
    let grant = if from.is_dir() {
        beside.iter().rev().find(|path| kind(path) == Some(Kind::Grant)).cloned()
    } else {
        Some(from.to_owned())
    };
    let missing = || Failure::new(codes::enrol::NO_GRANT, [("folder", from.display().to_string())]);
    let path = grant.ok_or_else(missing)?;
    match outbox::read(&path)? {
        (bytes, Some(Kind::Grant)) => Ok((path, bytes, packs)),
        _ => Err(explain::no_answer(&path)), // else: no other file is an answer to a request
    }
}

/// Shows the fingerprint and asks whether it is the one that the centre reads out.
fn ask(shown: &Compare<'_>, console: &Console) -> Result<(), Failure> {
    if !stdin().is_terminal() {
        return Err(Failure::new(
            codes::enrol::FINGERPRINT_TO_COMPARE,
            [("fingerprint", shown.fingerprint.to_owned())],
        ));
    }
    let values =
        [("centre", shown.centre.into()), ("contest", shown.contest.into()), ("fingerprint", shown.fingerprint.into())];
    console.prompt(&console.words().with("enrol-compare", &values));
    let _ = stderr().flush();
    let mut line = String::new();
    let typed = stdin().read_line(&mut line).map(|_| plain(&line)).unwrap_or_default();
    if console.is_yes(&typed) { Ok(()) } else { Err(Failure::new(codes::enrol::FINGERPRINT_NOT_CONFIRMED, [])) }
}

/// A fingerprint as people type it: capitals, hyphens and spaces do not count.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
