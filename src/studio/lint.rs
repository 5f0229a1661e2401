use super::{files::Folder, roots::today};
use crate::{
    cli::{CommandResult, Console},
    content::{self, FactFault, Fault, FaultKind, FileFault, RULES, Rule, Severity, builtin},
    notices::{fault_text, rule_text},
    text::{Language, Words},
};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Options of `lint`.
#[derive(Args)]
pub struct Lint {
    /// Thư mục nội dung
    path: PathBuf,
    /// Cách in
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Prints every fault of a folder; the status is 0 when there are no errors among them.
///
/// # Errors
/// The folder cannot be read.
pub fn run(wanted: &Lint, console: &Console) -> CommandResult {
    let folder = Folder::read(&wanted.path)?;
    let faults = match builtin::haiphong().and_then(|units| content::lint(&folder.sources(), &units, today())) {
        Ok(reading) => reading.warnings,
        Err(faults) => faults,
    };
    for fault in &faults {
        match wanted.format {
            Format::Text => console.paragraph(&text(console.words(), fault)),
            Format::Json => console.json_line(json(console.words(), fault)),
        }
    }
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error).count();
    if matches!(wanted.format, Format::Text) {
        let warnings = faults.len() - errors;
        if warnings > 0 {
            console.message("cli-lint-reminder", &[]);
        }
        console.message("cli-linted", &[("errors", errors.into()), ("warnings", warnings.into())]);
    }
    Ok(ExitCode::from(u8::from(errors > 0)))
}

/// End of the help of `lint`: an example and every rule.
#[must_use]
pub fn rules() -> String {
    let words = Words::new(Language::Vietnamese);
    let signs = |rule: &Rule| match rule.severities {
        [Severity::Error] => "✗ ",
        [Severity::Warning] => "▲ ",
        _ => "✗▲",
    };
    let rows = RULES.iter().map(|rule| format!("  {} {} {}", signs(rule), rule.id, rule_text(&words, rule.id)));
    let rows = rows.collect::<Vec<_>>().join("\n");
    let (example, heading) = (words.get("lint-example"), words.get("lint-rules"));
    format!("{example}\n  tramso-studio lint question_banks/cong-dan-so\n\n{heading}\n{rows}")
}

/// Where a fault is: what is missing has no lines.
pub fn place(fault: &Fault) -> String {
    match fault.what {
        FaultKind::File(FileFault::MissingFile(_)) | FaultKind::Fact(FactFault::NoFacts) => fault.file.clone(),
        // else: every other fault has its line
        _ => format!("{}:{}", fault.file, fault.line),
    }
}

fn text(words: &Words, fault: &Fault) -> String {
    // That warnings need no fix is printed once, below them all.
    let text = fault_text(words, &Fault { severity: Severity::Error, ..fault.clone() });
    let mark = if fault.severity == Severity::Error { "✗" } else { "▲" };
    format!("{mark} {} [{}] {} → {}", place(fault), fault.rule, text.what, text.now)
}

fn json(words: &Words, fault: &Fault) -> String {
    let text = fault_text(words, fault);
    let severity = if fault.severity == Severity::Error { "error" } else { "warning" };
    json!({
        "file": fault.file, "line": fault.line, "rule": fault.rule, "severity": severity, "what": text.what, "now": text.now,
    })
    .to_string()
}
