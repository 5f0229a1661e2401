//! Faults of `contest.toml` and of the ready sentences (C01 to C09).

use crate::domain::{LogoFault, TopicId};

/// A value of the contest that contradicts another or breaks a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContestFault {
    /// The contest closes before it opens.
    Dates,
    /// Topics are not numbered from 1 in file order.
    TopicNumber {
        /// The number that comes next.
        expected: u8,
    },
    /// The blueprint names a topic that the contest does not have.
    BlueprintTopic(u8),
    /// The blueprint asks for no question of a topic.
    BlueprintLacks(TopicId),
    /// The paper has no question, or more than anybody answers.
    BlueprintSize {
        /// Questions of a paper.
        questions: usize,
        /// The limit.
        most: usize,
    },
    /// A link that is refused.
    Link(LinkFault),
    /// More links to help than the help window has digits for.
    HelpLinks {
        /// The most.
        most: usize,
    },
    /// A link to help whose title is longer than its line.
    HelpTitle {
        /// Its length in characters.
        chars: usize,
        /// The limit.
        most: usize,
    },
    /// A link to a store's search, not read from the official code.
    LinkNotOfficial,
    /// A pass mark that no paper can reach.
    PassMark {
        /// Right answers that are asked for.
        mark: u8,
        /// Questions of a paper.
        questions: usize,
    },
    /// The shortest message is longer than the longest.
    MessageBounds {
        /// Shortest message, in characters.
        from: usize,
        /// Longest message, in characters.
        up_to: usize,
    },
    /// A test on paper counts for personal prizes, and no paper may be printed.
    PaperRanks,
    /// A text of the certificate that is longer than its place.
    CertificateText {
        /// Its key.
        key: &'static str,
        /// Its length in characters.
        chars: usize,
        /// The limit.
        most: usize,
    },
    /// More who sign certificates than there is room for.
    CertificateSigners {
        /// The most.
        most: usize,
    },
    /// The logo is not one that can be printed.
    CertificateLogo {
        /// Its file.
        path: String,
        /// Why.
        fault: LogoFault,
    },
    /// There is no such file.
    CertificateLogoMissing {
        /// The file that is named.
        path: String,
    },
    /// The station's unit is not in the roster; its code.
    StationUnit(String),
    /// The station's village is not in the list of villages.
    StationVillage,
    /// Too few or too many ready sentences.
    ReadyCount {
        /// Sentences in the file.
        found: usize,
        /// The least allowed.
        least: usize,
        /// The most: each has its digit.
        most: usize,
    },
    /// A ready sentence outside the bounds of a message.
    ReadyLength {
        /// Its length in characters.
        chars: usize,
        /// Shortest message, in characters.
        from: usize,
        /// Longest message, in characters.
        up_to: usize,
    },
}

/// Why a link is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Another scheme, or none.
    NotHttps,
    /// Neither an app store nor a Vietnamese authority.
    Host,
    /// For a link to help: neither a host where offices keep guides nor a Vietnamese authority.
    HelpHost,
    /// A character that a QR code or an address line does not take unchanged.
    Character,
    /// Longer than the QR code on the screen holds.
    TooLong {
        /// Its length, with what is appended to it.
        bytes: usize,
        /// The limit in bytes.
        most: usize,
    },
}

impl ContestFault {
    pub(super) fn rule(&self) -> &'static str {
        match self {
            Self::Dates => "C01",
            Self::TopicNumber { .. } => "C02",
            Self::BlueprintTopic(_) | Self::BlueprintLacks(_) | Self::BlueprintSize { .. } => "C03",
            Self::Link(_) | Self::HelpLinks { .. } | Self::HelpTitle { .. } => "C04",
            Self::LinkNotOfficial => "C05",
            Self::PassMark { .. } | Self::MessageBounds { .. } | Self::PaperRanks => "C06",
            Self::StationUnit(_) | Self::StationVillage => "C07",
            Self::ReadyCount { .. } | Self::ReadyLength { .. } => "C08",
            Self::CertificateText { .. }
            | Self::CertificateSigners { .. }
            | Self::CertificateLogo { .. }
            | Self::CertificateLogoMissing { .. } => "C09",
        }
    }
}
