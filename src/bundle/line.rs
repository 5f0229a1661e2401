//! The lines inside a bundle. A record's bytes stand in its line as they are, between fixed signs, so that nothing has to be written
//! again to verify them; `jq` reads the same lines as JSON.

use super::{
    BundleFault, Content, EpochRef,
    json::{Hex, V1, read_canonical, write},
    manifest::{Manifest, PAYLOAD},
};
use crate::crypto::{hex, unhex};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

const NONCE: &[u8] = b"{\"nonce\":\"";
const RECORD: &[u8] = b"\",\"record\":";
const NUMBER: &[u8] = b"{\"n\":";
const ERASED: &[u8] = b",\"erased\":\"";

/// The first line: which bundle the lines belong to, sealed with them (docs/THREAT-MODEL.md B5).
pub(super) fn first(of: &EpochRef, seq: u32, prev: [u8; 32]) -> Vec<u8> {
    write(&FirstV1 {
        v: V1,
        kind: PayloadKind::Records,
        contest: of.contest.clone(),
        station: of.station.to_string(),
        epoch: of.epoch.to_string(),
        seq,
        prev: Hex(prev),
    })
}

/// The first line is that of the bundle with this manifest.
pub(super) fn check_first(line: &[u8], manifest: &Manifest) -> Result<(), BundleFault> {
    if line == first(&manifest.of, manifest.seq, manifest.prev) {
        return Ok(());
    }
    let found: FirstV1 = read_canonical(PAYLOAD, line)?;
    let of = &manifest.of;
    let wanted = format!("{} {} {} {} {}", of.contest, of.station, of.epoch, manifest.seq, hex(&manifest.prev));
    let FirstV1 { contest, station, epoch, seq, prev, .. } = found;
    Err(BundleFault::OtherPayload { wanted, found: format!("{contest} {station} {epoch} {seq} {}", hex(&prev.0)) })
}

/// Writes one link's line with its end; answers with its length.
pub(super) fn put(out: &mut impl Write, number: u64, content: &Content<'_>) -> io::Result<()> {
    match content {
        Content::Record { nonce, bytes } => {
            out.write_all(NONCE)?;
            out.write_all(hex(nonce).as_bytes())?;
            out.write_all(RECORD)?;
            out.write_all(bytes)?;
            out.write_all(b"}\n")
        }
        Content::Erased { commitment } => {
            out.write_all(NUMBER)?;
            out.write_all(number.to_string().as_bytes())?;
            out.write_all(ERASED)?;
            out.write_all(hex(commitment).as_bytes())?;
            out.write_all(b"\"}\n")
        }
    }
}

/// How many bytes `put` writes.
pub(super) fn length(number: u64, content: &Content<'_>) -> usize {
    match content {
        Content::Record { bytes, .. } => NONCE.len() + 32 + RECORD.len() + bytes.len() + 2,
        Content::Erased { .. } => NUMBER.len() + number.to_string().len() + ERASED.len() + 64 + 3,
    }
}

/// Reads a line without its end, that of the link with this number. That a record is one is not looked at.
pub(super) fn read(line: &[u8], number: u64) -> Option<Content<'_>> {
    if let Some(rest) = line.strip_prefix(NONCE) {
        let (nonce, rest) = rest.split_at_checked(32)?;
        let bytes = rest.strip_prefix(RECORD)?.strip_suffix(b"}")?;
        return Some(Content::Record { nonce: unhex(std::str::from_utf8(nonce).ok()?)?, bytes });
    }
    let digits = line.strip_prefix(NUMBER)?.strip_prefix(number.to_string().as_bytes())?;
    let commitment = digits.strip_prefix(ERASED)?.strip_suffix(b"\"}")?;
    Some(Content::Erased { commitment: unhex(std::str::from_utf8(commitment).ok()?)? })
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstV1 {
    v: V1,
    kind: PayloadKind,
    contest: String,
    #[serde(rename = "kiosk")]
    station: String,
    epoch: String,
    seq: u32,
    prev: Hex<32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum PayloadKind {
    Records,
}
