//! What a volume and the disk below it report to a program without any right to them.

use super::{handles::opened_to_ask, wide::wide};
use std::{
    ffi::c_void,
    mem::offset_of,
    os::windows::io::AsRawHandle,
    path::{Component, Path, PathBuf, Prefix},
    ptr::{null, null_mut},
};
use windows_sys::Win32::{
    Storage::FileSystem::{BusTypeMmc, BusTypeSd, BusTypeUsb, GetVolumeInformationW},
    System::{
        IO::DeviceIoControl,
        Ioctl::{
            DEVICE_SEEK_PENALTY_DESCRIPTOR, IOCTL_STORAGE_GET_DEVICE_NUMBER, IOCTL_STORAGE_QUERY_PROPERTY,
            PropertyStandardQuery, STORAGE_DEVICE_DESCRIPTOR, STORAGE_DEVICE_NUMBER, STORAGE_PROPERTY_ID,
            STORAGE_PROPERTY_QUERY, StorageDeviceProperty, StorageDeviceSeekPenaltyProperty,
        },
    },
};

/// How a disk is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bus {
    /// By a plug that is pulled: USB, or a card in its slot.
    Plug,
    /// In any other way.
    Built,
}

/// What a disk reported of itself: a structure, and texts behind it.
struct Report(Vec<u8>);

/// Most bytes of it.
const MOST: usize = 1024;

impl Report {
    fn byte(&self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.0.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
    }

    /// The text whose place is at a place; 0 is none.
    fn text(&self, at: usize) -> Option<String> {
        let at = usize::try_from(self.number(at)?).ok().filter(|at| *at > 0)?;
        let bytes = self.0.get(at..)?.split(|byte| *byte == 0).next()?;
        Some(String::from_utf8_lossy(bytes).trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The device by which a volume is asked: `\\.\E:` of any path on it.
fn device_of(path: &Path) -> Option<PathBuf> {
    let full = std::path::absolute(path).ok()?;
    let Some(Component::Prefix(prefix)) = full.components().next() else { return None };
    match prefix.kind() {
        Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
            Some(PathBuf::from(format!("\\\\.\\{}:", char::from(letter))))
        }
        _ => None, // else: another machine's, or a device
    }
}

fn ask<T>(device: &Path, code: u32, wish: Option<&T>) -> Option<Report> {
    let device = opened_to_ask(device)?;
    let (from, length) = wish.map_or((null(), 0), |wish| (std::ptr::from_ref(wish).cast::<c_void>(), size_of::<T>()));
    let length = u32::try_from(length).ok()?;
    let mut report = vec![0_u8; MOST];
    let (to, room) = (report.as_mut_ptr().cast(), u32::try_from(report.len()).ok()?);
    let mut filled = 0;
    // SAFETY: the handle is open until after the call; what goes in and what comes out have the lengths that are handed over.
    let answer =
        unsafe { DeviceIoControl(device.as_raw_handle(), code, from, length, to, room, &raw mut filled, null_mut()) };
    report.truncate(usize::try_from(filled).ok()?);
    (answer != 0).then_some(Report(report))
}

fn property(device: &Path, wanted: STORAGE_PROPERTY_ID) -> Option<Report> {
    let wish =
        STORAGE_PROPERTY_QUERY { PropertyId: wanted, QueryType: PropertyStandardQuery, AdditionalParameters: [0] };
    ask(device, IOCTL_STORAGE_QUERY_PROPERTY, Some(&wish))
}

/// How a disk is connected, by what it reports.
fn bus(report: &Report) -> Option<Bus> {
    let kind = report.number(offset_of!(STORAGE_DEVICE_DESCRIPTOR, BusType))?;
    let plugs = [BusTypeUsb, BusTypeSd, BusTypeMmc];
    Some(if plugs.iter().any(|plug| u32::try_from(*plug) == Ok(kind)) { Bus::Plug } else { Bus::Built })
}

/// How the disk under a path is connected; none where it does not report it.
pub fn bus_of(path: &Path) -> Option<Bus> {
    bus(&property(&device_of(path)?, StorageDeviceProperty)?)
}

/// The disk under a path, by its kind and number; none where it has none, or does not report it.
pub fn disk_of(path: &Path) -> Option<(u32, u32)> {
    let report = ask::<u8>(&device_of(path)?, IOCTL_STORAGE_GET_DEVICE_NUMBER, None)?;
    let kind = report.number(offset_of!(STORAGE_DEVICE_NUMBER, DeviceType))?;
    Some((kind, report.number(offset_of!(STORAGE_DEVICE_NUMBER, DeviceNumber))?))
}

/// Whether the disk under a path has platters that turn; none where it does not report it.
pub fn is_rotating(path: &Path) -> Option<bool> {
    let report = property(&device_of(path)?, StorageDeviceSeekPenaltyProperty)?;
    report.byte(offset_of!(DEVICE_SEEK_PENALTY_DESCRIPTOR, IncursSeekPenalty)).map(|penalty| penalty != 0)
}

/// Kind of the file system at a path: `NTFS`.
pub fn filesystem_of(path: &Path) -> Option<String> {
    let device = device_of(path)?;
    let root = wide(format!("{}\\", device.to_str()?.trim_start_matches("\\\\.\\")))?;
    let mut name = [0_u16; 64];
    let (to, room, none) = (name.as_mut_ptr(), u32::try_from(name.len()).ok()?, null_mut());
    // SAFETY: the root ends with a zero, the name is written within its room, and what is not asked for may be null.
    let answer =
        unsafe { GetVolumeInformationW(root.as_ptr(), none, 0, none.cast(), none.cast(), none.cast(), to, room) };
    let units: Vec<u16> = name.into_iter().take_while(|unit| *unit != 0).collect();
    (answer != 0).then(|| String::from_utf16_lossy(&units))
}

/// Disks that are looked at for the machine's mark.
const DISKS: u32 = 16;

/// Serial numbers of the disks that are built in, in order.
pub fn serials_of_built_in() -> Vec<String> {
    let serial = |number: u32| {
        let report = property(Path::new(&format!("\\\\.\\PhysicalDrive{number}")), StorageDeviceProperty)?;
        let stays = report.byte(offset_of!(STORAGE_DEVICE_DESCRIPTOR, RemovableMedia))? == 0;
        let is_built_in = stays && bus(&report)? == Bus::Built;
        is_built_in.then(|| report.text(offset_of!(STORAGE_DEVICE_DESCRIPTOR, SerialNumberOffset)))?
    };
    let mut serials: Vec<String> = (0..DISKS).filter_map(serial).collect();
    serials.sort();
    serials
}
