use super::log;
use crate::web::{clock::now, middleware::believe, state::AppState};
use std::{sync::Weak, time::Duration};
use tokio::time::interval;

/// How often what is due is erased.
const EVERY: Duration = Duration::from_secs(3600);

/// Erases rosters whose last day is over, for as long as the server runs. A clock that is not believed erases nothing.
pub async fn keep_up(state: Weak<AppState>) {
    let mut ticks = interval(EVERY);
    loop {
        ticks.tick().await;
        let Some(state) = state.upgrade() else { return };
        if believe(&state).await.is_err() {
            continue;
        }
        // What fails is tried again an hour later, and when a page of rosters is opened.
        if let Ok(Ok(1..)) = state.run_command(|centre| centre.erase_due_rosters(now())).await {
            log::server_event("due-rosters-erased");
        }
    }
}
