use crate::{
    content::pack::MOST_PACK,
    notices::{Failure, failure},
    platform::read_up_to,
    text::codes,
};
use std::path::Path;

/// A pack is made of such blocks, and begins with the name of its first member.
const BLOCK: usize = 512;
const FIRST: &[u8] = b"root-1.json";

/// A pack's bytes; of a file that is too large, one byte more than a pack may have. Refuses what is too short to be one at all.
pub fn pack_bytes(path: &Path) -> Result<Vec<u8>, Vec<Failure>> {
    let bytes = read_up_to(path, MOST_PACK)
        .map_err(|_| failure(codes::content::FILE_UNREADABLE, [("file", path.display().to_string())]))?;
    // A short text would only be found to lack an end.
    let is_other = bytes.len() < BLOCK && !bytes.starts_with(FIRST);
    if is_other { Err(failure(codes::pack::NOT_A_PACK, [])) } else { Ok(bytes) }
}
