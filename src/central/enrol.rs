use super::{
    open::{self, now},
    pack::read,
    place::{Place, from_file, write},
};
use crate::{
    bundle::{
        EpochRef, MOST_REQUEST, PackRef,
        enrol::{Grant, Request, RootRef, Secrets, grant, request},
        kiosk8,
    },
    centre::{Access, Actor, Centre, Keys, explain},
    cli::{CommandResult, Console},
    content::pack::{Examined, OpenPart, examine},
    crypto::{demo_centre::ENROL_KEY, minisig::SigningKey},
    domain::{Date, Moment, Unit, UnitCode},
    ledger::KioskRow,
    notices::{Failure, failure},
    platform::read_up_to,
    text::{codes, unit_name},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

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

#[derive(Args)]
pub struct Revoke {
    /// Mã trạm, đủ hoặc tám chữ số đầu
    #[arg(value_name = "MÃ TRẠM")]
    kiosk: String,
}

pub fn run(wanted: &EnrolCommand, place: &Place, console: &Console) -> CommandResult {
    match wanted {
        EnrolCommand::Approve(wanted) => approve(wanted, place, console),
        EnrolCommand::List => list(place, console),
    }
}

fn approve(wanted: &Approve, place: &Place, console: &Console) -> CommandResult {
    let name = || wanted.file.display().to_string();
    let bytes = read_up_to(&wanted.file, MOST_REQUEST)
        .map_err(|_| failure(codes::approve::FILE_UNREADABLE, [("file", name())]))?;
    let asked = request::open(&bytes).map_err(|fault| vec![explain::bundle_fault(&fault)])?;
    let centre = open::centre(place, console)?;
    let pack = pack_bytes(wanted, &centre)?;
    let unusable = || failure(codes::approve::PACK_NOT_GRANTABLE, [("file", pack_name(wanted))]);
    let examined = examine(&pack, None).map_err(|_| unusable())?;
    let part = examined.open_part().map_err(|_| unusable())?;
    let keys = centre.keys();
    if part.contest.id != keys.contest {
        return Err(failure(
            codes::approve::OTHER_CONTEST,
            [("wanted", keys.contest.clone()), ("found", part.contest.id)],
        ));
    }
    let known = row(&centre, &asked.kiosk)?;
    let terms = Terms::of(wanted, &asked, &part)?;
    show(&asked, &terms, console);
    let over = terms.over(part.contest.closes).filter(|_| !keys.is_demo());
    console.failures(over.as_slice());
    compared(wanted, &asked, console)?;
    let enrol_key = enrol_key(wanted, keys, &examined, console)?;
    let number = known.map_or(0, |row| row.grant_number) + 1;
    let granted = terms.grant(&asked, &examined, keys, number);
    let secrets = Secrets {
        draw_key: keys.draw_key(&granted.of),
        person_key: keys.person_key(),
        pack_identity: pack_identity(&examined, keys)?,
    };
    let grant = grant::write(&granted, &secrets, &asked, &enrol_key);
    let grant = grant.map_err(|fault| vec![explain::bundle_fault(&fault)])?;
    let out = if wanted.out.is_dir() { wanted.out.join(granted.file_name()) } else { wanted.out.clone() };
    if out.exists() && !wanted.force {
        return Err(failure(codes::approve::FILE_EXISTS, [("file", out.display().to_string())]));
    }
    centre.admit(&Access::City, &grant, Actor::CommandLine, now()).map_err(|refusal| vec![explain::admit(&refusal)])?;
    write(&out, &grant)?;
    if wanted.out.is_dir() {
        let manifest = &examined.manifest;
        write(&wanted.out.join(format!("{}-{}.tsp", manifest.contest, manifest.version)), &pack)?;
    }
    console.message("centre-enrol-granted", &[("file", out.display().to_string().into())]);
    console.message("centre-enrol-root", &[("fingerprint", examined.root_fingerprint().into())]);
    console.json(&json!({
        "kiosk": granted.of.kiosk, "epoch": granted.of.epoch, "number": number, "file": out.display().to_string(),
        "fingerprint": asked.fingerprint(), "root_fingerprint": examined.root_fingerprint(),
        "remarks": over.iter().map(|remark| remark.code).collect::<Vec<_>>(),
    }));
    Ok(ExitCode::SUCCESS)
}

/// On which terms a station is let in.
struct Terms {
    unit: Unit,
    village: String,
    valid_from: Date,
    valid_to: Date,
    max_per_day: u32,
}

impl Terms {
    fn of(wanted: &Approve, asked: &Request, part: &OpenPart) -> Result<Self, Vec<Failure>> {
        let code = wanted.unit.clone().unwrap_or_else(|| asked.commune.as_str().to_owned());
        let unit = UnitCode::parse(&code).and_then(|code| part.units.iter().find(|unit| unit.code == code));
        let unit = unit.ok_or_else(|| failure(codes::approve::UNKNOWN_UNIT, [("unit", code)]))?;
        let valid_from = day(wanted.valid_from.as_deref(), part.contest.opens)?;
        let valid_to = day(wanted.valid_to.as_deref(), part.contest.closes)?;
        if valid_to < valid_from {
            return Err(failure(codes::approve::NOT_A_DATE, [("value", valid_to.to_string())]));
        }
        Ok(Self {
            unit: unit.clone(),
            village: wanted.village.clone().unwrap_or_else(|| asked.village.clone()),
            valid_from,
            valid_to,
            max_per_day: wanted.max_per_day,
        })
    }

    /// That nobody can take part there any more, because these days or the contest's lie in the past: to correct late results is
    /// legitimate, so that it is no refusal.
    fn over(&self, closes: Date) -> Option<Failure> {
        let last = self.valid_to.min(closes);
        let date = || last.format("%d/%m/%Y").to_string();
        (last < now().date()).then(|| Failure::new(codes::approve::LAST_DAY_PASSED, [("date", date())]))
    }

    fn grant(&self, asked: &Request, pack: &Examined<'_>, keys: &Keys, number: u64) -> Grant {
        let contest = keys.contest.clone();
        Grant {
            of: EpochRef { contest: contest.clone(), kiosk: asked.kiosk.clone(), epoch: asked.epoch.clone() },
            key: asked.key.clone(),
            request: asked.digest(),
            number,
            commune: self.unit.code.clone(),
            village: self.village.clone(),
            centre: keys.name.clone(),
            centre_recipient: keys.recipient.clone(),
            recovery_recipient: keys.recovery_recipient.clone(),
            root: RootRef { version: pack.root.version, digest: pack.root.digest },
            pack: PackRef { contest, version: pack.manifest.version, digest: pack.digest },
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            max_per_day: self.max_per_day,
            time_ms: now().0,
        }
    }
}

fn show(asked: &Request, terms: &Terms, console: &Console) {
    let (unit, village) = (unit_shown(&terms.unit, console), terms.village.as_str());
    let kiosk = kiosk8(&asked.kiosk);
    console
        .message("centre-enrol-asks", &[("kiosk", kiosk.into()), ("unit", unit.into()), ("village", village.into())]);
    let date = |date: Date| date.format("%d/%m/%Y").to_string();
    let (from, to) = (date(terms.valid_from), date(terms.valid_to));
    console.message("centre-enrol-days", &[("from", from.into()), ("to", to.into()), ("n", terms.max_per_day.into())]);
    console.message("centre-enrol-fingerprint", &[("fingerprint", asked.fingerprint().into())]);
}

/// The fingerprint was compared over the telephone: it is told, or somebody says so.
fn compared(wanted: &Approve, asked: &Request, console: &Console) -> Result<(), Vec<Failure>> {
    let found = asked.fingerprint();
    match &wanted.fingerprint {
        Some(told) if syllables(told) == syllables(&found) => Ok(()),
        Some(_) => Err(failure(codes::approve::FINGERPRINT_DIFFERS, [("found", found)])),
        None if console.confirms("centre-enrol-agree", &[]) => Ok(()),
        None => Err(failure(codes::approve::FINGERPRINT_NOT_COMPARED, [])),
    }
}

fn syllables(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn pack_name(wanted: &Approve) -> String {
    wanted.pack.as_ref().map_or("-".to_owned(), |file| file.display().to_string())
}

fn pack_bytes(wanted: &Approve, centre: &Centre) -> Result<Vec<u8>, Vec<Failure>> {
    if let Some(file) = &wanted.pack {
        return read(file);
    }
    let newest = centre.newest_pack(&centre.keys().contest).map_err(|fault| vec![explain::ledger(&fault)])?;
    newest.map(|row| row.bytes).ok_or_else(|| failure(codes::approve::NO_PACK, []))
}

/// The key that unseals the station's first pack: without it the station could not open the questions.
fn pack_identity(pack: &Examined<'_>, keys: &Keys) -> Result<Option<zeroize::Zeroizing<String>>, Vec<Failure>> {
    if !pack.manifest.is_sealed() {
        return Ok(keys.pack_identities.first().cloned());
    }
    let today = now().date();
    let found = keys.pack_identities.iter().find(|identity| pack.open(&[identity.as_str()], today).is_ok());
    found.cloned().map(Some).ok_or_else(|| failure(codes::approve::NO_PACK_IDENTITY, []))
}

/// The key that signs grants: from where it is kept, or the demo centre's.
fn enrol_key(
    wanted: &Approve,
    keys: &Keys,
    pack: &Examined<'_>,
    console: &Console,
) -> Result<SigningKey, Vec<Failure>> {
    let name = wanted.enrol_key.as_ref().map_or("--enrol-key".to_owned(), |file| file.display().to_string());
    let closed = || failure(codes::approve::KEY_NOT_OPENED, [("file", name.clone())]);
    let key = match &wanted.enrol_key {
        None if keys.is_demo() => SigningKey::from_open_file(ENROL_KEY).map_err(|_| closed())?,
        None => return Err(failure(codes::approve::NO_ENROLMENT_KEY, [])),
        Some(file) => {
            let text = signing_file(file).ok_or_else(closed)?;
            match SigningKey::from_open_file(&text) {
                Ok(open) => open,
                Err(_) => with_passphrase(&text, wanted.enrol_passphrase_file.as_deref(), &name, console)?,
            }
        }
    };
    let role = pack.roots.last().map(|root| &root.enrol);
    let may = role.is_some_and(|role| role.key(key.public().id()) == Some(key.public()));
    if may {
        Ok(key)
    } else {
        Err(failure(codes::approve::KEY_MAY_NOT_GRANT, [("key", key.public().id().to_string())]))
    }
}

fn signing_file(file: &Path) -> Option<zeroize::Zeroizing<String>> {
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

fn day(typed: Option<&str>, usual: Date) -> Result<Date, Vec<Failure>> {
    let wrong = |text: &str| failure(codes::approve::NOT_A_DATE, [("value", text.to_owned())]);
    typed.map_or(Ok(usual), |text| Date::parse_from_str(text, "%Y-%m-%d").map_err(|_| wrong(text)))
}

fn list(place: &Place, console: &Console) -> CommandResult {
    let centre = open::centre(place, console)?;
    let rows = rows(&centre)?;
    let units = units(&centre)?;
    for row in &rows {
        let kiosk = kiosk8(&row.kiosk);
        let key = if row.revoked_ms.is_some() { "centre-enrol-row-revoked" } else { "centre-enrol-row" };
        let heard = heard(row);
        let (unit, village) = (unit_of(&row.commune, &units, console), row.village.as_str());
        console.message(
            key,
            &[("kiosk", kiosk.into()), ("unit", unit.into()), ("village", village.into()), ("heard", heard.into())],
        );
    }
    console.message("centre-enrol-count", &[("n", rows.len().into())]);
    let shape = |row: &KioskRow| {
        json!({
            "kiosk": row.kiosk, "unit": row.commune, "village": row.village, "grant": row.grant_number,
            "revoked_ms": row.revoked_ms, "heard_ms": row.heard_ms, "pack": row.pack_version,
        })
    };
    console.json(&json!({ "stations": rows.iter().map(shape).collect::<Vec<_>>() }));
    Ok(ExitCode::SUCCESS)
}

pub fn revoke(wanted: &Revoke, place: &Place, console: &Console) -> CommandResult {
    let centre = open::centre(place, console)?;
    let rows = rows(&centre)?;
    let named: Vec<&KioskRow> =
        rows.iter().filter(|row| wanted.kiosk.len() >= 8 && row.kiosk.starts_with(&wanted.kiosk)).collect();
    let row = match named[..] {
        [row] => row,
        [] => return Err(failure(codes::approve::UNKNOWN_STATION, [("kiosk", wanted.kiosk.clone())])),
        _ => return Err(failure(codes::approve::STATION_AMBIGUOUS, [("kiosk", wanted.kiosk.clone())])),
    };
    let values = [
        ("kiosk", kiosk8(&row.kiosk).into()),
        ("village", row.village.as_str().into()),
        ("unit", unit_of(&row.commune, &units(&centre)?, console).into()),
        ("heard", heard(row).into()),
    ];
    if console.declines("centre-revoke-agree", &values) {
        return Err(failure(codes::approve::NOT_REVOKED, [("kiosk", wanted.kiosk.clone())]));
    }
    let done = centre.revoke(&Access::City, &row.kiosk, Actor::CommandLine, now());
    if !done.map_err(|fault| vec![explain::query(&fault)])? {
        return Err(failure(codes::approve::ALREADY_REVOKED, [("kiosk", wanted.kiosk.clone())]));
    }
    console.message("centre-revoked", &[("kiosk", row.kiosk.as_str().into())]);
    console.json(&json!({ "kiosk": row.kiosk }));
    Ok(ExitCode::SUCCESS)
}

/// `xã Tân Kỳ (11113)`.
fn unit_shown(unit: &Unit, console: &Console) -> String {
    format!("{} ({})", unit_name(console.words(), unit), unit.code.as_str())
}

/// The same of a code; one that is not among the units stands for itself.
fn unit_of(code: &str, units: &[Unit], console: &Console) -> String {
    let unit = units.iter().find(|unit| unit.code.as_str() == code);
    unit.map_or_else(|| code.to_owned(), |unit| unit_shown(unit, console))
}

fn units(centre: &Centre) -> Result<Arc<Vec<Unit>>, Vec<Failure>> {
    centre.units().map_err(|fault| vec![explain::ledger(&fault)])
}

/// The day of its last bundle.
fn heard(row: &KioskRow) -> String {
    row.heard_ms.map_or("-".to_owned(), |at| Moment(at).date().format("%d/%m/%Y").to_string())
}

fn rows(centre: &Centre) -> Result<Vec<KioskRow>, Vec<Failure>> {
    centre.stations(&Access::City).map_err(|fault| vec![explain::query(&fault)])
}

fn row(centre: &Centre, kiosk: &str) -> Result<Option<KioskRow>, Vec<Failure>> {
    centre.ledger().look(|tx| tx.kiosk(kiosk)).map_err(|fault| vec![explain::ledger(&fault)])
}
