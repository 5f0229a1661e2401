//! A QR code as dark and light modules, for the screen and for paper.

use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits, types::QrError};

/// How many light modules must surround a code (ISO/IEC 18004): the caller adds them.
pub const QUIET: usize = 4;

/// The square of modules of one QR code, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    dark: Vec<bool>,
}

/// Why a text has no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrFault {
    /// Nothing to encode.
    #[error("nothing to encode")]
    Empty,
    /// So many bytes fit no code at all.
    #[error("{0} bytes do not fit a QR code")]
    TooLong(usize),
    /// The smallest code has so many modules a side.
    #[error("QR code of {modules} modules, at most {most}")]
    TooLarge {
        /// Modules a side that the text needs.
        modules: usize,
        /// Most modules a side that are readable in print.
        most: usize,
    },
}

/// The smallest code that holds `text`, at most `most` modules a side, with the strongest error correction that it has room
/// for.
///
/// # Errors
/// Why there is none.
pub fn matrix(text: &str, most: usize) -> Result<Matrix, QrFault> {
    if text.is_empty() {
        return Err(QrFault::Empty);
    }
    let too_long = |_: QrError| QrFault::TooLong(text.len());
    let smallest = QrCode::with_error_correction_level(text, EcLevel::L).map_err(too_long)?;
    if smallest.width() > most {
        return Err(QrFault::TooLarge { modules: smallest.width(), most });
    }
    let version: Version = smallest.version();
    let code = [EcLevel::H, EcLevel::Q, EcLevel::M]
        .into_iter()
        .find_map(|level| QrCode::with_version(text, version, level).ok())
        .unwrap_or(smallest);
    Ok(from_code(code))
}

/// The largest code of at most `most` modules a side; none where there is no room for the smallest.
#[must_use]
pub fn largest(most: usize) -> Option<usize> {
    (1..=40).rev().map(|version| 17 + 4 * version).find(|modules| *modules <= most)
}

/// Bytes that a code of so many modules a side holds with the least error correction, in byte mode; 0 where there is no such code.
#[must_use]
pub fn bytes_in(modules: usize) -> usize {
    let Some(version) = version(modules) else { return 0 };
    let bits = Bits::new(version).max_len(EcLevel::L).unwrap_or(0);
    // Before the bytes: the mode, and how many there are.
    bits.saturating_sub(if modules <= 53 { 12 } else { 20 }) / 8
}

/// The code of so many modules a side that holds these bytes, with the least error correction: what shows many codes in a row has
/// another way to make up for one that is not read.
///
/// # Errors
/// There is no such code, or it does not hold them.
pub fn of_bytes(bytes: &[u8], modules: usize) -> Result<Matrix, QrFault> {
    let too_long = |_: QrError| QrFault::TooLong(bytes.len());
    let mut bits = Bits::new(version(modules).ok_or(QrFault::TooLong(bytes.len()))?);
    bits.push_byte_data(bytes).and_then(|()| bits.push_terminator(EcLevel::L)).map_err(too_long)?;
    QrCode::with_bits(bits, EcLevel::L).map(from_code).map_err(too_long)
}

fn version(modules: usize) -> Option<Version> {
    let version = modules.checked_sub(17).filter(|beyond| beyond % 4 == 0)? / 4;
    i16::try_from(version).ok().filter(|version| (1..=40).contains(version)).map(Version::Normal)
}

fn from_code(code: QrCode) -> Matrix {
    Matrix { size: code.width(), dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() }
}

impl Matrix {
    /// Modules a side.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the module in column `x` and row `y` is dark; outside the code everything is light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark.get(y * self.size + x).copied().unwrap_or(false)
    }
}
