//! The bare way to open a bundle: the payload unsealed, unpacked, parsed into the same types, and nothing verified.

use crate::measure::Stop;
use serde::Deserialize;
use std::io::Read;
use tramso::{
    crypto::{demo_centre::CENTRE_IDENTITY, open_with},
    record::Record,
};

/// No payload of a bench unpacks to more.
const MOST: u64 = 64 << 20;

/// A line, as anybody would read it.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "nonce")]
    _nonce: String,
    record: Record,
}

pub fn bare_open(payload: &[u8]) -> Result<usize, Stop> {
    let packed = open_with(CENTRE_IDENTITY, payload)?;
    let mut lines = Vec::new();
    zstd::stream::read::Decoder::with_buffer(packed.bytes())?.take(MOST).read_to_end(&mut lines)?;
    let mut records = Vec::new();
    for line in lines.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.is_empty()) {
        records.push(serde_json::from_slice::<Line>(line)?.record);
    }
    Ok(records.len())
}
