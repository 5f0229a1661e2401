//! Sending without being asked, between two jobs (docs/decisions/072-sending-by-itself.md).

use super::Worker;
use crate::{
    domain::{EpochId, Stamp},
    kiosk::{
        centre_client,
        courier::{Courier, CourierLoad, CourierNews},
        error_log::logged,
        explain,
        outbox::{self, Ready, ReadyBundle, receive},
        send::{Patience, SendFault, SendReport},
        settings,
    },
    tui::{Msg, SelfSending},
};
use std::time::Duration;

/// Nobody waits for it: a line that does not answer is left soon and tried again.
const UNASKED: Patience = Patience {
    tries: 3,
    connect: Duration::from_secs(10),
    stall: Duration::from_secs(20),
    answer: Duration::from_secs(30),
};
/// How often the thread that sends is asked for news.
const LISTEN_MS: u64 = 200;
/// How often it is tried where there is no network: one that comes for a minute is not missed.
const NO_NETWORK_MS: u64 = 15_000;
/// Longest wait between two tries, and the wait after what another try would not change.
const LONGEST_MS: u64 = 600_000;
/// A new bundle is made at most so often: each has a head of its own, and the centre keeps them all.
const NEW_BUNDLE_MS: u64 = 600_000;
/// How soon it is looked again whether somebody still sits at the keyboard: bundles are made while nobody waits for the disk.
const OCCUPIED_MS: u64 = 60_000;

/// Where the sending is.
#[derive(Default)]
pub(super) struct SelfSendingState {
    /// The volunteer wants it, and an address is known.
    is_on: bool,
    under_way: Option<(Courier, Vec<ReadyBundle>)>,
    /// The moment of the next look; none before something is done, as nothing waits.
    next_ms: Option<u64>,
    /// When a bundle was made last.
    made_ms: Option<u64>,
    /// Faults in a row.
    vain: u32,
    /// Epochs of which the centre had no receipt: it was restored, or is a new one.
    unknown: Vec<EpochId>,
    /// What the centre sent was no receipt for this station, or an old one.
    is_refused: bool,
    shown: SelfSending,
}

impl Worker {
    /// The settings have changed, or were read for the first time.
    pub(super) fn heed_self_sending(&mut self) {
        let wanted = settings::read(self.station.dir());
        self.sending = SelfSendingState {
            is_on: wanted.sends_itself && !wanted.centre.is_empty(),
            next_ms: Some(0),
            made_ms: self.sending.made_ms,
            shown: self.sending.shown,
            ..SelfSendingState::default()
        };
    }

    /// Somebody sends, or carries results away, by hand: one at a time.
    pub(super) fn leave_sending_to_others(&mut self) {
        self.sending.under_way = None;
    }

    /// Something was done: results may wait now. Who is in the middle of something is let alone.
    pub(super) fn look_again(&mut self, now: Stamp) {
        let is_occupied = self.at_keyboard.is_some() || self.form_open;
        let at = if is_occupied { now.mono_ms + OCCUPIED_MS } else { 0 };
        self.sending.next_ms.get_or_insert(at);
    }

    /// How long nothing has to be done unless somebody asks for it; none for ever.
    pub(super) fn rest(&self, now: Stamp) -> Option<Duration> {
        if !self.sending.is_on || self.store.is_none() {
            // A mark that is still shown goes.
            return (self.sending.shown != SelfSending::Off).then_some(Duration::ZERO);
        }
        if self.sending.under_way.is_some() {
            return Some(Duration::from_millis(LISTEN_MS));
        }
        self.sending.next_ms.map(|at| Duration::from_millis(at.saturating_sub(now.mono_ms)))
    }

