use super::{FileFault, Lock, LockFault, open_regular};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// A turn is one write; somebody who holds a lock for this long is stuck.
const LONGEST_TURN: Duration = Duration::from_secs(10);
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// Writes a file so that a power cut leaves the old one or the new one: `.part`, fsync, rename, fsync of the folder,
/// and reads it back before it returns (docs/THREAT-MODEL.md B1).
///
/// # Errors
/// The first step that failed; the old file is then still there.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
    write_in(path, bytes, |part| OpenOptions::new().write(true).create_new(true).open(part))
}

/// Writes a file in the same manner that only its owner may read, from its first byte on.
///
/// # Errors
/// As `write_atomically`.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
    write_in(path, bytes, |part| {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(part)
    })
}

/// Writes a private file that several processes write, each in its turn: `next` looks at what is there and returns what is to be there,
/// or nothing. A file beside it, named `.lock`, is locked meanwhile.
///
/// # Errors
/// As `write_atomically`; or others hold the lock for longer than 10 seconds.
pub fn write_in_turn(path: &Path, next: impl FnOnce() -> Option<Vec<u8>>) -> Result<(), FileFault> {
    let lock = named_beside(path, ".lock");
    let until = Instant::now() + LONGEST_TURN;
    let _lock = loop {
        match Lock::take(&lock) {
            Ok(lock) => break lock,
            Err(LockFault::Held) if Instant::now() < until => thread::sleep(BETWEEN_TRIES),
            Err(LockFault::Held) => return Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            Err(LockFault::File(fault)) => return Err(fault),
        }
    };
    next().map_or(Ok(()), |bytes| write_private(path, &bytes))
}

fn write_in(path: &Path, bytes: &[u8], create: impl Fn(&Path) -> io::Result<File>) -> Result<(), FileFault> {
    let part = fresh_part(path)?;
    let written = write_synced(&part, bytes, create).and_then(|()| {
        rename(&part, path)?;
        Ok(sync_folder(parent(path))?)
    });
    if written.is_err() {
        let _ = fs::remove_file(&part); // what failed is reported; a left-over part is removed next time
    }
    written?;
    if fs::read(path)? == bytes { Ok(()) } else { Err(FileFault::ReadsOtherwise) }
}

/// Writes a file that was not there before, in a folder that `publish_folder` puts on the disk as a whole.
///
/// # Errors
/// `Exists`, or the system refused.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
    Ok(OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)?)
}

/// Copies a regular file of at most `most` bytes in the same manner.
///
/// # Errors
/// The first step that failed, `TooLarge` before a byte is copied; a file under the new name is then still there.
pub fn copy_durably(from: &Path, to: &Path, most: u64) -> Result<(), FileFault> {
    let part = fresh_part(to)?;
    let copied = copy_synced(from, &part, most).and_then(|()| {
        rename(&part, to)?;
        Ok(sync_folder(parent(to))?)
    });
    if copied.is_err() {
        let _ = fs::remove_file(&part); // as above
    }
    copied?;
    if same_bytes(from, to)? { Ok(()) } else { Err(FileFault::ReadsOtherwise) }
}

