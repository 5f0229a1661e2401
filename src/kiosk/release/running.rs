use crate::content::pack::AppVersion;

/// Version of the release that this program was started as, set by the program that starts it.
pub const STARTED_AS: &str = "TRAMSO_STARTED_AS";

/// The version that runs: the release's that it was started as, else this program's own.
#[must_use]
pub fn running() -> AppVersion {
    started_as().unwrap_or_else(AppVersion::own)
}

/// The release that runs; none where it is the program that the machine was given first.
#[must_use]
pub fn running_release() -> Option<AppVersion> {
    started_as().filter(|version| *version != AppVersion::own())
}

/// The version that this program was started as.
#[must_use]
pub fn started_as() -> Option<AppVersion> {
    AppVersion::parse(std::env::var(STARTED_AS).ok()?.as_str())
}
