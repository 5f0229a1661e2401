use super::{FaultKind, FileFault, fault::Faults};

/// One file of a campaign's folder, as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Below the folder, with slashes: `lessons/1-1.md`.
    pub path: &'a str,
    /// Its content, unchanged.
    pub bytes: &'a [u8],
}

/// Largest file that is looked at: a bank of 20,000 questions stays below it.
pub const MOST_BYTES: usize = 8 << 20;

/// A file's text and where its lines begin.
pub(super) struct FileText<'a> {
    pub path: &'a str,
    /// Without the mark that Windows editors put at the start.
    pub text: &'a str,
    starts: Vec<usize>,
}

impl<'a> FileText<'a> {
    /// The text of a file of acceptable size, or nothing and the fault.
    pub fn open(file: Source<'a>, faults: &mut Faults) -> Option<Self> {
        let bytes = file.bytes.len();
        if bytes > MOST_BYTES {
            faults.add(file.path, 1, FaultKind::File(FileFault::FileTooLarge { bytes, most: MOST_BYTES }));
            return None;
        }
        let plain = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file.bytes);
        match std::str::from_utf8(plain) {
            Ok(text) => {
                let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
                Some(Self { path: file.path, text, starts: std::iter::once(0).chain(breaks).collect() })
            }
            Err(fault) => {
                let before = plain.iter().take(fault.valid_up_to()).filter(|byte| **byte == b'\n').count();
                faults.add(file.path, count(before + 1), FaultKind::File(FileFault::NotUtf8));
                None
            }
        }
    }

    /// The line of a byte, counted from 1.
    pub fn line(&self, at: usize) -> u32 {
        count(self.starts.partition_point(|start| *start <= at))
    }

    /// The character of its line that a byte belongs to, counted from 1.
    pub fn column(&self, at: usize) -> u32 {
        let before = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.starts.get(before).copied().unwrap_or(0);
        count(self.text.get(start..at).map_or(0, |before| before.chars().count()) + 1)
    }
}

pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
