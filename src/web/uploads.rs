use crate::crypto::sha256;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Uploads that have begun and wait for their rest. They lie in memory only: whoever is cut off sends on within the hour or
/// begins anew.
pub struct Uploads {
    most: usize,
    most_bytes: usize,
    begun: Mutex<HashMap<[u8; 32], Begun>>,
}

struct Begun {
    kiosk: String,
    len: usize,
    bytes: Vec<u8>,
    at: Instant,
}

/// What a piece led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// So many bytes are here now.
    Have(usize),
    /// All bytes are here, and they are those whose digest was said.
    Whole(Vec<u8>),
    /// The piece belongs behind another byte: so many are here.
    Elsewhere(usize),
    /// All bytes are here and have another digest; they are thrown away.
    OtherDigest,
}

const KEPT: Duration = Duration::from_secs(3600);
/// One station sends one bundle after another; some more, for clones that somebody must see.
const MOST_OF_A_STATION: usize = 4;

impl Uploads {
    #[must_use]
    pub fn new(most: usize, most_bytes: usize) -> Self {
        Self { most, most_bytes, begun: Mutex::new(HashMap::new()) }
    }

    /// How many bytes of a file are here.
    #[must_use]
    pub fn have(&self, digest: &[u8; 32], len: usize) -> usize {
        self.begun().get(digest).filter(|begun| begun.len == len).map_or(0, |begun| begun.bytes.len())
    }

    /// Keeps the first piece of a file, which `kiosk` is known to have signed.
    pub fn begin(&self, digest: [u8; 32], kiosk: &str, len: usize, piece: &[u8], now: Instant) -> Piece {
        let mut begun = self.begun();
        if let Some(known) = begun.get(&digest).filter(|known| known.len == len && !known.bytes.is_empty()) {
            return Piece::Elsewhere(known.bytes.len());
        }
        begun.retain(|_, one| now.saturating_duration_since(one.at) < KEPT);
        let of_station = |one: &Begun| one.kiosk == kiosk;
        while begun.values().filter(|one| of_station(one)).count() >= MOST_OF_A_STATION {
            drop_oldest(&mut begun, of_station);
        }
        let room =
            |begun: &HashMap<_, Begun>| begun.values().map(|one| one.len).sum::<usize>() + len <= self.most_bytes;
        while !begun.is_empty() && (begun.len() >= self.most || !room(&begun)) {
            drop_oldest(&mut begun, |_| true);
        }
        begun.insert(digest, Begun { kiosk: kiosk.to_owned(), len, bytes: Vec::new(), at: now });
        drop(begun);
        self.append(&digest, len, 0, piece, now)
    }

    /// Puts a piece behind those that are here.
    pub fn append(&self, digest: &[u8; 32], len: usize, at: usize, piece: &[u8], now: Instant) -> Piece {
        let mut all = self.begun();
        let Some(begun) = all.get_mut(digest).filter(|begun| begun.len == len) else { return Piece::Elsewhere(0) };
        if begun.bytes.len() != at || piece.len() > len - at {
            return Piece::Elsewhere(begun.bytes.len());
        }
        begun.bytes.extend_from_slice(piece);
        begun.at = now;
        if begun.bytes.len() < len {
            return Piece::Have(begun.bytes.len());
        }
        let whole = begun.bytes.clone();
        if sha256(&[&whole]) != *digest {
            all.remove(digest);
            return Piece::OtherDigest;
        }
        // The answer may not reach its sender: all but the last byte stays, so that asking again costs one byte.
        begun.bytes.truncate(len - 1);
        Piece::Whole(whole)
    }

    /// Forgets a file that was refused for good.
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