    /// Takes what the centre answered, or begins to send where it is time. Faults are shown by the mark alone: nobody has asked.
    pub(super) fn send_unasked(&mut self, now: Stamp) -> Vec<Msg> {
        let mut msgs = Vec::new();
        let shown = match (self.sending.is_on, self.store.is_some()) {
            (true, true) if self.sending.under_way.is_some() => self.hear(now, &mut msgs),
            (true, true) if self.sending.next_ms.is_some_and(|at| at <= now.mono_ms) => self.look(now),
            (true, true) => self.sending.shown,
            (false, _) | (true, false) => {
                self.sending.under_way = None;
                SelfSending::Off
            }
        };
        if shown != self.sending.shown {
            self.sending.shown = shown;
            msgs.push(Msg::SelfSending(shown));
        }
        msgs
    }

    /// Looks for what waits.
    fn look(&mut self, now: Stamp) -> SelfSending {
        self.sending.next_ms = None;
        let Some(store) = self.store.as_mut() else { return SelfSending::Off };
        if !store.is_enrolled() {
            return SelfSending::Off;
        }
        let found = outbox::listed(store, &self.sending.unknown).and_then(|ready| Ok((ready, outbox::status(store)?)));
        let (ready, status) = match found {
            Ok(found) => found,
            Err(fault) => {
                // In the log: nobody has asked.
                let _ = explain::store_logged(store, &fault);
                return self.hold(now, LONGEST_MS);
            }
        };
        let has_waiting = status.waiting + status.sent > 0 || !self.sending.unknown.is_empty();
        if !has_waiting {
            return SelfSending::Held;
        }
        self.begin_sending(now, ready)
    }

    /// A round with these bundles. Without any it finds out whether there is a network, and asks for the newest receipts.
    fn begin_sending(&mut self, now: Stamp, ready: Ready) -> SelfSending {
        let wanted = settings::read(self.station.dir());
        let Some(store) = self.store.as_ref() else { return SelfSending::Off };
        let client = match centre_client::client(self.station.dir(), &wanted.centre, None, UNASKED, wanted.language) {
            Ok(client) => client,
            Err(_) => return self.hold(now, LONGEST_MS),
        };
        let epochs = match store.epochs() {
            Ok(epochs) => epochs.into_iter().map(|epoch| epoch.id).collect(),
            Err(fault) => {
                // In the log: nobody has asked.
                let _ = explain::store_logged(store, &fault);
                return self.hold(now, LONGEST_MS);
            }
        };
        let load = CourierLoad {
            files: outbox::handover::parcels_of_bundles(&ready),
            grant: ready.grant.map(|(_, bytes)| bytes),
            station: store.station_id().to_owned(),
            epochs,
        };
        match Courier::start(client, load) {
            Ok(courier) => {
                self.sending.under_way = Some((courier, ready.bundles));
                self.sending.is_refused = false;
                SelfSending::Sending
            }
            Err(_) => self.hold(now, LONGEST_MS),
        }
    }

    /// What the centre answered since the last look.
    fn hear(&mut self, now: Stamp, msgs: &mut Vec<Msg>) -> SelfSending {
        let news = self.sending.under_way.as_ref().map(|(courier, _)| courier.news()).unwrap_or_default();
        let mut shown = SelfSending::Sending;
        for one in news {
            match one {
                CourierNews::Answer(bytes) => self.take_answer(&bytes, now),
                CourierNews::Ended(report, fault) => {
                    shown = self.ended(report, fault, now);
                    // Figures that stand on a screen.
                    msgs.extend(self.counts(now).unwrap_or_default());
                }
            }
        }
        shown
    }

    fn take_answer(&mut self, bytes: &[u8], now: Stamp) {
        let Some(store) = self.store.as_mut() else { return };
        match receive::take_receipt(store, bytes, now) {
            Ok((news, _)) => self.sending.is_refused |= news.outdated || news.behind,
            // It is in the log; who sends by hand is shown it.
            Err(_) => self.sending.is_refused = true,
        }
    }

