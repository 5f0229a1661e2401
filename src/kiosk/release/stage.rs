//! From a file on a stick into a folder of the station's: all of it read and checked, the program of this machine kept.

use super::kept::{FRONT, Kept, KeptFault, PROGRAM, for_everybody, kept, pin};
use crate::{
    content::pack::{
        PinnedRoot,
        release::{Front, MOST_FRONT, Place, Release, ReleaseFault, Standing, System},
    },
    crypto::Sha256Stream,
    platform::{
        Directory, FileFault, Readers, free_space, fresh_folder, make_folder, open_regular, publish_folder,
        remove_folder,
    },
    tui::{Pace, Stage},
};
use std::{
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// A release that is kept and may be started.
#[derive(Clone, Debug)]
pub struct Staged {
    /// The release.
    pub release: Release,
}

/// Why a release is not kept. What was there before is as it was.
#[derive(Debug, thiserror::Error)]
pub enum StageFault {
    /// It must not be put in.
    #[error("the release is refused")]
    Release(#[source] ReleaseFault),
    /// The stick cannot be read, or is gone.
    #[error("the stick cannot be read")]
    Stick(#[source] FileFault),
    /// The station's disk refused.
    #[error("the disk refused")]
    Disk(#[source] FileFault),
    /// Too little room.
    #[error("{needed} bytes are needed, {free} are free")]
    NoRoom {
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that are free.
        free: u64,
    },
    /// It was stopped.
    #[error("it was stopped")]
    Stopped,
}

impl From<ReleaseFault> for StageFault {
    fn from(fault: ReleaseFault) -> Self {
        Self::Release(fault)
    }
}

/// Room that is left beside what is written.
const SPARE: u64 = 16 << 20;

/// What a station knows before it takes a release.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The root that it trusts.
    pub pinned: &'a PinnedRoot,
    /// What it runs and has.
    pub standing: Standing,
    /// Bytes of a copy of its data, where the release migrates them.
    pub copy: u64,
}

/// Checks a release of a file, all of it, and keeps it in a folder of releases: published whole, read back, or nothing of it is there.
/// `pace` answers false to stop.
///
/// # Errors
/// The first reason not to.
pub fn stage(
    folder: &Path,
    file: &Path,
    before: &Before<'_>,
    pace: &mut dyn FnMut(Pace) -> bool,
) -> Result<Staged, StageFault> {
    let (mut source, len) = open_regular(file).map_err(StageFault::Stick)?;
    let bytes = front_of(&mut source)?;
    let front = Front::read(&bytes, Some(before.pinned))?;
    let own = front.check(&before.standing, System::own())?;
    let (_, total) = front.places();
    if len != total {
        return Err(ReleaseFault::Length { stated: total, found: len }.into());
    }
    make_folder(folder).map_err(StageFault::Disk)?;
    let migrates = front.release.data > before.standing.data;
    let needed = own.len + SPARE + if migrates { before.copy } else { 0 };
    if let Some(free) = free_space(folder).filter(|free| *free < needed) {
        return Err(StageFault::NoRoom { needed, free });
    }
    let path = folder.join(front.release.version.to_string());
    remove_folder(&path); // of an earlier attempt; what runs has another version
    let part = fresh_folder(&path).map_err(StageFault::Disk)?;
    let copied = (|| {
        let inside = Directory::open(&part).map_err(StageFault::Disk)?;
        let front_bytes = bytes.get(..front.len).unwrap_or_default();
        inside.write_checked(FRONT, Readers::Everybody, front_bytes).map_err(StageFault::Disk)?;
        let mut reader = FileReader::new(&mut source, &front, (Some(&inside), pace))?;
        reader.programs(&front)?;
        for_everybody(&part).map_err(StageFault::Disk)
    })();
    // Windows gives no folder another name that is open.
    let copied = copied.and_then(|()| publish_folder(&part, &path).map_err(StageFault::Disk));
    if let Err(fault) = copied {
        remove_folder(&part);
        return Err(fault);
    }
    pin(folder, &front.root).map_err(StageFault::Disk)?;
    match kept(folder, front.release.version) {
        Ok(Kept { release, .. }) => Ok(Staged { release }),
        Err(fault) => {
            remove_folder(&path);
            Err(match fault {
                KeptFault::File(fault) => StageFault::Disk(fault),
                KeptFault::Release(fault @ ReleaseFault::OtherMachine(_)) => StageFault::Release(fault),
                KeptFault::Release(_) => StageFault::Disk(FileFault::ReadsOtherwise),
            })
        }
    }
}

/// The beginning of a file, as far as a front may reach.
pub(super) fn front_of(source: &mut impl Read) -> Result<Vec<u8>, StageFault> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_FRONT).unwrap_or(u64::MAX);
    source.by_ref().take(most).read_to_end(&mut bytes).map_err(|fault| StageFault::Stick(fault.into()))?;
    Ok(bytes)
}

/// Reads all of a release behind its front, and keeps nothing of it.
///
/// # Errors
/// The first program that is not what was signed.
pub(super) fn look_through(mut source: impl Read + Seek, front: &Front) -> Result<(), StageFault> {
    FileReader::new(&mut source, front, (None, &mut |_| true))?.programs(front)
}

struct FileReader<'s, S> {
    source: &'s mut S,
    /// Where the program of this machine is written.
    inside: Option<&'s Directory>,
    done: u64,
    of: u64,
    pace: &'s mut dyn FnMut(Pace) -> bool,
}

