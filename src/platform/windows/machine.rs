//! Marks of this machine, its memory and its clocks.

use super::{volume::serials_of_built_in, wide::wide};
use std::ptr::null_mut;
use windows_sys::Win32::System::{
    Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode},
    LibraryLoader::{LOAD_LIBRARY_SEARCH_SYSTEM32, SetDefaultDllDirectories},
    Registry::{HKEY_LOCAL_MACHINE, RRF_RT_REG_SZ, RRF_SUBKEY_WOW6464KEY, RegGetValueW},
    SystemInformation::{GetSystemFirmwareTable, GetTickCount64, GlobalMemoryStatusEx, MEMORYSTATUSEX, RSMB},
    WindowsProgramming::QueryUnbiasedInterruptTime,
};

/// Longest text of the registry that is read, in UTF-16 units.
const MOST_OF_TEXT: usize = 256;
/// More bytes than these has no firmware's table.
const MOST_OF_TABLE: u32 = 1 << 20;

/// Kinds and values, as `machine_marks` has them: the number that Windows was installed under, the board's, those of its disks.
pub fn marks() -> Vec<(&'static str, Vec<u8>)> {
    let system = registry_text("SOFTWARE\\Microsoft\\Cryptography", "MachineGuid").map(String::into_bytes);
    let disks = Some(serials_of_built_in().join("\n").into_bytes()).filter(|joined| !joined.is_empty());
    let board = firmware().and_then(|table| board_of(&table));
    [("system", system), ("board", board), ("disks", disks)]
        .into_iter()
        .filter_map(|(kind, value)| Some((kind, value?)))
        .collect()
}

fn registry_text(key: &str, name: &str) -> Option<String> {
    let (key, name) = (wide(key)?, wide(name)?);
    let mut units = [0_u16; MOST_OF_TEXT];
    let mut bytes = u32::try_from(size_of_val(&units)).ok()?;
    // SAFETY: the names end with a zero, and the system writes within the room that is handed over; its kind is not asked for.
    let answer = unsafe {
        RegGetValueW(
            HKEY_LOCAL_MACHINE,
            key.as_ptr(),
            name.as_ptr(),
            RRF_RT_REG_SZ | RRF_SUBKEY_WOW6464KEY,
            null_mut(),
            units.as_mut_ptr().cast(),
            &raw mut bytes,
        )
    };
    let text: Vec<u16> = units.into_iter().take_while(|unit| *unit != 0).collect();
    (answer == 0 && !text.is_empty()).then(|| String::from_utf16_lossy(&text))
}

/// The firmware's description of the machine (SMBIOS), behind the eight bytes that Windows puts before it.
fn firmware() -> Option<Vec<u8>> {
    // SAFETY: without room the call only reports how much it needs.
    let needed = unsafe { GetSystemFirmwareTable(RSMB, 0, null_mut(), 0) };
    let mut table = vec![0_u8; usize::try_from(needed.min(MOST_OF_TABLE)).ok()?];
    let room = u32::try_from(table.len()).ok()?;
    // SAFETY: the system writes at most as many bytes as the room has.
    let filled = unsafe { GetSystemFirmwareTable(RSMB, 0, table.as_mut_ptr(), room) };
    (filled <= room).then(|| table.split_off(table.len().min(8)))
}

/// The board's own number: in the structure of type 1, bytes 8 to 24. All zeros or ones is none (SMBIOS 3, 7.2).
fn board_of(table: &[u8]) -> Option<Vec<u8>> {
    let mut left = table;
    while let [kind, length, ..] = left {
        let length = usize::from(*length);
        let (structure, behind) = left.split_at_checked(length.max(4))?;
        if *kind == 1 {
            let number = structure.get(8..24)?;
            let is_one = [0, 0xff].iter().all(|byte| number.iter().any(|found| found != byte));
            return is_one.then(|| number.to_vec());
        }
        // Texts follow, and two zeros.
        let end = behind.windows(2).position(|two| two == [0, 0])?;
        left = behind.get(end + 2..)?;
    }
    None
}

/// Bytes of memory, and those that programs can still have.
pub fn memory() -> Option<(u64, u64)> {
    let length = u32::try_from(size_of::<MEMORYSTATUSEX>()).ok()?;
    let mut found = MEMORYSTATUSEX { dwLength: length, ..MEMORYSTATUSEX::default() };
    // SAFETY: the structure states its length and is filled.
    let answer = unsafe { GlobalMemoryStatusEx(&raw mut found) };
    (answer != 0).then_some((found.ullTotalPhys, found.ullAvailPhys))
}

/// Milliseconds since the start: with and without those that the machine was asleep.
pub fn clocks_ms() -> (u64, u64) {
    let mut awake = 0;
    // SAFETY: one call takes nothing, the other fills one number.
    let (all, answer) = unsafe { (GetTickCount64(), QueryUnbiasedInterruptTime(&raw mut awake)) };
    if answer == 0 { (all, all) } else { (all, awake / 10_000) }
}

/// A crash writes no memory to the disk and shows no window, and libraries come from the system's own folder. Whether the first holds.
pub fn no_trace() -> bool {
    // SAFETY: the calls take numbers.
    unsafe {
        SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32);
        SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    }
    true
}
