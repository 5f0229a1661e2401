//! Files onto a stick. Each is there under its own name whole and read back, or not at all; a stick that is pulled, full or
//! locked is reported, and nothing counts as handed over.

use super::OutFile;
use crate::{
    crypto::{Sha256Stream, hex},
    platform::{Directory, FileFault, Readers, device_of, free_space},
    text::codes,
    tui::{Failure, Pace, Stage},
};
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

/// The folder of results on a stick.
pub const FOLDER: &str = "tramso-nop";
/// What the file system itself needs for a file more.
const ROOM_A_FILE: u64 = 64 << 10;

/// Why a stick does not have everything.
#[derive(Debug, thiserror::Error)]
pub enum StickFault {
    /// Bytes that are needed, and that are free.
    #[error("{needed} bytes are needed, {free} are free")]
    NoRoom {
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// Another device is where the stick was, or none.
    #[error("the stick is gone")]
    Pulled,
    /// Another fault of a file.
    #[error("a file of the stick failed")]
    File(#[source] FileFault),
    /// The station's own copy of this file is gone or damaged.
    #[error("the file {0} of the station is gone or damaged")]
    Spoilt(String),
    /// The volunteer stopped it.
    #[error("the volunteer stopped it")]
    Stopped,
}

impl From<FileFault> for StickFault {
    fn from(fault: FileFault) -> Self {
        if fault.is_pulled() { Self::Pulled } else { Self::File(fault) }
    }
}

/// What is on the stick now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StickReport {
    /// The folder on the stick.
    pub folder: PathBuf,
    /// Files that were written.
    pub written: usize,
    /// Files that lay there already with the same bytes.
    pub known: usize,
    /// Bytes that were written.
    pub bytes: u64,
}

/// Lays the parcels into the stick's folder, each written, put on the medium and read back from it; `pace` answers false to stop.
///
/// # Errors
/// What the stick or the station's own folder refused. Files that were finished before stay; the one that was not is removed.
pub fn copy_to(drive: &Path, files: &[OutFile], pace: &mut dyn FnMut(Pace) -> bool) -> Result<StickReport, StickFault> {
    let stick = Directory::open(drive).map_err(|_| StickFault::Pulled)?;
    let there = match stick.beneath(FOLDER) {
        Ok(folder) => Some(folder),
        Err(FileFault::Gone) => None,
        Err(fault) => return Err(fault.into()), // else: no folder to write in
    };
    let place = |file: &OutFile| match &there {
        Some(folder) => place_for(folder, file),
        None => Some(file.name.clone()),
    };
    let missing: Vec<(&OutFile, String)> = files.iter().filter_map(|file| Some((file, place(file)?))).collect();
    let bytes: u64 = missing.iter().map(|(file, _)| file.len).sum();
    check_room(drive, missing.len(), bytes)?;
    let folder = match there {
        Some(folder) => folder,
        None => stick.made(FOLDER, Readers::Everybody)?,
    };
    let mut writer = StickWriter { drive, folder: &folder, done: 0, of: bytes, pace };
    for (file, name) in &missing {
        writer.write(file, name)?;
    }
    writer.done = 0;
    for (file, name) in &missing {
        writer.check(file, name)?;
    }
    // A stick that was pulled leaves a folder of the same name behind, on the laptop's own disk.
    if writer.is_pulled() {
        return Err(StickFault::Pulled);
    }
    let shown = folder.path().to_owned();
    Ok(StickReport { written: missing.len(), known: files.len() - missing.len(), bytes, folder: shown })
}

struct StickWriter<'p> {
    drive: &'p Path,
    folder: &'p Directory,
    done: u64,
    of: u64,
    pace: &'p mut dyn FnMut(Pace) -> bool,
}

