//! The program's clocks, moved by the test: a key that takes a hand two seconds takes the program two seconds, and no test waits for it.

use std::{
    env, fs,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::{Duration, Instant},
};

/// The library that the program is started with, built once.
fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pty/drive/moved_clocks.c");
        let made = folder.join(format!("moved_clocks-{}.so", std::process::id()));
        let built =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&made).arg(source).arg("-ldl").output();
        let built = built.unwrap_or_else(|fault| panic!("cc does not start ({fault}): .ci/needs"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        made
    })
}

/// What the test has added to the clocks, and when it began.
pub struct Clocks {
    folder: tempfile::TempDir,
    file: fs::File,
    added: Duration,
    began: Instant,
}

impl Clocks {
    pub fn new() -> Self {
        let folder = super::super::medium();
        fs::write(folder.path().join("added"), 0_i64.to_le_bytes()).unwrap();
        let file = fs::File::options().write(true).open(folder.path().join("added")).unwrap();
        Self { folder, file, added: Duration::ZERO, began: Instant::now() }
    }

    /// Environment of a program with these clocks. Where the tests run under another day, the program does too.
    pub fn environment(&self) -> [(&'static str, String); 2] {
        let before = env::var("LD_PRELOAD").map(|others| format!(":{others}")).unwrap_or_default();
        let added = self.folder.path().join("added").display().to_string();
        [("LD_PRELOAD", format!("{}{before}", library().display())), ("TRAMSO_MOVED_CLOCKS", added)]
    }

    /// So much time goes by.
    pub fn pass(&mut self, time: Duration) {
        self.added += time;
        let added = i64::try_from(self.added.as_nanos()).unwrap();
        self.file.write_all_at(&added.to_le_bytes(), 0).unwrap();
    }

    /// Time since these clocks were made, that of the machine included: what the program needs itself is waited for.
    pub fn time(&self) -> Duration {
        self.added + self.began.elapsed()
    }
}
