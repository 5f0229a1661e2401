use crate::{
    centre::{
        AccountRefusal, AdmitRefusal, ClockRefusal, DecideRefusal, IngestRefusal, QueryError, RequestRefusal,
        SheetRefusal, SpellingRefusal,
        certificates::CertificateRefusal,
        closing::{self, ClosingRefusal, SignatureRefusal},
        explain,
        one_touch::OneTouchRefusal,
        people_refusals,
        reports::ReportRefusal,
        rosters::RosterRefusal,
        stories::StoryRefusal,
    },
    ledger::LedgerError,
    notices::Failure,
    text::{Legible, Words, codes},
};
use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};

/// Problem that a handler answers with. The layer of its router renders it (`render`): a page or RFC 9457 JSON.
#[derive(Clone, Debug)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// What the notice names.
    pub failure: Failure,
    /// Whether the same request may be sent again as it is.
    pub retry: bool,
    /// Seconds to wait before that, if the server asks for it.
    pub after: Option<u64>,
    /// Error of the ledger behind it, with its sources: for the log, never for an answer.
    pub cause: Option<Legible>,
}

impl Problem {
    /// Problem with the notice of `code` and the values that it names.
    pub fn new<const N: usize>(status: StatusCode, code: &'static str, args: [(&'static str, String); N]) -> Self {
        Self::from_failure(status, Failure::new(code, args))
    }

    /// Problem that may not be retried, with this notice.
    pub fn from_failure(status: StatusCode, failure: Failure) -> Self {
        Self { status, failure, retry: false, after: None, cause: None }
    }

    /// 413: the body is too large.
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, codes::centre::REQUEST_TOO_LARGE, [])
    }

    /// 503: to be retried after this many seconds.
    pub fn busy(seconds: u64) -> Self {
        let busy =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, codes::centre::SERVER_BUSY, [("seconds", seconds.to_string())]);
        Self { retry: true, after: Some(seconds), ..busy }
    }

    /// 429: to be retried after this many seconds.
    pub fn too_many_requests(seconds: u64) -> Self {
        let many = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            codes::centre::TOO_MANY_REQUESTS,
            [("seconds", seconds.to_string())],
        );
        Self { retry: true, after: Some(seconds), ..many }
    }

    /// The daily quota of a station is reached: a day later all of it is free again, however it was spread.
    pub fn quota_reached() -> Self {
        let reached = Self::new(StatusCode::TOO_MANY_REQUESTS, codes::centre::DAILY_QUOTA_REACHED, []);
        Self { retry: true, after: Some(24 * 3600), ..reached }
    }

    /// 408: the body arrived too slowly, or was cut.
    pub fn too_slow() -> Self {
        Self { retry: true, ..Self::new(StatusCode::REQUEST_TIMEOUT, codes::centre::REQUEST_TOO_SLOW, []) }
    }

    /// 404: nothing is at this address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, codes::centre::NOT_FOUND, [])
    }

    /// 405: the address has no such method.
    pub fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, codes::centre::METHOD_NOT_ALLOWED, [])
    }

    /// 400: the request is malformed.
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST, codes::centre::REQUEST_MALFORMED, [])
    }

    /// The request has no token that holds.
    pub fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, codes::token::NO_TOKEN, [])
    }

    /// The request has no session. On a page it is rendered as a redirect to the sign-in page.
    pub fn not_signed_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, codes::centre::NOT_SIGNED_IN, [])
    }

    /// The account must choose its password first. On a page it is rendered as a redirect to the page of the own account.
    pub fn first_password() -> Self {
        Self::new(StatusCode::FORBIDDEN, codes::account::FIRST_PASSWORD_IN_USE, [])
    }

    /// Another site has caused the request.
    pub fn foreign_origin() -> Self {
        Self::new(StatusCode::FORBIDDEN, codes::centre::FOREIGN_ORIGIN, [])
    }

    /// What was sent is refused for its content.
    pub fn unprocessable(failure: Failure) -> Self {
        Self::from_failure(StatusCode::UNPROCESSABLE_ENTITY, failure)
    }

    /// Whether it is a fault of the sender's that sending again would repeat.
    pub fn is_fault_of_sender(&self) -> bool {
        self.status.is_client_error() && !self.retry
    }
}

