//! What people see and press: `Msg` comes in, `update` changes the `Model` and returns effects, `view` draws.
//!
//! Promises: no effect runs here; a frame never waits for the disk, and a screen never moves on before what was answered is
//! kept. Footer, mouse and `update` read one table of keys (`Keyed`): what is not in it does nothing and cannot be clicked.
//! Does not: touch a terminal, a file or a clock, or know how anything is stored.

mod aside;
mod binding;
mod chooser;
mod click;
pub mod draw;
mod effect;
mod focus;
mod key_trial;
mod keyed;
mod lock;
mod model;
mod msg;
mod next;
mod open;
pub mod overlays;
mod read_aloud;
mod reading;
mod route;
mod scan;
pub mod screens;
mod shared;
mod shortcuts;
mod typed;
mod update;
mod view;

pub use crate::{
    notices::Failure,
    status::{
        BatchLine, Brought, CheckLine, ClassList, Counts, Drawing, DriveLine, EveningFiles, Guest, HandedOver,
        KEPT_DAYS, KeyedSheet, KeysFound, Learner, LightLoad, ListKind, Newcomer, Pace, PackNews, PageFound, PaperLine,
        PaperStep, PersonLine, PrintNews, PrinterLine, Printout, ReleaseNews, ReleaseOffer, ScanFound, SelfSending,
        Settings, Sheet, SheetDifference, SheetKept, SheetMessage, SheetQuestion, Shift, SpokenDesk, Stage,
        StationLine, SyncState, TaughtLesson, TerminalFacts, ThemeName, Trials, VolunteerLine,
    },
};
pub use binding::{EDITING, Hint, KeyRow, Keys, Listing, Owner, Presses, Table};
pub use chooser::{Chooser, Chosen};
pub use click::Hot;
pub use effect::{Effect, PinFor, Secret, Ticket};
pub use focus::Focus;
pub use key_trial::{KeyTrial, TRIED_KEYS};
pub use keyed::Keyed;
pub use model::Model;
pub use msg::{Msg, Press};
pub use next::Next;
pub use overlays::Overlay;
pub use reading::{Loudness, Pacing, Reading, Utterance, VoiceKey};
pub use route::{Back, FormStart, OpenedFrom, Route, Window};
pub use screens::{Screen, ScreenState};
pub use shared::Shared;
pub use shortcuts::{Shortcut, shortcuts};
pub use view::{view, view_and_read};
