use super::{
    location::{CentreLocation, from_file},
    open,
};
use crate::{
    centre::{
        Access, AccountOverview, AccountPassword, AccountRefusal, Actor, Centre, CodeSecret, FIRST_PASSWORD_MS,
        PasswordHash, Role, explain,
    },
    cli::{CommandResult, Console},
    domain::{AccountName, Moment, UnitCode},
    notices::{Failure, failure, legible},
    text::codes,
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Commands about accounts.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Thêm một tài khoản
    #[command(
        after_help = "Ví dụ:\n  tramso-central user add lan --role city --dir trung-tam\n  tramso-central user add tan-ky --role commune --unit 11113 --dir trung-tam\n  tramso-central user add bao-cao --role viewer --ask --dir trung-tam\nVai trò: city quyết định mọi việc; commune chỉ xem và nộp tệp của một đơn vị; viewer chỉ xem số liệu.\nMỗi người một tài khoản: nhật ký ghi tên tài khoản.\nMật khẩu máy đặt chỉ để vào lần đầu, trong 7 ngày; vào rồi thì người ấy đặt mật khẩu của riêng mình."
    )]
    Add(Add),
    /// Các tài khoản
    #[command(after_help = "Ví dụ:\n  tramso-central user list --dir trung-tam")]
    List,
    /// Khóa một tài khoản: ai đang mở trang bằng tài khoản ấy phải ra ngay
    #[command(after_help = "Ví dụ:\n  tramso-central user disable lan --dir trung-tam")]
    Disable(Named),
    /// Mở lại một tài khoản đã khóa
    #[command(after_help = "Ví dụ:\n  tramso-central user enable lan --dir trung-tam")]
    Enable(Named),
    /// Đặt mật khẩu mới; ai đang mở trang bằng tài khoản ấy phải đăng nhập lại
    #[command(
        after_help = "Ví dụ:\n  tramso-central user password lan --dir trung-tam\n  tramso-central user password lan --ask --dir trung-tam\nMật khẩu máy đặt chỉ để vào lần đầu, trong 7 ngày; vào rồi thì người ấy đặt mật khẩu của riêng mình."
    )]
    Password(Renewed),
    /// Bật mã sáu số trên điện thoại cho một tài khoản, hay tắt
    #[command(
        after_help = "Ví dụ:\n  tramso-central user totp lan --dir trung-tam\n  tramso-central user totp lan --off --dir trung-tam\nMất điện thoại: chạy lại lệnh để có mã mới."
    )]
    Totp(Totp),
}

/// Options of `user add`.
#[derive(Args)]
pub struct Add {
    /// Tên tài khoản: chữ thường không dấu, chữ số, dấu chấm, gạch ngang; từ 2 đến 32 ký tự
    #[arg(value_name = "TÊN")]
    name: String,
    /// Vai trò
    #[arg(long, value_name = "VAI")]
    role: RoleName,
    /// Mã năm số của đơn vị, khi vai trò là commune
    #[arg(long, value_name = "MÃ", required_if_eq("role", "commune"))]
    unit: Option<String>,
    /// Mật khẩu
    #[command(flatten)]
    password: NewPassword,
}

/// Options of a command about one account.
#[derive(Args)]
pub struct Named {
    /// Tên tài khoản
    #[arg(value_name = "TÊN")]
    name: String,
}

/// Options of `user password`.
#[derive(Args)]
pub struct Renewed {
    /// Tên tài khoản
    #[arg(value_name = "TÊN")]
    name: String,
    /// Mật khẩu
    #[command(flatten)]
    password: NewPassword,
}

/// Options of `user totp`.
#[derive(Args)]
pub struct Totp {
    /// Tên tài khoản
    #[arg(value_name = "TÊN")]
    name: String,
    /// Thôi hỏi mã
    #[arg(long)]
    off: bool,
}

/// Where a new password comes from.
#[derive(Args)]
pub struct NewPassword {
    /// Tệp có một dòng là mật khẩu (không có: máy tự đặt, hiện một lần)
    #[arg(long, value_name = "P", conflicts_with = "ask")]
    password_file: Option<PathBuf>,
    /// Hỏi mật khẩu trên bàn phím, hai lần
    #[arg(long)]
    ask: bool,
}

/// Role by its name on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum RoleName {
    /// Văn phòng thành phố.
    City,
    /// Một đơn vị.
    Commune,
    /// Chỉ xem.
    Viewer,
}

