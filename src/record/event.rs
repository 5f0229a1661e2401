use super::{Body, Row};

/// One thing that happened in a visit, as the session tells it and the store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Chained, and travels to the centre.
    Record(Body),
    /// A single step: durable, and stays at the station.
    Journal(Row),
}
