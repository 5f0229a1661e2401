//! The server at its door: the protocol, and what strangers may cost it.

mod hostile;
mod protocol;
