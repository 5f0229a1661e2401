use super::{Replies, Worker};
use crate::{
    kiosk::{outbox::handover::TransferControl, release},
    platform::drives,
    store::StoreError,
    tui::{Effect, Failure, Msg, ReleaseNews},
};
use std::path::{Path, PathBuf};

impl Worker {
    /// Releases of the program on sticks: looked for, and kept for the end of the shift.
    pub(super) fn releases(&mut self, effect: &Effect) -> Replies {
        let found = match effect {
            Effect::TakeRelease(file) => self.take_release(Path::new(file)),
            Effect::SeeRelease => {
                let Some(store) = &self.store else { return Ok(Vec::new()) };
                return Ok(vec![Msg::ReleaseSeen(release::seen(store, &self.sticks()))]);
            }
            _ => self.find_release(), // else: the one other effect that leads here
        };
        Ok(vec![found.map_or_else(Msg::Failed, |news| Msg::Releases(Box::new(news)))])
    }

    fn find_release(&self) -> Result<ReleaseNews, Failure> {
        let store = self.store.as_ref().ok_or_else(|| self.explain(&StoreError::Shift))?;
        release::find(store, &self.sticks(), self.language())
    }

    fn take_release(&self, file: &Path) -> Result<ReleaseNews, Failure> {
        let store = self.store.as_ref().ok_or_else(|| self.explain(&StoreError::Shift))?;
        let mut progress_sender = self.progress_sender();
        let version = release::stage_from(store, file, &mut |pace| progress_sender.pace(pace))?;
        Ok(ReleaseNews {
            running: release::running().to_string(),
            staged: Some(version.to_string()),
            ..ReleaseNews::default()
        })
    }

    fn sticks(&self) -> Vec<PathBuf> {
        drives(&self.drive_roots, self.station.dir()).into_iter().map(|drive| drive.path).collect()
    }
}
