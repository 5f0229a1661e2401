//! The spooler: its printers, and the documents that wait there.

use super::wide::wide;
use std::ptr::{null, null_mut};
use windows_sys::{
    Win32::{
        Foundation::{
            ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_PARAMETER, ERROR_INVALID_PRINTER_NAME, ERROR_MORE_DATA,
            ERROR_SUCCESS, GetLastError, SetLastError,
        },
        Graphics::Printing::{
            ClosePrinter, EnumJobsW, EnumPrintersW, GetDefaultPrinterW, GetJobW, GetPrinterW, JOB_CONTROL_DELETE,
            JOB_INFO_1W, OpenPrinterW, PRINTER_ENUM_CONNECTIONS, PRINTER_ENUM_LOCAL, PRINTER_HANDLE, PRINTER_INFO_2W,
            SetJobW,
        },
    },
    core::{BOOL, PWSTR},
};

/// Longest text of the spooler that is read, in UTF-16 units.
const MOST_OF_TEXT: usize = 1024;
/// More bytes than these is no list of printers or documents.
const MOST_OF_LIST: u32 = 4 << 20;
/// Documents that are looked at in one queue.
const MOST_JOBS: u32 = 1000;

/// A printer, as the spooler lists it.
pub struct ListedPrinter {
    /// Its name, by which it is opened too.
    pub name: String,
    /// What it is connected to; several, with commas between, where it is a pool.
    pub port: String,
    /// `PRINTER_ATTRIBUTE_…`
    pub attributes: u32,
    /// `PRINTER_STATUS_…`
    pub status: u32,
}

/// A document in a queue.
pub struct ListedJob {
    /// Its number.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// `JOB_STATUS_…`
    pub status: u32,
}

/// An open printer.
pub(super) struct Opened(pub(super) PRINTER_HANDLE);

impl Drop for Opened {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by `opened` and is closed once. What cannot be closed is the system's.
        let _ = unsafe { ClosePrinter(self.0) };
    }
}

/// Opens a printer by its name, with the rights of who prints.
///
/// # Errors
/// The system's number.
pub(super) fn opened(printer: &str) -> Result<Opened, u32> {
    let name = wide(printer).ok_or(ERROR_INVALID_PRINTER_NAME)?;
    let mut handle = PRINTER_HANDLE::default();
    // SAFETY: the name ends with a zero; the handle is written; without defaults the user's rights to print are asked for.
    let answer = unsafe { OpenPrinterW(name.as_ptr(), &raw mut handle, null()) };
    if answer == 0 { Err(last()) } else { Ok(Opened(handle)) }
}

/// The printers of this machine, and those of others that this user is connected to.
///
/// # Errors
/// The system's number.
pub fn printers() -> Result<Vec<ListedPrinter>, u32> {
    let mut count = 0;
    let room = filled(|to, length, needed| {
        let kinds = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
        // SAFETY: the system writes at most `length` bytes, and two numbers.
        unsafe { EnumPrintersW(kinds, null(), 2, to, length, needed, &raw mut count) }
    })?;
    // SAFETY: the room begins with so many structures of level 2, whose texts are in the room too.
    Ok(unsafe { structures::<PRINTER_INFO_2W>(&room, count) }.iter().map(listed).collect())
}

/// The state of one printer now.
///
/// # Errors
/// The system's number.
pub fn printer(name: &str) -> Result<ListedPrinter, u32> {
    let printer = opened(name)?;
    let room = filled(|to, length, needed| {
        // SAFETY: the handle is open; the system writes at most `length` bytes, and a number.
        unsafe { GetPrinterW(printer.0, 2, to, length, needed) }
    })?;
    // SAFETY: the room begins with one structure of level 2.
    unsafe { structures::<PRINTER_INFO_2W>(&room, 1) }.first().map(listed).ok_or(ERROR_INVALID_PRINTER_NAME)
}

/// Name of the printer that the user prints on; none where there is none.
#[must_use]
pub fn default_printer() -> Option<String> {
    let mut units = [0_u16; MOST_OF_TEXT];
    let mut length = u32::try_from(units.len()).ok()?;
    // SAFETY: the system writes at most `length` units, a zero among them.
    let answer = unsafe { GetDefaultPrinterW(units.as_mut_ptr(), &raw mut length) };
    let name: Vec<u16> = units.into_iter().take_while(|unit| *unit != 0).collect();
    (answer != 0).then(|| String::from_utf16_lossy(&name))
}

