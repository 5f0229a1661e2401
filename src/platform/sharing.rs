//! Who else runs under the station's user: those programs can ask the kernel for the key of an open shift.

/// A user that other programs run under too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Name of the user, or its number.
    pub user: String,
    /// Number of programs that are neither the station nor what it was started from.
    pub programs: usize,
}

/// What every login brings with it.
#[cfg(target_os = "linux")]
const OF_A_LOGIN: [&str; 8] =
    ["tramso", "systemd", "(sd-pam)", "dbus-daemon", "dbus-broker", "dbus-broker-lau", "login", "agetty"];

/// The other programs of this process's user, if there are any: not the station's own, not those of this terminal's session, and not
/// what every login brings with it.
#[cfg(target_os = "linux")]
#[must_use]
pub fn sharing() -> Option<Sharing> {
    // SAFETY: the calls take and return numbers only.
    let (user, session) = unsafe { (libc::getuid(), libc::getsid(0)) };
    let entries = std::fs::read_dir("/proc").ok()?;
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let programs = ids.filter(|id| is_foreign(*id, user, session)).count();
    (programs > 0).then(|| Sharing { user: name_of(user).unwrap_or_else(|| user.to_string()), programs })
}

/// The system does not report it.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn sharing() -> Option<Sharing> {
    None
}

#[cfg(target_os = "linux")]
fn is_foreign(id: i32, user: u32, session: i32) -> bool {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status")) else { return false };
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next().map(str::to_owned)
    };
    let of_user = field("Uid:").and_then(|found| found.parse::<u32>().ok()) == Some(user);
    // The kernel's own threads have no memory of their own.
    let is_program = field("VmSize:").is_some();
    let of_a_login = field("Name:").is_none_or(|name| OF_A_LOGIN.contains(&name.as_str()));
    // SAFETY: the call takes and returns numbers only.
    of_user && is_program && !of_a_login && unsafe { libc::getsid(id) } != session
}

#[cfg(target_os = "linux")]
fn name_of(user: u32) -> Option<String> {
    let listed = std::fs::read_to_string("/etc/passwd").ok()?;
    let name = |line: &str| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse() == Ok(user)).then(|| name.to_owned())
    };
    listed.lines().find_map(name)
}
