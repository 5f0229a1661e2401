use super::{Act, StoreError};
use crate::{
    domain::{Moment, Stamp},
    record::HelpMode,
};
use rusqlite::{Connection, OptionalExtension};

/// The shift that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenShift {
    /// Counts from 1.
    pub number: u64,
    /// The slot that opened it, as records name the helper.
    pub helper: String,
    /// When it was opened, as far as the station knew.
    pub since: Moment,
}

/// The open shift, as its row has it.
pub(super) fn open(db: &Connection) -> Result<Option<OpenShift>, StoreError> {
    let mut select = db.prepare_cached("SELECT id, helper, opened_ms FROM shift WHERE closed_ms IS NULL")?;
    let shift = select.query_row((), |row| {
        let number = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
        Ok(OpenShift { number, helper: row.get(1)?, since: Moment(row.get(2)?) })
    });
    Ok(shift.optional()?)
}

/// What the shift itself does.
pub(super) fn act(shift: &OpenShift, at: Stamp) -> Act {
    Act { at, shift: shift.number, helper: shift.helper.clone(), mode: HelpMode::Alone }
}
