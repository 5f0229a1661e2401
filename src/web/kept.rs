//! Figures that many people look at in the same moment, read once for all of them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::Mutex;

/// How long a value is given to others. What this server has changed since is in it at once; what another server or a command has, after
/// this time.
const FRESH: Duration = Duration::from_millis(250);

/// How often this server has changed anything in the ledger.
#[derive(Clone, Default)]
pub struct ChangeCount(Arc<AtomicU64>);

/// A value of the ledger. Who asks while it is read waits, and is given the same.
pub struct Kept<T> {
    newest: Mutex<Option<Read<T>>>,
    changes: ChangeCount,
}

struct Read<T> {
    began: Instant,
    changes: u64,
    value: Arc<T>,
}

impl ChangeCount {
    /// Something was changed, or may have been.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }

    fn now(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }
}

impl<T> Kept<T> {
    /// No value yet.
    pub fn new(changes: ChangeCount) -> Self {
        Self { newest: Mutex::default(), changes }
    }

    /// The value, read now or shortly before, with everything that this server has changed.
    ///
    /// # Errors
    /// Those of `read`; nothing is kept then.
    pub async fn get<F, E>(&self, read: impl FnOnce() -> F) -> Result<Arc<T>, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let mut newest = self.newest.lock().await;
        let (began, changes) = (Instant::now(), self.changes.now());
        let fresh = newest.as_ref().filter(|kept| kept.changes == changes && kept.began.elapsed() < FRESH);
        if let Some(kept) = fresh {
            return Ok(kept.value.clone());
        }
        let value = Arc::new(read().await?);
        *newest = Some(Read { began, changes, value: value.clone() });
        Ok(value)
    }
}
