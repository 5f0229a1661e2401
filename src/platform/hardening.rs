use std::path::Path;

/// Which protections of the process the system took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hardening {
    /// Other processes of the same user may not look into the memory.
    pub undumpable: bool,
    /// A crash writes no memory to the disk.
    pub no_core: bool,
    /// New files are readable by their owner alone.
    pub private_files: bool,
}

/// Protects the process and the files that it makes (docs/THREAT-MODEL.md K16); to be called first in `main`.
#[cfg(target_os = "linux")]
pub fn harden() -> Hardening {
    // SAFETY: the call takes a number.
    unsafe {
        libc::umask(0o077);
    }
    Hardening { private_files: true, ..harden_memory() }
}

/// The same without the files' rights: for a program whose results colleagues read; its keys are written with rights of their own.
#[cfg(target_os = "linux")]
pub fn harden_memory() -> Hardening {
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the calls take numbers and a structure that they only read.
    unsafe {
        Hardening {
            undumpable: libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) == 0,
            no_core: libc::setrlimit(libc::RLIMIT_CORE, &raw const none) == 0,
            private_files: false,
        }
    }
}

/// On Windows files have the rights of their folder, and other processes of the same user may look into this one.
#[cfg(windows)]
pub fn harden() -> Hardening {
    harden_memory()
}

/// The same: nothing of it has to do with files there.
#[cfg(windows)]
pub fn harden_memory() -> Hardening {
    Hardening { no_core: super::windows::no_trace(), ..Hardening::default() }
}

/// Elsewhere the system decides.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn harden() -> Hardening {
    Hardening::default()
}

/// Elsewhere the system decides.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn harden_memory() -> Hardening {
    Hardening::default()
}

/// Takes from everybody but its owner the right to read a file, as far as it is ours to give; none there is no fault.
pub fn make_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let mode = std::fs::symlink_metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.mode());
        if mode.is_some_and(|mode| mode & 0o077 != 0) {
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)); // another's file stays as it is
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Whether other users of this machine may read a file, where the system reports it.
#[must_use]
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
