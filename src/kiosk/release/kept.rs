//! A release in a folder: its front and the program of this machine.

use crate::{
    content::pack::{
        AppVersion, PinnedRoot,
        release::{Front, HEAD_OF_PROGRAM, MOST_FRONT, Program, Release, ReleaseFault, System},
    },
    crypto::Sha256Stream,
    kiosk::packs,
    platform::{Directory, FileFault, Readers, let_run, read_up_to},
};
use std::path::{Path, PathBuf};

/// A release that is whole, and signed by whom the pinned root names.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The release.
    pub release: Release,
    /// Its program.
    pub program: PathBuf,
}

/// Why a kept release is not started.
#[derive(Debug, thiserror::Error)]
pub enum KeptFault {
    /// It cannot be read.
    #[error("a file of the release cannot be read")]
    File(#[source] FileFault),
    /// It is not the one that was signed.
    #[error("the release is not what was signed")]
    Release(#[source] ReleaseFault),
}

impl From<FileFault> for KeptFault {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl From<ReleaseFault> for KeptFault {
    fn from(fault: ReleaseFault) -> Self {
        Self::Release(fault)
    }
}

/// Name of the front's file in a release's folder.
pub(super) const FRONT: &str = "front";
/// Name of the program's.
pub(super) const PROGRAM: &str = if cfg!(windows) { "tramso.exe" } else { "tramso" };
/// Name of the file beside the releases with the root that they are believed by.
const ROOT: &str = "root";
/// It takes no more bytes.
pub(super) const MOST_OF_ROOT: usize = 200;

/// Looks through a release of a folder, every byte of its program, from the disk.
///
/// # Errors
/// Why it must not be started.
pub fn kept(folder: &Path, version: AppVersion) -> Result<Kept, KeptFault> {
    let (inside, release) = opened(folder, version)?;
    let program = System::own().and_then(|system| release.program(system)).ok_or(ReleaseFault::NoProgram)?;
    is_signed(&inside, program)?;
    Ok(Kept { program: inside.path().join(PROGRAM), release })
}

/// A release's folder and what was signed of it; its program is not looked at.
///
/// # Errors
/// As `kept`.
pub(super) fn opened(folder: &Path, version: AppVersion) -> Result<(Directory, Release), KeptFault> {
    let pinned = pinned(folder)?.ok_or(FileFault::Gone)?;
    let inside = Directory::open(folder)?.beneath(version.to_string())?;
    let front = inside.read(FRONT, u64::try_from(MOST_FRONT).unwrap_or(u64::MAX))?;
    let release = Front::read(&front, Some(&pinned))?.release;
    if release.version != version {
        return Err(ReleaseFault::Older { version: release.version, app: version }.into());
    }
    Ok((inside, release))
}

/// Every byte of the program is the one that was signed, and it is for the machine that it is named for.
fn is_signed(inside: &Directory, program: &Program) -> Result<(), KeptFault> {
    let (mut hash, mut len, mut head) = (Sha256Stream::default(), 0_u64, Vec::new());
    inside.read_afresh::<FileFault>(PROGRAM, |block| {
        hash.add(block);
        len += u64::try_from(block.len()).unwrap_or(0);
        let missing = HEAD_OF_PROGRAM.saturating_sub(head.len());
        head.extend_from_slice(block.get(..missing).unwrap_or(block));
        if len > program.len { Err(FileFault::TooLarge) } else { Ok(()) }
    })?;
    if len != program.len || hash.digest() != program.sha256 {
        return Err(ReleaseFault::Program(program.system).into());
    }
    match System::of_program(&head) {
        Some(found) if found == program.system => Ok(()),
        Some(_) | None => Err(ReleaseFault::OtherMachine(program.system).into()),
    }
}

/// Lets other users run what is in a release's folder, and its owner alone change it.
///
/// # Errors
/// The disk knows no such rights.
pub(super) fn for_everybody(inside: &Path) -> Result<(), FileFault> {
    let_run(inside)?;
    let_run(&inside.join(PROGRAM))
}

/// The root that releases of a folder are believed by.
///
/// # Errors
/// It cannot be read.
pub(super) fn pinned(folder: &Path) -> Result<Option<PinnedRoot>, FileFault> {
    match read_up_to(&folder.join(ROOT), MOST_OF_ROOT) {
        Ok(bytes) => packs::parse(&bytes).map(Some).ok_or(FileFault::ReadsOtherwise),
        Err(FileFault::Gone) => Ok(None),
        Err(fault) => Err(fault), // else: it is there and cannot be read
    }
}

/// From now on releases of a folder are believed by this root.
///
/// # Errors
/// The disk refused.
pub(super) fn pin(folder: &Path, root: &PinnedRoot) -> Result<(), FileFault> {
    Directory::open(folder)?.write_checked(ROOT, Readers::Everybody, &packs::written(root))
}

/// The releases in a folder by their names, the newest first; what is in them is not looked at.
pub(super) fn versions(folder: &Path) -> Vec<AppVersion> {
    let entries = Directory::open(folder).and_then(|open| open.entries()).unwrap_or_default();
    let mut found: Vec<AppVersion> =
        entries.iter().filter_map(|entry| AppVersion::parse(entry.name.to_str()?)).collect();
    found.sort_by(|one, other| other.cmp(one));
    found
}
