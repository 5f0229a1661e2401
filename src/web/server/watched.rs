use crate::platform::{report_alive, watchdog};
use tokio::time::interval;

/// Reports to a service manager that watches that the server's tasks have their turn, twice in each of its times. The ledger is not asked:
/// a database that is away is no reason to start the program again.
pub async fn report() {
    let Some(within) = watchdog() else { return };
    let mut ticks = interval(within / 2);
    loop {
        ticks.tick().await;
        report_alive();
    }
}
