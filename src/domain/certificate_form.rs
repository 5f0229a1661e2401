use std::fmt;

/// How a contest's certificates look: what is the same on all of them. The organiser states it in the contest's file; the rest of a
/// certificate is in its statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateForm {
    /// What it is called: `GIẤY CHỨNG NHẬN`.
    pub title: String,
    /// What its holder has done, before the contest's title.
    pub wording: String,
    /// The place before the date.
    pub place: String,
    /// Who signs: one or two, from left to right.
    pub signers: Vec<Signer>,
    /// The organiser's sign, beside the heading.
    pub logo: Option<Logo>,
    /// Whether the country's name and motto are above it.
    pub has_motto: bool,
    /// Measures.
    pub measures: Measures,
}

/// Somebody who signs certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// By what office: `GIÁM ĐỐC`.
    pub title: String,
    /// Full name, below the room for the signature; empty where a stamp has it.
    pub name: String,
}

/// Measures of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Size of the holder's name, in points.
    pub name_pt: u8,
    /// Height of the logo, in millimetres.
    pub logo_mm: u8,
}

/// A picture in PNG.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Logo {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Logo({} bytes)", self.bytes.len())
    }
}

impl Measures {
    /// Sizes of a name, in points.
    pub const NAME_PT: std::ops::RangeInclusive<u8> = 24..=44;
    /// Heights of a logo, in millimetres.
    pub const LOGO_MM: std::ops::RangeInclusive<u8> = 10..=26;
    /// Those of a form that states none.
    pub const USUAL: Self = Self { name_pt: 36, logo_mm: 20 };
}

impl CertificateForm {
    /// Longest title in characters.
    pub const LONGEST_TITLE: usize = 40;
    /// Longest wording in characters.
    pub const LONGEST_WORDING: usize = 160;
    /// Longest place in characters.
    pub const LONGEST_PLACE: usize = 40;
    /// Longest office of who signs, in characters.
    pub const LONGEST_OFFICE: usize = 60;
    /// Longest name of who signs, in characters.
    pub const LONGEST_SIGNER: usize = 40;
    /// Most who sign.
    pub const MOST_SIGNERS: usize = 2;
}

/// Why a picture is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoFault {
    /// Of another kind than PNG, by its first bytes.
    Kind(&'static str),
    /// PNG by its first bytes, and cut short or damaged.
    Damaged,
    /// Too many bytes.
    Bytes {
        /// Those that it has.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// Too many pixels, or too few to be seen.
    Pixels {
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
}

impl Logo {
    /// Most bytes: it is in every certificate.
    pub const MOST_BYTES: usize = 64 << 10;
    /// Pixels a side.
    pub const SIDE: std::ops::RangeInclusive<u32> = 32..=1200;

    /// Looks at a picture from outside: kind, size, and that it is whole by its own checksums. Its pixels are not read.
    ///
    /// # Errors
    /// Why it is none.
    pub fn new(bytes: Vec<u8>) -> Result<Self, LogoFault> {
        let kind = kind_of(&bytes);
        if kind != PNG {
            return Err(LogoFault::Kind(kind));
        }
        if bytes.len() > Self::MOST_BYTES {
            return Err(LogoFault::Bytes { bytes: bytes.len(), most: Self::MOST_BYTES });
        }
        let (width, height) = size_of_whole(&bytes).ok_or(LogoFault::Damaged)?;
        if [width, height].iter().any(|side| !Self::SIDE.contains(side)) {
            return Err(LogoFault::Pixels { width, height });
        }
        Ok(Self { bytes })
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn pixels(&self) -> (u32, u32) {
        size_of_whole(&self.bytes).unwrap_or((1, 1)) // looked at when it was made
    }
}

const PNG: &str = "PNG";
const PNG_START: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Kinds of files by their first bytes.
const KINDS: [(&[u8], &str); 8] = [
    (PNG_START, PNG),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
];

fn kind_of(bytes: &[u8]) -> &'static str {
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map_or("?", |(_, kind)| kind)
}

/// Width and height of a PNG that is whole: chunks with their right checksums, from `IHDR` to `IEND`, without animation.
fn size_of_whole(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(PNG_START)?;
    let mut size = None;
    loop {
        let (length, after) = number(rest)?;
        let length = usize::try_from(length).ok()?;
        let body = after.get(..length.checked_add(4)?)?;
        let (stated, next) = number(after.get(body.len()..)?)?;
        if stated != crc(body) {
            return None;
        }
        let (kind, content) = body.split_at_checked(4)?;
        match (kind, size) {
            (b"IHDR", None) => {
                let (width, after) = number(content)?;
                size = Some((width, number(after)?.0));
            }
            (b"IEND", Some(size)) if next.is_empty() => return Some(size),
            (b"acTL" | b"IEND", _) | (_, None) => return None,
            _ => (), // else: pixels, and what is written about them
        }
        rest = next;
    }
}

/// A number of four bytes, big end first, and what follows it.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (first, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*first), rest))
}

/// CRC-32 of PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}
