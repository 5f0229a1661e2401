use super::{Body, Row};

/// Event of a visit, as the session emits it and the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chained, and travels to the centre.
    Record(Body),
    /// A single step: durable, and stays at the station.
    Journal(Row),
}
