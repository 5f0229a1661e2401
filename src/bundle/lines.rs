use super::{BundleFault, limits::MOST_LINE};
use std::io::{BufRead, BufReader, Read};

/// Lines of a bounded length.
pub(super) struct Lines<R> {
    input: R,
    line: Vec<u8>,
    number: u64,
    read: u64,
}

impl<R: Read> Lines<BufReader<R>> {
    pub(super) fn new(input: R) -> Self {
        let input = BufReader::with_capacity(MOST_LINE, input);
        Self { input, line: Vec::with_capacity(1024), number: 0, read: 0 }
    }
}

impl<R: BufRead> Lines<R> {
    /// Bytes that were read, line ends included.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// The next line without its end; none behind the last.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, BundleFault> {
        self.line.clear();
        self.number += 1;
        let line = self.number;
        let most = u64::try_from(MOST_LINE).unwrap_or(u64::MAX);
        let mut bounded = self.input.by_ref().take(most);
        let read = bounded.read_until(b'\n', &mut self.line);
        let read = read.map_err(|fault| BundleFault::Compression(fault.to_string()))?;
        self.read += u64::try_from(read).unwrap_or(u64::MAX);
        match self.line.pop() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(&self.line)),
            Some(_) if read == MOST_LINE => Err(BundleFault::LineTooLong { line, most: MOST_LINE }),
            Some(_) => Err(BundleFault::LineCut { line }),
        }
    }
}
