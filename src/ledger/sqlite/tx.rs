use super::{answers, bundles, cases, people, shelf, stations, sums, trail};
use crate::{
    domain::{EpochId, PersonKey, StationId},
    ledger::{
        BundleRow, BundleState, CaseKind, CaseRow, Counts, EpochRow, KioskRow, LedgerError, PackRow, PersonRow,
        ReceiptRow, RefusedRow, RejectionRow, Scope, TallyKey, Tx,
    },
};
use rusqlite::Connection;

/// One transaction of the file. Nobody else writes while it does, so that nothing needs to be locked.
pub(super) struct SqliteTx<'c> {
    pub(super) db: &'c Connection,
    /// Something went wrong: the transaction is over, whatever its work makes of it. The other engine has it no other way.
    pub(super) is_over: bool,
}

impl SqliteTx<'_> {
    fn told<T>(&mut self, answer: Result<T, LedgerError>) -> Result<T, LedgerError> {
        self.is_over |= answer.is_err();
        answer
    }
}

impl Tx for SqliteTx<'_> {
    fn kiosk(&mut self, kiosk: &StationId) -> Result<Option<KioskRow>, LedgerError> {
        let answer = stations::kiosk(self.db, kiosk);
        self.told(answer)
    }

    fn kiosks(&mut self) -> Result<Vec<KioskRow>, LedgerError> {
        let answer = stations::kiosks(self.db);
        self.told(answer)
    }

    fn put_kiosk(&mut self, row: &KioskRow) -> Result<(), LedgerError> {
        let answer = stations::put_kiosk(self.db, row);
        self.told(answer)
    }

    fn epochs(&mut self, kiosk: &StationId) -> Result<Vec<EpochRow>, LedgerError> {
        let answer = stations::epochs(self.db, kiosk);
        self.told(answer)
    }

    fn put_epoch(&mut self, row: &EpochRow) -> Result<(), LedgerError> {
        let answer = stations::put_epoch(self.db, row);
        self.told(answer)
    }

    fn bundles(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<BundleRow>, LedgerError> {
        let answer = bundles::of_epoch(self.db, kiosk, epoch);
        self.told(answer)
    }

    fn newest_bundles(&mut self, most: u32) -> Result<Vec<BundleRow>, LedgerError> {
        let answer = bundles::newest(self.db, most);
        self.told(answer)
    }

    fn bundle_states(&mut self) -> Result<Vec<(BundleState, u64)>, LedgerError> {
        let answer = bundles::states(self.db);
        self.told(answer)
    }

    fn bundles_by_id(&mut self, ids: &[i64]) -> Result<Vec<BundleRow>, LedgerError> {
        let answer = bundles::by_id(self.db, ids);
        self.told(answer)
    }

    fn add_bundle(&mut self, row: &BundleRow, bytes: &[u8]) -> Result<i64, LedgerError> {
        let answer = bundles::add(self.db, row, bytes);
        self.told(answer)
    }

    fn set_bundle_state(&mut self, id: i64, state: BundleState) -> Result<(), LedgerError> {
        let answer = bundles::set_state(self.db, id, state);
        self.told(answer)
    }

    fn received_bytes(&mut self, kiosk: &StationId, since_ms: i64) -> Result<u64, LedgerError> {
        let answer = bundles::received(self.db, kiosk, since_ms);
        self.told(answer)
    }

    fn bundle_bytes(&mut self, id: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        let answer = bundles::bytes(self.db, id);
        self.told(answer)
    }

    fn add_people(&mut self, rows: &[PersonRow]) -> Result<Vec<PersonKey>, LedgerError> {
        let answer = people::add(self.db, rows);
        self.told(answer)
    }

    fn people(&mut self, keys: &[PersonKey]) -> Result<Vec<PersonRow>, LedgerError> {
        let answer = people::of_keys(self.db, keys);
        self.told(answer)
    }

    fn set_people(&mut self, rows: &[PersonRow]) -> Result<(), LedgerError> {
        let answer = people::set(self.db, rows);
        self.told(answer)
    }

    fn people_who_wait(
        &mut self,
        bits: u32,
        after: Option<PersonKey>,
        most: u32,
    ) -> Result<Vec<PersonKey>, LedgerError> {
        let answer = people::who_wait(self.db, bits, after, most);
        self.told(answer)
    }

    fn everybody(&mut self, after: Option<PersonKey>, most: u32) -> Result<Vec<PersonRow>, LedgerError> {
        let answer = people::everybody(self.db, after, most);
        self.told(answer)
    }

    fn add_tallies(&mut self, changes: &[(TallyKey, Counts)]) -> Result<(), LedgerError> {
        let answer = sums::add(self.db, changes);
        self.told(answer)
    }

    fn tallies(&mut self, scope: Scope, unit: Option<&str>) -> Result<Vec<(TallyKey, Counts)>, LedgerError> {
        let answer = sums::of_scope(self.db, scope, unit);
        self.told(answer)
    }

    fn add_rejections(&mut self, rows: &[RejectionRow]) -> Result<(), LedgerError> {
        let answer = answers::add_rejections(self.db, rows);
        self.told(answer)
    }

    fn remove_rejections(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError> {
        answers::remove_rejections(self.db, records)
    }

    fn rejections(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<RejectionRow>, LedgerError> {
        let answer = answers::rejections(self.db, kiosk, epoch);
        self.told(answer)
    }

    fn add_receipt(&mut self, row: &ReceiptRow) -> Result<(), LedgerError> {
        let answer = answers::add_receipt(self.db, row);
        self.told(answer)
    }

    fn receipt(&mut self, kiosk: &StationId, number: u64) -> Result<Option<ReceiptRow>, LedgerError> {
        let answer = answers::receipt(self.db, kiosk, number);
        self.told(answer)
    }

    fn newest_receipt(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Option<ReceiptRow>, LedgerError> {
        let answer = answers::newest_receipt(self.db, kiosk, epoch);
        self.told(answer)
    }

    fn add_erasures(&mut self, records: &[(i64, u64)]) -> Result<(), LedgerError> {
        let answer = answers::add_erasures(self.db, records);
        self.told(answer)
    }

    fn erasures(&mut self, kiosk: &StationId, epoch: &EpochId) -> Result<Vec<(i64, u64)>, LedgerError> {
        let answer = answers::erasures(self.db, kiosk, epoch);
        self.told(answer)
    }

    fn open_case(&mut self, row: &CaseRow) -> Result<i64, LedgerError> {
        let answer = cases::open(self.db, row);
        self.told(answer)
    }

    fn cases(&mut self, most: u32) -> Result<Vec<CaseRow>, LedgerError> {
        let answer = cases::list(self.db, most);
        self.told(answer)
    }

    fn case(&mut self, id: i64) -> Result<Option<CaseRow>, LedgerError> {
        let answer = cases::by_id(self.db, id);
        self.told(answer)
    }

    fn case_about(&mut self, kind: CaseKind, subject: &str) -> Result<Option<CaseRow>, LedgerError> {
        let answer = cases::about(self.db, kind, subject);
        self.told(answer)
    }

    fn set_case(&mut self, row: &CaseRow) -> Result<(), LedgerError> {
        let answer = cases::set(self.db, row);
        self.told(answer)
    }

    fn note(&mut self, at_ms: i64, who: &str, what: &str) -> Result<(), LedgerError> {
        let answer = trail::note(self.db, at_ms, who, what);
        self.told(answer)
    }

    fn notes(&mut self, most: u32) -> Result<Vec<(i64, String, String)>, LedgerError> {
        let answer = trail::notes(self.db, most);
        self.told(answer)
    }

    fn add_pack(&mut self, row: &PackRow) -> Result<(), LedgerError> {
        let answer = shelf::add_pack(self.db, row);
        self.told(answer)
    }

    fn packs(&mut self) -> Result<Vec<PackRow>, LedgerError> {
        let answer = shelf::packs(self.db);
        self.told(answer)
    }

    fn pack_bytes(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, LedgerError> {
        let answer = shelf::pack_bytes(self.db, digest);
        self.told(answer)
    }

    fn note_refused(&mut self, kiosk: &str, code: &str, at_ms: i64) -> Result<(), LedgerError> {
        let answer = trail::note_refused(self.db, kiosk, code, at_ms);
        self.told(answer)
    }

    fn refused(&mut self, most: u32) -> Result<Vec<RefusedRow>, LedgerError> {
        let answer = trail::refused(self.db, most);
        self.told(answer)
    }

    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let answer = shelf::setting(self.db, name);
        self.told(answer)
    }

    fn set_setting(&mut self, name: &str, value: &[u8]) -> Result<(), LedgerError> {
        let answer = shelf::set_setting(self.db, name, value);
        self.told(answer)
    }
}
