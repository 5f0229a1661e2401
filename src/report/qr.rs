//! A QR code as dark and light modules, for the screen and for paper.

use qrcode::{Color, EcLevel, QrCode, Version, types::QrError};

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
    Ok(Matrix { size: code.width(), dark: code.into_colors().into_iter().map(|color| color == Color::Dark).collect() })
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
