//! Enrolment: a station asks for a place with a file it signs itself; the centre compares the fingerprint over the telephone and
//! answers with a grant, signed by its enrolment key and sealed to the station.

/// Grants: the centre's answer to a request.
pub mod grant;
/// Checks of stations' machines.
pub mod machine;
/// Requests of stations for a grant.
pub mod request;
mod secrets;

pub use grant::{Grant, RootRef};
pub use request::Request;
pub use secrets::Secrets;
