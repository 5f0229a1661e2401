//! Releases on sticks, as the desk offers them.

use super::{
    Choice, Places, refused, running,
    stage::{Before, front_of, stage},
    stage_failure,
};
use crate::{
    content::pack::{
        AppVersion, PinnedRoot,
        release::{Front, OWN_DATA, ReleaseFault, Standing, System},
    },
    kiosk::{outbox::INBOX, packs},
    notices::{Failure, legible},
    platform::{Directory, open_regular},
    store::Store,
    text::{Language, Words, codes},
    tui::{Pace, ReleaseNews, ReleaseOffer},
};
use std::{
    cmp::Reverse,
    path::{Path, PathBuf},
};

/// More releases than anybody carries.
const MOST_FILES: usize = 40;
/// Bytes that a slow stick gives in a second.
const STICK_PACE: u64 = 6 << 20;
/// Bytes that a slow disk copies in a second.
const DISK_PACE: u64 = 20 << 20;
/// What everything else takes.
const OTHER_SECONDS: u64 = 10;

/// The newest release on these drives that this station may be given; where there is none that it may, why not.
///
/// # Errors
/// The store cannot be read.
pub fn find(store: &Store, drives: &[PathBuf], language: Language) -> Result<ReleaseNews, Failure> {
    let mut news = ReleaseNews { running: running().to_string(), ..ReleaseNews::default() };
    let places = Places::of(store.station_dir());
    let choice = Choice::read(&places.own).ok().flatten().unwrap_or_default();
    news.staged = choice.staged.map(|version| version.to_string());
    news.left = notice_of_start(store.station_dir(), &Words::new(language));
    let files = files(drives);
    if files.is_empty() {
        return Ok(news);
    }
    if !store.is_enrolled() {
        news.refused = Some(Failure::new(codes::enrol::NOT_ENROLLED, []));
        return Ok(news);
    }
    let pinned = packs::pinned(store)?;
    let standing = standing(store, &choice);
    let mut offers: Vec<(Front, u64, PathBuf)> = Vec::new();
    let mut refusal: Option<(AppVersion, Failure)> = None;
    for path in files {
        match look(&path, &pinned, &standing) {
            Ok((front, len)) => offers.push((front, len, path)),
            Err(failure) => {
                let claimed = claimed(&path);
                refusal = refusal.filter(|(version, _)| *version >= claimed).or(Some((claimed, failure)));
            }
        }
    }
    offers.sort_by_key(|(front, ..)| Reverse(front.release.version));
    match offers.into_iter().next() {
        Some((front, len, path)) => {
            news.offer = Some(offer(store, &front, len, &path, &Words::new(language)));
        }
        None => news.refused = refusal.map(|(_, failure)| failure),
    }
    Ok(news)
}

/// The version of the release that the desk may name, where a stick with one is in.
#[must_use]
pub fn seen(store: &Store, drives: &[PathBuf]) -> Option<String> {
    let news = find(store, drives, Language::Vietnamese).ok()?;
    let offer = news.offer.filter(|offer| Some(&offer.version) != news.staged.as_ref())?;
    Some(offer.version)
}

/// Checks a release whole and keeps it; it is started once no shift is open. Its version.
///
/// # Errors
/// Why not; what was there before is as it was.
pub fn stage_from(store: &Store, file: &Path, pace: &mut dyn FnMut(Pace) -> bool) -> Result<AppVersion, Failure> {
    let dir = store.station_dir();
    let places = Places::of(dir);
    let choice = Choice::read(&places.own).ok().flatten().unwrap_or_default();
    let before =
        Before { pinned: &packs::pinned(store)?, standing: standing(store, &choice), copy: store.database_bytes() };
    let staged = stage(&places.own, file, &before, pace).map_err(|fault| stage_failure(dir, &fault))?;
    let version = staged.release.version;
    Choice::change(&places.own, |choice| choice.staged = Some(version))
        .map_err(|fault| stage_failure(dir, &super::StageFault::Disk(fault)))?;
    Ok(version)
}

/// What the volunteer is to know of the last start: a release that was left again.
#[must_use]
pub fn notice_of_start(dir: &Path, words: &Words) -> Option<Failure> {
    let gone = Choice::read(&Places::of(dir).own).ok().flatten()?.gone_back?;
    let why = words.get(gone.why.key()).into_owned();
    Some(Failure::new(codes::release::GONE_BACK, [("version", gone.version.to_string()), ("why", why)]))
}

/// Releases on drives, where a centre puts what is for stations. The name decides what is looked at, and nothing else.
fn files(drives: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for drive in drives {
        if !drive.is_dir() {
            found.push(drive.clone());
            continue;
        }
        for folder in [drive.clone(), drive.join(INBOX)] {
            let Ok(inside) = Directory::open(&folder).and_then(|open| open.entries()) else { continue };
            let names = inside.iter().map(|entry| folder.join(&entry.name));
            found.extend(names.filter(|path| is_release(path)));
        }
    }
    found.truncate(MOST_FILES);
    found
}

fn is_release(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    !hidden && path.extension().is_some_and(|found| found.eq_ignore_ascii_case("tsu"))
}

fn look(path: &Path, pinned: &PinnedRoot, standing: &Standing) -> Result<(Front, u64), Failure> {
    let unreadable = |_| Failure::new(codes::release::STICK_GONE, []);
    let (mut file, len) = open_regular(path).map_err(unreadable)?;
    let bytes = front_of(&mut file).map_err(|_| Failure::new(codes::release::STICK_GONE, []))?;
    let front = Front::read(&bytes, Some(pinned)).map_err(|fault| refused(&fault))?;
    front.check(standing, System::own()).map_err(|fault| refused(&fault))?;
    let (_, total) = front.places();
    if len == total { Ok((front, len)) } else { Err(refused(&ReleaseFault::Length { stated: total, found: len })) }
}

/// The version that a refused file claims: only to choose which refusal is shown.
fn claimed(path: &Path) -> AppVersion {
    let read = || {
        let bytes = front_of(&mut open_regular(path).ok()?.0).ok()?;
        Some(Front::read(&bytes, None).ok()?.release.version)
    };
    read().unwrap_or(AppVersion::LOWEST)
}

/// What this station runs and has; nothing older than its content pack asks for comes in.
fn standing(store: &Store, choice: &Choice) -> Standing {
    let floor = choice.floor.max(packs::first_app(store)).unwrap_or(AppVersion::LOWEST);
    // A command's own program is the one that the machine was given first; what the station runs may be a release.
    let proven = choice.current.filter(|_| choice.tries.is_none()).unwrap_or(AppVersion::LOWEST);
    Standing { app: running().max(proven), floor, data: OWN_DATA }
}

fn offer(store: &Store, front: &Front, len: u64, path: &Path, words: &Words) -> ReleaseOffer {
    let release = &front.release;
    let copies_data = release.data > OWN_DATA;
    let copy = if copies_data { store.database_bytes() } else { 0 };
    let seconds = 2 * len / STICK_PACE + copy / DISK_PACE + OTHER_SECONDS;
    let changes = match words.language() {
        Language::Vietnamese => &release.changes.vi,
        Language::English => &release.changes.en,
    };
    ReleaseOffer {
        version: release.version.to_string(),
        issued: words.date(release.issued),
        changes: changes.lines().map(legible).collect(),
        minutes: u32::try_from(seconds.div_ceil(60)).unwrap_or(u32::MAX),
        copies_data,
        file: path.display().to_string(),
    }
}