    /// A round has ended.
    fn ended(&mut self, report: SendReport, fault: Option<SendFault>, now: Stamp) -> SelfSending {
        let sent = self.sending.under_way.take().map(|(_, bundles)| bundles).unwrap_or_default();
        let dir = self.station.dir().to_owned();
        let Some(store) = self.store.as_mut() else { return SelfSending::Off };
        // A genuine receipt may be about something else: what counts as arrived is what no longer has to travel.
        let noted = outbox::listed(store, &[]).map_err(|fault| explain::store_logged(store, &fault)).and_then(|left| {
            let arrived: Vec<ReadyBundle> = sent.into_iter().filter(|one| left.has_not(one)).collect();
            outbox::sent(store, &arrived, now)
        });
        if noted.is_err() {
            return self.hold(now, LONGEST_MS);
        }
        if let Some(fault) = fault {
            self.sending.vain = self.sending.vain.saturating_add(1);
            let pause = pause_after(&fault, self.sending.vain);
            if self.sending.vain == 1 {
                // Once, and not every quarter of a minute for as long as there is no network.
                let _ = logged(&dir, explain::sent(&fault), &fault);
            }
            return self.hold(now, pause);
        }
        self.sending.vain = 0;
        if self.sending.is_refused || !report.refused.is_empty() {
            return self.hold(now, LONGEST_MS);
        }
        let was_asked = std::mem::replace(&mut self.sending.unknown, report.unknown);
        // What a restored centre lacks goes up in the next round; what it lacks even then, a person has to look at.
        if self.sending.unknown.iter().any(|epoch| !was_asked.contains(epoch)) {
            return self.look(now);
        }
        self.sending.unknown.clear();
        self.make(now)
    }

    /// The network is there: bundles of what is in none yet, while nobody at the keyboard waits for the disk.
    fn make(&mut self, now: Stamp) -> SelfSending {
        let next = self.sending.made_ms.map_or(0, |made| made + NEW_BUNDLE_MS);
        let is_occupied = self.at_keyboard.is_some() || self.form_open;
        let Some(store) = self.store.as_mut() else { return SelfSending::Off };
        match outbox::status(store) {
            Ok(status) if status.waiting + status.sent == 0 => return SelfSending::Held,
            Ok(_) => (),
            Err(fault) => {
                // In the log: nobody has asked.
                let _ = explain::store_logged(store, &fault);
                return self.hold(now, LONGEST_MS);
            }
        }
        if is_occupied || next > now.mono_ms {
            self.sending.next_ms = Some(next.max(now.mono_ms + OCCUPIED_MS));
            return SelfSending::Quiet;
        }
        self.sending.made_ms = Some(now.mono_ms);
        match outbox::prepare(store, now, &mut |_| ()) {
            Ok(ready) if !ready.bundles.is_empty() => self.begin_sending(now, ready),
            Ok(_) | Err(_) => self.hold(now, LONGEST_MS),
        }
    }

    /// It did not come off; why is in the log. The mark waits.
    fn hold(&mut self, now: Stamp, pause: u64) -> SelfSending {
        self.sending.next_ms = Some(now.mono_ms + pause);
        SelfSending::Waiting
    }
}

/// How long it is waited after a fault.
fn pause_after(fault: &SendFault, vain: u32) -> u64 {
    let doubled = (NO_NETWORK_MS << vain.min(6)).min(LONGEST_MS);
    match fault {
        SendFault::Unreachable => NO_NETWORK_MS,
        SendFault::Broken | SendFault::Failing { .. } | SendFault::CentreClock | SendFault::Stopped => doubled,
        SendFault::Busy { seconds } => (seconds * 1000).clamp(NO_NETWORK_MS, LONGEST_MS),
        SendFault::Authority
        | SendFault::Untrusted
        | SendFault::Clock
        | SendFault::NotTheCentre
        | SendFault::Unconfirmed
        | SendFault::Outdated
        | SendFault::Enough
        | SendFault::NoReceipt(_)
        | SendFault::Spoilt(_) => LONGEST_MS,
    }
}
