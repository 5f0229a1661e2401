//! Consent, number, form, and the helper's panel.

pub mod cases;
mod consent;
mod form;
mod hostile;
mod panel;
mod second_look;
pub mod stage;
mod who;
