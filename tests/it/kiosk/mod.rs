//! The driver's rooms at their door: what is carried out of the station, by stick and by network.

pub mod cups;
mod display;
mod hostile;
mod laptop;
mod machine;
mod printing;
mod resume;
mod server;
pub mod sound;
mod station;
mod stick;
mod tls;
