//! Consent, number, form, and the helper's panel.

mod consent;
mod form;
mod hostile;
mod panel;
mod stage;
mod who;