/// What a block of a program may end with.
enum BlockFault {
    File(FileFault),
    Stopped,
}

impl From<FileFault> for BlockFault {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl<'s, S: Read + Seek> FileReader<'s, S> {
    /// A reader at the first program.
    fn new(
        source: &'s mut S,
        front: &Front,
        (inside, pace): (Option<&'s Directory>, &'s mut dyn FnMut(Pace) -> bool),
    ) -> Result<Self, StageFault> {
        let done = u64::try_from(front.len).unwrap_or(u64::MAX);
        source.seek(SeekFrom::Start(done)).map_err(|fault| StageFault::Stick(fault.into()))?;
        Ok(Self { source, inside, done, of: front.places().1, pace })
    }

    /// All programs, and the end behind them.
    fn programs(&mut self, front: &Front) -> Result<(), StageFault> {
        let (places, _) = front.places();
        places.iter().try_for_each(|place| self.program(place))?;
        self.end()
    }

    /// Reads a program behind its header; the one of this machine is written.
    fn program(&mut self, place: &Place) -> Result<(), StageFault> {
        let program = place.program;
        let wrong = || StageFault::Release(ReleaseFault::Program(program.system));
        let mut header = [0; 512];
        self.exactly(&mut header)?;
        if header != place.header {
            return Err(wrong());
        }
        let (mut hash, mut read) = (Sha256Stream::default(), 0_u64);
        let mut source = Watched { inner: self.source.by_ref().take(program.len), fault: None };
        let (pace, done, of) = (&mut self.pace, self.done, self.of);
        let each = |block: &[u8]| {
            hash.add(block);
            read += u64::try_from(block.len()).unwrap_or(0);
            let goes_on = pace(Pace { stage: Stage::Checking, done: done + read, of });
            if goes_on { Ok(()) } else { Err(BlockFault::Stopped) }
        };
        let inside = self.inside.filter(|_| System::own() == Some(program.system));
        let copied = match inside {
            Some(inside) => inside.write(PROGRAM, Readers::Everybody, &mut source, each),
            None => drain(&mut source, each),
        };
        match (source.fault.take(), copied) {
            (Some(fault), _) => return Err(StageFault::Stick(fault.into())),
            (None, Err(BlockFault::File(fault))) => return Err(StageFault::Disk(fault)),
            (None, Err(BlockFault::Stopped)) => return Err(StageFault::Stopped),
            (None, Ok(())) => (),
        }
        if read != program.len || hash.digest() != program.sha256 {
            return Err(wrong());
        }
        self.done += 512 + program.len + place.padding;
        self.zeros(place.padding).map_err(|fault| fault.unwrap_or_else(wrong))
    }

    /// Two blocks of zeros and nothing behind them.
    fn end(&mut self) -> Result<(), StageFault> {
        let length = |of| StageFault::Release(ReleaseFault::Length { stated: of, found: of });
        self.zeros(crate::crypto::parcel::END).map_err(|fault| fault.unwrap_or_else(|| length(self.of)))
    }

    /// That many zeros; `None` where something else is there.
    fn zeros(&mut self, count: u64) -> Result<(), Option<StageFault>> {
        let mut bytes = vec![0; usize::try_from(count).unwrap_or(0)];
        self.exactly(&mut bytes).map_err(Some)?;
        if bytes.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(None) }
    }

    fn exactly(&mut self, bytes: &mut [u8]) -> Result<(), StageFault> {
        self.source.read_exact(bytes).map_err(|fault| StageFault::Stick(fault.into()))
    }
}

/// A source that remembers that it was the one that failed.
struct Watched<R> {
    inner: R,
    fault: Option<io::Error>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        self.inner.read(block).inspect_err(|fault| {
            if fault.kind() != io::ErrorKind::Interrupted {
                self.fault =
                    Some(fault.raw_os_error().map_or_else(|| fault.kind().into(), io::Error::from_raw_os_error));
            }
        })
    }
}

fn drain(source: &mut impl Read, mut each: impl FnMut(&[u8]) -> Result<(), BlockFault>) -> Result<(), BlockFault> {
    let mut block = vec![0; 1 << 18];
    loop {
        match source.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => each(block.get(..count).unwrap_or_default())?,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => (),
            Err(fault) => return Err(FileFault::from(fault).into()),
        }
    }
}
