//! Accounts of the people who sign in to the pages.

use super::{
    Access, Centre, access::NotAllowed, account_overview::AccountOverview, one_time_code::CodeSecret,
    outcome::QueryError, password::PasswordHash,
};
use crate::{
    domain::{AccountName, Moment},
    ledger::{AccountRow, Actor, LedgerError, RecordedActor, Role, Tx},
};

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// There is no account of this name.
    #[error("no account {0}")]
    Unknown(AccountName),
    /// There is an account of this name already.
    #[error("there is an account {0}")]
    Exists(AccountName),
    /// The contest has no such unit.
    #[error("no unit {0}")]
    Unit(String),
    /// It is the last account of the city's office with which anybody can sign in.
    #[error("{0} is the last account of the city")]
    LastCity(AccountName),
    /// Nobody changes the own account in this way.
    #[error("{0} is the own account")]
    Own(AccountName),
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for AccountRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

impl Centre {
    /// All accounts, by name.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn accounts(&self, access: &Access) -> Result<Vec<AccountOverview>, QueryError> {
        access.administers()?;
        let (rows, signed_in) = self.ledger().read_tx(|tx| Ok((tx.accounts()?, tx.last_noted("sign-in")?)))?;
        let last = |name| {
            let of = |(who, _): &&(RecordedActor, Moment)| who.actor() == Some(Actor::Account(name));
            signed_in.iter().find(of).map(|(_, at)| *at)
        };
        Ok(rows.into_iter().map(|row| AccountOverview::new(&row, last(row.name))).collect())
    }

    /// Adds an account.
    ///
    /// # Errors
    /// Why it was not added.
    pub fn add_account(
        &self,
        access: &Access,
        (name, role): (AccountName, &Role),
        hash: &PasswordHash,
        who: Actor,
        now: Moment,
    ) -> Result<(), AccountRefusal> {
        access.administers()?;
        if let Some(unit) = role.unit()
            && !self.units()?.iter().any(|known| known.code == *unit)
        {
            return Err(AccountRefusal::Unit(unit.as_str().to_owned()));
        }
        self.ledger().write_tx(|tx| {
            let row = AccountRow::new(name, role.clone(), hash.as_str(), now);
            if !tx.add_account(&AccountRow { first_until: hash.first_until(now), ..row })? {
                return Err(AccountRefusal::Exists(name));
            }
            Ok(tx.note(now, who, &added(name, role))?)
        })
    }

    /// Sets a new password. It ends every session of the account. One that was made by a machine must be replaced at the next sign-in.
    ///
    /// # Errors
    /// Why it was not set.
    pub fn set_account_password(
        &self,
        access: &Access,
        name: AccountName,
        hash: &PasswordHash,
        who: Actor,
        now: Moment,
    ) -> Result<(), AccountRefusal> {
        let first_until = hash.first_until(now);
        let change = |row| AccountRow { password: hash.as_str().to_owned(), first_until, ..row };
        self.change_account(access, (name, "account-password"), &change, who, now)
    }

    /// Sets the password of the first account, the city's, which is added where it is missing and enabled where it was disabled.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn set_page_password(
        &self,
        access: &Access,
        hash: &PasswordHash,
        who: Actor,
        now: Moment,
    ) -> Result<(), QueryError> {
        access.administers()?;
        let name = AccountName::CITY;
        let first_until = hash.first_until(now);
        Ok(self.ledger().write_tx(|tx| {
            let Some(row) = tx.account(name)? else {
                let row = AccountRow::new(name, Role::City, hash.as_str(), now);
                tx.add_account(&AccountRow { first_until, ..row })?;
                return tx.note(now, who, &added(name, &Role::City));
            };
            tx.set_account(&AccountRow { password: hash.as_str().to_owned(), disabled: None, first_until, ..row })?;
            tx.end_sessions(name)?;
            tx.note(now, who, &format!("account-password {name}"))
        })?)
    }

    /// Disables an account, which ends its sessions, or enables it again. The last account of the city's office with which anybody
    /// can sign in stays.
    ///
    /// # Errors
    /// Why it was not changed.
    pub fn set_account_enabled(
        &self,
        access: &Access,
        name: AccountName,
        is_enabled: bool,
        who: Actor,
        now: Moment,
    ) -> Result<(), AccountRefusal> {
        let (disabled, verb) = if is_enabled { (None, "account-enable") } else { (Some(now), "account-disable") };
        self.change_account(access, (name, verb), &|row| AccountRow { disabled, ..row }, who, now)
    }

    /// Asks for one-time codes of this secret at each sign-in, or for none any more. It ends every session of the account.
    ///
    /// # Errors
    /// Why it was not changed.
    pub fn set_account_codes(
        &self,
        access: &Access,
        name: AccountName,
        secret: Option<&CodeSecret>,
        who: Actor,
        now: Moment,
    ) -> Result<(), AccountRefusal> {
        let sealed = secret
            .map(|secret| secret.seal(&self.keys().code_key(), name))
            .map(|sealed| sealed.ok_or(LedgerError::Damaged("code")));
        let totp = sealed.transpose()?;
        let verb = if totp.is_some() { "account-totp" } else { "account-totp-off" };
        let change = |row| AccountRow { totp: totp.clone(), totp_step: 0, ..row };
        self.change_account(access, (name, verb), &change, who, now)
    }

    /// Changes an account, ends every session of it, and notes the change under its verb. A signed-in person changes the own account
    /// by `own_account` alone, where the password in use is asked for.
    fn change_account(
        &self,
        access: &Access,
        (name, verb): (AccountName, &str),
        change: &dyn Fn(AccountRow) -> AccountRow,
        who: Actor,
        now: Moment,
    ) -> Result<(), AccountRefusal> {
        access.administers()?;
        if who == Actor::Account(name) {
            return Err(AccountRefusal::Own(name));
        }
        self.ledger().write_tx(|tx| {
            let others = has_other_city(tx, name, now)?;
            let row = tx.account(name)?.ok_or(AccountRefusal::Unknown(name))?;
            let changed = change(row.clone());
            if row.role == Role::City && row.disabled.is_none() && changed.disabled.is_some() && !others {
                return Err(AccountRefusal::LastCity(name));
            }
            tx.set_account(&changed)?;
            tx.end_sessions(name)?;
            Ok(tx.note(now, who, &format!("{verb} {name}"))?)
        })
    }

    /// Whether anybody can sign in. Takes no `Access`: the sign-in page asks.
    ///
    /// # Errors
    /// The ledger's.
    pub fn has_accounts(&self) -> Result<bool, LedgerError> {
        Ok(!self.ledger().read_tx(|tx| tx.accounts())?.is_empty())
    }
}

/// Whether somebody can sign in with another account of the city's office. Each is locked by reading it, in one order: of two people who
/// disable each other's account at once the second finds the own one disabled.
fn has_other_city(tx: &mut dyn Tx, name: AccountName, now: Moment) -> Result<bool, LedgerError> {
    let mut found = false;
    for known in tx.accounts()?.into_iter().filter(|row| row.role == Role::City) {
        let row = tx.account(known.name)?;
        let is_open = |row: AccountRow| row.disabled.is_none() && row.first_until.is_none_or(|until| until >= now);
        found |= known.name != name && row.is_some_and(is_open);
    }
    Ok(found)
}

fn added(name: AccountName, role: &Role) -> String {
    let unit = role.unit().map(|unit| format!(" {}", unit.as_str())).unwrap_or_default();
    format!("account-add {name} {}{unit}", role.as_str())
}
