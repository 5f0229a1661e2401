use crate::{
    cli::{CommandResult, Console},
    content::{Fault, Severity, builtin, unit_kind_word},
    domain::{Unit, find_units, fold, old_tone_style},
    exchange::{Format, MOST_FILE, RosterFault, roster, roster_template},
    notices::{Failure, fault_text},
    platform::{make_folder, read_up_to, write_atomically},
    text::{Value, codes},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Options of `units`.
#[derive(Args)]
pub struct Units {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Liệt kê 114 đơn vị: mã, loại, tên, số dân
    List(List),
    /// Ghi mẫu danh sách thôn, cơ quan để xã điền
    Template(Template),
    /// Nạp danh sách xã đã điền vào thư mục nội dung
    Import(Import),
}

#[derive(Args)]
struct List {
    /// Một phần của tên, có dấu hoặc không dấu; bỏ trống là cả 114 đơn vị
    #[arg(value_name = "TÊN")]
    name: Vec<String>,
    /// Cũng là một phần của tên
    #[arg(long, value_name = "TÊN", conflicts_with = "name")]
    search: Option<String>,
    /// In dạng JSON cho chương trình khác đọc
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Template {
    /// Mã năm chữ số của xã, phường, đặc khu, hoặc tên
    #[arg(long, value_name = "MÃ")]
    unit: String,
    /// Tệp sẽ ghi: .xlsx hoặc .csv
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
    /// Ghi đè nếu tệp đã có
    #[arg(long)]
    force: bool,
}

#[derive(Args)]
struct Import {
    /// Tệp xã đã điền: .xlsx hoặc .csv
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Thư mục nội dung của cuộc thi
    #[arg(long, value_name = "THƯ MỤC")]
    into: PathBuf,
    /// Ghi đè danh sách cũ của đơn vị
    #[arg(long)]
    force: bool,
}

/// Looks units up, writes an empty list for one of them, or takes a filled-in list into a campaign's folder.
///
/// # Errors
/// What was asked for is not there, or a file cannot be read or written.
pub fn run(wanted: &Units, console: &Console) -> CommandResult {
    // Only a build whose tests failed has a roster with faults.
    let units = builtin::haiphong().unwrap_or_default();
    match &wanted.command {
        Command::List(wanted) => list(wanted, &units, console),
        Command::Template(wanted) => template(wanted, &units, console),
        Command::Import(wanted) => import(wanted, &units, console),
    }
}

fn list(wanted: &List, units: &[Unit], console: &Console) -> CommandResult {
    let typed = wanted.name.join(" ");
    let search = wanted.search.as_deref().or(Some(typed.as_str()).filter(|typed| !typed.trim().is_empty()));
    let found = match search {
        Some(name) => find_units(units, without_kind(name)),
        None => units.iter().collect(),
    };
    if wanted.json {
        console.json_line(json!(found.iter().map(|unit| as_json(unit)).collect::<Vec<_>>()));
        return Ok(ExitCode::SUCCESS);
    }
    if let (Some(name), true) = (search, found.is_empty()) {
        return failed(codes::unit::NO_MATCH, "name", name);
    }
    for unit in &found {
        let population = console.words().number(u64::from(unit.population));
        let values =
            [("code", unit.code.as_str().into()), ("unit", shown(unit).into()), ("population", population.into())];
        console.message(if unit.population_inferred { "units-line-inferred" } else { "units-line" }, &values);
    }
    console.message("units-count", &[("n", found.len().into())]);
    Ok(ExitCode::SUCCESS)
}

fn as_json(unit: &Unit) -> serde_json::Value {
    json!({
        "code": unit.code.as_str(),
        "kind": unit_kind_word(unit.kind),
        "name": unit.name,
        "population": unit.population,
        "population_confirmed": !unit.population_inferred,
    })
}

fn template(wanted: &Template, units: &[Unit], console: &Console) -> CommandResult {
    let unit = unit_named(units, &wanted.unit)?;
    let bytes = format(&wanted.out).and_then(|format| roster_template(unit, format));
    let Some(bytes) = bytes else { return refused(codes::unit::FORMAT_UNKNOWN, &wanted.out) };
    write(&wanted.out, &bytes, wanted.force)?;
    let file = wanted.out.display().to_string();
    console.message("units-template", &[("file", file.into()), ("unit", shown(unit).into())]);
    Ok(ExitCode::SUCCESS)
}

/// The unit of a code, or of a name that is one unit's.
fn unit_named<'a>(units: &'a [Unit], typed: &str) -> Result<&'a Unit, Vec<Failure>> {
    if typed.trim().bytes().all(|byte| byte.is_ascii_digit()) {
        let found = units.iter().find(|unit| unit.code.as_str() == typed.trim());
        return found.ok_or_else(|| failure(codes::unit::UNKNOWN_UNIT, "code", typed));
    }
    let bare = without_kind(typed);
    let found = find_units(units, bare);
    let spelled = |unit: &&&Unit| old_tone_style(&unit.name).to_lowercase() == old_tone_style(bare).to_lowercase();
    let alike = |unit: &&&Unit| fold(&unit.name) == fold(bare);
    let whole: Vec<&&Unit> = found.iter().filter(alike).collect();
    let one = match (found.as_slice(), whole.as_slice()) {
        ([], _) => return Err(failure(codes::unit::NO_MATCH, "name", typed)),
        ([one], _) => Some(*one),
        (_, [one]) => Some(**one),
        _ => found.iter().find(spelled).copied(),
    };
    one.ok_or_else(|| {
        let mut list: Vec<String> =
            found.iter().take(MOST_NAMED).map(|unit| format!("{} {}", unit.code.as_str(), shown(unit))).collect();
        if found.len() > MOST_NAMED {
            list.push("…".to_owned());
        }
        vec![Failure::new(codes::unit::SEVERAL_MATCHES, [("name", typed.to_owned()), ("list", list.join(", "))])]
    })
}