impl StickWriter<'_> {
    fn write(&mut self, file: &OutFile, name: &str) -> Result<(), StickFault> {
        let spoilt = || StickFault::Spoilt(file.name.clone());
        let mut source = file.open(0).map_err(|_| spoilt())?;
        let mut guarded = Whole { file, source: &mut source, hash: Sha256Stream::default(), read: 0, spoilt: false };
        let folder = self.folder;
        let written = folder.write(name, Readers::Everybody, &mut guarded, |block| self.step(Stage::Writing, block));
        if guarded.spoilt {
            return Err(spoilt());
        }
        written.map_err(|fault| self.named(fault))
    }

    fn check(&mut self, file: &OutFile, name: &str) -> Result<(), StickFault> {
        let mut hash = Sha256Stream::default();
        let folder = self.folder;
        let read = folder.read_afresh(name, |block| {
            hash.add(block);
            self.step(Stage::Checking, block)
        });
        read.map_err(|fault| self.named(fault))?;
        if self.is_pulled() {
            return Err(StickFault::Pulled);
        }
        if hash.digest() == file.sha256 {
            return Ok(());
        }
        // Nobody shall find a bad file under a good name.
        let _ = folder.remove(name); // what was found is reported either way
        Err(StickFault::File(FileFault::ReadsOtherwise))
    }

    fn step(&mut self, stage: Stage, block: &[u8]) -> Result<(), StickFault> {
        self.done += u64::try_from(block.len()).unwrap_or(0);
        let goes_on = (self.pace)(Pace { stage, done: self.done.min(self.of), of: self.of });
        if goes_on { Ok(()) } else { Err(StickFault::Stopped) }
    }

    /// Whether another device, or none, is where the stick was.
    fn is_pulled(&self) -> bool {
        device_of(self.drive).is_none() || device_of(self.drive) != self.folder.device()
    }

    /// A fault of a stick that is not there any more has only one meaning.
    fn named(&self, fault: StickFault) -> StickFault {
        if matches!(fault, StickFault::File(_)) && self.is_pulled() { StickFault::Pulled } else { fault }
    }
}

/// A source that knows at its end whether it gave the bytes that were promised, and fails before anything gets a final name.
struct Whole<'s> {
    file: &'s OutFile,
    source: &'s mut dyn io::Read,
    hash: Sha256Stream,
    read: u64,
    spoilt: bool,
}

impl io::Read for Whole<'_> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        let count = match self.source.read(block) {
            Err(fault) if fault.kind() == ErrorKind::Interrupted => return Err(fault),
            Ok(count) => count,
            Err(fault) => {
                self.spoilt = true;
                return Err(fault);
            }
        };
        self.hash.add(block.get(..count).unwrap_or_default());
        self.read += u64::try_from(count).unwrap_or(0);
        let ends = count == 0;
        let whole = || self.read == self.file.len && self.hash.clone().digest() == self.file.sha256;
        if self.read > self.file.len || (ends && !whole()) {
            self.spoilt = true;
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(count)
    }
}

/// The name under which a parcel is to be written; none when it is on the stick already. A file of its name with other bytes may be
/// another laptop's: it stays, and a person at the centre decides.
fn place_for(folder: &Directory, file: &OutFile) -> Option<String> {
    if matches!(folder.kind_of(&file.name), Ok(None)) {
        return Some(file.name.clone());
    }
    let digest: String = hex(&file.sha256).chars().take(8).collect();
    let (stem, end) = file.name.rsplit_once('.').unwrap_or((&file.name, "tsb"));
    let beside = format!("{stem}-{digest}.{end}");
    (!has(folder, &file.name, file) && !has(folder, &beside, file)).then_some(beside)
}

/// Whether the folder has exactly this file under a name.
fn has(folder: &Directory, name: &str, file: &OutFile) -> bool {
    if folder.len_of(name) != Some(file.len) {
        return false;
    }
    let mut hash = Sha256Stream::default();
    let read = folder.read_afresh::<StickFault>(name, |block| {
        hash.add(block);
        Ok(())
    });
    read.is_ok() && hash.digest() == file.sha256
}

fn check_room(drive: &Path, count: usize, bytes: u64) -> Result<(), StickFault> {
    if count == 0 {
        return Ok(());
    }
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let needed = bytes.saturating_add(count.saturating_mul(ROOM_A_FILE));
    match free_space(drive) {
        Some(free) if free < needed => Err(StickFault::NoRoom { needed, free }),
        _ => Ok(()),
    }
}

/// A stick is mounted in a folder: where there is none nothing is written, so that nothing lands on the machine's own disk.
///
/// # Errors
/// There is no such folder.
pub fn is_there(drive: &Path) -> Result<(), Failure> {
    let args = vec![("folder", drive.display().to_string())];
    if drive.is_dir() { Ok(()) } else { Err(Failure::with(codes::handover::NO_FOLDER, args)) }
}
