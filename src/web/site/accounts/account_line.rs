use crate::{
    centre::{AccountOverview, Actor, Role},
    domain::{Moment, Unit},
    text::{Words, unit_name},
    web::site::format::{plain, time},
};

/// Account as the pages show it.
pub struct AccountLine {
    /// Under which the person signs in.
    pub name: String,
    /// Role, with the unit of a clerk.
    pub role: String,
    /// When it was made.
    pub made: String,
    /// When somebody signed in with it last.
    pub signed_in: String,
    /// Whose password it has, and until when one for the first sign-in is good.
    pub password: String,
    /// Whether a password for the first sign-in waits, and whether its time has ended.
    pub is_first: bool,
    /// Whether the time of the password for the first sign-in has ended.
    pub has_ended: bool,
    /// Whether a one-time code is asked for, in words.
    pub codes: String,
    /// The same.
    pub has_codes: bool,
    /// Since when it is disabled, or that it is not.
    pub state: String,
    /// Whether it is disabled.
    pub is_disabled: bool,
    /// Whether it is the one that asks.
    pub is_own: bool,
}

impl AccountLine {
    /// An account in words.
    pub fn new(row: &AccountOverview, own: Actor, units: &[Unit], words: &Words, now: Moment) -> Self {
        let until = |key: &str, at: Moment| words.with(key, &[("until", time(at).into())]);
        let has_ended = row.first_until.is_some_and(|end| end < now);
        let password = match row.first_until {
            Some(end) if has_ended => until("office-password-ended", end),
            Some(end) => until("office-password-first", end),
            None => words.get("office-password-own").into_owned(),
        };
        let codes = if row.has_codes { "office-codes" } else { "office-no-codes" };
        let state = match row.disabled {
            Some(at) => words.with("office-disabled", &[("at", time(at).into())]),
            None => words.get("office-open").into_owned(),
        };
        Self {
            name: row.name.to_string(),
            role: role_name(&row.role, units, words),
            made: time(row.made),
            signed_in: row.signed_in.map_or_else(|| words.get("office-never-signed-in").into_owned(), time),
            password,
            is_first: row.first_until.is_some(),
            has_ended: has_ended && row.disabled.is_none(),
            codes: words.get(codes).into_owned(),
            has_codes: row.has_codes,
            state,
            is_disabled: row.disabled.is_some(),
            is_own: own == Actor::Account(row.name),
        }
    }
}

/// A role in words, with the unit of a clerk; its code where no unit has it.
pub fn role_name(role: &Role, units: &[Unit], words: &Words) -> String {
    let code = match role {
        Role::City => return words.get("office-role-city").into_owned(),
        Role::Viewer => return words.get("office-role-viewer").into_owned(),
        Role::Commune(code) => code,
    };
    let unit = units.iter().find(|one| one.code == *code);
    let name = unit.map_or_else(|| code.as_str().to_owned(), |one| unit_name(words, one));
    plain(&words.with("office-role-commune", &[("unit", name.into())]))
}
