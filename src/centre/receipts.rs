use super::{
    Actor, Centre,
    ingest::{EpochState, erase, facts},
    shelf,
};
use crate::{
    bundle::{EpochRef, kiosk8, receipt},
    domain::PersonKey,
    ledger::LedgerError,
};

/// What the centre says to stations besides what each bundle is answered with.
impl Centre {
    /// The newest cumulative receipt of an epoch, made anew when something has changed since the last one; none for an epoch of
    /// which nothing came.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_receipt(&self, kiosk: &str, epoch: &str, now_ms: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut held = self.shelf();
        let (stamp, newest) = self.ledger().look(|tx| Ok((shelf::stamp(tx)?, tx.newest_receipt(kiosk, epoch)?)))?;
        let Some(newest) = newest else { return Ok(None) };
        if stamp != held.stamp {
            held = self.read_shelf()?;
        }
        let of = EpochRef { contest: self.keys().contest.clone(), kiosk: kiosk.to_owned(), epoch: epoch.to_owned() };
        if let Ok(said) = receipt::open(&newest.bytes, &[self.keys().receipt.public().clone()], &[of]) {
            let now = self.ledger().look(|tx| {
                let Some(state) = EpochState::read(tx, kiosk, epoch)? else { return Ok(None) };
                self.contents(tx, &held, &state, (said.number, said.time_ms)).map(Some)
            })?;
            if now.is_none_or(|now| now == said) {
                return Ok(Some(newest.bytes));
            }
        }
        self.ledger().change(|tx| {
            let Some(mut state) = EpochState::read(tx, kiosk, epoch)? else { return Ok(None) };
            let made = self.sign(tx, &held, &mut state, now_ms)?;
            tx.put_kiosk(&state.kiosk).map(|()| Some(made))
        })
    }

    /// Asks a person's stations to erase what they hold of them, in the next receipts, also what comes later. Answers with how many
    /// records.
    ///
    /// # Errors
    /// The ledger's.
    pub fn forget(&self, person: &PersonKey, who: Actor, now_ms: i64) -> Result<u64, LedgerError> {
        self.ledger().change(|tx| {
            let Some(mut row) = tx.people(&[*person])?.pop() else { return Ok(0) };
            let mut facts = facts(&row.facts)?;
            facts.forget();
            let list: Vec<(i64, u64)> = facts.records().collect();
            let records = u64::try_from(list.len()).unwrap_or(u64::MAX);
            row.facts = facts.write();
            tx.set_people(&[row])?;
            erase(tx, list)?;
            tx.note(now_ms, who.as_str(), &format!("forget {}", crate::crypto::hex(&person.0)))?;
            Ok(records)
        })
    }

    /// File name of a receipt, the same on every file system.
    #[must_use]
    pub fn receipt_name(&self, kiosk: &str, epoch: &str, bytes: &[u8]) -> String {
        let of = EpochRef { contest: self.keys().contest.clone(), kiosk: kiosk.to_owned(), epoch: epoch.to_owned() };
        let own = [self.keys().receipt.public().clone()];
        let named = receipt::open(bytes, &own, &[of]).map(|receipt| receipt.file_name());
        named.unwrap_or_else(|_| format!("{}-{epoch}.tsr", kiosk8(kiosk)))
    }
}
