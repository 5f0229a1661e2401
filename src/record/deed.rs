use super::{Body, Row};

/// One thing that a visit brings about: a record for the chain, or a step for the local journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Record(Body),
    Journal(Row),
}