/// Units that are named at most where one is wanted.
const MOST_NAMED: usize = 8;

/// A unit's name without the word for its kind: `xã Tân Kỳ`.
fn without_kind(typed: &str) -> &str {
    let typed = typed.trim();
    let mut words = typed.splitn(2, char::is_whitespace);
    match (words.next().map(fold).as_deref(), words.next()) {
        (Some("xa" | "phuong"), Some(name)) => name.trim(),
        (Some("dac"), Some(rest)) => rest.split_once(char::is_whitespace).map_or(typed, |(_, name)| name.trim()),
        _ => typed,
    }
}

fn import(wanted: &Import, units: &[Unit], console: &Console) -> CommandResult {
    if !wanted.into.join("contest.toml").is_file() {
        return failed(codes::unit::NOT_A_CONTENT_FOLDER, "folder", &wanted.into.display().to_string());
    }
    let Some(format) = format(&wanted.file) else { return refused(codes::unit::FORMAT_UNKNOWN, &wanted.file) };
    let Ok(bytes) = read_up_to(&wanted.file, MOST_FILE) else {
        return refused(codes::content::FILE_UNREADABLE, &wanted.file);
    };
    let name = wanted.file.display().to_string();
    let found = match roster(&name, format, &bytes, units) {
        Ok(found) => found,
        Err(RosterFault::File(_)) => return refused(codes::unit::LIST_UNREADABLE, &wanted.file),
        Err(RosterFault::Rows(faults)) => {
            print_faults(&faults, console);
            let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
            console.message("units-refused", &[("errors", errors.into())]);
            return Ok(ExitCode::FAILURE);
        }
    };
    print_faults(&found.warnings, console);
    let path = wanted.into.join(found.path());
    if let Some(folder) = path.parent() {
        // What keeps the folder from being made keeps the file from being written, and is reported then.
        let _ = make_folder(folder);
    }
    write(&path, found.file().as_bytes(), wanted.force)?;
    let villages = found.places.iter().filter(|place| place.kind.is_lived_in()).count();
    let values: [(&str, Value<'_>); 4] = [
        ("file", path.display().to_string().into()),
        ("villages", villages.into()),
        ("others", (found.places.len() - villages).into()),
        ("unit", shown(&found.unit).into()),
    ];
    console.message("units-imported", &values);
    Ok(ExitCode::SUCCESS)
}

/// Each fault on a line, with its row.
fn print_faults(faults: &[Fault], console: &Console) {
    for fault in faults {
        let text = fault_text(console.words(), fault);
        let values: [(&str, Value<'_>); 5] = [
            ("file", fault.file.as_str().into()),
            ("row", fault.line.to_string().into()),
            ("rule", fault.rule.into()),
            ("what", text.what.into()),
            ("now", text.now.into()),
        ];
        console.message(if fault.severity == Severity::Error { "units-fault" } else { "units-warning" }, &values);
    }
}

fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Vec<Failure>> {
    if path.exists() && !force {
        return Err(failure(codes::unit::FILE_EXISTS, "file", &path.display().to_string()));
    }
    write_atomically(path, bytes)
        .map_err(|_| failure(codes::unit::FILE_NOT_WRITTEN, "file", &path.display().to_string()))
}

fn format(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "xlsx" => Some(Format::Xlsx),
        "csv" => Some(Format::Csv),
        _ => None,
    }
}

fn shown(unit: &Unit) -> String {
    format!("{} {}", unit_kind_word(unit.kind), unit.name)
}

fn refused(code: &'static str, file: &Path) -> CommandResult {
    failed(code, "file", &file.display().to_string())
}

fn failed(code: &'static str, name: &'static str, value: &str) -> CommandResult {
    Err(failure(code, name, value))
}

fn failure(code: &'static str, name: &'static str, value: &str) -> Vec<Failure> {
    vec![Failure::new(code, [(name, value.to_owned())])]
}
