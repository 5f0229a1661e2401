//! Packed files (ZIP) as Word and Excel keep them, written.

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// Packs parts under their names, in this order. The same parts make the same bytes.
pub(super) fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    pack(parts).unwrap_or_default() // into memory, nothing of it can fail
}

fn pack(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, options())?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// How every part is packed: without the time of writing.
pub(super) fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}
