/// What became of the change of the database key that a removal asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyChange {
    /// The database has a new key, which the removed volunteer's slot does not open.
    Done {
        /// Backups that the removed volunteer's passphrase still opens, the newest first.
        backups: Vec<String>,
    },
    /// It is changed once these volunteers have opened the station: only their passphrases give their slots the form that allows it.
    Waits {
        /// Their names.
        volunteers: Vec<String>,
    },
    /// It is changed at an opening when the disk has this much room.
    NoRoom {
        /// Bytes that have to be free.
        needed: u64,
    },
}
