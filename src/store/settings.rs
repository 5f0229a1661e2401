use super::{Store, StoreError};
use rusqlite::OptionalExtension;

impl Store {
    /// A setting by its name.
    ///
    /// # Errors
    /// The database or the disk failed.
    pub fn settings_get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut select = self.db().prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
        Ok(select.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// As `save`.
    pub fn settings_set(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.write(|change, _| {
            change
                .prepare_cached(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?
                .execute((name, value))?;
            Ok(())
        })
    }
}
