use super::qr::QrFault;

/// Why a page cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfFault {
    /// The fonts have no picture of this sign.
    MissingGlyph(char),
    /// A line does not fit even in the smallest letters that can be read.
    TooWide(Part),
    Qr(QrFault),
    /// A compiled-in font cannot be read.
    BadFont,
    /// The writer of PDF refused: its own words, for the log.
    Writer(String),
}

/// A part of the page whose length depends on what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Organiser,
    Name,
    Origin,
    Contest,
    Topic,
    Number,
    Station,
    Statement,
}
