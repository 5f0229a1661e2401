use super::{Directory, EntryKind, FileFault, open_regular};
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Largest file that holds one short line, such as a passphrase, in bytes.
const MOST_OF_A_LINE: usize = 4096;

/// A regular file's bytes, or the first `most + 1` of them: enough to see that it is too large, however large it is. A link, a pipe or
/// a device in its place is refused, and nothing is waited for.
///
/// # Errors
/// `NotAFile`, or the system refused.
pub fn read_up_to(path: &Path, most: usize) -> Result<Vec<u8>, FileFault> {
    Ok(first_bytes(open_regular(path)?.0, most)?)
}

/// The same of a file of this machine's own configuration, which may well be a link (certificates often are).
///
/// # Errors
/// The system refused.
pub fn read_own(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    first_bytes(File::open(path)?, most)
}

fn first_bytes(file: File, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A small file's first line, of a pipe too (`/dev/stdin`), without the blanks around it; what was read on the way is wiped.
/// None of a file that cannot be
/// read, is no text, or is larger than such a file would be.
#[must_use]
pub fn first_line(path: &Path) -> Option<Zeroizing<String>> {
    let bytes = Zeroizing::new(read_own(path, MOST_OF_A_LINE).ok().filter(|bytes| bytes.len() <= MOST_OF_A_LINE)?);
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(Zeroizing::new(text.lines().next().unwrap_or_default().trim().to_owned()))
}

/// Makes a folder and those above it; one that is there is no fault.
///
/// # Errors
/// The system refused.
pub fn make_folder(path: &Path) -> Result<(), FileFault> {
    Ok(fs::create_dir_all(path)?)
}

/// Makes a new folder that only its owner may enter, from its first moment on, and those above it.
///
/// # Errors
/// `Exists`, or the system refused.
pub fn make_private_folder(path: &Path) -> Result<(), FileFault> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    #[allow(unused_mut, reason = "rights are set on Unix only")]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(path)?)
}

/// Removes a folder of the program's own with all that is in it, as far as the system lets go: links in it are removed, not followed.
pub fn remove_folder(path: &Path) {
    #[cfg(windows)]
    let removed = super::windows::patiently(|| fs::remove_dir_all(path)); // a thread that ends may still have a file open
    #[cfg(not(windows))]
    let removed = fs::remove_dir_all(path);
    let _ = removed; // what is left is sample data or a temporary file
}

/// Removes a folder in which nothing is; any other stays.
pub fn remove_empty_folder(path: &Path) {
    let _ = fs::remove_dir(path); // one that holds something is not ours to remove
}

/// Bytes of a file, where one is there.
#[must_use]
pub fn len_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len())
}

/// Every file below a folder in order of its path: the path inside the folder, with slashes, and its bytes, of each at most
/// `most_bytes` and one. Names that begin with a dot are an operating system's own and are left out.
///
/// # Errors
/// The file or folder that cannot be read, or is a link or no file at all; the folder itself when more than `most` files are in it.
pub fn read_folder(folder: &Path, most: usize, most_bytes: usize) -> Result<Vec<(String, Vec<u8>)>, PathBuf> {
    let top = Directory::open(folder).map_err(|_| folder.to_owned())?;
    let mut files = Vec::new();
    let mut left = vec![(top, String::new())];
    while let Some((one, inside)) = left.pop() {
        for entry in one.entries().map_err(|_| one.path().to_owned())? {
            if entry.name.to_string_lossy().starts_with('.') {
                continue;
            }
            let path = one.path().join(&entry.name);
            let name = format!("{inside}{}", entry.name.to_string_lossy());
            match entry.kind {
                EntryKind::Directory => {
                    left.push((one.beneath(&entry.name).map_err(|_| path)?, format!("{name}/")));
                }
                EntryKind::File if files.len() < most => {
                    let bytes = one.read_first(&entry.name, most_bytes).map_err(|_| path)?;
                    files.push((name, bytes));
                }
                EntryKind::File => return Err(folder.to_owned()),
                EntryKind::Other => return Err(path),
            }
        }
    }
    files.sort();
    Ok(files)
}
