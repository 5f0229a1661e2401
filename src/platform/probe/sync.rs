use crate::platform::FileFault;
use std::{
    fs::{self, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// How long syncs of one place took, in microseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncTimes {
    /// How many were timed.
    pub count: u32,
    /// The fastest.
    pub least_us: u32,
    /// The one in the middle.
    pub middle_us: u32,
    /// The slowest.
    pub most_us: u32,
}

/// What came of writing to a disk.
#[derive(Debug)]
pub enum SyncAnswer {
    /// It took what it was given.
    Times(SyncTimes),
    /// It refused.
    Refused(FileFault),
    /// It had not answered when the time was over.
    TooSlow,
}

/// Most syncs that are timed.
const MOST: usize = 60;
/// What an answer writes: a page of the database and its frame, rounded up.
const PIECE: usize = 8 << 10;
/// Time within which another sync is begun.
const BUDGET: Duration = Duration::from_millis(1500);

/// Writes to one place of a file in this folder again and again, each time synced as an answer is, and removes the file. The same place
/// passes a turning disk's head once a turn, so that honest syncs cannot be faster than that.
#[must_use]
pub fn time_syncs(folder: &Path, patience: Duration) -> SyncAnswer {
    let file = folder.join(format!("kiem-tra-{}.part", std::process::id()));
    let (answer, answered) = channel();
    // A disk that stalls holds this thread, not the caller.
    thread::spawn(move || {
        let timed = timed(&file);
        let _ = fs::remove_file(&file); // there is none where it could not be made
        drop(answer.send(timed));
    });
    match answered.recv_timeout(patience) {
        Ok(Ok(times)) => SyncAnswer::Times(times),
        Ok(Err(fault)) => SyncAnswer::Refused(fault),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => SyncAnswer::TooSlow,
    }
}

fn timed(file: &PathBuf) -> Result<SyncTimes, FileFault> {
    // One that a stopped check left behind is none of anybody's.
    let _ = fs::remove_file(file);
    let mut open = OpenOptions::new();
    open.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut open, 0o600);
    let mut out = open.open(file)?;
    let mut piece = [0_u8; PIECE];
    out.write_all(&piece)?;
    out.sync_all()?;
    let start = Instant::now();
    let mut times = Vec::with_capacity(MOST);
    while times.len() < MOST && (times.len() < 3 || start.elapsed() < BUDGET) {
        piece.fill(u8::try_from(times.len() + 1).unwrap_or(u8::MAX));
        let begun = Instant::now();
        out.seek(SeekFrom::Start(0))?;
        out.write_all(&piece)?;
        out.sync_data()?;
        times.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    times.sort_unstable();
    let at = |place: usize| times.get(place).copied().unwrap_or(0);
    let count = u32::try_from(times.len()).unwrap_or(0);
    Ok(SyncTimes { count, least_us: at(0), middle_us: at(times.len() / 2), most_us: at(times.len() - 1) })
}
