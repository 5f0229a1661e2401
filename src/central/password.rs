use super::{
    Keys,
    cli::Ending,
    explain, open,
    place::{Place, new_passphrase},
    say::Say,
};
use crate::{
    crypto::{Passphrase, random},
    notices::{Failure, failure},
};
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// The ledger's setting that holds the hash.
pub const SETTING: &str = "page-password";

#[derive(Args)]
pub struct NewPassword {
    /// Tệp có một dòng là mật khẩu mới (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P")]
    page_passphrase_file: Option<PathBuf>,
}

pub fn run(wanted: &NewPassword, place: &Place, say: &Say) -> Ending {
    let keys = place.open_keys(say)?;
    let (passphrase, shown) = new_passphrase(wanted.page_passphrase_file.as_deref())?;
    set_new(place, &keys, &passphrase)?;
    if shown {
        say.told("centre-init-page", &[("passphrase", passphrase.text().into())]);
        say.result(&json!({ "page_passphrase": passphrase.text() }));
    } else {
        say.told("centre-password-set", &[]);
        say.result(&json!({}));
    }
    Ok(ExitCode::SUCCESS)
}

/// Keeps the hash of the page's password; who has signed in must do so again.
pub fn set_new(place: &Place, keys: &Keys, passphrase: &Passphrase) -> Result<(), Vec<Failure>> {
    let hash = hash(passphrase).ok_or_else(|| failure("TS-M05", []))?;
    let ledger = open::open_ledger(place, keys)?;
    let done = ledger.write(&mut |tx| tx.set_setting(SETTING, hash.as_bytes()));
    done.map_err(|fault| vec![explain::ledger(&fault)])
}

/// Argon2id of the passphrase (docs/decisions/014-passphrases-slots-pins.md), as it is kept.
#[must_use]
pub fn hash(passphrase: &Passphrase) -> Option<String> {
    let salt = SaltString::encode_b64(&random::<16>()).ok()?;
    let hash = Argon2::default().hash_password(passphrase.text().as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

/// Whether what was typed is the password of this hash. It takes as long for one as for another.
#[must_use]
pub fn is_right(typed: &str, hash: &str) -> bool {
    // What is no passphrase at all is hashed like one, so that the time says nothing.
    let read = Passphrase::read(typed);
    let text = read.as_ref().map_or("-", Passphrase::text);
    let right =
        PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok());
    right && read.is_ok()
}
