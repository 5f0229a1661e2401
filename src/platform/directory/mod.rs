//! One directory, opened once. What is done in it is done beneath it: nothing that somebody put there (a symbolic link, a pipe, a
//! device, a folder in a file's place) leads out of it, holds the program up, or is written through.

mod system;

use self::system::{drop_from_memory, let_everybody_read, readable_by, rename, set_mode, sync_names, without_waiting};
use super::FileFault;
use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::{
    ambient_authority,
    fs::{Dir, File, Metadata, OpenOptions},
};
use std::{
    ffi::OsStr,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Bytes that are read or written at once: progress is reported between two of them.
const BLOCK: usize = 1 << 18;
/// Names that are looked at in one directory; what is beyond is not listed (a stick may hold anything).
const MOST_NAMES: usize = 100_000;

/// Who may read a new file on the media that know rights at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Only its owner: keys, copies of a station.
    Owner,
    /// Everybody: what is carried to another machine, where its owner has another name.
    Everybody,
}

/// Kind of file that a name in a directory refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link, a pipe, a socket, a device: never opened.
    Other,
}

/// A name in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name, as the system gives it.
    pub name: std::ffi::OsString,
    /// What it is.
    pub kind: EntryKind,
    /// Bytes of a regular file; 0 for the rest.
    pub len: u64,
}

/// A directory that is open. Names that its methods take are single names: no separator, no `..`, no drive letter.
#[derive(Debug)]
pub struct Directory {
    dir: Dir,
    path: PathBuf,
}

