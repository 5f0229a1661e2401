//! Whether the machine was asleep: the clock that counts time asleep runs ahead of the one that does not.

/// Longest that the two clocks drift apart while the machine is awake, in milliseconds.
const SLACK_MS: u64 = 1_000;

/// The time asleep that has been noticed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sleep {
    asleep_ms: Option<u64>,
}

impl Sleep {
    /// Whether the machine was asleep since the last call, from a reading of both clocks in milliseconds since the machine was
    /// started: `boot_ms` counts time asleep, `awake_ms` does not. The first call only notes them.
    pub fn notice(&mut self, boot_ms: u64, awake_ms: u64) -> bool {
        let asleep_ms = boot_ms.saturating_sub(awake_ms);
        let before = self.asleep_ms.replace(asleep_ms);
        before.is_some_and(|before| asleep_ms > before.saturating_add(SLACK_MS))
    }
}

/// Calls `notice` each time after the machine was asleep, within moments of its waking. A timer that is cancelled when the wall
/// clock jumps, as it does at waking, ends the wait at once; where the kernel does not do that, both clocks are compared every minute.
#[cfg(target_os = "linux")]
pub fn on_sleep(notice: impl Fn() -> bool + Send + 'static) {
    use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
    // SAFETY: the call takes numbers only.
    let timer = unsafe { libc::timerfd_create(libc::CLOCK_REALTIME, libc::TFD_CLOEXEC | libc::TFD_NONBLOCK) };
    // SAFETY: the descriptor was made just now and belongs to nobody else.
    let timer = (timer >= 0).then(|| unsafe { OwnedFd::from_raw_fd(timer) });
    std::thread::spawn(move || {
        let mut sleep = Sleep::default();
        sleep.notice(read_ms(libc::CLOCK_BOOTTIME), read_ms(libc::CLOCK_MONOTONIC));
        loop {
            wait(timer.as_ref().map_or(-1, AsRawFd::as_raw_fd));
            let slept = sleep.notice(read_ms(libc::CLOCK_BOOTTIME), read_ms(libc::CLOCK_MONOTONIC));
            if slept && !notice() {
                return;
            }
        }
    });
}

/// The same on Windows: both clocks are compared every two seconds.
#[cfg(windows)]
pub fn on_sleep(notice: impl Fn() -> bool + Send + 'static) {
    std::thread::spawn(move || {
        let mut sleep = Sleep::default();
        loop {
            let (all, awake) = super::windows::clocks_ms();
            if sleep.notice(all, awake) && !notice() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_secs(2));
        }
    });
}

/// Elsewhere it is not noticed (docs/THREAT-MODEL.md K16).
#[cfg(not(any(target_os = "linux", windows)))]
pub fn on_sleep(_notice: impl Fn() -> bool + Send + 'static) {}

/// Waits until the wall clock jumps, and at most a minute.
#[cfg(target_os = "linux")]
fn wait(timer: i32) {
    let far = libc::timespec { tv_sec: i64::from(i32::MAX) * 2, tv_nsec: 0 };
    let once = libc::itimerspec { it_interval: libc::timespec { tv_sec: 0, tv_nsec: 0 }, it_value: far };
    let flags = libc::TFD_TIMER_ABSTIME | libc::TFD_TIMER_CANCEL_ON_SET;
    let mut jumped = libc::pollfd { fd: timer, events: libc::POLLIN, revents: 0 };
    let mut count = [0_u8; 8];
    // SAFETY: the structures are filled and live through the calls; a descriptor of -1 is refused by all three.
    unsafe {
        libc::timerfd_settime(timer, flags, &raw const once, std::ptr::null_mut());
        libc::poll(&raw mut jumped, 1, 60_000);
        libc::read(timer, count.as_mut_ptr().cast(), count.len());
    }
}

#[cfg(target_os = "linux")]
fn read_ms(clock: libc::clockid_t) -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the kernel fills the structure that the pointer names, and keeps nothing of it.
    let done = unsafe { libc::clock_gettime(clock, &raw mut time) };
    if done != 0 {
        return 0;
    }
    u64::try_from(time.tv_sec).unwrap_or(0) * 1000 + u64::try_from(time.tv_nsec / 1_000_000).unwrap_or(0)
}
