//! Signed statements in what people send: a PDF, or text that was copied out of one.

use super::{
    Signed,
    pdf_objects::{has, place_of, stream_in},
    pdf_text::shown_text,
};
use crate::crypto::is_base64url;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// Largest PDF that is looked at, in bytes: a certificate has a tenth of it, a scan of one some hundred thousand.
pub const MOST_FILE: usize = 4 << 20;
/// Longest pasted text, in bytes.
pub const MOST_TEXT: usize = 64 << 10;
/// Most bytes that are unpacked of a file's streams together, and most streams.
const MOST_UNPACKED: u64 = 24 << 20;
const MOST_STREAMS: usize = 4_000;
/// Statements of a file that are looked at: a file of a whole village has more and is no certificate.
const MOST_STATEMENTS: usize = 3;
/// Longest statement as it is carried, in letters.
const LONGEST: usize = 12 << 10;
/// `{"v":` in base64url: how every statement begins.
const BEGINNING: &[u8] = b"eyJ2Ijo";
/// Letters of a signature.
const SIGNATURE: usize = 86;

/// Why a file is not looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// No PDF.
    #[error("not a PDF")]
    NoPdf,
    /// More bytes than a certificate ever has.
    #[error("file is too large")]
    TooLarge,
    /// It asks for a password, or has had one.
    #[error("file is encrypted")]
    Encrypted,
    /// Other files are in it.
    #[error("files are attached")]
    Attachments,
    /// More is packed in it than anybody needs for a page.
    #[error("too much is packed in it")]
    Bomb,
    /// Statements of several certificates: nobody knows which one was meant.
    #[error("several certificates")]
    Several,
}

/// The statements that a PDF carries in its links, or where it has none of them in its small print, each once; none where it is another PDF.
///
/// # Errors
/// Why it is not looked into.
pub fn carried_in_pdf(bytes: &[u8]) -> Result<Vec<Signed>, FileFault> {
    if bytes.len() > MOST_FILE {
        return Err(FileFault::TooLarge);
    }
    if !bytes.get(..1024.min(bytes.len())).is_some_and(|start| has(start, b"%PDF-")) {
        return Err(FileFault::NoPdf);
    }
    refuse(bytes)?;
    let mut found = Vec::new();
    collect(bytes, &mut found)?;
    // Who saved the file again with another program may have packed its links.
    let mut left = MOST_UNPACKED;
    for stream in streams(bytes).take(MOST_STREAMS) {
        let mut unpacked = Vec::new();
        // What is no stream of this kind, or is damaged, has no link that a reader could open.
        let _ = ZlibDecoder::new(stream).take(left).read_to_end(&mut unpacked);
        left = left.saturating_sub(u64::try_from(unpacked.len()).unwrap_or(u64::MAX));
        if left == 0 {
            return Err(FileFault::Bomb);
        }
        refuse(&unpacked)?;
        collect(&unpacked, &mut found)?;
    }
    // Who has printed it into a file has lost its links: what is left is the small print.
    Ok(if found.is_empty() { shown_text(bytes).map(|text| carried_in_text(&text)).unwrap_or_default() } else { found })
}

/// The statements that a text carries, wherever its lines were cut.
#[must_use]
pub fn carried_in_text(text: &str) -> Vec<Signed> {
    // Signs that are not of a link are cuts: of lines, of a page's margin.
    let letters: Vec<u8> = text.bytes().take(MOST_TEXT).filter(|byte| byte.is_ascii_graphic()).collect();
    let mut found = Vec::new();
    let _ = collect(&letters, &mut found); // of several the first ones are answered
    found
}

/// Refuses what a certificate never is, by the words of the file's own dictionaries.
fn refuse(bytes: &[u8]) -> Result<(), FileFault> {
    if has(bytes, b"/Encrypt") {
        return Err(FileFault::Encrypted);
    }
    if has(bytes, b"/EmbeddedFile") || has(bytes, b"/Filespec") {
        return Err(FileFault::Attachments);
    }
    Ok(())
}

/// Adds the statements that are there and not known yet.
fn collect(bytes: &[u8], found: &mut Vec<Signed>) -> Result<(), FileFault> {
    let mut rest = bytes;
    while let Some(at) = place_of(rest, BEGINNING, 0) {
        let Some(tail) = rest.get(at..) else { return Ok(()) };
        let length = tail.iter().take(LONGEST).take_while(|sign| is_base64url(**sign)).count();
        let signed = (|| {
            let (statement, after) = tail.split_at_checked(length)?;
            let signature = after.strip_prefix(b".")?.get(..SIGNATURE)?;
            Signed::read(std::str::from_utf8(statement).ok()?, std::str::from_utf8(signature).ok()?)
        })();
        if let Some(signed) = signed.filter(|signed| !found.contains(signed)) {
            found.push(signed);
        }
        if found.len() > MOST_STATEMENTS {
            return Err(FileFault::Several);
        }
        rest = tail.get(length.max(1)..).unwrap_or_default();
    }
    Ok(())
}

/// What is between `stream` and the file's next `endstream`.
fn streams(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (_, stream, behind) = stream_in(rest)?;
        rest = behind;
        Some(stream)
    })
}
