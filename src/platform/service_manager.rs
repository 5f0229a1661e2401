//! What a service manager is given to know (`sd_notify(3)`), where one started this process and waits for it. Anybody else hears nothing.

use std::time::Duration;

/// The service answers requests from now on.
pub fn report_ready() {
    #[cfg(all(target_os = "linux", feature = "central"))]
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]); // a manager that is gone is none
}

/// The service lives: to be sent at least once within the time that `watchdog` returns.
pub fn report_alive() {
    #[cfg(all(target_os = "linux", feature = "central"))]
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
}

/// The service ends: it takes nothing more, and finishes what it has begun.
pub fn report_stopping() {
    #[cfg(all(target_os = "linux", feature = "central"))]
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
}

/// Within which time the manager wants to hear of this process, before it starts it again; none where it does not watch.
#[must_use]
pub fn watchdog() -> Option<Duration> {
    #[cfg(all(target_os = "linux", feature = "central"))]
    return sd_notify::watchdog_enabled();
    #[cfg(not(all(target_os = "linux", feature = "central")))]
    None
}
