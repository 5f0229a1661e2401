//! Certificates at the command line: issued and written to files, listed, withdrawn.

use super::{
    location::CentreLocation,
    open,
    verify::{self, Verify},
};
use crate::{
    centre::{
        Access, Actor,
        certificates::{CertificateFile, CertificateLine, CertificateRefusal, Issue as Issued},
        explain, people_refusals, trail,
    },
    cli::{CommandResult, Console, destination},
    ledger::WithdrawalReason,
    notices::{Failure, failure, legible},
    platform,
    text::codes,
};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value as Json, json};
use std::{path::PathBuf, process::ExitCode};

/// Commands about certificates.
#[derive(Subcommand)]
pub enum CertificateCommand {
    /// Cấp giấy chứng nhận cho ai có bài hợp lệ mà chưa có, rồi ghi tệp PDF
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate issue 11113 --out chung-nhan.pdf --dir trung-tam\n  tramso-central certificate issue --out thu-muc --dir trung-tam\nCó mã đơn vị và --out là tệp .pdf: mọi giấy của đơn vị trong một tệp. --out là thư mục: mỗi thôn một tệp hay vài tệp."
    )]
    Issue(Issue),
    /// Giấy chứng nhận đã cấp, mới nhất trước; giấy đã thu hồi được ghi rõ
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate list --dir trung-tam\n  tramso-central certificate list 11113 --json --dir trung-tam"
    )]
    List(List),
    /// Thu hồi một giấy chứng nhận
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate withdraw GCN-000123 --reason mistake --dir trung-tam\nnot-valid: bài không còn hợp lệ. mistake: cấp nhầm."
    )]
    Withdraw(Withdraw),
    /// Kiểm tra giấy chứng nhận bằng bản khóa gốc, hoặc phiếu của trạm bằng khóa của trạm; không cần mạng, không cần sổ cái
    #[command(
        after_help = "Ví dụ:\n  tramso-central certificate verify giay.pdf --root goc --pack goi.tsp\n  tramso-central certificate verify --root goc -\n  tramso-central certificate verify --key 3b6a…(64 chữ số) -\n--pack: gói nội dung có mẫu giấy, để vẽ lại và so từng byte. Khóa công khai của trạm: tramso status --json"
    )]
    Verify(Verify),
}

/// Options of `certificate issue`.
#[derive(Args)]
pub struct Issue {
    /// Mã đơn vị, năm chữ số; không ghi thì mọi đơn vị
    #[arg(value_name = "ĐƠN VỊ")]
    unit: Option<String>,
    /// Tệp .pdf hoặc thư mục để ghi; không ghi thì chỉ cấp
    #[arg(long, value_name = "F")]
    out: Option<PathBuf>,
}

/// Options of `certificate list`.
#[derive(Args)]
pub struct List {
    /// Mã đơn vị, năm chữ số; không ghi thì mọi đơn vị
    #[arg(value_name = "ĐƠN VỊ")]
    unit: Option<String>,
    /// Nhiều nhất bao nhiêu giấy
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: u32,
}

/// Options of `certificate withdraw`.
#[derive(Args)]
pub struct Withdraw {
    /// Số giấy, ví dụ GCN-000123
    #[arg(value_name = "SỐ")]
    number: String,
    /// Vì sao thu hồi
    #[arg(long)]
    reason: Reason,
}

#[derive(Clone, Copy, ValueEnum)]
enum Reason {
    NotValid,
    Mistake,
}

/// Runs a command about certificates.
pub fn run(wanted: &CertificateCommand, location: &CentreLocation, console: &Console) -> CommandResult {
    match wanted {
        CertificateCommand::Issue(wanted) => issue(wanted, location, console),
        CertificateCommand::List(wanted) => list(wanted, location, console),
        CertificateCommand::Withdraw(wanted) => withdraw(wanted, location, console),
        CertificateCommand::Verify(wanted) => verify::run(wanted, console),
    }
}

fn refused(refusal: &CertificateRefusal) -> Vec<Failure> {
    vec![people_refusals::certificate(refusal)]
}

