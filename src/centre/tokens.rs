//! Tokens of programs that read the API: each with what it may read, of which unit, and until when.

use super::{Access, Centre, Keys, access::NotAllowed, outcome::QueryError};
use crate::{
    crypto::{Secret, hex, hmac_sha256, is_same, sha256},
    domain::{AccountName, Moment, UnitCode, is_forbidden_char},
    ledger::{Actor, LedgerError, TokenRow, TokenScope},
};

/// Why a token was not made.
#[derive(Debug, thiserror::Error)]
pub enum TokenRefusal {
    /// The role may not.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// It has no name, or one that is too long or has characters that nobody sees.
    #[error("no name of a token")]
    Name,
    /// It would read nothing.
    #[error("no scope")]
    NoScope,
    /// It would hold for no day, or for too many.
    #[error("a token holds for 1 to {MOST_TOKEN_DAYS} days")]
    Days,
    /// The contest has no such unit.
    #[error("no unit {0}")]
    Unit(String),
    /// A scope of it is the whole city's alone, and the token one unit's.
    #[error("a scope of the whole city for one unit")]
    CityScope,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for TokenRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

/// What a new token shall be.
#[derive(Clone, Debug)]
pub struct WantedToken {
    /// What it is for: at most `LONGEST_TOKEN_NAME` characters.
    pub name: String,
    /// What it may read: one scope or more.
    pub scopes: Vec<TokenScope>,
    /// Code of the one unit that it may read; empty for the whole city.
    pub unit: String,
    /// For how many days it holds: 1 to `MOST_TOKEN_DAYS`.
    pub days: i64,
}

/// Longest name of a token, in characters.
pub const LONGEST_TOKEN_NAME: usize = 60;
/// Most days that a token holds.
pub const MOST_TOKEN_DAYS: i64 = 400;
/// Beginning of every token, by which searches for secrets in files find one.
const PREFIX: &str = "tramso1_";
const DAY_MS: i64 = 24 * 3600 * 1000;
/// Its last use is noted no more often than this.
const USED_MS: i64 = 60 * 1000;

/// Token of a request, as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The ledger's id of the token.
    pub id: i64,
    /// What it may read.
    pub scopes: Vec<TokenScope>,
    /// As whom it reads: the clerk of its unit, or somebody who sees the city's figures and nobody's data.
    pub access: Access,
    /// Whether this use is to be noted.
    pub is_due: bool,
}

impl Bearer {
    /// Whether it may read what needs this scope.
    #[must_use]
    pub fn has(&self, scope: TokenScope) -> bool {
        self.scopes.contains(&scope)
    }
}

