//! The driver of `tramso-studio`, the content office's tool. So far it checks a campaign's folder.
//!
//! Promises: all faults of a folder at once, each with file, line, rule and what to do. Does not: change a file.

use crate::{
    content::{Fault, Severity, Source, builtin, read},
    platform::read_folder,
    text::{Language, Words},
    tui::fault_text,
};
use clap::{Parser, Subcommand, ValueEnum};
use serde_json::json;
use std::{
    io::{Write, stderr, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// More files than a campaign has.
const MOST_FILES: usize = 2000;

#[derive(Parser)]
#[command(
    name = "tramso-studio",
    version,
    about = "Trạm học số: công cụ soạn nội dung",
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Kiểm tra một thư mục nội dung: mọi lỗi một lần, kèm tệp, dòng, quy tắc và cách sửa
    #[command(
        after_help = "Ví dụ:\n  tramso-studio lint question_banks/cong-dan-so\n  tramso-studio lint --format json nganhang"
    )]
    Lint {
        path: PathBuf,
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Parses the arguments, runs one command, and answers with its exit status: 0 no errors, 1 errors, 2 wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(fault) => {
            let wanted = !fault.use_stderr();
            // A reader that has gone away (`| head`) wants no more of it.
            drop(fault.print());
            return ExitCode::from(if wanted { 0 } else { 2 });
        }
    };
    let Command::Lint { path, format } = cli.command;
    lint(&path, format)
}

fn lint(folder: &Path, format: Format) -> ExitCode {
    let words = Words::new(Language::Vietnamese);
    let Ok(files) = read_folder(folder, MOST_FILES) else {
        let file = folder.display().to_string();
        let told = crate::text::notice(&words, "TS-C01", &[("file", file.into())]);
        let _ = writeln!(stderr(), "{told}");
        return ExitCode::FAILURE;
    };
    let sources: Vec<Source<'_>> = files.iter().map(|(path, bytes)| Source { path, bytes }).collect();
    let faults = match builtin::haiphong().and_then(|units| read(&sources, &units)) {
        Ok(reading) => reading.warnings,
        Err(faults) => faults,
    };
    for fault in &faults {
        // A reader that has gone away wants no more of it.
        let _ = writeln!(stdout(), "{}", line(&words, fault, format));
    }
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    if matches!(format, Format::Text) {
        let warnings = faults.len() - errors;
        let told = words.with("cli-linted", &[("errors", errors.into()), ("warnings", warnings.into())]);
        let _ = writeln!(stdout(), "{told}");
    }
    ExitCode::from(u8::from(errors > 0))
}

fn line(words: &Words, fault: &Fault, format: Format) -> String {
    let told = fault_text(words, fault);
    let is_error = fault.severity == Severity::Error;
    match format {
        Format::Text => {
            let sign = if is_error { "✗" } else { "▲" };
            format!("{sign} {}:{} [{}] {} → {}", fault.file, fault.line, fault.rule, told.what, told.now)
        }
        Format::Json => json!({
            "file": fault.file,
            "line": fault.line,
            "rule": fault.rule,
            "severity": if is_error { "error" } else { "warning" },
            "what": told.what,
            "now": told.now,
        })
        .to_string(),
    }
}
