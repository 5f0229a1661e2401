use super::{
    location::{CentreLocation, from_file, write},
    open,
    pack::read,
};
use crate::{
    bundle::{
        MOST_REQUEST,
        enrol::{machine, request},
    },
    centre::{Access, Actor, Centre, EnrolRefusal, Enrolment, Keys, Missing, StationMatch, WantedTerms, explain},
    cli::{CommandResult, Console, destination},
    crypto::{demo_centre::ENROL_KEY, minisig::SigningKey},
    domain::{Light, MachineCheck, Unit},
    ledger::StationRow,
    notices::{Failure, failure},
    platform::read_up_to,
    text::{codes, light_sign, machine_part, short_date, unit_name},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

/// Commands about the enrolment of stations.
#[derive(Subcommand)]
pub enum EnrolCommand {
    /// Duyệt đơn ghi danh của một trạm, ghi giấy phép (.tsg) và ghi trạm vào sổ
    #[command(
        after_help = "Gọi cho trạm, so dấu vân tay tám âm tiết hiện ở hai bên, khớp mới duyệt.\nVí dụ:\n  tramso-central enrol approve /media/usb/11113-4f1c22d0-9a3b5c7d.tsq --out /media/usb --enrol-key /media/cat-di/cap-phep.key --dir trung-tam\n  tramso-central enrol approve xin.tsq --out phep.tsg --enrol-key cap-phep.key --fingerprint 'ba be bi bo bu ca ce co' --dir trung-tam"
    )]
    Approve(Box<Approve>),
    /// Các trạm đã có trong sổ
    #[command(after_help = "Ví dụ:\n  tramso-central enrol list --dir trung-tam --json")]
    List,
}

