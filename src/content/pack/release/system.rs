/// Kind of machine that a program runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum System {
    /// Linux on 64-bit processors of Intel's kind.
    Linux,
    /// Windows on the same.
    Windows,
}

/// Bytes of a program's beginning from which its system is read.
pub const HEAD_OF_PROGRAM: usize = 4096;

impl System {
    /// All of them, in the order in which a release has them.
    pub const ALL: [Self; 2] = [Self::Linux, Self::Windows];

    /// Its name in a release.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux-x86-64",
            Self::Windows => "windows-x86-64",
        }
    }

    /// The system of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.name() == name)
    }

    /// Name of its program in a release.
    #[must_use]
    pub fn member(self) -> &'static str {
        match self {
            Self::Linux => "tramso-linux-x86-64",
            Self::Windows => "tramso-windows-x86-64.exe",
        }
    }

    /// The one that this program was built for; none where releases bring nothing for it.
    #[must_use]
    pub fn own() -> Option<Self> {
        match (cfg!(target_arch = "x86_64"), cfg!(target_os = "linux"), cfg!(windows)) {
            (true, true, _) => Some(Self::Linux),
            (true, _, true) => Some(Self::Windows),
            (..) => None,
        }
    }

    /// The one that a program was built for, by its first bytes.
    #[must_use]
    pub fn of_program(head: &[u8]) -> Option<Self> {
        if is_elf(head) {
            return Some(Self::Linux);
        }
        is_portable(head).then_some(Self::Windows)
    }
}

/// ELF of 64 bits, little-endian, for x86-64.
fn is_elf(head: &[u8]) -> bool {
    head.starts_with(b"\x7fELF\x02\x01\x01") && head.get(18..20) == Some(&[62, 0])
}

/// The form of Windows' programs, for x86-64.
fn is_portable(head: &[u8]) -> bool {
    let at = head.get(60..64).and_then(|at| <[u8; 4]>::try_from(at).ok()).map(u32::from_le_bytes);
    let inner = at.and_then(|at| usize::try_from(at).ok()).and_then(|at| head.get(at..)?.get(..6));
    head.starts_with(b"MZ") && inner == Some(b"PE\0\0\x64\x86")
}
