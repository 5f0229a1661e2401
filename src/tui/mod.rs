//! What people see and press: `Msg` comes in, `update` changes the `Model` and returns effects, `view` draws.
//!
//! Promises: no effect runs here; a frame never waits for the disk, and a screen never moves on before what was answered is
//! kept. Every key that a screen takes is in its footer, and every place that can be clicked acts as a key does.
//! Does not: touch a terminal, a file or a clock, or know how anything is stored.

mod binding;
mod click;
pub mod draw;
mod effect;
mod faults;
mod keyed;
mod model;
mod msg;
mod next;
mod open;
mod outbox;
pub mod overlays;
mod place_faults;
mod question_faults;
mod route;
mod rules;
pub mod screens;
mod shared;
mod shortcuts;
mod typed;
mod update;
mod view;

pub use crate::notices::Failure;
pub use binding::{EDITING, Hint, KeyRow, Keys, Listing, Owner, Presses, Table};
pub use click::Hot;
pub use effect::{Effect, PinFor, Secret};
pub use faults::{FaultText, fault_text, link_fault_text};
pub use keyed::Keyed;
pub use model::Model;
pub use msg::{Msg, PackNews, Press, Ticket};
pub use next::Next;
pub use outbox::{Brought, DriveLine, HandedOver, Pace, Stage, SyncState};
pub use overlays::Overlay;
pub use route::{Back, FormStart, OpenedFrom, Route, Window};
pub use rules::rule_text;
pub use screens::{Screen, ScreenState};
pub use shared::{
    Counts, Guest, ListKind, Newcomer, PersonLine, Settings, Shared, Shift, StationLine, Theme, VolunteerLine,
};
pub use shortcuts::{Shortcut, shortcuts};
pub use view::view;
