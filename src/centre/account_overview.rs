use crate::{
    domain::{AccountName, Moment},
    ledger::{AccountRow, Role},
};

/// Account as the city's office sees it: nothing by which anybody could sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountOverview {
    /// Under which the person signs in.
    pub name: AccountName,
    /// What the person may see and do.
    pub role: Role,
    /// When the account was made.
    pub made: Moment,
    /// When somebody signed in with it last; none where nobody has.
    pub signed_in: Option<Moment>,
    /// When it was disabled; none while it may sign in.
    pub disabled: Option<Moment>,
    /// Until when a password that was made for the person is good for the first sign-in; none for one that the person chose.
    pub first_until: Option<Moment>,
    /// Whether a one-time code is asked for.
    pub has_codes: bool,
}

impl AccountOverview {
    pub(super) fn new(row: &AccountRow, signed_in: Option<Moment>) -> Self {
        Self {
            name: row.name,
            role: row.role.clone(),
            made: row.made,
            signed_in,
            disabled: row.disabled,
            first_until: row.first_until,
            has_codes: row.totp.is_some(),
        }
    }
}
