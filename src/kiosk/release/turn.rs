//! The two moments at which a choice turns: no shift is open any more, and the new program has come to its first screen.

use super::{
    Choice, Places,
    kept::{opened, versions},
    started_as,
};
use crate::{
    content::pack::AppVersion,
    platform::{FileFault, remove_folder},
};
use std::path::Path;

/// The release that waits is the one that is started from now on. Call it where no shift is open. Whether there was one.
///
/// # Errors
/// The disk refused; what runs is as it was.
pub fn switch(dir: &Path) -> Result<bool, FileFault> {
    let own = Places::of(dir).own;
    if Choice::read(&own).ok().flatten().and_then(|choice| choice.staged).is_none() {
        return Ok(false);
    }
    Choice::change(&own, |choice| {
        if let Some(staged) = choice.staged.take() {
            choice.before = choice.current.filter(|before| *before != staged);
            (choice.current, choice.tries) = (Some(staged), Some(0));
        }
    })?;
    Ok(true)
}

/// The program that runs has come to its first screen: it stays, nothing below its floor comes in any more, and what nobody starts again
/// is removed. Of a program that was not started as a release this is nothing.
pub fn confirm(dir: &Path) {
    let Some(version) = started_as() else { return };
    let places = Places::of(dir);
    let Ok(Some(choice)) = Choice::read(&places.own) else { return };
    if choice.current != Some(version) || choice.tries.is_none() {
        return;
    }
    let floor = opened(&places.programs, version).ok().map(|(_, release)| release.floor);
    let changed = Choice::change(&places.own, |choice| {
        choice.floor = choice.floor.max(floor);
        (choice.tries, choice.gone_back) = (None, None);
    });
    if changed.is_err() {
        return; // a full disk: the next first screen confirms it
    }
    // Where another user brought the program elsewhere, what was given to them is not started from here.
    let started = if places.are_apart() { [None, None] } else { [choice.current, choice.before] };
    let is_needed = |old: &AppVersion| started.into_iter().chain([choice.staged]).any(|kept| kept == Some(*old));
    for old in versions(&places.own).into_iter().filter(|old| !is_needed(old)) {
        remove_folder(&places.own.join(old.to_string()));
    }
}
