//! What a signed-in person does with the own account: chooses a new password, and ends its sessions in other browsers. Both ask for
//! the password in use; a wrong one counts as a guess.

use super::{
    Centre, SignInRefusal,
    password::{AccountPassword, PasswordFault, PasswordHash},
    session::{self, SessionLifetime},
    sign_in::give_back,
};
use crate::{
    domain::{AccountName, Moment},
    ledger::{AccountRow, Actor, LedgerError},
};
use std::net::IpAddr;
use zeroize::Zeroizing;

/// The password in use, typed again by a signed-in person, and where it comes from.
pub struct Confirmation {
    /// The account that is signed in.
    pub account: AccountName,
    /// The password, as it was typed.
    pub password: Zeroizing<String>,
    /// Address of the browser.
    pub address: IpAddr,
    /// Device cookies that the browser brings.
    pub devices: Vec<String>,
}

/// Why the own account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum OwnRefusal {
    /// The password in use was typed wrongly.
    #[error("wrong password")]
    Wrong,
    /// Too many wrong ones: the next try is looked at after so many seconds.
    #[error("the next try is in {0} s")]
    TooSoon(u64),
    /// The new password was typed in two ways.
    #[error("the new passwords differ")]
    Differ,
    /// The new password is the one in use.
    #[error("the new password is the old one")]
    Same,
    /// The new password will not do.
    #[error(transparent)]
    Fault(#[from] PasswordFault),
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for OwnRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

/// Session of the own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// When the person signed in.
    pub begun: Moment,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Centre {
    /// Sessions of an account that have not ended, the newest first; `token` is that of the one that asks. Takes no `Access`: it
    /// concerns the own account alone, as all of this file.
    ///
    /// # Errors
    /// The ledger's.
    pub fn own_sessions(&self, account: AccountName, token: &str, now: Moment) -> Result<Vec<OwnSession>, LedgerError> {
        let digest = session::digest(token);
        let rows = self.ledger().read_tx(|tx| tx.sessions_of(account))?;
        let is_valid = |begun, until| SessionLifetime { begun, until }.is_valid(now);
        let held = rows.into_iter().filter(|row| is_valid(row.begun, row.until));
        Ok(held.map(|row| OwnSession { begun: row.begun, is_this: row.digest == digest }).collect())
    }

    /// Replaces the password of the own account by one that was typed twice. It ends every session of the account and begins another
    /// one, whose token is returned. Blocks for as long as two hashes take.
    ///
    /// # Errors
    /// Why it was not replaced.
    pub fn change_own_password(
        &self,
        confirmed: &Confirmation,
        (typed, again): (&str, &str),
        now: Moment,
    ) -> Result<String, OwnRefusal> {
        if typed != again {
            return Err(OwnRefusal::Differ);
        }
        let chosen = AccountPassword::choose(typed, confirmed.account)?;
        if chosen.is_typed(&confirmed.password) {
            return Err(OwnRefusal::Same);
        }
        let change = |row| {
            let hash = PasswordHash::new(&chosen)?;
            Some(AccountRow { password: hash.as_str().to_owned(), first_until: None, ..row })
        };
        self.change_own(confirmed, "own-password", &change, now)
    }

    /// Ends every session of the own account and begins another one, whose token is returned.
    ///
    /// # Errors
    /// Why they were not ended.
    pub fn end_own_sessions(&self, confirmed: &Confirmation, now: Moment) -> Result<String, OwnRefusal> {
        self.change_own(confirmed, "end-sessions", &Some, now)
    }

    /// Changes the own account where the password in use was typed, as `sign_in` does: the try has its place before it is looked at.
    fn change_own(
        &self,
        confirmed: &Confirmation,
        verb: &str,
        change: &dyn Fn(AccountRow) -> Option<AccountRow>,
        now: Moment,
    ) -> Result<String, OwnRefusal> {
        let name = confirmed.account;
        let origin = (confirmed.address, confirmed.devices.as_slice());
        let subjects = self.subjects((name.as_str(), Some(name)), origin, now);
        let reserved = self.reserve(&subjects.list, now).map_err(|refusal| match refusal {
            SignInRefusal::Wrong | SignInRefusal::Ended(_) => OwnRefusal::Wrong,
            SignInRefusal::TooSoon(seconds) => OwnRefusal::TooSoon(seconds),
            SignInRefusal::Ledger(fault) => OwnRefusal::Ledger(fault),
        })?;
        let row = self.ledger().read_tx(|tx| tx.account(name))?.filter(|row| row.disabled.is_none());
        let seen = row.ok_or(OwnRefusal::Wrong)?;
        let is_right = PasswordHash::kept(&seen.password).matches(&confirmed.password);
        let changed = if is_right { change(seen.clone()) } else { None };
        let token = self.ledger().write_tx::<_, LedgerError>(|tx| {
            // Whatever was changed about the account meanwhile counts.
            let is_same = tx.account(name)?.is_some_and(|row| row == seen);
            let Some(changed) = changed.as_ref().filter(|_| is_same) else {
                tx.note(now, Actor::Account(name), "own-password-wrong")?;
                return Ok(None);
            };
            give_back(tx, &reserved)?;
            tx.set_account(changed)?;
            tx.end_sessions(name)?;
            tx.note(now, Actor::Account(name), verb)?;
            session::begin(tx, self.keys(), name, now).map(Some)
        })?;
        token.ok_or(OwnRefusal::Wrong)
    }
}
