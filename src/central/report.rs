use super::{location::CentreLocation, open};
use crate::{
    centre::{
        Access,
        reports::{ReportFile, ReportKind, WantedDays},
    },
    cli::{CommandResult, Console, destination},
    notices::{failure, legible},
    platform,
    text::codes,
};
use clap::{Args, builder::PossibleValuesParser};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `report`.
#[derive(Args)]
pub struct ReportOptions {
    /// Mã năm chữ số của xã, phường, đặc khu; không ghi là toàn thành phố
    #[arg(value_name = "ĐƠN VỊ")]
    unit: Option<String>,
    /// Loại tệp: docx, xlsx, csv, loa (đọc trên loa), zalo, cong (cổng thông tin)
    #[arg(long, value_name = "LOẠI", value_parser = PossibleValuesParser::new(ReportKind::ALL.map(ReportKind::as_str)))]
    kind: String,
    /// Từ ngày, dạng 2026-11-22; không ghi là từ ngày đầu cuộc thi
    #[arg(long, value_name = "NGÀY")]
    from: Option<String>,
    /// Đến hết ngày; không ghi là đến hôm nay hoặc ngày cuối cuộc thi
    #[arg(long, value_name = "NGÀY")]
    to: Option<String>,
    /// Tệp hoặc thư mục sẽ ghi
    #[arg(long, value_name = "TỆP")]
    out: Option<PathBuf>,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

/// Writes a report; a text without a file is printed.
pub fn run(wanted: &ReportOptions, location: &CentreLocation, console: &Console) -> CommandResult {
    let not_a_day = |value: &str| failure(codes::approve::NOT_A_DATE, [("value", legible(value))]);
    let [from, to] = [&wanted.from, &wanted.to].map(|day| day.as_deref().unwrap_or_default());
    for day in [from, to] {
        WantedDays::parse(day, "").ok_or_else(|| not_a_day(day))?;
    }
    let days = WantedDays::parse(from, to).unwrap_or_default();
    let kind = ReportKind::parse(&wanted.kind).unwrap_or(ReportKind::Word); // the command line allows no other word
    let centre = open::centre(location, console)?;
    let now = open::now(&centre)?;
    let report = match &wanted.unit {
        None => centre.city_report(&Access::City, days, now).map(Some),
        Some(unit) => centre.unit_report(&Access::City, unit, days, now),
    };
    let unknown = || {
        let unit = wanted.unit.as_deref().unwrap_or_default();
        failure(codes::approve::UNKNOWN_UNIT, [("unit", legible(unit))])
    };
    let report = report.map_err(|refusal| vec![refusal.failure()])?.ok_or_else(unknown)?;
    let file = ReportFile::new(&report, kind, console.words());
    if let (ReportKind::Spoken(_), None) = (kind, &wanted.out) {
        let text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
        console.verbatim(text.trim_end());
        console.json(&json!({ "kind": kind.as_str(), "text": text }));
        return Ok(ExitCode::SUCCESS);
    }
    let out = wanted.out.as_deref().unwrap_or(Path::new("."));
    let path = destination(out, &file.name).map_err(|failure| vec![failure])?;
    let shown = legible(&path.display().to_string());
    let refused = |code| failure(code, [("file", shown.clone())]);
    if !wanted.force && path.symlink_metadata().is_ok() {
        return Err(refused(codes::report::FILE_EXISTS));
    }
    platform::write_atomically(&path, &file.bytes).map_err(|_| refused(codes::centre::FILE_NOT_WRITTEN))?;
    let first = console.words().date(report.period.first);
    let last = console.words().date(report.period.last);
    console
        .message("reports-written", &[("file", shown.clone().into()), ("first", first.into()), ("last", last.into())]);
    console.json(&json!({
        "kind": kind.as_str(), "file": path.display().to_string(), "from": report.period.first.to_string(),
        "to": report.period.last.to_string(), "bytes": file.bytes.len(),
    }));
    Ok(ExitCode::SUCCESS)
}
