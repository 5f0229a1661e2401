//! What a station's worker and its screens give each other to show and to do: people, papers and groups, printing, the outbox, the station, its machine, settings.
//!
//! Promises: values and nothing else; the worker makes them, screens show them, neither needs to know the other.
//! Does not: draw, store, or word anything.

mod evening;
mod light;
mod machine;
mod outbox;
mod people;
mod printing;
mod release;
mod settings;
mod station;

pub use evening::{
    BatchLine, ClassList, EveningFiles, KeyedSheet, Learner, PaperLine, PaperStep, Sheet, SheetDifference, SheetKept,
    SheetMessage, SheetQuestion, TaughtLesson,
};
pub use light::{LightLoad, SpokenDesk};
pub use machine::{CheckLine, Drawing, KeysFound, PageFound, ScanFound, TerminalFacts, Trials};
pub use outbox::{Brought, DriveLine, HandedOver, Pace, PackNews, SelfSending, Stage, SyncState};
pub use people::{Guest, ListKind, Newcomer, PersonLine};
pub use printing::{PrintNews, PrinterLine, Printout};
pub use release::{ReleaseNews, ReleaseOffer};
pub use settings::{Settings, ThemeName};
pub use station::{Counts, KEPT_DAYS, Shift, StationLine, VolunteerLine};
