use super::{answers, bundles, cases, link::Link, people, shelf, stations, sums, trail};
use crate::{
    crypto::Secret,
    domain::{EpochId, PersonKey, StationId},
    ledger::{
        BundleRow, BundleState, CaseKind, CaseRow, Counts, EpochRow, KioskRow, LedgerError, PackRow, PersonRow,
        ReceiptRow, RefusedRow, RejectionRow, Scope, TallyKey, Tx,
    },
};
use tokio_postgres::{Row, types::FromSql};

/// One transaction of the database.
pub(super) struct PostgresTx<'t, 'r> {
    pub(super) link: &'t mut Link<'r>,
    pub(super) seal: &'t Secret<32>,
    /// What is read is locked until the end: it may be changed.
    pub(super) locks: bool,
}

impl Tx for PostgresTx<'_, '_> {
    fn kiosk(&mut self, kiosk: &StationId) -> Result<Option<KioskRow>, LedgerError> {
        stations::kiosk(self.link, kiosk, self.locks)
    }

    fn kiosks(&mut self) -> Result<Vec<KioskRow>, LedgerError> {
        stations::kiosks(self.link)
    }

    fn put_kiosk(&mut self, row: &KioskRow) -> Result<(), LedgerError> {
        stations::put_kiosk(self.link, row)
    }

    fn epochs(&mut self, kiosk: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
        stations::epochs(self.link, kiosk)
    }

    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError> {
        stations::put_epoch(self.link, row)
    }

    fn bundles(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::of_epoch(self.link, kiosk, epoch)
    }

    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::newest(self.link, most)
    }

    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError> {
        bundles::states(self.link)
    }

    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::by_id(self.link, ids)
    }

    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
        bundles::add(self.link, row, bytes)
    }

    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError> {
        bundles::set_state(self.link, id, state)
    }

    fn received_bytes(&mut self, kiosk: &StationId, since_ms: i64) -> Result<u64, LedgerError> {
        bundles::received(self.link, kiosk, since_ms)
    }

    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        bundles::file(self.link, id)
    }

    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
        people::add(self.link, self.seal, rows)
    }

    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
        people::of_keys(self.link, self.seal, keys, self.locks)
    }

    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        people::set(self.link, self.seal, rows)
    }

    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError> {
        people::who_wait(self.link, bits, after, most)
    }

    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
        people::everybody(self.link, self.seal, after, most)
    }

    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        sums::add(self.link, changes)
    }

    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
        sums::of_scope(self.link, scope, unit)
    }

    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError> {
        answers::add_rejections(self.link, rows)
    }

    fn remove_rejections(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError> {
        answers::remove_rejections(self.link, records)
    }

    fn rejections(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError> {
        answers::rejections(self.link, kiosk, epoch)
    }

    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        answers::add_receipt(self.link, row)
    }

    fn receipt(&mut self, kiosk: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        answers::receipt(self.link, kiosk, number)
    }

    fn newest_receipt(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError> {
        answers::newest_receipt(self.link, kiosk, epoch)
    }

    fn add_erasures(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError> {
        answers::add_erasures(self.link, records)
    }

    fn erasures(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<(i64, u64)>, LedgerError> {
        answers::erasures(self.link, kiosk, epoch)
    }

    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        cases::open(self.link, row)
    }

    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        cases::list(self.link, most)
    }

    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError> {
        cases::by_id(self.link, id)
    }

    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
        cases::about(self.link, kind, subject)
    }

    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError> {
        cases::set(self.link, row)
    }

    fn note(&mut self, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError> {
        trail::note(self.link, at_ms, who, what)
    }

    fn notes(&mut self, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError> {
        trail::notes(self.link, most)
    }

    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError> {
        shelf::add_pack(self.link, row)
    }

    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError> {
        shelf::packs(self.link)
    }

    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
        shelf::pack_bytes(self.link, digest)
    }

    fn note_refused(&mut self, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError> {
        trail::note_refused(self.link, kiosk, code, at_ms)
    }

    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
        trail::refused(self.link, most)
    }

    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        shelf::setting(self.link, name, self.locks)
    }

    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError> {
        shelf::set_setting(self.link, name, value)
    }
}

/// A column's value.
pub(super) fn get<'r, T: FromSql<'r>>(row: &'r Row, column: usize) -> Result<T, LedgerError> {
    row.try_get(column).map_err(|_| LedgerError::Damaged("value"))
}

/// A column that holds so many bytes.
pub(super) fn bytes<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], LedgerError> {
    get::<&[u8]>(row, column)?.try_into().map_err(|_| LedgerError::Damaged("value"))
}
