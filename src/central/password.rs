use super::{
    open,
    place::{Place, new_passphrase},
    say::Say,
};
use crate::{
    centre::{
        Keys, explain,
        password::{SETTING, hash},
    },
    cli::CommandResult,
    crypto::Passphrase,
    notices::{Failure, failure},
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

#[derive(Args)]
pub struct NewPassword {
    /// Tệp có một dòng là mật khẩu mới (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P")]
    page_passphrase_file: Option<PathBuf>,
}

pub fn run(wanted: &NewPassword, place: &Place, say: &Say) -> CommandResult {
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
    let hash = hash(passphrase).ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))?;
    let ledger = open::open_ledger(place, keys)?;
    let done = ledger.write(&mut |tx| tx.set_setting(SETTING, hash.as_bytes()));
    done.map_err(|fault| vec![explain::ledger(&fault)])
}
