use super::{LedgerError, columns::Columns};
use crate::domain::{AccountName, Moment, UnitCode};
use std::sync::LazyLock;

/// Columns in the order of the rows.
pub(super) const COLUMNS: Columns<9> =
    Columns(["name", "role", "unit", "password", "totp", "totp_step", "made_ms", "disabled_ms", "first_until_ms"]);
/// Query of all rows; an engine adds its condition and order.
pub(super) static SELECT: LazyLock<String> = LazyLock::new(|| format!("SELECT {} FROM account", COLUMNS.list()));

/// Queries about accounts.
pub trait Accounts {
    /// The account of that name. Within `write` nobody else changes it before the end.
    fn account(&mut self, name: AccountName) -> Result<Option<AccountRow>, LedgerError>;
    /// All accounts, by name.
    fn accounts(&mut self) -> Result<Vec<AccountRow>, LedgerError>;
    /// Adds an account unless there is one of that name; whether it was added.
    fn add_account(&mut self, row: &AccountRow) -> Result<bool, LedgerError>;
    /// Replaces all of an account but its name.
    fn set_account(&mut self, row: &AccountRow) -> Result<(), LedgerError>;
}

/// Account: a person who signs in to the pages.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Under which the person signs in.
    pub name: AccountName,
    /// What the person may see and do.
    pub role: Role,
    /// Argon2id hash of the password, in PHC form.
    pub password: String,
    /// Secret of the one-time codes, sealed by who keeps it; none where no code is asked for.
    pub totp: Option<Vec<u8>>,
    /// The newest time step whose code was used.
    pub totp_step: u64,
    /// When the account was made.
    pub made: Moment,
    /// When it was disabled; none while it may sign in.
    pub disabled: Option<Moment>,
    /// Until when a password that was made for the person is good for the first sign-in; none for one that the person chose.
    pub first_until: Option<Moment>,
}

impl AccountRow {
    /// New account without codes, with a password that the person chose.
    #[must_use]
    pub fn new(name: AccountName, role: Role, password: &str, made: Moment) -> Self {
        Self {
            name,
            role,
            password: password.to_owned(),
            totp: None,
            totp_step: 0,
            made,
            disabled: None,
            first_until: None,
        }
    }
}

impl std::fmt::Debug for AccountRow {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "AccountRow({}, {:?}, …)", self.name, self.role)
    }
}

/// Role of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The city's office.
    City,
    /// The clerk of one unit.
    Commune(UnitCode),
    /// Sees the whole city's figures and changes nothing.
    Viewer,
}

impl Role {
    /// Stable name, as the ledger keeps it.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Commune(_) => "commune",
            Self::Viewer => "viewer",
        }
    }

    /// The unit of a clerk.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitCode> {
        match self {
            Self::Commune(unit) => Some(unit),
            Self::City | Self::Viewer => None,
        }
    }

    /// The role of two columns.
    pub(super) fn from_columns(name: &str, unit: Option<&str>) -> Result<Self, LedgerError> {
        match (name, unit) {
            ("city", None) => Ok(Self::City),
            ("viewer", None) => Ok(Self::Viewer),
            ("commune", Some(unit)) => Ok(Self::Commune(UnitCode::parse(unit).ok_or(LedgerError::Damaged("unit"))?)),
            _ => Err(LedgerError::Damaged("role")),
        }
    }
}
