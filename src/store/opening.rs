use super::{KeyChange, epoch::EpochWhy, high_water::HighWater};

/// What was found and done when the station was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The last run did not close it; everything has been checked.
    pub was_unclean: bool,
    /// A new epoch was opened, and why.
    pub new_epoch: Option<EpochWhy>,
    /// The mark that the database was behind of, where it was.
    pub behind: Option<HighWater>,
    /// Files of the key slots that were made alike again.
    pub mended_slots: u32,
    /// What became of a change of the database key that was due after a removal.
    pub key_change: Option<KeyChange>,
    /// The schema it had, when it was an older one.
    pub migrated_from: Option<i64>,
    /// Duration of opening.
    pub milliseconds: u64,
}

/// What is being done while the station opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningStep {
    /// The database is opened and read.
    Reading,
    /// After an unclean stop: the last answers are brought home.
    BringingHome,
    /// SQLite's check of tables and indexes.
    CheckingTables,
    /// SQLCipher's check of every page.
    CheckingPages,
    /// After a removal: the database is copied under a new key.
    ChangingKey {
        /// Pages copied.
        done: u32,
        /// Pages in all.
        of: u32,
    },
    /// The station is open.
    Ready,
}

impl Opening {
    /// Nothing happened that anybody should know of.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        !self.was_unclean && self.new_epoch.is_none() && self.mended_slots == 0 && self.key_change.is_none()
    }
}
