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

/// Protects the process (docs/THREAT-MODEL.md K16); to be called first in `main`.
#[cfg(target_os = "linux")]
pub fn harden() -> Hardening {
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the calls take numbers and a structure that they only read.
    unsafe {
        libc::umask(0o077);
        Hardening {
            undumpable: libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0) == 0,
            no_core: libc::setrlimit(libc::RLIMIT_CORE, &raw const none) == 0,
            private_files: true,
        }
    }
}

/// Elsewhere the system decides.
#[cfg(not(target_os = "linux"))]
pub fn harden() -> Hardening {
    Hardening::default()
}
