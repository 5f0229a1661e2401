use super::{Hot, Overlay, Press, Route, Screen, Settings, Shared, StationLine, draw::Theme, screens};
use crate::{
    domain::Stamp,
    input::{Burst, Held},
    text::Words,
};

/// Seconds without a key after which a group's lesson is laid aside.
const CLASS_IDLE_S: u32 = 30 * 60;

/// State of the whole program: what all screens share, the one screen that is shown, and the windows above it.
pub struct Model {
    /// What all screens share.
    pub shared: Shared,
    /// The screen that is shown.
    pub screen: Screen,
    /// The last one is on top and takes the keys.
    pub overlays: Vec<Overlay>,
    /// The screen to move to once everything handed to the disk is kept.
    pub(super) after_save: Option<Route>,
    /// Screens that `Next::go_above` covered, the last one on top; any other move drops them.
    pub(super) beneath: Vec<Screen>,
    /// When the kernel was last asked to keep the key, on the steady clock.
    pub(super) key_kept_ms: u64,
    /// Keys that may be a scanner's.
    pub(super) burst: Burst,
    /// Keys are decided up to this time of the steady clock: nobody knows yet what waits behind it.
    pub(super) keys_until: u64,
    /// Keys that may be the keyboard's own repetition.
    pub(super) held: Held<Press>,
    /// How often another screen or window came up, and which of them the held key was pressed for.
    pub(super) turns: u64,
    pub(super) held_on: u64,
}

impl Model {
    /// The first screen, before any content is loaded or key is known.
    #[must_use]
    pub fn new(station: StationLine, settings: Settings, now: Stamp) -> Self {
        let station_known = station.known;
        let shared = Shared {
            pack: None,
            open_pack: None,
            codes: Vec::new(),
            words: Words::new(settings.language),
            theme: Theme::from(settings.theme),
            settings,
            station,
            shift: None,
            counts: super::Counts::default(),
            sync: super::SyncState::default(),
            size: (80, 24),
            self_sending: super::SelfSending::default(),
            printers: Vec::new(),
            release_seen: None,
            guest: None,
            newcomer: super::Newcomer::default(),
            parked_form: None,
            parked_class: None,
            now: station_known.now(now),
            known: station_known,
            touched: now,
            last_ticket: super::Ticket::default(),
            last_saved: super::Ticket::default(),
            held: None,
            aside: None,
            reading: super::Reading::default(),
        };
        let screen = Screen::Shift(screens::shift::State::new(&shared));
        Self {
            shared,
            screen,
            overlays: Vec::new(),
            after_save: None,
            beneath: Vec::new(),
            key_kept_ms: now.mono_ms,
            burst: Burst::new(),
            keys_until: u64::MAX,
            held: Held::default(),
            turns: 0,
            held_on: 0,
        }
    }

    /// Milliseconds of the steady clock at which a `Msg::Tick` is wanted, if one is: the program sleeps until then.
    #[must_use]
    pub fn wake_at(&self) -> Option<u64> {
        self.idle_at().into_iter().chain(self.door_at()).chain(self.picture_at()).min()
    }

    /// When the next picture of results by light is due. Under a window nothing moves.
    fn picture_at(&self) -> Option<u64> {
        match &self.screen {
            Screen::Light(light) if self.overlays.is_empty() => light.next_ms(),
            _ => None, // else: nothing else moves by itself
        }
    }

    /// When somebody is asked whether they are still there, or the visit is parked.
    pub(super) fn idle_at(&self) -> Option<u64> {
        let idle = self.shared.settings.idle_s;
        let since = self.shared.touched.mono_ms;
        match (&self.overlays.last(), self.shared.is_visited()) {
            (Some(Overlay::Idle(warning)), _) => Some(warning.park_at_ms()),
            (Some(Overlay::Hidden), _) => None,
            // Nobody is there on the screens that wait for somebody; an open desk must not stay open.
            (_, false) if matches!(self.screen, Screen::Waiting(_) | Screen::Shift(_)) => None,
            (_, false) if self.is_watched() => Some(since + u64::from(idle.max(CLASS_IDLE_S)) * 1000),
            // else: under every other window and screen somebody may have left
            _ => Some(since + u64::from(idle) * 1000),
        }
    }

    /// A hall looks at a lesson, or a phone at a moving code: nobody presses a key for long.
    fn is_watched(&self) -> bool {
        match &self.screen {
            Screen::Group(_) => true,
            Screen::Light(light) => light.fills(),
            _ => false, // else: somebody sits before it
        }
    }

    /// The key of the place under a click, as the last frame showed it.
    #[must_use]
    pub fn click(&self, places: &[Hot], column: u16, row: u16) -> Option<super::Press> {
        Hot::at(places, column, row)
    }
}
