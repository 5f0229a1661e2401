use super::{location::CentreLocation, open};
use crate::{
    centre::{Access, QuestionFile, explain},
    cli::{CommandResult, Console, destination},
    notices::{failure, legible},
    platform,
    text::codes,
};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Options of `questions`.
#[derive(clap::Args)]
pub struct Questions {
    /// Tệp sẽ ghi; tệp đã có thì không ghi đè
    #[arg(long, value_name = "TỆP")]
    out: Option<PathBuf>,
}

/// Prints how many questions have statistics, and writes the file that is handed back to the content office.
pub fn run(wanted: &Questions, location: &CentreLocation, console: &Console) -> CommandResult {
    let centre = open::centre(location, console)?;
    let found = centre.question_statistics(&Access::City, open::clock());
    let found = found.map_err(|fault| vec![explain::query(&fault)])?;
    let file = QuestionFile::from(found.as_ref());
    let dubious = file.items.iter().filter(|item| !item.remarks.is_empty()).count();
    let tests: u64 = file.tests.iter().map(|test| test.tests).sum();
    let values = [("tests", tests.into()), ("n", file.items.len().into()), ("dubious", dubious.into())];
    console.message("centre-questions", &values);
    if file.unread > 0 {
        console.message("centre-questions-unread", &[("n", file.unread.into())]);
    }
    let file = json!(file);
    if let Some(out) = &wanted.out {
        let path = destination(out, "thong-ke-cau-hoi.json").map_err(|failure| vec![failure])?;
        let shown = legible(&path.display().to_string());
        let refused = |code| failure(code, [("file", shown.clone())]);
        if path.exists() {
            return Err(refused(codes::centre::FILE_EXISTS));
        }
        let written = platform::write_atomically(&path, format!("{file:#}\n").as_bytes());
        written.map_err(|_| refused(codes::centre::FILE_NOT_WRITTEN))?;
        console.message("centre-questions-written", &[("file", shown.clone().into())]);
    }
    console.json(&file);
    Ok(ExitCode::SUCCESS)
}