/// An empty answer that carries the problem to the layer that renders it.
impl IntoResponse for Problem {
    fn into_response(self) -> axum::response::Response {
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = self.status;
        if self.failure.code == codes::token::NO_TOKEN {
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        answer.extensions_mut().insert(self);
        answer
    }
}

impl From<LedgerError> for Problem {
    fn from(fault: LedgerError) -> Self {
        Self::from(&fault)
    }
}

impl From<&LedgerError> for Problem {
    fn from(fault: &LedgerError) -> Self {
        let problem = match fault {
            LedgerError::Unavailable(_) => Self::busy(5),
            LedgerError::Database(_)
            | LedgerError::Login(..)
            | LedgerError::Value(_)
            | LedgerError::Damaged(_)
            | LedgerError::Newer
            | LedgerError::Key
            | LedgerError::Tls(_)
            | LedgerError::GivenUp => {
                let failed = Self::from_failure(StatusCode::INTERNAL_SERVER_ERROR, explain::ledger(fault));
                Self { retry: true, ..failed }
            }
        };
        Self { cause: Some(fault.chain().into()), ..problem }
    }
}

impl From<ClockRefusal> for Problem {
    fn from(refusal: ClockRefusal) -> Self {
        match &refusal {
            ClockRefusal::Ledger(fault) => Self::from(fault),
            ClockRefusal::Contradicts { .. } => {
                let stopped = Self::from_failure(StatusCode::SERVICE_UNAVAILABLE, explain::clock(&refusal));
                Self { retry: true, after: Some(300), ..stopped }
            }
        }
    }
}

impl From<QueryError> for Problem {
    fn from(fault: QueryError) -> Self {
        match &fault {
            QueryError::Ledger(fault) => Self::from(fault),
            QueryError::TermOver { .. } => Self::from_failure(StatusCode::GONE, explain::query(&fault)),
            QueryError::NotAllowed(_) => Self::from_failure(StatusCode::FORBIDDEN, explain::query(&fault)),
        }
    }
}

impl From<ReportRefusal> for Problem {
    fn from(refusal: ReportRefusal) -> Self {
        let failure = refusal.failure();
        match refusal {
            ReportRefusal::Query(fault) => Self::from(fault),
            ReportRefusal::Reversed { .. } => Self::unprocessable(failure),
        }
    }
}

impl From<IngestRefusal> for Problem {
    fn from(refusal: IngestRefusal) -> Self {
        let status = match &refusal {
            IngestRefusal::Ledger(fault) => return Self::from(fault),
            IngestRefusal::UnknownStation { .. } | IngestRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
            IngestRefusal::EpochTaken { .. } => StatusCode::CONFLICT,
            IngestRefusal::TermOver { .. } => StatusCode::GONE,
            IngestRefusal::Fault(_) | IngestRefusal::Newer(_) | IngestRefusal::Contest { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
        };
        let retry = explain::is_worth_a_try(&refusal);
        Self { retry, ..Self::from_failure(status, explain::refusal(&refusal)) }
    }
}

impl From<AdmitRefusal> for Problem {
    fn from(refusal: AdmitRefusal) -> Self {
        let (status, retry) = match &refusal {
            AdmitRefusal::Ledger(fault) => return Self::from(fault),
            AdmitRefusal::NotAllowed(_) => (StatusCode::FORBIDDEN, false),
            AdmitRefusal::NotPinned | AdmitRefusal::UnknownEpoch { .. } => (StatusCode::UNPROCESSABLE_ENTITY, true),
            AdmitRefusal::Fault(_) | AdmitRefusal::Contest { .. } | AdmitRefusal::OtherCentre => {
                (StatusCode::UNPROCESSABLE_ENTITY, false)
            }
        };
        Self { retry, ..Self::from_failure(status, explain::admit(&refusal)) }
    }
}

/// Problem of a decision about `case`, for which `word` was chosen.
pub fn decide_problem(refusal: &DecideRefusal, case: i64, word: &str, words: &Words) -> Problem {
    let status = match refusal {
        DecideRefusal::Ledger(fault) => return Problem::from(fault),
        DecideRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        DecideRefusal::UnknownCase | DecideRefusal::Decided { .. } | DecideRefusal::Open | DecideRefusal::Taken(..) => {
            StatusCode::CONFLICT
        }
        // A page offers what there is: the case has changed since, and the words that are typed at the command line mean nothing here.
        DecideRefusal::Word { .. } => return Problem::new(StatusCode::CONFLICT, codes::centre::DECISION_GONE, []),
    };
    Problem::from_failure(status, explain::decide(refusal, case, word, words))
}

/// Problem of an account that was to be added or changed.
pub fn account_problem(refusal: &AccountRefusal) -> Problem {
    let status = match refusal {
        AccountRefusal::Ledger(fault) => return Problem::from(fault),
        AccountRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        AccountRefusal::Unknown(_) => StatusCode::NOT_FOUND,
        AccountRefusal::Exists(_) | AccountRefusal::LastCity(_) | AccountRefusal::Own(_) => StatusCode::CONFLICT,
        AccountRefusal::Unit(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, explain::account(refusal))
}

/// Problem of a person's request.
pub fn request_problem(refusal: &RequestRefusal) -> Problem {
    let status = match refusal {
        RequestRefusal::Ledger(fault) => return Problem::from(fault),
        RequestRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        RequestRefusal::UnknownPerson | RequestRefusal::Unknown => StatusCode::NOT_FOUND,
        RequestRefusal::Closed | RequestRefusal::Open(_) => StatusCode::CONFLICT,
        RequestRefusal::Words | RequestRefusal::Day | RequestRefusal::Correction => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, explain::request(refusal))
}

/// Problem of what was stated about a sheet.
pub fn sheet_problem(refusal: &SheetRefusal, sheet: i64) -> Problem {
    let status = match refusal {
        SheetRefusal::Ledger(fault) => return Problem::from(fault),
        SheetRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        SheetRefusal::Unknown | SheetRefusal::Gone => StatusCode::CONFLICT,
        SheetRefusal::Letters { .. } => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, explain::sheet(refusal, sheet))
}

/// Problem of a name that was to be merged or taken apart.
pub fn spelling_problem(refusal: &SpellingRefusal) -> Problem {
    let status = match refusal {
        SpellingRefusal::Ledger(fault) => return Problem::from(fault),
        SpellingRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        SpellingRefusal::Unknown | SpellingRefusal::Itself => StatusCode::CONFLICT,
    };
    Problem::from_failure(status, explain::spelling(refusal))
}

/// Problem of a list of One Touch.
pub fn one_touch_problem(refusal: &OneTouchRefusal) -> Problem {
    let status = match refusal {
        OneTouchRefusal::Ledger(fault) => return Problem::from(fault),
        OneTouchRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        OneTouchRefusal::Unknown | OneTouchRefusal::Stale | OneTouchRefusal::Settled => StatusCode::CONFLICT,
        OneTouchRefusal::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
        OneTouchRefusal::TermOver { .. } => StatusCode::GONE,
    };
    Problem::from_failure(status, people_refusals::one_touch(refusal))
}

/// Problem of what was to be decided about a message.
pub fn story_problem(refusal: &StoryRefusal) -> Problem {
    let status = match refusal {
        StoryRefusal::Ledger(fault) => return Problem::from(fault),
        StoryRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        StoryRefusal::Unknown => StatusCode::NOT_FOUND,
        StoryRefusal::Stale | StoryRefusal::Decided | StoryRefusal::Open => StatusCode::CONFLICT,
        StoryRefusal::Forbidden => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, people_refusals::story(refusal))
}

/// Problem of what was to be stated about the closing, or frozen.
pub fn closing_problem(refusal: &ClosingRefusal, words: &Words) -> Problem {
    let status = match refusal {
        ClosingRefusal::Ledger(fault) => return Problem::from(fault),
        ClosingRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        ClosingRefusal::TermOver { .. } => StatusCode::GONE,
        ClosingRefusal::Word => StatusCode::UNPROCESSABLE_ENTITY,
        ClosingRefusal::NoDays
        | ClosingRefusal::Blocked(_)
        | ClosingRefusal::Unstated(_)
        | ClosingRefusal::Changed(_)
        | ClosingRefusal::Taken { .. }
        | ClosingRefusal::Number => StatusCode::CONFLICT,
    };
    Problem::from_failure(status, closing::explain(refusal, words))
}

/// Problem of a signature of a frozen set.
pub fn signature_problem(refusal: &SignatureRefusal) -> Problem {
    let status = match refusal {
        SignatureRefusal::Ledger(fault) => return Problem::from(fault),
        SignatureRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        SignatureRefusal::Unknown => StatusCode::NOT_FOUND,
        SignatureRefusal::Signed | SignatureRefusal::NoKey => StatusCode::CONFLICT,
        SignatureRefusal::Form
        | SignatureRefusal::OtherKey(_)
        | SignatureRefusal::Wrong
        | SignatureRefusal::Purpose => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, closing::explain_signature(refusal))
}

/// Problem of a certificate that was to be issued, drawn, withdrawn or checked.
pub fn certificate_problem(refusal: &CertificateRefusal) -> Problem {
    let status = match refusal {
        CertificateRefusal::Ledger(fault) => return Problem::from(fault),
        CertificateRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        CertificateRefusal::NoUnit | CertificateRefusal::Unknown | CertificateRefusal::Nobody => StatusCode::NOT_FOUND,
        CertificateRefusal::NoContest | CertificateRefusal::Withdrawn => StatusCode::CONFLICT,
        CertificateRefusal::NoForm | CertificateRefusal::Drawing(_) => StatusCode::INTERNAL_SERVER_ERROR,
        CertificateRefusal::File(_)
        | CertificateRefusal::Photo(_)
        | CertificateRefusal::NoCode
        | CertificateRefusal::Nothing => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::from_failure(status, people_refusals::certificate(refusal))
}

/// Problem of a roster that was to be read, kept or changed.
pub fn roster_problem(refusal: &RosterRefusal) -> Problem {
    let status = match refusal {
        RosterRefusal::Ledger(fault) => return Problem::from(fault),
        RosterRefusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        RosterRefusal::Unknown | RosterRefusal::Stale | RosterRefusal::TooMany(_) => StatusCode::CONFLICT,
        RosterRefusal::Purpose | RosterRefusal::LastDay { .. } | RosterRefusal::Faults(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Problem::from_failure(status, explain::roster(refusal))
}
