//! What people see and press: `Msg` comes in, `update` changes the `Model` and returns effects, `view` draws.
//!
//! Promises: no effect runs here; a frame never waits for the disk, and a screen never moves on before what was answered is
//! kept. Every key that a screen takes is in its footer, and every place that can be clicked acts as a key does.
//! Does not: touch a terminal, a file or a clock, or know how anything is stored.

mod click;
pub mod draw;
mod effect;
mod fault_message;
mod faults;
mod model;
mod msg;
mod next;
mod open;
mod outbox;
pub mod overlays;
mod people;
mod place_faults;
mod question_faults;
mod route;
mod rules;
pub mod screens;
mod settings;
mod shared;
mod station;
mod typed;
mod update;
mod view;

pub use crate::notices::Failure;
pub use click::Hot;
pub use effect::{Effect, PinFor, Secret, Ticket};
pub use faults::{FaultText, fault_text, link_fault_text};
pub use model::Model;
pub use msg::{Msg, Press};
pub use next::Next;
pub use outbox::{Brought, DriveLine, HandedOver, Pace, PackNews, Stage, SyncState};
pub use overlays::Overlay;
pub use people::{Guest, ListKind, Newcomer, PersonLine};
pub use route::{Back, FormStart, OpenedFrom, Route, Window};
pub use rules::rule_text;
pub use screens::{Screen, ScreenState};
pub use settings::{Settings, Theme};
pub use shared::Shared;
pub use station::{Counts, Shift, StationLine, VolunteerLine};
pub use view::view;
