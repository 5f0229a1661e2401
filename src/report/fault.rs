use super::qr::QrFault;

/// Why a page cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The fonts have no picture of this sign.
    #[error("no glyph for {0:?}")]
    MissingGlyph(char),
    /// A line does not fit even in the smallest letters that can be read.
    #[error("line {0:?} does not fit")]
    TooWide(Part),
    /// The QR code cannot be made.
    #[error("QR code")]
    Qr(#[source] QrFault),
    /// The logo cannot be read as a picture.
    #[error("logo is unreadable")]
    Logo,
    /// A compiled-in font cannot be read.
    #[error("compiled-in font is unreadable")]
    BadFont,
    /// The writer of PDF refused: its own words, for the log.
    #[error("PDF writer: {0}")]
    Writer(String),
}

/// A part of the page whose length depends on what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Line of the organiser.
    Organiser,
    /// Line of the name.
    Name,
    /// Line of birth and residence.
    Origin,
    /// Line of the contest's title.
    Contest,
    /// A line of a topic.
    Topic,
    /// Number of the certificate.
    Number,
    /// Line of the station.
    Station,
    /// Sentence on what it certifies.
    Statement,
    /// A question of a test on paper, or its closing part, that is wider or higher than a page.
    Question,
    /// What people are asked to consent to.
    Consent,
    /// Who signs a certificate.
    Signer,
}
