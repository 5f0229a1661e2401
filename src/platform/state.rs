use std::{env, path::PathBuf};

/// Folder of this program among what programs keep for the user who runs them: `$XDG_STATE_HOME/tramso`, else `~/.local/state/tramso`
/// (XDG Base Directory Specification 0.8); on Windows `%LOCALAPPDATA%/tramso`. None for a user without a home.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else {
        named("XDG_STATE_HOME").or_else(|| named("HOME").map(|home| home.join(".local/state")))
    };
    base.map(|base| base.join("tramso"))
}

/// Folder of the station of this user, where none is named: `~/.local/share/tramso`; on Windows `%LOCALAPPDATA%/tramso/tram`, beside what
/// `state_folder` keeps and not around it. None for a user without a home.
#[must_use]
pub fn station_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return state_folder().map(|folder| folder.join("tram"));
    }
    env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share/tramso"))
}
