//! The station's folder: its encrypted database, its key slots, its guard against guessing; what a visit leaves behind.
//!
//! Promises: what a function has saved when it returns survives a power cut (WAL, synchronous=FULL, one transaction a public
//! function); the database key is never on the disk; one process at a time; a database that is damaged, newer, or another
//! station's is refused by its own error and left as it is, and nothing is ever wiped.
//! Does not: decide what may happen (`session`), word its errors or write bundles (`kiosk`).
//!
//! Storage layout: records and journal rows share one sequence, in the order in which they happened. What lists need of a person
//! is in the person's row, written in the same transaction as the records it follows from; `Store::rebuild` makes
//! it again from them.

mod about;
mod act;
mod append;
mod backup;
mod before;
mod by_mouth;
mod chain;
mod create;
mod database;
mod doctor;
mod draft;
mod ending;
mod epoch;
mod erase;
mod error;
mod evening;
mod folder;
mod grant;
mod group;
mod guard;
mod high_water;
mod history;
mod identity;
mod journal;
mod key;
mod key_change;
mod key_files;
mod known;
mod known_slots;
mod lists;
mod log;
mod meta;
mod migrate;
mod new_key;
mod open;
mod open_shift;
mod opening;
mod pack_dates;
mod packs;
mod paper_refusal;
mod papers;
mod people;
mod person_row;
mod project;
mod receipts;
mod request;
mod retention;
mod save;
mod settings;
mod setup;
mod shift;
mod slots;
mod spool;
mod station;
mod station_file;
mod succession;
mod surroundings;
mod tail;
mod volunteers;
mod write;

pub use act::{Act, EventId, PersonRef, TracedEvent};
pub use backup::{Backup, backup_name, restore_from};
pub use by_mouth::{ByMouth, is_by_mouth};
pub use chain::ChainFault;

#[doc(hidden)]
pub use database::Durability;
pub use doctor::{Checking, Finding, doctor};
pub use epoch::{Epoch, EpochWhy, Signer};
pub use error::{Damage, StoreError};
pub use evening::DayFigures;

pub use high_water::{HighWater, MarkPlaces};
pub use key::DbKey;
pub use key_change::KeyChange;
pub use lists::{AppTicks, Outbox, StationCounts, Tally, WaitingLists};
pub use open::Store;
pub use open_shift::OpenShift;
pub use opening::{Opening, OpeningStep};
pub use pack_dates::PackDates;
pub use packs::{HeldPack, MOST_PACK};
pub use paper_refusal::PaperRefusal;
pub use papers::{PaperState, PrintedBatch, PrintedPaper, SecondKeying};
pub use people::{PersonLine, PersonProgress, PersonQuery};
pub use receipts::{BundleId, ReceiptContent, ReceiptFate, ReceiptLine, RecordAnswers};
pub use request::Asking;
pub use retention::{Retention, Retired};
pub use setup::{Grant, GrantFile, Setup};
pub use slots::{Slot, SlotId};
pub use spool::{BundleLine, Fate, StoredLink};
pub use station::Station;
#[doc(hidden)]
pub use surroundings::Surroundings;
