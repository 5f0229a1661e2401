//! The server at its door: the protocol, and what strangers may cost it.

mod certificates;
mod doors;
mod hardening;
mod hostile;
mod managed;
mod protocol;
mod strangers;
mod unsealed;
