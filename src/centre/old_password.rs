use crate::{
    domain::{AccountName, Moment},
    ledger::{AccountRow, Ledger, LedgerError, Role, Tx},
};

/// Setting in which earlier versions kept the one password of the pages.
const OLD_SETTING: &str = "page-password";

/// Makes the city's account of the one password that an earlier version kept.
pub(super) fn begin(ledger: &dyn Ledger) -> Result<(), LedgerError> {
    let is_old = |tx: &mut dyn Tx| Ok(tx.setting(OLD_SETTING)?.is_some_and(|hash| !hash.is_empty()));
    if !ledger.read_tx(is_old)? {
        return Ok(());
    }
    ledger.write(&mut |tx| {
        let hash = tx.setting(OLD_SETTING)?.and_then(|hash| String::from_utf8(hash).ok()).unwrap_or_default();
        if !hash.is_empty() && tx.accounts()?.is_empty() {
            tx.add_account(&AccountRow::new(AccountName::CITY, Role::City, &hash, Moment(0)))?;
        }
        tx.set_setting(OLD_SETTING, b"")
    })
}
