use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every file below a folder in order of its path: the path inside the folder, with slashes, and its bytes.
///
/// # Errors
/// The file or folder that cannot be read, or the folder itself when more than `most` files lie in it.
pub fn read_folder(folder: &Path, most: usize) -> Result<Vec<(String, Vec<u8>)>, PathBuf> {
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
        files.push((name.join("/"), fs::read(&path).map_err(|_| path.clone())?));
    }
    files.sort();
    Ok(files)
}
