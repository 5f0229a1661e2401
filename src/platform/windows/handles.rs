use super::wide::wide;
use std::{
    os::windows::io::{AsHandle, AsRawHandle, BorrowedHandle, FromRawHandle, OwnedHandle},
    path::Path,
    ptr::{null, null_mut},
};
use windows_sys::Win32::{
    Foundation::INVALID_HANDLE_VALUE,
    Storage::FileSystem::{
        BY_HANDLE_FILE_INFORMATION, CreateFileW, FILE_FLAG_BACKUP_SEMANTICS, FILE_SHARE_DELETE, FILE_SHARE_READ,
        FILE_SHARE_WRITE, GetFileInformationByHandle, OPEN_EXISTING,
    },
};

/// Something that is open so far that it can be asked about: without a right to read or to write, which only an administrator would have
/// of a disk.
pub fn opened_to_ask(path: &Path) -> Option<OwnedHandle> {
    let name = wide(path)?;
    let share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    // SAFETY: the name ends with a zero; what is optional is null.
    let handle =
        unsafe { CreateFileW(name.as_ptr(), 0, share, null(), OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, null_mut()) };
    // SAFETY: the handle was made just now and belongs to nobody else.
    (handle != INVALID_HANDLE_VALUE).then(|| unsafe { OwnedHandle::from_raw_handle(handle) })
}

fn information(handle: BorrowedHandle<'_>) -> Option<BY_HANDLE_FILE_INFORMATION> {
    let mut found = BY_HANDLE_FILE_INFORMATION::default();
    // SAFETY: the handle is open until after the call, which fills the structure.
    let answer = unsafe { GetFileInformationByHandle(handle.as_raw_handle(), &raw mut found) };
    (answer != 0).then_some(found)
}

/// Number of the volume that something open is on.
pub fn volume_of(handle: BorrowedHandle<'_>) -> Option<u64> {
    information(handle).map(|found| u64::from(found.dwVolumeSerialNumber))
}

/// What distinguishes a folder from others and from its copies: the volume's number, its own number there, and when it was made.
pub fn folder_of(path: &Path) -> Option<[u64; 3]> {
    let found = information(opened_to_ask(path)?.as_handle())?;
    let joined = |high: u32, low: u32| (u64::from(high) << 32) | u64::from(low);
    let made = joined(found.ftCreationTime.dwHighDateTime, found.ftCreationTime.dwLowDateTime);
    let number = joined(found.nFileIndexHigh, found.nFileIndexLow);
    Some([u64::from(found.dwVolumeSerialNumber), number, made])
}
