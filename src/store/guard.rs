use super::{
    Damage, StoreError,
    folder::{Folder, read_json, write_json},
};
use crate::platform::{FileFault, Reading, now, remove_durably};
use serde::{Deserialize, Serialize};

/// Wrong passphrases so far, and when the last one was tried: makes guessing slow across restarts, and locks nobody out
/// (docs/THREAT-MODEL.md U10).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuardV1 {
    v: u16,
    wrong: u32,
    boot: u64,
    mono_ms: u64,
    /// A try has begun, and what came of it is not written: it runs, or was killed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    open: bool,
}

impl GuardV1 {
    /// A try without an end may have been wrong, so it costs what a wrong one costs; but any number of kills and power cuts in a row
    /// count as one, for a volunteer whose machine loses its power has guessed nothing.
    fn counted(&self) -> u32 {
        self.wrong.saturating_add(u32::from(self.open))
    }
}

/// The longest wait.
const MOST_S: u64 = 60;

/// Seconds to wait after so many wrong tries: 1, 2, 4 … 60.
pub(super) fn wait_s(wrong: u32) -> u64 {
    match wrong {
        0 => 0,
        some => 1_u64.checked_shl(some - 1).unwrap_or(MOST_S).min(MOST_S),
    }
}

/// How many wrong tries there were.
pub(super) fn wrong_tries(folder: &Folder) -> u32 {
    read(folder).map_or(0, |guard| guard.counted())
}

/// Notes a try before it is made, so that pulling the plug during it saves nothing; `TooSoon` when the wait is not over.
pub(super) fn begin_try(folder: &Folder) -> Result<(), StoreError> {
    let guard = read(folder);
    if let Some(seconds) = guard.as_ref().and_then(|guard| seconds_left(guard, now())) {
        return Err(StoreError::TooSoon { seconds });
    }
    write(folder, guard.map_or(0, |guard| guard.wrong), true)
}

/// The try was wrong.
pub(super) fn count_wrong(folder: &Folder) -> Result<(), StoreError> {
    write(folder, read(folder).map_or(0, |guard| guard.wrong).saturating_add(1), false)
}

/// The try came to nothing, neither right nor wrong.
pub(super) fn end_try(folder: &Folder) -> Result<(), StoreError> {
    match read(folder).map_or(0, |guard| guard.wrong) {
        0 => forgive(folder),
        wrong => write(folder, wrong, false),
    }
}

fn write(folder: &Folder, wrong: u32, open: bool) -> Result<(), StoreError> {
    let clock = now();
    match write_json(&folder.guard(), &GuardV1 { v: 1, wrong, boot: clock.boot, mono_ms: clock.mono_ms, open }) {
        Err(StoreError::Full) => Ok(()), // a full drive must not keep the volunteer out
        // Another program notes its try at this moment, and its note counts as well.
        Err(StoreError::File(FileFault::Exists | FileFault::Gone)) => Ok(()),
        written => written, // else: an error of the disk
    }
}

/// The last try was right.
pub(super) fn forgive(folder: &Folder) -> Result<(), StoreError> {
    Ok(remove_durably(&folder.guard())?)
}

/// By the steady clock alone, so that turning the wall clock forward does not help. After a restart of the machine the wait
/// counts from its start.
fn seconds_left(guard: &GuardV1, clock: Reading) -> Option<u64> {
    let since = if guard.boot == clock.boot { guard.mono_ms } else { 0 };
    let waited_ms = clock.mono_ms.saturating_sub(since);
    let left_ms = (wait_s(guard.counted()) * 1000).checked_sub(waited_ms).filter(|left| *left > 0)?;
    Some(left_ms.div_ceil(1000))
}

/// A guard that cannot be read counts as none: it must never be what keeps a station shut.
fn read(folder: &Folder) -> Option<GuardV1> {
    read_json(&folder.guard(), Damage::Values).ok().flatten()
}
