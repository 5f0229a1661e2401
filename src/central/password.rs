use super::{
    location::{CentreLocation, new_passphrase},
    open,
};
use crate::{
    centre::{Access, AccountPassword, Actor, Centre, PasswordHash, explain},
    cli::{CommandResult, Console},
    notices::{Failure, failure},
    text::codes,
};
use clap::Args;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Options of `password`.
#[derive(Args)]
pub struct NewPassword {
    /// Tệp có một dòng là mật khẩu mới (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P")]
    page_passphrase_file: Option<PathBuf>,
}

/// Sets a new password of the city's account.
pub fn run(wanted: &NewPassword, location: &CentreLocation, console: &Console) -> CommandResult {
    let keys = location.open_keys(console)?;
    let (passphrase, shown) = new_passphrase(wanted.page_passphrase_file.as_deref(), &[])?;
    let password = if shown { AccountPassword::first(&passphrase) } else { passphrase.clone().into() };
    set(&open::centre_of(location, keys)?, &password)?;
    if shown {
        console.message("centre-init-page", &[("passphrase", passphrase.text().into())]);
        console.json(&json!({ "page_passphrase": passphrase.text() }));
    } else {
        console.message("centre-password-set", &[]);
        console.json(&json!({}));
    }
    Ok(ExitCode::SUCCESS)
}

/// Sets the pages' password.
pub fn set(centre: &Centre, password: &AccountPassword) -> Result<(), Vec<Failure>> {
    let hash = PasswordHash::new(password).ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))?;
    let set = centre.set_page_password(&Access::City, &hash, Actor::CommandLine, open::now(centre)?);
    set.map_err(|fault| vec![explain::query(&fault)])
}
