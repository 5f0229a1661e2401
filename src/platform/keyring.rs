//! The kernel's user keyring: memory that outlives the process and not the power, so that a crashed station goes on by
//! itself (docs/decisions/015-database-key-in-the-keyring.md). Where the kernel has none, nothing is kept.

/// Seconds that a key stays after it was kept last: `keep_key` again begins them again. The kernel counts them by the wall
/// clock, time asleep included, whether or not the program still runs.
pub const KEY_LIFETIME_S: u32 = 2 * 3600;
/// Larger keys are none of ours.
#[cfg(target_os = "linux")]
const MOST: usize = 1024;

/// Keeps a key under a name, for no longer than a shift; `None` where the kernel has no keyring for us.
#[cfg(target_os = "linux")]
#[must_use]
pub fn keep_key(name: &str, secret: &[u8]) -> Option<()> {
    keep(name, secret, Some(KEY_LIFETIME_S))
}

/// Keeps bytes under a name until the machine starts again; `None` where the kernel has no keyring for us.
#[cfg(target_os = "linux")]
#[must_use]
pub fn keep_until_reboot(name: &str, bytes: &[u8]) -> Option<()> {
    keep(name, bytes, None)
}

#[cfg(target_os = "linux")]
fn keep(name: &str, secret: &[u8], lifetime_s: Option<u32>) -> Option<()> {
    let name = std::ffi::CString::new(name).ok()?;
    // SAFETY: both strings end with a zero byte and the payload's length is given; the kernel copies all of them.
    let key = unsafe {
        libc::syscall(
            libc::SYS_add_key,
            c"user".as_ptr(),
            name.as_ptr(),
            secret.as_ptr(),
            secret.len(),
            libc::KEY_SPEC_USER_KEYRING,
        )
    };
    if key < 0 {
        return None;
    }
    // A program that starts again possesses nothing yet, so the owner's user needs the rights too: all for both, none for others.
    let allowed = control(libc::KEYCTL_SETPERM, key, 0x3f3f_0000) >= 0;
    let bounded = |seconds| control(libc::KEYCTL_SET_TIMEOUT, key, libc::c_long::from(seconds)) >= 0;
    let bounded = lifetime_s.is_none_or(bounded);
    if allowed && bounded {
        return Some(());
    }
    control(libc::KEYCTL_REVOKE, key, 0);
    None
}

/// The bytes under a name, if they are there.
#[cfg(target_os = "linux")]
#[must_use]
pub fn kept_key(name: &str) -> Option<Vec<u8>> {
    let key = find(name)?;
    let mut secret = vec![0_u8; MOST];
    // SAFETY: the kernel writes at most as many bytes as the buffer has.
    let length = unsafe {
        libc::syscall(libc::SYS_keyctl, libc::c_long::from(libc::KEYCTL_READ), key, secret.as_mut_ptr(), secret.len())
    };
    let length = usize::try_from(length).ok().filter(|length| *length <= MOST)?;
    let kept = secret.get(..length).map(<[u8]>::to_vec);
    zeroize::Zeroize::zeroize(&mut secret);
    kept
}

/// Takes a key out of the kernel's memory; a name that is not there is no fault.
#[cfg(target_os = "linux")]
pub fn forget_key(name: &str) {
    if let Some(key) = find(name) {
        control(libc::KEYCTL_REVOKE, key, 0);
        control(libc::KEYCTL_UNLINK, key, libc::c_long::from(libc::KEY_SPEC_USER_KEYRING));
    }
}

/// The names of keys that begin so, as the kernel lists them for this user.
#[cfg(target_os = "linux")]
#[must_use]
pub fn kept_names(beginning: &str) -> Vec<String> {
    let listed = std::fs::read_to_string("/proc/keys").unwrap_or_default();
    let name = |line: &str| {
        let (_, described) = line.split_once(" user ")?;
        let name = described.trim_start().rsplit_once(": ")?.0;
        name.starts_with(beginning).then(|| name.to_owned())
    };
    listed.lines().filter_map(name).collect()
}

#[cfg(target_os = "linux")]
fn find(name: &str) -> Option<libc::c_long> {
    let name = std::ffi::CString::new(name).ok()?;
    // SAFETY: both strings end with a zero byte; the kernel only reads them.
    let key = unsafe {
        libc::syscall(
            libc::SYS_keyctl,
            libc::c_long::from(libc::KEYCTL_SEARCH),
            libc::c_long::from(libc::KEY_SPEC_USER_KEYRING),
            c"user".as_ptr(),
            name.as_ptr(),
            0,
        )
    };
    (key > 0).then_some(key)
}

#[cfg(target_os = "linux")]
fn control(what: u32, key: libc::c_long, value: libc::c_long) -> libc::c_long {
    // SAFETY: these operations take numbers only.
    unsafe { libc::syscall(libc::SYS_keyctl, libc::c_long::from(what), key, value) }
}

/// Nothing is kept.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn keep_key(_name: &str, _secret: &[u8]) -> Option<()> {
    None
}

/// Nothing is kept.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn keep_until_reboot(_name: &str, _bytes: &[u8]) -> Option<()> {
    None
}

/// Nothing was kept.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn kept_key(_name: &str) -> Option<Vec<u8>> {
    None
}

/// Nothing was kept.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn kept_names(_beginning: &str) -> Vec<String> {
    Vec::new()
}

/// Nothing was kept.
#[cfg(not(target_os = "linux"))]
pub fn forget_key(_name: &str) {}
