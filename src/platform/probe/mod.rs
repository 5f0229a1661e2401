//! What can be known of the machine itself: terminal, disk, memory, swap, sound. Every look has an end: a terminal that never answers, a
//! program that hangs and a disk that stalls cost their patience and nothing more.

mod brief;
mod colours;
mod disk;
mod hardware;
mod swap;
mod sync;
mod widths;

pub use brief::{BriefRun, run_briefly};
pub use colours::terminal_colours;
pub use disk::{DiskFacts, WriteCache, disk_facts};
pub use hardware::{HardwareClock, Memory, Sound, hardware_clock, is_root, is_virtual, memory, newest_change, sound};
pub use swap::{Hibernation, SwapPlace, hibernation, swap_places};
pub use sync::{SyncAnswer, SyncTimes, time_syncs};
pub use widths::{TerminalAnswers, ask_terminal, key_waits, nudge_reader, terminal_size};

use std::path::{Path, PathBuf};

/// Where the kernel describes the machine: `/`, or the root of a copy of these files.
#[derive(Clone, Debug)]
pub struct KernelFiles {
    root: PathBuf,
}

impl Default for KernelFiles {
    fn default() -> Self {
        Self { root: PathBuf::from("/") }
    }
}

/// Longest file of the kernel's that is read.
const MOST_BYTES: usize = 256 << 10;

impl KernelFiles {
    /// The kernel's files below another folder.
    #[must_use]
    pub fn below(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn path(&self, place: &str) -> PathBuf {
        self.root.join(place)
    }

    /// A file's text without its last line end; none where there is no such file.
    fn text(&self, place: &str) -> Option<String> {
        text_of(&self.path(place))
    }
}

fn text_of(path: &Path) -> Option<String> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    std::fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}