fn issue(wanted: &Issue, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let by = (Actor::CommandLine, open::now(&centre)?);
    let issued = match &wanted.unit {
        Some(unit) => centre.issue_certificates(&Access::City, unit, by),
        None => centre.issue_all_certificates(&Access::City, by),
    };
    let issued = issued.map_err(|refusal| refused(&refusal))?;
    show(&issued, console);
    if !centre.is_certificate_key_named() {
        console.message("certify-key-unnamed", &[]);
    }
    let mut written = Vec::new();
    if let Some(out) = &wanted.out {
        let units = match &wanted.unit {
            Some(unit) => vec![unit.clone()],
            None => {
                let counts = centre.certificate_counts(&Access::City);
                let counts = counts.map_err(|fault| vec![explain::query(&fault)])?;
                counts.into_iter().filter(|(_, [held, _])| *held > 0).map(|(unit, _)| unit).collect()
            }
        };
        let is_one = wanted.unit.is_some() && out.extension().is_some_and(|ending| ending == "pdf");
        for unit in units {
            // One file where one was named, else each as the pages give it.
            let holders = centre.certificate_holders(&Access::City, &unit).map_err(|refusal| refused(&refusal))?;
            let parts: Vec<Option<usize>> =
                if is_one { vec![None] } else { (0..holders.parts.len()).map(Some).collect() };
            for part in parts {
                let file = centre.certificate_files(&Access::City, &unit, part, by);
                let file = file.map_err(|refusal| refused(&refusal))?;
                written.push(put(out, &file, console)?);
            }
        }
    }
    console.json(&json!({
        "issued": issued.issued, "renewed": issued.renewed, "kept": issued.kept, "nameless": issued.nameless,
        "files": written, "key_named": centre.is_certificate_key_named(),
    }));
    Ok(ExitCode::SUCCESS)
}

fn show(issued: &Issued, console: &Console) {
    console.message("certify-issued", &[("issued", issued.issued.into()), ("kept", issued.kept.into())]);
    if issued.renewed > 0 {
        console.message("certify-renewed", &[("renewed", issued.renewed.into())]);
    }
    if issued.nameless > 0 {
        console.message("certify-nameless", &[("nameless", issued.nameless.into())]);
    }
}

/// Writes a file that only its owner may read: it is full of names.
fn put(out: &std::path::Path, file: &CertificateFile, console: &Console) -> Result<Json, Vec<Failure>> {
    let path = destination(out, &file.name).map_err(|failure| vec![failure])?;
    let shown = legible(&path.display().to_string());
    if path.exists() {
        return Err(failure(codes::centre::FILE_EXISTS, [("file", shown)]));
    }
    platform::write_private(&path, &file.pdf)
        .map_err(|_| failure(codes::centre::FILE_NOT_WRITTEN, [("file", shown.clone())]))?;
    console.message("certify-written", &[("file", shown.clone().into()), ("count", file.count.into())]);
    if !file.left_out.is_empty() {
        console.message("certify-left-out", &[("numbers", file.left_out.join(", ").into())]);
    }
    Ok(json!({ "file": shown, "certificates": file.count, "left_out": file.left_out }))
}

fn list(wanted: &List, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let found = centre.certificate_list(&Access::City, wanted.unit.as_deref(), (None, wanted.most));
    let found = found.map_err(|refusal| refused(&refusal))?;
    for line in &found.lines {
        let values = [
            ("number", line.statement.number.as_str().into()),
            ("date", console.words().date(line.statement.date).into()),
            ("name", legible(&line.statement.name).into()),
            ("state", state(line, console).into()),
        ];
        console.message("certify-line", &values);
    }
    if found.lines.is_empty() {
        console.message("certify-none", &[]);
    }
    console.json(&json!({ "certificates": found.lines.iter().map(shape).collect::<Vec<_>>(), "older": found.older }));
    Ok(ExitCode::SUCCESS)
}

fn state(line: &CertificateLine, console: &Console) -> String {
    let words = console.words();
    match (&line.row.withdrawn, &line.replaced_by) {
        (None, _) => words.get("certify-state-holds").into_owned(),
        (Some(_), Some(number)) => words.with("certify-state-replaced", &[("number", number.as_str().into())]),
        (Some(gone), None) => {
            let reason = words.get(trail::withdrawal_key(gone.reason)).into();
            words.with("certify-state-withdrawn", &[("reason", reason)])
        }
    }
}

fn shape(line: &CertificateLine) -> Json {
    let gone = line.row.withdrawn.as_ref();
    json!({
        "number": line.statement.number, "name": line.statement.name, "birth": line.statement.birth.written(),
        "unit": line.row.unit, "date": line.statement.date.to_string(), "slip": line.statement.slip,
        "issued_ms": line.row.issued.0, "issued_by": line.row.issued_by.as_str(),
        "withdrawn_ms": gone.map(|gone| gone.at.0), "reason": gone.map(|gone| gone.reason.as_str()),
        "replaced_by": line.replaced_by,
    })
}

fn withdraw(wanted: &Withdraw, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let by = (Actor::CommandLine, open::now(&centre)?);
    let reason = match wanted.reason {
        Reason::NotValid => WithdrawalReason::NotValid,
        Reason::Mistake => WithdrawalReason::Mistake,
    };
    centre.withdraw_certificate(&Access::City, &wanted.number, reason, by).map_err(|refusal| refused(&refusal))?;
    console.message("certify-withdrawn", &[("number", wanted.number.as_str().into())]);
    console.json(&json!({ "withdrawn": wanted.number }));
    Ok(ExitCode::SUCCESS)
}
