use super::{
    Centre,
    ledger::LedgerError,
    shelf,
    take::{EpochState, erase, facts},
};
use crate::{
    bundle::{EpochRef, receipt},
    domain::PersonKey,
};

/// What the centre says to stations besides what each bundle is answered with.
impl Centre {
    /// The newest cumulative receipt of an epoch, made anew when something has changed since the last one; none for an epoch of
    /// which nothing came.
    ///
    /// # Errors
    /// The ledger's.
    pub fn newest_receipt(&self, kiosk: &str, epoch: &str, now_ms: i64) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut answer = None;
        let mut is_old = false;
        let mut held = self.shelf();
        self.ledger().read(&mut |tx| {
            if shelf::stamp(tx)? != held.stamp {
                is_old = true;
            }
            answer = tx.newest_receipt(kiosk, epoch)?;
            Ok(())
        })?;
        let Some(newest) = answer else { return Ok(None) };
        if is_old {
            held = self.read_shelf()?;
        }
        let of = EpochRef { contest: self.keys().contest.clone(), kiosk: kiosk.to_owned(), epoch: epoch.to_owned() };
        let said = receipt::open(&newest.bytes, &[self.keys().receipt.public().clone()], &[of]).ok();
        let mut differs = said.is_none();
        if let Some(said) = said {
            self.ledger().read(&mut |tx| {
                let Some(state) = EpochState::read(tx, kiosk, epoch)? else { return Ok(()) };
                differs = self.contents(tx, &held, &state, (said.number, said.time_ms))? != said;
                Ok(())
            })?;
        }
        if !differs {
            return Ok(Some(newest.bytes));
        }
        let mut made = None;
        self.ledger().write(&mut |tx| {
            let Some(mut state) = EpochState::read(tx, kiosk, epoch)? else { return Ok(()) };
            made = Some(self.sign(tx, &held, &mut state, now_ms)?);
            tx.put_kiosk(&state.kiosk)
        })?;
        Ok(made)
    }

    /// Asks a person's stations to erase what they hold of them, in the next receipts, also what comes later. Answers with how many
    /// records.
    ///
    /// # Errors
    /// The ledger's.
    pub fn forget(&self, person: &PersonKey, who: &str, now_ms: i64) -> Result<u64, LedgerError> {
        let mut records = 0;
        self.ledger().write(&mut |tx| {
            records = 0;
            let Some(mut row) = tx.people(&[*person])?.pop() else { return Ok(()) };
            let mut facts = facts(&row.facts)?;
            facts.forget();
            let list: Vec<(i64, u64)> = facts.records().collect();
            records = u64::try_from(list.len()).unwrap_or(u64::MAX);
            row.facts = facts.write();
            tx.set_people(&[row])?;
            erase(tx, list)?;
            tx.note(now_ms, who, &format!("forget {}", crate::crypto::hex(&person.0)))
        })?;
        Ok(records)
    }
}
