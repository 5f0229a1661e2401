//! Sticks, what is outside them and must stay as it is, and traps.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
        net::UnixListener,
    },
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A folder used as a stick.
pub struct Stick(TempDir);

impl Stick {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// What a trap leads to: a private file, and a folder.
pub struct Outside(TempDir);

const PRECIOUS: &[u8] = b"the station's database, the centre's ledger, its keys";

impl Outside {
    pub fn new() -> Self {
        let outside = Self(tempfile::tempdir().unwrap());
        fs::write(outside.file(), PRECIOUS).unwrap();
        fs::set_permissions(outside.file(), fs::Permissions::from_mode(0o600)).unwrap();
        fs::create_dir(outside.folder()).unwrap();
        fs::set_permissions(outside.folder(), fs::Permissions::from_mode(0o700)).unwrap();
        outside
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("precious.db")
    }

    pub fn folder(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// A name outside under which nothing is.
    pub fn nothing(&self) -> PathBuf {
        self.0.path().join("nothing")
    }

    /// What is not as it was.
    pub fn changes(&self) -> Vec<String> {
        let mode = |path: &Path| fs::metadata(path).map_or(0, |found| found.permissions().mode() & 0o777);
        let mut found = Vec::new();
        if fs::read(self.file()).ok().as_deref() != Some(PRECIOUS) {
            found.push("a file outside was written".to_owned());
        }
        if mode(&self.file()) != 0o600 || mode(&self.folder()) != 0o700 {
            found.push("rights outside were changed".to_owned());
        }
        if fs::read_dir(self.folder()).map_or(1, Iterator::count) != 0
            || fs::read_dir(self.0.path()).unwrap().count() != 2
        {
            found.push("something new is outside".to_owned());
        }
        found
    }
}

/// Something that waits at a place on a stick.
pub struct Trap {
    pub name: &'static str,
    lay: fn(&Path, &Outside),
}

impl Trap {
    pub const LINK_TO_A_FILE: Self =
        Self { name: "a link to a file", lay: |at, outside| symlink(outside.file(), at).unwrap() };
    pub const LINK_TO_A_FOLDER: Self =
        Self { name: "a link to a folder", lay: |at, outside| symlink(outside.folder(), at).unwrap() };
    const LINK_TO_NOTHING: Self =
        Self { name: "a dangling link", lay: |at, outside| symlink(outside.nothing(), at).unwrap() };
    const LINK_TO_ITSELF: Self = Self { name: "a link to itself", lay: |at, _| symlink(at, at).unwrap() };
    const LINK_TO_ENDLESS: Self = Self { name: "a link to /dev/zero", lay: |at, _| symlink("/dev/zero", at).unwrap() };
    pub const PIPE: Self = Self { name: "a pipe", lay: |at, _| node(at, &["p"]) };
    const SOCKET: Self = Self { name: "a socket", lay: |at, _| drop(UnixListener::bind(at).unwrap()) };
    const DEVICE: Self = Self { name: "a device", lay: |at, _| node(at, &["c", "1", "5"]) };
    const FOLDER: Self = Self { name: "a folder", lay: |at, _| fs::create_dir(at).unwrap() };
    const FULL_FOLDER: Self = Self {
        name: "a folder with something in it",
        lay: |at, _| {
            fs::create_dir(at).unwrap();
            fs::write(at.join("x"), b"x").unwrap();
        },
    };
    const FILE: Self = Self { name: "a file", lay: |at, _| fs::write(at, b"of somebody else").unwrap() };
    const HUGE: Self =
        Self { name: "a file of 10 GB", lay: |at, _| fs::File::create(at).unwrap().set_len(10 << 30).unwrap() };

    pub const IN_A_FILES_PLACE: &[Self] = &[
        Self::LINK_TO_A_FILE,
        Self::LINK_TO_A_FOLDER,
        Self::LINK_TO_NOTHING,
        Self::LINK_TO_ITSELF,
        Self::LINK_TO_ENDLESS,
        Self::PIPE,
        Self::SOCKET,
        Self::DEVICE,
        Self::FOLDER,
        Self::FULL_FOLDER,
        Self::HUGE,
    ];
    pub const IN_A_FOLDERS_PLACE: &[Self] = &[
        Self::LINK_TO_A_FILE,
        Self::LINK_TO_A_FOLDER,
        Self::LINK_TO_NOTHING,
        Self::LINK_TO_ITSELF,
        Self::PIPE,
        Self::SOCKET,
        Self::DEVICE,
        Self::FILE,
    ];

    /// Traps beside a file that is good: what an operating system leaves, and names that nobody types.
    pub const BESIDE: &[Self] = &[
        Self {
            name: "a companion of a Mac",
            lay: |at, _| fs::write(at.with_file_name(named("._", at, "")), b"\0\x05\x16\x07").unwrap(),
        },
        Self {
            name: "a bin with an old copy",
            lay: |at, _| {
                let bin = at.with_file_name(".Trash-1000");
                fs::create_dir_all(bin.join("files")).unwrap();
                fs::write(bin.join("files").join(at.file_name().unwrap()), b"damaged").unwrap();
            },
        },
        Self { name: "a hidden pipe", lay: |at, _| node(&at.with_file_name(named(".", at, "")), &["p"]) },
        Self {
            name: "a hidden link",
            lay: |at, outside| symlink(outside.file(), at.with_file_name(named(".x", at, ""))).unwrap(),
        },
        Self {
            name: "a folder of its own kind",
            lay: |at, _| fs::create_dir(at.with_file_name(named("a", at, ""))).unwrap(),
        },
    ];

    pub fn set(&self, at: &Path, outside: &Outside) {
        (self.lay)(at, outside);
    }
}

fn named(before: &str, at: &Path, after: &str) -> std::ffi::OsString {
    let name = at.file_name().unwrap_or(OsStr::new("x"));
    OsStr::from_bytes(&[before.as_bytes(), name.as_bytes(), after.as_bytes()].concat()).to_owned()
}

/// A pipe or a device. Devices need root, as the tests that install what they need do.
fn node(at: &Path, words: &[&str]) {
    let made = Command::new("mknod").arg(at).args(words).status().unwrap();
    assert!(made.success(), "mknod {} {words:?}: run the tests as root", at.display());
}
