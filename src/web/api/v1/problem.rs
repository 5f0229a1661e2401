use serde::Serialize;
use utoipa::ToSchema;

/// A refusal (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct ProblemV1 {
    /// Code of the notice; docs/ERRORS.md lists them.
    code: String,
    /// What happened, in the language that the request prefers: Vietnamese or English.
    title: String,
    /// What to do.
    now: String,
    /// Whether the same request may be sent again as it is.
    retry: bool,
}