/// Adds bytes to the end of a file that only its owner may read, made if it is not there, and puts them on the disk. What a power cut
/// tore before is closed by a line's end.
///
/// # Errors
/// The step that failed.
pub fn append_durably(path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
    let is_new = !path.exists();
    let mut file = owners().read(true).append(true).create(true).open(path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(io::SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    if last != *b"\n" {
        file.write_all(b"\n")?;
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    if is_new && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let _ = sync_folder(folder); // on systems that open no folder it is not needed
    }
    Ok(())
}

/// An empty file that only its owner may read, in place of what was there.
///
/// # Errors
/// It cannot be made.
pub fn private_file(path: &Path) -> Result<File, FileFault> {
    remove_durably(path)?;
    Ok(owners().read(true).write(true).create_new(true).open(path)?)
}

fn owners() -> OpenOptions {
    #[cfg_attr(windows, expect(unused_mut, reason = "rights are set on Unix only"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Removes a file for good; one that is not there is no fault.
///
/// # Errors
/// The folder takes no writing.
pub fn remove_durably(path: &Path) -> Result<(), FileFault> {
    match fs::remove_file(path) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(fault) => Err(fault.into()),
        Ok(()) => Ok(sync_folder(parent(path))?),
    }
}

/// Whether nothing is there, or an empty folder.
#[must_use]
pub fn is_free(path: &Path) -> bool {
    !path.exists() || fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none())
}

/// Makes an empty folder beside `path` to build it in, named `.part`; what an earlier attempt left there is removed.
///
/// # Errors
/// There is something under `path` itself, or the folder above takes no writing.
pub fn fresh_folder(path: &Path) -> Result<PathBuf, FileFault> {
    if !is_free(path) {
        return Err(FileFault::Exists);
    }
    fs::create_dir_all(parent(path))?;
    let part = part_of(path);
    if part.exists() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir(&part)?;
    Ok(part)
}

/// Gives a folder built by `fresh_folder` its final name, after everything in it is on the disk.
///
/// # Errors
/// The first step that failed; nothing is then under the final name.
pub fn publish_folder(part: &Path, path: &Path) -> Result<(), FileFault> {
    sync_below(part)?;
    if path.is_dir() {
        fs::remove_dir(path)?; // an empty folder, which somebody made for us
    }
    rename(part, path)?;
    Ok(sync_folder(parent(path))?)
}

/// Puts a folder's names on the disk.
///
/// # Errors
/// The system refused.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(windows)]
pub use super::windows::sync_folder;

/// Gives a file or a folder another name.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(windows)]
    return super::windows::patiently(|| fs::rename(from, to));
    #[cfg(not(windows))]
    fs::rename(from, to)
}

fn sync_below(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sync_below(&path)?;
        } else {
            OpenOptions::new().write(true).open(&path)?.sync_all()?;
        }
    }
    sync_folder(folder)
}

fn write_synced(path: &Path, bytes: &[u8], create: impl Fn(&Path) -> io::Result<File>) -> Result<(), FileFault> {
    let mut file = create(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

fn copy_synced(from: &Path, to: &Path, most: u64) -> Result<(), FileFault> {
    let (source, len) = open_regular(from)?;
    if len > most {
        return Err(FileFault::TooLarge);
    }
    let mut source = source.take(most);
    let mut file = OpenOptions::new().write(true).create_new(true).open(to)?;
    io::copy(&mut source, &mut file)?;
    Ok(file.sync_all()?)
}

fn same_bytes(one: &Path, other: &Path) -> Result<bool, FileFault> {
    let (mut one, mut other) = (io::BufReader::new(open_regular(one)?.0), io::BufReader::new(open_regular(other)?.0));
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let count = one.read(&mut left)?;
        let (Some(left), Some(right)) = (left.get(..count), right.get_mut(..count.max(1))) else { return Ok(false) };
        if count == 0 {
            return Ok(other.read(right)? == 0);
        }
        match other.read_exact(right) {
            Ok(()) if left == right => (),
            Ok(()) => return Ok(false),
            Err(fault) if fault.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(fault) => return Err(fault.into()),
        }
    }
}

/// The temporary name beside `path`, with nothing under it: what was there, a link too, is removed and never written through.
fn fresh_part(path: &Path) -> Result<PathBuf, FileFault> {
    let part = part_of(path);
    match fs::remove_file(&part) {
        Err(fault) if fault.kind() != io::ErrorKind::NotFound => Err(fault.into()),
        Err(_) | Ok(()) => Ok(part),
    }
}

fn part_of(path: &Path) -> PathBuf {
    named_beside(path, ".part")
}

fn named_beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    }
}
