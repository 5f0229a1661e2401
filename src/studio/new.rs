use super::keys;
use crate::{
    cli::{CommandResult, Console},
    notices::failure,
    platform::make_folder,
    text::codes,
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

/// A small campaign without errors, to be written over.
const STARTER: [(&str, &str); 10] = [
    ("contest.toml", include_str!("../../assets/starter/contest.toml")),
    ("wording.toml", include_str!("../../assets/starter/wording.toml")),
    ("skills.toml", include_str!("../../assets/starter/skills.toml")),
    ("facts/1.toml", include_str!("../../assets/starter/facts/1.toml")),
    ("lessons/1-1.md", include_str!("../../assets/starter/lessons/1-1.md")),
    ("lessons/1-2.md", include_str!("../../assets/starter/lessons/1-2.md")),
    ("lessons/2-1.md", include_str!("../../assets/starter/lessons/2-1.md")),
    ("lessons/2-2.md", include_str!("../../assets/starter/lessons/2-2.md")),
    ("questions/1.toml", include_str!("../../assets/starter/questions/1.toml")),
    ("questions/2.toml", include_str!("../../assets/starter/questions/2.toml")),
];

/// Options of `new`.
#[derive(Args)]
pub struct New {
    /// Thư mục sẽ lập; chưa có, hoặc còn trống
    folder: PathBuf,
}

/// Writes a small campaign to start from.
///
/// # Errors
/// One of its files is already there, or cannot be written.
pub fn run(wanted: &New, console: &Console) -> CommandResult {
    let folder = &wanted.folder;
    let taken = STARTER.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
    if let Some(taken) = taken {
        return Err(failure(codes::signing::FILE_EXISTS, [("file", taken.display().to_string())]));
    }
    for (name, text) in STARTER {
        let path = folder.join(name);
        let unwritten = || failure(codes::signing::FILE_NOT_WRITTEN, [("file", path.display().to_string())]);
        make_folder(path.parent().unwrap_or(folder)).map_err(|_| unwritten())?;
        keys::write(&path, text.as_bytes())?;
    }
    console.message("preview-new", &[("folder", folder.display().to_string().into())]);
    Ok(ExitCode::SUCCESS)
}
