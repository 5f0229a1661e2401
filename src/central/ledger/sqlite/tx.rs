use super::{
    super::{LedgerError, PackRow, Tx},
    answers, bundles, cases, people, shelf, stations, sums, trail,
};
use crate::{
    domain::PersonKey,
    intake::{
        BundleRow, BundleState, CaseKind, CaseRow, Counts, EpochRow, KioskRow, PersonRow, ReceiptRow, RefusedRow,
        RejectionRow, Scope, TallyKey,
    },
};
use rusqlite::Connection;

/// One transaction of the file. Nobody else writes while it does, so that nothing needs to be locked.
pub(super) struct SqliteTx<'c> {
    pub(super) db: &'c Connection,
}

impl Tx for SqliteTx<'_> {
    fn kiosk(&mut self, kiosk: &str) -> Result<Option<KioskRow>, LedgerError> {
        stations::kiosk(self.db, kiosk)
    }

    fn kiosks(&mut self) -> Result<Vec<KioskRow>, LedgerError> {
        stations::kiosks(self.db)
    }

    fn put_kiosk(&mut self, row: &KioskRow) -> Result<(), LedgerError> {
        stations::put_kiosk(self.db, row)
    }

    fn epochs(&mut self, kiosk: &str) -> Result<Vec<EpochRow>, LedgerError> {
        stations::epochs(self.db, kiosk)
    }

    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError> {
        stations::put_epoch(self.db, row)
    }

    fn bundles(&mut self, kiosk: &str, epoch: &str) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::of_epoch(self.db, kiosk, epoch)
    }

    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::newest(self.db, most)
    }

    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError> {
        bundles::states(self.db)
    }

    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
        bundles::by_id(self.db, ids)
    }

    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
        bundles::add(self.db, row, bytes)
    }

    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError> {
        bundles::set_state(self.db, id, state)
    }

    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        bundles::bytes(self.db, id)
    }

    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
        people::add(self.db, rows)
    }

    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
        people::of_keys(self.db, keys)
    }

    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        people::set(self.db, rows)
    }

    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError> {
        people::who_wait(self.db, bits, after, most)
    }

    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
        people::everybody(self.db, after, most)
    }

    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        sums::add(self.db, changes)
    }

    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
        sums::of_scope(self.db, scope, unit)
    }

    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError> {
        answers::add_rejections(self.db, rows)
    }

    fn remove_rejections(&mut self, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
        answers::remove_rejections(self.db, records)
    }

    fn rejections(&mut self, kiosk: &str, epoch: &str) -> Result<Vec<RejectionRow>, LedgerError> {
        answers::rejections(self.db, kiosk, epoch)
    }

    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        answers::add_receipt(self.db, row)
    }

    fn receipt(&mut self, kiosk: &str, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        answers::receipt(self.db, kiosk, number)
    }

    fn newest_receipt(&mut self, kiosk: &str, epoch: &str) -> Result<Option<ReceiptRow>, LedgerError> {
        answers::newest_receipt(self.db, kiosk, epoch)
    }

    fn add_erasures(&mut self, records: &[(String, String, u64)]) -> Result<(), LedgerError> {
        answers::add_erasures(self.db, records)
    }

    fn erasures(&mut self, kiosk: &str, epoch: &str) -> Result<Vec<u64>, LedgerError> {
        answers::erasures(self.db, kiosk, epoch)
    }

    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        cases::open(self.db, row)
    }

    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        cases::list(self.db, most)
    }

    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError> {
        cases::by_id(self.db, id)
    }

    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
        cases::about(self.db, kind, subject)
    }

    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError> {
        cases::set(self.db, row)
    }

    fn note(&mut self, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError> {
        trail::note(self.db, at_ms, who, what)
    }

    fn notes(&mut self, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError> {
        trail::notes(self.db, most)
    }

    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError> {
        shelf::add_pack(self.db, row)
    }

    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError> {
        shelf::packs(self.db)
    }

    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
        shelf::pack_bytes(self.db, digest)
    }

    fn note_refused(&mut self, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError> {
        trail::note_refused(self.db, kiosk, code, at_ms)
    }

    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
        trail::refused(self.db, most)
    }

    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        shelf::setting(self.db, name)
    }

    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError> {
        shelf::set_setting(self.db, name, value)
    }
}
