use super::{Act, Store, StoreError};
use crate::domain::Moment;

/// What a volunteer did at the desk: kinds and numbers, no texts, so that it holds no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    Unlocked,
    WrongPassphrases,
    SlotAdded,
    SlotRemoved,
    BackupWritten,
    Restored,
    EpochOpened,
    PersonOpened,
    PersonErased,
    Exported,
    Received,
    SettingChanged,
    ClockConfirmed,
}

/// One line of the audit list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    pub at: Moment,
    pub helper: String,
    pub what: Noted,
    /// Of what: a slot's number, a person's row, a count.
    pub number: Option<i64>,
}

const WORDS: [(Noted, &str); 13] = [
    (Noted::Unlocked, "unlocked"),
    (Noted::WrongPassphrases, "wrong-passphrases"),
    (Noted::SlotAdded, "slot-added"),
    (Noted::SlotRemoved, "slot-removed"),
    (Noted::BackupWritten, "backup-written"),
    (Noted::Restored, "restored"),
    (Noted::EpochOpened, "epoch-opened"),
    (Noted::PersonOpened, "person-opened"),
    (Noted::PersonErased, "person-erased"),
    (Noted::Exported, "exported"),
    (Noted::Received, "received"),
    (Noted::SettingChanged, "setting-changed"),
    (Noted::ClockConfirmed, "clock-confirmed"),
];

impl Store {
    /// Notes something that was done at the desk.
    ///
    /// # Errors
    /// As `save`.
    pub fn audit(&mut self, act: &Act, what: Noted, number: Option<i64>) -> Result<(), StoreError> {
        let word = WORDS.iter().find(|(one, _)| *one == what).map_or("", |(_, word)| word);
        self.write(|change, _| {
            change
                .prepare_cached("INSERT INTO audit (wall_ms, helper, what, number) VALUES (?1, ?2, ?3, ?4)")?
                .execute((act.at.wall.0, &act.helper, word, number))?;
            Ok(())
        })
    }

    /// The newest lines, newest first.
    ///
    /// # Errors
    /// As the disk says.
    pub fn audit_lines(&self, most: u32) -> Result<Vec<AuditLine>, StoreError> {
        let mut select =
            self.db().prepare_cached("SELECT wall_ms, helper, what, number FROM audit ORDER BY id DESC LIMIT ?1")?;
        let mut rows = select.query([most])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let word: String = row.get(2)?;
            // A word of a later version is not ours to judge; the line is left out.
            let Some((what, _)) = WORDS.iter().find(|(_, known)| *known == word) else { continue };
            lines.push(AuditLine { at: Moment(row.get(0)?), helper: row.get(1)?, what: *what, number: row.get(3)? });
        }
        Ok(lines)
    }
}