impl Centre {
    /// All tokens, the newest first.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn tokens(&self, access: &Access) -> Result<Vec<TokenRow>, QueryError> {
        access.administers()?;
        Ok(self.ledger().read_tx(|tx| tx.tokens())?)
    }

    /// Makes a token and returns it. It is shown this once: the ledger keeps its hash.
    ///
    /// # Errors
    /// Why it was not made.
    pub fn add_token(
        &self,
        access: &Access,
        wanted: &WantedToken,
        account: AccountName,
        now: Moment,
    ) -> Result<String, TokenRefusal> {
        access.administers()?;
        let name = wanted.name.trim();
        let is_name = (1..=LONGEST_TOKEN_NAME).contains(&name.chars().count()) && !name.chars().any(is_forbidden_char);
        if !is_name {
            return Err(TokenRefusal::Name);
        }
        if wanted.scopes.is_empty() {
            return Err(TokenRefusal::NoScope);
        }
        if !(1..=MOST_TOKEN_DAYS).contains(&wanted.days) {
            return Err(TokenRefusal::Days);
        }
        let unit = self.unit_of_token(&wanted.unit)?;
        if unit.is_some() && wanted.scopes.iter().any(|scope| is_of_city(*scope)) {
            return Err(TokenRefusal::CityScope);
        }
        let token = new_token(self.keys());
        let row = TokenRow {
            id: 0,
            name: name.to_owned(),
            digest: digest(&token),
            scopes: wanted.scopes.clone(),
            unit,
            made: now,
            made_by: account,
            until: Moment(now.0 + wanted.days * DAY_MS),
            ended: None,
            used: None,
        };
        let words: Vec<&str> = row.scopes.iter().map(|scope| scope.as_str()).collect();
        let of = row.unit.as_ref().map(|unit| format!(" {}", unit.as_str())).unwrap_or_default();
        self.ledger().write_tx(|tx| {
            let id = tx.add_token(&row)?;
            tx.note(now, Actor::Account(account), &format!("token-add {id} {}{of}", words.join(",")))
        })?;
        Ok(token)
    }

    fn unit_of_token(&self, code: &str) -> Result<Option<UnitCode>, TokenRefusal> {
        if code.is_empty() {
            return Ok(None);
        }
        let units = self.units()?;
        let unit = UnitCode::parse(code).filter(|code| units.iter().any(|unit| unit.code == *code));
        unit.map(Some).ok_or_else(|| TokenRefusal::Unit(code.to_owned()))
    }

    /// Ends a token. Whether there is one of that id that held.
    ///
    /// # Errors
    /// The role may not, or the ledger's.
    pub fn end_token(&self, access: &Access, id: i64, who: Actor, now: Moment) -> Result<bool, QueryError> {
        access.administers()?;
        Ok(self.ledger().write_tx(|tx| {
            let Some(row) = tx.token(id)?.filter(|row| row.holds(now)) else { return Ok::<_, LedgerError>(false) };
            tx.end_token(row.id, now)?;
            tx.note(now, who, &format!("token-end {id}"))?;
            Ok(true)
        })?)
    }

    /// The token of a request; none where it was made up, has ended, or is over. Takes no `Access`: it is what gives one.
    ///
    /// # Errors
    /// The ledger's.
    pub fn bearer(&self, token: &str, now: Moment) -> Result<Option<Bearer>, LedgerError> {
        if !is_ours(self.keys(), token) {
            return Ok(None); // a made-up one costs the ledger nothing
        }
        let digest = digest(token);
        let found = self.ledger().read_tx(|tx| tx.token_of(&digest))?;
        Ok(found.filter(|row| row.holds(now)).map(|row| Bearer {
            id: row.id,
            scopes: row.scopes,
            access: row.unit.map_or(Access::Viewer, Access::Commune),
            is_due: row.used.is_none_or(|used| now.0 - used.0 >= USED_MS),
        }))
    }

    /// Notes that a token was used.
    ///
    /// # Errors
    /// The ledger's.
    pub fn note_token_used(&self, id: i64, now: Moment) -> Result<(), LedgerError> {
        self.ledger().write(&mut |tx| tx.use_token(id, now))
    }
}

/// Whether what a scope opens is the whole city's alone.
fn is_of_city(scope: TokenScope) -> bool {
    match scope {
        TokenScope::Questions | TokenScope::Metrics => true,
        TokenScope::Figures | TokenScope::Stations | TokenScope::Cases => false,
    }
}

/// Token: `tramso1_<random>_<mac>`.
fn new_token(keys: &Keys) -> String {
    let random = hex(Secret::<32>::random().bytes());
    let mac = mac(keys, &random);
    format!("{PREFIX}{random}_{mac}")
}

fn is_ours(keys: &Keys, token: &str) -> bool {
    let parts = token.strip_prefix(PREFIX).and_then(|rest| rest.split_once('_'));
    parts.is_some_and(|(random, given)| is_same(mac(keys, random).as_bytes(), given.as_bytes()))
}

fn mac(keys: &Keys, random: &str) -> String {
    let mac = hmac_sha256(keys.session_key().bytes(), &[b"tramso-token1", random.as_bytes()]);
    hex(mac.first_chunk::<8>().map_or(&[], |first| first.as_slice()))
}

fn digest(token: &str) -> [u8; 32] {
    sha256(&[b"tramso-token1", token.as_bytes()])
}
