//! What people ask of the office about their own data, as values.

use super::{Resident, access::NotAllowed, outcome::QueryError};
use crate::{
    domain::{Birth, Date, Moment, PersonName, StationId},
    judging::HistoryLine,
    ledger::{LedgerError, RequestKind, RequestRow},
};
use std::collections::BTreeMap;

/// What is asked for, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What.
    pub kind: RequestKind,
    /// Who asked, and how: the person at the counter, a guardian by letter.
    pub by: String,
    /// On which day.
    pub asked: Date,
    /// For `Correct`: the name and the birth as they are to be; none where one stays.
    pub name: Option<PersonName>,
    /// Likewise.
    pub birth: Option<Birth>,
}

/// Request as the office sees it.
#[derive(Clone, Debug)]
pub struct Request {
    /// As it is kept.
    pub row: RequestRow,
    /// First and last day.
    pub asked: Date,
    /// Last day on which it is to be done.
    pub due: Date,
    /// Who asked; empty once the person is erased.
    pub by: String,
    /// Name and birth that are to hold.
    pub wanted: [Option<String>; 2],
    /// Name before it was corrected.
    pub before: Option<String>,
    /// Why it was refused.
    pub why: Option<String>,
    /// The person as lists show them; none once they are erased.
    pub resident: Option<Resident>,
    /// Stations that are to erase what they hold, and since when each has been heard of again; none where it has not.
    pub stations: Vec<(StationId, Option<Moment>)>,
    /// Whether the role may carry it out.
    pub may_close: bool,
}

/// The requests that a role may see.
#[derive(Clone, Debug, Default)]
pub struct RequestList {
    /// Open ones first, those that are due first.
    pub list: Vec<Request>,
    /// How many are open.
    pub open: u64,
    /// How many of these are late.
    pub late: u64,
}

/// Everything that the centre keeps of a person.
#[derive(Clone, Debug)]
pub struct PersonData {
    /// Name, birth, telephone, and what is done.
    pub resident: Resident,
    /// Record by record.
    pub history: Vec<HistoryLine>,
    /// The station that each bundle of it came from.
    pub stations: BTreeMap<i64, StationId>,
}

/// Why a request was not opened, carried out or refused. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RequestRefusal {
    /// The role may not, for this person.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// Nobody of this key is in the ledger, or they are erased.
    #[error("unknown person")]
    UnknownPerson,
    /// No request of this number.
    #[error("unknown request")]
    Unknown,
    /// It has ended before.
    #[error("closed before")]
    Closed,
    /// The person's request of this kind and number has not ended yet.
    #[error("request {0} of this kind is open")]
    Open(i64),
    /// Nothing states who asked, or why it is refused.
    #[error("words are missing")]
    Words,
    /// It was asked on a day that is still to come.
    #[error("asked on a later day")]
    Day,
    /// What is to be corrected is no name or no birth, or nothing is to be corrected.
    #[error("nothing that can be corrected")]
    Correction,
    /// The ledger did not answer.
    #[error("the ledger failed")]
    Ledger(#[source] LedgerError),
}

impl From<LedgerError> for RequestRefusal {
    fn from(fault: LedgerError) -> Self {
        Self::Ledger(fault)
    }
}

impl From<QueryError> for RequestRefusal {
    fn from(fault: QueryError) -> Self {
        match fault {
            QueryError::NotAllowed(why) => Self::NotAllowed(why),
            QueryError::Ledger(fault) => Self::Ledger(fault),
            QueryError::TermOver { .. } => Self::UnknownPerson,
        }
    }
}
