use crate::domain::Date;

/// What the pack in use states of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackDates {
    /// The day of its issue.
    pub issued: Date,
    /// The contest's last day.
    pub closes: Date,
}
