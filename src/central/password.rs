use super::{
    open,
    place::{Place, new_passphrase},
};
use crate::{
    centre::{
        Keys, explain,
        password::{SETTING, hash},
    },
    cli::{CommandResult, Console},
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

pub fn run(wanted: &NewPassword, place: &Place, console: &Console) -> CommandResult {
    let keys = place.open_keys(console)?;
    let (passphrase, shown) = new_passphrase(wanted.page_passphrase_file.as_deref())?;
    set_new(place, &keys, &passphrase)?;
    if shown {
        console.message("centre-init-page", &[("passphrase", passphrase.text().into())]);
        console.json(&json!({ "page_passphrase": passphrase.text() }));
    } else {
        console.message("centre-password-set", &[]);
        console.json(&json!({}));
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