/// Options of `enrol approve`.
#[derive(Args)]
pub struct Approve {
    /// Đơn ghi danh (.tsq) của trạm
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Tệp hoặc thư mục để ghi giấy phép; vào thư mục thì ghi kèm gói nội dung
    #[arg(long, value_name = "NƠI")]
    out: PathBuf,
    /// Khóa cấp phép (.key), lấy từ nơi cất
    #[arg(long, value_name = "K")]
    enrol_key: Option<PathBuf>,
    /// Tệp mật khẩu của khóa cấp phép (không có: hỏi trên bàn phím)
    #[arg(long, value_name = "P")]
    enrol_passphrase_file: Option<PathBuf>,
    /// Gói nội dung đầu tiên của trạm (mặc định: gói mới nhất trong sổ)
    #[arg(long, value_name = "F")]
    pack: Option<PathBuf>,
    /// Dấu vân tay đã so qua điện thoại, tám âm tiết (không có: hỏi trên bàn phím)
    #[arg(long, value_name = "TÁM ÂM TIẾT")]
    fingerprint: Option<String>,
    /// Mã đơn vị nơi đặt trạm (mặc định: như trạm xin)
    #[arg(long, value_name = "MÃ")]
    unit: Option<String>,
    /// Thôn, tổ dân phố nơi đặt trạm (mặc định: như trạm xin)
    #[arg(long, value_name = "TÊN")]
    village: Option<String>,
    /// Ngày đầu được tính (mặc định: ngày mở cuộc thi)
    #[arg(long, value_name = "NGÀY")]
    valid_from: Option<String>,
    /// Ngày cuối được tính (mặc định: ngày đóng cuộc thi)
    #[arg(long, value_name = "NGÀY")]
    valid_to: Option<String>,
    /// Mỗi ngày quá số bài này thì có người xem lại
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    max_per_day: u32,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

/// Options of `revoke`.
#[derive(Args)]
pub struct Revoke {
    /// Mã trạm, đủ hoặc tám chữ số đầu
    #[arg(value_name = "MÃ TRẠM")]
    station: String,
}

/// Runs a command about the enrolment of stations.
pub fn run(wanted: &EnrolCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    match wanted {
        EnrolCommand::Approve(wanted) => approve(wanted, location, console),
        EnrolCommand::List => list(location, console),
    }
}

fn approve(wanted: &Approve, location: &CentreLocation, console: &Console) -> CommandResult {
    let name = || wanted.file.display().to_string();
    let bytes = read_up_to(&wanted.file, MOST_REQUEST)
        .map_err(|_| failure(codes::approve::FILE_UNREADABLE, [("file", name())]))?;
    let request = request::open(&bytes).map_err(|fault| vec![explain::bundle_fault(&fault)])?;
    let centre = open::centre(location, console)?;
    let pack = wanted.pack.as_deref().map(read).transpose()?;
    let refused = |refusal: EnrolRefusal| vec![explain::enrol(&refusal, &pack_name(wanted))];
    let enrolment = centre
        .prepare_enrolment(&Access::City, request, pack, &wanted.terms(), open::now(&centre)?)
        .map_err(refused)?;
    show(&enrolment, console);
    let remarks: Vec<Failure> = enrolment.remarks.iter().map(explain::enrol_remark).collect();
    console.failures(&remarks);
    compared(wanted, &enrolment, console)?;
    let signer = enrol_key(wanted, centre.keys(), console)?;
    let out = destination(&wanted.out, &enrolment.file_name()).map_err(|failure| vec![failure])?;
    if out.exists() && !wanted.force {
        return Err(failure(codes::approve::FILE_EXISTS, [("file", out.display().to_string())]));
    }
    let approved = centre.approve_station(&Access::City, &enrolment, &signer, Actor::CommandLine, open::now(&centre)?);
    let approved = approved.map_err(refused)?;
    write(&out, &approved.grant)?;
    if wanted.out.is_dir() {
        write(&wanted.out.join(&enrolment.pack_name), &enrolment.pack)?;
    }
    console.message("centre-enrol-granted", &[("file", out.display().to_string().into())]);
    console.message("centre-enrol-root", &[("fingerprint", enrolment.root_fingerprint.as_str().into())]);
    console.json(&json!({
        "kiosk": approved.of.station, "epoch": approved.of.epoch, "number": enrolment.number,
        "file": out.display().to_string(), "fingerprint": enrolment.request.fingerprint(),
        "root_fingerprint": enrolment.root_fingerprint,
        "remarks": remarks.iter().map(|remark| remark.code).collect::<Vec<_>>(),
    }));
    Ok(ExitCode::SUCCESS)
}

impl Approve {
    fn terms(&self) -> WantedTerms {
        WantedTerms {
            unit: self.unit.clone(),
            village: self.village.clone(),
            valid_from: self.valid_from.clone(),
            valid_to: self.valid_to.clone(),
            max_per_day: self.max_per_day,
        }
    }
}

fn show(Enrolment { request, terms, .. }: &Enrolment, console: &Console) {
    let (unit, village) = (unit_shown(&terms.unit, console), terms.village.as_str());
    let station = request.station.short();
    console
        .message("centre-enrol-asks", &[("kiosk", station.into()), ("unit", unit.into()), ("village", village.into())]);
    let (from, to) = (short_date(terms.valid_from), short_date(terms.valid_to));
    console.message("centre-enrol-days", &[("from", from.into()), ("to", to.into()), ("n", terms.max_per_day.into())]);
    match &request.check {
        None => console.message("centre-enrol-no-check", &[]),
        Some(check) => show_check(check, console),
    }
    console.message("centre-enrol-fingerprint", &[("fingerprint", request.fingerprint().into())]);
}

/// How many parts of the station's machine are good, and what each of the others is.
fn show_check(check: &MachineCheck, console: &Console) {
    let count = |light: Light| check.count(light).into();
    let values = [
        ("date", short_date(check.at.date()).into()),
        ("green", count(Light::Green)),
        ("amber", count(Light::Amber)),
        ("red", count(Light::Red)),
    ];
    console.message("centre-enrol-check", &values);
    for part in check.problems() {
        let (name, code) = (machine_part(console.words(), &part.part), part.code.as_deref().unwrap_or_default());
        let values = [("sign", light_sign(part.light).into()), ("part", name.into()), ("code", code.into())];
        console.message("centre-enrol-check-part", &values);
    }
}

/// The check that came with the station's request, where one did that this program can read.
fn check_of(row: &StationRow) -> Option<MachineCheck> {
    machine::read(row.machine_check.as_deref()?.as_bytes()).ok()
}

/// The same for programs.
fn check_shape(row: &StationRow) -> Option<serde_json::Value> {
    let check = check_of(row)?;
    Some(json!({
        "at_ms": check.at.0, "green": check.count(Light::Green), "amber": check.count(Light::Amber),
        "red": check.count(Light::Red), "columns": check.columns, "rows": check.rows, "answer_us": check.answer_us,
        "free_mb": check.free_mb, "memory_mb": check.memory_mb,
        "problems": check.problems().map(|part| json!({
            "part": part.part, "light": part.light.name(), "code": part.code,
        })).collect::<Vec<_>>(),
    }))
}

/// The fingerprint was compared over the telephone: it is given as an argument, or somebody confirms it.
fn compared(wanted: &Approve, enrolment: &Enrolment, console: &Console) -> Result<(), Vec<Failure>> {
    match &wanted.fingerprint {
        Some(typed) if enrolment.has_fingerprint(typed) => Ok(()),
        Some(_) => Err(failure(codes::approve::FINGERPRINT_DIFFERS, [("found", enrolment.request.fingerprint())])),
        None if console.confirms("centre-enrol-agree", &[]) => Ok(()),
        None => Err(failure(codes::approve::FINGERPRINT_NOT_COMPARED, [])),
    }
}

fn pack_name(wanted: &Approve) -> String {
    wanted.pack.as_ref().map_or("-".to_owned(), |file| file.display().to_string())
}

/// Key that signs grants: from where it is kept, or the demo centre's.
fn enrol_key(wanted: &Approve, keys: &Keys, console: &Console) -> Result<SigningKey, Vec<Failure>> {
    let name = wanted.enrol_key.as_ref().map_or("--enrol-key".to_owned(), |file| file.display().to_string());
    let closed = || failure(codes::approve::KEY_NOT_OPENED, [("file", name.clone())]);
    match &wanted.enrol_key {
        None if keys.is_demo() => SigningKey::from_open_file(ENROL_KEY).map_err(|_| closed()),
        None => Err(failure(codes::approve::NO_ENROLMENT_KEY, [])),
        Some(file) => {
            let text = signing_file(file).ok_or_else(closed)?;
            match SigningKey::from_open_file(&text) {
                Ok(open) => Ok(open),
                Err(_) => with_passphrase(&text, wanted.enrol_passphrase_file.as_deref(), &name, console),
            }
        }
    }
}

/// Text of the file of a signing key; none where it cannot be read.
pub(super) fn signing_file(file: &Path) -> Option<zeroize::Zeroizing<String>> {
    let bytes = read_up_to(file, 4096).ok().filter(|bytes| bytes.len() <= 4096)?;
    String::from_utf8(bytes).ok().map(zeroize::Zeroizing::new)
}

fn with_passphrase(text: &str, file: Option<&Path>, name: &str, console: &Console) -> Result<SigningKey, Vec<Failure>> {
    let closed = || failure(codes::approve::KEY_NOT_OPENED, [("file", name.to_owned())]);
    let typed = match file {
        Some(file) => from_file(file)?,
        None => console.secret("centre-ask-passphrase", &[("file", name.into())]).ok_or_else(closed)?,
    };
    SigningKey::from_typed(text, &typed).map_err(|_| closed())
}

fn list(location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let rows = rows(&centre)?;
    let units = units(&centre)?;
    let missing = centre.missing(&Access::City).map_err(|fault| vec![explain::query(&fault)])?;
    for row in &rows {
        let station = row.station.short();
        let key = if row.revoked.is_some() { "centre-enrol-row-revoked" } else { "centre-enrol-row" };
        let heard = heard(row);
        let (unit, village) = (unit_of(&row.commune, &units, console), row.village.as_str());
        console.message(
            key,
            &[("kiosk", station.into()), ("unit", unit.into()), ("village", village.into()), ("heard", heard.into())],
        );
        if let Some(check) = check_of(row) {
            show_check(&check, console);
        }
        for lacks in missing.iter().filter(|lacks| lacks.station == row.station) {
            let values = [("epoch", lacks.epoch.as_str().into()), ("numbers", lacks.numbers().into())];
            console.message("centre-enrol-missing", &values);
        }
    }
    console.message("centre-enrol-count", &[("n", rows.len().into())]);
    let shape = |row: &StationRow| {
        json!({
            "kiosk": row.station, "unit": row.commune, "village": row.village, "grant": row.grant_number,
            "revoked_ms": row.revoked.map(|at| at.0), "heard_ms": row.last_seen.map(|at| at.0), "pack": row.pack_version,
            "check": check_shape(row),
            "missing": missing.iter().filter(|lacks| lacks.station == row.station).map(Missing::count).sum::<u64>(),
        })
    };
    console.json(&json!({ "stations": rows.iter().map(shape).collect::<Vec<_>>() }));
    Ok(ExitCode::SUCCESS)
}

/// Revokes a station, after somebody has agreed.
pub fn revoke(wanted: &Revoke, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let found = centre.station_by_prefix(&Access::City, &wanted.station);
    let row = match found.map_err(|fault| vec![explain::query(&fault)])? {
        StationMatch::One(row) => row,
        StationMatch::None => {
            return Err(failure(codes::approve::UNKNOWN_STATION, [("kiosk", wanted.station.clone())]));
        }
        StationMatch::Many => {
            return Err(failure(codes::approve::STATION_AMBIGUOUS, [("kiosk", wanted.station.clone())]));
        }
    };
    let values = [
        ("kiosk", row.station.short().into()),
        ("village", row.village.as_str().into()),
        ("unit", unit_of(&row.commune, &units(&centre)?, console).into()),
        ("heard", heard(&row).into()),
    ];
    if console.declines("centre-revoke-agree", &values) {
        return Err(failure(codes::approve::NOT_REVOKED, [("kiosk", wanted.station.clone())]));
    }
    let done = centre.revoke(&Access::City, &row.station, Actor::CommandLine, open::now(&centre)?);
    if !done.map_err(|fault| vec![explain::query(&fault)])? {
        return Err(failure(codes::approve::ALREADY_REVOKED, [("kiosk", wanted.station.clone())]));
    }
    console.message("centre-revoked", &[("kiosk", row.station.as_str().into())]);
    console.json(&json!({ "kiosk": row.station }));
    Ok(ExitCode::SUCCESS)
}

/// `xã Tân Kỳ (11113)`.
fn unit_shown(unit: &Unit, console: &Console) -> String {
    format!("{} ({})", unit_name(console.words(), unit), unit.code.as_str())
}

/// The same of a code; one that is not among the units is shown as it is.
pub(super) fn unit_of(code: &str, units: &[Unit], console: &Console) -> String {
    let unit = units.iter().find(|unit| unit.code.as_str() == code);
    unit.map_or_else(|| code.to_owned(), |unit| unit_shown(unit, console))
}

fn units(centre: &Centre) -> Result<Arc<Vec<Unit>>, Vec<Failure>> {
    centre.units().map_err(|fault| vec![explain::ledger(&fault)])
}

/// The day of its last bundle.
fn heard(row: &StationRow) -> String {
    row.last_seen.map_or("-".to_owned(), |at| short_date(at.date()))
}

fn rows(centre: &Centre) -> Result<Vec<StationRow>, Vec<Failure>> {
    centre.stations(&Access::City).map_err(|fault| vec![explain::query(&fault)])
}
