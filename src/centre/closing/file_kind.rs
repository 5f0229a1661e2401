//! Kinds of files of a frozen set.

/// Kind of a file of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetFileKind {
    /// What is signed.
    Json,
    /// The signature, where there is one.
    Signature,
    /// Excel book.
    Book,
    /// Lists and figures to print and sign.
    Pdf,
    /// Minutes for the jury as a Word document.
    Minutes,
}

impl SetFileKind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Json, Self::Signature, Self::Book, Self::Pdf, Self::Minutes];

    /// Its word in addresses and in the trail.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Signature => "minisig",
            Self::Book => "xlsx",
            Self::Pdf => "pdf",
            Self::Minutes => "docx",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}
