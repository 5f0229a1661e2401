//! Which run of the machine this is, and how long it lasts.

use super::wide::wide;
use std::{
    ptr::{null, null_mut},
    sync::{Mutex, PoisonError},
    time::Instant,
};
use windows_sys::Win32::System::{
    Registry::{
        HKEY, HKEY_CURRENT_USER, KEY_READ, KEY_WRITE, REG_OPTION_VOLATILE, REG_QWORD, RRF_RT_REG_QWORD, RegCloseKey,
        RegCreateKeyExW, RegGetValueW, RegSetValueExW,
    },
    SystemInformation::GetTickCount64,
};

/// A key that is in memory alone: it is gone when the machine starts again, or this user logs on again.
const KEY: &str = "Software\\tramso-run";
const NAME: &str = "id";
/// The system's count moves in steps of up to 16 ms; the finer clock may not count sleep. Further apart than this, it has slept.
const STEP_MS: u64 = 64;

/// The number of this run of the machine: the one that is there, or `fresh`; none where the system keeps nothing.
pub fn run_of_machine(fresh: u64) -> Option<u64> {
    let (path, name) = (wide(KEY)?, wide(NAME)?);
    let mut key: HKEY = null_mut();
    let rights = KEY_READ | KEY_WRITE;
    let (path, none) = (path.as_ptr(), null_mut());
    // SAFETY: the path ends with a zero, what is optional is null, and the call fills one handle.
    let made = unsafe {
        RegCreateKeyExW(HKEY_CURRENT_USER, path, 0, null(), REG_OPTION_VOLATILE, rights, null(), &raw mut key, none)
    };
    if made != 0 {
        return None;
    }
    let found = number(key, &name).or_else(|| {
        let bytes = fresh.to_le_bytes();
        // SAFETY: the name ends with a zero, and eight bytes are handed over.
        unsafe {
            RegSetValueExW(key, name.as_ptr(), 0, REG_QWORD, bytes.as_ptr(), 8);
        }
        // Of two programs that begin at once, the last one's.
        number(key, &name)
    });
    // SAFETY: the handle was opened here and is closed once.
    unsafe {
        RegCloseKey(key);
    }
    found
}

fn number(key: HKEY, name: &[u16]) -> Option<u64> {
    let (mut bytes, mut length) = ([0_u8; 8], 8);
    let to = bytes.as_mut_ptr().cast();
    // SAFETY: the name ends with a zero, and at most eight bytes are written.
    let answer = unsafe { RegGetValueW(key, null(), name.as_ptr(), RRF_RT_REG_QWORD, null_mut(), to, &raw mut length) };
    (answer == 0 && length == 8).then(|| u64::from_le_bytes(bytes))
}

/// Where the finer clock was when the system's count was this, and the last time that was returned.
static BASE: Mutex<Option<(u64, Instant, u64)>> = Mutex::new(None);

/// Milliseconds since the machine was started, time asleep included; never runs backwards within this program.
pub fn since_start_ms() -> u64 {
    // SAFETY: the call takes nothing and returns a number.
    let count = unsafe { GetTickCount64() };
    let mut base = BASE.lock().unwrap_or_else(PoisonError::into_inner);
    let (from, at, last) = base.unwrap_or_else(|| (count, Instant::now(), count));
    let fine = from.saturating_add(u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX));
    let (from, at, now) =
        if fine.abs_diff(count) <= STEP_MS { (from, at, fine) } else { (count, Instant::now(), count) };
    let now = now.max(last);
    *base = Some((from, at, now));
    now
}
