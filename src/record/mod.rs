//! What happened, in the shapes that are kept: records, which are chained and travel to the centre, and the local journal of
//! single steps between them.
//!
//! Promises: one canonical form for each record (the compact JSON of its versioned wire shape, fields in declared
//! order); anything else is refused, not repaired. The chain verifies after a person's bytes were erased
//! (docs/FORMATS.md section 2).
//! Does not: decide what may happen (`session`), keep anything (`store`), or seal it (`bundle`).

mod body;
mod chain;
mod event;
mod journal;
mod kind;
mod paper;
mod person;
mod registration;
mod registration_view;
mod view;
mod view_evening;
mod view_parser;
mod wire;

pub use body::{AnswerV1, Body, CertificateV1, HowLearnt, InstallV1, Medium, PaperAnswerV1};
pub use chain::{ChainLink, GENESIS, commitment, link};
pub use event::Event;
pub use journal::{Draft, Row};
pub use kind::{RecordKind, UnknownKind};
pub use paper::{drawn_digest, paper_digest};
pub use person::{
    draw_seed, is_keyed_twice, is_keyed_twice_by, person_key, person_key_by, printed_paper_seed, printed_paper_seed_by,
};
pub use registration::{PlaceV1, RegistrationV1, ShapeFault, WorkV1};
pub use registration_view::{RegistrationView, WorkView};
pub use view::{AnswerView, BodyView, RecordView};
pub use wire::{HelpMode, Record, RecordFault, StampV1, VERSION, hex, unhex};