/// The documents in a printer's queue.
///
/// # Errors
/// The system's number.
pub fn jobs(printer: &str) -> Result<Vec<ListedJob>, u32> {
    let printer = opened(printer)?;
    let mut count = 0;
    let room = filled(|to, length, needed| {
        // SAFETY: the handle is open; the system writes at most `length` bytes, and two numbers.
        unsafe { EnumJobsW(printer.0, 0, MOST_JOBS, 1, to, length, needed, &raw mut count) }
    })?;
    // SAFETY: the room begins with so many structures of level 1, whose texts are in the room too.
    Ok(unsafe { structures::<JOB_INFO_1W>(&room, count) }.iter().map(listed_job).collect())
}

/// One document of a printer's queue; none where the spooler has it no more.
///
/// # Errors
/// The system's number, where the printer cannot be asked or does not answer.
pub fn job(printer: &str, id: u32) -> Result<Option<ListedJob>, u32> {
    let opened = opened(printer)?;
    let found = filled(|to, length, needed| {
        // SAFETY: the handle is open; the system writes at most `length` bytes, and a number.
        unsafe { GetJobW(opened.0, id, 1, to, length, needed) }
    });
    match found {
        // SAFETY: the room begins with one structure of level 1.
        Ok(room) => Ok(unsafe { structures::<JOB_INFO_1W>(&room, 1) }.first().map(listed_job)),
        // Windows' number for a document that went; Wine has none, and lists none either.
        Err(ERROR_INVALID_PARAMETER | ERROR_SUCCESS) => Ok(None),
        // else: spoolers of other machines may have numbers of their own, but all list what is there
        Err(number) => match jobs(printer) {
            Ok(jobs) if jobs.len() < MOST_JOBS as usize => Ok(jobs.into_iter().find(|job| job.id == id)),
            Ok(_) | Err(_) => Err(number),
        },
    }
}

/// Takes a document out of a queue.
///
/// # Errors
/// The system's number.
pub fn delete_job(printer: &str, id: u32) -> Result<(), u32> {
    let printer = opened(printer)?;
    // SAFETY: the handle is open; level 0 has no structure.
    let answer = unsafe { SetJobW(printer.0, id, 0, null(), JOB_CONTROL_DELETE) };
    if answer == 0 { Err(last()) } else { Ok(()) }
}

fn listed(info: &PRINTER_INFO_2W) -> ListedPrinter {
    ListedPrinter {
        // SAFETY: texts of the structure end with a zero, or are null.
        name: unsafe { text(info.pPrinterName) },
        // SAFETY: as above.
        port: unsafe { text(info.pPortName) },
        attributes: info.Attributes,
        status: info.Status,
    }
}

fn listed_job(info: &JOB_INFO_1W) -> ListedJob {
    // SAFETY: texts of the structure end with a zero, or are null.
    ListedJob { id: info.JobId, title: unsafe { text(info.pDocument) }, status: info.Status }
}

/// What the system writes into room that it asks for first, aligned for its structures.
fn filled(mut call: impl FnMut(*mut u8, u32, *mut u32) -> BOOL) -> Result<Vec<u64>, u32> {
    let mut room: Vec<u64> = Vec::new();
    for _ in 0..4 {
        let length = u32::try_from(8 * room.len()).unwrap_or(u32::MAX);
        let to = if room.is_empty() { null_mut() } else { room.as_mut_ptr().cast() };
        let mut needed = 0;
        // SAFETY: a number of this thread. What ends without one of its own is not blamed for an older one.
        unsafe { SetLastError(ERROR_SUCCESS) };
        if call(to, length, &raw mut needed) != 0 {
            return Ok(room);
        }
        let number = last();
        let is_short = number == ERROR_INSUFFICIENT_BUFFER || number == ERROR_MORE_DATA;
        if !is_short || needed > MOST_OF_LIST {
            return Err(number);
        }
        room = vec![0; usize::try_from(needed.div_ceil(8)).unwrap_or_default()];
    }
    Err(ERROR_INSUFFICIENT_BUFFER)
}

/// The structures that some room begins with; none where they would not be in it.
///
/// # Safety
/// The system has written so many of them there.
unsafe fn structures<T>(room: &[u64], count: u32) -> &[T] {
    let count = usize::try_from(count).unwrap_or_default();
    if count.saturating_mul(size_of::<T>()) > size_of_val(room) || align_of::<T>() > align_of::<u64>() {
        return &[];
    }
    // SAFETY: they are in the room, aligned, and written.
    unsafe { std::slice::from_raw_parts(room.as_ptr().cast(), count) }
}

/// A text of the system's.
///
/// # Safety
/// It is null, or ends with a zero.
unsafe fn text(from: PWSTR) -> String {
    if from.is_null() {
        return String::new();
    }
    // SAFETY: no unit behind the zero is read.
    let units = (0..MOST_OF_TEXT).map(|at| unsafe { *from.add(at) }).take_while(|unit| *unit != 0);
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}

fn last() -> u32 {
    // SAFETY: reads the number of this thread's last call.
    unsafe { GetLastError() }
}
