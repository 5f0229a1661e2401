use super::problem::Problem;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What blocking work is for. Each kind has turns of its own, so that none waits for another: people's pages go on while stations
/// hand in, and the server's health is answered whatever strangers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// What a page or script of a signed-in person reads.
    Pages,
    /// What a signed-in person changes.
    Decisions,
    /// Bundles to be opened and ingested.
    Bundles,
    /// What stations ask for: packs, receipts, grants.
    Stations,
    /// Whether a sender is known.
    Strangers,
    /// Certificates that anybody has checked: drawn again, or read from a picture.
    Checks,
    /// Whether the server works.
    Health,
}

impl Lane {
    /// Whether each of its work may change what pages show.
    pub fn changes(self) -> bool {
        match self {
            Self::Decisions | Self::Bundles => true,
            // A grant and a refusal that are noted count for themselves.
            Self::Pages | Self::Stations | Self::Strangers | Self::Checks | Self::Health => false,
        }
    }
}

/// Turns of one lane.
struct Turns {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// Turns of blocking work by lane.
pub struct Lanes {
    pages: Turns,
    decisions: Turns,
    bundles: Turns,
    stations: Turns,
    strangers: Turns,
    checks: Turns,
    health: Turns,
}

/// Work that waits for its turn in a lane; any more is answered 503.
const MOST_WAITING: usize = 500;
/// Queries do not wait for bundles; more than this at once would only wait for each other.
const PAGES: usize = 16;
const DECISIONS: usize = 4;
const STATIONS: usize = 8;
const STRANGERS: usize = 2;
/// A picture takes some tens of megabytes while it is read.
const CHECKS: usize = 2;
const HEALTH: usize = 1;

impl Lanes {
    /// Lanes of which that of bundles runs so many at once.
    pub fn new(bundles: usize) -> Self {
        let turns = |most| Turns { turns: Arc::new(Semaphore::new(most)), waiting: AtomicUsize::new(0) };
        Self {
            pages: turns(PAGES),
            decisions: turns(DECISIONS),
            bundles: turns(bundles),
            stations: turns(STATIONS),
            strangers: turns(STRANGERS),
            checks: turns(CHECKS),
            health: turns(HEALTH),
        }
    }

    fn of(&self, lane: Lane) -> &Turns {
        match lane {
            Lane::Pages => &self.pages,
            Lane::Decisions => &self.decisions,
            Lane::Bundles => &self.bundles,
            Lane::Stations => &self.stations,
            Lane::Strangers => &self.strangers,
            Lane::Checks => &self.checks,
            Lane::Health => &self.health,
        }
    }

    /// How many wait for their turn in each lane, by its name.
    pub fn waiting(&self) -> [(&'static str, u64); 7] {
        let named = [
            ("pages", Lane::Pages),
            ("decisions", Lane::Decisions),
            ("bundles", Lane::Bundles),
            ("stations", Lane::Stations),
            ("strangers", Lane::Strangers),
            ("checks", Lane::Checks),
            ("health", Lane::Health),
        ];
        named.map(|(name, lane)| {
            (name, u64::try_from(self.of(lane).waiting.load(Ordering::Relaxed)).unwrap_or(u64::MAX))
        })
    }

    /// Waits for a turn in the lane.
    ///
    /// # Errors
    /// 503 when too many wait.
    pub async fn turn(&self, lane: Lane) -> Result<OwnedSemaphorePermit, Problem> {
        let Turns { turns, waiting } = self.of(lane);
        let queue = Queue::enter(waiting)?;
        let turn = turns.clone().acquire_owned().await.map_err(|_| Problem::busy(5))?;
        drop(queue);
        Ok(turn)
    }
}

/// Place in the queue, free again when it is dropped.
struct Queue<'a>(&'a AtomicUsize);

impl<'a> Queue<'a> {
    fn enter(waiting: &'a AtomicUsize) -> Result<Self, Problem> {
        let place = Self(waiting);
        if waiting.fetch_add(1, Ordering::Relaxed) >= MOST_WAITING {
            return Err(Problem::busy(10));
        }
        Ok(place)
    }
}

impl Drop for Queue<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
