use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Largest file that holds one short line, such as a passphrase, in bytes.
const MOST_OF_A_LINE: usize = 4096;

/// A file's bytes, or the first `most + 1` of them: enough to see that it is too large, however large it is.
///
/// # Errors
/// The system refused.
pub fn read_up_to(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A small file's first line, without the blanks around it; what was read on the way is wiped. None of a file that cannot be
/// read, is no text, or is larger than such a file would be.
#[must_use]
pub fn first_line(path: &Path) -> Option<Zeroizing<String>> {
    let bytes = Zeroizing::new(read_up_to(path, MOST_OF_A_LINE).ok().filter(|bytes| bytes.len() <= MOST_OF_A_LINE)?);
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(Zeroizing::new(text.lines().next().unwrap_or_default().trim().to_owned()))
}

/// Every file below a folder in order of its path: the path inside the folder, with slashes, and its bytes, of each at most
/// `most_bytes` and one.
///
/// # Errors
/// The file or folder that cannot be read, or the folder itself when more than `most` files are in it.
pub fn read_folder(folder: &Path, most: usize, most_bytes: usize) -> Result<Vec<(String, Vec<u8>)>, PathBuf> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(&one).map_err(|_| one.clone())? {
            let path = entry.map_err(|_| one.clone())?.path();
            if path.is_dir() {
                folders.push(path);
            } else if paths.len() < most {
                paths.push(path);
            } else {
                return Err(folder.to_owned());
            }
        }
    }
    let mut files = Vec::new();
    for path in paths {
        let inside = path.strip_prefix(folder).unwrap_or(&path).iter();
        let name: Vec<String> = inside.map(|part| part.to_string_lossy().into_owned()).collect();
        files.push((name.join("/"), read_up_to(&path, most_bytes).map_err(|_| path.clone())?));
    }
    files.sort();
    Ok(files)
}
