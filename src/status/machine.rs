use crate::{
    domain::{CheckedPart, Light, MachinePart},
    input::ScanBehaviour,
    notices::Failure,
};

/// One line of a check of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckLine {
    /// What was looked at.
    pub part: MachinePart,
    /// How good it is.
    pub light: Light,
    /// What was found, in words.
    pub value: String,
    /// What is wrong and what to do; none where it is green.
    pub failure: Option<Failure>,
}

impl CheckLine {
    /// The line without its words, as it travels.
    #[must_use]
    pub fn as_checked(&self) -> CheckedPart {
        CheckedPart {
            part: self.part.name().to_owned(),
            light: self.light,
            code: self.failure.as_ref().map(|failure| failure.code.to_owned()),
        }
    }
}

/// What the terminal is like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// How many colours it claims to have.
    pub colours: Option<u32>,
    /// The locale's setting where it is not UTF-8.
    pub other_locale: Option<String>,
    /// How it draws.
    pub drawing: Drawing,
}

/// How a terminal draws what the station writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// There is none that could be asked.
    #[default]
    NoTerminal,
    /// It does not answer.
    Silent,
    /// It shows bytes of UTF-8 as letters of their own.
    NotUtf8,
    /// It was measured.
    Measured {
        /// How many Vietnamese letters were drawn.
        letters: usize,
        /// Those that take another width than one column.
        wrong: Vec<char>,
        /// How many blocks and signs take another width.
        wrong_blocks: usize,
    },
}

/// What came of pressing keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysFound {
    /// Names of the keys that did not arrive.
    pub missing: Vec<&'static str>,
}

/// What came of scanning a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanFound {
    /// Nothing came.
    Nothing,
    /// Something came, and how; never what.
    Came(ScanBehaviour),
}

/// What came of printing the test page, as somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFound {
    /// Everything on it is clear.
    Clear,
    /// Something is pale, lost or cut off.
    Poor,
    /// No page came out.
    Nothing,
}

/// What was tried with the person at the keyboard, and what the terminal answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trials {
    /// The terminal; none before the driver has asked it.
    pub terminal: Option<TerminalFacts>,
    /// The keys; none where they were not tried.
    pub keys: Option<KeysFound>,
    /// The scanner; none where it was not tried.
    pub scan: Option<ScanFound>,
    /// The test page; none where none was printed.
    pub page: Option<PageFound>,
}
