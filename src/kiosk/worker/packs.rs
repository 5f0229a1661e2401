use super::Worker;
use crate::{
    content::{self, Pack},
    domain::{Contest, Now, Stamp},
    kiosk::{clock, content::demo_dates, packs},
    record::{Body, Event, hex, unhex},
    store::Store,
    tui::{Failure, Msg},
};
use std::sync::Arc;

impl Worker {
    /// Where the station has a pack of its own, it takes the place of what came with the program. One that cannot be opened is
    /// reported, and the station goes on with what it has.
    pub(super) fn pack_of_station(&mut self, store: &mut Store, now: Stamp) -> Vec<Failure> {
        if self.content.is_some() {
            return Vec::new(); // a folder was named: somebody is trying it out
        }
        match packs::in_use(store) {
            Ok(None) => {
                // The demo's days were counted from a clock that nobody believes.
                let present = store.known().now(now);
                if self.line.demo && present.doubt().is_some() {
                    self.publish_demo(present);
                }
                Vec::new()
            }
            Ok(Some(opened)) => {
                let remarks = packs::news(&opened, true).remarks;
                store.know_pack(packs::dates(&opened));
                self.use_pack(opened.pack);
                remarks
            }
            Err(failure) => vec![failure],
        }
    }

    /// What the station holds now takes the place of what was in use.
    pub(super) fn take_up_pack(&mut self) {
        if self.content.is_some() {
            return; // a folder was named: somebody is trying it out
        }
        let opened = self.store.as_ref().and_then(|store| packs::in_use(store).ok().flatten());
        if let Some(opened) = opened {
            if let Some(store) = &mut self.store {
                store.know_pack(packs::dates(&opened));
            }
            self.use_pack(opened.pack);
        }
    }

    /// Brings back the packs that these attempts were drawn from, where they are not at hand.
    pub(super) fn bring_packs(&mut self, history: &[(Stamp, Event)]) {
        let Some(now) = self.store.as_ref().map(clock::now) else { return };
        let Some(current) = self.pack.clone() else { return };
        let known = |digest: &str| {
            hex(&current.digest) == digest || current.earlier.iter().any(|pack| hex(&pack.digest) == digest)
        };
        let wanted = history.iter().filter_map(|(_, event)| match event {
            Event::Record(Body::AttemptOpened { pack, .. } | Body::PaperHanded { pack, .. }) if !known(pack) => {
                unhex(pack)
            }
            _ => None, // else: only a test names the pack of its questions
        });
        let mut earlier = Vec::new();
        for digest in wanted {
            if !earlier.iter().any(|pack: &Arc<Pack>| pack.digest == digest) {
                earlier.extend(self.earlier_pack(&digest, now).map(Arc::new));
            }
        }
        if !earlier.is_empty() {
            let mut pack = Pack::clone(&current);
            pack.earlier.extend(earlier);
            self.publish(pack);
        }
    }

    /// A pack from before: from the station's folder, or what came with the program.
    fn earlier_pack(&self, digest: &[u8; 32], now: Now) -> Option<Pack> {
        let kept = self.store.as_ref().and_then(|store| packs::again(store, digest).ok());
        let came = || content::builtin::variants(demo_dates(now.at())).unwrap_or_default();
        let mut packs = kept.map_or_else(came, |opened| vec![opened.pack]).into_iter();
        packs.find(|pack| pack.digest == *digest)
    }

    /// The next shift opens the pack that the last one used: that one stays, with all that was brought to it.
    fn use_pack(&mut self, mut pack: Pack) {
        if let Some(before) = &self.pack {
            if before.digest == pack.digest {
                return;
            }
            self.keep_place(&before.contest, &mut pack.contest);
            pack.earlier.clone_from(&before.earlier);
            pack.earlier.push(before.clone());
        }
        self.publish(pack);
    }

    /// A demo's pack names no place: the sample village stays.
    fn keep_place(&self, before: &Contest, after: &mut Contest) {
        if self.line.demo && after.station.is_none() {
            after.station.clone_from(&before.station);
        }
    }

    fn publish_demo(&mut self, now: Now) {
        let (Some(before), Ok(mut pack)) = (self.pack.clone(), content::builtin::pack(demo_dates(now.at()))) else {
            return;
        };
        self.keep_place(&before.contest, &mut pack.contest);
        self.publish(pack);
    }

    fn publish(&mut self, pack: Pack) {
        let pack = Arc::new(pack);
        self.pack = Some(pack.clone());
        self.news.push(Msg::Content(pack));
    }
}
