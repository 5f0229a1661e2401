use crate::tui::Failure;

/// Why not everything was handed over. Nothing counts as received but what the station took as a receipt.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFault {
    /// The file with the centre's own certificates cannot be read, or has none.
    #[error("the file of certificates has none")]
    Authority,
    /// Nobody answers: no network, no such name, nobody listens there.
    #[error("the centre cannot be reached")]
    Unreachable,
    /// The line broke or stood still, as often as was tried.
    #[error("the connection broke")]
    Broken,
    /// Who answers cannot show that they are the centre.
    #[error("the server's certificate is not trusted")]
    Untrusted,
    /// Their certificate is of another time than this machine's clock shows.
    #[error("the server's certificate is of another time")]
    Clock,
    /// Somebody answers who does not speak as a centre does: a sign-in page, another server.
    #[error("the server is no centre")]
    NotTheCentre,
    /// Genuine receipts came, and none of them confirms what was sent: copies of the station are being looked at.
    #[error("no receipt confirms what was sent")]
    Unconfirmed,
    /// Who answers is an old copy of the centre: its receipts are of an earlier generation than one that the station has applied.
    #[error("the server is an old copy of the centre")]
    Outdated,
    /// The centre asks to come back later.
    #[error("the centre is busy for {seconds} s")]
    Busy {
        /// Seconds until then.
        seconds: u64,
    },
    /// The centre's clock contradicts its trail: it takes nothing until a person has put it right.
    #[error("the centre does not believe its clock")]
    CentreClock,
    /// The centre takes no more of this station for a day.
    #[error("the daily quota is reached")]
    Enough,
    /// The centre's own trouble, as often as was tried.
    #[error("the centre failed with status {status}")]
    Failing {
        /// HTTP status.
        status: u16,
    },
    /// What should be a receipt is none for this station.
    #[error("no receipt for this station: {}", .0.code)]
    NoReceipt(Failure),
    /// The station's own copy of this file is gone or damaged.
    #[error("the file {0} of the station is gone or damaged")]
    Spoilt(String),
    /// The volunteer stopped it.
    #[error("the volunteer stopped it")]
    Stopped,
}

/// What the centre will not take, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file that was refused.
    pub name: String,
    /// HTTP status of the refusal.
    pub status: u16,
    /// As the centre's own list of notices has it.
    pub code: String,
    /// What is wrong, as the centre words it.
    pub what: String,
    /// What to do, as the centre words it.
    pub now: String,
}
