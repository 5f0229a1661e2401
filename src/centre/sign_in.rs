//! Sign-in: what slows guesses down, the check of password and code, and the session that begins.
//!
//! Every try reserves its place before anything is looked at, in the ledger that all servers share: as wrong, until it proves right.
//! So tries at once, at one server or at several, are no more than tries in turn. Nobody is locked out: a browser from which an
//! account has signed in before brings a signed device cookie, and is slowed by its own wrong passwords alone.

use super::{Centre, one_time_code::CodeSecret, password::PasswordHash, session};
use crate::{
    crypto::{hex, hmac_tagged, is_same, random},
    domain::{AccountName, Moment},
    ledger::{AccountRow, Actor, GuessRow, LedgerError, Tx},
};
use std::net::{IpAddr, Ipv6Addr};
use zeroize::Zeroizing;

/// What was typed, and where it comes from.
pub struct SignIn<'t> {
    /// Name of the account, as it was typed.
    pub account: &'t str,
    /// The password, as it was typed.
    pub password: Zeroizing<String>,
    /// The one-time code, as it was typed; may be empty.
    pub code: &'t str,
    /// Address of the browser.
    pub address: IpAddr,
    /// Device cookies that the browser brings.
    pub devices: Vec<String>,
}

/// Somebody has signed in.
#[derive(Debug)]
pub struct NewSession {
    /// Token of the session.
    pub token: String,
    /// Device cookie of a browser that had none.
    pub device: Option<String>,
}

/// Why nobody has signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInRefusal {
    /// Account, password or code is wrong; which of them is not revealed.
    #[error("wrong account, password or code")]
    Wrong,
    /// The password was one for the first sign-in, and its time ended at this moment.
    #[error("the first password has ended")]
    Ended(Moment),
    /// Too many wrong ones: the next try is looked at after so many seconds.
    #[error("the next try is in {0} s")]
    TooSoon(u64),
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for SignInRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

/// Longest wait after a wrong password about an account, in seconds: at most 20 tries in the first hour and 12 in each one after it.
const LONGEST_ACCOUNT_S: u64 = 300;
/// The same of an address, behind which may be a whole office.
const LONGEST_ADDRESS_S: u64 = 60;
/// So long after the last wait, waits begin again with the shortest.
const FORGIVEN_MS: i64 = 30 * 60 * 1000;
/// A device cookie is good for so long.
pub const DEVICE_MS: i64 = 180 * 24 * 3600 * 1000;

/// What a try is slowed by.
pub(super) struct Subjects {
    /// Keyed hash of each, with its longest wait.
    pub(super) list: Vec<([u8; 32], u64)>,
    /// Whether the browser is one from which the account has signed in before.
    is_known: bool,
}

/// Place that a try has reserved: what was kept about a subject before, and since.
pub(super) struct Reserved {
    before: GuessRow,
    after: GuessRow,
}

impl Centre {
    /// Signs in. Blocks for as long as a hash takes where the try is looked at. Takes no `Access`: it is what gives one.
    ///
    /// # Errors
    /// Why nobody has signed in.
    pub fn sign_in(&self, tried: &SignIn<'_>, now: Moment) -> Result<NewSession, SignInRefusal> {
        let name = tried.account.trim().to_lowercase().parse::<AccountName>().ok();
        let subjects = self.subjects((tried.account, name), (tried.address, &tried.devices), now);
        let before = self.reserve(&subjects.list, now)?;
        let row = match name {
            Some(name) => self.ledger().read_tx(|tx| tx.account(name))?.filter(|row| row.disabled.is_none()),
            None => None,
        };
        let hash = row.as_ref().map_or_else(PasswordHash::nobody, |row| PasswordHash::kept(&row.password));
        let is_right = hash.matches(&tried.password);
        let seen = row.ok_or(SignInRefusal::Wrong)?;
        let token = self.ledger().write_tx::<_, SignInRefusal>(|tx| {
            let account = tx.account(seen.name)?.filter(|row| row.disabled.is_none() && row.password == seen.password);
            let Some(account) = account.filter(|_| is_right).and_then(|row| self.with_code(row, tried.code, now))
            else {
                tx.note(now, Actor::Account(seen.name), "sign-in-wrong")?;
                return Ok(Err(SignInRefusal::Wrong));
            };
            give_back(tx, &before)?;
            tx.set_account(&account)?;
            if let Some(ended) = account.first_until.filter(|until| *until < now) {
                tx.note(now, Actor::Account(account.name), "sign-in-ended")?;
                return Ok(Err(SignInRefusal::Ended(ended)));
            }
            tx.note(now, Actor::Account(account.name), "sign-in")?;
            Ok(Ok(session::begin(tx, self.keys(), account.name, now)?))
        })?;
        let token = token?;
        let device = (!subjects.is_known).then(|| self.device_cookie(seen.name, now));
        Ok(NewSession { token, device })
    }