impl Directory {
    /// Opens a directory that a person named; links on the way to it are theirs, and are followed.
    ///
    /// # Errors
    /// `Gone` where there is nothing, `NotAFolder` where something else has the name.
    pub fn open(path: &Path) -> Result<Self, FileFault> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(path, ambient_authority()).map_err(folder_fault)?;
        Ok(Self { dir, path: path.to_owned() })
    }

    /// The directory that holds what a person named, and the name in it: `USB/tram.tsq` is `tram.tsq` in `USB`.
    ///
    /// # Errors
    /// As `open`; `NotAFile` for a path that ends in no name (`..`, `/`).
    pub fn holding(path: &Path) -> Result<(Self, &OsStr), FileFault> {
        let name = path.file_name().ok_or(FileFault::NotAFile)?;
        Ok((Self::open(path.parent().unwrap_or(Path::new(".")))?, name))
    }

    /// Path by which it was opened, for people: what is done with it goes by the open directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A directory beneath this one; a link is refused.
    ///
    /// # Errors
    /// `Gone` where there is none, `NotAFolder` where something else has the name.
    pub fn beneath(&self, name: impl AsRef<OsStr>) -> Result<Self, FileFault> {
        let name = single(name.as_ref())?;
        // A pipe is refused by what it is, before anything is opened.
        if !self.look(name)?.is_dir() {
            return Err(FileFault::NotAFolder);
        }
        let dir = self.dir.open_dir_nofollow(name).map_err(folder_fault)?;
        Ok(Self { dir, path: self.path.join(name) })
    }

    /// The directory of this name, made if it is not there, and its name put on the medium.
    ///
    /// # Errors
    /// As `beneath`, or the medium takes no writing.
    pub fn made(&self, name: impl AsRef<OsStr>, readers: Readers) -> Result<Self, FileFault> {
        let name = single(name.as_ref())?;
        match self.dir.create_dir(name) {
            Ok(()) => {
                let made = self.beneath(name)?;
                set_mode(&made.dir, readers);
                self.sync()?;
                Ok(made)
            }
            Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => self.beneath(name),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Device that it is on, where the system reports it: a stick that was pulled leaves another one under its path.
    #[must_use]
    pub fn device(&self) -> Option<u64> {
        system::device(&self.dir)
    }

    /// What is in it, in order of names.
    ///
    /// # Errors
    /// The system cannot list it.
    pub fn entries(&self) -> Result<Vec<Entry>, FileFault> {
        let mut entries = Vec::new();
        for entry in self.dir.entries()?.take(MOST_NAMES) {
            let entry = entry?;
            // The entry's own metadata: a link is a link, wherever it leads. One that vanished meanwhile is not there.
            let Ok(found) = self.dir.symlink_metadata(entry.file_name()) else { continue };
            let kind = match (found.is_file(), found.is_dir()) {
                (true, _) => EntryKind::File,
                (_, true) => EntryKind::Directory,
                (false, false) => EntryKind::Other,
            };
            let len = if kind == EntryKind::File { found.len() } else { 0 };
            entries.push(Entry { name: entry.file_name(), kind, len });
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(entries)
    }

    /// Kind of file under a name; `None` where there is nothing.
    ///
    /// # Errors
    /// The system cannot look it up.
    pub fn kind_of(&self, name: impl AsRef<OsStr>) -> Result<Option<EntryKind>, FileFault> {
        match self.look(single(name.as_ref())?) {
            Ok(found) if found.is_file() => Ok(Some(EntryKind::File)),
            Ok(found) if found.is_dir() => Ok(Some(EntryKind::Directory)),
            Ok(_) => Ok(Some(EntryKind::Other)),
            Err(FileFault::Gone) => Ok(None),
            Err(fault) => Err(fault), // else: the look failed
        }
    }

    /// Bytes of a regular file; `None` where there is none.
    #[must_use]
    pub fn len_of(&self, name: impl AsRef<OsStr>) -> Option<u64> {
        let found = self.look(single(name.as_ref()).ok()?).ok()?;
        found.is_file().then(|| found.len())
    }

    /// Reads a regular file of at most `most` bytes.
    ///
    /// # Errors
    /// `NotAFile` for anything that is none, `TooLarge` before a byte of a larger one is read.
    pub fn read(&self, name: impl AsRef<OsStr>, most: u64) -> Result<Vec<u8>, FileFault> {
        let (file, len) = self.opened(name.as_ref())?;
        if len > most {
            return Err(FileFault::TooLarge);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
        // The file may grow while it is read.
        file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most { Err(FileFault::TooLarge) } else { Ok(bytes) }
    }

    /// The first `most + 1` bytes of a regular file: enough to see that it is too large, however large it is.
    ///
    /// # Errors
    /// `NotAFile`, or it cannot be read.
    pub fn read_first(&self, name: impl AsRef<OsStr>, most: usize) -> Result<Vec<u8>, FileFault> {
        let (file, _) = self.opened(name.as_ref())?;
        let mut bytes = Vec::new();
        let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        file.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads a regular file block by block, from its medium: what the system still has of it in memory is dropped first, as far as
    /// the system lets go.
    ///
    /// # Errors
    /// It cannot be read, or `each` ended it.
    pub fn read_afresh<F: From<FileFault>>(
        &self,
        name: impl AsRef<OsStr>,
        each: impl FnMut(&[u8]) -> Result<(), F>,
    ) -> Result<(), F> {
        let (mut file, _) = self.opened(name.as_ref())?;
        drop_from_memory(&file);
        blocks(&mut file, each)
    }

    /// Writes what `source` gives as a new file, so that a power cut leaves what was there before or all of it: written under a
    /// temporary name that is new, fsync, rename, fsync of the directory. What had the temporary name is removed, never written
    /// through; a link under the final name is replaced, and what it leads to stays as it is. `each` sees every block before it is
    /// written and may end it with a fault.
    ///
    /// # Errors
    /// The first step that failed, or `each`; what was under the name is then still there.
    pub fn write<F: From<FileFault>>(
        &self,
        name: impl AsRef<OsStr>,
        readers: Readers,
        source: &mut dyn Read,
        mut each: impl FnMut(&[u8]) -> Result<(), F>,
    ) -> Result<(), F> {
        let name = single(name.as_ref())?;
        let mut part = name.to_owned();
        part.push(".part");
        let file = self.new_file(&part, readers)?;
        let written = self.fill(file, source, &mut each).and_then(|()| Ok(self.publish(&part, name)?));
        if written.is_err() {
            let _ = self.dir.remove_file(&part); // what failed is reported; a left-over part is removed next time
        }
        written
    }

    /// Writes a file as `write` does, and reads it back before it returns (docs/THREAT-MODEL.md B1).
    ///
    /// # Errors
    /// As `write`, or `ReadsOtherwise`.
    pub fn write_checked(&self, name: impl AsRef<OsStr>, readers: Readers, bytes: &[u8]) -> Result<(), FileFault> {
        let name = name.as_ref();
        self.write(name, readers, &mut &bytes[..], |_| Ok::<(), FileFault>(()))?;
        let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        match self.read(name, most) {
            Ok(found) if found == bytes => Ok(()),
            Ok(_) | Err(FileFault::TooLarge) => Err(FileFault::ReadsOtherwise),
            Err(fault) => Err(fault), // else: it could not be read back
        }
    }

    /// Removes a file or a link for good; one that is not there is no fault.
    ///
    /// # Errors
    /// The medium takes no writing, or a directory has the name.
    pub fn remove(&self, name: impl AsRef<OsStr>) -> Result<(), FileFault> {
        match self.dir.remove_file_or_symlink(single(name.as_ref())?) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(fault) => Err(fault.into()),
            Ok(()) => self.sync(),
        }
    }

    /// Removes a directory beneath this one that has nothing in it.
    ///
    /// # Errors
    /// There is something in it, or the medium takes no writing.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> Result<(), FileFault> {
        self.dir.remove_dir(single(name.as_ref())?)?;
        self.sync()
    }

    /// Puts the directory's names on its medium. Some drivers of foreign file systems know no fsync of directories: there the whole
    /// medium is asked for.
    ///
    /// # Errors
    /// The system refused.
    pub fn sync(&self) -> Result<(), FileFault> {
        Ok(sync_names(&self.dir, &self.path)?)
    }

    fn look(&self, name: &OsStr) -> Result<Metadata, FileFault> {
        Ok(self.dir.symlink_metadata(name)?)
    }

    /// A regular file of this directory, open for reading, and its length. Nothing else is opened at all: a pipe would hold the program
    /// up, and opening some devices does something.
    fn opened(&self, name: &OsStr) -> Result<(File, u64), FileFault> {
        let name = single(name)?;
        if !self.look(name)?.is_file() {
            return Err(FileFault::NotAFile);
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        without_waiting(&mut options);
        let file = self.dir.open_with(name, &options)?;
        // Anybody may have put something else there meanwhile.
        let found = file.metadata()?;
        if found.is_file() { Ok((file, found.len())) } else { Err(FileFault::NotAFile) }
    }

    /// A file that was not there before, after what had its name was removed.
    fn new_file(&self, name: &OsStr, readers: Readers) -> Result<File, FileFault> {
        self.dir.remove_file_or_symlink(name).or_else(|fault| match fault.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(fault),
        })?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).follow(FollowSymlinks::No);
        readable_by(&mut options, readers);
        let file = self.dir.open_with(name, &options)?;
        if readers == Readers::Everybody {
            let_everybody_read(&file);
        }
        Ok(file)
    }

    fn fill<F: From<FileFault>>(
        &self,
        mut file: File,
        source: &mut dyn Read,
        each: &mut dyn FnMut(&[u8]) -> Result<(), F>,
    ) -> Result<(), F> {
        blocks::<F>(source, |block| {
            each(block)?;
            Ok(file.write_all(block).map_err(FileFault::from)?)
        })?;
        Ok(file.sync_all().map_err(FileFault::from)?)
    }

    fn publish(&self, part: &OsStr, name: &OsStr) -> Result<(), FileFault> {
        rename(&self.dir, part, name)?;
        self.sync()
    }
}

/// Opens a regular file that a person named, for reading; its length. A link in its place is refused, and nothing is waited for.
///
/// # Errors
/// As `Directory::holding`; `NotAFile` for anything else than a regular file.
pub fn open_regular(path: &Path) -> Result<(std::fs::File, u64), FileFault> {
    let (folder, name) = Directory::holding(path)?;
    let (file, len) = folder.opened(name)?;
    Ok((file.into_std(), len))
}

/// Device of what is at a path now; none where it is gone.
#[must_use]
pub fn device_of(path: &Path) -> Option<u64> {
    Directory::open(path).ok()?.device()
}

/// One name and nothing else.
fn single(name: &OsStr) -> Result<&OsStr, FileFault> {
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(std::path::Component::Normal(one)), None) if one == name => Ok(name),
        _ => Err(FileFault::NotAFile), // else: no name of a file
    }
}

fn folder_fault(fault: io::Error) -> FileFault {
    match fault.kind() {
        io::ErrorKind::NotADirectory => FileFault::NotAFolder,
        _ => fault.into(), // else: an error of the system
    }
}

fn blocks<F: From<FileFault>>(source: &mut dyn Read, mut each: impl FnMut(&[u8]) -> Result<(), F>) -> Result<(), F> {
    let mut block = vec![0; BLOCK];
    loop {
        let count = match source.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(FileFault::from(fault).into()),
        };
        each(block.get(..count).unwrap_or_default())?;
    }
}
