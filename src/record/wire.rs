use super::Body;
pub use crate::crypto::{hex, unhex};
use crate::domain::{Moment, PersonKey, Stamp};
use serde::{Deserialize, Serialize};
use std::io;

/// The version of the record shape that this program writes.
pub const VERSION: u16 = 1;

/// How a visit was made: alone, with the texts read out, or with the keys pressed by the helper too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HelpMode {
    /// tự làm
    #[default]
    Alone,
    /// đọc hộ
    ReadOut,
    /// đọc và bấm hộ
    ReadAndPressed,
}

/// A stamp as it is written: see `domain::Stamp`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StampV1 {
    /// Wall clock, milliseconds since 1970-01-01 UTC.
    pub wall_ms: i64,
    /// Steady clock of the boot, milliseconds.
    pub mono_ms: u64,
    /// Identifies the boot that `mono_ms` belongs to.
    pub boot: u64,
    /// Whether the wall clock was doubted.
    pub suspect: bool,
}

/// One event of the chain. `n` counts from 1 within a (station, epoch).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Version of the shape: `VERSION`.
    pub v: u16,
    /// Number within the epoch, from 1.
    pub n: u64,
    /// Id of the contest.
    pub contest: String,
    /// Hex of the person key; none for shifts and other things that are nobody's.
    pub person: Option<String>,
    /// When it was written.
    pub at: StampV1,
    /// Number of the open shift, and the key slot that opened it.
    pub shift: u64,
    /// Key slot that opened the shift.
    pub helper: String,
    /// How much the helper did.
    pub mode: HelpMode,
    /// Content.
    pub body: Body,
}

/// Why bytes are no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Not the JSON of a record: where and why, by the parser's message.
    #[error("not a record: {0}")]
    Shape(String),
    /// A version that this program does not read.
    #[error("record of version {0}")]
    Version(u16),
    /// A record, but not in its canonical form.
    #[error("record is not in canonical form")]
    NotCanonical,
    /// The person is not the hex of 32 bytes.
    #[error("person key of a record is invalid")]
    PersonKey,
}

impl Record {
    /// The canonical bytes: compact JSON, fields in declared order.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default() // these shapes have no map with other keys than strings, so it cannot fail
    }

    /// Reads canonical bytes back.
    ///
    /// # Errors
    /// Why they are no record of a version that this program knows.
    pub fn read(bytes: &[u8]) -> Result<Self, RecordFault> {
        let record: Self = serde_json::from_slice(bytes).map_err(|fault| RecordFault::Shape(fault.to_string()))?;
        match () {
            () if record.v != VERSION => Err(RecordFault::Version(record.v)),
            () if !record.is_written_as(bytes) => Err(RecordFault::NotCanonical),
            () => Ok(record),
        }
    }

    /// Whether these are its canonical bytes; nothing is written to find out.
    fn is_written_as(&self, bytes: &[u8]) -> bool {
        let mut rest = Same(bytes);
        serde_json::to_writer(&mut rest, self).is_ok() && rest.0.is_empty()
    }

    /// The person it is about.
    ///
    /// # Errors
    /// The field is not the hex of 32 bytes.
    pub fn person_key(&self) -> Result<Option<PersonKey>, RecordFault> {
        let Some(text) = &self.person else { return Ok(None) };
        unhex(text).map(|key| Some(PersonKey(key))).ok_or(RecordFault::PersonKey)
    }
}

/// Takes only the bytes that are still to come.
struct Same<'a>(&'a [u8]);

impl io::Write for Same<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0 = self.0.strip_prefix(bytes).ok_or(io::ErrorKind::InvalidData)?;
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl From<Stamp> for StampV1 {
    fn from(stamp: Stamp) -> Self {
        Self { wall_ms: stamp.wall.0, mono_ms: stamp.mono_ms, boot: stamp.boot, suspect: stamp.suspect }
    }
}

impl StampV1 {
    /// The stamp of the domain.
    #[must_use]
    pub fn stamp(self) -> Stamp {
        Stamp { wall: Moment(self.wall_ms), mono_ms: self.mono_ms, boot: self.boot, suspect: self.suspect }
    }
}