    /// Whether a browser with these cookies is one from which the account has signed in before.
    #[must_use]
    pub fn knows_device(&self, account: &str, devices: &[String], now: Moment) -> bool {
        let name = account.trim().to_lowercase().parse::<AccountName>();
        name.is_ok_and(|name| devices.iter().any(|cookie| self.device_of(cookie, name, now).is_some()))
    }

    /// The device of the first genuine one of these cookies, whatever account has signed in from it.
    #[must_use]
    pub fn known_device(&self, devices: &[String], now: Moment) -> Option<String> {
        let of = |cookie: &String| {
            let name = cookie.split('/').next()?.parse::<AccountName>().ok()?;
            self.device_of(cookie, name, now)
        };
        devices.iter().find_map(of)
    }

    /// The account after its code was used; none where one is asked for and this is none, or was used before.
    fn with_code(&self, row: AccountRow, typed: &str, now: Moment) -> Option<AccountRow> {
        let Some(sealed) = &row.totp else { return Some(row) };
        let secret = CodeSecret::open(&self.keys().code_key(), row.name, sealed)?;
        let step = secret.step_of(typed, now).filter(|step| *step > row.totp_step)?;
        Some(AccountRow { totp_step: step, ..row })
    }

    /// Reserves the place of a try for each of its subjects.
    pub(super) fn reserve(&self, subjects: &[([u8; 32], u64)], now: Moment) -> Result<Vec<Reserved>, SignInRefusal> {
        self.ledger().write_tx(|tx| {
            let keys: Vec<[u8; 32]> = subjects.iter().map(|(key, _)| *key).collect();
            let kept = tx.guesses(&keys)?;
            let row = |key: &[u8; 32]| {
                let row = kept.iter().find(|row| row.subject == *key).copied();
                row.unwrap_or(GuessRow { subject: *key, wrong: 0, until: Moment::MIN })
            };
            let rows: Vec<(GuessRow, u64)> = subjects.iter().map(|(key, longest)| (row(key), *longest)).collect();
            if let Some(seconds) = rows.iter().filter_map(|(row, longest)| left(row, *longest, now)).max() {
                return Err(SignInRefusal::TooSoon(seconds));
            }
            for (row, longest) in &rows {
                tx.set_guess(&after_wrong(row, *longest, now))?;
            }
            tx.clear_guesses(Moment(now.0 - FORGIVEN_MS))?;
            let reserved =
                |(row, longest): (GuessRow, u64)| Reserved { before: row, after: after_wrong(&row, longest, now) };
            Ok(rows.into_iter().map(reserved).collect())
        })
    }

