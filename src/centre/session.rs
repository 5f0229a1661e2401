//! Sessions of people who have signed in. The ledger keeps them, so that a session that is ended at one server has ended at all.

use super::{Access, Centre, Keys};
use crate::{
    crypto::{Secret, hex, hmac_sha256, is_same, sha256},
    domain::{AccountName, Moment},
    ledger::{Actor, LedgerError, Role, SessionRow, Tx},
};

/// Lifetime of a session, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLifetime {
    /// When the person signed in.
    pub begun: Moment,
    /// After this the session has ended, unless a request prolongs it before.
    pub until: Moment,
}

/// The end is moved no more often than this.
const STEP_MS: i64 = 60 * 1000;

impl SessionLifetime {
    /// A session ends this long after its last request: somebody has left the page open and gone.
    pub const IDLE_MS: i64 = 30 * 60 * 1000;
    /// The longest that a session lasts, however busy: a working day.
    pub const LONGEST_MS: i64 = 8 * 3600 * 1000;

    /// Lifetime of a session that begins now.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        Self { begun: now, until: Moment(now.0 + Self::IDLE_MS) }
    }

    /// Whether it is valid now. One that ends later than any that begins now was made by another clock.
    #[must_use]
    pub fn is_valid(self, now: Moment) -> bool {
        (now.0..=now.0 + Self::IDLE_MS).contains(&self.until.0)
    }

    /// The lifetime after a request now; none if it has ended, or if its end would hardly move.
    #[must_use]
    pub fn prolonged(self, now: Moment) -> Option<Self> {
        let until_ms = (now.0 + Self::IDLE_MS).min(self.begun.0 + Self::LONGEST_MS);
        let is_due = self.is_valid(now) && until_ms - self.until.0 >= STEP_MS;
        is_due.then_some(Self { until: Moment(until_ms), ..self })
    }
}

/// Person who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: AccountName,
    /// What it may see and do.
    pub access: Access,
    /// Whether the account still has a password that was made for it: nothing but a new password is open to it.
    pub must_change: bool,
    /// When the session ends unless a request prolongs it.
    pub until: Moment,
    /// The later end that this request gives the session; none while its end would hardly move.
    pub prolonged: Option<Moment>,
}

impl Centre {
    /// Whether a server of this centre has made this token; whether its session holds is another question, for the ledger.
    #[must_use]
    pub fn has_made_token(&self, token: &str) -> bool {
        let Some((random, mac)) = token.split_once('.') else { return false };
        is_same(token_mac(self.keys(), random).as_bytes(), mac.as_bytes())
    }

    /// What the server's log has in place of an account's name: eight digits that mean nothing without the centre's keys.
    #[must_use]
    pub fn log_id(&self, account: AccountName) -> String {
        let id = hmac_sha256(self.keys().session_key().bytes(), &[b"tramso-log1", account.as_str().as_bytes()]);
        hex(id.first_chunk::<4>().map_or(&[], |first| first.as_slice()))
    }

    /// The person whose session this token is; none where there is no such session, where it has ended, and where the account has
    /// been disabled. Takes no `Access`: it is what gives one.
    ///
    /// # Errors
    /// The ledger's.
    pub fn session(&self, token: &str, now: Moment) -> Result<Option<SignedIn>, LedgerError> {
        let digest = digest(token);
        self.ledger().read_tx(|tx| {
            let Some(row) = tx.session(&digest)? else { return Ok(None) };
            let lifetime = SessionLifetime { begun: row.begun, until: row.until };
            let account = tx.account(row.account)?.filter(|account| account.disabled.is_none());
            let Some(account) = account.filter(|_| lifetime.is_valid(now)) else { return Ok(None) };
            let prolonged = lifetime.prolonged(now).map(|lifetime| lifetime.until);
            let until = prolonged.unwrap_or(row.until);
            let must_change = account.first_until.is_some();
            let access = access_of(&account.role);
            Ok(Some(SignedIn { account: account.name, access, must_change, until, prolonged }))
        })
    }

    /// Moves the end of a session, unless it has been ended meanwhile.
    ///
    /// # Errors
    /// The ledger's.
    pub fn prolong_session(&self, token: &str, until: Moment) -> Result<(), LedgerError> {
        let digest = digest(token);
        self.ledger().write(&mut |tx| tx.prolong_session(&digest, until))
    }

    /// Ends a session, at every server of this ledger.
    ///
    /// # Errors
    /// The ledger's.
    pub fn end_session(&self, token: &str, now: Moment) -> Result<(), LedgerError> {
        let digest = digest(token);
        self.ledger().write(&mut |tx| {
            let Some(row) = tx.session(&digest)? else { return Ok(()) };
            tx.end_session(&digest)?;
            tx.note(now, Actor::Account(row.account), "sign-out")
        })
    }
}

/// Begins a session. Returns its token, of which the ledger keeps the hash alone.
pub(super) fn begin(tx: &mut dyn Tx, keys: &Keys, account: AccountName, now: Moment) -> Result<String, LedgerError> {
    let token = new_token(keys);
    let lifetime = SessionLifetime::new(now);
    tx.clear_sessions(Moment(now.0 - SessionLifetime::LONGEST_MS))?;
    tx.add_session(&SessionRow { digest: digest(&token), account, begun: lifetime.begun, until: lifetime.until })?;
    Ok(token)
}

/// Token: `<random>.<mac>`, so that a made-up one is known for what it is without the ledger.
fn new_token(keys: &Keys) -> String {
    let random = hex(Secret::<32>::random().bytes());
    let mac = token_mac(keys, &random);
    format!("{random}.{mac}")
}

fn token_mac(keys: &Keys, random: &str) -> String {
    hex(&hmac_sha256(keys.session_key().bytes(), &[b"tramso-session3", random.as_bytes()]))
}

pub(super) fn digest(token: &str) -> [u8; 32] {
    sha256(&[b"tramso-session3", token.as_bytes()])
}

/// What an account of this role may see and do.
fn access_of(role: &Role) -> Access {
    match role {
        Role::City => Access::City,
        Role::Commune(unit) => Access::Commune(unit.clone()),
        Role::Viewer => Access::Viewer,
    }
}
