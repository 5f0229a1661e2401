use crate::crypto::sha256;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Uploads in parts that wait for their next part. They are in memory only: a sender that is cut off goes on within the hour or
/// begins again.
pub struct Uploads {
    most: usize,
    most_bytes: usize,
    begun: Mutex<HashMap<[u8; 32], Begun>>,
}

struct Begun {
    station: String,
    len: usize,
    bytes: Vec<u8>,
    at: Instant,
}

/// Result of appending a part.
#[derive(Debug, PartialEq, Eq)]
pub enum Appended {
    /// This many bytes are here now.
    Have(usize),
    /// All bytes are here, and they have the digest that was stated.
    Whole(Vec<u8>),
    /// The part begins elsewhere than where the bytes end that are here: this many.
    Elsewhere(usize),
    /// All bytes are here and have another digest; they are discarded.
    OtherDigest,
}

const KEPT: Duration = Duration::from_secs(3600);
/// Uploads of one station. It sends one bundle after another; some more, since copies of it must be seen.
const MOST_OF_A_STATION: usize = 4;

impl Uploads {
    /// At most this many uploads, and bytes of them.
    pub fn new(most: usize, most_bytes: usize) -> Self {
        Self { most, most_bytes, begun: Mutex::new(HashMap::new()) }
    }

    /// Number of bytes of a file that are here.
    pub fn have(&self, digest: &[u8; 32], len: usize) -> usize {
        self.begun().get(digest).filter(|begun| begun.len == len).map_or(0, |begun| begun.bytes.len())
    }

    /// Keeps the first part of a file, which `station` is known to have signed.
    pub fn begin(&self, digest: [u8; 32], station: &str, len: usize, part: &[u8], now: Instant) -> Appended {
        let mut begun = self.begun();
        if let Some(known) = begun.get(&digest).filter(|known| known.len == len && !known.bytes.is_empty()) {
            return Appended::Elsewhere(known.bytes.len());
        }
        begun.retain(|_, one| now.saturating_duration_since(one.at) < KEPT);
        let is_same = |one: &Begun| one.station == station;
        while begun.values().filter(|one| is_same(one)).count() >= MOST_OF_A_STATION {
            drop_oldest(&mut begun, is_same);
        }
        let room =
            |begun: &HashMap<_, Begun>| begun.values().map(|one| one.len).sum::<usize>() + len <= self.most_bytes;
        while !begun.is_empty() && (begun.len() >= self.most || !room(&begun)) {
            drop_oldest(&mut begun, |_| true);
        }
        begun.insert(digest, Begun { station: station.to_owned(), len, bytes: Vec::new(), at: now });
        drop(begun);
        self.append(&digest, len, 0, part, now)
    }

    /// Appends a part to those that are here.
    pub fn append(&self, digest: &[u8; 32], len: usize, at: usize, part: &[u8], now: Instant) -> Appended {
        let mut all = self.begun();
        let Some(begun) = all.get_mut(digest).filter(|begun| begun.len == len) else { return Appended::Elsewhere(0) };
        if begun.bytes.len() != at || part.len() > len - at {
            return Appended::Elsewhere(begun.bytes.len());
        }
        begun.bytes.extend_from_slice(part);
        begun.at = now;
        if begun.bytes.len() < len {
            return Appended::Have(begun.bytes.len());
        }
        let whole = begun.bytes.clone();
        if sha256(&[&whole]) != *digest {
            all.remove(digest);
            return Appended::OtherDigest;
        }
        // The answer may not reach the sender: all but the last byte stays, so that asking again costs one byte.
        begun.bytes.truncate(len - 1);
        Appended::Whole(whole)
    }

    /// Forgets an upload.
    pub fn forget(&self, digest: &[u8; 32]) {
        self.begun().remove(digest);
    }

    fn begun(&self) -> MutexGuard<'_, HashMap<[u8; 32], Begun>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn drop_oldest(begun: &mut HashMap<[u8; 32], Begun>, among: impl Fn(&Begun) -> bool) {
    let oldest = begun.iter().filter(|(_, one)| among(one)).min_by_key(|(_, one)| one.at).map(|(digest, _)| *digest);
    if let Some(digest) = oldest {
        begun.remove(&digest);
    }
}
