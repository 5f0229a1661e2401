//! What is inside XLSX and DOCX files, unpacked within bounds.

use super::{MOST_UNPACKED, RemarkKind};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// More parts than a book of 100 sheets or a document with 1,000 pictures has.
const MOST_PARTS: usize = 4096;
/// What each entry of a ZIP file's directory begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// What older Office files, and those with a password, begin with.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The parts of a packed file that were asked for.
pub(super) struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        let found = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, bytes)| bytes.as_slice())
    }
}

/// Unpacks the parts that are wanted by name; the others stay packed. A part's stated size is not trusted: bytes are
/// counted as they come, and counting stops above `MOST_UNPACKED`.
pub(super) fn unpack(bytes: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Parts, RemarkKind> {
    unpack_within(bytes, wanted, MOST_UNPACKED)
}

/// The same of a file whose wanted parts may unpack to so many bytes together.
pub(super) fn unpack_within(bytes: &[u8], wanted: impl Fn(&str) -> bool, most: usize) -> Result<Parts, RemarkKind> {
    if let Some(kind) = not_packed(bytes) {
        return Err(kind);
    }
    if bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY).count() > MOST_PARTS {
        return Err(RemarkKind::TooManyParts { most: MOST_PARTS });
    }
    let broken = |fault: &dyn std::fmt::Display| RemarkKind::BrokenArchive { message: fault.to_string() };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| broken(&fault))?;
    if archive.has_duplicate_names() {
        return Err(RemarkKind::PartTwice);
    }
    let mut parts = Parts(Vec::new());
    let mut left = most as u64;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|fault| broken(&fault))?;
        let name = part.name().map_err(|fault| broken(&fault))?.replace('\\', "/");
        let name = name.trim_start_matches('/').to_owned();
        if !wanted(&name) {
            continue;
        }
        if parts.get(&name).is_some() {
            return Err(RemarkKind::PartTwice);
        }
        let mut content = Vec::new();
        let read = (&mut part).take(left + 1).read_to_end(&mut content).map_err(|fault| broken(&fault))? as u64;
        left = left.checked_sub(read).ok_or(RemarkKind::UnpacksTooLarge { most: most as u64 })?;
        parts.0.push((name, content));
    }
    Ok(parts)
}

/// What a file is that holds no questions that can be read, by its first bytes: kinds that have names of their own.
pub(super) fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..512).unwrap_or(bytes).to_ascii_lowercase();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start();
    let holds = |what: &[u8]| start.windows(what.len()).any(|window| window == what);
    let is_html =
        [&b"<html"[..], b"<!doctype html", b"<table", b"<head", b"<body"].iter().any(|tag| start.starts_with(tag))
            || start.starts_with(b"<?xml") && (holds(b"<html") || holds(b"<!doctype html"))
            || start.starts_with(b"mime-version") && holds(b"multipart/related");
    let packed =
        |kind: &str| bytes.starts_with(b"PK") && holds_bytes(bytes.get(..200).unwrap_or(bytes), kind.as_bytes());
    Some(match () {
        () if start.starts_with(b"%pdf-") => "pdf",
        () if is_html => "web-page",
        () if start.starts_with(br"{\rtf") => "rtf",
        () if packed("mimetypeapplication/vnd.oasis.opendocument.text") => "odt",
        () if packed("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") => "ods",
        () if packed("mimetypeapplication/vnd.oasis.opendocument.presentation") => "slides",
        () if bytes.starts_with(b"PK") && names(bytes, b"ppt/") && !names(bytes, b"word/") && !names(bytes, b"xl/") => {
            "slides"
        }
        () if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"GIF8") => {
            "picture"
        }
        () if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf") || bytes.starts_with(b"\x1f\x8b") => {
            "archive"
        }
        () => return None,
    })
}

fn holds_bytes(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Whether an entry of a packed file's directory is in this folder.
fn names(bytes: &[u8], folder: &[u8]) -> bool {
    let entry = |at: usize| bytes.get(at + 46..at + 46 + folder.len()) == Some(folder);
    let starts = bytes.windows(ENTRY.len()).enumerate().filter(|(_, window)| *window == ENTRY);
    starts.take(MOST_PARTS).any(|(at, _)| entry(at))
}

/// A file that only bears the name of a packed one.
fn not_packed(bytes: &[u8]) -> Option<RemarkKind> {
    // The stream in which Office keeps a file with a password; names in such files are UTF-16.
    let sealed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let kind = match () {
        () if bytes.is_empty() => "empty",
        () if bytes.starts_with(OLE) && bytes.windows(sealed.len()).any(|window| window == sealed) => "password",
        () if bytes.starts_with(OLE) => "old-office",
        () => match other_kind(bytes) {
            Some(kind) => kind,
            None if !bytes.starts_with(b"PK") => "not-packed",
            None => return None,
        },
    };
    Some(RemarkKind::OtherFormat(kind))
}
