//! How the centre opens a verified bundle: what the signed manifest allows, and no byte more.

use super::{
    Anchor, Arrived, BundleFault, Certificate, Content, Examined, Manifest, chained::Chained, examine,
    limits::WINDOW_LOG, line, lines::Lines,
};
use crate::{
    crypto::{SealFault, SecretBytes, open_with_any},
    record::{ChainLink, Record, RecordView},
};
use std::io::{BufRead, Read};
use zstd::stream::read::Decoder;

/// A bundle and all that was in it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The verified manifest.
    pub manifest: Manifest,
    /// SHA-256 of the manifest's bytes.
    pub digest: [u8; 32],
    /// How its epoch follows from the first; none in the first.
    pub certificates: Vec<Certificate>,
    /// In the chain's order; none where a record was erased before it travelled.
    pub records: Vec<Option<Record>>,
}

/// Verifies a bundle and opens it whole with one of the `identities` of age (`AGE-SECRET-KEY-1…`).
///
/// # Errors
/// As `examine` and `Examined::read`.
pub fn open(bytes: &[u8], anchor: &Anchor<'_>, identities: &[&str]) -> Result<Opened, BundleFault> {
    let examined = examine(bytes, anchor)?;
    let mut records = Vec::new();
    examined.read(identities, |arrived| {
        records.push(arrived.record);
        Ok::<(), BundleFault>(())
    })?;
    let Examined { manifest, digest, certificates, .. } = examined;
    Ok(Opened { manifest, digest, certificates, records })
}

impl Examined<'_> {
    /// Unseals the records and hands each to `each`, in the chain's order. When it fails, whatever was handed out is not to be
    /// believed: the caller takes all or nothing.
    ///
    /// # Errors
    /// The first thing that contradicts the manifest or the chain, or a fault of `each`.
    pub fn read<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(Arrived<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.unpack(identities, |number, content, line, link| {
            let record = self.record(&content, number, line)?;
            let chained = Chained { number, content, head: link.head };
            each(Arrived { chained, commitment: link.commitment, record })
        })
    }

    /// The same without anything of a record's own: each is seen as its bytes stand, with its number; none where it was erased.
    ///
    /// # Errors
    /// As `read`.
    pub fn scan<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(u64, Option<RecordView<'_>>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.unpack(identities, |number, content, line, _| {
            let Content::Record { bytes, .. } = content else { return each(number, None) };
            let view = RecordView::read(bytes);
            match view.filter(|view| view.n == number && view.contest == self.manifest.of.contest) {
                Some(view) => each(number, Some(view)),
                // The full reading names what is wrong with it.
                None => Err(self.record(&content, number, line).err().unwrap_or(BundleFault::Line { line }).into()),
            }
        })
    }

    fn unpack<E: From<BundleFault>>(
        &self,
        identities: &[&str],
        mut each: impl FnMut(u64, Content<'_>, u64, ChainLink) -> Result<(), E>,
    ) -> Result<(), E> {
        let packed = self.unseal(identities)?;
        let mut decoder = decoder(packed.bytes())?;
        let plain_len = self.manifest.payload.plain_len;
        let mut lines = Lines::new(decoder.by_ref().take(plain_len + 1));
        let ended = self.links(&mut lines, &mut each);
        // A payload of another length gets that fault, whatever its last line looks like.
        if lines.read() > plain_len {
            return Err(BundleFault::PlainLength { stated: plain_len }.into());
        }
        ended?;
        if lines.read() != plain_len {
            return Err(BundleFault::PlainLength { stated: plain_len }.into());
        }
        drop(lines);
        match decoder.into_inner().len() {
            0 => Ok(()),
            bytes => Err(BundleFault::AfterEnd { bytes }.into()),
        }
    }

    fn links<R: BufRead, E: From<BundleFault>>(
        &self,
        lines: &mut Lines<R>,
        each: &mut impl FnMut(u64, Content<'_>, u64, ChainLink) -> Result<(), E>,
    ) -> Result<(), E> {
        let manifest = &self.manifest;
        let stated = manifest.records();
        match lines.next()? {
            Some(first) => line::check_first(first, manifest)?,
            None => return Err(BundleFault::Records { stated, found: 0 }.into()),
        }
        let mut head = manifest.head_before;
        let mut number = manifest.first;
        while let Some(bytes) = lines.next()? {
            let at = number - manifest.first + 2;
            if number > manifest.last {
                return Err(BundleFault::Records { stated, found: stated + 1 }.into());
            }
            let content = line::read(bytes, number).ok_or(BundleFault::Line { line: at })?;
            let link = content.link(&head);
            head = link.head;
            each(number, content, at, link)?;
            number += 1;
        }
        if number != manifest.last + 1 {
            return Err(BundleFault::Records { stated, found: number - manifest.first }.into());
        }
        if head != manifest.head {
            return Err(BundleFault::Head { number: manifest.last }.into());
        }
        Ok(())
    }

    fn record(&self, content: &Content<'_>, number: u64, line: u64) -> Result<Option<Record>, BundleFault> {
        let Content::Record { bytes, .. } = content else { return Ok(None) };
        let fault = |fault| BundleFault::Record { line, fault };
        let record = Record::read(bytes).map_err(fault)?;
        record.person_key().map_err(fault)?;
        match () {
            () if record.n != number => Err(BundleFault::Number { line, wanted: number, found: record.n }),
            () if record.contest != self.manifest.of.contest => {
                Err(BundleFault::RecordContest { line, found: record.contest })
            }
            () => Ok(Some(record)),
        }
    }

    /// What zstd packed: never more than was sealed.
    fn unseal(&self, identities: &[&str]) -> Result<SecretBytes, BundleFault> {
        if identities.is_empty() {
            return Err(BundleFault::Sealed);
        }
        let most = self.manifest.payload.len;
        open_with_any(identities, self.payload, most).map_err(|fault| match fault {
            SealFault::TooLong => BundleFault::PlainLength { stated: most },
            fault => BundleFault::Unseal(fault), // else: it does not open
        })
    }
}

/// A frame of zstd without the size of its window.
#[derive(Debug, thiserror::Error)]
#[error("no frame that states its window")]
struct NoWindow;

/// The decoder of one frame whose window is not larger than it may be.
fn decoder(packed: &[u8]) -> Result<Decoder<'static, &[u8]>, BundleFault> {
    let most = 1 << WINDOW_LOG;
    match window(packed) {
        None => return Err(BundleFault::Compression(NoWindow.to_string())),
        Some(bytes) if bytes > most => return Err(BundleFault::Window { bytes, most }),
        Some(_) => (),
    }
    let broken = |fault: std::io::Error| BundleFault::Compression(fault.to_string());
    let mut decoder = Decoder::with_buffer(packed).map_err(broken)?.single_frame();
    decoder.window_log_max(WINDOW_LOG).map_err(broken)?;
    Ok(decoder)
}

/// The window that a frame's head asks for (RFC 8878, 3.1.1.1). A frame without one, which unpacks into one piece, is not written
/// here and counts as none.
fn window(packed: &[u8]) -> Option<u64> {
    let [descriptor, window, ..] = packed.strip_prefix(&[0x28, 0xb5, 0x2f, 0xfd])? else { return None };
    if descriptor & 0x20 != 0 {
        return None;
    }
    let base = 1_u64 << (10 + (window >> 3));
    Some(base + base / 8 * u64::from(window & 7))
}
