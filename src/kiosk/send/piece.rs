use crate::tui::{Pace, Stage};
use std::io::{self, ErrorKind, Read};

/// The most that is read at once: how soon a wish to stop is noticed.
const SIP: usize = 16 << 10;

/// Request body: a piece of a file, which reports its progress and can be stopped.
pub struct Piece<'p> {
    source: Box<dyn Read + 'p>,
    left: u64,
    pace: &'p mut dyn FnMut(Pace) -> bool,
    /// How far the upload is.
    pub progress: Pace,
    /// Why reading ended before its end.
    pub ended: Option<Ended>,
}

/// Why an upload in pieces ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Stopped,
    Spoilt,
}

impl<'p> Piece<'p> {
    /// Upload that begins here.
    pub fn new(
        source: Box<dyn Read + 'p>,
        length: u64,
        progress: (u64, u64),
        pace: &'p mut dyn FnMut(Pace) -> bool,
    ) -> Self {
        let progress = Pace { stage: Stage::Sending, done: progress.0, of: progress.1 };
        Self { source, left: length, pace, progress, ended: None }
    }

    fn end(&mut self, why: Ended) -> io::Error {
        self.ended = Some(why);
        ErrorKind::Other.into()
    }
}

impl Read for Piece<'_> {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        if !(self.pace)(self.progress) {
            return Err(self.end(Ended::Stopped));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(block.len()).min(SIP);
        if most == 0 {
            return Ok(0);
        }
        let count = match self.source.read(block.get_mut(..most).unwrap_or_default()) {
            Ok(0) | Err(_) => return Err(self.end(Ended::Spoilt)),
            Ok(count) => count,
        };
        let count_wide = u64::try_from(count).unwrap_or(0);
        self.left -= count_wide;
        self.progress.done += count_wide;
        Ok(count)
    }
}
