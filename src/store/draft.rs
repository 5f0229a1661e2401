use super::{PersonRef, Store, StoreError};
use crate::record::Draft;
use rusqlite::{Connection, OptionalExtension};

impl Store {
    /// Keeps what is being typed, instead of what was typed before.
    ///
    /// # Errors
    /// As `save`.
    pub fn draft_save(&mut self, person: Option<PersonRef>, draft: &Draft) -> Result<(), StoreError> {
        if !self.is_enrolled() {
            return Err(StoreError::NotEnrolled);
        }
        self.write(|change, _| put(change, person, draft))
    }

    /// What was being typed.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn draft_load(&self, person: Option<PersonRef>, kind: &str) -> Result<Option<Draft>, StoreError> {
        let mut select = self.db().prepare_cached("SELECT text FROM draft WHERE kind = ?1 AND person = ?2")?;
        let text: Option<String> = select.query_row((kind, row_of(person)), |row| row.get(0)).optional()?;
        Ok(text.map(|text| Draft { kind: kind.to_owned(), text }))
    }

    /// Forgets what was being typed.
    ///
    /// # Errors
    /// As `save`.
    pub fn draft_clear(&mut self, person: Option<PersonRef>, kind: &str) -> Result<(), StoreError> {
        self.write(|change, _| {
            let mut clear = change.prepare_cached("DELETE FROM draft WHERE kind = ?1 AND person = ?2")?;
            clear.execute((kind, row_of(person)))?;
            Ok(())
        })
    }
}

/// Takes the place of what was being typed, inside a transaction.
pub(super) fn put(change: &Connection, person: Option<PersonRef>, draft: &Draft) -> Result<(), StoreError> {
    change
        .prepare_cached(
            "INSERT INTO draft (kind, person, text) VALUES (?1, ?2, ?3)
             ON CONFLICT (kind, person) DO UPDATE SET text = excluded.text",
        )?
        .execute((&draft.kind, row_of(person), &draft.text))?;
    Ok(())
}

/// Row 0 is nobody yet.
fn row_of(person: Option<PersonRef>) -> i64 {
    person.map_or(0, |person| person.0)
}