    /// What a try about an account, as it was typed and read, is slowed by. `devices`: device cookies that the browser brings.
    pub(super) fn subjects(
        &self,
        (typed, name): (&str, Option<AccountName>),
        (address, devices): (IpAddr, &[String]),
        now: Moment,
    ) -> Subjects {
        let known = name.and_then(|name| devices.iter().find_map(|cookie| self.device_of(cookie, name, now)));
        if let Some(device) = known {
            let list = vec![(self.subject("device", &device), LONGEST_ACCOUNT_S)];
            return Subjects { list, is_known: true };
        }
        let account = self.subject("account", &typed.trim().to_lowercase());
        let address = self.subject("address", &network(address).to_string());
        Subjects { list: vec![(account, LONGEST_ACCOUNT_S), (address, LONGEST_ADDRESS_S)], is_known: false }
    }

    /// A subject as the ledger keeps it: neither addresses nor what was typed as a name can be read from it.
    fn subject(&self, kind: &str, text: &str) -> [u8; 32] {
        self.mac("tramso-guess1", &[kind, text])
    }

    /// Device cookie: `<account>/<random>/<until, ms>/<mac>`.
    fn device_cookie(&self, account: AccountName, now: Moment) -> String {
        let (id, until) = (hex(&random::<16>()), (now.0 + DEVICE_MS).to_string());
        let mac = self.mac("tramso-device1", &[account.as_str(), &id, &until]);
        format!("{account}/{id}/{until}/{}", hex(&mac))
    }

    /// The device of a genuine cookie of this account.
    fn device_of(&self, cookie: &str, account: AccountName, now: Moment) -> Option<String> {
        let mut parts = cookie.split('/');
        let (named, id, until, mac) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let is_due = until.parse::<i64>().is_ok_and(|until| (now.0..=now.0 + DEVICE_MS).contains(&until));
        let wanted = hex(&self.mac("tramso-device1", &[named, id, until]));
        let is_genuine = is_same(wanted.as_bytes(), mac.as_bytes());
        (is_genuine && is_due && named == account.as_str()).then(|| format!("{named}/{id}"))
    }

    fn mac(&self, tag: &str, parts: &[&str]) -> [u8; 32] {
        let fields: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        hmac_tagged(self.keys().session_key().bytes(), tag, &fields)
    }
}

/// Gives the places of a right try back, and takes nothing from what others have tried wrongly meanwhile.
pub(super) fn give_back(tx: &mut dyn Tx, reserved: &[Reserved]) -> Result<(), LedgerError> {
    let keys: Vec<[u8; 32]> = reserved.iter().map(|place| place.before.subject).collect();
    let kept = tx.guesses(&keys)?;
    for Reserved { before, after } in reserved {
        match kept.iter().find(|row| row.subject == before.subject) {
            Some(row) if row != after => tx.set_guess(&GuessRow { wrong: row.wrong.saturating_sub(1), ..*row })?,
            Some(_) | None => tx.set_guess(before)?,
        }
    }
    Ok(())
}

/// Seconds until the next try is looked at; none where it may be now. No wait is longer than the longest, whatever another clock wrote.
fn left(row: &GuessRow, longest: u64, now: Moment) -> Option<u64> {
    let left_ms = u64::try_from(row.until.0.saturating_sub(now.0)).ok()?;
    (1..=longest * 1000).contains(&left_ms).then(|| left_ms.div_ceil(1000))
}

/// What is kept about a subject after another wrong password: each wait is twice as long as the one before it.
fn after_wrong(row: &GuessRow, longest: u64, now: Moment) -> GuessRow {
    let is_forgiven = row.until.0 < now.0.saturating_sub(FORGIVEN_MS);
    let wrong = if is_forgiven { 0 } else { row.wrong };
    let seconds = 1_u64.checked_shl(wrong).map_or(longest, |wait| wait.min(longest));
    let wait_ms = i64::try_from(seconds * 1000).unwrap_or(i64::MAX);
    GuessRow { wrong: wrong.saturating_add(1), until: now.plus_ms(wait_ms), ..*row }
}

/// Network that counts as one sender: anyone who has one IPv6 address has 2^64 of them.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}
