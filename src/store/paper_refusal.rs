use crate::domain::PaperNumber;

/// Why something cannot be done with a printed paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    /// This station has not printed it.
    #[error("{0} was not printed here")]
    NotPrinted(PaperNumber),
    /// It was printed and has not been collected.
    #[error("{0} was not collected")]
    NotCollected(PaperNumber),
    /// It is handed in already.
    #[error("{0} is handed in")]
    Handed(PaperNumber),
    /// It was declared void.
    #[error("{0} is void")]
    Void(PaperNumber),
    /// It is one of those that are keyed a second time and was not; or it is none of them and was.
    #[error("{0} is not keyed as often as it must be")]
    NotKeyedTwice(PaperNumber),
    /// More than a batch holds, or none at all.
    #[error("a batch has 1 to 60 papers")]
    Count,
}