/// Runs a command about accounts.
pub fn run(wanted: &UserCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    match wanted {
        UserCommand::Add(wanted) => add(wanted, location, console),
        UserCommand::List => list(location, console),
        UserCommand::Disable(Named { name }) => enable(name, false, location, console),
        UserCommand::Enable(Named { name }) => enable(name, true, location, console),
        UserCommand::Password(wanted) => renew(wanted, location, console),
        UserCommand::Totp(wanted) => codes_of(wanted, location, console),
    }
}

fn add(wanted: &Add, location: &CentreLocation, console: &Console) -> CommandResult {
    let name = account_name(&wanted.name)?;
    let role = role(wanted)?;
    let centre = open::centre(location, console)?;
    let at = open::now(&centre)?;
    let password = wanted.password.read(name, console)?;
    let added = centre.add_account(&Access::City, (name, &role), &hash(&password)?, Actor::CommandLine, at);
    added.map_err(|refusal| refused(&refusal))?;
    let values = [("account", name.as_str().into()), ("role", role_text(&role, &centre, console).into())];
    console.message("centre-user-added", &values);
    finish(name, &password, at, console)
}

fn renew(wanted: &Renewed, location: &CentreLocation, console: &Console) -> CommandResult {
    let name = account_name(&wanted.name)?;
    let centre = open::centre(location, console)?;
    let at = open::now(&centre)?;
    let password = wanted.password.read(name, console)?;
    let set = centre.set_account_password(&Access::City, name, &hash(&password)?, Actor::CommandLine, at);
    set.map_err(|refusal| refused(&refusal))?;
    console.message("centre-user-password-set", &[("account", name.as_str().into())]);
    finish(name, &password, at, console)
}

/// Shows the password where it was made here.
fn finish(name: AccountName, password: &AccountPassword, at: Moment, console: &Console) -> CommandResult {
    let shown = password.is_first().then(|| password.text());
    let until = shown.map(|_| at.plus_ms(FIRST_PASSWORD_MS));
    if let (Some(text), Some(until)) = (shown, until) {
        let values = [("passphrase", text.into()), ("until", console.words().moment(until).into())];
        console.message("centre-user-passphrase", &values);
    }
    let until_ms = until.map(|until| until.0);
    console.json(&json!({ "account": name.as_str(), "password": shown, "first_until_ms": until_ms }));
    Ok(ExitCode::SUCCESS)
}

fn enable(name: &str, is_enabled: bool, location: &CentreLocation, console: &Console) -> CommandResult {
    let name = account_name(name)?;
    let centre = open::centre(location, console)?;
    let changed = centre.set_account_enabled(&Access::City, name, is_enabled, Actor::CommandLine, open::now(&centre)?);
    changed.map_err(|refusal| refused(&refusal))?;
    let key = if is_enabled { "centre-user-enabled" } else { "centre-user-disabled" };
    console.message(key, &[("account", name.as_str().into())]);
    console.json(&json!({ "account": name.as_str(), "enabled": is_enabled }));
    Ok(ExitCode::SUCCESS)
}

