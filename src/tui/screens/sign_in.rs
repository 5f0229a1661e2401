//! Signing a known person in, from the sign-in, the form and the helper's panel.

use crate::{
    session::Command,
    tui::{Guest, Newcomer, Next, Route, Shared},
};

/// Signs a known person in. A person who withdrew consents again; a consent that was given on the way here holds for them.
pub fn sign_in(all: &mut Shared, guest: &Guest) -> Next {
    let consented_now = all.newcomer.visit.has_consented();
    let number = all.newcomer.number.take();
    all.newcomer = Newcomer { number, ..Newcomer::default() };
    let must_consent = !guest.visit.has_consented();
    all.guest = Some(guest.clone());
    match (must_consent, consented_now) {
        (false, _) => Next::go(next_for_consenting(all)),
        (true, false) => Next::go(Route::Consent),
        (true, true) => match all.step(Command::Consent) {
            Ok(effects) => Next::go_when_saved(next_for_consenting(all)).with_all(effects),
            Err(_) => Next::go(Route::Consent),
        },
    }
}

/// Where a signed-in person who has agreed goes on: at the form, if their data are not here any more.
#[must_use]
pub fn next_for_consenting(all: &Shared) -> Route {
    if all.registration().is_none() && all.newcomer.number.is_some() {
        return Route::WhoAfterConsent;
    }
    Route::for_guest(all)
}
