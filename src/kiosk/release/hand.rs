//! From the station's user to the one who owns its programs, so that nobody can change what they run: one process writes what was
//! staged to a pipe, the other checks it from there and keeps it. Neither reads the other's files (docs/decisions/078-updates-by-stick.md).

use super::{
    Choice, Places,
    kept::{FRONT, KeptFault, MOST_OF_ROOT, PROGRAM, for_everybody, kept, pin, pinned, versions},
};
use crate::{
    content::pack::{
        AppVersion,
        release::{Front, MOST_FRONT, ReleaseFault, System},
    },
    kiosk::packs,
    platform::{Directory, FileFault, Readers, fresh_folder, make_folder, publish_folder, read_up_to, remove_folder},
};
use std::{
    io::{Read, Write},
    path::Path,
};

/// Releases that are kept beside the one that comes.
const KEPT: usize = 2;

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandFault {
    /// A file or the pipe.
    #[error("a file or the pipe failed")]
    File(#[source] FileFault),
    /// It is not what it should be.
    #[error("the release is refused")]
    Release(#[source] ReleaseFault),
    /// What came has another form.
    #[error("this is no release from a station")]
    Form,
}

impl From<FileFault> for HandFault {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl From<std::io::Error> for HandFault {
    fn from(fault: std::io::Error) -> Self {
        Self::File(fault.into())
    }
}

impl From<ReleaseFault> for HandFault {
    fn from(fault: ReleaseFault) -> Self {
        Self::Release(fault)
    }
}

impl From<KeptFault> for HandFault {
    fn from(fault: KeptFault) -> Self {
        match fault {
            KeptFault::File(fault) => Self::File(fault),
            KeptFault::Release(fault) => Self::Release(fault),
        }
    }
}

/// Writes the release that a station is to start: pinned root and front, each behind its length, then the program. Whether there was one.
///
/// # Errors
/// It cannot be read, or nobody takes it.
pub fn give(dir: &Path, to: &mut impl Write) -> Result<bool, HandFault> {
    let own = Places::of(dir).own;
    let current = Choice::read(&own)?.and_then(|choice| choice.current);
    let Some(version) = current.filter(|version| versions(&own).contains(version)) else { return Ok(false) };
    let inside = Directory::open(&own)?.beneath(version.to_string())?;
    let root = pinned(&own)?.ok_or(FileFault::Gone)?;
    let front = inside.read(FRONT, u64::try_from(MOST_FRONT).unwrap_or(u64::MAX))?;
    for part in [packs::written(&root), front] {
        to.write_all(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes())?;
        to.write_all(&part)?;
    }
    inside.read_afresh(PROGRAM, |block| to.write_all(block).map_err(HandFault::from))?;
    to.flush()?;
    Ok(true)
}

/// Takes what `give` wrote into the folder of programs, where it is whole and signed by whom the folder's root names; the first release
/// brings that root. One that is there already stays as it is. Its version; none where nothing came.
///
/// # Errors
/// Why it is not taken; what was there before still is.
pub fn take(programs: &Path, from: &mut impl Read) -> Result<Option<AppVersion>, HandFault> {
    let Some(root) = part(from, MOST_OF_ROOT)? else { return Ok(None) };
    let brought = packs::parse(&root).ok_or(HandFault::Form)?;
    let front_bytes = part(from, MOST_FRONT)?.ok_or(HandFault::Form)?;
    let believed = pinned(programs)?.unwrap_or(brought);
    let front = Front::read(&front_bytes, Some(&believed))?;
    let version = front.release.version;
    if kept(programs, version).is_ok() {
        return Ok(Some(version));
    }
    let floor = floor(programs);
    if version < floor {
        return Err(ReleaseFault::BelowFloor { version, floor }.into());
    }
    let program = *System::own().and_then(|system| front.release.program(system)).ok_or(ReleaseFault::NoProgram)?;
    make_folder(programs)?;
    let path = programs.join(version.to_string());
    remove_folder(&path);
    for old in versions(programs).into_iter().skip(KEPT) {
        remove_folder(&programs.join(old.to_string()));
    }
    let part = fresh_folder(&path)?;
    let written = (|| {
        let inside = Directory::open(&part)?;
        inside.write_checked(FRONT, Readers::Everybody, &front_bytes)?;
        inside.write(PROGRAM, Readers::Everybody, &mut from.by_ref().take(program.len + 1), |_| {
            Ok::<(), FileFault>(())
        })?;
        for_everybody(&part)
    })();
    // As in staging: nothing of it is open any more.
    let written = written.and_then(|()| publish_folder(&part, &path));
    if let Err(fault) = written {
        remove_folder(&part);
        return Err(fault.into());
    }
    pin(programs, &front.root)?;
    kept(programs, version).map(|_| Some(version)).map_err(|fault| {
        remove_folder(&path);
        fault.into()
    })
}

/// The highest floor of the releases that are there: nobody goes back below it, whatever the station's own user asks for.
fn floor(programs: &Path) -> AppVersion {
    let floors = versions(programs).into_iter().filter_map(|version| {
        let front = read_up_to(&programs.join(version.to_string()).join(FRONT), MOST_FRONT).ok()?;
        Some(Front::read(&front, None).ok()?.release.floor)
    });
    floors.max().unwrap_or(AppVersion::LOWEST)
}

/// Bytes behind their length; none at the end of what comes.
fn part(from: &mut impl Read, most: usize) -> Result<Option<Vec<u8>>, HandFault> {
    let mut len = [0; 4];
    let mut first = [0; 1];
    if from.read(&mut first)? == 0 {
        return Ok(None);
    }
    let [head, rest @ ..] = &mut len;
    *head = first[0];
    from.read_exact(rest)?;
    let len = usize::try_from(u32::from_le_bytes(len)).unwrap_or(usize::MAX);
    if len > most {
        return Err(HandFault::Form);
    }
    let mut bytes = vec![0; len];
    from.read_exact(&mut bytes)?;
    Ok(Some(bytes))
}
