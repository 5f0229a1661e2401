use crate::{
    light::{OVERHEAD, Pictures},
    report::qr::{self, Matrix},
};
use std::sync::Arc;

/// Columns beside a code that the words need.
pub const BESIDE: u16 = 30;
/// Modules of white around a code at least; where there is room, four (ISO/IEC 18004). Two still read in all the bad photos that were
/// tried (docs/DESIGN.md 11.3), but the frame of a dark terminal is right beside it.
pub const LEAST_QUIET: u16 = 3;
/// How long each of the three is shown while the phone finds out which it reads, in milliseconds.
const TRIAL_MS: u64 = 2_500;

/// A speed: codes of so many modules a side at most, and how many of them a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed {
    /// Modules a side at most.
    modules: usize,
    /// Pictures a second.
    pub rate: u64,
}

/// From the one that every phone reads to the one for a good camera close by.
pub const SPEEDS: [Speed; 3] =
    [Speed { modules: 45, rate: 5 }, Speed { modules: 65, rate: 8 }, Speed { modules: 97, rate: 12 }];

/// A moving code: three speeds of one parcel, one of which is shown.
pub struct Show {
    tracks: [Track; 3],
    /// Which is shown.
    at: usize,
    /// The steady clock at which the next picture is due, and at which the next speed is tried.
    next_ms: u64,
    turn_ms: u64,
    /// What is shown now.
    pub code: Option<Matrix>,
    /// Pictures that were shown since the speed was chosen.
    pub count: u64,
}

struct Track {
    pictures: Pictures,
    modules: usize,
    rate: u64,
}

impl Show {
    /// A code as large as a terminal of this size allows. None where there is no room for one.
    #[must_use]
    pub fn new(parcel: &Arc<[u8]>, size: (u16, u16), now_ms: u64) -> Option<Self> {
        let room = usize::from(room(size));
        let track = |at: usize| {
            let speed = SPEEDS.get(at)?;
            let modules = qr::largest(room.min(speed.modules))?;
            // The phone distinguishes the speeds by the length of a symbol, in their order.
            let symbol = qr::bytes_in(modules).checked_sub(OVERHEAD + 2 - at)?;
            let pictures = Pictures::new(parcel.clone(), u16::try_from(symbol).ok()?).ok()?;
            Some(Track { pictures, modules, rate: speed.rate })
        };
        let tracks = [track(0)?, track(1)?, track(2)?];
        let mut show = Self { tracks, at: 0, next_ms: now_ms, turn_ms: now_ms + TRIAL_MS, code: None, count: 0 };
        show.draw(now_ms);
        Some(show)
    }

    /// The speed that is shown, from 0.
    #[must_use]
    pub fn speed(&self) -> usize {
        self.at
    }

    /// Stays with this speed.
    pub fn choose(&mut self, at: usize, now_ms: u64) {
        if at < self.tracks.len() && (at != self.at || self.turn_ms != u64::MAX) {
            (self.at, self.turn_ms, self.count) = (at, u64::MAX, 0);
            self.draw(now_ms);
        }
    }

    /// When the next picture is due, by the steady clock.
    #[must_use]
    pub fn next_ms(&self) -> u64 {
        self.next_ms
    }

    /// The next picture, where it is due; while speeds are tried, the next speed where that is due.
    pub fn tick(&mut self, now_ms: u64) {
        if now_ms >= self.turn_ms {
            self.at = (self.at + 1) % self.tracks.len();
            self.turn_ms = now_ms + TRIAL_MS;
        }
        if now_ms >= self.next_ms {
            self.draw(now_ms);
        }
    }

    /// Minutes that a speed takes if three pictures of ten are not read, rounded up.
    #[must_use]
    pub fn minutes(&self, at: usize) -> u64 {
        self.tracks.get(at).map_or(0, |track| {
            let pictures = u64::from(track.pictures.plan().symbols()) * 10 / 7 + 1;
            pictures.div_ceil(track.rate * 60)
        })
    }

    /// Bytes of the parcel that a picture of this speed holds.
    #[must_use]
    pub fn bytes_a_picture(&self, at: usize) -> u16 {
        self.tracks.get(at).map_or(0, |track| track.pictures.plan().symbol())
    }

    fn draw(&mut self, now_ms: u64) {
        let Some(track) = self.tracks.get_mut(self.at) else { return };
        self.code = qr::of_bytes(&track.pictures.show(), track.modules).ok();
        self.count += 1;
        // A machine that is behind leaves pictures out: it does not hurry after them.
        self.next_ms = now_ms + 1000 / track.rate;
    }
}

/// Modules a side for which a terminal of so many columns and rows has room.
fn room((columns, rows): (u16, u16)) -> u16 {
    let quiet = 2 * LEAST_QUIET;
    columns.saturating_sub(BESIDE + quiet).min((2 * rows).saturating_sub(quiet))
}
