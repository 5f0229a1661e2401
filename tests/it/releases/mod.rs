//! Releases of the program: as they are signed, as a station keeps them, and as they are started and left again.

mod forms;
mod handed;
mod kills;
mod stages;
mod starts;

use crate::days::day;
use std::path::{Path, PathBuf};
use tramso::{
    content::pack::{
        AppVersion, PinnedRoot, Role, Root, SignedRoot,
        release::{Changes, OWN_DATA, ReleaseFault, ReleasePlan, Standing, System, build},
    },
    crypto::{Secret, minisig::SigningKey},
    kiosk::release::{Before, StageFault, Staged, stage},
};

pub fn version(text: &str) -> AppVersion {
    AppVersion::parse(text).unwrap()
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&Secret::from_bytes(&mut [seed; 32])).unwrap()
}

fn role(key: &SigningKey) -> Role {
    Role { threshold: 1, keys: vec![key.public().clone()] }
}

/// An office with keys that every run has again: root 1, packs 2, releases 3.
struct Office {
    roots: Vec<SignedRoot>,
}

impl Office {
    fn new() -> Self {
        Self { roots: vec![signed(&first_root(), &[&key(1)])] }
    }

    /// The next root, with this key for releases.
    fn rotated(mut self, release: &SigningKey) -> Self {
        let root = Root { version: 2, release: role(release), ..first_root() };
        self.roots.push(signed(&root, &[&key(1)]));
        self
    }

    fn pinned(&self) -> PinnedRoot {
        let version = u32::try_from(self.roots.len()).unwrap();
        self.roots.last().unwrap().pinned(version)
    }

    fn release(&self, of: &str, programs: &[(System, &[u8])]) -> Vec<u8> {
        self.signed_by(&key(3), &plan(of, programs, &self.roots))
    }

    fn signed_by(&self, key: &SigningKey, plan: &ReleasePlan<'_>) -> Vec<u8> {
        build(plan, key).unwrap()
    }
}

fn first_root() -> Root {
    Root {
        version: 1,
        centre: "Ban Tổ chức thử".to_owned(),
        issued: day("2026-11-22"),
        expires: day("2031-11-22"),
        root: role(&key(1)),
        pack: role(&key(2)),
        receipt: Role::none(),
        enrol: Role::none(),
        certificate: Role::none(),
        closing: Role::none(),
        release: role(&key(3)),
    }
}

fn signed(root: &Root, signers: &[&SigningKey]) -> SignedRoot {
    let bytes = root.write();
    let signature = |key: &&SigningKey| (key.public().id(), key.sign(&bytes, &Root::comment(root.version)).unwrap());
    SignedRoot { signatures: signers.iter().map(signature).collect(), bytes }
}

fn changes() -> &'static Changes {
    static CHANGES: std::sync::OnceLock<Changes> = std::sync::OnceLock::new();
    CHANGES.get_or_init(|| Changes {
        vi: "Máy in báo hết giấy sớm hơn.\nSửa lỗi ở phiếu đăng ký.".to_owned(),
        en: "The printer says sooner that paper is out.\nA fault of the form is mended.".to_owned(),
    })
}

fn plan<'a>(of: &str, programs: &'a [(System, &'a [u8])], roots: &'a [SignedRoot]) -> ReleasePlan<'a> {
    ReleasePlan {
        version: version(of),
        issued: day("2026-12-01"),
        floor: version(of),
        data: OWN_DATA,
        changes: changes(),
        programs,
        roots,
    }
}

/// What a station of this version knows.
fn standing(app: &str) -> Standing {
    Standing { app: version(app), floor: version("0.0.0"), data: OWN_DATA }
}

/// Keeps a release of a file for a station of version 0.2.0.
fn staged(folder: &Path, file: &Path, pinned: &PinnedRoot) -> Result<Staged, StageFault> {
    stage(folder, file, &Before { pinned, standing: standing("0.2.0"), copy: 0 }, &mut |_| true)
}

/// A file with these bytes.
fn file(folder: &Path, bytes: &[u8]) -> PathBuf {
    let path = folder.join("ban-moi.tsu");
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The smallest program for Linux that does this. Its code is x86-64's; with `loader` it asks for that one first.
pub fn elf(code: &[u8], loader: Option<&str>) -> Vec<u8> {
    let loader = loader.map(|path| [path.as_bytes(), b"\0"].concat());
    let segments: u16 = 1 + u16::from(loader.is_some());
    let at = 64 + 56 * u64::from(segments);
    let loader_len = loader.as_ref().map_or(0, |path| path.len() as u64);
    let (base, len) = (0x40_0000_u64, at + loader_len + code.len() as u64);
    let mut bytes = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0".to_vec();
    bytes.extend((base + at + loader_len).to_le_bytes()); // where it begins
    bytes.extend(64_u64.to_le_bytes());
    bytes.extend([0; 12]);
    bytes.extend([64, 0, 56, 0]);
    bytes.extend(segments.to_le_bytes());
    bytes.extend([64, 0, 0, 0, 0, 0]);
    let mut segment = |kind: u32, rights: u32, offset: u64, size: u64| {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(rights.to_le_bytes());
        for number in [offset, base + offset, base + offset, size, size, 0x1000] {
            bytes.extend(number.to_le_bytes());
        }
    };
    if loader_len > 0 {
        segment(3, 4, at, loader_len);
    }
    segment(1, 5, 0, len);
    bytes.extend(loader.unwrap_or_default());
    bytes.extend(code);
    bytes
}

/// Ends at once with status 1.
pub fn crashing() -> Vec<u8> {
    elf(b"\xbf\x01\0\0\0\xb8\x3c\0\0\0\x0f\x05", None)
}

/// Waits for ever and shows nothing.
pub fn hanging() -> Vec<u8> {
    elf(b"\xb8\x22\0\0\0\x0f\x05\xeb\xf7", None)
}

/// Was built for another C library.
pub fn of_another_libc() -> Vec<u8> {
    elf(b"\xeb\xfe", Some("/lib/ld-of-another-libc-x86-64.so.1"))
}

/// What begins as a program for Windows does.
fn for_windows() -> Vec<u8> {
    let mut bytes = vec![0; 600];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[60] = 128;
    bytes[128..134].copy_from_slice(b"PE\0\0\x64\x86");
    bytes
}
