use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

/// Work that is done for each place of a list by several threads, in the list's order as far as they let it.
pub struct Each<F> {
    total: usize,
    threads: usize,
    progress: F,
    next: AtomicUsize,
    done: AtomicUsize,
    stopped: AtomicBool,
}

impl<F: Fn(usize) + Sync> Each<F> {
    #[must_use]
    pub fn new(total: usize, threads: usize, progress: F) -> Self {
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Self { total, threads: threads.clamp(1, 64), progress, next, done, stopped: AtomicBool::new(false) }
    }

    /// Does it; the first fault ends it.
    ///
    /// # Errors
    /// The first fault.
    pub fn run<E: Send>(&self, work: impl Fn(usize) -> Result<(), E> + Sync) -> Result<(), E> {
        let fault = Mutex::new(None);
        std::thread::scope(|scope| {
            for _ in 0..self.threads.min(self.total.max(1)) {
                scope.spawn(|| {
                    while let Some(at) = self.take() {
                        if let Err(why) = work(at) {
                            self.stopped.store(true, Ordering::Relaxed);
                            fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(why);
                        }
                        (self.progress)(self.done.fetch_add(1, Ordering::Relaxed) + 1);
                    }
                });
            }
        });
        fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }

    fn take(&self) -> Option<usize> {
        if self.stopped.load(Ordering::Relaxed) {
            return None;
        }
        Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < self.total)
    }
}
