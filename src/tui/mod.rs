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
mod evening;
mod faults;
mod keyed;
mod lock;
mod model;
mod msg;
mod next;
mod open;
mod outbox;
pub mod overlays;
mod people;
mod route;
mod rules;
mod scan;
pub mod screens;
mod settings;
mod shared;
mod shortcuts;
mod station;
mod typed;
mod update;
mod view;

pub use crate::notices::Failure;
pub use binding::{EDITING, Hint, KeyRow, Keys, Listing, Owner, Presses, Table};
pub use chooser::{Chooser, Chosen};
pub use click::Hot;
pub use effect::{Effect, PinFor, Secret, Ticket};
pub use evening::{
    BatchLine, ClassList, EveningFiles, KeyedSheet, Learner, PaperLine, PaperStep, Sheet, SheetDifference, SheetKept,
    SheetMessage, SheetQuestion, TaughtLesson,
};
pub use faults::{FaultText, fault_text, link_fault_text};
pub use keyed::Keyed;
pub use model::Model;
pub use msg::{Msg, Press};
pub use next::Next;
pub use outbox::{Brought, DriveLine, HandedOver, Pace, PackNews, Stage, SyncState};
pub use overlays::Overlay;
pub use people::{Guest, ListKind, Newcomer, PersonLine};
pub use route::{Back, FormStart, OpenedFrom, Route, Window};
pub use rules::rule_text;
pub use screens::{Screen, ScreenState};
pub use settings::{Settings, ThemeName};
pub use shared::Shared;
pub use shortcuts::{Shortcut, shortcuts};
pub use station::{Counts, KEPT_DAYS, Shift, StationLine, VolunteerLine};
pub use view::view;