fn codes_of(wanted: &Totp, location: &CentreLocation, console: &Console) -> CommandResult {
    let name = account_name(&wanted.name)?;
    let centre = open::centre(location, console)?;
    let secret = (!wanted.off).then(CodeSecret::generate);
    let set = centre.set_account_codes(&Access::City, name, secret.as_ref(), Actor::CommandLine, open::now(&centre)?);
    set.map_err(|refusal| refused(&refusal))?;
    let account = name.as_str();
    match &secret {
        Some(secret) => {
            let plain = secret.base32();
            let groups: Vec<&str> =
                plain.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
            let values = [
                ("account", account.into()),
                ("secret", groups.join(" ").into()),
                ("url", secret.address(name).into()),
            ];
            console.message("centre-user-totp", &values);
            console.json(&json!({ "account": account, "secret": plain, "url": secret.address(name) }));
        }
        None => {
            console.message("centre-user-totp-off", &[("account", account.into())]);
            console.json(&json!({ "account": account, "secret": null }));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let accounts = centre.accounts(&Access::City).map_err(|fault| vec![explain::query(&fault)])?;
    for row in &accounts {
        let mut marks: Vec<String> = Vec::new();
        if let Some(at) = row.signed_in {
            marks.push(console.words().with("centre-user-mark-seen", &[("at", console.words().moment(at).into())]));
        }
        if row.has_codes {
            marks.push(console.words().get("centre-user-mark-totp").into_owned());
        }
        if let Some(until) = row.first_until {
            let until = console.words().moment(until);
            marks.push(console.words().with("centre-user-mark-first", &[("until", until.into())]));
        }
        if let Some(at) = row.disabled {
            marks.push(console.words().with("centre-user-mark-disabled", &[("at", console.words().moment(at).into())]));
        }
        let log_id = centre.log_id(row.name);
        marks.push(console.words().with("centre-user-mark-log", &[("id", log_id.into())]));
        let values = [
            ("account", row.name.as_str().into()),
            ("role", role_text(&row.role, &centre, console).into()),
            ("marks", marks.join("; ").into()),
        ];
        console.message("centre-user-row", &values);
    }
    if accounts.is_empty() {
        console.message("centre-user-none", &[]);
    }
    console.json(&json!({ "accounts": accounts.iter().map(|row| shape(row, &centre)).collect::<Vec<_>>() }));
    Ok(ExitCode::SUCCESS)
}

fn shape(row: &AccountOverview, centre: &Centre) -> serde_json::Value {
    json!({
        "account": row.name.as_str(), "role": row.role.as_str(), "unit": row.role.unit().map(UnitCode::as_str),
        "totp": row.has_codes, "signed_in_ms": row.signed_in.map(|at| at.0), "made_ms": row.made.0, "disabled_ms": row.disabled.map(|at| at.0),
        "first_until_ms": row.first_until.map(|at| at.0), "log_id": centre.log_id(row.name),
    })
}

/// A role in words, with the unit's name.
fn role_text(role: &Role, centre: &Centre, console: &Console) -> String {
    let words = console.words();
    match role {
        Role::City => words.get("centre-role-city").into_owned(),
        Role::Viewer => words.get("centre-role-viewer").into_owned(),
        Role::Commune(unit) => {
            let units = centre.units().unwrap_or_default();
            let name =
                units.iter().find(|known| known.code == *unit).map_or(unit.as_str(), |known| known.name.as_str());
            words.with("centre-role-commune", &[("unit", legible(name).into()), ("code", unit.as_str().into())])
        }
    }
}

fn role(wanted: &Add) -> Result<Role, Vec<Failure>> {
    match (wanted.role, &wanted.unit) {
        (RoleName::City, None) => Ok(Role::City),
        (RoleName::Viewer, None) => Ok(Role::Viewer),
        (RoleName::Commune, Some(unit)) => {
            let unknown = || failure(codes::approve::UNKNOWN_UNIT, [("unit", legible(unit))]);
            UnitCode::parse(unit).map(Role::Commune).ok_or_else(unknown)
        }
        (RoleName::Commune, None) | (RoleName::City | RoleName::Viewer, Some(_)) => {
            Err(failure(codes::account::ROLE_WITH_UNIT, []))
        }
    }
}

fn account_name(typed: &str) -> Result<AccountName, Vec<Failure>> {
    typed.parse().map_err(|_| failure(codes::account::NOT_AN_ACCOUNT_NAME, [("account", legible(typed))]))
}

fn hash(password: &AccountPassword) -> Result<PasswordHash, Vec<Failure>> {
    PasswordHash::new(password).ok_or_else(|| failure(codes::centre::KEYS_NOT_MADE, []))
}

impl NewPassword {
    /// The password that was typed, or else one that is made here.
    fn read(&self, account: AccountName, console: &Console) -> Result<AccountPassword, Vec<Failure>> {
        let typed = match (&self.password_file, self.ask) {
            (Some(file), _) => from_file(file)?,
            (None, true) => {
                let ask = |key| console.secret(key, &[]).ok_or_else(|| failure(codes::centre::NO_KEYBOARD, []));
                let typed = ask("centre-ask-password")?;
                if *typed != *ask("centre-ask-password-again")? {
                    return Err(failure(codes::account::PASSWORDS_DIFFER, []));
                }
                typed
            }
            (None, false) => return Ok(AccountPassword::generate()),
        };
        let chosen = AccountPassword::choose(&typed, account).map_err(|fault| vec![explain::password(fault)])?;
        Ok(chosen)
    }
}

fn refused(refusal: &AccountRefusal) -> Vec<Failure> {
    vec![explain::account(refusal)]
}
