/// Who did something, as the audit trail keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A command at the server.
    CommandLine,
    /// A station, over its protocol.
    Station,
    /// Somebody signed in to the pages.
    Account,
}

impl Actor {
    /// The word in the audit trail.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CommandLine => "dòng lệnh",
            Self::Station => "mạng",
            Self::Account => "trang",
        }
    }
}
