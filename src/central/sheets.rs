use super::{location::CentreLocation, open};
use crate::{
    centre::{
        Access, Actor, SheetReport,
        cases::actor_name,
        explain,
        sheets::{finding_name, paper_number},
    },
    cli::{CommandResult, Console},
    domain::PaperNumber,
    ledger::SheetRow,
    notices::legible,
};
use clap::Args;
use serde_json::{Value as Json, json};
use std::process::ExitCode;

/// Options of `sheets`.
#[derive(Args)]
pub struct Sheets {
    /// Nhiều nhất bao nhiêu phiếu
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: u32,
}

/// Options of `sheet`.
#[derive(Args)]
pub struct Sheet {
    /// Số thứ tự của phiếu trong danh sách của lệnh sheets
    #[arg(value_name = "SỐ")]
    sheet: i64,
    /// Các chữ đã đánh dấu trên phiếu (dấu - cho câu bỏ trống), hoặc same, differs, missing
    #[arg(value_name = "CHỮ", allow_hyphen_values = true)]
    found: String,
}

/// Prints the sheets that were drawn by lot: those that nobody has looked at first.
pub fn list(wanted: &Sheets, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let sheets = centre.sheets(&Access::City, wanted.most).map_err(|fault| vec![explain::query(&fault)])?;
    for row in &sheets.rows {
        show(row, console);
    }
    if sheets.rows.is_empty() {
        console.message("centre-sheets-none", &[]);
    }
    console.json(&json!({
        "sheets": sheets.rows.iter().map(shape).collect::<Vec<_>>(), "open": sheets.open,
        "kept_until": sheets.kept_until.map(|day| day.to_string()),
    }));
    Ok(ExitCode::SUCCESS)
}

fn number(row: &SheetRow) -> String {
    paper_number(row).as_ref().map(PaperNumber::to_string).unwrap_or_default()
}

fn shape(row: &SheetRow) -> Json {
    json!({
        "sheet": row.id, "paper": paper_number(row).map(PaperNumber::digits), "kiosk": row.station,
        "drawn_ms": row.drawn.0, "finding": row.finding.map(|finding| finding.as_str()), "places": row.places,
        "found_ms": row.found.map(|at| at.0), "found_by": row.found_by.as_ref().map(|who| who.as_str()),
    })
}

fn show(row: &SheetRow, console: &Console) {
    let words = console.words();
    let date = words.date(row.drawn.date());
    let values = [
        ("sheet", row.id.to_string().into()),
        ("number", number(row).into()),
        ("station", row.station.short().to_owned().into()),
        ("date", date.into()),
    ];
    console.message("centre-sheet", &values);
    let by = row.found.zip(row.found_by.as_ref()).zip(finding_name(row, words));
    if let Some(((at, who), finding)) = by {
        let (at, who) = (words.moment(at), legible(&actor_name(who, words)));
        console.message("centre-sheet-found", &[("what", finding.into()), ("at", at.into()), ("who", who.into())]);
    }
}

/// Keeps what was found of a sheet.
pub fn note(wanted: &Sheet, location: &CentreLocation, console: &Console) -> CommandResult {
    let Sheet { sheet, found } = wanted;
    let report = SheetReport::parse(found).ok_or_else(|| vec![explain::not_a_sheet_report(found)])?;
    let centre = open::centre(location, console)?;
    let by = (Actor::CommandLine, open::now(&centre)?);
    let noted = centre.note_sheet(&Access::City, *sheet, &report, by);
    let noted = noted.map_err(|refusal| vec![explain::sheet(&refusal, *sheet)])?;
    let places = noted.places.iter().map(u8::to_string).collect::<Vec<_>>();
    let key = if places.is_empty() { "centre-sheet-noted" } else { "centre-sheet-noted-places" };
    let what = console.words().get(crate::centre::sheets::finding_key(noted.finding)).into_owned();
    console.message(key, &[("what", what.into()), ("places", places.join(", ").into())]);
    console.json(&json!({
        "sheet": sheet, "finding": noted.finding.as_str(), "places": noted.places, "judged": noted.judged,
    }));
    Ok(ExitCode::SUCCESS)
}
