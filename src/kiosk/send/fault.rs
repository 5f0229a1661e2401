use crate::tui::Failure;

/// Why not everything was handed over. Nothing counts as received but what the station took as a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendFault {
    /// The file with the centre's own certificates cannot be read, or has none.
    Authority,
    /// Nobody answers: no network, no such name, nobody listens there.
    Unreachable,
    /// The line broke or stood still, as often as was tried.
    Broken,
    /// Who answers cannot show that they are the centre.
    Untrusted,
    /// Their certificate is of another time than this machine's clock shows.
    Clock,
    /// Somebody answers who does not speak as a centre does: a sign-in page, another server.
    NotTheCentre,
    /// Genuine receipts came, and none of them confirms what was sent: copies of the station are being looked at.
    Unconfirmed,
    /// The centre asks to come back later.
    Busy { seconds: u64 },
    /// The centre takes no more of this station for a day.
    Enough,
    /// The centre's own trouble, as often as was tried.
    Failing { status: u16 },
    /// What should be a receipt is none for this station.
    NoReceipt(Failure),
    /// The station's own copy of this file is gone or damaged.
    Spoilt(String),
    /// The volunteer stopped it.
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
